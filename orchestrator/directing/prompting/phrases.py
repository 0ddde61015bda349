"""Texts of sheets and guides, phrase by phrase: what can be left out one at a time."""

import re

_COMMA = re.compile(r"\s*[,;]\s*(?![^()]*\))")


def phrases(text: str) -> tuple[str, ...]:
    """Split at commas and semicolons outside brackets, without the full stop at the end."""
    whole = " ".join(text.split()).strip().rstrip(".")
    return tuple(part for part in _COMMA.split(whole) if part.strip())


def plain_words(text: str) -> list[str]:
    """The words in lower case."""
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text.lower())
