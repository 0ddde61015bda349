"""A build and the shared store of its team: what is said of it, and the end, when what was made is on its way there."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrator.building.events import Event, Noted
from orchestrator.film.errors import FilmError
from orchestrator.film.sizes import sized
from orchestrator.project.folder import FILM_FILE, NO_FILM
from orchestrator.store.store import Store

if TYPE_CHECKING:
    from orchestrator.store.shared.shared import Shared

_AT_MOST = 120.0
"""Seconds that a build waits in the end for what it puts into the shared store."""
_IN_SILENCE = 2.0
_TOLD_EVERY = 5.0
PUSH = "filmwright push"
"""What puts the rest there."""


@contextmanager
def sharing(shared: "Shared | None") -> "Generator[Shared | None]":
    """The shared store for as long as a build runs."""
    try:
        yield shared
    finally:
        if shared is not None:
            shared.close()


def shared_to_the_end(shared: "Shared | None") -> Iterator[Event]:
    """Wait, not for ever, until what was made is in the shared store, and say what came from there and what went."""
    if shared is None:
        return
    if not shared.wait(_IN_SILENCE) and not shared.trouble():
        yield Noted(f"putting {_results(*shared.waiting())} into the shared store")
        shared.wait(_AT_MOST)
    yield from (Noted(text) for text in shared.notes())
    if more := shared.refused():
        yield Noted(f"{more} more of the shared store were refused, and made here")
    if said := flows(shared):
        yield Noted(f"shared store: {said}")
    left = shared.waiting()
    if left[0] and not shared.trouble():
        yield Noted(f"{_results(*left)} are not in the shared store yet; to put them there: {PUSH}")


def flows(shared: "Shared") -> str:
    """What came from there and what went, in words; empty if nothing did."""
    received, sent = shared.received(), shared.sent()
    came = f"{_results(*received)} came from it" if received[0] else ""
    went = f"{_results(*sent)} {'was' if sent[0] == 1 else 'were'} put there" if sent[0] else ""
    return ", ".join(part for part in (came, went) if part)


def _results(number: int, size: int) -> str:
    return f"{number} result{'' if number == 1 else 's'} ({sized(size)})"


@dataclass(frozen=True)
class Pushed:
    """How far a project's results are in the shared store: of `all`, how many wait to be put there, and their bytes."""

    all: int
    waiting: int
    waiting_size: int


def push(root: Path, shared: "Shared") -> Iterator[Pushed]:
    """Put every result of a project into the shared store that is not there yet; tells every few seconds how far it is.

    Raises:
        FilmError: if there is no project, or the shared store cannot be used.
    """
    if not (root / FILM_FILE).is_file():
        raise FilmError(NO_FILM)
    store = Store(root / ".filmwright")
    with store.building():
        actions = [action for key in store.all_keys() if (action := store.recall(key)) is not None]
        for action in actions:
            shared.offer(store, action)
        over = False
        while not over and not shared.trouble():
            over = shared.wait(_TOLD_EVERY)
            yield Pushed(len(actions), *shared.waiting())
    if said := shared.trouble():
        raise FilmError(f"the shared store {shared.address.said} cannot be used: {said}")
