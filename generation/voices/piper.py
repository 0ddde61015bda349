"""Piper's voices (VITS as ONNX): `piper:voices/en_US-amy-medium.onnx`, with its `.onnx.json` beside it.

The files come from Piper's collection of voices; nothing is downloaded. Phonemes are espeak-ng's. The format of the two files is
described in Piper's own documentation.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from generation.backend import Capabilities, Progress, VoiceBackend
from generation.errors import BackendFailure
from generation.requests import SpeechRequest
from generation.results import Sound, Speech
from generation.voices._aligned import timed
from generation.voices._finishing import silent
from generation.voices._onnx import clauses_of, digest_of, session_of, sound_of

_PACES = {"slow": 1.14, "medium": 1.0, "fast": 0.87}
_GAP = 0.12
"""Seconds of silence between two clauses."""


class _Audio(BaseModel):
    sample_rate: int = Field(ge=8000, le=96000)


class _Espeak(BaseModel):
    voice: str = "en-us"


class _Inference(BaseModel):
    noise_scale: float = 0.667
    length_scale: float = 1.0
    noise_w: float = 0.8


class _Config(BaseModel):
    """What of a voice's `.onnx.json` is used."""

    model_config = ConfigDict(extra="ignore")

    audio: _Audio
    espeak: _Espeak = _Espeak()
    inference: _Inference = _Inference()
    phoneme_id_map: dict[str, list[int]]
    num_speakers: int = 1
    speaker_id_map: dict[str, int] = {}


class Piper(VoiceBackend):
    """One of Piper's voices; a model with several speakers has one for each character."""

    name: ClassVar[str] = "piper"
    version: ClassVar[int] = 1
    capabilities: ClassVar[Capabilities] = Capabilities(
        processes="one", deterministic=False, source_type="trainedAlgorithmicMedia"
    )

    model: Path = Field(description="the voice's .onnx file; its .onnx.json lies beside it")

    def require(self) -> None:
        """Refuse a voice that is not there."""
        for file in (self.model, self._described):
            if not file.is_file():
                raise BackendFailure(
                    f"there is no {file}; put a voice of Piper there, its .onnx and its .onnx.json, or choose another"
                )

    def identity(self) -> dict[str, object]:
        """The voice by its content, wherever it lies."""
        return {**super().identity(), "model": digest_of(self.model)}

    @property
    def _described(self) -> Path:
        return self.model.with_name(f"{self.model.name}.json")

    @contextmanager
    def load(self) -> "Generator[Callable[[SpeechRequest, Progress], Speech]]":
        """Hold the model."""
        self.require()
        try:
            config = _Config.model_validate(json.loads(self._described.read_text(encoding="utf-8")))
        except (ValueError, ValidationError) as error:
            raise BackendFailure(f"{self._described} describes no voice of Piper; get it once more") from error
        session = session_of(self.model)
        yield lambda request, _progress: _speak(session, config, request)


BACKEND = Piper


def _speak(session: Any, config: _Config, request: SpeechRequest) -> Speech:
    import numpy as np

    rate = config.audio.sample_rate
    said = [_clause(session, config, ids, request) for ids in _ids(config, request)]
    if not said:
        return silent(0.4)
    gap = np.zeros(round(_GAP * rate), np.float32)
    return timed(np.concatenate([part for clause in said for part in (clause, gap)]), rate, request)


def _ids(config: _Config, request: SpeechRequest) -> list[list[int]]:
    """Each clause as the model's numbers: a start, the phonemes with a pad after each, an end."""
    known = config.phoneme_id_map
    pad, start, end = (known.get(mark, []) for mark in ("_", "^", "$"))
    found: list[list[int]] = []
    for said, stop in clauses_of(request):
        symbols = [symbol for symbol in unicodedata.normalize("NFD", said + stop) if symbol in known]
        if symbols:
            found.append([*start, *pad, *(number for symbol in symbols for number in (*known[symbol], *pad)), *end])
    return found


def _clause(session: Any, config: _Config, ids: list[int], request: SpeechRequest) -> Sound:
    import numpy as np

    how = config.inference
    slower = how.length_scale * _PACES[request.pace] / request.speed
    given: dict[str, Any] = {
        "input": np.array([ids], np.int64),
        "input_lengths": np.array([len(ids)], np.int64),
        "scales": np.array([how.noise_scale, slower, how.noise_w], np.float32),
    }
    if config.num_speakers > 1:
        given["sid"] = np.array([_speaker(config, request)], np.int64)
    return sound_of(session, given)


def _speaker(config: _Config, request: SpeechRequest) -> int:
    """The speaker that the sheet names, or one that belongs to the character."""
    if request.timbre is not None:
        if request.timbre in config.speaker_id_map:
            return config.speaker_id_map[request.timbre]
        if request.timbre.isdigit() and int(request.timbre) < config.num_speakers:
            return int(request.timbre)
        some = ", ".join(sorted(config.speaker_id_map)[:8]) or f"0 to {config.num_speakers - 1}"
        raise BackendFailure(f"this voice has no speaker '{request.timbre}'; there are {some}")
    return int.from_bytes(hashlib.sha256(request.voice.encode()).digest()[:4], "big") % config.num_speakers
