"""The timeline: what is seen and heard, when. Whole frames for the picture, whole samples at 48 kHz for the sound.

The picture track is a row of items without gaps (a gap is an item without a source). What an item enters by decides how it
meets the item before it. An overlapping transition of N frames (a dissolve, a wipe) plays the item's first N frames over
the last N of the item before it, so the film has `sum(frames) - sum(overlapping frames)` frames. The others overlap nothing: a
fade of N frames takes the item before it to black in its last N // 2 frames and brings the item from black in its first
N - N // 2. At the film's two ends there is black in place of the other item.
"""

from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    field_validator,
    model_serializer,
    model_validator,
)

from stitching.errors import TimelineError
from stitching.transitions import overlaps, refusal, transition

SAMPLE_RATE = 48_000


class Value(BaseModel):
    """A frozen value; unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Value):
    """A media file by content; the path says where it is now and is no part of its identity."""

    digest: str
    path: Path = Field(exclude=True)
    frames: int | None = Field(default=None, exclude=True)
    """How many pictures it has, where whoever made it for this film says so; else its header is asked."""

    def __hash__(self) -> int:
        return hash((self.digest, self.path))


Face: TypeAlias = Literal["serif", "sans"] | Source
"""What letters are set in: a typeface of the package, or a font file."""

Direction: TypeAlias = Literal["left", "right", "up", "down", "up-left", "up-right", "down-left", "down-right"]
"""Where something goes: a wipe to the right uncovers the left edge first."""

Point: TypeAlias = tuple[Annotated[float, Field(ge=0, le=1)], Annotated[float, Field(ge=0, le=1)]]
"""A place in the picture: parts of its width from the left and of its height from the top."""


def _known(kind: str) -> str:
    try:
        transition(kind)
    except TimelineError as error:
        raise ValueError(str(error)) from None
    return kind


class Transition(Value):
    """How an item gives way to the next. Which of the fields after `frames` a kind takes is said in its file."""

    kind: Annotated[str, AfterValidator(_known)] = "cut"
    frames: Annotated[int, Field(ge=0)] = 0
    direction: Direction | None = None
    colour: str | None = Field(default=None, description="what it goes through: `#rrggbb` or a name")
    picture: Source | None = Field(
        default=None, description="a still picture whose brightness says when a place changes"
    )
    at: Point | None = Field(default=None, description="where it begins or ends")
    leave_at: Point | None = Field(
        default=None, description="the same place in the item before, where the two must match"
    )

    @model_validator(mode="after")
    def _takes_what_it_is_told(self) -> "Transition":
        if refused := refusal(self):
            raise ValueError(refused)
        return self

    @property
    def overlap(self) -> int:
        """Frames in which both items play."""
        return self.frames if overlaps(self.kind) else 0


class Origin(Value):
    """Where an item comes from, for people and editors; it changes no picture."""

    scene: str = ""
    shot: str = ""
    take: int = 1
    prompt: str = ""
    seed: int | None = None
    model: str = ""


class Item(Value):
    """One clip of the picture track: `frames` frames of a mezzanine file from its frame `first` on.

    What the file has before and after them are its handles. Without a source it is a plain card of `colour`.
    """

    id: str
    frames: Annotated[int, Field(ge=1)]
    source: Source | None = None
    first: Annotated[int, Field(ge=0)] = 0
    colour: str = "#000000"
    enter: Transition = Transition()
    origin: Origin = Origin()


class Title(Value):
    """Text over the picture from frame `start` of the film on.

    `opening` is the film's title (large, with an optional second line), `end` the end card's text, `chapter` the card of a
    chapter, `label` small text at the upper left, `lower-third` a name and what they are, `credits` rows that roll from
    below to above (`left | right` sets a row in two columns), `free` text whose middle is at `at`.
    """

    start: Annotated[int, Field(ge=0)]
    frames: Annotated[int, Field(ge=1)]
    lines: tuple[str, ...]
    place: Literal["opening", "end", "label", "chapter", "lower-third", "credits", "free"] = "opening"
    at: Point | None = Field(default=None, description="of `free` text: where its middle is")
    size: Annotated[float | None, Field(gt=0, le=1)] = Field(
        default=None, description="of `free` text: height of its letters as a part of the picture's"
    )
    font: Face = "serif"
    fallbacks: tuple[Source, ...] = Field(default=(), description="font files for what the font lacks, in order")
    colour: str = "#ffffff"
    fade: int = 12


class CaptionWord(Value):
    """A word of a caption as it is spoken: from frame `at` of the caption on, for `frames` frames."""

    at: Annotated[int, Field(ge=0)]
    frames: Annotated[int, Field(ge=0)]
    text: str


class Caption(Value):
    """One caption: one or two lines, on screen from frame `start` for `frames` frames."""

    start: Annotated[int, Field(ge=0)]
    frames: Annotated[int, Field(ge=1)]
    lines: tuple[str, ...]
    speaker: str | None = None
    font: Face = "sans"
    fallbacks: tuple[Source, ...] = Field(default=(), description="font files for what the font lacks, in order")
    colour: str = "#ffffff"
    words: tuple[CaptionWord, ...] = ()


Track: TypeAlias = Literal["dialogue", "music", "ambience", "effects"]
TRACKS: tuple[Track, ...] = get_args(Track)


class Room(Value):
    """Where a sound is heard: what comes back from the walls, and what is left of what comes straight. It is never late."""

    decay: Annotated[float, Field(gt=0, le=10)] = Field(
        default=0.4, description="seconds until what comes back is 60 dB quieter"
    )
    amount: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.1, description="how loud what comes back is, as a part of what comes straight"
    )
    echo: Annotated[float, Field(ge=0, le=1)] = Field(default=0.0, description="seconds after which it comes once more")
    below: Annotated[float | None, Field(ge=50)] = Field(
        default=None, description="Hz up to which it is heard clearly, through a door for example"
    )
    above: Annotated[float | None, Field(ge=20)] = Field(
        default=None, description="Hz from which on it is heard clearly, from a telephone for example"
    )

    def __hash__(self) -> int:
        return hash((self.decay, self.amount, self.echo, self.below, self.above))


class Sound(Value):
    """One sound from sample `start` of the film on, from its own sample `first` on.

    Gain in dB; fades in samples. `length` None plays it to its end; in a room it rings on after that.
    """

    source: Source
    start: Annotated[int, Field(ge=0)]
    track: Track
    first: Annotated[int, Field(ge=0)] = 0
    gain: float = 0.0
    fade_in: int = 0
    fade_out: int = 0
    length: int | None = None
    space: Room | None = None

    @model_serializer(mode="wrap")
    def _as_before(self, write: SerializerFunctionWrapHandler) -> dict[str, object]:
        """Sounds that are in no room are written as they were before there were any."""
        said: dict[str, object] = write(self)
        if self.space is None:
            said.pop("space", None)
        return said


class Mix(Value):
    """How the tracks are mixed. Levels in dB on top of each sound's own gain; they move the balance, not the loudness."""

    loudness: Annotated[float, Field(ge=-40, le=-5)] = Field(
        default=-14.0, description="integrated, in LUFS: -14 for the web, -23 for broadcasters (EBU R 128)"
    )
    levels: dict[Track, Annotated[float, Field(ge=-60, le=24)]] = Field(default_factory=dict[Track, float])
    duck: Annotated[float, Field(ge=0, le=60)] = Field(
        default=12.0, description="dB by which music and ambience go down under dialogue"
    )


class Marker(Value):
    """A note at a frame of the film. A `chapter` goes into the file, for players."""

    frame: Annotated[int, Field(ge=0)]
    name: str
    note: str = ""
    kind: Literal["note", "chapter"] = "note"


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

    version: Literal[2] = 2
    width: int
    height: int
    rate: str = Field(default="24", description="frames a second: `24` or `24000/1001`")
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    leave: Annotated[Transition, Field(description="how the last item ends")] = Transition()
    titles: tuple[Title, ...] = ()
    captions: tuple[Caption, ...] = ()
    burn_captions: bool = False
    karaoke: bool = Field(default=False, description="burned captions light up word by word")
    embed_captions: bool = Field(default=False, description="captions are a track of the file, which players can show")
    language: str = Field(default="", description="that of the captions, as a tag: en, pt-BR")
    sounds: tuple[Sound, ...] = ()
    mix: Mix = Mix()
    markers: tuple[Marker, ...] = ()
    marking: Marking

    @field_validator("rate")
    @classmethod
    def _a_rate(cls, value: str) -> str:
        try:
            rate = Fraction(value)
        except (ValueError, ZeroDivisionError):
            raise ValueError(f"'{value}' is no frame rate; write it as 24 or 24000/1001") from None
        if not 1 <= rate <= 240 or rate.denominator not in (1, 1001):
            raise ValueError(f"'{value}' is no frame rate of films; between 1 and 240, whole or over 1001")
        return value

    @property
    def fps(self) -> Fraction:
        """The exact frame rate."""
        return Fraction(self.rate)

    @property
    def frames(self) -> int:
        """Length of the film in frames."""
        return sum(item.frames for item in self.items) - sum(item.enter.overlap for item in self.items[1:])

    @property
    def samples(self) -> int:
        """Length of the sound: the picture's length, to the sample."""
        return round(self.frames * SAMPLE_RATE / self.fps)

    def starts(self) -> tuple[int, ...]:
        """The film frame on which each item begins (the first frame of an overlap belongs to both)."""
        steps = (before.frames - item.enter.overlap for before, item in zip(self.items, self.items[1:], strict=False))
        return tuple(accumulate(steps, initial=0))
