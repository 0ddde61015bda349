"""The real command line: `filmwright render` of ten slates, with its worker process, killed or starved at calls of the driver."""

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

from trials.figures import Figures
from trials.small_build import STORE
from trials.strace import WRITING, Call, calls_of, refusal
from trials.trial import Refused, Trial
from trials.verdict import IN_FLIGHT, Truth, half_files

_FILM = "title: Ten Slates\nlength: 4s\nformat: {size: 64x64, fps: 12}\nstyle: noir\npictures: slate\ncaptions: 'off'\n"
_SCENE = "id: pier\nheading: EXT. PIER - DAY\nplace: pier\ntime: day\nshots:\n"
_SHOT = "  - {{id: shot-{0}, size: wide, action: Wave {0} rolls in., seconds: 0.5}}\n"
_PLACE = "id: pier\nname: the pier\nkind: harbour\n"
_JOBS = 1
_HOWS = ("signal=KILL", "error=ENOSPC", "error=EIO")
_PATIENCE = 300
"""Seconds after which a command is given up."""


@dataclass(frozen=True)
class Rendered:
    """What came of a command: its exit code, what it made, its last words, and the digest of the film."""

    code: int
    made: frozenset[str]
    begun: frozenset[str]
    error: str
    film: str


def commands(trial: Trial) -> Figures:
    """Points of a render: killed, no room, or a failing disk."""
    if said := refusal():
        raise Refused(said)
    with trial.project() as project:
        _write_project(project)
        log = project.parent / "log"
        first = _render(project, "-o", str(log), "-e", f"trace={','.join(f'?{name}' for name in WRITING)}")
        calls = calls_of(log.read_text(encoding="utf-8", errors="replace"), project)
    if first.code != 0:
        raise RuntimeError(f"an undisturbed render does not work: {first.error}")
    return trial.over(list(product(calls, _HOWS)), partial(_tried, film=first.film))


def _tried(trial: Trial, _true: Truth, point: tuple[Call, str], *, film: str) -> Figures:
    call, how = point
    with trial.project() as project:
        _write_project(project)
        log = project.parent / "log"
        inject = f"inject={call.name}:{how}:when={call.number}"
        first = _render(project, "-o", str(log), "-e", f"trace={call.name}", "-e", inject)
        told = log.read_text(encoding="utf-8", errors="replace")
        half = half_files(project)
        again = _render(project)
        redone = again.made & first.made
        repeated = again.begun & first.begun - first.made
        left = _leftovers(project)
        figures = Figures(
            points=1,
            fired=int("(INJECTED)" in told or "killed by SIGKILL" in told),
            acknowledged=len(first.made),
            converged=int(again.code == 0 and again.film == film),
            repeated=len(repeated),
            most_repeated=len(repeated),
            lost=len(redone),
            redone=len(redone),
            half=len(half) + len(half_files(project)),
            leftovers=len(left),
            unclear=int(first.code > 0 and not _clear(first.error)),
            silent=int(len(repeated) > IN_FLIGHT * _JOBS),
        )
        if figures.wrong():
            said = f"redone {sorted(redone)}, half {half}, left {left}, said {first.error!r}, then {again.error!r}"
            figures.faults.append(f"{how} at {call}: {said}".replace(str(project), "")[:600])
        return figures


def _write_project(project: Path) -> None:
    for name, text in {
        "film.yaml": _FILM,
        "scenes/010-pier.yaml": _SCENE + "".join(_SHOT.format(number) for number in range(1, 11)),
        "places/pier.yaml": _PLACE,
    }.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _render(project: Path, *traced: str) -> Rendered:
    command = [sys.executable, "-m", "orchestrator.cli", "render", "--json", "--jobs", str(_JOBS)]
    strace = ["strace", "-y", "-s", "0", *traced] if traced else []
    done = subprocess.run(
        [*strace, *command, "--project", str(project)],
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )
    events = [json.loads(line) for line in done.stdout.splitlines() if line.endswith("}")]
    report = project / "out/report.json"
    made = frozenset(str(event["step"]) for event in events if event["event"] == "made")
    begun = frozenset(str(event["step"]) for event in events if event["event"] == "started")
    words = [str(event["reason"]) for event in events if event["event"] == "stopped"]
    error = "\n".join([*words, done.stderr.strip()]).strip()
    film = json.loads(report.read_bytes())["film"] if done.returncode == 0 else ""
    return Rendered(done.returncode, made, begun, error, film)


def _clear(error: str) -> bool:
    """Whether what was said is a line or two and no traceback."""
    return len(error) > 0 and "Traceback" not in error and len(error.splitlines()) <= 3


def _leftovers(project: Path) -> list[str]:
    """Scratch folders, and files that were being written."""
    scratch = [path.name for path in (project / STORE / "scratch").glob("*")]
    return scratch + [path.name for path in project.rglob(".*") if path.is_file()]
