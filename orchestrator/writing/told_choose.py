"""What of a story fits the asked length: the opening, the turn and the end always, then whatever tells most in its time."""

import re
from dataclasses import dataclass, field

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
    for unit in units:
        unit.worth = _worth(unit, units)
    if sum(unit.seconds for unit in units) <= seconds:
        return units
    kept: set[int] = set()
    for index in _spine(units):
        _keep(units, index, kept, seconds * 1.02 if kept else float("inf"))
    left = [unit for unit in units if unit.index not in kept]
    while left:
        best = max(left, key=lambda unit: (unit.worth + _gap(unit, kept)) / max(unit.seconds, 1.0) ** 0.5)
        left.remove(best)
        _keep(units, best.index, kept, seconds)
    chosen = [unit for unit in units if unit.index in kept]
    return chosen if sum(unit.seconds for unit in chosen) <= seconds * 1.05 else _shortened(chosen, seconds)


def _gap(unit: Unit, kept: set[int]) -> float:
    """Return what a unit is worth for lying far from everything that is kept: a story without holes."""
    return 0.22 * min(4, min(abs(unit.index - index) for index in kept))


def _spine(units: list[Unit]) -> list[int]:
    """Return opening, end and turn, the ones a story cannot do without, most needed first."""
    told = [unit for unit in units if unit.piece.kind == "told" and unit.text]
    if not told:
        return [units[0].index, units[-1].index]
    late = [unit for unit in told if 0.4 <= unit.index / len(units) <= 0.9 and _TURN.search(unit.text)]
    turn = min(late, key=lambda unit: abs(unit.index / len(units) - 0.7), default=None)
    return [told[0].index, units[-1].index, *([turn.index] if turn else [])]


def _keep(units: list[Unit], index: int, kept: set[int], seconds: float) -> None:
    wanted: set[int] = set()
    open_ = [index]
    while open_:
        at = open_.pop()
        if at not in wanted and at not in kept:
            wanted.add(at)
            open_ += units[at].needs
    if sum(units[at].seconds for at in kept | wanted) <= seconds:
        kept |= wanted


def _worth(unit: Unit, units: list[Unit]) -> float:
    where = unit.index / max(1, len(units) - 1)
    worth = 1.0 + 0.25 * min(len(unit.people), 3)
    if unit.piece.kind == "said":
        worth += 0.7
        worth += 0.5 if all(other.speaker != unit.speaker for other in units[: unit.index]) else 0.0
    elif not unit.people:
        worth -= 0.5
    if _TURN.search(unit.text):
        worth += 0.5
    worth += 0.9 * _centrality(unit, units)
    return worth + (0.8 if where > 0.8 else 0.4 if where < 0.12 else 0.0)


def _centrality(unit: Unit, units: list[Unit]) -> float:
    """Return from 0 to 1 how much a sentence speaks of what the rest of the story speaks of."""
    words = _matter(unit.text)
    others = [_matter(other.text) for other in units if other is not unit]
    if not words or not others:
        return 0.0
    shared = sorted((sum(word in other for other in others) for word in words), reverse=True)[:5]
    return min(1.0, sum(min(count, 6) for count in shared) / 16)


def _matter(text: str) -> frozenset[str]:
    """Return the words of a text that carry its matter, cut to their stems."""
    return frozenset(word.lower()[:5] for word in re.findall(r"[^\W\d_]{3,}", text) if word.lower() not in CLOSED)


def _shortened(chosen: list[Unit], seconds: float) -> list[Unit]:
    """Tell less of each sentence that is left: first clauses only, from the longest on, the last sentence last."""
    for unit in sorted(chosen, key=lambda unit: (unit is chosen[-1], -unit.seconds)):
        if sum(one.seconds for one in chosen) <= seconds:
            break
        parts = clauses(unit.text, 12) if unit.piece.kind == "told" else sentences(unit.text)
        unit.text = parts[0] if unit is not chosen[-1] or unit.piece.kind == "told" else parts[-1]
    while len(chosen) > 2 and sum(one.seconds for one in chosen) > seconds * 1.05:
        chosen.remove(min(chosen[1:-1], key=lambda unit: unit.worth))
    return chosen
