"""How bodies move: each motion is a function from seconds to a stance, smooth and never quite still.

`Beat` carries what differs between people and shots: the phase of the breath, the pace, how the person likes to stand.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from generation.animatic.figures.people.skeleton import Arm, Leg, Stance

_TAU = math.tau


@dataclass(frozen=True, slots=True)
class Beat:
    """What a pose needs to know besides the time."""

    phase: float
    habit: int
    """How this person stands when nothing is asked, 0..4."""
    frontal: bool
    emotion: str
    tempo: float = 1.0
    """Length of the legs over those of an ordinary adult: short legs step faster, so that all keep one pace."""
    speech: tuple[float, float] | None = None
    """When the person speaks, from and to; None: all the time."""


Pose = Callable[[float, Beat], Stance]


def _wave(t: float, period: float, phase: float = 0.0) -> float:
    return math.sin(_TAU * (t / period + phase))


def _breathing(t: float, beat: Beat) -> float:
    return 0.5 - 0.5 * math.cos(_TAU * (t / 3.6 + beat.phase))


def _idle(t: float, beat: Beat) -> Stance:
    """The living ground of every quiet pose: breath, weight from leg to leg, the head a little slower."""
    shift = _wave(t, 7.3, beat.phase) * 0.6 + _wave(t, 11.9, beat.phase * 2) * 0.4
    return Stance(
        side=0.012 * shift,
        tilt=-0.9 * shift,
        roll=1.6 * _wave(t, 6.1, beat.phase + 0.2) + 0.6 * shift,
        nod=1.2 * _wave(t, 5.3, beat.phase + 0.4),
        breath=_breathing(t, beat),
        legs=(Leg(0.035), Leg(0.035, ahead=0.05)),
    )


def stand(t: float, beat: Beat) -> Stance:
    sway = 1.5 * _wave(t, 4.7, beat.phase)
    easy = Arm((3 + sway, 9), (14 + sway, 4))
    match beat.habit:
        case 1:  # a hand on the hip
            arms = (Arm((-14, 38), (30, -48)), easy)
        case 2:  # hands together before the body
            arms = (Arm((16, 10), (46 + sway, -42)), Arm((16, 10), (46 + sway, -42)))
        case 3:  # hands behind the back
            arms = (Arm((-20, 14), (-32, -30)), Arm((-20, 14), (-32, -30)))
        case 4:  # one arm across, holding the other
            arms = (Arm((14, 14), (50, -58)), Arm((4, 6), (8 + sway, 0)))
        case _:
            arms = (easy, Arm((5 - sway, 9), (18 - sway, 4)))
    return replace(_idle(t, beat), arms=arms)


def _stride(phase: float, length: float, height: float, ground: float) -> Leg:
    """One leg's cycle: `ground` is the share of it that the foot is planted and moves straight back."""
    phase %= 1.0
    if phase < ground:
        share = phase / ground
        toe = -16 * (1 - share / 0.15) if share < 0.15 else 34 * max(0.0, (share - 0.72) / 0.28) ** 1.6
        up = 0.1 * max(0.0, (share - 0.72) / 0.28) ** 1.6
        return Leg(-0.01, up, length * (1 - 2 * share), toe)
    share = (phase - ground) / (1 - ground)
    ease = share * share * (3 - 2 * share)
    up = height * math.sin(math.pi * share) + 0.1 * (1 - share) ** 2
    return Leg(-0.01, up, length * (2 * ease - 1), 34 - 50 * ease)


def walk(t: float, beat: Beat) -> Stance:
    weary = beat.emotion in {"sad", "tender"}
    cycle = t / (1.06 * beat.tempo) + beat.phase
    swing = math.cos(_TAU * cycle)
    reach = 20 if weary else 28
    return Stance(
        legs=(_stride(cycle, 0.4, 0.16, 0.58), _stride(cycle + 0.5, 0.4, 0.16, 0.58)),
        arms=(
            Arm((-swing * reach, 8), (-swing * reach * 0.9 + 20, 3)),
            Arm((swing * reach, 8), (swing * reach * 0.9 + 20, 3)),
        ),
        rise=0.925 - 0.022 * math.cos(2 * _TAU * cycle + 0.5),
        side=0.012 * math.sin(_TAU * cycle),
        lean=4,
        twist=5 * swing,
        tilt=1.2 * math.sin(_TAU * cycle),
        nod=1.5 * math.cos(2 * _TAU * cycle),
        breath=_breathing(t, beat),
    )


def run(t: float, beat: Beat) -> Stance:
    cycle = t / (0.68 * beat.tempo) + beat.phase
    swing = math.cos(_TAU * cycle)
    return Stance(
        legs=(_stride(cycle, 0.48, 0.42, 0.44), _stride(cycle + 0.5, 0.48, 0.42, 0.44)),
        arms=(
            Arm((-swing * 46 - 6, 10), (-swing * 40 + 78, -6)),
            Arm((swing * 46 - 6, 10), (swing * 40 + 78, -6)),
        ),
        rise=0.9,
        lift=0.07 * (0.5 - 0.5 * math.cos(2 * _TAU * cycle - 1.2)),
        lean=13,
        twist=9 * swing,
        nod=-6 + 2 * math.cos(2 * _TAU * cycle),
        breath=_breathing(t * 2, beat),
    )


def sit(t: float, beat: Beat) -> Stance:
    rest = 1.5 * _wave(t, 5.1, beat.phase)
    knees = 0.06 if beat.frontal else 0.01
    return replace(
        _idle(t, beat),
        rise=0.5,
        ahead=-0.2,
        lean=3 + 0.5 * rest,
        side=0,
        tilt=0.5 * _wave(t, 7.7, beat.phase),
        legs=(Leg(knees, 0, 0.26), Leg(knees, 0, 0.34)),
        arms=(Arm((14, 12), (52 + rest, -14)), Arm((16, 12), (50 + rest, -14))),
    )


def kneel(t: float, beat: Beat) -> Stance:
    return replace(
        _idle(t, beat),
        rise=0.55,
        lean=6,
        side=0,
        legs=(Leg(0.02, 0.11, -0.4, 66), Leg(0.03, 0, 0.44)),
        arms=(Arm((8, 8), (30, -4)), Arm((30, 10), (58, -20))),
    )


def reach(t: float, beat: Beat) -> Stance:
    drift = 2.5 * _wave(t, 3.1, beat.phase)
    wide = 32 if beat.frontal else -4
    return replace(
        _idle(t, beat),
        lean=9,
        nod=-4,
        legs=(Leg(0.03, 0.0, -0.12, 6), Leg(0.03, 0, 0.16)),
        arms=(
            Arm((72 + drift, wide), (92 + drift, wide * 0.6)),
            Arm((58 - drift, wide * 0.7), (84 - drift, wide * 0.4)),
        ),
    )


def point(t: float, beat: Beat) -> Stance:
    drift = 1.5 * _wave(t, 2.9, beat.phase)
    far = (78 + drift, 62) if beat.frontal else (86 + drift, -6)
    return replace(
        stand(t, replace(beat, habit=0)), twist=-6, arms=(Arm(far, (far[0] + 6, far[1] * 0.95)), Arm((2, 10), (16, 4)))
    )


def hold(t: float, beat: Beat) -> Stance:
    drift = 1.2 * _wave(t, 3.9, beat.phase)
    return replace(_idle(t, beat), nod=4, arms=(Arm((22, 13), (108 + drift, -14)), Arm((4, 9), (18, 4))))


def greet(t: float, beat: Beat) -> Stance:
    swing = 22 * _wave(t, 0.8, beat.phase)
    still = Arm((4, 9), (16, 4))
    if beat.frontal:
        return replace(_idle(t, beat), roll=-4, arms=(Arm((20, 68), (172, 16 + swing)), still))
    return replace(_idle(t, beat), roll=3, arms=(still, Arm((40, 52), (158, 18 + swing))))


def look_up(t: float, beat: Beat) -> Stance:
    return replace(stand(t, replace(beat, habit=0)), lean=-5, nod=-22 + 1.5 * _wave(t, 5.5, beat.phase))


def look_down(t: float, beat: Beat) -> Stance:
    return replace(stand(t, replace(beat, habit=2)), lean=3, nod=20 + 1.5 * _wave(t, 5.5, beat.phase))


def crouch(t: float, beat: Beat) -> Stance:
    return replace(
        _idle(t, beat),
        rise=0.5,
        ahead=-0.1,
        lean=30,
        nod=-12,
        legs=(Leg(0.08, 0.0, -0.12, 12), Leg(0.08, 0, 0.1)),
        arms=(Arm((40, 14), (74, -12)), Arm((34, 14), (70, -12))),
    )


def jump(t: float, beat: Beat) -> Stance:
    cycle = (t / 1.5 + beat.phase) % 1.0
    air = max(0.0, math.sin(math.pi * (cycle - 0.3) / 0.55)) if 0.3 < cycle < 0.85 else 0.0
    low = math.exp(-(((cycle - 0.18) / 0.12) ** 2)) + 0.6 * math.exp(-(((cycle - 0.94) / 0.09) ** 2))
    up = air
    swing = 30 - 60 * low + 130 * up
    tuck = 0.16 * up
    return Stance(
        rise=0.97 - 0.26 * low,
        lift=0.52 * air,
        lean=18 * low,
        nod=-8 * up,
        legs=(Leg(0.05, tuck, -0.1 * up, 28 * up), Leg(0.05, tuck * 0.6, 0.12 * up, 20 * up)),
        arms=(Arm((swing, 18), (swing + 18, 10)), Arm((swing, 18), (swing + 18, 10))),
        breath=0.5,
    )


def dance(t: float, beat: Beat) -> Stance:
    cycle = t / 1.3 + beat.phase
    sway, bounce = math.sin(_TAU * cycle), math.cos(2 * _TAU * cycle)
    return Stance(
        side=0.06 * sway,
        rise=0.93 + 0.03 * bounce,
        tilt=5 * sway,
        twist=14 * sway,
        roll=7 * math.sin(_TAU * cycle - 0.6),
        legs=(
            Leg(0.06, 0.13 * max(0.0, sway), 0.06 * max(0.0, sway), 26 * max(0.0, sway)),
            Leg(0.06, 0.13 * max(0.0, -sway), 0.06 * max(0.0, -sway), 26 * max(0.0, -sway)),
        ),
        arms=(
            Arm((25 + 20 * sway, 66), (125 + 25 * sway, 58)),
            Arm((35 - 25 * sway, 62), (130 - 30 * sway, 22)),
        ),
        breath=0.5,
    )


def embrace(t: float, beat: Beat) -> Stance:
    drift = 2 * _wave(t, 4.4, beat.phase)
    return replace(
        _idle(t, beat),
        lean=5,
        nod=8,
        roll=6,
        arms=(Arm((54 + drift, 14), (78 + drift, -34)), Arm((66 - drift, 14), (92 - drift, -34))),
    )


def lie(t: float, beat: Beat) -> Stance:
    return Stance(
        breath=_breathing(t * 0.8, beat),
        arms=(Arm((8, 12), (26, -38)), Arm((2, 8), (6, 4))),
        legs=(Leg(0.01, 0.04, 0.03), Leg(0.01, 0.0, 0.0)),
        rise=0.98,
    )


def cower(t: float, beat: Beat) -> Stance:
    shake = 0.9 * _wave(t, 0.19, beat.phase) + 1.2 * _wave(t, 1.7)
    if beat.frontal:
        # Arms pressed across the chest, fists under the chin, knees together.
        return replace(
            _idle(t, beat),
            rise=0.8,
            ahead=-0.1,
            lean=20 + 0.4 * shake,
            nod=12,
            roll=7 + 0.5 * shake,
            shrug=0.22,
            legs=(Leg(-0.015, 0, 0.02), Leg(-0.015, 0, 0.0)),
            arms=(Arm((14 + shake, 20), (150 + shake, -40)), Arm((6 - shake, 22), (132 - shake, -52))),
        )
    return replace(
        _idle(t, beat),
        rise=0.72,
        ahead=-0.14,
        lean=24 + 0.4 * shake,
        nod=16,
        shrug=0.2,
        legs=(Leg(0.0, 0, -0.08), Leg(0.0, 0, 0.1)),
        arms=(Arm((72 + shake, 8), (148 + shake, -26)), Arm((86 - shake, 8), (156 - shake, -22))),
    )


def cheer(t: float, beat: Beat) -> Stance:
    cycle = t / 0.9 + beat.phase
    hop, pump = abs(math.sin(math.pi * cycle)), math.sin(_TAU * cycle)
    return Stance(
        lift=0.05 * hop,
        rise=0.95 + 0.02 * hop,
        nod=-9,
        roll=4 * pump,
        legs=(Leg(0.06, 0, 0, 10 * hop), Leg(0.06, 0, 0.04, 10 * hop)),
        arms=(Arm((148 + 14 * pump, 28), (172, 14 + 12 * pump)), Arm((148 - 14 * pump, 28), (172, 14 - 12 * pump))),
        breath=0.6,
    )


def eat(t: float, beat: Beat) -> Stance:
    """The hand goes to the mouth and rests between two bites."""
    bite = max(0.0, _wave(t, 3.4, beat.phase)) ** 0.6
    return replace(
        _idle(t, beat),
        nod=6 + 4 * bite,
        arms=(Arm((22 + 26 * bite, 12), (86 + 66 * bite, -16 - 6 * bite)), Arm((6, 10), (34, -12))),
    )


def swim(t: float, beat: Beat) -> Stance:
    """Arm over arm and fluttering legs; the whole figure lies in the water where it is seen from the side."""
    stroke, kick = t / 1.7 + beat.phase, 0.1 * _wave(t, 0.55, beat.phase)
    if beat.frontal:
        scull = 16 * math.sin(_TAU * stroke)
        arms = (Arm((30, 58), (60 + scull, 40)), Arm((30, 58), (60 - scull, 40)))
        return replace(_idle(t, beat), nod=-6, arms=arms, legs=(Leg(0.06, 0.08, kick), Leg(0.06, 0.08, -kick)))
    over = [(360 * stroke + half) % 360 for half in (0.0, 180.0)]
    arms = (Arm((over[0], 10), (over[0] + 20, 6)), Arm((over[1], 10), (over[1] + 20, 6)))
    return Stance(
        arms=arms,
        legs=(Leg(0.0, 0.02, kick - 0.1, 50), Leg(0.0, 0.02, -kick - 0.1, 50)),
        roll=-34,
        nod=-16,
        lean=-4,
        breath=0.5,
    )


def fly(t: float, beat: Beat) -> Stance:
    """Arms ahead, legs trailing, as in a dream."""
    drift = _wave(t, 2.9, beat.phase)
    if beat.frontal:
        arms = (Arm((40, 66 + 8 * drift), (70, 60)), Arm((40, 66 + 8 * drift), (70, 60)))
        return replace(_idle(t, beat), arms=arms, legs=(Leg(0.0, 0.1, -0.15, 40), Leg(0.0, 0.03, -0.05, 40)))
    return Stance(
        arms=(Arm((166 + 5 * drift, 12), (172, 6)), Arm((158 - 5 * drift, 12), (166, 6))),
        legs=(Leg(0.0, 0.03, -0.1 + 0.03 * drift, 60), Leg(0.0, 0.12, -0.3 - 0.03 * drift, 60)),
        roll=-36,
        nod=-18,
        breath=0.5,
    )


def during(t: float, speech: tuple[float, float] | None) -> float:
    """1 while somebody speaks, 0 before and after, with soft ends."""
    if speech is None:
        return 1.0
    share = max(0.0, min(1.0, (t - speech[0] + 0.3) / 0.5, (speech[1] + 0.6 - t) / 0.5))
    return share * share * (3 - 2 * share)


def talk(t: float, beat: Beat) -> Stance:
    """The hands say what the voice says: slow arcs with rests, never in step."""
    said = during(t, beat.speech)
    gesture = said * max(0.0, _wave(t, 3.7, beat.phase) * 0.7 + _wave(t, 2.3, beat.phase * 3) * 0.5)
    other = said * max(0.0, _wave(t, 5.1, beat.phase + 0.4) - 0.3)
    return replace(
        _idle(t, beat),
        nod=(1 + 1.8 * said) * _wave(t, 1.9, beat.phase),
        arms=(
            Arm((8 + 14 * gesture, 12), (26 + 62 * gesture, 2 + 10 * gesture)),
            Arm((6 + 10 * other, 10), (20 + 50 * other, 2)),
        ),
    )
