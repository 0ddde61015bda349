"""The clock ten years back and ten years on, and files as old as that: nothing is made again for it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

from trials.children import Action, Child, Run, killed_after
from trials.figures import Figures
from trials.mutations import living
from trials.small_build import Tell
from trials.trial import Refused, Trial
from trials.verdict import Truth, judged

TEN_YEARS = 10 * 365 * 86400
"""In seconds."""
_SHIFTS = (-TEN_YEARS, 0, TEN_YEARS)
_HALF = 30
"""Things told after which the first build is killed: about the middle."""

Shifts = tuple[int, int, int]
"""How far ahead the clock is of the first build, of the second one, and of the files' dates, in seconds."""


def clocks(trial: Trial) -> Figures:
    """Half of the film under one clock, the rest under another, and the files dated by a third; Python is told the time."""
    return trial.over(_all_shifts(), _tried)


def clocks_faked(trial: Trial) -> Figures:
    """The same with libfaketime, which tells the time to everything in the process."""
    if not _library():
        raise Refused("libfaketime is not installed")
    return trial.over(_all_shifts(), _tried_faked)


def _all_shifts() -> list[Shifts]:
    return [shifts for shifts in product(_SHIFTS, _SHIFTS, _SHIFTS) if any(shifts)]


def _tried(trial: Trial, true: Truth, shifts: Shifts) -> Figures:
    with trial.project() as project:
        half = Child(killed_after(_HALF, _at(shifts[0], living(project, trial.mutation)))).go().end()
        _date(project, shifts[2])
        whole = Child(_at(shifts[1], living(project, trial.mutation))).go().end()
        return _judged(project, shifts, half, whole, true)


def _tried_faked(trial: Trial, true: Truth, shifts: Shifts) -> Figures:
    with trial.project() as project:
        half = _faked(project, shifts[0], _HALF)
        _date(project, shifts[2])
        return _judged(project, shifts, half, _faked(project, shifts[1], 0), true)


def _judged(project: Path, shifts: Shifts, half: Run, whole: Run, true: Truth) -> Figures:
    _date(project, -shifts[2])
    figures = judged(f"clocks {shifts}", project, Run(whole.code, (*half.news, *whole.news)), true)
    again = sorted({str(item["made"]) for item in half.acknowledged} & set(whole.begun))
    figures.redone += len(again)
    figures.converged = int(figures.converged and whole.film == true.film)
    if again or whole.code != 0:
        figures.faults.append(f"clocks {shifts}: made again {again}; {whole.error}")
    return figures


def _at(shift: int, action: Action) -> Action:
    """The same under a clock that is so many seconds ahead."""

    def act(tell: Tell) -> int:
        real: Callable[[], float] = time.time
        real_ns: Callable[[], int] = time.time_ns
        time.time = lambda: real() + shift
        time.time_ns = lambda: real_ns() + shift * 1_000_000_000
        return action(tell)

    return act


def _faked(project: Path, shift: int, until: int) -> Run:
    """Build in a process that libfaketime tells the time; killed after it told so much, if that is not 0."""
    command = [sys.executable, "-m", "trials.small_build", str(project)]
    clock = {"LD_PRELOAD": _library(), "FAKETIME": f"{shift:+d}s"}
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **clock}) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if len(lines) == until:
                process.kill()
                break
    return Run(process.returncode, tuple(json.loads(line) for line in lines))


def _library() -> str:
    """Where libfaketime is; empty if it is not installed."""
    return next((str(path) for path in Path("/usr/lib").glob("*/faketime/libfaketime.so.1")), "")


def _date(project: Path, shift: int) -> None:
    """Give all files another date."""
    for path in project.rglob("*"):
        stands = path.stat().st_mtime + shift
        os.utime(path, (stands, stands))
