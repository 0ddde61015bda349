"""What people bring to other worlds: domes, a rocket, a rover."""

from generation.animatic.art import Node, Path, Point, ellipse, polygon, rectangle, smooth
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    facet,
    fill,
    glow,
    joined,
    line,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint


def domes(paint: Paint, side: float, metal: str, glass: str, lamp: str) -> list[Node]:
    """Three domes of glass on a tube that joins them."""
    xs = [(800 + side * 420, 150.0), (800 + side * 660, 110.0), (800 + side * 230, 80.0)]
    nodes: list[Node] = [line([(x, 596) for x, _ in sorted(xs)], paint.deep(metal, 0.25), 30.0)]
    for x, r in xs:
        dome = Path((("M", x - r, 608), ("C", x - r, 608 - r * 1.2, x + r, 608 - r * 1.2, x + r, 608), ("Z",)))
        ribs = [
            smooth([(x + u * r, 606), (x + u * r * 0.8, 608 - r * 0.55), (x, 608 - r * 0.9)], closed=False)
            for u in (-0.9, -0.45, 0.45, 0.9)
        ]
        lit = across(
            x - r,
            x + r,
            (0.0, paint.bright(glass, 0.4) if paint.scheme.light_x < 0 else paint.deep(glass, 0.35)),
            (1.0, paint.deep(glass, 0.35) if paint.scheme.light_x < 0 else paint.bright(glass, 0.4)),
        )
        nodes += [
            disc(x, 610, r * 1.2, paint.scheme.shadow, r * 0.1, 0.3),
            fill(dome, lit),
            strokes(ribs, paint.deep(metal, 0.15), 4.0),
            block(x - r * 1.04, 594, r * 2.08, 20, metal, radius=5),
        ]
        if paint.dark:
            nodes.append(glow(x, 580, r * 1.3, lamp, 0.6))
        nodes.append(
            fill(
                joined(rectangle(x + u * r - 8, 568, 16, 12, 3) for u in (-0.5, -0.15, 0.2, 0.55)),
                lamp if paint.dark else paint.deep(metal, 0.5),
            )
        )
    return nodes


def rocket(paint: Paint, rx: float, metal: str, glass: str, lamp: str) -> list[Node]:
    """A rocket on three fins."""
    hull: list[Point] = [
        (rx - 34, 590),
        (rx - 38, 430),
        (rx - 22, 320),
        (rx, 262),
        (rx + 22, 320),
        (rx + 38, 430),
        (rx + 34, 590),
    ]
    fins = [polygon([(rx + s * 30, 500), (rx + s * 78, 600), (rx + s * 78, 624), (rx + s * 30, 580)]) for s in (-1, 1)]
    stripe = paint.local("#c8443c", 0.25)
    return [
        disc(rx, 622, 110, paint.scheme.shadow, 10, 0.3),
        fill(joined(fins), stripe),
        fill(
            smooth(hull, tension=0.6),
            across(
                rx - 38,
                rx + 38,
                (0.0, paint.bright(metal, 0.25) if paint.scheme.light_x < 0 else paint.deep(metal, 0.45)),
                (1.0, paint.deep(metal, 0.45) if paint.scheme.light_x < 0 else paint.bright(metal, 0.25)),
            ),
        ),
        facet([(rx - 25, 330), (rx, 262), (rx + 25, 330)], stripe),
        disc(rx, 390, 15, paint.deep(metal, 0.5)),
        disc(rx, 390, 11, lamp if paint.dark else glass),
    ]


def rover(paint: Paint, x: float, y: float, side: float) -> list[Node]:
    """Six wheels, a flat deck of cells, a mast with a camera."""
    metal, dark = paint.local("#cfccc6", 0.25), paint.local("#3c3a42")
    wheels = [ellipse(x + dx, y - 22, 24) for dx in (-92, 0, 92)]
    hubs = [ellipse(x + dx, y - 22, 9) for dx in (-92, 0, 92)]
    return [
        disc(x, y + 2, 150, paint.scheme.shadow, 12, 0.35),
        line([(x - 92, y - 24), (x - 46, y - 62), (x, y - 26), (x + 46, y - 62), (x + 92, y - 24)], metal, 8.0),
        fill(joined(wheels), dark),
        fill(joined(hubs), metal),
        facet(
            [(x - 80, y - 66), (x + 80, y - 66), (x + 70, y - 104), (x - 70, y - 104)],
            vertical(y - 104, y - 66, (0.0, paint.bright(metal, 0.2)), (1.0, paint.deep(metal, 0.35))),
        ),
        facet(
            [(x - 116, y - 104), (x + 110, y - 104), (x + 126, y - 118), (x - 100, y - 118)],
            paint.local("#3f5a8a", 0.3),
        ),
        straight([(x - side * 56, y - 112), (x - side * 56, y - 196)], metal, 7.0),
        block(x - side * 56 - 26, y - 222, 52, 28, metal, radius=5),
        disc(x - side * 56 - side * 14, y - 208, 8, dark),
    ]
