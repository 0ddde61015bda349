"""The main file of a pack: whether it is a guide or a sheet, what it is called, and which files it names."""

from collections.abc import Iterator
from pathlib import Path

from orchestrator.film.errors import Problem
from orchestrator.film.sheets import Character
from orchestrator.film.style import StyleGuide
from orchestrator.project.explain import problems_of
from orchestrator.project.library_merge import FILES, SHIPPED_FONTS
from orchestrator.project.names import is_id, slug
from orchestrator.project.packs import limits
from orchestrator.project.packs.names import name_fault
from orchestrator.project.packs.pack import MAIN, THING, Kind, fault
from orchestrator.project.source import Node, SourceError, Step, find, locate, parse

_OF_CHARACTERS: tuple[tuple[Step, ...], ...] = (
    ("references", "*"),
    ("state_references", "*", "*"),
    ("loras", "*", "path"),
)
"""The places of a sheet that name a file."""


def named_files(raw: bytes, kind: Kind) -> frozenset[str]:
    """Return the files that a guide or sheet names, as far as they can be files of a pack; none if it is broken."""
    try:
        tree = parse(raw.decode("utf-8-sig"))
    except (SourceError, UnicodeDecodeError):
        return frozenset()
    return frozenset(name for _, name in _mentions(tree, kind) if name_fault(name) is None)


def pack_name(raw: bytes, kind: Kind) -> str | None:
    """Return what a pack is called, as an id; None if its main file does not say."""
    try:
        tree = parse(raw.decode("utf-8-sig"))
    except (SourceError, UnicodeDecodeError):
        return None
    return _name_in(tree, kind)


def _name_in(tree: Node, kind: Kind) -> str | None:
    node = find(tree, ("name",) if kind == "style" else ("id",))
    if node is None or not isinstance(node.value, str):
        return None
    name = node.value if kind == "cast" else slug(node.value, "")
    return name if is_id(name) and name_fault(name) is None else None


def main_problems(path: Path, kind: Kind, files: frozenset[str]) -> list[Problem]:
    """Return everything that is wrong with a pack's main file, and with the files that it names."""
    name = MAIN[kind]
    if path.stat().st_size > limits.GUIDE:
        return [fault(name, f"is larger than {limits.GUIDE // limits.KB} KB; a {THING[kind]} is a short text")]
    raw = path.read_bytes()
    try:
        tree = parse(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return [fault(name, "is no UTF-8 text; save it in the encoding UTF-8")]
    except SourceError as error:
        return [error.of(name)]
    found = _value_problems(tree, kind, name)
    if not found and _name_in(tree, kind) is None:
        key = "name" if kind == "style" else "id"
        place = locate(tree, (key,))
        said = "gives no name that a folder can have; use letters, digits and hyphens"
        found.append(Problem(name, place.line, place.column, key, said))
    for steps, mention in _mentions(tree, kind):
        said = name_fault(mention)
        if said is None and mention not in files:
            said = "is not in the pack; put the file into it, or take the line out"
        if said:
            place = find(tree, steps) or tree
            found.append(Problem(name, place.line, place.column, ".".join(map(str, steps)), f"'{mention}' {said}"))
    return found


def _value_problems(tree: Node, kind: Kind, name: str) -> list[Problem]:
    read = problems_of(Character if kind == "cast" else StyleGuide, tree, name)
    if not isinstance(read, list):
        return []
    if kind == "style" and tree.key("extends"):
        # What a guide leaves out it has from the one that it extends.
        return [each for each in read if each.path not in ("look", "palette") or tree.key(each.path)]
    return read


def _mentions(tree: Node, kind: Kind) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Every place that names a file, with the name."""
    for pattern in FILES if kind == "style" else _OF_CHARACTERS:
        for steps, node in _matching(tree, pattern, ()):
            if isinstance(node.value, str) and not (steps[-1] == "font" and node.value in SHIPPED_FONTS):
                yield steps, node.value


def _matching(
    node: Node, pattern: tuple[Step, ...], steps: tuple[Step, ...]
) -> Iterator[tuple[tuple[Step, ...], Node]]:
    if not pattern:
        yield steps, node
        return
    first, *rest = pattern
    if first != "*":
        below = node.step(first)
        if below is not None:
            yield from _matching(below, tuple(rest), (*steps, first))
        return
    for at, item in enumerate(node.items):
        step: Step = str(node.keys[at].value) if node.kind == "map" else at
        yield from _matching(item, tuple(rest), (*steps, step))
