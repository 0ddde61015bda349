"""The weight files of a part of a checkpoint: which of them are loaded, and whether they are what they say. No weights are read.

Repositories keep the same weights in several precisions side by side, the one by its plain name, the others with a word in it
(`model.fp16.safetensors`), a variant. Some have nothing else.
"""

import json
import math
import re
import struct
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import cast

from generation.diffusion.checkpoints import checkpoint
from generation.errors import BackendFailure, Unsupported

_TABLE = 64 << 20
"""Bytes of the longest table of tensors that is read; the largest there are take a few million."""
_AXES = 16
_WEIGHTLESS = ("Scheduler", "Tokenizer", "TokenizerFast", "Processor", "Extractor")
_LISTED = re.compile(r".+\.safetensors\.index(?:\.(?P<variant>[\w-]+))?\.json")
_NAMED = re.compile(r"[^.]+(?:\.(?P<variant>[A-Za-z]\w*)(?:-\d+-of-\d+)?)?\.safetensors")
_PREFERRED = ("fp16", "bf16")
_BITS = {
    **dict.fromkeys(("F64", "I64", "U64"), 64),
    **dict.fromkeys(("F32", "I32", "U32"), 32),
    **dict.fromkeys(("F16", "BF16", "I16", "U16"), 16),
    **dict.fromkeys(("F8_E4M3", "F8_E5M2", "I8", "U8", "BOOL"), 8),
}
"""Bits of each number, of the kinds that weights are in."""

Shapes = Mapping[str, tuple[int, ...]]


def variant_of(names: Collection[str]) -> str | None:
    """Which variant is loaded of a part that has these files; None where it has plain ones, or no weights."""
    found = {match["variant"] for name in names if (match := _NAMED.fullmatch(name))}
    if not found or None in found:
        return None
    return next((name for name in _PREFERRED if name in found), None) or min(found)


def chosen(names: Collection[str]) -> list[str]:
    """Of the names of a part's files those of the weights that are loaded, and of the lists of their pieces."""
    variant = variant_of(names)
    lists = [name for name in names if (found := _LISTED.fullmatch(name)) and found["variant"] == variant]
    weights = [name for name in names if (found := _NAMED.fullmatch(name)) and found["variant"] == variant]
    pieces = [name for name in weights if "-of-" in name]
    return sorted(lists) + sorted(pieces if lists and pieces else weights)


def variant_in(folder: Path, parts: Collection[str]) -> str | None:
    """The variant that a checkpoint is loaded in.

    Raises:
        Unsupported: if its parts are in several, of which one call loads but one.
    """
    found = {name: variant_of([file.name for file in (folder / name).iterdir()]) for name in parts}
    several = sorted({variant for variant in found.values() if variant})
    if len(several) > 1:
        raise Unsupported(
            f"{folder} has its weights in {' and '.join(several)}; take a checkpoint that has them in one"
        )
    return several[0] if several else None


def files(part: Path) -> Sequence[Path]:
    """The files that the weights of a part are in; a list of pieces is followed, and may name nothing but files beside it.

    Raises:
        BackendFailure: if a list is damaged, or a piece is missing.
        Unsupported: if a list leads out of the folder.
    """
    names = chosen([file.name for file in part.iterdir()]) if part.is_dir() else []
    lists = [name for name in names if name.endswith(".json")]
    if not lists:
        return [part / name for name in names]
    return [part / name for name in sorted({piece for name in lists for piece in _pieces(part / name)})]


def tensors(file: Path) -> Shapes:
    """Return the names and shapes of what a `.safetensors` file holds, from its table alone; the table fits the file.

    Raises:
        BackendFailure: if it is no such file, not whole, or damaged.
    """
    try:
        about = file.stat()
    except OSError as error:
        raise BackendFailure(f"the checkpoint lacks {file}; download it again") from error
    return _tensors(file, about.st_size, about.st_mtime_ns)


def ensure_whole(part: Path, kind: str) -> None:
    """Refuse a part of this class whose weights are missing or are not what their tables say.

    Raises:
        BackendFailure: with the file.
        Unsupported: if a list of pieces leads out of the folder.
    """
    found = files(part)
    if not found and not kind.endswith(_WEIGHTLESS) and (part / "config.json").is_file():
        raise BackendFailure(f"{part} lacks its weights; download the checkpoint again")
    for file in found:
        tensors(file)


def _pieces(listed: Path) -> list[str]:
    named = checkpoint.config(listed).get("weight_map")
    if not isinstance(named, dict):
        raise BackendFailure(f"{listed} is damaged: it has no weight_map; download it again")
    names = sorted({str(name) for name in cast("dict[str, object]", named).values()})
    for name in names:
        if Path(name).name != name or "\\" in name or not name.endswith(".safetensors"):
            raise Unsupported(
                f"{listed} names '{name[:80]}', which is no .safetensors file beside it; such checkpoints are not run"
            )
    return names


@lru_cache(maxsize=256)
def _tensors(file: Path, size: int, _changed: int) -> Shapes:
    table = _table(file, size)
    length = 8 + table[0]
    shapes: dict[str, tuple[int, ...]] = {}
    end = 0
    for name, entry in table[1].items():
        if name == "__metadata__":
            continue
        shape, stop = _entry(file, entry)
        shapes[name], end = shape, max(end, stop)
    if length + end > size:
        raise BackendFailure(f"{file} is not whole: {size} of {length + end} bytes are there; download it again")
    return shapes


def _table(file: Path, size: int) -> tuple[int, dict[str, object]]:
    """The length of the table and what is in it."""
    damaged = f"{file} is damaged, or no .safetensors file; download it again"
    try:
        with file.open("rb") as opened:
            (length,) = struct.unpack("<Q", opened.read(8))
            if length > min(size - 8, _TABLE):
                raise BackendFailure(damaged)
            found = json.loads(opened.read(length))
    except (OSError, ValueError, RecursionError, struct.error) as error:
        raise BackendFailure(damaged) from error
    if not isinstance(found, dict):
        raise BackendFailure(damaged)
    return length, cast("dict[str, object]", found)


def _entry(file: Path, entry: object) -> tuple[tuple[int, ...], int]:
    """The shape of a tensor, and where its bytes end; they are as many as its shape says."""
    if isinstance(entry, dict):
        said = cast("checkpoint.Config", entry)
        shape, where = _numbers(said.get("shape")), _numbers(said.get("data_offsets"))
        if shape is not None and where is not None and len(where) == 2 and where[0] <= where[1]:
            bits = _BITS.get(str(said.get("dtype")))
            if bits is None or math.prod(shape) * bits == (where[1] - where[0]) * 8:
                return shape, where[1]
    raise BackendFailure(f"{file} is damaged: its table does not fit its weights; download it again")


def _numbers(value: object) -> tuple[int, ...] | None:
    """A short list of sizes; None where it is anything else."""
    if not isinstance(value, list) or len(cast("list[object]", value)) > _AXES:
        return None
    found = [one for one in cast("list[object]", value) if isinstance(one, int) and 0 <= one < 1 << 62]
    return tuple(found) if len(found) == len(cast("list[object]", value)) else None
