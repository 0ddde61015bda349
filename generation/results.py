"""What backends hand back: streams of frames, and sound as arrays. Nothing here touches a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE = 48_000
"""The one rate of all sound that a backend hands back, in Hz."""

Frame: TypeAlias = "NDArray[np.uint8]"
"""One picture, (height, width, 3) RGB or (height, width, 4) RGBA with alpha ignored; valid until the next one is asked for."""

Sound: TypeAlias = "NDArray[np.float32]"
"""Samples as (channels, samples) at `SAMPLE_RATE`, full scale at 1.0."""


@dataclass(frozen=True)
class Clip:
    """Frames as they are made, and sound where the backend makes any."""

    frames: Iterator[Frame]
    sound: "Sound | None" = None


@dataclass(frozen=True)
class Score:
    """A film's music, and its parts by name where the backend can tell them apart.

    Parts are 16-bit samples as a file holds them, (channels, samples): added up they are the whole, to the last bit.
    """

    sound: Sound
    parts: "Mapping[str, NDArray[np.int16]]" = field(default_factory=dict)


Music: TypeAlias = "Sound | Score"


@dataclass(frozen=True)
class Timing:
    """From `start` to `end` (seconds) the speech says `text`: a word, or one IPA phoneme (empty for a pause)."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Speech:
    """One spoken line: mono sound, and when each word and phoneme is heard."""

    sound: Sound
    words: tuple[Timing, ...]
    phonemes: tuple[Timing, ...]
    source: Literal["spoken", "murmured"] = "spoken"
