"""A treatment: what stands between the idea and the screenplay: logline, theme, who wants what, and what happens."""

from typing import Annotated

from pydantic import Field, model_validator

from orchestrator.film.base import Id, Model, repeated
from orchestrator.film.vocabulary import Mood, Time


class Role(Model):
    """Somebody in the story: what they want, and what stands in their way inside themselves."""

    id: Id
    name: Annotated[str, Field(min_length=1)]
    kind: str = Field(default="person", description="person, or what else it is: fox, robot, storm, teapot ...")
    want: str = Field(default="", description="what they are after, in one sentence")
    flaw: str = Field(default="", description="what in themselves stands in their way")
    appearance: str = Field(default="", description="what they look like; the same in every scene")


class Beat(Model):
    """One step of the story; most beats become one scene."""

    id: Id
    what: Annotated[str, Field(min_length=1)] = Field(description="what happens, in a few sentences")
    place: str = Field(default="", description="where, in a few words")
    time: Time | None = Field(default=None, description="when; left to the screenplay if left out")
    mood: Mood | None = None
    share: Annotated[float, Field(gt=0, le=100)] = Field(
        default=1.0, description="how much of the film it gets, compared with the other beats"
    )


class Treatment(Model):
    """treatment.yaml. A person may edit it, or bring it in place of the writer's."""

    title: str = Field(default="", description="the film's title; film.yaml's wins")
    logline: str = Field(default="", description="the story in one sentence")
    theme: str = Field(default="", description="what the story says underneath")
    characters: tuple[Role, ...] = ()
    beats: Annotated[tuple[Beat, ...], Field(min_length=1)]
    note: str | None = Field(default=None, description="for people only; changes nothing")

    @model_validator(mode="after")
    def _ids_differ(self) -> "Treatment":
        for name, ids in (
            ("characters", [role.id for role in self.characters]),
            ("beats", [beat.id for beat in self.beats]),
        ):
            if (twice := repeated(ids)) is not None:
                raise ValueError(f"two {name} have the id '{twice}'; ids must differ")
        return self
