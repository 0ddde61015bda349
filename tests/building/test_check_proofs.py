"""What `check` proves: the film says and shows its script and lasts as long as asked, and once rendered, is what was planned."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from command_line import filmwright

from orchestrator.project.lock import read_lock, text_digest, write_lock


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("films") / "bird"
    idea = "A clockmaker builds a bird that remembers songs"
    done = filmwright("new", idea, "--length", "30s", "--project", str(root), cwd=root.parent)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def film(written: Path, tmp_path: Path) -> Path:
    return copytree(written, tmp_path / "bird")


def change(root: Path, name: str, edit: Callable[[str], str], *, by_us: bool = False) -> Path:
    """Change a file, as a person does, or as if the tool had written it like that."""
    path = next(root.glob(name))
    text = edit(path.read_text(encoding="utf-8"))
    assert text != path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    if by_us:
        lock = read_lock(root)
        write_lock(root, lock.with_files({path.relative_to(root).as_posix(): text_digest(text)}))
    return path


def first_line(root: Path) -> tuple[str, str]:
    """The first spoken line of the film, and where it stands in the script."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(root.glob("scenes/*.yaml")))
    words = re.search(r'line: "?(.+?)"?\}?\n', text)
    assert words
    script = (root / "script.fountain").read_text(encoding="utf-8").splitlines()
    number = next(number for number, row in enumerate(script, 1) if words[1] in row)
    # A speech begins with its cue, a line above its words.
    return words[1], f"script.fountain:{number - 1}"


def scene_with(root: Path, words: str) -> str:
    path = next(path for path in sorted(root.glob("scenes/*.yaml")) if words in path.read_text(encoding="utf-8"))
    return path.relative_to(root).as_posix()


def test_a_new_film_proves_itself(film: Path) -> None:
    done = filmwright("check", cwd=film)
    assert done.returncode == 0
    counts = re.search(r"script: (\d+) of (\d+) lines spoken, (\d+) of (\d+) beats shown", done.stdout)
    assert counts
    assert counts[1] == counts[2] != "0"
    assert counts[3] == counts[4]
    assert "length: 720 frames, as asked\n" in done.stdout
    assert "note:" not in done.stdout


def test_a_persons_own_words_are_a_note(film: Path) -> None:
    words, place = first_line(film)
    name = change(film, scene_with(film, words), lambda text: text.replace(words, f"Well, {words}")).name
    done = filmwright("check", cwd=film)
    assert done.returncode == 0, done.stdout
    notes = [row for row in done.stdout.splitlines() if row.startswith("  note: scenes/")]
    assert len(notes) == 1
    assert re.match(rf"  note: scenes/{re.escape(name)}:\d+:\d+: ", notes[0])
    assert f'"Well, {words}" is "{words}" in the script ({place})' in notes[0]
    assert "exact once every line is spoken" in done.stdout


def test_what_the_tool_wrote_wrong_is_a_fault(film: Path) -> None:
    words, place = first_line(film)
    change(film, scene_with(film, words), lambda text: text.replace(words, "Nonsense."), by_us=True)
    done = filmwright("check", cwd=film)
    assert done.returncode == 1
    assert f'  ! {place}: "{words}" is not said in any shot of scene ' in done.stdout
    assert '"Nonsense." is not in the script' in done.stdout


def test_a_beat_added_to_the_script_is_a_note_with_its_line(film: Path) -> None:
    change(film, "script.fountain", lambda text: text.replace("\n> FADE OUT.", "\nA door slams.\n\n> FADE OUT."))
    number = (film / "script.fountain").read_text(encoding="utf-8").splitlines().index("A door slams.") + 1
    done = filmwright("check", cwd=film)
    assert done.returncode == 0
    assert f'  note: script.fountain:{number}: "A door slams." is not shown in any shot of scene ' in done.stdout


def test_a_deleted_scene_is_a_persons_wish(film: Path) -> None:
    next(film.glob("scenes/020-*")).unlink()
    done = filmwright("check", cwd=film)
    assert done.returncode == 0, done.stdout
    assert "  note: script.fountain:" in done.stdout


@pytest.mark.parametrize(("by_us", "code", "sign"), [(True, 1, "  ! "), (False, 0, "  note: ")])
def test_another_length_than_asked_is_told(film: Path, by_us: bool, code: int, sign: str) -> None:
    change(film, "scenes/030-*", lambda text: re.sub(r"seconds: [\d.]+\n", "seconds: 30\n", text), by_us=by_us)
    done = filmwright("check", cwd=film)
    assert done.returncode == code, done.stdout
    assert re.search(r"length: \d+ frames, \d+ more than asked", done.stdout)
    assert f"{sign}the film has " in done.stdout


def test_talk_that_needs_longer_is_no_fault(film: Path) -> None:
    change(film, "film.yaml", lambda text: text.replace("length: 30s", "length: 6s"), by_us=True)
    done = filmwright("check", cwd=film)
    assert done.returncode == 0, done.stdout
    assert re.search(
        r"  note: what is said and shown needs [\d.]+ s: cut a line, or ask for a longer film", done.stdout
    )


OWN = """\
INT. KITCHEN - DAY

Mara pours tea. She waits.

MARA
Is anybody there?

INT. KITCHEN - DAY

Tom comes in with a wet umbrella.
"""


def test_a_scene_put_in_front_renames_no_other(tmp_path: Path) -> None:
    (tmp_path / "own.fountain").write_text(OWN, encoding="utf-8")
    done = filmwright("new", "--script", "own.fountain", "--length", "30s", "--project", "own", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    change(tmp_path / "own", "script.fountain", lambda text: f"INT. KITCHEN - DAWN\n\nA clock ticks.\n\n{text}")
    done = filmwright("check", cwd=tmp_path / "own")
    assert done.returncode == 0, done.stdout
    notes = [row for row in done.stdout.splitlines() if "note:" in row]
    assert notes == ["  note: script.fountain:3: \"A clock ticks.\" is not shown in any shot of scene 'kitchen-3'"]


def test_programs_get_the_same(film: Path) -> None:
    found = json.loads(filmwright("check", "--json", cwd=film).stdout)
    assert found["faults"] == []
    assert found["notes"] == []
    assert found["length"] == "720 frames, as asked"
    assert found["script"].endswith("beats shown")
    assert {"summary", "report"} <= set(found)


def test_a_script_that_cannot_be_read_is_told_with_its_line(film: Path) -> None:
    (film / "script.fountain").write_bytes(b"INT. SHOP - DAY\n\nPeter smiles\xff.\n")
    done = filmwright("check", cwd=film)
    assert done.returncode == 2
    assert done.stderr.startswith("script.fountain:3:13: ")
    assert "Traceback" not in done.stderr


def test_a_film_without_a_script_has_nothing_to_prove(film: Path) -> None:
    (film / "script.fountain").unlink()
    done = filmwright("check", cwd=film)
    assert done.returncode == 0
    assert "script: no script.fountain to compare with" in done.stdout


def test_a_rendered_film_is_measured_against_its_plan(built_film: Path) -> None:
    before = json.loads((built_film / "out/report.json").read_text(encoding="utf-8"))
    done = filmwright("check", cwd=built_film)
    assert done.returncode == 0, done.stdout
    assert "  cuts: 10 of 10 at their frame, 0 that nobody planned\n" in done.stdout
    assert re.search(r"  sync: sound against picture \+0 ms, 4 of 4 voices found, \d ms off at most\n", done.stdout)
    assert re.search(r"  captions: 4, to [\d.]+ characters a second, ", done.stdout)
    assert "  all figures: out/report.html\n" in done.stdout
    after = json.loads((built_film / "out/report.json").read_text(encoding="utf-8"))
    quality = after.pop("quality")
    assert after == before
    assert [shot["id"] for shot in quality["shots"]] == [*(row["shot"] for row in before["shots"]), "end-card"]
    assert not [finding for finding in quality["findings"] if finding["severity"] == "fail"]
    assert "<h1>Two Lamps</h1>" in (built_film / "out/report.html").read_text(encoding="utf-8")


def cut_short(film: Path, frames: int) -> None:
    """Leave of a film no more than some frames, and no sound."""
    import av

    short = film.with_name("short.mp4")
    with av.open(str(film)) as whole, av.open(str(short), "w") as part:
        stream = part.add_stream_from_template(whole.streams.video[0])
        packets = [packet for packet in whole.demux(video=0) if packet.dts is not None]
        for packet in packets[:frames]:
            packet.stream = stream
            part.mux(packet)
    short.replace(film)


def test_a_film_that_is_not_as_planned_is_at_fault(built_film: Path) -> None:
    film, report = built_film / "out/film.mp4", built_film / "out/report.json"
    cut_short(film, 100)
    done = filmwright("check", "--json", cwd=built_film)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert any("it has 100 frames where " in fault for fault in told["faults"])
    assert any("it has no sound track" in fault for fault in told["faults"])
    assert told["report"]["integrity"]["frames"] == 100
    assert json.loads(report.read_text(encoding="utf-8"))["quality"]["integrity"]["frames"] == 100


def test_of_a_film_that_is_out_of_date_only_what_it_was_is_known(
    built_film: Path, edit: Callable[[Path, str, str], None]
) -> None:
    edit(built_film / "scenes/010-arrival.yaml", "size: close-up", "size: medium")
    done = filmwright("check", cwd=built_film)
    assert done.returncode == 1
    faults = [row for row in done.stdout.splitlines() if row.startswith("  ! ")]
    assert faults == ["  ! the files have changed since it was made; see: filmwright plan"]
    assert "  captions: not measured: the files have changed since the film was made\n" in done.stdout


def test_films_in_other_shapes_and_languages_are_looked_at_too(
    built_film: Path, edit: Callable[[Path, str, str], None]
) -> None:
    edit(built_film / "film.yaml", "captions: burned", "captions: sidecar\nversions: [9:16]")
    (built_film / "translations").mkdir()
    (built_film / "translations/fr.yaml").write_text(
        'language: fr\ntitle: Deux lampes\nlines:\n- {shot: arrival/calls, line: "Who is there?", to: "Qui est là ?"}\n',
        encoding="utf-8",
    )
    for options in ((), ("--language", "fr")):
        done = filmwright("render", *options, cwd=built_film)
        assert done.returncode == 0, done.stderr
    done = filmwright("check", cwd=built_film)
    assert done.returncode == 0, done.stdout
    report = json.loads((built_film / "out/report.json").read_text(encoding="utf-8"))
    frames, rows = report["frames"], {row["file"]: row for row in report["quality"]["further"]}
    mixes = {name: row["same_mix"] for name, row in rows.items()}
    assert mixes == {"film.9x16.mp4": "film.mp4", "film.fr.mp4": None, "film.fr.9x16.mp4": "film.fr.mp4"}
    assert {(row["frames"], row["planned"], row["fault"]) for row in rows.values()} == {(frames, frames, None)}
    assert (rows["film.9x16.mp4"]["width"], rows["film.9x16.mp4"]["height"]) == (90, 160)
    assert rows["film.fr.mp4"]["integrated"] == pytest.approx(-14, abs=0.5)
    line = rf"  film\.9x16\.mp4: 90x160, {frames} frames, [\d.]+ s, same mix as film\.mp4, decodes, [\d.]+ MB\n"
    assert re.search(line, done.stdout)
    assert re.search(r"  film\.fr\.mp4: .*, -1\d\.\d LUFS, true peak -\d\.\d dBTP, decodes, ", done.stdout)
    page = (built_film / "out/report.html").read_text(encoding="utf-8")
    assert "<h2>Further films</h2>" in page
    assert "<td>film.fr.9x16.mp4</td><td>90x160</td>" in page
    french = json.loads(filmwright("check", "--language", "fr", "--json", cwd=built_film).stdout)
    assert [row["file"] for row in french["report"]["further"]] == ["film.fr.9x16.mp4"]

    edit(built_film / "scenes/010-arrival.yaml", "size: close-up", "size: medium")
    assert filmwright("render", cwd=built_film).returncode == 0
    done = filmwright("check", cwd=built_film)
    again = "make it anew with: filmwright render --language fr"
    assert f"  worth a look: film.fr.mp4 shows the film as it was before; {again}\n" in done.stdout
    assert done.returncode == 0, done.stdout
    (built_film / "out/film.fr.mp4").write_bytes(b"no film")
    cut_short(built_film / "out/film.9x16.mp4", 96)
    tall = built_film / "out/film.fr.9x16.mp4"
    content = bytearray(tall.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = bytes(3000)
    tall.write_bytes(content)
    done = filmwright("check", cwd=built_film)
    assert done.returncode == 1
    faults = sorted(row for row in done.stdout.splitlines() if row.startswith("  ! "))
    assert len(faults) == 5
    assert faults[0].startswith(f"  ! film.9x16.mp4 has 96 frames where {frames} were planned; ")
    assert faults[1].startswith("  ! film.9x16.mp4 has no sound track; ")
    assert re.match(r"  ! film\.9x16\.mp4: frame \d+ stands where frame \d+ should; ", faults[2])
    assert faults[3].startswith("  ! film.fr.9x16.mp4: ")
    assert faults[4].startswith("  ! film.fr.mp4: not a readable media file ")
    assert f"{again} (decode)" in faults[-1]
    assert "  film.fr.mp4: not measured: the file cannot be read (not a readable media file " in done.stdout
    unread = json.loads((built_film / "out/report.json").read_text(encoding="utf-8"))["quality"]["further"][1]
    assert unread["true_peak"] == {"not_measured": "the file cannot be read"}
    assert "<td>film.fr.mp4</td>" in (built_film / "out/report.html").read_text(encoding="utf-8")
