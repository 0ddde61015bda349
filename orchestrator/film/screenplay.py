"""A screenplay as writers know it: headings, action, dialogue. What stands between the idea and the shots."""

from typing import Literal

from pydantic import Field

from orchestrator.film.base import Id, Model
from orchestrator.film.sheets import Character, Place
from orchestrator.film.vocabulary import Ambience, Emotion, Mood, Time, TransitionKind, Weather


class Action(Model):
    """One beat of action: one or two sentences that one shot can show."""

    kind: Literal["action"] = "action"
    text: str
    cast: tuple[Id, ...] = Field(default=(), description="who is in it; found by name in the text if left out")
    props: tuple[str, ...] = ()
    emotion: Emotion | None = None
    insert: bool = Field(default=False, description="a detail worth a picture of its own")
    from_here: dict[Id, Id] = Field(
        default_factory=dict, description="who looks otherwise from this beat on, in which state of their sheet"
    )


class Speech(Model):
    """One speech: a cue, an optional parenthetical, and the words. `character` None is the narrator."""

    kind: Literal["speech"] = "speech"
    character: Id | None
    text: str
    manner: str | None = None
    emotion: Emotion | None = None


class ScreenplayScene(Model):
    """One scene of the screenplay."""

    id: Id
    heading: str
    place: Id
    time: Time = "day"
    weather: Weather = "clear"
    mood: Mood = "calm"
    summary: str = ""
    intensity: float = Field(
        default=0.5, ge=0, le=1, description="where the scene stands on the film's curve of tension"
    )
    ambience: tuple[Ambience, ...] = ()
    enter: TransitionKind = "cut"
    beats: tuple[Action | Speech, ...]


class Screenplay(Model):
    """The whole screenplay with the sheets of everybody and everywhere in it."""

    title: str
    logline: str = ""
    author: str | None = None
    characters: tuple[Character, ...]
    places: tuple[Place, ...]
    scenes: tuple[ScreenplayScene, ...]
