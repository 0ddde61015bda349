"""Camera moves: a view as a function of the seconds since the shot began.

A move's width is what its kind and speed ask for, made smaller where it would show a plane's edge.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from generation.animatic.art import Box
from generation.animatic.framing import View, contained, layer_matrix
from generation.animatic.port_tree import mapped
from generation.animatic.stage import Stage
from generation.requests import Camera

Way = Callable[[float], View]
"""The view at a time in seconds."""

FOLLOW = 110.0
"""How fast a follow of speed 1 travels, in stage pixels a second."""
_STEPS = 12


@dataclass(frozen=True, slots=True)
class _Take:
    """What a move starts from."""

    view: View
    aspect: float
    direction: float
    upward: float
    speed: float
    seconds: float
    phase: float


def camera_way(
    camera: Camera, view: View, stage: Stage, aspect: float, seconds: float, seed: int, keep: Box | None = None
) -> Way:
    """Return the view over a shot of `seconds`, in which no plane of the stage shows its edge.

    What of the box `keep` (stage pixels at depth 1) is in the frame of `view` stays in the frame all the time. A static camera
    stands still where there is somebody to be looked at; a place with nobody in it comes a breath nearer.
    """
    if camera.move == "static" and keep is not None:
        return lambda t: view
    direction = -1.0 if camera.direction == "left" else 1.0
    upward = -1.0 if camera.direction == "down" else 1.0
    if camera.direction == "" and seed % 2:
        direction = -direction
    speed = min(4.0, max(0.2, camera.speed))
    take = _Take(view, aspect, direction, upward, speed, max(seconds, 1e-6), (seed % 997) / 997 * math.tau)
    depths = {layer.depth for layer in (*stage.behind, *stage.front)} | {1.0}
    move = _MOVES[camera.move]
    kept = _in_frame(keep, view, aspect) if keep and camera.move != "follow" else None
    for tenth in range(10, -1, -1):
        way = _sized(move, take, tenth / 10)
        views = [way(step / _STEPS * seconds) for step in range(_STEPS + 1)]
        if all(contained(seen, depths, aspect) and _holds(seen, kept, aspect) for seen in views):
            return way
    return lambda t: view


def _in_frame(box: Box, view: View, aspect: float) -> Box:
    """The part of the box that the view shows, less a hair."""
    half_wide, half_high = view.height * aspect / 2, view.height / 2
    return (
        max(box[0], view.x - half_wide * 0.97),
        max(box[1], view.y - half_high * 0.97),
        min(box[2], view.x + half_wide * 0.97),
        min(box[3], view.y + half_high * 0.97),
    )


def _holds(view: View, box: Box | None, aspect: float) -> bool:
    if box is None:
        return True
    high = 1000
    wide = round(high * aspect)
    seen = mapped(box, layer_matrix(replace(view, roll=0.0), 1.0, wide, high))
    return seen[0] >= 0 and seen[1] >= 0 and seen[2] <= wide and seen[3] <= high


def _sized(move: "Callable[[_Take, float, float, float], View]", take: _Take, amount: float) -> Way:
    def way(t: float) -> View:
        part = min(1.0, max(0.0, t / take.seconds))
        return move(take, amount, part, t)

    return way


def _eased(part: float) -> float:
    """From 0 to 1, starting and stopping gently, with an even run between."""
    edge = 0.22
    run = 1 - edge
    if part < edge:
        return part * part / (2 * edge * run)
    if part > 1 - edge:
        return 1 - (1 - part) ** 2 / (2 * edge * run)
    return (part - edge / 2) / run


def _across(part: float) -> float:
    """The same from -1/2 to 1/2: the framed view is in the middle of the move."""
    return _eased(part) - 0.5


def _reach(take: _Take, for_four_seconds: float) -> float:
    """The width of a move: longer shots go further, but not in proportion."""
    return for_four_seconds * take.speed * min(1.6, max(0.45, (take.seconds / 4) ** 0.6))


def _static(take: _Take, amount: float, part: float, t: float) -> View:
    nearer = 1 - 0.012 * amount * part
    sway = math.sin(t * 0.5 + take.phase) * 0.0012 * take.view.height * amount
    return replace(take.view, height=take.view.height * nearer, x=take.view.x + sway)


def _push_in(take: _Take, amount: float, part: float, t: float) -> View:
    return replace(take.view, height=take.view.height * (1 - _reach(take, 0.17) * amount * _across(part)))


def _pull_out(take: _Take, amount: float, part: float, t: float) -> View:
    return replace(take.view, height=take.view.height * (1 + _reach(take, 0.17) * amount * _across(part)))


def _zoom(take: _Take, amount: float, part: float, t: float) -> View:
    """All planes grow alike, as under a longer lens; `down` zooms out."""
    return replace(take.view, lens=take.view.lens * (1 + _reach(take, 0.2) * take.upward * amount * _across(part)))


def _pan(take: _Take, amount: float, part: float, t: float) -> View:
    return replace(take.view, pan_x=take.view.pan_x - _reach(take, 0.13) * take.direction * amount * _across(part))


def _tilt(take: _Take, amount: float, part: float, t: float) -> View:
    return replace(take.view, pan_y=take.view.pan_y + _reach(take, 0.12) * take.upward * amount * _across(part))


def _truck(take: _Take, amount: float, part: float, t: float) -> View:
    wide = take.view.height * take.aspect
    return replace(take.view, x=take.view.x + _reach(take, 0.14) * wide * take.direction * amount * _across(part))


def _crane(take: _Take, amount: float, part: float, t: float) -> View:
    gone = _reach(take, 0.14) * take.upward * amount * _across(part)
    return replace(take.view, y=take.view.y - gone * take.view.height, lift=take.view.lift - gone * 260)


def _orbit(take: _Take, amount: float, part: float, t: float) -> View:
    """The far slides behind a subject that keeps its place: a sideways track with the camera turned back to it."""
    gone = _reach(take, 0.16) * take.direction * amount * _across(part)
    wide = take.view.height * take.aspect
    return replace(take.view, x=take.view.x + gone * wide, pan_x=take.view.pan_x + gone)


def _handheld(take: _Take, amount: float, part: float, t: float) -> View:
    """Unrest in place and distance; not in roll, for pictures of blurred planes turn by whole pixels and would shake."""
    width = 0.006 * take.view.height * amount * (0.6 + 0.4 * take.speed)
    return replace(
        take.view,
        x=take.view.x + width * _unrest(t, take.phase),
        y=take.view.y + width * 0.8 * _unrest(t * 1.13, take.phase + 2.1),
        height=take.view.height * (1 + 0.004 * amount * _unrest(t * 0.6, take.phase + 4.2)),
    )


def _unrest(t: float, phase: float) -> float:
    """Smooth unrest about zero: three slow waves that do not meet."""
    return math.sin(2.1 * t + phase) + 0.6 * math.sin(3.7 * t + 1.7 * phase) + 0.3 * math.sin(7.3 * t + 2.3 * phase)


def _follow(take: _Take, amount: float, part: float, t: float) -> View:
    """As far as somebody walks in that time, at an even pace."""
    gone = min(FOLLOW * take.speed * take.seconds, 1600.0) * take.direction * amount
    return replace(take.view, x=take.view.x + gone * (part - 0.5))


_MOVES: "dict[str, Callable[[_Take, float, float, float], View]]" = {
    "static": _static,
    "push-in": _push_in,
    "pull-out": _pull_out,
    "zoom": _zoom,
    "pan": _pan,
    "tilt": _tilt,
    "truck": _truck,
    "crane": _crane,
    "orbit": _orbit,
    "handheld": _handheld,
    "follow": _follow,
}
