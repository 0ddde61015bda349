"""What was planned: the film as it should be, in frames and samples."""

from collections.abc import Container
from fractions import Fraction
from pathlib import Path
from typing import Annotated

from pydantic import Field

from stitching.errors import MediaError
from stitching.timeline import SAMPLE_RATE, Caption, Item, Sound, Timeline, Value

TRUE_PEAK = -1.0
"""The ceiling in dBTP that films are mixed under."""


class PlannedShot(Value):
    """One shot: frames `start` to `start + frames` of the film.

    `joined` says how it is entered: `cut`, `continuous` (the picture goes on from the shot before), or the name of a
    transition. Its first `head` and last `tail` frames are inside transitions.
    """

    id: str
    scene: str = ""
    start: Annotated[int, Field(ge=0)]
    frames: Annotated[int, Field(ge=1)]
    joined: str = "cut"
    head: int = 0
    tail: int = 0
    still: bool = Field(default=False, description="the camera rests and nothing is asked to move")
    card: bool = Field(default=False, description="a plain card: it holds still, and may be dark")
    clip: Path | None = Field(default=None, description="the file it was cut from, in the film's own encoding")
    first: int = Field(default=0, description="the frame of that file on which it begins")

    @property
    def clear(self) -> range:
        """Its frames outside of transitions; at least one."""
        begin = min(self.start + self.head, self.start + self.frames - 1)
        return range(begin, max(begin + 1, self.start + self.frames - self.tail))

    @property
    def middle(self) -> int:
        """The frame in the middle of those outside of transitions."""
        return self.clear[len(self.clear) // 2]


class Speech(Value):
    """A spoken line, in samples of the film; with the voice's own file its place can be found under music."""

    start: Annotated[int, Field(ge=0)]
    end: int
    source: Path | None = None
    first: int = 0


class Expected(Value):
    """A film as it was planned. What is None or empty is not judged."""

    title: str = ""
    width: int
    height: int
    rate: str
    frames: int
    shots: tuple[PlannedShot, ...]
    captions: tuple[Caption, ...] = ()
    speech: tuple[Speech, ...] = ()
    loudness: float | None = Field(default=None, description="integrated, in LUFS")
    true_peak: float | None = Field(default=None, description="the ceiling, in dBTP")
    sounds: bool = Field(default=True, description="whether anything is to be heard")
    unknown: str = Field(default="", description="why nothing is known of its captions and its speech")

    @property
    def fps(self) -> Fraction:
        """The exact frame rate."""
        return Fraction(self.rate)

    @property
    def cuts(self) -> tuple[int, ...]:
        """The frames on which a shot begins with a cut."""
        return tuple(shot.start for shot in self.shots[1:] if shot.joined == "cut")

    def frame_at(self, sample: int) -> int:
        """The frame that begins nearest to a sample."""
        return round(sample * self.fps / SAMPLE_RATE)

    def shot_at(self, frame: int) -> PlannedShot | None:
        """The shot that is seen in a frame; under a transition the later one."""
        inside = [shot for shot in self.shots if shot.start <= frame < shot.start + shot.frames]
        return inside[-1] if inside else None


def expected_of(timeline: Timeline, *, still: Container[str] = (), continuous: Container[str] = ()) -> Expected:
    """What a timeline plans. `still` and `continuous` are ids of items whose picture rests, or goes on from the one before.

    An item without a source is a card. A dialogue sound whose file cannot be read has no known end and is not looked for.
    """
    spoken = [sound for sound in timeline.sounds if sound.track == "dialogue"]
    return Expected(
        title=timeline.marking.title,
        width=timeline.width,
        height=timeline.height,
        rate=timeline.rate,
        frames=timeline.frames,
        shots=tuple(_shots(timeline, still, continuous)),
        captions=timeline.captions,
        speech=tuple(sorted((_speech(sound) for sound in spoken), key=lambda speech: speech.start)),
        loudness=timeline.mix.loudness,
        true_peak=TRUE_PEAK,
        sounds=bool(timeline.sounds),
    )


def _shots(timeline: Timeline, still: Container[str], continuous: Container[str]) -> list[PlannedShot]:
    items, found = timeline.items, list[PlannedShot]()
    for index, (item, start) in enumerate(zip(items, timeline.starts(), strict=True)):
        following = items[index + 1] if index + 1 < len(items) else None
        cut = item.enter.kind == "cut" or not item.enter.frames
        joined = "cut" if cut else item.enter.kind
        found.append(
            PlannedShot(
                id=item.id,
                scene=item.origin.scene or item.id.rpartition("/")[0],
                start=start,
                frames=item.frames,
                joined="continuous" if cut and index and item.id in continuous else joined,
                head=_head(item, opens=not index),
                tail=_tail(following) if following else _end(timeline),
                still=item.id in still,
                card=item.source is None,
                clip=item.source.path if item.source else None,
                first=item.first,
            )
        )
    return found


def _head(item: Item, *, opens: bool) -> int:
    """Frames at an item's beginning that its own transition touches."""
    enter = item.enter
    if enter.kind == "cut":
        return 0
    return enter.frames if opens or enter.overlap else enter.frames - enter.frames // 2


def _tail(following: Item) -> int:
    """Frames at an item's end that the transition into the next one touches."""
    enter = following.enter
    return 0 if enter.kind == "cut" else enter.overlap or enter.frames // 2


def _end(timeline: Timeline) -> int:
    return 0 if timeline.leave.kind == "cut" else timeline.leave.frames


def _speech(sound: Sound) -> Speech:
    length = sound.length if sound.length is not None else samples_in(sound.source.path) - sound.first
    return Speech(start=sound.start, end=sound.start + max(0, length), source=sound.source.path, first=sound.first)


def samples_in(path: Path) -> int:
    """How many samples at 48 kHz a sound file has; 0 where it cannot be read."""
    from stitching.cues import length

    try:
        return length(path)
    except MediaError:
        return 0
