"""`models pull`: bringing a checkpoint to this machine, with its terms before and its progress meanwhile."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orchestrator.cli.model_rows import KINDS
from orchestrator.cli.output import clock, fail

if TYPE_CHECKING:
    from pathlib import Path

    from generation.card import Card
    from generation.diffusion.checkpoints.pulling import Order, Repository

_REACH = {"yes": "any use", "limited": "use within limits", "no": "no commercial use"}
_LOOKED, _TOLD = 0.5, 15.0
"""Seconds between two looks at what has come; and between two lines, where the output is no terminal."""


def model_pull(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME", help="Models' names, as in film.yaml, or owner/name of repositories on Hugging Face."
        ),
    ],
    revision: Annotated[
        str | None, typer.Option("--revision", help="Branch, tag or commit, in place of the card's.")
    ] = None,
) -> None:
    """Download models into the ordinary cache of Hugging Face: only the files that are loaded, and none that could run code.

    Files that are here already are not downloaded again, so a pull that was broken off can be called again.
    """
    from generation.diffusion.checkpoints.pulling import ensure_hub, ensure_room, ordered, pull

    ensure_hub()
    if revision is not None and len(names) > 1:
        fail("--revision: a revision is of one model; pull them one by one")
    wanted = [_wanted(name, revision) for name in names]
    for card, _ in wanted:
        for line in terms(card) if card else ():
            typer.echo(line)
    _quiet()
    orders = [[ordered(repository) for repository in repositories] for _, repositories in wanted]
    every = [order for of_one in orders for order in of_one]
    ensure_room(every)
    with _followed(every):
        folders = [[pull(order) for order in of_one] for of_one in orders]
    for (card, _), of_one, here in zip(wanted, orders, folders, strict=True):
        for order, folder in zip(of_one, here, strict=True):
            typer.echo(f"{'here already' if not order.missing else 'downloaded'}: {order.repository.model} in {folder}")
        for line in _use(card, of_one[0], here[0], revision):
            typer.echo(line)


def _wanted(name: str, revision: str | None) -> "tuple[Card | None, list[Repository]]":
    """The card that a word names, if it names one, and what is to be downloaded."""
    from generation.catalogue import cards, find_card
    from generation.diffusion.checkpoints.pulling import Repository, name_of

    word = name.partition("?")[0]
    card = None if "/" in word and word not in cards() else find_card(word)
    return card, _repositories(card, revision) if card else [Repository(name_of(word), revision or "main")]


def terms(card: "Card") -> list[str]:
    """Licence and gate, before anything is downloaded."""
    licence = card.licence
    regions = f", no rights in {', '.join(licence.not_in)}" if licence.not_in else ""
    gate = "; its page asks for an agreement first" if licence.gated else ""
    note = f"; {licence.note}" if licence.note and licence.commercial != "yes" else ""
    return [
        f"{card.name}: {card.title}, about {_decimal(round(card.weights_gb() * 1e9))} in 16 bits",
        f"licence: {licence.name}, {_REACH[licence.commercial]}{regions}{gate}; {licence.link}{note}",
    ]


def _use(card: "Card | None", order: "Order", folder: "Path", revision: str | None) -> list[str]:
    """How the film is told of it, and what keeps the film to this state of it."""
    from generation.diffusion.checkpoints import checkpoint
    from generation.diffusion.checkpoints.pulling import backend_of

    if card:
        word, key = card.name, KINDS[card.kind]
    else:
        found = backend_of(checkpoint.index(folder)) if (folder / "model_index.json").is_file() else None
        if found is None:
            return []
        word, key = f"{found[1]}:{order.repository.model}", KINDS[found[0]]
    said = f"use it in film.yaml: {key}: {word}" + (f"?revision={revision}" if revision else "")
    lines = [f"{said}; how it runs here: filmwright models fit {card.name}" if card else said]
    if order.commit not in (order.repository.revision, ""):
        lines.append(f"a film that must stay as it is names this state of it: {key}: {word}?revision={order.commit}")
    return lines


def _repositories(card: "Card", revision: str | None) -> "list[Repository]":
    """A card's own repository, and those that parts come from."""
    from generation.backend import available
    from generation.diffusion.checkpoints.pulling import Repository

    backend: Any = available(card.kind).get(card.backend)
    fields = getattr(backend, "model_fields", {})
    found = [Repository(card.model, revision or card.revision, without=tuple(card.also))]
    for part, model in card.also.items():
        weights = getattr(fields.get(f"{part}_weights"), "default", "")
        found.append(Repository(model, part=part, weights=weights if isinstance(weights, str) else ""))
    return found


@contextmanager
def _followed(orders: "Sequence[Order]") -> Generator[None, None, None]:
    """Tell how far a download is, from what has come to the disk: in a bar, or in a line now and then."""
    from generation.diffusion.checkpoints.pulling import arrived, room

    left, size = sum(order.left for order in orders), sum(order.size for order in orders)
    if not left:
        yield
        return
    typer.echo(f"downloading {_decimal(left)} of {_decimal(size)}; {_decimal(room())} are free on the disk")
    before, over = arrived(orders), threading.Event()
    with _bar(left) if sys.stderr.isatty() else _lines(left) as (tell, close):

        def watch() -> None:
            while not over.wait(_LOOKED):
                tell(min(left, max(0, arrived(orders) - before)))

        def stopped(_signal: int, _frame: object) -> None:
            """End at once: the hub's client would first wait for the files that are on their way, which can take an hour."""
            close()
            typer.echo("stopped; files that are here stay, pull again for the others", err=True)
            os._exit(130)

        signal.signal(signal.SIGINT, stopped)
        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield
            tell(left)
        finally:
            over.set()
            watcher.join()


Told = tuple[Callable[[int], None], Callable[[], None]]
"""What is called with the bytes that have come, and what ends the display in the middle."""


@contextmanager
def _bar(left: int) -> Generator[Told, None, None]:
    """A bar in a terminal, with the time left."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TaskProgressColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (
        BarColumn(bar_width=24, complete_style="yellow", finished_style="green"),
        TaskProgressColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), speed_estimate_period=60) as progress:
        task = progress.add_task("", total=left)
        yield (lambda done: progress.update(task, completed=done)), progress.stop


@contextmanager
def _lines(left: int) -> Generator[Told, None, None]:
    """A line now and then, for logs and pipes."""
    began = told = time.monotonic()

    def tell(done: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= _TOLD and 0 < done < left:
            told = now
            rest = clock((now - began) * (left - done) / done)
            typer.echo(f"  {_decimal(done)} of {_decimal(left)}, {100 * done // left} %, {rest} left")

    yield tell, lambda: None


def _decimal(size: int) -> str:
    """Gigabytes as disks and downloads are counted."""
    return f"{size / 1e9:.1f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"


def _quiet() -> None:
    """The hub's own bars, one for each file and several for the whole, say less than ours."""
    from huggingface_hub.utils import disable_progress_bars, logging

    logging.set_verbosity_error()
    disable_progress_bars()
