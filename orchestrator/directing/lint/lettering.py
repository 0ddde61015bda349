"""Readable words in the picture: models draw letters that nobody can read; a title drawn in post can be read."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from orchestrator.directing.lint.finding import Finding
from orchestrator.directing.lint.seen import Rewrite, Seen

_CARRIERS = (
    r"(?:sign(?:post|board)?s?|street signs?|billboards?|placards?|banners?|posters?|plaques?|labels?|headlines?|"
    r"newspapers?|"
    r"letters?|notes?|cards?|postcards?|pages?|books?|covers?|menus?|tickets?|tags?|name ?tags?|badges?|"
    r"inscriptions?|"
    r"(?:tomb|grave|head)stones?|(?:black|chalk|white|score)boards?|screens?|displays?|monitors?|leaflets?|flyers?|"
    r"stickers?|"
    r"t-?shirts?|shirts?|jerseys?|mugs?|neon|lettering|words?|message|title|envelopes?|tattoos?|ribbons?|scrolls?|"
    r"walls?|doors?|"
    r"shop ?fronts?|clock|watch|dial|counter|timer)"
)
_WRITTEN = (
    r"(?:with the words?|bearing the (?:words?|name)|(?:that |which )?(?:reads?|bears? the (?:words?|name))|reading|"
    r"spelling(?: out)?|"
    r"(?:that |which )?spells?(?: out)?|saying|(?:that|which) says|labell?ed|marked|lettered|inscribed(?: with)?|"
    r"engraved(?: with)?|"
    r"titled|headed)"
)
_QUOTE = r"[\"“«](?P<words>[^\"”»]{1,80})[\"”»]|'(?P<single>[^']{2,60})'(?!\w)"
_CAPITALS = r"(?P<capitals>[A-Z0-9][A-Z0-9'!?&-]*[A-Z0-9!?](?: [A-Z0-9][A-Z0-9'!?&-]+)*)(?![a-z])"
_SAID = rf"(?:{_QUOTE}|{_CAPITALS})"
_WHERE = r"(?: (?:on|over|above|in|at|of|outside|beside|across) (?:the |a |an |his |her |its |their )?\w+(?: \w+)?)?"
_BEARING = re.compile(rf"(?i:\b{_CARRIERS}{_WHERE}),? (?P<verb>(?i:{_WRITTEN})):? (?:the words? )?{_SAID}")
_SAYS = re.compile(
    rf"(?i:(?<!\w)(?:signs?|signposts?|signboards?|billboards?|placards?|banners?|posters?|plaques?|labels?|"
    rf"headlines?|"
    rf"inscriptions?|neon signs?|screens?|displays?){_WHERE}),? (?P<verb>(?i:says?|announces?|shows?|"
    rf"flashes)):? (?:the words? )?{_SAID}"
)
_WRITES = re.compile(
    r"(?i:\b(?:writes?|wrote|written|writing|scrawls?|scrawled|scribbles?|paint(?:s|ed)?|carv(?:es?|ed|ing)|"
    r"scratch(?:es|ed)|"
    r"chalks?|chalked|prints?|printed|spray-?paint(?:s|ed)?|stitch(?:es|ed)|types?|typed|traces?|etched|engraves?)"
    rf"(?: out)?(?: the (?:words?|name|letters))?):? {_SAID}"
)
_NAMED = re.compile(
    rf"(?i:\b(?:words?|lettering|letters|caption|subtitle|inscription|headline|slogan|logo|title)):? (?:{_QUOTE})"
)
_READOUT = re.compile(
    r"\b(?:clock|watch|display|screen|timer|counter|dial|scoreboard|thermometer|speedometer|gauge|readout) "
    r"(?P<verb>reads?|shows?|says?|counts down (?:to|from)) (?P<words>\d[\d:.,]*(?: ?[ap]m\b)?)",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\b(?:logos?|brand names?|on-screen text|text overlays?|title cards?|subtitles|(?:newspaper|"
    r"front[- ]page) headlines?|"
    r"legible (?:text|writing|letters|words|handwriting)|readable (?:text|writing|letters|words))\b",
    re.IGNORECASE,
)
_CLOSE_READING = re.compile(
    r"\b(?:the |her |his |its |their )?(?:words|lines|handwriting|writing|text|print|names?) (?:of|in|on) (?:the|a|"
    r"an|his|her|their) "
    r"(?:letter|note|page|book|newspaper|diary|card|postcard|map|telegram|contract|screen|list|sign|poster)\b|"
    r"\b(?:letter|note|page|newspaper|diary|telegram|postcard)['’]s (?:words|lines|text|headline)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:no|without(?: any| a)?|not|never|blank|unreadable|illegible|faded)\W+(?:\w+\W+)?$", re.IGNORECASE
)
_SPEAKER = re.compile(
    r"\b(?:with|holding|carrying|by|beside|under|behind|near) (?:the|a|an|his|her|its|"
    r"their)(?: \w+)? $",
    re.IGNORECASE,
)
_CLOSE = ("close-up", "extreme-close-up", "insert")


class _Match(NamedTuple):
    start: int
    end: int
    words: str
    without: str
    """The text without the words, or nothing where that leaves no sentence."""


def text(seen: Seen) -> Iterator[Finding]:
    """Words that can be read in the picture."""
    for path, told in seen.told():
        found = _readable(told, close=seen.shot.size in _CLOSE)
        if found is None:
            continue
        what = f'"{found.words}"' if found.words else f"'{told[found.start : found.end]}'"
        message = f"{what} is to be read in the picture, and models draw letters that nobody can read"
        rewrite: Rewrite = ()
        if found.words and found.without and _readable(found.without, close=False) is None:
            title = () if seen.shot.title else ((seen.place("title"), found.words),)
            rewrite = ((path, found.without), *title)
        advice = "leave it out of the picture"
        if seen.shot.title is None:
            advice = (
                f"leave it out, and have it drawn in post: title: {found.words}"
                if found.words
                else ("show the thing without its words, and have those that matter drawn in post with title:")
            )
        yield seen.finding("text", path, message, advice, rewrite)
        return


def _readable(told: str, *, close: bool) -> _Match | None:
    """The first words that are to be read."""
    for pattern in (_BEARING, _SAYS, _READOUT, _WRITES, _NAMED):
        for match in pattern.finditer(told):
            if pattern is _SAYS and _SPEAKER.search(told[: match.start()]):
                continue
            if not _REFUSED.search(told[: match.start()]):
                return _Match(match.start(), match.end(), _words(match), _without(told, match))
    for match in _THING.finditer(told):
        if not _REFUSED.search(told[: match.start()]):
            return _Match(match.start(), match.end(), "", "")
    seen = _CLOSE_READING.search(told) if close else None
    return _Match(seen.start(), seen.end(), "", "") if seen else None


def _words(match: re.Match[str]) -> str:
    groups = match.groupdict()
    words = groups.get("words") or groups.get("single") or groups.get("capitals") or ""
    return words.strip().rstrip(",.;") or words.strip()


def _without(told: str, match: re.Match[str]) -> str:
    """The text without what is written; a thing of which nothing else is said is seen."""
    if match.re is _NAMED:
        return ""
    head, tail = told[: match.start()], told[match.end() :]
    said = match[0]
    if match.re is _WRITES:
        verb = re.match(r"[\w-]+", said)
        kept = verb[0] if verb else ""
        if kept.lower() in ("written", "printed", "etched", "painted", "carved"):
            return ""
    else:
        kept = said[: match.start("verb") - match.start()].rstrip(" ,")
        finite = re.fullmatch(
            r"reads?|says?|shows?|announces?|spells?(?: out)?|flashes|bears? .*|"
            r"counts .*",
            match["verb"],
            re.IGNORECASE,
        )
        if finite:
            kept += " is in view"
    plain = f"{head}{kept}{tail}".strip()
    return re.sub(r"\s+([.,;!?])", r"\1", plain)
