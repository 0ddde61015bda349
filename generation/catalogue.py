"""The catalogue of models: one card (`models/*.yaml`) for each checkpoint, and how a name in film.yaml becomes a recipe."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from generation.backend import Kind


class Card(BaseModel):
    """What is known of one checkpoint: which backend runs it, with which options, and the facts a person asks for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kind: Literal["clips", "stills", "voices", "scores"] = "clips"
    backend: str
    options: dict[str, object]
    licence: str
    memory_gb: float
    """GPU memory that it needs at its usual precision."""
    link: str
    checked: str
    """The day on which the facts were checked, as YYYY-MM-DD."""
    note: str = ""


@cache
def cards() -> Mapping[str, Card]:
    """Every card by name."""
    found: dict[str, Card] = {}
    for file in sorted(files("generation").joinpath("models").iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            card = Card.model_validate(YAML(typ="safe").load(file.read_text(encoding="utf-8")))
            found[card.name] = card
    return found


def recipe(kind: Kind, spec: str) -> tuple[str, dict[str, object]]:
    """Return the backend's name and its options for a word of film.yaml.

    `animatic` is a backend without options, `wan:path/to/folder` a backend with a model, and any other word a card.
    """
    name, colon, model = spec.partition(":")
    if colon:
        return name, {"model": model}
    card = cards().get(spec)
    if card is not None and card.kind == kind:
        return card.backend, dict(card.options)
    return spec, {}
