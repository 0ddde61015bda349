"""The timeline: what is seen and heard, when. Whole frames for the picture, whole samples at 48 kHz for the sound.

The picture track is a row of items without gaps. An item that enters by a dissolve of N frames overlaps the last N frames
of the item before it, so the film has `sum(frames) - sum(dissolve frames)` frames. A fade of N frames overlaps nothing: the
item before it goes to black in its last N // 2 frames and the item comes from black in its first N - N // 2. At the film's
two ends there is no other item, and all N frames of a fade (or of a dissolve, which is the same there) belong to the one.
"""

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

SAMPLE_RATE = 48_000


class Value(BaseModel):
    """A frozen value; unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Value):
    """A media file by content; the path says where it is now and is no part of its identity."""

    digest: str
    path: Path = Field(exclude=True)

    def __hash__(self) -> int:
        return hash((self.digest, self.path))


Face: TypeAlias = Literal["serif", "sans"] | Source
"""What letters are set in: a typeface of the package, or a font file."""


class Transition(Value):
    """How an item gives way to the next."""

    kind: Literal["cut", "dissolve", "fade"] = "cut"
    frames: Annotated[int, Field(ge=0)] = 0


class Item(Value):
    """One clip of the picture track: `frames` frames of a mezzanine file, from its first frame on.

    Without a source it is a plain card of `colour`.
    """

    id: str
    frames: Annotated[int, Field(ge=1)]
    source: Source | None = None
    colour: str = "#000000"
    enter: Transition = Transition()


class Title(Value):
    """Text over the picture from frame `start` of the film on, faded in and out.

    `opening` is the film's title (large, with an optional second line); `end` is the end card's text; `label` is small, at
    the lower left.
    """

    start: Annotated[int, Field(ge=0)]
    frames: Annotated[int, Field(ge=1)]
    lines: tuple[str, ...]
    place: Literal["opening", "end", "label"] = "opening"
    font: Face = "serif"
    colour: str = "#ffffff"
    fade: int = 12


class Caption(Value):
    """One caption: one or two lines, on screen from frame `start` for `frames` frames."""

    start: Annotated[int, Field(ge=0)]
    frames: Annotated[int, Field(ge=1)]
    lines: tuple[str, ...]
    speaker: str | None = None
    font: Face = "sans"
    colour: str = "#ffffff"


class Sound(Value):
    """One sound from sample `start` on. Gain in dB; fades in samples. `length` None plays it to its end."""

    source: Source
    start: Annotated[int, Field(ge=0)]
    track: Literal["dialogue", "music", "ambience", "effects"]
    gain: float = 0.0
    fade_in: int = 0
    fade_out: int = 0
    length: int | None = None


class Marking(Value):
    """What the file says of itself. `source_type` is the IPTC digital source type's last part."""

    title: str
    author: str = ""
    comment: str = ""
    source_type: Literal["algorithmicMedia", "trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"] = (
        "algorithmicMedia"
    )


class Timeline(Value):
    """One film, ready to be put together."""

    version: Literal[1] = 1
    width: int
    height: int
    rate: str = Field(default="24", description="frames a second: `24` or `24000/1001`")
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    leave: Annotated[Transition, Field(description="how the last item ends: a fade goes to black")] = Transition()
    titles: tuple[Title, ...] = ()
    captions: tuple[Caption, ...] = ()
    burn_captions: bool = False
    sounds: tuple[Sound, ...] = ()
    loudness: float = Field(default=-14.0, description="integrated loudness target in LUFS")
    marking: Marking

    @property
    def fps(self) -> Fraction:
        """The exact frame rate."""
        return Fraction(self.rate)

    @property
    def frames(self) -> int:
        """Length of the film in frames."""
        return sum(item.frames for item in self.items) - sum(
            item.enter.frames for item in self.items[1:] if item.enter.kind == "dissolve"
        )

    @property
    def samples(self) -> int:
        """Length of the sound: the picture's length, to the sample."""
        return round(self.frames * SAMPLE_RATE / self.fps)

    def starts(self) -> tuple[int, ...]:
        """The film frame on which each item begins (a dissolve's first frame belongs to both)."""
        at, found = 0, list[int]()
        for index, item in enumerate(self.items):
            if index and item.enter.kind == "dissolve":
                at -= item.enter.frames
            found.append(at)
            at += item.frames
        return tuple(found)
