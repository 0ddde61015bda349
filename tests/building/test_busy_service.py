"""A speech server that has too much to do is asked again; one that refuses is not."""

import io
import json
import threading
import wave
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from command_line import filmwright

Edit = Callable[[Path, str, str], None]


def sound() -> bytes:
    """A second of a tone."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(48000)
        out.writeframes((9000 * np.sin(np.arange(48000) / 30)).astype("<i2").tobytes())
    return file.getvalue()


class Speaking(BaseHTTPRequestHandler):
    """Answers with a tone, but for the first times that a line is asked for."""

    refusals: ClassVar[tuple[int, ...]] = ()
    asked: ClassVar[dict[str, int]] = {}

    def do_POST(self) -> None:
        line = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["input"]
        count = self.asked[line] = self.asked.get(line, 0) + 1
        status = self.refusals[count - 1] if count <= len(self.refusals) else 200
        body = sound() if status == 200 else b'{"error": {"message": "not now"}}'
        self.send_response(status)
        self.send_header("Content-Type", "audio/wav" if status == 200 else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def speaking(monkeypatch: pytest.MonkeyPatch, *refusals: int) -> Generator[type[Speaking]]:
    """A server that refuses each line so many times."""

    class Handler(Speaking):
        pass

    Handler.refusals, Handler.asked = refusals, {}
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        monkeypatch.setenv("SPEECH_BASE_URL", f"http://127.0.0.1:{running.server_address[1]}/v1")
        monkeypatch.setenv("SPEECH_API_KEY", "sk-of-the-test")
        yield Handler
        running.shutdown()
        thread.join()


def voices(root: Path) -> tuple[int, list[dict[str, Any]]]:
    done = filmwright("render", "meeting", "--stop-after", "voices", "--json", cwd=root)
    return done.returncode, [json.loads(row) for row in done.stdout.splitlines()]


@pytest.fixture
def spoken_elsewhere(small_film: Path, edit: Edit) -> Path:
    """The small film, spoken by the server."""
    edit(small_film / "film.yaml", "pictures: slate", "pictures: slate\nvoices: speech_api:m?voices=ann")
    return small_film


def test_a_busy_server_is_asked_again_after_a_pause(spoken_elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with speaking(monkeypatch, 503, 429) as server:
        code, events = voices(spoken_elsewhere)
    assert code == 0, events
    again = [(event["attempt"], event["wait"]) for event in events if event["event"] == "retried"]
    assert again == [(2, 1.0), (3, 4.0)]
    assert all("not now" in event["reason"] for event in events if event["event"] == "retried")
    assert list(server.asked.values()) == [3]
    assert [event["step"] for event in events if event["event"] == "made"] == ["speech meeting/answer/1"]


def test_a_server_that_refuses_a_line_is_asked_once(spoken_elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with speaking(monkeypatch, 400, 400) as server:
        code, events = voices(spoken_elsewhere)
    assert code == 1
    assert list(server.asked.values()) == [1]
    assert [event["event"] for event in events if event["event"] in ("retried", "failed")] == ["failed"]
