"""A scene: shots in one place at one time, as one YAML file."""

from typing import Annotated

from pydantic import Field, model_validator

from orchestrator.film.base import Id, Model, repeated
from orchestrator.film.shot import Shot, Transition
from orchestrator.film.vocabulary import Ambience, Mood, Season, Time, Weather


class Music(Model):
    """The score under a scene."""

    mood: Mood | None = Field(default=None, description="the scene's own mood if left out")
    level: Annotated[float, Field(ge=-60, le=0)] = Field(
        default=-18.0, description="dB under full scale, before ducking"
    )
    off: bool = False


class Scene(Model):
    """One scene file. Order comes from the file's name, identity from `id`."""

    id: Id
    heading: str = Field(description="as in the screenplay, e.g. EXT. LIGHTHOUSE GALLERY - NIGHT")
    place: Id | None = Field(default=None, description="a place sheet's id; read from the heading if left out")
    time: Time = "day"
    weather: Weather = "clear"
    season: Season | None = Field(default=None, description="the season, where it is not the place's or the film's")
    mood: Mood = "calm"
    summary: str = ""
    chapter: str | None = Field(
        default=None, description='the chapter of the film that begins here, e.g. "One: The Storm"'
    )
    style_variant: str | None = Field(default=None, description="a variant of the film's style guide")
    enter: Transition = Transition()
    music: Music = Music()
    ambience: tuple[Ambience, ...] = ()
    states: dict[Id, Id] = Field(
        default_factory=dict, description="how somebody or something looks in this scene, e.g. house: burned"
    )
    from_here: dict[Id, Id] = Field(
        default_factory=dict, description="the same, from this scene to the end of the film"
    )
    shots: Annotated[tuple[Shot, ...], Field(min_length=1)]
    allow: tuple[str, ...] = Field(default=(), description="rules of `check` that this scene may break, e.g. crowds")
    locked: bool = Field(
        default=False, description="true: `write` leaves this scene alone, and proposes nothing for it"
    )
    note: str | None = Field(default=None, description="for people only; changes nothing")

    @model_validator(mode="after")
    def _shot_ids_differ(self) -> "Scene":
        if (twice := repeated(shot.id for shot in self.shots)) is not None:
            raise ValueError(f"two shots have the id '{twice}'; ids must differ within a scene")
        return self
