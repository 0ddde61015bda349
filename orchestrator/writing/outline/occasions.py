"""The hour that an idea counts down to: `before the village fair`, `on the night of the storm`, and how it arrives."""

import re
from dataclasses import dataclass

from orchestrator.writing.lexicon import find_being, find_setting, verb_lemma
from orchestrator.writing.morphology import bag
from orchestrator.writing.reading import Reading
from orchestrator.writing.reading_clauses import trim_clause

_HOURS = {
    "midnight": "the clock strikes midnight", "noon": "the clock strikes noon", "dawn": "the sky turns red with dawn",
    "sunrise": "the rim of the sun comes up", "daybreak": "the sky turns red with dawn",
    "sunset": "the sun goes down behind {thing}", "dusk": "the sun goes down behind {thing}",
    "dark": "it grows dark over {area}", "nightfall": "it grows dark over {area}",
    "morning": "the first light of morning reaches {thing}", "christmas": "it is Christmas Eve at last",
    "winter": "the first snow of winter falls on {thing}", "spring": "the last snow slides off {thing}",
    "the storm": "the storm breaks over {area}", "the flood": "the flood reaches {area}",
    "the eclipse": "the sun goes black over {area}", "the tide": "the tide reaches {thing}",
}  # fmt: skip
_GATHERINGS = bag(
    "wedding fair ball feast festival party concert funeral race contest competition championship final match premiere "
    "recital exam parade auction election coronation trial tournament show birthday holiday marathon duel dinner "
    "carnival dance harvest market play opera ceremony banquet birth launch vote"
)
_DAY_OF = re.compile(
    r"\bon the (?P<part>night|day|eve|morning|evening) of (?P<what>(?:the|her|his|their|a|an) [^,.;!?]+)", re.I
)
_AT = re.compile(
    r"\b(?:at|during|for|in|wins?|enters?|into|the night before|in time for) (?P<what>(?:the|her|his|their|a|an) [^,.;!?]+)",
    re.I,
)


@dataclass(frozen=True)
class Occasion:
    """`name` in running text (the village fair), `comes` a clause that says it is here, `deadline` how it is counted down to."""

    name: str
    comes: str
    deadline: str


def occasion_of(reading: Reading) -> Occasion | None:
    """Return what the idea counts down to, or None."""
    if reading.lesson:
        return None
    match = _DAY_OF.search(reading.text)
    if match:
        name = _noun_phrase(match["what"])
        comes = next(
            (clause for key, clause in _HOURS.items() if key == name), f"it is the {match['part'].lower()} of {name}"
        )
        return Occasion(name, comes, f"before {name}")
    if reading.deadline and (found := _counted(reading.deadline)):
        return found
    for match in _AT.finditer(reading.text):
        name = _noun_phrase(match["what"])
        if name.split(" of ")[0].split(" ")[-1].lower() in _GATHERINGS:
            return Occasion(name, f"it is the day of {name}", f"before {name}")
    return None


def _counted(deadline: str) -> Occasion | None:
    """Return the occasion of `before …`, `by …` or `in two hours`."""
    first, _, rest = deadline.partition(" ")
    bare = rest.lower().removeprefix("the ") if rest.lower() not in _HOURS else rest.lower()
    if first.lower() == "in":
        return Occasion(
            "the last minute", f"the {rest} are over" if rest.endswith("s") else f"the {rest} is over", deadline
        )
    hour = next((clause for key, clause in _HOURS.items() if bare in {key, key.removeprefix("the ")}), None)
    if hour:
        return Occasion(rest, hour, deadline)
    words = rest.split(" ")
    if find_being(words[-1].lower()) and not find_setting(words[-1].lower()):
        # Plays before the queen: that is an audience, not an hour.
        return None
    if len(words) < 2 or first.lower() not in {"before", "by"}:
        return None
    if words[0].lower() not in {"the", "a", "an", "her", "his", "their", "its"}:
        return None
    if verb_lemma(words[-1].lower()) not in {None, words[-1].lower()} or (
        len(words) > 2 and words[-1].lower() in {"out", "up", "down", "away", "back", "again", "in"}
    ):
        # A whole clause says by itself what happens: before the ship sails.
        return Occasion(rest, rest, deadline)
    if first.lower() == "by" and words[-1].lower() not in _GATHERINGS:
        return None
    return Occasion(rest, f"it is the day of {rest}", deadline)


def _noun_phrase(text: str) -> str:
    words = re.sub(r"^an? ", "the ", trim_clause(text, 8)).split(" ")
    for index, word in enumerate(words):
        if index > 1 and word.lower() in {"in", "at", "on", "with", "to", "for", "and", "that", "who", "by", "against"}:
            return " ".join(words[:index])
    return " ".join(words)
