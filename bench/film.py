"""One film from one line, timed: wall clock as a share of the film's own length, and where the time goes.

    python bench/film.py [seconds of film]

The ratio to the film's length is what counts; seconds differ from machine to machine. Every stage's share is its summed work
time over all workers, read from the build's own events.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

IDEA = "A lighthouse keeper befriends a storm"
SIZE = "1280x720"


def run(length: int, folder: Path) -> dict[str, object]:
    """Make the film in an empty folder and return the figures."""
    command = [
        sys.executable,
        "-m",
        "orchestrator.cli",
        "make",
        IDEA,
        "--length",
        f"{length}s",
        "--format",
        SIZE,
        "--json",
    ]
    started = time.monotonic()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    wall = time.monotonic() - started
    if done.returncode != 0:
        sys.exit(done.stderr)
    work: dict[str, float] = {}
    film: dict[str, object] = {}
    for row in done.stdout.splitlines():
        event = json.loads(row)
        if event["event"] == "made":
            work[event["kind"]] = work.get(event["kind"], 0.0) + event["seconds"]
        elif event["event"] == "film":
            film = event
    total = sum(work.values())
    seconds = float(str(film["seconds"]))
    return {
        "film seconds": seconds,
        "frames": film["frames"],
        "wall seconds": round(wall, 1),
        "wall / film": round(wall / seconds, 2),
        "cores": os.cpu_count(),
        "share of work": {
            kind: f"{100 * part / total:.0f} %" for kind, part in sorted(work.items(), key=lambda kv: -kv[1])
        },
        "largest process": f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB",
        "idle render": idle(folder, str(film["path"])),
    }


def idle(folder: Path, film: str) -> str:
    """Seconds that a second render takes, which has nothing to do."""
    project = (folder / film).parent.parent
    command = [sys.executable, "-m", "orchestrator.cli", "render", "--project", str(project)]
    started = time.monotonic()
    subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return f"{time.monotonic() - started:.2f} s"


def main() -> None:
    """Measure and print."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as folder:
        for name, value in run(length, Path(folder)).items():
            print(f"{name:<14} {value}")


if __name__ == "__main__":
    main()
