"""Pieces of ordinary work that do as they are told, for tests of what runs them."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from generation.backend import Progress
from generation.errors import BackendFailure, OutOfMemory, Transient
from generation.requests import Media
from orchestrator.building.work import Finish, Made, Work

PATIENCE = 120.0


@dataclass(frozen=True)
class Piece(Work):
    """Writes down its process, does as it is told, and makes a file that says its name.

    `does` is one of the names below. `model` is what it needs loaded: nothing, but all of the same name share a process.
    """

    kind: ClassVar[str] = "piece"
    name: str
    log: Path
    does: str = "works"
    loaded: str = ""
    steps: int = 3

    def identity(self) -> dict[str, object]:
        return {"piece": self.name}

    def model(self) -> str:
        return self.loaded

    def load(self) -> None:
        if self.does == "is killed while it loads":
            self.note(f"{self.name} {os.getpid()}")
            _is_killed(self)

    def perform(self, folder: Path, progress: Progress) -> Made:
        return self.begin(folder, progress)(progress)

    def begin(self, folder: Path, progress: Progress) -> Finish:
        self.note(f"{self.name} {os.getpid()}")
        DOES[self.does](self, progress)
        target = folder / "made.txt"
        target.write_text(self.name * 100, encoding="utf-8")
        return lambda _progress: Made({"made": target}, {"process": os.getpid()})

    def note(self, line: str) -> None:
        """Add a line to the log; appending a short one is whole on every system."""
        with self.log.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


@dataclass(frozen=True)
class Copy(Work):
    """Makes a file that is the same as another one."""

    kind: ClassVar[str] = "copy"
    media: Media
    loaded: str = ""

    def identity(self) -> dict[str, object]:
        return {"copy of": self.media.digest}

    def model(self) -> str:
        return self.loaded

    def perform(self, folder: Path, progress: Progress) -> Made:
        target = folder / "made.bin"
        target.write_bytes(self.media.path.read_bytes())
        return Made({"made": target}, {"read": str(self.media.path)})


def _works(piece: Piece, progress: Progress) -> None:
    for step in range(piece.steps + 1):
        progress(step, piece.steps)


def _waits(piece: Piece, progress: Progress) -> None:
    """Step by step until somebody has had enough."""
    end = time.monotonic() + PATIENCE
    for step in range(1_000_000):
        progress(step, 1_000_000)
        piece.note(f"step {step}")
        time.sleep(0.02)
        if time.monotonic() > end:
            raise BackendFailure("nobody ended this")


def _waits_for_go(piece: Piece, progress: Progress) -> None:
    """Until somebody writes down `go`."""
    end = time.monotonic() + PATIENCE
    while not any(line.startswith("go ") for line in piece.log.read_text(encoding="utf-8").splitlines()):
        progress(1, 2)
        time.sleep(0.02)
        if time.monotonic() > end:
            raise BackendFailure("nobody said go")


def _waits_once(piece: Piece, progress: Progress) -> None:
    if _times(piece) == 1:
        _waits(piece, progress)


def _tells_its_device(piece: Piece, _progress: Progress) -> None:
    import sys

    piece.note(f"on {os.environ.get('CUDA_VISIBLE_DEVICES')} {'torch' in sys.modules}")


def _hangs(_piece: Piece, _progress: Progress) -> None:
    time.sleep(PATIENCE)


def _is_killed(piece: Piece, _progress: Progress | None = None) -> None:
    os.write(2, f"the last words of {piece.name}\n".encode())
    os.kill(os.getpid(), signal.SIGKILL)


def _is_killed_once(piece: Piece, progress: Progress) -> None:
    if _times(piece) == 1:
        _is_killed(piece, progress)


def _is_busy_twice(piece: Piece, _progress: Progress) -> None:
    if _times(piece) <= 2:
        raise Transient("too many requests")


def _times(piece: Piece) -> int:
    """How often the piece was begun."""
    return sum(line.startswith(f"{piece.name} ") for line in piece.log.read_text(encoding="utf-8").splitlines())


def _raises(error: Exception) -> Callable[[Piece, Progress], None]:
    def act(_piece: Piece, _progress: Progress) -> None:
        raise error

    return act


DOES: dict[str, Callable[[Piece, Progress], None]] = {
    "works": _works,
    "waits": _waits,
    "waits once": _waits_once,
    "waits for go": _waits_for_go,
    "hangs": _hangs,
    "tells its device": _tells_its_device,
    "is killed": _is_killed,
    "is killed once": _is_killed_once,
    "is refused": _raises(BackendFailure("no such thing is made here")),
    "has a bug": _raises(ValueError("nobody thought of this")),
    "is too much": _raises(OutOfMemory("too little memory", below=7)),
    "comes too often": _raises(Transient("too many requests", after=3.0)),
    "is always busy": _raises(Transient("too many requests")),
    "is busy twice": _is_busy_twice,
    "fills the disk": _raises(OSError(28, "no space left")),
    "has no memory": _raises(MemoryError()),
}
