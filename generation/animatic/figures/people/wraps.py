"""What is worn over the clothes: collars and scarves, aprons, cloaks."""

import math

from generation.animatic.art import (
    Group,
    Matrix,
    Node,
    Path,
    Point,
    Shape,
    Stroke,
    ellipse,
    scale,
    shift,
    smooth,
)
from generation.animatic.colour import darker, lighter, mix
from generation.animatic.figures.people.brush import contrast_edge, living
from generation.animatic.figures.people.trunk import Motion, Wear, on_leg, trunk_place


def collar(wear: Wear, motion: Motion) -> list[Node]:
    """What lies around the neck, over it: collars, roll necks, helmet rings, scarves."""
    person, body, brush = wear.person, wear.body, wear.brush
    centred = person.scarf or person.outfit in {"sweater", "spacesuit", "armour"}
    x, length = wear.front * (0.25 if centred else 0.6), body.torso
    r = body.head
    nodes: list[Node] = []
    kind = person.outfit
    if person.scarf:
        colour = wear.tone(person.scarf_colour)
        roll = smooth(
            [
                (x - r * 0.62, -length * 0.99),
                (x - r * 0.5, -length * 1.09),
                (x, -length * 1.06),
                (x + r * 0.5, -length * 1.09),
                (x + r * 0.6, -length * 0.99),
                (x, -length * 0.9),
            ]
        )
        tail = smooth(
            [
                (x + r * 0.1, -length * 0.95),
                (x + r * 0.4, -length * 0.96),
                (x + r * 0.46, -length * 0.62),
                (x + r * 0.14, -length * 0.6),
            ],
            tension=0.5,
        )
        nodes += [
            brush.shape(tail, brush.across(brush.shade(colour, 0.1), r)),
            brush.shape(roll, brush.across(colour, r)),
            brush.crease(
                smooth(
                    [(x - r * 0.5, -length * 1.02), (x, -length * 0.97), (x + r * 0.5, -length * 1.03)], closed=False
                ),
                colour,
            ),
        ]
    elif kind in {"sweater", "spacesuit", "armour"}:
        colour = lighter(wear.cloth, 0.06) if kind == "sweater" else mix(wear.cloth, wear.tone("#8a93a3"), 0.6)
        wide = 0.5 if kind == "sweater" else 0.78
        ring = smooth(
            [
                (x - r * wide, -length * 0.93),
                (x - r * wide * 0.84, -length * 1.02),
                (x, -length * 0.99),
                (x + r * wide * 0.84, -length * 1.02),
                (x + r * wide, -length * 0.93),
                (x, -length * 0.87),
            ]
        )
        nodes += [brush.shape(ring, brush.across(colour, r))]
    elif kind in {"shirt", "suit", "waistcoat", "overalls", "uniform", "coat", "jacket"} and wear.view.turn < 180:
        colour = wear.cloth if kind in {"shirt", "uniform"} else wear.tone(person.shirt)
        colour = lighter(colour, 0.1)
        for side in (-1, 1):
            flap = [
                (x + side * r * 0.02, -length * 0.93),
                (x + side * r * 0.42, -length * 1.07),
                (x + side * r * 0.55, -length * 0.97),
                (x + side * r * 0.3, -length * 0.86),
            ]
            nodes.append(Shape(smooth(flap, tension=0.25), colour, brush.outline(1.8) or contrast_edge(colour)))
    if not nodes:
        return []
    return [Group(tuple(nodes), transform=living(lambda t: trunk_place(motion(t))), name="collar")]


def apron(wear: Wear, motion: Motion) -> list[Node]:
    """An apron from the chest to the knees, tied at the waist."""
    person, body, brush = wear.person, wear.body, wear.brush
    if not person.apron or wear.view.turn >= 180:
        return []
    colour = wear.tone(person.apron_colour)
    bib = [wear.at(y, s) for y, s in ((0.2, -0.72), (0.5, -0.52), (0.76, -0.4), (0.76, 0.4), (0.5, 0.52), (0.2, 0.72))]
    straps = smooth([wear.at(0.76, -0.36), wear.at(1.0, -0.6)], closed=False) + smooth(
        [wear.at(0.76, 0.36), wear.at(1.0, 0.6)], closed=False
    )
    tie = smooth([wear.at(0.26, -1), wear.at(0.23, 0), wear.at(0.26, 1)], closed=False)

    def lap(t: float) -> Path:
        bones = motion(t)
        px, py = bones.pelvis
        tilt = math.radians(bones.spine)
        y0 = 0.26 * body.torso
        left, right = wear.at(0.26, -0.82)[0], wear.at(0.26, 0.82)[0]
        ux, uy = px + math.sin(tilt) * y0, py - math.cos(tilt) * y0
        hems = [on_leg(joints, 0.46) for joints in bones.legs]
        ahead = wear.front * 0.6
        low = max(y for _, y in hems)
        wide = body.hip * 0.36
        lx, rx = min(x for x, _ in hems) - wide + ahead, max(x for x, _ in hems) + wide + ahead * 0.5
        sway = 1.6 * math.sin(t * 1.7 + 0.8)
        return smooth(
            [
                (ux + left, uy),
                (px + left * 1.02, py),
                (lx + sway, low),
                ((lx + rx) / 2 + sway, low + 4),
                (rx + sway, low),
                (px + right * 1.02, py),
                (ux + right, uy),
            ],
            tension=0.5,
        )

    upper = Group(
        (
            Shape(straps, None, Stroke(colour, 4)),
            Shape(smooth(bib, tension=0.3), brush.across(colour, brush.figure), brush.outline(1.8)),
            Shape(tie, None, Stroke(brush.shade(colour, 0.14), 4.5)),
        ),
        transform=living(lambda t: trunk_place(motion(t))),
        name="apron",
    )
    return [
        Shape(
            living(lap),
            brush.across(colour, brush.figure, level=-body.leg - body.ankle),
            brush.outline(1.8) or contrast_edge(colour),
        ),
        upper,
    ]


def wings(wear: Wear, motion: Motion) -> list[Node]:
    """Wings on the back that open and close slowly, a fairy's or an angel's."""
    kind = wear.person.wings
    if not kind:
        return []
    size, turned = wear.body.torso, wear.view.three_quarter
    quick, wide = (2.9, 0.22) if kind == "gossamer" else (1.3, 0.1)
    groups: list[Node] = []
    for side in (-1, 1):
        # From the side both stand out behind, the far one smaller.
        reach = (-1.0 if side < 0 else -0.72) if turned else float(side)

        def place(t: float, reach: float = reach, side: int = side) -> Matrix:
            beat = 1 - wide * (0.5 + 0.5 * math.sin(quick * t + (0.4 if side > 0 else 0.0)))
            back = shift(-size * 0.12 if turned else 0.0, -size * 0.72)
            return trunk_place(motion(t)) @ back @ scale(reach * beat, 1.0)

        groups.append(Group(_wing(wear, kind, size), transform=place, name="wing"))
    return groups


# One wing to the right, its root at the origin, in torso lengths: outlines, and lines on them.
_WINGS: dict[str, tuple[tuple[tuple[Point, ...], ...], tuple[tuple[Point, ...], ...]]] = {
    "gossamer": (
        (
            ((0, 0), (0.5, -0.75), (1.25, -1.05), (1.5, -0.6), (1.1, -0.1), (0.4, 0.08)),
            ((0, 0.05), (0.6, 0.06), (1.05, 0.4), (0.95, 0.85), (0.5, 0.7), (0.12, 0.3)),
        ),
        (((0.05, 0), (0.6, -0.5), (1.2, -0.8)), ((0.05, 0.08), (0.5, 0.3), (0.85, 0.65))),
    ),
    "feather": (
        (
            (
                *(
                    (0, 0),
                    (0.5, -0.62),
                    (1.15, -0.78),
                    (1.62, -0.5),
                    (1.5, -0.22),
                    (1.52, 0.06),
                    (1.3, 0.2),
                    (1.28, 0.48),
                ),
                *((1.04, 0.54), (0.98, 0.82), (0.74, 0.78), (0.3, 0.5)),
            ),
        ),
        (
            ((0.3, -0.3), (0.9, -0.42), (1.3, -0.3)),
            ((0.26, -0.08), (0.8, -0.1), (1.16, 0.05)),
            ((0.3, 0.2), (0.7, 0.3), (0.96, 0.5)),
        ),
    ),
}


def _wing(wear: Wear, kind: str, size: float) -> tuple[Node, ...]:
    brush = wear.brush
    shapes, lines = _WINGS[kind]

    def drawn(outlines: tuple[tuple[Point, ...], ...], closed: bool) -> Path:
        parts = [smooth([(x * size, y * size) for x, y in outline], closed=closed) for outline in outlines]
        return Path(tuple(command for part in parts for command in part.commands))

    if kind == "gossamer":
        tint = wear.tone(lighter(wear.person.accent, 0.55))
        edge = brush.outline(2) or Stroke(lighter(tint, 0.4), 2.0, 0.8)
        veins = Stroke(lighter(tint, 0.5), 1.4, 0.7)
        return Shape(drawn(shapes, True), tint, edge, opacity=0.62), Shape(drawn(lines, False), None, veins)
    white = wear.tone("#f1ede4")
    feathers = Stroke(darker(white, 0.3), 2.4, 0.5)
    fill = brush.across(white, 1.1 * size, 0.6 * size)
    return Shape(drawn(shapes, True), fill, brush.outline(2) or contrast_edge(white)), Shape(
        drawn(lines, False), None, feathers
    )


def cloak(wear: Wear, motion: Motion) -> tuple[list[Node], list[Node]]:
    """A cloak: what hangs behind the body, and the yoke with its clasp in front. From behind it covers the back."""
    person, body, brush = wear.person, wear.body, wear.brush
    if not person.cloak:
        return [], []
    colour = wear.tone(person.cloak_colour)
    reach = 0.82 if person.outfit != "robe" else 0.92
    wide = body.shoulder * (0.95 if wear.view.three_quarter else 1.22)
    back = wear.view.turn >= 180

    def outline(t: float) -> Path:
        bones = motion(t)
        nx, ny = bones.neck
        px, py = bones.pelvis
        low = min(-body.leg * (1 - reach) - body.ankle, py + body.leg * reach)
        trail = -body.shoulder * 0.35 if wear.view.three_quarter else 0.0
        s1, s2 = 5 * math.sin(t * 1.5), 5 * math.sin(t * 1.5 - 0.9)
        r = body.head
        return smooth(
            [
                (nx - r * 0.4, ny - 2),
                (nx - wide * 0.86, ny + r * 0.4),
                (px - wide * 1.08 + trail * 0.5, py - 10 + 0),
                (px - wide * 1.36 + trail + s1, (py + low) / 2),
                (px - wide * 1.5 + trail + s2, low),
                (px - wide * 0.5 + trail * 0.6, low + 8),
                (px + wide * 0.4, low + 6),
                (px + wide * 1.16 + s2 * 0.6, low - 2),
                (px + wide * 1.06 + s1 * 0.6, (py + low) / 2),
                (px + wide * 0.96, py - 10),
                (nx + wide * 0.84, ny + r * 0.4),
                (nx + r * 0.4, ny - 2),
            ],
            tension=0.8,
        )

    behind: list[Node] = [
        brush.shape(
            living(outline),
            brush.across(colour if back else brush.shade(colour, 0.16), brush.figure * 1.3, level=-body.leg),
        )
    ]
    x, length, r = wear.front * 0.8, body.torso, body.head
    yoke = smooth(
        [
            (x - r * 0.5, -length * 1.08),
            wear.at(0.9, -1.06),
            wear.at(0.72, -1.0),
            wear.at(0.76, -0.35),
            (x, -length * 0.86),
            wear.at(0.76, 0.35),
            wear.at(0.72, 1.0),
            wear.at(0.9, 1.06),
            (x + r * 0.5, -length * 1.08),
            (x, -length * 0.98),
        ],
        tension=0.7,
    )
    nodes: list[Node] = [brush.shape(yoke, brush.across(colour, brush.figure))]
    if not back:
        nodes.append(Shape(ellipse(x, -length * 0.87, r * 0.1), wear.tone("#dcb45c"), brush.outline(1.6)))
    front: list[Node] = [Group(tuple(nodes), transform=living(lambda t: trunk_place(motion(t))), name="yoke")]
    return behind, front
