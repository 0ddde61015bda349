"""The catalogue of models: one card (`models/*.yaml`) for each checkpoint, and how a name in film.yaml becomes a recipe."""

import difflib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

from generation.backend import Kind, available
from generation.card import Card
from generation.errors import UnknownBackend, Unsupported


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

    `animatic` is a backend without options, `wan:path/to/folder` a backend with a model, and any other word a card. Options
    may follow any of them: `wan2.2-ti2v-5b?steps=30&offload=group`.

    Raises:
        UnknownBackend: if there is no such word, with a close match.
        Unsupported: if what follows the question mark is no list of options.
    """
    word, options = _split(spec)
    name, colon, model = word.partition(":")
    if colon:
        return name, {"model": model, **options}
    card = cards().get(word)
    if card is not None and card.kind == kind:
        return card.backend, {"card": card.name, **card.options, **options}
    models = [name for name, found in cards().items() if found.kind == kind]
    if word not in available(kind) and (close := difflib.get_close_matches(word, models, n=1)):
        raise UnknownBackend(f"'{word}' is not among the {kind}; did you mean '{close[0]}'?")
    return word, options


def _split(spec: str) -> tuple[str, dict[str, object]]:
    """Part `word?name=value&name=value`; values stay text, for the backend's own fields to read."""
    word, mark, rest = spec.partition("?")
    options: dict[str, object] = {}
    for piece in rest.split("&") if mark else ():
        name, equals, value = piece.partition("=")
        if not (name.strip() and equals and value.strip()):
            raise Unsupported(f"'{spec}': '{piece}' is no option; write {word}?name=value, and & between two of them")
        options[name.strip()] = value.strip()
    return word, options
