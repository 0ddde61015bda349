"""How bodies move: each motion is a function from seconds to a stance, smooth and never quite still.

Here is what all of them share, and standing and talking. The others lie beside this file by theme: travel, hands, work,
feeling, rest. `poses` is the table of all of them.

`Beat` carries what differs between people and shots: the phase of the breath, the pace, how the person likes to stand.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from generation.animatic.figures.people.rhythm import wave
from generation.animatic.figures.people.skeleton import ORDINARY, Arm, Body, Leg, Stance

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
    body: Body = ORDINARY
    """The measures of the body: hands that meet a chin or a tool are led there by them."""


Pose = Callable[[float, Beat], Stance]


def breathing(t: float, beat: Beat) -> float:
    return 0.5 - 0.5 * math.cos(_TAU * (t / 3.6 + beat.phase))


def idle(t: float, beat: Beat) -> Stance:
    """The living ground of every quiet pose: breath, weight from leg to leg, the head a little slower."""
    shift = wave(t, 7.3, beat.phase) * 0.6 + wave(t, 11.9, beat.phase * 2) * 0.4
    return Stance(
        side=0.012 * shift,
        tilt=-0.9 * shift,
        roll=1.6 * wave(t, 6.1, beat.phase + 0.2) + 0.6 * shift,
        nod=1.2 * wave(t, 5.3, beat.phase + 0.4),
        breath=breathing(t, beat),
        legs=(Leg(0.035), Leg(0.035, ahead=0.05)),
    )


def stand(t: float, beat: Beat) -> Stance:
    sway = 1.5 * wave(t, 4.7, beat.phase)
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
    return replace(idle(t, beat), arms=arms)


def during(t: float, speech: tuple[float, float] | None) -> float:
    """1 while somebody speaks, 0 before and after, with soft ends."""
    if speech is None:
        return 1.0
    share = max(0.0, min(1.0, (t - speech[0] + 0.3) / 0.5, (speech[1] + 0.6 - t) / 0.5))
    return share * share * (3 - 2 * share)


def talk(t: float, beat: Beat) -> Stance:
    """The hands say what the voice says: slow arcs with rests, never in step."""
    said = during(t, beat.speech)
    gesture = said * max(0.0, wave(t, 3.7, beat.phase) * 0.7 + wave(t, 2.3, beat.phase * 3) * 0.5)
    other = said * max(0.0, wave(t, 5.1, beat.phase + 0.4) - 0.3)
    return replace(
        idle(t, beat),
        nod=(1 + 1.8 * said) * wave(t, 1.9, beat.phase),
        arms=(
            Arm((8 + 14 * gesture, 12), (26 + 62 * gesture, 2 + 10 * gesture)),
            Arm((6 + 10 * other, 10), (20 + 50 * other, 2)),
        ),
    )
