"""What a diffusers checkpoint on this machine is, read from its configuration files alone: no torch, no diffusers.

A checkpoint is a folder with a `model_index.json`: the person's own, or one in the ordinary Hugging Face cache, whose layout
(`models--owner--name/refs/<revision>` names a commit, `snapshots/<commit>` holds its files) is read as it lies on the disk.
"""

import hashlib
import json
import os
import re
import stat
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import cast

from generation.errors import BackendFailure, Unsupported

Config = dict[str, object]

_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
PICKLED = (".bin", ".pt", ".pth", ".ckpt", ".pkl")
_KNOWN = ("diffusers", "transformers", "ltx2", "stable_audio", "ace_step")
"""Where the classes of parts are from: the two libraries, and modules of diffusers that one kind of pipeline has to itself."""
_UNRUN = ("safety_checker",)
"""Parts that no pipeline here has: what judges the pictures of the first generation."""
_TEXT = (".json", ".txt", ".model", ".jinja")
_SETTINGS = 64 << 20
"""Bytes of the longest file of settings that is read; lists of the tensors of large models take a few million."""
_LARGEST = 1 << 20
"""No count, size or width of a configuration is larger."""
_HALVINGS = 16
_NAME = re.compile(r"\w[\w-]*")
_WHOLE, _PIECE, _PIECES = 8 << 20, 64 << 10, 64
"""Weights up to `_WHOLE` bytes are hashed whole; of larger files the header and this many pieces, spread evenly."""


def located(model: str, revision: str, holding: str = "model_index.json") -> Path | None:
    """Return the folder of a model, or None for a repository that is not on this machine, or not this file of it.

    Raises:
        BackendFailure: if it is neither a folder nor the name of a repository.
    """
    folder = folder_said(model)
    if folder.is_dir():
        return folder
    if not _REPOSITORY.fullmatch(model):
        raise BackendFailure(
            f"there is no folder {model}; give the folder of a checkpoint, or owner/name of a repository"
        )
    home = cache_folder() / ("models--" + model.replace("/", "--"))
    reference = home / "refs" / revision
    commit = reference.read_text(encoding="utf-8").strip() if reference.is_file() else revision
    snapshot = home / "snapshots" / commit
    return snapshot if (snapshot / holding).is_file() else None


def folder_said(model: str) -> Path:
    """Return the folder that a person means by `model`; one of somebody who has no home here is left as it is written."""
    try:
        return Path(model).expanduser()
    except RuntimeError:
        return Path(model)


def cache_folder() -> Path:
    """Where Hugging Face keeps downloads, by its own environment variables."""
    if own := os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE"):
        return Path(own).expanduser()
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(os.environ.get("HF_HOME") or f"{base}/huggingface").expanduser() / "hub"


def index(folder: Path) -> Config:
    """Read `model_index.json`.

    Raises:
        BackendFailure: if there is none, or it is damaged.
    """
    return config(folder / "model_index.json", f"{folder} is no diffusers checkpoint: it has no model_index.json")


def config(path: Path, missing: str = "") -> Config:
    """Read one of a checkpoint's JSON files.

    Raises:
        BackendFailure: if there is none, or it is damaged.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > _SETTINGS:
            raise BackendFailure(f"{path} is no file of settings, or too large for one; download it again")
        read = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BackendFailure(missing or f"the checkpoint lacks {path}; download it again") from error
    except (ValueError, RecursionError) as error:
        raise BackendFailure(f"{path} is damaged: {error}; download it again") from error
    except OSError as error:
        raise BackendFailure(f"{path} cannot be read: {error.strerror}") from error
    if not isinstance(read, dict):
        raise BackendFailure(f"{path} is damaged: it holds no settings; download it again")
    return cast("Config", read)


def components(model_index: Config) -> dict[str, tuple[str, str]]:
    """Return the parts that a checkpoint has, as name: (library, class), but those that are never run.

    Raises:
        Unsupported: if the name of one is no name: parts are folders, and it would lead to another place.
    """
    found: dict[str, tuple[str, str]] = {}
    for name, value in model_index.items():
        if (
            name not in _UNRUN
            and isinstance(value, list)
            and len(pair := cast("list[object]", value)) == 2
            and all(pair)
        ):
            if not _NAME.fullmatch(name):
                raise Unsupported(f"a model_index.json names a part '{name[:80]}', which is no name; it is not run")
            found[name] = (str(pair[0]), str(pair[1]))
    return found


def whole(value: object, usual: int) -> int:
    """A whole number of a configuration from 1 on, or what is usual where there is none."""
    return value if isinstance(value, int) and 0 < value <= _LARGEST else usual


def shrinking(vae: Config, usual: int = 8) -> int:
    """How many times smaller the sides of an image VAE's latents are than the picture's: it halves them between its blocks."""
    blocks = vae.get("block_out_channels")
    count = len(cast("list[object]", blocks)) if isinstance(blocks, list) else 0
    return 2 ** (count - 1) if 0 < count <= _HALVINGS else usual


@contextmanager
def understood(folder: Path) -> Generator[None, None, None]:
    """While settings of a checkpoint are read that should be numbers and lists.

    Raises:
        BackendFailure: where they are something else.
    """
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise BackendFailure(
            f"the settings of {folder} are damaged, or of a kind that is not known here ({said}); download it again"
        ) from error


def ensure_parts(folder: Path, model_index: Config, *needed: str) -> tuple[str, ...]:
    """Return the names of a checkpoint's parts, with those that are needed among them.

    Raises:
        BackendFailure: with the part that is lacking.
    """
    parts = components(model_index)
    for part in needed:
        if part not in parts:
            raise BackendFailure(f"{folder} lacks its part {part}; download the checkpoint again")
    return tuple(parts)


def ensure_safe(folder: Path, model_index: Config) -> None:
    """Refuse what could run a stranger's code, or read what is not the checkpoint's: parts with code of their own, weights that
    are pickles, links that lead out of it.

    Raises:
        Unsupported: with the part that is not safe.
        BackendFailure: if a part is not there.
    """
    ensure_inside(folder, folder)
    for name, (library, kind) in components(model_index).items():
        if library not in _KNOWN:
            raise Unsupported(
                f"{folder}: {name} ({kind}) brings code of its own ({library}); such checkpoints are not run"
            )
        part = folder / name
        files = ensure_inside(part, folder) if part.is_dir() else []
        if not files:
            raise BackendFailure(f"{folder} lacks its part {name}; download the checkpoint again")
        if any(file.endswith(".safetensors") for file in files):
            continue
        if pickled := next((file for file in sorted(files) if file.endswith(PICKLED)), None):
            raise Unsupported(
                f"{folder}: {name}/{pickled} is a pickle, which can run code when it is opened; "
                "use a checkpoint with .safetensors files"
            )


def ensure_inside(part: Path, folder: Path) -> list[str]:
    """Return the names of the files in a part's folder. Links among them stay in the checkpoint's, or in the cache.

    In the cache of Hugging Face all files of a checkpoint are links.

    Raises:
        Unsupported: with a link that leads elsewhere.
    """
    with os.scandir(part) as found:
        entries = [(entry.name, entry.is_symlink()) for entry in found]
    for name, link in entries:
        if link:
            target = (part / name).resolve()
            if not any(target.is_relative_to(home.resolve()) for home in (folder, *_cached(folder))):
                raise Unsupported(
                    f"{part / name} is a link to {target}, out of the checkpoint; put the file itself in its place"
                )
    return [name for name, _link in entries]


def _cached(folder: Path) -> tuple[Path, ...]:
    """Where else the files of a checkpoint may lie: in the cache; a snapshot's, beside it."""
    return (cache_folder(), *([folder.parent.parent / "blobs"] if folder.parent.name == "snapshots" else []))


def digest(folder: Path) -> str:
    """Return what tells this checkpoint from any other: a digest of its configuration and of its weights.

    Where it lies and when it was written are not in it. Weights of many gigabytes are read in pieces: the sizes, the table of
    tensors and evenly spread samples.
    """
    files = sorted(
        file
        for name in ("", *components(index(folder)))
        for file in (folder / name).iterdir()
        if file.is_file() and file.suffix in (*_TEXT, ".safetensors") and (name or file.name == "model_index.json")
    )
    return digest_of_all(files, folder)


def digest_of_all(files: Iterable[Path], folder: Path) -> str:
    """Return a digest of files by their names inside a folder and their content; of large ones, samples."""
    return _digest(tuple((file, file.stat().st_size, file.stat().st_mtime_ns) for file in files), folder)


@lru_cache(maxsize=16)
def _digest(files: tuple[tuple[Path, int, int], ...], folder: Path) -> str:
    whole = hashlib.sha256()
    for path, size, _changed in files:
        whole.update(f"{path.relative_to(folder).as_posix()} {size} ".encode())
        whole.update(_sampled(path, size))
    return whole.hexdigest()


def _sampled(path: Path, size: int) -> bytes:
    sha = hashlib.sha256()
    with path.open("rb") as file:
        if size <= _WHOLE:
            sha.update(file.read())
        else:
            for number in range(_PIECES):
                file.seek(number * (size - _PIECE) // (_PIECES - 1))
                sha.update(file.read(_PIECE))
    return sha.digest()
