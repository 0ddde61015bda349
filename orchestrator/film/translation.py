"""A translation: what is spoken and written in a film in another language, as one YAML file a person can correct."""

from typing import Annotated

from pydantic import Field, model_validator

from orchestrator.film.base import Language, Model, repeated


class TranslatedLine(Model):
    """One line. `shot` is `scene/shot`, `number` the line's place in its shot from 1."""

    shot: Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
    number: Annotated[int, Field(ge=1)] = 1
    line: str = Field(
        description="the line in the film's own language; where it has changed since, the translation is old"
    )
    to: str = Field(default="", description="the line in this language; empty: spoken as it is")


class TranslatedText(Model):
    """A text that stands in the picture or in a player's list: a chapter's name, a title over a shot, a row of the credits."""

    text: str = Field(description="the text as the film has it; where it has another now, this one is not used")
    to: str = Field(default="", description="the text in this language; empty: it stays as it is")


class Translation(Model):
    """translations/<language>.yaml."""

    language: Language
    title: str = Field(default="", description="the film's title in this language")
    end: str = Field(default="", description="the words of the end card; the language's own if left out")
    texts: tuple[TranslatedText, ...] = Field(default=(), description="names of chapters, titles over shots, credits")
    lines: tuple[TranslatedLine, ...] = ()
    note: str | None = Field(default=None, description="for people only; changes nothing")

    @model_validator(mode="after")
    def _each_line_once(self) -> "Translation":
        if (twice := repeated((line.shot, line.number) for line in self.lines)) is not None:
            raise ValueError(f"line {twice[1]} of shot '{twice[0]}' is there twice")
        return self

    @model_validator(mode="after")
    def _each_text_once(self) -> "Translation":
        if (twice := repeated(one.text for one in self.texts)) is not None:
            raise ValueError(f"the text '{twice}' is there twice")
        return self
