"""What makes one room differ from the next: its corners and ceiling, and large pieces: sofa, piano, wardrobe, desks."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, smooth, turn
from generation.animatic.colour import mix
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import across, block, disc, fill, glow, joined, straight, strokes, vertical
from generation.animatic.motifs.furniture import DARK_WOOD, WOOD, box
from generation.animatic.motifs.paint import Paint

BACK = 0.7
"""How near the back wall of an ordinary room is."""


def corners(paint: Paint, wall: str, dado: tuple[float, str] | None = None, half: float = 960.0) -> list[Node]:
    """The side walls and the ceiling of a room, with its dado's height and colour. Other periods have walls of their own."""
    if paint.setting.period in ("medieval", "future"):
        return []
    height, left, right = 850.0, p.at(-half, 0, BACK)[0], p.at(half, 0, BACK)[0]
    tones = (0.2, 0.34) if paint.scheme.light_x > 0 else (0.34, 0.2)
    nodes: list[Node] = []
    for x, edge, way, tone in ((-half, left, -1, tones[0]), (half, right, 1, tones[1])):
        ends = sorted(((edge + way * 560, paint.deep(wall, tone + 0.24)), (edge, paint.deep(wall, tone - 0.06))))
        nodes.append(
            fill(
                p.side(x, 0.0, height, BACK, 4.0), across(ends[0][0], ends[1][0], (0.0, ends[0][1]), (1.0, ends[1][1]))
            )
        )
        if dado:
            nodes += [
                fill(p.side(x, 0.0, dado[0], BACK, 4.0), paint.deep(dado[1], tone + 0.1)),
                fill(p.side(x, dado[0] - 9, 14.0, BACK, 4.0), paint.bright(dado[1], 0.08)),
            ]
        nodes.append(fill(p.side(x, 0.0, 26.0, BACK, 4.0), paint.deep(mix(wall, paint.local(DARK_WOOD), 0.5), 0.2)))
    ceiling = paint.bright(wall, 0.2)
    top = p.at(0, height, BACK)[1]
    return [
        *nodes,
        fill(
            p.level(-half, half, height, BACK, 4.0),
            vertical(-300, top, (0.0, paint.deep(ceiling, 0.5)), (1.0, paint.deep(ceiling, 0.12))),
        ),
        fill(p.band(half, height - 26, 26.0, BACK), paint.bright(wall, 0.3), 0.8),
    ]


def sofa(paint: Paint, x: float, y: float, width: float, cloth: str) -> list[Node]:
    """A sofa from the front, with cushions."""
    h, dim, lit = width * 0.4, paint.deep(cloth, 0.32), paint.bright(cloth, 0.14)
    arm = width * 0.1
    seats = [rectangle(x - width * 0.4 + k * width * 0.27, y - h * 0.52, width * 0.26, h * 0.24, 12) for k in range(3)]
    pillow = mix(paint.local("#d9a24a", 0.4), paint.scheme.accent, 0.2)
    return [
        disc(x, y, width * 0.54, paint.scheme.shadow, 11, 0.35),
        fill(joined(rectangle(x + dx * width - 6, y - 22, 12, 22, 3) for dx in (-0.44, 0.44)), paint.local(DARK_WOOD)),
        block(x - width * 0.46, y - h, width * 0.92, h * 0.9, vertical(y - h, y, (0.0, lit), (1.0, dim)), radius=24),
        strokes(
            [
                polygon([(x + dx * width, y - h * 0.92), (x + dx * width, y - h * 0.5)], closed=False)
                for dx in (-0.14, 0.14)
            ],
            dim,
            3.0,
            0.6,
        ),
        fill(joined(seats), lit),
        block(x - width * 0.42, y - h * 0.3, width * 0.84, h * 0.22, dim, radius=8),
        *(
            block(
                x + s * width * 0.45 - arm / 2,
                y - h * 0.68,
                arm,
                h * 0.62,
                across(x - width / 2, x + width / 2, (0.0, lit), (1.0, cloth)),
                radius=18,
            )
            for s in (-1, 1)
        ),
        fill(
            joined(
                (
                    polygon(
                        [
                            (x - width * 0.38, y - h * 0.52),
                            (x - width * 0.34, y - h * 0.84),
                            (x - width * 0.2, y - h * 0.8),
                            (x - width * 0.22, y - h * 0.5),
                        ]
                    ),
                    polygon(
                        [
                            (x + width * 0.24, y - h * 0.5),
                            (x + width * 0.22, y - h * 0.78),
                            (x + width * 0.36, y - h * 0.82),
                            (x + width * 0.38, y - h * 0.5),
                        ]
                    ),
                )
            ),
            pillow,
        ),
    ]


def low_table(paint: Paint, x: float, y: float, width: float) -> list[Node]:
    """A low table with a vase and a book."""
    wood, vase = paint.local(WOOD), paint.local("#5f8a9a", 0.3)
    top = y - width * 0.34
    legs = [rectangle(x + dx * width - 6, top + 6, 12, y - top - 6, 3) for dx in (-0.42, 0.42)]
    stems = [
        smooth(
            [(x - 30, top - 50), (x - 30 + dx, top - 90), (x - 30 + dx * 1.6, top - 104 + abs(dx) * 0.3)], closed=False
        )
        for dx in (-26, -8, 12, 28)
    ]
    heads = [ellipse(x - 30 + dx * 1.6, top - 106 + abs(dx) * 0.3, 9) for dx in (-26, -8, 12, 28)]
    return [
        disc(x, y, width * 0.54, paint.scheme.shadow, 9, 0.3),
        fill(joined(legs), paint.deep(wood, 0.3)),
        fill(
            polygon(
                [(x - width * 0.46, top - 16), (x + width * 0.46, top - 16), (x + width / 2, top), (x - width / 2, top)]
            ),
            paint.bright(wood, 0.24),
        ),
        block(x - width / 2, top, width, 12, wood, radius=3),
        strokes(stems, paint.local("#5b8a52"), 3.0),
        fill(joined(heads), paint.local("#d9706a", 0.3)),
        fill(
            smooth(
                [
                    (x - 42, top - 8),
                    (x - 48, top - 34),
                    (x - 36, top - 54),
                    (x - 24, top - 54),
                    (x - 12, top - 34),
                    (x - 18, top - 8),
                ],
                tension=0.8,
            ),
            vase,
        ),
        block(x + 20, top - 18, 62, 11, paint.local("#8c3b3a", 0.4), radius=2),
    ]


def wardrobe(paint: Paint, x: float, y: float, width: float, height: float) -> list[Node]:
    """A wardrobe with two doors, a cornice and feet."""
    wood = paint.local("#8a5c3c", 0.35)
    doors = [
        rectangle(x + s * width * 0.235 - width * 0.2, y - height * 0.9 + dy, width * 0.4, h, 5)
        for s in (-1, 1)
        for dy, h in ((0.0, height * 0.48), (height * 0.52, height * 0.3))
    ]
    return [
        *box(paint, x, y - 14, width, height - 14, wood),
        fill(joined(rectangle(x + s * width * 0.42 - 12, y - 18, 24, 18, 4) for s in (-1, 1)), paint.deep(wood, 0.4)),
        fill(joined(doors), paint.deep(wood, 0.2)),
        strokes(doors, paint.bright(wood, 0.2), 2.4, 0.6),
        straight([(x, y - height * 0.94), (x, y - 20)], paint.deep(wood, 0.55), 3.4),
        *(disc(x + s * 12, y - height * 0.44, 5, paint.scheme.accent) for s in (-1, 1)),
        block(x - width * 0.56, y - height - 10, width * 1.12, 20, paint.bright(wood, 0.1), radius=5),
        fill(
            smooth(
                [(x - width * 0.4, y - height - 8), (x, y - height - 40), (x + width * 0.4, y - height - 8)],
                tension=0.8,
            ),
            wood,
        ),
    ]


def dresser(paint: Paint, x: float, y: float, width: float) -> list[Node]:
    """A chest of drawers with an oval mirror and small things before it."""
    wood, h = paint.local("#8a5c3c", 0.35), width * 0.7
    glass = mix(paint.outside.horizon, paint.scheme.wall, 0.5)
    drawers = [
        rectangle(x - width * 0.44, y - h + 12 + k * (h - 16) / 3, width * 0.88, (h - 16) / 3 - 8, 4) for k in range(3)
    ]
    top = y - h
    return [
        disc(x, top - width * 0.46, width * 0.34, paint.bright(wood, 0.1), width * 0.42),
        disc(
            x,
            top - width * 0.46,
            width * 0.29,
            vertical(top - width * 0.9, top, (0.0, paint.bright(glass, 0.2)), (1.0, glass)),
            width * 0.37,
        ),
        fill(
            polygon(
                [
                    (x - width * 0.12, top - width * 0.2),
                    (x + width * 0.08, top - width * 0.76),
                    (x + width * 0.15, top - width * 0.72),
                    (x - width * 0.04, top - width * 0.16),
                ]
            ),
            "#ffffff",
            0.2,
        ),
        *box(paint, x, y, width, h, wood),
        fill(joined(drawers), paint.deep(wood, 0.16)),
        fill(
            joined(
                ellipse(x + s * width * 0.22, y - h + 12 + (k + 0.5) * (h - 16) / 3 - 4, 5)
                for k in range(3)
                for s in (-1, 1)
            ),
            paint.scheme.accent,
        ),
        block(x - width * 0.54, top - 8, width * 1.08, 12, paint.bright(wood, 0.2), radius=4),
        block(x - width * 0.36, top - 34, 16, 26, paint.local("#b0567f", 0.3), radius=5),
        block(x - width * 0.24, top - 24, 20, 16, paint.local("#5f8a9a", 0.3), radius=5),
        block(x + width * 0.2, top - 18, 44, 10, paint.local("#efe6d6"), radius=4),
    ]


def piano(paint: Paint, x: float, y: float, width: float) -> list[Node]:
    """An upright piano with its stool, music on the stand and a metronome that swings."""
    wood = paint.local("#4a3028", 0.3)
    top, keys = y - width * 0.72, y - width * 0.4
    white = rectangle(x - width * 0.43, keys - 8, width * 0.86, 12)
    black = [
        rectangle(x - width * 0.43 + width * 0.86 * (k + 0.66) / 21, keys - 9, width * 0.018, 8)
        for k in range(20)
        if k % 7 not in (2, 6)
    ]
    pages = [
        rectangle(x + dx, keys - width * 0.22, width * 0.13, width * 0.15, 2) for dx in (-width * 0.14, width * 0.01)
    ]
    mx, my = x + width * 0.34, top
    arm = Group(
        (
            straight([(mx, my - 8), (mx, my - 54)], paint.scheme.accent, 3.0),
            block(mx - 5, my - 44, 10, 9, paint.scheme.accent),
        ),
        transform=lambda t: turn(17 * math.sin(t * math.pi), (mx, my - 8)),
    )
    return [
        *box(paint, x, y, width * 0.94, width * 0.72, wood),
        block(x - width * 0.5, top - 10, width, 16, paint.bright(wood, 0.2), radius=4),
        block(x - width * 0.38, keys - width * 0.26, width * 0.76, width * 0.2, paint.deep(wood, 0.3), radius=4),
        fill(joined(pages), paint.local("#f4efe4", 0.1)),
        block(x - width * 0.5, keys - 12, width, 30, paint.bright(wood, 0.1), radius=5),
        fill(white, "#f7f2e6"),
        fill(joined(black), paint.deep(paint.scheme.shadow, 0.1)),
        fill(
            joined(rectangle(x + s * width * 0.46 - 10, keys + 16, 20, y - keys - 16, 4) for s in (-1, 1)),
            paint.deep(wood, 0.2),
        ),
        fill(
            polygon([(mx - 22, my - 6), (mx + 22, my - 6), (mx + 9, my - 62), (mx - 9, my - 62)]),
            paint.bright(wood, 0.3),
        ),
        arm,
        disc(x, y + 40, width * 0.14, paint.scheme.shadow, 6, 0.3),
        straight([(x, y - 40), (x, y + 38)], paint.deep(wood, 0.2), 12.0),
        block(x - width * 0.13, y - 62, width * 0.26, 26, paint.local("#8a3a44", 0.4), radius=9),
    ]


def cabinets(paint: Paint, x: float, y: float, count: int) -> list[Node]:
    """Filing cabinets side by side, with labels; one drawer stands open."""
    steel, paper = paint.local("#7f8d8c", 0.35), paint.local("#f1ead8", 0.2)
    nodes: list[Node] = []
    for k in range(count):
        cx = x + k * 92.0
        nodes += box(paint, cx, y, 88.0, 250.0, steel)
        drawers = [rectangle(cx - 38, y - 242 + d * 60, 76, 52, 4) for d in range(4)]
        nodes += [
            fill(joined(drawers), paint.bright(steel, 0.1)),
            fill(joined(rectangle(cx - 16, y - 234 + d * 60, 32, 14, 2) for d in range(4)), paper),
            fill(joined(rectangle(cx - 14, y - 210 + d * 60, 28, 6, 3) for d in range(4)), paint.deep(steel, 0.5)),
        ]
    files = [rectangle(x - 30 + i * 10, y - 204, 7, 24, 1) for i in range(6)]
    return [*nodes, fill(joined(files), paper), block(x - 42, y - 184, 84, 56, paint.bright(steel, 0.2), radius=4)]


def desk_rows(paint: Paint, rows: tuple[float, ...], xs: tuple[float, ...], wood: str) -> list[Node]:
    """School desks with their chairs, seen from the teacher's side of the room, the farthest row first."""
    nodes: list[Node] = []
    iron = paint.local("#4a4650", 0.3)
    for near in rows:
        for k, x in enumerate(xs):
            legs: list[Path] = [p.front(x + dx, 12.0, 0.0, 132.0, n) for dx in (-74, 74) for n in (near * 0.94, near)]
            nodes += [
                *p.cuboid(paint, x, 100.0, 110.0, near * 0.86, near * 0.875, paint.deep(wood, 0.1), 110.0),
                fill(p.level(x - 90, x + 90, 0.0, near * 0.88, near * 1.02), paint.scheme.shadow, 0.26),
                fill(joined(legs), iron),
                *p.cuboid(paint, x, 180.0, 16.0, near * 0.9, near, paint.bright(wood, 0.16), 132.0),
            ]
            tint = paint.local(("#b5533f", "#3f6f8a", "#5f8a5a", "#c79a4a")[k % 4], 0.3)
            bx, by = p.at(x - 34 + 60 * (k % 2), 150, near * 0.95)
            nodes += [
                block(bx - 24 * near, by - 9 * near, 48 * near, 9 * near, tint, radius=2),
                block(bx - 20 * near, by - 17 * near, 42 * near, 8 * near, paint.local("#efe6d0", 0.2), radius=2),
            ]
    return nodes


def green_lamp(paint: Paint, x: float, y: float) -> list[Node]:
    """A reader's lamp with a green shade."""
    brass, glass = mix(paint.local("#b98d3f"), paint.scheme.accent, 0.3), paint.local("#3f7a5a", 0.25)
    shade = mix(glass, "#d8f0c0", 0.35) if paint.dark else glass
    return [
        block(x - 20, y - 7, 40, 7, brass, radius=3),
        straight([(x, y - 6), (x, y - 52)], brass, 5.0),
        block(
            x - 40, y - 70, 80, 24, vertical(y - 70, y - 46, (0.0, paint.bright(shade, 0.2)), (1.0, shade)), radius=12
        ),
        *(
            (glow(x, y - 40, 230, paint.scheme.accent, 0.55), glow(x, y, 120, paint.scheme.accent, 0.5, 0.3))
            if paint.dark
            else ()
        ),
    ]


def coat_stand(paint: Paint, x: float, y: float, height: float) -> list[Node]:
    """A stand with a coat and a hat."""
    wood, cloth = paint.local(DARK_WOOD), paint.local("#5a6f7a", 0.35)
    top = y - height
    arms = [smooth([(x, top + 30), (x + s * 30, top + 26), (x + s * 44, top + 4)], closed=False) for s in (-1, 1)]
    coat = smooth(
        [
            (x + 14, top + 30),
            (x + 56, top + 36),
            (x + 70, top + height * 0.36),
            (x + 64, top + height * 0.6),
            (x + 10, top + height * 0.6),
            (x + 6, top + height * 0.3),
        ],
        tension=0.7,
    )
    return [
        disc(x, y, 50, paint.scheme.shadow, 7, 0.3),
        strokes(
            [
                polygon([(x - 40, y), (x, y - 40), (x + 40, y)], closed=False),
                polygon([(x, y - 40), (x, top)], closed=False),
                *arms,
            ],
            wood,
            9.0,
        ),
        fill(coat, across(x, x + 70, (0.0, paint.bright(cloth, 0.1)), (1.0, paint.deep(cloth, 0.3)))),
        fill(
            smooth(
                [
                    (x - 84, top + 10),
                    (x - 66, top - 4),
                    (x - 62, top - 28),
                    (x - 24, top - 28),
                    (x - 22, top - 2),
                    (x - 4, top + 10),
                ],
                tension=0.6,
            ),
            paint.local("#6b4a34"),
        ),
    ]
