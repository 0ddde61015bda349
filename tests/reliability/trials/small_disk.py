"""A real disk with too little room, at 45 levels; then there is room again, and the build goes on."""

import os
from contextlib import ExitStack
from functools import partial

from trials.calls import complaint
from trials.children import Child
from trials.disks import Kind, free, mounted, new_image, refusal
from trials.figures import Figures
from trials.mutations import living
from trials.trial import Refused, Trial
from trials.verdict import Truth, judged

LEVELS = range(100_000, 1_900_000, 40_000)
"""Bytes that are free; the film and what it is made of take about 1.8 million."""
_IMAGE = 16_000_000


def small_disk(trial: Trial, *, kind: Kind) -> Figures:
    """All levels, on a disk in memory or on ext4, which knows only later that there was no room."""
    if said := refusal(kind):
        raise Refused(said)
    return trial.over(LEVELS, partial(_tried, kind=kind))


def _tried(trial: Trial, true: Truth, room: int, *, kind: Kind) -> Figures:
    with trial.project() as project, ExitStack() as stack:
        project.parent.mkdir(exist_ok=True)
        image = None
        if kind == "ext4":
            image = project.parent / "image"
            new_image(image, _IMAGE)
        disk = stack.enter_context(mounted(project.parent / "disk", image))
        ballast = disk / "ballast"
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, free(disk) - room)
        film = disk / "film"
        run = Child(living(film, trial.mutation)).go().end()
        said = complaint(run, true, "make room", str(film))
        ballast.unlink()
        figures = judged(f"{kind} with {room} bytes free", film, run, true)
        figures.fired = int(run.code != 0)
        if said:
            figures.unclear += 1
            figures.faults.append(f"{kind} with {room} bytes free: {said}".replace(str(film), ""))
        return figures
