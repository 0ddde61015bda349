"""What all trials share: where they may write, how many points they try, and how these are spread over the cores."""

import os
import random
import shutil
import tempfile
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from trials.figures import Figures
from trials.verdict import Truth, truth

PointT = TypeVar("PointT")
_MEMORY = Path("/dev/shm")
_ROOM = 200_000_000
"""Bytes that must be free in memory for the trials to run there; what they try does not depend on the disk."""


class Refused(RuntimeError):
    """A trial cannot run on this machine; the message says why."""


@dataclass(frozen=True)
class Trial:
    """How a trial is run. `points` are at most so many, taken at random by `seed`; 0 is all."""

    folder: Path
    points: int = 0
    seed: int = 1
    at_once: int = field(default_factory=lambda: os.cpu_count() or 1)
    mutation: str = ""

    def over(self, points: Sequence[PointT], tried: Callable[["Trial", Truth, PointT], Figures]) -> Figures:
        """Try the points, or some of them, several at once, and add up what came of it."""
        true = self.true()
        with ProcessPoolExecutor(self.at_once, mp_context=get_context("fork")) as pool:
            done = pool.map(partial(tried, self, true), self._chosen(points))
            return sum(done, Figures(possible=len(points)))

    def true(self) -> Truth:
        """What an undisturbed build comes to."""
        with self.project() as project:
            return truth(project)

    def _chosen(self, points: Sequence[PointT]) -> list[PointT]:
        if not self.points or self.points >= len(points):
            return list(points)
        return [points[place] for place in sorted(random.Random(self.seed).sample(range(len(points)), self.points))]

    @contextmanager
    def project(self) -> Generator[Path]:
        """An empty project folder, that is gone afterwards."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        try:
            yield folder / "film"
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def somewhere() -> Generator[Path]:
    """A folder for trials, in memory where there is room for them."""
    memory = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    with tempfile.TemporaryDirectory(prefix="filmwright-trials-", dir=_MEMORY if memory else None) as folder:
        yield Path(folder)
