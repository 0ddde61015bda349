"""Prompt dialects: how each model wants to be spoken to. One template (`<name>.j2`) and one card (`<name>.yaml`) each.

A template gets every value of `VALUES` by name; one that the shot does not have (or that was left out to fit) is empty. It
may be replaced by a file of the same name in a project's, or a style guide's, `prompts/` folder, so it comes from strangers:
it is rendered by `strict`, which knows no calls, no imports and no unbounded work.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from templates import resource

VALUES: Mapping[str, str] = {
    "size": "the shot's size as a tag, e.g. Close-up",
    "angle": "the angle as a tag, e.g. low angle; empty at eye level",
    "camera": "the camera move as a clause, e.g. the camera slowly pushes in; empty if it stays still",
    "camera_tag": "the camera move as a tag, e.g. slow push in; empty if it stays still",
    "action": "what happens, everybody described in full where the action first names them, then by their short name",
    "motion": "what happens, everybody by their short name only: for models that see the looks in a picture",
    "cast": "everybody on stage, described in full in their state at that shot",
    "others": "of those the ones that the action does not name, described in full",
    "blocking": "who is where and faces where, e.g. the keeper on the left facing right",
    "emotions": "what the faces show, e.g. the keeper looks afraid",
    "props": "the things that matter, described in their state",
    "place": "where it is: the place's name for it",
    "setting": "what the place looks like, in its state",
    "time": "the time of day, e.g. night",
    "weather": "the weather, e.g. storm; empty if it is clear, or indoors",
    "light": "the style's light",
    "look": "the style's look",
    "lens": "the style's lens",
    "palette": "the style's palette in words, e.g. indigo, plum, coral, pale gold",
    "mood": "the scene's mood",
    "dialogue": 'what is said and by whom, quoted, e.g. the keeper whispers: "You again."',
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
    source: tuple[str, ...]
    """The addresses that it was read at."""
    checked: date
    note: str = ""


@cache
def cards() -> Mapping[str, Card]:
    """Every dialect by name."""
    found: dict[str, Card] = {}
    for file in sorted(resource("dialects").iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            card = Card.model_validate(YAML(typ="safe").load(file.read_text(encoding="utf-8")))
            found[card.name] = card
    return found
