"""Asking a model until its answer fits: the way down to what an endpoint understands, repairs, and answers that were kept."""

import json
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from orchestrator.film.errors import WritingError
from orchestrator.film.preferences import Preferences
from orchestrator.testing import Fault, Reply, asked, serving
from orchestrator.writing.model.endpoint import open_model
from orchestrator.writing.model.port import Asker, Message, Unfit
from orchestrator.writing.model.schema import strict_schema
from orchestrator.writing.writer import Said

GOOD: dict[str, Any] = {"title": "The Last Light", "scenes": ["A keeper lights the lamp."]}


class Outline(BaseModel):
    title: str
    scenes: list[str] = Field(min_length=1)


class Recorder:
    """A model that gives one answer after the other and keeps what it was asked."""

    def __init__(self, *answers: Reply | dict[str, Any] | str) -> None:
        self.answers, self.requests = list(answers), list[dict[str, Any]]()

    def __call__(self, request: dict[str, Any]) -> Reply | dict[str, Any] | str:
        self.requests.append(request)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Asker]:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-1234567890")

    def at(url: str, spec: str = "openai:m", **more: Any) -> Asker:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        return open_model(spec, tmp_path / ".filmwright", **more)

    return at


def ask(
    asker: Asker, idea: str = "A keeper befriends a storm.", problems: Callable[[Outline], list[str]] | None = None
) -> Outline:
    messages = [Message("system", "You write outlines."), Message("user", idea)]
    return asker.ask("treatment", messages, Outline, **({"problems": problems} if problems else {}))


def way_of(request: dict[str, Any]) -> str:
    form = (request.get("response_format") or {}).get("type", "tools" if request.get("tools") else "text")
    return f"{form}{' streamed' if request.get('stream') else ''}"


LADDER: dict[tuple[str, ...], str] = {
    (): "json_schema streamed",
    ("json_schema",): "json_object streamed",
    ("json_schema", "json_mode"): "tools streamed",
    ("json_schema", "json_mode", "function_calling"): "text streamed",
    ("stream",): "json_schema",
    ("usage",): "json_schema streamed",
    ("json_schema", "json_mode", "function_calling", "stream"): "text",
}


@pytest.mark.parametrize("lacks", LADDER)
def test_an_endpoint_is_asked_in_the_best_way_that_it_understands(
    opened: Callable[..., Asker], lacks: tuple[str, ...]
) -> None:
    model = Recorder(GOOD)
    with serving(model, lacks=lacks) as url:
        assert ask(opened(url)) == Outline(**GOOD)
    assert [way_of(request) for request in model.requests] == [LADDER[lacks]]
    seen = asked(model.requests[0])
    assert seen.name == "Outline", "the schema is in the request, or in the prompt"
    assert "temperature" not in model.requests[0]
    assert "max_completion_tokens" not in model.requests[0]


def test_what_an_endpoint_understands_is_remembered_between_runs(opened: Callable[..., Asker], tmp_path: Path) -> None:
    refused: list[str] = []

    def picky(request: dict[str, Any]) -> Reply | dict[str, Any]:
        if "response_format" in request:
            refused.append(way_of(request))
            return Reply(fault=Fault(status=400, message="unknown parameter"))
        return GOOD

    with serving(picky) as url:
        ask(opened(url))
        assert refused == ["json_schema streamed", "json_object streamed"]
        ask(opened(url), "Another idea.")
        assert len(refused) == 2
    known = json.loads((tmp_path / ".cache" / "endpoints.json").read_text(encoding="utf-8"))
    assert [entry["method"] for entry in known.values()] == ["function_calling"]


def test_a_server_that_does_not_stream_though_it_was_asked_to_is_asked_without(opened: Callable[..., Asker]) -> None:
    message = {"role": "assistant", "content": json.dumps(GOOD)}
    whole = {
        "id": "1",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
    }
    model = Recorder(Reply(fault=Fault(body=json.dumps(whole))))
    with serving(model) as url:
        assert ask(opened(url)) == Outline(**GOOD)
        assert ask(opened(url), "Another idea.") == Outline(**GOOD)
    assert [bool(request.get("stream")) for request in model.requests] == [True, False, False]


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"a": 1}', "\x00"])
def test_a_damaged_memory_costs_nothing_but_requests(opened: Callable[..., Asker], tmp_path: Path, damage: str) -> None:
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "endpoints.json").write_text(damage, encoding="utf-8")
    with serving(Recorder(GOOD)) as url:
        assert ask(opened(url)) == Outline(**GOOD)


SPEECH = json.dumps(GOOD)
WRAPPED = {
    "fences": f"Here you are:\n```json\n{SPEECH}\n```\nEnjoy!",
    "fences without a word": f"```\n{SPEECH}\n```",
    "thoughts": f"<think>a {{plan}} with braces</think>\n{SPEECH}",
    "long thoughts": f"<thinking>{{}}\n```json\n{{}}\n```</thinking>{SPEECH}",
    "thoughts without a beginning": f"I wonder {{...}}</think>{SPEECH}",
    "prose around": f"Certainly! {SPEECH} I hope that {{you}} like it.",
    "byte order mark": f"\ufeff{SPEECH}",
    "another object before": f'{{"note": 1}} and now: {SPEECH}',
}


@pytest.mark.parametrize("case", WRAPPED)
def test_the_answer_is_found_in_whatever_stands_around_it(opened: Callable[..., Asker], case: str) -> None:
    model = Recorder(WRAPPED[case])
    with serving(model) as url:
        assert ask(opened(url)) == Outline(**GOOD)
    assert len(model.requests) == 1


def test_what_is_wrong_is_told_at_most_twice(opened: Callable[..., Asker]) -> None:
    model = Recorder({"title": 3}, {"title": "x", "scenes": []}, GOOD)
    with serving(model) as url:
        assert ask(opened(url)) == Outline(**GOOD)
    first, second = (request["messages"][-1]["content"] for request in model.requests[1:])
    assert "title: Input should be a valid string" in first
    assert "scenes: Field required" in first
    assert "scenes: List should have at least 1 item" in second
    assert "JSON schema" in second, "an endpoint that ignores the schema is shown it"
    assert [message["role"] for message in model.requests[2]["messages"]] == [
        "system", "user", "assistant", "user", "assistant", "user",
    ]  # fmt: skip


def test_answers_that_never_fit_end_as_unfit_and_are_asked_anew_next_time(opened: Callable[..., Asker]) -> None:
    seen: list[str] = []

    def problems(outline: Outline) -> list[str]:
        seen.append(outline.title)
        return [] if outline.title == "Good" else [f"'{outline.title}' is no title"]

    model = Recorder(*({**GOOD, "title": title} for title in ("a", "b", "c", "d", "Good")))
    with serving(model) as url:
        with pytest.raises(Unfit, match="'c' is no title"):
            ask(opened(url), problems=problems)
        assert (seen, len(model.requests)) == (["a", "b", "c"], 3)
        assert ask(opened(url), problems=problems).title == "Good"
        assert len(model.requests) == 5
        assert ask(opened(url), problems=problems).title == "Good"
        assert len(model.requests) == 5


def test_the_same_question_is_paid_once_and_another_one_anew(opened: Callable[..., Asker], tmp_path: Path) -> None:
    model = Recorder(GOOD)
    news: list[Said] = []
    with serving(model) as url:
        for _ in range(3):
            ask(opened(url, hear=news.append))
        assert len(model.requests) == 1
        assert news[-1].doing == "answered before, no request"
        ask(opened(url), "Another idea.")
        ask(opened(url, "openai:other"))
        ask(opened(url, preferences=Preferences(temperature=0.5)))
        assert len(model.requests) == 4
    assert model.requests[-1]["temperature"] == 0.5
    assert len(list((tmp_path / ".filmwright" / "answers").iterdir())) == 4


def test_again_asks_anew_and_keeps_what_was_there(opened: Callable[..., Asker], tmp_path: Path) -> None:
    model = Recorder(GOOD, {**GOOD, "title": "Another"})
    with serving(model) as url:
        assert ask(opened(url)).title == "The Last Light"
        assert ask(opened(url, again=True)).title == "Another"
        assert ask(opened(url)).title == "Another", "the newest counts"
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / ".filmwright" / "answers").iterdir()]
    assert len(texts) == 2
    assert sum("The Last Light" in text for text in texts) == 1


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\x00", b"[]", b'{"text": 1}'])
def test_a_damaged_answer_is_asked_for_again_and_left_where_it_is(
    opened: Callable[..., Asker], tmp_path: Path, damage: bytes
) -> None:
    model = Recorder(GOOD)
    with serving(model) as url:
        ask(opened(url))
        (kept,) = (tmp_path / ".filmwright" / "answers").iterdir()
        kept.write_bytes(damage)
        assert ask(opened(url)) == Outline(**GOOD)
    assert len(model.requests) == 2
    assert kept.read_bytes() == damage


def test_progress_is_heard_while_an_answer_streams_in(opened: Callable[..., Asker]) -> None:
    news: list[Said] = []
    with serving(Recorder({**GOOD, "title": "x" * 60_000})) as url:
        ask(opened(url, hear=news.append))
    assert news[0] == Said("treatment", "asking m")
    assert any((said.characters or 0) > 0 for said in news)


def test_temperature_is_only_sent_where_it_is_set_and_a_model_that_refuses_it_is_told_of(
    opened: Callable[..., Asker],
) -> None:
    with serving(Recorder(GOOD), lacks=["temperature"]) as url:
        assert ask(opened(url))
        with pytest.raises(WritingError, match="'m' takes no temperature; take 'temperature' out of"):
            ask(opened(url, preferences=Preferences(temperature=1)))


def test_a_server_of_ones_own_needs_no_key(opened: Callable[..., Asker], monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Recorder(GOOD)) as url:
        monkeypatch.delenv("OPENAI_API_KEY")
        assert ask(opened(url)) == Outline(**GOOD)


def test_a_key_comes_from_the_keyring_where_the_environment_has_none(
    opened: Callable[..., Asker], monkeypatch: pytest.MonkeyPatch
) -> None:
    class KeyringError(Exception):
        pass

    keyring, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    monkeypatch.setattr(errors, "KeyringError", KeyringError, raising=False)
    kept = {("filmwright", "openai"): "sk-from-keyring-123"}
    monkeypatch.setattr(keyring, "get_password", lambda service, user: kept.get((service, user)), raising=False)
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    monkeypatch.delenv("OPENAI_API_KEY")
    with serving(Recorder(GOOD), key="sk-from-keyring-123") as url:
        assert ask(opened(url)) == Outline(**GOOD)


def test_a_script_answers_without_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "answers.yaml"
    script.write_text(
        "rules:\n"
        "  - {when: {stage: treatment, schema: Outline}, times: 1, fault: {status: 429, retry_after: 0}}\n"
        "  - {when: {says: keeper}, answer: {title: Of the keeper, scenes: [one]}}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection"))
    assert ask(open_model("scripted:answers.yaml", tmp_path / ".filmwright")).title == "Of the keeper"
    with pytest.raises(WritingError, match="no rule of the script fits"):
        ask(open_model("scripted:answers.yaml", tmp_path / ".filmwright"), "A storm.")
    with pytest.raises(WritingError, match="cannot be read"):
        open_model("scripted:nowhere.yaml", tmp_path / ".filmwright")


class Leaf(BaseModel):
    kind: Literal["leaf"] = "leaf"
    length: int = Field(default=1, ge=1)


class Branch(BaseModel):
    kind: Literal["branch"] = "branch"
    leaves: list[Leaf]


class Tree(BaseModel):
    name: str = Field(min_length=1, description="its name")
    parts: list[Leaf | Branch] = []
    note: str | None = None


def test_a_schema_is_strict_in_every_corner() -> None:
    schema = strict_schema(Tree)
    text = json.dumps(schema)
    assert schema["title"] == "Tree"
    assert schema["required"] == ["name", "parts", "note"]
    assert text.count('"additionalProperties": false') == 3
    assert not {"default", "minLength", "oneOf", "discriminator"} & set(text.replace('"', " ").split())


def test_a_type_with_open_names_is_refused() -> None:
    class Open(BaseModel):
        names: dict[str, int]

    with pytest.raises(TypeError, match=r"Open\.names"):
        strict_schema(Open)
