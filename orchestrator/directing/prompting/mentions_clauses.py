"""Where in its clause a mention stands: what begins a clause acts in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from orchestrator.directing.acting_clauses import words_of

_BREAKS = re.compile(
    r"(?P<strong>[.!?…;:]+[\"”’)»]*(?=\s|$)|\n+|\s*[—–]\s*)|(?P<weak>,\s+|\s+(?=(?:and|but|then|or|while|as|when|whenever|until|"
    r"because|before|after|if|though|although|where|so|yet|since|once|that|who|which)\s))",
    re.IGNORECASE,
)
_OPENERS = words_of(
    "and but then or while as when whenever until because before after if though although where so yet since once "
    "that now again just still also even too both at last one day all suddenly meanwhile there here soon later "
    "finally instead perhaps maybe together how what why than whether only not nor"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Clause:
    """A clause of a text. `opens` says that a new sentence begins with it."""

    start: int
    end: int
    opens: bool


def clauses(text: str) -> Iterator[Clause]:
    """Cut a text into clauses: at the ends of sentences, at commas, and before words that join clauses."""
    start, opens = 0, True
    for match in _BREAKS.finditer(text):
        yield Clause(start, match.end(), opens)
        start, opens = match.end(), match["strong"] is not None
    yield Clause(start, len(text), opens)


def leads(before: str) -> bool:
    """Whether what stands before a mention in its clause leaves it the one who acts: nothing, or words that only join."""
    return all(word in _OPENERS or (word.endswith("ly") and len(word) > 4) for word in _lower(before))


def _lower(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
