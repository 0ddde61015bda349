"""Where one cooked before there were stoves: an open fire under a hood, and stores that hang to dry."""

from generation.animatic.art import Group, Node, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    facet,
    fill,
    flicker,
    glow,
    joined,
    straight,
    strokes,
)
from generation.animatic.motifs.interiors import TIMBER
from generation.animatic.motifs.lamps import flames
from generation.animatic.motifs.paint import Paint


def cooking_hearth(paint: Paint, x: float, y: float) -> tuple[list[Node], list[Node]]:
    """An open fire under a stone hood with a cauldron over it, its foot at (x, y): what is still, and what burns."""
    stone, iron = paint.local("#8f857b", 0.3), paint.local("#36353b")
    warm = mix(paint.scheme.accent, "#ff9a4a", 0.4)
    courses = [polygon([(x - 190, y - k * 34), (x + 190, y - k * 34)], closed=False) for k in range(1, 10)]
    hood = [
        (x - 230, y - 330),
        (x - 130, y - 470),
        (x - 110, -320),
        (x + 110, -320),
        (x + 130, y - 470),
        (x + 230, y - 330),
    ]
    logs = [rectangle(x + dx, y - 30 - dy, 110, 18, 9) for dx, dy in ((-90, 0), (-20, 0), (-55, 16))]
    pot = smooth(
        [
            (x - 62, y - 196),
            (x - 74, y - 140),
            (x - 46, y - 96),
            (x + 46, y - 96),
            (x + 74, y - 140),
            (x + 62, y - 196),
        ],
        tension=0.8,
    )
    still: list[Node] = [
        facet(
            hood, across(x - 230, x + 230, (0.0, paint.deep(stone, 0.35)), (0.5, stone), (1.0, paint.deep(stone, 0.35)))
        ),
        block(x - 190, y - 330, 380, 330, paint.deep(paint.scheme.shadow, 0.3)),
        block(x - 230, y - 330, 60, 330, stone),
        block(x + 170, y - 330, 60, 330, paint.deep(stone, 0.2)),
        strokes(courses, paint.deep(stone, 0.55), 2.0, 0.35),
        block(x - 246, y - 350, 492, 26, paint.local(TIMBER, 0.3), radius=3),
        block(x - 246, y - 10, 492, 18, paint.deep(stone, 0.15), radius=3),
        fill(joined(logs), paint.local("#5a3f30")),
        strokes(
            [
                polygon([(x, y - 324), (x, y - 232)], closed=False),
                smooth([(x - 60, y - 194), (x, y - 240), (x + 60, y - 194)], closed=False),
            ],
            iron,
            5.0,
        ),
    ]
    fire: list[Node] = [
        *flames(x, y - 34, 92.0, warm),
        Group((glow(x, y - 80, 330, warm, 0.5), glow(x, y + 30, 360, warm, 0.42, 0.2)), opacity=flicker(x)),
        fill(pot, across(x - 74, x + 74, (0.0, paint.deep(iron, 0.3)), (0.6, paint.bright(iron, 0.2)), (1.0, iron))),
        disc(x, y - 196, 64, paint.deep(iron, 0.5), 10),
    ]
    return still, fire


def hanging_stores(paint: Paint, left: float, right: float, y: float) -> list[Node]:
    """A pole under the ceiling with hams, onions and herbs to dry."""
    wood, ham, herb, onion = (paint.local(tint, 0.3) for tint in (TIMBER, "#8f4a3a", "#6a7a45", "#c09a5a"))
    nodes: list[Node] = [straight([(left, y), (right, y)], wood, 9.0)]
    count = max(3, int((right - left) / 64))
    for k in range(count):
        x = left + (right - left) * (k + 0.5) / count
        nodes.append(straight([(x, y), (x, y + 26)], wood, 2.4))
        if k % 3 == 0:
            nodes.append(
                blob([(x, y + 22), (x + 22, y + 66), (x + 8, y + 104), (x - 12, y + 102), (x - 20, y + 62)], ham)
            )
        elif k % 3 == 1:
            tufts = [polygon([(x, y + 20), (x + dx, y + 84), (x + dx + 9, y + 80)]) for dx in (-24, -12, 0, 12, 18)]
            nodes.append(fill(joined(tufts), herb))
        else:
            nodes.append(fill(joined(ellipse(x + (i % 2) * 12 - 6, y + 30 + i * 15, 10) for i in range(5)), onion))
    return nodes
