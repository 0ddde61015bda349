"""What bodiless beings share: a halo, and a drift through the air."""

from generation.animatic.art import Group, Node, Point, Radial, Shape, Stop, ellipse
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_face import gesture, hovering
from generation.animatic.stage import FigureArt
from generation.requests import Look

PLAIN = Look()
"""What shines by itself is not inked or toned by the look."""


def floating(
    nodes: list[Node],
    actor: Actor,
    size: tuple[float, float],
    face: Point,
    radius: float,
    floats: float,
    bob: float = 0.03,
) -> FigureArt:
    height, width = size
    drift, act = hovering(actor, height * bob), gesture(actor, height)
    return FigureArt(
        Group(tuple(nodes), lambda t: drift(t) @ act(t)),
        height,
        width,
        face,
        radius,
        (0, -height * 0.4),
        (width * 0.4, -height * 0.35),
        0.25 if floats else 1.0,
        floats,
    )


def halo(x: float, y: float, radius: float, colour: str, strength: float = 0.45) -> Shape:
    return Shape(
        ellipse(x, y, radius),
        Radial(
            (x, y), radius, (Stop(0.0, colour, strength), Stop(0.5, colour, strength * 0.35), Stop(1.0, colour, 0.0))
        ),
    )
