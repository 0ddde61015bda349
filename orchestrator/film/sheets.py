"""Sheets: what a character, a place or a prop looks (and sounds) like, the same in every shot."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from orchestrator.film.base import Id, Language, Model
from orchestrator.film.vocabulary import Period, Season


class VoiceSheet(Model):
    """How a character sounds."""

    pitch: Literal["very-low", "low", "medium", "high", "very-high"] = "medium"
    pace: Literal["slow", "medium", "fast"] = "medium"
    language: Language | None = Field(default=None, description="the film's own if left out")
    timbre: str | None = Field(default=None, description="a backend's own voice name, e.g. f3")
    model: str | None = Field(
        default=None, description="another voice backend than the film's for this character, e.g. kokoro:models/kokoro"
    )


class Lora(Model):
    """Weights that teach a model somebody's (or some style's) looks."""

    path: str = Field(description="a .safetensors file inside the project or the pack")
    strength: Annotated[float, Field(ge=0, le=2)] = 1.0
    trigger: str = Field(default="", description="the word that it was trained on; goes into the prompt")
    model: str | None = Field(
        default=None, description="the model, or backend, that it was trained for; whatever takes LoRAs if left out"
    )


_CALLED = "a short way to mention it after its first description, e.g. the old keeper; made from the looks if left out"


class Sheet(Model):
    """What the sheets of characters, places and props have in common: looks, and named states that change them."""

    id: Id
    name: str
    kind: str = ""
    appearance: str = ""
    states: dict[Id, str] = Field(default_factory=dict)
    default_state: Id | None = None
    called: str = Field(default="", description=_CALLED)
    references: tuple[str, ...] = Field(default=(), description="pictures inside the project")
    state_references: dict[Id, tuple[str, ...]] = Field(default_factory=dict, description="pictures of it in a state")
    loras: tuple[Lora, ...] = ()

    @model_validator(mode="after")
    def _states_exist(self) -> Self:
        if self.default_state is not None and self.default_state not in self.states:
            raise ValueError(f"default_state '{self.default_state}' is not among the states {sorted(self.states)}")
        for name in self.state_references:
            if name not in self.states:
                raise ValueError(f"state_references '{name}' is not among the states {sorted(self.states)}")
        return self

    def state_in(self, state: str | None) -> str | None:
        """Return the state that is meant: the given one, or the default."""
        return state or self.default_state

    def looks(self, state: str | None) -> tuple[str, str]:
        """Return the appearance that it always has, and what the state (or the default one) adds; either may be empty."""
        name = self.state_in(state)
        return self.appearance, self.states.get(name, "") if name else ""

    def look(self, state: str | None) -> str:
        """Return the appearance in `state` (or the default one), as one phrase."""
        return ", ".join(part for part in self.looks(state) if part)


class Character(Sheet):
    """One character sheet."""

    kind: str = Field(default="person", description="person, or what else it is: fox, robot, storm, teapot ...")
    states: dict[Id, str] = Field(default_factory=dict, description="named looks, e.g. oilskin: a yellow oilskin coat")
    voice: VoiceSheet = VoiceSheet()
    pronounced: str = Field(default="", description="how the name is said, spelled as it sounds, e.g. shiv-awn")
    version: Annotated[int, Field(ge=1)] = Field(
        default=1, description="raise it when films should take a new one over"
    )
    note: str | None = Field(default=None, description="for people only; changes nothing")


class Place(Sheet):
    """One place sheet."""

    kind: str = Field(default="", description="what it is in a word or two, e.g. lighthouse, city street, kitchen")
    states: dict[Id, str] = Field(default_factory=dict, description="named looks, e.g. burned: black beams, no roof")
    interior: bool = False
    season: Season | None = Field(
        default=None, description="the season that it is always seen in; the film's if left out"
    )
    period: Period | None = Field(default=None, description="when it was built and furnished; the film's if left out")
    note: str | None = Field(default=None, description="for people only; changes nothing")


class Prop(Sheet):
    """One prop sheet. A shot has the prop on screen when its `props` name the sheet's id or name."""

    kind: str = Field(default="", description="what it is in a word or two, e.g. lantern, sword, letter")
    states: dict[Id, str] = Field(
        default_factory=dict, description="named looks, e.g. lit: a warm flame behind the glass"
    )
    note: str | None = Field(default=None, description="for people only; changes nothing")
