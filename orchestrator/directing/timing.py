"""How long each shot lasts: as long as the file asks, and at least as long as its speech needs. Whole frames."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot, Transition

LEAD = 0.35
"""Seconds of picture before the first line."""
PAUSE = 0.35
"""Seconds between two lines of one shot."""
TAIL = 0.5
"""Seconds of picture after the last line."""
WORDS_PER_SECOND = 2.5
"""The planning rate of speech (Ofcom: conversational English is about 150 words a minute)."""


@dataclass(frozen=True)
class ShotTiming:
    """`frames` of the clip, of which the first `head` lie under the transition in; when each line starts (seconds)."""

    frames: int
    head: int
    line_starts: tuple[float, ...]


def estimated_speech(text: str) -> float:
    """Seconds that a line takes before it has been spoken."""
    return len(text.split()) / WORDS_PER_SECOND + 0.3


def entry(scene: Scene, shot: Shot) -> Transition:
    """How a shot is entered: its own way, or the scene's where it opens the scene."""
    if shot.enter is not None:
        return shot.enter
    return scene.enter if scene.shots[0].id == shot.id else Transition()


def overlap_frames(transition: Transition, rate: Fraction) -> int:
    """Frames of the transition; 0 for a cut."""
    return 0 if transition.transition == "cut" else round(transition.seconds * rate)


def time_shot(film: Film, shot: Shot, enter: Transition, speech: Sequence[float], *, opens_film: bool) -> ShotTiming:
    """Time one shot that is entered by `enter`; `speech` is how many seconds each line of its dialogue really takes.

    A dissolve's frames are added in front, so that the film's length does not depend on its transitions.
    """
    rate = film.settings.format.rate
    overlap = overlap_frames(enter, rate)
    head = overlap if enter.transition == "dissolve" and not opens_film else 0
    lead = LEAD + float(head / rate) + (float(overlap / rate) * 0.5 if enter.transition == "fade" else 0.0)
    starts: list[float] = []
    at = lead
    for seconds in speech:
        starts.append(at)
        at += seconds + PAUSE
    spoken = at - PAUSE + TAIL if speech else 0.0
    asked = shot.seconds if shot.seconds is not None else _own_length(shot) or film.style.pace.seconds
    frames = max(round(asked * rate) + head, math.ceil(spoken * rate), 2)
    return ShotTiming(frames, head, tuple(starts))


def _own_length(shot: Shot) -> float | None:
    """How long a person's own clip is between its `in` and `out`, where both are given."""
    footage = shot.footage
    if footage is None or footage.end is None or footage.end <= footage.start:
        return None
    return footage.end - footage.start
