"""Tries the store in every way that tests/reliability knows, and writes docs/reliability.md with the figures.

    python docs/reliability_page.py               everything, some twenty minutes on two cores
    python docs/reliability_page.py --points 40   at most so many points of each trial
    python docs/reliability_page.py --steps 250   so many steps in whole projects, some 0.6 s each

A trial that this machine does not allow stands in the page with the reason.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, cast

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/reliability.md"
REFUSED = 3
"""The exit code of a trial that cannot run on this machine."""
Figures = dict[str, object]


class Row(NamedTuple):
    """A trial, what it does in words, and how many points are enough (0: all)."""

    trial: str
    words: str
    points: int = 0
    mutation: str = ""


TRIALS = (
    Row("kills", "killed (`SIGKILL`) at a system call that writes"),
    Row("full", "disk full (`ENOSPC`) at such a call"),
    Row("failing", "disk fails (`EIO`) at such a call"),
    Row("lying", "a write that reports one byte and wrote none"),
    Row("kills-untraced", "killed before Python does something with a file"),
    Row("full-untraced", "disk full there"),
    Row("failing-untraced", "disk fails there"),
    Row("small-disk", "a disk in memory with 100,000 to 1,860,000 bytes free, then with room"),
    Row("small-ext4", "the same on ext4"),
    Row("power", "power cut: ext4 on a loop device, its image copied while the build stands still"),
    Row("unplugged", "power cut, on a model of a disk that keeps what was fsynced and no more", 1500),
    Row("unplugged-ordered", "the same, but names are kept in their order, as ext4 and XFS do", 900),
    Row("objects-damaged", "every object damaged: a bit flipped, cut in half, all zeros, empty"),
    Row("books-damaged", "every other file of the store damaged in these ways"),
    Row("half-damaged", "the same in the store of a build that was killed in the middle"),
    Row("clocks", "clock and dates of files ten years back or on"),
    Row("clocks-faked", "the same by libfaketime"),
    Row("crowds", "32 processes build one project, in every second round 8 of them are killed"),
    Row("commands", "`filmwright render` of ten slates: killed, disk full, disk failing", 12),
)
TEETH = (
    Row("kills", "a step is called safe before it is recorded", 90, "acknowledged before it was recorded"),
    Row("kills", "a step is recorded before its files are in the store", 90, "recorded before it was adopted"),
    Row("kills", "an object is written under its final name", 90, "written in place"),
    Row("power", "no fsync at all, power cut on ext4", 20, "no fsync"),
    Row("unplugged-ordered", "no fsync at all, power cut on the model with ordered names", 60, "no fsync"),
)
NOT_NOUGHT = {
    "altered": "records that say something else than was recorded",
    "leftovers": "files that an undisturbed build would not have left",
    "unclear": "errors that name no place, or do not say what to do",
    "silent": "more steps begun again than were in flight",
}

INTRODUCTION = """\
# Reliability

Written by `make reliability` (`docs/reliability_page.py`); the trials are in `tests/reliability/`.

A clip may take minutes of a GPU and can not be made again exactly, so what has been made is a person's data. When a step is told
as made, its files and the record of them are on the disk. This page says how that was tried, and what came of it.

A film of ten shots (speech, clip and grade of each, a mix, the film: 32 steps, 42 files) is built by the real graph and the real
store. Its files are bytes that follow from what they are made from, so the digest of the film says whether two builds came to the
same. Something bad happens to the build at one point. Then:

* everything that it had told as made must be there, with the right digest (else it is *lost*), and must not be made again;
* a file under a final name must be what its name says (else it is *half*), a recorded result must be there;
* the next build, undisturbed, must come to the same film, repeat at most the step that was in flight, and leave the same files
  as a build that nothing happened to;
* where it ended with an error, that must be one line that names a place; where the disk is full it must say what to do.
"""

AFTER = """\
*Points* are the disturbances tried, of those that there are. *Safe* are the results that the disturbed builds had told as made,
over all points. *Same film* are the points after which the next build came to the film of an undisturbed one. *In flight* is the
most that one disturbance made the next build repeat. In the rows of a lying write and of damage results may be lost, but never
unnoticed: what is damaged is made again, and the film is the same.
"""

PROJECTS = """\
## Whole projects

A film of two scenes is edited, its files are renamed, shots and scenes come and go, the writer writes again, proposals are taken
and put away, commands are undone, three weeks pass and `gc` runs, renders and other commands are killed: in any order, by a state
machine (`tests/reliability/project_machine.py`). What the person typed must be in the files, in a proposal or in what `undo` goes
back to, and no command takes it out of the files unasked; the film must be, step by step, the one that a new folder with the
same files gives.

In {steps:,} steps {films:,} films were compared, the writer wrote {wrote:,} times, {renders:,} renders and {commands:,} other
commands were killed. Nothing that was typed was lost, and no film was another one.
"""

CLOSING = """\
## How to repeat it

    make reliability                                      # all of it: writes this page
    cd tests/reliability && PYTHONPATH=../.. python -m trials kills --points 60 --seed 7      # one trial, its figures as JSON
    make test ARGS=tests/reliability                      # a sample of each, as CI runs it
    FILMWRIGHT_MACHINE_STEPS=10000 make test ARGS=tests/reliability/test_project_machine.py       # whole projects, for hours

The system calls need `strace`, the disks root, and the power cuts on ext4 a loop device; without them the model of a disk (needs
strace) and the untraced trials are left. `faketime` is used where it is installed.

## What is not proved

* Disks that lie about fsync, and file systems other than ext4 and tmpfs: the model of a disk keeps less than any of them, but
  it is a model. Network file systems, Windows and macOS were not tried.
* A power cut is a copy of the image at one moment, with the kernel's own order of writing; sectors torn in the middle are not.
* The small build works in the driver's own process and makes small files. Workers, GPUs and real media are in the row of the
  command line only, and there only calls of the driver are disturbed.
* What libraries write through memory maps is not seen; of ours only SQLite does, for a file that it makes anew each time.
"""


def main() -> None:
    """Run the trials, write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=0, help="at most so many of each trial; 0 is all")
    parser.add_argument("--steps", type=int, default=1000, help="so many steps in whole projects")
    given = parser.parse_args()
    points = given.points
    found = [(row, tried(row, points)) for row in TRIALS]
    bitten = [(row, tried(row, points)) for row in TEETH]
    fsyncs = tried(Row("teeth", "", 60), min(points, 12))
    PAGE.write_text(page(found, bitten, fsyncs, whole_projects(given.steps)), encoding="utf-8")


def tried(row: Row, points: int) -> Figures | str:
    """Run a trial; its figures, or why it cannot run here."""
    most = min(points, row.points) if points and row.points else points or row.points
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests/reliability")])
    print(f"{row.trial} {row.mutation}".strip(), end=": ", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "trials", row.trial, "--points", str(most), "--mutation", row.mutation],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    if done.returncode == REFUSED:
        print(done.stdout.strip())
        return done.stdout.strip()
    if done.returncode != 0:
        sys.exit(f"{row.trial} ended with {done.returncode}")
    figures = cast("Figures", json.loads(done.stdout))
    print(f"{figures['points']} points in {figures['seconds']} s")
    return figures


def whole_projects(steps: int) -> str:
    """Try whole projects in so many steps; what came of it, in words."""
    path = os.pathsep.join(str(ROOT / folder) for folder in ("", "tests", "tests/reliability"))
    print(f"{steps} steps in whole projects", flush=True)
    command = [sys.executable, str(ROOT / "tests/reliability/project_machine.py"), str(steps)]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=False, env={**os.environ, "PYTHONPATH": path}
    )
    if done.returncode != 0:
        sys.exit(f"whole projects ended with {done.returncode}")
    return projects_said(steps, cast("dict[str, int]", json.loads(done.stdout)))


def projects_said(steps: int, happened: dict[str, int]) -> str:
    """The section on whole projects."""
    killed = happened.get("render killed", 0), happened.get("command killed", 0)
    wrote = sum(count for name, count in happened.items() if name.startswith("write "))
    films = happened.get("film", 0)
    return PROJECTS.format(steps=steps, films=films, wrote=wrote, renders=killed[0], commands=killed[1])


def page(
    found: list[tuple[Row, Figures | str]],
    bitten: list[tuple[Row, Figures | str]],
    fsyncs: Figures | str,
    projects: str,
) -> str:
    """The page."""
    heads = ("What happens", "Points", "Safe", "Lost", "Half", "Made again", "Same film", "In flight")
    rows = [heads, ("---",) + ("---:",) * (len(heads) - 1)]
    rows += [_row(row, figures) for row, figures in found]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    parts = [
        INTRODUCTION,
        f"## What came of it\n\n{table}\n",
        AFTER,
        _faults(found),
        _teeth(bitten, fsyncs),
        projects,
        CLOSING,
    ]
    return "\n".join(part for part in parts if part)


def _row(row: Row, figures: Figures | str) -> tuple[str, ...]:
    if isinstance(figures, str):
        return (row.words, f"not here: {figures}", *("",) * 6)
    points, possible = _count(figures, "points"), _count(figures, "possible")
    tried_of = f"{points:,}" if points == possible else f"{points:,} of {possible:,}"
    counts = [f"{_count(figures, name):,}" for name in ("acknowledged", "lost", "half", "redone")]
    same = f"{100 * _count(figures, 'converged') / points:.0f} %" if points else ""
    return (row.words, tried_of, *counts, same, str(_count(figures, "most_repeated")))


def _faults(found: list[tuple[Row, Figures | str]]) -> str:
    """What else was wrong, if anything was."""
    lines = [
        f"* {row.words}: {_count(figures, name):,} {words}"
        for row, figures in found
        if not isinstance(figures, str)
        for name, words in NOT_NOUGHT.items()
        if _count(figures, name)
    ]
    lines += [
        f"* {row.words}: no film after {missing:,} of the points; {cast('list[str]', figures['faults'])[0]}"
        for row, figures in found
        if not isinstance(figures, str) and (missing := _count(figures, "points") - _count(figures, "converged"))
    ]
    return "\n".join(["What else was not as it should be:", "", *lines, ""]) if lines else ""


def _teeth(bitten: list[tuple[Row, Figures | str]], fsyncs: Figures | str) -> str:
    """What the trials notice when a safeguard is taken out."""
    rows = [("What is taken out", "Points", "Lost", "Half", "Recorded, but not there"), ("---",) + ("---:",) * 4]
    for row, figures in bitten:
        if isinstance(figures, str):
            rows.append((row.words, f"not here: {figures}", "", "", ""))
        else:
            rows.append((row.words, *(f"{_count(figures, name):,}" for name in ("points", "lost", "half", "hollow"))))
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    words = "A trial that cannot fail says nothing, so the store is also tried with one of its safeguards taken out."
    return f"## Whether the trials notice anything\n\n{words}\n\n{table}\n\n{_each_fsync(fsyncs)}\n"


def _each_fsync(figures: Figures | str) -> str:
    if isinstance(figures, str):
        return f"Each fsync by itself was not taken out: {figures}."
    places, noticed = _count(figures, "points"), _count(figures, "fired")
    said = f"Each of the {places} places that call fsync was taken out by itself, on the model of a disk: {noticed} were missed."
    faults = cast("list[str]", figures["faults"])
    if not faults:
        return said
    others = "The others are made up for by one that comes later, or keep what was not told as safe:"
    return "\n".join([said, others, "", *(f"* {fault}" for fault in faults)])


def _count(figures: Figures, name: str) -> int:
    return cast("int", figures[name])


if __name__ == "__main__":
    main()
