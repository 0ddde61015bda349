"""Sheets: what a character or a place looks (and sounds) like, the same in every shot."""

from typing import Literal

from pydantic import Field, model_validator

from orchestrator.film.base import Id, Language, Model


class VoiceSheet(Model):
    """How a character sounds."""

    pitch: Literal["very-low", "low", "medium", "high", "very-high"] = "medium"
    pace: Literal["slow", "medium", "fast"] = "medium"
    language: Language | None = Field(default=None, description="the film's own if left out")
    timbre: str | None = Field(default=None, description="a backend's own voice name, e.g. f3")


class Character(Model):
    """One character sheet."""

    id: Id
    name: str
    kind: str = Field(default="person", description="person, or what else it is: fox, robot, storm, teapot ...")
    appearance: str = ""
    states: dict[Id, str] = Field(default_factory=dict, description="named looks, e.g. oilskin: a yellow oilskin coat")
    default_state: Id | None = None
    voice: VoiceSheet = VoiceSheet()
    references: tuple[str, ...] = Field(default=(), description="pictures inside the project")
    note: str | None = Field(default=None, description="for people only; changes nothing")

    @model_validator(mode="after")
    def _default_state_exists(self) -> "Character":
        if self.default_state is not None and self.default_state not in self.states:
            raise ValueError(f"default_state '{self.default_state}' is not among the states {sorted(self.states)}")
        return self

    def look(self, state: str | None) -> str:
        """Return the appearance in `state` (or the default one), as one phrase."""
        name = state or self.default_state
        worn = self.states.get(name, "") if name else ""
        return ", ".join(part for part in (self.appearance, worn) if part)


class Place(Model):
    """One place sheet."""

    id: Id
    name: str
    kind: str = Field(default="", description="what it is in a word or two, e.g. lighthouse, city street, kitchen")
    appearance: str = ""
    interior: bool = False
    references: tuple[str, ...] = ()
    note: str | None = Field(default=None, description="for people only; changes nothing")
