"""Names and ids: how a name becomes an id, and how a text names somebody."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from orchestrator.film.sheets import Character

_LONGEST_ID = 64
_PLAIN = str.maketrans(
    {"'": "", "’": "", "ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""Letters that are no letter with a sign on it, and have a usual plain form."""


def slug(text: str, fallback: str = "untitled") -> str:
    """Return `text` as an id: `The Old Frog` gives `the-old-frog`, `ÉLODIE` gives `elodie`, `Łucja` gives `lucja`.

    A text without a single Latin letter or digit (`МАША`) gives its letters by code point, so that two such names differ.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    latin = "-".join(re.findall(r"[a-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign))))
    if not latin:
        latin = "-".join(f"u{ord(sign):x}" for sign in plain if sign.isalnum())
    return latin[:_LONGEST_ID].strip("-") or fallback


def unused(wanted: str, taken: Collection[str]) -> str:
    """Return `wanted`, or the first of `wanted-2`, `wanted-3` ... that is not in `taken`."""
    if wanted not in taken:
        return wanted
    number = 2
    while (numbered := f"{wanted[: _LONGEST_ID - len(str(number)) - 1].rstrip('-')}-{number}") in taken:
        number += 1
    return numbered


def named_in(text: str, characters: Iterable[Character]) -> tuple[str, ...]:
    """Return the ids of the characters that `text` names, in the order in which it names them.

    Longer names win (`Town Mouse` before `Mouse`); a leading article is no part of a name; a single word of a name counts
    when no other character's name has it. Letter case must match unless the name is written in lower case.
    """
    everybody = list(characters)
    words = [word for character in everybody for word in set(_parts(character.name))]
    spellings: list[tuple[str, str]] = []
    for character in everybody:
        parts = _parts(character.name)
        spellings.append((" ".join(parts), character.id))
        spellings += [(part, character.id) for part in parts if len(part) > 2 and words.count(part) == 1]
    found: dict[str, int] = {}
    rest = text
    for spelling, identity in sorted(spellings, key=lambda entry: -len(entry[0])):
        if not spelling:
            continue
        forms = rf"{re.escape(spelling)}|{re.escape(spelling.upper())}"
        pattern = re.compile(rf"(?<!\w)(?:{forms})(?!\w)")
        for match in pattern.finditer(rest):
            found[identity] = min(found.get(identity, match.start()), match.start())
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    return tuple(sorted(found, key=lambda identity: found[identity]))


def _parts(name: str) -> list[str]:
    parts = name.split()
    return parts[1:] if len(parts) > 1 and parts[0].lower() in {"the", "a", "an"} else parts
