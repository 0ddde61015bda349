"""Readers of the build's events: a live display, plain lines where the output is no terminal, JSON for programs."""

import json
import sys
import time
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Protocol

import typer

from orchestrator.building.events import (
    BuildStopped,
    Downgraded,
    Event,
    FilmReady,
    Noted,
    Retried,
    StageStarted,
    StepCancelled,
    StepFailed,
    StepMade,
    StepProgress,
    StepReused,
    StepStarted,
    TakesMade,
)
from orchestrator.cli.output import clock, count, fail, option_of
from orchestrator.cli.pace import Pace

_STAGES = {
    "voices": "Voices",
    "stills": "Keyframes",
    "storyboard": "Storyboard",
    "pictures": "Pictures",
    "takes": "Takes",
    "windows": "Edit",
    "film": "Film",
}
_PLAIN_SECONDS = 30.0
"""Where the output is no terminal, a clip that takes long is heard of this often."""

Ending = FilmReady | BuildStopped | TakesMade


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
    """One line for each thing made, and for each stage unless told otherwise; for logs and pipes."""

    def __init__(self, now: Callable[[], float] = time.monotonic, *, stages: bool = True) -> None:
        self._now = now
        self._pace = Pace(now)
        self._told = now()
        self._stages = stages
        self._failures: dict[str, str] = {}
        self._notes: set[str] = set()

    def hear(self, event: Event) -> None:
        """Print what matters of the event."""
        if isinstance(event, StageStarted) and event.steps and self._stages:
            typer.echo(f"{_STAGES[event.stage].lower()}: {count(event.steps, 'step')}")
        elif isinstance(event, StepStarted):
            self._tell(f"making {event.step} ({event.reason})")
        elif isinstance(event, StepProgress):
            self._partly(event)
        elif isinstance(event, StepMade):
            self._pace.forget(event.step)
            what = f"a slate in place of {event.step}" if event.slate else event.step
            self._tell(f"made {what} in {event.seconds:.1f} s")
        elif isinstance(event, Noted) and event.text not in self._notes:
            self._notes.add(event.text)
            for line in event.text.splitlines():
                self._tell(line)
        elif isinstance(event, Retried):
            self._pace.forget(event.step)
            self._tell(again_said(event))
        elif isinstance(event, StepCancelled):
            self._pace.forget(event.step)
            self._tell(f"cancelled {event.step}: the film does not want it any more")
        elif isinstance(event, StepFailed):
            typer.echo(f"  FAILED {event.step}: {failure_said(event, self._failures)}", err=True)
        elif isinstance(event, Downgraded):
            typer.echo(f"  note {event.step}: {event.reason}")

    def _partly(self, event: StepProgress) -> None:
        self._pace.hear(event)
        if event.unit == "steps" and self._now() - self._told >= _PLAIN_SECONDS:
            self._tell(self._pace.said(event))

    def _tell(self, line: str) -> None:
        self._told = self._now()
        typer.echo(f"  {line}")

    def close(self) -> None:
        """Nothing to tidy."""


class LiveReader:
    """A bar for each stage, with the shot that is being made and the time left; `fleeting` ones are gone in the end."""

    def __init__(self, *, fleeting: bool = False) -> None:
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
            transient=fleeting,
        )
        self._progress.start()
        self._stage = None
        self._weights: dict[str, float] = {}
        self._pace = Pace()
        self._denoising = ""
        self._failures: dict[str, str] = {}
        self._notes: set[str] = set()

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
        elif isinstance(event, Retried):
            self._pace.forget(event.step)
            self._console.print(f"  {again_said(event)}", highlight=False, markup=False, style="yellow")
        elif isinstance(event, StepFailed):
            said = failure_said(event, self._failures)
            self._console.print(f"  [red]✗[/] {event.step}: {said}", highlight=False)
            self._done(event.step)
        elif isinstance(event, Noted) and event.text not in self._notes:
            self._notes.add(event.text)
            for line in event.text.splitlines():
                self._console.print(f"  {line}", highlight=False, markup=False)
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
        self._pace.hear(event)
        before = self._weights.get(event.step, 0.0)
        now = self._weights[event.step] = max(before, self._pace.share(event))
        if event.unit == "steps":
            self._denoising = event.step if event.done < event.total else ""
        if self._stage is None:
            return
        self._progress.update(self._stage, advance=now - before)
        # While one clip is denoised another one's frames are written: what takes longer is shown.
        if event.unit == "steps" or self._denoising in ("", event.step):
            self._progress.update(self._stage, doing=self._pace.said(event))

    def _done(self, step: str) -> None:
        self._pace.forget(step)
        if self._denoising == step:
            self._denoising = ""
        if self._stage is not None:
            self._progress.update(self._stage, advance=1.0 - self._weights.pop(step, 0.0))


def again_said(event: Retried) -> str:
    """That a step is tried again, when, and why."""
    when = f"in {event.wait:g} s" if event.wait else "now"
    return f"{event.step} is tried again {when} (attempt {event.attempt}): {event.reason}"


def failure_said(event: StepFailed, known: dict[str, str]) -> str:
    """Why a step failed; of what was said before only of which step. `known`: that one, by the words."""
    said = event.error.splitlines()[0]
    first = known.setdefault(said, event.step)
    return said if first == event.step else f"as {first}"


def reader(*, as_json: bool, brief: bool = False) -> Reader:
    """The reader that fits: JSON if asked, live on a terminal, else plain lines; a `brief` one leaves no more than it must."""
    if as_json:
        return JsonReader()
    return LiveReader(fleeting=brief) if sys.stderr.isatty() else PlainReader(stages=not brief)


def follow(events: Iterable[Event], *, as_json: bool) -> Ending:
    """Let a reader follow the build to its end; return how it ended."""
    ending: Ending = BuildStopped("nothing was built", failed=True)
    listener = reader(as_json=as_json)
    try:
        for event in events:
            listener.hear(event)
            if isinstance(event, (FilmReady, BuildStopped, TakesMade)):
                ending = event
    except KeyboardInterrupt:
        listener.close()
        fail("stopped; everything made so far is kept, run it again to go on", code=130)
    finally:
        listener.close()
        # A build that was stopped ends its workers, and takes their scratch files away.
        if isinstance(events, Generator):
            events.close()
    return ending


def say_ending(ending: Ending, started: float, *, quiet: bool = False, project: Path = Path()) -> int:
    """Print how the build ended (unless a program reads the events), and return the exit code."""
    if quiet:
        broken = ending.failed if isinstance(ending, (BuildStopped, TakesMade)) else ending.slates
        return 1 if broken else 0
    if isinstance(ending, BuildStopped):
        typer.echo(f"{'failed: ' if ending.failed else ''}{ending.reason}", err=ending.failed)
        return 1 if ending.failed else 0
    took = time.monotonic() - started
    if isinstance(ending, TakesMade):
        _say_takes(ending, took, option_of(project))
        return 1 if ending.failed else 0
    done = f"made in {clock(took)}" if ending.changed or ending.made else "nothing to do"
    typer.echo(f"{ending.path}  {clock(ending.seconds)}, {done}")
    say_slates(ending)
    return 1 if ending.slates else 0


def say_slates(ending: FilmReady) -> None:
    """Say why shots are slates: a reason that many of them share once, the first of them by name."""
    shots: dict[str, list[str]] = {}
    for shot, error in zip(ending.slates, ending.errors, strict=True):
        shots.setdefault(error, []).append(shot)
    for error, failed in shots.items():
        named = ", ".join(failed[:3]) + (f" and {len(failed) - 3} more" if len(failed) > 3 else "")
        slates = "failed and is a slate" if len(failed) == 1 else "failed and are slates"
        typer.echo(f"  {named} {slates} in this film: {error}", err=True)
    if ending.slates:
        typer.echo("  once that is put right, render again: only what failed is made", err=True)


def _say_takes(ending: TakesMade, took: float, option: str) -> None:
    typer.echo(
        f"{count(len(ending.takes), 'take')} of {ending.shot} made in {clock(took)}; the film keeps take {ending.picked}"
    )
    for take, path in zip(ending.takes, ending.paths, strict=True):
        typer.echo(f"  take {take:<3} {path}  use it with: filmwright pick {ending.shot} {take}{option}")
    for take in ending.failed:
        typer.echo(f"  take {take} failed", err=True)
