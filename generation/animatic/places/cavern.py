"""Under the earth: a lake in a great cave, a cave of crystals, a mine with its rails and props."""

import math

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    everywhere,
    fill,
    flicker,
    glow,
    joined,
    land,
    line,
    ridge,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import hill, patches, rim_light, stones
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.rocks import crystals, falling
from generation.animatic.motifs.sparks import motes
from generation.animatic.motifs.tiny import mushroom
from generation.animatic.motifs.water import waves
from generation.animatic.places.mountain import boulder
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP, Layer, Stage

HORIZON = 540.0
TINTS = ("#7fd4e8", "#b48cf0", "#f08cc8", "#8cf0c0")


def draw(paint: Paint) -> Stage:
    """Variants: lake (still water and a shaft of light), crystals, mine (props, rails, lamps)."""
    side = paint.side
    middle = {"crystals": _crystal_hall, "mine": _gallery}.get(paint.variant, _lake)(paint, side)
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("depth", 0.05, _depth(paint, side)),
                Layer("far walls", 0.25, _walls(paint, "far", 0.55, 520.0, 380.0)),
                *middle,
                Layer("walls", 0.7, _walls(paint, "near", 0.16, 780.0, 250.0)),
                Layer("floor", 0.9, _floor(paint, side)),
                Layer("motes", 0.95, Group((motes(paint, "motes", 120.0, 700.0, _glimmer(paint), 3),)), blurs=False),
            ),
            front=(Layer("rock teeth", 1.3, _teeth(paint)), Layer("foreground", 1.5, _foreground(paint))),
            horizon=HORIZON,
            detail=(800.0 + side * 460, 600.0),
            headroom=640.0,
        )
    )


def _rock(paint: Paint, distance: float) -> str:
    """Rock under the earth: dark near by, and lost in a blue haze far off."""
    near = mix(paint.local("#6f6578", 0.4), paint.scheme.shadow, 0.3)
    if paint.variant == "mine":
        near = mix(paint.local("#77604e", 0.4), paint.scheme.shadow, 0.25)
    return mix(near, _haze(paint), distance)


def _haze(paint: Paint) -> str:
    tint = {"crystals": "#7a7fd0", "mine": "#c98f58"}.get(paint.variant, "#5fa3bc")
    haze = mix(paint.palette.draw(tint, 0.35), paint.scheme.ambient, 0.3 + 0.3 * paint.scheme.shade)
    return mix(haze, paint.scheme.shadow, 0.42) if paint.variant == "mine" else haze


def _glimmer(paint: Paint) -> str:
    return mix(_haze(paint), "#ffffff", 0.6)


def _depth(paint: Paint, side: float) -> Group:
    """The far end of the cave, where light comes in from a hole in the roof."""
    haze = _haze(paint)
    nodes: list[Node] = [
        everywhere(
            vertical(TOP, 700, (0.0, _rock(paint, 0.2)), (0.6, _rock(paint, 0.75)), (1.0, mix(haze, "#ffffff", 0.1)))
        )
    ]
    nodes.append(glow(800.0, 480.0, 620.0, mix(haze, "#ffffff", 0.4), 0.7))
    return Group(tuple(nodes), name="depth")


def _walls(paint: Paint, name: str, distance: float, opening: float, roof: float) -> Group:
    """A ring of rock around an opening: walls, and a roof with hanging stones."""
    random = paint.random(f"walls {name}")
    rock = _rock(paint, distance)
    hole: list[Point] = []
    for k in range(22):
        a = math.pi + math.pi * k / 21
        r = random.uniform(0.9, 1.07)
        hole.append((800 + math.cos(a) * opening * r, 640 + math.sin(a) * (640 - roof * 0.35) * r))
    icicles: list[Path] = []
    for _ in range(16):
        x = random.uniform(800 - opening * 0.9, 800 + opening * 0.9)
        top = 640 - (640 - roof * 0.35) * math.sqrt(max(0.0, 1 - ((x - 800) / opening) ** 2)) - 30
        long, wide = random.uniform(40, 150), random.uniform(12, 30)
        icicles.append(
            polygon(
                [
                    (x - wide, top),
                    (x + wide, top),
                    (x + wide * 0.2, top + long * 0.6),
                    (x, top + long),
                    (x - wide * 0.25, top + long * 0.55),
                ]
            )
        )
    wall = Path(
        (
            *polygon([(LEFT, TOP), (RIGHT, TOP), (RIGHT, 720), (LEFT, 720)]).commands,
            *polygon([(800 + opening, 720), *reversed(hole), (800 - opening, 720)]).commands,
        )
    )
    cracks = [
        smooth([(x, y), (x + random.uniform(-30, 30), y + 50), (x + random.uniform(-50, 50), y + 110)], closed=False)
        for x, y in (
            (800 + s * random.uniform(opening * 1.05, 1250), random.uniform(0, 560)) for s in (-1, 1) for _ in range(9)
        )
    ]
    lit = [line([(x + (800 - x) * 0.012, y + 5) for x, y in hole], paint.bright(rock, 0.5), 5.0, 0.35)]
    return Group(
        (
            fill(wall, vertical(TOP, 720, (0.0, paint.deep(rock, 0.45)), (0.5, rock), (1.0, paint.deep(rock, 0.2)))),
            fill(joined(icicles), vertical(0, 400, (0.0, paint.deep(rock, 0.35)), (1.0, rock))),
            strokes(cracks, paint.deep(rock, 0.5), 4.0, 0.45),
            *lit,
        ),
        name=f"{name} walls",
    )


def _lake(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Black water with a shaft of daylight on it, an islet with one tree of stone, a fall that comes out of the wall."""
    haze = _haze(paint)
    random = paint.random("lake")
    day = mix(paint.outside.sun, haze, 0.3)
    strong = 0.4 if paint.outside.night else 0.75
    ray = polygon([(800 - side * 60, -300), (800 + side * 130, -300), (800 + side * 330, 640), (800 - side * 70, 640)])
    water = fill(
        polygon([(LEFT, 560), (RIGHT, 560), (RIGHT, BOTTOM), (LEFT, BOTTOM)]),
        vertical(
            560,
            760,
            (0.0, mix(haze, "#ffffff", 0.15)),
            (0.35, mix(haze, paint.scheme.shadow, 0.4)),
            (1.0, mix(haze, paint.scheme.shadow, 0.75)),
        ),
    )
    mirror = [
        ellipse(800 + side * 130 + random.gauss(0, 90), 575 + 120 * random.random(), random.uniform(14, 70), 2.2)
        for _ in range(34)
    ]
    stumps = [
        polygon([(x - w, 584), (x - w * 0.3, 584 - h), (x + w * 0.2, 584 - h * 0.96), (x + w, 584)])
        for x, w, h in ((800 - side * 330, 40, 130), (800 - side * 400, 26, 70), (800 + side * 430, 34, 100))
    ]
    rock = _rock(paint, 0.36)
    x = 800 + side * 480
    wall: list[Point] = [(x - 150, 590), (x - 120, 440), (x - 60, 380), (x + 70, 372), (x + 150, 430), (x + 190, 590)]
    return (
        Layer(
            "water",
            0.4,
            Group(
                (
                    water,
                    fill(joined(mirror), mix(day, "#ffffff", 0.3), 0.55),
                    fill(
                        joined(stumps),
                        vertical(440, 590, (0.0, paint.bright(rock, 0.25)), (1.0, paint.deep(rock, 0.2))),
                    ),
                    fill(
                        polygon(wall), vertical(370, 590, (0.0, paint.bright(rock, 0.2)), (1.0, paint.deep(rock, 0.35)))
                    ),
                    *falling(paint, "cave", x, 384.0, 580.0, 60.0, 1.2, 0.1),
                    *waves(paint, "waves", 574.0, 690.0, 2, 3.0),
                ),
                name="water",
            ),
        ),
        Layer(
            "light",
            0.45,
            Group(
                (
                    fill(
                        ray, vertical(-300, 660, (0.0, day, 0.5 * strong), (0.6, day, 0.2 * strong), (1.0, day, 0.05))
                    ),
                    glow(800 + side * 130, 596.0, 240.0, day, 0.6 * strong, 0.25),
                )
            ),
            blurs=False,
        ),
    )


def _crystal_hall(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Crystals as tall as towers, from below and from above, each with its own light."""
    far: list[Node] = []
    tints = [mix(paint.palette.draw(tint, 0.25), paint.scheme.ambient, 0.1) for tint in TINTS]
    for k, (x, tall) in enumerate(
        ((800 - side * 330, 190.0), (800 + side * 260, 160.0), (800 + side * 470, 240.0), (800 - side * 560, 260.0))
    ):
        far += crystals(paint, "far", x, 604.0, tall, mix(tints[k], _haze(paint), 0.3), 5)
    for k, (x, tall) in enumerate(((800 - side * 210, 150.0), (800 + side * 380, 190.0), (800 - side * 480, 210.0))):
        far += crystals(paint, "roof", x, 60.0 + 20 * k, tall, mix(tints[k], _haze(paint), 0.3), 4, -1.0)
    base = hill(paint, ridge(paint.random("crystal hall"), 598, 10), _rock(paint, 0.4), None, 100.0)
    return (Layer("crystals", 0.45, Group((*far, base), name="crystals"), blurs=True),)


def _gallery(paint: Paint, side: float) -> tuple[Layer, ...]:
    """Frames of timber one behind the other, with lamps, into the dark."""
    nodes: list[Node] = []
    lamps: list[Node] = []
    for k in range(4):
        near = 0.45 + 0.18 * k
        wood = mix(paint.local("#7a5a3e"), _haze(paint), 0.5 - 0.13 * k)
        half, top, foot, thick = 420 * near, 640 - 500 * near, 640 + 20 * (near - 0.7), 30 * near
        nodes += [
            straight([(800 - half, foot), (800 - half * 0.9, top)], paint.deep(wood, 0.15), thick),
            straight([(800 + half, foot), (800 + half * 0.9, top)], paint.deep(wood, 0.3), thick),
            straight([(800 - half * 1.06, top), (800 + half * 1.06, top)], wood, thick * 1.1),
        ]
        if k in {1, 3}:
            x = 800 + (side if k == 3 else -side) * half * 0.62
            lamps += [
                straight([(x, top), (x, top + 40 * near)], paint.scheme.shadow, 3.0),
                fill(ellipse(x, top + 54 * near, 12 * near, 15 * near), lamp_light(paint)),
                Group(
                    (glow(x, top + 54 * near, 260 * near, paint.scheme.accent, 0.75),), opacity=flicker(k * 2.0, 0.85)
                ),
            ]
    return (
        Layer("frames", 0.5, Group(tuple(nodes), name="frames")),
        Layer("lamps", 0.5, Group(tuple(lamps), name="lamps"), blurs=False),
    )


def _floor(paint: Paint, side: float) -> Group:
    random = paint.random("floor")
    rock = paint.bright(_rock(paint, 0.12), 0.1)
    points = ridge(random, 650, 10, 0.6)
    nodes: list[Node] = [
        hill(paint, points, paint.bright(rock, 0.2), paint.deep(rock, 0.55), 330.0),
        rim_light(paint, points, 3.0, 0.3),
    ]
    nodes += [
        patches(paint, "light", 668, 900, 20, mix(rock, _haze(paint), 0.6), 0.35),
        patches(paint, "shade", 668, 950, 18, paint.deep(rock, 0.4), 0.35),
    ]
    if paint.variant == "mine":
        nodes += _rails(paint, side)
    nodes += stones(paint, "stones", 664, 720, 22, 28.0, rock) + stones(paint, "near stones", 740, 900, 9, 42.0, rock)
    nodes += boulder(paint, random, 800 + side * 640, 752.0, 190.0, rock) + boulder(
        paint, random, 800 - side * 700, 760.0, 160.0, rock
    )
    tints = [mix(paint.palette.draw(tint, 0.25), paint.scheme.ambient, 0.05) for tint in TINTS]
    if paint.variant == "crystals":
        for k, (dx, y, tall) in enumerate(
            (
                (side * 520, 716.0, 250.0),
                (-side * 560, 724.0, 300.0),
                (side * 830, 760.0, 380.0),
                (-side * 880, 770.0, 360.0),
            )
        ):
            nodes += crystals(paint, "near", 800 + dx, y, tall, tints[k], 6)
    if paint.variant == "lake":
        for k, dx in enumerate((-side * 470, -side * 530, side * 560)):
            x, tall = 800 + dx, (90.0, 56.0, 70.0)[k]
            nodes += [
                glow(x, 730 - tall * 0.7, tall * 1.9, tints[0], 0.5),
                *mushroom(paint, random, x, 736.0, tall, "#7fc8d8", 0.0, dots=False),
            ]
    return Group(tuple(nodes), name="floor")


def _rails(paint: Paint, side: float) -> list[Node]:
    """Narrow rails that run into the dark, and a wagon of ore."""
    iron, wood = paint.local("#8b858c"), paint.local("#5f4634")
    vx = 800 - side * 40

    def at(u: float, w: float) -> Point:
        y = 646 + 554 * u
        return vx - side * 380 * u + w * (0.13 + 0.87 * u), y

    sleepers: list[Path] = []
    for k in range(16):
        u = (k / 16) ** 1.7
        sleepers.append(polygon([at(u, -260), at(u, 260), at(u + 0.01 + 0.03 * u, 260), at(u + 0.01 + 0.03 * u, -260)]))
    rails = [polygon([at(0, w - 10), at(0, w + 10), at(1, w + 10), at(1, w - 10)]) for w in (-170, 170)]
    x, y = 800 + side * 470, 738.0
    box: list[Point] = [(x - 120, y - 150), (x + 120, y - 150), (x + 92, y - 30), (x - 92, y - 30)]
    ore = [ellipse(x + dx, y - 152 - dy, 26, 20) for dx, dy in ((-80, 4), (-40, 14), (4, 18), (46, 10), (84, 4))]
    return [
        fill(joined(sleepers), wood),
        fill(joined(rails), mix(iron, paint.scheme.shadow, 0.2)),
        fill(joined(ore), mix(_rock(paint, 0.2), paint.scheme.accent, 0.35)),
        fill(polygon(box), vertical(y - 150, y - 30, (0.0, paint.bright(wood, 0.25)), (1.0, paint.deep(wood, 0.3)))),
        strokes(
            [
                polygon([(x - 122, y - 148), (x + 122, y - 148)], closed=False),
                polygon([(x - 60, y - 146), (x - 48, y - 32)], closed=False),
                polygon([(x + 60, y - 146), (x + 48, y - 32)], closed=False),
            ],
            iron,
            6.0,
        ),
        *(
            node
            for dx in (-56, 56)
            for node in (
                fill(ellipse(x + dx, y - 20, 26), paint.deep(iron, 0.5)),
                fill(ellipse(x + dx, y - 20, 9), iron),
            )
        ),
    ]


def _teeth(paint: Paint) -> Group:
    """Hanging stones before the camera, high up and to the sides."""
    teeth = [
        polygon(
            [(x - w / 2, -340), (x + w / 2, -340), (x + w * 0.3, -20 + h * 0.3), (x, h), (x - w * 0.3, -20 + h * 0.3)]
        )
        for x, h, w in (
            (60, 230, 90),
            (230, 150, 60),
            (1390, 170, 66),
            (1530, 260, 100),
            (-190, 320, 120),
            (1800, 310, 120),
        )
    ]
    return Group(
        (fill(joined(teeth), vertical(-300, 330, (0.0, paint.near), (1.0, _rock(paint, 0.0)))),),
        blur=2.0,
        name="rock teeth",
    )


def _foreground(paint: Paint) -> Group:
    mounds = [
        polygon([(-500, 1240), (-500, 740), (-330, 680), (-170, 760), (-40, 800), (140, 860), (330, 1240)]),
        polygon([(1300, 1240), (1440, 880), (1600, 800), (1730, 710), (1880, 670), (2100, 760), (2100, 1240)]),
    ]
    base = land([(LEFT, 1010), (RIGHT, 1010)], soft=False)
    return Group((fill(joined((*mounds, base)), paint.near),), blur=5.0, name="foreground")
