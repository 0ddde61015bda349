"""Aboard a starship: its bridge before a wide window, and a corridor of ribs and light."""

import math

from generation.animatic.art import Group, Node, Path, Shape, Stroke, ellipse, polygon, rectangle, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import doors
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    everywhere,
    fill,
    flicker,
    glow,
    joined,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT, TOP, Stage


def draw(paint: Paint) -> Stage:
    """Variants: bridge, corridor."""
    return _corridor(paint) if paint.variant == "corridor" else _bridge(paint)


def _blue(paint: Paint) -> str:
    return mix(paint.local("#62c6e6", 0.2), "#e2fbff", 0.2)


def _hull(paint: Paint) -> str:
    return mix(paint.scheme.wall, paint.local("#6a7688", 0.3), 0.75)


def _corridor(paint: Paint) -> Stage:
    far, blue, hull = 0.3, _blue(paint), _hull(paint)
    ring = [(-300, 0), (-470, 170), (-470, 470), (-300, 640), (300, 640), (470, 470), (470, 170), (300, 0)]
    x, y = p.at(0, 320, far)
    sides = [
        (polygon([p.at(*ring[a], far), p.at(*ring[b], far), p.at(*ring[b], 4.0), p.at(*ring[a], 4.0)]), tone)
        for a, b, tone in ((0, 1, 0.45), (1, 2, 0.2), (2, 3, 0.05), (3, 4, 0.3), (4, 5, 0.1), (5, 6, 0.26), (6, 7, 0.5))
    ]
    shell = [
        everywhere(paint.deep(hull, 0.3)),
        *(
            fill(
                path,
                across(
                    0,
                    1600,
                    (0.0, paint.deep(hull, tone + 0.3)),
                    (0.5, paint.deep(hull, tone)),
                    (1.0, paint.deep(hull, tone + 0.3)),
                ),
            )
            for path, tone in sides
        ),
        *p.ground(paint, paint.deep(hull, 0.25), far, "slabs", 100.0)[:2],
        fill(polygon([p.at(*point, far) for point in ring]), paint.deep(hull, 0.3)),
        *(_porthole(paint, x, y) if paint.reverse else _hatch(paint, x, y, blue)),
    ]
    ribs: list[Node] = []
    pulses: list[Node] = []
    for k, near in enumerate(p.receding(0.36, 1.5, 6)):
        outline = polygon([p.at(*point, near) for point in ring])
        ribs += [
            strokes([outline], paint.deep(hull, 0.4), 40 * near),
            strokes([outline], paint.bright(hull, 0.2), 9 * near),
        ]
        lamps = [polygon([p.at(s * 470, 250, near * 1.03), p.at(s * 470, 400, near * 1.03)], False) for s in (-1, 1)]
        pulses.append(
            Shape(
                joined(lamps),
                None,
                Stroke(blue, 10 * near),
                opacity=lambda t, k=k: 0.45 + 0.55 * max(0.0, math.sin(t * 1.6 - k * 0.8)),
            )
        )
    panels: list[Node] = []
    for far_, near in ((0.44, 0.52), (0.64, 0.84)):
        for side in (-1.0, 1.0):
            panels += _panel(paint, side, far_, near, blue)
    strip = [
        fill(p.level(-60, 60, 640.0, far, 4.0), mix(blue, "#ffffff", 0.5)),
        fill(joined(p.level(s * 250 - 9, s * 250 + 9, 0.0, far, 4.0) for s in (-1, 1)), blue, 0.8),
        glow(800.0, 420.0, 300.0, blue, 0.35),
    ]
    planes: list[p.Plane] = [
        ("tube", 0.66, [*shell, *strip]),
        ("panels", 0.74, panels),
        ("ribs", 0.82, [*ribs, *pulses]),
        (
            "deck",
            0.92,
            [fill(p.level(-240, 240, 0.0, 0.9, 4.0), paint.deep(hull, 0.45), 0.25), *_crate(paint, hull, blue)],
        ),
    ]
    dark = [rectangle(-500.0, 860.0, 380.0, 400.0, 30.0), rectangle(1720.0, 860.0, 380.0, 400.0, 30.0)]
    return p.staged(paint, planes, dark, (1150.0, 420.0), headroom=620.0, motes=False)


def _porthole(paint: Paint, x: float, y: float) -> list[Node]:
    """The end of the corridor: a round window, and a moon that hangs before the stars."""
    steel, night, random = (
        paint.local("#8b98a8", 0.3),
        mix(paint.scheme.shadow, "#0b1030", 0.6),
        paint.random("porthole"),
    )
    stars = [
        ellipse(x + random.uniform(-66, 66), y + random.uniform(-66, 66), random.uniform(0.8, 2.0)) for _ in range(34)
    ]
    moon = mix(paint.local("#c9b48f", 0.3), "#ffffff", 0.2)
    lit = across(x - 8, x + 60, (0.0, moon), (1.0, mix(moon, night, 0.8)))
    return [
        disc(x, y, 86, paint.deep(steel, 0.4)),
        Group(
            (disc(x, y, 74, night), fill(joined(stars), "#ffffff", 0.9), disc(x + 26, y + 18, 34, lit)),
            clip=ellipse(x, y, 74),
        ),
        strokes([ellipse(x, y, 76)], paint.bright(steel, 0.2), 6.0),
        strokes([polygon([(x, y - 74), (x, y + 74)], False)], steel, 5.0),
    ]


def _hatch(paint: Paint, x: float, y: float, blue: str) -> list[Node]:
    steel = paint.local("#8b98a8", 0.3)
    return [
        disc(x, y, 82, paint.deep(steel, 0.4)),
        disc(x, y, 72, vertical(y - 72, y + 72, (0.0, paint.bright(steel, 0.1)), (1.0, paint.deep(steel, 0.3)))),
        strokes([polygon([(x, y - 72), (x, y + 72)], False)], paint.deep(steel, 0.6), 4.0),
        disc(x - 32, y, 17, mix(blue, steel, 0.3)),
        disc(x + 32, y, 17, mix(blue, steel, 0.3)),
        Group(
            (
                block(x - 40, y - 104, 80, 9, paint.scheme.accent, radius=4),
                glow(x, y - 100, 70, paint.scheme.accent, 0.6),
            ),
            opacity=flicker(2.0, 0.5, 0.3),
        ),
    ]


def _panel(paint: Paint, side: float, far: float, near: float, blue: str) -> list[Node]:
    """A screen in the wall, with its readings."""
    x = side * 468.0
    rows = [p.side(x, 235 + k * 34, 14.0, far * 1.04, far * (1.08 + 0.02 * ((k * 7) % 5))) for k in range(5)]
    return [
        fill(p.side(x, 200, 240.0, far, near), paint.local("#2a323e", 0.2)),
        fill(p.side(x, 214, 212.0, far * 1.02, near * 0.985), "#12303c"),
        fill(joined(rows), blue),
    ]


def _crate(paint: Paint, hull: str, blue: str) -> list[Node]:
    return [
        *p.cuboid(paint, 400.0, 130.0, 110.0, 0.86, 0.96, paint.bright(hull, 0.2)),
        fill(p.front(400.0, 90.0, 50.0, 12.0, 0.961), blue),
        *p.cuboid(paint, -410.0, 120.0, 80.0, 0.84, 0.92, paint.local("#c8743f", 0.3)),
    ]


def _bridge(paint: Paint) -> Stage:
    blue, hull = _blue(paint), _hull(paint)
    far = 0.62
    foot = p.at(0, 0, far)[1]
    window = polygon([(270, 430), (360, 120), (1240, 120), (1330, 430)])
    frame_ = [
        polygon([(270, 430), (360, 120), (1240, 120), (1330, 430)]),
        polygon([(592, 430), (628, 120)], False),
        polygon([(1008, 430), (972, 120)], False),
    ]
    outer = [(LEFT - 100, TOP - 100), (RIGHT + 100, TOP - 100), (RIGHT + 100, foot + 10), (LEFT - 100, foot + 10)]
    wall = polygon(
        [*outer, (LEFT - 100, 430), (270, 430), (1330, 430), (1240, 120), (360, 120), (270, 430), (LEFT - 100, 430)]
    )
    if paint.reverse:
        wall, frame_ = rectangle(LEFT - 100, TOP - 100, RIGHT - LEFT + 200, foot - TOP + 110), []
    shell = [
        fill(wall, vertical(-200, foot, (0.0, paint.deep(hull, 0.5)), (0.6, hull), (1.0, paint.deep(hull, 0.3)))),
        strokes(frame_, paint.deep(hull, 0.4), 22.0),
        strokes(frame_, paint.bright(hull, 0.3), 5.0),
        block(LEFT, 470, RIGHT - LEFT, 10, blue, 0.7),
        *_wall_screens(paint, blue),
        *(_aft(paint, foot, hull, blue) if paint.reverse else ()),
        *p.ground(paint, paint.deep(hull, 0.2), far, "slabs", 150.0),
        fill(joined(p.level(x - 8, x + 8, 0.0, far, 4.0) for x in (-520, 520)), blue, 0.7),
        *_ceiling(paint, hull, blue),
    ]
    desks = [node for s in (-1.0, 1.0) for node in _desk(paint, s * 430.0, 0.74, hull, blue)]
    near = [
        *_desk(paint, -640.0, 0.98, hull, blue),
        *_desk(paint, 640.0, 0.98, hull, blue),
        *(() if paint.reverse else _chair(paint, 800.0, 650.0, hull, blue)),
    ]
    dark = [
        smooth([(-520, 1260), (-500, 900), (-260, 850), (-80, 930), (-50, 1260)], tension=0.6),
        smooth([(1650, 1260), (1680, 930), (1860, 850), (2100, 900), (2120, 1260)], tension=0.6),
    ]
    planes: list[p.Plane] = [
        ("space", 0.05, [] if paint.reverse else _space(paint, window)),
        ("hull", 0.74, shell),
        ("desks", 0.84, desks),
        ("near", 0.93, near),
    ]
    return p.staged(paint, planes, dark, (800.0, 275.0), motes=False)


def _aft(paint: Paint, foot: float, hull: str, blue: str) -> list[Node]:
    """The bulkhead behind the chair: the lift, a plan of the ship, and stations along the wall."""
    ship = smooth([(300, 300), (360, 268), (470, 262), (560, 286), (590, 300), (560, 314), (470, 338), (360, 332)])
    decks = [polygon([(330, y), (570, y)], False) for y in (284, 300, 316)]
    rows = [rectangle(1010 + (k % 4) * 78, 250 + k // 4 * 34, 58 - (k * 13) % 26, 12, 3) for k in range(12)]
    ribs = [rectangle(x, 66, 30, foot - 66) for x in (226.0, 632.0, 938.0, 1344.0)]
    return [
        fill(joined(ribs), paint.deep(hull, 0.3)),
        strokes(ribs, paint.bright(hull, 0.2), 3.0, 0.6),
        *doors.sliding_door(paint, 800.0, foot + 4, 300.0, blue, 0.66, paint.bright(hull, 0.14)),
        *(block(x, 226, 328, 140, "#10303a", radius=8) for x in (280, 988)),
        strokes([ship, *decks], blue, 3.0, 0.9),
        fill(ship, blue, 0.2),
        fill(joined(rows[::2]), mix(blue, "#ffcf7a", 0.7)),
        fill(joined(rows[1::2]), blue),
        *(
            node
            for x in (440.0, 1150.0)
            for node in (
                block(x - 170, 452, 340, 30, paint.bright(hull, 0.2), radius=6),
                block(x - 150, 482, 300, foot - 482, paint.deep(hull, 0.3)),
                glow(x, 452, 220, blue, 0.2, 0.4),
            )
        ),
    ]


def _space(paint: Paint, window: Path) -> list[Node]:
    """Stars that drift by, a planet with its light side, a far cloud of gas."""
    random = paint.random("stars")
    night = mix(paint.scheme.shadow, "#0b1030", 0.6)
    each: tuple[list[Path], list[Path]] = ([], [])
    for k in range(170):
        each[k % 2].append(ellipse(random.uniform(-500, 2900), random.uniform(-200, 700), random.uniform(0.8, 2.6)))
    planet = mix(paint.local("#4f8ac0", 0.3), paint.scheme.accent, 0.15)
    px, py, r = 1120.0, 470.0, 260.0
    bands = [
        smooth([(px - 300, py - 120 + k * 60), (px, py - 150 + k * 62), (px + 300, py - 100 + k * 60)], False)
        for k in range(6)
    ]
    return [
        everywhere(vertical(-200, 700, (0.0, night), (1.0, mix(night, paint.local("#4a3a78", 0.3), 0.5)))),
        glow(480.0, 250.0, 420.0, paint.local("#b0569a", 0.3), 0.35),
        glow(760.0, 120.0, 380.0, paint.local("#4f7fc0", 0.3), 0.3),
        Group((fill(joined(each[0]), "#ffffff", 0.6),), transform=lambda t: shift(-((t * 6.0) % 800), 0.0)),
        Group((fill(joined(each[1]), "#dfe9ff", 0.9),), transform=lambda t: shift(-((t * 13.0) % 800), 0.0)),
        glow(px, py, r * 1.5, planet, 0.4),
        disc(
            px,
            py,
            r,
            across(px - r, px + r, (0.0, mix(planet, "#ffffff", 0.4)), (0.5, planet), (1.0, mix(planet, night, 0.85))),
        ),
        Group((strokes(bands, mix(planet, "#ffffff", 0.5), 14.0, 0.2),), clip=ellipse(px, py, r)),
    ]


def _wall_screens(paint: Paint, blue: str) -> list[Node]:
    nodes: list[Node] = []
    for x, tint in ((120.0, blue), (1480.0, mix(blue, "#ffcf7a", 0.7))):
        random = paint.random(f"readings {x}")
        bars = [
            rectangle(x - 74 + i * 22, 300 - h, 14, h) for i, h in enumerate(random.uniform(20, 90) for _ in range(7))
        ]
        nodes += [
            block(x - 98, 180, 196, 150, paint.local("#2a323e", 0.2), radius=8),
            block(x - 88, 190, 176, 130, "#10303a", radius=4),
            Group((fill(joined(bars), tint),), opacity=flicker(x, 0.6, 0.4)),
            glow(x, 255, 190, tint, 0.2),
        ]
    return nodes


def _ceiling(paint: Paint, hull: str, blue: str) -> list[Node]:
    ribs = [polygon([(800 + dx, 60), (800 + dx * 2.4, TOP)], False) for dx in (-560, -280, 0, 280, 560)]
    return [
        strokes(ribs, paint.deep(hull, 0.5), 16.0),
        block(300, 52, 1000, 12, mix(blue, "#ffffff", 0.4), radius=6),
        glow(800.0, 60.0, 620.0, blue, 0.3, 0.4),
    ]


def _desk(paint: Paint, x: float, near: float, hull: str, blue: str) -> list[Node]:
    cx, cy = p.at(x, 190, near)
    s = near
    keys = [
        rectangle(cx + (-110 + k * 36) * s, cy + (20 + r * 22) * s, 22 * s, 10 * s, 3)
        for k in range(6)
        for r in range(2)
    ]
    warm = mix(paint.scheme.accent, "#ffd07a", 0.3)
    return [
        *p.cuboid(paint, x, 270.0, 130.0, near * 0.9, near * 0.96, paint.deep(hull, 0.3)),
        fill(
            polygon([(cx - 150 * s, cy), (cx + 150 * s, cy), (cx + 166 * s, cy + 72 * s), (cx - 166 * s, cy + 72 * s)]),
            vertical(cy, cy + 72 * s, (0.0, paint.bright(hull, 0.2)), (1.0, hull)),
        ),
        fill(joined(keys[::3]), warm),
        fill(joined([*keys[1::3], *keys[2::3]]), blue),
        fill(
            polygon(
                [
                    (cx - 96 * s, cy - 92 * s),
                    (cx + 96 * s, cy - 92 * s),
                    (cx + 110 * s, cy - 6 * s),
                    (cx - 110 * s, cy - 6 * s),
                ]
            ),
            blue,
            0.28,
        ),
        strokes(
            [
                smooth(
                    [
                        (cx - 80 * s, cy - 40 * s),
                        (cx - 40 * s, cy - 70 * s),
                        (cx, cy - 34 * s),
                        (cx + 40 * s, cy - 60 * s),
                        (cx + 84 * s, cy - 30 * s),
                    ],
                    False,
                )
            ],
            mix(blue, "#ffffff", 0.5),
            3 * s,
        ),
        glow(cx, cy - 30 * s, 190 * s, blue, 0.3),
    ]


def _chair(paint: Paint, x: float, foot: float, hull: str, blue: str) -> list[Node]:
    """The captain's chair, from behind."""
    dark = paint.deep(hull, 0.35)
    back = smooth(
        [
            (x - 56, foot - 60),
            (x - 66, foot - 170),
            (x - 40, foot - 226),
            (x + 40, foot - 226),
            (x + 66, foot - 170),
            (x + 56, foot - 60),
        ],
        tension=0.7,
    )
    return [
        disc(x, foot + 8, 90, paint.scheme.shadow, 12, 0.35),
        block(x - 10, foot - 60, 20, 60, dark),
        disc(x, foot, 54, dark, 10),
        fill(back, vertical(foot - 226, foot - 60, (0.0, paint.bright(dark, 0.2)), (1.0, dark))),
        block(x - 92, foot - 112, 30, 18, dark, radius=6),
        block(x + 62, foot - 112, 30, 18, dark, radius=6),
        block(x - 30, foot - 204, 60, 6, blue, radius=3),
    ]
