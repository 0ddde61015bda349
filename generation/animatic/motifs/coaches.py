"""The inside of what carried people before there were trains, and of what will: a covered coach, a pod of glass."""

import math

from generation.animatic.art import Group, Node, Path, polygon, rectangle, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import rooms as r
from generation.animatic.motifs.brush import across, block, disc, facet, fill, glow, joined, straight, strokes, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.timbered import candlelight
from generation.animatic.motifs.tomorrow import cold_light, second_light
from generation.animatic.stage import LEFT, RIGHT, TOP, Layer


def inside_of(paint: Paint) -> tuple[Layer, ...] | None:
    """The planes of the coach or the pod, from its wall to its seats; None where a carriage with windows serves."""
    match paint.setting.period:
        case "medieval":
            return (
                Layer("compartment", 0.75, _coach(paint)),
                Layer("light", 0.8, _lantern(paint)),
                Layer("seats", 0.92, _benches(paint)),
            )
        case "future":
            return (Layer("compartment", 0.75, _pod(paint)), Layer("seats", 0.92, _shells(paint)))
        case _:
            return None


def _wall(holes: list[list[tuple[float, float]]]) -> Path:
    """The wall with openings cut out of it; each is told the other way round."""
    whole = rectangle(LEFT, TOP, RIGHT - LEFT, r.FLOOR - TOP + 2)
    return Path((*whole.commands, *(command for hole in holes for command in polygon(list(reversed(hole))).commands)))


def _coach(paint: Paint) -> Group:
    """Boards and hoops under a cover of cloth, two openings with leather rolled up over them."""
    wood, cover, leather = paint.local("#7a5638", 0.35), paint.local("#cbb68c", 0.3), paint.local("#6b4530", 0.35)
    spans = ((330.0, 690.0), (910.0, 1270.0), (-380.0, 40.0), (1560.0, 1980.0))
    top, foot = 190.0, 470.0
    boards = [polygon([(LEFT, y), (RIGHT, y)], closed=False) for y in range(540, int(r.FLOOR), 38)]
    hoops = [
        smooth([(x, r.FLOOR), (x, 180.0), (x + (800 - x) * 0.1, 20.0), (x + (800 - x) * 0.3, TOP)], closed=False)
        for x in (150.0, 800.0, 1450.0, -470.0, 2070.0)
    ]
    folds = [smooth([(x, TOP), (x + 14, 60.0), (x - 6, 170.0)], closed=False) for x in range(int(LEFT), int(RIGHT), 84)]
    nodes: list[Node] = [
        fill(
            _wall([[(a, top), (b, top), (b, foot), (a, foot)] for a, b in spans]),
            vertical(
                TOP, 520, (0.0, paint.deep(cover, 0.6)), (0.5, paint.deep(cover, 0.2)), (1.0, paint.deep(cover, 0.34))
            ),
        ),
        strokes(folds, paint.deep(cover, 0.5), 3.0, 0.5),
        block(
            LEFT,
            504,
            RIGHT - LEFT,
            r.FLOOR - 504,
            vertical(504, r.FLOOR, (0.0, paint.bright(wood, 0.08)), (1.0, paint.deep(wood, 0.4))),
        ),
        strokes(boards, paint.deep(wood, 0.55), 3.0, 0.7),
        block(LEFT, 492, RIGHT - LEFT, 20, paint.deep(wood, 0.15), radius=4),
        strokes(hoops, paint.deep(wood, 0.3), 22.0),
        strokes(hoops, paint.bright(wood, 0.15), 5.0, 0.6),
    ]
    for a, b in spans:
        roll = block(
            a - 26,
            top - 34,
            b - a + 52,
            44,
            vertical(top - 34, top + 10, (0.0, paint.bright(leather, 0.25)), (1.0, paint.deep(leather, 0.45))),
            radius=22,
        )
        hang = [
            smooth(
                [(x, top - 10), (x + s * 54, top - 8), (x + s * 34, top + 150), (x + s * 44, foot + 8), (x, foot + 12)],
                tension=0.5,
            )
            for x, s in ((a - 10, 1.0), (b + 10, -1.0))
        ]
        straps = [rectangle(x - 7, top - 40, 14, 64, 4) for x in (a + 70, b - 70)]
        nodes += [
            strokes([rectangle(a, top, b - a, foot - top)], paint.deep(wood, 0.35), 10.0),
            fill(joined(hang), paint.deep(leather, 0.1)),
            roll,
            fill(joined(straps), paint.deep(leather, 0.6)),
        ]
    return Group((*nodes, *r.floor(paint, mix(paint.scheme.ground, wood, 0.5))), name="compartment")


def _lantern(paint: Paint) -> Group:
    """A lantern of horn that swings from the middle hoop."""
    iron = paint.local("#3b3640", 0.3)
    light = candlelight(paint) if paint.dark else paint.local("#dcc99a", 0.3)
    parts: list[Node] = [
        straight([(800, 60), (800, 196)], iron, 4.0),
        facet([(782, 204), (818, 204), (824, 262), (776, 262)], light),
        strokes([polygon([(800 + dx, 204), (800 + dx * 1.3, 262)], closed=False) for dx in (-18, 0, 18)], iron, 4.0),
        facet([(776, 206), (800, 184), (824, 206)], iron),
        block(772, 258, 56, 11, iron, radius=4),
        *((glow(800, 236, 380, paint.scheme.accent, 0.65),) if paint.dark else ()),
    ]
    return Group((Group(tuple(parts), transform=lambda t: turn(4.0 * math.sin(t * 1.9), (800.0, 60.0))),), name="lamps")


def _benches(paint: Paint) -> Group:
    """A bench of boards at each end, fleeces over it, a chest beneath."""
    wood, fleece, cloth = paint.local("#6f4c33", 0.35), paint.local("#e6dcc4", 0.25), paint.local("#8a3f3a", 0.35)
    nodes: list[Node] = []
    for s in (-1.0, 1.0):
        x = 800 + s * 640
        left = x - 210
        wool = (
            [(left - 8, 676.0)]
            + [(left + k * 42, 664.0 + (16 if k % 2 else 0)) for k in range(11)]
            + [(left + 428, 676.0)]
        )
        drape = wool + [(left + 420 - k * 42, 716.0 + (16 if k % 2 else 0)) for k in range(11)]
        nodes += [
            disc(x, 792, 270, paint.scheme.shadow, 15, 0.4),
            block(left + 20, 690, 36, 100, paint.deep(wood, 0.3)),
            block(left + 364, 690, 36, 100, paint.deep(wood, 0.3)),
            block(left + 110, 716, 200, 76, vertical(716, 792, (0.0, wood), (1.0, paint.deep(wood, 0.5))), radius=5),
            straight([(left + 110, 740), (left + 310, 740)], paint.local("#4b4248"), 6.0),
            block(
                left - 6,
                676,
                432,
                26,
                vertical(676, 702, (0.0, paint.bright(wood, 0.25)), (1.0, paint.deep(wood, 0.2))),
                radius=4,
            ),
            fill(
                smooth(drape, tension=0.9),
                vertical(660, 730, (0.0, paint.bright(fleece, 0.2)), (1.0, paint.deep(fleece, 0.25))),
            ),
            fill(
                smooth([(x + s * 90, 664), (x + s * 96, 596), (x + s * 190, 590), (x + s * 206, 664)], tension=0.6),
                cloth,
            ),
        ]
    return Group(tuple(nodes), name="seats")


def _pod(paint: Paint) -> Group:
    """One long pane from end to end in a white shell, strips of light above and below it, a line of signs in the glass."""
    shell, light = paint.local("#dfe5ec", 0.25), cold_light(paint)
    top, foot = 110.0, 520.0
    pane = [
        (LEFT, top + 10),
        (200.0, top),
        (1400.0, top),
        (RIGHT, top + 10),
        (RIGHT, foot - 10),
        (1400.0, foot),
        (200.0, foot),
        (LEFT, foot - 10),
    ]
    struts = [smooth([(x, top), (x + (x - 800) * 0.03, 315.0), (x, foot)], closed=False) for x in (180.0, 1420.0)]
    gleam = [polygon([(x, top), (x + 90, top), (x - 130, foot), (x - 220, foot)]) for x in (520.0, 690.0, 1290.0)]
    signs = [rectangle(1080 + 26 * k, 470 - 8 * (k * 5 % 4), 16, 8 + 8 * (k * 5 % 4), 3) for k in range(8)]
    nodes: list[Node] = [
        fill(joined(gleam), "#ffffff", 0.07),
        fill(joined(signs), light, 0.6),
        block(1080, 486, 204, 4, light, 0.6),
        fill(
            _wall([pane]),
            vertical(
                TOP,
                r.FLOOR,
                (0.0, paint.deep(shell, 0.5)),
                (0.35, shell),
                (0.7, paint.deep(shell, 0.08)),
                (1.0, paint.deep(shell, 0.4)),
            ),
        ),
        strokes(struts, shell, 16.0),
        strokes([polygon(pane)], paint.deep(shell, 0.35), 7.0),
        block(LEFT, 72, RIGHT - LEFT, 12, light, 0.95, radius=6),
        block(LEFT, 560, RIGHT - LEFT, 7, light, 0.9, radius=3),
        *r.floor(paint, mix(paint.scheme.ground, shell, 0.6)),
        block(LEFT, r.FLOOR - 5, RIGHT - LEFT, 6, second_light(paint), 0.7),
        glow(800, 80, 900, light, 0.3 if paint.dark else 0.16, 0.3),
    ]
    return Group(tuple(nodes), name="compartment")


def _shells(paint: Paint) -> Group:
    """Seats like half an egg on one foot."""
    shell, cloth, light = paint.local("#eef1f4", 0.2), paint.local("#3f5f7a", 0.35), cold_light(paint)
    nodes: list[Node] = []
    for s in (-1.0, 1.0):
        x = 800 + s * 620
        back = smooth(
            [
                (x - s * 150, 664),
                (x - s * 60, 716),
                (x + s * 140, 712),
                (x + s * 196, 600),
                (x + s * 150, 430),
                (x + s * 70, 410),
                (x + s * 40, 560),
                (x - s * 30, 632),
            ],
            tension=0.7,
        )
        inner = smooth(
            [
                (x - s * 124, 662),
                (x - s * 30, 684),
                (x + s * 84, 664),
                (x + s * 112, 560),
                (x + s * 92, 440),
                (x + s * 62, 560),
                (x - s * 20, 646),
            ],
            tension=0.7,
        )
        nodes += [
            disc(x + s * 40, 788, 170, paint.scheme.shadow, 13, 0.4),
            facet([(x + s * 14, 708), (x + s * 66, 708), (x + s * 54, 776), (x + s * 26, 776)], paint.deep(shell, 0.3)),
            disc(x + s * 40, 780, 96, paint.deep(shell, 0.2), 11),
            strokes(
                [smooth([(x - s * 54, 782), (x + s * 40, 790), (x + s * 134, 782)], closed=False)], light, 4.0, 0.9
            ),
            fill(back, across(x - 200, x + 200, (0.0, paint.bright(shell, 0.2)), (1.0, paint.deep(shell, 0.3)))),
            fill(inner, vertical(430, 690, (0.0, paint.bright(cloth, 0.15)), (1.0, paint.deep(cloth, 0.3)))),
        ]
    return Group(tuple(nodes), name="seats")
