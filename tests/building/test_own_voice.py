"""A character with a voice of its own: one line in the sheet, spoken by another backend, with names said as they sound."""

import json
from pathlib import Path

import pytest
from command_line import filmwright
from project_of_two_shots import FILES, FILM, SCENE, SHEET, errors, lay
from voice_models import piper_voice

from orchestrator.directing.captions import captions_for, read_as
from orchestrator.directing.requests import said_as, speech_request
from orchestrator.directing.schedule import line_keys, schedule
from orchestrator.project.folder import load_film

TALK = SCENE, '{character: mara, line: "You again."}'
NAME = "name: Mara Quill\npronounced: mah-rah kwill"
LINES = """{character: mara, line: "You *again*, Tom."}
      - {character: tom, line: "Me, (beat) Mara's friend."}"""


def project(root: Path, voice: str = "model: piper:voices/tiny.onnx") -> Path:
    files = FILES | {
        SHEET: FILES[SHEET].replace("pitch: low", f"pitch: low, {voice}").replace("name: Mara", NAME),
        SCENE: FILES[SCENE].replace(TALK[1], LINES).replace(", last: assets/smile.png", ""),
        FILM: FILES[FILM] + "pronounce: {friend: frend}\n",
    }  # fmt: skip
    lay(root, files)
    (root / "voices").mkdir()
    piper_voice(root / "voices")
    return root


def test_each_line_is_spoken_by_its_own_voice_and_an_edit_speaks_only_hers_again(tmp_path: Path) -> None:
    root = project(tmp_path)
    made = _spoken(root)
    assert sorted(made) == ["speech first-night/you-again/1", "speech first-night/you-again/2"]
    assert _spoken(root) == []
    sheet = root / SHEET
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("pitch: low, ", "pace: slow, "), encoding="utf-8")
    assert _spoken(root) == ["speech first-night/you-again/1"]


def _spoken(root: Path) -> list[str]:
    done = filmwright("render", "--stop-after", "voices", "--json", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    rows = [json.loads(row) for row in done.stdout.splitlines()]
    return [row["step"] for row in rows if row["event"] == "made" and row["kind"] == "speech"]


def test_names_are_asked_for_as_they_sound(tmp_path: Path) -> None:
    film = load_film(project(tmp_path))
    first, second = (speech_request(film, line) for _, line in line_keys(film))
    assert first.says == ()
    assert second.says == (("Mara", "mah-rah"), ("friend", "frend"))
    assert said_as(film, "Quill, the quiller") == (("Quill", "kwill"),)


def test_captions_hold_what_is_read_and_not_how_it_is_said(tmp_path: Path) -> None:
    film = load_film(project(tmp_path))
    shown = [" ".join(caption.lines) for caption in captions_for(film, schedule(film, {}))]
    assert any("You again, Tom." in text for text in shown)
    assert any("Me, Mara's friend." in text for text in shown)
    assert read_as("2 * 3 * 4 (pause)") == "2 * 3 * 4"


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        ("model: piber:voices/tiny.onnx", "'piber' is not a voice backend; did you mean 'piper'?"),
        ("model: piper", "model"),
        ("model: kokoro:voices, language: fi", "kokoro does not speak 'fi'"),
    ],
)
def test_a_voice_that_cannot_be_is_told_in_its_place(tmp_path: Path, voice: str, said: str) -> None:
    (told,) = errors(project(tmp_path, voice))
    assert told.startswith("characters/mara.yaml:8:")
    assert said in told
