"""One shot as its parts need it: the stage, who stands where, the camera's way, and who walks how far."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generation.animatic.art import Matrix, Timed
from generation.animatic.blocking import Placed
from generation.animatic.framing import CLOSE, Arrangement, View, layer_matrix
from generation.animatic.moves import FOLLOW, Way
from generation.animatic.paces import HEADINGS, pace_of
from generation.animatic.parts import Part, Role, parts_of
from generation.animatic.stage import FigureArt, Stage
from generation.animatic.upright import UPRIGHT
from generation.requests import Camera, Staging

_EASES = 0.3
"""Seconds in which who floats, or has no gait that is known, comes to a stop."""
_SLOWEST = 0.62
"""The slowest that a walk may look over its natural pace: whoever has less room stops before the shot is over."""
_FASTEST = 1.45
"""The quickest that a walk may look over its natural pace: whoever has less time for an entrance is half in at first."""
_LOOKS = 13
"""Into how many parts a shot is cut to learn whether its camera moves: a sway never comes back to its start in all of them."""
_TRACKED = CLOSE | {"full", "cowboy"}
"""Sizes in which the camera goes along with who walks, for the frame is soon crossed."""


@dataclass(frozen=True)
class Picture:
    """What every plane and figure of one shot needs to know."""

    staging: Staging
    stage: Stage
    arrangement: Arrangement
    way: Way
    width: int
    height: int
    seconds: float


def behind_bars(way: Way, part: float) -> Way:
    """The way of a camera that sees so many times the height that the bars of a wide picture leave."""
    if part == 1.0:
        return way

    def wider(t: float) -> View:
        view = way(t)
        return replace(view, height=view.height * part)

    return wider


def stands(picture: Picture) -> bool:
    """Whether the camera does not move at all."""
    first = picture.way(0.0)
    return all(picture.way(picture.seconds * step / _LOOKS) == first for step in range(1, _LOOKS + 1))


def plane(picture: Picture, depth: float, least: float = 0.0, over: Matrix | None = None) -> Timed[Matrix]:
    """The map of what stands on a plane and was mapped by `over` before."""
    move = under_camera(picture, depth, least)
    return settled(picture, (lambda t: move(t) @ over) if over else move)


def settled(
    picture: Picture, move: Callable[[float], Matrix], gone: Callable[[float], float] | None = None
) -> Timed[Matrix]:
    """A map under the camera, still where the camera is and who goes that way does not leave its place: it is drawn once."""
    moments = (picture.seconds * step / _LOOKS for step in range(_LOOKS + 1))
    return move(0.0) if stands(picture) and (gone is None or all(gone(t) == 0.0 for t in moments)) else move


def under_camera(picture: Picture, depth: float, least: float = 0.0) -> Callable[[float], Matrix]:
    """The map of a plane at any time; a shot closer than `least` (a view's height) enlarges it no further."""

    def matrix(t: float) -> Matrix:
        view = picture.way(t)
        if view.height < least:
            view = replace(view, height=least)
        return layer_matrix(view, depth, picture.width, picture.height)

    return matrix


def camera_for(staging: Staging, arrangement: Arrangement, seconds: float) -> Camera:
    """The camera asked for; near to somebody who walks it goes along, and a follow keeps to the walker's pace.

    Only where everybody in the frame walks the same way: else who stands would glide, and a follow becomes a track.
    """
    camera, placed = staging.camera, arrangement.placed
    if staging.look.texture == "film" and camera.move == "static":
        camera = camera.model_copy(update={"move": "handheld"})  # no reportage has a tripod
    if any(_stops_or_starts(p, parts_of(p.figure, seconds)) for p in placed):
        # The frame waits for who comes, and lets go who leaves.
        return camera.model_copy(update={"move": "static"}) if camera.move in ("follow", "truck") else camera
    paces = [_speed(p, seconds) for p in placed]
    ways = {p.figure.facing for p in placed}
    together = bool(paces) and min(paces) > 0 and len(ways) == 1 and ways <= {"left", "right"}
    if camera.move == "follow" and not together:
        return camera.model_copy(update={"move": "truck", "direction": camera.direction or _heading(placed)})
    along = together and camera.size in _TRACKED and camera.move in ("static", "handheld")
    if not along and camera.move != "follow":
        return camera
    changes = {"move": "follow", "speed": min(paces) / FOLLOW, "direction": placed[0].figure.facing}
    return camera.model_copy(update=changes)


def _stops_or_starts(placed: Placed, parts: Sequence[Part]) -> bool:
    """Whether somebody travels for a part of the shot only."""
    return len(parts) > 1 and (placed.art.way is not None or any(pace_of(part.pose) for part in parts))


def _speed(placed: Placed, seconds: float) -> float:
    """How fast somebody crosses the stage: as fast as the feet push back, where they are known."""
    if placed.art.way is not None and seconds > 0:
        return abs(placed.art.way(seconds) - placed.art.way(0.0)) / seconds * placed.scale
    return pace_of(placed.figure.pose) * placed.scale


def _heading(placed: Sequence[Placed]) -> str:
    """Where the first of them who looks aside looks to."""
    return next((p.figure.facing for p in placed if p.figure.facing in ("left", "right")), "")


def walk(picture: Picture, placed: Placed) -> Callable[[float], float]:
    """How far it has come from its place at `t`: by its own steps, else with a following camera, else as it glides."""
    way = placed.art.way
    if way is not None:
        home, size = way(placed.art.home), placed.scale
        return lambda t: (way(t) - home) * size
    view, parts = picture.arrangement.view, parts_of(placed.figure, picture.seconds)
    if len(parts) > 1:
        return _gliding(parts, placed.scale, picture.seconds)
    if camera_for(picture.staging, picture.arrangement, picture.seconds).move == "follow":
        return lambda t: picture.way(t).x - view.x
    direction = HEADINGS.get(placed.figure.facing, 0.0)
    pace = pace_of(placed.figure.pose) * direction * placed.scale
    if pace == 0.0:
        return lambda t: 0.0
    half = min(_aside(picture, placed, direction), abs(pace) * picture.seconds / 2) * direction
    return lambda t: half * (2 * min(1.0, max(0.0, t / max(picture.seconds, 1e-6))) - 1)


def _gliding(parts: Sequence[Part], size: float, seconds: float) -> Callable[[float], float]:
    """The way of who has no gait that is known: as fast as the pose goes, with soft ends, at its place when it stops."""
    speeds = [pace_of(part.pose) * HEADINGS.get(part.facing, 0.0) * size for part in parts]
    starts = [part.start for part in parts]

    def gone(t: float) -> float:
        done = 0.0
        for number, speed in enumerate(speeds):
            begin, end = starts[number], starts[number + 1] if number + 1 < len(starts) else seconds + 1.0
            before = speeds[number - 1] if number else speed
            into = max(0.0, min(t, end) - begin)
            eased = min(into, _EASES)
            done += speed * into + (before - speed) * (eased - eased * eased / (2 * _EASES))
        return done

    moving = [number for number, speed in enumerate(speeds) if speed]
    home = 0.0
    if moving and parts[moving[-1]].crosses == "out":
        home = starts[moving[-1]]
    elif moving:
        home = starts[moving[-1] + 1] + _EASES if moving[-1] + 1 < len(starts) else starts[moving[-1]]
    place = gone(home)
    return lambda t: gone(t) - place


def _aside(picture: Picture, placed: Placed, direction: float) -> float:
    """How far from its place somebody who walks through the picture may be."""
    view = picture.arrangement.view
    wide = view.height * picture.width / picture.height
    aside = 0.28 * wide
    if picture.width < UPRIGHT * picture.height:
        face, reach = placed.point(placed.art.head)[0], placed.art.head_radius * placed.scale
        aside = min(aside, max(0.0, 0.47 * wide - abs(face - view.x) - reach))
    return _free_way(picture, placed, direction, aside)


def fitted(picture: Picture, placed: Placed, role: Role) -> Role:
    """The role at the pace that the frame has room for: feet that go too fast for it would slide.

    With a camera that follows it is the camera's pace. A walk that would be too slow stops on the way.
    """
    way, seconds = placed.art.way, picture.seconds
    if way is not None and any(part.crosses for part in role.parts):
        return _crossing(picture, placed, role)
    if way is None or not role.still or seconds <= 0:
        return role
    natural = abs(way(seconds) - way(0.0)) * placed.scale
    if natural < 1e-6:
        return role
    if camera_for(picture.staging, picture.arrangement, seconds).move == "follow":
        share = abs(picture.way(seconds).x - picture.way(0.0).x) / natural
        return role if abs(share - 1) < 0.004 else replace(role, pace=share)
    room = 2 * _aside(picture, placed, HEADINGS.get(placed.figure.facing, 0.0))
    share = room / natural
    if share >= 1:
        return role
    if share >= _SLOWEST:
        return replace(role, pace=share)
    stop = seconds * share / _SLOWEST
    only = role.parts[0]
    if stop < 0.4:
        return replace(role, parts=(replace(only, pose="stand"),))
    return replace(role, pace=_SLOWEST, parts=(only, replace(only, start=stop, pose="stand")))


def _crossing(picture: Picture, placed: Placed, role: Role) -> Role:
    """Who comes in is out of the frame at first, and who leaves is gone at last, if a quicker step is enough for it."""
    way, view = placed.art.way, picture.arrangement.view
    if way is None:
        return role
    came, left = way(placed.art.home) - way(0.0), way(picture.seconds) - way(placed.art.home)
    gone, side = (came, -came) if abs(came) >= abs(left) else (left, left)
    edge = view.x + math.copysign(0.5 * view.height * picture.width / picture.height, side)
    need = abs(edge - placed.x) + placed.half
    share = need / max(1.0, abs(gone) * placed.scale)
    return replace(role, pace=min(_FASTEST, share)) if share > 1.02 else role


def halfway(art: FigureArt, seconds: float) -> float:
    """When half of its way is behind it."""
    if art.way is None:
        return 0.0
    goal = (art.way(0.0) + art.way(seconds)) / 2
    moments = [seconds * step / 400 for step in range(401)]
    way = art.way
    return min(moments, key=lambda t: abs(way(t) - goal))


def _free_way(picture: Picture, placed: Placed, direction: float, furthest: float) -> float:
    """How far it can go from its place before it meets another figure."""
    for other in picture.arrangement.placed:
        gap = (other.x - placed.x) * direction
        if other is not placed and gap > 0:
            furthest = min(furthest, max(0.0, (gap - placed.half - other.half) / 2))
    return furthest
