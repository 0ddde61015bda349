"""What drives in a street: a car of today, one of the twenties, and a tram. All around the origin on the road, looking right."""

from generation.animatic.art import Node, ellipse, polygon, rectangle, smooth
from generation.animatic.motifs.brush import block, disc, facet, fill, glow, joined, strokes, vertical
from generation.animatic.motifs.paint import Paint

_BEAM = "#fff2c8"


def car(paint: Paint, tint: str) -> list[Node]:
    """A car of today, 270 long."""
    body, glass = paint.local(tint, 0.3), paint.outside.sky_middle
    shell = [
        (-132, -14),
        (-134, -44),
        (-112, -54),
        (-70, -60),
        (-40, -92),
        (42, -92),
        (82, -60),
        (122, -52),
        (134, -34),
        (132, -14),
    ]
    return [
        disc(0.0, 2.0, 140.0, paint.scheme.shadow, 9.0, 0.35),
        fill(
            smooth(shell, tension=0.6),
            vertical(-92, -8, (0.0, paint.bright(body, 0.25)), (0.5, body), (1.0, paint.deep(body, 0.4))),
        ),
        facet([(-62, -60), (-36, -86), (-2, -86), (-2, -60)], glass),
        facet([(8, -60), (8, -86), (38, -86), (70, -60)], glass),
        strokes([polygon([(3, -60), (3, -18)], closed=False)], paint.deep(body, 0.4), 1.8),
        fill(rectangle(-100.0, -26.0, 200.0, 5.0, 2.0), paint.deep(body, 0.3), 0.8),
        fill(ellipse(-80, -14, 25) + ellipse(82, -14, 25), paint.deep(paint.scheme.shadow, 0.2)),
        fill(ellipse(-80, -14, 13) + ellipse(82, -14, 13), paint.local("#b9bcc2")),
        block(118, -46, 14, 11, "#fff6da" if paint.dark else paint.local("#e9ecee"), radius=4),
        block(-134, -44, 9, 12, paint.local("#c9403a"), radius=3),
        *((glow(150, -36, 130, _BEAM, 0.8),) if paint.dark else ()),
    ]


def vintage_car(paint: Paint, tint: str) -> list[Node]:
    """A car of the twenties, 250 long: upright cabin, running board, round lamps, wheels with spokes."""
    body, brass = paint.local(tint, 0.3), paint.local("#c9a45a", 0.25)
    black, glass = paint.deep(paint.scheme.shadow, 0.15), paint.outside.sky_middle
    hubs = (-78.0, 84.0)
    spokes = [
        polygon([(x, -30), (x + dx * 27, -30 + dy * 27)], closed=False)
        for x in hubs
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
    ]
    arches = [
        smooth([(x - 46, -22), (x - 34, -60), (x, -70), (x + 34, -60), (x + 46, -22)], closed=False) for x in hubs
    ]
    return [
        disc(0.0, 2.0, 140.0, paint.scheme.shadow, 9.0, 0.35),
        facet(
            [(-112, -40), (-112, -152), (16, -152), (16, -84), (104, -78), (110, -40)],
            vertical(-152, -40, (0.0, paint.bright(body, 0.2)), (1.0, paint.deep(body, 0.35))),
        ),
        block(-122, -162, 148, 14, black, radius=6),
        block(-98, -142, 48, 46, glass, radius=4),
        block(-38, -142, 44, 46, glass, radius=4),
        strokes(
            [polygon([(-44, -142), (-44, -42)], closed=False), polygon([(16, -84), (16, -42)], closed=False)],
            paint.deep(body, 0.5),
            2.4,
        ),
        strokes(
            [polygon([(px, -76), (px, -46)], closed=False) for px in (34, 46, 58, 70)], paint.deep(body, 0.45), 2.0
        ),
        block(98, -84, 13, 46, brass, radius=3),
        block(-70, -34, 140, 9, black, radius=3),
        strokes(arches, black, 9.0),
        fill(joined(ellipse(x, -30, 33) for x in hubs), black),
        fill(joined(ellipse(x, -30, 25) for x in hubs), paint.bright(body, 0.4)),
        strokes(spokes, black, 2.6),
        fill(joined(ellipse(x, -30, 6) for x in hubs), brass),
        disc(120, -74, 13, "#fff1c4" if paint.dark else brass, 14),
        *((glow(146, -70, 120, _BEAM, 0.7),) if paint.dark else ()),
    ]


def tram(paint: Paint, x: float, y: float, s: float) -> list[Node]:
    """A tram that comes towards the viewer on its rails, and the wire above it."""
    body, cream, brass = paint.local("#a8423a", 0.3), paint.local("#eadfc6", 0.25), paint.local("#c9a45a", 0.25)
    glass, w, h = paint.outside.sky_middle, 74 * s, 190 * s
    lamp = "#fff1c4" if paint.dark else brass
    return [
        strokes([polygon([(x, y - 380 * s), (x + 10 * s, y - 236 * s)], closed=False)], paint.scheme.shadow, 3 * s),
        disc(x, y + 2, w * 1.25, paint.scheme.shadow, 9 * s, 0.4),
        block(
            x - w,
            y - h,
            2 * w,
            h - 14 * s,
            vertical(y - h, y, (0.0, paint.bright(body, 0.15)), (1.0, paint.deep(body, 0.35))),
            radius=14 * s,
        ),
        block(x - w, y - h + 22 * s, 2 * w, 82 * s, cream),
        block(x - w * 1.06, y - h - 12 * s, 2.12 * w, 26 * s, paint.deep(body, 0.4), radius=12 * s),
        block(x - w * 0.9, y - h + 28 * s, w * 0.5, 66 * s, glass, radius=4 * s),
        block(x - w * 0.32, y - h + 28 * s, w * 0.64, 66 * s, glass, radius=4 * s),
        block(x + w * 0.4, y - h + 28 * s, w * 0.5, 66 * s, glass, radius=4 * s),
        block(x - w * 0.3, y - h - 6 * s, w * 0.6, 15 * s, cream, radius=3 * s),
        disc(x, y - 52 * s, 14 * s, lamp),
        block(x - w * 0.8, y - 22 * s, 1.6 * w, 12 * s, paint.deep(paint.scheme.shadow, 0.2), radius=4 * s),
        *((glow(x, y - 52 * s, 110 * s, _BEAM, 0.8),) if paint.dark else ()),
    ]
