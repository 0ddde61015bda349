"""Eyes and brows for every kind of creature: with lids that blink, highlights, and what an emotion does to them."""

import math
from dataclasses import dataclass
from typing import Literal

from generation.animatic.art import Group, Node, Path, Point, Shape, ellipse, shift, smooth, turn
from generation.animatic.colour import darker, lighter, mix
from generation.animatic.figures.creature_motion import Feeling, Motion
from generation.animatic.figures.creature_paint import Paint, at_times, limb

EyeStyle = Literal["round", "bead", "slit", "bar", "glow", "lens"]


@dataclass(frozen=True, slots=True)
class EyePlan:
    """One eye in stage pixels; `outer` says on which side of the eye the face ends (-1 left, 1 right)."""

    at: Point
    rx: float
    ry: float
    outer: float
    style: EyeStyle = "round"
    iris: str = "#7a4a20"
    lid: str = "#8a6a52"
    gaze: Point = (0.0, 0.0)
    brow: bool = True
    brow_size: float = 0.0
    glasses: bool = False


def draw_eye(plan: EyePlan, paint: Paint, mood: Feeling, closed: Motion) -> Group:
    """Draw the eye with its lid and brow."""
    rx, ry = plan.rx * mood.eye, plan.ry * mood.eye
    dark = mix("#15101a", paint.lit("#15101a"), 0.5)
    nodes: list[Node] = []
    if plan.style == "glow":
        nodes += _glowing(rx, ry, paint, plan)
    elif plan.style == "bead":
        nodes += [Shape(ellipse(0, 0, rx * 1.02, ry * 1.02), dark)]
        nodes += [Shape(ellipse(plan.gaze[0] * rx * 0.2, ry * 0.25, rx * 0.62, ry * 0.5), mix(plan.iris, dark, 0.5))]
        nodes += _sparkle(rx * 0.9, ry * 0.9, plan.gaze)
    else:
        nodes += _full(plan, rx, ry, paint, mood, dark)
    nodes += _lids(plan, rx, ry, paint, mood, closed)
    if plan.brow:
        nodes.append(_brow(plan, rx, ry, paint, mood))
    if plan.glasses:
        nodes += _spectacle(plan, rx, ry, paint)
    return Group(tuple(nodes), transform=shift(*plan.at))


def _full(plan: EyePlan, rx: float, ry: float, paint: Paint, mood: Feeling, dark: str) -> list[Node]:
    white = mix("#fbf6ea", paint.lit("#fbf6ea"), 0.55)
    gx, gy = plan.gaze[0] * rx * 0.2, plan.gaze[1] * ry * 0.2
    iris, pupil = 0.88, 0.52 * mood.pupil
    bright = lighter(mix(plan.iris, paint.lit(plan.iris), 0.5), 0.08)
    nodes: list[Node] = [
        Shape(ellipse(0, 0, rx * 1.12, ry * 1.1), dark),
        Shape(ellipse(0, 0, rx, ry), white),
        Shape(ellipse(gx, gy, min(rx, ry) * iris * min(1.0, rx / ry * 1.25), ry * iris), darker(bright, 0.42)),
        Shape(ellipse(gx, gy + ry * 0.1, min(rx, ry) * iris * 0.82, ry * iris * 0.78), bright),
    ]
    if plan.style == "slit":
        nodes.append(Shape(ellipse(gx, gy, rx * 0.2 * mood.pupil, ry * 0.62), dark))
    elif plan.style == "bar":
        nodes.append(Shape(ellipse(gx, gy, rx * 0.52, ry * 0.27), dark))
    else:
        nodes.append(Shape(ellipse(gx, gy, rx * pupil, ry * pupil), dark))
    return nodes + _sparkle(rx, ry, plan.gaze)


def _sparkle(rx: float, ry: float, gaze: Point) -> list[Node]:
    x, y = rx * (0.26 + 0.2 * gaze[0]), -ry * 0.36
    return [
        Shape(ellipse(x, y, rx * 0.24, ry * 0.24), "#ffffff"),
        Shape(ellipse(x - rx * 0.5, y + ry * 0.7, rx * 0.11, ry * 0.1), "#ffffff", opacity=0.7),
    ]


def _glowing(rx: float, ry: float, paint: Paint, plan: EyePlan) -> list[Node]:
    return [
        Shape(ellipse(0, 0, rx * 1.5, ry * 1.5), plan.iris, opacity=0.25),
        Shape(ellipse(0, 0, rx, ry), plan.iris),
        Shape(ellipse(plan.gaze[0] * rx * 0.2, 0, rx * 0.62, ry * 0.62), lighter(plan.iris, 0.7)),
    ]


def _lids(plan: EyePlan, rx: float, ry: float, paint: Paint, mood: Feeling, closed: Motion) -> list[Node]:
    colour = paint.shade(plan.lid, 0.1)
    edge = paint.shade(plan.lid, 0.72)
    slope = math.tan(math.radians(mood.lid_tilt)) * plan.outer

    def upper(t: float) -> Path:
        return _lid(rx * 1.16, ry * 1.16, mood.lid + (1.0 - mood.lid) * closed(t), slope)

    def lash(t: float) -> Path:
        amount = mood.lid + (1.0 - mood.lid) * closed(t)
        ring = _edge(rx * 1.16, ry * 1.16, amount, slope)
        return limb(ring, [ry * (0.035 + 0.07 * math.sin(math.pi * k / 8)) for k in range(9)])

    nodes: list[Node] = [Shape(upper, colour), Shape(lash, edge)]
    if mood.lower > 0.02:
        nodes.insert(0, Shape(_lid(rx * 1.16, -ry * 1.16, mood.lower, 0.0), colour))
    return nodes


def _edge(rx: float, ry: float, amount: float, slope: float) -> list[Point]:
    """Nine points along the lid's lower edge."""
    found: list[Point] = []
    for k in range(9):
        x = rx * (k / 4 - 1) * 0.98
        limit = abs(ry) * math.sqrt(max(0.0, 1 - (x / rx) ** 2))
        bow = (1 - (x / rx) ** 2) * ry * 0.22 * (2 * amount - 1)
        y = -ry + 2 * ry * amount * 0.93 + slope * x + bow
        found.append((x, max(-limit, min(limit, y))))
    return found


def _lid(rx: float, ry: float, amount: float, slope: float) -> Path:
    """The skin over the eye from its top (or bottom, for a negative `ry`) to the edge at `amount`."""
    edge = _edge(rx, ry, amount, slope)
    top: list[Point] = []
    sign = 1.0 if ry > 0 else -1.0
    for k in range(1, 8):
        x = rx * math.cos(math.pi * k / 8)
        top.append((x, -sign * abs(ry) * math.sin(math.pi * k / 8)))
    return smooth([*edge, *top], tension=0.8)


def _spectacle(plan: EyePlan, rx: float, ry: float, paint: Paint) -> list[Node]:
    """One glass with its half of the bridge."""
    half, width = max(rx, ry * 0.8) * 1.45, max(1.0, ry * 0.13)
    bridge = smooth([(-plan.outer * half, 0), (-plan.outer * half * 1.45, -ry * 0.22)], closed=False)
    shine = ellipse(-half * 0.35, -ry * 0.75, half * 0.2, ry * 0.14)
    return [
        Shape(shine, "#ffffff", opacity=0.5),
        paint.line(ellipse(0, 0, half, ry * 1.5), "#3a2e2c", width),
        paint.line(bridge, "#3a2e2c", width),
    ]


def _brow(plan: EyePlan, rx: float, ry: float, paint: Paint, mood: Feeling) -> Node:
    size = max(plan.brow_size, ry)
    y = -ry * 1.12 - size * (0.32 + 0.5 * mood.brow)
    half = size * min(1.0, rx / ry * 1.05)
    bar = limb(((-half, y + size * 0.2), (0, y), (half, y + size * 0.2)), (size * 0.09, size * 0.19, size * 0.09))
    strength = 0.9 if abs(mood.brow) + abs(mood.brow_tilt) / 20 > 0.2 else 0.4
    # The inner end goes up for worry: that is a clockwise turn on the left side of a face.
    return Group((Shape(bar, paint.shade(plan.lid, 0.6)),), turn(mood.brow_tilt * plan.outer, (0, y)), strength)


def flat_mouth(
    at: Point, width: float, paint: Paint, mood: Feeling, opening: Motion, stretch: Motion, still: bool
) -> list[Node]:
    """A mouth on a flat face (things, clouds, ghosts, robots): dark inside, a tongue, and a lip line."""
    x, y = at

    def outline(t: float) -> Path:
        gap = max(0.05, opening(t) + mood.opening) * width * 0.95
        half = width * 0.5 * (1 + 0.35 * stretch(t))
        lift = mood.smile * width * 0.2
        return smooth(
            (
                (x - half, y - lift),
                (x - half * 0.5, y + lift * 0.35),
                (x, y + lift * 0.6),
                (x + half * 0.5, y + lift * 0.35),
                (x + half, y - lift),
                (x + half * 0.6, y + lift * 0.5 + gap * 0.75),
                (x, y + lift * 0.75 + gap),
                (x - half * 0.6, y + lift * 0.5 + gap * 0.75),
            )
        )

    def tongue(t: float) -> Path:
        gap = max(0.0, opening(t) + mood.opening - 0.12) * width * 0.95
        return ellipse(x, y + mood.smile * width * 0.14 + gap * 0.82, width * 0.26, max(0.01, gap * 0.24))

    dark = mix("#4a1424", paint.lit("#4a1424"), 0.6)
    return [
        Shape(at_times(outline, not still), dark, None),
        Shape(at_times(tongue, not still), mix("#c75a62", paint.lit("#c75a62"), 0.6)),
    ]
