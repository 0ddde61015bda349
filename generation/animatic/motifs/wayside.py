"""What stands beside a road or a line: a milestone, a signpost, a semaphore."""

from generation.animatic.art import Node, Path, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    facet,
    fill,
    line,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint


def milestone(paint: Paint, x: float, y: float) -> list[Node]:
    """A white stone with a cap of moss and a number cut into it."""
    stone = paint.local("#d6d0c4", 0.3)
    body = Path(
        (
            ("M", x - 34, y + 2),
            ("L", x - 32, y - 86),
            ("C", x - 30, y - 128, x + 30, y - 128, x + 32, y - 86),
            ("L", x + 34, y + 2),
            ("Z",),
        )
    )
    lit = paint.scheme.light_x < 0
    return [
        disc(x, y + 3, 52, paint.scheme.shadow, 8, 0.35),
        fill(
            body,
            across(
                x - 34,
                x + 34,
                (0.0, paint.bright(stone, 0.2) if lit else paint.deep(stone, 0.35)),
                (1.0, paint.deep(stone, 0.35) if lit else paint.bright(stone, 0.2)),
            ),
        ),
        strokes(
            [
                polygon([(x - 14, y - 70), (x - 4, y - 80), (x - 4, y - 44)], closed=False),
                smooth(
                    [(x + 6, y - 74), (x + 18, y - 78), (x + 18, y - 64), (x + 8, y - 46), (x + 22, y - 46)],
                    closed=False,
                ),
                polygon([(x - 18, y - 30), (x + 18, y - 30)], closed=False),
            ],
            paint.deep(stone, 0.6),
            3.6,
            0.9,
        ),
        fill(
            smooth([(x - 26, y - 104), (x, y - 116), (x + 20, y - 108), (x + 6, y - 100), (x - 8, y - 92)]),
            paint.scheme.foliage,
            0.7,
        ),
    ]


def signpost(paint: Paint, x: float, y: float, side: float) -> list[Node]:
    wood, arm = paint.local("#6f5440"), paint.local("#c6ac82", 0.3)
    nodes: list[Node] = [
        disc(x, y + 3, 50, paint.scheme.shadow, 8, 0.35),
        block(
            x - 9,
            y - 380,
            18,
            384,
            across(x - 9, x + 9, (0.0, paint.bright(wood, 0.25)), (1.0, paint.deep(wood, 0.4))),
            radius=4,
        ),
    ]
    for k, (way, up, long) in enumerate(((1, 346, 170), (-1, 300, 150), (1, 250, 120), (-1, 214, 128))):
        lift = (8, -6, -10, 7)[k]
        top, low = y - up, y - up + 36
        board = [
            (x - way * 22, top),
            (x + way * long, top - lift),
            (x + way * (long + 26), (top + low) / 2 - lift),
            (x + way * long, low - lift),
            (x - way * 22, low),
        ]
        marks = [
            polygon(
                [(x + way * (20 + 26 * i), top + 18 - lift * 0.3), (x + way * (38 + 26 * i), top + 18 - lift * 0.4)],
                closed=False,
            )
            for i in range(int(long / 34))
        ]
        nodes += [
            facet(board, vertical(top, low, (0.0, paint.bright(arm, 0.15)), (1.0, paint.deep(arm, 0.25)))),
            strokes(marks, paint.deep(arm, 0.6), 5.0, 0.8),
        ]
    return [*nodes, disc(x, y - 384, 13, paint.deep(wood, 0.1))]


def signal(paint: Paint, x: float, y: float) -> list[Node]:
    """A semaphore with its arm, lit after dark."""
    post, arm = paint.local("#4a4850"), paint.local("#c0433a", 0.25)
    nodes: list[Node] = [
        disc(x, y + 2, 26, paint.scheme.shadow, 5, 0.3),
        block(x - 6, y - 330, 12, 332, post),
        facet([(x, y - 322), (x + 104, y - 352), (x + 110, y - 326), (x + 4, y - 296)], arm),
        facet(
            [(x + 74, y - 343), (x + 88, y - 347), (x + 94, y - 321), (x + 80, y - 317)], paint.local("#efe9e0", 0.2)
        ),
        disc(x - 12, y - 306, 11, mix(paint.scheme.accent, "#ff6a4a", 0.4) if paint.dark else paint.deep(arm, 0.4)),
        straight([(x - 16, y - 20), (x - 16, y - 280)], paint.deep(post, 0.3), 2.4),
    ]
    rungs = [polygon([(x - 16, y - 40 - 26 * k), (x - 6, y - 40 - 26 * k)], closed=False) for k in range(9)]
    return [
        *nodes,
        strokes(rungs, paint.deep(post, 0.3), 2.4),
        line([(x - 6, y - 330), (x, y - 348), (x + 6, y - 330)], post, 6.0),
    ]
