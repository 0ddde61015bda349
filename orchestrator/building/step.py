"""A step of the build: one thing to be made, what it needs before, what is known of it ahead, and why it is to be made."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from generation.backend import Backend
from generation.requests import Request
from orchestrator.building.explain import explain
from orchestrator.building.upgrades import kept
from orchestrator.building.work import Work
from orchestrator.store.fingerprint import fingerprint
from orchestrator.store.records import Action
from orchestrator.store.store import Store

Results = Mapping[str, Action]
"""What the steps gave so far, by step id."""


@dataclass(frozen=True)
class Foreseen:
    """What is known of a step before what it needs is there: whom it will ask, and in which words."""

    backend: Backend[Request, object]
    words: tuple[str, str] = ("", "")
    """The prompt, and the negative prompt."""


@dataclass(frozen=True)
class Step:
    """One thing to be made. `prepare` says what work it is, once the results of everything in `needs` are there."""

    id: str
    kind: str
    prepare: Callable[[Results], Work]
    needs: tuple[str, ...] = ()
    stand_in: Callable[[Results, str], Work] | None = None
    """What to make in its place when it fails; gets the error. Without one, a failure ends the build."""
    foreseen: Foreseen | None = None
    """Changes nothing that is made, only how soon: prompts are read together, and a model is loaded once."""
    take_of: str = ""
    """The step that it makes another take of: what it gives is kept under that one's id."""


@dataclass
class Progressed:
    """The state of a build: what is done, what failed, which key each step has."""

    done: dict[str, Action] = field(default_factory=dict[str, Action])
    failed: dict[str, str] = field(default_factory=dict[str, str])
    keys: dict[str, str] = field(default_factory=dict[str, str])
    made: int = 0


def reason_for(store: Store, work: Work, last_key: str | None) -> str:
    """Say why this work is not in the store: it is new, or what changed since the step was last made."""
    before = store.lookup(last_key) if last_key else None
    if before is None:
        return "not made yet"
    now = work.identity()
    if fingerprint(now) == last_key:
        return "its result is missing from the store"
    return explain(before.identity, now)


def recalled(steps: Iterable[Step], store: Store, done: Results | None = None) -> dict[str, Action]:
    """What these steps gave as they are now, as far as it is in the store, and `done`, which they may need.

    The steps come in an order in which they can be made.
    """
    found, last = dict(done or {}), store.latest()
    for step in steps:
        if all(need in found for need in step.needs):
            work = step.prepare(found)
            identity = work.identity()
            action = store.recall(fingerprint(identity)) or kept(store, last.get(step.id), work, identity)
            found |= {step.id: action} if action else {}
    return found
