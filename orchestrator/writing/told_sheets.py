"""Sheets for the people and places of a told story: the story's own words for their looks, and the plain look of their kind."""

import random
from dataclasses import replace

from orchestrator.film.sheets import Character, Place, VoiceSheet
from orchestrator.film.vocabulary import Time
from orchestrator.writing.lexicon import Beast, Folk, Setting, Trade, find_being, settings
from orchestrator.writing.morphology import PRONOUNS, slug, with_article
from orchestrator.writing.told_people import Person

SECOND = "-2"
"""What the second one of a group has behind its id."""
_COATS = ("brown", "grey", "dark green", "blue", "ochre", "rust-red", "plum", "black")
_HAIR = {"she": ("a dark braid", "auburn hair in a bun", "grey hair under a scarf", "fair hair"),
         "he": ("short dark hair", "a brown beard", "a grey beard", "curly hair")}  # fmt: skip
_YOUNG_HAIR = ("tousled brown hair", "short curly hair", "fair hair")
_BIG = frozenset(
    ["lion", "ox", "bull", "bear", "elephant", "wolf", "tiger", "oak", "giant oak", "stag", "eagle", "camel"]
)
_SMALL = frozenset(["mouse", "rat", "frog", "gnat", "ant", "fly", "bee", "bird", "swallow", "lark", "crab", "fish", "kid",
                    "lamb", "grasshopper", "cricket", "beetle", "butterfly", "perch", "bat", "mole", "wasp"])  # fmt: skip


def sheets_of(person: Person, seed: int) -> tuple[Character, ...]:
    """Return the sheet of somebody, and for a group a second one, so that it is seen to be several."""
    sheet = sheet_of(person, seed)
    if not person.many:
        return (sheet,)
    noun = " ".join(word.capitalize() for word in f"{person.mark} {person.head}".split())
    other = sheet_of(replace(person, id=person.id + SECOND), seed)
    return (sheet, other.model_copy(update={"name": f"Another {noun}"}))


def sheet_of(person: Person, seed: int) -> Character:
    """Return the sheet of somebody of a story; chance, where the story says nothing, comes from the seed and the name."""
    choose = random.Random(f"{seed}/{person.id}/looks")
    being = find_being(f"{person.mark} {person.head}".strip()) or find_being(person.head)
    marks = [
        mark for mark, _ in person.marks.most_common(2) if mark not in ("mother", "father", "first", "second", "other")
    ]
    if isinstance(being, Beast):
        return _creature(person, being, marks, choose)
    if being is None and person.capital and person.name.startswith("The "):
        words = f"{person.mark} {person.head}".strip()
        return Character(
            id=person.id, name=person.name, kind=person.head, appearance=with_article(words),
            voice=_voice(2, False, choose),
        )  # fmt: skip
    return _human(person, being, marks, choose)


def _creature(person: Person, being: Beast, marks: list[str], choose: random.Random) -> Character:
    pronouns = PRONOUNS.get(person.gender, PRONOUNS["it"])
    looks = being.looks.replace("{their}", pronouns.possessive).replace("{them}", pronouns.object)
    age = next((mark for mark in marks if mark in ("old", "young", "little")), "")
    noun = (
        f"{person.mark} {person.head}"
        if person.mark and person.mark not in ("old", "young", "little", "mother")
        else person.head
    )
    god = being.category == "spirit" and not person.name.startswith("The ")
    words = "god" if god else " ".join(word for word in (age, noun) if word)
    size = 2 if person.head in _BIG else -2 if person.head in _SMALL else 0
    pitch = 2 - size // 2 + (1 if age in ("young", "little") else -1 if age == "old" else 0)
    pitch += 1 if person.gender == "she" else 0
    return Character(
        id=person.id,
        name=person.name,
        kind="god" if god else person.head,
        appearance=f"{with_article(words)} with {looks}",
        voice=_voice(pitch, age == "old", choose),
    )


def _human(person: Person, being: Folk | Trade | None, marks: list[str], choose: random.Random) -> Character:
    gender = person.gender if person.gender in ("he", "she") else "he"
    age = being.age if isinstance(being, Folk) else "old" if "old" in marks else "adult"
    child = age == "child" or "little" in marks or person.head.endswith(("boy", "girl", "child", "son", "daughter"))
    old = age == "old" or "old" in marks
    noun = {"he": "boy" if child else "man", "she": "girl" if child else "woman"}[gender]
    coat = (
        " and ".join(being.clothes)
        if isinstance(being, Trade) and being.clothes
        else f"a {choose.choice(_COATS)} tunic"
    )
    hair = choose.choice(_YOUNG_HAIR if child else _HAIR[gender][2:] if old else _HAIR[gender][:2])
    lead = with_article(" ".join(word for word in ("old" if old else "", noun) if word))
    trade = f", {with_article(person.head)}" if isinstance(being, Trade) else ""
    pitch = (3 if gender == "she" else 1) + (1 if child else -1 if old else 0)
    return Character(
        id=person.id,
        name=person.name,
        kind="person",
        appearance=f"{lead}{trade} with {hair}",
        states={"usual": coat},
        default_state="usual",
        voice=_voice(pitch, old, choose),
    )


def _voice(pitch: int, old: bool, choose: random.Random) -> VoiceSheet:
    steps = ("very-low", "low", "medium", "high", "very-high")
    pace = "slow" if old else choose.choice(("medium", "medium", "fast"))
    return VoiceSheet.model_validate({"pitch": steps[max(0, min(4, pitch))], "pace": pace})


def home_of(people: list[Person]) -> Setting:
    """Return where the first of the people that has a home is at home."""
    return home_of_kinds([kind for one in people for kind in (f"{one.mark} {one.head}".strip(), one.head)])


def home_of_kinds(kinds: list[str]) -> Setting:
    """Return where the first of these beings that has a home is at home."""
    for kind in kinds:
        being = find_being(kind)
        found = settings().get(being.place) if isinstance(being, (Beast, Trade)) else None
        if found:
            return found
    return settings()["meadow"] if "meadow" in settings() else next(iter(settings().values()))


def place_of(setting: Setting, words: str) -> Place:
    """Return the sheet of a place as the story calls it: `reedy pool`."""
    name = " ".join(word[:1].upper() + word[1:] for word in (words or setting.noun).split())
    return Place(
        id=slug(name, "place"), name=name, kind=setting.kind, appearance=setting.looks, interior=setting.interior
    )


def heading_of(place: Place, time: Time) -> str:
    """Return the scene heading."""
    return f"{'INT' if place.interior else 'EXT'}. {place.name.upper()} - {time.upper()}"
