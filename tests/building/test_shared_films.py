"""A film that two people render with one shared store between them: a folder, or a server that speaks S3; and what fails."""

import json
import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from shutil import copytree

import pytest
from command_line import filmwright, said
from conftest import write_project
from damaging import damage, read_only
from object_server import ObjectServer, object_server

from orchestrator.film.sizes import sized


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that both have set as their shared store."""
    (tmp_path / "share").mkdir()
    monkeypatch.setenv("FILMWRIGHT_STORE", str(tmp_path / "share"))
    return tmp_path / "share"


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """The same project on another machine, which has rendered nothing."""
    return write_project(tmp_path / "theirs")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Generator[ObjectServer]:
    """A bucket that both have set."""
    (tmp_path / "config.yaml").write_text("shared_store: s3://films/team\n", encoding="utf-8")
    monkeypatch.setenv("FILMWRIGHT_CONFIG", str(tmp_path / "config.yaml"))
    with object_server() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.address)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "canary-of-a-key-1234")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        yield server


def events(root: Path, *arguments: str) -> list[dict[str, object]]:
    """What a render tells."""
    return [json.loads(line) for line in said("render", "--json", *arguments, cwd=root).splitlines()]


def apart(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """A command in a process of its own, which must end although a thread of it may hang."""
    command = [sys.executable, "-m", "orchestrator.cli", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=120)


def impatient(root: Path) -> None:
    """Wait no longer than a second for an answer."""
    (root.parent / "config.yaml").write_text("shared_store: s3://films/team\nshared_wait: 1\n", encoding="utf-8")


def steps(told: list[dict[str, object]], event: str) -> list[object]:
    return [one["step"] for one in told if one["event"] == event]


def notes(told: list[dict[str, object]]) -> list[str]:
    return [str(one["text"]) for one in told if one["event"] == "note"]


def film(root: Path) -> bytes:
    return (root / "out/film.mp4").read_bytes()


def test_what_one_has_made_the_other_does_not_make(built_film: Path, theirs: Path, share: Path) -> None:
    put = json.loads(said("push", "--json", cwd=built_film))
    assert put["put"] == put["results"] > 30
    told = events(theirs)
    assert steps(told, "made") == []
    assert notes(told) == [f"shared store: {put['put']} results ({sized(put['size'])}) came from it"]
    assert film(theirs) == film(built_film)
    assert said("fsck", cwd=theirs).endswith("all is well\n")
    assert said("gc", cwd=theirs).startswith("nothing to put away"), "what came today is not older than today"
    assert json.loads(said("push", "--json", cwd=theirs))["put"] == 0
    said("export", "archive", "--used", str(theirs.parent / "film.zip"), cwd=theirs)


def test_what_is_made_goes_there_by_itself(theirs: Path, built_film: Path, share: Path, tmp_path: Path) -> None:
    told = events(theirs, "--stop-after", "voices")
    assert len(steps(told, "made")) == 4
    assert notes(told)[-1].startswith("shared store: 4 results (")
    assert len(list(share.glob("actions/*/*.json"))) == 4
    said("push", cwd=built_film)
    changed = (theirs / "scenes/030-storm.yaml").read_text(encoding="utf-8").replace("Hold on", "Hold fast")
    (theirs / "scenes/030-storm.yaml").write_text(changed, encoding="utf-8")
    assert "speech storm/shout/1" in (made := steps(events(theirs), "made"))
    others = copytree(theirs, tmp_path / "others", ignore=lambda _folder, _names: [".filmwright", "out"])
    assert len(made) < 12
    assert steps(events(others), "made") == []


def test_plan_counts_what_is_there_and_leaves_no_trace(built_film: Path, theirs: Path, share: Path) -> None:
    said("push", cwd=built_film)
    with read_only(theirs):
        found = json.loads(said("plan", "--json", cwd=theirs))
        shown = said("plan", "--all", cwd=theirs)
    pictures = [step for step in found["steps"] if step["kind"] == "clip"]
    assert {(step["state"], step["fetch"] > 0) for step in pictures} == {("ready", True)}
    assert found["exact"], "the lines there are read, so that the length is known"
    assert [step["id"] for step in found["steps"] if step["state"] != "ready"] == ["film"]
    assert "in the shared store" in shown
    assert "to fetch); the film will last 0:26" in shown
    assert not (theirs / ".filmwright").exists()


def test_only_what_is_asked_for_is_fetched(built_film: Path, theirs: Path, share: Path) -> None:
    said("push", cwd=built_film)
    told = events(theirs, "storm/sea")
    assert steps(told, "made") == []
    assert not any("arrival" in str(step) for step in steps(told, "reused"))


def test_damage_is_healed_from_there(built_film: Path, share: Path) -> None:
    said("push", cwd=built_film)
    objects = sorted((built_film / ".filmwright/objects").glob("*/*.mp4"))
    for number, how in enumerate(("flip", "truncate", "zero", "empty")):
        damage(objects[number], how, 40)
    done = filmwright("fsck", cwd=built_film)
    assert done.returncode == 0
    assert done.stdout.count("the shared store has them: healed") >= 3
    assert done.stdout.endswith("all is well\n")


def test_a_forged_film_is_made_anew_and_put_right(
    built_film: Path, theirs: Path, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FILMWRIGHT_STORE_SECRET", "what our team alone knows")
    said("push", cwd=built_film)
    clips = [path for path in share.glob("actions/*/*.json") if '"step":"clip ' in path.read_text(encoding="utf-8")]
    one, other = (json.loads(path.read_text(encoding="utf-8")) for path in clips[:2])
    one["action"]["outputs"] = other["action"]["outputs"]
    clips[0].write_text(json.dumps(one), encoding="utf-8")
    told = events(theirs)
    assert steps(told, "made") == [one["action"]["step"]]
    assert "not signed with the secret" in notes(told)[0]
    assert film(theirs) == film(built_film)
    assert json.loads(clips[0].read_text(encoding="utf-8")) != one


def test_a_project_cannot_say_where_its_results_go(theirs: Path) -> None:
    (theirs / "film.yaml").write_text(
        (theirs / "film.yaml").read_text(encoding="utf-8") + "shared_store: /tmp\n", encoding="utf-8"
    )
    done = filmwright("render", cwd=theirs)
    assert done.returncode == 2
    assert "'shared_store' is no key" in done.stderr
    (theirs / "config.yaml").write_text("shared_store: /nowhere/at/all\n", encoding="utf-8")
    assert "shared_store" in filmwright("plan", cwd=theirs).stderr


def test_a_password_in_the_address_is_refused(theirs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILMWRIGHT_STORE", "s3://me:canary-password@bucket")
    done = filmwright("render", cwd=theirs)
    assert done.returncode == 2
    assert "keys do not belong" in done.stderr
    assert "canary-password" not in done.stderr + done.stdout
    monkeypatch.setenv("FILMWRIGHT_STORE", "/share")
    monkeypatch.setenv("FILMWRIGHT_STORE_SECRET", "short")
    assert "can be guessed" in filmwright("render", cwd=theirs).stderr


def test_a_team_with_a_bucket(built_film: Path, theirs: Path, bucket: ObjectServer) -> None:
    put = json.loads(apart(built_film, "push", "--json").stdout)
    assert len(bucket.keys("team/actions")) == put["put"] == put["results"]
    bucket.asked.clear()
    planned = apart(theirs, "plan")
    assert "to fetch" in planned.stdout, planned.stderr
    assert bucket.asked["put"] == 0
    done = apart(theirs, "render", "--json")
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert steps(told, "made") == []
    assert film(theirs) == film(built_film)
    bucket.asked.clear()
    assert apart(theirs, "render").returncode == 0
    assert not bucket.asked, "what is here is asked for nowhere else"


@pytest.mark.parametrize("fault", ["hangs", "forbids", "full", "broken"])
def test_a_bucket_that_fails_costs_a_line_and_no_film(theirs: Path, bucket: ObjectServer, fault: str) -> None:
    bucket.fault = fault  # pyright: ignore[reportAttributeAccessIssue]
    if fault == "hangs":
        impatient(theirs)
    done = apart(theirs, "render", "--stop-after", "voices", "--json")
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(steps(told, "made")) == 4
    assert len(notes(told)) == 1
    assert "s3://films/team" in notes(told)[0]
    assert "canary" not in done.stdout + done.stderr


def test_doctor_says_whether_it_can_be_used(theirs: Path, bucket: ObjectServer) -> None:
    assert "ok   shared store   s3://films/team" in apart(theirs, "doctor").stdout
    bucket.fault = "forbids"
    done = apart(theirs, "doctor")
    assert done.returncode == 1
    assert "BAD  shared store   s3://films/team" in done.stdout


def test_a_server_that_nobody_listens_at(theirs: Path, bucket: ObjectServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    impatient(theirs)
    planned = apart(theirs, "plan")
    assert planned.returncode == 0
    assert planned.stdout.count("the shared store s3://films/team cannot be used") == 1


def test_many_results_are_not_many_questions(theirs: Path, bucket: ObjectServer) -> None:
    """Of 20,000 results of other films that are there, a plan learns with a page for each of what its own keys begin with."""
    for number in range(20_000):
        name = f"{number:064x}"[::-1]
        bucket.objects[f"films/team/actions/{name[:2]}/{name}.json"] = b"{}"
    assert apart(theirs, "plan").returncode == 0
    assert bucket.asked["read"] == 0
    assert 0 < bucket.asked["list"] < 30


def test_nothing_of_it_is_loaded_where_nobody_has_one(theirs: Path) -> None:
    code = "import sys; sys.argv[1:] = ['plan']\nfrom orchestrator.cli.main import main\n"
    code += "try:\n    main()\nfinally:\n    print('fsspec' in sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=theirs, capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    assert done.stderr.splitlines()[-1] == "False", done.stderr
