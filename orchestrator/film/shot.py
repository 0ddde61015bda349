"""A shot: one continuous image, as a person writes it in a scene file."""

import re
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, GetJsonSchemaHandler, field_validator, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from orchestrator.film.base import Colour, Id, Model
from orchestrator.film.viewpoint import viewpoint
from orchestrator.film.vocabulary import (
    Angle,
    Boundary,
    CameraMove,
    Emotion,
    Facing,
    Position,
    Size,
)
from stitching.errors import TimelineError
from stitching.timeline import Direction, Point
from stitching.transitions import FIELDS, kinds, overlaps, refusal_of, transition

_MOVE_WORDS: dict[str, CameraMove] = {
    "static": "static",
    "still": "static",
    "locked": "static",
    "fixed": "static",
    "pan": "pan",
    "tilt": "tilt",
    "push": "push-in",
    "pull": "pull-out",
    "dolly": "push-in",
    "truck": "truck",
    "track": "truck",
    "crane": "crane",
    "jib": "crane",
    "orbit": "orbit",
    "arc": "orbit",
    "circle": "orbit",
    "handheld": "handheld",
    "held": "handheld",
    "zoom": "zoom",
    "follow": "follow",
    "steadicam": "follow",
}
_ALONG: dict[str, CameraMove] = {
    "in": "push-in",
    "out": "pull-out",
    "back": "pull-out",
    "left": "truck",
    "right": "truck",
}
"""What a push, pull or dolly is by its direction."""


@lru_cache(maxsize=1024)
def camera_move(text: str) -> CameraMove:
    """Return the move that a camera phrase such as `slow push in` names: the first one, if there are more.

    Raises:
        ValueError: if no word of the phrase is a camera move.
    """
    words = re.findall(r"[a-z]+", text.lower())
    for index, word in enumerate(words):
        forms = (word, *(word.removesuffix(ending) for ending in ("s", "es", "ing", "ning", "ed")))
        move: CameraMove | None = next((_MOVE_WORDS[form] for form in forms if form in _MOVE_WORDS), None)
        if move in ("push-in", "pull-out"):
            along: list[CameraMove] = [_ALONG[word] for word in words[index + 1 :] if word in _ALONG]
            return along[0] if along else move
        if move:
            return move
    raise ValueError(f"'{text}' names no camera move; use one of {', '.join(sorted(set(_MOVE_WORDS.values())))}")


_WHEN = r"^\d+(\.\d+)?(s|%)$"


def _seconds(at: str, length: float) -> float:
    number = float(at[:-1])
    return number if at.endswith("s") else length * number / 100


class CastBeat(Model):
    """What somebody does from a moment of the shot on; what is left out stays as it was."""

    at: str = Field(pattern=_WHEN, description="when, from the start of the shot: 1.5s, or 40% of the shot's length")
    pose: str | None = Field(default=None, description="what the body does from then on, e.g. sit, walk out")
    facing: Facing | None = None
    emotion: Emotion | None = None
    gaze: str | None = Field(
        default=None, description="where the eyes go: a character of the shot, camera, up, down, left, right or prop"
    )

    def seconds(self, length: float) -> float:
        """When it is, in a shot of so many seconds."""
        return _seconds(self.at, length)


GAZES = ("camera", "up", "down", "left", "right", "prop")
"""Where eyes go besides to characters."""


class Cast(Model):
    """One character on stage in a shot."""

    character: Id
    state: Id | None = Field(default=None, description="a state of the sheet; the default state if left out")
    position: Position | None = None
    facing: Facing | None = None
    emotion: Emotion | None = None
    pose: str | None = Field(
        default=None, description="what the body does, e.g. stand, walk, walk in, sit; read from the action if left out"
    )
    beats: tuple[CastBeat, ...] = Field(
        default=(),
        description="what it does one thing after the other, for drawn films; read from action and lines if left out",
    )


class Line(Model):
    """One line of dialogue or narration."""

    character: Id | None = Field(default=None, description="who speaks; the narrator if left out")
    line: Annotated[str, Field(min_length=1)]
    manner: str | None = Field(default=None, description="how it is said, e.g. whispered, shouted")


class Held(Model):
    """A picture that the clip comes to on its way."""

    at: str = Field(pattern=_WHEN, description="when, from the start of the shot: 1.5s, or 40% of the shot's length")
    picture: str = Field(description="a file inside the project")

    def seconds(self, length: float) -> float:
        """When it is, in a shot of so many seconds."""
        return _seconds(self.at, length)


class Keyframes(Model):
    """Pictures that hold a clip: at its ends `generate`, `off`, or a path inside the project, and others between them."""

    first: str | None = Field(
        default=None, description="generate, off (from words alone), or a file; as the film's stills say if left out"
    )
    between: tuple[Held, ...] = Field(
        default=(), description="pictures that the clip comes to between its ends, for models that can hold them"
    )
    last: str | None = Field(default=None, description="generate, off, or a file; none if left out")
    take: Annotated[int, Field(ge=1)] = Field(
        default=1, description="raise it for other generated keyframes; the takes of the clip leave them as they are"
    )


class Transition(Model):
    """How a shot (or scene) is entered. What a transition takes besides its seconds is in docs/transitions.md."""

    transition: Annotated[str, Field(json_schema_extra={"enum": list(kinds())})] = Field(
        default="cut", description="cut, dissolve, fade, wipe …: one of docs/transitions.md"
    )
    seconds: Annotated[float, Field(ge=0, le=10)] = 0.5
    direction: Direction | None = Field(
        default=None, description="where it goes: a wipe to the right begins at the left"
    )
    colour: Colour | None = Field(
        default=None, description="what it goes through, e.g. #ffffff for a fade through white"
    )
    picture: str | None = Field(
        default=None, description="a still picture whose dark places change first, for luma-wipe"
    )
    at: Point | None = Field(default=None, description="where it begins, e.g. [0.5, 0.4]: parts of width and height")
    leave_at: Point | None = Field(default=None, description="the same place in the shot before, for match-on-shape")
    sound: Annotated[float, Field(ge=-5, le=5)] = Field(
        default=0.0,
        description="seconds by which the sound is cut after the picture (L-cut), or before it where negative (J-cut)",
    )

    @field_validator("transition")
    @classmethod
    def _is_there(cls, value: str) -> str:
        try:
            transition(value)
        except TimelineError as error:
            raise ValueError(str(error)) from None
        return value

    @model_validator(mode="after")
    def _takes_what_it_is_told(self) -> "Transition":
        if refused := refusal_of(self.transition, {name: getattr(self, name) for name in FIELDS}):
            raise ValueError(refused)
        return self

    @property
    def overlaps(self) -> bool:
        """Whether the shot before and this one are seen at the same time."""
        return overlaps(self.transition)


class Footage(Model):
    """The person's own clip in place of a generated one; `in`/`out` in seconds."""

    path: str
    start: Annotated[float, Field(ge=0, alias="in")] = 0.0
    end: Annotated[float | None, Field(gt=0, alias="out")] = None


class Trim(Model):
    """The part of a shot's clip that is in the film, in seconds of it; the rest is made too, and waits as handles."""

    start: Annotated[float, Field(ge=0, alias="in")] = 0.0
    end: Annotated[float | None, Field(gt=0, alias="out")] = None

    @model_validator(mode="after")
    def _ends_later(self) -> "Trim":
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"out {self.end:g} must come after in {self.start:g}")
        return self


class ShotTitle(Model):
    """Text drawn over a shot. A plain text instead of all this is a label."""

    text: str = Field(
        description="its lines; of a lower third the name and what they are, parted by a line break or a bar"
    )
    place: Literal["label", "lower-third", "chapter", "free"] = Field(
        default="label",
        description="small at the upper left, a name at the lower left, a card over the whole picture, or free: where `at` says",
    )
    at: Point | None = Field(
        default=None, description="of free text: its middle, e.g. [0.5, 0.3]: parts of width and height"
    )
    size: Annotated[float | None, Field(gt=0, le=0.5)] = Field(
        default=None, description="of free text: height of its letters as a part of the picture's, e.g. 0.08"
    )
    start: Annotated[float, Field(ge=0)] = Field(default=0.0, description="seconds of the shot before it comes")
    seconds: Annotated[float | None, Field(gt=0)] = Field(
        default=None, description="how long it stands; to the shot's end at most, 3 s (a lower third 4 s) if left out"
    )
    colour: Colour | None = Field(default=None, description="the style's colour of titles if left out")

    @model_validator(mode="before")
    @classmethod
    def _label(cls, value: object) -> object:
        if isinstance(value, str):
            return {"text": value}
        if isinstance(value, dict) and isinstance(point := value.get("at"), list):
            # What has been looked at here is no JSON any more, in which a list would do for a pair.
            return value | {"at": tuple(point)}
        return value

    @model_validator(mode="after")
    def _only_free_text_is_placed(self) -> "ShotTitle":
        if self.place != "free" and (self.at is not None or self.size is not None):
            key = "at" if self.at is not None else "size"
            raise ValueError(f"a {self.place} has its own place and size; for '{key}' write place: free")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """A text or a mapping."""
        schema = handler.resolve_ref_schema(handler(core))
        schema["type"] = ["object", "string"]
        return schema

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines."""
        parted = self.text.replace("|", "\n") if self.place in ("lower-third", "chapter") else self.text
        return tuple(line.strip() for line in parted.splitlines() if line.strip())


class Shot(Model):
    """One shot of a scene file."""

    id: Id
    size: Size = "medium"
    angle: Angle = "eye"
    camera: str = Field(default="static", description="e.g. static, slow push in, pan left, handheld, follow")
    view: str = Field(
        default="front",
        description="from where it is seen: front, reverse (from the other side), over tom (his shoulder in front), "
        "eyes of tom (what he sees)",
    )
    action: str = Field(default="", description="what happens, in one sentence")
    cast: tuple[Cast, ...] = ()
    props: tuple[str, ...] = Field(default=(), description="things that are on screen and matter, e.g. a brass lantern")
    dialogue: tuple[Line, ...] = ()
    seconds: Annotated[float | None, Field(gt=0, le=120)] = Field(
        default=None, description="at least this long; speech can make it longer"
    )
    boundary: Boundary = "cut"
    keyframes: Keyframes = Keyframes()
    enter: Transition | None = Field(default=None, description="transition into this shot")
    take: Annotated[int, Field(ge=1)] = 1
    seed: Annotated[int | None, Field(ge=0)] = None
    model: str | None = Field(default=None, description="another backend or model than the film's, for this shot alone")
    prompt: str | None = Field(default=None, description="verbatim prompt, replaces the rendered one")
    negative: str | None = None
    footage: Footage | None = None
    trim: Trim | None = Field(default=None, description="the part of the clip that is in the film")
    omit: bool = Field(default=False, description="true: the shot stays in the file and is left out of the film")
    drawn_title: ShotTitle | None = Field(
        default=None, alias="title", description="text drawn over the shot; a plain text is a label"
    )
    states: dict[Id, Id] = Field(
        default_factory=dict, description="how somebody or something looks in this shot, e.g. house: burned"
    )
    from_here: dict[Id, Id] = Field(default_factory=dict, description="the same, from this shot to the end of the film")
    allow: tuple[str, ...] = Field(default=(), description="rules of `check` that this shot may break, e.g. hands")
    locked: bool = Field(default=False, description="true: `write` leaves this shot alone, and proposes nothing for it")
    note: str | None = Field(default=None, description="for people only; changes nothing")

    @field_validator("camera")
    @classmethod
    def _names_a_move(cls, value: str) -> str:
        camera_move(value)
        return value

    @field_validator("view")
    @classmethod
    def _is_a_viewpoint(cls, value: str) -> str:
        viewpoint(value)
        return value

    @model_validator(mode="after")
    def _looks_at_who_is_there(self) -> "Shot":
        there = {cast.character for cast in self.cast}
        for cast in self.cast:
            for beat in cast.beats:
                if beat.gaze is not None and beat.gaze not in there and beat.gaze not in GAZES:
                    known = ", ".join((*sorted(there - {cast.character}), *GAZES))
                    raise ValueError(
                        f"'{cast.character}' looks at '{beat.gaze}', which is not in this shot; use one of {known}"
                    )
        return self

    @property
    def title(self) -> str | None:
        """The text drawn over the shot."""
        return self.drawn_title.text if self.drawn_title else None
