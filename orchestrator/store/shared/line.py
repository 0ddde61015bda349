"""The line to a shared store: opened when it is first needed, by the thread that needs it; cut for good when it fails.

A build never fails for it, and never waits for a call that hangs: it is told once, and the build goes on without.
"""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from orchestrator.store.shared.address import Address
from orchestrator.store.shared.hands import Hands
from orchestrator.store.shared.place import Folder, Place, Remote, Unreachable
from orchestrator.store.shared.wire import LONGEST, action_name

_DIGITS = frozenset("0123456789abcdef")
_OPENING = 30.0
"""Seconds, at least, for whatever is loaded on this machine before anything is asked."""
_SLOWEST = 100_000
"""Bytes a second, at least, of what is put there: less is as good as nothing."""


class Line:
    """What those who fetch and those who send have in common."""

    def __init__(self, address: Address, patience: float, changed: Callable[[], None]) -> None:
        self.address = address
        self.patience = patience
        self._changed = changed
        self._place: Place | None = None
        self._opening = threading.Lock()
        self._noting = threading.Lock()
        self._notes: list[str] = []
        self._folders: set[str] | None = None
        self._shards: dict[str, set[str]] = {}
        self._listing: dict[str, threading.Lock] = {}
        self.cut = ""
        """Why it is not asked for anything any more; empty while it is."""
        self.shut = ""
        """Why nothing is put there any more."""

    def place(self, hands: Hands) -> Place:
        """The shared store.

        Raises:
            Unreachable: if there is no way to it.
        """
        with hands.within(max(_OPENING, self.patience)), self._opening:
            if self._place is None:
                here = self.address
                self._place = Remote(here.url) if here.folder is None else Folder(here.folder)
            return self._place

    def known(self, key: str) -> bool | None:
        """Whether there is a record of a key, as far as that was asked already; None where it was not."""
        names = self._shards.get(key[:2])
        return None if names is None else key in names

    def has(self, key: str, hands: Hands) -> bool:
        """Whether there is a record of a key. All that begin alike are asked for at once: never more than 256 questions."""
        shard = key[:2]
        with self._listing.setdefault(shard, threading.Lock()):
            there = self._shards.get(shard)
            if there is None:
                names = self._names(f"actions/{shard}", hands) if shard in self._shards_there(hands) else ()
                there = self._shards[shard] = {name[:64] for name in names if _is_of(name, shard)}
        return key in there

    def _shards_there(self, hands: Hands) -> set[str]:
        with self._listing.setdefault("", threading.Lock()):
            there = self._folders
            if there is None:
                there = self._folders = set(self._names("actions", hands))
            return there

    def _names(self, folder: str, hands: Hands) -> Sequence[str]:
        place = self.place(hands)
        with hands.within(self.patience):
            return place.names(folder)

    def record(self, key: str, hands: Hands) -> bytes:
        """The record of a key, as it lies there, or so much of it that it is too long."""
        place = self.place(hands)
        with hands.within(self.patience):
            return place.read(action_name(key), 0, LONGEST + 1)

    def put(self, source: Path, name: str, size: int, hands: Hands) -> None:
        """Put a file there."""
        place = self.place(hands)
        with hands.within(self.patience + size / _SLOWEST):
            place.put(source, name)

    def forget(self) -> None:
        """Forget what there is."""
        self._folders, self._shards = None, {}

    def added(self, key: str) -> None:
        """There is a record of this key now."""
        names = self._shards.get(key[:2])
        if names is not None:
            names.add(key)

    def cut_off(self, reason: str) -> None:
        """Ask it for nothing any more, and put nothing there."""
        with self._noting:
            if not self.cut:
                self.cut = self.shut = reason
                self._notes.append(
                    f"the shared store {self.address.said} cannot be used ({reason}); this goes on without it"
                )
        self._changed()

    def shut_off(self, reason: str) -> None:
        """Put nothing there any more."""
        with self._noting:
            if not self.shut:
                self.shut = reason
                said = (
                    f"nothing can be put into the shared store {self.address.said} ({reason}); what is made stays here"
                )
                self._notes.append(said)
        self._changed()

    def late(self) -> str:
        """What is said of a call that takes too long."""
        return f"no answer for {self.patience:g} s"

    def note(self, text: str) -> None:
        """Have something said to whoever waits."""
        with self._noting:
            self._notes.append(text)

    def notes(self) -> list[str]:
        """What is to be said since this was last asked."""
        with self._noting:
            said, self._notes = self._notes, []
        return said


def trouble(error: Unreachable | OSError) -> str:
    """What went wrong, in a few words."""
    return error.strerror.lower() if isinstance(error, OSError) and error.strerror else str(error)


def _is_of(name: str, shard: str) -> bool:
    key, _, suffix = name.partition(".")
    return suffix == "json" and len(key) == 64 and key.startswith(shard) and _DIGITS.issuperset(key)
