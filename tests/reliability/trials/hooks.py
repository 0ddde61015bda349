"""The trials of `calls` where nothing can be traced: the same disturbances at what Python itself does with files.

Weaker: what SQLite and buffered files write is not seen, and a call is counted before Python makes it, not as it is made.
"""

import errno
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from trials.calls import complaint
from trials.children import Action, Child
from trials.figures import Figures
from trials.mutations import living
from trials.small_build import Tell
from trials.trial import Trial
from trials.verdict import Truth, judged

_MOVING = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate", "os.chmod")
_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_NEEDS_NO_ROOM = ("os.remove", "os.rmdir", "os.chmod")
_ADVICE = {errno.ENOSPC: "make room", errno.EIO: "input/output error"}


@dataclass(frozen=True)
class Event:
    """The `number`th thing that a build does with files."""

    number: int
    name: str

    def __str__(self) -> str:
        return f"{self.name}, event {self.number}"


def kills(trial: Trial) -> Figures:
    """Killed as it is about to do something with a file."""
    return _each(trial, 0)


def full(trial: Trial) -> Figures:
    """No room for it."""
    return _each(trial, errno.ENOSPC)


def failing(trial: Trial) -> Figures:
    """The disk fails at it."""
    return _each(trial, errno.EIO)


def _each(trial: Trial, error: int) -> Figures:
    with trial.project() as project:
        run = Child(_watched(living(project, trial.mutation), project, _tell_event)).go().end()
    events = [Event(number, str(item["event"])) for number, item in enumerate(n for n in run.news if "event" in n)]
    wanted = [event for event in events if error != errno.ENOSPC or event.name not in _NEEDS_NO_ROOM]
    return trial.over(wanted, partial(_tried, error=error))


def _tried(trial: Trial, true: Truth, event: Event, *, error: int) -> Figures:
    def met(_tell: Tell, _name: str, path: str | None, number: int) -> None:
        if number == event.number:
            if error == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(error, os.strerror(error), path)

    with trial.project() as project:
        run = Child(_watched(living(project, trial.mutation), project, met)).go().end()
        figures = judged(str(event), project, run, true)
        if said := complaint(run, true, _ADVICE.get(error, ""), str(project)):
            figures.unclear += 1
            figures.faults.append(f"{event}: {said}")
        return figures


def _tell_event(tell: Tell, name: str, _path: str | None, _number: int) -> None:
    tell({"event": name})


def _watched(action: Action, folder: Path, met: Callable[[Tell, str, str | None, int], None]) -> Action:
    """The same, and `met` hears of every write-side event in a folder before it happens."""

    def act(tell: Tell) -> int:
        count = iter(range(1 << 30))

        def hook(name: str, given: tuple[object, ...]) -> None:
            writes = name in _MOVING or (name == "open" and isinstance(given[2], int) and given[2] & _FOR_WRITING)
            if writes and str(given[0]).startswith(str(folder)):
                met(tell, name, str(given[0]), next(count))

        for name in ("fsync", "fdatasync", "write", "pwrite"):
            setattr(
                os, name, _heard(f"os.{name}", getattr(os, name), lambda called: met(tell, called, None, next(count)))
            )
        sys.addaudithook(hook)
        return action(tell)

    return act


def _heard(name: str, real: Callable[..., object], heard: Callable[[str], None]) -> Callable[..., object]:
    def called(*given: object) -> object:
        heard(name)
        return real(*given)

    return called
