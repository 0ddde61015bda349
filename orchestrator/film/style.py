"""A style guide: the look, light, pace, type and music that films share."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, field_validator

from orchestrator.film.base import Colour, Id, Model
from orchestrator.film.sheets import Lora
from stitching.errors import TimelineError
from stitching.transitions import kinds, transition


class Grade(Model):
    """Colour finish. 1.0 is neutral for contrast and saturation; grain and vignette run from 0 to 1."""

    lut: str | None = Field(default=None, description="a 3D LUT (.cube) beside the guide, laid over every clip")
    strength: Annotated[float, Field(ge=0, le=1)] = Field(default=1.0, description="how much of the LUT")
    contrast: Annotated[float, Field(ge=0.5, le=1.5)] = 1.0
    saturation: Annotated[float, Field(ge=0, le=2)] = 1.0
    grain: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.1, description="what is not drawn (clips of models, own footage) has none unless it is written here"
    )
    vignette: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.35, description="dark corners; what is not drawn has none unless it is written here"
    )
    letterbox: Annotated[float | None, Field(ge=1, le=3)] = Field(
        default=None, description="black bars that leave a picture of this shape, e.g. 2.39; nothing is scaled"
    )


class Transitions(Model):
    """How the scenes of a film in this style are entered where neither script nor scene file says it."""

    passing: Annotated[str, Field(json_schema_extra={"enum": list(kinds())})] = Field(
        default="dissolve", description="when time passes between two scenes: one of docs/transitions.md"
    )
    elsewhere: Annotated[str, Field(json_schema_extra={"enum": list(kinds())})] = Field(
        default="cut", description="when it is the same hour at another place"
    )

    @field_validator("passing", "elsewhere")
    @classmethod
    def _known(cls, value: str) -> str:
        try:
            transition(value)
        except TimelineError as error:
            raise ValueError(str(error)) from None
        return value


class Pace(Model):
    """How fast the film is cut."""

    average_shot: str = Field(default="4s", pattern=r"^\d+(\.\d+)?s$")

    @property
    def seconds(self) -> float:
        """The average shot in seconds."""
        return float(self.average_shot[:-1])


class Titles(Model):
    """The type of titles: `serif`, `sans`, or a font file (.ttf, .otf) beside the guide."""

    font: str = Field(default="serif", description="serif, sans, or a font file beside the guide, e.g. fonts/Pen.ttf")
    fallback: tuple[str, ...] = Field(
        default=(),
        description="font files beside the guide for what the fonts of titles and captions lack: other scripts, emoji",
    )
    colour: Colour = "#ffffff"

    @field_validator("fallback")
    @classmethod
    def _font_files(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            if not name.lower().endswith((".ttf", ".otf")):
                raise ValueError(f"'{name}' is no font file; write the path of a .ttf or .otf file")
        return value

    @field_validator("font")
    @classmethod
    def _a_font(cls, value: str) -> str:
        if value not in ("serif", "sans") and not value.lower().endswith((".ttf", ".otf")):
            raise ValueError(f"'{value}' is no font; write serif, sans, or the path of a .ttf or .otf file")
        return value


class StyleCaptions(Model):
    """How captions look where they are in the picture; in the built-in sans and white if left out."""

    font: str | None = Field(
        default=None, description="serif, sans, or a font file beside the guide, e.g. fonts/Pen.ttf"
    )
    colour: Colour | None = None

    @field_validator("font")
    @classmethod
    def _a_font(cls, value: str | None) -> str | None:
        return value if value is None else Titles(font=value).font


Instrument = Literal[
    "accordion", "banjo", "bass", "bells", "brass", "celesta", "cello", "chip", "choir", "clarinet", "flute", "glass",
    "guitar", "harmonica", "harp", "horn", "marimba", "music-box", "oboe", "pad", "piano", "pizzicato", "strings", "synth",
    "trumpet", "upright", "vibraphone", "whistle",
]  # fmt: skip
"""What a style's score can be played on."""
Genre = Literal["orchestral", "chamber", "jazz", "western", "synth", "storybook", "folk"]


class StyleMusic(Model):
    """The colour of the score. `tempo` in beats a minute. The genre has players for what the instruments leave open."""

    instruments: tuple[Instrument, ...] = ("pad", "harp")
    genre: Genre | None = Field(default=None, description="the kind of music; chamber music if left out")
    tempo: Annotated[int, Field(ge=40, le=180)] = 76


class StyleMotif(Model):
    """A drawing that the style brings: it stands wherever a place or a prop of the drawn film names one of its words."""

    words: Annotated[
        tuple[Annotated[str, Field(min_length=2, max_length=40)], ...], Field(min_length=1, max_length=12)
    ] = Field(description="what it is a drawing of, e.g. [lighthouse, beacon]")
    file: str = Field(
        pattern=r"(?i)\.(svg|json)$", description="an SVG, or a Lottie animation (.json), e.g. motifs/lighthouse.svg"
    )
    height: Annotated[float, Field(gt=0, le=20)] = Field(default=1.0, description="in heights of a grown person")
    anchor: Literal["ground", "sky"] = Field(default="ground", description="whether it stands, or is up in the air")


class Variant(Model):
    """What a variant of the guide changes."""

    look: str | None = None
    light: str | None = None
    lens: str | None = None
    palette: tuple[Colour, ...] | None = None
    negative: str | None = None
    toning: Annotated[float | None, Field(ge=0, le=1)] = None
    glow: Annotated[float | None, Field(ge=0, le=1)] = None
    pool: Annotated[float | None, Field(ge=0, le=1)] = None
    grade: Grade | None = None


class ArcKey(Model):
    """A point of a style arc: how far into the film, and which variant holds there (none: the guide itself)."""

    at: str = Field(pattern=r"^\d{1,3}(\.\d+)?%$", description="how far into the film, e.g. 60%")
    variant: Id | None = None

    @property
    def share(self) -> float:
        """How far into the film, from 0 to 1."""
        return min(1.0, float(self.at[:-1]) / 100)


class StyleGuide(Model):
    """One style guide file."""

    name: str
    version: Annotated[int, Field(ge=1)] = 1
    extends: str | None = Field(default=None, description="another guide; what this one leaves out is as it is there")
    look: str
    light: str = ""
    lens: str = ""
    palette: Annotated[tuple[Colour, ...], Field(min_length=3, max_length=8)] = Field(
        description="from the darkest to the lightest"
    )
    line: Literal["none", "ink", "cel", "pencil", "chalk", "carved", "cut"] = Field(
        default="none",
        description="lines in the drawn film: none, ink around the figures, ink and two tones of paint on cels, coloured pencil, "
        "chalk along every edge, carved as in a woodcut, cut edges and shadows of paper sheets",
    )
    texture: Literal["none", "paper", "leaf", "canvas", "wash", "grid", "clay", "film", "print", "scan"] = Field(
        default="none",
        description="what the drawn film is on or of: paper, paper with gold leaf, canvas, watercolour, ruled paper, clay, "
        "an old print, a dye transfer print, a screen",
    )
    toning: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.0, description="how far every colour of the drawn film is drawn towards the palette"
    )
    glow: Annotated[float, Field(ge=0, le=1)] = Field(default=0.0, description="how far bright things shine when drawn")
    pool: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.0, description="how dark the drawn film is beyond a pool of light around the figures"
    )
    flare: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.0, description="how far a low sun spills over the drawn film as haze and flare"
    )
    blinds: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.0, description="how dark the stripes are that a blind throws into the drawn film's rooms"
    )
    hold: Annotated[int, Field(ge=1, le=4)] = Field(
        default=1, description="pictures that each drawing is held for; 2 is animation on twos"
    )
    negative: str = ""
    grade: Grade = Grade()
    variants: dict[str, Variant] = Field(default_factory=dict)
    arc: tuple[ArcKey, ...] = Field(default=(), description="how the look moves over a film, from variant to variant")
    pace: Pace = Pace()
    transitions: Transitions = Transitions()
    titles: Titles = Titles()
    captions: StyleCaptions = StyleCaptions()
    music: StyleMusic = StyleMusic()
    references: tuple[str, ...] = Field(default=(), description="pictures beside the guide that show the look")
    loras: tuple[Lora, ...] = ()
    motifs: tuple[StyleMotif, ...] = Field(default=(), description="the style's own drawings for places and things")
    author: str | None = Field(default=None, description="for people only; changes nothing")
    licence: str | None = Field(default=None, description="for people only; changes nothing")
    note: str | None = Field(default=None, description="for people only; changes nothing")

    def with_variant(self, name: str | None) -> "StyleGuide":
        """Return the guide with the changes of variant `name` applied.

        Raises:
            KeyError: if the guide has no such variant.
        """
        if name is None:
            return self
        changes = {key: value for key, value in self.variants[name] if value is not None}
        return self.model_copy(update=changes)

    def along(self, arc: Sequence[ArcKey], share: float) -> "StyleGuide":
        """Return the guide at a point of the film (0 to 1): words of the key before it, palette and grade mixed between two.

        Raises:
            KeyError: if the arc names a variant that the guide does not have.
        """
        keys = sorted(arc, key=lambda key: key.share)
        before = max((key for key in keys if key.share <= share), key=lambda key: key.share, default=keys[0])
        after = min((key for key in keys if key.share >= share), key=lambda key: key.share, default=keys[-1])
        one, other = self.with_variant(before.variant), self.with_variant(after.variant)
        span = after.share - before.share
        if span <= 0 or one == other:
            return one
        mix = (share - before.share) / span
        palette = one.palette
        if len(one.palette) == len(other.palette):
            palette = tuple(_mixed(a, b, mix) for a, b in zip(one.palette, other.palette, strict=True))
        return one.model_copy(update={"palette": palette, "grade": _between(one.grade, other.grade, mix)})


def _between(one: Grade, other: Grade, share: float) -> Grade:
    """A grade on the way to another. A LUT comes and goes by its strength; of two different ones the first one stays.

    What neither states is not stated after it: that decides what clips get that were not drawn.
    """
    stated = (one.model_fields_set | other.model_fields_set) & {"contrast", "saturation", "grain", "vignette"}
    change: dict[str, object] = {
        name: round(getattr(one, name) * (1 - share) + getattr(other, name) * share, 4) for name in sorted(stated)
    }
    if one.lut is None or other.lut is None or one.lut == other.lut:
        begin, end = (grade.strength if grade.lut else 0.0 for grade in (one, other))
        change |= {"lut": one.lut or other.lut, "strength": round(begin * (1 - share) + end * share, 4)}
    return one.model_copy(update=change)


def _mixed(one: str, other: str, share: float) -> str:
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in pairs)
