"""Reading a style guide with the guides that it extends: one guide, and where each of its files lies.

A parent is looked for where its child lies, then in the person's library, then among the shipped guides; up to eight deep.
Paths in a guide lead to files in its own folder. `Guide.folder` is the deepest folder that holds all files of the guide: its
own, unless a parent brings some, and the paths of `Guide.style` start there.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import cast

from orchestrator.film.errors import Problem, ProjectError
from orchestrator.film.style import StyleGuide
from orchestrator.project.explain import problem, problems_of
from orchestrator.project.layout import block
from orchestrator.project.library import Found, Origin, instead_of, is_path, parent_of, shown, style_names
from orchestrator.project.library_luts import lut_fault
from orchestrator.project.library_merge import Route, Values, files_in, merged, with_files
from orchestrator.project.packs.drawings import drawing_fault
from orchestrator.project.source import Node, SourceError, Step, Value, find, locate, read_text
from orchestrator.project.values import Source
from orchestrator.project.whole import asset_fault

MOST_PARENTS = 8
PROMPTS = "prompts"
"""The folder of a guide with its own prompt templates."""
_REQUIRED = tuple(name for name, info in StyleGuide.model_fields.items() if info.is_required() and name != "name")
"""What a guide may have from its parent, and must have from somewhere."""


@dataclass(frozen=True)
class Layer:
    """One file of a guide: its own, or that of a guide that it extends. `shown` is the file as a person is told of it."""

    found: Found
    shown: str
    source: Source

    @property
    def tree(self) -> Node:
        """What the file says, with its places."""
        return self.source.tree

    @property
    def extends(self) -> str | None:
        """The name of its parent."""
        name = self.values.get("extends")
        return name if isinstance(name, str) else None

    @property
    def values(self) -> Values:
        """What the file says."""
        said = self.source.plain()
        return cast("Values", said) if isinstance(said, dict) else {}


@dataclass(frozen=True)
class Guide:
    """A style guide as films use it. `layers` are its files, its own first, and `files` where each of its paths leads."""

    style: StyleGuide
    layers: tuple[Layer, ...]
    folder: Path
    files: Mapping[str, Path]
    prompts: tuple[Path, ...]
    """Folders with prompt templates, the guide's own first."""

    @property
    def found(self) -> Found:
        """Where the guide lies."""
        return self.layers[0].found

    @property
    def origin(self) -> Origin:
        """What kind of place it lies in."""
        return self.found.origin

    def problem(self, route: Route, message: str) -> Problem:
        """A problem at a place of the guide, in the file that says it: its own, or a parent's."""
        return problem(*_owner(self.layers, route), route, message)

    def templates(self) -> dict[str, Path]:
        """The guide's prompt templates by their names."""
        found: dict[str, Path] = {}
        for folder in self.prompts:
            for file in sorted(folder.glob("*.j2")):
                if file.is_file():
                    found.setdefault(file.name, file)
        return found


def read_guide(
    found: Found, root: Path | None = None, pinned: Mapping[str, Found] | None = None, *, luts: bool = True
) -> Guide:
    """Read a guide and those that it extends. A parent of a guide beside the film is its copy in `pinned`, if there is one.

    Without `luts` a broken LUT is no error: whoever looks for everything that is wrong reads it with the other files.

    Raises:
        ProjectError: with everything that is wrong with the files; paths within `root` are relative to it.
    """
    return assembled(read_layers(found, root, pinned or {}), luts=luts)


def read_layers(found: Found, root: Path | None, pinned: Mapping[str, Found]) -> tuple[Layer, ...]:
    """Read the files of a guide, its own first.

    Raises:
        ProjectError: with everything that is wrong with them on their own.
    """
    layers = [_layer(found, root)]
    while (name := layers[-1].extends) is not None:
        child = layers[-1]
        if is_path(name):
            raise _refused(
                child, f"'{name}' is a path; extends names a guide that lies beside this one or in the library"
            )
        parent = parent_of(child.found, name)
        if child.found.origin == "film" and name in pinned and (parent is None or parent.origin != "film"):
            parent = pinned[name]
        if parent is None:
            raise _refused(child, _no_parent(name, child, root))
        chain = [*(layer.found.name for layer in layers), name]
        if any(layer.found.file.resolve() == parent.file.resolve() for layer in layers):
            raise _refused(
                child, f"goes in a circle: {' extends '.join(chain)}; let one of them extend another guide, or none"
            )
        if len(layers) > MOST_PARENTS:
            raise _refused(
                child, f"is more than {MOST_PARENTS} guides deep: {' extends '.join(chain)}; shorten the chain"
            )
        layers.append(_layer(parent, root))
    problems = [fault for layer in layers for fault in _own_faults(layer)]
    if problems:
        raise ProjectError(problems)
    return tuple(layers)


def assembled(layers: tuple[Layer, ...], *, luts: bool = True) -> Guide:
    """Make one guide of its files.

    Raises:
        ProjectError: if something is missing in all of them, or one of its own files is not there.
    """
    values: Values = {}
    for layer in reversed(layers):
        values = merged(_rooted(layer), values)
    lacking = [key for key in _REQUIRED if key not in values]
    if lacking:
        raise ProjectError([_lacking(layers, key) for key in lacking])
    if faults := _file_faults(layers, values, luts=luts):
        raise ProjectError(faults)
    folder = _folder_of(layers[0].found.folder, [Path(name) for _, name in files_in(values)])
    names = {route: _name_in(folder, name) for route, name in files_in(values)}
    files = {names[route]: Path(name) for route, name in files_in(values)}
    style = _model(cast("Values", with_files(values, names)))
    prompts = tuple(layer.found.folder / PROMPTS for layer in layers if layer.found.is_folder)
    return Guide(style, layers, folder, files, tuple(path for path in prompts if path.is_dir()))


def _model(values: Values) -> StyleGuide:
    """The guide as a value; that its files are right on their own was checked."""
    return StyleGuide.model_validate_json(json.dumps(values), strict=True)


def source_of(values: Mapping[str, Value]) -> Source:
    """Return values that come from no single file as if they were one."""
    return Source("\n".join(block(values)))


def _layer(found: Found, root: Path | None) -> Layer:
    name = shown(found.file, root)
    try:
        return Layer(found, name, Source(read_text(found.file)))
    except SourceError as error:
        raise ProjectError([error.of(name)]) from error


def _own_faults(layer: Layer) -> list[Problem]:
    """What is wrong with one file; what it leaves out may come from its parent."""
    found = problems_of(StyleGuide, layer.source, layer.shown)
    if not isinstance(found, list):
        return []
    if layer.extends is None:
        return found
    return [fault for fault in found if fault.path not in _REQUIRED or find(layer.tree, (fault.path,)) is not None]


def _rooted(layer: Layer) -> Values:
    """What a file says, with its paths from the root of the disk on."""
    folder = layer.found.folder.absolute()
    values = layer.values
    names = {route: (folder / name).as_posix() for route, name in files_in(values)}
    return cast("Values", with_files(values, names))


def _owner(layers: tuple[Layer, ...], route: Route) -> tuple[Node, str]:
    """The file that a value of the merged guide comes from."""
    layer = next((layer for layer in layers if find(layer.tree, route) is not None), layers[0])
    return layer.tree, layer.shown


def _file_faults(layers: tuple[Layer, ...], values: Values, *, luts: bool) -> list[Problem]:
    """Files that the guide names and that are not there, or not its own; what a child replaces need not be there."""
    found: list[Problem] = []
    for layer in layers:
        folder = layer.found.folder
        if layer.found.is_folder and not (folder / PROMPTS).resolve().is_relative_to(folder.resolve()):
            place = (PurePosixPath(layer.shown).parent / PROMPTS).as_posix()
            found.append(
                Problem(place, 1, 1, "", "is a link out of the style's folder; put the templates themselves there")
            )
    for route, _ in files_in(values):
        layer = next(layer for layer in layers if find(layer.tree, route) is not None)
        node = find(layer.tree, route)
        name = node.value if node and isinstance(node.value, str) else ""
        if wrong := asset_fault(layer.found.folder, name, "the style's folder"):
            found.append(problem(layer.tree, layer.shown, route, wrong))
        elif (
            luts
            and route[-1] == "lut"
            and (broken := lut_fault(layer.found.folder / name, (PurePosixPath(layer.shown).parent / name).as_posix()))
        ):
            found.append(broken)
        elif route[0] == "motifs" and (wrong := drawing_fault(layer.found.folder / name)):
            found.append(problem(layer.tree, layer.shown, route, f"'{name}' {wrong}"))
    return found


def _folder_of(own: Path, files: list[Path]) -> Path:
    folder = own.absolute()
    if all(file.is_relative_to(folder) for file in files):
        return own
    try:
        return Path(os.path.commonpath([folder, *(file.parent for file in files)]))
    except ValueError:  # on different drives: the paths then begin with theirs
        return own


def _name_in(folder: Path, name: str) -> str:
    path, start = Path(name), folder.absolute()
    return path.relative_to(start).as_posix() if path.is_relative_to(start) else path.as_posix()


def _lacking(layers: tuple[Layer, ...], key: str) -> Problem:
    example = {"palette": '["#1a2148", "#5a3f78", "#ffc07a"]', "look": "hand-inked illustration"}.get(key, "...")
    tree, file = layers[0].tree, layers[0].shown
    where = f", and is so in {' and '.join(layer.found.name for layer in layers[1:])}" if len(layers) > 1 else ""
    return problem(tree, file, (key,), f"is missing{where}; write for example '{key}: {example}'")


def _no_parent(name: str, child: Layer, root: Path | None) -> str:
    names = tuple(other for other in style_names(root) if other != child.found.name)
    return f"there is no style '{name}' to extend; {instead_of(name, names)}"


def _refused(layer: Layer, message: str) -> ProjectError:
    steps: tuple[Step, ...] = ("extends",)
    node = find(layer.tree, steps) or locate(layer.tree, steps)
    return ProjectError([Problem(layer.shown, node.line, node.column, "extends", message)])
