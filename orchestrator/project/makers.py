"""The words that say what makes the pictures, stills, voices and music: whether there is such a backend, model or option."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generation.backend import Kind, VoiceBackend, available, find
from generation.catalogue import cards, known_card, recipe
from generation.errors import BackendFailure, GenerationError
from orchestrator.film.film import is_music
from orchestrator.project.explain import close_word, instead

_KINDS: Mapping[str, Kind] = {
    "pictures": "clips",
    "model": "clips",
    "stills": "stills",
    "voices": "voices",
    "score": "scores",
    "foley": "foley",
}
_NOUNS: Mapping[Kind, str] = {
    "clips": "clip",
    "stills": "still",
    "voices": "voice",
    "scores": "score",
    "foley": "foley",
}
_UNDER: Mapping[Kind, str] = {"clips": "pictures", "stills": "stills", "scores": "score"}
_ALSO: Mapping[str, tuple[str, ...]] = {"stills": ("auto",), "score": ("off",), "foley": ("off",)}
"""Words that name no maker and are legal all the same."""
_WEIGHTS = (".safetensors", ".gguf")
_FEW = 12
"""Words that are told one by one, where none is close to what was written."""
_WRONG = {
    "int_": "is no whole number",
    "float_": "is no number",
    "bool_": "is not true or false",
    "greater_than_equal": "is too small; it begins at {ge:g}",
    "greater_than": "is too small; it must be above {gt:g}",
    "less_than_equal": "is too large; it ends at {le:g}",
    "less_than": "is too large; it must be below {lt:g}",
}
"""Kinds of faults of an option's value, and what is said of them."""

FILM_KEYS = ("pictures", "stills", "voices", "score", "foley")
"""The keys of film.yaml that name a maker; a shot has `model`."""


def maker_fault(key: str, spec: str, root: Path | None = None) -> str | None:
    """Return what is wrong with the name of a maker or its options, or None.

    What only this machine lacks (the checkpoint's folder, say) is for the build to tell: a film may be opened without it.
    """
    kind = _KINDS[key]
    if key == "score" and is_music(spec):
        return None  # A piece of music of the person's own: whether the file is there is asked with all other files.
    word, colon, _ = spec.partition("?")[0].partition(":")
    if not colon and word in _ALSO.get(key, ()):
        return None
    card = None if colon else known_card(word)
    if word in available(kind) or (card and card.kind == kind):
        return option_fault(kind, spec, root)
    models = [] if colon else [card.name for card in cards().values() if card.kind == kind]
    known = [*available(kind), *models, *([] if colon else _ALSO.get(key, ()))]
    if card and card.kind in _UNDER:
        return f"'{word}' is a {_NOUNS[card.kind]} model; it belongs under {_UNDER[card.kind]}"
    first, mark, rest = spec.partition("&")
    if mark and "?" not in first and first in known:
        advice = f"options begin with a question mark: {first}?{rest}"
    else:
        advice = (
            instead(word, known) if close_word(word, known) or len(known) <= _FEW else "see: filmwright models list"
        )
    return f"'{word}' is not a {_NOUNS[kind]} backend{' or a model' if models else ''}; {advice}"


def option_fault(kind: Kind, spec: str, root: Path | None = None) -> str | None:
    """Return what is wrong with the options of a maker that there is, whatever this machine has; or None."""
    try:
        name, options = recipe(kind, from_project(spec, root))
        backend = find(kind, name)
    except GenerationError as error:
        return str(error)
    try:
        backend(**options)
    except ValidationError as error:
        return "; ".join(_told(fault, backend.model_fields) for fault in error.errors())
    except BackendFailure:
        return None
    except GenerationError as error:
        return str(error)
    return None


def _told(fault: ErrorDetails, known: Mapping[str, object]) -> str:
    """One fault of the options that follow a question mark."""
    option, value = ".".join(map(str, fault["loc"])), fault["input"]
    if fault["type"] == "extra_forbidden":
        return f"there is no option '{option}'; {instead(option, known) if known else 'it takes none'}"
    context = fault.get("ctx", {})
    if fault["type"] == "literal_error":
        return f"{option}: '{value}' is not {context['expected']}"
    if said := next((words for kind, words in _WRONG.items() if fault["type"].startswith(kind)), ""):
        return f"{option}: '{value}' {said.format(**context)}"
    said = str(context.get("error", fault["msg"])).removeprefix("Input ")
    return f"{option}: '{value}' {said}" if said.startswith("should ") else f"{option}: {said}"


def from_project(spec: str, root: Path | None) -> str:
    """A maker's word with the folders and files that it names where they are: in the project, if they are there."""
    if root is None:
        return spec
    word, mark, rest = spec.partition("?")
    name, colon, model = word.partition(":")
    if colon and (root / model).exists():
        word = f"{name}:{(root / model).resolve()}"
    return word + mark + "&".join(_option_from(piece, root) for piece in rest.split("&"))


def _option_from(piece: str, root: Path) -> str:
    """An option with its files, of which two can have a comma between, where they are."""
    option, equals, value = piece.partition("=")
    return option + equals + ",".join(_file_from(file, root) for file in value.split(","))


def _file_from(said: str, root: Path) -> str:
    file = said.strip()
    if "/" not in file and not file.endswith(_WEIGHTS):
        return said
    here = root / Path(file).expanduser()
    known = here.exists() or (file.endswith(_WEIGHTS) and not Path(file).expanduser().exists())
    return str(here.absolute()) if known else said


def maker_faults(values: Mapping[str, object]) -> Iterator[str]:
    """The faults of values that come from no file, as `key: what; what instead`."""
    for key in FILM_KEYS:
        value = values.get(key)
        if isinstance(value, str) and (wrong := maker_fault(key, value)):
            yield f"{key}: {wrong}"
    language, voices = values.get("language"), values.get("voices", "espeak")
    if isinstance(language, str) and isinstance(voices, str) and (wrong := language_fault(voices, language)):
        yield f"language: {wrong}"


def language_fault(voices: str, language: str) -> str | None:
    """Return why these voices cannot speak a language, or None; what is no tag at all is told with the file's form."""
    found = available("voices").get(voices.partition("?")[0].partition(":")[0])
    if found is None or not re.fullmatch(r"[A-Za-z]{2,12}(-[A-Za-z0-9]{1,8})*", language):
        return None
    backend = found.model_construct()  # what it speaks is no matter of its options, which it may lack here
    return backend.refuses(language) if isinstance(backend, VoiceBackend) else None
