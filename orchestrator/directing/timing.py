"""How long each shot lasts: as long as the file asks, and at least as long as its speech needs. Whole frames."""

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot, Transition, Trim

LEAD = 0.35
"""Seconds of picture before the first line."""
PAUSE = 0.35
"""Seconds between two lines of one shot."""
TAIL = 0.5
"""Seconds of picture after the last line."""
WORDS_PER_SECOND = 2.5
"""The planning rate of speech (Ofcom: conversational English is about 150 words a minute)."""
_CUT = Transition()


@dataclass(frozen=True)
class ShotTiming:
    """`frames` of the clip are in the film, the first `head` of them under the transition in.

    Lines start in seconds from the first of them. The clip has `before` frames more in front of them and `after` behind.
    """

    frames: int
    head: int
    line_starts: tuple[float, ...]
    before: int = 0
    after: int = 0

    @property
    def made(self) -> int:
        """Frames of the clip, with its handles."""
        return self.before + self.frames + self.after


def estimated_speech(text: str, language: str = "en") -> float:
    """Seconds that a line takes before it has been spoken.

    Words say little where words are long (Finnish, Turkish) or not written apart (Chinese, Japanese, Thai): there the letters
    are counted. English is by its words alone.
    """
    words = len(text.split()) / WORDS_PER_SECOND
    if text.isascii() and language.split("-")[0] == "en":
        return words + 0.3
    alphabetic = 0.0 if language.split("-")[0] == "en" else _ALPHABETIC
    return max(words, sum(_seconds_of(letter, alphabetic) for letter in text)) + 0.3


_ALPHABETIC = 1 / 10.5
_LETTERS = (
    (("CJK", "IDEOGRAPHIC ITERATION"), 1 / 3.3),
    (("HIRAGANA", "KATAKANA"), 1 / 6.5),
    (("HANGUL",), 1 / 4.4),
    (("THAI", "LAO", "KHMER"), 1 / 7.8),
    (("ARABIC", "HEBREW"), 1 / 7.3),
    (("ETHIOPIC",), 1 / 5.0),
)
"""Seconds of a letter by its script: what espeak-ng's voices take for it at their middle pace, and a little more."""


@cache
def _seconds_of(letter: str, alphabetic: float) -> float:
    if not (letter.isalnum() or unicodedata.category(letter)[0] == "M"):
        return 0.0
    if letter < "\u0590":
        return alphabetic
    name = unicodedata.name(letter, "")
    return next((seconds for scripts, seconds in _LETTERS if name.startswith(scripts)), alphabetic)


def entry(scene: Scene, shot: Shot) -> Transition:
    """How a shot is entered: its own way, or the scene's where it opens the scene."""
    if shot.enter is not None:
        return shot.enter
    opening = next((other for other in scene.shots if not other.omit), shot)
    return scene.enter if opening.id == shot.id else _CUT


def overlap_frames(transition: Transition, rate: Fraction) -> int:
    """Frames of the transition; 0 for a cut."""
    return 0 if transition.transition == "cut" else round(transition.seconds * rate)


def time_shot(
    film: Film, shot: Shot, enter: Transition, speech: Sequence[float], *, opens_film: bool, lends: float = 0.0
) -> ShotTiming:
    """Time one shot that is entered by `enter`; `speech` is how many seconds each line of its dialogue really takes.

    The frames of an overlapping transition are added in front, so that the film's length does not depend on its transitions.
    For `lends` seconds its sound may go on under the next shot (an L-cut there).
    """
    rate = film.settings.format.rate
    overlap = overlap_frames(enter, rate)
    head = overlap if enter.overlaps and not opens_film else 0
    lead = LEAD
    if overlap:
        lead += float(head / rate) + (0.0 if enter.overlaps else float(overlap / rate) * 0.5)
    lead = max(0.0, lead + enter.sound) if opens_film else lead + enter.sound
    starts: list[float] = []
    at = lead
    for seconds in speech:
        starts.append(at)
        at += seconds + PAUSE
    spoken = at - PAUSE + TAIL - lends if speech else 0.0
    asked = shot.seconds if shot.seconds is not None else _own_length(shot) or film.style.pace.seconds
    frames = max(round(asked * rate) + head, math.ceil(spoken * rate), 2)
    return _trimmed(ShotTiming(frames, head, tuple(starts)), shot.trim, rate)


def _trimmed(timing: ShotTiming, trim: Trim | None, rate: Fraction) -> ShotTiming:
    """The part of a clip that is in the film: at least two frames besides those under the transition in."""
    if trim is None:
        return timing
    own = timing.frames - timing.head
    before = max(0, min(round(trim.start * rate), own - 2))
    end = own if trim.end is None else max(before + 2, min(round(trim.end * rate), own))
    return ShotTiming(
        frames=timing.head + end - before,
        head=timing.head,
        line_starts=tuple(start - float(before / rate) for start in timing.line_starts),
        before=before,
        after=own - end,
    )


def _own_length(shot: Shot) -> float | None:
    """How long a person's own clip is between its `in` and `out`, where both are given."""
    footage = shot.footage
    if footage is None or footage.end is None or footage.end <= footage.start:
        return None
    return footage.end - footage.start
