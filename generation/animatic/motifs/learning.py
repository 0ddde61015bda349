"""What one learns from: aisles of books, a map of the world, a white board with a curve."""

from itertools import pairwise

from generation.animatic.art import Node, Path, polygon, smooth
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import blob, block, fill, joined, strokes
from generation.animatic.motifs.paint import Paint


def white_board(paint: Paint, x: float, y: float) -> list[Node]:
    """A white board with a curve, figures and notes."""
    ink = paint.local("#3f6f9a", 0.3)
    curve = smooth([(x - 80, y + 30), (x - 40, y + 6), (x, y + 14), (x + 40, y - 24), (x + 78, y - 40)], closed=False)
    axes = polygon([(x - 88, y - 50), (x - 88, y + 44), (x + 84, y + 44)], closed=False)
    notes = [(x + 62, y + 14, "#e5b53c"), (x + 34, y + 20, "#d97f9a"), (x - 66, y - 40, "#7fb0a8")]
    return [
        block(x - 112, y - 78, 224, 146, paint.local("#8b979c", 0.3), radius=4),
        block(x - 104, y - 70, 208, 130, paint.bright(paint.local("#f4f4ee", 0.15), 0.2)),
        strokes([curve], paint.local("#c8503f", 0.3), 4.0),
        strokes([axes], ink, 3.0),
        *(block(nx - 12, ny - 12, 24, 24, paint.local(tint, 0.25)) for nx, ny, tint in notes),
        block(x - 60, y + 62, 120, 7, paint.local("#8b979c", 0.3), radius=3),
    ]


def book_aisle(paint: Paint, wood: str) -> list[Node]:
    """Cases that come out of the wall towards the camera, full of books, one on each side."""
    nodes: list[Node] = []
    cuts = p.receding(0.74, 1.5, 26)
    for side in (-1.0, 1.0):
        x, random = side * 640.0, paint.random(f"stack {side}")
        tints = [paint.deep(paint.local(c, 0.4), 0.16) for c in ("#8c3b3a", "#35566b", "#6b6a3d", "#a9793f", "#563f5c")]
        each: list[list[Path]] = [[] for _ in tints]
        for row in range(7):
            for far, near in pairwise(cuts):
                tall = random.uniform(70, 96)
                each[random.randrange(len(tints))].append(p.side(x, 40 + row * 112, tall, far * 1.003, near * 0.996))
        boards = [p.run(x, 34 + row * 112, 0.74, 1.5) for row in range(8)]
        nodes += [
            fill(p.side(x, 0.0, 840.0, 0.73, 1.52), paint.deep(wood, 0.5)),
            *(fill(joined(paths), tint) for paths, tint in zip(each, tints, strict=True)),
            strokes(boards, paint.bright(wood, 0.14), 8.0),
            fill(p.front(x + side * 70, 146.0, 0.0, 850.0, 1.52), paint.deep(wood, 0.25)),
            fill(p.front(x + side * 36, 80.0, 0.0, 845.0, 0.735), paint.deep(wood, 0.2)),
        ]
    return nodes


def wall_map(paint: Paint, x: float, y: float) -> list[Node]:
    """A map of the world on a rod."""
    sea, soil = paint.local("#9ec0c4", 0.4), paint.local("#c9b27a", 0.4)
    return [
        block(x - 92, y - 74, 184, 148, paint.local("#e9dfc2", 0.2)),
        block(x - 84, y - 66, 168, 132, sea),
        blob([(x - 64, y - 40), (x - 20, y - 52), (x - 6, y - 10), (x - 34, y + 10), (x - 52, y - 6)], soil),
        blob([(x - 36, y + 16), (x - 12, y + 14), (x - 20, y + 54)], soil),
        blob(
            [(x + 10, y - 48), (x + 60, y - 50), (x + 74, y - 14), (x + 46, y + 4), (x + 20, y - 14)],
            paint.deep(soil, 0.12),
        ),
        blob([(x + 14, y), (x + 40, y + 8), (x + 28, y + 46)], soil),
        block(x - 98, y - 82, 196, 10, paint.local(f.DARK_WOOD), radius=4),
    ]
