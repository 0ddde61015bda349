"""How long a plan takes as a film grows: whole processes of `filmwright`, their seconds and their peak memory.

    python bench/scale.py [plan] [first] [reading] [idle] [--scenes 6 100 1000] [--shots 10] [--rounds 3] [--keep FOLDER]
                          [--against CHECKOUT]

plan      `filmwright plan` of synthetic films that were never rendered, from start to exit, in alternation with a bare Python
          process, with the same where nothing moved since (`again`), and with another checkout's where one is named
          (`--against`): the best of the rounds of each, and ratios. A film that grows tenfold should take little more than
          ten times as long. Goals, again: 0.4 s for 60 shots, 2.5 s and 250 MiB for 10,000.
first     from the start of `filmwright render` to the first piece that is begun, of the same films: what a resumed render costs
          before it goes on. Goal: 3 s for 10,000 shots.
idle      `filmwright render` where nothing is to be done, of films of 1 s a shot at 160x90 (making them takes minutes: `--keep`),
          where every step is looked up, and where nothing moved since (`again`). Goal, again: 1 s for 1,000 shots.
reading   in one process: milliseconds a scene file, for its values and for its tree with every place; bound: the bytes of the
          files read and their digests taken.

Seconds depend on the machine and on what else it does; ratios in alternation hold. Memory does not depend on it.
"""

import argparse
import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import NamedTuple

from orchestrator.project.source import parse, read_text
from orchestrator.project.values import values

_HERE = Path(__file__).parents[1]
_FILM = """title: Scale
idea: A keeper
length: 600s
format: {size: 320x180, fps: 24}
style: ink-and-gold
writer: outline
pictures: animatic
voices: espeak
score: procedural
captions: sidecar
seed: 7
"""
_CHARACTER = """id: p{0}
name: {1}
appearance: a weathered woman of sixty, silver braid, grey eyes
states:
  coat: a yellow oilskin coat
  in: a navy wool jumper
default_state: in
"""
_PLACE = "id: l{0}\nname: Lighthouse {0}\nappearance: a lighthouse on a cliff\n"
_SCENE = """id: s{0}
heading: EXT. LIGHTHOUSE - NIGHT
place: l{1}
time: night
weather: storm
mood: tense
summary: Scene {0}.
music: {{mood: ominous, level: -18}}
ambience: [wind, waves]
shots:
"""
_SHOT = """  - id: k{0}
    size: {1}
    camera: {2}
    action: {3} {4} in shot {5} {0}.
    cast: [{{character: p{6}, position: left, facing: right}}]
    seconds: {7}
"""
_CAMERAS = ("static", "push in", "pan", "slow push in")
_SIZES = ("wide", "medium", "close-up", "full")
_ACTIONS = (
    "walks along the shore and looks at the sea",
    "opens the door",
    "sits down and reads a letter",
    "runs to the tower as lightning splits the sea",
)
_SHEETS = 20
_OLD = 2.1
"""Seconds after which a file is believed not to be written to any more."""


class Ran(NamedTuple):
    """A process from its start to its end."""

    seconds: float
    mebibytes: float


def project(root: Path, scenes: int, shots: int, seconds: int = 4) -> Path:
    """Lay down a film of so many scene files, with twenty characters and places."""
    for folder in ("scenes", "characters", "places"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "film.yaml").write_text(_FILM)
    names = [f"Pers{chr(ord('a') + number)}" for number in range(_SHEETS)]
    for number, name in enumerate(names):
        (root / f"characters/p{number}.yaml").write_text(_CHARACTER.format(number, name))
        (root / f"places/l{number}.yaml").write_text(_PLACE.format(number))
    for scene in range(scenes):
        rows = [_SCENE.format(scene, scene % _SHEETS)]
        for shot in range(shots):
            who, action = (scene + shot) % _SHEETS, _ACTIONS[(scene + shot) % 4]
            rows.append(
                _SHOT.format(shot, _SIZES[shot % 4], _CAMERAS[shot % 4], names[who], action, scene, who, seconds)
            )
        (root / f"scenes/{scene:04d}0-s{scene}.yaml").write_text("".join(rows))
    return root


def ran(command: Sequence[str], checkout: Path, cache: Path | None = None) -> Ran:
    """Run a process of a checkout to its end; what it prints is left out. What it keeps is there the next time in a `cache`."""
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    if cache is None:
        with tempfile.TemporaryDirectory() as folder:
            return ran(command, checkout, Path(folder))
    environment["FILMWRIGHT_CACHE"] = str(cache)
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], cwd=checkout, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Ran(seconds, used.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2))


def plans(root: Path, given: argparse.Namespace) -> None:
    """Print what a plan of each size takes."""
    others = [given.against.resolve()] if given.against else []
    heads = f"{'film':>22}{'seconds':>10}{'MiB':>8}{'x bare':>9}{'again':>9}{'MiB':>8}"
    print(heads + "".join(f"{'x ' + each.name:>16}" for each in others))
    for scenes in given.scenes:
        film = project(root / f"film-{scenes}", scenes, given.shots)
        command = ["-m", "orchestrator.cli", "plan", "--project", str(film)]
        cache = root / f"cache-{scenes}"
        time.sleep(_OLD)
        rounds: dict[str, list[Ran]] = {}
        for turn in range(given.rounds + 1):
            for name, words, checkout, kept in (
                ("bare", ["-c", "pass"], _HERE, None),
                ("plan", command, _HERE, None),
                ("again", command, _HERE, cache),
                *((str(each), command, each, None) for each in others),
            ):
                found = ran(words, checkout, kept)
                if turn:  # The first turn compiles, and brings the files into memory.
                    rounds.setdefault(name, []).append(found)
        best = {name: min(each) for name, each in rounds.items()}
        took, again = best["plan"], best["again"]
        row = f"{took.seconds:10.2f}{took.mebibytes:8.0f}{took.seconds / best['bare'].seconds:9.1f}"
        row += f"{again.seconds:9.2f}{again.mebibytes:8.0f}"
        for other in others:
            theirs = best[str(other)]
            row += f"{took.seconds / theirs.seconds:9.3f}{theirs.mebibytes:7.0f}"
        print(f"{scenes * given.shots:>10} shots {scenes:>5}{row}", flush=True)


def firsts(root: Path, given: argparse.Namespace) -> None:
    """Print how long it takes until the first piece of work is begun."""
    print(f"{'film':>22}{'seconds':>10}{'of them worked':>18}")
    for scenes in given.scenes:
        film = project(root / f"first-{scenes}", scenes, given.shots)
        took = min(_until_begun(film) for _ in range(given.rounds))
        print(f"{scenes * given.shots:>10} shots {scenes:>5}{took[0]:10.2f}{took[1]:18.2f}", flush=True)


def _until_begun(film: Path) -> tuple[float, float]:
    """Seconds until a render of the film says that it makes something, and how many of them its own process worked."""
    import psutil

    command = [sys.executable, "-m", "orchestrator.cli", "render", "--project", str(film)]
    environment = os.environ | {"PYTHONPATH": str(_HERE)}
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=_HERE, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        try:
            if not any(line.lstrip().startswith("making") for line in process.stdout):
                raise SystemExit("the render made nothing")
            seconds = time.perf_counter() - started
            used = psutil.Process(process.pid).cpu_times()
        finally:
            os.killpg(process.pid, signal.SIGKILL)
    return seconds, used.user + used.system


def idles(root: Path, given: argparse.Namespace) -> None:
    """Print what a render takes that has nothing to do."""
    print(f"{'film':>22}{'seconds':>10}{'MiB':>8}{'x bare':>9}{'again':>9}{'MiB':>8}")
    for scenes in given.scenes:
        film, cache = root / f"idle-{scenes}", root / f"idle-cache-{scenes}"
        if not (film / "out/film.mp4").is_file():
            settings = _FILM.replace("320x180", "160x90").replace("fps: 24", "fps: 12")
            (project(film, scenes, given.shots, seconds=1) / "film.yaml").write_text(settings)
        command = ["-m", "orchestrator.cli", "render", "--project", str(film)]
        ran(command, _HERE)
        time.sleep(_OLD)
        ran(command, _HERE, cache)
        turns = [
            (ran(command, _HERE), ran(command, _HERE, cache), ran(["-c", "pass"], _HERE)) for _ in range(given.rounds)
        ]
        best, again, bare = (min(each) for each in zip(*turns, strict=True))
        row = f"{best.seconds:10.2f}{best.mebibytes:8.0f}{best.seconds / bare.seconds:9.1f}"
        print(
            f"{scenes * given.shots:>10} shots {scenes:>5}{row}{again.seconds:9.2f}{again.mebibytes:8.0f}", flush=True
        )


def reading(root: Path, given: argparse.Namespace) -> None:
    """Print milliseconds a scene file, both ways to read it, beside the least that reading it costs."""
    film = project(root / "reading", 100, given.shots)
    files = sorted((film / "scenes").iterdir())

    def bound(path: Path) -> object:
        return hashlib.sha256(path.read_bytes()).digest()

    def best(each: Callable[[Path], object]) -> float:
        found: list[float] = []
        for _ in range(given.rounds):
            started = time.process_time()
            for path in files:
                each(path)
            found.append((time.process_time() - started) / len(files) * 1000)
        return min(found)

    least = best(bound)
    print(f"{'a scene file':>22}{'ms':>10}{'x bytes and digest':>22}")
    for name, each in (("values", values), ("tree", parse)):
        took = best(lambda path, each=each: each(read_text(path)))
        print(f"{name:>22}{took:10.3f}{took / least:22.1f}")


@contextlib.contextmanager
def _folder(kept: Path | None) -> Generator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", default=["plan", "reading"])
    parser.add_argument("--scenes", type=int, nargs="+", default=[6, 100, 1000])
    parser.add_argument("--shots", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="lay the films down here, and leave them")
    parser.add_argument("--against", type=Path, help="another checkout, run in the same turns")
    given = parser.parse_args()
    with _folder(given.keep) as root:
        for what in given.what:
            {"plan": plans, "first": firsts, "idle": idles, "reading": reading}[what](root, given)


if __name__ == "__main__":
    main()
