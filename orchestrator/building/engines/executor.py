"""The one protocol between a build and what runs its pieces of work, and the messages in which it is spoken.

Laws, held by `tests/engine/test_executors.py` for everything that speaks it:

* A worker gets nothing before it said that it is ready.
* A piece is attempted once. What happens after a failure is the build's affair, which asks again under the next number.
* Every attempt that was begun ends in one outcome, `Done` or `Failed`; whatever is said of an attempt after that is dropped.
* What is made is hashed where it is made, so that the build can tell whether the same bytes reached it.
* `cancel` is a request: the piece ends after one more step at most, and its worker keeps the model. A hard one ends the worker.
* A worker that dies loses what it had begun, which is told as `worker_lost`. What it had not begun goes to another worker.
* Whether it died before what it had begun was `Loaded`, which is no doing of the piece, is told with it. What it had not begun
  then comes back as `not_begun`: it would need the same, and what follows is the build's affair.
* After `close` there is no process and no file left; nor, soon, if the process that holds the executor is killed. What is given
  after it begins anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, Self

from orchestrator.building.work import Made, Work
from orchestrator.film.errors import FilmError

Unit = Literal["steps", "frames"]
FailureKind = Literal[
    "app", "out_of_memory", "transient", "worker_lost", "timeout", "cancelled", "disk_full", "not_begun"
]
"""`app`: it would fail the same way again (a refused prompt, an option that does not fit, a bug)."""

KILLED = -9
"""The exit code of what the kernel ends, as it does where memory has run out; some systems have no name for the signal."""


class EngineLost(FilmError):
    """An executor can do nothing more, and what it was given is lost. It is of use again after `close`.

    `what` happened is told, with what the person can do.
    """

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(f"{what}; {advice}" if advice else what)
        self.what = what


@dataclass(frozen=True)
class Handle:
    """One attempt at one piece of work."""

    step: str
    attempt: int = 1


@dataclass(frozen=True)
class Task:
    """A piece of work to attempt, and an empty folder for its files."""

    handle: Handle
    work: Work
    folder: Path
    model: str = ""
    """What must be loaded for it, as a name; empty for work of any process."""
    apart: bool = False
    """Whether its worker has nothing else meanwhile, so that it is known what ended it if it ends."""
    patience: float | None = None
    """Seconds after which it is given up, from its beginning; None: never."""


@dataclass(frozen=True)
class Room:
    """A place where a piece of work could go now."""

    slot: int
    held: str = ""
    """The model that is loaded there, or will be with what was given; another one can only follow when nothing is left to do."""
    given: int = 0
    """Pieces that are there and not done."""
    idle: bool = True
    """Whether the model there has nothing to do: what was given is only being finished."""
    peers: int = 1
    """How many places of this kind there are, with and without room."""


@dataclass(frozen=True)
class WorkerReady:
    """A worker can be given something."""

    worker: str


@dataclass(frozen=True)
class Begun:
    """A worker began with a piece."""

    handle: Handle


@dataclass(frozen=True)
class Loaded:
    """A worker has in memory what a piece that it began is asked of; now comes the piece itself."""

    handle: Handle


@dataclass(frozen=True)
class Advanced:
    """A part of a piece got so far: the denoising counts in steps, what writes pictures in frames."""

    handle: Handle
    done: int
    total: int
    unit: Unit


@dataclass(frozen=True)
class ModelFree:
    """The model is done with a piece, which is only being finished; there is room for another."""

    handle: Handle


@dataclass(frozen=True)
class Done:
    """A piece is made: its files are in the folder of its task."""

    handle: Handle
    made: Made
    digests: dict[str, str]
    """Of each file, sha256 as its worker saw it."""
    seconds: float = 0.0
    """How long it was worked at, without waiting and without the loading of a model."""


@dataclass(frozen=True)
class Failed:
    """A piece could not be made."""

    handle: Handle
    kind: FailureKind
    text: str
    below: int = 0
    """Of `out_of_memory`: held in less than so many bytes it may fit; 0 where it cannot be held in less."""
    after: float = 0.0
    """Of `transient`: seconds that whoever refused asks to wait."""
    exit: int | None = None
    """Of a lost worker its exit code; less than 0 is the number of the signal that ended it."""
    output: str = field(default="", repr=False)
    """Of a lost worker the last that it wrote to its terminal."""
    lacking: bool = False
    """Of `app`: whether it is the machine that lacks something, so that another one may make the piece."""
    loading: bool = False
    """Of a lost worker, or one that was given up: whether that was before the piece was `Loaded`."""


def cancelled(handle: Handle) -> Failed:
    """What becomes of an attempt that nobody wants any more."""
    return Failed(handle, "cancelled", "it was cancelled")


@dataclass(frozen=True)
class Note:
    """Something that whoever waits should know; it belongs to no piece."""

    text: str


Told = WorkerReady | Begun | Loaded | Advanced | ModelFree | Done | Failed | Note


class Executor(Protocol):
    """Runs pieces of work in workers. It is used from one thread."""

    def rooms(self, *, model: bool) -> Sequence[Room]:
        """Where a piece could go now that needs a model, or one that does not."""
        ...

    def submit(self, task: Task, room: Room) -> Handle:
        """Attempt a piece of work there; a worker is started for it where there is none.

        Raises:
            EngineLost: here as in all that follows.
        """
        ...

    def events(self, timeout: float | None = None) -> Iterator[Told]:
        """Wait until something happens, and tell it. Ends without a word after `timeout` seconds, or when nothing is underway.

        Whoever stops in the middle is told the rest the next time.
        """
        ...

    def cancel(self, handle: Handle, *, hard: bool = False) -> None:
        """Have an attempt end as `cancelled`, if it is not over; a hard one ends its worker at once, with all that it began."""
        ...

    def close(self) -> None:
        """End all workers at once."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exception: object) -> None: ...
