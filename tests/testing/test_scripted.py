"""The scripted model and its server, as a person uses them: a file, a process, and any client that speaks OpenAI."""

import json
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openai  # noqa: TID253 - the client is what is tested
import pytest

from orchestrator.film.errors import FilmError
from orchestrator.testing import Fault, Reply, ScriptedModel, asked, serving

SCRIPT = """\
models: [small, large]
rules:
  - when: {says: STORM}
    times: 2
    answer: {title: The Storm}
  - when: {model: large, schema: Outline}
    text: "as it is"
    usage: {input: 7, output: 8}
  - when: {model: silent}
    refusal: I would rather not.
  - fault: {status: 503, message: tired, retry_after: 3}
"""


def client(url: str, key: str = "none") -> openai.OpenAI:
    return openai.OpenAI(base_url=url, api_key=key, max_retries=0, timeout=10)


def say(url: str, text: str, model: str = "small", key: str = "none", **more: Any) -> Any:
    with client(url, key) as calling:
        answer: Any = calling.chat.completions.create(model=model, messages=[{"role": "user", "content": text}], **more)
        return list(answer) if more.get("stream") else answer


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


@contextmanager
def process(*arguments: str) -> Generator[str]:
    """The server as a process of its own; gives what it prints first."""
    command = [sys.executable, "-m", "orchestrator.testing.server", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout
            yield running.stdout.readline().strip()
        finally:
            running.terminate()


def test_a_script_is_served_by_a_process(script: Path) -> None:
    with process("--script", str(script), "--key", "sk-right") as url:
        assert url.startswith("http://127.0.0.1:")
        with client(url, "sk-right") as calling:
            assert [model.id for model in calling.models.list()] == ["small", "large"]
        assert say(url, "a storm", key="sk-right").choices[0].message.content == '{"title": "The Storm"}'
        with pytest.raises(openai.AuthenticationError, match="Incorrect API key"):
            say(url, "a storm", key="sk-wrong")


def test_rules_are_tried_in_order_and_used_up(script: Path) -> None:
    model = ScriptedModel.read(script)
    with serving(model) as url:
        assert [say(url, "the storm").choices[0].message.content for _ in range(2)] == ['{"title": "The Storm"}'] * 2
        with pytest.raises(openai.InternalServerError, match="tired") as caught:
            say(url, "the storm")
        assert caught.value.response.headers["retry-after"] == "3"
        schema = {"name": "Outline", "schema": {"title": "Outline", "type": "object"}}
        answer = say(url, "x", "large", response_format={"type": "json_schema", "json_schema": schema})
        assert answer.choices[0].message.content == "as it is"
        assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (7, 8)
        assert say(url, "x", "silent").choices[0].message.refusal == "I would rather not."
    assert [asked(request).user for request in model.asked] == ["the storm"] * 3 + ["x"] * 2


def test_an_answer_streams_in_pieces_with_its_usage() -> None:
    def model(request: dict[str, Any]) -> Reply:
        return Reply(text="0123456789" * 10, finish="length")

    with serving(model) as url:
        events = say(url, "count", stream=True, stream_options={"include_usage": True})
    pieces = [event.choices[0].delta.content for event in events if event.choices]
    assert len([piece for piece in pieces if piece]) == 5
    assert "".join(piece or "" for piece in pieces) == "0123456789" * 10
    assert events[-2].choices[0].finish_reason == "length"
    assert events[-1].usage.total_tokens == 2


def test_a_function_is_called_where_one_is_offered() -> None:
    tool = {"type": "function", "function": {"name": "Outline", "parameters": {"title": "Outline", "type": "object"}}}
    with serving(lambda _: {"title": "x"}) as url:
        call = say(url, "x", tools=[tool]).choices[0].message.tool_calls[0]
        pieces = [event.choices[0].delta.tool_calls for event in say(url, "x", tools=[tool], stream=True)]
    assert (call.function.name, json.loads(call.function.arguments)) == ("Outline", {"title": "x"})
    assert "".join(piece[0].function.arguments for piece in pieces if piece) == '{"title": "x"}'


FAULTS = {
    "hung up": Fault(hang_up=True),
    "dropped": Fault(drop=5),
    "garbled": Fault(garbled=True),
    "busy": Fault(status=429, code="rate_limit_exceeded"),
}


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("fault", FAULTS)
def test_faults_reach_the_client(fault: str, stream: bool) -> None:
    model = serving(lambda _: Reply(text="hello, hello", fault=FAULTS[fault]))
    with model as url, pytest.raises((openai.OpenAIError, ValueError)):
        say(url, "x", stream=stream)


def test_a_flood_is_as_large_as_it_should_be() -> None:
    with serving(lambda _: Reply(fault=Fault(megabytes=0.5))) as url:
        assert len(say(url, "x")) == 500_000


def test_what_a_server_lacks_it_refuses() -> None:
    with serving(lambda _: "yes", lacks=["temperature"]) as url:
        assert say(url, "x").choices[0].message.content == "yes"
        with pytest.raises(openai.BadRequestError, match="'temperature' is not supported"):
            say(url, "x", temperature=1)


WRONG = {
    "rules: [{answer: 3}]": r"answers\.yaml:1:10: rules\.0\.answer: input should be a valid dictionary",
    "rules:\n  - text: x\n    wen: {says: x}": r"answers\.yaml:3:5: rules\.0\.wen: extra inputs are not permitted",
    "rules:\n  - when: {says: x}": r"answers\.yaml:2:5: rules\.0: a rule needs an answer, a text, a refusal or a fault",
    "rules:\n  - fault: {status: 9}": r"answers\.yaml:2:13: rules\.0\.fault\.status",
    "rules: [": r"answers\.yaml:1:9: this is no YAML",
    "models: [a]": r"answers\.yaml:1:1: rules: field required",
    "": r"answers\.yaml:1:1: the script",
    "rules:\n  - text: x\n    answer: {}": r"answers\.yaml:2:5: rules\.0: a rule has either an answer or a text",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_script_is_told_with_its_place(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FilmError, match=WRONG[text]):
        ScriptedModel.read(path)


def test_the_server_tells_what_is_wrong_and_stops(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text("rules: [{when: {stage: treatment}, text: x}]", encoding="utf-8")
    command = [sys.executable, "-m", "orchestrator.testing.server", "--script", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 2
    assert done.stderr == f"error: {path}: a server is not told the stage; decide by schema or says\n"
