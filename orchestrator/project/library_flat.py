"""A style guide with all that it inherits as one folder that needs no other: what films keep a copy of, and what is handed on.

The digest is that of the values and of the files' contents: what is for people only, the layout, the names of the files and
a text's line ends do not count.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from orchestrator.film.errors import FilmError
from orchestrator.film.style import StyleGuide
from orchestrator.project.layout import block
from orchestrator.project.library import FOLDER_FILE
from orchestrator.project.library_guide import PROMPTS, Guide, Layer
from orchestrator.project.library_merge import Route, Values, files_in, with_files
from orchestrator.project.source import Value

FILES = "files"
"""The folder of a flat guide for its LUT, fonts, pictures and weights."""
_UNCOUNTED = ("extends", "author", "licence", "note")
_TEXTS = (".cube", ".j2", ".txt", ".md", ".yaml", ".yml")
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Flat:
    """A guide that needs no other. `files` maps each relative name to where its bytes are now."""

    text: str
    files: Mapping[str, Path]
    digest: str

    def contents(self) -> dict[str, bytes]:
        """All files by their names, the guide last.

        Raises:
            FilmError: if one cannot be read any more.
        """
        try:
            found = {name: path.read_bytes() for name, path in self.files.items()}
        except OSError as error:
            raise FilmError(f"{error.filename} cannot be read: {(error.strerror or str(error)).lower()}") from error
        return {**found, FOLDER_FILE: self.text.encode("utf-8")}


def flattened(guide: Guide, header: Sequence[str] = ()) -> Flat:
    """Return a guide with all that it inherits; `header` are the lines of the comment at its top.

    Raises:
        FilmError: if a file of the guide cannot be read.
    """
    values = data_of(guide.style)
    named: dict[Route, str] = {}
    files: dict[str, Path] = {}
    for route, name in files_in(values):
        path = guide.files[name]
        stored = f"{FILES}/{_safe_name(path)}"
        named[route], files[stored] = stored, path
    flat = cast("Values", with_files(values, named))
    templates = guide.templates()
    files |= {f"{PROMPTS}/{name}": path for name, path in templates.items()}
    text = "".join(f"{line}\n" for line in (*(f"# {line}".rstrip() for line in header), *block(flat)))
    return Flat(text, files, _digest(flat, {name: files[name] for _, name in files_in(flat)}, templates))


def digest_of(guide: Guide) -> str:
    """Return the digest of what a guide says and of its files.

    Raises:
        FilmError: if a file of the guide cannot be read.
    """
    return flattened(guide).digest


def digest_of_copy(layer: Layer, files: Mapping[str, Path], templates: Mapping[str, Path]) -> str:
    """Return the digest of a flat guide as it was written, whatever this version of Filmwright would add to it."""
    return _digest(layer.values, files, templates)


def data_of(style: StyleGuide) -> Values:
    """Return what a guide and its parents state, but not what it extends. What they leave to Filmwright stays left to it:
    a grain that nobody asked for is the drawn film's own finish, and nothing for a clip of a model.
    """
    dumped: Values = style.model_dump(mode="json", by_alias=True, exclude={"extends"}, exclude_unset=True)
    said = cast("Values", _without_nothing(dumped))
    return {key: value for key, value in said.items() if value not in ({}, [])}


def _without_nothing(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _without_nothing(item) for key, item in value.items() if item is not None}
    return [_without_nothing(item) for item in value] if isinstance(value, list) else value


def _digest(values: Values, files: Mapping[str, Path], templates: Mapping[str, Path]) -> str:
    contents: dict[Route, str] = {route: content_digest(files[name]) for route, name in files_in(values)}
    said = cast("Values", with_files(values, contents))
    counted: dict[str, object] = {key: _plain(said[key]) for key in said if key not in _UNCOUNTED}
    counted["prompts/"] = {name: content_digest(path) for name, path in templates.items()}
    text = json.dumps(counted, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: Value) -> Value:
    """Numbers as YAML writes them: 1.0 is 1."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def content_digest(path: Path) -> str:
    """Return the digest of a file's content; a text's line ends do not count.

    Raises:
        FilmError: if it cannot be read.
    """
    try:
        found = path.stat()
        return _content_digest(path, found.st_size, found.st_mtime_ns)
    except OSError as error:
        raise FilmError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error


@lru_cache(maxsize=512)
def _content_digest(path: Path, _size: int, _changed: int) -> str:
    if path.suffix.lower() in _TEXTS:
        return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_BLOCK):
            digest.update(piece)
    return digest.hexdigest()


def _safe_name(path: Path) -> str:
    """A name that every system takes, with a piece of the content's digest: two files never meet, and none is half replaced."""
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:40] or "file"
    suffix = re.sub(r"[^a-z0-9.]", "", path.suffix.lower())
    return f"{stem}-{content_digest(path)[:8]}{suffix}"
