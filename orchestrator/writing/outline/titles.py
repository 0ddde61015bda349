"""Titles: a fable keeps its own, other ideas get one from their people and things."""

import re

from orchestrator.writing.morphology import ACRONYMS, bag, past, plural, third
from orchestrator.writing.outline.relations import relation_of
from orchestrator.writing.reading import Being, Reading, read
from orchestrator.writing.reading_phrases import POSSESSIVES, PREPOSITIONS

_STRAIT = re.compile(
    r"(?:[\w'-]+ ){1,5}(?:is|are) ((?:afraid|scared|trapped|stuck|locked|stranded|lost|alone|late) (?:[\w'-]+ ?){1,4})[.!]?$"
)
"""Who is in trouble, and which: that is the title."""
_SMALL = bag("a an the and of in on at to for with from by")


def title_for(idea: str) -> str:
    """Return a title for an idea: short, from its own words, the same each time."""
    return title_of(read(idea))


def title_of(reading: Reading) -> str:
    """Return a title for what a reader found."""
    if reading.title:
        return reading.title
    goal = relation_of(reading)
    if goal and goal.title:
        return _cased(goal.title)
    reading = goal.reading if goal and goal.stage else reading
    if goal and goal.place:
        return _cased(f"the {goal.place.noun}")
    if strait := _STRAIT.match(reading.text):
        return _cased(strait[1])
    lead = reading.protagonist
    short = len(reading.text.split()) <= 8
    opens = reading.text.lower().startswith("the ") and lead is not None and not lead.words.lower().startswith("the ")
    if (
        lead is None
        or (short and opens and lead.words.split(" ")[-1] not in reading.text.split()[:4])
        or (short and reading.predicate is None and reading.text.count(" ") > 1)
    ):
        return _cased(" ".join(reading.text.split()[:8]).strip(" ,.;:!?\"'")) or "Untitled"
    return _cased(_from_people(reading, lead))


def _from_people(reading: Reading, lead: Being) -> str:
    who = lead.name or f"the {lead.noun}"
    others = [being for being in reading.others if being.noun != lead.noun]
    low = reading.text.lower()
    owner = bool(others) and others[0].words.endswith("'s")
    if owner and low.find(others[0].words.lower()) < low.find(lead.words.lower()) and not lead.name:
        return f"{others[0].name or 'the ' + others[0].noun}'s {lead.noun}"
    owned = bool(others) and others[0].words.lower().split(" ")[0] in POSSESSIVES - {"my", "our"}
    deed = reading.predicate or ""
    if owned and reading.wish is None and not lead.name and lead.count == 1 and 1 < len(deed.split()) <= 7:
        return f"{who} who {past(deed)}"
    if owned and not others[0].name:
        return f"{who}'s {others[0].noun}"
    if others:
        return f"{who} and {others[0].name or _called(others[0])}"
    told = _short_of(reading.predicate or "")
    if lead.count == 1 and 1 < len(told.split()) <= 7 and told.split(" ")[0] not in {"be", "strand"}:
        return f"{who} who {past(told)}" if not lead.name else f"{who} {third(told)}"
    solid = [thing for thing in reading.things if thing.solid]
    if solid:
        return f"the {solid[0].phrase}"
    adjective = lead.adjectives[-1] if lead.adjectives and not lead.name else ""
    return f"the {adjective} {plural(lead.noun) if lead.count > 1 else lead.noun}" if not lead.name else lead.name


def _called(being: Being) -> str:
    return being.noun if being.words[:1].isupper() and being.category == "spirit" else "the " + being.noun


def _short_of(told: str) -> str:
    """Return a verb phrase without as many of its last `with …`, `of …` as it takes to be short."""
    words = told.split()
    while len(words) > 7:
        cuts = [
            index
            for index, word in enumerate(words)
            if index > 2 and (word.lower() in PREPOSITIONS - {"of"} or word == "and")
        ]
        if not cuts:
            break
        words = words[: cuts[-1]]
    return re.sub(r"(?<=\w \w) (?:hidden|left|lost|written|buried|forgotten)$|(?<=\w{2}) (?:hidden|left|written|buried)$", "",
                  " ".join(words))  # fmt: skip


def _cased(text: str) -> str:
    words = [word.upper() if word.lower() in ACRONYMS else word for word in text.split()]
    return " ".join(
        word if (word.lower() in _SMALL and index) or not word[:1].islower() else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )
