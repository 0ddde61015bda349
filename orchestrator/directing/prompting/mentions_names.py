"""Names in an action: who is named where, in which form, and what of the words around the name belongs to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from orchestrator.directing.acting import pose_of_word
from orchestrator.directing.acting_clauses import words_of
from orchestrator.directing.prompting.mentions_looks import Looks, bare_name, key_of
from orchestrator.directing.prompting.mentions_words import (
    BEFORE_NAMES,
    FEELING,
    PITYING,
    STANDING,
    telling,
    words,
)

_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<!\w)‘[^’]*’(?!\w)")
_TITLES = "|".join(sorted(BEFORE_NAMES, key=len, reverse=True))
_ADJECTIVES = "|".join(sorted(PITYING | FEELING, key=len, reverse=True))
_DETERMINERS = r"the|an|a|another|this|that|his|her|its|their|my|our|your"
_AGE = re.compile(r"\s*\(\d{1,3}s?\)")
"""As screenplays have it behind a name; how old somebody is, is in the looks."""
_SHORT_FOR = {"dr": "doctor"}
_NEXT = re.compile(r"\s+([a-z]+)")
_JOINING = words_of(
    "a an the of in on at by to from with into onto over under behind beside between near toward towards through across "
    "around against above below beyond among inside outside within without along past upon beneath "
    "up down out off away back and or but then as while when until because before after if so that who "
    "which one is was has had does did can could will would shall should may might must not now here there again too still "
    "just also once always never both all came went ran saw sat took gave got made said told fell flew found felt held kept "
    "heard knew led lay lost met rose sang spoke threw stand look wait smile laugh "
    "stare gaze listen speak talk go come stay leave began broke brought caught drew drove ate grew hid rode shone wept"
)
"""What may follow a noun without making one with it."""
_ARTICLE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
_OWNED = re.compile(r"['’]s?\s+$")
_IS = re.compile(
    r"\s+(?:\w+ing(?=\s*[,.;:!?]|\s*$|\s+(?:\w+ly|to|in|on|at|by|from|with|into|over|under|up|down|out|off|away|back|across|"
    r"through|toward|towards|around|along|past|behind|beside|and|as|the|an?|for|again)\b)|an?|the|not|here|there|gone|at|in|on|back|alone|about|still|already|now|so|too|very)\b"
)


@dataclass(frozen=True)
class Named:
    """A name in the text, with its article and what else goes with it. `end` is behind the possessive or contracted verb."""

    start: int
    end: int
    identity: str
    determiner: str = ""
    adjective: str = ""
    ending: str = ""
    """`'s` for a possessive, or the verb that was contracted: `is`, `will`, `would`."""


def quoted(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that somebody says, with their quotation marks."""
    return [match.span() for match in _QUOTED.finditer(text)]


class Names:
    """Finds the names of all sheets of a film in a text; `here` are the ids of those in the shot, in their order."""

    def __init__(self, everybody: Sequence[Looks], here: Sequence[str], *, english: bool = True) -> None:
        """Spell every name in all its forms; in other languages an `s` makes a possessive of it, too (`Maras`)."""
        self._looks: Mapping[str, Looks] = {key_of(looks): looks for looks in everybody}
        self._here = here
        self._spelled: dict[str, list[tuple[str, str]]] = {}
        for key, looks in self._looks.items():
            for spelling in _spellings(looks):
                self._spelled.setdefault(spelling.casefold(), []).append((spelling, key))
        # In one order for every shot of a film, so that the pattern is compiled for the first of them only.
        longest_first = sorted(self._spelled, key=lambda name: (-len(name), name))
        names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
        genitive = "" if english else r"s(?!\w)|"
        self._pattern = re.compile(
            rf"(?<![\w-])(?<!\w[’'])(?:(?P<determiner>{_DETERMINERS})\s+)?"
            rf"(?P<adjective>(?:(?:{_ADJECTIVES})\s+){{0,2}}|(?(determiner)(?-i:[a-z-]{{2,20}}\s+){{1,2}}|(?!)))"
            rf"(?P<title>(?:(?:{_TITLES})\.?\s+){{0,2}})(?P<name>{names})(?P<ending>{genitive}(?!\w|-\w)"
            r"(?:['’](?:s|ll|d)(?!\w)|(?<=s)['’](?=\s+\w))?)",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[Named]:
        """Yield the names in a text, in order, but for those in spoken words."""
        if not self._spelled:
            return
        spoken = quoted(text)
        at = 0
        while match := self._pattern.search(text, at):
            inside = next((span for span in spoken if span[0] <= match.start("name") < span[1]), None)
            if inside:
                at = inside[1]
                continue
            named = self._longest(match, text)
            if named is None:
                at = _after_word(text, match.start())
                continue
            yield named
            at = named.end

    def _longest(self, match: re.Match[str], text: str) -> Named | None:
        """Read a name, or the first words of it, where all of them are none: `Mara quint`."""
        named = self._read(match, text)
        while named is None and " " in match["name"]:
            shorter = self._pattern.match(text, match.start(), match.start("name") + match["name"].rindex(" "))
            if shorter is None:
                break
            match = shorter
            named = self._read(match, text)
        return named

    def _read(self, match: re.Match[str], text: str) -> Named | None:
        said = " ".join(match["name"].split())
        determiner = (match["determiner"] or "").lower()
        if not determiner and _OWNED.search(text, max(0, match.start() - 4), match.start()):
            determiner = "own"
        if not determiner and _ARTICLE.search(text, max(0, match.start() - 5), match.start()):
            # The words after the article were found to be no name together; neither is the last of them alone.
            return None
        compound = _noun_follows(text, match.end("name"))
        if not self._describes(match, determiner):
            return None
        fitting = [
            key
            for spelling, key in self._spelled.get(said.casefold(), [])
            if self._meant(self._looks[key], spelling, said, determiner, compound)
        ]
        if not fitting:
            return None
        if said.casefold() in STANDING:
            called = [key for key in fitting if self._looks[key].common]
            fitting = called or fitting
            if not called and len(fitting) > 1:
                return None
        key = next((key for key in self._here if key in fitting), None)
        if key is None:
            if all(self._looks[key].common for key in fitting) and len(fitting) > 1:
                return None
            key = fitting[0]
        return self._named(match, text, key, determiner)

    def _describes(self, match: re.Match[str], determiner: str) -> bool:
        """Whether what stands before the name only describes it: `the foolish Monkey`, but not `the branch under Mara`."""
        told = words(match["adjective"])
        if all(word in FEELING or word in PITYING for word in told):
            return True
        common = all(
            self._looks[key].common for _, key in self._spelled.get(" ".join(match["name"].split()).casefold(), [])
        )
        return (
            common
            and determiner in ("the", "a", "an")
            and not any(word in _JOINING or word[-3:] == "ing" for word in told)
        )

    def _named(self, match: re.Match[str], text: str, key: str, determiner: str) -> Named:
        owned = determiner in ("own", "his", "her", "its", "their", "my", "our", "your")
        start = match.end("determiner") + 1 if owned and match["determiner"] else match.start()
        feelings = [word for word in words(match["adjective"]) if word not in PITYING]
        mark = match["ending"].replace("’", "'")
        ending = {"'ll": "will", "'d": "would"}.get(mark.lower(), mark and "'s")
        if mark == "'s" and _IS.match(text, match.end()):
            ending = "is"
        aged = _AGE.match(text, match.end())
        end = (aged or match).end()
        if not ending:
            end = _introduced(text, end, self._looks[key], cried=match["name"].isupper())
        return Named(start, end, key, "own" if owned else determiner, " ".join(feelings), ending)

    def _meant(self, looks: Looks, spelling: str, said: str, determiner: str, following: bool) -> bool:
        """Whether words spelled like a name are the name: proper ones by their capitals, others by capital or article.

        `following` says that another noun follows: the storm glass is no storm.
        """
        another = determiner == "another" and not looks.sheet.name.lower().startswith("another")
        if looks.folder == "props" and looks.common:
            return bool(determiner) and not another and not following and key_of(looks) in self._here
        if looks.folder == "places":
            # `the Bakery` says what it is; `Blackrock`, and `the Blackrock Lighthouse`, do not.
            return _same(said, spelling) and (not determiner or " " in said or following)
        if not looks.common:
            if spelling in STANDING:
                return determiner == "the" and key_of(looks) in self._here and not following
            return _same(said, spelling) or spelling.islower()
        if another:
            return False
        if any(word[:1].isupper() for word in said.split()):
            return True
        return determiner == "the" and key_of(looks) in self._here and not following


def _introduced(text: str, end: int, looks: Looks, *, cried: bool) -> int:
    """Where an introduction ends that only says the looks: `DR. HALE, 45, a tall man,`; a description says them better.

    `cried`: the name is in capitals, and so is a surname that the sheet leaves out.
    """
    known = {*words(looks.sheet.appearance), *words(looks.state), *words(looks.sheet.kind)}
    if cried and (surname := _SURNAME.match(text, end)):
        end = surname.end()
    at, told = end, False
    while match := _PHRASE.match(text, at):
        said = words(match[1])
        its_own = bool(said) and all(word in known or word in ("a", "an", "the") or word.isdigit() for word in said)
        if not its_own and not _KIN_OF.fullmatch(match[1].strip()):
            break
        told = told or its_own
        at = match.end()
        end = at if told and its_own else end
    return end + 1 if told and text[end : end + 1] == "," else end


_SURNAME = re.compile(r"(?:\s[A-ZÀ-Þ][A-ZÀ-Þ'’-]+){1,2}(?=,)")
_PHRASE = re.compile(r",\s*([^,.;:]{1,80})(?=[,.;:]|$)")
_KIN_OF = re.compile(r"(?:his|her|their)\s+[a-z]+")


def _same(said: str, spelling: str) -> bool:
    """Whether every word is spelled like the name, or in capitals."""
    pairs = zip(said.split(), spelling.split(), strict=True)
    return all(one == other or (one.isupper() and len(one) > 1) for one, other in pairs)


def _noun_follows(text: str, at: int) -> bool:
    """Whether the next word may be a noun that makes one with the name: no verb form, nothing that joins."""
    match = _NEXT.match(text, at)
    if match is None:
        return False
    word = match[1].lower()
    if word in _JOINING or word.endswith(("ed", "ing", "ly")) or (word.endswith("s") and not word.endswith("ss")):
        return False
    return pose_of_word(word) is None


def _after_word(text: str, at: int) -> int:
    match = re.compile(r"\w+|\W").match(text, at)
    return match.end() if match else at + 1


def _spellings(looks: Looks) -> set[str]:
    """A name without its article, and the words of it that can stand for the whole."""
    bare = bare_name(looks.sheet) if not looks.common else " ".join(_bare(looks.sheet.name))
    parts = bare.split()
    found = {bare} if bare.strip() else set[str]()
    if looks.common or looks.folder == "places":
        if len(parts) > 1 and len(parts[-1]) > 2 and looks.folder != "places":
            found.add(parts[-1])
        return found
    titles = {_SHORT_FOR.get(word, word) for word in words(bare)[:1]} & STANDING if len(parts) > 1 else set[str]()
    return found | titles | {part for part in parts if telling(part) and (len(part) > 2 or not part.isascii())}


def _bare(name: str) -> list[str]:
    parts = name.split()
    return parts[1:] if len(parts) > 1 and parts[0].lower() in ("the", "a", "an", "another") else parts
