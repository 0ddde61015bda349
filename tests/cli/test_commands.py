"""The commands as a person types them: what they print, what they leave, and their exit codes."""

import json
import re
from pathlib import Path

import pytest
from command_line import filmwright, refused, said


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_new_writes_a_project_that_checks_and_plans(tmp_path: Path) -> None:
    text = said("new", "A clockmaker builds a bird that remembers songs", "--length", "30s", cwd=tmp_path)
    folder = next(path for path in tmp_path.iterdir() if path.is_dir())
    assert str(folder.name) in text
    assert (folder / "script.fountain").read_text(encoding="utf-8").startswith("Title: ")
    assert "files: ok" in said("check", "--project", folder.name, cwd=tmp_path)
    plan = said("plan", cwd=folder)
    assert "+ clip " in plan
    # The lines were spoken to time the shots by them; nothing else is made.
    script = (folder / "script.fountain").read_text(encoding="utf-8")
    ready = int(re.search(r"to make.*?, (\d+) ready", plan)[1])  # type: ignore[index]
    assert 0 < ready <= script.count("\n\n")
    assert "+ speech" not in plan
    assert "no cost" in plan


def test_new_does_not_touch_a_film_that_is_there(small_film: Path) -> None:
    before = tree(small_film)
    error = refused("new", "Something else entirely", "--project", str(small_film), cwd=small_film)
    assert "already holds another film" in error
    assert tree(small_film) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("make", "   "), "the idea is empty"),
        (("make", "A dog", "--style", "noirr"), "did you mean 'noir'?"),
        (("make", "A dog", "--length", "ages"), "--length: 'ages' is not a length"),
        (("make", "A dog", "--format", "big"), "--format.size: 'big' is not a picture size"),
        (("make", "A dog", "--captions", "no"), "--captions"),
        (("make", "A dog", "--writer", "openai"), "no key for the language model: set OPENAI_API_KEY"),
        (("make",), "the idea is empty"),
        (("make", "A dog", "--script", "dog.fountain"), "an idea and --script at once"),
        (("new", "--script", "dog.fountain"), "dog.fountain is not there"),
        (("plan",), "no film.yaml here"),
        (("render",), "no film.yaml here"),
    ],
)
def test_a_wrong_command_is_one_clear_line_and_leaves_nothing(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    error = refused(*arguments, cwd=tmp_path)
    assert message in error
    assert len(error.strip().splitlines()) == 1
    assert tree(tmp_path) == {}


def test_all_mistakes_of_all_files_come_at_once_and_nothing_changes(small_film: Path) -> None:
    scene = small_film / "scenes/010-arrival.yaml"
    scene.write_text(scene.read_text(encoding="utf-8").replace("size: close-up", "size: closup"), encoding="utf-8")
    sheet = small_film / "characters/fox.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("kind: fox", "knd: fox"), encoding="utf-8")
    before = tree(small_film)
    for command in ("plan", "render", "check"):
        rows = refused(command, cwd=small_film).strip().splitlines()
        assert rows == [
            "characters/fox.yaml:3:1: knd: 'knd' is no key of a character sheet; did you mean 'kind'?",
            "scenes/010-arrival.yaml:21:5: shots.2.size: 'closup' is not a shot size; did you mean 'close-up'?",
        ]
    assert tree(small_film) == before


def test_an_unknown_shot_gets_a_close_match(small_film: Path) -> None:
    assert "did you mean 'arrival/coast'?" in refused("why", "arrival/cost", cwd=small_film)
    assert "did you mean 'arrival'?" in refused("render", "arival", cwd=small_film)


def test_an_unknown_backend_gets_a_close_match(small_film: Path) -> None:
    settings = small_film / "film.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("slate", "animatc"), encoding="utf-8")
    assert "did you mean 'animatic'?" in refused("plan", cwd=small_film)


def test_why_shows_the_prompt_and_where_its_words_come_from(small_film: Path) -> None:
    text = said("why", "arrival/keeper", cwd=small_film)
    assert "arrival/keeper: missing, not made yet" in text
    assert re.search(r"climbs the path .*: action\n", text), "the action, without her name"
    assert "Mara" not in text
    assert re.search(r" places/lighthouse\.yaml: \w+\n", text)
    other = said("why", "arrival/keeper", "--model", "kling", cwd=small_film)
    assert "as kling would be told of it" in other
    told = json.loads(said("why", "arrival/keeper", "--json", cwd=small_film))
    assert "".join(segment["text"] for segment in told["prompt"]["segments"]) == told["prompt"]["text"]
    assert "did you mean 'kling'?" in refused("why", "arrival/keeper", "--model", "klin", cwd=small_film)


def test_why_and_the_plan_tell_of_the_same_prompt(small_film: Path) -> None:
    settings, scene = small_film / "film.yaml", small_film / "scenes/010-arrival.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("slate", "wan2.2-ti2v-5b"), encoding="utf-8")
    text = scene.read_text(encoding="utf-8").replace("seconds: 1.5", "seconds: 1.5\n    boundary: continue")
    scene.write_text(text, encoding="utf-8")
    opening = json.loads(said("why", "arrival/coast", "--json", cwd=small_film))
    assert (opening["prompt"]["dialect"], opening["conditioned"]) == ("wan-2.2", []), "nothing is before it"
    second = json.loads(said("why", "arrival/keeper", "--json", cwd=small_film))
    assert second["prompt"]["dialect"] == "wan-2.2-image"
    assert second["conditioned"] == ["first frame: the last one of arrival/coast, the shot before"]


def test_retake_and_pick_change_one_line_and_every_take_stays(built_film: Path) -> None:
    scene = built_film / "scenes/010-arrival.yaml"
    before = scene.read_text(encoding="utf-8")
    said("retake", "arrival/keeper", cwd=built_film)
    after = scene.read_text(encoding="utf-8")
    assert [row for row in after.splitlines() if row not in before.splitlines()] == ["    take: 2"]
    assert "# she is tired" in after
    assert "seed changed" in said("plan", cwd=built_film)
    said("render", cwd=built_film)
    takes = said("takes", "arrival/keeper", cwd=built_film)
    assert "  take 1" in takes
    assert "* take 2" in takes
    said("pick", "arrival/keeper", "1", cwd=built_film)
    assert "clip arrival/keeper" not in said("plan", cwd=built_film)


def test_plan_and_render_speak_json(built_film: Path) -> None:
    plan = json.loads(said("plan", "--json", cwd=built_film))
    assert {step["state"] for step in plan["steps"]} == {"ready"}
    events = [json.loads(row) for row in said("render", "--json", cwd=built_film).splitlines()]
    assert events[-1]["event"] == "film"
    assert events[-1]["changed"] is False
    assert {event["event"] for event in events} <= {"stage", "reused", "film", "downgraded"}


def test_check_measures_the_finished_film(built_film: Path) -> None:
    text = said("check", cwd=built_film)
    assert "files: ok (3 scenes, 12 shots)" in text
    assert re.search(r"-1[34]\.\d LUFS, true peak -[1-9]", text)


def test_check_says_when_the_files_moved_on(built_film: Path) -> None:
    scene = built_film / "scenes/030-storm.yaml"
    text = scene.read_text(encoding="utf-8")
    scene.write_text(text.replace("The sea breaks over the rocks.", "The sea is calm."), encoding="utf-8")
    done = filmwright("check", cwd=built_film)
    assert done.returncode == 1
    assert "the files have changed since it was made" in done.stdout


def test_export_hands_over_the_captions(built_film: Path) -> None:
    assert "Who is there?" in said("export", "srt", cwd=built_film)
    said("export", "vtt", "captions.vtt", cwd=built_film)
    assert (built_film / "captions.vtt").read_text(encoding="utf-8").startswith("WEBVTT")


def test_write_makes_scenes_from_an_edited_script_and_keeps_edited_scenes(tmp_path: Path) -> None:
    said("new", "A clockmaker builds a bird that remembers songs", "--length", "30s", "--project", "bird", cwd=tmp_path)
    root = tmp_path / "bird"
    first, second, *_ = sorted((root / "scenes").iterdir())
    first.write_text(first.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    mine = first.read_bytes()
    script = root / "script.fountain"
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace("\n> FADE OUT.", "\nA door slams somewhere.\n\n> FADE OUT."), encoding="utf-8")
    said("write", cwd=root)
    assert first.read_bytes() == mine
    assert second.is_file()
    assert any("A door slams somewhere." in path.read_text(encoding="utf-8") for path in (root / "scenes").iterdir())
    assert "files: ok" in said("check", cwd=root)


def test_write_brings_deleted_scenes_back_only_when_asked(tmp_path: Path) -> None:
    said("new", "A clockmaker builds a bird that remembers songs", "--length", "30s", "--project", "bird", cwd=tmp_path)
    root = tmp_path / "bird"
    first, *_ = sorted((root / "scenes").iterdir())
    ids = scene_ids(root)
    first.unlink()
    assert f"deleted   scenes/{first.name}" in said("write", cwd=root)
    assert scene_ids(root) == ids[1:]
    said("write", "--scene", ids[0], cwd=root)
    assert scene_ids(root) == ids
    for path in (root / "scenes").iterdir():
        path.unlink()
    assert "there is no scene file; write them with: filmwright write" in refused("plan", cwd=root)
    said("write", cwd=root)
    assert scene_ids(root) == ids


def scene_ids(root: Path) -> list[str]:
    """The ids of the scenes in the order of their files."""
    return [path.stem.split("-", 1)[1] for path in sorted((root / "scenes").iterdir())]


def test_the_lock_is_the_same_text_after_a_second_render(built_film: Path) -> None:
    lock = (built_film / "film.lock").read_bytes()
    said("render", cwd=built_film)
    assert (built_film / "film.lock").read_bytes() == lock
    assert b"arrival/keeper" in lock


def test_lists_name_what_there_is(tmp_path: Path) -> None:
    assert "ink-and-gold" in said("style", "list", cwd=tmp_path)
    assert "palette:" in said("style", "show", "noir", cwd=tmp_path)
    assert "animatic" in said("models", "list", cwd=tmp_path)
    assert "espeak-ng" in said("doctor", cwd=tmp_path)
