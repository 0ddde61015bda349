"""Carpets on the floor of a room: oval, woven with a border and a medallion, striped, braided in rings, or a hide."""

import math

from generation.animatic.art import Node, Path, Point, ellipse, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import disc, fill, joined, strokes
from generation.animatic.motifs.paint import Paint

_VANISHING: Point = (800.0, 400.0)


def carpet(paint: Paint, kind: str, x: float, y: float, width: float, colour: str) -> list[Node]:
    """A carpet around (x, y), `width` wide in its middle."""
    return {"woven": _woven, "striped": _striped, "braided": _braided, "hide": _hide}.get(kind, _oval)(
        paint, x, y, width, colour
    )


def _lying(x: float, y: float, width: float, part: float, deep: float) -> list[Point]:
    """The corners of a rectangle on the floor, `part` as wide and `deep` as deep as the carpet."""
    corners: list[Point] = []
    for v, sides in ((y - width * 0.07 * deep, (-1, 1)), (y + width * 0.08 * deep, (1, -1))):
        grown = (v - _VANISHING[1]) / (y - _VANISHING[1])
        middle = _VANISHING[0] + (x - _VANISHING[0]) * grown
        corners += [(middle + s * width / 2 * part * grown, v) for s in sides]
    return corners


def _fringe(points: list[Point], colour: str) -> Node:
    """Threads along both short sides."""
    threads: list[Path] = []
    for (x0, y0), (x1, y1), way in ((points[0], points[3], -1), (points[1], points[2], 1)):
        for k in range(15):
            px, py = x0 + (x1 - x0) * k / 14, y0 + (y1 - y0) * k / 14
            threads.append(polygon([(px, py), (px + way * 15, py + 1)], closed=False))
    return strokes(threads, colour, 2.4, 0.8)


def _woven(paint: Paint, x: float, y: float, width: float, colour: str) -> list[Node]:
    gold, dark = mix(colour, paint.scheme.accent, 0.5), paint.deep(colour, 0.35)
    outer = _lying(x, y, width, 1.0, 1.0)
    knots = [ellipse(x + width * 0.1 * k, y + s * width * 0.055, 7, 3) for k in range(-4, 5) for s in (-1, 1)]
    petals = [
        ellipse(x + math.cos(a) * width * 0.1, y + math.sin(a) * width * 0.022, width * 0.03, width * 0.008)
        for a in (math.tau * k / 8 for k in range(8))
    ]
    return [
        _fringe(outer, mix(gold, "#ffffff", 0.3)),
        fill(polygon(outer), dark),
        fill(polygon(_lying(x, y, width, 0.95, 0.88)), gold),
        fill(polygon(_lying(x, y, width, 0.92, 0.8)), colour),
        fill(polygon(_lying(x, y, width, 0.76, 0.5)), paint.deep(colour, 0.2)),
        fill(joined(knots), gold, 0.9),
        fill(
            polygon([(x - width * 0.22, y), (x, y - width * 0.034), (x + width * 0.22, y), (x, y + width * 0.038)]),
            gold,
        ),
        fill(
            polygon([(x - width * 0.18, y), (x, y - width * 0.027), (x + width * 0.18, y), (x, y + width * 0.03)]), dark
        ),
        fill(joined(petals), gold),
    ]


def _striped(paint: Paint, x: float, y: float, width: float, colour: str) -> list[Node]:
    outer = _lying(x, y, width, 1.0, 0.9)
    tints = (mix(colour, paint.scheme.accent, 0.5), mix(colour, "#f4ead6", 0.6), paint.deep(colour, 0.3))
    bands: list[list[Path]] = [[] for _ in tints]
    for k in range(1, 14):
        a, b = k / 15, k / 15 + 0.026 + 0.014 * (k % 2)
        quad = [
            (outer[i][0] + (outer[j][0] - outer[i][0]) * u, outer[i][1] + (outer[j][1] - outer[i][1]) * u)
            for i, j, u in ((0, 1, a), (0, 1, b), (3, 2, b), (3, 2, a))
        ]
        bands[k % 3].append(polygon(quad))
    return [
        _fringe(outer, tints[1]),
        fill(polygon([(px, py + 5) for px, py in outer]), paint.scheme.shadow, 0.25),
        fill(polygon(outer), colour),
        *(fill(joined(paths), tint) for paths, tint in zip(bands, tints, strict=True)),
    ]


def _braided(paint: Paint, x: float, y: float, width: float, colour: str) -> list[Node]:
    tints = (paint.deep(colour, 0.25), mix(colour, paint.scheme.accent, 0.4), colour, mix(colour, "#f4ead6", 0.5))
    nodes: list[Node] = [disc(x, y + 4, width * 0.42, paint.scheme.shadow, width * 0.078, 0.25)]
    for k in range(8):
        part = 0.42 * (1 - k / 8.4)
        nodes.append(disc(x, y, width * part, tints[k % 4], width * part * 0.18))
    return nodes


def _hide(paint: Paint, x: float, y: float, width: float, colour: str) -> list[Node]:
    """A bear's or a sheep's skin, its legs spread."""
    w = width * 0.36
    around = [
        (-1.0, -0.06),
        (-0.78, -0.2),
        (-0.5, -0.13),
        (0.0, -0.15),
        (0.5, -0.13),
        (0.8, -0.2),
        (1.0, -0.05),
        (0.74, 0.02),
        (0.8, 0.2),
        (0.5, 0.14),
        (0.0, 0.17),
        (-0.5, 0.14),
        (-0.82, 0.2),
        (-0.74, 0.02),
    ]
    tuft = [
        polygon([(x + dx * w, y + dy * w), (x + dx * w + 7, y + dy * w - 5)], closed=False)
        for dx, dy in ((-0.4, 0.0), (-0.1, 0.06), (0.2, -0.03), (0.42, 0.05), (0.0, -0.08), (-0.55, 0.05), (0.6, -0.04))
    ]
    return [
        fill(smooth([(x + dx * w, y + dy * w + 5) for dx, dy in around]), paint.scheme.shadow, 0.25),
        fill(smooth([(x + dx * w, y + dy * w) for dx, dy in around]), colour),
        fill(smooth([(x + dx * w * 0.72, y + dy * w * 0.68) for dx, dy in around]), paint.bright(colour, 0.2), 0.7),
        strokes(tuft, paint.deep(colour, 0.4), 3.0, 0.6),
    ]


def _oval(paint: Paint, x: float, y: float, width: float, colour: str) -> list[Node]:
    return [
        disc(x, y, width / 2, paint.deep(colour, 0.25), width * 0.075),
        disc(x, y - 1, width * 0.46, mix(colour, paint.scheme.accent, 0.4), width * 0.066),
        disc(x, y - 1, width * 0.42, colour, width * 0.058),
        disc(x, y - 1, width * 0.24, mix(colour, paint.scheme.accent, 0.22), width * 0.03),
    ]
