"""A build that is killed, again and again: the film is the same in the end, and nothing finished is made twice."""

import json
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

KILLS = 10


def start(root: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "orchestrator.cli", "render", "--project", str(root), "--jobs", "2", "--json"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def film_digest(root: Path) -> str:
    return json.loads((root / "out/report.json").read_text(encoding="utf-8"))["film"]


def test_killed_at_ten_moments_the_film_is_the_same_and_no_finished_step_is_repeated(
    small_film: Path, built_film_elsewhere: Path
) -> None:
    made: Counter[str] = Counter()
    for kill in range(KILLS):
        process = start(small_film)
        assert process.stdout is not None
        news = 0
        for row in process.stdout:
            event = json.loads(row)
            if event["event"] == "made":
                made[event["step"]] += 1
            news += event["event"] in ("made", "started")
            if news > 2 + kill % 4:
                process.send_signal(signal.SIGKILL)
                break
        process.stdout.close()
        process.wait()
    with start(small_film) as last:
        assert last.stdout is not None
        for row in last.stdout:
            event = json.loads(row)
            if event["event"] == "made":
                made[event["step"]] += 1
    assert last.returncode == 0
    assert len(made) > KILLS
    assert {step: count for step, count in made.items() if count > 1} == {}
    assert film_digest(small_film) == film_digest(built_film_elsewhere)
    assert not list((small_film / ".filmwright/scratch").iterdir())
    assert not [path for path in (small_film / "out").iterdir() if path.name.startswith(".")]


def test_no_worker_outlives_a_killed_build(small_film: Path) -> None:
    process = start(small_film)
    assert process.stdout is not None
    for row in process.stdout:
        if json.loads(row)["event"] == "started":
            break
    children = subprocess.run(
        ["ps", "--ppid", str(process.pid), "-o", "pid="], capture_output=True, text=True, check=True
    )
    workers = [int(pid) for pid in children.stdout.split()]
    assert workers
    process.kill()
    process.stdout.close()
    process.wait()
    for worker in workers:
        subprocess.run(["timeout", "5", "tail", f"--pid={worker}", "-f", "/dev/null"], check=True)


def test_ctrl_c_ends_with_one_line_and_keeps_what_was_made(small_film: Path) -> None:
    command = [sys.executable, "-m", "orchestrator.cli", "render", "--project", str(small_film), "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stderr is not None
    for row in process.stdout:
        if json.loads(row)["event"] == "made":
            break
    process.send_signal(signal.SIGINT)
    error = process.stderr.read()
    process.stdout.close()
    process.stderr.close()
    assert process.wait() == 130
    assert error.strip() == "filmwright: stopped; everything made so far is kept, run it again to go on"
    assert (small_film / ".filmwright/journal.jsonl").is_file()
