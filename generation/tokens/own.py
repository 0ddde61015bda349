"""The model's own tokenizer, where its files are on this machine."""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

LARGEST = 128 * 2**20
"""Bytes; the largest published ones are about 35 MB."""
_FOLDERS = ("tokenizer", "tokenizer_2", "tokenizer_3", ".")
_FAMILIES = {
    "t5": "T5",
    "umt5": "T5",
    "gemma": "Gemma",
    "llama": "Llama",
    "qwen": "Qwen",
    "qwen-vl": "Qwen",
    "clip": "CLIP",
}
"""How the class in tokenizer_config.json begins; a pipeline with two encoders has two tokenizers side by side."""


def own_count(encoder: str, folder: Path) -> Callable[[str], int] | str:
    """Return what counts with the tokenizer in a folder, or in words why there is none."""
    try:
        found = next((path for name in _FOLDERS if _fits(path := folder / name / "tokenizer.json", encoder)), None)
        if found is None:
            return f"no tokenizer.json of {encoder or 'it'} in {folder}"
        about = found.stat()
    except (OSError, ValueError) as error:
        return f"{folder} cannot be read: {error}"
    if about.st_size > LARGEST:
        return f"{found} is larger than a tokenizer can be ({about.st_size // 2**20} MB)"
    return _loaded(found, about.st_size, about.st_mtime_ns)


def _fits(path: Path, encoder: str) -> bool:
    """Whether there is a tokenizer, and not one of another family."""
    if not path.is_file():
        return False
    mine = _FAMILIES.get(encoder)
    named = _class_of(path.parent / "tokenizer_config.json")
    others = [family for family in _FAMILIES.values() if family != mine]
    return mine is None or not any(family in named for family in others)


def _class_of(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            return ""
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ""
    return str(said.get("tokenizer_class", "")) if isinstance(said, dict) else ""


@lru_cache(maxsize=4)
def _loaded(path: Path, size: int, changed: int) -> Callable[[str], int] | str:
    """Load a tokenizer once; `size` and `changed` are there so that another file in its place is read again."""
    del size, changed
    try:
        from tokenizers import Tokenizer
    except ImportError:
        return "the package tokenizers is not installed; install it with: pip install 'filmwright[local]'"
    try:
        tokenizer = Tokenizer.from_str(path.read_text(encoding="utf-8"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        tokenizer.encode("a lighthouse")
    except Exception as error:  # noqa: BLE001 - the package raises plain exceptions for whatever is wrong with a file
        return f"{path} is no tokenizer: {error}"
    return lambda text: len(tokenizer.encode(text).ids)
