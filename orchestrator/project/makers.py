"""The words that say what makes the pictures, stills, voices and music: whether there is such a backend or model."""

import re
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from generation.backend import Kind, VoiceBackend, available
from generation.catalogue import cards
from orchestrator.project.explain import instead

_KINDS: Mapping[str, Kind] = {
    "pictures": "clips",
    "model": "clips",
    "stills": "stills",
    "voices": "voices",
    "score": "scores",
}
_NOUNS: Mapping[Kind, str] = {"clips": "clip", "stills": "still", "voices": "voice", "scores": "score"}
_UNDER: Mapping[Kind, str] = {"clips": "pictures", "stills": "stills", "scores": "score"}
_ALSO: Mapping[str, str] = {"stills": "auto", "score": "off"}
"""Words that name no maker and are legal all the same."""

FILM_KEYS = ("pictures", "stills", "voices", "score")
"""The keys of film.yaml that name a maker; a shot has `model`."""


def maker_fault(key: str, spec: str) -> str | None:
    """Return what is wrong with the name of a maker, or None. What follows `:` or `?` is for the build to judge."""
    kind = _KINDS[key]
    word, colon, _ = spec.partition("?")[0].partition(":")
    models = [] if colon else [card.name for card in cards().values() if card.kind == kind]
    known = [*available(kind), *models]
    if not colon and key in _ALSO:
        known.append(_ALSO[key])
    if word in known:
        return None
    if not colon and (card := cards().get(word)) and card.kind in _UNDER:
        return f"'{word}' is a {_NOUNS[card.kind]} model; it belongs under {_UNDER[card.kind]}"
    return f"'{word}' is not a {_NOUNS[kind]} backend{' or a model' if models else ''}; {instead(word, known)}"


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
    try:
        backend = found()
    except ValidationError:  # it needs options, and tells itself what it cannot do
        return None
    return backend.refuses(language) if isinstance(backend, VoiceBackend) else None
