"""The catalogue of models: one card (`models/*.yaml`) for each checkpoint, and how a name in film.yaml becomes a recipe."""

import difflib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, get_args

from pydantic import ValidationError

from generation.backend import Kind, available
from generation.errors import BadCard, UnknownBackend, Unsupported

if TYPE_CHECKING:
    from generation.card import Card

_SUGGESTED = 6


@cache
def cards() -> "Mapping[str, Card]":
    """Every card by name.

    Raises:
        BadCard: if a file holds none.
    """
    return {name: _card(name) for name in sorted(_names())}


@cache
def _names() -> frozenset[str]:
    """The names that have a card: a card's file is called as the card is."""
    files_there = (item.name for item in _folder().iterdir())
    return frozenset(name.removesuffix(".yaml") for name in files_there if name.endswith(".yaml"))


@cache
def _card(name: str) -> "Card":
    """One card that there is, alone: to read them all takes half a second."""
    file = f"{name}.yaml"
    return read_card(file, _folder().joinpath(file).read_text(encoding="utf-8"))


def _folder() -> Traversable:
    return files("generation").joinpath("models")


def known_card(name: str) -> "Card | None":
    """The card of that name, if there is one.

    Raises:
        BadCard: if its file holds none.
    """
    return _card(name) if name in _names() else None


def read_card(file: str, text: str) -> "Card":
    """Return the card that a file's text holds; it is called as the file is.

    Raises:
        BadCard: with the file, the key and what is wrong with it, all faults in one line.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    from generation.card import Card

    try:
        card = Card.model_validate(YAML(typ="safe").load(text))
    except YAMLError as error:
        raise BadCard(f"{file}: this is no YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, fault['loc'])) or 'the card'}: {fault['msg']}" for fault in error.errors())
        raise BadCard(f"{file}: {'; '.join(faults)}") from error
    if file != f"{card.name}.yaml":
        raise BadCard(f"{file}: name: '{card.name}' stands in the file of another name; call it {card.name}.yaml")
    return card


def current(name: str) -> "Card":
    """The card of that name, or the one that took its place."""
    card, seen = _card(name), {name}
    while card.superseded_by and card.superseded_by not in seen:
        seen.add(card.superseded_by)
        card = _card(card.superseded_by)
    return card


def find_card(name: str) -> "Card":
    """The card of that name.

    Raises:
        UnknownBackend: if there is none, with those of its family, or whose name has it in it, or a close match.
    """
    if card := known_card(name):
        return card
    raise UnknownBackend(_unknown(name))


def _unknown(name: str) -> str:
    """What is said of a name that no card has."""
    word = name.lower().replace("_", "-")
    kin = [card for card in cards().values() if word and (word == card.backend or word in card.name)]
    newest = [card.name for card in kin if not card.superseded_by] or [card.name for card in kin]
    close = difflib.get_close_matches(word, cards(), n=1, cutoff=0.5)
    if not kin and any(name in available(kind) for kind in get_args(Kind)):
        return f"'{name}' is built in and no model of the catalogue, so there is nothing to download"
    instead = f"did you mean '{close[0]}'?" if close else "see: filmwright models list"
    if len(newest) > 1:
        instead = f"there are {', '.join(newest[:_SUGGESTED])}{' and others' if len(newest) > _SUGGESTED else ''}"
    elif newest:
        instead = f"did you mean '{newest[0]}'?"
    return f"there is no model '{name}' in the catalogue; {instead}"


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
    card = known_card(word)
    if card is not None and card.kind == kind:
        return card.backend, {"card": card.name, **card.options, **options}
    if card is not None and word not in available(kind):
        raise UnknownBackend(f"'{word}' is one of the {card.kind}, not of the {kind}")
    if word not in available(kind):
        models = [name for name, found in cards().items() if found.kind == kind]
        if close := difflib.get_close_matches(word, models, n=1):
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
