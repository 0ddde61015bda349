"""The quay of a harbour, with what fishermen leave on it."""

from generation.animatic.art import Group, Node, Path, polygon
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    block,
    strokes,
    vertical,
)
from generation.animatic.motifs.ground import stones
from generation.animatic.motifs.harbour import bollard, crates, lamp_post, nets
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import BOTTOM, LEFT, RIGHT


def quay(paint: Paint, side: float) -> Group:
    random = paint.random("quay")
    stone = paint.local("#8f8684", 0.35)
    if paint.snowy:
        stone = mix(stone, paint.scheme.ground, 0.7)
    top = 690.0
    nodes: list[Node] = [
        block(
            LEFT,
            top,
            RIGHT - LEFT,
            BOTTOM - top,
            vertical(top, 960, (0.0, paint.bright(stone, 0.15)), (1.0, paint.deep(stone, 0.45))),
        )
    ]
    joints: list[Path] = []
    for i in range(-12, 13):
        foot, part = 800 + i * 260.0, (top - 460) / (BOTTOM - 460)
        joints.append(polygon([(800 + (foot - 800) * part, top), (foot, BOTTOM)], closed=False))
    y = top
    while y < 1180:
        joints.append(polygon([(LEFT, y), (RIGHT, y)], closed=False))
        y += 14 + (y - top) * 0.28
    nodes += [
        strokes(joints, paint.deep(stone, 0.55), 2.0, 0.5),
        block(LEFT, top - 8, RIGHT - LEFT, 12, paint.bright(stone, 0.3)),
    ]
    for bx in (110.0, 1480.0):
        nodes += bollard(paint, bx, 742.0)
    nodes += crates(paint, 800 + side * 590, 760.0) + nets(paint, 800 - side * 640, 772.0)
    nodes += stones(paint, "grit", 720, 900, 12, 6.0, stone)
    if random.random() < 0.9:
        nodes += lamp_post(paint, 800 - side * 520, 716.0)
    return Group(tuple(nodes), name="shore")
