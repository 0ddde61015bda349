"""A shared store: a second level of the store, for a team. What one has made, nobody has to make again.

Nothing that comes from there is used before its bytes were compared with their digest here, and its key with what it was made
from. What is here already always goes before what is there. Nobody else but `orchestrator/store/shared` knows how it is reached.
"""

import shutil
import tempfile
import threading
import weakref
from pathlib import Path

from orchestrator.store.records import Action, Output, action_of, record_of
from orchestrator.store.shared.address import Address
from orchestrator.store.shared.fetching import Fetching, Found
from orchestrator.store.shared.hands import Hands
from orchestrator.store.shared.line import Line
from orchestrator.store.shared.place import Place
from orchestrator.store.shared.sending import Sending
from orchestrator.store.store import Store

_ABOUT = "about.txt"
_SAID = b"A shared store of Filmwright: objects/ is what was rendered, actions/ what it was made from.\n"


class Shared:
    """A shared store, as one command uses it: the driver asks, threads beside it fetch and send."""

    def __init__(self, address: Address, *, secret: bytes | None, patience: float) -> None:
        self.address = address
        self._secret = secret
        self._patience = patience
        self._changed = threading.Condition()
        self._texts: Path | None = None
        self._begin()

    def look_for(self, store: Store, key: str, step: str) -> None:
        """Begin to look for a key that is not here, for who will want to see it soon."""
        if store.lookup(key) is None:
            self._fetching.begin(key, step, self._text_folder(), look=True)

    def seen(self, store: Store, key: str, step: str) -> Action | None:
        """What is there of a key, fetched or not: only what is read of it, as the timing of a line, is brought."""
        self._fetching.begin(key, step, self._text_folder(), look=True)
        found = self._fetching.wait(key)
        if found is None:
            return None
        for name, path in found.files.items():
            store.borrowed[found.record.outputs[name].name] = path
        return action_of(found.record)

    def taken(self, store: Store, key: str, step: str) -> Action | None:
        """What is there of a key, taken over into the store here once it has come; asked for if it was not."""
        if self._folder is None or not self._folder.is_dir():  # It goes when nothing is built for a while.
            self._folder = store.scratch()
        self._fetching.begin(key, step, self._folder, look=False)
        found = self._fetching.take(key)
        return None if found is None else self._take_over(store, found, step)

    def ask_anew(self) -> None:
        """Another build begins: others may have put something there meanwhile."""
        self._line.forget()
        self._fetching.forget()

    def coming(self, key: str) -> bool:
        """Whether something may still come for a key."""
        return self._fetching.coming(key)

    def offer(self, store: Store, action: Action) -> None:
        """Have a result put there that is in the store here; returns at once."""
        self._sending.offer(record_of(action), {name: store.path(output) for name, output in action.outputs.items()})

    def wait(self, seconds: float) -> bool:
        """Wait until all that was offered is there; whether it is."""
        return self._sending.wait(seconds)

    def waiting(self) -> tuple[int, int]:
        """How many results are not there yet, and their bytes."""
        sizes = list(self._sending.waiting.values())
        return len(sizes), sum(sizes)

    def sent(self) -> tuple[int, int]:
        """How many results were put there, and their bytes."""
        return self._sending.sent, self._sending.sent_size

    def received(self) -> tuple[int, int]:
        """How many results were taken over from there, and their bytes."""
        return self._taken, self._taken_size

    def refused(self) -> int:
        """How many were refused and not named."""
        return self._fetching.more_refused()

    def notes(self) -> list[str]:
        """What is to be said since this was last asked."""
        return self._line.notes()

    def trouble(self) -> str:
        """Why it cannot be used, or nothing be put there; empty where all is well."""
        return self._line.cut or self._line.shut

    def copy_of(self, output: Output, folder: Path) -> Path | None:
        """A copy of an object, compared with its digest; None where there is none."""
        return self._fetching.copy_of(output, folder)

    def tried(self) -> str:
        """Read and write there: why it cannot be used, or nothing be put there; empty if all is well."""
        if self._fetching.ask(self._read) and not self._fetching.ask(self._written):
            self._line.shut_off(self._line.cut or "it cannot be written to")
        return self._line.cut or self._line.shut

    def close(self) -> None:
        """Ask nothing more, and put nothing there any more. Who uses it again begins anew, whatever happened before."""
        self._fetching.close()
        self._sending.close()
        self._begin()

    def _begin(self) -> None:
        self._line = Line(self.address, self._patience, self._wake)
        self._fetching = Fetching(self._line, self._secret, self._changed)
        self._sending = Sending(self._line, self._secret, self._changed, self._fetching)
        self._folder: Path | None = None
        self._taken = self._taken_size = 0

    def _read(self, place: Place, hands: Hands) -> bool:
        with hands.within(self._patience):
            place.names("actions")
        return True

    def _written(self, place: Place, hands: Hands) -> bool:
        with hands.within(self._patience):
            return place.write(_ABOUT, _SAID, replace=True)

    def _take_over(self, store: Store, found: Found, step: str) -> Action | None:
        """What came, as a result that was recorded here now: the clocks of others decide nothing here."""
        record = found.record
        for output in record.outputs.values():
            store.borrowed.pop(output.name, None)
        outputs = {name: store.adopt(path) for name, path in found.files.items()}
        if any(output.digest != record.outputs[name].digest for name, output in outputs.items()):
            self._fetching.refuse(record.key, step, "its bytes are not those that were made")
            return None
        self._taken += 1
        self._taken_size += sum(output.size for output in outputs.values())
        return store.record(record.key, step, record.identity, outputs, record.facts, record.seconds)

    def _text_folder(self) -> Path:
        if self._texts is None:
            self._texts = Path(tempfile.mkdtemp(prefix="filmwright-"))
            weakref.finalize(self, shutil.rmtree, self._texts, ignore_errors=True)
        return self._texts

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
