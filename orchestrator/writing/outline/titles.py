"""Titles: a fable keeps its own, other ideas get one from their people and things."""

from orchestrator.writing.morphology import bag
from orchestrator.writing.outline.chance import Chance
from orchestrator.writing.reading import Being, Reading, read

_SMALL = bag("a an the and of in on at to for with from by")


def title_for(idea: str) -> str:
    """Return a title for an idea: short, from its own words, the same each time."""
    return title_of(read(idea))


def title_of(reading: Reading) -> str:
    """Return a title for what a reader found."""
    if reading.title:
        return reading.title
    lead = reading.protagonist
    if lead is None:
        short = " ".join(reading.text.split()[:7]).strip(" ,.;:!?\"'")
        return _cased(short) or "Untitled"
    chance = Chance(reading.text, "title")
    others = [being for being in reading.others if being.noun != lead.noun]
    if others:
        return (
            _cased(f"the {_short(lead)} and the {_short(others[0])}")
            if not lead.name
            else _cased(f"{lead.name} and the {_short(others[0])}")
        )
    if reading.things:
        thing = reading.things[0].phrase
        name = lead.name or f"the {_short(lead)}"
        return _cased(chance.pick((f"{name} and the {thing}", f"{_possessed(name)} {thing}")))
    if lead.name:
        return _cased(lead.name)
    if reading.places:
        place = reading.places[0]
        return _cased(chance.pick((f"the {_short(lead)} of the {place.noun}",)) if not place.name else
                      f"the {_short(lead)} of {place.name}")  # fmt: skip
    if reading.wish and len(reading.wish.split()) <= 4:
        return _cased(f"the {_short(lead)} who would {reading.wish}")
    adjective = lead.adjectives[-1] if lead.adjectives else ""
    return _cased(f"the {adjective} {_short(lead)}")


def _short(being: Being) -> str:
    return being.noun


def _possessed(name: str) -> str:
    return name + "'s"


def _cased(text: str) -> str:
    words = text.split()
    return " ".join(
        word if (word.lower() in _SMALL and index) or not word[:1].islower() else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )
