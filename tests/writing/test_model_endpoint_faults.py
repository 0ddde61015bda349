"""Everything that a language model and the network do wrong, over a real HTTP server: one clear line each, nothing lost."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from orchestrator.film.errors import WritingError
from orchestrator.film.preferences import Preferences
from orchestrator.testing import Fault, Model, Reply, serving
from orchestrator.writing.model.answers import Kept
from orchestrator.writing.model.endpoint import open_model
from orchestrator.writing.model.port import CutOff, Message
from orchestrator.writing.model.spending import summary
from orchestrator.writing.writer import Said

KEY = "sk-canary-1234567890"
GOOD: dict[str, Any] = {"title": "The Last Light", "scenes": ["A keeper lights the lamp.", "The storm answers."]}
QUICK = Preferences(wait_at_most=0.2, timeout=0.5)


class Outline(BaseModel):
    title: str
    scenes: list[str]


OUTLINE = Outline(**GOOD)


class Endpoint:
    """A project's store, and what its model was asked for and heard."""

    def __init__(self, project: Path) -> None:
        self.project, self.folder = project, project / ".filmwright"
        self.news: list[Said] = []

    def ask(
        self, spec: str = "openai:m", preferences: Preferences = QUICK, idea: str = "A storm.", **more: Any
    ) -> Outline:
        asker = open_model(spec, self.folder, hear=self.news.append, preferences=preferences, **more)
        messages = [Message("system", "You write outlines."), Message("user", idea)]
        return asker.ask("treatment", messages, Outline)

    @property
    def kept(self) -> list[Kept]:
        paths = sorted(self.folder.glob("answers/*.json"), key=lambda path: int(path.name.split(".")[1]))
        return [Kept.model_validate_json(path.read_text(encoding="utf-8")) for path in paths]

    def everything_written(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.project.rglob("*") if path.is_file())


@pytest.fixture
def endpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    return Endpoint(tmp_path)


Serve = Callable[..., None]


@pytest.fixture(params=["streaming", "plain"])
def serve(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Serve a model, by a server that streams or by one that cannot."""
    running: list[Any] = []

    def begin(model: Model, **more: Any) -> None:
        lacks = ["stream"] if request.param == "plain" else []
        running.append(serving(model, lacks=lacks, **more))
        monkeypatch.setenv("OPENAI_BASE_URL", running[-1].__enter__())

    yield begin
    for one in running:
        one.__exit__(None, None, None)


class Sequel:
    """A model that gives one reply after the other, the last one again and again; `times` counts the requests."""

    def __init__(self, *replies: Reply | dict[str, Any] | str) -> None:
        self.replies, self.times = list(replies), 0

    def __call__(self, request: dict[str, Any]) -> Reply | dict[str, Any] | str:
        self.times += 1
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def failing(**fault: Any) -> Reply:
    return Reply(text=str(GOOD).replace("'", '"'), fault=Fault(**fault))


HTML = "<html><head><title>Sign in to the hotel</title></head><body>Welcome</body></html>"

FAULTS: dict[str, tuple[Reply | str, str]] = {
    "bad key": (
        failing(status=401, message=f"Incorrect API key: {KEY}"),
        r"refused the key \(Incorrect API key: \[key\]\)",
    ),
    "no right": (failing(status=403, message="Country not supported"), r"does not let this key use 'm' \(Country not"),
    "no quota": (failing(status=429, message="You exceeded your current quota", code="insufficient_quota"), "quota"),
    "no money": (failing(status=402, message="Payment required"), "quota at http.* is used up"),
    "busy": (failing(status=429, message="Rate limit"), "still asks for a pause after several tries"),
    "busy for long": (
        failing(status=429, retry_after=200),
        r"asks to wait 3 minutes, longer than 'wait_at_most' .*after \d\d:",
    ),
    "busy for ever": (failing(status=429, retry_after="Fri, 31 Dec 2299 23:59:59 GMT"), r"asks to wait \d+ days"),
    "broken": (failing(status=500, message="oops"), r"a fault of its own \(status 500: oops\)"),
    "gateway": (failing(status=502, body=HTML, content_type="text/html"), r"status 502: Sign in to the hotel"),
    "unknown model": (
        failing(status=404, message="The model `m` does not exist", code="model_not_found"),
        "does not know the model 'm', but mm; write --writer openai:mm",
    ),
    "no endpoint": (
        failing(status=404, body="404 page not found", content_type="text/plain"),
        "correct OPENAI_BASE_URL, which mostly ends in /v1",
    ),
    "too long": (failing(status=400, message="maximum context length is 4096 tokens"), "too long for 'm'"),
    "bad request": (failing(status=400, message="I do not like it"), "refused the request .I do not like it"),
    "moved": (
        failing(status=302, headers={"Location": f"http://u:{KEY}@elsewhere/v1"}),
        "sends us on to http://elsewhere/v1; correct OPENAI_BASE_URL",
    ),
    "web page": (
        failing(status=200, body=HTML, content_type="text/html; charset=utf-8"),
        "web page .*Sign in to the hotel",
    ),
    "text": (failing(status=200, body="hello", content_type="text/plain"), "it calls it text/plain"),
    "too big": (failing(megabytes=80), "sent more than an answer can be"),
    "silence": (failing(hang=1.5), "no sign of life for 0.5 seconds"),
    "hung up": (failing(hang_up=True), "broke off before the answer of 'm' was whole"),
    "dropped": (failing(drop=40), "broke off before the answer of 'm' was whole"),
    "error with status 200": (
        failing(body='{"error": {"message": "Not today", "code": 403}}'),
        "this key use 'm' .Not today",
    ),
    "overloaded midway": (
        failing(drop=40, message="Overloaded", code="overloaded_error"),
        "(status 500: Overloaded|broke off)",
    ),
    "not UTF-8": (failing(garbled=True), "in a form that no language model's server uses"),
    "nothing": ("", "'m' answered with nothing"),
    "refusal": (Reply(refusal="I cannot help with that."), "declined to write this .I cannot help"),
    "filter": (Reply(finish="content_filter"), "content filter"),
    "filter before": (
        failing(status=400, message="content management policy", code="content_filter"),
        "content filter",
    ),
    "prose": ("I would rather talk about the weather.", "did not answer with what was asked.*no JSON object"),
    "cut off": (Reply(text='{"title": "The La', finish="length"), "cut off at its token limit"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_every_fault_is_one_line_that_says_what_to_do(endpoint: Endpoint, serve: Serve, case: str) -> None:
    reply, message = FAULTS[case]
    serve(lambda _: reply, models=["mm", "other"])
    with pytest.raises(WritingError, match=message) as caught:
        endpoint.ask()
    said = str(caught.value)
    assert "\n" not in said
    assert said.endswith("or use the built-in writer: --writer outline")
    assert KEY not in said
    assert KEY.encode() not in endpoint.everything_written()
    assert len(said) < 480


BODIES = [
    "null", "3", '"x"', "[]", "{}", '{"choices": null}', '{"choices": []}', '{"choices": [null]}', '{"choices": [{}]}',
    '{"choices": "x"}', '{"choices": [{"message": null}]}', '{"choices": [{"message": {"role": "assistant", "content": 3}}]}',
    '{"choices": [{"message": {"role": "robot", "content": "x"}}]}', '{"error": "out of order"}', '{"error": {"message": 3}}',
    '{"choices": [{"message": {"role": "assistant", "content": "x", "tool_calls": [3]}}]}', '{"choices": [{"delta": null}]}',
    '{"choices": [{"delta": {"content": 3}}]}', '{"choices": [{"delta": {"content": ["x"]}}], "usage": "much"}', "", "{", "\x00",
    '{"choices": [{"index": 0, "finish_reason": "stop", "delta": {"content": "x"}, "message": {"content": "x"}}]}', "[" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_json_of_any_other_form_is_told_not_tripped_over(endpoint: Endpoint, serve: Serve, body: str) -> None:
    serve(lambda request: _in_form(body, streamed=bool(request.get("stream"))))
    with pytest.raises(WritingError) as caught:
        endpoint.ask()
    assert str(caught.value).endswith("or use the built-in writer: --writer outline")


def _in_form(body: str, *, streamed: bool) -> Reply:
    if not streamed:
        return failing(body=body)
    return failing(body=f"data: {body}\n\ndata: [DONE]\n\n", content_type="text/event-stream")


@pytest.mark.parametrize(
    "wait", ["soon", "-5", "nan", "inf", "1e999", "", "Mon, 01 Jan 1990 00:00:00 GMT", "99999999999999999999"]
)
def test_any_retry_after_is_understood_or_passed_over(endpoint: Endpoint, serve: Serve, wait: str) -> None:
    serve(Sequel(failing(status=429, retry_after=wait), GOOD))
    if wait.startswith("9999"):
        with pytest.raises(WritingError, match=r"asks to wait \d+ days"):
            endpoint.ask()
    else:
        assert endpoint.ask() == OUTLINE


MENDED: dict[str, Reply | dict[str, Any] | str] = {
    "busy": failing(status=429, retry_after=0.05),
    "busy, in thousandths": failing(status=429, headers={"retry-after-ms": "50"}),
    "busy, no header": failing(status=429),
    "busy, 503": failing(status=503, retry_after=0),
    "broken": failing(status=500),
    "hung up": failing(hang_up=True),
    "dropped": failing(drop=40),
    "nothing": "",
    "wrong": {"title": "No scenes"},
    "prose": "Certainly! I will think about it.",
}


@pytest.mark.parametrize("case", MENDED)
def test_what_passes_is_waited_for_and_the_answer_is_kept(endpoint: Endpoint, serve: Serve, case: str) -> None:
    model = Sequel(MENDED[case], GOOD)
    serve(model)
    assert endpoint.ask() == OUTLINE
    assert model.times == 2
    assert endpoint.ask() == OUTLINE
    assert model.times == 2, "the second run pays again"


def test_a_wait_is_counted_down(endpoint: Endpoint, serve: Serve) -> None:
    serve(Sequel(failing(status=429, retry_after=1.2), GOOD))
    endpoint.ask(preferences=Preferences(wait_at_most=2))
    waits = [said.seconds for said in endpoint.news if said.seconds is not None]
    assert len(waits) == 2
    assert waits == sorted(waits, reverse=True)
    assert {said.doing for said in endpoint.news if said.seconds is not None} == {"the server asks for a pause"}


def test_waits_stop_at_the_cap_in_all(endpoint: Endpoint, serve: Serve) -> None:
    model = Sequel(failing(status=429, retry_after=0.12))
    serve(model)
    began = time.monotonic()
    with pytest.raises(WritingError, match="one pause after the other"):
        endpoint.ask()
    assert model.times == 2
    assert time.monotonic() - began < 2


def test_what_does_not_pass_is_not_tried_again(endpoint: Endpoint, serve: Serve) -> None:
    for case in ("no quota", "bad key", "silence", "filter"):
        model = Sequel(FAULTS[case][0])
        serve(model)
        with pytest.raises(WritingError):
            endpoint.ask()
        assert model.times == 1


def test_what_broke_off_is_kept_but_never_taken_for_an_answer(endpoint: Endpoint, serve: Serve) -> None:
    model = Sequel(failing(drop=40), GOOD)
    serve(model)
    assert endpoint.ask() == OUTLINE
    assert [kept.outcome for kept in endpoint.kept][-1] == "answered"
    broken = [kept for kept in endpoint.kept if kept.outcome == "broken off"]
    assert all(kept.text.startswith('{"title": "The Last Light"') for kept in broken)


def test_ctrl_c_keeps_what_had_come_and_what_it_cost(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(news: Said) -> None:
        if news.characters:
            raise KeyboardInterrupt

    long = {**GOOD, "title": "x" * 60_000}
    with serving(lambda _: long) as url:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        asker = open_model("openai:m", endpoint.folder, hear=interrupt)
        with pytest.raises(KeyboardInterrupt):
            asker.ask("treatment", [Message("user", "x")], Outline)
    (kept,) = endpoint.kept
    assert kept.outcome == "broken off"
    assert kept.text.startswith('{"title": "xxx')
    (spent,) = summary(endpoint.folder)
    assert spent.about
    assert spent.output > 0


def test_an_answer_that_is_cut_off_stays_so_until_more_is_asked_for(endpoint: Endpoint, serve: Serve) -> None:
    model = Sequel(Reply(text='{"title": "The La', finish="length"), GOOD)
    serve(model)
    short = Preferences(wait_at_most=0.2, max_tokens=8)
    with pytest.raises(CutOff):
        endpoint.ask(preferences=short)
    assert endpoint.kept[0].text == '{"title": "The La'
    assert endpoint.ask(idea="Less of it.", preferences=short) == OUTLINE
    with pytest.raises(CutOff):
        endpoint.ask(preferences=short)
    assert model.times == 2, "the stage went on with less: so it does again, without a request"
    assert endpoint.ask(preferences=QUICK) == OUTLINE


def test_an_answer_that_was_cut_off_at_the_end_of_a_run_is_asked_for_again(endpoint: Endpoint, serve: Serve) -> None:
    serve(Sequel(Reply(text='{"title": "The La', finish="length"), GOOD))
    with pytest.raises(CutOff):
        endpoint.ask()
    assert endpoint.ask() == OUTLINE


def test_ctrl_c_ends_a_wait_and_nothing_is_half_written(endpoint: Endpoint, serve: Serve) -> None:
    serve(lambda _: failing(status=429, retry_after=60))

    def interrupt(news: Said) -> None:
        endpoint.news.append(news)
        if news.seconds is not None:
            raise KeyboardInterrupt

    asker = open_model("openai:m", endpoint.folder, hear=interrupt, preferences=Preferences(wait_at_most=90))
    with pytest.raises(KeyboardInterrupt):
        asker.ask("treatment", [Message("user", "x")], Outline)
    assert not list(endpoint.project.rglob("*.tmp"))


def test_a_key_in_an_answer_goes_nowhere(endpoint: Endpoint, serve: Serve) -> None:
    escaped = "".join(f"\\u{ord(sign):04x}" for sign in KEY)
    serve(lambda _: f'{{"title": "{KEY}", "scenes": ["{escaped}", "a\\u001b[31mb\\u0000"]}}')
    assert endpoint.ask() == Outline(title="[key]", scenes=["[key]", "a[31mb"])
    assert KEY.encode() not in endpoint.everything_written()


def test_without_key_and_server_it_says_what_to_set(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(WritingError, match="set OPENAI_API_KEY, or OPENAI_BASE_URL"):
        endpoint.ask()


def test_a_key_that_can_be_none_is_told_and_not_shown(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-ca\u2013nary")
    with pytest.raises(WritingError, match="OPENAI_API_KEY holds characters that no key has") as caught:
        endpoint.ask()
    assert "nary" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://127.0.0.1:9/v1", r"http://127\.0\.0\.1:9/v1 cannot be reached"),
        (f"http://user:{KEY}@127.0.0.1:9/v1?key={KEY}", r"http://127\.0\.0\.1:9/v1 cannot be reached"),
        ("localhost:9/v1", "OPENAI_BASE_URL is no address"),
        ("http://127.0.0.1:99999999/v1", "OPENAI_BASE_URL is no address"),
        ("http://[::1/v1", "OPENAI_BASE_URL is no address"),
    ],
)
def test_an_address_that_leads_nowhere(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, address: str, message: str
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    with pytest.raises(WritingError, match=message) as caught:
        endpoint.ask()
    assert KEY not in str(caught.value)


def test_a_writer_without_a_model_lists_what_the_server_offers(endpoint: Endpoint, serve: Serve) -> None:
    serve(lambda _: GOOD, models=["large", "small"], key=KEY)
    with pytest.raises(
        WritingError, match=r"names no model; http.*/v1 offers large, small; write it as openai:<model>"
    ):
        endpoint.ask("openai")


def test_an_unknown_provider_is_named(endpoint: Endpoint) -> None:
    with pytest.raises(WritingError, match=r"there is no writer 'opnai:m', .* write openai:m, or use"):
        endpoint.ask("opnai:m")
    with pytest.raises(WritingError, match=r"there is no writer 'some-model'; .* openai:some-model, or use"):
        endpoint.ask("some-model")


def test_a_package_that_is_missing_is_named(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COHERE_API_KEY", KEY)
    monkeypatch.setitem(sys.modules, "langchain_cohere", None)
    with pytest.raises(WritingError, match="'cohere' needs: pip install langchain-cohere, or use"):
        endpoint.ask("cohere:m")
    for package in ("langchain.chat_models", "openai"):
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(WritingError, match=r"needs: pip install 'filmwright\[llm\]', or use"):
            endpoint.ask()


def test_other_providers_have_keys_of_their_own(endpoint: Endpoint) -> None:
    with pytest.raises(WritingError, match="no key for the language model: set ANTHROPIC_API_KEY, or use"):
        endpoint.ask("anthropic:m")


def test_prompts_do_not_go_to_a_tracing_service(
    endpoint: Endpoint, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    traced = threading.Event()

    def trace(_: dict[str, Any]) -> dict[str, Any]:
        traced.set()
        return {}

    with serving(trace) as elsewhere:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_GATEWAY"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", elsewhere)
        monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2_canary")
        serve(lambda _: GOOD)
        assert endpoint.ask() == OUTLINE
    assert not traced.is_set()
