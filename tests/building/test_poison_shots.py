"""A shot that ends two workers: a slate in this film, left alone in the next, named by everybody, tried again when it changes."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from command_line import filmwright

Edit = Callable[[Path, str, str], None]
SHOT = "clip storm/lamp"
GOING_OUT = "action: The lamp goes out., props: [a brass lamp], seconds: 1}"


def worker_of(driver: int) -> int:
    """The one process that works for a build with one job."""
    children = Path(f"/proc/{driver}/task/{driver}/children").read_text(encoding="utf-8").split()
    (worker,) = (one for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes())
    return int(worker)


def render(root: Path, *, kills: int) -> tuple[int, list[dict[str, Any]]]:
    """Render, and kill whoever works at the shot so many times; the exit code and the events."""
    command = [sys.executable, "-m", "orchestrator.cli", "render", "--project", str(root), "--jobs", "1", "--json"]
    events: list[dict[str, Any]] = []
    armed = True
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for row in process.stdout:
            event = json.loads(row)
            events.append(event)
            if event.get("step") != SHOT:
                continue
            if event["event"] == "progress" and armed and kills:
                os.kill(worker_of(process.pid), signal.SIGKILL)
                kills, armed = kills - 1, False
            armed = armed or event["event"] == "retried"
    return process.returncode, events


def lengthen(root: Path, edit: Edit) -> None:
    """Make the shot one that is worked at for a while."""
    edit(root / "film.yaml", "pictures: slate", "pictures: animatic")
    edit(root / "scenes/030-storm.yaml", GOING_OUT, GOING_OUT.replace("1}", "20}"))


def told(events: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [event for event in events if event["event"] == kind and event.get("step") == SHOT]


def test_a_shot_that_ends_two_workers_is_a_slate_until_it_changes(built_film: Path, edit: Edit) -> None:
    lengthen(built_film, edit)
    code, events = render(built_film, kills=2)
    assert code == 1
    (again,) = told(events, "retried")
    assert (again["attempt"], again["wait"]) == (2, 0.0)
    assert "killed by SIGKILL" in again["reason"]
    (failed,) = told(events, "failed")
    assert re.fullmatch(
        r"it ended two workers \(the worker process died \(killed by SIGKILL\); its memory may have run out\) and is not "
        r"tried again; read \.filmwright/quarantine/[0-9a-f]{12}\.log, change it, make another take "
        r"\(filmwright retake storm/lamp\), or delete the \.json beside that log",
        failed["error"],
    )
    assert [made["slate"] for made in told(events, "made")] == [True]
    ending = events[-1]
    assert (ending["event"], ending["slates"], ending["errors"]) == ("film", ["storm/lamp"], [failed["error"]])
    report = json.loads((built_film / "out/report.json").read_text(encoding="utf-8"))
    assert [shot["error"] for shot in report["shots"] if shot["error"]] == [failed["error"]]

    code, events = render(built_film, kills=0)
    assert [event["step"] for event in events if event["event"] in ("started", "made")] == []
    assert (code, events[-1]["changed"], events[-1]["slates"]) == (1, False, ["storm/lamp"])
    planned = filmwright("plan", cwd=built_film).stdout
    assert re.search(r"! clip storm/lamp\s+it ended two workers", planned)

    assert filmwright("retake", "storm/lamp", cwd=built_film).returncode == 0
    code, events = render(built_film, kills=0)
    assert (code, events[-1]["slates"]) == (0, [])
