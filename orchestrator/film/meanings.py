"""What a person's own words mean: `cantina` is a tavern, a `holodeck` a space station of the future."""

import re
from collections.abc import Mapping

from pydantic import Field

from orchestrator.film.base import Model
from orchestrator.film.vocabulary import Period, Season


class Meaning(Model):
    """What a word means, in words that are drawn, and in which season and period it is always seen."""

    kind: str = Field(description="a place, a creature or a thing that is drawn, e.g. tavern, space station, goblin")
    season: Season | None = Field(default=None, description="the season in which such a place is always seen")
    period: Period | None = Field(default=None, description="when such a place was built")


Meanings = Mapping[str, Meaning]


def in_known_words(text: str, meanings: Meanings) -> str:
    """The text with each word of the person's replaced by what it means."""
    for word, meaning in meanings.items():
        text = _spoken(word).sub(meaning.kind, text)
    return text


def meant(text: str, meanings: Meanings) -> Meaning | None:
    """The meaning of the first of the person's words that the text has."""
    return next((meaning for word, meaning in meanings.items() if _spoken(word).search(text)), None)


def _spoken(word: str) -> re.Pattern[str]:
    """The word in a sentence: in any case, with blanks or hyphens, in the plural or not."""
    parts = [re.escape(part) for part in re.split(r"[\s_-]+", word.strip())]
    return re.compile(rf"\b{'[ -]'.join(parts)}(?:e?s)?\b", re.IGNORECASE)
