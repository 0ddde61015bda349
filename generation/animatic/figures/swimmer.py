"""Creatures of the water: fish, whales, dolphins, octopuses, jellyfish, oysters, snails and seals."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, ellipse, smooth, turn
from generation.animatic.colour import darker
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_eyes import EyePlan, draw_eye
from generation.animatic.figures.creature_face import gesture, hovering
from generation.animatic.figures.creature_motion import blinking
from generation.animatic.figures.creature_paint import Paint, at_times, bounds, limb
from generation.animatic.figures.shellfish import draw_jellyfish, draw_octopus, draw_oyster, draw_snail
from generation.animatic.stage import ADULT, FigureArt


@dataclass(frozen=True, slots=True)
class Swimmer:
    """One kind of fish or sea beast, by its outline (x forward, y down, in half lengths)."""

    height: float
    coat: str
    belly: str
    outline: tuple[Point, ...]
    tail: tuple[Point, ...]
    fins: tuple[tuple[Point, ...], ...]
    """The last one is the near side fin; it paddles."""
    eye: Point
    eye_size: float
    mouth: tuple[Point, Point, Point]
    """Corner, middle and front of the lips."""
    long: float = 1.25
    """Half length in heights."""
    stripes: str | None = None
    teeth: bool = False


_FISH = (
    (-0.8, -0.08),
    (-0.3, -0.42),
    (0.25, -0.5),
    (0.72, -0.3),
    (0.98, 0.02),
    (0.72, 0.3),
    (0.25, 0.44),
    (-0.3, 0.36),
    (-0.8, 0.08),
)
_TAIL = ((-0.72, -0.06), (-1.2, -0.42), (-1.08, 0.0), (-1.2, 0.42), (-0.72, 0.06))
_WHALE = (
    (-0.85, -0.02),
    (-0.45, -0.22),
    (0.0, -0.46),
    (0.5, -0.52),
    (0.9, -0.28),
    (1.0, 0.06),
    (0.85, 0.34),
    (0.35, 0.46),
    (-0.3, 0.3),
    (-0.85, 0.08),
)
_FLUKE = ((-0.8, 0.0), (-1.1, -0.4), (-1.28, -0.36), (-1.08, -0.05), (-1.3, 0.12), (-1.14, 0.22), (-0.8, 0.08))
_DOLPHIN = (
    (-0.9, 0.0),
    (-0.4, -0.24),
    (0.1, -0.34),
    (0.52, -0.26),
    (0.72, -0.06),
    (1.04, 0.02),
    (1.02, 0.1),
    (0.68, 0.16),
    (0.2, 0.28),
    (-0.4, 0.18),
    (-0.9, 0.06),
)

SWIMMERS: dict[str, Swimmer] = {
    "fish": Swimmer(
        0.32,
        "#d8863c",
        "#f4dcae",
        _FISH,
        _TAIL,
        (
            ((-0.25, -0.4), (0.1, -0.8), (0.4, -0.7), (0.4, -0.45)),
            ((0.1, 0.1), (-0.2, 0.3), (-0.22, 0.05), (0.05, -0.02)),
        ),
        (0.6, -0.1),
        0.13,
        ((0.7, 0.14), (0.84, 0.16), (0.96, 0.06)),
        1.15,
        "#b85e24",
    ),
    "whale": Swimmer(
        0.95,
        "#4a6a8c",
        "#cfd8de",
        _WHALE,
        _FLUKE,
        (((0.25, 0.25), (-0.02, 0.62), (0.1, 0.66), (0.45, 0.36)),),
        (0.66, 0.04),
        0.05,
        ((0.5, 0.2), (0.75, 0.22), (0.98, 0.08)),
        1.05,
    ),
    "dolphin": Swimmer(
        0.5,
        "#6a8aa8",
        "#dfe6ea",
        _DOLPHIN,
        _FLUKE,
        (
            ((-0.1, -0.26), (-0.2, -0.6), (-0.32, -0.62), (-0.38, -0.22)),
            ((0.3, 0.16), (0.1, 0.5), (0.02, 0.46), (0.1, 0.18)),
        ),
        (0.55, -0.05),
        0.065,
        ((0.58, 0.08), (0.8, 0.1), (1.02, 0.06)),
        1.6,
    ),
    "shark": Swimmer(
        0.6,
        "#6b7684",
        "#dde0e0",
        (*_DOLPHIN[:4], (0.85, -0.1), (1.05, 0.04), (0.8, 0.14), (0.3, 0.3), (-0.4, 0.2), (-0.9, 0.06)),
        ((-0.8, 0.0), (-1.2, -0.55), (-1.05, -0.05), (-1.15, 0.3), (-0.8, 0.06)),
        (
            ((0.15, -0.3), (-0.05, -0.75), (-0.15, -0.75), (-0.22, -0.26)),
            ((0.3, 0.16), (-0.05, 0.55), (-0.05, 0.45), (0.1, 0.18)),
        ),
        (0.66, -0.06),
        0.06,
        ((0.55, 0.18), (0.75, 0.17), (0.95, 0.1)),
        1.6,
        None,
        True,
    ),
    "seal": Swimmer(
        0.5,
        "#7d7a80",
        "#c9c4c0",
        (
            (-0.9, 0.3),
            (-0.4, 0.05),
            (0.1, -0.25),
            (0.4, -0.75),
            (0.75, -0.85),
            (0.98, -0.6),
            (0.85, -0.35),
            (0.7, 0.05),
            (0.5, 0.4),
            (-0.2, 0.42),
            (-0.85, 0.4),
        ),
        ((-0.8, 0.3), (-1.2, 0.1), (-1.25, 0.3), (-1.05, 0.42), (-0.8, 0.4)),
        (((0.35, 0.15), (0.1, 0.48), (0.4, 0.48), (0.6, 0.3)),),
        (0.72, -0.62),
        0.075,
        ((0.76, -0.45), (0.88, -0.42), (0.97, -0.5)),
        0.85,
    ),
    "seahorse": Swimmer(
        0.42,
        "#e0a04a",
        "#f4dcae",
        (
            (-0.05, 0.75),
            (-0.25, 0.3),
            (-0.3, -0.2),
            (-0.15, -0.7),
            (0.2, -0.92),
            (0.45, -0.7),
            (0.9, -0.62),
            (0.9, -0.5),
            (0.4, -0.45),
            (0.3, 0.0),
            (0.3, 0.3),
            (0.1, 0.75),
        ),
        ((0.05, 0.65), (-0.1, 1.0), (0.15, 1.15), (0.3, 0.98), (0.18, 0.9), (0.12, 0.98), (0.12, 0.65)),
        (((-0.22, -0.1), (-0.55, -0.2), (-0.55, 0.15), (-0.25, 0.2)),),
        (0.28, -0.68),
        0.09,
        ((0.75, -0.52), (0.8, -0.53), (0.88, -0.55)),
        0.5,
    ),
}
"""Species by name, as far as they have a fish's build."""


def draw_swimmer(species: str, colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    """Draw a creature of the water facing right; where it looks at the camera it is foreshortened with both eyes seen."""
    special: dict[str, Callable[[str | None, Actor, Paint], FigureArt]] = {
        "octopus": draw_octopus,
        "jellyfish": draw_jellyfish,
        "oyster": draw_oyster,
        "snail": draw_snail,
    }
    if species in special:
        return special[species](colour, actor, paint)
    plan = SWIMMERS.get(species, SWIMMERS["fish"])
    height = plan.height * ADULT * actor.size
    half = height * plan.long / 1.25
    coat = colour or plan.coat
    k = {"right": 1.0, "camera": 0.68, "away": 0.6}[actor.facing]

    def px(points: tuple[Point, ...]) -> list[Point]:
        return [(x * half * k, y * half - height * 0.5) for x, y in points]

    body = smooth(px(plan.outline))
    box = bounds(body)
    pivot = px((plan.tail[0],))[0]
    speed = 7.0 if plan.height < 0.45 else 3.0

    def wag(t: float) -> Matrix:
        return turn(9 * math.sin(t * speed), pivot)

    tail = smooth(px(plan.tail), tension=0.6)
    nodes: list[Node] = [Group((paint.rim(tail), paint.form(tail, darker(coat, 0.12))), wag)]
    nodes += [
        paint.form(smooth(px(fin), tension=0.6), darker(coat, 0.16))
        for fin in plan.fins[: 1 if len(plan.fins) > 1 else 0]
    ]
    low = ellipse((box[0] + box[2]) / 2 + half * 0.15 * k, box[3], half * 0.95 * k, (box[3] - box[1]) * 0.42)
    marks: list[Node] = [Shape(low, paint.shade(plan.belly, 0.08))]
    if plan.stripes:
        marks += [
            paint.flat(
                limb(px(((x, -0.5), (x - 0.06, 0.0), (x, 0.3))), [half * 0.045, half * 0.04, half * 0.01]),
                plan.stripes if colour is None else darker(colour, 0.3),
            )
            for x in (-0.35, -0.05, 0.25)
        ]
    nodes += [paint.rim(body), paint.form(body, coat), Group(tuple(marks), clip=body)]
    side_fin = plan.fins[len(plan.fins) - 1]
    fin = smooth(px(side_fin), tension=0.6)
    root = px((side_fin[0],))[0]
    nodes.append(Group((paint.form(fin, darker(coat, 0.22)),), lambda t: turn(10 * math.sin(t * speed * 0.7), root)))
    nodes += _fish_face(plan, actor, paint, coat, px, half)
    floats = 0.0 if actor.pose in ("lie", "sleep") or species == "seal" else ADULT * 0.12
    centre = px((plan.eye,))[0]
    lean = {
        "look-up": -16.0,
        "look-down": 16.0,
        "jump": -26.0,
        "eat": 18.0,
        "call": -14.0,
        "cheer": -12.0,
        "attack": 8.0,
    }.get(actor.pose, 0.0)
    bob, act = hovering(actor, height * 0.03), gesture(actor, height)
    art = Group((Group(tuple(nodes), turn(lean, (0, -height * 0.5))),), lambda t: bob(t) @ act(t))
    r = half * 0.34 if plan.height < 0.7 else half * 0.3
    return FigureArt(
        art,
        height,
        half * 2.3 * k,
        (centre[0] + half * 0.06, centre[1] + half * 0.05),
        r,
        (0, -height * 0.5),
        (half * k, -height * 0.45),
        0.5,
        floats,
    )


def _fish_face(
    plan: Swimmer, actor: Actor, paint: Paint, coat: str, px: Callable[[tuple[Point, ...]], list[Point]], half: float
) -> list[Node]:
    if actor.facing == "away":
        return []
    closed = blinking(actor.seed, actor.pose == "sleep")
    speech, mood = actor.speech, actor.mood
    nodes: list[Node] = []
    corner, middle, front = plan.mouth

    def gap(t: float) -> Path:
        opening = min(1.0, speech.opening(t) + mood.opening) * 0.2
        return smooth(
            px((corner, middle, front, (front[0] - 0.03, front[1] + opening * 0.7), (middle[0], middle[1] + opening))),
            tension=0.7,
        )

    moves = not speech.silent
    nodes.append(Shape(at_times(gap, moves), paint.lit("#6a2030")))
    smile = mood.smile * 0.07
    line = smooth(px(((corner[0], corner[1] - smile), middle, front)), closed=False)
    nodes.append(paint.line(line, darker(coat, 0.6), max(1.0, half * 0.02)))
    size = plan.eye_size * half * 1.15
    spots = [plan.eye]
    if actor.facing == "camera":
        spots = [(plan.eye[0] - 0.22, plan.eye[1]), (plan.eye[0] + 0.22, plan.eye[1] - 0.02)]
    for i, spot in enumerate(spots):
        outer = -1.0 if i == 0 else 1.0
        nodes.append(
            draw_eye(
                EyePlan(
                    px((spot,))[0], size * (0.94 if i == 0 else 0.8), size, outer, "round", "#3a3420", coat, (0.2, 0.0)
                ),
                paint,
                mood,
                closed,
            )
        )
    return nodes
