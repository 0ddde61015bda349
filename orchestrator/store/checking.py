"""Going through a whole store: every line of the journal, every row of the index, every byte of every object.

What is damaged is named and set aside, and healed where another copy is to be had. A person's files are never touched.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from orchestrator.store.index import Damaged
from orchestrator.store.journal import entry_of
from orchestrator.store.records import Output
from orchestrator.store.store import Store

State = Literal["healed", "set aside", "found"]
Copies = Callable[[Output], tuple[Path, str] | None]
"""Where another copy of an object may be, and what that is called; its bytes are compared before it is believed."""


@dataclass(frozen=True)
class Fault:
    """Something that is not as it should be, and what was done: `found` is where nothing could be, or nothing was to be."""

    what: Literal["journal", "index", "object"]
    name: str
    said: str
    state: State
    steps: tuple[str, ...] = ()
    """The steps whose result it was; they are made again when they are needed."""


@dataclass(frozen=True)
class Checked:
    """How much was gone through: objects, their bytes, and the results that are recorded."""

    objects: int
    size: int
    results: int
    stray: int
    """Objects that no result names, e.g. of a build that was killed; `gc` takes them away."""


def check(store: Store, copies: Copies, *, heal: bool) -> Iterator[Fault | Checked]:
    """Go through a store; ends with what was gone through. Nothing is changed without `heal`."""
    yield from _index(store, heal=heal)
    yield from _journal(store, heal=heal)
    named: dict[str, tuple[Output, list[str]]] = {}
    results = 0
    for action in store.actions():
        results += 1
        for output in action.outputs.values():
            named.setdefault(output.name, (output, []))[1].append(action.step)
    objects = size = stray = 0
    for path in store.objects.all():
        output, steps = named.get(path.name, (_as_named(path), []))
        objects, size, stray = objects + 1, size + path.stat().st_size, stray + (not steps)
        if output is None or not store.objects.is_whole(output):
            yield _mended(store, path, output, tuple(steps), copies, heal=heal)
    yield Checked(objects, size, results, stray)


def _journal(store: Store, *, heal: bool) -> Iterator[Fault]:
    damaged = 0
    written: set[str] = set()
    for line in store.journal.lines():
        damaged += line.entry is None
        if line.entry is not None and "action" in line.entry:
            written.add(str(line.entry["action"].get("key")))
    lost = [record for key in store.all_keys() if key not in written and (record := store.record_of(key)) is not None]
    if lost and heal:
        store.journal.add(*(entry_of(record) for record in lost))
    if lost:
        said = f"has lost {len(lost)} of {len(lost) + len(written)} results; the index has them"
        yield Fault("journal", store.journal.path.name, said, "healed" if heal else "found")
    if damaged:
        if heal:
            store.journal.write_anew()
            store.close()
        said = f"{damaged} of its lines cannot be read{' and are taken out' if heal else ''}"
        yield Fault("journal", store.journal.path.name, said, "healed" if heal else "found")


def _index(store: Store, *, heal: bool) -> Iterator[Fault]:
    try:
        sound = store.index_is_sound()
    except Damaged:
        sound = False
    if not sound:
        if heal:
            store.make_index_anew()  # Also if it was just now: it costs little, and then it is sure.
        yield Fault("index", "index.sqlite", "was damaged; it is made from the journal", "healed" if heal else "found")


def _as_named(path: Path) -> Output | None:
    """The object that a file among the objects says to be."""
    try:
        return Output(digest=path.name.partition(".")[0], suffix=path.suffix, size=path.stat().st_size)
    except ValueError:
        return None


def _mended(
    store: Store, path: Path, output: Output | None, steps: tuple[str, ...], copies: Copies, *, heal: bool
) -> Fault:
    said = "is none of the store's" if output is None else "its bytes are not those that were made"
    if not heal:
        return Fault("object", path.name, said, "found", steps)
    copy = None if output is None else copies(output)
    store.objects.set_aside(path)
    if output is not None and copy is not None and store.objects.take_copy(copy[0], output):
        return Fault("object", path.name, f"{said}; {copy[1]} has them", "healed", steps)
    return Fault("object", path.name, said, "set aside", steps)
