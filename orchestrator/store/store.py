"""The store: everything ever rendered, by content, under `.filmwright/`. It is the person's data: no model makes a clip twice.

    objects/ab/<sha256><suffix>   the bytes; a name that exists is a whole file
    journal.jsonl                 what was made from what, line by line, each with its checksum
    index.sqlite                  the journal as tables; made anew from it when it is lost or damaged
    leases/, scratch/             what is being made now, and by which process
    trash/, damaged/              what was put away by `gc`, and what was found to be damaged

Order of writing: the object, then its line in the journal, each flushed to the disk before the next; then the index; then it
is said to be made. So a cut at any moment leaves either nothing under a key or all of it.
"""

import errno
import os
import time
import weakref
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from orchestrator.film.errors import FilmError
from orchestrator.project.durable import make_folder
from orchestrator.store.fingerprint import Identity, digest_of
from orchestrator.store.index import Damaged, Index
from orchestrator.store.journal import Entry, Journal, entry_of
from orchestrator.store.objects import Objects, stamp_of
from orchestrator.store.opening import close, opened
from orchestrator.store.records import Action, Output, Record, action_of

if TYPE_CHECKING:
    from orchestrator.store.leases import Leases, Workshop

T = TypeVar("T")


class Spoiled(FilmError):
    """An object lost its bytes though nobody wrote to it. It is set aside, so that what made it makes it again."""


class Store:
    """The store of one project, for any number of processes at a time, each with one of these in one thread."""

    def __init__(self, folder: Path, *, draft: bool = False) -> None:
        self.folder = folder
        self._draft = draft
        self.journal = Journal(folder / "journal.jsonl")
        self.objects = Objects(folder)
        self._index: Index | None = None
        self._closing: weakref.finalize[[Index, Path], Store] | None = None
        self._verified: dict[str, str] = {}
        """What each object that was compared with its name looked like then: a process may live for days."""
        self.borrowed: dict[str, Path] = {}
        """Copies elsewhere of what is not in here, by name, compared with it: for who looks at what a shared store has."""

    @cached_property
    def leases(self) -> "Leases":
        """What this process makes; who only looks imports no locks."""
        from orchestrator.store.leases import Leases

        return Leases(self.folder / "leases")

    @cached_property
    def workshop(self) -> "Workshop":
        """The scratch folder of this process."""
        from orchestrator.store.leases import Workshop

        return Workshop(self.folder / "scratch")

    @property
    def decoded(self) -> Path:
        """The ledger of what was decoded before without a fault; damaged or lost it costs time and nothing else."""
        return self.folder / "decoded"

    @contextmanager
    def building(self) -> Generator[None]:
        """Be one of the processes that build: what dead ones left is swept away, and in the end what this one leaves.

        Raises:
            FilmError: if nothing can be written there.
        """
        with self._writing():
            make_folder(self.folder)
            self.workshop.enter()
            self.workshop.sweep()
            self.leases.sweep()
        try:
            yield
        finally:
            self.leases.release_all()
            self.workshop.leave()

    def scratch(self) -> Path:
        """Return a new empty folder on the store's own disk, for files that are being written."""
        with self._writing():
            return self.workshop.scratch()

    def claim(self, key: str) -> bool:
        """Whether this process may make a key now: not while another one does."""
        with self._writing():
            return self.leases.claim(key)

    def release(self, key: str) -> None:
        """The key is made, or will not be made by this process."""
        self.leases.release(key)

    def path(self, output: Output) -> Path:
        """Where the bytes of an output are."""
        return self.borrowed.get(output.name) or self.objects.path(output)

    def adopt(self, made: Path) -> Output:
        """Take a finished scratch file into the store, durably, and return its name there.

        Raises:
            FilmError: if the disk did not take it.
        """
        with self._writing():
            output = self.objects.adopt(made)
        self._verified[output.name] = stamp_of(self.path(output))
        return output

    def record(
        self,
        key: str,
        step: str,
        identity: Identity,
        outputs: Mapping[str, Output],
        facts: Mapping[str, object],
        seconds: float,
    ) -> Action:
        """Write down, durably, what a key gave. Its outputs must be in the store already.

        Raises:
            FilmError: if the disk did not take it.
        """
        record = Record(
            key=key,
            step=step,
            identity=dict(identity),
            outputs=dict(outputs),
            facts=dict(facts),
            seconds=seconds,
            made=time.time(),
        )
        with self._writing():
            self.journal.add(entry_of(record))
        for output in outputs.values():
            self._look_at(output)
        self._ask(lambda index: None)
        return action_of(record)

    def recall(self, key: str) -> Action | None:
        """Return what a key gave before, if all of it is still there.

        The bytes of a file that was written to since they were last compared with their name are compared again.
        """
        action = self.lookup(key)
        if action is not None and not self._all_there(action) and self._ask(lambda index: index.let_go(key)):
            action = self.lookup(key)
        return action if action is not None and self._all_there(action) else None

    def read_ahead(self) -> None:
        """Read at once what whoever looks at every step of a film will ask for."""
        self._ask(lambda index: index.read_ahead(draft=self._draft))

    def lookup(self, key: str) -> Action | None:
        """Return what is written down of a key whether or not its outputs are still there."""
        found = self._ask(lambda index: index.action(key))
        return None if found is None else self._told_here(found)

    def actions_of(self, step: str) -> list[Action]:
        """Every recorded action of a step whose outputs are still there, oldest first."""
        found = self._ask(lambda index: index.actions_of(step))
        return [self._told_here(action) for action in found if self._all_there(action)]

    def proved(self, output: Output) -> Path:
        """Where the bytes of an output are, for whoever makes anything from them: they are those of its name, of all of them.

        Raises:
            Spoiled: if they are not.
        """
        path = self.path(output)
        if not self.verified(output):
            raise Spoiled(f"{path.name} was damaged on the disk; it is put aside, and made again by the next render")
        return path

    def is_copied_to(self, path: Path, output: Output) -> bool:
        """Whether a file outside the store has the bytes of an object; it is read if it was written to since the last time."""
        said = f"{output.digest} {stamp_of(path)}"
        if said == self._ask(lambda index: index.stamp(str(path))):
            return True
        if not path.is_file() or path.stat().st_size != output.size or digest_of(path) != output.digest:
            return False
        self._ask(lambda index: index.looked_at(str(path), said))
        return True

    def verified(self, output: Output) -> bool:
        """Whether an object's bytes are those of its name, read once a process and when it was written to."""
        stamp = stamp_of(self.path(output))
        if output.name in self.borrowed or (stamp and self._verified.get(output.name) == stamp):
            return True
        if not self.objects.whole(output):
            return False
        self._verified[output.name] = stamp_of(self.path(output))
        self._look_at(output)
        return True

    def latest(self) -> dict[str, str]:
        """The key that each step had when it was last made or reused, by step id; only explains, decides nothing."""
        return self._ask(lambda index: index.latest(draft=self._draft))

    def remember(self, latest: Mapping[str, str]) -> None:
        """Write down the keys that the steps have now."""
        before = self.latest()
        new = {step: key for step, key in latest.items() if before.get(step) != key}
        if new:
            with self._writing():
                self.journal.add(Entry(latest=new, draft=self._draft))
            self._ask(lambda index: None)

    def actions(self) -> list[Action]:
        """Everything that is recorded, in the order in which it was made."""
        return [self._told_here(action) for action in self._ask(lambda index: index.actions())]

    def all_keys(self) -> list[str]:
        """The keys of everything that is recorded."""
        return self._ask(lambda index: index.all_keys())

    def record_of(self, key: str) -> Record | None:
        """All that is written down of a key."""
        return self._ask(lambda index: index.record(key))

    def index_is_sound(self) -> bool:
        """Whether the index is as it was written, all of it; not if it had to be made anew to be asked.

        Raises:
            Damaged: if it cannot even be asked.
        """
        index = self._opened()
        return not index.anew and index.sound()

    def make_index_anew(self) -> None:
        """Set the index aside and make it from the journal."""
        self.close()
        self._opened(distrust=True)

    def close(self) -> None:
        """Let go of the index; it is opened again when something is asked."""
        if self._closing is not None:
            self._closing()
        self._index, self._closing = None, None

    def _all_there(self, action: Action) -> bool:
        return all(self._present(output) for output in action.outputs.values())

    def _present(self, output: Output) -> bool:
        stamp = stamp_of(self.path(output))
        if stamp and stamp == self._ask(lambda index: index.stamp(output.name)):
            return True
        if not self.objects.whole(output):
            return False
        self._look_at(output)
        return True

    def _told_here(self, action: Action) -> Action:
        """The action with an identity that is read even if the index was made anew since."""
        return replace(action, told=lambda: self._ask(lambda index: index.identity(action.key)))

    def _look_at(self, output: Output) -> None:
        stamp = stamp_of(self.path(output))
        if stamp and stamp != self._ask(lambda index: index.stamp(output.name)):
            self._ask(lambda index: index.looked_at(output.name, stamp))

    def _ask(self, question: Callable[[Index], T]) -> T:
        """Ask the index after bringing it up to date; once more where it turns out to be damaged, for then it is made anew."""
        with self._writing():
            try:
                return question(self._opened())
            except Damaged:
                self.close()
                return question(self._opened(distrust=True))

    @contextmanager
    def _writing(self) -> Generator[None]:
        """Say what is wrong with the disk, and what to do.

        Raises:
            FilmError: if the disk is full, broken, or not to be written to.
        """
        try:
            yield
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                said = f"the disk of {self.folder.absolute()} is full; make room, and run it again"
            else:
                said = f"{self.folder.absolute()} cannot be written to: {(error.strerror or str(error)).lower()}"
            raise FilmError(said) from error

    def _opened(self, *, distrust: bool = False) -> Index:
        if self._index is not None and not self._index.kept and self.journal.size() and os.access(self.folder, os.W_OK):
            self.close()  # There was nothing to be asked until now.
        if self._index is None:
            self._index = opened(self.folder, self.journal, distrust=distrust)
            self._closing = weakref.finalize(self, close, self._index, self.folder)
        self._index.take(self.journal)
        return self._index
