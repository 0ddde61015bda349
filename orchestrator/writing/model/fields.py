"""What the fields of an answer are made of. Separate from the models of the files, and plain enough for every strict schema.

A schema holds no lengths and no defaults, which servers that force one refuse; limits are checked when the answer is here.
"""

import math
import unicodedata
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from orchestrator.film.vocabulary import Angle, Emotion, Facing, Mood, Position, Size, Time, Weather
from orchestrator.writing.model.marks import without_marks


class Part(BaseModel):
    """A piece of an answer; unknown fields are refused, so that nothing slips through."""

    model_config = ConfigDict(extra="forbid")


def cleaned(text: str) -> str:
    """Return a model's text on one line, without control signs and without our own marks."""
    kept = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Co") else sign for sign in text)
    return without_marks(" ".join(kept.split()))


def _at_most(longest: int) -> Callable[[str], str]:
    def fitting(text: str) -> str:
        clean = cleaned(text)
        if len(clean) > longest:
            raise ValueError(f"has {len(clean)} letters; write at most {longest}")
        return clean

    return fitting


def _filled(text: str) -> str:
    if not text:
        raise ValueError("is empty")
    return text


def _share(value: float) -> float:
    return min(max(value, 0.1), 10.0) if math.isfinite(value) else 1.0


_ALIKE = {
    "evening": "dusk", "sunset": "dusk", "twilight": "dusk", "sunrise": "dawn", "noon": "day", "midday": "day",
    "daytime": "day", "midnight": "night", "sunny": "clear", "overcast": "cloudy", "foggy": "fog", "mist": "fog",
    "rainy": "rain", "stormy": "storm", "windy": "wind", "snowy": "snow", "thunderstorm": "storm",
    "center": "centre", "closeup": "close-up", "extreme wide": "extreme-wide", "medium close": "medium-close",
    "medium close-up": "medium-close", "medium-close-up": "medium-close", "extreme close-up": "extreme-close-up",
    "eye-level": "eye", "eye level": "eye", "joy": "happy", "fear": "afraid", "scared": "afraid",
    "surprise": "surprised", "anger": "angry", "sadness": "sad", "love": "tender",
}  # fmt: skip
"""Words that models write without a forced schema, and what they mean in our vocabularies."""


def _ours(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    plain = value.strip().lower().replace("_", "-")
    return _ALIKE.get(plain, plain)


Name = Annotated[str, AfterValidator(_at_most(60)), AfterValidator(_filled)]
"""A name or a few words."""
Phrase = Annotated[str, AfterValidator(_at_most(160))]
"""Part of a sentence; may be empty."""
Sentence = Annotated[str, AfterValidator(_at_most(600))]
"""A sentence or two; may be empty."""
Words = Annotated[str, AfterValidator(_at_most(1500)), AfterValidator(_filled)]
"""What is said or done in one beat."""
Passage = Annotated[str, AfterValidator(_at_most(6000)), AfterValidator(_filled)]
"""A few paragraphs as one."""
Share = Annotated[float, AfterValidator(_share)]
"""A weight, 1 being usual."""

TimeWord = Annotated[Time, BeforeValidator(_ours)]
WeatherWord = Annotated[Weather, BeforeValidator(_ours)]
MoodWord = Annotated[Mood, BeforeValidator(_ours)]
EmotionWord = Annotated[Emotion, BeforeValidator(_ours)]
SizeWord = Annotated[Size, BeforeValidator(_ours)]
AngleWord = Annotated[Angle, BeforeValidator(_ours)]
PositionWord = Annotated[Position, BeforeValidator(_ours)]
FacingWord = Annotated[Facing, BeforeValidator(_ours)]
