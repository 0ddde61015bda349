"""The lists of a tournament: a gallery of boards under canopies, pavilions beside it, and the barrier that knights ride along."""

from generation.animatic.art import Group, Node, ellipse, polygon, rectangle
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import block, disc, everywhere, fill, joined, straight, strokes, vertical
from generation.animatic.motifs.camps import banner, pavilion
from generation.animatic.motifs.ground import patches, tufts
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.trees import treeline
from generation.animatic.stage import LEFT, RIGHT, Layer

_TINTS = ("#b5443f", "#e6d6a8", "#3a5a8c", "#c79a3f", "#4f7d4c", "#6b4a3c")
_TOP = 610.0


def lists(paint: Paint) -> tuple[Layer, ...]:
    """The planes of a field for knights, from the trees behind it to the ground in front."""
    return (
        Layer("far", 0.2, _far(paint)),
        Layer("stands", 0.45, _gallery(paint)),
        Layer("barrier", 0.7, _barrier(paint)),
        Layer("pitch", 0.9, _sward(paint)),
        Layer("lances", 0.95, Group(tuple(_lances(paint)), name="lances")),
    )


def _far(paint: Paint) -> Group:
    leaf = paint.faded(paint.scheme.foliage, 0.5)
    trees = treeline(paint, paint.random("trees"), [(x, 520.0) for x in range(-500, 2120, 60)], 90.0, leaf)
    ground = paint.faded(paint.scheme.ground, 0.35)
    red, cream, blue = (paint.local(tint, 0.28) for tint in ("#b5443f", "#ece2cc", "#3a5a8c"))
    tents: list[Node] = []
    for k, x in enumerate((-300.0, -60.0, 180.0, 1420.0, 1660.0, 1900.0)):
        tents += pavilion(paint, x, 600.0, 190.0 + 24 * (k % 2), (red, blue)[k % 2], cream, 0.2)
    return Group((trees, everywhere(ground, top=520), *tents), name="far")


def _gallery(paint: Paint) -> Group:
    """Rows of people under striped canopies, shields along the rail, banners at the corners."""
    wood = paint.faded(paint.local("#8a6746", 0.33), 0.14)
    left, right = 330.0, 1270.0
    random = paint.random("gallery")
    bodies: list[list[Node]] = [[]]
    nodes: list[Node] = [
        disc(800, 610, 500, paint.scheme.shadow, 10, 0.3),
        block(
            left,
            372,
            right - left,
            238,
            vertical(372, 610, (0.0, paint.deep(wood, 0.62)), (1.0, paint.deep(wood, 0.4))),
        ),
    ]
    skin = paint.faded(paint.local("#d9a98a", 0.3), 0.18)
    for row in range(3):
        y = 452.0 + row * 42
        spots = [left + 30 + k * 40 + random.uniform(-7, 7) + 16 * (row % 2) for k in range(23)]
        for k, tint in enumerate(_TINTS):
            some = [rectangle(x - 15, y - 14, 30, 40, 10) for x in spots[k::6]]
            bodies[0].append(fill(joined(some), paint.faded(paint.local(tint, 0.3), 0.24)))
        bodies[0].append(fill(joined(ellipse(x, y - 22, 10, 11) for x in spots), skin))
        bodies[0].append(block(left, y + 20, right - left, 12, paint.deep(wood, 0.1)))
    nodes += bodies[0]
    cloths = [paint.faded(paint.local(tint, 0.28), 0.1) for tint in ("#b5443f", "#ece2cc")]
    awning = [
        polygon(
            [
                (left - 20 + k * 49, 330),
                (left + 29 + k * 49, 330),
                (left + 29 + k * 49, 372),
                (left + 4.5 + k * 49, 396),
                (left - 20 + k * 49, 372),
            ]
        )
        for k in range(20)
    ]
    boards = [polygon([(left + k * 47, 564), (left + k * 47, 610)], closed=False) for k in range(21)]
    shields = [
        polygon([(x - 20, 556), (x + 20, 556), (x + 18, 584), (x, 604), (x - 18, 584)]) for x in range(376, 1260, 94)
    ]
    tints = [paint.faded(paint.local(tint, 0.28), 0.06) for tint in ("#3a5a8c", "#c79a3f", "#b5443f")]
    return Group(
        (
            *nodes,
            *(fill(joined(awning[k::2]), cloth) for k, cloth in enumerate(cloths)),
            fill(joined(rectangle(x - 7, 330, 14, 280) for x in (left, 643.0, 957.0, right)), wood),
            block(
                left - 14,
                548,
                right - left + 28,
                62,
                vertical(548, 610, (0.0, paint.bright(wood, 0.12)), (1.0, paint.deep(wood, 0.25))),
            ),
            strokes(boards, paint.deep(wood, 0.4), 2.4, 0.7),
            *(fill(joined(shields[k::3]), tint) for k, tint in enumerate(tints)),
            *banner(paint, left - 26, 610.0, 380.0, tints[0], 0.4),
            *banner(paint, right + 26, 610.0, 380.0, tints[2], 2.1),
        ),
        name="stands",
    )


def _barrier(paint: Paint) -> Group:
    """The barrier between two knights, hung with cloth in two colours."""
    one, two = paint.local("#3a5a8c", 0.28), paint.local("#ece2cc", 0.25)
    wood = paint.local("#6a4c36", 0.3)
    cloths = [
        polygon(
            [
                (LEFT + k * 80.0, 622),
                (LEFT + 80 + k * 80.0, 622),
                (LEFT + 80 + k * 80.0, 664),
                (LEFT + 40 + k * 80.0, 680),
                (LEFT + k * 80.0, 664),
            ]
        )
        for k in range(32)
    ]
    posts = [rectangle(LEFT + k * 160.0 - 5, 608, 10, 84) for k in range(17)]
    ground = paint.faded(mix(paint.scheme.ground, paint.local("#a98f62", 0.3), 0.3), 0.08)
    return Group(
        (
            everywhere(ground, top=_TOP),
            fill(joined(posts), wood),
            fill(joined(cloths[::2]), one),
            fill(joined(cloths[1::2]), two),
            straight([(LEFT, 620), (RIGHT, 620)], wood, 9.0),
        ),
        name="barrier",
    )


def _sward(paint: Paint) -> Group:
    """Trodden grass, with the tracks of horses along the barrier."""
    green = paint.scheme.ground
    dust = mix(green, paint.local("#b8986a", 0.35), 0.0 if paint.snowy else 0.55)
    return Group(
        (
            everywhere(
                vertical(
                    690, 1000, (0.0, dust), (0.16, mix(dust, green, 0.6)), (0.45, green), (1.0, paint.deep(green, 0.42))
                ),
                top=690,
            ),
            patches(paint, "tracks", 696, 760, 26, paint.deep(dust, 0.25), 0.4),
            patches(paint, "light", 730, 930, 16, paint.bright(green, 0.2), 0.3),
            *tufts(paint, "tufts", 720, 960, 120, [paint.scheme.ground_dark, paint.bright(green, 0.18)], 30.0),
        ),
        name="sward",
    )


def _lances(paint: Paint) -> list[Node]:
    """Lances in a rack at the left third, shields leaning on it."""
    wood = paint.local("#7a5a40", 0.3)
    nodes: list[Node] = [
        disc(270, 742, 120, paint.scheme.shadow, 9, 0.3),
        strokes(
            [polygon([(x, 740), (x + 10, 600)], closed=False) for x in (180.0, 360.0)], paint.deep(wood, 0.3), 11.0
        ),
        straight([(170, 636), (384, 636)], paint.deep(wood, 0.2), 10.0),
    ]
    for k in range(5):
        x, tint = 196 + k * 38.0, paint.local(_TINTS[(0, 1, 2, 3, 0)[k]], 0.25)
        nodes.append(straight([(x, 740), (x + 26, 400)], tint, 9.0))
        nodes.append(fill(polygon([(x + 21, 404), (x + 27, 366), (x + 32, 404)]), paint.local("#a9adb3", 0.3)))
    for x, tint in ((226.0, "#b5443f"), (318.0, "#3a5a8c")):
        shield = polygon([(x - 34, 668), (x + 34, 660), (x + 32, 708), (x + 2, 746), (x - 30, 712)])
        nodes += [fill(shield, paint.local(tint, 0.28)), strokes([shield], paint.local("#e6d6a8", 0.25), 5.0)]
    return nodes
