"""Where things are looked at: a picture gallery with a sculpture, and a museum under the bones of a giant."""

import math

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, rectangle, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import doors, opposite
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import blob, block, disc, fill, glow, joined, strokes, vertical
from generation.animatic.motifs.furniture import banner, picture
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import Stage

_FAR, _HALF = 0.5, 900.0
_BEFORE = (
    ("one", 500.0, 330.0, 130.0, 170.0),
    ("two", 800.0, 300.0, 260.0, 160.0),
    ("three", 1090.0, 340.0, 120.0, 120.0),
)
_ACROSS = (("four", 530.0, 330.0, 190.0, 140.0), ("five", 1070.0, 330.0, 140.0, 180.0))
"""The pictures on both walls: their names, middles and sizes."""


def draw(paint: Paint) -> Stage:
    """Variants: gallery, museum."""
    museum = paint.variant == "museum"
    tint = "#8f9a86" if museum else "#a8544c"
    wall = mix(paint.scheme.wall, paint.local(tint, 0.35), 0.62)
    height = 1050.0 if museum else 820.0
    shell = [
        *p.shell(paint, wall, paint.local("#e9e2d2", 0.25), _HALF, height, _FAR),
        fill(p.band(_HALF, 0.0, 70.0, _FAR), paint.deep(wall, 0.45)),
        fill(p.band(_HALF, height - 70.0, 70.0, _FAR), paint.bright(paint.local("#e9e2d2", 0.25), 0.1)),
        *_skylight(paint, height),
        *p.ground(
            paint, mix(paint.scheme.ground, paint.local("#a37a52"), 0.5), _FAR, "tiles" if museum else "boards", 110.0
        ),
    ]
    planes = _museum(paint, wall) if museum else _gallery(paint, wall)
    if museum and paint.reverse:
        shell += _entrance(paint)
    rope = [rectangle(-420.0, 850.0, 440.0, 400.0, 20.0), rectangle(1620.0, 860.0, 440.0, 400.0, 20.0)]
    return p.staged(paint, [("room", 0.72, shell), *planes], rope, (1230.0, 420.0) if not museum else (350.0, 480.0))


def _skylight(paint: Paint, height: float) -> list[Node]:
    """Glass in the ceiling: the day's own light, or the night."""
    light = paint.outside
    bars = [p.run(x, height, 0.56, 1.6) for x in (-300.0, -100.0, 100.0, 300.0)]
    bars += [polygon([p.at(-300, height, n), p.at(300, height, n)], False) for n in (0.56, 0.68, 0.86, 1.2)]
    return [
        fill(p.level(-300, 300, height, 0.56, 1.6), mix(light.sky_middle, light.horizon, 0.5)),
        strokes(bars, paint.deep(paint.scheme.wall, 0.3), 5.0),
    ]


def _gallery(paint: Paint, wall: str) -> list[p.Plane]:
    hung: list[Node] = _next_rooms(paint, wall) if paint.reverse else []
    for name, x, y, w, h in _ACROSS if paint.reverse else _BEFORE:
        hung += picture(paint, name, x, y, w, h)
        hung.append(glow(x, y - h / 2, w * 0.9, "#fff2cf", 0.3))
        hung.append(block(x - w * 0.2, y - h / 2 - 30, w * 0.4, 6, paint.scheme.accent, radius=3))
    for far, near in ((0.58, 0.72), (0.82, 1.1)):
        for side in (-1.0, 1.0):
            hung += _hung_aside(paint, side, far, near)
    bench = [
        *p.cuboid(paint, -420.0, 40.0, 80.0, 0.84, 0.9, paint.local("#4a3a34")),
        *p.cuboid(paint, -640.0, 40.0, 80.0, 0.84, 0.9, paint.local("#4a3a34")),
        *p.cuboid(paint, -530.0, 380.0, 26.0, 0.82, 0.92, paint.local("#7a3f3a", 0.35), 80.0),
    ]
    return [("pictures", 0.74, hung), ("sculpture", 0.9, [*bench, *_sculpture(paint, 440.0, 0.92), *_ropes(paint)])]


def _next_rooms(paint: Paint, wall: str) -> list[Node]:
    """The way on: one room after another, seen through their doors."""
    foot = p.at(0, 0, _FAR)[1]
    frame = paint.local("#e9e2d2", 0.25)
    nodes: list[Node] = []
    for wide, tall, lift, tone in ((236.0, 300.0, 0.0, 0.1), (150.0, 200.0, 22.0, 0.24), (84.0, 122.0, 34.0, 0.06)):
        y, tint = foot - lift, paint.deep(mix(wall, paint.local("#7f8a9a", 0.3), 0.2 + tone), tone)
        nodes += [
            block(800 - wide / 2 - 16, y - tall - 16, wide + 32, tall + 16, frame),
            block(
                800 - wide / 2, y - tall, wide, tall, vertical(y - tall, y, (0.0, paint.bright(tint, 0.1)), (1.0, tint))
            ),
            block(800 - wide / 2, y - 20, wide, 20, paint.deep(paint.local("#a37a52"), 0.2)),
        ]
    return [*nodes, *picture(paint, "last", 800.0, foot - 92, 40.0, 50.0)]


def _hung_aside(paint: Paint, side: float, far: float, near: float) -> list[Node]:
    """A picture on a side wall, in its gold frame."""
    x, gold = side * 897.0, mix(paint.local("#8a6a3c"), paint.scheme.accent, 0.3)
    random = paint.random(f"{'across' if paint.reverse else 'aside'} {side} {near}")
    sky = paint.local(random.choice(("#a9c3cf", "#e0b88e", "#7f9a8c")), 0.4)
    middle = p.receding(far, near, 3)[1]
    hill = polygon([p.at(x, 330, far), p.at(x, 400, far), p.at(x, 470, middle), p.at(x, 390, near), p.at(x, 330, near)])
    return [
        fill(p.side(x, 300, 340.0, far * 0.97, near * 1.03), gold),
        fill(p.side(x, 324, 292.0, far * 0.985, near * 1.015), paint.deep(gold, 0.5)),
        fill(p.side(x, 330, 280.0, far, near), sky),
        fill(hill, paint.deep(sky, 0.5)),
    ]


def _sculpture(paint: Paint, x: float, near: float) -> list[Node]:
    """A marble bust on its plinth."""
    stone = paint.local("#e6e1d8", 0.2)
    cx, foot = p.at(x, 230, near)
    bust = smooth(
        [
            (cx - 74, foot),
            (cx - 84, foot - 46),
            (cx - 34, foot - 78),
            (cx - 28, foot - 104),
            (cx + 28, foot - 104),
            (cx + 34, foot - 78),
            (cx + 84, foot - 46),
            (cx + 74, foot),
        ],
        tension=0.7,
    )
    shade = vertical(foot - 190, foot, (0.0, paint.bright(stone, 0.3)), (1.0, paint.deep(stone, 0.3)))
    curls = [ellipse(cx + math.cos(a) * 36, foot - 150 + math.sin(a) * 44, 14) for a in (3.3, 3.9, 4.5, 5.1, 5.7, 6.2)]
    return [
        *p.cuboid(paint, x, 170.0, 20.0, near * 0.9, near * 1.01, paint.deep(stone, 0.1)),
        *p.cuboid(paint, x, 130.0, 210.0, near * 0.92, near, paint.deep(stone, 0.14), 20.0),
        glow(cx, foot - 110, 230, "#fff2cf", 0.35),
        fill(bust, shade),
        disc(cx, foot - 142, 40, shade, 50),
        fill(joined(curls), paint.bright(stone, 0.1)),
        strokes(
            [smooth([(cx - 3, foot - 150), (cx - 12, foot - 128), (cx, foot - 126)], False)],
            paint.deep(stone, 0.4),
            3.0,
        ),
        strokes(
            [
                polygon([(cx - 24, foot - 148), (cx - 10, foot - 148)], False),
                polygon([(cx + 10, foot - 148), (cx + 24, foot - 148)], False),
            ],
            paint.deep(stone, 0.45),
            3.0,
        ),
    ]


def _ropes(paint: Paint) -> list[Node]:
    """A cord between brass posts, before the sculpture."""
    brass, red = mix(paint.local("#b98d3f"), paint.scheme.accent, 0.4), paint.local("#8f3038", 0.4)
    posts = [p.at(x, 0, 0.99) for x in (330.0, 560.0)]
    slack = [
        (posts[0][0], posts[0][1] - 140),
        ((posts[0][0] + posts[1][0]) / 2, posts[0][1] - 96),
        (posts[1][0], posts[1][1] - 140),
    ]
    return [
        strokes([smooth(slack, False)], red, 9.0),
        *(block(x - 5, y - 156, 10, 156, brass, radius=4) for x, y in posts),
        *(disc(x, y, 24, brass, 6) for x, y in posts),
        *(disc(x, y - 158, 10, paint.bright(brass, 0.3)) for x, y in posts),
    ]


def _entrance(paint: Paint) -> list[Node]:
    """The doors of a museum, between cloths that say what is shown."""
    foot = p.at(0, 0, _FAR)[1] + 2
    tints = ("#8a3f3a", "#3f6a7a")
    return [
        *doors.double_door(paint, 800.0, foot, 250.0, paint.local("#5a4234"), glazed=True),
        *(
            n
            for x, tint in zip((600.0, 1000.0), tints, strict=True)
            for n in banner(paint, x, 250.0, 74.0, 210.0, paint.local(tint, 0.35))
        ),
        *opposite.bench(paint, 600.0, foot + 4, 130.0, back=False),
        *opposite.bench(paint, 1000.0, foot + 4, 130.0, back=False),
    ]


def _museum(paint: Paint, wall: str) -> list[p.Plane]:
    bone = paint.local("#e8dfc6", 0.2)
    cases: list[Node] = []
    for near in (0.62, 0.8, 1.04):
        for side in (-1.0, 1.0):
            cases += _case(paint, side * 640.0, near)
    pillars: list[Node] = []
    for near in (0.54, 0.7, 0.92):
        for side in (-1.0, 1.0):
            pillars += p.column(paint, side * 840.0, 70.0, 980.0, near, paint.bright(wall, 0.2))
    swing = Group(tuple(_skeleton(paint, bone)), transform=lambda t: turn(0.35 * math.sin(t * 0.7), (800.0, -300.0)))
    return [("pillars", 0.76, pillars), ("bones", 0.8, [swing]), ("cases", 0.9, cases)]


def _skeleton(paint: Paint, bone: str) -> list[Node]:
    """A whale's bones on wires under the roof."""
    back: list[Point] = [(480, 150), (600, 116), (760, 108), (920, 124), (1060, 160), (1180, 214), (1240, 250)]
    ribs: list[Path] = []
    for k in range(11):
        x = 580 + k * 42.0
        long = 120 * math.sin(math.pi * (k + 2) / 14)
        ribs.append(smooth([(x, 116 + k * 3), (x - 22, 130 + long * 0.5), (x + 4, 120 + k * 3 + long)], False))
    knots = [
        ellipse(490 + i * 30, 148 - 40 * math.sin(math.pi * min(1.0, i / 18)) + (max(0, i - 12) ** 2) * 0.75, 10, 12)
        for i in range(25)
    ]
    head = smooth([(500, 120), (430, 100), (300, 150), (226, 204), (330, 196), (430, 190), (500, 178)], tension=0.8)
    jaw = smooth([(486, 190), (380, 226), (250, 224), (232, 212), (370, 204), (480, 172)], tension=0.8)
    wires = [polygon([(x, -320), (x, y)], False) for x, y in ((420, 110), (700, 112), (1000, 140))]
    tail = [polygon([(1230, 240), (1320, 214), (1300, 262), (1326, 300)])]
    dim = paint.deep(bone, 0.18)
    return [
        strokes(wires, paint.scheme.shadow, 2.0, 0.6),
        strokes(ribs, dim, 9.0),
        fill(jaw, dim),
        fill(head, vertical(100, 204, (0.0, paint.bright(bone, 0.2)), (1.0, dim))),
        disc(420, 150, 17, paint.deep(bone, 0.55), 13),
        strokes([smooth(back, False)], bone, 10.0),
        fill(joined(knots), bone),
        fill(joined(tail), bone),
    ]


def _case(paint: Paint, x: float, near: float) -> list[Node]:
    """A glass case on a foot, lit from within."""
    wood = paint.local("#5a4234")
    glass = mix(paint.scheme.horizon, "#ffffff", 0.4)
    cx, cy = p.at(x, 170, near)
    s = near
    random = paint.random(f"case {x} {near}")
    tint = paint.local(random.choice(("#b5653f", "#4f7f8a", "#c79a4a", "#7a5a78")), 0.3)
    vase = [
        (cx - 20 * s, cy),
        (cx - 46 * s, cy - 60 * s),
        (cx - 20 * s, cy - 110 * s),
        (cx - 28 * s, cy - 130 * s),
        (cx + 28 * s, cy - 130 * s),
        (cx + 20 * s, cy - 110 * s),
        (cx + 46 * s, cy - 60 * s),
        (cx + 20 * s, cy),
    ]
    return [
        *p.cuboid(paint, x, 190.0, 165.0, near * 0.88, near, wood),
        glow(cx, cy - 70 * s, 130 * s, "#fff2cf", 0.5),
        blob(vase, tint),
        block(cx - 38 * s, cy - 74 * s, 76 * s, 9 * s, paint.bright(tint, 0.4)),
        fill(p.front(x, 180.0, 165.0, 220.0, near), glass, 0.16),
        strokes(
            [p.front(x, 180.0, 165.0, 220.0, near), p.level(x - 90, x + 90, 385.0, near * 0.9, near)],
            paint.bright(wood, 0.3),
            3.5 * s,
        ),
        strokes([polygon([p.at(x - 60, 340, near), p.at(x - 20, 380, near)], False)], "#ffffff", 3.0 * s, 0.5),
    ]
