"""A style guide: the look, light, pace, type and music that films share."""

from typing import Annotated, Literal

from pydantic import Field

from orchestrator.film.base import Colour, Model


class Grade(Model):
    """Colour finish. 1.0 is neutral for contrast and saturation; grain and vignette run from 0 to 1."""

    lut: str | None = None
    contrast: Annotated[float, Field(ge=0.5, le=1.5)] = 1.0
    saturation: Annotated[float, Field(ge=0, le=2)] = 1.0
    grain: Annotated[float, Field(ge=0, le=1)] = 0.1
    vignette: Annotated[float, Field(ge=0, le=1)] = 0.35


class Pace(Model):
    """How fast the film is cut."""

    average_shot: str = Field(default="4s", pattern=r"^\d+(\.\d+)?s$")

    @property
    def seconds(self) -> float:
        """The average shot in seconds."""
        return float(self.average_shot[:-1])


class Titles(Model):
    """The type of titles and captions."""

    font: Literal["serif", "sans"] = "serif"
    colour: Colour = "#ffffff"


class StyleMusic(Model):
    """The colour of the score. `tempo` in beats a minute."""

    instruments: tuple[Literal["pad", "harp", "piano", "bells", "strings", "bass"], ...] = ("pad", "harp")
    tempo: Annotated[int, Field(ge=40, le=180)] = 76


class Variant(Model):
    """What a variant of the guide changes."""

    look: str | None = None
    light: str | None = None
    lens: str | None = None
    palette: tuple[Colour, ...] | None = None
    grade: Grade | None = None


class StyleGuide(Model):
    """One style guide file."""

    name: str
    version: Annotated[int, Field(ge=1)] = 1
    look: str
    light: str = ""
    lens: str = ""
    palette: Annotated[tuple[Colour, ...], Field(min_length=3, max_length=8)] = Field(
        description="from the darkest to the lightest"
    )
    line: Literal["none", "ink"] = Field(default="none", description="whether drawn figures carry an outline")
    texture: Literal["none", "paper", "canvas"] = "none"
    negative: str = ""
    grade: Grade = Grade()
    variants: dict[str, Variant] = Field(default_factory=dict)
    pace: Pace = Pace()
    titles: Titles = Titles()
    music: StyleMusic = StyleMusic()
    loras: tuple[str, ...] = ()
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
