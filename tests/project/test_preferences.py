"""The person's own configuration: read once for all films, explained with places, and never a place for keys."""

from pathlib import Path

import pytest

from orchestrator.film.errors import ProjectError
from orchestrator.film.own_folders import config_file
from orchestrator.film.preferences import Preferences, Price
from orchestrator.project.preferences import chosen_writer, load_preferences


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FILMWRIGHT_CONFIG", str(tmp_path / "config.yaml"))
    return tmp_path / "config.yaml"


def test_without_a_file_everything_is_as_it_comes(tmp_path: Path) -> None:
    preferences = load_preferences()
    assert preferences.model_dump() == Preferences().model_dump()
    assert preferences.path == config_file()
    assert not preferences.path.exists()
    assert chosen_writer(preferences) is None


def test_everything_can_be_set(config: Path) -> None:
    config.write_text(
        "writer: openai:some-model   # for all my films\n"
        "prices:\n"
        "  openai:some-model: {input: 1.25, output: 10, cached: 0.1}\n"
        "timeout: 600\nwait_at_most: 30\ntemperature: 0.7\nmax_tokens: 8000\ntracing: true\n",
        encoding="utf-8",
    )
    preferences = load_preferences()
    assert preferences.prices == {"openai:some-model": Price(input=1.25, output=10, cached=0.1)}
    assert (preferences.timeout, preferences.wait_at_most, preferences.temperature) == (600, 30, 0.7)
    assert (preferences.max_tokens, preferences.tracing) == (8000, True)
    assert chosen_writer(preferences) == "openai:some-model"


def test_the_environment_chooses_the_writer_before_the_file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text("writer: openai:some-model\n", encoding="utf-8")
    monkeypatch.setenv("FILMWRIGHT_WRITER", "outline")
    assert chosen_writer(load_preferences()) == "outline"


KEY = "sk-canary-1234567890"
WRONG = {
    f"api_key: {KEY}": r"config\.yaml:1:1: api_key: keys do not belong into files",
    f"writer: openai:x\nOPENAI_API_KEY: {KEY}": r"config\.yaml:2:1: OPENAI_API_KEY: keys do not belong into files",
    f"prices:\n  openai:m: {{token: {KEY}}}": r"config\.yaml:2:14: prices\.openai:m\.token: keys do not belong",
    f"writer: {KEY}": r"config\.yaml:1:1: writer: keys do not belong into files",
    "base_url: http://localhost:11434/v1": r"config\.yaml:1:1: base_url: addresses do not belong into files; set OPENAI_BASE_URL",
    "timeout: 2m": r"config\.yaml:1:1: timeout: '2m' stands where a number is needed",
    "timeout: -1": r"config\.yaml:1:1: timeout: -1 is out of range",
    "temprature: 1": r"config\.yaml:1:1: temprature: 'temprature' is no key of the configuration; did you mean 'temperature'\?",
    "prices:\n  openai:m: 1.25": r"config\.yaml:2:3: prices\.openai:m: 1\.25 .*; write \{input: 1\.25, output: 1\.25\}",
    "prices:\n  openai:m: {input: 1}": r"config\.yaml:2:3: prices\.openai:m\.output: is missing",
    "- writer": r"config\.yaml:1:1: a list stands here; the configuration is made of lines",
    "timeout: 3\ntimeout: 4": r"config\.yaml:2:1: 'timeout' is given twice",
    "timeout: [": r"config\.yaml:1:",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_told_with_its_place_and_without_the_key(config: Path, text: str) -> None:
    config.write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError, match=WRONG[text]) as caught:
        load_preferences()
    assert KEY not in str(caught.value)


def test_a_file_that_is_named_must_be_there(config: Path) -> None:
    with pytest.raises(ProjectError, match="FILMWRIGHT_CONFIG names this file, but it is not there"):
        load_preferences()
