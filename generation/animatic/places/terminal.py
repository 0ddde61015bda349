"""Where one departs, under a roof: the hall of a railway station, an airport, a platform of the underground."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, polygon, rectangle, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs import windows
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    everywhere,
    facet,
    fill,
    flicker,
    glow,
    joined,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.places import terminal_opposite
from generation.animatic.stage import LEFT, RIGHT, Stage


def draw(paint: Paint) -> Stage:
    """Variants: concourse, airport, subway."""
    return {"airport": _airport, "subway": _subway}.get(paint.variant, _concourse)(paint)


def _cases() -> list[Path]:
    """Luggage close to the camera."""
    one = rectangle(-420.0, 860.0, 380.0, 400.0, 30.0) + smooth([(-270, 870), (-260, 810), (-180, 810), (-170, 870)])
    return [one, rectangle(1650.0, 900.0, 320.0, 360.0, 26.0)]


def _concourse(paint: Paint) -> Stage:
    far = 0.42
    stone = mix(paint.scheme.wall, paint.local("#c9b48f", 0.35), 0.6)
    iron = paint.local("#4a5a58", 0.35)
    foot = p.at(0, 0, far)[1]
    shell = [
        *p.shell(paint, stone, paint.deep(stone, 0.2), 1150.0, 1500.0, far),
        *p.ground(paint, mix(paint.scheme.ground, stone, 0.6), far, "tiles", 150.0),
        *(
            terminal_opposite.street_doors(paint, stone, iron, foot)
            if paint.reverse
            else _great_window(paint, stone, iron, foot)
        ),
    ]
    ribs: list[Node] = []
    for near in (0.5, 0.66, 0.95):
        arch = [p.at(-1120, 700, near), p.at(-1000, 1050, near), p.at(-560, 1300, near), p.at(0, 1380, near)]
        arch += [(1600 - x, y) for x, y in reversed(arch[:-1])]
        ribs.append(strokes([smooth(arch, False)], iron, 34 * near))
        for side in (-1.0, 1.0):
            ribs += p.column(paint, side * 1080.0, 80.0, 760.0, near, stone)
    kiosk = [
        *p.cuboid(paint, -640.0, 320.0, 300.0, 0.66, 0.78, paint.local("#5a3f34")),
        fill(p.front(-640.0, 280.0, 150.0, 120.0, 0.78), mix(paint.scheme.accent, "#fff2c8", 0.4)),
        *p.cuboid(paint, -640.0, 370.0, 46.0, 0.64, 0.8, paint.local("#8f3f3a", 0.35), 300.0),
        *_bench(paint, 560.0, 0.95),
        *_bench(paint, 600.0, 0.74),
        *_trolley(paint, -420.0, 1.0),
    ]
    beams = Group(
        tuple(
            facet(
                [(x - 20, 60), (x + 20, 60), (x + 250, 820), (x + 90, 820)],
                vertical(60, 820, (0.0, paint.outside.sun, 0.3), (1.0, paint.outside.sun, 0.0)),
            )
            for x in (610.0, 760.0, 910.0)
        ),
        blur=9.0,
        blend="screen",
        opacity=0.3 if paint.dark or paint.wet else 0.9,
    )
    air = [] if paint.reverse else [beams, *_hanging_clock(paint, 800.0, 190.0, 46.0)]
    planes: list[p.Plane] = [
        ("hall", 0.7, shell),
        ("ribs", 0.78, ribs),
        ("beams", 0.8, air),
        ("things", 0.92, kiosk),
    ]
    return p.staged(paint, planes, _cases(), (800.0, 190.0))


def _great_window(paint: Paint, stone: str, iron: str, foot: float) -> list[Node]:
    x, width, height = 800.0, 560.0, 400.0
    y = 255.0
    bars = [polygon([(x + dx, y - 220), (x + dx, y + 200)], False) for dx in (-187, -94, 0, 94, 187)]
    bars += [polygon([(x - 280, y + dy), (x + 280, y + dy)], False) for dy in (-60, 40, 130)]
    board = p.at(0, 0, 0.42)[1] - 96
    random = paint.random("departures")
    rows = [
        rectangle(x - 150 + column * 100, board + 14 + k * 17, random.uniform(40, 84), 7, 2)
        for k in range(4)
        for column in range(3)
    ]
    gates = [windows.arch(x + dx, foot - 56, 104.0, 116.0) for dx in (-400, -270, 270, 400)]
    return [
        fill(windows.arch(x, y, width + 44, height + 44), paint.bright(stone, 0.16)),
        windows.view(paint, x, y, width, height, arched=True, town=True),
        Group((strokes(bars, iron, 7.0),), clip=windows.arch(x, y, width, height)),
        fill(joined(gates), paint.deep(stone, 0.6)),
        block(x - 176, board, 352, 84, paint.local("#26303a", 0.2), radius=5),
        Group((fill(joined(rows[:6]), mix(paint.scheme.accent, "#ffd98a", 0.5)),), opacity=flicker(1.0, 0.8, 0.2)),
        fill(joined(rows[6:]), mix(paint.scheme.accent, "#ffd98a", 0.5), 0.9),
    ]


def _hanging_clock(paint: Paint, x: float, y: float, r: float) -> list[Node]:
    return [straight([(x, -320), (x, y - r)], paint.scheme.shadow, 6.0), f.clock(paint, x, y, r)]


def _bench(paint: Paint, x: float, near: float) -> list[Node]:
    wood = paint.local("#7d5436")
    return [
        *(n for dx in (-150.0, 150.0) for n in p.cuboid(paint, x + dx, 24.0, 90.0, near * 0.93, near * 0.99, wood)),
        *p.cuboid(paint, x, 360.0, 110.0, near * 0.925, near * 0.935, wood, 90.0),
        *p.cuboid(paint, x, 360.0, 22.0, near * 0.93, near, paint.bright(wood, 0.14), 84.0),
    ]


def _trolley(paint: Paint, x: float, near: float) -> list[Node]:
    """A porter's trolley with trunks."""
    cx, foot = p.at(x, 0, near)
    brass = mix(paint.local("#b98d3f"), paint.scheme.accent, 0.3)
    return [
        *p.cuboid(paint, x, 240.0, 14.0, near * 0.9, near, brass, 40.0),
        *p.cuboid(paint, x - 30, 150.0, 100.0, near * 0.92, near * 0.99, paint.local("#8a4f3c"), 54.0),
        *p.cuboid(paint, x + 78, 60.0, 70.0, near * 0.92, near * 0.99, paint.local("#4f6f7a", 0.35), 54.0),
        *p.cuboid(paint, x - 40, 120.0, 60.0, near * 0.93, near * 0.98, paint.local("#a9793f"), 154.0),
        *(disc(cx + dx, foot - 18, 17, paint.scheme.shadow) for dx in (-90, 90)),
        strokes([smooth([(cx + 116, foot - 50), (cx + 130, foot - 200), (cx + 150, foot - 240)], False)], brass, 7.0),
    ]


def _airport(paint: Paint) -> Stage:
    far = 0.55
    white = mix(paint.scheme.wall, paint.local("#dfe4e4", 0.2), 0.7)
    steel = paint.local("#8b979c", 0.3)
    top, foot = p.at(0, 620, far)[1], p.at(0, 40, far)[1]
    mullions = [rectangle(LEFT + i * 165.0, top, 9, foot - top) for i in range(17)]
    field = [
        everywhere(paint.outside.sky_top),
        Group((windows.view(paint, 800.0, (top + foot) / 2, RIGHT - LEFT, foot - top),), name="field"),
        fill(rectangle(LEFT, foot - 70, RIGHT - LEFT, 700), mix(paint.outside.ground, paint.local("#8b8f94"), 0.6)),
        fill(rectangle(LEFT, foot - 40, RIGHT - LEFT, 5), "#ffffff", 0.4),
        _flying(paint),
        *_airliner(paint, 880.0, foot - 24, 1.0),
    ]
    if paint.reverse:
        field = terminal_opposite.shops(paint, white, steel, far)
        mullions = []
    shell = [
        fill(
            rectangle(LEFT, -300, RIGHT - LEFT, 300 + top),
            vertical(-300, top, (0.0, paint.deep(white, 0.4)), (1.0, white)),
        ),
        strokes([p.run(x, 620.0, far, 4.0) for x in range(-2400, 2500, 300)], paint.deep(white, 0.3), 5.0, 0.6),
        fill(joined(mullions), steel),
        block(LEFT, top - 16, RIGHT - LEFT, 24, steel),
        *(() if paint.reverse else (block(LEFT, foot, RIGHT - LEFT, 60, paint.deep(white, 0.2)),)),
        *p.ground(paint, mix(paint.scheme.ground, white, 0.6), far, "slabs", 170.0),
        *p.strip_lights(paint, (-450.0, 450.0), 620.0, (0.62, 0.85)),
        *_sign(paint, 1130.0, 190.0),
    ]
    seats: list[Node] = []
    for x, near in ((-560.0, 0.74), (560.0, 0.74), (-620.0, 0.98), (620.0, 0.98)):
        seats += _seats(paint, x, near)
    planes: list[p.Plane] = [
        ("field", 0.75 if paint.reverse else 0.3, field),
        ("hall", 0.75, shell),
        ("seats", 0.92, [*seats, *_roller(paint, 430.0, 1.0)]),
    ]
    return p.staged(paint, planes, _cases(), (1130.0, 200.0), motes=False)


def _sign(paint: Paint, x: float, y: float) -> list[Node]:
    yellow = mix(paint.local("#e5b53c", 0.2), paint.scheme.accent, 0.2)
    plane = [
        (x - 110, y + 2),
        (x - 60, y - 3),
        (x - 84, y - 22),
        (x - 76, y - 22),
        (x - 46, y - 3),
        (x - 30, y),
        (x - 46, y + 5),
    ]
    plane += [(x - 76, y + 24), (x - 84, y + 24), (x - 60, y + 7)]
    return [
        strokes(
            [polygon([(x + dx, -320), (x + dx, y - 30)], False) for dx in (-120, 120)], paint.local("#8b979c"), 4.0
        ),
        block(x - 150, y - 34, 300, 70, paint.local("#2c3440", 0.2), radius=6),
        fill(polygon(plane), yellow),
        fill(joined(rectangle(x - 10, y - 14 + k * 18, w, 8, 2) for k, w in enumerate((120, 84))), "#f3f0e6", 0.9),
    ]


def _airliner(paint: Paint, x: float, y: float, s: float) -> list[Node]:
    """An airliner on the apron, seen from the side."""
    hull, fin = paint.local("#eef0ee", 0.15), paint.local("#b5493f", 0.3)
    body = [
        (x - 330, y - 62),
        (x - 300, y - 92),
        (x - 220, y - 106),
        (x + 180, y - 106),
        (x + 330, y - 90),
        (x + 300, y - 70),
    ]
    body += [(x + 160, y - 50), (x - 260, y - 44)]
    dots = [rectangle(x - 240 + i * 24, y - 90, 10, 12, 4) for i in range(18)]
    lit = mix(paint.scheme.accent, "#fff2c8", 0.5) if paint.dark else paint.deep(paint.outside.sky_top, 0.3)
    return [
        fill(polygon([(x + 220, y - 100), (x + 300, y - 200), (x + 346, y - 200), (x + 320, y - 94)]), fin),
        fill(smooth(body, tension=0.7), vertical(y - 110, y - 40, (0.0, hull), (1.0, paint.deep(hull, 0.35)))),
        block(x - 316, y - 72, 620, 7, fin, radius=3),
        fill(joined(dots), lit),
        fill(
            polygon([(x - 60, y - 62), (x + 90, y - 62), (x + 190, y - 26), (x + 150, y - 24)]), paint.deep(hull, 0.24)
        ),
        block(x - 6, y - 44, 92, 32, paint.deep(hull, 0.4), radius=16),
        *(disc(x + dx, y - 10, 11 * s, paint.scheme.shadow) for dx in (-240, 20, 46)),
    ]


def _flying(paint: Paint) -> Group:
    """Another one that climbs away far off, its light blinking."""
    far = mix(paint.outside.far, paint.outside.shadow, 0.4)
    shape = [(-34, 0), (-6, -4), (8, -16), (14, -16), (10, -4), (30, -3), (36, -12), (40, -12), (38, 0), (8, 3)]
    lamp = Group(
        (disc(0, 2, 4, "#ff5a4a"), glow(0, 2, 18, "#ff5a4a", 0.7)), opacity=lambda t: 1.0 if t % 1.2 < 0.2 else 0.0
    )

    def climb(t: float) -> Matrix:
        u = (t * 14.0 + 520.0) % 1500.0
        return shift(40 + u, 300 - u * 0.14)

    return Group((fill(polygon(shape), far), lamp), transform=climb)


def _seats(paint: Paint, x: float, near: float) -> list[Node]:
    cloth, steel = paint.local("#4a6a8a", 0.35), paint.local("#8b979c", 0.3)
    nodes = [*p.cuboid(paint, x, 440.0, 12.0, near * 0.95, near * 0.97, steel, 70.0)]
    for k in range(4):
        cx = x - 165 + k * 110
        nodes += p.cuboid(paint, cx, 96.0, 130.0, near * 0.925, near * 0.935, cloth, 90.0)
        nodes += p.cuboid(paint, cx, 96.0, 18.0, near * 0.93, near, paint.bright(cloth, 0.1), 84.0)
    legs = [p.front(x + dx, 14.0, 0.0, 76.0, near * 0.96) for dx in (-190, 190)]
    return [
        fill(p.level(x - 230, x + 230, 0.0, near * 0.92, near * 1.02), paint.scheme.shadow, 0.26),
        fill(joined(legs), steel),
        *nodes,
    ]


def _roller(paint: Paint, x: float, near: float) -> list[Node]:
    red = paint.local("#c9653f", 0.3)
    cx, foot = p.at(x, 0, near)
    handle = polygon(
        [(cx - 26, foot - 150), (cx - 26, foot - 226), (cx + 26, foot - 226), (cx + 26, foot - 150)], False
    )
    grooves = [rectangle(cx - 36 + k * 24, foot - 144, 5, 116) for k in range(4)]
    return [
        strokes([handle], paint.local("#8b979c"), 6.0),
        *p.cuboid(paint, x, 116.0, 142.0, near * 0.94, near, red, 12.0),
        fill(joined(grooves), paint.deep(red, 0.3)),
        *(disc(cx + dx, foot - 6, 9, paint.scheme.shadow) for dx in (-44, 44)),
    ]


def _subway(paint: Paint) -> Stage:
    far = 0.62
    tile = mix(paint.scheme.wall, paint.local("#e2ded2", 0.25), 0.65)
    top, foot = p.at(0, 640, far)[1], p.at(0, 0, far)[1]
    sign = paint.local("#2f5f8a", 0.3)
    joints = [polygon([(LEFT, y), (RIGHT, y)], False) for y in range(int(top) + 18, int(foot), 18)]
    wall = [
        fill(rectangle(LEFT, -300, RIGHT - LEFT, 1600), vertical(top, foot, (0.0, tile), (1.0, paint.deep(tile, 0.2)))),
        strokes(joints, paint.deep(tile, 0.4), 1.2, 0.35),
        block(LEFT, top + 60, RIGHT - LEFT, 40, sign),
        *(
            node
            for x in (160.0, 800.0, 1440.0)
            for node in (
                block(x - 120, top + 52, 240, 56, "#f3f0e6", radius=4),
                block(x - 90, top + 72, 180, 14, sign, radius=3),
            )
        ),
        *_posters(paint, top + 130),
    ]
    if paint.reverse:
        return terminal_opposite.platform(paint, tile, sign)
    pit = p.at(0, -130, far)[1]
    track = [
        block(
            LEFT,
            foot - 6,
            RIGHT - LEFT,
            pit - foot + 240,
            vertical(foot, pit, (0.0, paint.deep(paint.scheme.shadow, 0.2)), (1.0, paint.local("#5a5250"))),
        ),
        fill(
            rectangle(LEFT, foot + 40, RIGHT - LEFT, 7) + rectangle(LEFT, foot + 74, RIGHT - LEFT, 9),
            paint.local("#a9b0b6"),
        ),
    ]
    floor = p.at(0, 0, 0.82)[1]
    platform = [
        block(LEFT, floor - 8, RIGHT - LEFT, 50, paint.deep(paint.scheme.shadow, 0.1)),
        *p.ground(paint, mix(paint.scheme.ground, paint.local("#9a958c"), 0.6), 0.82, "slabs", 120.0),
        fill(p.strip(0.84, 0.88), mix(paint.local("#e5b53c", 0.2), paint.scheme.accent, 0.2), 0.95),
        fill(
            p.strip(0.62, 4.0, 640.0),
            vertical(-300, top, (0.0, paint.deep(tile, 0.6)), (1.0, paint.deep(tile, 0.35))),
        ),
        *p.strip_lights(paint, (-700.0, 0.0, 700.0), 640.0, (0.72, 1.1), 130.0),
    ]
    pillars = [
        node
        for x in (-620.0, 620.0, -1300.0, 1300.0)
        for node in p.column(paint, x, 74.0, 660.0, 0.98, paint.local("#3f6a5f", 0.35))
    ]
    clock = [
        strokes([polygon([(1130, -320), (1130, 160)], False)], paint.scheme.shadow, 5.0),
        f.clock(paint, 1130.0, 200.0, 36.0),
    ]
    planes: list[p.Plane] = [
        ("wall", 0.7, [*wall, *track]),
        ("train", 0.72, [_train(paint, foot)]),
        ("platform", 0.82, platform),
        ("pillars", 0.92, [*pillars, *clock, *_bench(paint, -420.0, 0.95)]),
    ]
    dark = [rectangle(-420.0, 880.0, 360.0, 400.0, 20.0), rectangle(1680.0, 880.0, 360.0, 400.0, 20.0)]
    return p.staged(paint, planes, dark, (1130.0, 200.0), motes=False)


def _posters(paint: Paint, y: float) -> list[Node]:
    nodes: list[Node] = []
    for k, x in enumerate((-240.0, 350.0, 560.0, 1050.0, 1250.0, 1800.0)):
        tint = paint.local(("#c8744a", "#5f8a86", "#d9c48a", "#7a5a78", "#8c3b3a", "#4f7488")[k], 0.35)
        nodes += [block(x - 66, y - 4, 132, 156, paint.deep(tint, 0.5), radius=3), block(x - 60, y + 2, 120, 144, tint)]
        nodes += [disc(x, y + 60, 34, paint.bright(tint, 0.4)), block(x - 42, y + 110, 84, 10, paint.bright(tint, 0.5))]
    return nodes


def _train(paint: Paint, foot: float) -> Group:
    """A train that rushes through now and then: cars with lit windows, door by door."""
    metal, stripe = paint.local("#aeb6ba", 0.3), paint.local("#b5443f", 0.3)
    cars: list[Path] = []
    lit: list[Path] = []
    doors: list[Path] = []
    for k in range(4):
        x = k * 940.0
        cars.append(rectangle(x, foot - 236, 920, 262, 26))
        lit += [rectangle(x + 46 + i * 146, foot - 190, 100, 92, 12) for i in range(6)]
        doors += [rectangle(x + 150 + i * 292, foot - 196, 40, 206, 8) for i in range(3)]
    glass = "#fff0c8"
    train = (
        fill(joined(cars), across(0, 3760, (0.0, metal), (1.0, metal))),
        fill(joined(rectangle(k * 940.0, foot - 70, 920, 24) for k in range(4)), stripe),
        fill(joined(lit), glass, 0.95),
        strokes(doors, paint.deep(metal, 0.35), 4.0),
        fill(joined(rectangle(k * 940.0 + 30, foot + 22, 860, 26, 8) for k in range(4)), paint.scheme.shadow),
    )

    def rush(t: float) -> Matrix:
        # It comes in, slows down, stands, and is off again.
        u = (t + 2.0) % 16.0
        if u < 4.0:
            return shift(-4200 + 3300 * math.sin(u / 4.0 * math.pi / 2), 0)
        return shift(-900 + (0 if u < 10 else 160 * (u - 10.0) ** 2.2), 0)

    return Group((Group(train, transform=rush),), name="train")
