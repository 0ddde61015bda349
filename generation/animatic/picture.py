"""One shot as its parts need it: the stage, who stands where, the camera's way, and who walks how far."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from generation.animatic.art import Matrix
from generation.animatic.blocking import Placed
from generation.animatic.entrances import passage
from generation.animatic.framing import CLOSE, Arrangement, layer_matrix
from generation.animatic.moves import FOLLOW, Way
from generation.animatic.stage import Stage
from generation.animatic.upright import UPRIGHT
from generation.requests import Camera, Staging

_PACES = {"walk": 180.0, "run": 420.0, "fly": 150.0, "swim": 70.0, "crawl": 40.0}
"""How fast somebody crosses the stage, in stage pixels a second: as fast as the drawn feet push back."""
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


def under_camera(picture: Picture, depth: float, least: float = 0.0) -> Callable[[float], Matrix]:
    """The map of a plane at any time; a shot closer than `least` (a view's height) enlarges it no further."""

    def matrix(t: float) -> Matrix:
        view = picture.way(t)
        if view.height < least:
            view = replace(view, height=least)
        return layer_matrix(view, depth, picture.width, picture.height)

    return matrix


def _pace(pose: str) -> float:
    """How fast a pose (a word or a few) travels."""
    words = pose.lower().replace("-", " ").split()
    return max((pace for name, pace in _PACES.items() if any(word.startswith(name) for word in words)), default=0.0)


def camera_for(staging: Staging, arrangement: Arrangement) -> Camera:
    """The camera asked for; near to somebody who walks it goes along, and a follow keeps to the walker's pace.

    Only where everybody in the frame walks the same way: else who stands would glide, and a follow becomes a track.
    """
    camera, placed = staging.camera, arrangement.placed
    if staging.look.texture == "film" and camera.move == "static":
        camera = camera.model_copy(update={"move": "handheld"})  # no reportage has a tripod
    if any(passage(p.figure.pose, 1.0) for p in placed):
        # The frame waits for who comes, and lets go who leaves.
        return camera.model_copy(update={"move": "static"}) if camera.move in ("follow", "truck") else camera
    paces = [_pace(p.figure.pose) * p.scale for p in placed]
    ways = {p.figure.facing for p in placed}
    together = bool(paces) and min(paces) > 0 and len(ways) == 1 and ways <= {"left", "right"}
    if camera.move == "follow" and not together:
        return camera.model_copy(update={"move": "truck", "direction": camera.direction or _heading(placed)})
    along = together and camera.size in _TRACKED and camera.move in ("static", "handheld")
    if not along and camera.move != "follow":
        return camera
    changes = {"move": "follow", "speed": min(paces) / FOLLOW, "direction": placed[0].figure.facing}
    return camera.model_copy(update=changes)


def _heading(placed: Sequence[Placed]) -> str:
    """Where the first of them who looks aside looks to."""
    return next((p.figure.facing for p in placed if p.figure.facing in ("left", "right")), "")


def walk(picture: Picture, placed: Placed) -> Callable[[float], float]:
    """How far it has come from its place at `t`: in or out, with a following camera, or by its own steps."""
    camera = camera_for(picture.staging, picture.arrangement)
    view = picture.arrangement.view
    if camera.move == "follow":
        return lambda t: picture.way(t).x - view.x
    direction = {"left": -1.0, "right": 1.0}.get(placed.figure.facing, 0.0)
    pace = _pace(placed.figure.pose) * direction * placed.scale
    if pace == 0.0:
        return lambda t: 0.0
    wide = view.height * picture.width / picture.height
    passing = passage(placed.figure.pose, picture.seconds)
    if passing:
        return lambda t: pace * ((min(t, passing.end) - passing.end) if passing.enters else max(0.0, t - passing.start))
    aside = 0.28 * wide
    if picture.width < UPRIGHT * picture.height:
        face, reach = placed.point(placed.art.head)[0], placed.art.head_radius * placed.scale
        aside = min(aside, max(0.0, 0.47 * wide - abs(face - view.x) - reach))
    furthest = _free_way(picture, placed, direction, aside)
    half = min(furthest, abs(pace) * picture.seconds / 2) * direction
    return lambda t: half * (2 * min(1.0, max(0.0, t / max(picture.seconds, 1e-6))) - 1)


def _free_way(picture: Picture, placed: Placed, direction: float, furthest: float) -> float:
    """How far it can go from its place before it meets another figure."""
    for other in picture.arrangement.placed:
        gap = (other.x - placed.x) * direction
        if other is not placed and gap > 0:
            furthest = min(furthest, max(0.0, (gap - placed.half - other.half) / 2))
    return furthest
