"""What a plan says: every step that a render would look at, and what is to be known of the film."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ready", "missing", "stale", "waiting", "quarantined"]


@dataclass(frozen=True)
class PlannedStep:
    """One step: `ready` (in the store), `missing`, `stale` (made before, from something else), `waiting` for another, or
    `quarantined` (it ended two workers, and is not tried)."""

    id: str
    kind: str
    state: State
    reason: str = ""
    seconds: float | None = None
    """How long making it is expected to take, from what was measured before; None where nothing is known."""
    model: bool = False
    """Whether that is time of a model: of a GPU, where there is one."""
    fetch: int = 0
    """Bytes to be fetched from the shared store, of a step that is ready there and not here."""


@dataclass(frozen=True)
class Plan:
    """Everything that a render would look at; `frames` is the film's length, exact once all lines are spoken."""

    steps: tuple[PlannedStep, ...]
    downgrades: tuple[tuple[str, str], ...]
    frames: int
    rate: str
    """Frames a second: `24`, or a fraction such as `24000/1001`."""
    exact: bool
    shed: tuple[tuple[str, str], ...] = ()
    """Of each shot whose prompt did not fit what was left out of it."""
    memory: tuple[str, ...] = ()
    """Of each model that makes something how it is held in this machine's memory."""

    notes: tuple[str, ...] = ()
    """What is to be known of the shared store."""
    outdated: tuple[str, ...] = ()
    """The steps that are ready as an earlier version of their backend made them."""
    outdated_seconds: float = 0.0
    """How long making those took."""
    orphans: tuple[str, ...] = ()
    """The clips that were made for shots which are no longer in the film."""
    decisions: tuple[str, ...] = ()
    """The files for which a change is proposed that nobody has taken or left yet."""

    @property
    def to_do(self) -> tuple[PlannedStep, ...]:
        """The steps that a render would make."""
        return tuple(step for step in self.steps if step.state not in ("ready", "quarantined"))
