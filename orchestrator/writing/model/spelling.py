"""Names and lines as models spell them, and what they mean: `MARA (V.O.)`, `INT. KITCHEN - NIGHT`, `(whispers) “You again.”`."""

import re

from orchestrator.film.naming import slug

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_EXTENSION = re.compile(r"\s*\([^()]*\)\s*$")
_HEADING = re.compile(r"(?:INT|EXT|I/E)\b\.?(?:\s*/\s*(?:INT|EXT)\b\.?)?\s+", re.IGNORECASE)
_WHEN = re.compile(r"\s+[-–—]+\s+(?:dawn|morning|day|afternoon|dusk|evening|night|continuous|later)\s*$", re.IGNORECASE)
_ASIDE = re.compile(r"^\(([^()]{1,60})\)\s*")


def key_of(name: str) -> str:
    """What a name is known by, whatever its case, article or extension: `THE STORM (V.O.)` is `storm`."""
    return slug(_EXTENSION.sub("", _ARTICLE.sub("", name)))


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
