"""Words to places: which kit, in which variant, is nearest to what a sheet says.

A word of the kind outweighs one of the description, and that one a word of the id. Within one text a phrase beats a word,
and the last word beats those before it, for in English a `castle hall` is a hall and a `ship cabin` is a cabin. Words may
mean one thing out of doors and another inside, where a lighthouse is a round room of stone.
"""

import re
from dataclasses import dataclass
from functools import cache

from generation.requests import Setting


@dataclass(frozen=True, slots=True)
class Choice:
    """A kit and its variant."""

    kit: str
    variant: str


ROOFED = frozenset({"room", "workshop", "carriage"})
"""Kits under a roof: lamps light them, and the weather stays behind their windows."""

SKYLESS = ROOFED | {"space"}
"""Kits that draw their own sky."""

# One entry for each variant: the words that lead to it. A hyphen joins the words of a phrase.
_OUTSIDE: dict[str, str] = {
    "meadow/meadow": "meadow grassland pasture countryside country plain clearing park garden lawn valley nature outdoor "
    "steppe prairie moor "
    "heath savanna savannah grass wilderness wild land world "
    "crossroad road path lane way trail track wayside roadside highway playground",
    "meadow/field": "field wheat corn cornfield farmland vineyard plantation harvest crop furrow hayfield wheatfield",
    "meadow/hill": "hill hillside hilltop knoll slope graveyard cemetery battlefield",
    "forest/forest": "forest wood woodland grove thicket tree treehouse oak glade undergrowth den lair nest burrow",
    "forest/pines": "pine taiga fir spruce conifer pine-forest pine-wood",
    "forest/swamp": "swamp marsh bog wetland mangrove fen bayou mire moorland",
    "forest/jungle": "jungle rainforest",
    "coast/lighthouse": "lighthouse beacon coast shore seaside seashore coastline sea ocean",
    "coast/harbour": "harbour harbor port dock pier quay jetty wharf marina waterfront",
    "coast/beach": "beach island lagoon bay tropic atoll sandbank",
    "coast/cliff": "cliff headland cape fjord promontory precipice bluff",
}
_INSIDE: dict[str, str] = {}

# How unknown words end, and what they are then taken for.
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("wood", "forest"),
    ("grove", "forest"),
    ("swamp", "swamp"),
    ("field", "field"),
    ("meadow", "meadow"),
    ("land", "meadow"),
    ("yard", "meadow"),
    ("hill", "hill"),
    ("port", "harbour"),
    ("beach", "beach"),
    ("coast", "coast"),
    ("shore", "coast"),
    ("sea", "coast"),
)

# What a place in the open becomes when the sheet says that it is inside.
_UNDER_A_ROOF: dict[str, str] = {}


def find(setting: Setting) -> Choice:
    """The kit and variant for a setting; a relative by its words if nobody drew it, open country if they say nothing."""
    for text in (setting.kind, setting.description, setting.id):
        found = _last(text, _table(setting.interior))
        if found:
            return _placed(found, setting.interior)
        found = _last(text, _table(not setting.interior)) or _by_ending(text)
        if found:
            return _placed(found, setting.interior)
    return _placed("room/parlour" if setting.interior and _INSIDE else "meadow/meadow", setting.interior)


def every_word(setting: Setting) -> frozenset[str]:
    """All words that say something of the place, in lower case and singular."""
    return frozenset(words_of(f"{setting.kind} {setting.description} {setting.id}"))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case and singular."""
    return [_singular(word) for word in re.findall(r"[a-z]+", text.lower().replace("'s ", " "))]


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


@cache
def _table(inside: bool) -> dict[tuple[str, ...], str]:
    """Phrases, as singular words, and where they lead."""
    entries = _INSIDE if inside else _OUTSIDE
    return {
        tuple(_singular(part) for part in phrase.split("-")): place
        for place, phrases in entries.items()
        for phrase in phrases.split()
    }


def _last(text: str, table: dict[tuple[str, ...], str]) -> str | None:
    words = words_of(text)
    for length in (3, 2, 1):
        for start in range(len(words) - length, -1, -1):
            found = table.get(tuple(words[start : start + length]))
            if found:
                return found
    return None


def _by_ending(text: str) -> str | None:
    for word in reversed(words_of(text)):
        for ending, like in _ENDINGS:
            if word.endswith(ending):
                return _table(False).get((like,)) or _table(True).get((like,))
    return None


def _placed(place: str, inside: bool) -> Choice:
    kit, variant = place.split("/")
    if inside and kit in _UNDER_A_ROOF:
        kit, variant = _UNDER_A_ROOF[kit].split("/")
    return Choice(kit, variant)
