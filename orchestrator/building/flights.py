"""What is being made now, on an open executor. It may outlive the build that began it, where the film changed meanwhile.

What the next build finds in flight under a key that it wants, it takes over. Of the rest it lets go: of a piece of the stage that
it has come to and does not want there, and before that of each that is made from something which is to be made anew. What is let
go of ends at its next step, and its worker keeps the model; if it was made before it heard of that, it is kept as well.
"""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from orchestrator.building.engines.executor import Begun, Done, Executor, Failed, Handle, Room, Task, Told
from orchestrator.building.order import Ready
from orchestrator.building.step import Step
from orchestrator.building.work import Work
from orchestrator.store.records import Action
from orchestrator.store.store import Store

if TYPE_CHECKING:
    from orchestrator.store.shared.shared import Shared

_DIGEST = re.compile(r"[0-9a-f]{64}")
_OF_A_SHOT = ("clip", "grade", "foley")


class Claims(Protocol):
    """Who makes what, where several processes build one project."""

    def claim(self, key: str) -> bool:
        """Whether this process may make a key now; False while another one makes it, who is asked again a little later."""
        ...

    def release(self, key: str) -> None:
        """This process is done with a key: its record is in the store, or it failed."""
        ...


@dataclass
class Flight:
    """One piece in the hands of a worker."""

    entry: Ready
    folder: Path
    stage: str
    """The part of the build that wants it."""
    ours: bool = True
    """Whether the build that runs now wants it; not known yet of what an earlier one began."""
    begun: bool = False
    let_go: bool = False


class Flights:
    """The pieces that an executor has, over any number of builds; the numbers of their attempts are used once."""

    def __init__(
        self, store: Store, executor: Executor, claims: Claims | None = None, *, shared: "Shared | None" = None
    ) -> None:
        self.executor = executor
        self.shared = shared
        """Where what is made goes besides, and what may be fetched comes from."""
        self.has_made = False
        """Whether the executor made anything since it was opened, or was lost."""
        self.claims: Claims = claims or store
        self._store = store
        self._flights: dict[Handle, Flight] = {}
        self._attempts = Counter[str]()

    def number(self) -> int:
        """How many pieces are not over."""
        return len(self._flights)

    def start(self, entry: Ready, work: Work, room: Room, patience: float | None, stage: str) -> None:
        """Hand a piece to a worker; its key must be claimed."""
        folder = self._store.scratch()
        self._attempts[entry.step.id] += 1
        handle = Handle(entry.step.id, self._attempts[entry.step.id])
        self._flights[handle] = Flight(entry, folder, stage)
        self.executor.submit(Task(handle, work, folder, entry.model, entry.apart, patience), room)

    def of(self, handle: Handle) -> Flight:
        """The flight of an attempt that is not over."""
        return self._flights[handle]

    def ours(self) -> list[Ready]:
        """What the build that runs now wants of it."""
        return [flight.entry for flight in self._flights.values() if flight.ours]

    def keys(self) -> set[str]:
        """The keys that must not be begun again now: of what is wanted, and of what was let go of and is not over."""
        return {flight.entry.key for flight in self._flights.values() if flight.ours or flight.let_go}

    def ending(self) -> bool:
        """Whether something was let go of and is not over."""
        return any(flight.let_go for flight in self._flights.values())

    def over(self, handle: Handle) -> None:
        """An attempt is over, and what is to be kept of it is kept."""
        flight = self._flights.pop(handle)
        shutil.rmtree(flight.folder, ignore_errors=True)
        if not flight.entry.stands_in:
            self.claims.release(flight.entry.key)

    def keep(self, entry: Ready, done: Done) -> Action | str:
        """Take what was made into the store, and record it; or which file of it did not come as it was made."""
        outputs = {name: self._store.adopt(path) for name, path in done.made.files.items()}
        if changed := [name for name, output in outputs.items() if output.digest != done.digests[name]]:
            return f"the {changed[0]} that came from its worker is not what was made there"
        identity, name = entry.work.identity(), entry.step.take_of or entry.step.id
        action = self._store.record(entry.key, name, identity, outputs, done.made.facts, done.seconds)
        self.has_made = True
        if self.shared is not None and not entry.stands_in:
            self.shared.offer(self._store, action)
        return action

    def leave(self) -> None:
        """The build is over, or the film another one now: whose the pieces are, the next build says.

        What stands in for a failure is nobody's, for what failed is tried again.
        """
        for handle, flight in self._flights.items():
            flight.ours = False
            if flight.entry.stands_in:
                self._let_go(handle, flight)

    def take_over(self, key: str, step: Step, stage: str) -> Flight | None:
        """The flight of this key, begun by an earlier build, for a step that wants just that."""
        for flight in self._flights.values():
            if flight.entry.key == key and not (flight.ours or flight.let_go):
                flight.entry, flight.stage, flight.ours = replace(flight.entry, step=step), stage, True
                return flight
        return None

    def let_go_of_stage(self, stage: str) -> list[Step]:
        """Let go of what an earlier build began for this stage, and this one did not take over."""
        return self._let_go_where(lambda flight: flight.stage == stage)

    def let_go_of_made_from(self, making: Set[str], digests: Set[str]) -> list[Step]:
        """Let go of what an earlier build began of steps that are being made anew, which gave these digests until now."""
        return self._let_go_where(lambda flight: _is_made_from(flight.entry, making, digests))

    def let_go_of_rest(self) -> list[Step]:
        """Let go of all that no build wanted."""
        return self._let_go_where(lambda _flight: True)

    def hear(self, told: Told) -> Step | None:
        """Take in what happens to a piece of an earlier build; its step if it is made and may still be wanted."""
        if isinstance(told, Begun):
            self._flights[told.handle].begun = True
        if not isinstance(told, (Done, Failed)):
            return None
        flight = self._flights[told.handle]
        try:
            kept = isinstance(told, Done) and isinstance(self.keep(flight.entry, told), Action)
        finally:
            self.over(told.handle)
        return flight.entry.step if kept and not flight.let_go else None

    def abandon(self) -> None:
        """The executor is lost, with all that it had; what is begun after this it begins anew."""
        self.executor.close()
        self.has_made = False
        for handle in list(self._flights):
            self.over(handle)

    def settle(self, seconds: float) -> None:
        """Between two builds: wait so long for what happens to the pieces of the last one."""
        for told in self.executor.events(seconds):
            if isinstance(told, (Begun, Done, Failed)):
                self.hear(told)

    def _let_go_where(self, is_stale: Callable[[Flight], bool]) -> list[Step]:
        found = [(handle, flight) for handle, flight in self._flights.items() if not (flight.ours or flight.let_go)]
        stale = [(handle, flight) for handle, flight in found if is_stale(flight)]
        for handle, flight in stale:
            self._let_go(handle, flight)
        return [flight.entry.step for _handle, flight in stale]

    def _let_go(self, handle: Handle, flight: Flight) -> None:
        flight.let_go = True
        self.executor.cancel(handle)


def _is_made_from(entry: Ready, making: Set[str], digests: Set[str]) -> bool:
    """Whether a piece is made from one of these steps: it needs one, or has bytes of one among its inputs.

    A line of a shot is neither, and says how long the shot is.
    """
    if not making.isdisjoint(entry.step.needs):
        return True
    kind, _, shot = entry.step.id.partition(" ")
    if kind in _OF_A_SHOT and any(name.startswith(f"speech {shot}/") for name in making):
        return True
    return bool(digests) and not digests.isdisjoint(_DIGEST.findall(json.dumps(entry.work.identity())))
