"""Fetching what a shared store has of a key: its record, then its objects, each compared with its digest as it comes in."""

import hashlib
import secrets
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from orchestrator.store.records import Output, Record
from orchestrator.store.shared.hands import Hands
from orchestrator.store.shared.line import Line, trouble
from orchestrator.store.shared.place import Place, Unreachable
from orchestrator.store.shared.wire import Refused, Unsigned, believed, object_name

T = TypeVar("T")
_THREADS = 6
_PIECE = 4 << 20
"""Bytes that are asked for at once; they may take as long as any answer."""
_TEXTS = (".json", ".txt")
_LONGEST_TEXT = 16 << 20
_NAMED = 3
"""So many that are refused are named; of the others it is said how many there were."""


@dataclass(frozen=True)
class Found:
    """What a shared store has of a key, and where copies of its files are: of all, or only of the texts."""

    record: Record
    files: dict[str, Path]


@dataclass
class _Quest:
    done: bool = False
    found: Found | None = None


@dataclass
class Fetching:
    """What was asked for, by key: only looked at, or fetched into a folder."""

    line: Line
    secret: bytes | None
    changed: threading.Condition
    refused: set[str] = field(default_factory=set[str])
    """The keys whose record, or whose object, is not what it should be."""
    damaged: set[str] = field(default_factory=set[str])
    """The names of the objects there that are not what they should be."""
    _hands: Hands = field(default_factory=lambda: Hands(_THREADS))
    _quests: dict[tuple[str, bool], _Quest] = field(default_factory=dict[tuple[str, bool], _Quest])
    _unsigned: bool = False

    def begin(self, key: str, of: str, folder: Path, *, look: bool) -> None:
        """Ask for a key, once. `of` names it where something is wrong with it."""
        if (key, look) in self._quests or self.line.cut:
            return
        quest = self._quests[key, look] = _Quest(done=self.line.known(key) is False)
        if not quest.done:
            self._hands.do(lambda: self._go(quest, key, of, folder, look=look))

    def coming(self, key: str, *, look: bool = False) -> bool:
        """Whether it may still come."""
        quest = self._quests.get((key, look))
        if quest is None or quest.done or self.line.cut:
            return False
        if self._hands.overdue():
            self.line.cut_off(self.line.late())
            return False
        return True

    def take(self, key: str) -> Found | None:
        """What came of a key that was fetched; once, for its files are the taker's then."""
        quest = self._quests.get((key, False))
        if quest is None:
            return None
        found, quest.found = quest.found, None
        return found

    def wait(self, key: str) -> Found | None:
        """What is to be seen of a key that was looked for."""
        with self.changed:
            while self.coming(key, look=True):
                self.changed.wait(0.1)
        quest = self._quests.get((key, True))
        return None if quest is None else quest.found

    def refuse(self, key: str, of: str, said: str) -> None:
        """Say that what is there of a key is not used."""
        self.refused.add(key)
        if len(self.refused) <= _NAMED:
            self.line.note(f"{of} in the shared store is refused: {said}; it is made here instead")

    def forget(self) -> None:
        """Forget what was asked for and has been answered."""
        self._quests = {key: quest for key, quest in self._quests.items() if not quest.done}

    def more_refused(self) -> int:
        """How many were refused without being named."""
        return max(0, len(self.refused) - _NAMED)

    def ask(self, question: Callable[[Place, Hands], T]) -> T | None:
        """Ask a question and wait for the answer; None if it is not answered."""
        done = threading.Event()
        answers: list[T] = []

        def job() -> None:
            try:
                answers.append(question(self.line.place(self._hands), self._hands))
            except (Refused, FileNotFoundError):
                pass
            except (Unreachable, OSError) as error:
                self.line.cut_off(trouble(error))
            finally:
                done.set()

        if not self.line.cut:
            self._hands.do(job)
            while not done.wait(0.1):
                if self._hands.overdue():
                    self.line.cut_off(self.line.late())
                    return None
        return answers[0] if answers else None

    def copy_of(self, output: Output, folder: Path) -> Path | None:
        """A copy of an object; None if there is none, or none that is right."""
        return self.ask(lambda place, _hands: self._object(place, output, folder))

    def close(self) -> None:
        """Nothing more is fetched."""
        self._hands.close()

    def _go(self, quest: _Quest, key: str, of: str, folder: Path, *, look: bool) -> None:
        try:
            if not self.line.cut and self.line.has(key, self._hands):
                quest.found = self._fetched(key, folder, look=look)
        except Unsigned:
            self.refused.add(key)
            self._say_unsigned()
        except Refused as why:
            self.refuse(key, of, str(why))
        except FileNotFoundError:
            self.refuse(key, of, "it is not there")
        except (Unreachable, OSError) as error:
            self.line.cut_off(trouble(error))
        finally:
            with self.changed:
                quest.done = True
                self.changed.notify_all()

    def _fetched(self, key: str, folder: Path, *, look: bool) -> Found:
        record = believed(self.line.record(key, self._hands), key, self.secret)
        place = self.line.place(self._hands)
        files: dict[str, Path] = {}
        for name, output in record.outputs.items():
            if look and (output.suffix not in _TEXTS or output.size > _LONGEST_TEXT):
                continue
            files[name] = self._object(place, output, folder)
        return Found(record, files)

    def _object(self, place: Place, output: Output, folder: Path) -> Path:
        """Read an object to a file of its own, no further than its record says it goes."""
        if output.size > shutil.disk_usage(folder).free:
            raise Unreachable(f"the disk of {folder} has no room for what is there")
        target = folder / f"{secrets.token_hex(8)}{output.suffix}"
        sha, at = hashlib.sha256(), 0
        try:
            with target.open("xb") as file:
                while at < output.size and not self.line.cut:
                    with self._hands.within(self.line.patience):
                        piece = place.read(object_name(output), at, min(at + _PIECE, output.size))
                    if not piece:
                        break
                    sha.update(piece)
                    file.write(piece)
                    at += len(piece)
            if (at, sha.hexdigest()) != (output.size, output.digest):
                self.damaged.add(output.name)
                raise Refused("its bytes are not those that were made")
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return target

    def _say_unsigned(self) -> None:
        if not self._unsigned:
            self._unsigned = True
            there = f"what is in the shared store {self.line.address.said}"
            self.line.note(f"{there} and not signed with the secret that is set here is not used")
