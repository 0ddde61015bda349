"""Fits a prompt to what its model reads: what matters least goes first, and what went is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from orchestrator.directing.prompting.dialect import Dialect
from orchestrator.directing.prompting.marks import marked, segments, shown, tidy, unmarked
from orchestrator.directing.prompting.phrases import plain_words
from orchestrator.directing.prompting.prompt import Segment
from orchestrator.directing.prompting.values import Part

_ORDER = ("mood", "palette", "lens", "look", "light", "weather", "setting", "sound", "props", "blocking", "emotions")
"""The values that may be left out, the first to go first; within one, the last phrase goes first."""


@dataclass(frozen=True)
class Fitted:
    """A prompt with its marks. `parts` are those that it says, `shed` those that went to fit, in order."""

    text: str
    numbered: tuple[Part, ...]
    parts: tuple[Part, ...]
    shed: tuple[Part, ...]

    def segments(self, dialect: Dialect) -> tuple[Segment, ...]:
        """The text cut by origin."""
        return segments(self.text, [part.clause.origin for part in self.numbered], dialect.origin)


@dataclass(frozen=True)
class _Draft:
    """Some of all parts, put into the dialect."""

    numbered: tuple[Part, ...]
    kept: frozenset[int]
    text: str

    @property
    def shown(self) -> frozenset[int]:
        return self.kept & shown(self.text)


def fit(parts: Sequence[Part], dialect: Dialect, count: Callable[[str], int] | None) -> Fitted:
    """Say as much of the parts in the dialect as the model reads; `count` counts its tokens."""
    numbered = tuple(parts)
    kept = frozenset(range(len(numbered)))
    draft = _once(_draft(numbered, kept, dialect), dialect)
    shed: list[int] = []
    for number in _in_order(numbered, draft.shown):
        if not _too_long(draft.text, dialect, count):
            break
        kept -= {number}
        draft = _once(_draft(numbered, kept, dialect), dialect)
        shed.append(number)
    return Fitted(
        draft.text,
        numbered,
        tuple(numbered[number] for number in sorted(draft.shown)),
        tuple(numbered[number] for number in shed),
    )


def _draft(numbered: tuple[Part, ...], kept: frozenset[int], dialect: Dialect) -> _Draft:
    values: dict[str, str] = {}
    for number, part in enumerate(numbered):
        if number in kept:
            name, before = part.clause.name, values.get(part.clause.name, "")
            values[name] = before + (part.joint if before else "") + marked(part.clause.text, number)
    return _Draft(numbered, kept, tidy(dialect.say(values)))


def _once(draft: _Draft, dialect: Dialect) -> _Draft:
    """Nothing is described twice.

    Where the template says the action as well as the cast or the props, those whom the action describes are left out of the
    others; and so is the name of a place that its description says.
    """
    numbered, seen = draft.numbered, draft.shown
    acted = {numbered[number].entity for number in seen if numbered[number].clause.name == "action"} - {""}
    settings = [_words(numbered[number]) for number in seen if numbered[number].clause.name == "setting"]
    again = {
        number
        for number in seen
        if (numbered[number].clause.name in ("cast", "props") and numbered[number].entity in acted)
        or (numbered[number].clause.name == "place" and any(_words(numbered[number]) <= said for said in settings))
    }
    return _draft(numbered, draft.kept - again, dialect) if again else draft


def _words(part: Part) -> frozenset[str]:
    return frozenset(plain_words(part.clause.text)) - {"the", "a", "an"}


def _in_order(numbered: Sequence[Part], seen: frozenset[int]) -> list[int]:
    """The parts that may go, the first to go first."""
    may = [number for number in seen if numbered[number].clause.turn is not None]
    return sorted(may, key=lambda number: (_ORDER.index(numbered[number].clause.name), -number))


def _too_long(text: str, dialect: Dialect, count: Callable[[str], int] | None) -> bool:
    plain, card = unmarked(text), dialect.card
    if card.words is not None and len(plain.split()) > card.words[1]:
        return True
    if card.limit.characters is not None and len(plain) > card.limit.characters:
        return True
    return count is not None and card.limit.tokens is not None and count(plain) > card.limit.tokens
