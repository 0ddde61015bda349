"""What a critic proposes: changes to a screenplay's beats, each with its reason. Proposals only; a person decides."""

from typing import Literal

from pydantic import Field

from orchestrator.film.base import Id, Model


class Suggestion(Model):
    """One proposed change in a scene. `beat` counts from 1.

    `replace`: the beat's words become `text`. `cut`: the beat goes. `add`: a beat of action, or a speech of `speaker`, with
    the words `text`, comes after the beat (0: before the first).
    """

    scene: Id
    beat: int = Field(ge=0)
    change: Literal["replace", "cut", "add"]
    text: str = ""
    speaker: Id | None = None
    reason: str


class Critique(Model):
    """All suggestions for a screenplay."""

    suggestions: tuple[Suggestion, ...] = ()
