"""Where the joints of a four-legged body are, for every pose, over time."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from generation.animatic.art import Matrix, Point, shift, turn
from generation.animatic.figures.quadruped_plan import Beast
from generation.animatic.stage import ADULT, Touch


@dataclass(frozen=True, slots=True)
class Stance:
    """Joints in heights at the withers; the feet are near, far. Angles in degrees."""

    shoulder: Point
    hip: Point
    fore: tuple[Point, Point]
    hind: tuple[Point, Point]
    neck: float
    pitch: float = 0.0
    """The head's own tilt: positive looks down."""


MOVING = frozenset(
    {
        "walk",
        "run",
        "jump",
        "cheer",
        "dance",
        "swim",
        "fly",
        "cower",
        "reach",
        "attack",
        "stalk",
        "dig",
        "scratch",
        "call",
        "bow",
    }
)


_WALKING, _RUNNING = (0.0, 0.5, 0.75, 0.25), (0.0, 0.14, 0.5, 0.62)
"""When each foot comes down, as a part of the cycle back from its end: fore near, fore far, hind near, hind far."""
_HOPPING = 0.7
"""How much slower who hops does so at a walk."""

_BENT = frozenset({"eat", "drink", "dig", "look-down", "bow"})


def least_height(pose: str) -> float:
    """How tall an animal is at least, in heights at the withers: the back stands over a head that is bent down."""
    return 1.12 if pose in _BENT else 0.75


class Rig:
    """One animal in one pose."""

    def __init__(self, plan: Beast, pose: str, squeeze: float) -> None:
        self.plan = plan
        self.pose = pose
        self.half = plan.length * 0.455 * squeeze
        self.squeeze = squeeze
        self.moves = pose in MOVING
        self._last: tuple[float, Stance] | None = None
        self.rest = self._standing()

    def at(self, t: float) -> Stance:
        """The stance at a time; asked for repeatedly by every leg, so the last one is kept."""
        if self._last is None or self._last[0] != t:
            poses: dict[str, Callable[[float], Stance]] = {
                "walk": self._walking,
                "run": self._running,
                "sit": self._sitting,
                "lie": self._lying,
                "sleep": self._lying,
                "jump": self._jumping,
                "reach": self._reaching,
                "cower": self._cowering,
                "cheer": self._rearing,
                "attack": self._rearing,
                "dance": self._dancing,
                "swim": self._swimming,
                "fly": self._jumping,
                "eat": self._grazing,
                "drink": self._drinking,
                "stalk": self._stalking,
                "dig": self._digging,
                "scratch": self._scratching,
                "call": self._calling,
                "bow": self._bowing,
                "look-up": self._looking,
                "look-down": self._looking,
            }
            make = poses.get(self.pose)
            self._last = (t, make(t) if make else self.rest)
        return self._last[1]

    def touches(self, start: float, end: float) -> tuple[Touch, ...]:
        """When its feet come down, as they are drawn."""
        if self.pose not in ("walk", "run"):
            return ()
        runs = self.pose == "run" or bool(self.plan.hop)
        period = self._period(runs=runs) / (_HOPPING if runs and self.pose == "walk" else 1.0)
        found: list[Touch] = []
        for number, phase in enumerate(_RUNNING if runs else _WALKING):
            ahead = (1 if number < 2 else -1) * self.half * self.plan.height * ADULT
            turn = math.ceil(start / period + phase)
            while (at := (turn - phase) * period) < end:
                found.append(Touch(at, ahead, "run" if runs else "walk"))
                turn += 1
        return tuple(sorted(found, key=lambda touch: touch.time))

    def _period(self, *, runs: bool) -> float:
        """Seconds of one cycle of all four feet."""
        return 0.42 + 0.2 * self.plan.height if runs else 0.75 + 0.5 * self.plan.height

    def body(self, t: float) -> Matrix:
        """The map from the standing body to the body now."""
        now, rest = self.at(t), self.rest
        lean = _angle(now.hip, now.shoulder) - _angle(rest.hip, rest.shoulder)
        return shift(*now.hip) @ turn(lean) @ shift(-rest.hip[0], -rest.hip[1])

    def neck_root(self, t: float) -> Point:
        """Where the neck leaves the body."""
        rest = self.rest.shoulder
        return self.body(t).apply(rest[0] + 0.06 * self.squeeze, rest[1] - self.plan.chest * 0.32)

    def _standing(self) -> Stance:
        plan, half = self.plan, self.half
        near = 0.05 + 0.05 * self.squeeze
        return Stance(
            (half, plan.chest - 1.0),
            (-half, plan.rump - 1.0),
            ((half + 0.02, 0.0), (half + near + 0.04, 0.0)),
            ((-half - 0.09, 0.0), (-half + near, 0.0)),
            plan.neck_angle,
            plan.head_pitch,
        )

    def _stepping(self, t: float, period: float, phase: float, stride: float, lift: float, ground: float) -> Point:
        p = (t / period + phase) % 1.0
        if p < ground:
            return stride * (0.5 - p / ground), 0.0
        q = (p - ground) / (1 - ground)
        return stride * (q * q * (3 - 2 * q) - 0.5), -lift * math.sin(math.pi * q)

    def _striding(
        self, t: float, period: float, phases: tuple[float, float, float, float], reach: float, ground: float
    ) -> tuple[tuple[Point, Point], tuple[Point, Point]]:
        rest, leg = self.rest, 1.0 - self.plan.chest
        stride, lift = reach * leg * self.squeeze, leg * (0.2 if ground > 0.5 else 0.36)
        steps = [self._stepping(t, period, phase, stride, lift, ground) for phase in phases]
        feet = [(x + dx, y + dy) for (x, y), (dx, dy) in zip((*rest.fore, *rest.hind), steps, strict=True)]
        return (feet[0], feet[1]), (feet[2], feet[3])

    def _walking(self, t: float) -> Stance:
        if self.plan.hop:
            return self._running(t * _HOPPING)
        period = self._period(runs=False)
        fore, hind = self._striding(t, period, _WALKING, 0.62, 0.6)
        bob = 0.014 * math.sin(2 * math.tau * t / period)
        return self._lifted(replace(self.rest, fore=fore, hind=hind), bob, -bob)

    def _running(self, t: float) -> Stance:
        period = self._period(runs=True)
        fore, hind = self._striding(t, period, _RUNNING, 1.15, 0.42)
        swing = math.sin(math.tau * (t / period + 0.1))
        stance = replace(self.rest, fore=fore, hind=hind, neck=self.rest.neck - 12 + 5 * swing)
        return self._lifted(stance, 0.06 * swing - 0.02, -0.06 * swing - 0.02)

    def _lifted(self, stance: Stance, front: float, back: float) -> Stance:
        (sx, sy), (hx, hy) = stance.shoulder, stance.hip
        return replace(stance, shoulder=(sx, sy + front), hip=(hx, hy + back))

    def _sitting(self, t: float) -> Stance:
        plan, half = self.plan, self.half
        low = plan.rump * 0.92
        rise = min(
            0.86 * 2 * half,
            max(0.2, 1.0 - plan.chest - low + 0.1),
        )
        along = math.sqrt(max(0.01, 4 * half * half - rise * rise))
        hip = (-along * 0.75, -low)
        shoulder = (hip[0] + along, -low - rise)
        front = shoulder[0] + 0.04
        hind = hip[0] + plan.rump * 1.15 * self.squeeze
        return Stance(
            shoulder,
            hip,
            ((front, 0.0), (front + 0.1, 0.0)),
            ((hind, 0.0), (hind + 0.12, 0.0)),
            min(84.0, plan.neck_angle + 14),
            plan.head_pitch,
        )

    def _lying(self, t: float) -> Stance:
        plan, half = self.plan, self.half
        asleep = self.pose == "sleep"
        front = half + 0.36 * self.squeeze
        hind = -half + 0.34 * self.squeeze
        neck = self._downward((half, -plan.chest * 0.95), self.muzzle_height()) if asleep else plan.neck_angle
        return Stance(
            (half, -plan.chest * 0.95),
            (-half, -plan.rump * 0.92),
            ((front, 0.0), (front + 0.12, 0.0)),
            ((hind, 0.0), (hind + 0.1, 0.0)),
            neck,
            8.0 if asleep else plan.head_pitch,
        )

    def _jumping(self, t: float) -> Stance:
        plan, rest = self.plan, self.rest
        p = (t / 1.5) % 1.0
        air = max(0.0, math.sin(math.pi * min(1.0, max(0.0, (p - 0.2) / 0.5))))
        if self.pose == "fly":
            air = 0.85 + 0.1 * math.sin(t * 3)
        crouch = 0.16 * max(0.0, math.sin(math.pi * p / 0.2)) if p < 0.2 and self.pose != "fly" else 0.0
        up, tip = 0.55 * air, 0.2 * air * math.cos(math.pi * min(1.0, max(0.0, (p - 0.1) / 0.6)))
        s = (rest.shoulder[0], rest.shoulder[1] - up - tip + crouch)
        h = (rest.hip[0], rest.hip[1] - up + tip * 0.4 + crouch)
        leg = 1.0 - plan.chest
        k = self.squeeze

        def foot(spot: Point, root: Point, dx: float, dy: float) -> Point:
            return spot[0] + dx * k * air, spot[1] + (root[1] + leg * dy - spot[1]) * min(1.0, air * 1.6)

        fore = (foot(rest.fore[0], s, 0.42, 0.55), foot(rest.fore[1], s, 0.52, 0.45))
        hind = (foot(rest.hind[0], h, -0.42, 0.75), foot(rest.hind[1], h, -0.3, 0.8))
        return Stance(s, h, fore, hind, rest.neck - 8 * air, rest.pitch)

    def _reaching(self, t: float) -> Stance:
        rest, leg = self.rest, 1.0 - self.plan.chest
        wave = 0.04 * math.sin(t * 2.2)
        paw = (rest.shoulder[0] + leg * 0.72 * max(0.5, self.squeeze), rest.shoulder[1] + leg * (0.22 + wave))
        return replace(rest, fore=(paw, rest.fore[1]), neck=rest.neck + 4)

    def _cowering(self, t: float) -> Stance:
        rest, plan = self.rest, self.plan
        tremble = 0.006 * math.sin(t * 41) * (0.6 + 0.4 * math.sin(t * 1.7))
        s = (rest.shoulder[0] - 0.06 + tremble, -plan.chest - 0.02 - 0.16 * (1 - 2 * plan.chest))
        h = (rest.hip[0] + tremble, -plan.rump - 0.42 * (1 - 2 * plan.rump))
        return replace(rest, shoulder=s, hip=h, neck=self._downward(s, plan.head_size * 1.25), pitch=rest.pitch - 6)

    def _rearing(self, t: float) -> Stance:
        rest, half = self.rest, self.half
        swing = math.sin(t * (5.2 if self.pose == "cheer" else 7.0))
        tilt = math.radians(50 + 4 * swing)
        h = (-half * 0.45, rest.hip[1] + 0.04 - 0.02 * swing)
        s = (h[0] + 2 * half * math.cos(tilt), h[1] - 2 * half * math.sin(tilt))
        leg = (1.0 - self.plan.chest) * 0.72
        k = max(0.6, self.squeeze)
        near = (s[0] + leg * 0.75 * k, s[1] - leg * (0.15 + 0.25 * swing))
        far = (s[0] + leg * 0.85 * k, s[1] + leg * (0.1 + 0.25 * swing))
        hind = ((h[0] - 0.02, 0.0), (h[0] + 0.16, 0.0))
        return Stance(s, h, (near, far), hind, min(85.0, rest.neck + 16), rest.pitch - 4)

    def _dancing(self, t: float) -> Stance:
        rest, leg = self.rest, 1.0 - self.plan.chest
        beat = math.sin(math.tau * t / 0.9)
        up = leg * 0.32
        fore = ((rest.fore[0][0], -up * max(0.0, beat)), (rest.fore[1][0], -up * max(0.0, -beat)))
        hind = ((rest.hind[0][0], -up * 0.7 * max(0.0, -beat)), (rest.hind[1][0], -up * 0.7 * max(0.0, beat)))
        bounce = 0.05 * abs(beat)
        stance = replace(rest, fore=fore, hind=hind, neck=rest.neck + 6 * beat, pitch=rest.pitch + 7 * beat)
        return self._lifted(stance, -bounce - 0.02 * beat, -bounce + 0.02 * beat)

    def _swimming(self, t: float) -> Stance:
        fore, hind = self._striding(t, 0.9, (0.0, 0.5, 0.5, 0.0), 0.8, 0.45)
        sink = 0.3 * (1.0 - self.plan.chest)
        bob = 0.02 * math.sin(t * 2.4)
        stance = replace(self.rest, fore=fore, hind=hind, neck=self.rest.neck + 10)
        return self._lifted(stance, sink + bob, sink + 0.04 - bob)

    def _grazing(self, t: float) -> Stance:
        rest, plan = self.rest, self.plan
        size = plan.head_size
        s = rest.shoulder
        reach = plan.neck + size
        short = max(0.0, (-s[1] + plan.chest * 0.3) - reach - self.muzzle_height() * 0.4)
        low = (s[0] + 0.02, min(-plan.chest * 0.9, s[1] + short))
        return replace(rest, shoulder=low, neck=self._downward(low, self.muzzle_height()), pitch=34.0)

    def _looking(self, t: float) -> Stance:
        up = self.pose == "look-up"
        return replace(
            self.rest,
            neck=min(86.0, self.rest.neck + 22) if up else self.rest.neck - 34,
            pitch=self.rest.pitch + (-32 if up else 22),
        )

    def _drinking(self, t: float) -> Stance:
        """As it grazes, the fore legs a little apart and the mouth held still at the water."""
        stance = self._grazing(t)
        (near, far), k = stance.fore, self.squeeze
        return replace(
            stance, fore=((near[0] - 0.05 * k, near[1]), (far[0] + 0.08 * k, far[1])), pitch=stance.pitch - 8
        )

    def _stalking(self, t: float) -> Stance:
        """Low and slow, the head carried level with the back."""
        if self.plan.hop:
            return self._cowering(t)
        leg = 1.0 - self.plan.chest
        fore, hind = self._striding(t, 1.5 + 0.6 * self.plan.height, (0.0, 0.5, 0.75, 0.25), 0.6, 0.62)
        stance = replace(
            self.rest, fore=fore, hind=hind, neck=min(18.0, self.rest.neck - 26), pitch=self.rest.pitch - 4
        )
        return self._lifted(stance, 0.3 * leg, 0.22 * leg)

    def _digging(self, t: float) -> Stance:
        """The rump up, the nose down, both forepaws scraping in turn; now and then it stops to look."""
        rest, leg = self.rest, 1.0 - self.plan.chest
        works = 1.0 if math.sin(math.tau * t / 3.7) > -0.72 else 0.0
        down = (rest.shoulder[0] + 0.03, rest.shoulder[1] + 0.3 * leg)
        k = self.squeeze

        def paw(spot: Point, phase: float) -> Point:
            turn_of = math.tau * (t / 0.42 + phase)
            reach, up = 0.24 * math.cos(turn_of), 0.2 * max(0.0, math.sin(turn_of))
            return spot[0] + works * leg * (0.26 + reach) * k, spot[1] - works * leg * up

        fore = (paw(rest.fore[0], 0.0), paw(rest.fore[1], 0.5))
        low = self._downward(down, self.muzzle_height() * 1.5)
        return replace(rest, shoulder=down, fore=fore, neck=low, pitch=26.0)

    def _scratching(self, t: float) -> Stance:
        """Seated, a hind foot at the neck, going fast."""
        sits = self._sitting(t)
        x, y = sits.shoulder
        beat = 0.05 * math.sin(math.tau * t / 0.16) * (1.0 if math.sin(math.tau * t / 2.9) > -0.6 else 0.2)
        paw = (x - 0.02 * self.squeeze + beat, y + 0.2 + 0.6 * beat)
        return replace(sits, hind=(paw, sits.hind[1]), neck=sits.neck - 22, pitch=sits.pitch + 16)

    def _calling(self, t: float) -> Stance:
        """The head goes up and back for the call, and sinks a little for breath."""
        up = 0.5 - 0.5 * math.cos(math.tau * t / 2.6)
        stance = replace(self.rest, neck=min(82.0, self.rest.neck + 16 + 10 * up), pitch=self.rest.pitch - 40)
        return self._lifted(stance, -0.015 * up, 0.01 * up)

    def _bowing(self, t: float) -> Stance:
        """A long stretch with the breast on the ground and the rump in the air."""
        rest, leg = self.rest, 1.0 - self.plan.chest
        deep = 0.62 + 0.14 * math.sin(math.tau * t / 3.1)
        down = (rest.shoulder[0] - 0.04, rest.shoulder[1] + deep * leg)
        k = self.squeeze
        fore = tuple((x + 0.5 * leg * k, y) for x, y in rest.fore)
        stance = replace(rest, shoulder=down, fore=(fore[0], fore[1]), neck=max(20.0, rest.neck - 10), pitch=rest.pitch)
        return self._lifted(stance, 0.0, -0.02)

    def muzzle_height(self) -> float:
        """How high the head's centre is when the nose just touches the ground."""
        head, tilt = self.plan.head, 0.52 if self.pose in ("eat", "drink") else 0.14
        if self.squeeze < 1 or head.trunk:
            return self.plan.head_size * 1.05
        return self.plan.head_size * max(0.95, head.mane * 0.85, head.drop * 0.9 + head.muzzle * tilt + head.tip * 0.8)

    def _downward(self, shoulder: Point, height: float) -> float:
        """The neck's angle that brings the head's centre to a height over the ground."""
        root = -shoulder[1] + self.plan.chest * 0.32
        return math.degrees(math.asin(max(-0.98, min(0.98, (height - root) / self.plan.neck))))


def unit_of(plan: Beast) -> float:
    """Stage pixels in one height at the withers, for a full-grown animal: its standing head reaches its height."""
    _, root = Rig(plan, "stand", 1.0).neck_root(0.0)
    return plan.height * ADULT / (-root + plan.neck * math.sin(math.radians(plan.neck_angle)) + plan.head_size)


def _angle(a: Point, b: Point) -> float:
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
