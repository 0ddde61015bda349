"""`plan --out` and `render --plan`: what was agreed to is what is made, or nothing is."""

from pathlib import Path

from command_line import filmwright, said


def test_a_plan_that_still_holds_is_made(small_film: Path, tmp_path: Path) -> None:
    said("plan", "--out", str(tmp_path / "agreed.json"), cwd=small_film)
    said("render", "--plan", str(tmp_path / "agreed.json"), "--stop-after", "voices", cwd=small_film)
    said("render", "--plan", str(tmp_path / "agreed.json"), "--stop-after", "voices", cwd=small_film)


def test_a_plan_is_refused_when_a_file_moved(small_film: Path, tmp_path: Path) -> None:
    plan = str(tmp_path / "agreed.json")
    said("plan", "--out", plan, cwd=small_film)
    scene = small_film / "scenes/010-arrival.yaml"
    text = scene.read_text(encoding="utf-8")
    scene.write_text(text.replace("Who is there?", "Who is it?"), encoding="utf-8")
    (small_film / "scenes/020-meeting.yaml").rename(small_film / "scenes/030-meeting.yaml")
    done = filmwright("render", "--plan", plan, cwd=small_film)
    assert done.returncode == 2
    assert done.stderr == (
        f"{plan}: since it was planned scenes/010-arrival.yaml changed, scenes/020-meeting.yaml is gone, "
        "scenes/030-meeting.yaml is new; nothing was made; plan it again\n"
    )
    assert not (small_film / ".filmwright/journal.jsonl").exists()


def test_a_plan_is_refused_when_what_was_ready_is_not(small_film: Path, tmp_path: Path) -> None:
    plan = str(tmp_path / "agreed.json")
    said("render", "--stop-after", "voices", cwd=small_film)
    said("plan", "--out", plan, cwd=small_film)
    for path in (small_film / ".filmwright/objects").glob("*/*.wav"):
        path.unlink()
    done = filmwright("render", "--plan", plan, cwd=small_film)
    assert (done.returncode, "speech arrival/calls/1 is to be made, and was there" in done.stderr) == (2, True)


def test_what_is_no_plan_of_this_film_is_said_so(small_film: Path, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    for name, words in (("other.json", "is no plan"), ("none.json", "there is no such file")):
        done = filmwright("render", "--plan", str(tmp_path / name), cwd=small_film)
        assert (done.returncode, words in done.stderr) == (2, True)
    inside = filmwright("plan", "--out", "agreed.json", cwd=small_film)
    assert (inside.returncode, "lies in the project itself" in inside.stderr) == (2, True)
