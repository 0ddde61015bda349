"""What a writer at work says, for a person: a live line on a terminal, plain lines elsewhere."""

import sys
import time
from types import TracebackType

import typer

from orchestrator.cli.output import clock
from orchestrator.writing.writer import Said

_PLAIN_EVERY = 20.0
"""Seconds between two plain lines about the same thing."""


class Telling:
    """Hears a writer. On a terminal one line changes in place and is gone at the end; elsewhere each new thing is a line.

    `plain` False leaves out those lines: for a writer that is done before they are read.
    """

    def __init__(self, *, quiet: bool = False, plain: bool = True) -> None:
        self._quiet = quiet or not (plain or sys.stderr.isatty())
        self._live = sys.stderr.isatty() and not quiet
        self._last, self._when = "", 0.0
        self._status = None
        self._started = time.monotonic()

    def __enter__(self) -> "Telling":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._status is not None:
            self._status.stop()

    def __call__(self, news: Said) -> None:
        """Tell one piece of news."""
        if self._quiet:
            return
        text = news.doing
        if news.seconds is not None:
            text = f"{text}, {clock(max(0.0, news.seconds))} to wait"
        elif news.characters:
            text = f"{text}, {news.characters:,} characters so far"
        if self._live:
            self._show(news.stage, text)
        elif self._is_news(news):
            typer.echo(f"  {news.stage}: {text}", err=True)
            self._last, self._when = news.doing, time.monotonic()

    def _is_news(self, news: Said) -> bool:
        """Whether it deserves a line: something else than before, or the same for a long time; an answer only if it is long."""
        long_ago = time.monotonic() - self._when > _PLAIN_EVERY
        return long_ago or (news.doing != self._last and news.characters is None)

    def _show(self, stage: str, text: str) -> None:
        if self._status is None:
            from rich.console import Console

            self._status = Console(stderr=True).status("", spinner="dots", spinner_style="yellow")
            self._status.start()
        self._status.update(f"[dim]{stage}: {text}")
