"""Who is named in a text of any language, and whose a speech is by the names that stand beside it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from orchestrator.film.sheets import Character
from orchestrator.writing.morphology import bag
from orchestrator.writing.told_plain import Line

ARTICLES = bag("the a an le la les un une der die das ein eine el los las una il lo gli o os as um uma de het")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_SHORTEST_STEM = 3
_PRONOUNS = bag(
    "he she it they him her them il elle ils elles lui er sie es ihm ihr él ella ellos ellas lei loro ele ela eles elas он она "
    "они ему ей hij zij ze hem haar on ona oni 他 她 它 彼 彼女"
)


@dataclass(frozen=True)
class Heard:
    """A line with whom it names; `speaker` is None for what is told, and for a voice that nobody is named for."""

    line: Line
    present: tuple[str, ...]
    speaker: str | None = None


class Names:
    """The names of a story, as they stand in its text."""

    def __init__(
        self,
        characters: Iterable[Character],
        genders: Mapping[str, str] | None = None,
        forms: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """`forms` are more words that stand for somebody, by their id."""
        everybody = list(characters)
        self._genders = genders or {}
        words = [word for one in everybody for word in set(_parts(one.name))]
        known = [(form, identity) for identity, own in (forms or {}).items() for form in own]
        own: list[tuple[str, str]] = []
        for one in everybody:
            parts = _parts(one.name)
            own.append((" ".join(parts), one.id))
            own += [(part, one.id) for part in parts if len(part) > 2 and words.count(part) == 1]
            if one.kind != "person":
                own.append((" ".join(parts).lower(), one.id))
        longest_first = sorted(dict.fromkeys([*known, *own]), key=lambda form: -len(form[0]))
        self._patterns = [(re.compile(_pattern(form)), identity) for form, identity in longest_first if form]

    def places(self, text: str) -> list[tuple[int, str]]:
        """Return where each of the names stands, in order; longer names win over those inside them."""
        found: list[tuple[int, str]] = []
        rest = text
        for pattern, identity in self._patterns:
            found += [(match.start(), identity) for match in pattern.finditer(rest)]
            rest = pattern.sub(lambda match: " " * len(match[0]), rest)
        return sorted(found)

    def fits(self, identity: str, tag: str) -> bool:
        """Whether somebody can be the `she`, `he` or `it` of a tag."""
        pronoun = re.search(r"\b(she|he|it)\b", tag.lower())
        return pronoun is None or self._genders.get(identity, pronoun[1]) == pronoun[1]

    def within(self, text: str) -> tuple[str, ...]:
        """Return who is named, in order."""
        return tuple(dict.fromkeys(identity for _, identity in self.places(text)))


def heard(lines: Sequence[Line], names: Names, *, only_named: bool = False) -> list[Heard]:
    """Say whose each speech is: whoever its tag names, else whoever was just told of, else whoever's turn it is.

    With `only_named` a tag that names somebody unknown gives the speech to nobody.
    """
    found: list[Heard] = []
    talk: list[str] = []
    recent: list[str] = []
    for line in lines:
        present = names.within(line.text)
        if line.kind == "told":
            recent = [*present, *(one for one in recent if one not in present)]
            found.append(Heard(line, present))
            continue
        before = found[-1].line if found else None
        unknown = only_named and _names_a_stranger(line.tag, names)
        speaker = None if unknown else _speaker(line, before, names, talk, recent)
        if speaker:
            talk.append(speaker)
            recent = [speaker, *(one for one in recent if one != speaker)]
        found.append(Heard(line, present, speaker))
    return found


def _names_a_stranger(tag: str, names: Names) -> bool:
    """Whether a tag has more than a word of saying and a pronoun, and no name that is known."""
    words = re.findall(r"[^\W\d_]+", tag.lower())
    return len(words) > 1 and not names.within(tag) and not _PRONOUNS & {*words}


def _speaker(line: Line, before: Line | None, names: Names, talk: list[str], recent: list[str]) -> str | None:
    tagged = names.within(line.tag)
    if tagged:
        return tagged[0]
    last = talk[-1] if talk else None
    fitting = [one for one in recent if names.fits(one, line.tag)]
    if line.tag and fitting and fitting[0] != last:
        return fitting[0]
    if before and before.kind == "said":
        if before.turn == line.turn:
            return last
        return next((one for one in reversed(talk) if one != last), last if line.tag else None)
    if line.tag or (before and before.turn == line.turn):
        return fitting[0] if fitting else last
    return None


def _parts(name: str) -> list[str]:
    parts = name.split()
    return parts[1:] if len(parts) > 1 and parts[0].lower() in ARTICLES else parts


def _pattern(form: str) -> str:
    """Return what a name looks like in running text, with the endings that its language may give it."""
    if _UNSPACED.search(form):
        return re.escape(form)
    if _CYRILLIC.search(form):
        stem = re.sub(r"[аеёийоуыьэюя]$", "", form)
        return (
            rf"(?<!\w){re.escape(stem)}\w{{0,3}}(?!\w)"
            if len(stem) >= _SHORTEST_STEM
            else rf"(?<!\w){re.escape(form)}(?!\w)"
        )
    return rf"(?<!\w)(?:{re.escape(form)}|{re.escape(form.upper())})(?:s|es|n|en)?(?!\w)"
