"""What a season brings: blossom and turned leaves, what falls from trees and what lies under them, snow and frost."""

import math
from collections.abc import Callable, Collection, Sequence
from random import Random

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import block, fill, glow, joined, strokes
from generation.animatic.motifs.paint import Paint
from generation.animatic.season_light import needles
from generation.animatic.stage import LEFT, RIGHT, Layer

_WORDS = {
    "spring": {"springtime", "blossom", "april"},
    "summer": {"summer", "summertime", "midsummer", "july", "august"},
    "autumn": {"autumn", "autumnal", "october", "november", "maple"},
    "winter": {"winter", "wintry", "snow", "snowy", "snowbound", "icy", "frozen", "frosty", "christmas", "december"},
}
_TURNED = ("#c9702a", "#b23f26", "#e0a733", "#93501f", "#d98a2b")
_BLOSSOM = ("#f0a2b8", "#f6c3d0", "#f5e0e2")
_BARE = 0.1
"""Part of the trees that have lost their leaves in autumn."""
_ROUND = 2600.0
"""Stage pixels across, after which a leaf comes again."""
_LIE_FLAT = 0.42


def season_named(words: Collection[str]) -> str:
    """The season that the words of a place speak of, or none."""
    return next((season for season, said in _WORDS.items() if not said.isdisjoint(words)), "")


def snow_white(paint: Paint) -> str:
    """Snow in this light."""
    return mix("#ffffff", paint.scheme.ambient, 0.06 + paint.scheme.shade * 0.6)


def leafless(paint: Paint, random: Random) -> bool:
    """Whether this tree has lost its leaves."""
    if paint.setting.season == "winter":
        return True
    return paint.setting.season == "autumn" and random.random() < _BARE


def tree_leaf(paint: Paint, random: Random) -> str | None:
    """The leaves of one tree in its season: each of another red or gold in autumn, some in blossom in spring."""
    if paint.setting.season == "autumn":
        return paint.local(random.choice(_TURNED), 0.3)
    if paint.setting.season == "spring" and random.random() < 0.66:
        return mix(paint.scheme.foliage, paint.local(random.choice(_BLOSSOM), 0.12), 0.8)
    return None


def evergreen(paint: Paint) -> str:
    """The foliage of firs and pines, which no autumn turns."""
    return needles(paint.scheme.foliage, paint.setting.season)


def snow_on_branches(paint: Paint, paths: Collection[Path], width: float, distance: float) -> list[Node]:
    """Snow along the upper side of branches, which are drawn as lines of a width."""
    if not paint.snowy:
        return []
    moved = [_raised(path, width * 0.4) for path in paths]
    return [strokes(moved, paint.faded(snow_white(paint), distance * 0.5), max(0.8, width * 0.55), 0.9)]


def _raised(path: Path, up: float) -> Path:
    return Path(
        tuple(
            (command[0], *(value if i % 2 == 0 else float(value) - up for i, value in enumerate(command[1:])))
            for command in path.commands
        )
    )


def crown_tints(paint: Paint, crowns: Sequence[Path], leaf: str, distance: float) -> list[tuple[str, Sequence[Path]]]:
    """The crowns of a wood with their colours: one green, or the reds and golds of autumn."""
    if paint.setting.season != "autumn":
        return [(leaf, crowns)]
    tints = [paint.faded(paint.local(tint, 0.3), distance) for tint in (_TURNED[0], _TURNED[2], _TURNED[1])]
    return [(tint, crowns[k::3]) for k, tint in enumerate(tints) if crowns[k::3]]


def bare_boughs(
    paint: Paint, name: str, trunks: Sequence[Point], width: float, bark: str, distance: float
) -> list[Node]:
    """The leafless branches of trunks that leave the picture above, with snow on them; a trunk is given by its foot."""
    random = paint.random(f"boughs {name}")
    limbs: list[Path] = []
    twigs: list[Path] = []
    for x, foot in trunks:
        for k in range(2 if distance > 0.6 else 3):
            y, side = foot - (270.0 + 125 * k) * random.uniform(0.9, 1.1), 1 if (k + round(x)) % 2 else -1
            long = random.uniform(90, 190) * (1.25 - 0.5 * distance)
            elbow, tip = (
                (x + side * long * 0.5, y - long * 0.3),
                (x + side * long, y - long * random.uniform(0.6, 0.95)),
            )
            limbs.append(smooth([(x, y), elbow, tip], closed=False))
            for u in () if distance > 0.6 else (0.4, 0.7):
                px, py = x + side * long * u, y - long * (0.62 * u - 0.02)
                bend = random.choice((-1, 1)) * random.uniform(0.12, 0.3)
                twigs.append(smooth([(px, py), (px + side * long * 0.2, py - long * (0.16 + bend))], closed=False))
    dark = paint.deep(bark, 0.15)
    return [
        strokes(limbs, dark, width * 0.13),
        strokes(twigs, dark, width * 0.06),
        *snow_on_branches(paint, limbs, width * 0.13, distance),
    ]


def flat_leaf(x: float, y: float, size: float, angle: float, squash: float = _LIE_FLAT) -> Path:
    """A leaf that lies on the ground, seen from the side."""
    cos, sin = math.cos(angle), math.sin(angle)
    points = ((-1.0, 0.0), (-0.2, -0.5), (1.0, 0.0), (-0.2, 0.5))
    return smooth(
        [(x + (px * cos - py * sin) * size, y + (px * sin + py * cos) * size * squash) for px, py in points],
        tension=0.8,
    )


def lying(
    paint: Paint, name: str, top: float, bottom: float, count: int, left: float = LEFT, right: float = RIGHT
) -> list[Node]:
    """What lies on the ground of a season: leaves in autumn, petals in spring; larger as it comes nearer."""
    shown = {"autumn": (count, 12.5, _TURNED), "spring": (count // 3, 4.5, _BLOSSOM)}.get(paint.setting.season)
    if shown is None or paint.snowy:
        return []
    many, size, colours = shown
    random = paint.random(f"lying {name}")
    each: list[list[Path]] = [[] for _ in colours]
    for i in range(many):
        part = random.random() ** 1.4
        grown = size * (0.28 + 0.9 * part) * random.uniform(0.7, 1.25)
        x, y = random.uniform(left, right), top + (bottom - top) * part
        each[i % len(colours)].append(flat_leaf(x, y, grown, random.uniform(0, math.tau)))
    return [fill(joined(paths), paint.local(tint, 0.12), 0.9) for paths, tint in zip(each, colours, strict=True)]


def falling(paint: Paint) -> tuple[Layer, ...]:
    """Leaves that come down before the figures and behind them in autumn, petals in spring; snow is weather."""
    kind = paint.setting.season
    if kind not in ("autumn", "spring") or paint.setting.weather in ("snow", "storm", "wind"):
        return ()
    random = paint.random("falling")
    colours = _TURNED if kind == "autumn" else _BLOSSOM
    count, size = (16, 11.0) if kind == "autumn" else (13, 5.0)
    leaves: list[Node] = []
    for i in range(count):
        shape = fill(
            flat_leaf(0.0, 0.0, size * random.uniform(0.7, 1.25), 0.0, 1.0),
            paint.local(colours[i % len(colours)], 0.3),
            0.95,
        )
        leaves.append(Group((shape,), transform=_fall(paint, random)))
    return (Layer(f"falling {kind}", 1.05, Group(tuple(leaves), name="falling leaves"), blurs=False),)


def _fall(paint: Paint, random: Random) -> Callable[[float], Matrix]:
    """Down, from side to side, and turning: edge on at the ends of each swing."""
    x, y, seed = random.uniform(LEFT, RIGHT), random.uniform(0, 1500), random.uniform(0, 6)
    pace, swing = random.uniform(52, 88), random.uniform(24, 54)
    aside = 26.0 * paint.windy * (-1 if paint.outside.light_x > 0 else 1)

    def place(t: float) -> Matrix:
        phase = t * 1.5 + seed
        down = (y + pace * t) % 1500 - 300
        across = LEFT + (x - LEFT + aside * t) % _ROUND + swing * math.sin(phase)
        turned, thin = 0.9 * math.sin(phase + 0.6), 0.3 + 0.7 * abs(math.cos(phase * 0.8))
        cos, sin = math.cos(turned), math.sin(turned)
        return Matrix(cos, sin, -sin * thin, cos * thin, across, down + 9 * math.cos(phase * 2))

    return place


def drifts(paint: Paint, name: str, top: float, bottom: float, count: int) -> list[Node]:
    """Snow that lies in soft swells, blue on the side away from the light."""
    if paint.setting.season != "winter":
        return []
    random = paint.random(f"drifts {name}")
    white, blue = snow_white(paint), mix(paint.scheme.ground_dark, paint.scheme.sky_top, 0.35)
    lights: list[Path] = []
    shades: list[Path] = []
    for part in sorted(random.random() for _ in range(count)):
        x, y = random.uniform(LEFT, RIGHT), top + (bottom - top) * part
        wide = (70 + 260 * part) * random.uniform(0.7, 1.3)
        lights.append(_swell(x, y, wide, wide * 0.085))
        shades.append(_swell(x - wide * 0.2 * paint.scheme.light_x, y + wide * 0.035, wide * 0.96, wide * 0.05))
    return [fill(joined(shades), blue, 0.26), fill(joined(lights), white, 0.36)]


def _swell(x: float, y: float, width: float, height: float) -> Path:
    half = width / 2
    return smooth(
        [
            (x - half, y),
            (x - half * 0.4, y - height),
            (x + half * 0.3, y - height * 0.8),
            (x + half, y),
            (x, y + height * 0.35),
        ]
    )


def at_window(paint: Paint, left: float, top: float, width: float, height: float) -> list[Node]:
    """A twig outside of a window in its season, and in winter frost in the corners of the pane and snow on its sill."""
    season = paint.setting.season
    if not season or paint.setting.interior is False:
        return []
    random = paint.random(f"twig {left:.0f}")
    twigs, tips = _twig(random, left + width * 1.05, top + height * 0.1, width, height)
    bark = mix(paint.outside.shadow, paint.outside.far, 0.3)
    nodes: list[Node] = [strokes(twigs, bark, max(1.6, width * 0.014))]
    size = width * 0.045
    tints = {"autumn": _TURNED, "spring": _BLOSSOM, "summer": (paint.outside.foliage,)}.get(season, ())
    for k, tint in enumerate(tints):
        own = tips[k :: len(tints)]
        leaves = [flat_leaf(x, y, size * random.uniform(0.7, 1.2), random.uniform(0, math.tau), 1.0) for x, y in own]
        seen = mix(paint.palette.draw(tint, 0.3), paint.outside.ambient, 0.5 if paint.outside.night else 0.1)
        nodes += [fill(joined(leaves), seen)] if leaves else []
    if season == "winter":
        white = mix("#ffffff", paint.outside.ambient, paint.outside.shade * 0.7)
        nodes += [strokes([_raised(twig, width * 0.01) for twig in twigs], white, width * 0.01, 0.85)]
        nodes += [glow(left + dx * width, top + height, width * 0.42, white, 0.75) for dx in (0.0, 1.0)]
        nodes.append(Shape(_swell(left + width / 2, top + height + height * 0.01, width * 1.1, height * 0.07), white))
        nodes.append(block(left, top + height - height * 0.012, width, height * 0.02, white))
    return nodes


def _twig(random: Random, x: float, y: float, width: float, height: float) -> tuple[list[Path], list[Point]]:
    """A branch that reaches into the window from its upper right, and where leaves sit on it."""
    end = (x - width * 0.62, y + height * 0.16)
    main = [(x, y), (x - width * 0.3, y + height * 0.03), end]
    paths, tips = [smooth(main, closed=False)], [end]
    for k in range(5):
        u = 0.25 + 0.15 * k
        px, py = x + (end[0] - x) * u, y + (end[1] - y) * u * 0.8
        tip = (px - width * random.uniform(0.08, 0.18), py + height * random.uniform(0.04, 0.14) * (1 if k % 2 else -1))
        paths.append(smooth([(px, py), ((px + tip[0]) / 2, (py + tip[1]) / 2 - height * 0.01), tip], closed=False))
        tips += [tip, ((px + tip[0]) / 2, (py + tip[1]) / 2), (px, py)]
    return paths, tips
