"""What follows when a piece of work failed: again, or not at all. Pure: it is told what happened and touches nothing.

out of memory    again by the next smaller memory plan of the model, as long as there is one
transient        again after a pause, a longer one each time: somebody else was not there, or had too much to do
lost worker      again once, in a worker that has nothing else; whoever ends two workers is not tried again
anything else    never: a refused prompt, an option that does not fit and a bug are the same the next time
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from orchestrator.building.engines.executor import Failed
from orchestrator.building.order import Ready
from orchestrator.building.work import Asked

_LONGEST = 300.0
"""Seconds; whoever asks for a longer pause is not waited for."""
_HELD_LESS = "memory ran out, so its model is held in less"
_LOSSES = ("worker_lost", "timeout")


@dataclass(frozen=True)
class Again:
    """Try it again, in so many seconds."""

    reason: str
    wait: float = 0.0
    below: int = 0
    """What its model must be held in less than, in bytes; 0 where it may be held as before."""
    apart: bool = False
    """Whether its worker must have nothing else meanwhile."""


@dataclass(frozen=True)
class Over:
    """It failed for good; `poison` says that it ended two workers."""

    poison: bool = False


@dataclass(frozen=True)
class Policy:
    """How often, and after which pauses in seconds."""

    waits: tuple[float, ...] = (1.0, 4.0, 16.0, 60.0)

    def after(self, failures: Sequence[Failed]) -> Again | Over:
        """Say what follows after these failures of one piece, of which the last has just happened."""
        last = failures[-1]
        before = Again(
            _HELD_LESS if last.kind == "out_of_memory" else first_line(last.text),
            below=min((one.below for one in failures if one.below), default=0),
            apart=any(one.kind in _LOSSES for one in failures),
        )
        if last.kind == "out_of_memory":
            smaller = last.below and all(last.below < one.below for one in failures[:-1] if one.below)
            return before if smaller else Over()
        if last.kind == "transient":
            count = sum(one.kind == "transient" for one in failures)
            if count > len(self.waits) or last.after > _LONGEST:
                return Over()
            return replace(before, wait=max(self.waits[count - 1], last.after))
        if last.kind in _LOSSES:
            return before if sum(one.kind in _LOSSES for one in failures) == 1 else Over(poison=True)
        return Over()


class Tightness:
    """What is known of models that ran out of memory: whatever asks them for as much is held in less from the start."""

    def __init__(self) -> None:
        self._known: dict[str, list[tuple[int, int]]] = {}

    def learn(self, entry: Ready, below: int) -> None:
        """A piece ran out of memory, and must be held in less than so many bytes."""
        if isinstance(entry.work, Asked):
            self._known.setdefault(_model_of(entry.work), []).append((entry.work.amount(), below))

    def fitted(self, entry: Ready) -> Ready:
        """The entry, its model held in less where it asks for as much as what ran out of memory."""
        work = entry.work
        if not self._known or not entry.model or not isinstance(work, Asked):
            return entry
        known = self._known.get(_model_of(work), ())
        below = min((below for amount, below in known if amount <= work.amount()), default=0)
        if not below:
            return entry
        less = work.held_below(below)
        return replace(entry, work=less, model=less.model())


def _model_of(work: Asked) -> str:
    """The model, however it is held."""
    return replace(work, backend=work.backend.held_below(0)).model()


def first_line(text: str) -> str:
    """The first line of an error, which is all that most readers want."""
    return text.splitlines()[0] if text else ""
