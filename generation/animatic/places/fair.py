"""A fairground: the great wheel that turns, a carousel, striped tents, bulbs on wires."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, ellipse, polygon, rectangle, shift, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import block, disc, fill, glow, joined, straight, strokes, vertical
from generation.animatic.motifs.furniture import barrel
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.street import bulbs, hanging, mirrors, verge
from generation.animatic.motifs.tomorrow import cold_light, hologram, second_light
from generation.animatic.motifs.trees import treeline
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage

_TINTS = ("#c8503f", "#3f7f9a", "#e0a83c", "#5f9a6a", "#9a5a94", "#d97a4f")


def draw(paint: Paint) -> Stage:
    """One variant: fair."""
    side = paint.side
    old = paint.setting.period == "medieval"
    wire = [
        *hanging((-140, 150), (560, 120), 46, 14),
        *hanging((560, 120), (1090, 110), 50, 12)[1:],
        *hanging((1090, 110), (1760, 160), 46, 14)[1:],
    ]
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("hills", 0.12, _hills(paint)),
            Layer("birds", 0.14, Group((birds(paint, (720.0, 150.0), 4),))),
            *(() if old else (Layer("wheel", 0.3, _wheel(paint, 800 + side * 330, 330.0, 236.0)),)),
            Layer("far tents", 0.4, _far_tents(paint)),
            Layer("tents", 0.65, _tents(paint, side)),
            Layer("ground", 0.88, _ground(paint)),
            Layer(
                "booths",
                0.93,
                Group(
                    (*_booth(paint, 800 - side * 560, 724.0), *_beside(paint, 800 + side * 520, 744.0)), name="booths"
                ),
            ),
            Layer("bulbs", 0.8, Group(tuple(bulbs(paint, wire)), name="bulbs")),
        ),
        front=(Layer("foreground", 1.5, _front(paint)),),
        horizon=505.0,
        detail=(800 - side * 330, 500.0),
    )


def _hills(paint: Paint) -> Group:
    tone = paint.faded(mix(paint.scheme.ground, paint.scheme.foliage, 0.5), 0.76)
    trees = treeline(
        paint,
        paint.random("trees"),
        [(x, 520.0) for x in range(-500, 2100, 60)],
        70.0,
        paint.faded(paint.scheme.foliage, 0.55),
    )
    return Group((verge(paint, "hills", 478, 34, tone), trees), name="hills")


def _wheel(paint: Paint, x: float, y: float, r: float) -> Group:
    """The wheel: spokes turn, gondolas hang."""
    future = paint.setting.period == "future"
    steel = paint.faded(paint.local("#cfd9e4" if future else "#a9555f", 0.3), 0.16)
    lit = lamp_light(paint) if paint.dark else paint.bright(steel, 0.4)
    rings: tuple[Node, ...] = ()
    if future:
        lit = cold_light(paint)
        rings = (
            strokes([ellipse(0, 0, r * 1.04)], lit, 10.0, 0.9),
            strokes([ellipse(0, 0, r * 0.62)], second_light(paint), 5.0, 0.8),
        )
    angles = [math.tau * k / 10 for k in range(10)]
    spokes = [polygon([(0, 0), (math.cos(a) * r, math.sin(a) * r)], False) for a in angles]
    dots = [
        ellipse(math.cos(a) * r * k, math.sin(a) * r * k, 4.5)
        for a in (math.tau * i / 36 for i in range(36))
        for k in (1.0, 0.82)
    ]
    rim = (
        strokes([*spokes, ellipse(0, 0, r), ellipse(0, 0, r * 0.82)], steel, 5.0),
        fill(joined(dots), lit, 0.95 if paint.dark else 0.6),
        *rings,
    )
    legs = [polygon([(x + s * 120, 640), (x, y)], False) for s in (-1, 1)]
    pace = 7.0

    def hang(t: float, a: float) -> Matrix:
        b = a + math.radians(pace * t)
        return shift(x + math.cos(b) * r, y + math.sin(b) * r)

    gondolas: list[Node] = []
    for k, a in enumerate(angles):
        tint = paint.faded(paint.local(_TINTS[k % 6], 0.25), 0.12)
        cabin = (
            fill(smooth([(-24, 12), (-22, 40), (0, 48), (22, 40), (24, 12)], tension=0.6), tint),
            fill(smooth([(-28, 14), (0, -8), (28, 14)], tension=0.5), paint.bright(tint, 0.25)),
            strokes([polygon([(-18, 12), (-18, 26)], False), polygon([(18, 12), (18, 26)], False)], steel, 2.4),
        )
        gondolas.append(Group(cabin, transform=lambda t, a=a: hang(t, a)))
    return Group(
        (
            *((glow(x, y, r * 1.7, paint.scheme.accent, 0.3),) if paint.dark else ()),
            strokes(legs, paint.deep(steel, 0.2), 13.0),
            Group(rim, transform=lambda t: shift(x, y) @ turn(pace * t)),
            *gondolas,
            disc(x, y, 24, paint.deep(steel, 0.2)),
            disc(x, y, 14, lit),
        ),
        name="wheel",
    )


def tent(
    paint: Paint, x: float, foot: float, width: float, height: float, tints: tuple[str, str], door: bool = True
) -> list[Node]:
    """A round tent: striped wall, peaked roof with scallops, a flag."""
    wall, eaves = height * 0.42, foot - height * 0.42
    w, count = width / 2, 10
    walls: tuple[list[Path], list[Path]] = ([], [])
    roofs: tuple[list[Path], list[Path]] = ([], [])
    scallops: tuple[list[Path], list[Path]] = ([], [])
    for k in range(count):
        a, b = x - w + width * k / count, x - w + width * (k + 1) / count
        ra, rb = x + (a - x) * 1.12, x + (b - x) * 1.12
        walls[k % 2].append(rectangle(a, eaves, b - a + 0.5, wall))
        roofs[k % 2].append(
            Path(
                (
                    ("M", x, foot - height),
                    ("C", x + (a - x) * 0.2, foot - height * 0.72, ra, eaves - height * 0.06, ra, eaves),
                    ("L", rb, eaves),
                    ("C", rb, eaves - height * 0.06, x + (b - x) * 0.2, foot - height * 0.72, x, foot - height),
                    ("Z",),
                )
            )
        )
        scallops[(k + 1) % 2].append(
            smooth([(ra, eaves - 2), ((ra + rb) / 2, eaves + height * 0.075), (rb, eaves - 2)])
        )
    one, two = tints
    nodes: list[Node] = [disc(x, foot, w * 1.1, paint.scheme.shadow, 9, 0.3)]
    for k, tint in enumerate((one, two)):
        nodes += [fill(joined(walls[k]), vertical(eaves, foot, (0.0, paint.deep(tint, 0.3)), (1.0, tint)))]
    for k, tint in enumerate((one, two)):
        nodes += [
            fill(
                joined(roofs[k]),
                vertical(foot - height, eaves, (0.0, paint.bright(tint, 0.14)), (1.0, paint.deep(tint, 0.08))),
            ),
            fill(joined(scallops[k]), tint),
        ]
    if door:
        flap = polygon([(x - w * 0.2, foot), (x - w * 0.05, eaves + 6), (x + w * 0.05, eaves + 6), (x + w * 0.2, foot)])
        nodes.append(fill(flap, lamp_light(paint) if paint.dark else paint.deep(one, 0.65)))
    pole = foot - height
    cloth = fill(polygon([(x, pole - 44), (x + 44, pole - 34), (x, pole - 22)]), two)
    flag = (
        Group((cloth,), transform=lambda t: turn(6 * math.sin(t * 3.0 + x), (x, pole - 33))) if width >= 400 else cloth
    )
    return [*nodes, straight([(x, pole + 4), (x, pole - 46)], paint.scheme.shadow, 3.4), flag]


def _far_tents(paint: Paint) -> Group:
    nodes: list[Node] = []
    cream = paint.faded(paint.local("#efe3c8", 0.25), 0.3)
    for k, x in enumerate((-260.0, 60.0, 420.0, 640.0, 1010.0, 1230.0, 1560.0, 1880.0)):
        tint = paint.faded(paint.local(_TINTS[k % 6], 0.3), 0.34)
        nodes += tent(paint, x, 592.0, 170.0, 150.0 + (k % 3) * 24, (tint, cream), False)
    return Group(tuple(nodes), name="far tents")


def _tents(paint: Paint, side: float) -> Group:
    cream = paint.local("#f2e6cb", 0.2)
    meadow = mix(paint.scheme.ground, paint.local("#b59a6a"), 0.3)
    return Group(
        (
            fill(rectangle(LEFT, 600, RIGHT - LEFT, BOTTOM - 600), meadow),
            *tent(paint, 800 + side * 620, 640.0, 400.0, 400.0, (paint.local("#b5443f", 0.3), cream)),
            *tent(paint, 800 + side * 1110, 640.0, 330.0, 300.0, (paint.local("#3f7f9a", 0.3), cream)),
            *tent(paint, 800 - side * 960, 640.0, 330.0, 330.0, (paint.local("#5f8a5a", 0.3), cream)),
            *(_maypole if paint.setting.period == "medieval" else _carousel)(paint, 800 - side * 330, 636.0),
        ),
        name="tents",
    )


def _carousel(paint: Paint, x: float, foot: float) -> list[Node]:
    """A carousel whose horses go round, up and down."""
    gold, red, cream = (
        mix(paint.local("#d9a94a"), paint.scheme.accent, 0.3),
        paint.local("#a8383f", 0.3),
        paint.local("#f2e6cb", 0.2),
    )
    roof = [
        polygon([(x, foot - 330), (x - 170 + k * 34, foot - 228), (x - 136 + k * 34, foot - 228)]) for k in range(10)
    ]
    drops = [
        smooth([(x - 170 + k * 34, foot - 230), (x - 153 + k * 34, foot - 200), (x - 136 + k * 34, foot - 230)])
        for k in range(10)
    ]
    horses: list[Node] = []
    for k in range(4):
        tint = paint.local(("#f4efe4", "#8a5a44", "#d9b27a", "#5a5a66")[k], 0.2)
        body = joined(
            (
                ellipse(0, 0, 26, 11),
                polygon([(16, -2), (28, -30), (46, -22), (40, -14), (30, -12), (24, 6)]),
                polygon([(-20, 4), (-28, 28), (-22, 28), (-12, 8)]),
                polygon([(14, 6), (24, 26), (30, 24), (22, 2)]),
                polygon([(-24, -6), (-40, 10), (-34, 14), (-20, 4)]),
            )
        )

        def ride(t: float, k: int = k) -> Matrix:
            a = t * 0.7 + k * math.pi / 2
            return shift(x + 118 * math.sin(a), foot - 92 + 10 * math.sin(t * 2.2 + k * 1.7))

        horses.append(
            Group(
                (straight([(0, -120), (0, 40)], gold, 4.0), fill(body, tint), block(-9, -14, 20, 9, red, radius=4)),
                transform=ride,
                opacity=lambda t, k=k: 1.0 if math.cos(t * 0.7 + k * math.pi / 2) > -0.45 else 0.0,
            )
        )
    return [
        disc(x, foot, 190, paint.scheme.shadow, 12, 0.3),
        block(
            x - 166, foot - 26, 332, 26, vertical(foot - 26, foot, (0.0, red), (1.0, paint.deep(red, 0.4))), radius=8
        ),
        block(x - 40, foot - 230, 80, 206, vertical(foot - 230, foot - 26, (0.0, gold), (1.0, paint.deep(gold, 0.4)))),
        *(straight([(x + dx, foot - 230), (x + dx, foot - 26)], gold, 5.0) for dx in (-150, 150)),
        *horses,
        fill(joined(roof[::2]), red),
        fill(joined(roof[1::2]), cream),
        fill(joined(drops[::2]), cream),
        fill(joined(drops[1::2]), red),
        disc(x, foot - 336, 11, gold),
        *((glow(x, foot - 160, 260, paint.scheme.accent, 0.5),) if paint.dark else ()),
    ]


def _ground(paint: Paint) -> Group:
    sand = mix(paint.local("#c8a878", 0.35), paint.scheme.ground, 0.75 if paint.snowy else 0.22)
    random = paint.random("sand")
    spots = [
        ellipse(random.uniform(LEFT, RIGHT), random.uniform(660, 900), random.uniform(60, 170), random.uniform(5, 12))
        for _ in range(26)
    ]
    edge = smooth(
        [(LEFT - 20, 648), (-100, 636), (300, 642), (800, 632), (1250, 642), (1700, 634), (RIGHT + 20, 648)], False
    )
    body = Path((*edge.commands, ("L", RIGHT + 20, BOTTOM), ("L", LEFT - 20, BOTTOM), ("Z",)))
    confetti = [
        [ellipse(random.uniform(LEFT, RIGHT), random.uniform(690, 900), 4.4, 2.6) for _ in range(22)] for _ in range(3)
    ]
    return Group(
        (
            fill(
                body, vertical(632, 1000, (0.0, paint.bright(sand, 0.14)), (0.4, sand), (1.0, paint.deep(sand, 0.45)))
            ),
            fill(joined(spots), paint.deep(sand, 0.2), 0.4),
            *(fill(joined(dots), paint.local(_TINTS[k * 2], 0.2), 0.8) for k, dots in enumerate(confetti)),
            *mirrors(paint, 640.0),
        ),
        name="ground",
    )


def _booth(paint: Paint, x: float, foot: float) -> list[Node]:
    """A stall with a striped awning: popcorn, and prizes on a string."""
    red, cream, wood = paint.local("#c8503f", 0.25), paint.local("#f2e6cb", 0.2), paint.local("#8a5a3c")
    stripes = [rectangle(x - 130 + k * 32.5, foot - 140, 32.5, 140) for k in range(8)]
    awning = [
        polygon(
            [
                (x - 140 + k * 35, foot - 330),
                (x - 105 + k * 35, foot - 330),
                (x - 116 + k * 39 - 4, foot - 262),
                (x - 155 + k * 39 - 4, foot - 262),
            ]
        )
        for k in range(8)
    ]
    old = paint.setting.period == "medieval"
    corn = [ellipse(x - 66 + (k % 5) * 15, foot - 158 - (k // 5) * 11, 10) for k in range(15)]
    prizes = [ellipse(x + 10 + k * 32, foot - 226 + (k % 2) * 8, 13) for k in range(4)]
    return [
        disc(x, foot, 160, paint.scheme.shadow, 11, 0.35),
        block(x - 124, foot - 330, 248, 330, paint.deep(wood, 0.55)),
        *((glow(x, foot - 210, 220, paint.scheme.accent, 0.7),) if paint.dark else ()),
        fill(joined(prizes), paint.local("#e0a83c", 0.2)),
        fill(
            joined(ellipse(x + 10 + k * 32, foot - 244 + (k % 2) * 8, 8) for k in range(4)), paint.local("#e0a83c", 0.2)
        ),
        *(() if old else (block(x - 80, foot - 214, 76, 74, mix(paint.scheme.horizon, "#ffffff", 0.4), 0.35, 5),)),
        fill(joined(corn), paint.local("#c98a4a" if old else "#f7e7b4", 0.1)),
        fill(joined(stripes[::2]), red),
        fill(joined(stripes[1::2]), cream),
        block(x - 138, foot - 150, 276, 13, paint.bright(wood, 0.3), radius=4),
        *(block(x + dx - 5, foot - 330, 10, 330, wood) for dx in (-130, 130)),
        fill(joined(awning[::2]), red),
        fill(joined(awning[1::2]), cream),
    ]


def _maypole(paint: Paint, x: float, foot: float) -> list[Node]:
    """A pole with a wreath, and ribbons that swing around it."""
    wood, leaf = paint.local("#8a6a48", 0.3), paint.scheme.foliage
    ribbons: list[Node] = []
    for k in range(6):
        u, tint = (k - 2.5) / 2.5, paint.local(_TINTS[k], 0.25)

        def sway(t: float, k: int = k) -> Matrix:
            return turn(2.2 * paint.windy**0.5 * math.sin(t * 1.1 + k), (x, foot - 330))

        hang = smooth(
            [(x + u * 30, foot - 330), (x + u * 90, foot - 200), (x + u * 150, foot - 60), (x + u * 168, foot - 30)],
            closed=False,
        )
        ribbons.append(Group((strokes([hang], tint, 7.0),), transform=sway))
    return [
        disc(x, foot, 90, paint.scheme.shadow, 8, 0.3),
        *ribbons,
        block(
            x - 8,
            foot - 400,
            16,
            402,
            vertical(foot - 400, foot, (0.0, paint.bright(wood, 0.2)), (1.0, wood)),
            radius=5,
        ),
        strokes([ellipse(x, foot - 330, 46, 13)], paint.deep(leaf, 0.2), 15.0),
        strokes([ellipse(x, foot - 332, 46, 13)], paint.bright(leaf, 0.25), 5.0),
        fill(
            joined(ellipse(x + dx, foot - 330 + dy, 7) for dx, dy in ((-40, 6), (-14, 12), (16, 12), (40, 5))),
            paint.local("#d8493f", 0.2),
        ),
        disc(x, foot - 408, 13, paint.local("#d9a94a", 0.3)),
    ]


def _beside(paint: Paint, x: float, foot: float) -> list[Node]:
    """What stands opposite the booth: balloons, a barrel of ale before them, a picture in the air after them."""
    match paint.setting.period:
        case "medieval":
            return [*barrel(paint, x - 60, foot, 130.0), *barrel(paint, x + 40, foot + 10, 150.0)]
        case "future":
            return hologram(paint, x, foot, 0.95)
        case _:
            return _balloons(paint, x, foot)


def _balloons(paint: Paint, x: float, foot: float) -> list[Node]:
    """Balloons on a weight, nodding in the wind."""
    nodes: list[Node] = [
        disc(x, foot, 30, paint.scheme.shadow, 5, 0.3),
        block(x - 20, foot - 34, 40, 34, paint.local("#5a4a44"), radius=6),
    ]
    for k in range(5):
        bx, by = x - 54 + k * 26.0, foot - 250 - 46 * math.sin(k * 1.9)
        tint = paint.local(_TINTS[k], 0.2)
        one = (
            straight([(x, foot - 34), (bx, by + 34)], paint.scheme.shadow, 1.8),
            disc(bx, by, 28, tint, 34),
            disc(bx - 9, by - 12, 6, "#ffffff", 9, 0.45),
            fill(polygon([(bx - 6, by + 40), (bx, by + 32), (bx + 6, by + 40)]), tint),
        )
        nodes.append(
            Group(
                one,
                transform=lambda t, k=k: turn((1.6 + 0.4 * k) * paint.windy * math.sin(t * 1.2 + k), (x, foot - 34)),
            )
        )
    return nodes


def _front(paint: Paint) -> Group:
    pegs = polygon([(-520, 1260), (-520, 640), (-60, 1260)]) + polygon([(2120, 1260), (2120, 640), (1660, 1260)])
    return Group((fill(pegs, paint.near),), blur=6.0, name="foreground")
