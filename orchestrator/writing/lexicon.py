"""What words stand for: trades, people, animals, creatures, places, verbs and cues, read once from the lists in `words/`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from orchestrator.writing.morphology import lemmas, singular

_WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True)
class Trade:
    """A person's trade and what it puts into their hands. `gestures` are third-person phrases with {their} and {them}."""

    noun: str
    gender: str
    place: str
    tools: tuple[str, ...]
    gestures: tuple[str, ...]
    clothes: tuple[str, ...]


@dataclass(frozen=True)
class Folk:
    """A word for a person that names no trade. `gender` is she, he or any; `age` child, young, adult or old."""

    noun: str
    gender: str
    age: str


@dataclass(frozen=True)
class Beast:
    """An animal or another being. `category`: animal, creature, spirit, robot, force, plant or thing."""

    noun: str
    head: str
    category: str
    gender: str
    place: str
    looks: str
    moves: tuple[str, ...]
    part: str
    cry: str


@dataclass(frozen=True)
class Area:
    """One spot within a place, with things to touch and clauses for what is heard and seen there.

    `kind` is what is drawn, where that is another kind of place: the porch of a room, the street before a theatre.
    """

    name: str
    interior: bool
    things: tuple[str, ...]
    sounds: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True)
class Setting:
    """A place: its kind (what is drawn), looks, and three areas for scenes."""

    noun: str
    kind: str
    interior: bool
    looks: str
    areas: tuple[Area, ...]


def _lines(name: str) -> list[str]:
    text = (_WORDS / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _split(text: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark) if part.strip())


@cache
def trades() -> dict[str, Trade]:
    """Return every trade by each of its names."""
    found: dict[str, Trade] = {}
    for line in _lines("roles.txt"):
        names, gender, place, tools, gestures, clothes = (part.strip() for part in line.split(" : "))
        for noun in _split(names, ","):
            lists = (_split(tools, ";"), _split(gestures, ";"), _split(clothes, ";"))
            found.setdefault(noun, Trade(noun, _own_gender(noun, gender), place, *lists))
    return found


def _own_gender(noun: str, gender: str) -> str:
    if gender != "any":
        return gender
    if noun.endswith(("woman", "ess", "girl", "lady", "maid", "ballerina", "matrix", "sister", "mother", "queen")):
        return "she"
    if noun.endswith(("man", "boy", "lord", "butler", "wizard", "monk")) and not noun.endswith("woman"):
        return "he"
    return {"nun": "she", "seamstress": "she", "bride": "she", "nanny": "she", "soprano": "she"}.get(noun, "any")


@cache
def folk() -> dict[str, Folk]:
    """Return every word for a person without a trade."""
    found: dict[str, Folk] = {}
    for line in _lines("people.txt"):
        names, gender, age = (part.strip() for part in line.split(" : "))
        for noun in _split(names, ","):
            found.setdefault(noun, Folk(noun, gender, age))
    return found


@cache
def beasts() -> dict[str, Beast]:
    """Return every animal and creature by each of its names."""
    found: dict[str, Beast] = {}
    for file, width in (("animals.txt", 7), ("creatures.txt", 8)):
        for line in _lines(file):
            parts = [part.strip() for part in line.split(" : ")]
            if len(parts) != width:
                raise ValueError(f"{file}: {len(parts)} fields instead of {width} in: {line}")
            if width == 7:
                parts.insert(1, "animal")
            names, category, gender, place, looks, moves, part, cry = parts
            nouns = _split(names, ",")
            for noun in nouns:
                own = {"vixen": "she", "mare": "she", "cow": "she", "lioness": "she", "tomcat": "he", "hen": "she"}
                beast = Beast(
                    noun, nouns[0], category, own.get(noun, gender), place, looks, _split(moves, ";"), part, cry
                )
                found.setdefault(noun, beast)
    return found


@cache
def settings() -> dict[str, Setting]:
    """Return every place by each of its names; areas still carry `{place}` for the name."""
    found: dict[str, Setting] = {}
    block: list[str] = []
    for line in [*_lines("places.txt"), ""]:
        if line.startswith(" "):
            block.append(line)
            continue
        if block:
            for setting in _setting(block):
                found.setdefault(setting.noun, setting)
        block = [line]
    return found


def _setting(block: list[str]) -> list[Setting]:
    names, _, rest = block[0].partition(" = ")
    kind, side, looks = _split(rest, ";")
    areas: list[Area] = []
    for line in block[1:]:
        named, inside, things, sounds = _split(line, ";")
        name, _, drawn = (part.strip() for part in named.partition(" = "))
        areas.append(Area(name, inside == "int", _split(things, ","), _split(sounds, ","), drawn))
    return [Setting(noun, kind, side == "int", looks, tuple(areas)) for noun in _split(names, ",")]


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Return given names by `she` and `he`."""
    return {line.split(":")[0]: tuple(line.split(":")[1].split()) for line in _lines("names.txt")}


@cache
def crafts() -> dict[str, tuple[str, ...]]:
    """Return the things that a verb takes."""
    pairs = (line.split(" : ") for line in _lines("crafts.txt"))
    return {verb: _split(things, ";") for verb, things in pairs}


@cache
def foreign() -> dict[str, str]:
    """Return the English for the nouns of other languages that a story most often starts from."""
    pairs = (line.split(" : ") for line in _lines("foreign.txt"))
    return {word: english for english, words in pairs for word in words.split()}


_SHORT = 4
_ABROAD = ("fr", "es", "de", "it", "pt", "ru", "zh", "ja")


@cache
def abroad(language: str) -> dict[str, str]:
    """Return the English for the nouns of a language's stories.

    A language that the list lacks gets the longer words of the others: short ones are too often something else.
    """
    base = language.lower().split("-")[0]
    found: dict[str, str] = {}
    for line in _lines("abroad.txt"):
        english, _, listed = line.partition(" : ")
        for tag, words in zip(_ABROAD, listed.split(" ; "), strict=True):
            for word in words.split():
                guessed = base not in _ABROAD and (len(word) > _SHORT or not word.isascii())
                if word != "-" and (base == tag or guessed):
                    found[word] = english
    return found


@cache
def saying() -> frozenset[str]:
    """Return the words of saying of every language of the list."""
    return frozenset(word for line in _lines("saying.txt") for word in line.partition(" : ")[2].split())


@cache
def not_people() -> frozenset[str]:
    """Return nouns that end like a trade (`letter`, `mirror`) and are none."""
    return frozenset(" ".join(_lines("not_people.txt")).split())


@cache
def verbs() -> dict[str, str]:
    """Return every known verb (phrase) in its base form with the story shape that it asks for, `*` for none."""
    found: dict[str, str] = {}
    for line in _lines("verbs.txt"):
        shape, _, listed = line.partition(" : ")
        for verb in _split(listed, ","):
            found.setdefault(verb, shape.strip())
    return found


@cache
def _verb_heads() -> frozenset[str]:
    return frozenset(verb.split(" ")[0] for verb in verbs())


def verb_lemma(word: str) -> str | None:
    """Return the base form of `word` when it is a form of a known verb."""
    return next((lemma for lemma in lemmas(word) if lemma in _verb_heads()), None)


@cache
def cues(kind: str) -> tuple[tuple[str, str], ...]:
    """Return (cue, value) pairs of `time`, `weather`, `genre` or `mood`, in the order of the list."""
    found: list[tuple[str, str]] = []
    for line in _lines("cues.txt"):
        head, _, listed = line.partition(" : ")
        if head.split(" ")[0] == kind:
            found += [(cue, head.split(" ")[1]) for cue in _split(listed, ",")]
    return tuple(found)


def find_being(words: str) -> Trade | Folk | Beast | None:
    """Return what a lower-case word or phrase, singular or plural, says of a person, an animal or another being."""
    for form in dict.fromkeys((words, singular(words))):
        found = trades().get(form) or folk().get(form) or beasts().get(form)
        if found:
            return found
    return None


def find_setting(words: str) -> Setting | None:
    """Return the place that a lower-case word or phrase names."""
    return settings().get(words) or settings().get(singular(words))
