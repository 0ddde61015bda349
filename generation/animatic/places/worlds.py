"""Other worlds with an air of their own: Mars with its domes, and a living planet under two moons."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, ellipse, polygon, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    blob,
    disc,
    everywhere,
    facet,
    fill,
    glow,
    joined,
    ridge,
    straight,
    strokes,
    sway,
    vertical,
)
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.ground import hill, patches, rim_light, stones
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.spacecraft import domes, rocket, rover
from generation.animatic.motifs.sparks import motes
from generation.animatic.motifs.undersea import jellyfish
from generation.animatic.places.mountain import boulder, peak
from generation.animatic.places.space import globe
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP, Layer, Stage

HORIZON = 530.0


def draw(paint: Paint) -> Stage:
    """Variants: mars (red land, domes, a rover), alien (plants that shine, two moons)."""
    side = paint.side
    far, middle, near = (_buttes, _base, _red_ground) if paint.variant == "mars" else (_spires, _bulbs, _alien_ground)
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("sky", 0.0, _sky(paint, side)),
                Layer("far", 0.12, far(paint, side)),
                Layer("middle", 0.5, middle(paint, side)),
                Layer("ground", 0.9, near(paint, side)),
                Layer("air", 0.95, _air(paint, side)),
            ),
            front=(Layer("foreground", 1.5, _foreground(paint)),),
            horizon=HORIZON,
            detail=(800.0 + side * 460, 560.0),
        )
    )


def _tone(paint: Paint, colour: str, strength: float = 0.35) -> str:
    """A colour of this world in the style and the light of the hour."""
    return mix(paint.local(colour, strength), paint.palette.draw(colour, 0.35), 0.3)


def _sky(paint: Paint, side: float) -> Group:
    """Dusty and salmon on Mars with a small sun; green and violet elsewhere with two moons."""
    red = paint.variant == "mars"
    high, low = ("#8a5a4a", "#e7b088") if red else ("#2f3f7a", "#8fd8c0")
    day = 0.35 if paint.outside.night else 0.85
    top, foot = mix(paint.outside.sky_top, _tone(paint, high), day), mix(paint.outside.horizon, _tone(paint, low), day)
    nodes: list[Node] = [
        everywhere(
            vertical(
                -150, HORIZON, (0.0, mix(top, paint.scheme.shadow, 0.25)), (0.55, mix(top, foot, 0.5)), (1.0, foot)
            )
        )
    ]
    if paint.dark or not red:
        random = paint.random("stars")
        dots = joined(
            ellipse(random.uniform(LEFT, RIGHT), TOP + 700 * random.random() ** 1.3, random.uniform(0.9, 2.4))
            for _ in range(120)
        )
        nodes.append(fill(dots, "#ffffff", 0.75 if paint.dark else 0.35))
    if red:
        x, y = 800 + paint.outside.light_x * 560, 380.0 if paint.setting.time in {"dusk", "dawn"} else 190.0
        blue = mix("#cfe4f4", paint.outside.sun, 0.5)
        nodes += [glow(x, y, 430.0, blue, 0.5), disc(x, y, 26.0, "#fdfbf2")] if not paint.outside.night else []
        nodes.append(disc(800 - side * 330, 130.0, 17.0, mix("#d9c4b4", foot, 0.3), 14.0))
    else:
        nodes += [
            globe(paint, 800 + side * 330, 200.0, 150.0, _tone(paint, "#d98a6a")),
            globe(paint, 800 - side * 420, 120.0, 52.0, _tone(paint, "#9ab8d8"), ringed=True),
        ]
    return Group(tuple(nodes), name="sky")


def _red(paint: Paint, distance: float = 0.0) -> str:
    return mix(_tone(paint, "#b8603c"), mix(paint.outside.horizon, _tone(paint, "#e7b088"), 0.8), distance)


def _buttes(paint: Paint, side: float) -> Group:
    random = paint.random("buttes")
    nodes: list[Node] = peak(paint, random, 800 - side * 420, 536.0, 1300.0, 210.0, _red(paint, 0.66), 0.0)
    for k in range(5):
        x, w, h = LEFT + (k + random.random()) * 520, random.uniform(150, 330), random.uniform(50, 130)
        rock = _red(paint, 0.55)
        nodes.append(
            facet(
                [
                    (x - w * 0.7, 540),
                    (x - w * 0.52, 540 - h * 0.4),
                    (x - w * 0.46, 540 - h),
                    (x + w * 0.44, 540 - h * 0.96),
                    (x + w * 0.52, 540 - h * 0.36),
                    (x + w * 0.7, 540),
                ],
                vertical(540 - h, 540, (0.0, paint.bright(rock, 0.15)), (1.0, rock)),
            )
        )
    nodes.append(hill(paint, ridge(random, 538, 8), _red(paint, 0.5), None, 60.0))
    return Group(tuple(nodes), name="buttes")


def _base(paint: Paint, side: float) -> Group:
    """Domes joined by tubes, a mast that blinks, a rocket on its legs."""
    random = paint.random("base")
    metal, glass = _tone(paint, "#d8d6d2", 0.25), mix(paint.outside.horizon, _tone(paint, "#8fd0d8"), 0.5)
    lamp = mix(paint.scheme.accent, "#fff2cc", 0.4)
    nodes: list[Node] = [hill(paint, ridge(random, 570, 8), _red(paint, 0.28), None, 90.0)]
    nodes += domes(paint, side, metal, glass, lamp) + rocket(paint, 800 - side * 560, metal, glass, lamp)
    mast = 800 + side * 540
    nodes += [
        straight([(mast, 604), (mast, 410)], paint.deep(metal, 0.3), 5.0),
        fill(smooth([(mast - 34, 418), (mast, 440), (mast + 34, 418), (mast, 452)]), metal),
    ]
    nodes.append(
        Group(
            (glow(mast, 408, 60, "#ff6a5a", 0.8), disc(mast, 408, 5, "#ff8a7a")),
            opacity=lambda t: 0.25 + 0.75 * (math.sin(t * 2.6) > 0.2),
        )
    )
    return Group(tuple(nodes), name="base")


def _red_ground(paint: Paint, side: float) -> Group:
    """Red dust with the tracks of a rover, which stands where they end."""
    random = paint.random("ground")
    soil = _red(paint)
    points = ridge(random, 646, 11, 0.4)
    nodes: list[Node] = [
        hill(paint, points, paint.bright(soil, 0.18), paint.deep(soil, 0.45), 330.0),
        rim_light(paint, points, 3.0, 0.45),
    ]
    nodes += [
        patches(paint, "dust", 664, 940, 22, paint.bright(soil, 0.28), 0.32),
        patches(paint, "hollows", 664, 940, 14, paint.deep(soil, 0.3), 0.3),
    ]
    tracks: list[Path] = []
    for w in (-46, 46):
        for k in range(30):
            u = k / 30
            x, y = 800 + side * (470 - 640 * u**1.3) + w * (0.5 + 1.6 * u), 700 + 300 * u**1.4
            tracks.append(
                polygon(
                    [
                        (x - 10 - 16 * u, y),
                        (x + 10 + 16 * u, y),
                        (x + 8 + 16 * u, y + 3 + 4 * u),
                        (x - 12 - 16 * u, y + 3 + 4 * u),
                    ]
                )
            )
    nodes.append(fill(joined(tracks), paint.deep(soil, 0.35), 0.6))
    for x, y, r in (
        (800 - side * 420, 706.0, 110.0),
        (800 + side * 760, 820.0, 150.0),
        (800 - side * 780, 850.0, 160.0),
    ):
        nodes += [
            disc(x, y, r, paint.bright(soil, 0.26), r * 0.2),
            disc(
                x,
                y + r * 0.02,
                r * 0.88,
                vertical(y - r * 0.16, y + r * 0.18, (0.0, paint.deep(soil, 0.5)), (1.0, soil)),
                r * 0.15,
            ),
        ]
    nodes += stones(paint, "stones", 664, 900, 22, 26.0, paint.deep(soil, 0.12)) + boulder(
        paint, random, 800 - side * 640, 748.0, 180.0, paint.deep(soil, 0.1)
    )
    return Group((*nodes, *rover(paint, 800 + side * 540, 716.0, side)), name="ground")


def _growth(paint: Paint, k: int, distance: float = 0.0) -> str:
    tint = _tone(paint, ("#3fa890", "#8a5fc0", "#d0609a", "#5f8fd0")[k % 4], 0.25)
    return mix(tint, mix(paint.outside.horizon, _tone(paint, "#8fd8c0"), 0.6), distance)


def _spires(paint: Paint, side: float) -> Group:
    """Rock needles with holes, and leaning arches far away."""
    random = paint.random("spires")
    rock = mix(_growth(paint, 1, 0.66), paint.scheme.shadow, 0.12)
    nodes: list[Node] = []
    for k in range(9):
        x, tall = LEFT + (k + random.random()) * 284, random.uniform(120, 310)
        lean = random.uniform(-40, 40)
        nodes.append(
            fill(
                smooth(
                    [
                        (x - tall * 0.22, 545),
                        (x - tall * 0.08 + lean * 0.4, 545 - tall * 0.6),
                        (x + lean, 545 - tall),
                        (x + tall * 0.06 + lean * 0.4, 545 - tall * 0.55),
                        (x + tall * 0.24, 545),
                    ],
                    tension=0.7,
                ),
                vertical(
                    545 - tall,
                    545,
                    (0.0, mix(rock, paint.outside.horizon, 0.1 * (k % 3))),
                    (1.0, mix(rock, paint.outside.horizon, 0.45)),
                ),
            )
        )
    x = 800 - side * 150
    arch = smooth([(x - 190, 548), (x - 120, 420), (x + 40, 372), (x + 180, 440), (x + 230, 548)], closed=False)
    nodes += [strokes([arch], rock, 36.0), hill(paint, ridge(random, 540, 9), _growth(paint, 0, 0.6), None, 60.0)]
    return Group(tuple(nodes), name="spires")


def _bulbs(paint: Paint, side: float) -> Group:
    """Plants like lamps on bent stems, and coiled ferns."""
    random = paint.random("bulbs")
    nodes: list[Node] = [hill(paint, ridge(random, 574, 9), _growth(paint, 0, 0.34), None, 90.0)]
    for k, (dx, tall) in enumerate(
        (
            (-side * 560, 330.0),
            (-side * 450, 220.0),
            (side * 480, 280.0),
            (side * 620, 390.0),
            (side * 900, 320.0),
            (-side * 880, 390.0),
        )
    ):
        x, tint = 800 + dx, _growth(paint, k + 1, 0.16)
        lean = -side * 0.12 * tall if k % 2 else side * 0.1 * tall
        tip = (x + lean, 604 - tall)
        r = tall * 0.17
        petals = [
            smooth(
                [
                    (tip[0], tip[1] + r * 0.9),
                    (tip[0] + u * r - r * 0.3, tip[1] + r * 0.2),
                    (tip[0] + u * r * 1.3, tip[1] - r * (1.3 - 0.5 * abs(u))),
                    (tip[0] + u * r + r * 0.3, tip[1] + r * 0.3),
                ],
                tension=0.9,
            )
            for u in (-1.0, -0.4, 0.4, 1.0)
        ]
        shining = paint.bright(tint, 0.5)
        body: tuple[Node, ...] = (
            strokes(
                [smooth([(x, 606), (x - lean * 0.4, 604 - tall * 0.5), tip], closed=False)],
                paint.deep(_growth(paint, 0, 0.1), 0.3),
                tall * 0.04,
            ),
            glow(tip[0], tip[1], r * 3.0, shining, 0.7 if paint.dark else 0.35),
            disc(tip[0], tip[1] - r * 0.1, r * 0.6, shining),
            fill(joined(petals[::2]), paint.deep(tint, 0.2), 0.92),
            fill(joined(petals[1::2]), tint, 0.92),
        )
        nodes.append(Group(body, transform=sway(k * 1.4, 0.9, (x, 606.0), 0.7)))
    return Group(tuple(nodes), name="bulbs")


def _alien_ground(paint: Paint, side: float) -> Group:
    """Teal moss, pools that shine, coiled shoots, round stones."""
    random = paint.random("ground")
    moss = mix(_growth(paint, 0), paint.scheme.ground_dark, 0.35)
    points = ridge(random, 648, 12, 0.5)
    nodes: list[Node] = [
        hill(paint, points, paint.bright(moss, 0.18), paint.deep(moss, 0.5), 330.0),
        rim_light(paint, points, 3.0, 0.4),
    ]
    nodes += [
        patches(paint, "moss", 666, 940, 22, paint.bright(moss, 0.25), 0.35),
        patches(paint, "violet", 666, 940, 14, _growth(paint, 1), 0.3),
    ]
    glowing = mix(_growth(paint, 0), "#d8fff0", 0.6)
    for dx, y, w in ((-side * 430, 712.0, 150.0), (side * 620, 800.0, 230.0), (-side * 760, 820.0, 210.0)):
        pool = [
            (800 + dx - w, y),
            (800 + dx - w * 0.4, y - w * 0.1),
            (800 + dx + w * 0.6, y - w * 0.09),
            (800 + dx + w, y + 2),
            (800 + dx + w * 0.2, y + w * 0.1),
        ]
        nodes += [
            blob([(px, py - 5) for px, py in pool], paint.deep(moss, 0.5)),
            blob(pool, vertical(y - w * 0.1, y + w * 0.1, (0.0, mix(glowing, moss, 0.3)), (1.0, glowing))),
            glow(800 + dx, y, w * 1.3, glowing, 0.4, 0.4),
        ]
    for k, (dx, y, s) in enumerate(
        (
            (side * 520, 726.0, 110.0),
            (side * 600, 740.0, 80.0),
            (-side * 580, 730.0, 130.0),
            (-side * 660, 744.0, 90.0),
            (side * 830, 770.0, 150.0),
        )
    ):
        x = 800 + dx
        coil = [
            (
                x + (6 - i) * 0.0 + s * 0.34 * math.sin(i * 0.75) * (1 - i / 13),
                y - s * (0.2 + 0.8 * min(1.0, i / 6)) - s * 0.22 * math.cos(i * 0.75) * (i / 9),
            )
            for i in range(11)
        ]
        nodes += [
            strokes([smooth([(x, y), *coil], closed=False)], _growth(paint, k + 1), s * 0.085),
            disc(coil[-1][0], coil[-1][1], s * 0.07, paint.bright(_growth(paint, k + 1), 0.5)),
        ]
    nodes += stones(paint, "stones", 670, 900, 14, 26.0, _growth(paint, 3))
    return Group((*nodes, *boulder(paint, random, 800 + side * 690, 752.0, 160.0, _growth(paint, 1))), name="ground")


def _air(paint: Paint, side: float) -> Group:
    """What drifts: dust on Mars, and elsewhere spores and a swimmer of the air."""
    if paint.variant == "mars":
        random = paint.random("dust")
        banks: list[Node] = []
        for k in range(3):
            wisps = [
                ellipse(
                    random.uniform(LEFT - 500, RIGHT),
                    680 + 70 * k + random.uniform(-20, 20),
                    random.uniform(120, 300),
                    random.uniform(3, 8),
                )
                for _ in range(9)
            ]

            def blow(t: float, k: int = k) -> Matrix:
                return shift((20 + 14 * k) * paint.windy * t, 3 * math.sin(t * 0.7 + k))

            banks.append(Group((fill(joined(wisps), paint.bright(_red(paint, 0.3), 0.2), 0.16),), transform=blow))
        return Group(tuple(banks), name="dust")
    return Group(
        (
            motes(paint, "spores", 160.0, 700.0, paint.bright(_growth(paint, 2), 0.6), 4),
            jellyfish(paint, 800 + side * 250, 300.0, 34.0, _growth(paint, 2), 0.7),
            jellyfish(paint, 800 - side * 300, 240.0, 24.0, _growth(paint, 3), 2.1),
        ),
        name="spores",
    )


def _foreground(paint: Paint) -> Group:
    crags = [
        polygon([(-500, 1240), (-500, 760), (-320, 700), (-120, 800), (60, 850), (260, 1240)]),
        polygon([(1360, 1240), (1500, 870), (1680, 780), (1860, 700), (2100, 770), (2100, 1240)]),
    ]
    if paint.variant == "mars":
        return Group((fill(joined(crags), paint.near),), blur=5.0, name="foreground")
    fronds = [
        smooth(
            [(x, 1240), (x + lean * 0.3 - 34, 900), (x + lean, tip), (x + lean * 0.4 + 34, 910), (x + 60, 1240)],
            tension=0.8,
        )
        for x, lean, tip in (
            (-300, 120, 520),
            (-140, -60, 600),
            (20, 110, 720),
            (1520, -100, 700),
            (1680, 60, 580),
            (1850, -130, 500),
        )
    ]
    base = [
        (LEFT - 60, 880),
        (80, 930),
        (460, BOTTOM + 40),
        (1140, BOTTOM + 40),
        (1520, 930),
        (RIGHT + 60, 880),
        (RIGHT + 60, BOTTOM + 60),
        (LEFT - 60, BOTTOM + 60),
    ]
    return Group((fill(joined([*fronds, smooth(base, tension=0.4)]), paint.near),), blur=5.0, name="foreground")
