"""What of a tree stands still for the whole shot: it is drawn once, and every picture of the shot begins from that."""

from collections.abc import Iterator
from dataclasses import dataclass

from generation.animatic.art import Group, Matrix, Node, Shape
from generation.animatic.port_tree import moving

_FEW = 3
"""Shapes that are drawn as fast as a picture of them is copied."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbours, back to front, that all stand still or of which each may move."""

    nodes: tuple[Node, ...]
    still: bool


def runs(root: Group) -> list[Run]:
    """The tree as runs from back to front, which drawn one over the other give the same picture.

    What is blended with its ground stands still only where its whole ground does: at the very back.
    """
    found: list[Run] = []
    pending: list[Node] = []
    for node in (*_loose(root, Matrix()), None):
        still = node is not None and not moving(node) and (not found or not _blended(node))
        if still and node is not None:
            pending.append(node)
            continue
        if pending:
            found.append(Run(tuple(pending), still=_worth(pending) or not found))
            pending = []
        if node is not None:
            found.append(Run((node,), still=False))
    return found


def _loose(node: Node, above: Matrix) -> Iterator[Node]:
    """The parts of a tree by themselves, where a group does nothing but hold together what moves and what does not."""
    if isinstance(node, Group) and moving(node) and _only_holds(node) and not callable(node.transform):
        for child in node.children:
            yield from _loose(child, above @ node.transform)
    else:
        yield node if above == Matrix() else Group((node,), transform=above)


def _only_holds(group: Group) -> bool:
    """Whether it changes nothing but the place of its children."""
    plain = group.opacity == 1.0 and group.blend == "normal" and group.blur == 0
    return plain and all(part is None for part in (group.clip, group.mask, group.shade, group.drawing))


def _blended(node: Node) -> bool:
    return node.blend != "normal" or (isinstance(node, Group) and any(_blended(child) for child in node.children))


def _worth(nodes: list[Node]) -> bool:
    return sum(_shapes(node) for node in nodes) > _FEW


def _shapes(node: Node) -> int:
    if isinstance(node, Shape):
        return 1
    costly = node.blur > 0 or node.shade is not None or node.drawing is not None
    return sum(_shapes(child) for child in node.children) + (_FEW if costly else 0)
