"""In which order the workers that hold models get their pieces, and what they are told of those to come.

Loading a model takes longer than most of what is made with it. So the one that a worker has loaded gets everything first that it
can make, also what becomes ready meanwhile. The next is one that will not have to be loaded again, if there is any, and that no
other worker has; stills come before clips, and else it goes by the order of the film.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from generation.backend import Ahead
from orchestrator.building.engines.executor import Room
from orchestrator.building.step import Step
from orchestrator.building.work import Asked, Work, loaded_as

_KINDS = ("still", "clip")
_FORESEEN = 256
"""Prompts that a model is told of ahead: they travel with each piece, and there may be thousands to come."""


@dataclass(frozen=True)
class Ready:
    """A step whose work is known and not in the store, and what must be loaded for it."""

    step: Step
    work: Work
    key: str
    model: str
    stands_in: bool = False
    attempt: int = 1
    due: float = 0.0
    """When it may be tried, by the monotonic clock."""
    apart: bool = False
    """Whether a worker that it may have ended has nothing else meanwhile."""


class Order:
    """The order of a set of steps, which come in the order of the film."""

    def __init__(self, steps: Sequence[Step] = ()) -> None:
        self._place = {step.id: number for number, step in enumerate(steps)}
        self._names: dict[int, str] = {}
        self._models = {step.id: self._model(step) for step in steps}

    def next_of(
        self,
        able: Sequence[Ready],
        rooms: Sequence[Room],
        waiting: Sequence[Step],
        underway: Sequence[Ready],
        done: Container[str],
    ) -> tuple[Ready, Room] | None:
        """Choose what could start now, and where; None where it is better to wait for more of the models that are held.

        The worker that has least to do comes first. Pieces ahead are for those that nobody else will have time for.
        """
        coming: tuple[set[str], set[str]] | None = None
        held = {room.held for room in rooms}
        for room in sorted(rooms, key=lambda room: (room.given, room.held == "", room.slot)):
            same = [entry for entry in able if entry.model == room.held and not (entry.apart and room.given)]
            if same and (not room.given or room.idle or room.peers == 1 or len(same) >= room.peers):
                return min(same, key=self._at), room
            if room.given or same or not able:
                continue
            if coming is None:
                coming = self._to_come(waiting, {entry.step.id: entry.model for entry in underway}, done)
            soon, later = coming
            if room.held not in soon:
                return min(
                    able, key=lambda entry: (entry.model in later, entry.model in held, *self._rank(entry))
                ), room
        return None

    def words(self, model: str, waiting: Sequence[Step]) -> list[tuple[str, str]]:
        """The words in which a model will be asked by steps that still wait for others."""
        steps = [step for step in waiting if self._models.get(step.id) == model]
        return [step.foreseen.words for step in steps if step.foreseen]

    def _rank(self, entry: Ready) -> tuple[int, int]:
        return _kind(entry.step), self._at(entry)

    def _at(self, entry: Ready) -> int:
        return self._place.get(entry.step.id, 0)

    def _to_come(
        self, waiting: Sequence[Step], underway: Mapping[str, str], done: Container[str]
    ) -> tuple[set[str], set[str]]:
        """The models that more work is coming for without another being loaded, and those for which one must be first."""
        steps = {step.id: step for step in waiting}
        known: dict[str, frozenset[str] | None] = {}

        def before(step: Step) -> frozenset[str] | None:
            """The models at work in everything that a step waits for; None if some of that will never be there."""
            if step.id not in known:
                known[step.id] = None
                found = frozenset[str]()
                for need in step.needs:
                    if need in done:
                        continue
                    if need in underway:
                        found |= {underway[need]}
                    elif need in steps and (its := before(steps[need])) is not None:
                        found |= its | {self._models.get(need, "")}
                    else:
                        return None
                known[step.id] = found - {""}
            return known[step.id]

        soon, later = set[str](), set[str]()
        for step in waiting:
            model = self._models.get(step.id, "")
            if model and (first := before(step)) is not None:
                (soon if first <= {model} else later).add(model)
        return soon, later

    def _model(self, step: Step) -> str:
        if step.foreseen is None or step.foreseen.backend.can().processes != "one":
            return ""
        backend = step.foreseen.backend
        if id(backend) not in self._names:  # A checkpoint's identity is read from its files.
            self._names[id(backend)] = loaded_as(backend)
        return self._names[id(backend)]


def foreseeing(entry: Ready, others: Sequence[Ready], words: Sequence[tuple[str, str]]) -> Work:
    """The work of a step, told what its model will be asked by the others that are ready and, in `words`, by those that wait."""
    work = entry.work
    if not (isinstance(work, Asked) and entry.model):
        return work
    same = [other.work for other in others if other.model == entry.model and isinstance(other.work, Asked)]
    told = dict.fromkeys([*(other.words() for other in same), *words])
    told.pop(("", ""), None)
    told = dict.fromkeys(islice(told, _FORESEEN))
    seeds = [seed for other in same if (seed := _other_take(work, other)) is not None]
    return replace(work, ahead=Ahead(tuple(told), tuple(seeds)))


def _other_take(work: Asked, other: Asked) -> int | None:
    """The seed of a request that differs from this one in nothing else."""
    if other.words() != work.words() or other.kind != work.kind:
        return None
    seed = getattr(other.request, "seed", None)
    alike = work.request.model_copy(update={"seed": seed}) == other.request
    return seed if alike and isinstance(seed, int) else None


def _kind(step: Step) -> int:
    return _KINDS.index(step.kind) if step.kind in _KINDS else len(_KINDS)
