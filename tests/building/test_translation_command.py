"""`filmwright translate`: only what is new or changed, a person's words and comments stay, and clear errors."""

import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from orchestrator.building.translating import Translated, translate
from orchestrator.cli.main import main
from orchestrator.film.critique import Critique
from orchestrator.film.errors import WritingError
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.shotlist import ShotList
from orchestrator.film.treatment import Treatment
from orchestrator.project.folder import load_film
from orchestrator.project.translations import load_translation
from orchestrator.testing import Reply, asked, serving
from orchestrator.writing.writer import Brief, SpokenLine

Edit = Callable[[Path, str, str], None]


class Mirror:
    """A writer whose every language is the words read backwards; remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[SpokenLine] = []

    def treatment(self, brief: Brief) -> Treatment:
        raise WritingError("it only translates")

    def screenplay(self, treatment: Treatment, brief: Brief) -> Screenplay:
        raise WritingError("it only translates")

    def shots(self, screenplay: Screenplay, brief: Brief) -> ShotList | None:
        return None

    def sheets(self, screenplay: Screenplay, brief: Brief) -> Screenplay:
        return screenplay

    def critique(self, screenplay: Screenplay, brief: Brief) -> Critique:
        return Critique()

    def translated(self, lines: Sequence[SpokenLine], language: str, brief: Brief) -> tuple[str, ...]:
        self.asked = list(lines)
        return tuple(f"{language} " + " ".join(reversed(line.text.split())) for line in lines)


def run(root: Path, language: str = "fr") -> tuple[Translated, list[str]]:
    writer = Mirror()
    found = translate(root, load_film(root), language, writer)
    return found, [line.text for line in writer.asked]


def filmwright(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["filmwright", *words])
    try:
        main()
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_every_line_and_the_title_are_asked_for_with_speaker_and_time(small_film: Path) -> None:
    writer = Mirror()
    found = translate(small_film, load_film(small_film), "fr", writer)
    assert (found.now, found.kept, found.gone, found.empty, found.old) == (4, 0, 0, 0, 0)
    assert [line.speaker for line in writer.asked] == ["TITLE CARD", "Mara", "The Fox", "Mara", "The Fox"]
    assert writer.asked[3].manner == "shouted"
    assert all(0.3 < line.seconds < 6 for line in writer.asked)
    text = found.path.read_text(encoding="utf-8")
    assert found.path == small_film / "translations/fr.yaml"
    assert 'title: "fr Lamps Two"' in text
    assert '  - shot: arrival/calls  # Mara\n    line: "Who is there?"\n    to: "fr there? is Who"\n' in text
    assert "    number: 2\n" in text


def test_only_new_and_changed_lines_are_translated_again(small_film: Path, edit: Edit) -> None:
    run(small_film)
    edit(small_film / "translations/fr.yaml", "fr there? is Who", "Qui est là ?")
    assert run(small_film) == (run(small_film)[0], [])
    edit(small_film / "scenes/020-meeting.yaml", "Only me.", "Nobody but me.")
    edit(small_film / "scenes/030-storm.yaml", '      - {character: fox, line: "To what?"}\n', "")
    edit(
        small_film / "scenes/030-storm.yaml",
        "  - {id: glow, size: close-up, action: The fox glows., cast: [{character: fox}], seconds: 1}\n",
        "  - {id: glow, size: close-up, action: The fox glows., cast: [{character: fox}], seconds: 2,\n"
        '     dialogue: [{character: fox, line: "Look at me."}]}\n',
    )
    found, asked = run(small_film)
    assert asked == ["Nobody but me.", "Look at me."]
    assert (found.now, found.kept, found.gone) == (2, 2, 1)
    there = load_translation(small_film, "fr")
    assert [(line.shot, line.number, line.to) for line in there.lines] == [
        ("arrival/calls", 1, "Qui est là ?"),
        ("meeting/answer", 1, "fr me. but Nobody"),
        ("storm/shout", 1, "fr me! to on Hold"),
        ("storm/glow", 1, "fr me. at Look"),
    ]
    assert there.title == "fr Lamps Two"


def test_a_persons_comments_and_layout_stay(small_film: Path, edit: Edit) -> None:
    (small_film / "translations").mkdir()
    file = small_film / "translations/fr.yaml"
    mine = (
        "# by Odile\nlanguage: fr\nlines:   # the order is mine\n"
        "- {shot: storm/shout, line: Hold on to me!, to: 'Tiens bon !'}  # she shouts\n"
        "- {shot: gone/shot, line: Away., to: Au loin.}\n"
        "- {shot: meeting/answer, line: Only you., to: Rien que toi.}  # softly\n"
    )
    file.write_text(mine, encoding="utf-8")
    _, asked = run(small_film)
    assert asked == ["Two Lamps", "Who is there?", "Only me.", "To what?"]
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# by Odile\nlanguage: fr\n")
    assert "- {shot: storm/shout, line: Hold on to me!, to: 'Tiens bon !'}  # she shouts\n" in text
    assert "# softly" in text
    assert "gone/shot" not in text
    assert {line.to for line in load_translation(small_film, "fr").lines} == {
        "Tiens bon !",
        "fr me. Only",
        "fr there? is Who",
        "fr what? To",
    }
    assert run(small_film)[1] == []
    assert file.read_text(encoding="utf-8") == text


def test_what_is_written_in_the_film_is_translated_beside_its_lines(small_film: Path, edit: Edit) -> None:
    edit(small_film / "film.yaml", "seed: 3", 'seed: 3\ncredits: [Played by, "The keeper | Ann Lee", "", "| Jo Fox"]')
    scene = small_film / "scenes/010-arrival.yaml"
    edit(scene, "mood: lonely", 'mood: lonely\nchapter: "One: The Light"')
    edit(
        scene,
        "  - id: coast\n",
        '  - id: coast\n    title: {text: "Low tide\\nat dawn", place: free, at: [0.5, 0.3]}\n',
    )
    found, asked = run(small_film)
    assert asked[:6] == ["Two Lamps", "One: The Light", "Low tide", "at dawn", "Played by", "The keeper"]
    assert (found.now, found.kept, found.empty) == (8, 0, 0)
    file = small_film / "translations/fr.yaml"
    assert {one.text: one.to for one in load_translation(small_film, "fr").texts} == {
        "One: The Light": "fr Light The One:",
        "Low tide\nat dawn": "fr tide Low\nfr dawn at",
        "Played by": "fr by Played",
        "The keeper | Ann Lee": "fr keeper The | Ann Lee",
    }
    edit(file, '    to: "fr by Played"\n', '    to: "Avec"  # as on posters\n')
    edit(small_film / "film.yaml", "The keeper | Ann Lee", "The watcher | Ann Lee")
    found, asked = run(small_film)
    assert asked == ["The watcher"]
    assert (found.now, found.kept, found.gone) == (1, 7, 1)
    text = file.read_text(encoding="utf-8")
    assert '    to: "Avec"  # as on posters\n' in text
    assert "The keeper" not in text
    assert load_translation(small_film, "fr").texts[-1].to == "fr watcher The | Ann Lee"
    assert run(small_film)[1] == []
    assert file.read_text(encoding="utf-8") == text


def test_texts_come_into_a_file_that_was_laid_out_by_hand(small_film: Path, edit: Edit) -> None:
    (small_film / "translations").mkdir()
    file = small_film / "translations/fr.yaml"
    mine = "# by Odile\nlanguage: fr\nlines:   # mine\n- {shot: storm/shout, line: Hold on to me!, to: 'Tiens bon !'}\n"
    file.write_text(mine, encoding="utf-8")
    edit(small_film / "film.yaml", "seed: 3", "seed: 3\ncredits: [Thanks]")
    assert "Thanks" in run(small_film)[1]
    text = file.read_text(encoding="utf-8")
    assert mine.partition("fr\n")[2] in text
    assert text.endswith("\ntexts:\n  - {text: Thanks, to: fr Thanks}\n")
    edit(
        small_film / "film.yaml",
        "[Thanks]",
        "[Thanks, The keeper | Ann Lee, The storm | itself, The harbour of Ar-Men]",
    )
    run(small_film)
    assert "\n  - {text: The storm | itself, to: fr storm The | itself}\n" in file.read_text(encoding="utf-8")
    assert [one.to for one in load_translation(small_film, "fr").texts][0::3] == [
        "fr Thanks",
        "fr Ar-Men of harbour The",
    ]
    edit(
        small_film / "film.yaml",
        "\ncredits: [Thanks, The keeper | Ann Lee, The storm | itself, The harbour of Ar-Men]",
        "",
    )
    assert run(small_film)[0].gone == 4
    assert load_translation(small_film, "fr").texts == ()


def test_the_built_in_writer_leaves_the_places_to_fill_in(
    small_film: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, edit: Edit
) -> None:
    code, out, _ = filmwright(capsys, monkeypatch, "translate", "PT-br", "--project", str(small_film))
    assert code == 0
    assert "translations/pt-BR.yaml: 4 for you to write\nthe built-in writer does not translate" in out
    assert out.endswith(f"then: filmwright render --language pt-BR -p {small_film}\n")
    file = small_film / "translations/pt-BR.yaml"
    assert file.read_text(encoding="utf-8").count('to: ""') == 4
    text = file.read_text(encoding="utf-8").replace('to: ""', 'to: "Quem está aí?"')
    file.write_text(text, encoding="utf-8")
    edit(small_film / "scenes/020-meeting.yaml", "Only me.", "Nobody but me.")
    code, out, _ = filmwright(capsys, monkeypatch, "translate", "pt-BR", "-p", str(small_film))
    assert "3 kept, 1 changed in the film since" in out
    assert file.read_text(encoding="utf-8") == text


def french(request: dict[str, Any]) -> str:
    """A model that puts every line it is asked for into something like French; line 4 only once it is told what is wrong."""
    lines = re.findall(r"^(\d+) \|.*\| (.+)$", asked(request).user, re.MULTILINE)
    given = [{"number": int(number), "text": f"oh {text.lower()}"} for number, text in lines]
    return json.dumps({"lines": given[: -1 if len(request["messages"]) <= 2 else None]})


def test_a_language_model_translates_and_the_film_is_in_its_words(
    built_film: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(french) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-42")
        words = ("translate", "fr", "--writer", "openai:m", "-p", str(built_film))
        code, out, err = filmwright(capsys, monkeypatch, *words)
        assert code == 0, err
        assert f"{built_film}/translations/fr.yaml: 4 lines translated\n" in out
        assert "tokens in" in err
        file = built_film / "translations/fr.yaml"
        assert file.read_text(encoding="utf-8").count("oh ") == 5
        code, out, _ = filmwright(capsys, monkeypatch, *words)
        assert (code, "0 lines translated, 4 kept" in out) == (0, True)
    code, out, _ = filmwright(capsys, monkeypatch, "plan", "--language", "fr", "-p", str(built_film))
    assert "speech storm/shout/2 in fr" in out
    assert "sk-canary" not in file.read_text(encoding="utf-8") + (built_film / "film.lock").read_text(encoding="utf-8")


def test_a_model_that_does_not_deliver_changes_nothing(
    small_film: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(lambda _request: Reply(refusal="I do not speak French.")) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-42")
        code, out, err = filmwright(
            capsys, monkeypatch, "translate", "fr", "--writer", "openai:m", "-p", str(small_film)
        )
    assert (code, out) == (2, "")
    assert "I do not speak French" in err
    assert not (small_film / "translations").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("translate", "french"), "filmwright: espeak does not speak 'french'; did you mean 'fr'?"),
        (("translate", "jp"), "filmwright: espeak does not speak 'jp'; did you mean 'ja'?"),
        (
            ("translate", "qqq"),
            "filmwright: espeak does not speak 'qqq'; write a language tag as in en, fr, pt-BR or zh",
        ),
        (
            ("translate", "../x"),
            "filmwright: '../x' is not a language tag; write letters and hyphens, as in en, fr or pt-BR",
        ),
        (("translate", "EN"), "filmwright: the film is in 'en' as it is written; render it without --language"),
        (
            ("render", "--language", "de"),
            "filmwright: translations/de.yaml is not there; there are it; or make it with: filmwright translate de",
        ),
        (
            ("render", "storm", "--language", "it"),
            "filmwright: a film in another language is made whole; leave storm out, or leave --language out",
        ),
        (
            ("plan", "--language", "xx"),
            "filmwright: espeak does not speak 'xx'; write a language tag as in en, fr, pt-BR or zh",
        ),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    small_film: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    said: str,
) -> None:
    (small_film / "translations").mkdir()
    (small_film / "translations/it.yaml").write_text("language: it\n", encoding="utf-8")
    before = sorted(small_film.rglob("*"))
    code, _, err = filmwright(capsys, monkeypatch, *words, "--project", str(small_film))
    assert (code, err) == (2, said + "\n")
    assert sorted(small_film.rglob("*")) == before
