"""Words to places: which kit, in which variant, is nearest to what a sheet says. The words are in `thesaurus.txt`.

A word of the kind outweighs one of the description, and that one a word of the id. Within one text a phrase beats a word,
and the last word beats those before it, for in English a `castle hall` is a hall and a `ship cabin` is a cabin. Words may
mean one thing out of doors and another inside, where a lighthouse is a round room of stone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from generation.requests import Setting

_Phrase = tuple[str, ...]


_BESIDES = re.compile(r"\b(?:with|where|beside|near|behind|full of)\b", re.IGNORECASE)
"""What comes before tells what the place is; what comes after, what else is there."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A kit and its variant."""

    kit: str
    variant: str


@dataclass(frozen=True, slots=True)
class _Thesaurus:
    """What thesaurus.txt says; see there."""

    outside: dict[_Phrase, str] = field(default_factory=dict[_Phrase, str])
    inside: dict[_Phrase, str] = field(default_factory=dict[_Phrase, str])
    first: dict[str, str] = field(default_factory=dict[str, str])
    """One word that leads to each `kit/variant`."""
    endings: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    indoors: dict[str, str] = field(default_factory=dict[str, str])
    roofed: set[str] = field(default_factory=set[str])
    behind: dict[str, str] = field(default_factory=dict[str, str])
    skyless: set[str] = field(default_factory=set[str])
    seasonless: set[str] = field(default_factory=set[str])
    general: set[_Phrase] = field(default_factory=set[_Phrase])


def find(setting: Setting) -> Choice:
    """The kit and variant for a setting; a relative by its words if nobody drew it, open country if they say nothing."""
    for text in (setting.kind, setting.description, setting.id):
        found = _lookup(text, setting.interior)
        if text is not setting.description:
            found = _last(_BESIDES.split(text)[0], _table(setting.interior)) or found
        if found and text is setting.kind and tuple(words_of(text)) in _known().general:
            found = _refined(setting, found)
        if found:
            return _placed(found, setting.interior)
    return _placed("room/parlour" if setting.interior else "meadow/meadow", setting.interior)


def opposite(choice: Choice) -> Choice:
    """What somebody sees who turns around there: another side of the same kit, or what lies behind it."""
    kit, _, variant = _known().behind.get(f"{choice.kit}/{choice.variant}", "").partition("/")
    return Choice(kit, variant) if kit else choice


def roofed(kit: str) -> bool:
    """Whether the kit is under a roof: lamps light it, and the weather stays behind its windows."""
    return kit in _known().roofed


def skyless(kit: str) -> bool:
    """Whether the kit draws its own sky, or has none."""
    return roofed(kit) or kit in _known().skyless


def seasonless(choice: Choice) -> bool:
    """Whether no season is seen there: under the earth, in space, near the equator, in everlasting ice."""
    return not _known().seasonless.isdisjoint((choice.kit, f"{choice.kit}/{choice.variant}"))


def knows(words: str) -> bool:
    """Whether the words name a kind of place that there is a drawing for."""
    return _lookup(words, False) is not None


def phrases() -> tuple[str, ...]:
    """Every word and phrase that leads to a place."""
    return tuple(sorted({" ".join(phrase) for inside in (False, True) for phrase in _table(inside)}))


def _lookup(text: str, inside: bool) -> str | None:
    return _last(text, _table(inside)) or _last(text, _table(not inside)) or _by_ending(text)


def _refined(setting: Setting, found: str) -> str:
    """The variant that the id or the description names, if it belongs to the same kit, or is a room as well."""
    kit = found.split("/")[0]
    related = {
        phrase: place
        for phrase, place in _table(setting.interior).items()
        if place != found and (place.split("/")[0] == kit or (roofed(kit) and roofed(place.split("/")[0])))
    }
    return _last(setting.id, related) or _last(setting.description, related) or found


def variants() -> dict[str, str]:
    """Every `kit/variant` there is, with one word that leads to it."""
    return dict(_known().first)


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


def _table(inside: bool) -> dict[_Phrase, str]:
    """Phrases, as singular words, and where they lead."""
    return _known().inside if inside else _known().outside


@cache
def _known() -> _Thesaurus:
    known = _Thesaurus()
    for head, words in _rows():
        kind, _, meaning = head.partition(" ")
        phrases = [tuple(_singular(part) for part in phrase.split("-")) for phrase in words.split()]
        match kind:
            case "outside" | "inside":
                table = known.outside if kind == "outside" else known.inside
                table.update(dict.fromkeys(phrases, meaning))
                known.first.setdefault(meaning, " ".join(phrases[0]))
            case "ending":
                known.endings.extend((ending, meaning) for ending in words.split())
            case "indoors":
                known.indoors[meaning] = words.strip()
            case "behind":
                known.behind[meaning] = words.strip()
            case "roofed":
                known.roofed.update(words.split())
            case "seasonless":
                known.seasonless.update(words.split())
            case "skyless":
                known.skyless.update(words.split())
            case _:
                known.general.update(phrases)
    return known


def _rows() -> Iterator[tuple[str, str]]:
    text = files("generation.animatic").joinpath("thesaurus.txt").read_text(encoding="utf-8")
    for row in text.splitlines():
        if row and not row.startswith("#"):
            head, _, words = row.partition(":")
            yield head, words


def _last(text: str, table: dict[_Phrase, str]) -> str | None:
    words = words_of(text)
    for length in (4, 3, 2, 1):
        for start in range(len(words) - length, -1, -1):
            found = table.get(tuple(words[start : start + length]))
            if found:
                return found
    return None


def _by_ending(text: str) -> str | None:
    for word in reversed(words_of(text)):
        for ending, like in _known().endings:
            if word.endswith(ending):
                return _table(False).get((like,)) or _table(True).get((like,))
    return None


def _placed(place: str, inside: bool) -> Choice:
    kit, variant = place.split("/")
    if inside and kit in _known().indoors:
        kit, variant = _known().indoors[kit].split("/")
    return Choice(kit, variant)
