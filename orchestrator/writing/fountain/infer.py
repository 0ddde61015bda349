"""What a foreign screenplay does not say outright: place, time, weather, mood and plain sheets, read from its words."""

import re
from collections.abc import Iterator

from orchestrator.film.naming import slug
from orchestrator.film.sheets import Character, Place
from orchestrator.film.vocabulary import Mood, Time, Weather

_PREFIX = re.compile(r"^(?:(?:INT|EXT|EST|I/E)\b\.?(?:\s*/\s*(?:INT|EXT)\b\.?)?)[\s.]*", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*|\s+--+\s*|,\s+")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
"""What a heading says in brackets: a year, a flashback."""

_TIMES: dict[str, Time] = {
    "dawn": "dawn", "sunrise": "dawn", "daybreak": "dawn", "morning": "morning", "day": "day", "noon": "day",
    "midday": "day", "afternoon": "afternoon", "dusk": "dusk", "sunset": "dusk", "evening": "dusk", "twilight": "dusk",
    "night": "night", "midnight": "night", "nightfall": "dusk",
    "nacht": "night", "tag": "day", "morgen": "morning", "abend": "dusk", "nuit": "night", "jour": "day", "matin": "morning",
    "soir": "dusk", "aube": "dawn", "noche": "night", "día": "day", "tarde": "afternoon", "mañana": "morning",
    "notte": "night", "giorno": "day", "sera": "dusk", "noite": "night", "dia": "day", "ночь": "night", "день": "day",
    "утро": "morning", "вечер": "dusk",
}  # fmt: skip
_SAME = {
    "continuous",
    "continued",
    "later",
    "same",
    "moment",
    "moments",
    "minute",
    "minutes",
    "second",
    "seconds",
    "following",
    "time",
    "a",
    "the",
    "that",
    "this",
    "still",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "next",
    "early",
    "late",
    "few",
    "some",
    "bit",
    "another",
    "one",
    "two",
    "three",
    "four",
    "five",
    "present",
    "pre",
    "to",
    "at",
    "in",
    "of",
    "and",
    "before",
    "after",
    "driving",
    "moving",
    "flying",
    "various",
    "shots",
    "magic",
}
"""Words that stand with a time, or in the place of one."""
_MAGIC_HOUR = re.compile(r"\bmagic hour\b", re.IGNORECASE)
_ANOTHER_DAY = re.compile(r"\bdays? (?:later|before|after)\b", re.IGNORECASE)
"""Time that has gone by, not a time of day."""
_WEATHERS: tuple[tuple[Weather, str], ...] = (
    ("storm", r"storms?|stormy|thunder|lightning|tempest|hurricane"),
    ("rain", r"rain|rains|raining|rainy|drizzle|downpour"),
    ("snow", r"snow|snows|snowing|snowy|blizzard|snowflakes?"),
    ("fog", r"fog|foggy|mist|misty|haze"),
    ("wind", r"windy|gale|gusts?"),
    ("cloudy", r"cloudy|overcast|clouds"),
)
_MOODS: tuple[tuple[Mood, str], ...] = (
    (
        "tense",
        r"gun|knife|chases?|runs?|hunts?|screams?|fight|fights|attack|danger|escape|panic|blood|bomb|shouts?|sprints?",
    ),
    ("ominous", r"shadows?|dark|darkness|dread|creeps?|looms?|grave|corpse|dead|howls?|eerie|threat|whispers?"),
    ("joyful", r"laugh|laughs|laughter|cheers?|dances?|dancing|celebrates?|feast|smiles?|grins?|joy|happy|party"),
    ("sad", r"weeps?|cries|crying|tears|mourns?|funeral|grief|sobs?|farewell|sorrow|dies"),
    ("tender", r"kiss|kisses|embrace|embraces|hugs?|gently|holds? hands|love|loves|caress"),
    ("wonder", r"stars|wonder|marvels?|glows?|shimmers?|gleams?|magical?|miracle|vast|gazes?"),
    ("playful", r"giggles?|tricks?|teases?|jokes?|plays?|playing|silly|mischief|winks?"),
    ("triumphant", r"victory|triumph|wins|won|champion|crown|cheering|applause"),
    ("lonely", r"alone|lonely|empty|deserted|solitary|silence|silent"),
)


def place_name(heading: str) -> str:
    """Return the place that a heading names, in title case: `INT. HOUSE - KITCHEN - NIGHT` gives `House, Kitchen`."""
    parts = _parts(heading)
    while len(parts) > 1 and _is_time(parts[-1]):
        parts.pop()
    name = ", ".join(part.strip(" .-/") for part in parts) or "Somewhere"
    return " ".join(_title_word(word) for word in name.split())


def _parts(heading: str) -> list[str]:
    """Return what stands between a heading's dashes and commas, without what stands in brackets."""
    text = _ASIDE.sub(" ", _PREFIX.sub("", heading)) if _ASIDE.sub("", _PREFIX.sub("", heading)).strip() else heading
    return [part for part in _DASH.split(text) if part.strip(" .-/,")]


def _title_word(word: str) -> str:
    return word[:1].upper() + word[1:].lower() if word.isupper() else word


def _is_time(part: str) -> bool:
    words = re.findall(r"\w+", part.lower())
    return bool(words) and all(word in _TIMES or word in _SAME for word in words)


def place_of(heading: str) -> Place:
    """Return a plain sheet of the place that a heading names."""
    name = place_name(heading)
    return Place(id=slug(name, "somewhere"), name=name, kind=name.lower(), interior=_interior(heading))


def _interior(heading: str) -> bool:
    return bool(re.match(r"\s*INT\b", heading, re.IGNORECASE))


def time_of(heading: str, before: Time) -> Time:
    """Return the time that a heading names; CONTINUOUS, LATER and headings without one keep the time `before`."""
    parts = _parts(heading)[1:]
    for part in (*filter(_is_time, reversed(parts)), *reversed(parts)):
        if _MAGIC_HOUR.search(part):
            return "dusk"
        for word in re.findall(r"\w+", part.lower()):
            if word in _TIMES and not _ANOTHER_DAY.search(part):
                return _TIMES[word]
    return before


def weather_of(heading: str, words: str) -> Weather:
    """Return the weather that the heading or, out of doors, the action names."""
    text = heading if _interior(heading) else f"{heading} {words}"
    for weather, pattern in _WEATHERS:
        if re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            return weather
    return "clear"


def mood_of(words: str) -> Mood:
    """Return the mood that most words of the scene speak for; calm if none does."""
    counts = {mood: len(re.findall(rf"\b(?:{pattern})\b", words, re.IGNORECASE)) for mood, pattern in _MOODS}
    best: Mood = "calm"
    for mood, _ in _MOODS:
        if counts[mood] > counts.get(best, 0):
            best = mood
    return best


def character_of(name: str, words: str) -> Character:
    """Return a plain sheet for a cue; `NAME, 40, a tired carpenter,` in the action gives its looks."""
    shown = " ".join(_title_word(word) for word in name.split())
    return Character(id=slug(name, "somebody"), name=shown, appearance=_introduced(name, words))


def comes_in(words: str, everywhere: str) -> Iterator[str]:
    """Yield who comes in with these words, as a screenplay has it: `DR. HALE, 45,`, or `REX, a dog,` who is Rex elsewhere."""
    for match in _COMES_IN.finditer(words):
        name = match[1]
        again = " ".join(_title_word(word) for word in name.split())
        if match[2] or re.search(rf"\b{re.escape(again)}\b", everywhere):
            yield name


_COMES_IN = re.compile(
    r"(?<![\w-])((?:(?:THE|MRS?\.?|MS\.?|DR\.?)\s)?[A-ZÀ-Þ][A-ZÀ-Þ'’-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ'’-]+){0,2}),\s(?:(\d{1,3}s?)\b|an?\s)"
)


def _introduced(name: str, words: str) -> str:
    ends = list(_ends_of(name, words))
    found = (pattern.match(words, end) for pattern in (_BRACKETED, _BETWEEN_COMMAS) for end in ends)
    match = next(filter(None, found), None)
    if not match:
        return ""
    looks = [part.strip() for part in match.groups() if part]
    if looks[0].isdigit():
        looks[0] = f"{looks[0]} years old"
    if match.re is _BETWEEN_COMMAS:
        looks += _more_looks(words[match.end() - 1 :])
    return ", ".join(looks)


_BRACKETED = re.compile(r"\s*\(([^()]{1,80})\)(?:,\s*(an?\b[^,.;]*))?")
_SURNAME = r"(?:\s+[A-ZÀ-Þ][A-ZÀ-Þ'’-]+){0,2}"
"""What the cues leave out: LADY AGATHA speaks, but LADY AGATHA HARROW comes in."""
_BETWEEN_COMMAS = re.compile(rf"{_SURNAME},\s*(\d+s?)(?:,\s*(an?\b[^,.;]*))?[,.;]|{_SURNAME},\s*(an?\b[^,.;]*)[,.;]")
_ANOTHER_LOOK = re.compile(r",\s*([^,.;]{2,60})(?=[,.;])")
_NO_LOOK = re.compile(
    r"(?:and|who|which|now|then|here|there|alone|still|already|just|also|as|but|on|at|from|behind|beside|is|was|his|her|their|"
    r"the|every\w*|\w+ly|\w+ing|\w*[^\Ws]s)\b|(?-i:.*\band\s+[A-Z]{2,})",
    re.IGNORECASE,
)
"""How a phrase begins that tells what somebody does, or where, or of whom: `stands by the fire`, `her brother`."""
_MOST_LOOKS = 4


def _more_looks(words: str) -> list[str]:
    """The phrases that go on describing whoever comes in, up to the first that does not: `, broad, with a scar, holds`."""
    found: list[str] = []
    at = 0
    while len(found) < _MOST_LOOKS and (match := _ANOTHER_LOOK.match(words, at)):
        phrase = match[1].strip()
        if re.match(r"(?:his|her|their)\s+\w+$", phrase) and words[match.end()] == ",":
            at = match.end()
            continue
        if _NO_LOOK.match(phrase) and not re.match(r"(?:with|wearing|in)\b", phrase):
            break
        found.append(phrase)
        at = match.end()
    return found


def _ends_of(name: str, words: str) -> Iterator[int]:
    """Yield where the name ends, wherever it is a word of its own."""
    at = words.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        if not (words[max(at - 1, 0) : at].isalnum() or words[end : end + 1].isalnum()):
            yield end
        at = words.find(name, end)
