"""What a build tells while it runs. The terminal, `--json` and the tests are readers of this one stream."""

from dataclasses import asdict, dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True)
class Event:
    """Base of all events; `event` is its name in `--json`."""

    event: ClassVar[str]

    def as_json(self) -> dict[str, object]:
        """The event as one JSON object."""
        return {"event": self.event, **asdict(self)}


@dataclass(frozen=True)
class StageStarted(Event):
    """The next stage of the build begins: `steps` steps, and `frames` frames of clips among them."""

    event = "stage"
    stage: str
    steps: int
    frames: int = 0


@dataclass(frozen=True)
class StepStarted(Event):
    """A step is being made; `reason` says in words why."""

    event = "started"
    step: str
    kind: str
    reason: str


@dataclass(frozen=True)
class StepProgress(Event):
    """`done` of `total` units of a step: denoising steps of a model, then (or else) frames."""

    event = "progress"
    step: str
    kind: str
    done: int
    total: int
    unit: Literal["steps", "frames"] = "frames"


@dataclass(frozen=True)
class StepReused(Event):
    """The store had it."""

    event = "reused"
    step: str
    kind: str


@dataclass(frozen=True)
class StepMade(Event):
    """It was made and is safe in the store; `slate` says that it only stands in for what failed."""

    event = "made"
    step: str
    kind: str
    seconds: float
    slate: bool = False


@dataclass(frozen=True)
class Retried(Event):
    """It failed and is tried again, in `wait` seconds; `reason` says in a line why, and what is done otherwise."""

    event = "retried"
    step: str
    kind: str
    reason: str
    attempt: int
    """Which attempt the next one is, from 2."""
    wait: float = 0.0


@dataclass(frozen=True)
class StepFailed(Event):
    """It could not be made. A shot is replaced by a slate; anything else ends the build."""

    event = "failed"
    step: str
    kind: str
    error: str


@dataclass(frozen=True)
class StepCancelled(Event):
    """It was being made, and the film does not want it any more; its worker keeps the model."""

    event = "cancelled"
    step: str
    kind: str


@dataclass(frozen=True)
class Downgraded(Event):
    """Something that the files ask for is not done, and why."""

    event = "downgraded"
    step: str
    reason: str


@dataclass(frozen=True)
class Noted(Event):
    """Something that whoever waits should know, e.g. how a model is fitted into memory."""

    event = "note"
    text: str


@dataclass(frozen=True)
class FilmReady(Event):
    """The film is at `path`; `changed` says whether this build made it anew."""

    event = "film"
    path: str
    seconds: float
    frames: int
    changed: bool
    made: int = 0
    """Steps that were made on the way."""
    slates: tuple[str, ...] = ()
    """Shots that failed and are slates in this film."""
    errors: tuple[str, ...] = ()
    """Why, for each of them, in a line."""


@dataclass(frozen=True)
class TakesMade(Event):
    """Further takes of a shot are there, or failed; the film still uses the one that was `picked`."""

    event = "takes"
    shot: str
    takes: tuple[int, ...]
    paths: tuple[str, ...]
    """Where each of the takes is."""
    picked: int
    failed: tuple[int, ...] = ()


@dataclass(frozen=True)
class BuildStopped(Event):
    """The build ended before the film, because it was asked to or because something broke; nothing made is lost."""

    event = "stopped"
    reason: str
    failed: bool


@dataclass(frozen=True)
class Saved(Event):
    """Of a film that is watched: these files were saved, and it is made again."""

    event = "saved"
    files: tuple[str, ...]


@dataclass(frozen=True)
class Unreadable(Event):
    """Of a film that is watched: it cannot be made as its files are now; the next save may put that right."""

    event = "unreadable"
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Watching(Event):
    """Of a film that is watched: everything is made that can be; the next save is waited for."""

    event = "watching"
