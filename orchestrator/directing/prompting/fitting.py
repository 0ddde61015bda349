"""Fits a prompt to what its model reads: what matters least goes first, and what went is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from orchestrator.directing.prompting.dialect import Dialect
from orchestrator.directing.prompting.marks import marked, segments, shown, tidy, unmarked
from orchestrator.directing.prompting.phrases import plain_words
from orchestrator.directing.prompting.prompt import Segment
from orchestrator.directing.prompting.shortening import shorter
from orchestrator.directing.prompting.values import Part

_ORDER = ("mood", "palette", "lens", "look", "light", "weather", "setting", "sound", "props", "blocking", "emotions")
"""The values that may be left out, the first to go first; within one, the last phrase goes first, and a state's words last."""
_STATE = ".yaml: states."
_AT_WORST = ("place", "time", "look")
"""What goes when all of that is gone: the place's name, the time, what the look begins with; then see `shortening`."""

Count = Callable[[str], int]


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
    again: frozenset[int] = frozenset()
    """What is not said only because it would be said twice."""

    @property
    def all_kept(self) -> frozenset[int]:
        return self.kept | self.again

    @property
    def shown(self) -> frozenset[int]:
        return self.kept & shown(self.text)


def fit(parts: Sequence[Part], dialect: Dialect, count: Count | None) -> Fitted:
    """Say as much of the parts in the dialect as the model reads; `count` counts its tokens."""
    numbered = tuple(parts)
    draft = _once(numbered, frozenset(range(len(numbered))), frozenset(), dialect)
    optional = _in_order(numbered, draft.shown, _ORDER)
    draft, shed = _without(draft, optional, dialect, lambda text: _too_long(text, dialect, count))
    last: list[Part] = []
    if _is_over(draft.text, dialect, count):
        vital = _in_order(numbered, draft.shown, _AT_WORST)
        draft, more = _without(draft, vital, dialect, lambda text: _is_over(text, dialect, count))
        if _is_over(draft.text, dialect, count):
            draft, last, back = _at_last(draft, more, dialect, count)
            more = [number for number in more if number not in back]
        shed += more
    went = [*(numbered[number] for number in shed), *last]
    return Fitted(
        draft.text,
        draft.numbered,
        tuple(draft.numbered[number] for number in sorted(draft.shown)),
        tuple(went),
    )


def _at_last(
    draft: _Draft, vital: Sequence[int], dialect: Dialect, count: Count | None
) -> tuple[_Draft, list[Part], list[int]]:
    """Leave out of the action and of looks what makes it fit; where nothing does, as much as may go.

    A sentence that went leaves room: what is `vital` comes back into it, the last to go first. Returns what went, and what
    of the vital came back.
    """
    kept, went = set(draft.all_kept), list[Part]()
    least = draft
    for parts, gone in shorter(_bare(draft, kept)):
        least = _once(parts, frozenset(range(len(parts))), frozenset(), dialect)
        went.append(gone)
        if not _is_over(least.text, dialect, count):
            break
    back: list[int] = []
    for number in reversed(vital) if went and not _is_over(least.text, dialect, count) else ():
        *_, (parts, _gone) = islice(shorter(_bare(draft, {*kept, number})), len(went))
        fuller = _once(parts, frozenset(range(len(parts))), frozenset(), dialect)
        if not _is_over(fuller.text, dialect, count):
            least, kept = fuller, {*kept, number}
            back.append(number)
    return least, went, back


def _bare(draft: _Draft, kept: set[int]) -> list[Part]:
    """Some of the parts. What would be said twice is there for when the action no longer says it, but for details of things."""
    parts = [draft.numbered[number] for number in sorted(kept)]
    return [part for part in parts if part.clause.name != "props" or part.clause.turn is None]


def _without(
    draft: _Draft, optional: Sequence[int], dialect: Dialect, long: Callable[[str], bool]
) -> tuple[_Draft, list[int]]:
    """Leave out part after part until the text is not too long, or nothing optional is left; returns what went, too.

    How many must go is found by halving: the text only gets shorter.
    """
    if not optional or not long(draft.text):
        return draft, []

    def without(count: int) -> _Draft:
        kept = draft.all_kept - frozenset(optional[:count])
        return _once(draft.numbered, kept, draft.again, dialect)

    enough, most = 1, len(optional)
    while enough < most:
        middle = (enough + most) // 2
        if long(without(middle).text):
            enough = middle + 1
        else:
            most = middle
    return without(enough), list(optional[:enough])


def _draft(numbered: tuple[Part, ...], kept: frozenset[int], dialect: Dialect) -> _Draft:
    values: dict[str, str] = {}
    for number, part in enumerate(numbered):
        if number in kept:
            name, before = part.clause.name, values.get(part.clause.name, "")
            values[name] = before + (part.joint if before else "") + marked(part.clause.text, number)
    return _Draft(numbered, kept, tidy(dialect.say(values)))


def _once(numbered: tuple[Part, ...], kept: frozenset[int], likely: frozenset[int], dialect: Dialect) -> _Draft:
    """Say what is kept, but nothing twice; `likely` is what will not be said for that.

    Where the template says the action as well as the cast or the props, those whom the action describes are left out of the
    others; and so is the name of a place that its description says.
    """
    likely &= kept
    draft = _draft(numbered, kept - likely, dialect)
    again = _said_twice(numbered, draft.shown, draft.shown | likely)
    if again != likely:
        draft = _draft(numbered, kept - again, dialect)
    return replace(draft, again=again)


def _said_twice(numbered: tuple[Part, ...], seen: frozenset[int], of: frozenset[int]) -> frozenset[int]:
    acted = {numbered[number].entity for number in seen if numbered[number].clause.name == "action"} - {""}
    settings = [_words(numbered[number]) for number in seen if numbered[number].clause.name == "setting"]
    return frozenset(
        number
        for number in of
        if (numbered[number].clause.name in ("cast", "props") and numbered[number].entity in acted)
        or (numbered[number].clause.name == "place" and any(_words(numbered[number]) <= said for said in settings))
    )


def _words(part: Part) -> frozenset[str]:
    return frozenset(plain_words(part.clause.text)) - {"the", "a", "an"}


def _in_order(numbered: Sequence[Part], seen: frozenset[int], order: Sequence[str]) -> list[int]:
    """The parts of these values that may go, the first to go first. What the look begins with is for the worst case alone."""
    base = min((number for number, part in enumerate(numbered) if part.clause.name == "look"), default=None)
    may = [
        number
        for number in seen
        if numbered[number].clause.turn is not None
        if numbered[number].clause.name in order
        and (number == base) == (order is _AT_WORST and _is_look(numbered[number]))
    ]

    def turn(number: int) -> tuple[int, bool, int]:
        clause = numbered[number].clause
        return order.index(clause.name), _STATE in clause.origin, -number

    return sorted(may, key=turn)


def _is_look(part: Part) -> bool:
    return part.clause.name == "look"


def _too_long(text: str, dialect: Dialect, count: Count | None) -> bool:
    """Whether the text is over a limit, or beyond what the model does best with."""
    words = dialect.card.words
    return (words is not None and len(unmarked(text).split()) > words[1]) or _is_over(text, dialect, count)


def _is_over(text: str, dialect: Dialect, count: Count | None) -> bool:
    plain, limit = unmarked(text), dialect.card.limit
    if limit.characters is not None and len(plain) > limit.characters:
        return True
    return count is not None and limit.tokens is not None and count(plain) > limit.tokens
