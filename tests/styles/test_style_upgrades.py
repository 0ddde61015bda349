"""An upgrade says first what is different and what that makes anew, and takes nothing before somebody agrees."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from styles_kit import CUBE, NOIR, Run, tree, write_guide

from orchestrator.building.project import open_project
from orchestrator.building.style_upgrade import Effects, differences, effects, upgrade_of
from orchestrator.project.folder import load_film

Edit = Callable[[Path, str, str], None]

ALL = [
    "arrival/coast", "arrival/keeper", "arrival/calls", "meeting/room", "meeting/answer", "meeting/together",
    "storm/sea", "storm/run", "storm/lamp", "storm/shout", "storm/glow", "storm/end",
]  # fmt: skip
OTHER_CUBE = CUBE.replace("1 1 1", "1 1 0.9")


@pytest.fixture
def film(small_film: Path, library: Path, run: Run) -> Path:
    """A film by a model that reads prompts, which took the library's noir; one scene is in its variant."""
    path = small_film / "film.yaml"
    text = path.read_text().replace("pictures: slate", "pictures: wan2.1-t2v-1.3b").replace("160x90", "160x96")
    path.write_text(text)
    scene = small_film / "scenes/020-meeting.yaml"
    scene.write_text(scene.read_text().replace("mood: tender", "mood: tender\nstyle_variant: memory"))
    assert run("style", "use", "noir", cwd=small_film).code == 0
    return small_film


def would(film: Path) -> tuple[list[tuple[str, str, str]], Effects]:
    change = upgrade_of(film)
    assert change is not None
    found = [(each.what, each.before, each.after) for each in differences(change.before, change.after)]
    return found, effects(open_project(film, load_film(film)), change.film)


def test_another_lut_makes_no_clip_only_the_grade(film: Path, library: Path) -> None:
    write_guide(library / "noir", NOIR, OTHER_CUBE)
    found, effect = would(film)
    assert found == [("grade.lut", "cold.cube", "cold.cube")]
    assert effect.shots == ()
    assert set(effect.graded) == set(ALL) - {
        "meeting/room",
        "meeting/answer",
        "meeting/together",
    }  # their variant has none
    assert effect.others == ()


def test_one_word_of_the_look_makes_every_shot_that_has_it(film: Path, library: Path) -> None:
    write_guide(library / "noir", NOIR.replace("rain on glass", "snow on glass"))
    found, effect = would(film)
    assert found == [("look", "rain on glass", "snow on glass")]
    assert list(effect.shots) == [key for key in ALL if not key.startswith("meeting/")]
    write_guide(library / "noir", NOIR.replace("faded silver", "faded gold"))
    found, effect = would(film)
    assert found == [("variants.memory.look", "faded silver", "faded gold")]
    assert list(effect.shots) == [key for key in ALL if key.startswith("meeting/")]


def test_a_note_a_version_and_another_name_make_nothing(film: Path, library: Path, run: Run) -> None:
    other = (
        NOIR.replace("version: 1", "version: 2").replace("name: noir", "name: noir-two") + "note: by me\nauthor: me\n"
    )
    write_guide(library / "noir", other)
    found, effect = would(film)
    assert (found, effect) == ([], Effects())
    done = run("style", "upgrade", cwd=film)
    assert "noir 1 → 2 (yours)" in done.out
    assert "name changed, author changed, note changed: for people only" in done.out
    assert "that makes nothing of the film anew" in done.out


def test_a_font_that_lies_elsewhere_is_the_same_font(film: Path, library: Path, run: Run) -> None:
    from stitching.text.fonts import file_of

    guide = NOIR.replace("titles: {font: serif", "titles: {font: Pen.otf")
    shutil.copy(file_of("serif"), library / "noir/Pen.otf")
    write_guide(library / "noir", guide)
    assert run("style", "upgrade", "--yes", cwd=film).code == 0
    write_guide(library / "noir", guide + "note: by me\n")
    assert would(film)[1] == Effects()
    write_guide(library / "noir", NOIR)
    assert would(film)[1].others == ("the titles",)


def test_type_and_music_and_pace_are_told(film: Path, library: Path) -> None:
    text = (
        NOIR.replace('colour: "#f0f0f0"', 'colour: "#ff0000"').replace("tempo: 60", "tempo: 66")
        + "pace: {average_shot: 3s}\n"
    )
    path = film / "scenes/010-arrival.yaml"
    path.write_text(
        path.read_text().replace(
            "    seconds: 1.5\n  - id: keeper", "    seconds: 1.5\n    title: Hello\n  - id: keeper"
        )
    )
    write_guide(library / "noir", text)
    found, effect = would(film)
    assert ("titles.colour", "#f0f0f0", "#ff0000") in found
    assert ("music.tempo", "60", "66") in found
    assert effect.shots == ("arrival/calls", "meeting/answer")  # as long as the guide says, and as their lines let them
    assert "the score" in effect.others
    assert "the titles" in effect.others
    assert [line.split(",")[0] for line in effect.written] == ["shots of 3s on average"]


def test_a_template_of_the_guide_is_part_of_it(film: Path, library: Path, run: Run) -> None:
    (library / "noir/prompts").mkdir()
    template = library / "noir/prompts/wan-2.1.j2"
    template.write_text("{{ look }}. {{ action }} {{ others }} {{ place }} {{ nobody }}")
    done = run("style", "upgrade", "--yes", cwd=film)
    assert (done.code, done.err.split(": ")[0]) == (2, f"{template}:1:54")
    template.write_text("Noir: {{ look }}. {{ action }} {{ others }} {{ place }}")
    found, effect = would(film)
    assert [what for what, _, _ in found] == ["prompts/wan-2.1.j2"]
    assert list(effect.shots) == ALL
    assert run("style", "upgrade", "--yes", cwd=film).code == 0
    shutil.rmtree(library)
    assert "Noir: rain on glass" in run("why", "storm/sea", cwd=film).out
    (film / "pinned/styles/noir/prompts/wan-2.1.j2").write_text("{{ look }}")
    assert "was changed since the film took it" in run("plan", cwd=film).err


def test_programs_are_told_the_same(film: Path, library: Path, run: Run) -> None:
    def rows(*words: str) -> list[dict[str, Any]]:
        done = run("style", *words, "--json", cwd=film)
        assert (done.code, done.err) == (0, "")
        return [json.loads(line) for line in done.out.splitlines()]

    assert rows("upgrade") == [{"differences": [], "taken": False}]
    write_guide(library / "noir", NOIR.replace("faded silver", "faded gold").replace("version: 1", "version: 2"))
    before = tree(film)
    [said] = rows("upgrade")
    assert said["differences"] == [{"what": "variants.memory.look", "before": "faded silver", "after": "faded gold"}]
    assert (said["before"], said["after"], said["shots"], said["taken"]) == (1, 2, list(would(film)[1].shots), False)
    assert tree(film) == before
    assert [row["taken"] for row in rows("upgrade", "--yes")] == [True]
    assert [(row["name"], row["version"]) for row in rows("list") if row["in_use"]] == [("noir", 2)]
    assert rows("show", "noir")[0]["style"]["variants"]["memory"]["look"] == "faded gold"
    write_guide(library / "noir", NOIR)
    assert run("style", "list", cwd=film).out.endswith("; what is at hand is the older version 1\n")


def test_nothing_is_taken_before_somebody_agrees(film: Path, library: Path, run: Run) -> None:
    assert run("style", "upgrade", cwd=film).out == "nothing to upgrade: the film has the style as it is at hand\n"
    write_guide(library / "noir", NOIR.replace("version: 1", "version: 2").replace("rain", "snow"), OTHER_CUBE)
    before = tree(film)
    done = run("style", "upgrade", cwd=film)
    assert (done.code, done.err) == (0, "")
    assert "look       rain on glass → snow on glass" in done.out
    assert "grade.lut  cold.cube: another content" in done.out
    assert "9 clips to make again: all 3 of arrival, all 6 of storm\n" in done.out
    assert "nothing is changed yet; take it with: filmwright style upgrade --yes" in done.out
    assert tree(film) == before
    assert run("style", "upgrade", "--yes", cwd=film).code == 0
    assert load_film(film).style.look == "snow on glass"
    assert len(list((film / "pinned/styles/noir/files").glob("cold-*.cube"))) == 1
    assert run("style", "upgrade", cwd=film).out.startswith("nothing to upgrade")
    assert run("undo", cwd=film).code == 0
    assert {name: raw for name, raw in tree(film).items() if name != "film.lock"} == {
        name: raw for name, raw in before.items() if name != "film.lock"
    }
    assert load_film(film).style.look == "rain on glass"


def test_a_version_from_elsewhere_is_taken_without_the_library(
    film: Path, library: Path, run: Run, tmp_path: Path
) -> None:
    shutil.rmtree(library)
    assert "has no variant 'memory'" in run("style", "upgrade", cwd=film).err  # the noir that ships
    write_guide(tmp_path / "new", NOIR.replace("version: 1", "version: 3").replace("rain", "hail"))
    assert run("style", "upgrade", "--to", "../new", "--yes", cwd=film).code == 0
    assert load_film(film).style.look == "hail on glass"
    assert not library.exists()
    write_guide(tmp_path / "new", NOIR.replace("name: noir", "name: blanc"))
    done = run("style", "upgrade", "--to", "../new", "--yes", cwd=film)
    assert (done.code, "is called blanc, and the film uses noir" in done.err) == (2, True)


def test_a_version_that_lacks_a_variant_of_the_film_is_refused(film: Path, library: Path, run: Run) -> None:
    write_guide(library / "noir", NOIR.replace("memory:", "dream:"))
    before = tree(film)
    done = run("style", "upgrade", "--yes", cwd=film)
    assert done.code == 2
    assert "scenes/020-meeting.yaml:" in done.err
    assert "has no variant 'memory'" in done.err
    assert tree(film) == before


def test_a_film_without_scenes_is_upgraded_too(film: Path, library: Path, run: Run) -> None:
    shutil.rmtree(film / "scenes")
    write_guide(library / "noir", NOIR.replace("rain", "snow"))
    assert "that makes nothing of the film anew" in run("style", "upgrade", "--yes", cwd=film).out
    assert load_film(film, scenes_needed=False).style.look == "snow on glass"
