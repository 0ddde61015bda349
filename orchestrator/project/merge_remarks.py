"""Which shots, beats and roles a person wrote a comment to: comments are no values, but their words all the same."""

import re
from collections.abc import Iterator

from orchestrator.project.merge import Names
from orchestrator.project.merge_into import tree_of
from orchestrator.project.source import Node
from orchestrator.project.surgery import Cut

_COMMENT = re.compile(r"(?:^|\s)#.*")


def newly_remarked(base: str, yours: str) -> set[Names]:
    """Return the places of items with ids that have comments in `yours` which they did not have in `base`.

    Raises:
        SourceError: if one of the texts is no YAML.
    """
    if "#" not in yours:
        return set()
    before = dict(_remarks(base))
    return {place for place, comments in _remarks(yours) if comments - before.get(place, set())}


def _remarks(text: str) -> Iterator[tuple[Names, set[str]]]:
    tree = tree_of(text)
    cut = Cut(text, tree)
    for key, node in zip(tree.keys, tree.items, strict=True):
        for item in node.items if node.kind == "list" else ():
            name = item.step("id")
            if name is not None and isinstance(name.value, str):
                lines = (*_above(text, cut.line_start(item.start)), *_within(text, cut, item))
                comments = {found[0].strip() for line in lines if (found := _COMMENT.search(line))}
                yield (str(key.value), name.value), comments


def _within(text: str, cut: Cut, item: Node) -> list[str]:
    start = cut.line_start(item.start)
    indent = len(text[start:]) - len(text[start:].lstrip())
    return text[start : cut.end_with_remarks(item, indent)].splitlines()


def _above(text: str, line: int) -> Iterator[str]:
    """The comments right above a line."""
    for above in reversed(text[:line].splitlines()):
        if not above.lstrip().startswith("#"):
            return
        yield above
