"""The ground: grass, flowers, stones, paths, furrows and fences, larger as they come nearer."""

import math
from collections.abc import Sequence
from random import Random

from generation.animatic.art import Group, Node, Path, Point, ellipse, polygon, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import blade, blob, fill, height_at, joined, land, line, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.season import drifts, lying
from generation.animatic.stage import BOTTOM, LEFT, RIGHT


def hill(paint: Paint, points: Sequence[Point], colour: str, foot: str | None = None, depth: float = 260.0) -> Node:
    """Land under a skyline, shaded downwards."""
    top = min(y for _, y in points)
    return fill(land(points), vertical(top, top + depth, (0.0, colour), (1.0, foot or paint.deep(colour, 0.3))))


def rim_light(paint: Paint, points: Sequence[Point], width: float = 3.0, opacity: float = 0.5) -> Node:
    """The light along the upper edge of land: bright at the edge, lost a little below it."""
    return Group(
        (
            line([(x, y + width * 2.2) for x, y in points], paint.scheme.rim, width * 4.4, opacity * 0.22),
            line([(x, y + width * 0.8) for x, y in points], paint.scheme.rim, width * 1.6, opacity * 0.4),
        )
    )


def grass(
    paint: Paint,
    points: Sequence[Point],
    name: str,
    count: int,
    height: float,
    colours: Sequence[str],
    left: float = LEFT,
    right: float = RIGHT,
    under: float = 10.0,
) -> list[Node]:
    """Blades along a skyline, one shape for each colour; `under` is how far below the line their feet may be."""
    random = paint.random(name)
    lean = 0.35 * paint.windy * (-1 if paint.outside.light_x > 0 else 1)
    each: list[list[Path]] = [[] for _ in colours]
    for i in range(count):
        x = random.uniform(left, right)
        tall = height * random.uniform(0.45, 1.15)
        each[i % len(colours)].append(
            blade(
                x,
                height_at(points, x) + random.uniform(1, under),
                tall,
                tall * (lean + random.uniform(-0.35, 0.35)),
                max(1.8, tall * 0.13),
            )
        )
    return [fill(joined(paths), colour) for paths, colour in zip(each, colours, strict=True)]


def tufts(
    paint: Paint, name: str, top: float, bottom: float, count: int, colours: Sequence[str], size: float = 30.0
) -> list[Node]:
    """Tufts scattered over a field between two heights, larger and sparser towards the viewer, and what lies among them."""
    random = paint.random(name)
    lies = [*drifts(paint, name, top, bottom, 16), *lying(paint, name, top, bottom, min(260, count * 2))]
    if paint.setting.season == "winter":
        count = count // 4
    lean = 0.25 * paint.windy * (-1 if paint.outside.light_x > 0 else 1)
    spots = sorted(random.random() ** 1.5 for _ in range(count))
    each: list[list[Path]] = [[] for _ in colours]
    for i, part in enumerate(spots):
        y, x = top + (bottom - top) * part, random.uniform(LEFT, RIGHT)
        tall = size * (0.25 + 0.75 * part)
        for k in range(3):
            each[i % len(colours)].append(
                blade(
                    x + (k - 1) * tall * 0.22,
                    y,
                    tall * random.uniform(0.6, 1.0),
                    tall * (lean + (k - 1) * 0.3),
                    tall * 0.14,
                )
            )
    return [*lies, *(fill(joined(paths), colour) for paths, colour in zip(each, colours, strict=True) if paths)]


def flowers(paint: Paint, name: str, top: float, bottom: float, count: int, size: float = 6.0) -> list[Node]:
    """Dots of colour in the grass."""
    random = paint.random(name)
    if paint.snowy or paint.setting.season == "autumn":
        return []
    if paint.setting.season == "spring":
        count *= 2
    tints = [paint.local(colour, 0.45) for colour in ("#f6e7a0", "#f4f2ee", "#e58a8a", "#a78bd6")]
    each: list[list[Path]] = [[] for _ in tints]
    for i in range(count):
        part = random.random() ** 1.3
        r = size * (0.3 + 0.7 * part) * random.uniform(0.7, 1.2)
        each[i % len(tints)].append(ellipse(random.uniform(LEFT, RIGHT), top + (bottom - top) * part, r, r * 0.75))
    return [fill(joined(paths), tint, 0.95) for paths, tint in zip(each, tints, strict=True)]


def patches(paint: Paint, name: str, top: float, bottom: float, count: int, colour: str, opacity: float = 0.35) -> Node:
    """Flat patches of another tone that give a field its lie: light and shade, moss, sand, snow."""
    random = paint.random(name)
    spots: list[Path] = []
    for _ in range(count):
        part = random.random()
        y, wide = top + (bottom - top) * part, (90 + 330 * part) * random.uniform(0.6, 1.3)
        x = random.uniform(LEFT, RIGHT)
        thick = wide * random.uniform(0.05, 0.1)
        spots.append(
            smooth(
                [
                    (x - wide / 2, y),
                    (x - wide * 0.2, y - thick),
                    (x + wide * 0.25, y - thick * 0.8),
                    (x + wide / 2, y),
                    (x + wide * 0.1, y + thick),
                ]
            )
        )
    return fill(joined(spots), colour, opacity)


def stones(
    paint: Paint,
    name: str,
    top: float,
    bottom: float,
    count: int,
    size: float,
    colour: str,
    left: float = LEFT,
    right: float = RIGHT,
) -> list[Node]:
    """Stones with a lit top and a shaded foot."""
    random = paint.random(name)
    bodies: list[Path] = []
    tops: list[Path] = []
    shades: list[Path] = []
    for part in sorted(random.random() for _ in range(count)):
        x, y = random.uniform(left, right), top + (bottom - top) * part
        r = size * (0.35 + 0.65 * part) * random.uniform(0.6, 1.3)
        outline = stone_outline(random, x, y, r)
        bodies.append(smooth(outline, tension=0.7))
        tops.append(
            smooth(
                [
                    (x + (px - x) * 0.72 + r * 0.1 * paint.scheme.light_x, y - r * 0.12 + (py - y) * 0.62)
                    for px, py in outline
                ],
                tension=0.7,
            )
        )
        shades.append(ellipse(x, y + r * 0.34, r * 1.15, r * 0.2))
    shown = mix(colour, "#ffffff", 0.35) if paint.snowy else paint.bright(colour, 0.22)
    return [
        fill(joined(shades), paint.scheme.shadow, 0.25),
        fill(joined(bodies), paint.deep(colour, 0.28)),
        fill(joined(tops), shown, 0.9),
    ]


def stone_outline(random: Random, x: float, y: float, r: float) -> list[Point]:
    """Eight points around a stone that lies on its flat side."""
    points: list[Point] = []
    for i in range(8):
        angle = math.tau * i / 8
        reach = r * random.uniform(0.82, 1.12)
        points.append(
            (x + math.cos(angle) * reach, y + math.sin(angle) * reach * (0.66 if math.sin(angle) < 0 else 0.4))
        )
    return points


def path(
    paint: Paint, start: Point, end: Point, near: float, far: float, colour: str, bend: float = 120.0
) -> list[Node]:
    """A way over the ground from the viewer (`start`, `near` wide) to the distance (`end`, `far` wide)."""
    if paint.snowy:
        colour = mix(colour, paint.deep(paint.scheme.ground, 0.16), 0.82)
    (x0, y0), (x1, y1) = start, end
    left: list[Point] = []
    right: list[Point] = []
    for i in range(7):
        u = i / 6
        wide = near + (far - near) * u**0.7
        x = x0 + (x1 - x0) * u + bend * math.sin(u * math.pi * 1.5) * (1 - u)
        y = y0 + (y1 - y0) * u**0.8
        left.append((x - wide / 2, y))
        right.append((x + wide / 2, y))
    outline = [*left, *reversed(right)]
    return [
        blob([(x + (6 if x > x0 else -6), y + 3) for x, y in outline], paint.deep(colour, 0.3), 0.6),
        blob(outline, vertical(y1, y0, (0.0, paint.faded(colour, 0.3)), (1.0, colour))),
    ]


def fence(
    paint: Paint, points: Sequence[Point], height: float, colour: str, spacing: float = 70.0, rails: int = 2
) -> Group:
    """Posts and rails along a line over the ground."""
    posts: list[Path] = []
    lights: list[Path] = []
    x = points[0][0]
    while x <= points[-1][0]:
        y, w = height_at(points, x), height * 0.11
        posts.append(
            polygon(
                [
                    (x - w, y + 4),
                    (x - w * 0.8, y - height),
                    (x, y - height - w * 0.8),
                    (x + w * 0.8, y - height),
                    (x + w, y + 4),
                ]
            )
        )
        lights.append(polygon([(x + w * 0.2, y), (x + w * 0.2, y - height), (x + w * 0.8, y - height), (x + w, y)]))
        x += spacing
    bars: list[Node] = []
    for k in range(rails):
        up = height * (0.82 - 0.42 * k)
        bars.append(line([(px, py - up) for px, py in points], paint.deep(colour, 0.15), height * 0.11))
    return Group((*bars, fill(joined(posts), colour), fill(joined(lights), paint.bright(colour, 0.3), 0.5)))


def foreground_grass(paint: Paint, name: str, height: float = 190.0, count: int = 90, blur: float = 3.0) -> Group:
    """Dark blades close to the camera, high at the sides and low in the middle, out of focus."""
    random = paint.random(name)
    lean = 0.2 * paint.windy * (-1 if paint.outside.light_x > 0 else 1)
    dark, less = paint.near, mix(paint.near, paint.scheme.foliage, 0.28)
    each: tuple[list[Path], list[Path]] = ([], [])
    for i in range(count):
        x = random.uniform(LEFT, RIGHT)
        side = min(1.0, abs(x - 800) / 720)
        tall = height * (0.12 + 0.88 * side**2.2) * random.uniform(0.6, 1.15)
        each[i % 2].append(
            blade(x, BOTTOM, BOTTOM - 900 + 30 + tall, tall * (lean + random.uniform(-0.35, 0.35)), 9 + tall * 0.035)
        )
    mound: list[Point] = [
        (LEFT - 60, 845),
        (LEFT + 380, 860),
        (300, 890),
        (800, 925),
        (1300, 890),
        (RIGHT - 380, 860),
        (RIGHT + 60, 845),
    ]
    return Group(
        (fill(joined(each[1]), less), fill(land(mound), dark), fill(joined(each[0]), dark)), blur=blur, name=name
    )


def furrows(paint: Paint, vanishing: Point, top: float, count: int, colour: str, opacity: float = 0.6) -> Node:
    """Ploughed lines that run to a vanishing point; they widen as they come."""
    vx, vy = vanishing
    rows: list[Path] = []
    for i in range(-count, count + 1):
        foot = 800 + i * 330.0
        part = (top - vy) / (BOTTOM - vy)
        rows.append(polygon([(vx + (foot - vx) * part, top), (foot - 60, BOTTOM), (foot + 60, BOTTOM)]))
    return fill(joined(rows), colour, opacity)
