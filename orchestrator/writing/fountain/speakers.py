"""Cues and the characters behind them."""

import re
from collections.abc import Iterable

from orchestrator.film.sheets import Character
from orchestrator.writing.fountain.elements import is_cue
from orchestrator.writing.fountain.notes import escape, unescape

NARRATOR = "NARRATOR"
UNKNOWN = ""
_NARRATORS = {"narrator", "narration", "voice over", "voice-over", "voiceover", "voice"}
_EXTENSION = re.compile(r"\s*\([^()]*\)\s*$")
_PLAIN_NAME = re.compile(r"[^\W_](?:[^\W_]|[ .'’&-])*")


class Speakers:
    """Who a cue is, by name or id, among known characters."""

    def __init__(self, characters: Iterable[Character]) -> None:
        self._by_name: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for character in characters:
            self.add(character)

    def add(self, character: Character) -> None:
        """Know `character` from now on; the first of two with one name keeps the name."""
        self._names[character.id] = character.name
        self._by_name.setdefault(_key(character.name), character.id)

    def cue(self, identity: str) -> str:
        """Return the cue line of a character: its name in capitals, forced with @ where that is no plain cue."""
        name = " ".join(self._names.get(identity, identity).split())
        capitals = name.upper()
        return capitals if _PLAIN_NAME.fullmatch(name) and is_cue(capitals) else "@" + escape(name).replace("^", "\\^")

    def identity(self, cue: str) -> str | None:
        """Return the character's id, None for the narrator, UNKNOWN for nobody known."""
        for spelling in (unescape(cue.removeprefix("@")), cue_name(cue)):
            found = self._by_name.get(_key(spelling))
            if found:
                return found
        return None if cue_name(cue).casefold() in _NARRATORS else UNKNOWN


def cue_name(cue: str) -> str:
    """Return the name on a cue without extensions such as (V.O.) and (CONT'D)."""
    name = unescape(cue.removeprefix("@"))
    while _EXTENSION.search(name):
        name = _EXTENSION.sub("", name)
    return name.strip()


def _key(name: str) -> str:
    return " ".join(name.upper().casefold().split())
