"""How a line is read aloud: numbers, dates, sums and titles in words, names as they are to be said, stress and pauses.

A voice gets words, each with what of the line it stands for, so that captions follow the line as it is written. Numbers that
a voice reads well by itself are left to it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generation.spoken_marks import BEAT, STRESS

Says = Sequence[tuple[str, str]]
"""Words as they are written, and how they are to be said: `("Siobhan", "shiv-AWN")`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the line between two spaces: as written, as it is said (empty for a lone dash), and how."""

    written: str
    spoken: str
    strong: bool = False
    pause: float = 0.0
    """Seconds of silence after it, beyond what its punctuation asks for."""

    @property
    def shown(self) -> str:
        """The word in a caption: without marks, and nothing for a pause."""
        return "" if BEAT.fullmatch(self.written) else " ".join(_UNSPOKEN.sub(" ", self.written).split())


_UNSPOKEN = re.compile(r"[*_{}\[\]<>|\\^~`#]+|[\x00-\x1f\x7f]+")
_LEAST_CAPITALS = 4
_SHORT_AND_LOUD = frozenset(
    ("NO", "NOT", "NOW", "GO", "YES", "ALL", "YOU", "ME", "HIM", "HER", "WHY", "WHO", "RUN", "OUT")
)
_PAUSES = ((re.compile(r"(?:…|\.{3,})[\"'”’]?$"), 0.35), (re.compile(r"(?:—|–|--)[\"'”’]?$"), 0.25))
_A_BEAT = 0.7
_DASHES = frozenset({"-", "–", "—", "--"})
_ENDS = ".,;:!?…\"'”’)"

_SUMS = {"$": ("dollar", "cent"), "£": ("pound", "penny"), "€": ("euro", "cent")}
_SUM = re.compile(r"([$£€])(\d[\d,]*)(?:\.(\d\d))?( (?:hundred|thousand|million|billion))?")
_CLOCK = re.compile(r"\b([01]?\d|2[0-4]):00\b(?! ?(?:[ap]\.?m|hours))")
_DECADE = re.compile(r"\b(1[1-9]|20)(\d)0s\b")
_TENS = (
    "hundreds",
    "tens",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
)
_MONTHS = "January February March April May June July August September October November December"
_YEAR = re.compile(
    r"\b((?:in|since|by|of|from|until|till|to|before|after|around|about|year|spring|summer|autumn|fall|winter|christmas|"
    + _MONTHS.lower().replace(" ", "|")
    + r")(?: \d{1,2}(?:st|nd|rd|th)?)?,? )(1[1-9]|20)(\d\d)\b(?![,.]\d| ?(?:%|°|[a-z]*(?:men|people|miles|pounds|dollars|euros|"
    r"years|days|"
    r"feet|metres|meters|times|things|stars|soldiers|ships|steps)\b))",
    re.IGNORECASE,
)
_REIGN = re.compile(r"\b([A-Z][a-z]+) (?=[IVX]{1,5}\b)(X{0,3})(IX|IV|V?I{0,3})\b")
_COUNTED = frozenset({"Chapter", "Part", "Act", "Scene", "Book", "Volume", "Episode", "Level", "World"})
_ROMAN = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_SHORT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form), whole)
    for form, whole in (
        (r"\bMr\.", "Mister"),
        (r"\bMrs\.", "Missus"),
        (r"\bMs\.", "Miz"),
        (r"\bDr\.(?= [A-Z])", "Doctor"),
        (r"\bProf\.(?= [A-Z])", "Professor"),
        (r"\bCapt\.(?= [A-Z])", "Captain"),
        (r"\bSgt\.(?= [A-Z])", "Sergeant"),
        (r"\bLt\.(?= [A-Z])", "Lieutenant"),
        (r"\bCol\.(?= [A-Z])", "Colonel"),
        (r"\bGen\.(?= [A-Z])", "General"),
        (r"\bRev\.(?= [A-Z])", "Reverend"),
        (r"\bSt\.(?= [A-Z])", "Saint"),
        (r"\b[Nn]o\.(?= ?\d)", "number"),
        (r"\bvs\.?(?= )", "versus"),
        (r"\betc\.", "et\u00a0cetera"),
        (r"(?<= )&(?= )", "and"),
    )
)


def read(text: str, language: str = "en", says: Says = ()) -> tuple[Word, ...]:
    """Return the words of a line as they are said, in order. Numbers are put into words in English alone."""
    marked = BEAT.sub(lambda match: match[0].replace(" ", "\u2007"), text)
    marked = STRESS.sub(lambda match: " ".join(f"\0{word}" for word in match[2].split()), marked)
    tokens = marked.split()
    loud = _capitals(tokens)
    plain = [_UNSPOKEN.sub("", token) for token in tokens]
    if language.lower().split("-")[0] == "en":
        plain = _in_words(plain)
    spoken = {written.lower(): said.lower() for written, said in says}
    return tuple(
        _word(token, said, loud, spoken) for token, said in zip(tokens, plain, strict=True) if token.strip("\0")
    )


def _word(token: str, said: str, loud: frozenset[str], names: Mapping[str, str]) -> Word:
    written = token.replace("\0", "").replace("\u2007", " ")
    if BEAT.fullmatch(written):
        return Word(written, "", pause=_A_BEAT)
    pause = next((seconds for form, seconds in _PAUSES if form.search(token)), 0.0)
    if token.strip("\0") in _DASHES:
        return Word(written, "", pause=pause or 0.25)
    strong = token.startswith("\0") or token in loud
    return Word(written, _as_said(said.capitalize() if token in loud else said, names), strong, pause)


def _capitals(tokens: Sequence[str]) -> frozenset[str]:
    """Words in capitals are stressed, but not where all of the line is written so."""
    words = [token for token in tokens if any(letter.isalpha() for letter in token)]
    loud = [token for token in words if token.isupper() and _is_a_shout(token.strip(f"{_ENDS}(\0"))]
    quiet = [token for token in words if not token.isupper()]
    return frozenset(loud) if quiet else frozenset()


def _is_a_shout(word: str) -> bool:
    """Whether a word in capitals is one that is stressed, and no name of letters or number of a king."""
    if word in _SHORT_AND_LOUD:
        return True
    letters = word.replace("'", "").replace("’", "").replace("-", "")
    roman = re.fullmatch("[IVXLCM]+", letters)
    return len(letters) >= _LEAST_CAPITALS and letters.isalpha() and not roman and bool(set(letters) & set("AEIOUY"))


def _as_said(token: str, names: Mapping[str, str]) -> str:
    """The token with a name in it as it is to be said; what stands around it stays."""
    found = re.fullmatch(r"(\W*)(.*?)(['’]s)?(\W*)", token)
    if not names or found is None:
        return token
    before, word, own, after = found.groups(default="")
    return f"{before}{names[word.lower()]}{own}{after}" if word.lower() in names else token


def _in_words(tokens: list[str]) -> list[str]:
    """The tokens with sums, years, hours, titles and reigns in words: as many tokens, some of several words."""
    if not tokens:
        return []
    text = " ".join(tokens)
    for form, instead in _RULES:
        text = form.sub(lambda match, instead=instead: _kept(match, instead), text)
    said = text.split(" ")
    return [word.replace("\u00a0", " ") for word in said]


def _kept(match: re.Match[str], instead: Callable[[re.Match[str]], str]) -> str:
    """What is said in place of a match, in as many tokens: new spaces are no-break ones, surplus tokens fall silent."""
    said = instead(match)
    missing = match[0].count(" ") - said.count(" ")
    return said + " " * max(0, missing)


def _sum(match: re.Match[str]) -> str:
    whole, part = _SUMS[match[1]]
    number, scale = match[2], match[4] or ""
    many = "s" if number != "1" or scale else ""
    cents = {"penny": "pence"}.get(part, f"{part}s")
    rest = (
        f"\u00a0and\u00a0{int(match[3])}\u00a0{part if match[3] == '01' else cents}"
        if match[3] and int(match[3])
        else ""
    )
    return f"{number}{scale}\u00a0{whole}{many}{rest}"


def _year(match: re.Match[str]) -> str:
    before, century, years = match.groups()
    if century == "20" and years < "10":
        return match[0]
    said = "hundred" if years == "00" else f"oh\u00a0{years[1]}" if years < "10" else years
    return f"{before}{century}\u00a0{said}"


def _reign(match: re.Match[str]) -> str:
    number = 10 * len(match[2]) + _ROMAN[match[3]]
    if match[1] in _COUNTED:
        return f"{match[1]} {number}"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number if number < 20 else number % 10, "th")
    return f"{match[1]} the\u00a0{number}{ending}" if number > 1 else match[0]


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_SUM, _sum),
    (_CLOCK, lambda match: f"{match[1]}\u00a0o'clock"),
    (_DECADE, lambda match: f"{match[1]}\u00a0{_TENS[int(match[2])]}"),
    (_YEAR, _year),
    (_REIGN, _reign),
    *((form, lambda _match, whole=whole: whole) for form, whole in _SHORT),
)


def as_text(words: Sequence[Word]) -> str:
    """The words as plain text, for a voice that takes no marks: a pause of its own is a dash."""
    return " ".join(word.spoken or "—" for word in words if word.spoken or word.pause)
