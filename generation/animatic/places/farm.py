"""A farmyard: barn, silo, windmill, hay and trough."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, Point, polygon, rectangle, smooth, turn
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    facet,
    fill,
    glow,
    joined,
    ridge,
    strokes,
    vertical,
)
from generation.animatic.motifs.ground import hill
from generation.animatic.motifs.houses import window
from generation.animatic.motifs.implements import fence_of, haycock
from generation.animatic.motifs.livestock import cow, geese, hen
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.timbered import timbered_house
from generation.animatic.motifs.tomorrow import cold_light, dome_house
from generation.animatic.motifs.trees import broadleaf
from generation.animatic.places import village
from generation.animatic.stage import Layer, Stage


def draw(paint: Paint) -> Stage:
    """A farmyard."""
    side = village.chosen_side(paint)
    return village.settlement(paint, side, _barn(paint, side), _yard(paint, side), houses=False)


def _barn(paint: Paint, side: float) -> tuple[Layer, ...]:
    """The barn, as its period builds it, trees, cows behind the fence, and the mill or the glass that turns sun into corn."""
    x, y, future = 800 - side * 470, 640.0, paint.setting.period == "future"
    line_ = ridge(paint.random("yard line"), 596, 8)
    far = 800 + side * 420
    nodes: list[Node] = [hill(paint, line_, paint.faded(paint.scheme.ground, 0.2), None, 120.0)]
    nodes += _building(paint, x, y, side)
    nodes += _glass_dome(paint, far, 618.0) if future else _windmill_foot(paint, far, 612.0)
    for k in range(3):
        nodes += broadleaf(paint, paint.random(f"orchard {k}"), 800 + side * (620 + 150 * k), 620.0, 210.0, 0.2)
    nodes += [
        cow(paint, 800 + side * dx, y, 74.0, way, 0.14) for dx, y, way in ((190.0, 636.0, side), (300.0, 630.0, -side))
    ]
    low = [(px, py + 46) for px, py in line_]
    nodes.append(fence_of(paint, low, 52.0, paint.faded(paint.local("#8a705a"), 0.08), 78.0))
    barn = Layer("barn", 0.5, Group(tuple(nodes), name="barn"))
    return (barn,) if future else (barn, Layer("sails", 0.5, _sails(paint, far, 430.0), blurs=False))


def _building(paint: Paint, x: float, y: float, side: float) -> list[Node]:
    random = paint.random("barn")
    match paint.setting.period:
        case "medieval":
            return [timbered_house(paint, random, x, y, 400.0, 150.0, 0.03, gable=False, door=True)]
        case "future":
            shells = ((-side * 250, 170.0, 120.0), (0.0, 380.0, 200.0))
            return [dome_house(paint, random, x + dx, y, wide, tall, 0.05, door=True) for dx, wide, tall in shells]
        case "1920s":
            return _red_barn(paint, x, y)
        case _:
            return [*_silo(paint, x + side * -290, y), *_red_barn(paint, x, y)]


def _glass_dome(paint: Paint, x: float, y: float) -> list[Node]:
    """A dome of glass with rows of green under it, lit from within."""
    light, glass = cold_light(paint), paint.faded(paint.outside.sky_middle, 0.2)
    r = 150.0
    shell = smooth(
        [(x - r, y), (x - r * 0.86, y - r * 0.56), (x, y - r * 1.02), (x + r * 0.86, y - r * 0.56), (x + r, y)],
        tension=0.9,
        closed=False,
    )
    ribs = [
        smooth([(x + u * r, y), (x + u * r * 0.8, y - r * 0.62), (x, y - r * 1.02)], closed=False)
        for u in (-0.6, -0.2, 0.2, 0.6)
    ]
    green = paint.faded(paint.scheme.foliage, 0.15)
    rows = [smooth([(x - r * 0.9, y), (x - r * 0.4, y - 34), (x, y - 46), (x + r * 0.4, y - 34), (x + r * 0.9, y)])]
    return [
        fill(joined(rows), paint.bright(green, 0.15)),
        fill(shell, vertical(y - r, y, (0.0, paint.bright(glass, 0.4), 0.75), (1.0, glass, 0.35))),
        strokes([shell, *ribs], paint.faded(paint.local("#dfe5ec", 0.2), 0.1), 3.6, 0.9),
        block(x - r * 1.04, y - 10, r * 2.08, 12, paint.faded(paint.local("#c3ceda", 0.2), 0.1), radius=5),
        block(x - r, y - 14, r * 2, 4, light, 0.9, radius=2),
        *((glow(x, y - 50, r * 1.5, light, 0.5, 0.6),) if paint.dark else ()),
    ]


def _red_barn(paint: Paint, x: float, y: float) -> list[Node]:
    red, trim = paint.local("#a4453c", 0.35), paint.local("#efe6d6", 0.2)
    roof = paint.local("#5e5560", 0.35)
    boards = [polygon([(x - 210 + i * 21, y), (x - 210 + i * 21, y - 200)], closed=False) for i in range(21)]
    shape: list[Point] = [
        (x - 215, y),
        (x - 215, y - 190),
        (x - 150, y - 290),
        (x, y - 355),
        (x + 150, y - 290),
        (x + 215, y - 190),
        (x + 215, y),
    ]
    return [
        facet(
            shape, across(x - 215, x + 215, (0.0, paint.deep(red, 0.35)), (0.6, red), (1.0, paint.bright(red, 0.14)))
        ),
        strokes(boards, paint.deep(red, 0.5), 2.0, 0.5),
        strokes(
            [
                polygon(
                    [(x - 232, y - 180), (x - 158, y - 296), (x, y - 366), (x + 158, y - 296), (x + 232, y - 180)],
                    closed=False,
                )
            ],
            roof,
            22.0,
        ),
        block(x - 74, y - 160, 148, 160, paint.deep(red, 0.35)),
        strokes(
            [
                rectangle(x - 72, y - 158, 144, 158),
                polygon([(x - 72, y - 158), (x + 72, y)], closed=False),
                polygon([(x + 72, y - 158), (x - 72, y)], closed=False),
            ],
            trim,
            8.0,
        ),
        *window(paint, x, y - 240, 52.0, 48.0, paint.dark),
    ]


def _silo(paint: Paint, x: float, y: float) -> list[Node]:
    tin = paint.local("#b9bcb8", 0.35)
    return [
        block(
            x - 48,
            y - 300,
            96,
            300,
            across(
                x - 48, x + 48, (0.0, paint.deep(tin, 0.4)), (0.6, paint.bright(tin, 0.2)), (1.0, paint.deep(tin, 0.25))
            ),
        ),
        blob(
            [(x - 48, y - 298), (x - 30, y - 340), (x, y - 352), (x + 30, y - 340), (x + 48, y - 298)],
            paint.deep(tin, 0.25),
        ),
        strokes(
            [polygon([(x - 48, y - k * 50), (x + 48, y - k * 50)], closed=False) for k in range(1, 6)],
            paint.deep(tin, 0.4),
            2.0,
            0.6,
        ),
    ]


def _windmill_foot(paint: Paint, x: float, y: float) -> list[Node]:
    wall = paint.faded(paint.local("#e0d6c2", 0.3), 0.25)
    cap = paint.faded(paint.local("#7a4a40", 0.35), 0.25)
    return [
        facet(
            [(x - 52, y), (x - 32, y - 170), (x + 32, y - 170), (x + 52, y)],
            across(x - 52, x + 52, (0.0, paint.deep(wall, 0.35)), (1.0, paint.bright(wall, 0.1))),
        ),
        blob([(x - 36, y - 168), (x - 26, y - 206), (x, y - 220), (x + 26, y - 206), (x + 36, y - 168)], cap),
        *window(paint, x, y - 110, 20.0, 26.0, paint.dark, 0.2),
        block(x - 14, y - 48, 28, 48, paint.deep(cap, 0.4), radius=12),
    ]


def _sails(paint: Paint, x: float, y: float) -> Group:
    wood, cloth = paint.faded(paint.local("#5b4436"), 0.2), paint.faded(paint.local("#efe6d2", 0.2), 0.2)
    arms: list[Path] = []
    sheets: list[Path] = []
    for k in range(4):
        a = k * math.pi / 2
        u, v = (math.cos(a), math.sin(a)), (-math.sin(a), math.cos(a))
        arms.append(polygon([(0, 0), (u[0] * 132, u[1] * 132)], closed=False))
        sheets.append(
            polygon(
                [
                    (u[0] * 26, u[1] * 26),
                    (u[0] * 130, u[1] * 130),
                    (u[0] * 130 + v[0] * 30, u[1] * 130 + v[1] * 30),
                    (u[0] * 26 + v[0] * 30, u[1] * 26 + v[1] * 30),
                ]
            )
        )
    wheel = (
        fill(joined(sheets), cloth, 0.9),
        strokes(arms, wood, 5.0),
        strokes(sheets, wood, 1.6, 0.8),
        disc(0, 0, 9, wood),
    )
    pace = 22.0 * paint.windy
    return Group((Group(wheel, transform=lambda t: Matrix(e=x, f=y) @ turn(t * pace + 20)),), name="sails")


def _hay(paint: Paint, side: float) -> list[Node]:
    """Hay in cocks before there were presses, in round bales since."""
    nodes: list[Node] = []
    hay = paint.local("#d3ad58", 0.4)
    if paint.setting.period in ("medieval", "1920s"):
        for dx, y, size in ((590.0, 700.0, 92.0), (470.0, 744.0, 116.0), (680.0, 752.0, 128.0)):
            nodes += haycock(paint, 800 + side * dx, y, size)
        return nodes
    for x, y, r in ((800 + side * 520, 744.0, 74.0), (800 + side * 660, 752.0, 84.0), (800 + side * 590, 650.0, 66.0)):
        straw = [
            smooth([(x - r * 0.9, y - r + dy), (x, y - r + dy + 5), (x + r * 0.9, y - r + dy)], closed=False)
            for dy in (-40, -20, 0, 20, 40)
        ]
        nodes += [
            disc(x, y, r * 1.2, paint.scheme.shadow, 10, 0.3),
            disc(x, y - r, r, across(x - r, x + r, (0.0, paint.deep(hay, 0.3)), (1.0, paint.bright(hay, 0.2)))),
            strokes(straw, paint.deep(hay, 0.3), 2.4, 0.5),
            disc(x + 4, y - r, r * 0.4, paint.deep(hay, 0.14)),
            disc(x + 4, y - r, r * 0.18, paint.bright(hay, 0.1)),
        ]
    return nodes


def _yard(paint: Paint, side: float) -> list[Node]:
    nodes = _hay(paint, side)
    trough = paint.local("#7c6048")
    tx = 800 - side * 600
    nodes += [
        disc(tx, 766, 120, paint.scheme.shadow, 10, 0.3),
        facet(
            [(tx - 110, 704), (tx + 110, 704), (tx + 92, 764), (tx - 92, 764)],
            vertical(704, 764, (0.0, trough), (1.0, paint.deep(trough, 0.4))),
        ),
        *([] if paint.dark or paint.wet else _poultry(paint, side)),
        disc(tx, 705, 104, paint.outside.water, 9),
        disc(tx - 20, 704, 50, paint.outside.horizon, 3, 0.6),
    ]
    return nodes


def _poultry(paint: Paint, side: float) -> list[Node]:
    """Hens in the yard, and geese that cross it far back."""
    spots = (
        (-side * 330, 742.0, 46.0, 1.0),
        (-side * 420, 768.0, 52.0, -1.0),
        (side * 370, 770.0, 50.0, -1.0),
        (-side * 250, 716.0, 38.0, -1.0),
    )
    return [
        geese(paint, 800 - side * 60, 690.0, 34.0, side),
        *(hen(paint, 800 + dx, y, size, way, k * 1.3) for k, (dx, y, size, way) in enumerate(spots)),
    ]
