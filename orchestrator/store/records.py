"""What the store writes down of each thing that was made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints

from orchestrator.store.fingerprint import Identity

Digest = Annotated[str, StringConstraints(pattern=r"\A[0-9a-f]{64}\z")]
"""A sha256 in hexadecimal digits: also what keys look like."""
Suffix = Annotated[str, StringConstraints(pattern=r"\A(\.[A-Za-z0-9]{1,10})?\z")]
"""The end of a file's name. A record may come from a stranger, and a name is built of this: it holds no slash."""


class Output(BaseModel):
    """One file that a step made: the sha256 of its bytes, the end of its name, and its size in bytes."""

    model_config = ConfigDict(frozen=True)

    digest: Digest
    suffix: Suffix
    size: int

    @property
    def name(self) -> str:
        """The name of its file in the store."""
        return f"{self.digest}{self.suffix}"


class Record(BaseModel):
    """What a key gave, as the journal has it."""

    model_config = ConfigDict(frozen=True)

    key: Digest
    step: str
    identity: dict[str, Any]
    outputs: dict[str, Output]
    facts: dict[str, Any]
    seconds: float
    made: float = 0.0


@dataclass(frozen=True)
class Action:
    """What a key gave. `facts` are small measured values, e.g. frames or seconds of the output."""

    key: str
    step: str
    outputs: Mapping[str, Output]
    facts: Mapping[str, object]
    seconds: float
    """How long it took to make."""
    made: float
    """When, in seconds since 1970 by the clock of that machine: for people, it decides nothing."""
    told: Callable[[], Identity]
    """Reads the identity; most who ask for an action never look at it."""

    @cached_property
    def identity(self) -> Identity:
        """Everything that the result was made from: the pre-image of its key."""
        return self.told()


def record_of(action: Action) -> Record:
    """The record of an action, with all that it was made from."""
    shown = {name: getattr(action, name) for name in Record.model_fields}
    return Record.model_validate({**shown, "identity": dict(action.identity), "outputs": dict(action.outputs)})


def action_of(record: Record) -> Action:
    """The action that a record tells of."""
    return Action(
        key=record.key,
        step=record.step,
        outputs=record.outputs,
        facts=record.facts,
        seconds=record.seconds,
        made=record.made,
        told=lambda: record.identity,
    )
