"""What a cluster runs for each place: it attends to a worker process on its own machine, and takes its files there and back.

The process is the one of the local executor. Whatever a model does to it (it runs out of memory, a driver crashes), the attendant
lives, says how it ended, and answers.
"""

import hashlib
import shutil
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing import Pipe
from multiprocessing.connection import wait
from pathlib import Path

import orchestrator
from orchestrator.building.engines.copies import Copies, Damaged
from orchestrator.building.engines.executor import Done, Failed, FailureKind, Handle, Told, cancelled
from orchestrator.building.engines.failing import failure_of
from orchestrator.building.engines.process import ServingProcess
from orchestrator.building.engines.ray_line import (
    PART,
    Asked,
    Brought,
    FromWorker,
    Over,
    Part,
    Present,
    Sent,
    ToWorker,
)
from orchestrator.building.engines.supervising import Death
from orchestrator.building.engines.worker import Cancel, Given
from orchestrator.film.own_folders import cache_folder
from orchestrator.store.leases import Workshop

_BEAT = 1.0
"""Seconds after which something is said in any case, to be heard of."""
_COPIES = 4 << 30
"""Bytes of copies that a worker keeps, beside those that it needs now."""


class Attendant:
    """One worker of a cluster. `say` runs as long as it lives; `hear` and `end` are called meanwhile, from another thread.

    Its files are in `folder`, or where that is empty in the person's cache: what one that is killed leaves, the next sweeps away.
    """

    def __init__(self, folder: str, *, alone: bool, away: bool) -> None:
        self._away = away
        self._workshop = Workshop((Path(folder) if folder else cache_folder() / "cluster") / "work")
        self._workshop.sweep()
        self._copies = Copies(self._workshop.enter() / "copies", _COPIES)
        self._scratch: dict[Handle, Path] = {}
        self._given: dict[Handle, Sent] = {}
        """What the process has and is not done with."""
        self._waiting: deque[Sent] = deque()
        """What waits for files, in its order."""
        self._asked: dict[str, str] = {}
        """Digests of the files that are on their way, by name."""
        self._state = threading.RLock()
        self._heard, self._to_say = Pipe(duplex=False)
        with _nothing_of_main():
            self._process = ServingProcess(alone=alone, pinned={})

    def say(self) -> Iterator[tuple[FromWorker, ...]]:
        """All that there is to say, as it happens."""
        yield (Present(source_digest() if self._away else ""),)
        over = False
        while not over:
            said: list[FromWorker] = []
            for source in wait([self._heard, *self._process.sources()], _BEAT):
                if source is self._heard:
                    said.append(self._heard.recv())
                elif source is self._process.output:
                    self._process.read_output()
                elif (found := self._of_process()) is None:
                    over = True
                else:
                    for one in found:
                        said.append((yield from self._brought(one)))
            yield (*said, Over(self._ended())) if over else tuple(said)

    def hear(self, said: ToWorker) -> None:
        """Take in what the build says."""
        with self._state:
            if isinstance(said, Sent):
                self._waiting.append(said)
            elif isinstance(said, Cancel):
                self._cancel(said)
            elif isinstance(said, Part):
                self._take(said)
            else:
                self._fail(said.name, "app", said.text)
            self._go_on()

    def end(self) -> str:
        """End the process, and leave no file; returns the last that it wrote to its terminal."""
        try:
            self._process.kill()
            return self._process.written()
        finally:
            with self._state:
                self._workshop.leave()

    def _of_process(self) -> list[Told] | None:
        """What the process said; None if it ended."""
        found: list[Told] = []
        try:
            while not found or self._process.connection.poll():
                found.append(self._process.connection.recv())
        except (EOFError, OSError):
            return found or None
        return found

    def _ended(self) -> Death:
        death = self._process.death()
        self._process.stop()
        return death

    def _brought(self, said: Told) -> Generator[tuple[FromWorker, ...], None, Told]:
        """Bring what was made, before it is said to be made; returns what is to be said of it."""
        if not isinstance(said, (Done, Failed)):
            return said
        folder = self._scratch[said.handle]
        if isinstance(said, Done):
            try:
                for path in said.made.files.values():
                    with path.open("rb") as file:
                        yield (Brought(said.handle, path.name, file.read(PART)),)  # Also of an empty file.
                        while data := file.read(PART):
                            yield (Brought(said.handle, path.name, data),)
            except OSError as error:
                said = failure_of(error, said.handle, folder)
        with self._state:
            self._given.pop(said.handle, None)
            del self._scratch[said.handle]
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(said, Done):
            files = {name: Path(path.name) for name, path in said.made.files.items()}
            return replace(said, made=replace(said.made, files=files))
        return said

    def _go_on(self) -> None:
        """Give the process what all files are there for; ask for the next file of the first piece that lacks one."""
        while self._waiting:
            first = self._waiting[0]
            files: dict[str, Path] = {}
            for needed in first.needed:
                found = self._copies.find(needed.name, Path(needed.path), needed.stamp)
                if found is None:
                    self._ask(needed.name, needed.digest)
                    return
                files[needed.name] = found
            self._waiting.popleft()
            self._give(first, files)

    def _give(self, sent: Sent, files: dict[str, Path]) -> None:
        folder = self._scratch[sent.handle] = self._workshop.scratch()
        self._given[sent.handle] = sent
        with suppress(OSError):  # It is dead, and that is said elsewhere.
            self._process.connection.send(Given(sent.handle, sent.packed, folder, sent.model, files, self._away))
        used = [*self._given.values(), *self._waiting]
        self._copies.make_room({needed.name for one in used for needed in one.needed})

    def _ask(self, name: str, digest: str) -> None:
        if name not in self._asked:
            self._asked[name] = digest
            self._to_say.send(Asked(name, 0))

    def _take(self, part: Part) -> None:
        digest, last = self._asked[part.name], len(part.data) < PART
        try:
            self._copies.add(part.name, digest, part.data, last=last)
        except OSError as error:
            failed = failure_of(error, Handle(""), self._workshop.enter() / "copies" / part.name)
            self._fail(part.name, failed.kind, failed.text)
        except Damaged as error:
            self._fail(part.name, "transient", str(error))
        else:
            if last:
                del self._asked[part.name]
            else:
                self._to_say.send(Asked(part.name, part.at + len(part.data)))

    def _fail(self, name: str, kind: FailureKind, text: str) -> None:
        """End all that waits for a file which does not come."""
        self._asked.pop(name, None)
        for sent in list(self._waiting):
            if any(needed.name == name for needed in sent.needed):
                self._waiting.remove(sent)
                self._to_say.send(Failed(sent.handle, kind, text))

    def _cancel(self, said: Cancel) -> None:
        for sent in list(self._waiting):
            if sent.handle == said.handle:
                self._waiting.remove(sent)
                self._to_say.send(cancelled(sent.handle))
                return
        with suppress(OSError):
            self._process.connection.send(said)


@contextmanager
def _nothing_of_main() -> Generator[None]:
    """A process that is started here does not import the main module, which is Ray's."""
    names = vars(sys.modules["__main__"])
    kept = names.pop("__file__", None)
    try:
        yield
    finally:
        if kept is not None:
            names["__file__"] = kept


def source_digest() -> str:
    """Of all of Filmwright's own source: two machines that differ in it would make other things of the same piece."""
    root = Path(orchestrator.__file__).parent.parent
    found = hashlib.sha256()
    for package in ("generation", "orchestrator", "stitching", "templates"):
        for path in sorted((root / package).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
