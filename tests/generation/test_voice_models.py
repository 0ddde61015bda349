"""Voices that are models or servers: real sessions, a real server, files by content, clear refusals, and timings."""

import io
import json
import threading
import wave
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from voice_models import kokoro_voice, piper_voice

from generation.backend import VoiceBackend, find
from generation.errors import BackendFailure
from generation.requests import SpeechRequest
from generation.results import SAMPLE_RATE, Speech

LINE = "You came back to the lighthouse, after all these years. I never thought you would!"


def say(backend: VoiceBackend, text: str = LINE, **options: object) -> Speech:
    with backend.load() as speak:
        return speak(SpeechRequest.model_validate({"text": text, "voice": "mara", **options}), lambda _d, _t: None)


def made(name: str, **options: object) -> VoiceBackend:
    backend = find("voices", name)(**options)
    assert isinstance(backend, VoiceBackend)
    return backend


def is_a_line(speech: Speech, text: str = LINE) -> None:
    seconds = speech.sound.shape[-1] / SAMPLE_RATE
    assert speech.sound.shape[0] == 1
    assert [word.text for word in speech.words] == text.split()
    for marks in (speech.words, speech.phonemes):
        starts = [mark.start for mark in marks]
        assert starts == sorted(starts)
        assert starts[0] >= 0
        assert marks[-1].end <= seconds + 1e-6
    active = speech.sound[np.abs(speech.sound) > 0.02]
    assert 20 * np.log10(np.sqrt(np.mean(active**2))) == pytest.approx(-20, abs=2)


def test_a_voice_of_piper_speaks_with_timings(tmp_path: Path) -> None:
    backend = made("piper", model=piper_voice(tmp_path))
    is_a_line(say(backend))
    slow, fast = say(backend, pace="slow"), say(backend, "[[}}~ …")
    assert slow.sound.shape[-1] > SAMPLE_RATE
    assert fast.words == ()


def test_a_model_of_several_speakers_has_one_for_each_character(tmp_path: Path) -> None:
    backend = made("piper", model=piper_voice(tmp_path, speakers=4))
    is_a_line(say(backend, timbre="s2"))
    is_a_line(say(backend, timbre="3"))
    is_a_line(say(backend))
    with pytest.raises(BackendFailure, match="has no speaker 'nobody'; there are s0, s1, s2, s3"):
        say(backend, timbre="nobody")


def test_the_same_voice_elsewhere_has_the_same_identity(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    one.mkdir()
    other.mkdir()
    first, second = made("piper", model=piper_voice(one)), made("piper", model=piper_voice(other))
    assert first.identity() == second.identity()
    assert made("kokoro", model=kokoro_voice(one)).identity() == made("kokoro", model=kokoro_voice(other)).identity()
    (other / "tiny.onnx").write_bytes((other / "tiny.onnx").read_bytes() + b"\n")
    assert first.identity() != second.identity()


@pytest.mark.parametrize("newer", [False, True])
def test_kokoro_speaks_with_both_kinds_of_exports(tmp_path: Path, newer: bool) -> None:
    backend = made("kokoro", model=kokoro_voice(tmp_path, newer))
    is_a_line(say(backend))
    is_a_line(say(backend, timbre="am_adam"))
    long = " ".join([LINE] * 8)
    is_a_line(say(backend, long), long)
    with pytest.raises(BackendFailure, match="no voice 'zz_top' here; there are af_bella, af_sky"):
        say(backend, timbre="zz_top")


def test_kokoro_says_which_languages_it_has(tmp_path: Path) -> None:
    backend = made("kokoro", model=tmp_path)
    assert backend.refuses("en-GB") is None
    assert backend.refuses("fr") is None
    assert "does not speak 'fi'" in (backend.refuses("fi") or "")


@pytest.mark.parametrize(
    ("name", "said"), [("piper", "put a voice of Piper there"), ("kokoro", "there is no .onnx file in")]
)
def test_what_is_not_there_is_told_before_anything_is_made(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(BackendFailure, match=said):
        made(name, model=tmp_path / "nothing").require()


def test_files_that_are_no_voices_are_refused(tmp_path: Path) -> None:
    voice = piper_voice(tmp_path)
    voice.write_bytes(b"no model at all")
    with pytest.raises(BackendFailure, match=r"tiny.onnx cannot be loaded as a voice"):
        say(made("piper", model=voice))
    (tmp_path / "tiny.onnx.json").write_text("[]", encoding="utf-8")
    with pytest.raises(BackendFailure, match="describes no voice of Piper"):
        say(made("piper", model=voice))
    folder = kokoro_voice(tmp_path)
    (folder / "voices-v1.0.bin").write_bytes(b"PK nothing")
    (folder / "tiny.onnx").unlink()
    with pytest.raises(BackendFailure, match="holds no voices"):
        say(made("kokoro", model=folder))


class _Server(BaseHTTPRequestHandler):
    asked: list[dict[str, object]]
    keys: list[str]
    answer: bytes
    status = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).asked.append({"path": self.path, **json.loads(body)})
        type(self).keys.append(self.headers.get("Authorization", ""))
        self.send_response(self.status)
        self.send_header("Content-Type", "audio/wav" if self.status == 200 else "application/json")
        self.send_header("Content-Length", str(len(self.answer)))
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def wav(speech: Speech) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes((speech.sound[0] * 20000).astype("<i2").tobytes())
    return file.getvalue()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[_Server]]:
    """A server that speaks with espeak-ng's deepest voice."""

    class Handler(_Server):
        asked: list[dict[str, object]] = []  # noqa: RUF012
        keys: list[str] = []  # noqa: RUF012
        answer = wav(say(made("espeak"), voice="tom", pitch="very-low", pace="slow"))

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        monkeypatch.setenv("SPEECH_BASE_URL", f"http://127.0.0.1:{running.server_address[1]}/v1")
        monkeypatch.setenv("SPEECH_API_KEY", "sk-secret-of-the-test")
        yield Handler
        running.shutdown()
        thread.join()


def test_a_server_speaks_and_its_words_are_found_in_the_sound(server: type[_Server]) -> None:
    backend = made("speech_api", model="some-voice", voices="ann, bob")
    speech = say(backend, manner="whispered", pace="slow", says=(("lighthouse", "light-hows"),))
    is_a_line(speech.__class__(speech.sound / 0.6, speech.words, speech.phonemes))
    (asked,) = server.asked
    assert asked["path"] == "/v1/audio/speech"
    assert asked["model"] == "some-voice"
    assert asked["voice"] in ("ann", "bob")
    assert asked["instructions"] == "Speak whispered."
    assert "light-hows" in str(asked["input"])
    assert server.keys == ["Bearer sk-secret-of-the-test"]
    told = say(made("espeak"), voice="tom", pitch="very-low", pace="slow")
    late = [abs(one.start - other.start) for one, other in zip(speech.words, told.words, strict=True)]
    assert max(late) < 0.06, late


def test_openais_own_key_goes_to_no_other_server(server: type[_Server], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SPEECH_API_KEY")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-for-another-server")
    say(made("speech_api", model="m"), timbre="ann")
    assert server.keys == ["Bearer none"]


def test_a_server_that_refuses_is_told_without_the_key(server: type[_Server]) -> None:
    server.status, server.answer = 400, b'{"error": {"message": "voice gone; key sk-secret-of-the-test is fine"}}'
    with pytest.raises(BackendFailure, match=r"the speech server refuses a line: .*voice gone") as refused:
        say(made("speech_api", model="m"), timbre="ann")
    assert "sk-secret" not in str(refused.value)
    server.status, server.answer = 200, b"<html>a page</html>"
    with pytest.raises(BackendFailure, match="did not answer with sound"):
        say(made("speech_api", model="m"), timbre="ann")
    with pytest.raises(BackendFailure, match=r"which of the server's voices is 'mara'\?"):
        say(made("speech_api", model="m"))


def test_without_a_server_the_environment_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SPEECH_BASE_URL", "OPENAI_BASE_URL", "SPEECH_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(BackendFailure, match="set SPEECH_BASE_URL"):
        made("speech_api", model="m").require()
