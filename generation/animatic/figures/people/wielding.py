"""How tools lie in hands: where a tool is and how it is turned, from the bones, at any time."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from generation.animatic.art import Matrix, Point, Timed, scale, shift, turn
from generation.animatic.figures.people.manners import LETS_GO, PICKS_UP, Tool, manner_of
from generation.animatic.figures.people.playing import Playing
from generation.animatic.figures.people.skeleton import ORDINARY, Body, Bones, Stance
from generation.animatic.port_tree import at
from generation.animatic.stage import Held, Workplace

Joints = tuple[Point, Point, Point]


@dataclass(frozen=True)
class Hands:
    """What a tool's place is worked out from."""

    body: Body
    bones: Callable[[float], Bones]
    stance: Callable[[float], Stance]
    side_on: bool

    def fist(self, t: float, index: int) -> Point:
        """The middle of a fist."""
        _, (ax, ay), (bx, by) = self.bones(t).arms[index]
        share = self.body.head * 0.34 / max(1.0, math.hypot(bx - ax, by - ay))
        return bx + (bx - ax) * share, by + (by - ay) * share

    def place(self, tool: Tool) -> Callable[[float], Matrix]:
        """The map of a tool whose grip is at the origin and whose upper end is up."""
        added = tool.side if self.side_on else tool.front

        def placed(t: float) -> Matrix:
            right, left = self.fist(t, 0), self.fist(t, 1)
            spot = {"right": right, "left": left, "both": _middle(right, left)}[tool.hand]
            back = min(0.0, self.stance(t).nod) if self.side_on else 0.0
            return shift(*spot) @ turn(self._axis(tool, t, right, left) + added + tool.tips * back)

        return placed

    def _axis(self, tool: Tool, t: float, right: Point, left: Point) -> float:
        bones = self.bones(t)
        match tool.axis:
            case "forearm":
                return _clockwise(bones.arms[0][1], bones.arms[0][2])
            case "hands":
                return _clockwise(left, right)
            case "wheel":
                # Seen from the side the hands are nearly one behind the other: their heights say how far it is turned.
                turned = self.stance(t).tilt * 9
                return turned if self.side_on else _clockwise(right, left) - 90
            case "oar":
                low = bones.pelvis
                pivot = (low[0] + (0.3 if self.side_on else -0.75) * self.body.arm, low[1] - 0.1 * self.body.arm)
                return _clockwise(pivot, right)
            case "chin":
                (nx, ny), (hx, hy) = bones.neck, bones.head
                return _clockwise((nx + (hx - nx) * 0.3, ny + (hy - ny) * 0.1), left)
            case _:
                return 0.0


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _clockwise(one: Point, other: Point) -> float:
    """The direction from one point to the other, in degrees clockwise from up."""
    return math.degrees(math.atan2(other[0] - one[0], one[1] - other[1]))


def tools_of(hands: Hands, playing: Playing, facing: str, root: Timed[Matrix]) -> tuple[Held, ...]:
    """The tools of everything that is done while the body is seen from one side, in the figure's own pixels."""
    found: list[Held] = []
    for number, pose in enumerate(playing.poses):
        if playing.role.parts[number].facing != facing:
            continue
        for tool in manner_of(pose).tools:
            start = playing.role.parts[number].start
            place = _thrown(hands, tool, start) if tool.axis == "thrown" else hands.place(tool)
            other = 1 if tool.hand == "right" else 0
            found.append(
                Held(
                    tool.words,
                    tool.fits,
                    lambda t, place=place: at(root, t) @ place(t),
                    tool.grip,
                    math.sqrt(hands.body.arm / ORDINARY.arm),
                    tool.line,
                    lambda t, other=other: at(root, t).apply(*hands.fist(t, other)),
                    _while(playing, number, tool),
                    _on_the_ground(hands, playing, start, root) if tool.waits and number else None,
                )
            )
    return tuple(found)


def _while(playing: Playing, number: int, tool: Tool) -> Callable[[float], bool] | None:
    """When a tool is in the hand; what is taken up stays there, and what is thrown lies about afterwards."""
    if len(playing.poses) == 1:
        return None
    if tool.axis == "thrown":
        return (lambda t: playing.current(t) >= number) if number else None
    if tool.waits:
        taken = playing.role.parts[number].start + PICKS_UP
        return (lambda t: t >= taken) if number else None
    return lambda t: playing.current(t) == number


def _on_the_ground(hands: Hands, playing: Playing, start: float, root: Timed[Matrix]) -> Callable[[float], Matrix]:
    """Where a thing stands until a hand comes down to it."""
    taken, way = start + PICKS_UP, playing.performance.way
    there = at(root, taken).apply(*hands.fist(taken, 0))[0] + way(taken)
    return lambda t: shift(there - way(t), 0.0)


def _thrown(hands: Hands, tool: Tool, start: float) -> Callable[[float], Matrix]:
    """In the hand, then through the air in an arc, turning over, until it lies on the ground."""
    place, left = hands.place(tool), start + LETS_GO
    x, y = hands.fist(left, 0)
    reach = hands.body.height / ORDINARY.height

    def flown(t: float) -> Matrix:
        if t < left:
            return place(t)
        lands = (260.0 + math.sqrt(260.0**2 + 4 * 450.0 * max(0.0, -y / reach - 22.0))) / 900.0
        flies = min(t - left, lands)
        across = (620.0 if hands.side_on else -330.0) * flies
        return shift(x + across * reach, y + (-260.0 * flies + 450.0 * flies * flies) * reach) @ turn(
            360.0 * flies / lands
        )

    return flown


def workplace_of(playing: Playing, facing: str) -> Workplace | None:
    """What the first work that is seen from this side is done at; it stays where it is when somebody walks up to it."""
    for number, pose in enumerate(playing.poses):
        near = manner_of(pose).near
        side_on = facing in ("left", "right")
        if near is None or playing.role.parts[number].facing != facing or (side_on and near.only_front):
            continue
        size = playing.body.height / ORDINARY.height
        aside = {"right": near.ahead, "left": -near.ahead, "camera": near.aside, "away": -near.aside}[facing] * size
        mirrored = scale(-size if facing == "left" else size, size)
        place = _staying(playing, playing.settled(number), aside, mirrored)
        return Workplace(near.words, place, near.beside if side_on else near.before != (facing == "away"))
    return None


def _staying(playing: Playing, settled: float, aside: float, mirrored: Matrix) -> Timed[Matrix]:
    """A place on the ground beside where the body is at `settled`."""
    performance = playing.performance
    if not performance.walks:
        return shift(aside, 0.0) @ mirrored
    there = performance.way(settled)
    return lambda t: shift(aside + there - performance.way(t), 0.0) @ mirrored
