"""Shots that change places, also from one scene file to another: whole items move, with their comments."""

import re
from collections.abc import Mapping, Sequence

from orchestrator.project import layout
from orchestrator.project.merge_order import rearranged
from orchestrator.project.source import Node, find, parse
from orchestrator.project.surgery import APPEND, CannotEdit, Cut, edited_text, newline_of

SHOTS = ("shots",)


def reordered(texts: Mapping[str, str], wanted: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, str]:
    """Return the texts of scene files with these shots, each named by the scene that it is from now and its id.

    A shot that comes from another scene where its id is taken gets a number behind it.

    Raises:
        CannotEdit: if a file is laid out in a way that does not let its shots go apart.
        SourceError: if a text is no YAML.
    """
    rows = {scene: _ids(text) for scene, text in texts.items()}
    found: dict[str, str] = {}
    for scene, shots in wanted.items():
        text, own = texts[scene], rows[scene]
        if shots == [(scene, shot) for shot in own]:
            found[scene] = text
            continue
        places: list[int] = []
        taken = {shot for of, shot in shots if of == scene}
        for of, shot in shots:
            if of == scene:
                places.append(own.index(shot))
                continue
            text = appended(text, texts[of], rows[of].index(shot))
            places.append(len(_ids(text)) - 1)
            if shot in taken:
                text = edited_text(text, (*SHOTS, places[-1], "id"), _free(shot, taken))
            taken.add(_ids(text)[-1])
        found[scene] = rearranged(text, SHOTS, places)
    return found


def _free(shot: str, taken: set[str]) -> str:
    return next(name for number in range(2, 1000) if (name := f"{shot[:59]}-{number}") not in taken)


def _shots(text: str) -> Node:
    node = find(parse(text), SHOTS)
    if node is None or node.kind != "list" or not node.items:
        raise CannotEdit("there is no list of shots")
    return node


def _ids(text: str) -> list[str]:
    found = (item.step("id") for item in _shots(text).items)
    return [str(node.value) if node else "" for node in found]


def appended(text: str, other: str, place: int) -> str:
    """Return a scene's text with a shot of another scene's text behind its own; the comments of the shot come along."""
    node, theirs = _shots(text), _shots(other)
    expected = [*_plain(node), _plain(theirs)[place]]
    if node.style == "flow" or theirs.style == "flow":
        item = theirs.items[place].plain()
        assert isinstance(item, dict)
        return edited_text(text, (*SHOTS, APPEND), item)
    cut = Cut(text, parse(text))
    column = cut.column(cut.dash(node.items[0]))
    newline = newline_of(text)
    lines = [f"{' ' * column}{line}" if line else "" for line in _lifted(other, place)]
    at = cut.end_with_remarks(node.items[-1], column)
    gap = newline if _spacious(text, cut, node) else ""
    before = text[:at] if text[:at].endswith("\n") else text[:at] + newline
    after = f"{before}{gap}{newline.join(lines)}{newline}{text[at:]}"
    if _plain(_shots(after)) != expected:
        raise CannotEdit(f"'{_ids(other)[place]}' cannot go into another file as it is written")
    return after


def _plain(node: Node) -> list[object]:
    return [item.plain() for item in node.items]


def _spacious(text: str, cut: Cut, node: Node) -> bool:
    """Whether blank lines stand between the shots."""
    pairs = zip(node.items, node.items[1:], strict=False)
    return any(re.search(r"\n[ \t]*\r?\n", text[cut.end(one) : cut.dash(other)]) for one, other in pairs)


def _lifted(text: str, place: int) -> list[str]:
    """The lines of a shot and of the comments right above it, without their indentation."""
    tree = parse(text)
    cut, items = Cut(text, tree), _shots(text).items
    dash = cut.dash(items[place])
    column, first = cut.column(dash), cut.line_start(dash)
    if text[first:dash].strip():
        raise CannotEdit("a shot begins on the line of something else")
    least = cut.end_with_remarks(items[place - 1], column) if place else 0
    while first > least:
        above = text.rfind("\n", 0, first - 1) + 1
        if not text[above:first].strip().startswith("#") or above < least:
            break
        first = above
    lines = text[first : cut.end_with_remarks(items[place], column)].splitlines()
    margin = re.compile(f" {{0,{column}}}")
    return [margin.sub("", line, count=1) if line.strip() else "" for line in lines]


def tidy(seconds: float) -> layout.Data:
    """Seconds as a person would write them, exact to a tenth of a millisecond."""
    rounded = round(seconds, 4)
    return int(rounded) if rounded == int(rounded) else rounded
