"""The process that speaks to the cluster for a build: Ray may end it from its C++ side, and the build must be able to say so.

It decides nothing. It starts and ends workers, hands on what is said in both directions, and tells who is there.
"""

import os
import shutil
import signal
import threading
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from filelock import FileLock

from orchestrator.building.engines.ray_actor import Attendant
from orchestrator.building.engines.ray_cluster import LOCK, NoCluster, Wish, connect, places
from orchestrator.building.engines.ray_line import (
    End,
    Ended,
    FromHost,
    Lost,
    Place,
    Places,
    Said,
    Start,
    ToHost,
    Unreachable,
)

_LOOK = 1.0
"""Seconds between two looks at which machines are there."""
_AHEAD = 4
"""Things that a worker says at most before they are heard; a part of a file is one."""
_LEAVE_SECONDS = 5.0


def attend(connection: Connection, driver: int, wish: Wish) -> None:
    """Connect to the cluster, and serve the build until it hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):  # They end the build as well, and with it this.
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda _number, _frame: None)
    log = os.open(wish.folder / "host.txt", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    threading.Thread(target=_end_with, args=(driver, wish), daemon=True).start()
    alive = FileLock(wish.folder / LOCK)
    alive.acquire()
    try:
        _attend(connection, wish)
    except NoCluster as error:
        connection.send(Unreachable(str(error)))
    finally:
        alive.release()
        shutil.rmtree(wish.folder, ignore_errors=True)


def _attend(connection: Connection, wish: Wish) -> None:
    own = connect(wish)
    import ray

    with suppress(EOFError, OSError):
        Host(connection, wish, own).serve()
    ray.shutdown()


class Host:
    """The workers of one build, by number."""

    def __init__(self, connection: Connection, wish: Wish, own: str) -> None:
        import ray

        self._connection, self._wish, self._own = connection, wish, own
        self._lock = threading.Lock()
        self._workers: dict[int, Any] = {}
        how: Any = {"max_restarts": 0, "max_task_retries": 0, "concurrency_groups": {"say": 1, "hear": 1}}
        self._attendant: Any = ray.remote(**how)(Attendant)

    def serve(self) -> None:
        """Do what the build says, until it hangs up.

        Raises:
            EOFError, OSError: when it does.
        """
        threading.Thread(target=self._look, daemon=True).start()
        while True:
            asked: ToHost = self._connection.recv()
            if isinstance(asked, Start):
                self._start(asked.worker, asked.place)
            elif isinstance(asked, End):
                threading.Thread(target=self._end, args=(asked.worker,), daemon=True).start()
            elif asked.worker in self._workers:
                self._workers[asked.worker].hear.options(concurrency_group="hear").remote(asked.said)

    def _send(self, said: FromHost) -> None:
        with self._lock, suppress(OSError):
            self._connection.send(said)

    def _look(self) -> None:
        """Tell which places there are, when that has changed, until the cluster is left."""
        from ray.exceptions import RayError

        known: Places | None = None
        with suppress(RayError):
            while True:
                found = Places(places(self._wish, self._own))
                if found != known:
                    self._send(found)
                    known = found
                time.sleep(_LOOK)

    def _start(self, number: int, place: Place) -> None:
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        there = NodeAffinitySchedulingStrategy(place.node, soft=False)
        takes = {"num_cpus": 0 if place.model else 1, "num_gpus": 1 if place.gpu else 0}
        folder = "" if place.away or self._wish.address else str(self._wish.folder)
        self._workers[number] = self._attendant.options(scheduling_strategy=there, **takes).remote(
            folder, alone=place.model, away=place.away
        )
        threading.Thread(target=self._listen, args=(number, place), daemon=True).start()

    def _listen(self, number: int, place: Place) -> None:
        """Hand on what a worker says until it is gone."""
        import ray
        from ray.exceptions import GetTimeoutError, RayError

        how: dict[str, Any] = {"num_returns": "streaming", "concurrency_group": "say"}
        stream = self._workers[number].say.options(**how, _generator_backpressure_num_objects=_AHEAD).remote()
        patience: float | None = None  # Until it was heard for the first time it may be waiting for a GPU.
        try:
            while True:
                if not ray.wait([stream], timeout=patience)[0]:
                    raise GetTimeoutError
                said: Any = ray.get(next(stream), timeout=self._wish.silence)
                patience = self._wish.silence
                if said:
                    self._send(Said(number, said))
        except StopIteration:
            return
        except GetTimeoutError:
            self._send(Lost(number, f"nothing was heard of {place.machine} for {self._wish.silence:g} s"))
        except RayError as error:
            self._send(Lost(number, _lost_said(place.machine, str(error))))

    def _end(self, number: int) -> None:
        import ray
        from ray.exceptions import RayError

        worker: Any = self._workers.pop(number, None)
        output: Any = ""
        if worker is not None:
            with suppress(RayError):
                output = ray.get(worker.end.options(concurrency_group="hear").remote(), timeout=_LEAVE_SECONDS)
            with suppress(RayError):
                ray.kill(worker)
        self._send(Ended(number, output))


def _lost_said(machine: str, error: str) -> str:
    if "No module named" in error:
        return (
            f"{machine} lacks what a worker needs ({error.strip().splitlines()[-1]}); install the same Filmwright there"
        )
    return f"the worker on {machine} is gone"


def _end_with(driver: int, wish: Wish) -> None:
    """End soon after the build, however that ends, and leave nothing."""
    while os.getppid() == driver:
        time.sleep(0.3)
    time.sleep(_LEAVE_SECONDS)
    shutil.rmtree(wish.folder, ignore_errors=True)
    os._exit(1)
