"""The way in: the doors of a station, the shops of an airport, and the stairs from a platform to the street."""

from generation.animatic.art import Group, Node, polygon, rectangle
from generation.animatic.colour import mix
from generation.animatic.motifs import doors, opposite, windows
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import block, disc, everywhere, fill, glow, joined, strokes, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT, Stage


def street_doors(paint: Paint, stone: str, iron: str, foot: float) -> list[Node]:
    """Three arches to the street under a clock, and the windows where tickets are sold."""
    nodes: list[Node] = []
    for x, wide, tall in ((800.0, 190.0, 290.0), (600.0, 130.0, 210.0), (1000.0, 130.0, 210.0)):
        y = foot - tall / 2
        fan = [
            polygon([(x, foot - tall * 0.6), (x + dx * wide, foot - tall)], False) for dx in (-0.4, -0.15, 0.15, 0.4)
        ]
        nodes += [
            fill(windows.arch(x, y - 8, wide + 36, tall + 20), paint.bright(stone, 0.16)),
            windows.view(paint, x, y, wide, tall, arched=True, town=True),
            Group((strokes(fan, iron, 4.0),), clip=windows.arch(x, y, wide, tall)),
            block(x - wide / 2, foot - tall * 0.6 - 5, wide, 10, iron),
            *(
                block(x + dx * wide - 3, foot - tall * 0.6, 6, tall * 0.6, iron)
                for dx in (-0.48, -0.24, 0.0, 0.24, 0.48)
            ),
            block(x - wide * 0.2, foot - 60, wide * 0.4, 7, mix(paint.scheme.accent, iron, 0.3), radius=3),
        ]
    warm = mix(paint.scheme.accent, "#fff2c8", 0.4)
    for x in (440.0, 1160.0):
        nodes += [
            block(x - 62, foot - 118, 124, 118, paint.local("#5a3f34")),
            block(x - 50, foot - 106, 100, 56, warm),
            strokes(
                [polygon([(x + dx, foot - 106), (x + dx, foot - 50)], False) for dx in (-25, 0, 25)],
                paint.local("#5a3f34"),
                4.0,
            ),
            block(x - 70, foot - 50, 140, 9, paint.bright(paint.local("#8a6440"), 0.2)),
            block(x - 62, foot - 140, 124, 20, paint.local("#8f3f3a", 0.35), radius=3),
        ]
    dial = f.clock(paint, 800.0, foot - 350, 40.0)
    return [*nodes, disc(800.0, foot - 350, 56, paint.bright(stone, 0.2)), dial]


def shops(paint: Paint, white: str, steel: str, far: float) -> list[Node]:
    """A row of lit shops with the sliding doors between them."""
    foot, top = p.at(0, 0, far)[1], p.at(0, 620, far)[1]
    nodes: list[Node] = [
        everywhere(vertical(top, foot, (0.0, white), (1.0, paint.deep(white, 0.2)))),
        *doors.sliding_door(paint, 800.0, foot, 230.0, wide=0.9, steel=steel),
    ]
    for k, (left, right, tint) in enumerate(
        (
            (-480.0, 60.0, "#4f7fae"),
            (90.0, 330.0, "#c8783f"),
            (360.0, 660.0, "#3f8a6a"),
            (940.0, 1240.0, "#8a4f7a"),
            (1270.0, 1510.0, "#c8503f"),
            (1540.0, 2080.0, "#4f7fae"),
        )
    ):
        colour, warm = paint.local(tint, 0.3), mix("#fff4dc", paint.scheme.wall, 0.25)
        shelves = [rectangle(left + 14, y, right - left - 28, 6) for y in (top + 150, top + 206, top + 262)]
        nodes += [
            block(left, top + 40, right - left, foot - top - 40, paint.deep(steel, 0.2), radius=4),
            block(
                left + 10,
                top + 92,
                right - left - 20,
                foot - top - 92,
                vertical(top + 92, foot, (0.0, warm), (1.0, paint.deep(warm, 0.35))),
            ),
            fill(joined(shelves), paint.deep(warm, 0.4)),
            *(
                n
                for row, y in enumerate((top + 150, top + 206, top + 262))
                for n in f.jars(paint, f"shop {k} {row}", left + 20, right - 20, y, 38.0)
            ),
            block(left, top + 44, right - left, 46, colour, radius=4),
            block((left + right) / 2 - 60, top + 60, 120, 14, "#ffffff", 0.85, 4),
            glow((left + right) / 2, top + 130, (right - left) * 0.5, "#fff4dc", 0.2),
        ]
    return nodes


def platform(paint: Paint, tile: str, sign: str) -> Stage:
    """The wall behind a platform: the stairs to the street, a plan of the lines, a bench, posters."""
    far = 0.66
    top, foot = p.at(0, 600, far)[1], p.at(0, 0, far)[1]
    joints = [polygon([(LEFT, y), (RIGHT, y)], False) for y in range(int(top) + 18, int(foot), 18)]
    posters = [(470.0, "#c8744a"), (1360.0, "#5f8a86"), (60.0, "#7a5a78"), (1720.0, "#8c3b3a")]
    wall: list[Node] = [
        fill(rectangle(LEFT, -300, RIGHT - LEFT, 1600), vertical(top, foot, (0.0, tile), (1.0, paint.deep(tile, 0.2)))),
        strokes(joints, paint.deep(tile, 0.4), 1.2, 0.35),
        block(LEFT, top + 56, RIGHT - LEFT, 40, sign),
        *(
            n
            for x in (160.0, 1200.0)
            for n in (
                block(x - 120, top + 48, 240, 56, "#f3f0e6", radius=4),
                block(x - 90, top + 68, 180, 14, sign, radius=3),
            )
        ),
        *(
            n
            for x, tint in posters
            for n in (
                block(x - 66, 356, 132, 176, paint.deep(paint.local(tint, 0.35), 0.5), radius=3),
                block(x - 60, 362, 120, 164, paint.local(tint, 0.35)),
                disc(x, 430, 34, paint.bright(paint.local(tint, 0.35), 0.4)),
            )
        ),
        *_stairs_up(paint, 690.0, foot, tile),
        *_plan(paint, 1050.0, 440.0),
    ]
    floor: list[Node] = [
        *p.ground(paint, mix(paint.scheme.ground, paint.local("#9a958c"), 0.6), far, "slabs", 120.0),
        fill(
            p.strip(far, 4.0, 600.0), vertical(-300, top, (0.0, paint.deep(tile, 0.6)), (1.0, paint.deep(tile, 0.35)))
        ),
        *p.strip_lights(paint, (-700.0, 0.0, 700.0), 600.0, (0.76, 1.1), 130.0),
        *opposite.bench(paint, 1240.0, foot + 16, 300.0, paint.local("#7d5436")),
    ]
    pillars = [
        n
        for x in (-620.0, 620.0, -1300.0, 1300.0)
        for n in p.column(paint, x, 74.0, 620.0, 0.98, paint.local("#3f6a5f", 0.35))
    ]
    bin_ = [*p.cuboid(paint, -470.0, 70.0, 100.0, 0.88, 0.94, paint.local("#4a5a58", 0.35))]
    dark = [rectangle(-420.0, 880.0, 360.0, 400.0, 20.0), rectangle(1680.0, 880.0, 360.0, 400.0, 20.0)]
    planes: list[p.Plane] = [("wall", 0.74, wall), ("platform", 0.82, floor), ("pillars", 0.92, [*pillars, *bin_])]
    return p.staged(paint, planes, dark, (1050.0, 440.0), motes=False)


def _stairs_up(paint: Paint, x: float, foot: float, tile: str) -> list[Node]:
    """A flight that climbs away from the platform, with the light of the street at its head."""
    sky, steel = mix(paint.outside.sky_middle, paint.outside.horizon, 0.4), paint.local("#aab2b6", 0.25)
    steps: list[Node] = []
    for k in range(11):
        wide, y = 226 - k * 9.0, foot - k * 22.0
        steps.append(block(x - wide / 2, y - 22, wide, 24, paint.deep(tile, 0.5 - k * 0.02)))
        steps.append(block(x - wide / 2, y - 22, wide, 5, paint.bright(tile, 0.1)))
    rails = [polygon([(x + s * 122, foot - 70), (x + s * 62, foot - 300)], False) for s in (-1, 1)]
    return [
        block(x - 140, foot - 330, 280, 330, paint.deep(tile, 0.4)),
        block(x - 124, foot - 318, 248, 318, paint.deep(tile, 0.6)),
        block(x - 64, foot - 310, 128, 76, sky),
        glow(x, foot - 280, 150, sky, 0.2 if paint.outside.night else 0.45),
        *steps,
        strokes(rails, steel, 7.0),
        block(x - 90, foot - 372, 180, 34, paint.local("#3f8a6a", 0.3), radius=4),
        fill(polygon([(x + 44, foot - 355), (x + 66, foot - 366), (x + 66, foot - 344)]), "#ffffff", 0.9),
        block(x - 60, foot - 360, 84, 9, "#ffffff", 0.9, 3),
    ]


def _plan(paint: Paint, x: float, y: float) -> list[Node]:
    """The plan of the lines, in its case."""
    tints = [paint.local(tint, 0.2) for tint in ("#c8503f", "#4f7fae", "#5f9a5a")]
    lines = [
        polygon([(x - 66, y - 40), (x - 20, y - 40), (x + 30, y + 10), (x + 66, y + 10)], False),
        polygon([(x - 66, y + 40), (x - 10, y + 40), (x + 40, y - 10), (x + 40, y - 60)], False),
        polygon([(x - 40, y - 64), (x - 40, y + 10), (x - 10, y + 40), (x + 60, y + 56)], False),
    ]
    stops = [(x - 20, y - 40), (x + 30, y + 10), (x - 40, y - 8), (x - 10, y + 40), (x + 40, y - 30)]
    return [
        block(x - 92, y - 88, 184, 176, paint.local("#8b979c", 0.3), radius=5),
        block(x - 82, y - 78, 164, 156, "#f6f4ec"),
        *(strokes([path], tint, 6.0) for path, tint in zip(lines, tints, strict=True)),
        *(disc(px, py, 6, "#ffffff") for px, py in stops),
        *(disc(px, py, 3, paint.scheme.shadow) for px, py in stops),
    ]
