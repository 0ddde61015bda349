"""A person over a shot: one drawing for every side from which the shot shows it, and every picture shows one of them.

A body that turns goes through the drawings between: its bones turn on, and the drawings change in the blink of an eye.
"""

import math
from collections.abc import Callable
from dataclasses import replace

from generation.animatic.art import Group, Matrix, Node, Point, Timed, shift
from generation.animatic.figures.appearance import read_person
from generation.animatic.figures.people.assembly import SEATED, PersonDrawing
from generation.animatic.figures.people.blending import ease
from generation.animatic.figures.people.gait import is_gait
from generation.animatic.figures.people.playing import ANGLES, Playing
from generation.animatic.figures.people.skeleton import View, measure, solve
from generation.animatic.parts import Role, role_of
from generation.animatic.port_tree import at
from generation.animatic.shown import only_while
from generation.animatic.stage import FigureArt, Scheme, Touch
from generation.requests import Figure, Look

_SIDEWAYS, _BEHIND = 25.0, 122.0
"""Degrees from which on a body is drawn from the side, and from behind."""
_SAMPLE = 1 / 120
_GETS_UP = 0.5
"""Seconds in which who gets up from a seat is on the feet."""


def draw_person(figure: Figure, scheme: Scheme, look: Look, seed: int, role: Role | None = None) -> FigureArt:
    """Draw one person as the request says; the looks come from the words and the id alone."""
    role = role or role_of(figure)
    body = measure(read_person(figure))
    playing = {side: Playing(figure, role, body, frontal=not side) for side in (True, False)}
    timing = playing[True]
    facings = _facings(timing)
    drawings = {
        facing: PersonDrawing(
            figure, scheme, look, playing[facing in ("left", "right")], facing, _turned(timing, facing)
        )
        for facing in facings
    }
    arts = {facing: drawing.art(seed) for facing, drawing in drawings.items()}
    art = arts[facings[0]] if role.still else _together(role, timing, drawings, arts)
    return _under_way(art, timing)


def _facings(playing: Playing) -> list[str]:
    """Every side that is seen, the first one first."""
    found = [playing.role.parts[0].facing]
    if len({part.facing for part in playing.role.parts}) == 1:
        return list(found)
    seen: list[str] = [*found]
    for number in range(1, len(playing.role.parts)):
        begin = playing.begins(number)
        for step in range(round(1.2 / _SAMPLE)):
            facing = side_of(playing.angle(begin + step * _SAMPLE))
            if facing not in seen:
                seen.append(facing)
    return seen


def side_of(angle: float) -> str:
    """Which drawing shows a body that is turned by so many degrees."""
    if abs(angle) < _SIDEWAYS:
        return "camera"
    if abs(angle) > _BEHIND:
        return "away"
    return "right" if angle > 0 else "left"


def _turned(playing: Playing, facing: str) -> Callable[[float], View]:
    """How a drawing of one side is turned to the camera: as far as the body is, as long as it is seen."""
    rest = View(180.0 if facing == "away" else abs(ANGLES[facing]))
    if len({part.facing for part in playing.role.parts}) == 1:
        return lambda t: rest

    def turned(t: float) -> View:
        angle = playing.angle(t)
        if side_of(angle) != facing:
            return rest
        return View(abs(angle) if facing in ("left", "right") else angle)

    return turned


def _together(
    role: Role, playing: Playing, drawings: dict[str, PersonDrawing], arts: dict[str, FigureArt]
) -> FigureArt:
    def now(t: float) -> str:
        return side_of(playing.angle(t))

    def hand(t: float) -> Point:
        return at(stays, t).apply(*at(arts[now(t)].hand, t))

    def face(t: float) -> Point:
        own = arts[now(t)].face
        return at(stays, t).apply(*(own(t) if own else arts[now(t)].head))

    first = next(iter(arts.values()))
    seats = _seats(playing, drawings)
    if len(arts) == 1:
        return replace(first, art=Group((*seats, first.art)))
    nodes: list[Node] = []
    fingers: list[Node] = []
    for facing, art in arts.items():
        nodes.append(only_while((art.art,), lambda t, facing=facing: now(t) == facing))
        if art.fingers:
            fingers.append(only_while((art.fingers,), lambda t, facing=facing: now(t) == facing))
    high = max(arts.values(), key=lambda art: art.height)
    stays = _on_the_seat(playing, drawings) if seats else Matrix()
    return replace(
        first,
        art=Group((*seats, Group(tuple(nodes), transform=stays))),
        height=high.height,
        width=max(art.width for art in arts.values()),
        hand=hand,
        face=face,
        fingers=Group(tuple(fingers), transform=stays) if fingers else None,
        tools=tuple(tool for art in arts.values() for tool in art.tools),
        workplace=next((art.workplace for art in arts.values() if art.workplace), None),
    )


def _seats(playing: Playing, drawings: dict[str, PersonDrawing]) -> list[Node]:
    """What is sat on stands there all the time, wherever who sits down on it walks before and after."""
    way = playing.performance.way
    found: list[Node] = []
    for number, pose in enumerate(playing.poses):
        drawing = drawings.get(playing.role.parts[number].facing)
        again = number > 0 and playing.poses[number - 1] in SEATED
        if pose not in SEATED or drawing is None or again:
            continue
        place = way(playing.settled(number))
        stays = (lambda t, place=place: shift(place - way(t), 0.0)) if playing.performance.walks else shift(0.0, 0.0)
        found.append(Group(tuple(drawing.seat(number)), transform=stays, name="seat"))
    return found


def _on_the_seat(playing: Playing, drawings: dict[str, PersonDrawing]) -> Timed[Matrix]:
    """Who turns on a seat stays on it: the hips are where they were when somebody sat down."""
    seated = [number for number, pose in enumerate(playing.poses) if pose in SEATED]
    first = seated[0]
    last = next(number for number in range(first, len(playing.poses)) if number + 1 not in seated)
    if last == first:
        return Matrix()

    def hips(t: float) -> float:
        drawing = drawings[side_of(playing.angle(t))]
        return at(drawing.root, t).apply(*drawing.bones(t).pelvis)[0]

    begin, place = playing.begins(first + 1), hips(playing.begins(first + 1))
    end = playing.begins(last + 1) if last + 1 < len(playing.poses) else math.inf

    def stays(t: float) -> Matrix:
        if t < begin:
            return Matrix()
        over = 1 - ease((t - end) / _GETS_UP) if t > end else 1.0
        return shift((place - hips(min(t, end))) * over, 0.0)

    return stays


def _under_way(art: FigureArt, playing: Playing) -> FigureArt:
    """What a figure's feet do: their steps, and how far they carry it."""
    performance = playing.performance
    if not any(map(is_gait, playing.poses)):
        return art

    def steps(start: float, end: float) -> tuple[Touch, ...]:
        found: list[Touch] = []
        for t, leg in performance.steps():
            if start <= t < end:
                number = performance.number(t)
                gaited = number if is_gait(playing.poses[number]) else number - 1
                sign = -1.0 if playing.angle(t) < 0 else 1.0
                ahead = solve(playing.body, playing.stance(t), View(50.0)).legs[leg][2][0]
                found.append(Touch(t, sign * ahead, "run" if playing.poses[gaited] == "run" else "walk"))
        return tuple(found)

    way = performance.way if performance.walks else None
    return replace(art, steps=steps, way=way, home=_home(playing))


def _home(playing: Playing) -> float:
    """When somebody is at his place: as he arrives, before he leaves, or in the middle of his way."""
    parts, seconds = playing.role.parts, playing.role.seconds
    gaits = [is_gait(pose) for pose in playing.poses]
    for number, part in enumerate(parts):
        if part.crosses == "out" and gaits[number]:
            return playing.performance.begin_of(number)
    last = max(number for number, gait in enumerate(gaits) if gait)
    if last + 1 < len(parts):
        return playing.performance.whole_of(last + 1)
    begin = playing.performance.begin_of(last)
    return begin if begin > 0.3 * seconds else seconds / 2
