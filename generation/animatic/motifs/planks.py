"""What is built of planks in the open: a bridge on ropes, a floor of boards."""

from generation.animatic.art import Node, polygon
from generation.animatic.motifs.brush import (
    block,
    fill,
    joined,
    line,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import BOTTOM, LEFT, RIGHT


def hanging_bridge(paint: Paint, x: float, side: float) -> list[Node]:
    """Planks on ropes to the next tree, which stands far off."""
    rope, wood = paint.faded(paint.local("#a88a5c"), 0.15), paint.faded(paint.local("#7a5a40"), 0.15)
    end = 800 - side * 900
    us = [k / 30 for k in range(31)]
    deck = [(x + (end - x) * u, 650 + 90 * u * (1 - u) * 2 - 60 * u) for u in us]
    hand = [(px, py - 66 + 24 * u * (1 - u) * 4) for (px, py), u in zip(deck, us, strict=True)]
    planks = [polygon([(px - 11, py - 3), (px + 11, py - 3), (px + 11, py + 6), (px - 11, py + 6)]) for px, py in deck]
    ties = [polygon([d, h], closed=False) for d, h in list(zip(deck, hand, strict=True))[::2]]
    return [
        strokes(ties, rope, 2.6),
        fill(joined(planks), wood),
        line(hand, rope, 5.0),
        line([(px, py + 6) for px, py in deck], paint.deep(wood, 0.4), 4.0),
    ]


def boards(paint: Paint, y: float) -> list[Node]:
    """A floor of planks that run towards the viewer."""
    wood = paint.local("#9a7450", 0.34)
    seams = [polygon([(800 + k * 90, y), (800 + k * 250, BOTTOM)], closed=False) for k in range(-16, 17)]
    return [
        block(
            LEFT,
            y,
            RIGHT - LEFT,
            BOTTOM - y,
            vertical(y, 980, (0.0, paint.bright(wood, 0.16)), (1.0, paint.deep(wood, 0.5))),
        ),
        strokes(seams, paint.deep(wood, 0.5), 3.0, 0.6),
        block(LEFT, y - 4, RIGHT - LEFT, 12, paint.bright(wood, 0.3)),
    ]
