"""What follows when a piece of work failed: again, or not at all. Pure: it is told what happened and touches nothing.

out of memory    again by the next smaller memory plan of the model, as long as there is one
transient        again after a pause, a longer one each time: somebody else was not there, or had too much to do
lost worker      again once, in a worker that has nothing else; whoever ends two workers is not tried again
lost in loading  killed by the kernel: as out of memory; else again, until two in a row were lost that loaded the same model
anything else    never: a refused prompt, an option that does not fit and a bug are the same the next time
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from orchestrator.building.engines.executor import Failed
from orchestrator.building.order import Ready
from orchestrator.building.work import Asked, loaded_as

_LONGEST = 300.0
"""Seconds; whoever asks for a longer pause is not waited for."""
_HELD_LESS = "memory ran out, so its model is held in less"
_LOSSES = ("worker_lost", "timeout")
_LOADED_IN_VAIN = 3
"""So many workers are lost at most that were to load a model for one piece, where another worker could load it."""


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

    def after_loading(self, losses: Sequence[Failed], own: int, below: int) -> Again | Over:
        """Say what follows after workers were lost, one after the other, that loaded the same model.

        `own`: how many of them loaded it for this piece. `below`: what it may be held in less than, if memory was the cause.
        """
        if below:
            return Again(_HELD_LESS, below=below)
        return Again(first_line(losses[-1].text)) if len(losses) < 2 and own < _LOADED_IN_VAIN else Over()


class Tightness:
    """What is known of models that ran out of memory: whatever asks them for as much is held in less from the start."""

    def __init__(self) -> None:
        self._known: dict[str, list[tuple[int, int]]] = {}

    def learn(self, entry: Ready, below: int, *, always: bool = False) -> None:
        """A piece ran out of memory, and must be held in less than so many bytes; `always`: so must every other."""
        if isinstance(entry.work, Asked):
            amount = 0 if always else entry.work.amount()
            self._known.setdefault(model_of(entry), []).append((amount, below))

    def fitted(self, entry: Ready) -> Ready:
        """The entry, its model held in less where it asks for as much as what ran out of memory."""
        work = entry.work
        if not self._known or not entry.model or not isinstance(work, Asked):
            return entry
        known = self._known.get(model_of(entry), ())
        below = min((below for amount, below in known if amount <= work.amount()), default=0)
        if not below:
            return entry
        less = work.held_below(below)
        return replace(entry, work=less, model=less.model())


def model_of(entry: Ready) -> str:
    """What is loaded for a piece, however it is held; where nothing is, what it is to be."""
    work = entry.work
    return loaded_as(work.backend.held_below(0)) if isinstance(work, Asked) else entry.model or work.kind


def first_line(text: str) -> str:
    """The first line of an error, which is all that most readers want."""
    return text.splitlines()[0] if text else ""
