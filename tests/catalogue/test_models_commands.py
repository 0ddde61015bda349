"""`models list`, `show` and `choose` as a person types them, and the names of models in film.yaml."""

import io
import json
import re
from typing import Any

import pytest
from typer.testing import CliRunner

from generation.catalogue import cards
from generation.machine import GB, Machine
from orchestrator.cli.main import app
from orchestrator.cli.model_rows import listed
from orchestrator.project.makers import maker_fault

NAMES = sorted(cards())


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answers on every machine: this one has no GPU."""
    machine = Machine("cpu", "a processor", 16 * GB, 8 * GB)
    monkeypatch.setattr("generation.machine.this_machine", lambda: machine)


def said(*arguments: str, columns: int = 100, code: int = 0) -> str:
    done = CliRunner(env={"COLUMNS": str(columns)}).invoke(app, ["models", *arguments])
    assert done.exit_code == code, done.output
    return done.output


def rows(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said(*arguments, "--json").splitlines()]


def test_the_list_has_every_model_under_its_key_of_film_yaml() -> None:
    text = said("list")
    for name in NAMES:
        assert f"  {name} " in text
    assert text.index("pictures: animatic, slate") < text.index("wan2.2-ti2v-5b") < text.index("stills: animatic")
    assert "gave way to wan2.2-i2v-a14b" in text


def test_a_kind_alone_is_listed() -> None:
    text = said("list", "--kind", "stills")
    assert "flux2-klein-4b" in text
    assert "wan2.2" not in text
    assert "is not one of" in said("list", "--kind", "films", code=2)


def test_the_list_for_programs_is_one_object_a_line() -> None:
    found = rows("list")
    assert {row["name"] for row in found if not row["built_in"]} == set(NAMES)
    assert {row["name"] for row in found if row["built_in"]} >= {"animatic", "slate", "procedural"}
    card = next(row for row in found if row["name"] == "wan2.2-ti2v-5b")
    assert card["memory"]["weights_gb"]["bfloat16"] > card["memory"]["weights_gb"]["int4"]
    assert card["slots"]["first"] is True


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("name", NAMES)
def test_a_model_is_shown_within_the_terminal(name: str, columns: int) -> None:
    text = said("show", name, columns=columns)
    card = cards()[name]
    assert text.startswith(f"{name}: {card.title}")
    assert all(
        len(line) <= columns or "https://" in line or " " not in line.strip()[14:] for line in text.splitlines()[1:]
    )
    flat = " ".join(text.split())
    for fact in (card.model, card.licence.name, str(card.checked)):
        assert fact in flat


def test_what_people_ask_is_answered_in_words() -> None:
    text = " ".join(said("show", "hunyuanvideo-1.5-i2v-480p").split())
    for words in (
        "starts from a first picture. Every clip needs a first picture.",
        "counts 4k+1 pictures, usually 121, at 24 a second",
        "lasts up to 10 s in one go",
        "steps draft 25, balanced 50, fine 60",
        "guidance creative 4.5, balanced 6, strict 7.5",
        "commercial use within limits; no rights in the EU, the UK and South Korea",
        "in 16 bits",
        "film.yaml pictures: hunyuanvideo-1.5-i2v-480p",
    ):
        assert words in text
    assert "superseded by svd-xt" in " ".join(said("show", "svd").split())
    assert "its page asks for an agreement before the download" in " ".join(said("show", "ltx-2.5").split())
    assert "its own, at 48 kHz" in said("show", "ltx-2.5")
    assert json.loads(said("show", "sdxl", "--json"))["slots"]["references"] == 4


def test_a_backend_is_shown_with_the_models_that_it_runs() -> None:
    assert "film.yaml    pictures: animatic" in said("show", "animatic")
    assert "stills: animatic" in said("show", "animatic")
    assert "wan2.2-ti2v-5b | " in said("show", "wan") or " | wan2.2-ti2v-5b" in said("show", "wan")
    assert json.loads(said("show", "slate", "--json"))["built_in"] is True
    assert said("show", "svd").startswith("svd: Stable Video Diffusion")


def test_options_behind_a_name_are_no_part_of_it() -> None:
    assert said("show", "sdxl?steps=20") == said("show", "sdxl")


def test_a_choice_has_its_reasons_and_the_lines_that_take_it() -> None:
    text = said("choose", "--purpose", "film")
    assert text.startswith("film and television take no less than the best pictures: quality first, 80 GB")
    chosen = json.loads(said("choose", "--purpose", "film", "--json"))
    assert f"\n  pictures: {chosen['first']['name']}\n  stills: {chosen['stills']['name']}\n" in text
    assert "because" in text
    assert "or " in text
    assert maker_fault("pictures", chosen["first"]["name"]) is None
    assert maker_fault("stills", chosen["stills"]["name"]) is None


def test_every_wish_is_heard() -> None:
    asked = (
        "--memory",
        "24",
        "--length",
        "6s",
        "--licence",
        "commercial",
        "--region",
        "de",
        "--priority",
        "reliability",
    )
    chosen = json.loads(said("choose", *asked, "--json"))
    assert (chosen["memory_gb"], chosen["seconds"], chosen["commercial"], chosen["region"]) == (24, 6, True, "EU")
    text = said("choose", *asked)
    assert text.startswith(
        "reliability first, 24 GB of GPU memory, shots of up to 6 s, commercial use, in the EU; by cards of"
    )
    assert json.loads(said("choose", "--length", "1.5m", "--kind", "stills", "--json"))["seconds"] == 90


def test_nothing_that_fits_is_told_with_what_comes_nearest() -> None:
    text = said("choose", "--memory", "1", code=1)
    assert "Nothing in the catalogue does all of that. What comes nearest:" in text
    assert "but it needs about" in " ".join(text.split())
    chosen = json.loads(said("choose", "--memory", "1", "--json", code=1))
    assert chosen["first"] is None
    assert chosen["nearest"][0]["against"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--length", "0s"), "--length: '0s' is no length; write for example 8s or 1m"),
        (("--length", "long"), "--length: 'long' is no length"),
        (("--memory", "-4"), "--memory: -4 GB is no memory"),
        (("--purpose", "wedding"), "is not one of"),
    ],
)
def test_what_cannot_be_asked_is_one_line(arguments: tuple[str, str], words: str) -> None:
    assert words in said("choose", *arguments, code=2)


@pytest.mark.parametrize(
    ("key", "word", "wrong"),
    [
        ("pictures", "wan2.2-ti2v-5b?effort=draft", None),
        ("stills", "flux2-klein-4b", None),
        ("stills", "auto", None),
        ("score", "musicgen-medium", None),
        ("score", "off", None),
        ("pictures", "wan2.2-ti2v", "did you mean 'wan2.2-ti2v-5b'?"),
        ("stills", "flux-klein-4b", "did you mean 'flux2-klein-4b'?"),
        ("score", "music-gen-medium", "did you mean 'musicgen-medium'?"),
        ("pictures", "sdxl", "'sdxl' is a still model; it belongs under stills"),
        ("stills", "svd-xt", "'svd-xt' is a clip model; it belongs under pictures"),
        ("score", "ltx-2.5", "'ltx-2.5' is a clip model; it belongs under pictures"),
    ],
)
def test_models_are_named_in_film_yaml_and_near_misses_answered(key: str, word: str, wrong: str | None) -> None:
    fault = maker_fault(key, word)
    assert (fault is None) == (wrong is None)
    assert wrong is None or wrong in (fault or "")


class Terminal(io.StringIO):
    """What a terminal is to the program."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("columns", "beside"), [(60, False), (80, False), (140, True)])
def test_on_a_narrow_terminal_what_a_model_is_for_stands_below_it_and_whole(
    columns: int, beside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr("sys.stdout", Terminal())
    clips = [card for card in cards().values() if card.kind == "clips"]
    lines = [re.sub(r"\x1b\[\d+m", "", line) for line in listed(clips)]
    assert all(len(line) <= columns for line in lines)
    about = cards()["wan2.1-vace-14b"].about
    assert any(line.startswith("  wan2.1-vace-14b ") and about.split()[0] in line for line in lines) == beside
    assert about in " ".join(" ".join(lines).split())
    names = [line.split()[0] for line in lines[1:] if not line.startswith("     ")]
    older = [card.name for card in clips if card.superseded_by]
    assert set(names) == {card.name for card in clips}
    assert names[-len(older) :] == older
