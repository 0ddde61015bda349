"""Trials at every system call by which a build writes: it is killed there, the disk is full there, fails there, or lies there."""

from functools import partial

from trials.children import Run
from trials.figures import Figures
from trials.mutations import living
from trials.strace import Call, disturbed, refusal, writing_calls
from trials.trial import Refused, Trial
from trials.verdict import Truth, judged

_TAKES_ROOM = (
    *("openat", "open", "creat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "write"),
    *("pwrite64", "writev", "pwritev", "fsync", "fdatasync", "ftruncate", "fallocate"),
)
"""Calls that a full disk may refuse."""
_WRITES = ("write", "pwrite64")
_ADVICE = "make room"


def kills(trial: Trial) -> Figures:
    """Killed (SIGKILL) as it enters the call."""
    return _each(trial, "signal=KILL", "")


def full(trial: Trial) -> Figures:
    """The disk has no room left (ENOSPC) for this call."""
    return _each(trial, "error=ENOSPC", _ADVICE, _TAKES_ROOM)


def failing(trial: Trial) -> Figures:
    """The disk fails (EIO) at this call."""
    return _each(trial, "error=EIO", "input/output error")


def lying(trial: Trial) -> Figures:
    """The disk says that it wrote one byte, and wrote none."""
    return _each(trial, "retval=1", "", _WRITES, honest=False)


def _each(trial: Trial, how: str, says: str, names: tuple[str, ...] = (), *, honest: bool = True) -> Figures:
    if said := refusal():
        raise Refused(said)
    with trial.project() as project:
        run, calls = writing_calls(living(project, trial.mutation), project)
    if run.code != 0:
        raise RuntimeError(f"an undisturbed build does not work: {run.error}")
    points = [call for call in calls if not names or call.name in names]
    return trial.over(points, partial(_tried, how=how, says=says, honest=honest))


def _tried(trial: Trial, true: Truth, call: Call, *, how: str, says: str, honest: bool) -> Figures:
    with trial.project() as project:
        run, fired = disturbed(living(project, trial.mutation), call, how)
        figures = judged(str(call), project, run, true, honest=honest)
        figures.fired = int(fired)
        if said := complaint(run, true, says, str(project)):
            figures.unclear += 1
            figures.faults.append(f"{call}: {said}")
        return figures


def complaint(run: Run, true: Truth, says: str, project: str) -> str:
    """What is wrong with how a build ended: killed, with the right film, or with one line that names a place and what to do."""
    if run.code < 0:
        return ""
    if run.code == 0:
        return "" if run.film == true.film else "another film, and exit code 0"
    line = run.error
    if not line or "Traceback" in line or "\n" in line:
        return f"exit code {run.code}: {line[-300:] or 'not a word'}"
    if project not in line:
        return f"no place is named: {line}"
    return "" if says in line.lower() else f"does not say '{says}': {line}".replace(project, "")
