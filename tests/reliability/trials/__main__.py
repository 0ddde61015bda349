"""Run one trial, and print its figures as JSON."""

import argparse
import json
import os
import sys
import time
from functools import partial

from trials import calls, hooks
from trials.clocks import clocks, clocks_faked
from trials.commands import commands
from trials.crowds import crowds
from trials.damage import damage
from trials.power import power
from trials.small_disk import small_disk
from trials.teeth import teeth
from trials.trial import Refused, Trial, somewhere
from trials.unplugged import unplugged

TRIALS = {
    "kills": calls.kills,
    "full": calls.full,
    "failing": calls.failing,
    "lying": calls.lying,
    "kills-untraced": hooks.kills,
    "full-untraced": hooks.full,
    "failing-untraced": hooks.failing,
    "objects-damaged": partial(damage, what="objects"),
    "books-damaged": partial(damage, what="books"),
    "half-damaged": partial(damage, what="half"),
    "clocks": clocks,
    "clocks-faked": clocks_faked,
    "commands": commands,
    "crowds": crowds,
    "small-disk": partial(small_disk, kind="tmpfs"),
    "small-ext4": partial(small_disk, kind="ext4"),
    "power": power,
    "teeth": teeth,
    "first-teeth": partial(teeth, first_only=True),
    "unplugged": unplugged,
    "unplugged-ordered": partial(unplugged, ordered=True),
}
REFUSED = 3
"""The exit code where a trial cannot run on this machine."""


def main() -> int:
    """Read the arguments, run the trial."""
    parser = argparse.ArgumentParser(prog="trials", description=__doc__)
    parser.add_argument("trial", choices=sorted(TRIALS))
    parser.add_argument("--points", type=int, default=0, help="at most so many; 0 is all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--mutation", default="", help="a safeguard that is taken out")
    given = parser.parse_args()
    started = time.monotonic()
    try:
        with somewhere() as folder:
            trial = Trial(folder, given.points, given.seed, given.at_once, given.mutation)
            figures = TRIALS[given.trial](trial).as_json()
    except Refused as refused:
        sys.stdout.write(f"{refused}\n")
        return REFUSED
    sys.stdout.write(json.dumps({**figures, "seconds": round(time.monotonic() - started, 1)}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
