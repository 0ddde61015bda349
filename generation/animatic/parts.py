"""A figure's shot as a row of parts, each with one pose, one way to face, one feeling: what its beats say, and nothing left out.

An entrance is a walk and then standing, an exit standing and then a walk, whoever wrote them in one word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from generation.requests import Beat, Figure

if TYPE_CHECKING:
    from generation.animatic.art import Point

_WALK = 2.6
"""Seconds that a walk into or out of the picture lasts, if the shot has them."""
_LEAST = 0.25
"""Seconds that a part lasts at least."""

Span = tuple[float, float]
"""From and to, in seconds."""


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody does from `start` on. `crosses` says whether the way leads into the picture or out of it."""

    start: float
    pose: str
    facing: Literal["left", "right", "camera", "away"]
    emotion: str
    gaze: str
    crosses: Literal["", "in", "out"] = ""


@dataclass(frozen=True)
class Role:
    """How somebody plays a shot of `seconds`."""

    parts: tuple[Part, ...]
    seconds: float = 0.0
    pace: float = 1.0
    """How fast it goes over its natural pace: with shorter and slower steps below 1."""
    heard: tuple[Span, ...] = ()
    """When somebody else speaks."""
    looks: Mapping[str, "Point"] = field(default_factory=dict)
    """Where the others are, by id, as directions in the picture: (1, 0) is to the right, (0, 1) down."""

    @property
    def still(self) -> bool:
        """Whether it is one part from beginning to end."""
        return len(self.parts) == 1


def role_of(figure: Figure) -> Role:
    """The role of somebody who does one thing: what the figure says by itself."""
    return Role((_first(figure),))


def parts_of(figure: Figure, seconds: float) -> tuple[Part, ...]:
    """Everything that a figure does in a shot of `seconds`, in order."""
    parts = [_first(figure)]
    for beat in sorted(figure.beats, key=lambda beat: beat.start):
        if beat.start >= seconds > 0:
            break
        following = _after(parts[-1], beat)
        if beat.start < parts[-1].start + _LEAST:
            # What hardly lasted was not meant to be seen.
            parts[-1] = replace(following, start=parts[-1].start)
        else:
            parts.append(following)
    return _with_passages(parts, seconds)


def _first(figure: Figure) -> Part:
    pose, crosses = _crossing(figure.pose)
    return Part(0.0, pose, figure.facing, figure.emotion, figure.gaze, crosses)


def _after(part: Part, beat: Beat) -> Part:
    """What is left empty stays as it was; a way that was walked in is over when something else begins."""
    pose, crosses = _crossing(beat.pose) if beat.pose else (part.pose, part.crosses)
    facing = beat.facing or part.facing
    return Part(beat.start, pose, facing, beat.emotion or part.emotion, beat.gaze or part.gaze, crosses)


def _crossing(pose: str) -> tuple[str, Literal["", "in", "out"]]:
    """The pose without `in` or `out` at its end, and which it was."""
    words = pose.replace("-", " ").split()
    last = words[-1].lower() if len(words) > 1 else ""
    if last == "in":
        return " ".join(words[:-1]), "in"
    return (" ".join(words[:-1]), "out") if last == "out" else (pose, "")


def _with_passages(parts: Sequence[Part], seconds: float) -> tuple[Part, ...]:
    """Who only walks in stops, and who only walks out stands before."""
    first, last = parts[0], parts[-1]
    if first.crosses == "out":
        start = max(0.35 * seconds, seconds - _WALK)
        if len(parts) > 1:
            start = min(start, 0.5 * parts[1].start)
        return (replace(first, pose="stand", crosses=""), replace(first, start=start), *parts[1:])
    if last.crosses == "in":
        end = min(last.start + _WALK, last.start + 0.6 * (seconds - last.start))
        return (*parts, replace(last, start=end, pose="stand", crosses=""))
    return tuple(parts)


def spoken(figure: Figure) -> tuple[Span, ...]:
    """When a figure speaks: from the first sound to the last, line by line."""
    spans: list[Span] = []
    for number, mouth in enumerate(figure.mouths):
        if mouth.shape in ("rest", "closed"):
            continue
        end = figure.mouths[number + 1].start if number + 1 < len(figure.mouths) else mouth.start + 0.2
        if spans and mouth.start - spans[-1][1] < _PAUSE:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((mouth.start, end))
    return tuple(spans)


_PAUSE = 1.2
"""Seconds of silence within one line, at most."""
