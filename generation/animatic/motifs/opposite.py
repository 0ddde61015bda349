"""What is on the wall that was behind the camera: coats, notices, benches, and the light of the windows across from it.

Pieces stand with the middle of their foot at (x, y), or hang around it. `size` is 1 in the back wall of an ordinary room.
"""

from random import Random

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import across, block, disc, fill, joined, strokes, vertical
from generation.animatic.motifs.furniture import DARK_WOOD, WOOD, box
from generation.animatic.motifs.paint import Paint

_CLOTHS = ("#5a6f7a", "#8a4f46", "#6b6a4d", "#a5804f", "#4f5f78", "#7a5a70")
_PAPERS = ("#f1ead8", "#f1ead8", "#e5c98a", "#a9c6c4", "#e0a89a")


def light_from_behind(paint: Paint, x: float = 800.0, width: float = 300.0) -> Group:
    """The light that a window behind the camera lays on the floor before it."""
    light = paint.outside
    colour = mix(light.horizon, "#ffffff", 0.1) if light.night else mix(light.sun, light.horizon, 0.4)
    weather = {"rain": 0.3, "storm": 0.2, "fog": 0.4, "snow": 0.6, "cloudy": 0.5}.get(paint.setting.weather, 1.0)
    strength = 0.42 * weather * (0.4 if light.night else 0.8)
    top, foot, half = 706.0, 880.0, width / 2
    panes = [
        polygon([(x + a * half, top), (x + b * half, top), (x + b * half * 1.5, foot), (x + a * half * 1.5, foot)])
        for a, b in ((-1.0, -0.05), (0.05, 1.0))
    ]
    pool = fill(joined(panes), vertical(top, foot, (0.0, colour, 0.5 * strength), (1.0, colour, strength)))
    return Group((Group((pool,), blur=5.0),), blend="screen", name="window light")


def hooks(
    paint: Paint, name: str, x: float, y: float, width: float, size: float = 1.0, bags: bool = False
) -> list[Node]:
    """A board with pegs, and on most of them a coat, a scarf or (with `bags`) a satchel."""
    random, wood = paint.random(name), paint.local(WOOD)
    count = max(2, int(width / (58 * size)))
    each: list[list[Path]] = [[] for _ in _CLOTHS]
    folds: list[Path] = []
    pegs: list[Path] = []
    for k in range(count):
        px = x - width / 2 + width * (k + 0.5) / count
        pegs.append(rectangle(px - 4 * size, y - 4 * size, 8 * size, 24 * size, 3 * size))
        if count > 3 and random.random() < 0.22:
            continue
        hung, fold = _bag(px, y + 16 * size, size) if bags and k % 2 else _coat(random, px, y + 12 * size, size)
        each[random.randrange(len(_CLOTHS))].append(hung)
        folds.append(fold)
    return [
        block(x - width / 2 - 8 * size, y - 8 * size, width + 16 * size, 20 * size, wood, radius=3),
        block(x - width / 2 - 8 * size, y - 8 * size, width + 16 * size, 4 * size, paint.bright(wood, 0.3), radius=2),
        fill(joined(pegs), paint.deep(wood, 0.4)),
        *(
            fill(
                joined(paths),
                vertical(
                    y,
                    y + 190 * size,
                    (0.0, paint.bright(paint.local(tint, 0.35), 0.1)),
                    (1.0, paint.deep(paint.local(tint, 0.35), 0.3)),
                ),
            )
            for paths, tint in zip(each, _CLOTHS, strict=True)
            if paths
        ),
        strokes(folds, paint.scheme.shadow, 2.2 * size, 0.35),
    ]


def _coat(random: Random, x: float, y: float, s: float) -> tuple[Path, Path]:
    long, wide = random.uniform(130, 200) * s, random.uniform(24, 31) * s
    outline = [
        (x - 6 * s, y),
        (x - wide * 0.8, y + 16 * s),
        (x - wide, y + long),
        (x + wide, y + long),
        (x + wide * 0.8, y + 16 * s),
        (x + 6 * s, y),
    ]
    return smooth(outline, tension=0.4), polygon([(x + 2 * s, y + 20 * s), (x - 3 * s, y + long * 0.94)], False)


def _bag(x: float, y: float, s: float) -> tuple[Path, Path]:
    strap = polygon([(x - 20 * s, y + 56 * s), (x - 3 * s, y), (x + 3 * s, y), (x + 20 * s, y + 56 * s)])
    return strap + rectangle(x - 28 * s, y + 50 * s, 56 * s, 52 * s, 8 * s), polygon(
        [(x - 28 * s, y + 74 * s), (x + 28 * s, y + 74 * s)], False
    )


def notice_board(paint: Paint, name: str, x: float, y: float, width: float, height: float) -> list[Node]:
    """Cork in a wooden frame, with papers pinned to it."""
    random, cork = paint.random(name), paint.local("#b98f5a", 0.3)
    each: list[list[Path]] = [[] for _ in _PAPERS]
    pins: list[Path] = []
    lines: list[Path] = []
    columns = max(3, int(width / 62))
    for k in range(columns * 2):
        w, h = random.uniform(0.6, 0.86) * width / columns, random.uniform(0.28, 0.4) * height
        px = x - width / 2 + width * (k % columns + 0.5) / columns
        py = y + (-0.24 if k < columns else 0.24) * height + random.uniform(-0.05, 0.05) * height
        if random.random() < 0.14:
            continue
        each[random.randrange(len(_PAPERS))].append(rectangle(px - w / 2, py - h / 2, w, h, 1))
        pins.append(ellipse(px, py - h / 2 + 5, 3))
        lines += [
            polygon([(px - w * 0.32, py + h * dy), (px + w * 0.3, py + h * dy)], False) for dy in (-0.1, 0.1, 0.28)
        ]
    return [
        block(x - width / 2 - 8, y - height / 2 - 4, width + 22, height + 18, paint.scheme.shadow, 0.2),
        block(x - width / 2 - 10, y - height / 2 - 10, width + 20, height + 20, paint.local(WOOD), radius=3),
        block(x - width / 2, y - height / 2, width, height, cork),
        *(fill(joined(paths), paint.local(tint, 0.2)) for paths, tint in zip(each, _PAPERS, strict=True) if paths),
        strokes(lines, paint.deep(cork, 0.4), 2.0, 0.4),
        fill(joined(pins), paint.local("#b5473a", 0.3)),
    ]


def bench(paint: Paint, x: float, y: float, width: float, colour: str | None = None, back: bool = True) -> list[Node]:
    """A bench at the wall, with a back of slats."""
    wood = colour or paint.local(WOOD)
    legs = [rectangle(x + s * width * 0.44 - 7, y - 66, 14, 66, 2) for s in (-1, 1)]
    slats = [rectangle(x - width / 2, y - up, width, 15, 3) for up in (148, 124, 100)] if back else []
    posts = [rectangle(x + s * width * 0.45 - 6, y - 158, 12, 100, 3) for s in (-1, 1)] if back else []
    return [
        disc(x, y, width * 0.54, paint.scheme.shadow, 9, 0.32),
        fill(joined([*posts, *slats]), paint.deep(wood, 0.1)),
        block(x - width / 2 + 6, y - 60, width - 12, 24, paint.deep(wood, 0.5)),
        fill(joined(legs), paint.deep(wood, 0.25)),
        block(
            x - width / 2 - 4,
            y - 78,
            width + 8,
            18,
            vertical(y - 78, y - 60, (0.0, paint.bright(wood, 0.25)), (1.0, wood)),
            radius=4,
        ),
    ]


def sideboard(paint: Paint, x: float, y: float, width: float, height: float = 132.0, bare: bool = False) -> list[Node]:
    """A low cupboard with a bowl and a vase on it if it is not `bare`; in the middle ages a chest with iron bands."""
    wood = paint.local("#80583a", 0.35)
    if paint.setting.period == "medieval":
        return _chest(paint, x, y, width * 0.8, height * 0.72)
    top, count = y - height, max(2, int(width / 84))
    leaves = [
        rectangle(x - width / 2 + 10 + k * (width - 20) / count + 4, top + 18, (width - 20) / count - 8, height - 40, 4)
        for k in range(count)
    ]
    return [
        *box(paint, x, y, width, height, wood),
        fill(joined(leaves), paint.deep(wood, 0.2)),
        strokes(leaves, paint.bright(wood, 0.22), 2.0, 0.6),
        fill(
            joined(
                ellipse(
                    x - width / 2 + 10 + (k + (0.86 if k % 2 == 0 else 0.14)) * (width - 20) / count,
                    top + height * 0.5,
                    4,
                )
                for k in range(count)
            ),
            paint.scheme.accent,
        ),
        block(x - width * 0.53, top - 7, width * 1.06, 12, paint.bright(wood, 0.24), radius=3),
        *(() if bare else _flowers(paint, x - width * 0.3, top - 7)),
        *(() if bare else _bowl(paint, x + width * 0.24, top - 7)),
    ]


def _flowers(paint: Paint, x: float, y: float) -> list[Node]:
    """A vase with four flowers."""
    stems = [
        smooth([(x, y - 43), (x + dx * 0.5, y - 79), (x + dx, y - 97 + abs(dx) * 0.4)], False)
        for dx in (-30, -10, 12, 32)
    ]
    buds = [ellipse(x + dx, y - 101 + abs(dx) * 0.4, 9) for dx in (-30, -10, 12, 32)]
    vase = [(x - 14, y), (x - 22, y - 27), (x - 9, y - 49), (x + 9, y - 49), (x + 22, y - 27), (x + 14, y)]
    return [
        strokes(stems, paint.local("#5b8a52", 0.35), 3.0),
        fill(joined(buds), paint.local("#d98a6a", 0.35)),
        fill(smooth(vase, tension=0.7), paint.local("#5f8a9a", 0.3)),
    ]


def _bowl(paint: Paint, x: float, y: float) -> list[Node]:
    outline = [(x - 38, y - 23), (x + 38, y - 23), (x + 18, y), (x - 18, y)]
    return [fill(smooth(outline, tension=0.5), paint.local("#b8704a", 0.3))]


def _chest(paint: Paint, x: float, y: float, width: float, height: float) -> list[Node]:
    wood, iron = paint.local("#6a4a32", 0.3), paint.local("#3d3a3c", 0.3)
    lid = smooth(
        [
            (x - width / 2 - 6, y - height * 0.66),
            (x - width / 2, y - height),
            (x + width / 2, y - height),
            (x + width / 2 + 6, y - height * 0.66),
        ],
        tension=0.4,
    )
    return [
        *box(paint, x, y, width, height * 0.7, wood),
        fill(lid, paint.bright(wood, 0.12)),
        fill(joined(rectangle(x + s * width * 0.34 - 9, y - height, 18, height, 2) for s in (-1, 1)), iron),
        block(x - 16, y - height * 0.78, 32, 34, iron, radius=4),
    ]


def dresser(paint: Paint, name: str, x: float, y: float, width: float, height: float = 400.0) -> list[Node]:
    """A kitchen dresser: plates that lean on its boards, cups on hooks, doors below."""
    random, wood = paint.random(name), paint.local("#94683f", 0.35)
    low, left = height * 0.4, x - width / 2
    china = [paint.local(tint, 0.25) for tint in ("#f0ebe0", "#8fb0bc", "#d9a57a")]
    each: list[list[Path]] = [[] for _ in china]
    rims: list[Path] = []
    nodes: list[Node] = [
        *box(paint, x, y, width, low, wood),
        block(left + 8, y - height, width - 16, height - low, paint.deep(wood, 0.42)),
    ]
    for row, up in enumerate((0.46, 0.7)):
        foot, r = y - height * up, width * 0.075
        for k in range(5):
            cx = left + width * (k + 1) / 6
            if row and k % 2:
                each[random.randrange(3)].append(rectangle(cx - r * 0.6, foot - r * 1.5, r * 1.2, r * 1.4, 5))
            else:
                each[random.randrange(3)].append(ellipse(cx, foot - r * 1.05, r, r))
                rims.append(ellipse(cx, foot - r * 1.05, r * 0.62, r * 0.62))
        nodes.append(block(left + 8, foot - 2, width - 16, 9, paint.bright(wood, 0.14)))
    doors = [
        rectangle(left + 12 + k * (width - 24) / 2 + 5, y - low * 0.66, (width - 24) / 2 - 10, low * 0.54, 4)
        for k in range(2)
    ]
    drawers = [
        rectangle(left + 12 + k * (width - 24) / 3 + 4, y - low * 0.92, (width - 24) / 3 - 8, low * 0.2, 3)
        for k in range(3)
    ]
    return [
        *nodes,
        *(fill(joined(paths), tint) for paths, tint in zip(each, china, strict=True) if paths),
        strokes(rims, paint.deep(china[1], 0.2), 2.4, 0.6),
        fill(joined([*doors, *drawers]), paint.deep(wood, 0.18)),
        fill(
            joined(
                [
                    *(ellipse(left + 12 + (k + 0.5) * (width - 24) / 3, y - low * 0.82, 4) for k in range(3)),
                    *(ellipse(x + s * 16, y - low * 0.4, 4) for s in (-1, 1)),
                ]
            ),
            paint.scheme.accent,
        ),
        block(left - 8, y - low - 8, width + 16, 13, paint.bright(wood, 0.26), radius=3),
        fill(joined(rectangle(x + s * (width / 2 - 8) - 8, y - height, 16, height - low, 2) for s in (-1, 1)), wood),
        block(left - 10, y - height - 12, width + 20, 20, paint.bright(wood, 0.14), radius=4),
    ]


def umbrellas(paint: Paint, x: float, y: float) -> list[Node]:
    """A stand with two umbrellas and a stick."""
    brass, cloth = mix(paint.local("#b98d3f"), paint.scheme.accent, 0.25), paint.local("#3f4f5f", 0.3)
    handles = [
        smooth(
            [(x + dx, y - 60), (x + dx * 1.5, y - 178), (x + dx * 1.5 + 10, y - 196), (x + dx * 1.5 + 20, y - 182)],
            False,
        )
        for dx in (-12, 12)
    ]
    folds = [
        polygon([(x + dx - 6, y - 60), (x + dx * 1.4 - 3, y - 164), (x + dx * 1.4 + 3, y - 164), (x + dx + 9, y - 60)])
        for dx in (-12, 12)
    ]
    return [
        disc(x, y, 36, paint.scheme.shadow, 7, 0.32),
        strokes(handles, paint.local(DARK_WOOD), 5.0),
        fill(joined(folds), cloth),
        block(
            x - 28,
            y - 86,
            56,
            86,
            across(x - 28, x + 28, (0.0, paint.bright(brass, 0.2)), (1.0, paint.deep(brass, 0.4))),
            radius=8,
        ),
        block(x - 30, y - 88, 60, 9, paint.bright(brass, 0.3), radius=4),
    ]


def radiator(paint: Paint, x: float, y: float, width: float) -> list[Node]:
    """Ribs of iron under a sill; nothing before there were any."""
    if paint.setting.period in ("medieval", "future"):
        return []
    iron = paint.local("#d8d3c6", 0.25)
    ribs = [rectangle(x - width / 2 + k * 19, y - 118, 14, 108, 7) for k in range(int(width / 19))]
    return [
        block(x - width / 2, y - 104, width, 8, paint.deep(iron, 0.3)),
        block(x - width / 2, y - 30, width, 8, paint.deep(iron, 0.3)),
        fill(
            joined(ribs),
            across(x - width / 2, x + width / 2, (0.0, paint.bright(iron, 0.1)), (1.0, paint.deep(iron, 0.24))),
        ),
        block(x - width / 2, y - 2, width, 6, paint.scheme.shadow, 0.25),
    ]


def basket(paint: Paint, x: float, y: float, width: float, filled: str | None = None) -> list[Node]:
    """A woven basket; `filled` is the colour of what looks out of it."""
    straw, height = paint.local("#b98a52", 0.3), width * 0.8
    body = polygon(
        [(x - width / 2, y - height), (x + width / 2, y - height), (x + width * 0.42, y), (x - width * 0.42, y)]
    )
    rows = [
        polygon([(x - width * 0.48, y - height * k), (x + width * 0.48, y - height * k)], False)
        for k in (0.2, 0.4, 0.6, 0.8)
    ]
    lump = smooth(
        [
            (x - width * 0.46, y - height),
            (x - width * 0.3, y - height * 1.2),
            (x, y - height * 1.12),
            (x + width * 0.28, y - height * 1.24),
            (x + width * 0.46, y - height),
        ]
    )
    return [
        disc(x, y, width * 0.56, paint.scheme.shadow, 7, 0.32),
        *((fill(lump, paint.local(filled, 0.3)),) if filled else ()),
        fill(
            body, across(x - width / 2, x + width / 2, (0.0, paint.bright(straw, 0.12)), (1.0, paint.deep(straw, 0.35)))
        ),
        strokes(rows, paint.deep(straw, 0.45), 3.0, 0.6),
        block(x - width * 0.53, y - height - 6, width * 1.06, 12, paint.bright(straw, 0.2), radius=5),
    ]
