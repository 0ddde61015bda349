"""What people sit on: a block that may be a stump or a drum, at home in a wood and in a parlour, or a stool at a table."""

from generation.animatic.art import Linear, Node, Path, Radial, Shape, Stop, ellipse, smooth
from generation.animatic.colour import darker, mix
from generation.animatic.figures.people.brush import Brush
from generation.animatic.figures.people.skeleton import Body, Bones

_WOOD = "#8b6a4c"
_FLAT = 0.2
"""How round its upper face looks from eye height: height over width."""


def seat_under(kind: str, brush: Brush, body: Body, bones: Bones) -> list[Node]:
    """The seat under the hips, standing on the ground; drawn before the legs, from behind after them."""
    return stool(brush, body, bones) if kind == "stool" else block(brush, body, bones)


def stool(brush: Brush, body: Body, bones: Bones) -> list[Node]:
    """A round seat on four legs that lean outward."""
    x, y = bones.pelvis
    wide, top = max(body.hip * 1.35, body.shoulder) + body.belly * 0.4, y + body.hip * 0.3
    flat, wood = wide * _FLAT, brush.tone(mix(_WOOD, "#5a3a28", 0.35))
    shade = Radial((x, 0), wide * 1.4, (Stop(0, darker(wood, 0.75), 0.35), Stop(1, darker(wood, 0.75), 0.0)))
    legs: list[Node] = []
    for across, foot, dark in (
        (-0.5, -flat * 0.5, 0.3),
        (0.5, -flat * 0.5, 0.3),
        (-0.78, flat * 0.4, 0.1),
        (0.78, flat * 0.4, 0.1),
    ):
        high, low, half = x + across * wide * 0.86, x + across * wide * 1.12, wide * 0.075
        outline = [(high - half, top), (high + half, top), (low + half * 0.8, foot), (low - half * 0.8, foot)]
        legs.append(brush.shape(smooth(outline, tension=0.1), brush.across(brush.shade(wood, dark), half, high)))
    rung = smooth(
        [(x - wide * 0.74, top * 0.42), (x, top * 0.42 + flat * 0.3), (x + wide * 0.74, top * 0.42)], closed=False
    )
    edge = ellipse(x, top + wide * 0.1, wide, flat)
    face = brush.bright(wood, 0.45)
    return [
        Shape(ellipse(x, 0, wide * 1.4, flat * 1.2), shade),
        *legs[:2],
        brush.crease(rung, wood, wide * 0.08, 0.8),
        *legs[2:],
        brush.shape(edge, brush.across(wood, wide, x)),
        brush.shape(
            ellipse(x, top, wide, flat), Linear((x - wide, top), (x + wide, top), (Stop(0, face), Stop(1, wood)))
        ),
    ]


def block(brush: Brush, body: Body, bones: Bones) -> list[Node]:
    """The seat under the hips, standing on the ground; drawn before the legs, from behind after them."""
    x, y = bones.pelvis
    wide, top = max(body.hip * 1.62, body.shoulder * 1.12) + body.belly * 0.5, y + body.hip * 0.3
    flat = wide * _FLAT
    wood = brush.tone(mix(_WOOD, brush.scheme.ground, 0.25))
    foot = flat * 0.55
    sides = smooth(
        [
            (x - wide, top),
            (x - wide * 0.93, top * 0.62),
            (x - wide * 0.92, top * 0.3),
            (x - wide * 1.02, -foot * 0.2),
            (x - wide * 0.6, foot * 0.75),
            (x, foot),
            (x + wide * 0.6, foot * 0.75),
            (x + wide * 1.02, -foot * 0.2),
            (x + wide * 0.92, top * 0.3),
            (x + wide * 0.93, top * 0.62),
            (x + wide, top),
        ],
        tension=0.8,
    )
    shade = Radial((x, foot * 0.4), wide * 1.5, (Stop(0, darker(wood, 0.75), 0.4), Stop(1, darker(wood, 0.75), 0.0)))
    face = brush.bright(wood, 0.5)
    upper = Linear((x - wide, top), (x + wide, top), (Stop(0, face), Stop(1, mix(face, wood, 0.5))))
    return [
        Shape(ellipse(x, foot * 0.4, wide * 1.5, flat), shade),
        brush.shape(sides, brush.across(wood, wide, x)),
        brush.crease(_grain(x, top, wide), wood, 1.6, 0.35),
        brush.shape(ellipse(x, top, wide, flat), upper),
        brush.crease(ellipse(x, top, wide * 0.66, flat * 0.62), wood, 1.3, 0.3),
    ]


def _grain(x: float, top: float, wide: float) -> Path:
    lines = Path(())
    for share, first, last in (
        (-0.72, 0.8, 0.3),
        (-0.3, 0.62, 0.16),
        (0.12, 0.76, 0.4),
        (0.5, 0.7, 0.1),
        (0.8, 0.82, 0.5),
    ):
        at = x + share * wide
        lines = lines + smooth(
            [(at, top * first), (at - share * 2.5, top * (first + last) / 2), (at, top * last)], closed=False
        )
    return lines
