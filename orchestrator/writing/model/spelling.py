"""Names and lines as models spell them, and what they mean: `MARA (V.O.)`, `INT. KITCHEN - NIGHT`, `(whispers) “You again.”`."""

import re
from collections.abc import Iterable

from orchestrator.film.naming import slug

_EXTENSION = re.compile(r"\s*\((?:v\.?\s?o\.?|o\.?\s?[sc]\.?|off|voix off|cont['’]?d)\)\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_HEADING = re.compile(r"(?:INT|EXT|I/E)\b\.?(?:\s*/\s*(?:INT|EXT)\b\.?)?\s+", re.IGNORECASE)
_WHEN = re.compile(r"\s+[-–—]+\s+(?:dawn|morning|day|afternoon|dusk|evening|night|continuous|later)\s*$", re.IGNORECASE)
_ASIDE = re.compile(r"^\(([^()]{1,60})\)\s*")


def meant(name: str, known: Iterable[str]) -> str | None:
    """Return which of some ids a name means: its own, or the only one that it means without article and brackets.

    `THE STORM (V.O.)` and `Storm` mean `the-storm`; `Ben (young)` means `ben-young` before it means `ben`.
    """
    ids = list(known)
    if slug(name) in ids:
        return slug(name)
    for shape in (_EXTENSION, _BRACKETS):
        bare = slug(shape.sub("", name))
        found = [bare] if bare in ids else [identity for identity in ids if _loose(identity) == _loose(bare)]
        if len(found) == 1:
            return found[0]
    return None


def is_known(name: str, known: Iterable[str]) -> bool:
    """Whether somebody of this name is there already; `Ben (young)` is somebody else than `Ben`."""
    bare = _loose(slug(_EXTENSION.sub("", name)))
    return any(bare == _loose(identity) for identity in known)


def _loose(identity: str) -> str:
    return identity.removeprefix("the-")


def place_name(place: str) -> str:
    """A place's name without what belongs to a heading only: `INT. KITCHEN - NIGHT` gives `Kitchen`."""
    prefix = _HEADING.match(place)
    if prefix is None:
        return place
    name = _WHEN.sub("", place[prefix.end() :]).strip(" .-") or place
    return name.title() if name.isupper() else name


def spoken(text: str) -> tuple[str, str | None]:
    """Return the words of a line without its quotation marks, and the manner that stood in brackets before them, if any."""
    manner: str | None = None
    if aside := _ASIDE.match(text):
        text, manner = text[aside.end() :] or text, aside[1]
    if len(text) > 2 and text[0] + text[-1] in ('""', "“”", "«»", "„“"):
        text = text[1:-1].strip() or text
    return text, manner
