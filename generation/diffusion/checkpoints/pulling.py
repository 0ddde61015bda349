"""Bringing a checkpoint from Hugging Face into its ordinary cache: exactly the files that are loaded, nothing that runs code.

Of a repository in the layout of diffusers these are the parts that its `model_index.json` names: settings, tokenizers and
`.safetensors` files; no pickles, and of weights in several precisions only the plain ones, where there are any.
`model_index.json` comes last, so a checkpoint that was not brought to its end is not taken for one that is there. Files that
are whole stay, and pulling again brings the others. What came is held against the digests that the hub has of large files.
"""

import errno
import hashlib
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast, get_args

from generation.backend import Kind, available
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.checkpoints.weights import chosen
from generation.errors import BackendFailure, MissingExtra, Unsupported

INDEX = "model_index.json"
_WEIGHTS = (".bin", ".pt", ".pth", ".ckpt", ".safetensors", ".msgpack")
_ENDINGS = (".json", ".txt", ".model", ".jinja")
_NAME = re.compile(r"[A-Za-z0-9_][\w.-]*/[A-Za-z0-9_][\w.-]*")
_IDLE = 60
"""Seconds in which a download that still runs writes something."""
_SPARE = 1 << 30
"""Bytes that stay free on the disk."""


@dataclass(frozen=True)
class Repository:
    """What is to be brought: a repository at a revision, and why, where it is only a part of a checkpoint."""

    model: str
    revision: str = "main"
    part: str = ""
    weights: str = ""
    """The file that is needed of it, where its family names one."""
    without: tuple[str, ...] = ()
    """Parts whose weights come from other repositories."""


@dataclass(frozen=True)
class Order:
    """The files that are needed, with their sizes."""

    repository: Repository
    commit: str
    files: Mapping[str, int] = field(default_factory=dict[str, int])
    missing: Mapping[str, int] = field(default_factory=dict[str, int])
    """Those that are not here yet."""
    digests: Mapping[str, str] = field(default_factory=dict[str, str])
    """The sha256 of those that the hub has one of."""

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(self.files.values())

    @property
    def left(self) -> int:
        """Bytes that are still to come, where nothing of a file is here."""
        return sum(self.missing.values())


def ensure_hub() -> None:
    """Raise MissingExtra unless the hub's client is installed."""
    if find_spec("huggingface_hub") is None:
        raise MissingExtra("huggingface_hub", "local")


def name_of(said: str) -> str:
    """Return owner/name of a repository, which a person may give by the address of its page.

    Raises:
        Unsupported: if it can be no name.
    """
    name = re.sub(r"^https?://[^/]+/", "", said).rstrip("/")
    name = re.sub(r"/(tree|blob|resolve)/.*", "", name)
    if _NAME.fullmatch(name) and "--" not in name and ".." not in name:
        return name
    if checkpoint.folder_said(said).is_dir():
        raise Unsupported(f"{said} is a folder, so there is nothing to download; name it in film.yaml")
    raise Unsupported(f"'{said}' is no owner/name of a repository, and no model of the catalogue")


def ordered(repository: Repository) -> Order:
    """Look up which files are needed; nothing is downloaded yet but the list of parts.

    Raises:
        MissingExtra: if huggingface_hub is not installed.
        Unsupported: if the repository holds nothing that is run here.
        BackendFailure: if it cannot be reached, or not without an agreement.
    """
    ensure_hub()
    from huggingface_hub import HfApi, try_to_load_from_cache

    with _told(repository):
        info = HfApi().model_info(repository.model, revision=repository.revision, files_metadata=True)
        sizes = {file.rfilename: file.size or 0 for file in info.siblings or ()}
        digests = {file.rfilename: file.lfs.sha256 for file in info.siblings or () if file.lfs}
        names = tuple(sizes)
        chosen = _of_parts(repository, names) if INDEX in names else _without_index(repository, names)
    commit = info.sha or repository.revision
    files = {name: sizes[name] for name in sorted(chosen)}
    missing = {
        name: size
        for name, size in files.items()
        if not isinstance(try_to_load_from_cache(repository.model, name, revision=commit), str)
    }
    return Order(repository, commit, files, missing, {name: digests[name] for name in files if name in digests})


def ensure_room(orders: Sequence[Order]) -> None:
    """Make room of what downloads left that were stopped, and refuse where there is still too little.

    Raises:
        BackendFailure: if the disk cannot hold all that is missing.
    """
    for order in orders:
        _cleared(order.repository)
    left, free = sum(order.left for order in orders), room()
    if left and left + _SPARE > free:
        raise BackendFailure(
            f"{orders[0].repository.model} needs {left / 1e9:.1f} GB more and {free / 1e9:.1f} GB are free where "
            f"{checkpoint.cache_folder()} is; make room, or set HF_HOME to a folder on another disk"
        )


def arrived(orders: Iterable[Order]) -> int:
    """Bytes in the cache of these repositories, those of files that are on their way among them."""
    return sum(_size(_blobs(order.repository)) for order in orders)


def pull(order: Order) -> Path:
    """Download what is missing; return the folder.

    Raises:
        BackendFailure: if the connection fails for good, or what came is not what the hub has.
    """
    from huggingface_hub import hf_hub_download, snapshot_download

    repository = order.repository
    with _told(repository):
        folder = snapshot_download(
            repository.model,
            revision=repository.revision,
            allow_patterns=[_literal(name) for name in order.files if name != INDEX],
        )
        for name in order.missing:
            _ensure_whole(Path(folder) / name, order.digests.get(name), repository)
        if INDEX in order.files:
            hf_hub_download(repository.model, INDEX, revision=repository.revision)
    return Path(folder)


def _ensure_whole(file: Path, digest: str | None, repository: Repository) -> None:
    """Remove a file that came, and is not what the hub has."""
    if digest is None or not file.is_file():
        return
    with file.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha256").hexdigest()
    if found != digest:
        file.resolve().unlink()
        file.unlink(missing_ok=True)
        raise BackendFailure(
            f"{repository.model}: {file.parent.name}/{file.name} came damaged (its sha256 is not the hub's) and was removed; "
            "pull again"
        )


def room() -> int:
    """Free bytes where downloads are kept."""
    folder = checkpoint.cache_folder()
    there = next(parent for parent in (folder, *folder.parents) if parent.is_dir())
    return shutil.disk_usage(there).free


def _blobs(repository: Repository) -> Path:
    """Where the cache keeps a repository's files, each by its digest."""
    return checkpoint.cache_folder() / ("models--" + repository.model.replace("/", "--")) / "blobs"


def _cleared(repository: Repository) -> None:
    """Remove what downloads left that were ended in the middle: nothing else would, and they are begun anew."""
    from filelock import FileLock, Timeout

    blobs = _blobs(repository)
    for piece in blobs.glob("*.incomplete"):
        if time.time() - piece.stat().st_mtime < _IDLE:
            continue
        locks = checkpoint.cache_folder() / ".locks" / blobs.parent.name
        locks.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(locks / f"{piece.name.partition('.')[0]}.lock", timeout=0):
                piece.unlink(missing_ok=True)
        except Timeout:
            continue


def backend_of(model_index: checkpoint.Config) -> tuple[Kind, str] | None:
    """The kind and the name of the backend that runs a checkpoint, if there is one."""
    pipeline = model_index.get("_class_name")
    for kind in get_args(Kind):
        for name, backend in available(kind).items():
            if pipeline in getattr(backend, "runs", ()):
                return kind, name
    return None


def _of_parts(repository: Repository, names: Sequence[str]) -> list[str]:
    """The files of the parts that the index names."""
    from huggingface_hub import hf_hub_download

    with tempfile.TemporaryDirectory() as folder:
        file = Path(
            hf_hub_download(repository.model, INDEX, revision=repository.revision, local_dir=folder, library_name=None)
        )
        model_index = cast("checkpoint.Config", json.loads(file.read_text(encoding="utf-8")))
    if not repository.part and backend_of(model_index) is None:
        raise Unsupported(
            f"{repository.model} holds a {model_index.get('_class_name')}, which nothing here runs; "
            "what runs: filmwright models list"
        )
    parts = checkpoint.components(model_index)
    chosen = [INDEX, *(name for name in names if "/" not in name and name.upper().startswith("LICENSE"))]
    for part in parts:
        inside = [name for name in names if name.rpartition("/")[0] == part]
        if not inside:
            raise Unsupported(f"{repository.model} lacks its part {part}, so it is no whole checkpoint; take another")
        chosen += _settings(inside) if part in repository.without else _loaded(repository, part, inside)
    return chosen


def _without_index(repository: Repository, names: Sequence[str]) -> list[str]:
    """The files of a part of its own, or of a model of transformers: in a folder of the part's name, or at the root."""
    if repository.weights in names:
        eyes = [name for name in names if name.rpartition("/")[0].endswith("image_encoder")]
        return [repository.weights, *_loaded(repository, "image_encoder", eyes)]
    folders = [repository.part, "feature_extractor"] if repository.part else []
    inside = [name for name in names if name.rpartition("/")[0] in folders]
    if not inside:
        inside = [name for name in names if "/" not in name]
    if not any(name.rpartition("/")[2] == "config.json" for name in inside):
        raise Unsupported(
            f"{repository.model} has no {INDEX}: it holds no checkpoint in the layout of diffusers; "
            "look for one whose name ends in Diffusers"
        )
    return _loaded(repository, "the model", inside)


def _loaded(repository: Repository, part: str, inside: Iterable[str]) -> list[str]:
    """Of the files of one part those that are loaded."""
    named = {name.rpartition("/")[2]: name for name in inside}
    weights = chosen(list(named))
    if any(file.endswith(_WEIGHTS) for file in named) and not weights:
        raise Unsupported(
            f"{repository.model}: {part} has no .safetensors files, only others, which can run code when they are opened; "
            "such checkpoints are not run"
        )
    return [*_settings(named.values()), *(named[file] for file in weights)]


def _settings(inside: Iterable[str]) -> list[str]:
    """Of the files of one part those that say what it is."""
    return [name for name in inside if name.endswith(_ENDINGS) and ".safetensors.index." not in name]


def _literal(name: str) -> str:
    """A pattern that this name alone matches."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


@contextmanager
def _told(repository: Repository) -> Generator[None, None, None]:
    """Turn what goes wrong with the hub into one line that says what to do."""
    from huggingface_hub import constants, errors

    name, page = repository.model, f"{constants.ENDPOINT}/{repository.model}"
    try:
        yield
    except errors.GatedRepoError as error:
        raise BackendFailure(
            f"{name} is given out after an agreement: open {page}, agree there, log in here with: hf auth login, "
            "and pull again"
        ) from error
    except errors.RevisionNotFoundError as error:
        raise BackendFailure(f"{name} has no revision '{repository.revision}'; see {page}/tree/main") from error
    except errors.RepositoryNotFoundError as error:
        raise BackendFailure(
            f"Hugging Face has no repository {name}, or it is private: check the name, or log in with: hf auth login"
        ) from error
    except errors.OfflineModeIsEnabled as error:
        raise BackendFailure(
            f"{name} cannot be downloaded while HF_HUB_OFFLINE is set; unset it and pull again"
        ) from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise BackendFailure(
                f"the disk of {checkpoint.cache_folder()} is full; make room, or set HF_HOME to a folder on another disk, "
                "and pull again"
            ) from error
        if error.errno is not None and not isinstance(error, ConnectionError):
            raise
        raise BackendFailure(_broken(name, error)) from error
    except (_transport(), errors.XetDownloadError, RuntimeError) as error:
        raise BackendFailure(_broken(name, error)) from error


def _broken(name: str, error: BaseException) -> str:
    """What is said of a connection that failed."""
    from huggingface_hub import constants

    return (
        f"{name}: the connection to {constants.ENDPOINT} failed ({_reason(error)}); check it and pull again: files that are "
        "here already stay"
    )


def _transport() -> Any:
    """What the hub's client raises when a connection fails; it has changed the library under it before."""
    from huggingface_hub import errors

    return errors.HfHubHTTPError.__bases__[0]


def _reason(error: BaseException) -> str:
    """The first line of the error, or of the one that caused it."""
    cause = error.__cause__ or error
    said = str(cause).strip().splitlines()
    return (said[0] if said else type(cause).__name__).rstrip(".")[:160]


def cache_size() -> int:
    """Bytes of all models that are kept in the cache."""
    return sum(_size(folder / "blobs") for folder in cache_folders())


def _size(folder: Path) -> int:
    """Bytes of the files in a folder, while they come and go."""
    total = 0
    for file in os.scandir(folder) if folder.is_dir() else ():
        with suppress(FileNotFoundError):
            total += file.stat().st_size
    return total


def cache_folders() -> list[Path]:
    """The folders of the models in the cache."""
    home = checkpoint.cache_folder()
    return sorted(home.glob("models--*")) if home.is_dir() else []
