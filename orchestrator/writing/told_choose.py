"""What of a story fits the asked length: the opening, the turn and the end always, then whatever tells most in its time."""

import re
from bisect import bisect, insort
from collections import Counter
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from orchestrator.writing.reading_phrases import CLOSED
from orchestrator.writing.told_text import Piece, clauses, sentences
from orchestrator.writing.treated import spoken_seconds

_SHOT = 1.15
"""Seconds that a spoken clause takes besides its words: breath, and picture before and after it."""
_LONGEST_SPEECH = 16
_TURN = re.compile(
    r"\b(?:but|suddenly|just then|at last|at that moment|all at once|however|instead|only to find|when at last|"
    r"then one day|one day|as soon as|no sooner)\b",
    re.IGNORECASE,
)


@dataclass
class Unit:
    """The smallest part that is kept or left out: a told sentence, or one or two sentences of a speech."""

    piece: Piece
    text: str
    index: int
    people: tuple[str, ...] = ()
    speaker: str | None = None
    needs: list[int] = field(default_factory=list[int])
    worth: float = 0.0

    @property
    def seconds(self) -> float:
        """How long it lasts on the screen."""
        if not self.text:
            return 0.0
        parts = clauses(self.text) if self.piece.kind == "told" else [self.text]
        return sum(spoken_seconds(part) + _SHOT for part in parts)


def spoken_parts(text: str) -> list[str]:
    """Return a speech in parts that can be kept one without the other."""
    if len(text.split()) <= _LONGEST_SPEECH:
        return [text]
    parts: list[str] = []
    for sentence in sentences(text):
        if parts and len(parts[-1].split()) + len(sentence.split()) <= _LONGEST_SPEECH:
            parts[-1] = f"{parts[-1]} {sentence}"
        else:
            parts.append(sentence)
    return parts


def choose(units: list[Unit], seconds: float) -> list[Unit]:
    """Return the units to keep, in the story's order, within `seconds` if that can be."""
    lengths = [unit.seconds for unit in units]
    if sum(lengths) <= seconds:
        return units
    _weigh(units)
    kept = _Kept(units, lengths)
    for index in _spine(units):
        kept.add(index, seconds * 1.02 if kept else float("inf"))
    _fill(units, lengths, kept, seconds)
    chosen = [unit for unit in units if unit.index in kept]
    return chosen if kept.seconds <= seconds * 1.05 else _shortened(chosen, seconds)


class _Kept:
    """The units that are in, each with those it needs."""

    def __init__(self, units: list[Unit], lengths: list[float]) -> None:
        self._units, self._lengths = units, lengths
        self._indices: list[int] = []
        self._all: set[int] = set()
        self.seconds = 0.0

    def __contains__(self, index: int) -> bool:
        return index in self._all

    def __len__(self) -> int:
        return len(self._all)

    def gap(self, index: int) -> int:
        """Return how far a unit lies from everything that is in."""
        at = bisect(self._indices, index)
        return min(abs(index - near) for near in self._indices[max(0, at - 1) : at + 1])

    def add(self, index: int, seconds: float) -> None:
        """Let a unit in, with all it needs, unless it would be longer than `seconds` then."""
        wanted: set[int] = set()
        waiting = [index]
        while waiting:
            at = waiting.pop()
            if at not in wanted and at not in self._all:
                wanted.add(at)
                waiting += self._units[at].needs
        more = sum(self._lengths[at] for at in sorted(wanted))
        if self.seconds + more <= seconds:
            self.seconds += more
            self._all |= wanted
            for at in wanted:
                insort(self._indices, at)


def _fill(units: list[Unit], lengths: list[float], kept: _Kept, seconds: float) -> None:
    """Let in the unit that tells most in its time, again and again.

    What a unit is worth only falls while others come in, so its place in the queue is looked at again when its turn comes.
    """

    def value(index: int) -> float:
        # A story without holes: what lies far from everything that is in is worth more.
        return (units[index].worth + 0.22 * min(4, kept.gap(index))) / max(lengths[index], 1.0) ** 0.5

    queue = [(-value(unit.index), unit.index) for unit in units if unit.index not in kept]
    heapify(queue)
    while queue:
        before, index = heappop(queue)
        now = -value(index)
        if now > before:
            heappush(queue, (now, index))
        elif index not in kept:
            kept.add(index, seconds)


def _spine(units: list[Unit]) -> list[int]:
    """Return opening, end and turn, the ones a story cannot do without, most needed first."""
    told = [unit for unit in units if unit.piece.kind == "told" and unit.text]
    if not told:
        return [units[0].index, units[-1].index]
    late = [unit for unit in told if 0.4 <= unit.index / len(units) <= 0.9 and _TURN.search(unit.text)]
    turn = min(late, key=lambda unit: abs(unit.index / len(units) - 0.7), default=None)
    return [told[0].index, units[-1].index, *([turn.index] if turn else [])]


def _weigh(units: list[Unit]) -> None:
    """Give each unit its worth."""
    matters = [_matter(unit.text) for unit in units]
    spread = Counter(word for matter in matters for word in matter)
    spoken: set[str | None] = set()
    for unit, matter in zip(units, matters, strict=True):
        others = [spread[word] - 1 for word in matter] if len(units) > 1 else []
        unit.worth = _worth(unit, len(units), _centrality(others), first=unit.speaker not in spoken)
        spoken.add(unit.speaker)


def _worth(unit: Unit, count: int, central: float, *, first: bool) -> float:
    where = unit.index / max(1, count - 1)
    worth = 1.0 + 0.25 * min(len(unit.people), 3)
    if unit.piece.kind == "said":
        worth += 0.7
        worth += 0.5 if first else 0.0
    elif not unit.people:
        worth -= 0.5
    if _TURN.search(unit.text):
        worth += 0.5
    worth += 0.9 * central
    return worth + (0.8 if where > 0.8 else 0.4 if where < 0.12 else 0.0)


def _centrality(others: list[int]) -> float:
    """Return from 0 to 1 how much a sentence speaks of what the rest of the story speaks of: how many have each of its words."""
    shared = sorted(others, reverse=True)[:5]
    return min(1.0, sum(min(count, 6) for count in shared) / 16)


def _matter(text: str) -> frozenset[str]:
    """Return the words of a text that carry its matter, cut to their stems."""
    return frozenset(word.lower()[:5] for word in re.findall(r"[^\W\d_]{3,}", text) if word.lower() not in CLOSED)


def _shortened(chosen: list[Unit], seconds: float) -> list[Unit]:
    """Tell less of each sentence that is left: first clauses only, from the longest on, the last sentence last."""
    total = sum(unit.seconds for unit in chosen)
    for unit in sorted(chosen, key=lambda unit: (unit is chosen[-1], -unit.seconds)):
        if total <= seconds:
            break
        total -= unit.seconds
        parts = clauses(unit.text, 12) if unit.piece.kind == "told" else sentences(unit.text)
        unit.text = parts[0] if unit is not chosen[-1] or unit.piece.kind == "told" else parts[-1]
        total += unit.seconds
    gone: set[int] = set()
    for unit in sorted(chosen[1:-1], key=lambda unit: unit.worth):
        if total <= seconds * 1.05:
            break
        total -= unit.seconds
        gone.add(unit.index)
    return [unit for unit in chosen if unit.index not in gone]
