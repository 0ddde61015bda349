"""How one person plays a shot: what the body does, what the face shows, where the eyes go and where it all is turned to."""

import math
import random
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from generation.animatic.art import Point, Timed
from generation.animatic.figures.people.blending import ease
from generation.animatic.figures.people.expression import FEELINGS, Feeling, glancing
from generation.animatic.figures.people.gait import is_gait, paced
from generation.animatic.figures.people.manners import MANNERS, manner_of
from generation.animatic.figures.people.motions import Beat, during
from generation.animatic.figures.people.performing import Doing, Motion, Performance
from generation.animatic.figures.people.poses import blinks, pose_named, stance_of
from generation.animatic.figures.people.skeleton import Body, Stance
from generation.animatic.parts import Part, Role, spoken
from generation.animatic.stage import ADULT
from generation.requests import Figure

LYING = frozenset(pose for pose, manner in MANNERS.items() if manner.flat)
_FACES = 0.28
"""Seconds in which a feeling spreads over a face."""
_EYES, _HEAD = 0.09, 0.34
"""Seconds that eyes and head take to look elsewhere."""
_AHEAD: Point = (0.0, 0.0)
_NODS = 5.5
"""Degrees that a listener nods."""
ANGLES = {"camera": 0.0, "left": -50.0, "right": 50.0, "away": 180.0}


class Playing:
    """One person's shot, as seen from one side: `frontal` tells some poses how to hold the arms."""

    def __init__(self, figure: Figure, role: Role, body: Body, frontal: bool) -> None:
        self.figure, self.role, self.frontal = figure, role, frontal
        chance = random.Random(f"{figure.id}:motion")
        self.phase = chance.random()
        self.habit = chance.randrange(5)
        self.spans = spoken(figure)
        self.body = body
        self.poses = tuple(self._pose(part) for part in role.parts)
        self.emotions = tuple(part.emotion if part.emotion in FEELINGS else "neutral" for part in role.parts)
        self.performance = Performance(body, [self._doing(n) for n in range(len(role.parts))], role.seconds)
        self._nods = self._when_nodding()
        quiet = not self._nods and not any(part.gaze for part in role.parts)
        self.stance: Motion = self.performance.stance if quiet else lru_cache(maxsize=4)(self._looking)

    def _pose(self, part: Part) -> str:
        pose = pose_named(part.pose)
        return "talk" if pose == "stand" and self.spans else pose

    def beat(self, emotion: str, speech: tuple[float, float] | None = None) -> Beat:
        """What a pose needs to know of this person."""
        tempo = max(0.6, min(1.15, self.body.leg / (ADULT * 0.425)))
        return Beat(self.phase, self.habit, self.frontal, emotion, tempo, speech, self.body)

    def _doing(self, number: int) -> Doing:
        part, pose, emotion = self.role.parts[number], self.poses[number], self.emotions[number]
        gait = is_gait(pose)
        motion = self._motion(pose, emotion, 0.0 if gait else self._taken_up(number))
        return Doing(
            part.start,
            paced(motion, self.role.pace) if gait else motion,
            gait,
            pose in LYING,
            {"left": -1.0, "right": 1.0}.get(part.facing, 0.0),
            emotion == "surprised" and number > 0 and self.emotions[number - 1] != "surprised",
        )

    def _taken_up(self, number: int) -> float:
        """When the pose of a part began: what goes on under another feeling does not begin anew."""
        while number and self.poses[number - 1] == self.poses[number]:
            number -= 1
        return self.role.parts[number].start

    def _motion(self, pose: str, emotion: str, start: float) -> Motion:
        """A pose's motion from `start` on; who says several lines gestures in each of them, and rests between."""
        spans = self.spans or (None,)
        told = [
            stance_of(pose, self.beat(emotion, (span[0] - start, span[1] - start) if span else None)) for span in spans
        ]
        if len(told) == 1:
            return (lambda t: told[0](t - start)) if start else told[0]
        starts = [span[0] - 0.6 for span in self.spans]
        return lambda t: told[max(0, bisect_right(starts, t) - 1)](t - start)

    @property
    def speech(self) -> tuple[float, float] | None:
        """From the first sound to the last."""
        return (self.spans[0][0], self.spans[-1][1]) if self.spans else None

    def speaks(self, t: float) -> bool:
        """Whether a line is spoken now, or the hands are still about it."""
        return any(during(t, span) > 0.2 for span in self.spans)

    def settled(self, number: int) -> float:
        """A moment at which the part with this number is in full swing."""
        whole, last = self.performance.whole_of(number), number + 1 == len(self.poses)
        whole += manner_of(self.poses[number]).settled if last else 0.0
        return whole if last else min(whole + 0.1, max(whole, self.performance.begin_of(number + 1)))

    def current(self, t: float) -> int:
        """Which part is played, counted from when it has been taken up by half."""
        number = self.performance.number(t)
        return number if number == 0 or t >= self.performance.change_at(number) else number - 1

    def begins(self, number: int) -> float:
        """When the part with this number begins to show; who stops turns only when the weight is on the last step."""
        begin = self.performance.begin_of(number)
        stops = number > 0 and is_gait(self.poses[number - 1]) and not is_gait(self.poses[number])
        return begin + (0.35 * (self.performance.whole_of(number) - begin) if stops else 0.0)

    def mood(self) -> Timed[Feeling]:
        """The face's feeling: one, or as it changes."""
        feelings = [
            FEELINGS["asleep" if manner_of(pose).asleep else emotion]
            for pose, emotion in zip(self.poses, self.emotions, strict=True)
        ]
        if all(feeling == feelings[0] for feeling in feelings):
            return feelings[0]
        begins = [self.begins(number) for number in range(len(feelings))]

        @lru_cache(maxsize=2)
        def mood(t: float) -> Feeling:
            number = max(0, bisect_right(begins, t) - 1)
            if number == 0:
                return feelings[0]
            return feelings[number - 1].towards(feelings[number], ease((t - begins[number]) / _FACES))

        return mood

    def angle(self, t: float) -> float:
        """Where the body is turned to, in degrees: 0 to the camera, 50 right, -50 left, 180 (or -180) away."""
        angle, begin = ANGLES[self.role.parts[0].facing], 0.0
        for number, part in enumerate(self.role.parts):
            begin = self.begins(number)
            goal = ANGLES[part.facing]
            if number == 0 or t < begin or goal == angle:
                continue
            if goal == 180.0 and angle < 0:
                goal = -180.0
            if goal < 0 and angle == 180.0:
                angle = -180.0
            elif goal > 0 and angle == -180.0:
                angle = 180.0
            length = turn_seconds(angle, goal)
            angle += (goal - angle) * ease((t - begin) / length)
        return angle

    def turns(self) -> tuple[float, ...]:
        """The middle of every turn of the body."""
        found: list[float] = []
        for number in range(1, len(self.role.parts)):
            before, now = self.role.parts[number - 1].facing, self.role.parts[number].facing
            if before != now:
                found.append(self.begins(number) + turn_seconds(ANGLES[before], ANGLES[now]) / 2)
        return tuple(found)

    def blinks(self, seed: int) -> tuple[float, ...]:
        """When the eyes close: as ever, and in every turn."""
        if self.poses[0] == "sleep" and self.role.still:
            return ()
        turns = [turn - 0.07 for turn in self.turns()]
        own = [t for t in blinks(f"{self.figure.id}:{seed}") if all(abs(t - turn) > 0.4 for turn in turns)]
        return tuple(sorted([*own, *turns]))

    def _direction(self, number: int, facing: str) -> Point | None:
        """Where the eyes of a part go in the picture of somebody who faces so, from the own point of view."""
        part = self.role.parts[number]
        sign = -1.0 if facing == "left" else 1.0
        ahead = sign * 0.5 if facing in ("left", "right") else 0.0
        named: dict[str, Point] = {
            "up": (ahead, -1.0),
            "down": (ahead, 0.9),
            "prop": (ahead, 0.8),
            "left": (-1.0, 0.0),
            "right": (1.0, 0.0),
        }
        if not part.gaze:
            return None
        if part.gaze == "camera":
            return _AHEAD if facing in ("camera", "away") else (-0.6, 0.0)
        x, y = self.role.looks.get(part.gaze) or named.get(part.gaze, (ahead, 0.0))
        if facing in ("left", "right"):
            x *= sign
            x = 0.3 * x if x > 0 else x
        return x, y

    def _looks(self, t: float, facing: str, seconds: float) -> Point | None:
        """Where it looks at a time, if anywhere: `seconds` from one place to the next."""
        number = max((n for n in range(len(self.role.parts)) if n == 0 or self._sees(n) <= t), default=0)
        now = self._direction(number, facing)
        if number == 0:
            return now
        share = ease((t - self._sees(number)) / seconds)
        if share >= 1:
            return now
        before = self._direction(number - 1, facing)
        if now is None and before is None:
            return None
        (ax, ay), (bx, by) = before or _AHEAD, now or _AHEAD
        return ax + (bx - ax) * share, ay + (by - ay) * share

    def _sees(self, number: int) -> float:
        """The eyes lead: they go a moment before the body does."""
        return self.begins(number) - (0.08 if number else 0.0)

    def eyes(self, facing: str) -> Callable[[float], Point]:
        """Where the eyes look in a drawing that faces so: -1 to 1 across and down."""
        small = glancing(self.phase)

        def gaze(t: float) -> Point:
            (x, y), goal = small(t), self._looks(t, facing, _EYES)
            return (x, y) if goal is None else (0.18 * x + goal[0], 0.18 * y + goal[1])

        return gaze

    def aside(self, facing: str) -> Callable[[float], float]:
        """How far the features slide over the head that turns with the eyes, in head units."""

        def slide(t: float) -> float:
            goal = self._looks(t, facing, _HEAD)
            if goal is None:
                return 0.0
            return goal[0] * (10.0 if facing == "camera" else 8.0 if goal[0] < 0 else 0.0)

        return slide

    def _looking(self, t: float) -> Stance:
        stance = self.performance.stance(t)
        goal = self._looks(t, "camera", _HEAD)
        nod = (17.0 if goal[1] < 0 else 14.0) * goal[1] if goal else 0.0
        return replace(stance, nod=stance.nod + nod + self._nodding(t))

    def _nodding(self, t: float) -> float:
        for begin in self._nods:
            if 0 < t - begin < 0.95:
                return _NODS * math.sin(math.pi * (t - begin) / 0.95) * abs(math.sin(math.tau * (t - begin) / 0.95))
        return 0.0

    def _when_nodding(self) -> tuple[float, ...]:
        """A listener nods now and then: somewhere in a longer line, or as it ends."""
        chance = random.Random(f"{self.figure.id}:nods")
        found: list[float] = []
        for start, end in self.role.heard:
            mine = any(begin < end and start < stop for begin, stop in self.spans)
            if mine or end - start < 0.8:
                continue
            found.append(start + (end - start) * chance.uniform(0.45, 0.9))
        return tuple(found)


def turn_seconds(one: float, other: float) -> float:
    """How long it takes to turn from one angle to another: four pictures or five for a quarter."""
    return 0.12 + 0.0024 * min(360.0, abs(other - one))
