"""Putting what was made into a shared store: the objects, then the record. Whoever was first there is kept."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from orchestrator.store.fingerprint import digest_of
from orchestrator.store.records import Record
from orchestrator.store.shared.fetching import Fetching
from orchestrator.store.shared.hands import Hands
from orchestrator.store.shared.line import Line, trouble
from orchestrator.store.shared.place import Unreachable
from orchestrator.store.shared.wire import LONGEST, Refused, action_name, believed, object_name, written

_THREADS = 2


@dataclass
class Sending:
    """What is to be put there, beside the build: in threads of its own, in the order in which it was made."""

    line: Line
    secret: bytes | None
    changed: threading.Condition
    fetching: Fetching
    sent: int = 0
    sent_size: int = 0
    waiting: dict[str, int] = field(default_factory=dict[str, int])
    """What is not there yet, and its bytes, by key."""
    _hands: Hands = field(default_factory=lambda: Hands(_THREADS))

    def offer(self, record: Record, files: Mapping[str, Path]) -> None:
        """Have a result put there, whose files are in the store here."""
        if self.line.shut or record.key in self.waiting:
            return
        self.waiting[record.key] = sum(output.size for output in record.outputs.values())
        self._hands.do(lambda: self._go(record, files))

    def wait(self, seconds: float) -> bool:
        """Wait until all of it is there; whether it is."""
        end = time.monotonic() + seconds
        with self.changed:
            while self.waiting and not self.line.shut and time.monotonic() < end:
                if self._hands.overdue():
                    self.line.shut_off(self.line.late())
                self.changed.wait(0.1)
        return not self.waiting

    def close(self) -> None:
        """Nothing more is put there."""
        self._hands.close()

    def _go(self, record: Record, files: Mapping[str, Path]) -> None:
        try:
            if self.line.shut:
                return
            sent = self._sent(record, files)
            with self.changed:
                size = self.waiting.pop(record.key)
                self.sent += sent
                self.sent_size += size if sent else 0
        except (Unreachable, OSError) as error:
            self.line.shut_off(trouble(error))
        finally:
            with self.changed:
                self.changed.notify_all()

    def _sent(self, record: Record, files: Mapping[str, Path]) -> bool:
        """Put it there, unless there is something to be believed of its key already; whether it was put."""
        text = written(record, self.secret)
        if len(text) > LONGEST:
            return False
        place = self.line.place(self._hands)
        there = self.line.has(record.key, self._hands)
        if not there:  # Somebody may have been there since it was asked what there is.
            with self._hands.within(self.line.patience):
                there = place.size(action_name(record.key)) is not None
        if there and self._is_believed(record.key):
            return False
        for name, output in record.outputs.items():
            with self._hands.within(self.line.patience):
                whole = output.name not in self.fetching.damaged and place.size(object_name(output)) == output.size
            if not whole and digest_of(files[name]) != output.digest:
                return False
            if not whole:
                self.line.put(files[name], object_name(output), output.size, self._hands)
        with self._hands.within(self.line.patience):
            first = place.write(action_name(record.key), text, replace=there)
        self.line.added(record.key)
        return first

    def _is_believed(self, key: str) -> bool:
        if key in self.fetching.refused:
            return False
        if self.secret is None:
            return True  # Who fetches it will see.
        try:
            believed(self.line.record(key, self._hands), key, self.secret)
        except (Refused, FileNotFoundError):
            return False
        return True
