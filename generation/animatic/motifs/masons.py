"""How one built in the middle ages: a tower of stone in its scaffold, the great wheel of a crane, blocks and ladders."""

import math

from generation.animatic.art import Group, Node, ellipse, polygon, rectangle, shift, turn
from generation.animatic.motifs.brush import across, block, disc, facet, fill, joined, straight, strokes, vertical
from generation.animatic.motifs.furniture import barrel
from generation.animatic.motifs.old_town import handcart
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import Layer


def timber_frame(paint: Paint, side: float) -> tuple[Layer, ...]:
    """A church tower as far as it has come, poles and hurdles around it, and the crane that lifts its stones."""
    stone, wood = paint.faded(paint.local("#b3a894", 0.35), 0.16), paint.faded(paint.local("#8a6746", 0.3), 0.08)
    x = 800 + side * 440
    courses = [polygon([(x - 240, 640 - k * 34), (x + 240, 640 - k * 34)], closed=False) for k in range(1, 11)]
    joints = [
        polygon(
            [(x - 240 + i * 60 + 30 * (k % 2), 640 - k * 34), (x - 240 + i * 60 + 30 * (k % 2), 606 - k * 34)],
            closed=False,
        )
        for k in range(10)
        for i in range(1, 8)
    ]
    wall = [
        (x - 240, 640),
        (x - 240, 300),
        (x - 150, 300),
        (x - 150, 334),
        (x - 30, 334),
        (x - 30, 266),
        (x + 90, 266),
        (x + 90, 368),
        (x + 240, 368),
        (x + 240, 640),
    ]
    poles = [
        polygon([(x - 300 + k * 120, 650), (x - 300 + k * 120, 210 + 30 * (k % 2))], closed=False) for k in range(6)
    ]
    rails = [polygon([(x - 320, y), (x + 320, y - 4)], closed=False) for y in (520, 400, 290)]
    braces = [
        polygon([(x - 300, 520), (x - 180, 400)], closed=False),
        polygon([(x + 300, 520), (x + 180, 400)], closed=False),
    ]
    door = [(x - 60, 640), (x - 60, 540), (x - 40, 500), (x, 484), (x + 40, 500), (x + 60, 540), (x + 60, 640)]
    frame = Group(
        (
            facet(wall, across(x - 240, x + 240, (0.0, paint.bright(stone, 0.14)), (1.0, paint.deep(stone, 0.34)))),
            strokes([*courses[:8], *joints[:56]], paint.deep(stone, 0.35), 2.2, 0.45),
            facet(door, paint.deep(stone, 0.68)),
            strokes([polygon(door, closed=False)], paint.bright(stone, 0.2), 9.0),
            strokes([*poles, *braces], wood, 8.0),
            strokes(rails, paint.deep(wood, 0.15), 11.0),
            straight([(x - 130, 640), (x - 90, 402)], paint.deep(wood, 0.2), 6.0),
            straight([(x - 104, 640), (x - 64, 402)], paint.deep(wood, 0.2), 6.0),
            strokes(
                [
                    polygon([(x - 128 + k * 4.4, 620 - k * 26), (x - 102 + k * 4.4, 620 - k * 26)], closed=False)
                    for k in range(9)
                ],
                wood,
                5.0,
            ),
        ),
        name="frame",
    )
    return (Layer("frame", 0.62, frame), Layer("crane", 0.63, _crane(paint, 800 - side * 360, 648.0, side)))


def _crane(paint: Paint, x: float, y: float, side: float) -> Group:
    """A beam on a post with a wheel that a man treads; a stone hangs on its rope."""
    wood = paint.faded(paint.local("#7f5c3e", 0.3), 0.06)
    tip = (x + side * 300, y - 470)
    r = 96.0
    wheel_x, wheel_y = x - side * 70, y - 150
    spokes = [
        polygon([(0, 0), (math.cos(a) * r, math.sin(a) * r)], closed=False)
        for a in (k * math.tau / 8 for k in range(8))
    ]
    wheel = (
        strokes([ellipse(0, 0, r), ellipse(0, 0, r * 0.84)], paint.deep(wood, 0.25), 8.0),
        strokes(spokes, wood, 6.0),
    )
    load = (
        straight([tip, (tip[0], y - 250)], paint.local("#b59a6a", 0.3), 4.0),
        block(tip[0] - 46, y - 250, 92, 62, paint.faded(paint.local("#b3a894", 0.35), 0.06), radius=3),
        strokes([rectangle(tip[0] - 46, y - 250, 92, 62)], paint.local("#b59a6a", 0.3), 4.0),
    )
    return Group(
        (
            disc(x, y, 190, paint.scheme.shadow, 10, 0.3),
            strokes([polygon([(x - 110, y), (x, y - 330), (x + 110, y)], closed=False)], paint.deep(wood, 0.2), 16.0),
            straight([(x, y), (x, y - 400)], wood, 20.0),
            straight([(x - side * 130, y - 300), tip], wood, 17.0),
            straight([(x, y - 200), (x + side * 150, y - 398)], paint.deep(wood, 0.1), 11.0),
            straight([tip, (wheel_x, wheel_y - r)], paint.local("#b59a6a", 0.3), 3.0, 0.9),
            Group(wheel, transform=lambda t: shift(wheel_x, wheel_y) @ turn(14.0 * math.sin(t * 0.5))),
            disc(wheel_x, wheel_y, 15, paint.deep(wood, 0.4)),
            Group(load, transform=lambda t: turn(1.6 * math.sin(t * 0.8), tip)),
        ),
        name="crane",
    )


def mason_yard(paint: Paint, side: float) -> list[Node]:
    """Blocks that are cut and waiting, a cart of lime, barrels."""
    stone = paint.local("#b3a894", 0.35)
    nodes: list[Node] = [disc(800 - side * 560, 744, 190, paint.scheme.shadow, 11, 0.3)]
    for dx, dy, w in ((-130.0, 0.0, 120.0), (0.0, 0.0, 130.0), (-70.0, -62.0, 124.0)):
        left = 800 - side * 560 + dx
        nodes += [
            block(
                left,
                680 + dy,
                w,
                62,
                vertical(680 + dy, 742 + dy, (0.0, paint.bright(stone, 0.15)), (1.0, paint.deep(stone, 0.3))),
                radius=3,
            ),
            block(left, 680 + dy, w, 12, paint.bright(stone, 0.3), radius=3),
        ]
    chips = [
        ellipse(800 - side * 560 + dx, 752 + dy, 9, 4)
        for dx, dy in ((-150, 4), (-60, 10), (40, 6), (110, 12), (160, 2))
    ]
    nodes.append(fill(joined(chips), paint.bright(stone, 0.1)))
    return [
        *nodes,
        *handcart(paint, 800 + side * 560, 744.0, 0.84, side),
        *barrel(paint, 800 + side * 300, 700.0, 96.0),
    ]
