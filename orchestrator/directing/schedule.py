"""The schedule: when every shot and every line happens, in whole frames and seconds of the finished film."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from orchestrator.directing.timing import ShotTiming, entry, estimated_speech, overlap_frames, time_shot
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Line, Shot, Transition
from stitching.titles_credits import credits_frames

END_CARD = 3.0
"""Seconds of the end card."""

Timings = tuple[tuple[float, float, str], ...]


@dataclass(frozen=True)
class SpokenTiming:
    """How long a line takes once spoken, and when its words and phonemes are heard (seconds from its start)."""

    seconds: float
    words: Timings = ()
    phonemes: Timings = ()
    ends_early: bool = False
    """Whether the sound goes on after `seconds`, and is not to be heard any more."""


LineKey = tuple[str, str, int]
"""Scene id, shot id, index of the line in the shot."""


@dataclass(frozen=True)
class ScheduledShot:
    """A shot in the film: `start` is the film frame on which its clip begins (under the transition in, if any)."""

    scene: Scene
    shot: Shot
    start: int
    timing: ShotTiming
    enter: Transition
    spoken: tuple[SpokenTiming, ...]

    @cached_property
    def key(self) -> str:
        """`scene/shot`."""
        return f"{self.scene.id}/{self.shot.id}"


@dataclass(frozen=True)
class Schedule:
    """All shots in order, and how many frames the film has with its end card and its credits."""

    shots: tuple[ScheduledShot, ...]
    end_card: int
    """Frames after the last shot: those of the card, and of the credits."""
    frames: int
    credits: int = 0
    """Frames of rolling credits, the last ones of the film."""

    def scene_spans(self) -> tuple[tuple[Scene, int, int], ...]:
        """Every scene with its first film frame and its length in frames; the end card belongs to the last one."""
        firsts: list[tuple[Scene, int]] = []
        for item in self.shots:
            if not firsts or firsts[-1][0].id != item.scene.id:
                firsts.append((item.scene, item.start if not firsts else item.start + item.timing.head // 2))
        ends = [start for _, start in firsts[1:]] + [self.frames]
        return tuple((scene, start, end - start) for (scene, start), end in zip(firsts, ends, strict=True))


def line_keys(film: Film) -> tuple[tuple[LineKey, Line], ...]:
    """Every line of dialogue in order, with its key."""
    return tuple(
        ((scene.id, shot.id, index), line) for scene, shot in film.shots() for index, line in enumerate(shot.dialogue)
    )


def schedule(film: Film, speech: Mapping[LineKey, SpokenTiming]) -> Schedule:
    """Lay out the film; a line that is not in `speech` yet gets its estimated length."""
    rate = film.settings.format.rate
    shots: list[ScheduledShot] = []
    at, row = 0, film.shots()
    for index, (scene, shot) in enumerate(row):
        spoken = tuple(
            speech.get((scene.id, shot.id, index), SpokenTiming(estimated_speech(line.line, film.settings.language)))
            for index, line in enumerate(shot.dialogue)
        )
        speech_seconds = [line.seconds for line in spoken]
        enter = entry(scene, shot)
        lends = max(0.0, entry(*row[index + 1]).sound) if index + 1 < len(row) else 0.0
        timing = time_shot(film, shot, enter, speech_seconds, opens_film=not shots, lends=lends)
        fitting = _fitting(enter, shots[-1] if shots else None, timing, rate)
        if fitting is not enter:
            enter = fitting
            timing = time_shot(film, shot, enter, speech_seconds, opens_film=not shots, lends=lends)
        start = at - timing.head
        shots.append(ScheduledShot(scene, shot, start, timing, enter, spoken))
        at = start + timing.frames
    rolling = credits_frames(film.settings.credits, rate) if film.settings.credits else 0
    card = round(END_CARD * rate) + rolling
    return Schedule(tuple(shots), card, at + card, rolling)


def _fitting(enter: Transition, before: ScheduledShot | None, timing: ShotTiming, rate: Fraction) -> Transition:
    """The transition in, as long as asked or as long as the two shots allow, whichever is shorter."""
    if enter.transition == "cut":
        return enter
    asked = overlap_frames(enter, rate)
    own = timing.frames - timing.head
    if enter.overlaps:
        most = room_after(before, rate) if before else own
    else:
        most = 2 * min(room_after(before, rate), own - 1) if before else own - 1
    if asked <= most:
        return enter
    if most > 1:
        return enter.model_copy(update={"seconds": float(most / rate)})
    return Transition(sound=enter.sound)


def room_after(item: ScheduledShot, rate: Fraction) -> int:
    """Frames at the end of a shot that its own transition in leaves free for the next one; one frame stays as it is."""
    taken = item.timing.head
    if not item.enter.overlaps:
        frames = overlap_frames(item.enter, rate)
        taken = frames - frames // 2 if item.start else frames
    return max(0, item.timing.frames - taken - 1)
