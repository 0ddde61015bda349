"""Whose clause is whose: an action's sentences shared out among the figures who do what they say.

A clause belongs to the figure that begins it; one that begins with a verb or a pronoun goes on with the figure before; one
that begins with a thing belongs to nobody, for dust that hangs in the air makes nobody hang.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias


def words_of(row: str) -> frozenset[str]:
    """A set of words, written as a row of them."""
    return frozenset(row.split())


ASIDE = words_of(
    "and then but or so yet now again just still also always once suddenly at last even too he she it they who both"
)
"""Words that may stand between who acts and the verb."""
_SENTENCES = re.compile(r"[.;:!?…—]\s*|,?\s+(?:while|when|until|because|so that|as soon as)\s+", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:(?:and|then|but|or|so|yet|now|again|just|still|also|suddenly|even|at last|at once|as|when|while|if|because|where|"
    r"meanwhile|one day|soon|\w+ly)\b,?\s*)+",
    re.IGNORECASE,
)
_NEGATIONS = words_of("no nobody neither never none nothing without")
_PREPOSITIONS = words_of(
    "on in at by from of to with into onto over under behind beside between beneath above below near before after past "
    "beyond across along around through toward towards against upon out for among up down off"
)
_THINGS = words_of(
    "the a an his her its their our one two three some every each another this that these those there halfway"
)
_EVERYBODY = words_of("both they all everybody everyone")
_PRONOUNS = words_of("he she it who")


def share_out(action: str, names: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the clauses of each figure, without their subjects, by the ids of `names` (id to name)."""
    shares: dict[str, list[str]] = {identity: [] for identity in names}
    for doers, clause in clauses_of(action, names):
        for identity in doers:
            shares[identity].append(clause)
    return shares


Clause: TypeAlias = tuple[tuple[str, ...], str]
"""The ids of those who do it, and what it says of them, without its subject."""


def clauses_of(action: str, names: Mapping[str, str]) -> tuple[Clause, ...]:
    """Return every clause that is somebody's, in order."""
    return _clauses(action, tuple(names.items()))


@lru_cache(maxsize=64)
def _clauses(action: str, cast: tuple[tuple[str, str], ...]) -> tuple[Clause, ...]:
    """The clauses of an action: for what bodies do, for faces and for beats they are asked for one after the other."""
    names = dict(cast)
    found: list[Clause] = []
    patterns = _patterns(cast)
    subject: tuple[str, ...] = ()
    for sentence in filter(str.strip, _SENTENCES.split(action)):
        for index, piece in enumerate(_pieces(sentence, patterns)):
            doing = _subject(piece, patterns, subject, names)
            if doing is None:
                # A new sentence that names nobody is about a thing; after a comma the same one goes on.
                goes_on = index > 0 or re.match(r"\w+ing\b", piece)
                doing = (subject or tuple(names)[:1], piece) if goes_on else ((), "")
            subject, rest = doing
            if rest.strip() and subject:
                found.append((subject, rest.strip()))
    if len(names) == 1 and not found:
        said = re.search(r"\b(?:he|she|it|they)\b(.*)", action, re.IGNORECASE)
        return ((tuple(names), said[1].strip()),) if said else ()
    return tuple(found)


@lru_cache(maxsize=256)
def _patterns(cast: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """What everybody is called who has a name."""
    names = dict(cast)
    return {identity: _pattern(name, names) for identity, name in cast if name}


@lru_cache(maxsize=2048)
def _any_case(pattern: str) -> re.Pattern[str]:
    """A pattern that names somebody: a long film has more of them than `re` itself keeps."""
    return re.compile(pattern, re.IGNORECASE)


def _pattern(name: str, names: Mapping[str, str]) -> str:
    """What the figure is called: its name, or the last word of it where nobody else has that."""
    own = re.sub(r"^(?:the|another|a|an)\s+", "", name, flags=re.IGNORECASE)
    last = own.split(" ")[-1]
    alone = sum(last.lower() in other.lower().split() for other in names.values()) == 1
    called = [re.escape(own), *([re.escape(last)] if alone and len(last) > 2 else [])]
    return rf"\b(?:{'|'.join(called)})\b(?!['’]s?\b)"


def _pieces(sentence: str, patterns: Mapping[str, str]) -> list[str]:
    """Clauses of a sentence, cut at commas and before an `and` that brings in another figure with a verb of its own."""
    pieces: list[str] = []
    anybody = "|".join(patterns.values())
    for piece in re.split(r",\s+", sentence):
        if anybody:
            parts = _any_case(rf"\s+and\s+(?=(?:the\s+)?(?:{anybody})\s+\w)").split(piece)
            joint = _any_case(rf"(?:the\s+)?(?:{anybody})").fullmatch(parts[0].strip())
            pieces += [piece] if joint else parts
        else:
            pieces.append(piece)
    return [piece.strip() for piece in pieces if piece.strip()]


def _subject(
    piece: str, patterns: Mapping[str, str], before: tuple[str, ...], names: Mapping[str, str]
) -> tuple[tuple[str, ...], str] | None:
    """Who does what the piece says, and the piece from there on; None where it does not say who."""
    text = _LEADING.sub("", piece)
    first = (text.split() or [""])[0].lower().strip(",")
    if first in _NEGATIONS:
        return before, ""
    for identity, pattern in patterns.items():
        match = _any_case(rf"(?:(?:the|a|an|his|her|another)\s+)?(?:\w+\s+){{0,2}}?{pattern}").match(text)
        if match and _leads(match[0], pattern):
            return _together(identity, text[match.end() :], patterns)
    if first in _EVERYBODY:
        return tuple(names), text[len(first) :]
    if first in _PRONOUNS:
        meant = before or tuple(names)[:1]
        if first == "it":
            # Who has a name of his own is no `it`.
            meant = tuple(one for one in meant if names[one].startswith(("The ", "Another ")) or not names[one])
        return meant, text[len(first) :]
    if first in _THINGS:
        return _inverted(text, patterns) or ((), "")
    if first in _PREPOSITIONS:
        return _inverted(text, patterns) or (before, "")
    return None


def _leads(head: str, pattern: str) -> bool:
    """Whether what stands before the name only describes it: no verb or preposition between."""
    words = _any_case(pattern).sub("", head).lower().split()
    return not any(word in _PREPOSITIONS or (word.endswith("s") and word not in _THINGS) for word in words)


def _together(identity: str, rest: str, patterns: Mapping[str, str]) -> tuple[tuple[str, ...], str]:
    """`Maeve and Nerys land in a heap`: both do."""
    for other, pattern in patterns.items():
        match = _any_case(rf"\s+and\s+(?:the\s+)?{pattern}").match(rest)
        if match and other != identity:
            return (identity, other), rest[match.end() :]
    return (identity,), rest


def _inverted(text: str, patterns: Mapping[str, str]) -> tuple[tuple[str, ...], str] | None:
    """Who acts in a clause that begins with a where or when: `From the left comes Haruto`."""
    for identity, pattern in patterns.items():
        for match in _any_case(rf"(?:\b(?:the|a|an)\s+(?:\w+\s+){{0,2}})?{pattern}").finditer(text):
            earlier = text[: match.start()].split()
            last = earlier[-1].lower() if earlier else ""
            if last in _PREPOSITIONS or last in _THINGS or not text[match.end() :].strip():
                continue
            verb = f"{last} " if last.endswith("s") and len(last) > 3 else ""
            return (identity,), verb + text[match.end() :]
    return None
