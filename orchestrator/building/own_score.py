"""The person's own music in place of a score: cut on its bars to the length of the film, as loud as each scene asks."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from generation.backend import Progress
from generation.requests import Media
from orchestrator.building.work import Made, Work
from orchestrator.directing.schedule import Schedule
from orchestrator.film.film import Film
from stitching.timeline import SAMPLE_RATE, Source

VERSION = 1
"""Part of its key: raise it when the same piece is cut otherwise."""


@dataclass(frozen=True)
class OwnScoreWork(Work):
    """A piece of music as long as the film. `levels`: samples of each scene, and LUFS there (None: no music)."""

    kind: ClassVar[str] = "score"
    media: Media
    levels: tuple[tuple[int, float | None], ...]

    def identity(self) -> dict[str, object]:
        return {"kind": "own score", "digest": self.media.digest, "levels": self.levels, "version": VERSION}

    def perform(self, folder: Path, progress: Progress) -> Made:
        from stitching.music import edited, rhythm, write_edit

        samples, cuts = 0, list[int]()
        for count, _ in self.levels:
            samples += count
            cuts.append(samples)
        edit = edited(rhythm(self.media.path), samples, cuts[:-1])
        target = folder / "score.wav"
        write_edit(Source(digest=self.media.digest, path=self.media.path), edit, self.levels, target)
        return Made({"sound": target}, {"seconds": samples / SAMPLE_RATE, "edit": edit.said})


def own_score(film: Film, plan: Schedule, media: Media) -> OwnScoreWork:
    """The work for a film: what it is cut to are the scenes."""
    rate = film.settings.format.rate
    marks = [round(start * SAMPLE_RATE / rate) for _, start, _ in plan.scene_spans()]
    ends = [*marks[1:], round(plan.frames * SAMPLE_RATE / rate)]
    scenes = [scene for scene, _, _ in plan.scene_spans()]
    # The first scene's music begins with the film, whatever its transition in is.
    marks[0] = 0
    return OwnScoreWork(
        media,
        tuple(
            (end - begin, None if scene.music.off else scene.music.level)
            for scene, begin, end in zip(scenes, marks, ends, strict=True)
        ),
    )
