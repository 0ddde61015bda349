"""Requests: plain frozen values that a backend answers. They know nothing of the film.

A request is also the allow-list of what decides its result: its canonical JSON goes into the key under which the result is
kept. So files enter by digest (`Media.path` stays out), and nothing here may be a name, a note or a time of day unless it
changes the result. Colours are `#rrggbb`; times are seconds unless a name says frames.
"""

from functools import partial
from operator import eq, not_
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Request(BaseModel):
    """A frozen value; unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Media(Request):
    """A file by its content. The path says where the bytes are now and is no part of the identity."""

    digest: str
    path: Path = Field(exclude=True)


class Lora(Request):
    """Weights that teach a model somebody's looks, or a style's (`.safetensors`)."""

    media: Media
    strength: float = 1.0


class Keyframe(Request):
    """A picture that the clip shows at one of its frames; `frame` counts the film's frames from the clip's first, 0."""

    frame: int = Field(ge=0)
    media: Media


_LATER = not_
"""`exclude_if` of a field that came later: where it says nothing, a request keeps the key that it had without it."""


class Mouth(Request):
    """From `start` seconds into the shot the mouth has this shape (until the next entry)."""

    start: float
    shape: Literal["rest", "closed", "open", "wide", "round", "teeth", "tongue", "smile"]


class Beat(Request):
    """What somebody does from `start` seconds into the shot on, until the next beat. What is left empty stays as it was."""

    start: float = Field(ge=0)
    pose: str = ""
    facing: Literal["left", "right", "camera", "away", ""] = ""
    emotion: str = ""
    gaze: str = Field(default="", description="as a figure's own")


class Figure(Request):
    """Somebody on stage. `kind` and `appearance` are free words; a backend draws the nearest it knows."""

    id: str = Field(description="the character's id: seeds everything about the looks that the words leave open")
    kind: str = "person"
    appearance: str = ""
    position: Literal["far-left", "left", "centre", "right", "far-right", "background", "foreground"] = "centre"
    facing: Literal["left", "right", "camera", "away"] = "camera"
    pose: str = "stand"
    emotion: str = "neutral"
    gaze: str = Field(
        default="", description="another figure's id, camera, up, down, left, right, prop; as it faces if empty"
    )
    beats: tuple[Beat, ...] = Field(default=(), description="what changes during the shot, in order of time")
    mouths: tuple[Mouth, ...] = ()


class Setting(Request):
    """Where it is. `kind` and `description` are free words; a backend draws the nearest it knows."""

    id: str = Field(description="the place's id: the same place looks the same in every shot")
    kind: str = ""
    description: str = ""
    interior: bool = False
    time: Literal["dawn", "morning", "day", "afternoon", "dusk", "night"] = "day"
    weather: Literal["clear", "cloudy", "rain", "storm", "snow", "fog", "wind"] = "clear"
    season: Literal["spring", "summer", "autumn", "winter", ""] = ""
    period: Literal["medieval", "1920s", "today", "future", ""] = Field(
        default="", description="today, or timeless, if empty"
    )


class Camera(Request):
    """How it is seen. `speed` is 1.0 for an ordinary move; `direction` where the move has one."""

    size: Literal[
        "extreme-wide", "wide", "full", "cowboy", "medium", "medium-close", "close-up", "extreme-close-up", "insert"
    ] = "medium"
    angle: Literal["eye", "low", "high", "dutch", "overhead"] = "eye"
    move: Literal[
        "static", "pan", "tilt", "push-in", "pull-out", "truck", "crane", "orbit", "handheld", "zoom", "follow"
    ] = "static"
    direction: Literal["left", "right", "up", "down", ""] = ""
    speed: float = 1.0
    reverse: bool = Field(default=False, description="from the other side: what was behind the camera is seen")
    over: str = Field(default="", description="whose shoulder is in the foreground, by id")
    eyes: str = Field(default="", description="through whose eyes it is seen, by id")


class Motif(Request):
    """A style's own drawing, for what its words name. `height` is in heights of a grown person."""

    words: tuple[str, ...]
    media: Media
    kind: Literal["svg", "lottie"]
    height: float = Field(gt=0)
    anchor: Literal["ground", "sky"] = "ground"


class Look(Request):
    """The style guide's part that a drawing backend needs."""

    palette: tuple[str, ...] = Field(
        default=("#1a2148", "#5a3f78", "#d9746a", "#ffc07a"), description="darkest to lightest"
    )
    line: Literal["none", "ink", "cel", "pencil", "chalk", "carved", "cut"] = "none"
    texture: Literal["none", "paper", "leaf", "canvas", "wash", "grid", "clay", "film", "print", "scan"] = "none"
    contrast: float = 1.0
    saturation: float = 1.0
    grain: float = 0.1
    vignette: float = 0.35
    toning: float = Field(
        default=0.0, exclude_if=_LATER, description="how far every colour is drawn towards the palette, 0 to 1"
    )
    glow: float = Field(default=0.0, exclude_if=_LATER, description="how far bright things shine, 0 to 1")
    pool: float = Field(
        default=0.0, exclude_if=_LATER, description="how dark it is beyond a pool of light around the figures, 0 to 1"
    )
    flare: float = Field(
        default=0.0,
        exclude_if=_LATER,
        description="how far a low sun spills over the picture as haze and flare, 0 to 1",
    )
    blinds: float = Field(
        default=0.0, exclude_if=_LATER, description="how dark the stripes are that a blind throws into rooms, 0 to 1"
    )
    letterbox: float = Field(
        default=0.0,
        exclude_if=_LATER,
        description="shape of what bars leave of the picture, e.g. 2.39; 0 for all of it",
    )
    hold: int = Field(
        default=1,
        exclude_if=partial(eq, 1),
        description="pictures that each drawing is held for; 2 is animation on twos",
    )
    motifs: tuple[Motif, ...] = Field(
        default=(), exclude_if=_LATER, description="the style's own drawings of what the shot names"
    )


class Staging(Request):
    """A shot as data: who, where, in which light, seen how. For backends that draw."""

    setting: Setting
    figures: tuple[Figure, ...] = ()
    props: tuple[str, ...] = ()
    camera: Camera = Camera()
    look: Look = Look()
    action: str = ""
    mood: str = "calm"


class ClipRequest(Request):
    """One clip: exactly `frames` pictures of `width` x `height` at `rate` frames a second (`24` or `24000/1001`)."""

    width: int
    height: int
    rate: str
    frames: int = Field(ge=1)
    seed: int
    prompt: str = ""
    negative: str = ""
    staging: Staging | None = None
    first: Media | None = None
    last: Media | None = None
    label: tuple[str, ...] = Field(default=(), description="lines that a slate shows; empty for every other backend")
    keyframes: tuple[Keyframe, ...] = Field(
        default=(), exclude_if=_LATER, description="pictures between the first and the last"
    )
    references: tuple[Media, ...] = Field(
        default=(), exclude_if=_LATER, description="who and what is seen, the most important first"
    )
    context: Media | None = Field(default=None, exclude_if=_LATER, description="a clip whose end this one goes on from")
    loras: tuple[Lora, ...] = Field(default=(), exclude_if=_LATER)
    sound: bool = Field(
        default=False, exclude_if=_LATER, description="whether the model's own sound is wanted, where it makes any"
    )


class StillRequest(Request):
    """One picture of `width` x `height`."""

    width: int
    height: int
    seed: int
    prompt: str = ""
    negative: str = ""
    staging: Staging | None = None
    references: tuple[Media, ...] = Field(
        default=(), exclude_if=_LATER, description="who and what is seen, the most important first"
    )
    composition: Media | None = Field(
        default=None, exclude_if=_LATER, description="a picture whose composition this one takes over"
    )
    loras: tuple[Lora, ...] = Field(default=(), exclude_if=_LATER)


class SpeechRequest(Request):
    """One spoken line. `voice` is the identity that chooses a stable voice; the other fields come from the sheet."""

    text: str
    voice: str
    language: str = "en"
    pitch: Literal["very-low", "low", "medium", "high", "very-high"] = "medium"
    pace: Literal["slow", "medium", "fast"] = "medium"
    timbre: str | None = None
    manner: str | None = None
    speed: float = Field(
        default=1.0, ge=0.5, le=2.0, exclude_if=partial(eq, 1.0), description="times the voice's own pace"
    )
    says: tuple[tuple[str, str], ...] = Field(
        default=(), exclude_if=_LATER, description="names, and how they are to be said"
    )


class Swell(Request):
    """From here on (seconds into the section) the music is on its way to the next intensity, 0 to 1."""

    at: float = Field(ge=0)
    intensity: float = Field(ge=0, le=1)


class Hit(Request):
    """A moment that the music marks: seconds from the score's start. From a `strength` of 0.5 on a bar begins on it."""

    at: float = Field(ge=0)
    strength: float = Field(default=0.7, ge=0, le=1)


class ScoreSection(Request):
    """A stretch of the score. `intensity` from 0 (barely there) to 1 (the climax)."""

    seconds: float
    mood: str
    intensity: float = 0.5
    level: float = Field(default=-18.0, description="loudness of the section, dB under full scale")
    silent: bool = False
    curve: tuple[Swell, ...] = Field(
        default=(), exclude_if=_LATER, description="how the intensity moves within it; even if empty"
    )
    speech: tuple[tuple[float, float], ...] = Field(
        default=(), exclude_if=_LATER, description="from when to when somebody speaks, in seconds of the section"
    )


class ScoreRequest(Request):
    """The music of the whole film, section after section."""

    sections: tuple[ScoreSection, ...]
    seed: int
    instruments: tuple[str, ...] = ("pad", "harp")
    tempo: int = 76
    genre: str = Field(
        default="", exclude_if=_LATER, description="orchestral, chamber, jazz, western, synth, storybook or folk"
    )
    hits: tuple[Hit, ...] = Field(default=(), exclude_if=_LATER)
    ring: float = Field(
        default=3.0, exclude_if=partial(eq, 3.0), description="seconds before the end at which the last chord falls"
    )


class AmbienceRequest(Request):
    """A bed of sound, e.g. rain, wind, waves, room, city, forest, night."""

    kind: str
    seconds: float
    seed: int


class SoundEvent(Request):
    """One thing that is heard: a footstep, a door, a call. `kind` is a word of a foley backend's own list."""

    kind: str
    start: float = Field(description="seconds; what is heard before 0 is lost")
    seconds: float = Field(default=0.0, ge=0, description="how long it goes on; 0 for a stroke, which ends by itself")
    strength: float = Field(default=0.5, ge=0, le=1)
    pan: float = Field(default=0.0, ge=-1, le=1, description="-1 left, 1 right")
    distance: float = Field(default=0.2, ge=0, le=1, description="0 beside the ear, 1 as far as it can be heard")
    material: str = Field(default="", description="what is stepped on or struck, e.g. wood, gravel")
    size: float = Field(default=1.0, gt=0, description="of what sounds, 1 an ordinary one: larger is lower")


class FoleyRequest(Request):
    """The sounds of one shot, `seconds` long; what rings on after that is kept for `tail` seconds."""

    events: tuple[SoundEvent, ...]
    seconds: float
    seed: int
    room: Literal["open", "street", "room", "hall", "cave"] = "open"
    tail: float = 2.0
