"""A timeline as a file: JSON with a version, media by paths relative to it."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from stitching.errors import TimelineError
from stitching.muxing import whole
from stitching.timeline import Source, Timeline, Value

_LARGEST = 1 << 28
_CHUNK = 1 << 20
Json = dict[str, Any]


def source(path: Path) -> Source:
    """A media file by its content; TimelineError if it cannot be read."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_CHUNK):
                found.update(piece)
    except OSError as error:
        raise TimelineError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    return Source(digest=found.hexdigest(), path=path)


def save(timeline: Timeline, path: Path) -> None:
    """Write the timeline as JSON; paths of media beside or below the file become relative to it."""
    folder = path.parent.resolve()

    def placed(value: Any) -> Any:
        if isinstance(value, Source):
            where = value.path.resolve()
            near = where.relative_to(folder).as_posix() if where.is_relative_to(folder) else str(where)
            return {"digest": value.digest, "path": near}
        if isinstance(value, tuple):
            return [placed(each) for each in value]
        if isinstance(value, Value):
            fields = type(value).model_fields
            said = {name: getattr(value, name) for name in fields}
            return {
                name: placed(each) for name, each in said.items() if name == "version" or each != _usual(fields[name])
            }
        return value

    with whole(path) as scratch:
        scratch.write_text(json.dumps(placed(timeline), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _usual(field: Any) -> Any:
    return field.get_default(call_default_factory=True)


def load(path: Path) -> Timeline:
    """Read a timeline, of this version or an earlier one; a source without a digest gets that of its file.

    Raises:
        TimelineError: if it is no timeline; all that is wrong with it, a line each.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise TimelineError(f"{path}: is too large for a timeline ({_LARGEST >> 20} MB at most)")
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise TimelineError(f"{path}: is no timeline; {error}") from None
    if not isinstance(said, dict):
        raise TimelineError(f"{path}: is no timeline; it must be a JSON object")
    version = said.get("version")
    if version not in (*_EARLIER, 2):
        raise TimelineError(f"{path}: is a timeline of version {version!r}; 1 and 2 can be read")
    try:
        return Timeline.model_validate(_found(_EARLIER[version](said) if version in _EARLIER else said, path.parent))
    except ValidationError as error:
        rows = (f"{path}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise TimelineError("\n".join(rows)) from None


def _found(value: Any, folder: Path) -> Any:
    """The same with every source's path from the folder, and its digest."""
    if isinstance(value, list):
        return [_found(each, folder) for each in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("path"), str) and set(value) <= {"digest", "path"}:
        path = folder / value["path"]
        return {"digest": value["digest"], "path": path} if value.get("digest") else source(path)
    return {key: _found(each, folder) for key, each in value.items()}


def _from_first(said: Json) -> Json:
    """Version 1 had the loudness beside the tracks."""
    said = dict(said) | {"version": 2}
    if (loudness := said.pop("loudness", None)) is not None:
        said["mix"] = {"loudness": loudness}
    return said


_EARLIER: dict[Any, Callable[[Json], Json]] = {1: _from_first}
