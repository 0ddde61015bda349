"""The local executor: processes of this machine, one per slot for ordinary work, and one per GPU that holds a model, warm.

A process with a model is given a few pieces ahead, of the same model: while one is finished, the next is made, and another is
there already. Processes are started when there is something for them to do, and end with the driver, however that ends.
"""

import os
import pickle
from collections.abc import Mapping, Sequence
from functools import cached_property
from multiprocessing.connection import wait

from generation.machine import pins
from orchestrator.building.engines.executor import Handle, Task, Told
from orchestrator.building.engines.process import ServingProcess
from orchestrator.building.engines.supervising import Death, Supervising, Worker
from orchestrator.building.engines.worker import Cancel, Given


class LocalWorker(Worker):
    """A process of this machine."""

    def __init__(self, slot: int, *, alone: bool, pinned: Mapping[str, str]) -> None:
        super().__init__(slot, alone=alone)
        self.process = ServingProcess(alone=alone, pinned=pinned)

    def send(self, task: Task) -> None:
        self.process.connection.send(Given(task.handle, pickle.dumps(task.work), task.folder, task.model))

    def ask_to_cancel(self, handle: Handle) -> None:
        self.process.connection.send(Cancel(handle))

    def death(self) -> Death:
        return self.process.death()

    def kill(self) -> None:
        self.process.kill()

    def stop(self) -> None:
        self.process.stop()

    def written(self) -> str:
        return self.process.written()


class LocalExecutor(Supervising[LocalWorker]):
    """`slots` pieces of ordinary work at once; each of `devices` (by what pins a process to it) gets a process for models."""

    def __init__(self, slots: int | None = None, devices: Sequence[Mapping[str, str]] | None = None) -> None:
        super().__init__()
        self._count = slots or os.cpu_count() or 1
        self._given_devices = devices

    @cached_property
    def _devices(self) -> Sequence[Mapping[str, str]]:
        """Asked for only when something needs a model, for the driver of a GPU takes its time to answer."""
        return (self._given_devices if self._given_devices is not None else pins()) or ({},)

    def _slots(self, *, model: bool) -> Sequence[int]:
        return range(len(self._devices) if model else self._count)

    def _started(self, slot: int, *, model: bool) -> LocalWorker:
        return LocalWorker(slot, alone=model, pinned=self._devices[slot] if model else {})

    def _listen(self, timeout: float | None) -> list[Told]:
        sources = {source: worker for worker in self._workers.values() for source in worker.process.sources()}
        found: list[Told] = []
        for source in wait(list(sources), timeout):
            worker = sources[source]
            if source is worker.process.output:
                worker.process.read_output()
            elif self._workers.get((worker.alone, worker.slot)) is worker:
                found += self._heard(worker)
        return found

    def _heard(self, worker: LocalWorker) -> list[Told]:
        try:
            said: Told = worker.process.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return []
        return self._hear(worker, said)
