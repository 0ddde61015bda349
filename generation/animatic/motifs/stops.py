"""Where travellers stop in their period: an inn with its trough, pumps with globes, columns that charge what hovers."""

from generation.animatic.art import Group, Node, Path, polygon, rectangle, scale, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import across, block, disc, facet, fill, glow, joined, straight, strokes, vertical
from generation.animatic.motifs.facades import facade
from generation.animatic.motifs.furniture import barrel
from generation.animatic.motifs.houses import house
from generation.animatic.motifs.implements import haycock
from generation.animatic.motifs.livestock import cow
from generation.animatic.motifs.old_town import handcart, torch
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.tomorrow import cold_light, hover_car, light_pylon, second_light
from generation.animatic.motifs.vehicles import vintage_car


def inn(paint: Paint, side: float) -> Group:
    """A row of the period's houses along the road: timbered, with a sign that swings, or domes."""
    random = paint.random("inn")
    x, nodes = 800 - side * 430, list[Node]()
    if paint.setting.period == "medieval":
        nodes += facade(paint, random, x - 330, 640.0, 330.0, 330.0, 0.04, False)
        nodes += facade(paint, random, x, 640.0, 300.0, 300.0, 0.04, False)
        nodes.append(house(paint, random, 800 + side * 560, 636.0, 280.0, 130.0, 0.12))
        return Group((*nodes, *_swinging_sign(paint, x + side * 350, 640.0)), name="inn")
    for dx, wide, tall in ((-side * 20, 470.0, 220.0), (side * 990, 360.0, 170.0), (-side * 470, 300.0, 150.0)):
        nodes.append(house(paint, random, x + dx, 640.0, wide, tall, 0.04))
    return Group(tuple(nodes), name="inn")


def _swinging_sign(paint: Paint, x: float, foot: float) -> list[Node]:
    wood, gold = paint.local("#5d4433", 0.3), paint.local("#d0a84a", 0.3)
    board = paint.local("#3f5f4a", 0.3)
    return [
        disc(x, foot, 30, paint.scheme.shadow, 6, 0.3),
        block(x - 7, foot - 330, 14, 332, wood),
        straight([(x - 8, foot - 310), (x + 110, foot - 310)], wood, 9.0),
        straight([(x + 4, foot - 262), (x + 52, foot - 308)], wood, 5.0),
        strokes([polygon([(x + dx, foot - 310), (x + dx, foot - 286)], closed=False) for dx in (46, 98)], wood, 3.0),
        block(x + 30, foot - 288, 84, 92, board, radius=8),
        fill(
            smooth(
                [
                    (x + 54, foot - 266),
                    (x + 92, foot - 266),
                    (x + 86, foot - 226),
                    (x + 72, foot - 212),
                    (x + 58, foot - 226),
                ],
                tension=0.5,
            ),
            gold,
        ),
        block(x + 50, foot - 272, 46, 8, paint.bright(gold, 0.4), radius=3),
    ]


def trough(paint: Paint, side: float) -> list[Node]:
    """What stands before an inn: a trough and a rail for the beasts, hay, a cart, torches."""
    x, wood = 800 + side * 400, paint.local("#7c6048", 0.3)
    nodes: list[Node] = [
        *torch(paint, 800 - side * 262, 668.0, 0.8),
        *haycock(paint, x + side * 330, 720.0, 96.0),
        disc(x, 742, 150, paint.scheme.shadow, 10, 0.3),
        strokes(
            [polygon([(x + dx, 740), (x + dx, 610)], closed=False) for dx in (-150, 150)], paint.deep(wood, 0.2), 13.0
        ),
        straight([(x - 170, 632), (x + 170, 632)], wood, 10.0),
        Group((cow(paint, x + side * 40, 704.0, 128.0, -side, 0.0),)),
        facet(
            [(x - 120, 686), (x + 120, 686), (x + 102, 742), (x - 102, 742)],
            vertical(686, 742, (0.0, wood), (1.0, paint.deep(wood, 0.4))),
        ),
        disc(x, 687, 112, paint.outside.water, 8),
    ]
    return [
        *nodes,
        *handcart(paint, 800 - side * 480, 744.0, 0.9, -side),
        *barrel(paint, 800 - side * 690, 738.0, 120.0),
    ]


def charging(paint: Paint, side: float) -> list[Node]:
    """Two columns of light under a wing, and a car that hovers over its pool of light."""
    x, light, shell = 800 + side * 330, cold_light(paint), paint.local("#dfe5ec", 0.25)
    wing = smooth(
        [(x - 430, 168), (x - 200, 120), (x + 160, 112), (x + 430, 150), (x + 180, 150), (x - 180, 158)], tension=0.6
    )
    nodes: list[Node] = [
        fill(
            smooth(
                [(x - 26, 740), (x - 10, 420), (x - 44, 150), (x + 44, 150), (x + 10, 420), (x + 26, 740)], tension=0.5
            ),
            across(x - 40, x + 40, (0.0, paint.deep(shell, 0.35)), (0.6, shell), (1.0, paint.deep(shell, 0.2))),
        ),
        fill(wing, vertical(112, 168, (0.0, paint.bright(shell, 0.25)), (1.0, paint.deep(shell, 0.3)))),
        strokes([smooth([(x - 400, 168), (x, 154), (x + 400, 152)], closed=False)], light, 6.0, 0.9),
        disc(x, 744, 240, paint.scheme.shadow, 11, 0.3),
    ]
    if paint.dark:
        nodes += [
            facet(
                [(x - 300, 166), (x + 300, 160), (x + 400, 740), (x - 400, 740)],
                vertical(160, 740, (0.0, light, 0.28), (1.0, light, 0.03)),
            ),
            glow(x, 742, 430, light, 0.45, 0.2),
        ]
    for dx in (-130.0, 130.0):
        cx = x + dx
        nodes += [
            fill(
                smooth([(cx - 30, 740), (cx - 22, 540), (cx, 500), (cx + 22, 540), (cx + 30, 740)], tension=0.4),
                vertical(500, 740, (0.0, paint.bright(shell, 0.3)), (1.0, paint.deep(shell, 0.35))),
            ),
            block(cx - 4, 548, 8, 170, light, 0.95, radius=4),
            strokes(
                [smooth([(cx + 24, 600), (cx + 60, 650), (cx + 44, 700), (cx + 26, 690)], closed=False)],
                second_light(paint),
                5.0,
            ),
            *((glow(cx, 620, 170, light, 0.6),) if paint.dark else ()),
        ]
    parked = Group(
        tuple(hover_car(paint, "#c9525e")), transform=shift(800 - side * 420, 712.0) @ scale(side * 1.15, 1.15)
    )
    return [disc(800 - side * 420, 742, 120, paint.scheme.shadow, 8, 0.3), *nodes, parked]


def landing(paint: Paint, side: float) -> list[Node]:
    """What stands before the sleeping domes: a car that hovers, a pylon of light."""
    x = 800 + side * 520
    parked = Group(tuple(hover_car(paint, "#5f86b8")), transform=shift(x, 708.0) @ scale(side * 1.2, 1.2))
    return [disc(x, 740, 130, paint.scheme.shadow, 9, 0.3), parked, *light_pylon(paint, 800 - side * 470, 720.0, 0.95)]


def old_pumps(paint: Paint, side: float) -> list[Node]:
    """Two pumps of the twenties with a globe on top, and a car that has stopped at them."""
    x = 800 + side * 330
    nodes: list[Node] = [
        disc(x, 742, 190, paint.scheme.shadow, 10, 0.3),
        block(x - 160, 724, 320, 20, paint.local("#a89c8c"), radius=6),
    ]
    for dx, tint in ((-84.0, "#b5443f"), (84.0, "#3f6a5a")):
        nodes += _old_pump(paint, x + dx, 728.0, paint.local(tint, 0.28))
    parked = Group(
        tuple(vintage_car(paint, "#46614e")), transform=shift(800 - side * 470, 738.0) @ scale(side * 1.15, 1.15)
    )
    return [*nodes, parked]


def _old_pump(paint: Paint, x: float, foot: float, red: str) -> list[Node]:
    brass, white = paint.local("#c9a45a", 0.25), paint.local("#f4ecd8", 0.15)
    glass = mix(paint.outside.sky_middle, paint.local("#d9a23f", 0.3), 0.4)
    hose: Path = smooth(
        [(x + 26, foot - 210), (x + 60, foot - 130), (x + 44, foot - 60), (x + 30, foot - 110)], closed=False
    )
    return [
        block(x - 34, foot - 26, 68, 26, paint.deep(red, 0.3), radius=4),
        block(
            x - 26,
            foot - 190,
            52,
            168,
            across(
                x - 26,
                x + 26,
                (0.0, paint.deep(red, 0.3)),
                (0.5, paint.bright(red, 0.15)),
                (1.0, paint.deep(red, 0.35)),
            ),
            radius=5,
        ),
        disc(x, foot - 150, 17, white),
        straight([(x, foot - 150), (x + 8, foot - 160)], paint.scheme.shadow, 2.6),
        block(x - 20, foot - 268, 40, 78, glass, 0.85, radius=4),
        fill(joined(rectangle(x - 24, foot - y, 48, 8, 3) for y in (272, 196)), brass),
        disc(x, foot - 300, 30, white, 28),
        disc(x, foot - 300, 16, red, 15),
        strokes([hose], paint.scheme.shadow, 5.0),
        *((glow(x, foot - 300, 130, "#fff3cf", 0.7),) if paint.dark else ()),
    ]
