"""What the fields of an answer are made of. Separate from the models of the files, and plain enough for every strict schema.

A schema that a server forces has every field and no lengths. Limits are checked when the answer is here, and what may be null
may be left out as well: not every server forces the schema.
"""

import math
import unicodedata
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from orchestrator.film.vocabulary import Angle, Emotion, Facing, Mood, Position, Size, Time, Weather
from orchestrator.writing.model.marks import without_marks


class Part(BaseModel):
    """A piece of an answer. Only its fields are taken; whatever else a model adds goes nowhere."""

    model_config = ConfigDict(extra="ignore")


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


Pitch = Literal["very-low", "low", "medium", "high", "very-high"]
Pace = Literal["slow", "medium", "fast"]

_ALIKE = {
    "evening": "dusk", "sunset": "dusk", "twilight": "dusk", "sunrise": "dawn", "noon": "day", "midday": "day",
    "daytime": "day", "midnight": "night", "sunny": "clear", "overcast": "cloudy", "foggy": "fog", "mist": "fog",
    "rainy": "rain", "stormy": "storm", "windy": "wind", "snowy": "snow", "thunderstorm": "storm",
    "center": "centre", "closeup": "close-up", "extreme wide": "extreme-wide", "medium close": "medium-close",
    "medium close-up": "medium-close", "medium-close-up": "medium-close", "extreme close-up": "extreme-close-up",
    "eye-level": "eye", "eye level": "eye", "joy": "happy", "fear": "afraid", "scared": "afraid",
    "surprise": "surprised", "anger": "angry", "sadness": "sad", "love": "tender",
    "dialogue": "speech", "dialog": "speech", "line": "speech", "delete": "cut", "remove": "cut", "insert-after": "add",
    "rewrite": "replace", "normal": "medium", "deep": "low",
}  # fmt: skip
"""Words that models write without a forced schema, and what they mean in our vocabularies."""


def _ours(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    plain = value.strip().lower().replace("_", "-")
    return _ALIKE.get(plain, plain.replace(" ", "-"))


def _ours_or_none(value: Any) -> Any:
    return _ours(_none(value))


def _none(value: Any) -> Any:
    """Models without a forced schema write nothing in many ways."""
    return None if isinstance(value, str) and value.strip().lower() in ("", "null", "none", "n/a", "-") else value


def _list(value: Any) -> Any:
    return [] if value is None else value


def _title(text: str) -> str:
    return text[1:-1].strip() if len(text) > 2 and text[0] + text[-1] in ('""', "“”", "«»", "„“", "**", "__") else text


T = TypeVar("T")

Name = Annotated[str, AfterValidator(_at_most(90)), AfterValidator(_filled)]
"""A name, an id or a few words."""
Title = Annotated[str, AfterValidator(_at_most(90)), AfterValidator(_title), AfterValidator(_filled)]
"""The title of a film, without quotation marks."""
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
MaybeName = Annotated[Name | None, BeforeValidator(_none)]
MaybePhrase = Annotated[Phrase | None, BeforeValidator(_none)]
MaybeSentence = Annotated[Sentence | None, BeforeValidator(_none)]
MaybeWords = Annotated[Words | None, BeforeValidator(_none)]
Many = Annotated[list[T], BeforeValidator(_list), Field(default_factory=list)]
"""A list that may be left out; null is an empty one."""

TimeWord = Annotated[Time, BeforeValidator(_ours)]
WeatherWord = Annotated[Weather, BeforeValidator(_ours)]
MoodWord = Annotated[Mood, BeforeValidator(_ours)]
SizeWord = Annotated[Size, BeforeValidator(_ours)]
AngleWord = Annotated[Angle, BeforeValidator(_ours)]
PitchWord = Annotated[Pitch, BeforeValidator(_ours)]
PaceWord = Annotated[Pace, BeforeValidator(_ours)]
MaybeTime = Annotated[Time | None, BeforeValidator(_ours_or_none)]
MaybeMood = Annotated[Mood | None, BeforeValidator(_ours_or_none)]
MaybeEmotion = Annotated[Emotion | None, BeforeValidator(_ours_or_none)]
MaybePosition = Annotated[Position | None, BeforeValidator(_ours_or_none)]
MaybeFacing = Annotated[Facing | None, BeforeValidator(_ours_or_none)]
BeatKind = Annotated[Literal["action", "speech"], BeforeValidator(_ours)]
Change = Annotated[Literal["replace", "cut", "add"], BeforeValidator(_ours)]
