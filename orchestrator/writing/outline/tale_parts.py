"""What the readers of `tales` share: the place somebody belongs to, the thing that is done to, those who are joined."""

import re
from dataclasses import replace

from orchestrator.writing.lexicon import find_being, find_setting, settings
from orchestrator.writing.morphology import bag, is_plural, plural, slug
from orchestrator.writing.outline.grounds import areas_of
from orchestrator.writing.outline.relation import Stand
from orchestrator.writing.reading import Being, Reading, Spot, Thing

LIVING = bag(
    "tree flower rose plant sapling cactus bonsai vine seed sunflower tulip orchid lily oak seedling garden bush"
)
"""What is kept alive by water and light."""
_ARTICLE = re.compile(r"^(?:a|an|the|some|his|her|its|their|one|two|three) ")
_AT_HOME = {"room": "house", "cave": "burrow"}


def bare(text: str) -> str:
    """Return a clause without what follows its end."""
    return text.strip(" .,;!?")


def spot(noun: str) -> Spot:
    """Return a place by its name in the list of places."""
    return Spot(slug(noun), noun, None, (), noun, settings()[noun])


def named(reading: Reading) -> Spot | None:
    """Return the first place that the idea names, the open sea aside for those who can only look at it."""
    return reading.places[0] if reading.places else None


def own_place(reading: Reading) -> Spot | None:
    """Return where the idea plays, and failing that where the protagonist works or lives."""
    lead = reading.protagonist
    if reading.places:
        return reading.places[0]
    noun = lead.trade.place if lead and lead.trade else lead.beast.place if lead and lead.beast else ""
    return spot(noun) if noun in settings() else None


def around(place: Spot | None) -> tuple[Stand, ...]:
    """Return three stands at one place, or none where there is none."""
    return ((place, 0), (place, 1), (place, 2)) if place else ()


def part_of(place: Spot, outside: bool, number: int) -> int:
    """Return which area of a place is the `number`-th under a roof, or outside; the last there is if there are fewer."""
    fitting = [index for index, area in enumerate(areas_of(place.setting)) if area.interior != outside]
    return fitting[min(number, len(fitting) - 1)] if fitting else 0


def joined(reading: Reading) -> bool:
    """Return whether two do it together: a girl and her robot."""
    first, others = reading.protagonist, reading.others
    if first is None or not others:
        return False
    return (
        re.search(rf"{re.escape(first.words)} and {re.escape(others[0].words)}\b(?! ?$)", reading.text, re.I)
        is not None
    )


def partner_in(phrase: str, reading: Reading) -> Being | None:
    """Return the first of the others who stands in the phrase."""
    low = f" {phrase.lower()} "
    return next(
        (
            being
            for being in reading.others
            if being.words and f" {being.words.lower().removesuffix(chr(39) + 's')}" in low
        ),
        None,
    )


def object_in(phrase: str, reading: Reading) -> Thing | None:
    """Return the thing that a noun phrase names, as the reading knows it or as it stands there; no place, nobody."""
    low = phrase.strip().lower()
    known = next((thing for thing in reading.things if low.startswith(thing.words.lower())), None)
    if known:
        return known
    words = re.split(r" (?:in|on|at|from|of|with|under|behind|that|who|hidden|alive)\b", _ARTICLE.sub("", low))[
        0
    ].split(" ")
    noun = words[-1]
    if not noun or find_setting(noun) or len(words) > 3:
        return None
    if find_being(noun) and noun not in LIVING:
        return None
    return Thing(noun, " ".join(words), is_plural(noun), phrase)


def without(things: tuple[Thing, ...], phrase: str) -> tuple[Thing, ...]:
    """Return the things that do not stand in the phrase."""
    return tuple(thing for thing in things if thing.noun not in phrase)


def told_apart(being: Being, count: int) -> list[Being]:
    """Return `count` of a kind with names of their own: the Big Mouse, the Little Mouse."""
    sizes = ("big", "little", "middle")
    noun = being.noun.capitalize()
    return [
        replace(being, id=f"{size}-{being.id}", name=f"the {size.capitalize()} {noun}", adjectives=(size, *being.adjectives),
                count=1, words=being.words if size == "big" else "")
        for size in sizes[:count]
    ]  # fmt: skip


def several(being: Being) -> str:
    """Return the word for more than one of a kind."""
    return plural(being.noun)
