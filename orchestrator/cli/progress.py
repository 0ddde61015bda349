"""Readers of the build's events: a live display, plain lines where the output is no terminal, JSON for programs."""

import json
import sys
import time
from collections.abc import Iterable
from typing import Protocol

import typer

from orchestrator.building.events import (
    BuildStopped,
    Downgraded,
    Event,
    FilmReady,
    StageStarted,
    StepFailed,
    StepMade,
    StepProgress,
    StepReused,
    StepStarted,
)
from orchestrator.cli.output import clock, fail

_STAGES = {"voices": "Voices", "stills": "Keyframes", "pictures": "Pictures", "windows": "Edit", "film": "Film"}


class Reader(Protocol):
    """Something that follows a build."""

    def hear(self, event: Event) -> None:
        """Take in one event."""
        ...

    def close(self) -> None:
        """The build is over."""
        ...


class JsonReader:
    """One JSON object a line."""

    def hear(self, event: Event) -> None:
        """Print the event."""
        typer.echo(json.dumps(event.as_json(), ensure_ascii=False))

    def close(self) -> None:
        """Nothing to tidy."""


class PlainReader:
    """One line for each thing made; for logs and pipes."""

    def __init__(self) -> None:
        self._started = time.monotonic()

    def hear(self, event: Event) -> None:
        """Print what matters of the event."""
        if isinstance(event, StageStarted) and event.steps:
            typer.echo(f"{_STAGES[event.stage].lower()}: {event.steps} steps")
        elif isinstance(event, StepStarted):
            typer.echo(f"  making {event.step} ({event.reason})")
        elif isinstance(event, StepMade):
            typer.echo(f"  made {event.step} in {event.seconds:.1f} s")
        elif isinstance(event, StepFailed):
            typer.echo(f"  FAILED {event.step}: {event.error.splitlines()[0]}", err=True)
        elif isinstance(event, Downgraded):
            typer.echo(f"  note {event.step}: {event.reason}")

    def close(self) -> None:
        """Nothing to tidy."""


class LiveReader:
    """A bar for each stage, with the shot that is being made and the time left."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        self._console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("  [bold]{task.description:<10}"),
            BarColumn(bar_width=28, complete_style="yellow", finished_style="green", pulse_style="yellow"),
            TaskProgressColumn(),
            TimeRemainingColumn(compact=True),
            TextColumn("[dim]{task.fields[doing]}"),
            console=self._console,
        )
        self._progress.start()
        self._stage = None
        self._frames = 0
        self._weights: dict[str, float] = {}

    def hear(self, event: Event) -> None:
        """Move the bars."""
        if isinstance(event, StageStarted):
            self._begin(event)
        elif isinstance(event, StepStarted):
            self._doing(event.step)
        elif isinstance(event, StepProgress):
            self._partly(event)
        elif isinstance(event, (StepMade, StepReused)):
            self._done(event.step)
        elif isinstance(event, StepFailed):
            self._console.print(f"  [red]✗[/] {event.step}: {event.error.splitlines()[0]}", highlight=False)
            self._done(event.step)
        elif isinstance(event, Downgraded):
            self._console.print(f"  [yellow]![/] {event.step.removeprefix('clip ')}: {event.reason}", highlight=False)

    def close(self) -> None:
        """Leave the bars as they are."""
        if self._stage is not None:
            self._progress.update(self._stage, doing="")
        self._progress.stop()

    def _begin(self, event: StageStarted) -> None:
        if self._stage is not None:
            task = next(task for task in self._progress.tasks if task.id == self._stage)
            self._progress.update(self._stage, completed=task.total, doing="")
        self._weights.clear()
        if event.steps:
            self._stage = self._progress.add_task(_STAGES[event.stage], total=event.steps, doing="")

    def _doing(self, step: str) -> None:
        if self._stage is not None:
            self._progress.update(self._stage, doing=step.removeprefix("clip "))

    def _partly(self, event: StepProgress) -> None:
        before = self._weights.get(event.step, 0.0)
        now = min(1.0, event.done / max(1, event.total)) * 0.98
        self._weights[event.step] = now
        if self._stage is not None:
            self._progress.update(self._stage, advance=now - before, doing=event.step.removeprefix("clip "))

    def _done(self, step: str) -> None:
        if self._stage is not None:
            self._progress.update(self._stage, advance=1.0 - self._weights.pop(step, 0.0))


def reader(*, as_json: bool) -> Reader:
    """The reader that fits: JSON if asked, live on a terminal, else plain lines."""
    if as_json:
        return JsonReader()
    return LiveReader() if sys.stderr.isatty() else PlainReader()


def follow(events: Iterable[Event], *, as_json: bool) -> FilmReady | BuildStopped:
    """Let a reader follow the build to its end; return how it ended."""
    ending: FilmReady | BuildStopped = BuildStopped("nothing was built", failed=True)
    listener = reader(as_json=as_json)
    try:
        for event in events:
            listener.hear(event)
            if isinstance(event, (FilmReady, BuildStopped)):
                ending = event
    except KeyboardInterrupt:
        listener.close()
        fail("stopped; everything made so far is kept, run it again to go on", code=130)
    finally:
        listener.close()
    return ending


def say_ending(ending: FilmReady | BuildStopped, started: float, *, quiet: bool = False) -> int:
    """Print how the build ended (unless a program reads the events), and return the exit code."""
    if quiet:
        return 1 if (isinstance(ending, BuildStopped) and ending.failed) or getattr(ending, "slates", ()) else 0
    if isinstance(ending, BuildStopped):
        typer.echo(f"{'failed: ' if ending.failed else ''}{ending.reason}", err=ending.failed)
        return 1 if ending.failed else 0
    took = time.monotonic() - started
    done = f"made in {clock(took)}" if ending.changed or ending.made else "nothing to do"
    typer.echo(f"{ending.path}  {clock(ending.seconds)}, {done}")
    for shot in ending.slates:
        typer.echo(f"  {shot} failed and is a slate in this film; its error is in out/report.json", err=True)
    return 1 if ending.slates else 0
