"""The work after the clips: windows of the picture, the mix, and the film itself."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from generation.backend import Progress
from orchestrator.building.project import Project
from orchestrator.building.step import Results
from orchestrator.building.work import Made, Work
from stitching import cutting, sound
from stitching.decoded import Ledger
from stitching.timeline import Timeline


@dataclass(frozen=True)
class WindowWork(Work):
    """A stretch of the film that cannot be copied: a transition, a title, burned captions."""

    kind: ClassVar[str] = "window"
    window: cutting.Window

    def identity(self) -> dict[str, object]:
        return {"kind": self.kind, **self.window.identity()}

    def perform(self, folder: Path, progress: Progress) -> Made:
        from stitching import picture

        target = folder / "window.mp4"
        picture.render_window(self.window, target, progress)
        return Made({"clip": target})


@dataclass(frozen=True)
class MixWork(Work):
    """The whole sound of the film, at its loudness."""

    kind: ClassVar[str] = "mix"
    timeline: Timeline

    def identity(self) -> dict[str, object]:
        cues = [cue.model_dump(mode="json") for cue in self.timeline.sounds]
        return {
            "kind": self.kind,
            "version": sound.VERSION,
            "sounds": cues,
            "samples": self.timeline.samples,
            "mix": self.timeline.mix.model_dump(mode="json"),
        }

    def perform(self, folder: Path, progress: Progress) -> Made:
        target = folder / "mix.m4a"
        sound.mix(self.timeline, target)
        return Made({"sound": target})


@dataclass(frozen=True)
class FilmWork(Work):
    """The film: clips and windows copied together, the mix encoded once, and what the file says of itself."""

    kind: ClassVar[str] = "film"
    timeline: Timeline
    windows: Mapping[cutting.Window, Path]
    digests: tuple[str, ...]
    """Digests of the windows and of the mix."""
    mix: Path
    decoded: Path
    """The ledger of what was decoded before; it changes no film."""

    def identity(self) -> dict[str, object]:
        items = [item.model_dump(mode="json", exclude={"origin"}) for item in self.timeline.items]
        timeline = self.timeline
        chapters = [[mark.frame, mark.name] for mark in timeline.markers if mark.kind == "chapter"]
        track = [[text.start, text.frames, list(text.lines)] for text in timeline.captions if timeline.embed_captions]
        # A film without them keeps the key that it had before there were any.
        said: dict[str, object] = {"chapters": chapters} if chapters else {}
        said |= {"captions": [timeline.language, track]} if track else {}
        return said | {
            "kind": self.kind,
            "version": cutting.VERSION,
            "items": items,
            "parts": list(self.digests),
            "marking": self.timeline.marking.model_dump(mode="json"),
        }

    def perform(self, folder: Path, progress: Progress) -> Made:
        from stitching import assembly

        target = folder / "film.mp4"
        kept = self.decoded if self.decoded.parent.is_dir() else None  # It stays on the machine of the store.
        assembly.assemble(self.timeline, self.windows, self.mix, target, Ledger(kept))
        return Made({"film": target}, {"frames": self.timeline.frames})


def film_work(project: Project, timeline: Timeline, windows: Mapping[str, cutting.Window], done: Results) -> FilmWork:
    """What puts a timeline together from its windows and the mix, which are in `done`."""
    store = project.store
    rendered = {name: done[name].outputs["clip"] for name in windows}
    mix = done[project.step("mix")].outputs["sound"]
    return FilmWork(
        timeline=timeline,
        windows={window: store.path(rendered[name]) for name, window in windows.items()},
        digests=(*(output.digest for output in rendered.values()), mix.digest),
        mix=store.path(mix),
        decoded=store.decoded,
    )


def window_names(timeline: Timeline, windows: Sequence[cutting.Window]) -> tuple[str, ...]:
    """A step id for each window: `window` and the shot it begins in, numbered where one shot has several."""
    starts = timeline.starts()
    seen: dict[str, int] = {}
    names: list[str] = []
    for window in windows:
        shot = timeline.items[max(0, bisect_right(starts, window.start) - 1)].id
        seen[shot] = seen.get(shot, 0) + 1
        names.append(f"window {shot}" if seen[shot] == 1 else f"window {shot}/{seen[shot]}")
    return tuple(names)
