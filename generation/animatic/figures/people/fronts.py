"""What makes a trunk a coat, a dress or a suit of armour: seams, lapels, buttons, belts, drawn on its front."""

from collections.abc import Callable

from generation.animatic.art import (
    Node,
    Path,
    Shape,
    Stroke,
    ellipse,
    polygon,
    rectangle,
    smooth,
)
from generation.animatic.colour import darker, lighter, lightness, mix
from generation.animatic.figures.people.brush import contrast_edge
from generation.animatic.figures.people.trunk import Wear


def _belt(wear: Wear, y: float, colour: str, width: float = 5.5) -> list[Node]:
    left, middle, right = wear.at(y, -1), wear.at(y - 0.03, 0), wear.at(y, 1)
    buckle = wear.at(y - 0.03, 0)
    return [
        Shape(smooth([left, middle, right], closed=False), None, Stroke(colour, width)),
        Shape(rectangle(buckle[0] - 4, buckle[1] - 4, 8, 8, 1.5), wear.tone("#d9b25a")),
    ]


def _buttons(wear: Wear, rows: tuple[float, ...], across: float, colour: str, size: float = 2.2) -> Shape:
    dots = [ellipse(*wear.at(y, across), size) for y in rows]
    path = dots[0]
    for dot in dots[1:]:
        path = path + dot
    return Shape(path, colour)


def _lapels(wear: Wear, inner: str, low: float) -> list[Node]:
    """An opening in front: what is worn beneath in a V, and the turned edges of the garment."""
    cloth = wear.cloth
    turned = lighter(cloth, 0.09)
    tip = wear.at(low, 0)
    left, right = wear.at(1.0, -0.75), wear.at(1.0, 0.75)
    wide_left, wide_right = wear.at(0.74, -0.44), wear.at(0.74, 0.44)
    return [
        Shape(polygon([left, tip, right]), wear.brush.across(inner, wear.brush.figure)),
        Shape(
            polygon([left, wear.at(0.86, -0.55), wide_left, tip, wear.at(0.88, -0.14)]), turned, contrast_edge(cloth)
        ),
        Shape(
            polygon([right, wear.at(0.86, 0.55), wide_right, tip, wear.at(0.88, 0.14)]), turned, contrast_edge(cloth)
        ),
    ]


def _tie(wear: Wear) -> list[Node]:
    if not wear.person.tie:
        return []
    knot, low = wear.at(0.92, 0), wear.at(0.56, 0)
    w = wear.body.head * 0.09
    path = polygon(
        [
            (knot[0] - w * 0.5, knot[1]),
            (knot[0] + w * 0.5, knot[1]),
            (low[0] + w, low[1] - 8),
            (low[0], low[1]),
            (low[0] - w, low[1] - 8),
        ]
    )
    return [Shape(path, wear.tone(wear.person.accent))]


def _coat(wear: Wear) -> list[Node]:
    trim = wear.tone(wear.person.accent)
    inner = wear.tone(wear.person.shirt)
    seam = smooth([wear.at(0.6, 0), wear.at(0.3, 0.02), wear.at(-0.05, 0)], closed=False)
    return [
        *_lapels(wear, inner, 0.6),
        *_tie(wear),
        wear.brush.crease(seam, wear.cloth, 2.0, 0.55),
        _buttons(wear, (0.5, 0.3, 0.1), 0.14, trim, 2.6),
    ]


def _suit(wear: Wear) -> list[Node]:
    seam = smooth([wear.at(0.5, 0), wear.at(0.25, 0.02), wear.at(-0.05, 0.05)], closed=False)
    return [
        *_lapels(wear, wear.tone(wear.person.shirt), 0.5),
        *_tie(wear),
        wear.brush.crease(seam, wear.cloth, 1.8, 0.5),
        _buttons(wear, (0.42, 0.26), 0.1, darker(wear.cloth, 0.4)),
    ]


def _jacket(wear: Wear) -> list[Node]:
    inner = wear.tone(wear.person.shirt)
    opening = smooth(
        [
            wear.at(1.0, -0.5),
            wear.at(0.6, -0.2),
            wear.at(0.0, -0.16),
            wear.at(0.0, 0.16),
            wear.at(0.6, 0.2),
            wear.at(1.0, 0.5),
        ],
        tension=0.5,
    )
    return [
        Shape(opening, wear.brush.across(inner, wear.brush.figure), contrast_edge(wear.cloth)),
        *_tie(wear),
        *_belt(wear, 0.02, wear.tone("#4a3428"), 4.5),
    ]


def _sweater(wear: Wear) -> list[Node]:
    hem = smooth([wear.at(0.0, -1), wear.at(-0.03, 0), wear.at(0.0, 1)], closed=False)
    nodes: list[Node] = [Shape(hem, None, Stroke(darker(wear.cloth, 0.22), 6))]
    if wear.person.pattern == "banded":
        for y in (0.62, 0.52):
            nodes.append(
                Shape(
                    smooth([wear.at(y, -0.98), wear.at(y - 0.04, 0), wear.at(y, 0.98)], closed=False),
                    None,
                    Stroke(wear.tone(wear.person.shirt), 4, 0.85),
                )
            )
    return nodes


def _shirt(wear: Wear) -> list[Node]:
    seam = smooth([wear.at(0.96, 0), wear.at(0.5, 0.03), wear.at(0.05, 0)], closed=False)
    return [
        wear.brush.crease(seam, wear.cloth, 1.6, 0.45),
        _buttons(wear, (0.78, 0.6, 0.42, 0.24), 0.06, lighter(wear.cloth, 0.35), 1.8),
        *_tie(wear),
        *_belt(wear, 0.02, wear.tone("#4a3428")),
    ]


def _waistcoat(wear: Wear) -> list[Node]:
    seam = smooth([wear.at(0.55, 0), wear.at(0.3, 0.02), wear.at(0.02, 0)], closed=False)
    inner = wear.tone(wear.person.shirt)
    opening = smooth(
        [wear.at(1.0, -0.6), wear.at(0.8, -0.36), wear.at(0.55, 0), wear.at(0.8, 0.36), wear.at(1.0, 0.6)], tension=0.4
    )
    return [
        Shape(opening, wear.brush.across(inner, wear.brush.figure), contrast_edge(wear.cloth)),
        *_tie(wear),
        wear.brush.crease(seam, wear.cloth, 1.8, 0.5),
        _buttons(wear, (0.46, 0.33, 0.2), 0.08, wear.tone("#d9b25a"), 2.2),
        *_belt(wear, 0.0, wear.tone("#3a2a26"), 4),
    ]


def _uniform(wear: Wear) -> list[Node]:
    gold = wear.tone("#dcb45c")
    seam = smooth([wear.at(0.95, 0), wear.at(0.5, 0.03), wear.at(-0.04, 0)], closed=False)
    shoulders = [smooth([wear.at(0.94, s * 0.5), wear.at(0.9, s * 0.9)], closed=False) for s in (-1, 1)]
    return [
        wear.brush.crease(seam, wear.cloth, 1.6, 0.5),
        _buttons(wear, (0.8, 0.6, 0.4, 0.2), -0.22, gold),
        _buttons(wear, (0.8, 0.6, 0.4, 0.2), 0.22, gold),
        Shape(shoulders[0] + shoulders[1], None, Stroke(gold, 5)),
        *_belt(wear, 0.1, darker(wear.cloth, 0.45), 5),
    ]


def _dress(wear: Wear) -> list[Node]:
    trim = wear.tone(wear.person.accent)
    low = wear.at(0.82, 0)
    neckline = smooth(
        [wear.at(1.0, -0.85), (low[0] - 10, low[1] - 4), low, (low[0] + 10, low[1] - 4), wear.at(1.0, 0.85)],
        tension=0.8,
    )
    sash = smooth([wear.at(0.32, -1), wear.at(0.28, 0), wear.at(0.32, 1)], closed=False)
    return [Shape(neckline, wear.brush.skin(wear.person.skin), Stroke(trim, 1.8)), Shape(sash, None, Stroke(trim, 6))]


def _robe(wear: Wear) -> list[Node]:
    trim = wear.tone(wear.person.accent)
    fold = smooth([wear.at(1.0, 0.6), wear.at(0.7, 0.18), wear.at(0.34, -0.2)], closed=False)
    other = smooth([wear.at(1.0, -0.6), wear.at(0.72, 0.1)], closed=False)
    sash = smooth([wear.at(0.3, -1), wear.at(0.26, 0), wear.at(0.3, 1)], closed=False)
    return [Shape(fold + other, None, Stroke(trim, 4)), Shape(sash, None, Stroke(darker(trim, 0.25), 7))]


def _tunic(wear: Wear) -> list[Node]:
    slit = smooth([wear.at(0.97, -0.1), wear.at(0.72, 0), wear.at(0.97, 0.1)], closed=False)
    laces = polygon([wear.at(0.9, -0.1), wear.at(0.84, 0.1)], closed=False) + polygon(
        [wear.at(0.9, 0.1), wear.at(0.84, -0.1)], closed=False
    )
    return [
        wear.brush.crease(slit, wear.cloth, 2.2, 0.6),
        Shape(laces, None, Stroke(wear.tone(wear.person.shirt), 1.6)),
        *_belt(wear, 0.16, wear.tone("#5a3d2a"), 7),
    ]


def _overalls(wear: Wear) -> list[Node]:
    """Bib and straps over a shirt; `top` is the overalls' colour, the shirt is worn beneath."""
    shirt = wear.tone(wear.person.shirt)
    length = wear.body.torso
    upper = smooth(
        [
            wear.at(0.5, -1.0),
            wear.at(0.7, -1.0),
            wear.at(0.87, -1),
            wear.at(0.95, -1),
            wear.at(1, -1),
            wear.at(1, 1),
            wear.at(0.95, 1),
            wear.at(0.87, 1),
            wear.at(0.7, 1),
            wear.at(0.5, 1.0),
            wear.at(0.46, 0),
        ],
        tension=0.6,
    )
    bib = smooth(
        [wear.at(0.4, -0.75), wear.at(0.74, -0.5), wear.at(0.74, 0.5), wear.at(0.4, 0.75), wear.at(0.3, 0)],
        tension=0.25,
    )
    straps = [smooth([wear.at(0.74, s * 0.42), wear.at(0.99, s * 0.7)], closed=False) for s in (-1, 1)]
    pocket = rectangle(wear.front - length * 0.09, -0.64 * length, length * 0.18, length * 0.14, 3)
    return [
        Shape(upper, wear.brush.across(shirt, wear.brush.figure)),
        Shape(bib, wear.brush.across(wear.cloth, wear.brush.figure)),
        Shape(straps[0] + straps[1], None, Stroke(wear.cloth, 6)),
        Shape(pocket, darker(wear.cloth, 0.16)),
        _buttons(wear, (0.71,), -0.4, wear.tone("#dcb45c"), 2.6),
        _buttons(wear, (0.71,), 0.4, wear.tone("#dcb45c"), 2.6),
    ]


def _armour(wear: Wear) -> list[Node]:
    cloth, brush = wear.cloth, wear.brush
    plate = smooth(
        [
            wear.at(0.4, -0.9),
            wear.at(0.7, -0.95),
            wear.at(0.95, -0.7),
            wear.at(0.95, 0.7),
            wear.at(0.7, 0.95),
            wear.at(0.4, 0.9),
            wear.at(0.33, 0),
        ],
        tension=0.8,
    )
    ridge = smooth([wear.at(0.93, 0), wear.at(0.6, 0.06), wear.at(0.35, 0)], closed=False)
    lames = smooth([wear.at(0.28, -0.9), wear.at(0.22, 0), wear.at(0.28, 0.9)], closed=False) + smooth(
        [wear.at(0.14, -0.9), wear.at(0.08, 0), wear.at(0.14, 0.9)], closed=False
    )
    return [
        Shape(plate, brush.across(lighter(cloth, 0.18), brush.figure * 0.7), contrast_edge(cloth)),
        Shape(ridge, None, Stroke(lighter(cloth, 0.5), 2, 0.8)),
        brush.crease(lames, cloth, 2.4, 0.6),
        *_belt(wear, 0.02, wear.tone("#5a3d2a"), 6),
    ]


def _spacesuit(wear: Wear) -> list[Node]:
    cloth, brush = wear.cloth, wear.brush
    x, y = wear.at(0.52, 0)
    accent = wear.tone(wear.person.accent)
    panel = rectangle(x - 19, y - 14, 38, 27, 5)
    lights = ellipse(x - 10, y - 5, 3) + ellipse(x, y - 5, 3)
    bands = smooth([wear.at(0.16, -1), wear.at(0.12, 0), wear.at(0.16, 1)], closed=False)
    return [
        Shape(bands, None, Stroke(accent, 6)),
        Shape(panel, darker(cloth, 0.2), contrast_edge(cloth)),
        Shape(lights, accent),
        Shape(rectangle(x - 13, y + 3, 26, 4, 2), wear.tone("#4f7fa0")),
        brush.crease(smooth([wear.at(0.86, -0.6), wear.at(0.8, 0), wear.at(0.86, 0.6)], closed=False), cloth, 2, 0.35),
    ]


def plain(wear: Wear) -> list[Node]:
    return [*_belt(wear, 0.02, wear.tone("#4a3428"))]


def _bodice(wear: Wear) -> list[Node]:
    """A tight top that ends in a soft neckline."""
    line = smooth(
        [wear.at(0.82, -0.9), wear.at(0.76, -0.4), wear.at(0.72, 0), wear.at(0.76, 0.4), wear.at(0.82, 0.9)],
        closed=False,
    )
    skin = wear.brush.skin(wear.person.skin)
    bare = polygon(
        [
            wear.at(0.82, -0.9),
            wear.at(0.76, -0.4),
            wear.at(0.72, 0),
            wear.at(0.76, 0.4),
            wear.at(0.82, 0.9),
            wear.at(0.97, 0.7),
            wear.at(1.0, 0),
            wear.at(0.97, -0.7),
        ]
    )
    return [
        Shape(bare, wear.brush.across(skin, wear.brush.figure)),
        Shape(line, None, Stroke(darker(wear.cloth, 0.35), 2.0, 0.7)),
    ]


def _ribs(wear: Wear) -> list[Node]:
    """Rib cage, backbone and pelvis."""
    bone = wear.brush.skin(wear.person.skin)
    width = wear.body.torso * 0.05
    ribs: Path | None = None
    for i, y in enumerate((0.88, 0.76, 0.64, 0.52, 0.42)):
        wide = 0.92 - 0.1 * max(0, i - 2)
        rib = smooth(
            [
                wear.at(y, -wide),
                wear.at(y - 0.06, -0.45),
                wear.at(y - 0.03, 0),
                wear.at(y - 0.06, 0.45),
                wear.at(y, wide),
            ],
            closed=False,
        )
        ribs = rib if ribs is None else ribs + rib
    spine = smooth([wear.at(0.98, 0), wear.at(0.5, 0.02), wear.at(0.06, 0)], closed=False)
    pelvis = smooth(
        [
            wear.at(0.14, -0.95),
            wear.at(0.02, -0.6),
            wear.at(0.08, 0),
            wear.at(0.02, 0.6),
            wear.at(0.14, 0.95),
            wear.at(-0.06, 0.6),
            wear.at(-0.03, 0),
            wear.at(-0.06, -0.6),
        ]
    )
    return [
        Shape(spine, None, Stroke(bone, width * 1.4)),
        Shape(ribs or spine, None, Stroke(bone, width)),
        wear.brush.shape(pelvis, bone),
    ]


def sash(wear: Wear) -> Shape:
    """An official's ribbon from the shoulder to the other hip."""
    band = [
        wear.at(0.93, 0.62),
        wear.at(0.55, 0.16),
        wear.at(0.12, -0.9),
        wear.at(0.0, -0.8),
        wear.at(0.42, 0.3),
        wear.at(0.84, 0.92),
    ]
    colour = wear.tone(wear.person.accent)
    return Shape(
        smooth(band, tension=0.4),
        wear.brush.across(colour, wear.brush.figure),
        wear.brush.outline(1.6) or contrast_edge(colour),
    )


FRONTS: dict[str, Callable[[Wear], list[Node]]] = {
    "coat": _coat,
    "suit": _suit,
    "jacket": _jacket,
    "sweater": _sweater,
    "shirt": _shirt,
    "waistcoat": _waistcoat,
    "uniform": _uniform,
    "dress": _dress,
    "robe": _robe,
    "tunic": _tunic,
    "overalls": _overalls,
    "armour": _armour,
    "spacesuit": _spacesuit,
    "bodice": _bodice,
    "bones": _ribs,
}


def pattern(wear: Wear) -> list[Node]:
    """Stripes, checks, dots or patches on the cloth of the trunk, in every view."""
    cloth = wear.cloth
    light = lighter(cloth, 0.45) if lightness(cloth) < 0.6 else darker(cloth, 0.35)
    rows = (0.1, 0.24, 0.38, 0.52, 0.66, 0.8)
    across = [smooth([wear.at(y, -0.94), wear.at(y - 0.035, 0), wear.at(y, 0.94)], closed=False) for y in rows]
    match wear.person.pattern:
        case "striped":
            return [Shape(_joined(across), None, Stroke(light, wear.body.torso * 0.05, 0.8))]
        case "checked":
            sides = (-0.8, -0.4, 0.05, 0.45, 0.85)
            upright = [smooth([wear.at(y, s) for y in (0.02, 0.3, 0.6, 0.84)], closed=False) for s in sides]
            line = wear.body.torso * 0.032
            return [
                Shape(_joined(across), None, Stroke(darker(cloth, 0.45), line, 0.45)),
                Shape(_joined(upright), None, Stroke(darker(cloth, 0.45), line, 0.45)),
            ]
        case "dotted":
            spots = [
                (y, s + (0.13 if i % 2 else 0.0)) for i, y in enumerate(rows) for s in (-0.8, -0.45, -0.1, 0.25, 0.6)
            ]
            return [Shape(_joined([ellipse(*wear.at(y, s), wear.body.torso * 0.02) for y, s in spots]), light)]
        case "bandaged":
            slopes = ((0.0, 0.12), (0.16, 0.06), (0.24, 0.34), (0.42, 0.36), (0.5, 0.66), (0.72, 0.66), (0.8, 0.94))
            strips = [
                smooth([wear.at(a, -1.0), wear.at((a + b) / 2 - 0.05, 0), wear.at(b, 1.0)], closed=False)
                for a, b in slopes
            ]
            return [Shape(_joined(strips), None, Stroke(darker(cloth, 0.35), 2.0, 0.8))]
        case "patched":
            size = wear.body.torso * 0.14
            (ax, ay), (bx, by) = wear.at(0.3, -0.55), wear.at(0.62, 0.5)
            patches = rectangle(ax - size / 2, ay - size / 2, size, size, 2) + rectangle(
                bx - size / 2, by - size / 2, size, size * 0.8, 2
            )
            return [Shape(patches, mix(cloth, wear.tone(wear.person.accent), 0.4), Stroke(light, 1.2, dash=(3, 3)))]
        case _:
            return []


def _joined(paths: list[Path]) -> Path:
    whole = paths[0]
    for path in paths[1:]:
        whole = whole + path
    return whole
