"""A character's sheet in a pack and in a film: the same words, and paths that lead to the pictures from where each lies."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import cast

from orchestrator.project.library_merge import Route, with_files
from orchestrator.project.merge_files import data_of_text
from orchestrator.project.merge_into import written_into
from orchestrator.project.schema import header
from orchestrator.project.source import Value

ASSETS = "assets/cast"
"""Where the pictures of characters from packs lie in a film, in a folder for each of them."""


def folder_of(identity: str) -> str:
    """Return the folder in the film of the pictures that came with a character."""
    return f"{ASSETS}/{identity}"


def for_film(text: str, identity: str) -> str:
    """Return a pack's sheet as a film has it: under this id, with the files where they are copied to.

    Raises:
        CannotEdit, CannotMerge: if the text cannot be changed in place.
    """
    data = data_of_text(text)
    names = {route: f"{folder_of(identity)}/{name}" for route, name in files_in(data)}
    return _headed(_written(text, data, identity, names))


def for_pack(text: str, identity: str) -> tuple[str, dict[str, str]]:
    """Return a film's sheet as a pack has it, and which file of the project each file of the pack is.

    Raises:
        CannotEdit, CannotMerge: if the text cannot be changed in place.
    """
    data = data_of_text(text)
    names: dict[Route, str] = {}
    files: dict[str, str] = {}
    for route, path in files_in(data):
        names[route] = _name_in_pack(path, identity, files)
        files[names[route]] = path
    return _without_header(_written(text, data, identity, names)), files


def files_in(data: Mapping[str, Value]) -> Iterator[tuple[Route, str]]:
    """The places of a sheet that name a file, with what they name."""
    for index, path in enumerate(_list(data.get("references"))):
        yield ("references", index), str(path)
    states = data.get("state_references")
    for state, paths in states.items() if isinstance(states, dict) else ():
        for index, path in enumerate(_list(paths)):
            yield ("state_references", state, index), str(path)
    for index, lora in enumerate(_list(data.get("loras"))):
        if isinstance(lora, dict) and isinstance(lora.get("path"), str):
            yield ("loras", index, "path"), str(lora["path"])


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _written(text: str, data: dict[str, Value], identity: str, names: Mapping[Route, str]) -> str:
    wanted = cast("dict[str, Value]", with_files({**data, "id": identity}, names))
    return written_into(text, wanted)


def _name_in_pack(path: str, identity: str, taken: Mapping[str, str]) -> str:
    """A plain name: pictures that came from a pack get the one back that they had there."""
    for folder in (folder_of(identity), "assets"):
        if PurePosixPath(path).is_relative_to(folder):
            name = PurePosixPath(path).relative_to(folder).as_posix()
            break
    else:
        name = PurePosixPath(path).name
    stem, number, suffix = PurePosixPath(name).with_suffix("").as_posix(), 2, PurePosixPath(name).suffix
    while taken.get(name, path) != path:
        name, number = f"{stem}-{number}{suffix}", number + 1
    return name


def _headed(text: str) -> str:
    return f"{header('character')}\n{_without_header(text)}"


def _without_header(text: str) -> str:
    """The text without the line that leads an editor to a schema, which lies elsewhere in a pack."""
    return re.sub(r"\A# yaml-language-server:[^\n]*\n", "", text)
