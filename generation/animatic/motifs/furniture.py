"""Furniture and what stands about in rooms. Each piece stands with the middle of its foot at (x, y)."""

from random import Random

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    facet,
    fill,
    joined,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.furnishings import hangs_on_wall, seat_of
from generation.animatic.motifs.interiors import time_of
from generation.animatic.motifs.paint import Paint

WOOD = "#7d5436"


DARK_WOOD = "#54382c"


def box(paint: Paint, x: float, y: float, width: float, height: float, colour: str, radius: float = 3.0) -> list[Node]:
    """A standing block with its contact shadow, shaded from the light, with a lit top edge."""
    left, top = x - width / 2, y - height
    side = paint.scheme.light_x
    one, two = paint.bright(colour, 0.12), paint.deep(colour, 0.34)
    shading = across(left, left + width, (0.0, one if side < 0 else two), (1.0, two if side < 0 else one))
    return [
        disc(x, y, width * 0.58, paint.scheme.shadow, 8, 0.35),
        block(left, top, width, height, shading, radius=radius),
        block(left, top, width, max(2.0, height * 0.03), paint.bright(colour, 0.4), 0.7, radius),
    ]


def table(paint: Paint, x: float, y: float, width: float, height: float, colour: str | None = None) -> list[Node]:
    """A table seen a little from above."""
    wood = colour or paint.local(WOOD)
    legs = [rectangle(x + dx - 7, y - height + 6, 14, height - 6, 3) for dx in (-width * 0.44, width * 0.44)]
    back = [rectangle(x + dx - 5, y - height + 6, 10, height - 30, 3) for dx in (-width * 0.36, width * 0.36)]
    top: list[Point] = [
        (x - width * 0.46, y - height - 22),
        (x + width * 0.46, y - height - 22),
        (x + width / 2, y - height),
        (x - width / 2, y - height),
    ]
    return [
        disc(x, y - 4, width * 0.55, paint.scheme.shadow, 14, 0.3),
        fill(joined(back), paint.deep(wood, 0.55)),
        fill(joined(legs), paint.deep(wood, 0.2)),
        facet(
            top, vertical(y - height - 22, y - height, (0.0, paint.bright(wood, 0.12)), (1.0, paint.bright(wood, 0.28)))
        ),
        block(x - width / 2, y - height, width, 13, paint.deep(wood, 0.3), radius=3),
    ]


def chair(
    paint: Paint, x: float, y: float, height: float, facing: float = 1.0, colour: str | None = None
) -> list[Node]:
    """A plain chair from the side; `facing` is where its sitter would look."""
    wood = colour or paint.local(DARK_WOOD)
    seat, w = y - height * 0.46, height * 0.4
    back = x - facing * w / 2
    parts = [
        rectangle(back - 5, y - height, 10, height, 4),
        rectangle(x + facing * w / 2 - 5, seat, 10, y - seat, 3),
        rectangle(x - w * 0.2 - 4, seat, 7, (y - seat) * 0.9, 3),
        rectangle(x + w * 0.24 - 4, seat, 7, (y - seat) * 0.9, 3),
    ]
    rungs = [
        polygon([(back, y - height * k), (back + facing * 8, y - height * k)], closed=False) for k in (0.92, 0.8, 0.68)
    ]
    return [
        disc(x, y, w * 0.7, paint.scheme.shadow, 6, 0.3),
        fill(joined(parts), paint.deep(wood, 0.15)),
        strokes(rungs, wood, 8.0),
        block(x - w / 2 - 4, seat - 6, w + 8, 11, paint.bright(wood, 0.2), radius=4),
    ]


def armchair(paint: Paint, x: float, y: float, size: float, colour: str) -> list[Node]:
    """A stuffed chair from the front, or the best seat of its period."""
    if drawn := seat_of(paint, x, y, size):
        return drawn
    s, cloth = size, colour
    dim, lit = paint.deep(cloth, 0.3), paint.bright(cloth, 0.16)
    return [
        disc(x, y, s * 0.62, paint.scheme.shadow, 10, 0.35),
        fill(
            rectangle(x - s * 0.4, y - s * 0.12, 9, s * 0.12) + rectangle(x + s * 0.4 - 9, y - s * 0.12, 9, s * 0.12),
            paint.local(DARK_WOOD),
        ),
        blob(
            [
                (x - s * 0.42, y - s * 0.1),
                (x - s * 0.46, y - s * 0.8),
                (x - s * 0.3, y - s * 1.06),
                (x, y - s * 1.1),
                (x + s * 0.3, y - s * 1.06),
                (x + s * 0.46, y - s * 0.8),
                (x + s * 0.42, y - s * 0.1),
            ],
            vertical(y - s * 1.1, y, (0.0, lit), (1.0, dim)),
        ),
        fill(
            joined(ellipse(x + dx * s, y - dy * s, 2.6) for dx in (-0.22, 0.0, 0.22) for dy in (0.9, 0.72)),
            paint.deep(cloth, 0.5),
        ),
        block(x - s * 0.36, y - s * 0.5, s * 0.72, s * 0.2, lit, radius=14),
        block(x - s * 0.36, y - s * 0.34, s * 0.72, s * 0.24, dim, radius=8),
        fill(
            rectangle(x - s * 0.54, y - s * 0.62, s * 0.2, s * 0.54, 16)
            + rectangle(x + s * 0.34, y - s * 0.62, s * 0.2, s * 0.54, 16),
            across(x - s * 0.5, x + s * 0.5, (0.0, lit if paint.scheme.light_x < 0 else dim), (1.0, cloth)),
        ),
    ]


def bed(paint: Paint, x: float, y: float, width: float, side: float, cover: str) -> list[Node]:
    """A bed along the wall; its head is on the side `side`."""
    wood, linen = paint.local(WOOD), paint.local("#efe8dc", 0.2)
    head, foot = x + side * width / 2, x - side * width / 2

    def at(part: float, up: float) -> Point:
        return foot + side * width * part, y - up

    quilt = [at(-0.01, 46), at(0.0, 142), at(0.3, 168), at(0.72, 176), at(0.72, 46)]
    folds = [
        smooth([at(k, 146 + 26 * k), at(k + 0.02, 100), at(k - 0.01, 50)], closed=False)
        for k in (0.12, 0.26, 0.42, 0.58)
    ]
    squares = [rectangle(at(k, 0)[0] - 20, y - 130, 40, 36, 4) for k in (0.19, 0.34, 0.5, 0.64)]
    lower = [rectangle(at(k, 0)[0] - 20, y - 86, 40, 34, 4) for k in (0.12, 0.27, 0.42, 0.57)]
    return [
        disc(x, y, width * 0.56, paint.scheme.shadow, 12, 0.35),
        block(min(head, head - side * 22), y - 290, 22, 290, paint.deep(wood, 0.2), radius=9),
        block(min(head, head - side * 34) - 4, y - 304, 42, 20, paint.bright(wood, 0.15), radius=8),
        block(min(foot, foot + side * 18), y - 186, 18, 186, wood, radius=8),
        block(
            x - width / 2,
            y - 74,
            width,
            46,
            vertical(y - 74, y - 28, (0.0, paint.deep(wood, 0.15)), (1.0, paint.deep(wood, 0.4))),
        ),
        block(x - width / 2 + 10, y - 140, width - 20, 72, linen, radius=14),
        blob(
            [at(0.96, 140), at(0.95, 206), at(0.86, 216), at(0.76, 204), at(0.74, 146)],
            vertical(y - 216, y - 140, (0.0, paint.bright(linen, 0.35)), (1.0, linen)),
        ),
        fill(
            smooth(quilt, tension=0.5),
            vertical(y - 176, y - 46, (0.0, paint.bright(cover, 0.2)), (1.0, paint.deep(cover, 0.3))),
        ),
        fill(joined(squares), mix(cover, paint.scheme.accent, 0.4), 0.5),
        fill(joined(lower), paint.deep(cover, 0.3), 0.4),
        strokes(folds, paint.deep(cover, 0.5), 2.4, 0.5),
    ]


def books(paint: Paint, random: Random, left: float, right: float, y: float, height: float) -> list[Node]:
    """A row of books on a board: five colours, with bands of gold."""
    tints = [paint.local(c, 0.4) for c in ("#8c3b3a", "#35566b", "#6b6a3d", "#a9793f", "#563f5c")]
    each: list[list[Path]] = [[] for _ in tints]
    bands: list[Path] = []
    x = left
    while x < right - height * 0.1:
        w, h = height * random.uniform(0.13, 0.26), height * random.uniform(0.68, 0.98)
        w = min(w, right - x)
        each[random.randrange(len(tints))].append(rectangle(x, y - h, w - 1, h, 1.0))
        if random.random() < 0.5:
            bands.append(rectangle(x + 1, y - h * 0.8, w - 3, max(1.2, h * 0.05)))
        x += w
        if random.random() < 0.08:
            x += height * 0.3
    return [
        *(fill(joined(paths), tint) for paths, tint in zip(each, tints, strict=True) if paths),
        fill(joined(bands), paint.scheme.accent, 0.7),
    ]


def bookcase(paint: Paint, name: str, x: float, y: float, width: float, height: float, rows: int = 5) -> list[Node]:
    """A case of books from the floor."""
    random = paint.random(name)
    wood = paint.local(DARK_WOOD)
    nodes: list[Node] = [
        *box(paint, x, y, width, height, wood),
        block(x - width / 2 + 8, y - height + 8, width - 16, height - 16, paint.deep(wood, 0.6)),
    ]
    step = (height - 20) / rows
    for k in range(rows):
        foot = y - 10 - k * step
        nodes += [
            *books(paint, random, x - width / 2 + 10, x + width / 2 - 10, foot - 6, step * 0.86),
            block(x - width / 2 + 5, foot - 6, width - 10, 7, paint.bright(wood, 0.14)),
        ]
    return [*nodes, block(x - width / 2 - 8, y - height - 10, width + 16, 16, paint.bright(wood, 0.1), radius=3)]


def jars(paint: Paint, name: str, left: float, right: float, y: float, size: float) -> list[Node]:
    """Jars, pots and bottles on a board."""
    random = paint.random(name)
    tints = [paint.local(c, 0.35) for c in ("#c8744a", "#5f8a86", "#d9c48a", "#7a5a78", "#8fa05a")]
    each: list[list[Path]] = [[] for _ in tints]
    shine: list[Path] = []
    x = left + size * 0.3
    while x < right - size * 0.3:
        w, h = size * random.uniform(0.3, 0.5), size * random.uniform(0.5, 1.0)
        tint = random.randrange(len(tints))
        each[tint] += [
            rectangle(x - w / 2, y - h * 0.78, w, h * 0.78, w * 0.24),
            rectangle(x - w * 0.22, y - h, w * 0.44, h * 0.3, 2),
        ]
        shine.append(rectangle(x - w * 0.32, y - h * 0.66, w * 0.12, h * 0.46, 2))
        x += w * random.uniform(1.15, 1.7)
    return [
        *(fill(joined(paths), tint) for paths, tint in zip(each, tints, strict=True) if paths),
        fill(joined(shine), paint.scheme.rim, 0.5),
    ]


def shelf(paint: Paint, name: str, x: float, y: float, width: float, size: float, of_books: bool = False) -> list[Node]:
    """A board on the wall with things on it."""
    wood = paint.local(WOOD)
    left, right = x - width / 2, x + width / 2
    things = (
        books(paint, paint.random(name), left + 8, right - 8, y, size)
        if of_books
        else jars(paint, name, left, right, y, size)
    )
    brackets = [polygon([(bx, y + 6), (bx + 10, y + 6), (bx, y + 24)]) for bx in (left + 18, right - 28)]
    return [
        block(left, y + 8, width, 12, paint.scheme.shadow, 0.22),
        fill(joined(brackets), paint.deep(wood, 0.4)),
        *things,
        block(left, y, width, 9, paint.bright(wood, 0.12), radius=2),
    ]


def picture(paint: Paint, name: str, x: float, y: float, width: float, height: float) -> list[Node]:
    """A framed landscape on the wall, or what its period hangs there."""
    if drawn := hangs_on_wall(paint, x, y, width, height, "#5f86b8"):
        return drawn
    random = paint.random(name)
    frame = mix(paint.local("#8a6a3c"), paint.scheme.accent, 0.25)
    left, top = x - width / 2, y - height / 2
    sky = paint.local(random.choice(("#a9c3cf", "#e0b88e", "#c9b2c4")), 0.5)
    hill = [
        (left, top + height * 0.7),
        (left + width * 0.3, top + height * random.uniform(0.4, 0.6)),
        (left + width * 0.6, top + height * 0.62),
        (left + width, top + height * random.uniform(0.45, 0.6)),
        (left + width, top + height),
        (left, top + height),
    ]
    return [
        block(left - 5, top + 2, width + 16, height + 14, paint.scheme.shadow, 0.25),
        block(left - 8, top - 8, width + 16, height + 16, frame, radius=2),
        block(left - 3, top - 3, width + 6, height + 6, paint.deep(frame, 0.45)),
        block(left, top, width, height, vertical(top, top + height, (0.0, paint.deep(sky, 0.2)), (1.0, sky))),
        disc(x + width * 0.2, top + height * 0.3, height * 0.1, paint.bright(sky, 0.6)),
        facet(hill, paint.deep(sky, 0.5)),
    ]


def rug(paint: Paint, x: float, y: float, width: float, colour: str) -> list[Node]:
    """An oval carpet on the floor."""
    return [
        disc(x, y, width / 2, paint.deep(colour, 0.25), width * 0.075),
        disc(x, y - 1, width * 0.46, mix(colour, paint.scheme.accent, 0.4), width * 0.066),
        disc(x, y - 1, width * 0.42, colour, width * 0.058),
        disc(x, y - 1, width * 0.24, mix(colour, paint.scheme.accent, 0.22), width * 0.03),
    ]


def plant(paint: Paint, x: float, y: float, height: float, dark: bool = False) -> list[Node]:
    """A potted plant with broad leaves; `dark` for one close to the camera."""
    random = paint.random(f"plant {x:.0f}")
    leaf = paint.near if dark else paint.local("#5b8a52", 0.4)
    pot = paint.near if dark else paint.local("#b0653f", 0.35)
    leaves: list[Path] = []
    veins: list[Path] = []
    for k in range(9):
        u = (k - 4) / 4 + random.uniform(-0.08, 0.08)
        tip = (x + u * height * 0.48, y - height * (1.0 - 0.5 * u * u) * random.uniform(0.86, 1.0))
        base = (x + u * 10, y - height * 0.3)
        wide = height * 0.09
        leaves.append(
            smooth(
                [
                    base,
                    ((base[0] + tip[0]) / 2 - wide, (base[1] + tip[1]) / 2 - wide * 0.6),
                    tip,
                    ((base[0] + tip[0]) / 2 + wide, (base[1] + tip[1]) / 2 + wide * 0.6),
                ],
                tension=0.9,
            )
        )
        veins.append(smooth([base, ((base[0] + tip[0]) / 2, (base[1] + tip[1]) / 2 - 4), tip], closed=False))
    w = height * 0.2
    return [
        disc(x, y, w * 1.4, paint.scheme.shadow, 6, 0.3),
        fill(joined(leaves[::2]), paint.deep(leaf, 0.3)),
        fill(joined(leaves[1::2]), leaf),
        strokes(veins, paint.bright(leaf, 0.25), 1.6, 0.6 if not dark else 0.0),
        facet(
            [(x - w, y - height * 0.34), (x + w, y - height * 0.34), (x + w * 0.72, y), (x - w * 0.72, y)],
            across(x - w, x + w, (0.0, paint.bright(pot, 0.14)), (1.0, paint.deep(pot, 0.4))),
        ),
        block(x - w * 1.12, y - height * 0.38, w * 2.24, height * 0.07, pot, radius=3),
    ]


def barrel(paint: Paint, x: float, y: float, height: float) -> list[Node]:
    """A barrel with hoops."""
    wood, iron = paint.local("#80593a"), paint.local("#4a4650")
    w = height * 0.38
    body = [
        (x - w * 0.8, y),
        (x - w, y - height * 0.5),
        (x - w * 0.8, y - height),
        (x + w * 0.8, y - height),
        (x + w, y - height * 0.5),
        (x + w * 0.8, y),
    ]
    staves = [
        smooth([(x + w * k * 0.8, y - height), (x + w * k, y - height / 2), (x + w * k * 0.8, y)], closed=False)
        for k in (-0.6, -0.2, 0.2, 0.6)
    ]
    hoops = [
        smooth([(x - w * r, y - height * k), (x, y - height * k + 6), (x + w * r, y - height * k)], closed=False)
        for k, r in ((0.12, 0.86), (0.34, 0.97), (0.66, 0.97), (0.88, 0.86))
    ]
    return [
        disc(x, y, w * 1.1, paint.scheme.shadow, 9, 0.35),
        fill(
            smooth(body, tension=0.6),
            across(
                x - w,
                x + w,
                (0.0, paint.deep(wood, 0.4)),
                (0.55, paint.bright(wood, 0.14)),
                (1.0, paint.deep(wood, 0.3)),
            ),
        ),
        strokes(staves, paint.deep(wood, 0.5), 1.8, 0.6),
        strokes(hoops, iron, height * 0.05),
        disc(x, y - height, w * 0.8, paint.bright(wood, 0.2), w * 0.16),
    ]


def clock(paint: Paint, x: float, y: float, r: float) -> Group:
    """A wall clock whose second hand runs, or what its period hangs there."""
    if drawn := time_of(paint, x, y, r):
        return drawn
    from generation.animatic.art import turn

    rim, face = paint.local(DARK_WOOD), paint.local("#efe6d0", 0.2)
    ticks = [
        polygon([(x + dx * r * 0.86, y + dy * r * 0.86), (x + dx * r * 0.72, y + dy * r * 0.72)], closed=False)
        for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
    ]
    hand = Group(
        (straight([(x, y + r * 0.16), (x, y - r * 0.74)], paint.scheme.accent, 2.2),),
        transform=lambda t: turn(6.0 * int(t) + 48, (x, y)),
    )
    return Group(
        (
            disc(x + 3, y + 5, r * 1.14, paint.scheme.shadow, opacity=0.25),
            disc(x, y, r * 1.14, rim),
            disc(x, y, r, face),
            strokes(ticks, paint.deep(rim, 0.3), 2.6),
            straight([(x, y), (x - r * 0.34, y - r * 0.34)], paint.deep(rim, 0.4), 4.4),
            straight([(x, y), (x + r * 0.22, y - r * 0.66)], paint.deep(rim, 0.4), 3.2),
            hand,
        ),
        name="clock",
    )


def banner(paint: Paint, x: float, top: float, width: float, height: float, colour: str) -> list[Node]:
    """A hanging cloth with a swallow tail and a sign on it."""
    left, right, foot = x - width / 2, x + width / 2, top + height
    cloth = [(left, top), (right, top), (right, foot), (x, foot - width * 0.42), (left, foot)]
    gold = paint.scheme.accent
    return [
        facet([(px + 6, py + 6) for px, py in cloth], paint.scheme.shadow, 0.25),
        facet(
            cloth,
            across(
                left,
                right,
                (0.0, paint.deep(colour, 0.3)),
                (0.3, paint.bright(colour, 0.14)),
                (0.6, paint.deep(colour, 0.16)),
                (1.0, colour),
            ),
        ),
        straight([(left + 7, top + 10), (left + 7, foot - 16)], gold, 2.6, 0.8),
        straight([(right - 7, top + 10), (right - 7, foot - 16)], gold, 2.6, 0.8),
        facet(
            [
                (x, top + height * 0.26),
                (x + width * 0.2, top + height * 0.4),
                (x, top + height * 0.54),
                (x - width * 0.2, top + height * 0.4),
            ],
            gold,
            0.9,
        ),
        block(left - 8, top - 6, width + 16, 9, paint.local(DARK_WOOD), radius=4),
    ]
