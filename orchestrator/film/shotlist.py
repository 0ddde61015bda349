"""A shot list: how a director covers a screenplay, by reference to its beats. Holds no word of the screenplay itself.

A beat is known by its place in its scene, from 1. Every beat is covered by a shot; a speech by exactly one.
"""

from typing import Annotated

from pydantic import Field

from orchestrator.film.base import Id, Model
from orchestrator.film.vocabulary import Angle, Emotion, Facing, Position, Size

BeatNumber = Annotated[int, Field(ge=1)]


class Seen(Model):
    """Somebody in the picture."""

    character: Id
    state: Id | None = None
    position: Position | None = None
    facing: Facing | None = None
    emotion: Emotion | None = None


class ListedShot(Model):
    """One shot: the beats it covers, first to last, and how it is seen.

    `quote` is the part of its one beat of action that it shows, where several shots share that beat; it must stand in the
    beat word for word. `weight` says how long it should last compared with the others (1 is usual), `from_here` who or what is
    in another state of its sheet from this shot to the end of the film.
    """

    first: BeatNumber
    last: BeatNumber
    quote: str | None = None
    id: Id | None = None
    size: Size = "medium"
    angle: Angle = "eye"
    camera: str = "static"
    cast: tuple[Seen, ...] = ()
    props: tuple[str, ...] = ()
    weight: Annotated[float, Field(gt=0, le=10)] = 1.0
    from_here: dict[Id, Id] = Field(default_factory=dict)


class ListedScene(Model):
    """The shots of one scene, in order."""

    scene: Id
    shots: Annotated[tuple[ListedShot, ...], Field(min_length=1)]


class ShotList(Model):
    """The shots of a screenplay. A scene that is not in it is covered by the built-in director."""

    scenes: tuple[ListedScene, ...] = ()
