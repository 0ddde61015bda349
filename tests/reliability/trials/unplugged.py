"""Trials of a power cut, on a disk that keeps no more than it promised, at every call by which a build writes.

At each point there are three disks afterwards: without anything that was not safe yet; with all names but without the bytes;
and with any part of it.
"""

import random
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import get_args

from trials.children import Run
from trials.disk_model import TRACED, Call, Disk, Kept, read_log
from trials.figures import Figures
from trials.mutations import living
from trials.strace import refusal, traced
from trials.trial import Refused, Trial
from trials.verdict import Truth, judged

_WITHOUT_EFFECT = ("close", "dup", "dup2", "dup3", "fcntl", "lseek")
_LONGEST = 4_000_000
"""Bytes of a string that strace writes into its log."""


@dataclass(frozen=True)
class Cut:
    """The current is gone after so many calls."""

    calls: int
    kept: Kept

    def __str__(self) -> str:
        return f"cut after call {self.calls}, {self.kept} kept of what was not safe"


def unplugged(trial: Trial, *, ordered: bool = False, told_only: bool = False) -> Figures:
    """Cut at points of a build, or only right after it told something.

    `ordered` disks lose no name that was given before an fsync of anything, as ext4 and XFS do not.
    """
    if said := refusal():
        raise Refused(said)
    with trial.project() as project:
        project.mkdir()
        run, log = traced(
            living(project, trial.mutation), "trace=" + ",".join(f"?{name}" for name in TRACED), longest=_LONGEST
        )
        calls = read_log(log)
        if run.code != 0:
            raise RuntimeError(f"an undisturbed build does not work: {run.error}")
        _compare(calls, project, ordered=ordered)
    places = [number for number, call in enumerate(calls, 1) if call.name not in _WITHOUT_EFFECT]
    if told_only:
        places = [number for number in places if calls[number - 1].name == "sendto"]
    points = [Cut(number, kept) for number, kept in product(places, get_args(Kept))]
    return trial.over(points, partial(_tried, calls=calls, root=str(project), ordered=ordered))


def _compare(calls: list[Call], project: Path, *, ordered: bool) -> None:
    """The model must have what the real disk has, when all is done."""
    disk = Disk(project, ordered=ordered)
    for call in calls:
        disk.hear(call)
    real = {path.relative_to(project).as_posix(): path.read_bytes() for path in project.rglob("*") if path.is_file()}
    found = disk.now()
    wrong = sorted(name for name in {**real, **found} if real.get(name) != found.get(name))
    if wrong:
        raise RuntimeError(f"the model of a disk is wrong about {wrong}")


def _tried(trial: Trial, true: Truth, cut: Cut, *, calls: list[Call], root: str, ordered: bool) -> Figures:
    disk = Disk(Path(root), ordered=ordered)
    for call in calls[: cut.calls]:
        disk.hear(call)
    with trial.project() as project:
        disk.cut(project, cut.kept, random.Random(f"{trial.seed} {cut.calls}"))
        return judged(f"{cut} [{calls[cut.calls - 1].name}]", project, Run(-9, tuple(disk.news)), true)
