"""Where and when a told story plays: scene breaks at changes of place and time, in the story's own words."""

import re
from dataclasses import dataclass, field

from orchestrator.film.vocabulary import Time
from orchestrator.writing import reading_phrases as phrases
from orchestrator.writing.lexicon import Setting
from orchestrator.writing.morphology import bag
from orchestrator.writing.told_choose import Unit

_SHIFT = re.compile(
    r"\b(?:(?:one|the next|next|that|that very|every|early one|one fine|one bright|the very next) "
    r"(?:day|night|evening|morning|afternoon|year|summer|spring|winter|time)|"
    r"(?:a few|some|many|several|two|three) (?:days|weeks|hours|months|years) (?:later|after\w*|passed)|"
    r"(?:some|a long|a short|not long|soon|shortly|long) (?:time )?(?:after\w*|later)|years later|after a (?:time|while)|"
    r"at (?:sunrise|sunset|noon|midnight|nightfall|daybreak|dawn)|toward (?:evening|nightfall|morning)|"
    r"in the (?:evening|morning|night)|when (?:winter|summer|spring|morning|night|evening|they returned))\b",
    re.IGNORECASE,
)
_HOURS: tuple[tuple[Time, str], ...] = (
    ("dawn", r"dawn|daybreak|sunrise|first light"),
    ("morning", r"morning|breakfast|next day"),
    ("afternoon", r"afternoon|noon|noonday|midday"),
    ("dusk", r"evening|sunset|dusk|nightfall|twilight|sun was sinking|late in the day"),
    ("night", r"(?:(?:one|that|at|by|the|in the|every) )night|midnight|moonlight|stars"),
)
_TRAVEL = re.compile(
    r"\b(?:went|came|comes?|reached|hurried|ran|flew|entered|arrived|started|returned|strolled|wandered|crawled|trotted|climbed|"
    r"jumped|leaped|leapt|fell|drove|travel\w*|walked|swam|sailed|led|carried|sprang|dived|fled|galloped|crept|rushed|moved|"
    r"passed|got|set out|set off|made (?:his|her|its|their) way|go|goes|runs?|flies)\b",
    re.IGNORECASE,
)
_TOWARDS = re.compile(
    r"\b(?:to|into|in|at|toward|towards|across|through|up|down|on|onto|by|near|outside|reached|entered)$", re.I
)
_AT = bag(
    "in at on by near beside through across into to along over under outside of reached entered from toward towards among "
    "inside around down up"
)
_NO_PLACE = bag("plain home nest tree hole bank hat log bed table square court light sky heavens shade sun")
_SHORTEST = 8.0


@dataclass
class Stretch:
    """Units that play in one place at one time."""

    setting: Setting | None
    words: str
    time: Time
    shifted: bool
    units: list[Unit] = field(default_factory=list[Unit])

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return sum(unit.seconds for unit in self.units)


@dataclass(frozen=True)
class Where:
    """A place that a sentence names, and whether somebody gets there in it."""

    setting: Setting
    words: str
    arrived: bool


def where_in(text: str) -> Where | None:
    """Return the place in which (or into which) a sentence puts its people."""
    tokens = phrases.tokenise(text)
    found: list[Where] = []
    for mention in phrases.mentions(tokens):
        if mention.sort != "place" or not isinstance(mention.meaning, Setting) or mention.head in _NO_PLACE:
            continue
        before = tokens[mention.first - 1].low if mention.first else ""
        if before not in _AT or tokens[mention.last].text.endswith("'s"):
            continue
        lead = text[: tokens[mention.first].start].rstrip()
        arrived = bool(_TRAVEL.search(lead)) and bool(_TOWARDS.search(lead))
        own = [word for word in mention.adjectives if word not in ("own", "same", "nearest", "other", "little")]
        found.append(Where(mention.meaning, " ".join([*own, mention.head]), arrived))
    arrivals = [place for place in found if place.arrived]
    return arrivals[-1] if arrivals else found[0] if found else None


def time_in(text: str) -> Time | None:
    """Return the time of day that a sentence names."""
    return next((time for time, words in _HOURS if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)), None)


def stretches(units: list[Unit], home: Setting) -> list[Stretch]:
    """Cut the story where its place or time changes, unless a stretch would be over too soon."""
    opening = [unit.text for unit in units if unit.piece.kind == "told" and unit.text][:3]
    first = next((place for place in map(where_in, opening[:2]) if place), None)
    hours: list[Time] = [hour for hour in map(time_in, opening[:2]) if hour]
    time: Time = hours[0] if hours else "day"
    current = Stretch(first.setting if first else home, first.words if first else "", time, False)
    found = [current]
    left = sum(unit.seconds for unit in units)
    for unit in units:
        told = unit.piece.kind == "told" and bool(unit.text)
        place = where_in(unit.text) if told else None
        elsewhere = place is not None and place.arrived and place.setting.kind != (current.setting or home).kind
        beginning = " ".join(unit.text.split()[:9])
        shift = told and bool(_SHIFT.search(beginning)) and bool(current.units)
        hour = time_in(beginning if shift else unit.text) if told else None
        moved = elsewhere or shift or (hour is not None and hour != current.time and bool(_SHIFT.search(unit.text)))
        if moved and current.seconds >= _SHORTEST and left >= _SHORTEST * 0.6:
            new = place is not None and place.setting.kind != (current.setting or home).kind
            setting, words = (place.setting, place.words) if place and new else (current.setting, current.words)
            current = Stretch(
                setting, words, hour or ("day" if shift and current.time == "night" else current.time), shift
            )
            found.append(current)
        elif hour and not current.units:
            current.time = hour
        current.units.append(unit)
        left -= unit.seconds
    return found
