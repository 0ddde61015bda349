"""What is said between a build, the process that speaks to the cluster for it, and the workers of the cluster.

build → worker:  Sent (a piece), Cancel, Part and Missing (of a file that was asked for)
worker → build:  Present, Asked, Brought (a part of what was made), Over, and everything of the protocol (`Told`)
build → host:    Start, Tell (something to a worker), End
host → build:    Places, Said (what a worker said), Lost, Ended, Unreachable
"""

from dataclasses import dataclass

from orchestrator.building.engines.executor import Handle, Told
from orchestrator.building.engines.supervising import Death
from orchestrator.building.engines.travelling import Stamp
from orchestrator.building.engines.worker import Cancel

PART = 1 << 20
"""Bytes of a file that travel at once."""


@dataclass(frozen=True)
class Needed:
    """A file that a piece is made from. `path` and `stamp` are those of the machine of the build."""

    name: str
    digest: str
    path: str
    stamp: Stamp | None


@dataclass(frozen=True)
class Sent:
    """A piece of work for a worker, with what must be there first."""

    handle: Handle
    packed: bytes
    model: str
    needed: tuple[Needed, ...]


@dataclass(frozen=True)
class Part:
    """A stretch of a file that a worker asked for; a short one is the last."""

    name: str
    at: int
    data: bytes


@dataclass(frozen=True)
class Missing:
    """A file that a worker asked for cannot be read."""

    name: str
    text: str


@dataclass(frozen=True)
class Present:
    """A worker is there; on another machine than that of the build, with this source of Filmwright."""

    source: str


@dataclass(frozen=True)
class Asked:
    """A worker wants the part of a file from there on."""

    name: str
    at: int


@dataclass(frozen=True)
class Brought:
    """A stretch of a file that was made; stretches come in their order."""

    handle: Handle
    name: str
    data: bytes


@dataclass(frozen=True)
class Over:
    """The process of a worker ended."""

    death: Death


ToWorker = Sent | Cancel | Part | Missing
FromWorker = Present | Asked | Brought | Over | Told


@dataclass(frozen=True)
class Place:
    """Where a worker can be: the `number`th for models, or for ordinary work, of a machine."""

    node: str
    machine: str
    model: bool
    number: int
    away: bool = False
    """Whether it is another machine than that of the build."""
    gpu: bool = False


@dataclass(frozen=True)
class Start:
    """Start a worker there, to be known by this number."""

    worker: int
    place: Place


@dataclass(frozen=True)
class Tell:
    """Say something to a worker."""

    worker: int
    said: ToWorker


@dataclass(frozen=True)
class End:
    """End a worker at once; answered by `Ended`, soon in any case."""

    worker: int


@dataclass(frozen=True)
class Places:
    """Where workers can be now; those of the build's own machine first."""

    places: tuple[Place, ...]


@dataclass(frozen=True)
class Said:
    """What a worker said, in this order."""

    worker: int
    said: tuple[FromWorker, ...]


@dataclass(frozen=True)
class Lost:
    """A worker is gone, or nothing was heard of it for too long."""

    worker: int
    text: str


@dataclass(frozen=True)
class Ended:
    """A worker was ended; what it wrote to its terminal last."""

    worker: int
    output: str


@dataclass(frozen=True)
class Unreachable:
    """There is no cluster, or none that lets us in."""

    text: str


ToHost = Start | Tell | End
FromHost = Places | Said | Lost | Ended | Unreachable
