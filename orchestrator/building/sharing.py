"""A build and the shared store of its team: what is said of it, and the end, when what was made is on its way there."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from orchestrator.building.events import Event, Noted
from orchestrator.film.sizes import sized

if TYPE_CHECKING:
    from orchestrator.store.shared.shared import Shared

_AT_MOST = 120.0
"""Seconds that a build waits in the end for what it puts into the shared store."""
_IN_SILENCE = 2.0
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
    if left[0]:
        yield Noted(f"{_results(*left)} could not be put into the shared store yet; later: {PUSH}")


def flows(shared: "Shared") -> str:
    """What came from there and what went, in words; empty if nothing did."""
    received, sent = shared.received(), shared.sent()
    came = f"{_results(*received)} came from it" if received[0] else ""
    went = f"{_results(*sent)} {'was' if sent[0] == 1 else 'were'} put there" if sent[0] else ""
    return ", ".join(part for part in (came, went) if part)


def _results(number: int, size: int) -> str:
    return f"{number} result{'' if number == 1 else 's'} ({sized(size)})"
