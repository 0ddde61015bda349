"""This version against an earlier one: the picture's milliseconds a frame, and a whole film, measured in turns.

    python bench/versions.py REVISION [--rounds 3] [--film 20]

The earlier tree is checked out into a folder of its own and taken away again; each measurement is a process of its own, one of
this version after one of the other, so that what else the machine does falls on both alike. The ratio is that of the
quickest runs: 0.5 means twice as fast. `--film` makes a film of that many seconds with each, from the same line.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STYLES = ("plain", "ink-and-gold", "golden-hour", "blueprint", "neon-city")
SIZE = (1280, 720)
FRAMES = 24
SHOT = 96
"""Frames of an ordinary shot, over which what is done before its first one is spread."""
PLACES = ("lighthouse", "village", "forest", "room", "street")
MOVES = ("static", "push-in")

_PROBE = r"""
import json, sys, time
from pathlib import Path
from ruamel.yaml import YAML
from generation.animatic.compose import compose
from generation.animatic.finish import Finish, graded
from generation.animatic.thorvg_port import Canvas
from generation.requests import Camera, Figure, Look, Setting, Staging
from orchestrator.directing.staging import look
from orchestrator.film.style import StyleGuide

asked = json.loads(sys.argv[1])
(width, height), frames = asked["size"], asked["frames"]
figures = (
    Figure(id="mara", appearance="a woman of sixty, silver braid, a yellow coat", position="left", facing="right", pose="talk"),
    Figure(id="tom", appearance="a young man, brown beard, blue coat", position="right", facing="left"),
)

def guide(name):
    if name == "plain":
        return Look()
    text = (Path(asked["root"]) / "templates" / "styles" / (name + ".yaml")).read_text(encoding="utf-8")
    return look(StyleGuide.model_validate(YAML(typ="safe").load(text), strict=False))

def spent(kind, move, name, size):
    staging = Staging.model_validate({
        "setting": Setting.model_validate({"id": "x", "kind": kind, "time": "dusk"}),
        "figures": figures, "camera": Camera(size=size, move=move), "look": guide(name),
    })
    start = time.process_time()
    canvas = Canvas(width, height, graded(staging.look))
    canvas.show(compose(staging, width, height, frames / 24, 7), frames / 24)
    finish = Finish(staging.look, width, height, 7)
    canvas.frame(0.0)
    built = time.process_time() - start
    start = time.process_time()
    for number in range(0, frames, staging.look.hold):
        finish.apply(canvas.frame(number / 24))
    drawn = time.process_time() - start
    return (built / asked["shot"] + drawn / frames) * 1000

rows = {}
for name in asked["styles"]:
    for kind in asked["places"]:
        for move in asked["moves"]:
            rows[f"{name} | {kind} | {move}"] = sum(spent(kind, move, name, s) for s in ("wide", "medium")) / 2
print(json.dumps(rows))
"""


def probed(tree: Path) -> dict[str, float]:
    """Milliseconds a frame, with its part of what a shot costs before the first one, by style, place and move."""
    asked = {
        "size": SIZE,
        "frames": FRAMES,
        "shot": SHOT,
        "root": str(tree),
        "styles": STYLES,
        "places": PLACES,
        "moves": MOVES,
    }
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, json.dumps(asked)],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    return json.loads(done.stdout)


def filmed(tree: Path, seconds: int) -> float:
    """Seconds by the clock that a film of that many seconds takes."""
    words = ["make", "A lighthouse keeper befriends a storm", "--length", f"{seconds}s", "--format", "1280x720"]
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "orchestrator.cli", *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(tree)},
            capture_output=True,
            check=True,
        )
        return time.monotonic() - started


def best(runs: list[dict[str, float]]) -> dict[str, float]:
    """The quickest of each."""
    return {name: min(run[name] for run in runs) for name in runs[0]}


def main() -> None:
    """Measure in turns and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("revision")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--film", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "tree"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--detach", str(other), given.revision], check=True, capture_output=True)
        try:
            _report(other, given.revision, given.rounds, given.film)
        finally:
            subprocess.run([*git, "remove", "--force", str(other)], check=True, capture_output=True)


def _report(other: Path, revision: str, rounds: int, film: int) -> None:
    pairs = [(probed(other), probed(ROOT)) for _ in range(rounds)]
    before, now = best([pair[0] for pair in pairs]), best([pair[1] for pair in pairs])
    print(f"{'ms a frame, 1280x720, one core':44}{revision[:9]:>10}{'now':>8}{'ratio':>8}")
    for name in before:
        print(f"{name:44}{before[name]:10.1f}{now[name]:8.1f}{now[name] / before[name]:8.2f}")
    mean, earlier = (sum(rows.values()) / len(rows) for rows in (now, before))
    print(
        f"{'mean':44}{earlier:10.1f}{mean:8.1f}{mean / earlier:8.2f}   ({2000 / mean:.0f} frames a second on two cores)"
    )
    if film:
        turns = [(filmed(other, film), filmed(ROOT, film)) for _ in range(rounds)]
        was, took = min(turn[0] for turn in turns), min(turn[1] for turn in turns)
        print(f"{f'a film of {film} s, seconds by the clock':44}{was:10.1f}{took:8.1f}{took / was:8.2f}")


if __name__ == "__main__":
    main()
