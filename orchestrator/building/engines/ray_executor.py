"""The executor for several machines: a worker for each core and each GPU of a Ray cluster.

Ray carries, places workers and says which machines are there. What is given to whom, what is lost and what is told is decided
here as for local workers. This process alone writes the store: files come back over the line, and are hashed again.
"""

import math
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from orchestrator.building.engines.executor import Done, EngineLost, Failed, Handle, Note, Room, Task, Told, cancelled
from orchestrator.building.engines.failing import failure_of
from orchestrator.building.engines.ray_child import Child
from orchestrator.building.engines.ray_line import (
    PART,
    Asked,
    Brought,
    FromHost,
    FromWorker,
    Lost,
    Missing,
    Needed,
    Over,
    Part,
    Place,
    Places,
    Present,
    Said,
    Sent,
)
from orchestrator.building.engines.supervising import REST, Death, Supervising, Worker
from orchestrator.building.engines.travelling import Travelling, packed
from orchestrator.building.engines.worker import Cancel

_LONG = 30.0
"""Seconds after which nobody waits any longer for a place that something else has, if another is free."""


class ClusterWorker(Worker):
    """A worker of the cluster. `travel`: whether it is sent files that it could see for itself."""

    def __init__(self, slot: int, place: Place, child: Child, *, travel: bool) -> None:
        super().__init__(slot, alone=place.model)
        self.place = place
        self.number = child.start(place)
        self.since = time.monotonic()
        self.how = Death(f"the worker on {place.machine} is gone")
        self._child, self._travel = child, travel
        self._files: dict[str, Travelling] = {}
        self._written = ""

    def send(self, task: Task) -> None:
        data, files = packed(task.work)
        self._files |= files
        needed = tuple(
            Needed(name, file.digest, str(file.path), None if self._travel else file.stamp())
            for name, file in files.items()
        )
        self._child.tell(self.number, Sent(task.handle, data, task.model, needed))

    def ask_to_cancel(self, handle: Handle) -> None:
        self._child.tell(self.number, Cancel(handle))

    def bring(self, asked: Asked) -> None:
        """Send it a part of a file that it lacks."""
        try:
            with self._files[asked.name].path.open("rb") as file:
                file.seek(asked.at)
                said = Part(asked.name, asked.at, file.read(PART))
        except OSError as error:
            said = Missing(asked.name, f"{self._files[asked.name].path}: {(error.strerror or str(error)).lower()}")
        self._child.tell(self.number, said)

    def death(self) -> Death:
        return self.how

    def kill(self) -> None:
        self._written = self._child.end(self.number)

    def stop(self) -> None:
        self._written = self._child.end(self.number) or self._written

    def written(self) -> str:
        return self._written


class RayExecutor(Supervising[ClusterWorker]):
    """Workers of the cluster at `address`; without one, of a cluster of this machine that lasts as long as this.

    `slots` and `models` say how many at once, `silence` after how many seconds without a sign of life a worker is given up, and
    `travel` that files are sent also to those who could see them. It connects when there is something to do; until the cluster
    is there it takes one piece of each kind.
    """

    def __init__(
        self,
        address: str | None = None,
        slots: int | None = None,
        *,
        models: int = 1,
        silence: float = 10.0,
        travel: bool = False,
    ) -> None:
        super().__init__()
        self._address = address
        self._child = Child(address, slots, models, silence)
        self._travel = travel
        self._early: list[Task] = []
        """What is given to a worker as soon as the cluster is there."""
        self._known: dict[Place, int] = {}
        """The slot of each place that there ever was."""
        self._places: dict[tuple[bool, int], Place] | None = None
        """The places that there are now, by their slots; None before they are known."""

    def close(self) -> None:
        """End all workers at once, and what was started for them."""
        self._child.close()
        self._workers.clear()
        self._unheard.clear()
        self._early.clear()
        self._resting.clear()
        self._stillborn, self._places = 0, None

    def rooms(self, *, model: bool) -> Sequence[Room]:
        """Where a piece could go now."""
        return () if any(bool(task.model) == model for task in self._early) else super().rooms(model=model)

    def cancel(self, handle: Handle, *, hard: bool = False) -> None:
        """Ask for the end of an attempt, or end its worker."""
        early = [task for task in self._early if task.handle == handle]
        if not early:
            super().cancel(handle, hard=hard)
        for task in early:
            self._early.remove(task)
            self._unheard.append(cancelled(handle))

    def _busy(self) -> bool:
        return bool(self._early) or super()._busy()

    def _slots(self, *, model: bool) -> Sequence[int]:
        if self._places is None:
            return (0,)  # There will be one; nothing is started before it is wanted.
        return [slot for of_model, slot in self._places if of_model == model]

    def _started(self, slot: int, *, model: bool) -> ClusterWorker:
        assert self._places is not None
        return ClusterWorker(slot, self._places[model, slot], self._child, travel=self._travel)

    def _give(self, task: Task, slot: int) -> None:
        if self._places is None:
            self._connect_for(task)
            return
        slots = self._open(model=bool(task.model))
        if not slots:
            raise EngineLost(
                "no machine of the cluster offers a core to work on; start them with: ray start --num-cpus"
            )
        given = Counter(
            {slot: len(worker.tasks) for (model, slot), worker in self._workers.items() if model == bool(task.model)}
        )
        super()._give(task, slot if slot in slots else min(slots, key=lambda one: given[one]))

    def _connect_for(self, task: Task) -> None:
        """Be on the way to the cluster, which takes its seconds; the piece is given when it is there."""
        self._early.append(task)
        if not self._child.is_open:
            self._child.open()
            self._unheard.append(Note(_connecting_said(self._address)))

    def _listen(self, timeout: float | None) -> list[Told]:
        if not self._child.is_open:
            time.sleep(timeout or 0)
            return []
        found: list[Told] = []
        for said in self._child.heard(timeout if not self._late() else min(timeout or 1.0, 1.0)):
            found += self._take(said)
        self._even_out()
        return found

    def _take(self, said: FromHost) -> list[Told]:
        if isinstance(said, Places):
            return self._look_around(said.places)
        if not isinstance(said, (Said, Lost)):
            return []
        worker = next((one for one in self._workers.values() if one.number == said.worker), None)
        if worker is None:
            return []  # It was given up before this was said.
        if isinstance(said, Lost):
            worker.how = Death(said.text)
            self._resting[worker.alone, worker.slot] = time.monotonic() + REST
            self._bury(worker)
            return [Note(f"{said.text}; going on without it for now")]
        return [told for one in said.said for told in self._take_of(worker, one)]

    def _take_of(self, worker: ClusterWorker, said: FromWorker) -> list[Told]:
        if self._workers.get((worker.alone, worker.slot)) is not worker:
            return []
        if isinstance(said, Present):
            _prove_same(worker.place, said.source)
        elif isinstance(said, Asked):
            worker.bring(said)
        elif isinstance(said, Brought):
            return self._keep(worker, said)
        elif isinstance(said, Over):
            worker.how = replace(said.death, text=_on(worker.place, said.death.text))
            self._bury(worker)
        else:
            return self._hear(worker, _from(worker, said))
        return []

    def _hear(self, worker: ClusterWorker, said: Told) -> list[Told]:
        if isinstance(said, Failed) and said.lacking and said.handle in worker.tasks:
            return self._pass_on(worker, said)
        return super()._hear(worker, said)

    def _pass_on(self, worker: ClusterWorker, failed: Failed) -> list[Told]:
        """Give a piece to another machine, and nothing more to the one that lacks what it needs."""
        self._resting[worker.alone, worker.slot] = math.inf
        task = worker.tasks[failed.handle]
        worker.done(failed.handle)
        if not self._open(model=worker.alone):
            raise EngineLost(failed.text)
        self._give(task, worker.slot)
        return [Note(f"{failed.text}; it is given nothing more")]

    def _keep(self, worker: ClusterWorker, brought: Brought) -> list[Told]:
        """Write a part of what was made into the folder of its task."""
        task = worker.tasks.get(brought.handle)
        if task is None:
            return []
        try:
            with (task.folder / Path(brought.name).name).open("ab") as file:
                file.write(brought.data)
        except OSError as error:
            return self._hear(worker, failure_of(error, task.handle, task.folder))
        return []

    def _count_stillborn(self, worker: ClusterWorker, death: Death) -> None:
        if not any(other.ready for other in self._workers.values()):  # Else it is that machine's fault.
            super()._count_stillborn(worker, death)

    def _look_around(self, places: Sequence[Place]) -> list[Told]:
        """The cluster is there, or some machine came or went."""
        for place in places:
            slots = [slot for known, slot in self._known.items() if known.model == place.model]
            self._known.setdefault(place, len(slots))
        self._places = {(place.model, self._known[place]): place for place in places}
        for worker in list(self._workers.values()):
            if worker.place not in places:
                text = f"{worker.place.machine} is no longer part of the cluster"
                self._take_away(worker, {one: Failed(one, "worker_lost", text) for one in worker.begun})
        early, self._early = self._early, []
        for task in early:
            self._give(task, 0)
        return [Note(_said(places))]

    def _late(self) -> list[ClusterWorker]:
        """Workers that have something to do and are not there yet."""
        return [worker for worker in self._workers.values() if worker.tasks and not worker.ready]

    def _even_out(self) -> None:
        """What waits for a worker that is not there yet goes to one that has nothing to do."""
        for late in self._late():
            handle, task = next(iter(late.tasks.items()))
            long = time.monotonic() - late.since > _LONG
            for worker in self._workers.values():
                fits = worker.alone == late.alone and (worker.model == late.model or long)
                if worker.ready and fits and not worker.tasks:
                    late.done(handle)
                    worker.give(task)
                    break


def _from(worker: ClusterWorker, said: Told) -> Told:
    """What a worker said, with the name of its machine where people would look on their own; files are in their task's folder."""
    if isinstance(said, Done) and said.handle in worker.tasks:
        folder = worker.tasks[said.handle].folder
        files = {name: folder / path.name for name, path in said.made.files.items()}
        return replace(said, made=replace(said.made, files=files))
    if isinstance(said, (Failed, Note)) and said.text:
        return replace(said, text=_on(worker.place, said.text))
    return said


def _on(place: Place, text: str) -> str:
    return f"on {place.machine}: {text}" if place.away else text


def _connecting_said(address: str | None) -> str:
    if address is None:
        return "starting a Ray cluster on this machine"
    return f"joining the Ray cluster {'of this machine' if address == 'auto' else f'at {address}'}"


def _said(places: Sequence[Place]) -> str:
    """A cluster in words."""
    machines, models = len({place.node for place in places}), sum(place.model for place in places)
    plain, gpus = len(places) - models, "GPUs" if any(place.gpu for place in places) else "no GPU"
    counted = f"{machines} machine{'' if machines == 1 else 's'}"
    return f"the cluster has {plain} place{'' if plain == 1 else 's'} for work and {models} for models ({gpus}) on {counted}"


@cache
def _own_source() -> str:
    from orchestrator.building.engines.ray_actor import source_digest

    return source_digest()


def _prove_same(place: Place, source: str) -> None:
    """Refuse a machine that would make other things of the same piece."""
    if place.away and source != _own_source():
        raise EngineLost(
            f"{place.machine} has another version of Filmwright than this machine; install the same on both"
        )
