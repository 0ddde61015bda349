"""Words that a model takes amiss: what flickers, what is counted or measured, and what is not there."""

import re
from collections.abc import Iterator

from orchestrator.directing.lint.finding import Finding
from orchestrator.directing.lint.seen import Rewrite, Seen

_FLICKER = re.compile(
    r"\b(?:strob(?:e|es|ing|oscopic)(?: lights?)?|disco (?:balls?|lights?|floors?)|(?:tv|television|screen) static|"
    r"static (?:on|fills|across) (?:the |a |an |his |her )?(?:tv|television|screens?|monitors?)|"
    r"flashing (?:\w+ )?(?:lights?|neon|sirens?|beacons?)|"
    r"lights? flash(?:es)? (?:on and off|rapidly|wildly)|camera flashes|paparazzi|flashbulbs?|chain-?link|"
    r"venetian blinds?|"
    r"herringbone|houndstooth|pinstrip(?:e|es|ed)|moir[eé]|kaleidoscop\w+|hall of mirrors|infinity mirrors?|"
    r"sequin(?:s|ned|ed)?|"
    r"tv snow|scan ?lines)\b",
    re.IGNORECASE,
)
_NUMBERS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|forty|fifty|hundred"
)
_EXACT = re.compile(
    rf"\b(?:exactly|precisely) (?P<number>one|{_NUMBERS}|a dozen|\d+)\b(?! (?:o['’]clock|seconds?|"
    rf"minutes?|hours?))",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)) (?:\w+ )?from the (?:left|"
    r"right|top|bottom|end|back|front)\b|"
    r"\b(?:upper|lower|top|bottom)[- ](?:left|right)(?:[- ]hand)? (?:corner|third|quarter|half)\b|"
    r"\b\d+(?:\.\d+)? ?(?:degrees|°|centimet(?:re|er)s?|cm|inches|pixels|px|percent|%)(?!\w)|"
    # 35mm is a lens, or a film.
    r"(?<![\d.])\d(?:\.\d+)? ?(?:mm|millimet(?:re|er)s?)(?!\w)|"
    r"\bexact(?:ly)? (?:in )?the (?:centre|center|middle)\b|\bprecisely (?:in the|at the|where)\b",
    re.IGNORECASE,
)
_THING = (
    r"(?:\w+ )?(?:hats?|caps?|coats?|cloaks?|shoes|boots|shirts?|masks?|glasses|gloves|beards?|helmets?|umbrellas?|"
    r"lamps?|lanterns?|"
    r"candles?|lights?|people|person|man|men|woman|women|child|children|animals?|birds?|dogs?|cats?|horses?|cars?|"
    r"boats?|ships?|doors?|"
    r"windows?|trees?|flowers?|leaves|clouds?|stars?|moon|sun|roofs?|walls?|chairs?|tables?|saucers?|cups?|plates?|"
    r"bottles?|books?|"
    r"flags?|signs?|bags?|crowns?|swords?|weapons?|ropes?|sails?|hair|smiles?|furniture|snow|smoke|fire|text|words|"
    r"letters|logos?)"
)
_VISIBLE = (
    r"(?:smile|laugh|cry|weep|walk|jump|eat|drink|sleep|sit|stand|dance|fly|swim|climb|wave|blink|nod|turn|fall|"
    r"bark|burn|shine|"
    r"glow|open|close|touch|hold|carry|wear|kneel|hide|look)"
)
_NEGATIONS: tuple[tuple[str, str], ...] = (
    (r"(?:no one|nobody) (?:else )?is (?:there|here|around|about|in sight|inside)", "the place is empty"),
    (r"there (?:is|are|was|were) (?:no one|nobody)(?: there| here| around| inside)?", "the place is empty"),
    (r"without (?:a|his|her|its|their|the|any) hats?", "bare-headed"),
    (r"without (?:any |his |her |their )?shoes", "barefoot"),
    (r"(?:does not|doesn['’]t|cannot|can['’]t) (?:move|stir|budge)", "stands still"),
    (r"(?:did not|didn['’]t|could not|couldn['’]t) (?:move|stir|budge)", "stood still"),
    (r"(?:does not|doesn['’]t) (?:speak|answer|reply|say a word|say anything)", "stays silent"),
    (r"(?:did not|didn['’]t) (?:speak|answer|reply|say a word|say anything)", "stayed silent"),
    (r"(?:does not|doesn['’]t) (?:run away|run|flee|leave|go away)", "stays"),
    (r"(?:did not|didn['’]t) (?:run away|run|flee|leave|go away)", "stayed"),
    (rf"(?:does not|doesn['’]t|did not|didn['’]t) {_VISIBLE}", ""),
    (rf"without (?!more )(?:(?:any|an?|his|her|its|their|the) )?{_THING}", ""),
    (rf"there (?:is|are|was|were) no {_THING}", ""),
    (rf"with no {_THING}", ""),
    (r"(?:is|are|was|were) not (?:wearing|holding|carrying|smiling|looking)", ""),
    (r"not wearing|not holding|not carrying", ""),
)
_NEGATION_RE = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), positive) for words, positive in _NEGATIONS)
_INSIDE = re.compile(
    r"\b(?:if|that|because|why|whether|lest|who|which|when|though)\b[^.;!?]*$",
    re.IGNORECASE,
)
"""What is denied inside another clause is seldom what is seen."""
_TOGETHER = re.compile(r"\b(?:they|we|you|i|both|all|others|\w+ and (?:the )?\w+)(?: \w+ly| still)? $", re.IGNORECASE)


def flicker(seen: Seen) -> Iterator[Finding]:
    """Strobes, static and fine repeating patterns."""
    for path, told in seen.told():
        if match := _FLICKER.search(told):
            message = f"'{match[0]}': fast light and fine patterns crawl and flicker from frame to frame"
            yield seen.finding("flicker", path, message, "a steady light, a plain surface")
            return


def precise(seen: Seen) -> Iterator[Finding]:
    """Exact numbers and exact places in the picture."""
    for path, told in seen.told():
        if match := _EXACT.search(told):
            number = match["number"].lower()
            some = "one" if number in ("one", "1") else "two" if number in ("two", "2") else "several"
            rewrite: Rewrite = ((path, told[: match.start()] + _like(match[0], some) + told[match.end() :]),)
            message = f"'{match[0]}': models do not count"
            yield seen.finding("precise", path, message, f"{some}, or a number that need not be right", rewrite)
            return
        if match := _PLACE.search(told):
            message = f"'{match[0]}': models do not place things to the measure"
            yield seen.finding("precise", path, message, "say left, right, in front or behind; position: places people")
            return


def negation(seen: Seen) -> Iterator[Finding]:
    """What is not there: a model draws what is named."""
    for path, told in seen.told():
        for match, positive in _negations(told):
            rewrite: Rewrite = ()
            if positive:
                rewrite = ((path, told[: match.start()] + _like(match[0], positive) + told[match.end() :]),)
            advice = f"'{positive}'" if positive else "say what is to be seen in its place"
            message = f"'{match[0]}': models draw what is named, also where it is denied"
            yield seen.finding("negation", path, message, advice, rewrite)
            return


def _negations(told: str) -> Iterator[tuple[re.Match[str], str]]:
    """What is denied, and what could be said in its place; nothing where a verb would not fit those who do it."""
    for pattern, positive in _NEGATION_RE:
        match = pattern.search(told)
        if match and not _INSIDE.search(told[: match.start()]):
            yield match, "" if positive.startswith("st") and _TOGETHER.search(told[: match.start()]) else positive


def _like(before: str, after: str) -> str:
    """`after`, with a capital where `before` has one."""
    return after[:1].upper() + after[1:] if before[:1].isupper() else after
