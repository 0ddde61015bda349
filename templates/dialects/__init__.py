"""Prompt dialects: how each model wants to be spoken to. One template (`<name>.j2`) and one card (`<name>.yaml`) each.

A template gets every value of `VALUES` by name; one that the shot does not have (or that was left out to fit) is empty. It
may be replaced by a file of the same name in a project's, or a style guide's, `prompts/` folder, so it comes from strangers:
it is rendered by `strict`, which knows no calls, no imports and no unbounded work.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from templates import resource
from templates.dialects import files, strict
from templates.dialects.files import Template
from templates.dialects.phrases import is_empty
from templates.errors import TemplateFault

__all__ = [
    "VALUES",
    "Card",
    "Limit",
    "Template",
    "TemplateFault",
    "card",
    "cards",
    "dialect_names",
    "overrides_faults",
    "render_dialect",
    "template_of",
]

VALUES: Mapping[str, str] = {
    "size": "the shot's size as a tag, e.g. Close-up",
    "angle": "the angle as a tag, e.g. low angle; empty at eye level",
    "camera": "the camera move as a clause, e.g. the camera slowly pushes in; empty if it stays still",
    "camera_tag": "the camera move as a tag, e.g. slow push in; empty if it stays still",
    "action": "what happens, everybody described in full where the action first names them, then by their short name",
    "motion": "what happens, everybody by their short name only: for models that see the looks in a picture",
    "cast": "everybody on stage, described in full in their state at that shot",
    "others": "of those the ones that the action does not name, described in full",
    "blocking": "who is where and faces where, e.g. the keeper is on the left facing right",
    "emotions": "what the faces show, e.g. the keeper looks afraid",
    "props": "the things that matter, described in their state",
    "place": "where it is: the place's name for it",
    "setting": "what the place looks like, in its state",
    "time": "the time of day, e.g. night",
    "weather": "the weather, e.g. falling rain; empty if it is clear, or indoors",
    "light": "the style's light",
    "look": "the style's look",
    "lens": "the style's lens",
    "palette": "the style's palette in words, e.g. indigo, plum, coral, pale gold",
    "mood": "the scene's mood",
    "dialogue": 'what is said and by whom, quoted, e.g. The keeper whispers: "You again."',
    "sound": "what is heard besides speech, e.g. wind, waves",
    "triggers": "the trigger words of the LoRAs in use",
    "seconds": "the length of the shot, e.g. 4",
}
"""Every value that a template can use, and what it is."""


class Limit(BaseModel):
    """What a model reads: `tokens` of its `encoder` (special ones counted), `characters` where an API says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tokens: int | None = None
    encoder: str = ""
    characters: int | None = None


class Card(BaseModel):
    """What is known of one dialect. Everything in words is for people; the rest is what a prompt is compiled by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    models: str
    """Which models speak it, in words."""
    order: str
    form: Literal["prose", "tags", "none"] = "prose"
    words: tuple[int, int] | None = None
    """The band in which the model does best; style, light and setting go first where a prompt is over it."""
    limit: Limit = Limit()
    negative: Literal["field", "positive", "none"] = "none"
    """`field`: an argument of its own; `positive`: said as what is wanted instead; `none`: it has no place for one."""
    negative_base: str = ""
    """What the model's makers put into the negative prompt; added to the style's."""
    image_variant: str | None = None
    """The dialect for the same model when it starts from a picture."""
    describes: bool = True
    """Whether the prompt describes who is seen; one that starts from a picture says only what moves."""
    camera: str = ""
    dialogue: str = ""
    sound: str = ""
    references: str = ""
    avoid: tuple[str, ...] = ()
    """Words that the model takes amiss."""
    wordings: Mapping[str, str] = {}
    """The model's own words for ours, in size, angle, camera, time and emotions, e.g. `pushes in: moves forward`."""
    source: tuple[str, ...]
    """The addresses that it was read at."""
    checked: date
    note: str = ""


_REWORDED = ("size", "angle", "camera", "camera_tag", "time", "emotions")
_PLAIN: Mapping[str, Mapping[str, str]] = {
    "weather": {
        "cloudy": "an overcast sky",
        "rain": "falling rain",
        "storm": "a storm",
        "snow": "falling snow",
        "wind": "strong wind",
    },
    "mood": {"wonder": "wondrous"},
}
"""Words of a film's files that say more to a model when they are put otherwise."""


@cache
def dialect_names() -> tuple[str, ...]:
    """The names of all dialects, sorted."""
    names = (file.name for file in resource("dialects").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def cards() -> Mapping[str, Card]:
    """Every dialect by name."""
    return {name: card(name) for name in dialect_names()}


def card(name: str) -> Card:
    """What is known of one dialect.

    Raises:
        TemplateFault: if there is none of that name; says which is close.
    """
    if name not in dialect_names():
        known = files.near(name[:60], dialect_names()) or f"; there are {', '.join(dialect_names())}"
        raise TemplateFault("", 1, 1, f"there is no prompt dialect '{name[:60]}'{known}")
    return _card(name)


@cache
def _card(name: str) -> Card:
    from ruamel.yaml import YAML

    return Card.model_validate(YAML(typ="safe").load(resource(f"dialects/{name}.yaml").read_text(encoding="utf-8")))


def template_of(name: str, folders: Sequence[Path] = ()) -> Template:
    """The template of a dialect: `<name>.j2` of the first of `folders` that has one, else the built-in one.

    Raises:
        TemplateFault: if there is no such dialect, or the file there cannot be read as one.
    """
    card(name)
    return files.found(name, folders)


def render_dialect(name: str, values: Mapping[str, str], folders: Sequence[Path] = ()) -> str:
    """Say a shot in a dialect. A value that is missing is empty, and so is one of nothing but blanks and marks.

    In the template a line break is a blank and an empty line begins a paragraph; in a value both are blanks.

    Raises:
        TemplateFault: if the template is at fault, or `values` has one that templates do not know.
    """
    template = template_of(name, folders)
    unknown = sorted(values.keys() - VALUES.keys())
    if unknown:
        raise TemplateFault(template.origin, 1, 1, f"there is no value '{unknown[0]}'{files.near(unknown[0], VALUES)}")
    plain = {key: " ".join(values.get(key, "").split()) for key in VALUES}
    said = {key: "" if is_empty(text) else text for key, text in plain.items()}
    text = strict.render(template.text, template.origin, {**said, **_reworded(said, card(name).wordings)}, said)
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split(strict.PARAGRAPH))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def overrides_faults(folder: Path) -> tuple[TemplateFault, ...]:
    """Everything that is wrong with a folder of templates that replace built-in ones; none where there is no folder."""
    try:
        faults = list(files.misnamed(folder, dialect_names()))
        names = files.names_in(folder)
    except TemplateFault as fault:
        return (fault,)
    for name in dialect_names():
        file = f"{name}{files.ENDING}"
        if file in names:
            try:
                strict.check(files.read(folder, file), files.shown(folder, file), VALUES)
            except TemplateFault as fault:
                faults.append(fault)
    return tuple(faults)


def _reworded(values: Mapping[str, str], wordings: Mapping[str, str]) -> dict[str, str]:
    """The values whose words are put otherwise: some for every model, the others for one that has words of its own."""
    plain = {key: _replaced(values[key], words) for key, words in _PLAIN.items()}
    return {**plain, **{key: _replaced(values[key], wordings) for key in _REWORDED}}


def _replaced(text: str, wordings: Mapping[str, str]) -> str:
    """Whole words only, in one pass, the longest of ours first."""
    if not wordings or not text:
        return text
    known = {ours.lower(): theirs for ours, theirs in wordings.items()}
    phrases = "|".join(re.escape(phrase) for phrase in sorted(known, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{phrases})(?!\w)", lambda found: known[found[0].lower()], text, flags=re.IGNORECASE)
