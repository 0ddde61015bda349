"""What a sheet says of somebody's looks, as a noun phrase that can stand in a sentence, and what that phrase is made of."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from orchestrator.directing.prompting.mentions_words import (
    GATHERED,
    PEOPLE_WORDS,
    PREPOSITIONS,
    WORN,
    article,
    gender,
    is_plural,
    known_nouns,
    titled,
    words,
)
from orchestrator.film.sheets import Character, Place, Sheet

_ARTICLE = re.compile(r"(?:a|an|the)\s+", re.IGNORECASE)
_SAID = re.compile(r"^(?:(?:she|he|it|they)(?:['’]s|['’]re| is| are| has| have| wears)|there is)\s+", re.IGNORECASE)
_AGED = re.compile(r"^(\d{1,3}s?(?: years old)?), (an? [^,]+)")
"""As screenplays introduce people; what somebody is comes first in a description."""
_A = re.compile(r"(?<![\w'’-])an? ([a-z]\w*)")
"""An article that a word was changed behind: `a ochre tunic`."""
_COUNTED = re.compile(
    r"^(?:two|three|four|five|six|seven|eight|several|many|some|his|her|its|their|no|another)\b", re.IGNORECASE
)
_ASIDE = re.compile(
    r"^(?:in|with|without|wearing|dressed|wrapped|covered|holding|carrying|on|off|no|now|still|all|under|bare\w*|half|half-\w+)\b",
    re.IGNORECASE,
)
_ENDS_ASIDE = re.compile(r"\b(?:on|off|up|down|open|closed|cut|torn|gone|undone|\w+ed)$", re.IGNORECASE)


@dataclass(frozen=True)
class Looks:
    """A sheet's looks: `core` is what it is (`weathered woman`), `features` what tells it from others, in the sheet's order."""

    sheet: Sheet
    folder: str
    core: str
    after: str
    """What of the first phrase follows the core: `of sixty`."""
    features: tuple[str, ...]
    appearance: str
    """All that stays, as a noun phrase with its article; made from kind or name where the sheet says nothing."""
    state: str
    """What the state adds, with the words that join it: `in a yellow oilskin coat and sou'wester, wet`."""
    state_name: str | None
    common: bool
    """Whether the name is no proper one but says what it is: `The Storm`."""
    empty: bool
    """Whether the sheet says nothing of the looks."""
    many: bool = False
    gender: str | None = None
    person: bool = field(default=False)

    @property
    def head(self) -> str:
        """The noun: `woman`."""
        return words(self.core)[-1] if words(self.core) else self.core

    @property
    def origin(self) -> str:
        """Where the appearance is written."""
        return f"{self.folder}/{self.sheet.id}.yaml: {'kind' if self.empty else 'appearance'}"

    @property
    def state_origin(self) -> str:
        """Where the state is written."""
        return f"{self.folder}/{self.sheet.id}.yaml: states.{self.state_name}"

    @property
    def full(self) -> str:
        """The whole description."""
        return ", ".join(part for part in (self.appearance, self.state) if part)


class _SameSheet:
    """A sheet as a key: itself, not another one that says the same."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def __hash__(self) -> int:
        return id(self.sheet)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameSheet) and other.sheet is self.sheet


def read_looks(sheet: Sheet, state: str | None, folder: str) -> Looks:
    """Read a sheet in a state; what was read is kept, for every shot of a film asks for every sheet."""
    return _read_looks(_SameSheet(sheet), state, folder)


@lru_cache(maxsize=2048)
def _read_looks(of: _SameSheet, state: str | None, folder: str) -> Looks:
    sheet = of.sheet
    always, added = (_plain(text, sheet.name) for text in sheet.looks(state))
    common = is_common(sheet)
    named = titled(sheet.name) or gender(sheet.name, sheet.kind)
    noun = _noun(sheet, common, named or gender(always, added))
    phrase = _several(_phrase(always, noun), sheet) if common else _phrase(always, noun)
    parts = _parts(phrase)
    core, after = _cored(parts[0])
    person = isinstance(sheet, Character) and sheet.kind in ("person", *PEOPLE_WORDS)
    return Looks(
        sheet,
        folder,
        core=core or noun,
        after=after,
        features=tuple(parts[1:]),
        appearance=phrase,
        state=_joined_state(added, person=isinstance(sheet, Character)),
        state_name=sheet.state_in(state),
        common=common,
        empty=not always,
        many=is_plural(core)
        or (
            common
            and bool(words(core))
            and words(core)[-1] == words(sheet.name)[-1]
            and not phrase.startswith(("a ", "an "))
        ),
        gender=named or gender(core) or gender(always) or gender(added),
        person=person,
    )


def is_common(sheet: Sheet) -> bool:
    """Whether the name only says what somebody or something is: an article, or a word that the sheet uses for it, too."""
    said = words(sheet.name)
    if len(said) > 1 and said[0] in ("the", "a", "an", "another"):
        return True
    if not said or sheet.name[:1].islower():
        return bool(said)
    if isinstance(sheet, Place) and any(word[0].islower() and len(word) > 3 for word in sheet.name.split()):
        return True
    if said[-1] in words(sheet.kind) or said[-1] in words(sheet.appearance):
        return True
    return len(said) == 1 and gender(sheet.name) is not None


def bare_name(sheet: Sheet) -> str:
    """The name without its article, in lower case where it is a common one."""
    bare = re.sub(
        r"^(?:an|a|the)\s+", "", re.sub(r"^another\s+", "other ", sheet.name, flags=re.IGNORECASE), flags=re.IGNORECASE
    )
    return bare if bare == sheet.name else bare.lower()


def key_of(looks: Looks) -> str:
    """What a sheet goes by where characters, places and props meet: their ids may be the same."""
    return looks.sheet.id if looks.folder == "characters" else f"{looks.folder}/{looks.sheet.id}"


def _plain(text: str, name: str) -> str:
    """One line without a full stop at its end, a semicolon, or a `She is` at its beginning."""
    line = re.sub(r"\s*;\s*", ", ", " ".join(text.split()).rstrip(" .;,"))
    line = re.sub(rf"^{re.escape(name)} (?:is|has|are|wears) ", "", line) if name else line
    line = _AGED.sub(r"\2, \1", line)
    line = _A.sub(lambda match: f"{article(match[1])} {match[1]}", _SAID.sub("", line))
    return re.sub(r"\.\s+(\w)", lambda match: f", {match[1].lower()}", line)


def _noun(sheet: Sheet, common: bool, sex: str | None) -> str:
    """What it is in a word or two, where its looks do not say so."""
    if sheet.kind and sheet.kind != "person":
        return sheet.kind
    if common:
        return bare_name(sheet).lower()
    return {"she": "woman", "he": "man"}.get(sex or "", "person") if isinstance(sheet, Character) else "thing"


def _phrase(always: str, noun: str) -> str:
    """The appearance with an article, and with a noun where it has only traits."""
    if not always:
        return noun if is_plural(noun) else f"{article(noun)} {noun}"
    match = _ARTICLE.match(always)
    if match:
        first = match[0].lower().strip()
        return f"{first} {always[match.end() :]}"
    if _COUNTED.match(always) or is_plural(_cored(_parts(always)[0])[0]):
        return always[0].lower() + always[1:]
    parts = _parts(always)
    found = words(_cored(parts[0])[0])
    if found and not always[0].isdigit() and (found[-1] in known_nouns() or found[-1] in words(noun)):
        return (
            f"{article(always)} {always}"
            if not always[0].isupper() or len(found) < 2
            else f"{article(always)} {_small(always)}"
        )
    return f"{article(noun)} {noun}, {_small(always)}"


def _several(phrase: str, sheet: Sheet) -> str:
    """`dolphins with smooth grey skin` where the sheet of The Dolphins describes one of them."""
    named = words(sheet.name)[-1]
    core, _ = _cored(_parts(phrase)[0])
    head = words(core)[-1] if words(core) else ""
    if not head or named not in (f"{head}s", f"{head}es") or not re.match(r"an? ", phrase):
        return phrase
    bare = re.sub(r"^an? ", "", phrase)
    return bare.replace(head, named, 1)


def _small(text: str) -> str:
    """A capital at the start of a line, where it is no name."""
    return (
        text[0].lower() + text[1:]
        if text[1:2].islower() and text.split()[0].lower() in known_nouns() | _TRAITS
        else text
    )


_TRAITS = frozenset(
    {"tall", "short", "old", "young", "thin", "small", "large", "big", "red", "black", "white", "dark", "little"}
)


def _parts(phrase: str) -> list[str]:
    """The parts between commas; adjectives that a comma parts from their noun (`a tall, thin man`) stay with it."""
    parts = [part.strip() for part in re.split(r"[,;]", phrase) if part.strip()]
    if len(parts) > 1 and len(words(parts[0])) <= 3:
        first = words(_cored(parts[0])[0])
        second = words(_cored(parts[1])[0])
        if (
            first
            and first[-1] not in known_nouns()
            and second
            and second[-1] in PEOPLE_WORDS
            and not _ARTICLE.match(parts[1])
        ):
            parts[:2] = [f"{parts[0]}, {parts[1]}"]
    return parts or [phrase]


def _cored(part: str) -> tuple[str, str]:
    """The core of a noun phrase without its article, and what follows it."""
    bare = _ARTICLE.sub("", part, count=1) if _ARTICLE.match(part) else part
    told = bare.split(" ")
    for index, word in enumerate(told):
        plain = word.lower().strip(",")
        joins = plain in PREPOSITIONS and not (plain == "of" and index and told[index - 1].lower() in GATHERED)
        if index and joins:
            if plain == "and" and index == 1 and len(told) > 2:
                continue
            return " ".join(told[:index]).rstrip(","), " ".join(told[index:])
    return bare, ""


def _joined_state(added: str, *, person: bool) -> str:
    """What the state adds, with the preposition that it needs: clothes are worn `in`, other things come `with`."""
    if not added or _ASIDE.match(added):
        return added
    first = re.split(r"[,;:]", added)[0]
    if first.strip() != added and ":" in added[: len(first) + 1]:
        return added
    worn = bool(WORN & set(words(first)))
    starts = _ARTICLE.match(added) is not None
    core = words(_cored(first)[0])
    if person and core and core[-1] in PEOPLE_WORDS:
        return added
    if person and worn and (starts or not _ENDS_ASIDE.search(first)):
        return f"in {added}"
    return f"with {added}" if starts else added
