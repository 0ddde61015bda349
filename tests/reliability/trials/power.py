"""Real power cuts: a build on ext4 in an image is stopped, the image is copied as the disk has it, and the copy is mounted."""

import os
import random
import shutil
import signal
import time
from contextlib import ExitStack
from pathlib import Path

from trials.children import Child, Run
from trials.disks import mounted, new_image, refusal
from trials.figures import Figures
from trials.mutations import living
from trials.small_film import SHOTS
from trials.trial import Refused, Trial
from trials.verdict import Truth, judged

CUTS = 60
_IMAGE = 24_000_000
_NEWS = 2 * (3 * len(SHOTS) + 2)
"""What an undisturbed build tells: that each step began, and that it is safe."""
_LATER = 0.006
"""Seconds; a step takes about as long, so a cut falls anywhere in it."""


def power(trial: Trial) -> Figures:
    """Cuts at random moments."""
    if said := refusal("ext4"):
        raise Refused(said)
    return trial.over(range(CUTS), _tried)


def _tried(trial: Trial, true: Truth, number: int) -> Figures:
    chance = random.Random(f"{trial.seed} {number}")
    with trial.project() as project, ExitStack() as stack:
        folder = project.parent
        image, copy = folder / "image", folder / "copy"
        new_image(image, _IMAGE)
        with mounted(folder / "before", image) as disk:
            child = Child(living(disk / "film", trial.mutation)).go()
            told = child.wait_for(chance.randrange(1, _NEWS))
            time.sleep(chance.uniform(0, _LATER))
            _stop(child)
            told += child.told()
            shutil.copyfile(image, copy)
            child.kill()
            child.end()
        disk = stack.enter_context(mounted(folder / "after", copy))
        figures = judged(f"cut {number} after {len(told)} news", disk / "film", Run(-9, tuple(told)), true)
        figures.leftovers = 0  # Whether the scratch of that moment is cleared away is tried at every call.
        return figures


def _stop(child: Child) -> None:
    """Stop it, and wait until it stands: what it had asked of the disk is done by then."""
    os.kill(child.pid, signal.SIGSTOP)
    status = Path(f"/proc/{child.pid}/stat")
    while status.read_text().rpartition(")")[2].split()[0] not in "TZ":
        time.sleep(0.001)
