"""film.yaml, and the whole film as one value: settings, style, sheets and scenes in order."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from orchestrator.film.base import Language, Model
from orchestrator.film.continuity import Continuity
from orchestrator.film.meanings import Meaning
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place, Prop
from orchestrator.film.shot import Shot
from orchestrator.film.style import ArcKey, StyleGuide
from orchestrator.film.vocabulary import CaptionMode, LoudnessTarget, Period, Season

_NTSC = {23.976: Fraction(24000, 1001), 29.97: Fraction(30000, 1001), 59.94: Fraction(60000, 1001)}
LONGEST_FILM = 3 * 60 * 60
_MUSIC = (".wav", ".mp3", ".flac", ".ogg", ".opus", ".m4a", ".aac", ".aiff", ".aif")

Aspect = Literal["16:9", "9:16", "1:1", "4:5", "2.39:1"]
"""Shapes of a picture, width to height."""

Decibels = Annotated[float, Field(ge=-40, le=12)]


class Format(Model):
    """The picture: `size` as WIDTHxHEIGHT in even pixels, `fps` in frames a second (23.976 means 24000/1001)."""

    size: str = Field(default="1280x720", pattern=r"^\d{2,4}x\d{2,4}$")
    fps: Annotated[float, Field(ge=6, le=60)] = 24

    @model_validator(mode="after")
    def _legal(self) -> "Format":
        if self.width % 2 or self.height % 2 or min(self.width, self.height) < 64:
            raise ValueError(f"size '{self.size}' must have even sides of at least 64 pixels")
        if self.fps not in _NTSC and self.fps != int(self.fps):
            raise ValueError(f"fps {self.fps} must be a whole number, or {', '.join(map(str, _NTSC))}")
        return self

    @property
    def width(self) -> int:
        """Width in pixels."""
        return int(self.size.split("x")[0])

    @property
    def height(self) -> int:
        """Height in pixels."""
        return int(self.size.split("x")[1])

    @property
    def rate(self) -> Fraction:
        """The exact frame rate."""
        return _NTSC.get(self.fps, Fraction(int(self.fps)))


class Levels(Model):
    """How much louder or quieter each kind of sound is than usual, in dB."""

    dialogue: Decibels = 0.0
    music: Decibels = 0.0
    ambience: Decibels = 0.0
    effects: Decibels = 0.0


class Mixing(Model):
    """How the film's sound is mixed."""

    loudness: LoudnessTarget = Field(default="web", description="-14 LUFS for the web, -23 LUFS for broadcasters")
    levels: Levels = Levels()
    duck: Annotated[float, Field(ge=0, le=40)] = Field(
        default=12.0, description="dB by which music and ambience go down under speech"
    )


class Settings(Model):
    """film.yaml."""

    title: str = Field(description="the film's title, as it opens the film")
    author: str | None = Field(default=None, description="who made the film, as its file says to players")
    idea: str = Field(default="", description="the line, or the whole story, that the script was written from")
    story: str | None = Field(
        default=None, description="a text file with the whole story, in place of the idea, e.g. story.txt"
    )
    length: Annotated[str, Field(pattern=r"^\d+(\.\d+)?(s|m)$")] = Field(default="60s", description="e.g. 60s or 2m")
    format: Format = Field(default=Format(), description="picture size and frames a second")
    versions: tuple[Aspect, ...] = Field(
        default=(), description="other shapes of the same film, made beside it: out/film.9x16.mp4 …"
    )
    style: str = Field(default="ink-and-gold", description="a name from the style library, or a path")
    style_arc: tuple[ArcKey, ...] = Field(
        default=(), description="how the style moves over the film, in place of the guide's own arc"
    )
    language: Language = Field(default="en", description="language of the narrator, e.g. en or fr")
    writer: str = Field(default="outline", description="outline (built in) or <provider>:<model>")
    pictures: str = Field(default="animatic", description="a clip backend or a model of the catalogue")
    stills: str = Field(
        default="auto",
        description="what draws keyframes: a still backend or a model; auto: what suits the clip model, of those on this machine",
    )
    continuity: Continuity = Field(default=Continuity(), description="how far clips go on from one another")
    voices: str = Field(default="espeak", description="the voice backend")
    pronounce: dict[str, str] = Field(
        default_factory=dict, description="words and how they are said, spelled as they sound, e.g. Loch: lock"
    )
    score: str = Field(
        default="procedural",
        description="the score backend; a piece of music of your own, e.g. assets/theme.mp3; or off",
    )
    foley: str = Field(
        default="procedural", description="the sounds of what is drawn (steps, doors, thunder): a foley backend, or off"
    )
    season: Season | None = Field(
        default=None,
        description="the season in which it plays; read from the words of heading, place and idea if left out",
    )
    period: Period | None = Field(
        default=None, description="when it plays; read from the words of heading, place and idea if left out"
    )
    captions: CaptionMode = Field(
        default="burned",
        description="in the picture, in it word by word, as a track of the film, as files beside the film only, or none",
    )
    mix: Mixing = Field(default=Mixing(), description="loudness, levels and ducking of the film's sound")
    chapters: Literal["off", "marks", "cards"] = Field(
        default="marks",
        description="marks: players can jump to each scene's `chapter` (or each scene); cards: these are shown, too",
    )
    credits: tuple[str, ...] = Field(
        default=(),
        description="rows that roll after the end card: a role, a bar and a name, or a heading alone; see docs/titles.md",
    )
    seed: Annotated[int, Field(ge=0, description="another seed, another film of the same idea")] = 7
    allow: tuple[str, ...] = Field(default=(), description="rules of `check` that this film may break, e.g. text")
    note: str | None = Field(default=None, description="for people only; changes nothing")

    @field_validator("length")
    @classmethod
    def _can_be_made(cls, value: str) -> str:
        seconds = _seconds(value)
        if seconds == 0:
            raise ValueError(f"length '{value}' is no length for a film; write for example 60s or 2m")
        if seconds > LONGEST_FILM:
            raise ValueError(f"length '{value}' is longer than three hours; write {LONGEST_FILM // 60}m or less")
        return value

    @property
    def own_score(self) -> str | None:
        """The person's own piece of music, where the score is one."""
        return self.score if is_music(self.score) else None

    @property
    def seconds(self) -> float:
        """The asked length in seconds."""
        return _seconds(self.length)


def is_music(score: str) -> bool:
    """Whether a score is the path of a piece of music."""
    return score.lower().endswith(_MUSIC)


def _seconds(length: str) -> float:
    return float(length[:-1]) * (60 if length.endswith("m") else 1)


class Film(Model):
    """Everything that the project folder says, checked as a whole."""

    settings: Settings
    style: StyleGuide
    characters: dict[str, Character]
    places: dict[str, Place]
    scenes: tuple[Scene, ...]
    props: dict[str, Prop] = Field(default_factory=dict)
    meanings: dict[str, Meaning] = Field(default_factory=dict)
    """A person's own words for places, characters and things: thesaurus.yaml."""
    style_folder: Path | None = None
    """Where the paths of the style guide (LUT, fonts, references, LoRAs) start."""
    style_drawings: dict[str, str] = Field(default_factory=dict)
    """The digests of the style guide's own drawings, by the file that the guide names."""
    style_prompts: tuple[Path, ...] = ()
    """Folders with the style guide's own prompt templates (`wan-2.2.j2`, …), its own before those of guides that it extends."""

    def shots(self) -> tuple[tuple[Scene, Shot], ...]:
        """Every shot of the film with its scene, in order; those that are omitted are not in the film."""
        return tuple((scene, shot) for scene in self.scenes for shot in scene.shots if not shot.omit)

    def omitted(self) -> tuple[str, ...]:
        """The shots, `scene/shot`, that stay in their files and are left out of the film."""
        return tuple(f"{scene.id}/{shot.id}" for scene in self.scenes for shot in scene.shots if shot.omit)

    def style_of(self, scene: Scene) -> StyleGuide:
        """The style guide as it is in a scene: its variant where it names one, else where the arc is by then."""
        if scene.style_variant is not None:
            return self.style.with_variant(scene.style_variant)
        arc = self.settings.style_arc or self.style.arc
        if not arc:
            return self.style
        place = next((index for index, other in enumerate(self.scenes) if other.id == scene.id), 0)
        return self.style.along(arc, place / max(1, len(self.scenes) - 1))
