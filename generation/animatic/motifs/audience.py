"""An audience as it is seen from the stage: rows of faces in the dark, and boxes and balconies over them."""

from generation.animatic.art import Node, Path, ellipse, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import block, disc, fill, glow, joined, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT

_SKINS = ("#e8b996", "#c98f68", "#8a5a40", "#f0cdb0")
_HAIRS = ("#2c2622", "#5a3d28", "#8a6a3c", "#b9b2a6")
_CLOTHS = ("#3f4a5f", "#6a4048", "#4a5a4a", "#5f5468", "#7a6a50")


def row(paint: Paint, name: str, y: float, size: float, dim: float, aisle: float = 0.0) -> list[Node]:
    """One row of people who look this way, their heads at `y` and `size` large; `dim` of them is in the dark.

    Nobody sits within `aisle` of the middle.
    """
    random, night = paint.random(name), paint.deep(paint.scheme.shadow, 0.2)
    heads: list[list[Path]] = [[] for _ in _SKINS]
    hairs: list[list[Path]] = [[] for _ in _HAIRS]
    bodies: list[list[Path]] = [[] for _ in _CLOTHS]
    eyes: list[Path] = []
    x = LEFT + size * random.random()
    while x < RIGHT:
        top = y + size * random.uniform(-0.2, 0.2)
        if abs(x - 800) > aisle and random.random() > 0.06:
            heads[random.randrange(len(heads))].append(ellipse(x, top, size * 0.36, size * 0.44))
            hairs[random.randrange(len(hairs))].append(_hair(x, top, size, random.random() < 0.4))
            bodies[random.randrange(len(bodies))].append(_shoulders(x, top, size))
            eyes += [ellipse(x + s * size * 0.14, top + size * 0.02, size * 0.035, size * 0.05) for s in (-1, 1)]
        x += size * random.uniform(1.6, 2.0)

    def shown(tints: tuple[str, ...], each: list[list[Path]]) -> list[Node]:
        return [
            fill(joined(paths), mix(paint.local(tint, 0.3), night, dim))
            for tint, paths in zip(tints, each, strict=True)
            if paths
        ]

    return [*shown(_CLOTHS, bodies), *shown(_SKINS, heads), fill(joined(eyes), night, 0.7), *shown(_HAIRS, hairs)]


def _hair(x: float, y: float, s: float, long: bool) -> Path:
    """Hair on the crown and, if it is long, beside the face."""
    down = 0.5 if long else -0.02
    return smooth(
        [
            (x - s * 0.4, y + s * down),
            (x - s * 0.42, y - s * 0.24),
            (x, y - s * 0.56),
            (x + s * 0.42, y - s * 0.24),
            (x + s * 0.4, y + s * down),
            (x + s * 0.26, y - s * 0.12),
            (x, y - s * 0.26),
            (x - s * 0.26, y - s * 0.12),
        ],
        tension=0.7,
    )


def _shoulders(x: float, y: float, s: float) -> Path:
    return smooth(
        [
            (x - s * 0.86, y + s * 2.0),
            (x - s * 0.76, y + s * 0.8),
            (x - s * 0.2, y + s * 0.46),
            (x + s * 0.2, y + s * 0.46),
            (x + s * 0.76, y + s * 0.8),
            (x + s * 0.86, y + s * 2.0),
        ],
        tension=0.5,
    )


def backs(paint: Paint, y: float, size: float, cloth: str, aisle: float = 0.0) -> list[Node]:
    """The backs of the seats of a row, as high as the shoulders of who sits there."""
    wide = size * 1.7
    seats = [
        rectangle(LEFT + k * wide + 3, y + size * 0.15, wide - 6, size * 2.2, size * 0.4)
        for k in range(int((RIGHT - LEFT) / wide) + 1)
        if abs(LEFT + (k + 0.5) * wide - 800) > aisle
    ]
    shade = vertical(y, y + size * 2.2, (0.0, paint.bright(cloth, 0.1)), (1.0, paint.deep(cloth, 0.5)))
    return [fill(joined(seats), shade)]


def balcony(paint: Paint, name: str, y: float, depth: float, cloth: str, gold: str) -> list[Node]:
    """A balcony from side to side at `y`: its people, its parapet with gilding, and its lamps."""
    swags = [
        smooth(
            [(LEFT + k * 128.0, y + 12), (LEFT + k * 128.0 + 64, y + depth * 0.66), (LEFT + k * 128.0 + 128, y + 12)]
        )
        for k in range(int((RIGHT - LEFT) / 128) + 1)
    ]
    lamps: list[Node] = []
    for k in range(9):
        x = 32.0 + k * 192.0
        lamps += [disc(x, y + depth * 0.4, 8, "#fff0c8"), glow(x, y + depth * 0.4, 90, paint.scheme.accent, 0.5)]
    return [
        *row(paint, name, y - 20, 22.0, 0.62),
        block(LEFT, y, RIGHT - LEFT, depth, vertical(y, y + depth, (0.0, cloth), (1.0, paint.deep(cloth, 0.5)))),
        fill(joined(swags), paint.deep(gold, 0.3), 0.5),
        block(LEFT, y - 6, RIGHT - LEFT, 12, gold),
        block(LEFT, y + depth - 8, RIGHT - LEFT, 8, paint.deep(gold, 0.3)),
        block(
            LEFT,
            y + depth,
            RIGHT - LEFT,
            60,
            vertical(y + depth, y + depth + 60, (0.0, paint.scheme.shadow, 0.6), (1.0, paint.scheme.shadow, 0.0)),
        ),
        *lamps,
    ]
