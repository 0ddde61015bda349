"""Pictures that exist already: a person's own clip, and the last frame of the shot before."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

from generation.backend import Progress
from generation.requests import Media
from orchestrator.building.work import Made, Work


@dataclass(frozen=True)
class FootageWork(Work):
    """A person's clip, brought into the film's size, rate and encoding."""

    kind: ClassVar[str] = "clip"
    media: Media
    width: int
    height: int
    rate: str
    start: float
    frames: int

    def identity(self) -> dict[str, object]:
        from stitching import mezzanine

        return {
            "kind": "footage",
            "digest": self.media.digest,
            "size": [self.width, self.height],
            "rate": self.rate,
            "start": self.start,
            "frames": self.frames,
            "mezzanine": mezzanine.VERSION,
        }

    def perform(self, folder: Path, progress: Progress) -> Made:
        from stitching import mezzanine

        target = folder / "clip.mp4"
        mezzanine.conform(
            self.media.path, target, self.width, self.height, Fraction(self.rate), start=self.start, frames=self.frames
        )
        return Made({"clip": target}, {"frames": self.frames})


@dataclass(frozen=True)
class TailWork(Work):
    """The last frame of a clip, as PNG: what a continuing shot starts from."""

    kind: ClassVar[str] = "still"
    media: Media
    frame: int

    def identity(self) -> dict[str, object]:
        return {"kind": "tail", "digest": self.media.digest, "frame": self.frame}

    def perform(self, folder: Path, progress: Progress) -> Made:
        import av

        target = folder / "tail.png"
        with av.open(str(self.media.path)) as container:
            *_, last = container.decode(video=0)
            last.to_image().save(target)
        return Made({"still": target})
