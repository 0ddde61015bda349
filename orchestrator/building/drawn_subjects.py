"""Where the people of a drawn shot are in its picture: from its staging, as it was drawn, not from its pictures."""

from fractions import Fraction
from typing import TYPE_CHECKING

from generation.requests import Staging

if TYPE_CHECKING:
    from generation.animatic.art import Group, Node
    from stitching.subject import Place, Subjects

VERSION = 1
"""Part of the key of what is found: raise it when the same staging gives another place."""


def drawn_subjects(staging: Staging, size: tuple[int, int], rate: Fraction, frames: int, seed: int) -> "Subjects":
    """Everybody who is in the picture of a shot of so many frames; nobody, where the shot shows a place or a thing."""
    from generation.animatic.compose import compose, lay_out
    from stitching.subject import Figure, Subjects, every

    seconds = float(frames / rate)
    drawn = compose(staging, *size, seconds, seed)
    arts = {placed.figure.id: placed.art for placed in lay_out(staging, *size, seconds, seed).arrangement.placed}
    found: list[Figure] = []
    moments = [float(frame / rate) for frame in range(0, frames, every(rate))]
    for figure in staging.figures:
        body, art = _named(drawn, figure.id), arts.get(figure.id)
        if body is None or art is None:
            continue
        looks = {"left": -1, "right": 1}.get(figure.facing, 0)
        places = tuple(_place(body, art.head, art.head_radius, size, moment) for moment in moments)
        found.append(Figure(name=figure.id, speaks=bool(figure.mouths), looks=looks, places=places))
    return Subjects(frames=frames, every=every(rate), figures=tuple(found))


def _named(node: "Node", name: str) -> "Group | None":
    """The group that draws somebody: not a plane that happens to be called the same, for those lie nearer to the root."""
    from generation.animatic.art import Group

    found: Group | None = None
    level: list[Node] = [node]
    while level:
        groups = [each for each in level if isinstance(each, Group)]
        found = next((each for each in groups if each.name == name), found)
        level = [child for each in groups if not each.name for child in each.children]
    return found


def _place(
    body: "Group", head: tuple[float, float], radius: float, size: tuple[int, int], moment: float
) -> "Place | None":
    """Where somebody is at a moment; None where the head is out of the picture."""
    from generation.animatic.port_tree import at, bounds
    from stitching.subject import Place

    wide, high = size
    matrix = at(body.transform, moment)
    x, y = matrix.apply(*head)
    beside = matrix.apply(head[0] + radius, head[1])
    reach = ((beside[0] - x) ** 2 + (beside[1] - y) ** 2) ** 0.5
    box = bounds(body, moment)
    if box is None or not (0 <= x <= wide and -reach < y < high + reach):
        return None
    said = {"x": x / wide, "radius": reach / wide, "left": box[0] / wide, "right": box[2] / wide}
    said |= {"y": y / high, "tall": reach / high, "top": box[1] / high, "bottom": box[3] / high}
    return Place(**{name: round(min(2.0, max(-1.0, value)), 4) for name, value in said.items()})
