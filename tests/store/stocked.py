"""A store with a few results in it, and what one finds in it again."""

from dataclasses import dataclass
from pathlib import Path

from orchestrator.store.fingerprint import fingerprint
from orchestrator.store.store import Store


@dataclass(frozen=True)
class Stocked:
    """The folder of a store, and the keys that it was told of."""

    folder: Path
    keys: tuple[str, ...]

    def open(self) -> Store:
        return Store(self.folder)

    def found(self) -> list[str]:
        """The keys whose results are there and whole."""
        store = self.open()
        try:
            found = [action for key in self.keys if (action := store.recall(key))]
            return [one.key for one in found if all(store.verified(output) for output in one.outputs.values())]
        finally:
            store.close()

    def identities(self) -> list[object]:
        store = self.open()
        try:
            return [None if (action := store.lookup(key)) is None else dict(action.identity) for key in self.keys]
        finally:
            store.close()


def identity(number: int) -> dict[str, object]:
    return {
        "kind": "clip",
        "backend": {"name": "slate"},
        "request": {"number": number, "action": "She waits. " * number},
    }


def put(store: Store, number: int) -> str:
    """Make and record the result with this number, as a build would."""
    made = store.scratch() / "clip.mp4"
    made.write_bytes(f"clip {number} ".encode() * 100)
    told = identity(number)
    key = fingerprint(told)
    store.record(key, f"clip sea/{number}", told, {"clip": store.adopt(made)}, {"frames": number}, 0.5 * number)
    return key


def stocked(folder: Path, count: int = 6) -> Stocked:
    """A store in this folder with so many results."""
    store = Store(folder)
    keys = tuple(put(store, number) for number in range(count))
    store.remember({f"clip sea/{number}": key for number, key in enumerate(keys)})
    store.workshop.leave()
    store.close()
    return Stocked(folder, keys)
