"""Any server that speaks as OpenAI's speech endpoint does: `speech_api:<model>`, its address and key from the environment.

`SPEECH_BASE_URL` (or `OPENAI_BASE_URL`) and `SPEECH_API_KEY` (or `OPENAI_API_KEY`): neither belongs into a file of a project, or
a project that somebody sends you could have your lines sent elsewhere. The route is `POST /v1/audio/speech`; it tells no times,
so the line is laid over espeak-ng's.
"""

import io
import os
import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, ClassVar

from pydantic import Field

from generation.backend import Capabilities, Progress, VoiceBackend
from generation.errors import BackendFailure, MissingExtra, Transient
from generation.requests import SpeechRequest
from generation.results import SAMPLE_RATE, Sound, Speech
from generation.voices._aligned import timed
from generation.voices._finishing import edges, silent
from generation.voices._onnx import chosen
from generation.voices._reading import as_text, read

_PACES = {"slow": 0.9, "medium": 1.0, "fast": 1.12}
_PATIENCE = 120.0
_NO_CREDIT = "insufficient_quota"
"""Said with the status of a rate limit; but no pause helps."""


class SpeechApi(VoiceBackend):
    """A voice for each character, of those that the option names; a sheet chooses one as its `timbre`."""

    name: ClassVar[str] = "speech_api"
    version: ClassVar[int] = 1
    capabilities: ClassVar[Capabilities] = Capabilities(
        processes="one", deterministic=False, source_type="trainedAlgorithmicMedia"
    )

    model: str = Field(description="the server's name for the model")
    voices: str = Field(default="", description="names of the server's voices, with commas: each character gets one")
    instructions: bool = Field(default=True, description="whether the server is told how a line is said")

    def require(self) -> None:
        """Refuse where the environment names no server."""
        if not (_address() or _key()):
            raise BackendFailure(
                "no speech server: set SPEECH_BASE_URL (and SPEECH_API_KEY if it wants a key), or choose voices: espeak"
            )

    @contextmanager
    def load(self) -> "Generator[Callable[[SpeechRequest, Progress], Speech]]":
        """Open the connection."""
        self.require()
        try:
            from openai import OpenAI
        except ImportError as error:
            raise MissingExtra("openai", "llm") from error
        with OpenAI(base_url=_address(), api_key=_key() or "none", timeout=_PATIENCE, max_retries=0) as client:
            yield lambda request, _progress: self._speak(client, request)

    def _speak(self, client: Any, request: SpeechRequest) -> Speech:
        text = as_text(read(request.text, "", request.says))
        if not any(letter.isalnum() for letter in text):
            return silent(0.4)
        mono = _decoded(self._asked(client, text, request))
        if edges(mono, SAMPLE_RATE) is None:
            raise BackendFailure(f"the speech server answered the line '{request.text[:40]}' with silence")
        return timed(mono, SAMPLE_RATE, request)

    def _asked(self, client: Any, text: str, request: SpeechRequest) -> bytes:
        from openai import APIConnectionError, APIError, InternalServerError, RateLimitError

        more: dict[str, Any] = (
            {"instructions": f"Speak {request.manner}."} if self.instructions and request.manner else {}
        )
        pace = _PACES[request.pace] * request.speed
        try:
            answer = client.audio.speech.create(
                model=self.model, voice=self._voice(request), input=text, response_format="wav",
                **({"speed": pace} if pace != 1.0 else {}), **more,
            )  # fmt: skip
            return answer.read()
        except (APIConnectionError, InternalServerError, RateLimitError) as error:
            if getattr(error, "code", None) == _NO_CREDIT:
                raise BackendFailure(f"the speech server refuses a line: {_said(error)}") from error
            raise Transient(f"the speech server cannot speak a line now: {_said(error)}", _pause(error)) from error
        except APIError as error:
            raise BackendFailure(f"the speech server refuses a line: {_said(error)}") from error

    def _voice(self, request: SpeechRequest) -> str:
        names = [name.strip() for name in self.voices.split(",") if name.strip()]
        if request.timbre is not None:
            return request.timbre
        if not names:
            raise BackendFailure(
                f"which of the server's voices is '{request.voice}'? Write voice: {{timbre: NAME}} into the sheet, "
                "or name some for all: speech_api:MODEL?voices=NAME,NAME"
            )
        return chosen(names, request.voice)


BACKEND = SpeechApi


def _address() -> str | None:
    return os.environ.get("SPEECH_BASE_URL") or os.environ.get("OPENAI_BASE_URL") or None


def _key() -> str | None:
    """The key; OpenAI's own goes to no other server than the one that the same environment names for it."""
    if os.environ.get("SPEECH_API_KEY") or os.environ.get("SPEECH_BASE_URL"):
        return os.environ.get("SPEECH_API_KEY") or None
    return os.environ.get("OPENAI_API_KEY") or None


def _pause(error: Any) -> float:
    """Seconds that the server asks to wait; 0 where it names none, or a date."""
    said = getattr(getattr(error, "response", None), "headers", {}).get("retry-after", "")
    return float(said) if re.fullmatch(r"\d{1,6}(\.\d*)?", said) else 0.0


def _said(error: Exception) -> str:
    """What went wrong, in one line, without a key that a server may have repeated."""
    text = " ".join(str(error).split())[:300]
    for name in ("SPEECH_API_KEY", "OPENAI_API_KEY"):
        if secret := os.environ.get(name):
            text = text.replace(secret, "…")
    return text or type(error).__name__


def _decoded(answer: bytes) -> Sound:
    """The answer, whatever its format, as mono samples at 48 kHz."""
    import av
    import numpy as np

    resampler = av.AudioResampler(format="fltp", layout="mono", rate=SAMPLE_RATE)
    try:
        with av.open(io.BytesIO(answer), "r") as media:
            frames = [piece for frame in media.decode(audio=0) for piece in resampler.resample(frame)]
            frames += resampler.resample(None)
    except (av.FFmpegError, IndexError) as error:
        raise BackendFailure("the speech server did not answer with sound; is its address right?") from error
    pieces = [frame.to_ndarray()[0] for frame in frames]
    return np.concatenate(pieces).astype(np.float32) if pieces else np.zeros(0, np.float32)
