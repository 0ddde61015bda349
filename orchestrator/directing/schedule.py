"""The schedule: when every shot and every line happens, in whole frames and seconds of the finished film."""

from collections.abc import Mapping
from dataclasses import dataclass

from orchestrator.directing.timing import ShotTiming, entry, estimated_speech, overlap_frames, time_shot
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Line, Shot, Transition

END_CARD = 3.0
"""Seconds of the end card."""

Timings = tuple[tuple[float, float, str], ...]


@dataclass(frozen=True)
class SpokenTiming:
    """How long a line takes once spoken, and when its words and phonemes are heard (seconds from its start)."""

    seconds: float
    words: Timings = ()
    phonemes: Timings = ()


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

    @property
    def key(self) -> str:
        """`scene/shot`."""
        return f"{self.scene.id}/{self.shot.id}"


@dataclass(frozen=True)
class Schedule:
    """All shots in order, and how many frames the film has with its end card."""

    shots: tuple[ScheduledShot, ...]
    end_card: int
    frames: int

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
    at = 0
    for scene, shot in film.shots():
        spoken = tuple(
            speech.get((scene.id, shot.id, index), SpokenTiming(estimated_speech(line.line)))
            for index, line in enumerate(shot.dialogue)
        )
        timing = time_shot(film, scene, shot, [line.seconds for line in spoken], opens_film=not shots)
        start = at - timing.head
        shots.append(ScheduledShot(scene, shot, start, timing, _playable(shots, scene, shot, timing), spoken))
        at = start + timing.frames
    card = round(END_CARD * rate)
    return Schedule(tuple(shots), card, at + card)


def _playable(before: list[ScheduledShot], scene: Scene, shot: Shot, timing: ShotTiming) -> Transition:
    """The transition in, as far as the two clips are long enough for it: a dissolve that does not fit becomes a cut."""
    enter = entry(scene, shot)
    if enter.transition == "dissolve" and (not before or before[-1].timing.frames <= timing.head + 2):
        return Transition()
    return enter


def transition_frames(item: ScheduledShot, film: Film) -> int:
    """Frames of the transition into a scheduled shot."""
    if item.enter.transition == "dissolve":
        return item.timing.head
    return overlap_frames(item.enter, film.settings.format.rate)
