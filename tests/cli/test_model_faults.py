"""Every fault of a language model through the command line: one line, exit code 2, nothing lost, no key anywhere.

The treatment is answered well; then the screenplay's request fails. The project on disk, its store, what is printed and what is
logged are searched for the key.
"""

import json
import logging
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from good_model import good_model

from orchestrator.cli.main import main
from orchestrator.testing import Fault, Reply, Usage, asked, serving

KEY = "sk-canary-1234567890"
IDEA = "A keeper befriends a storm"
HTML = "<html><head><title>Sign in to the hotel</title></head><body>Welcome</body></html>"


def failing(**fault: Any) -> Reply:
    return Reply(text='{"new_characters": [], "new_places": [], "scenes": []}', fault=Fault(**fault))


FAULTS: dict[str, tuple[Reply | str, str]] = {
    "bad key": (failing(status=401, message=f"Incorrect API key: {KEY}"), "refused the key (Incorrect API key: [key])"),
    "no right": (failing(status=403, message="Country not supported"), "does not let this key use 'm'"),
    "no quota": (failing(status=429, message="You exceeded your quota", code="insufficient_quota"), "quota"),
    "busy": (failing(status=429, message="Rate limit"), "still asks for a pause"),
    "busy, short waits": (failing(status=429, retry_after=0.11), "asks for one pause after the other"),
    "busy for long": (failing(status=429, retry_after=200), "asks to wait 3 minutes, longer than 'wait_at_most' in"),
    "broken": (failing(status=500, message="oops"), "a fault of its own (status 500: oops)"),
    "gateway": (failing(status=502, body=HTML, content_type="text/html"), "status 502: Sign in to the hotel"),
    "unknown model": (failing(status=404, message="The model `m` does not exist"), "does not know the model 'm', but mm"),
    "no endpoint": (failing(status=404, body="404 page not found"), "correct OPENAI_BASE_URL"),
    "too long": (failing(status=400, message="maximum context length is 4096 tokens"), "too long for 'm'"),
    "bad request": (failing(status=400, message="I do not like it"), "refused the request (I do not like it)"),
    "moved": (failing(status=302, headers={"Location": f"http://u:{KEY}@elsewhere/v1"}), "sends us on to http://elsewhere/v1"),
    "web page": (failing(status=200, body=HTML, content_type="text/html"), "web page"),
    "text": (failing(status=200, body="hello", content_type="text/plain"), "it calls it text/plain"),
    "other JSON": (failing(status=200, body='{"detail": "hello"}'), "in a form that no language model's server uses"),
    "too big": (failing(megabytes=80), "sent more than an answer can be"),
    "silence": (failing(hang=1.5), "no sign of life for 0.4 seconds"),
    "hung up": (failing(hang_up=True), "broke off"),
    "dropped": (failing(drop=30), "broke off"),
    "not UTF-8": (failing(garbled=True), "it is no UTF-8"),
    "nothing": ("", "'m' answered with nothing"),
    "refusal": (Reply(refusal=f"I cannot help {KEY} with that."), "declined to write this (I cannot help [key] with"),
    "filter": (Reply(finish="content_filter"), "content filter"),
    "prose": ("I would rather talk about the weather.", "no JSON object"),
    "wrong": ('{"scenes": "none"}', "told twice what is wrong"),
    "cut off": (Reply(text='{"new_characters": [', finish="length"), "was cut off at its token limit; raise max_tokens"),
}  # fmt: skip


class Failing:
    """A model that writes treatments, and then fails until it is mended; `times` counts requests by the answer's name."""

    def __init__(self, reply: Reply | str) -> None:
        self.reply, self.mended, self.times = reply, False, Counter[str]()

    def __call__(self, request: dict[str, Any]) -> Any:
        name = asked(request).name
        self.times[name] += 1
        return good_model(request) if self.mended or name == "TreatmentAnswer" else self.reply


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        return self.err.strip().splitlines()[-1]


Run = Callable[..., Ran]


@pytest.fixture
def run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> Generator[Run]:
    """Run a command line in an empty folder; at the end, the key is nowhere."""
    config = tmp_path / "config.yaml"
    config.write_text("wait_at_most: 0.2\ntimeout: 0.4\n", encoding="utf-8")
    monkeypatch.setenv("FILMWRIGHT_CONFIG", str(config))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    caplog.set_level(logging.DEBUG)
    printed: list[str] = []

    def command(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["filmwright", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        printed.extend((out, err))
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0 if code is None else 1, out, err)

    yield command
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert written
    assert KEY.encode() not in written
    assert KEY not in "".join(printed)
    assert KEY not in caplog.text


@contextmanager
def served(model: Failing, monkeypatch: pytest.MonkeyPatch, lacks: tuple[str, ...] = ()) -> Generator[None]:
    with serving(model, lacks=lacks, models=["mm", "other"]) as url:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        yield


def files(root: Path) -> dict[str, bytes]:
    """The person's files: all but the store."""
    found = [path for path in root.rglob("*") if path.is_file() and ".filmwright" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(found)}


@pytest.mark.parametrize("lacks", [(), ("stream",)], ids=["streaming", "plain"])
@pytest.mark.parametrize("case", FAULTS)
def test_a_new_film(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, lacks: tuple[str, ...]
) -> None:
    reply, message = FAULTS[case]
    model = Failing(reply)
    new = ("new", IDEA, "-p", "film", "--writer", "openai:m", "--length", "30s", "--stop-after", "script")
    with served(model, monkeypatch, lacks):
        failed = run(*new)
        assert failed.code == 2, failed.err
        assert "Traceback" not in failed.err
        assert message in failed.complaint
        assert "--writer outline" in failed.complaint
        assert len(failed.complaint) < 700
        answers = [path.read_text(encoding="utf-8") for path in tmp_path.glob("film/.filmwright/answers/*.json")]
        assert sum('"treatment"' in answer and '"answered"' in answer for answer in answers) == 1
        model.mended = True
        done = run(*new)
    assert done.code == 0, done.err
    assert (tmp_path / "film" / "script.fountain").read_text(encoding="utf-8").count("Mara opens door") >= 1
    assert model.times["TreatmentAnswer"] == 1, "the treatment was paid for twice"


@pytest.mark.parametrize(
    "case", ["bad key", "busy for long", "broken", "silence", "dropped", "refusal", "prose", "cut off"]
)
def test_a_film_that_is_there(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    reply, message = FAULTS[case]
    model = Failing(reply)
    model.mended = True
    film = tmp_path / "film"
    with served(model, monkeypatch):
        assert (
            run("new", IDEA, "-p", "film", "--writer", "openai:m", "--length", "30s", "--stop-after", "script").code
            == 0
        )
        treatment = film / "treatment.yaml"
        treatment.write_text(
            treatment.read_text(encoding="utf-8").replace("climbs stair 1", "runs up stair 1"), encoding="utf-8"
        )
        before = files(film)
        model.mended = False
        failed = run("write", "-p", "film", "--stop-after", "script")
        assert failed.code == 2, failed.err
        assert message in failed.complaint
        assert files(film) == before
        model.mended = True
        assert run("write", "-p", "film", "--stop-after", "script").code == 0
    assert files(film) != before


def test_ctrl_c_ends_a_countdown_and_the_next_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = Failing(failing(status=429, retry_after=60, message="Rate limit"))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    command = [
        sys.executable,
        "-m",
        "orchestrator.cli",
        "new",
        IDEA,
        "-p",
        "film",
        "--writer",
        "openai:m",
        "--length",
        "30s",
    ]
    with served(model, monkeypatch):
        with subprocess.Popen(
            [*command, "--stop-after", "script"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
        ) as running:
            assert running.stderr
            lines = iter(running.stderr.readline, "")
            assert any("the server asks for a pause, 1:00 to wait" in line for line in lines)
            running.send_signal(signal.SIGINT)
            rest = running.stderr.read()
        assert running.returncode == 130, rest
        assert "Traceback" not in rest
        model.mended = True
        done = subprocess.run(
            [*command, "--stop-after", "script"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    assert model.times["TreatmentAnswer"] == 1


def test_a_budget_stops_between_two_requests_and_nothing_is_paid_twice(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def model(request: dict[str, Any]) -> Reply:
        names.append(asked(request).name)
        return Reply(text=json.dumps(good_model(request)), usage=Usage(input=2000, output=5000))

    new = ("new", IDEA, "-p", "film", "--writer", "openai:m", "--length", "30s", "--stop-after", "script")
    with serving(model) as url:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        stopped = run(*new, "--budget", "12k tokens")
        assert stopped.code == 2
        assert "stopped at the budget of 12000 tokens: 7000 tokens spent so far" in stopped.complaint
        assert run(*new).code == 0
    assert names == ["TreatmentAnswer", "ScreenplayAnswer"]
    assert (tmp_path / "film" / "script.fountain").exists()
