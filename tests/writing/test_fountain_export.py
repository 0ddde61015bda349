"""`filmwright export fountain` and `export fdx`: the script with the film's shots in it, for other people's programs."""

from pathlib import Path

import pytest
from command_line import filmwright

from orchestrator.building.timed_script import timed_script
from orchestrator.film.errors import FilmError
from orchestrator.project.folder import load_film
from orchestrator.writing.fdx import from_fdx
from orchestrator.writing.fountain import parse, read_script, without_timings

SCRIPT = """INT. LAMP ROOM - NIGHT

[[scene: arrival]]

The keeper climbs the stairs.

MARA
Who is there?
"""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("export") / "film"
    done = filmwright("new", "A fox waits for the tide", "--length", "20s", "--project", root.name, cwd=root.parent)
    assert done.returncode == 0, done.stderr
    return root


def test_the_script_has_every_shot_at_its_time(film: Path) -> None:
    text = filmwright("export", "fountain", cwd=film).stdout
    assert without_timings(text) == (film / "script.fountain").read_bytes().decode("utf-8")
    marked = [shot for scene in read_script(text).scenes for beat in scene.beats for shot in beat.shots]
    assert marked == [shot.id for _, shot in load_film(film).shots()]
    times = [line for line in text.splitlines() if line.startswith("[[shot: ")]
    assert times[0].startswith(f"[[shot: {marked[0]}; at: 0:00.0; lasts: ")
    assert len(times) == len(marked)


def test_final_draft_gets_the_same(film: Path, tmp_path: Path) -> None:
    assert filmwright("export", "fdx", str(tmp_path / "a.fdx"), cwd=film).returncode == 0
    back = read_script(from_fdx((tmp_path / "a.fdx").read_bytes()))
    sent = read_script(timed_script(film))
    assert back.screenplay == sent.screenplay
    assert [[beat.shots for beat in scene.beats] for scene in back.scenes] == [
        [beat.shots for beat in scene.beats] for scene in sent.scenes
    ]


def test_the_films_own_script_is_not_overwritten(film: Path) -> None:
    before = (film / "script.fountain").read_bytes()
    done = filmwright("export", "fountain", "script.fountain", cwd=film)
    assert (done.returncode, before) == (2, (film / "script.fountain").read_bytes())
    assert done.stderr == "filmwright: script.fountain is the film's own script; name another file\n"


def test_a_script_without_scenes_has_its_ids(tmp_path: Path) -> None:
    (tmp_path / "script.fountain").write_bytes(SCRIPT.replace("\n\n[[scene: arrival]]", "").encode("utf-8"))
    assert timed_script(tmp_path) == SCRIPT.replace("arrival", "lamp-room")


def test_a_scene_under_another_heading_keeps_the_id_that_the_film_knows(small_film: Path) -> None:
    text = SCRIPT.replace("[[scene: arrival]]\n\n", "") + "\nINT. ATTIC - DAY\n\nNobody is in.\n"
    text = text.replace("The keeper climbs the stairs.", "Mara climbs the path with her lamp.\n\nMara lifts the lamp.")
    (small_film / "script.fountain").write_text(text, encoding="utf-8")
    assert [block.id for block in parse(timed_script(small_film)).scenes] == ["arrival", "attic"]


def test_without_a_script_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FilmError, match="is not there; write it with: filmwright new IDEA"):
        timed_script(tmp_path)


def test_shots_of_a_persons_own_stand_before_what_follows_them(small_film: Path) -> None:
    (small_film / "script.fountain").write_text(SCRIPT, encoding="utf-8")
    shots = [beat.shots for beat in read_script(timed_script(small_film)).scenes[0].beats]
    assert shots == [(), ("coast", "keeper", "calls")]


def test_a_screenplay_is_not_translated(film: Path) -> None:
    done = filmwright("export", "fountain", "--language", "fr", cwd=film)
    assert done.returncode == 2
    assert "the screenplay is in the film's own language; leave --language out" in done.stderr
