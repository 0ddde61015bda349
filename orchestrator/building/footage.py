"""Pictures that exist already: a person's own clip, and the last pictures of the shot before."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

from generation.backend import Progress
from generation.requests import Media
from orchestrator.building import anchoring
from orchestrator.building.work import Made, Work

END_SECONDS = 1
"""How much of a clip's end is kept with its colours drawn back: more than any model is shown."""


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
        from stitching import footage, mezzanine

        return {
            "kind": "footage",
            "digest": self.media.digest,
            "size": [self.width, self.height],
            "rate": self.rate,
            "start": self.start,
            "frames": self.frames,
            "mezzanine": mezzanine.VERSION,
            "footage": footage.VERSION,
        }

    def perform(self, folder: Path, progress: Progress) -> Made:
        from stitching import footage

        target, sound = folder / "clip.mp4", folder / "sound.wav"
        rate, source = Fraction(self.rate), self.media.path
        conformed = footage.conform(source, target, self.width, self.height, rate, start=self.start, frames=self.frames)
        files = {"clip": target}
        heard = footage.save_sound(source, sound, self.start, float(self.frames / rate))
        if heard is not None:
            files["sound"] = sound
        return Made(files, {"frames": conformed.frames, "done": [*conformed.done, *(heard or ())]})


@dataclass(frozen=True)
class TailWork(Work):
    """The last picture that the film shows of a clip, as PNG: what a continuing shot starts from.

    `media` is that picture where whoever made the clip kept it, else the clip, whose `frame` it is. With an `anchor` its
    colours are drawn back to those of that picture by `strength`.
    """

    kind: ClassVar[str] = "still"
    media: Media
    frame: int
    anchor: Media | None = None
    strength: float = 0.0

    def identity(self) -> dict[str, object]:
        plain: dict[str, object] = {"kind": "tail", "digest": self.media.digest, "frame": self.frame}
        if self.anchor is None:
            return plain
        return {**plain, "anchor": self.anchor.digest, "strength": self.strength, "version": anchoring.VERSION}

    def perform(self, folder: Path, progress: Progress) -> Made:
        import numpy as np
        from PIL import Image

        from generation.diffusion.pictures.conditioning import ending, picture, seen

        kept = self.media.path.suffix.lower() != ".mp4"
        shown = picture(self.media) if kept else seen(ending(self.media, Fraction(0), Fraction(1), self.frame)[0][-1])
        last = np.asarray(shown)
        facts: dict[str, object] = {"from": "picture" if kept else "clip"}
        if self.anchor is not None:
            change = anchoring.measured(last, np.asarray(picture(self.anchor)), self.strength)
            last, facts["anchored"] = change.of(last), change.facts
        target = folder / "tail.png"
        Image.fromarray(last).save(target)
        return Made({"still": target}, facts)


@dataclass(frozen=True)
class EndWork(Work):
    """The end of a clip, its colours drawn back to those of `anchor` by `strength`: what a clip goes on from, without loss.

    It ends with `frame`, the last one that the film shows; None is the clip's last. What is done to colours is measured on the
    last picture, and the same for all: else they would flicker.
    """

    kind: ClassVar[str] = "still"
    media: Media
    anchor: Media | None
    strength: float
    frame: int | None = None

    def identity(self) -> dict[str, object]:
        plain: dict[str, object] = {"kind": "end", "digest": self.media.digest}
        plain |= {"version": [anchoring.VERSION, END_SECONDS]}
        plain |= {} if self.frame is None else {"frame": self.frame}
        return plain if self.anchor is None else {**plain, "anchor": self.anchor.digest, "strength": self.strength}

    def perform(self, folder: Path, progress: Progress) -> Made:
        import av
        import numpy as np

        from generation.diffusion.pictures.conditioning import ending, picture, seen

        kept, rate = ending(self.media, Fraction(END_SECONDS), Fraction(1), self.frame)
        pictures, facts = [np.asarray(seen(frame)) for frame in kept], dict[str, object]()
        if self.anchor is not None:
            change = anchoring.measured(pictures[-1], np.asarray(picture(self.anchor)), self.strength)
            pictures, facts["anchored"] = [change.of(each) for each in pictures], change.facts
        target = folder / "end.mkv"
        with av.open(str(target), "w") as container:
            stream = container.add_stream("ffv1", rate=rate)
            stream.width, stream.height, stream.pix_fmt = kept[-1].width, kept[-1].height, "bgr0"
            for count, each in enumerate(pictures, 1):
                frame = av.VideoFrame.from_ndarray(each, format="rgb24")
                container.mux(stream.encode(frame.reformat(format="bgr0")))
                progress(count, len(pictures))
            container.mux(stream.encode(None))
        return Made({"clip": target}, facts)
