"""Asks espeak-ng, each time in a fresh process: what a line sounds like, or which phonemes it has."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generation.errors import BackendFailure, MissingExtra
from generation.requests import SpeechRequest
from generation.results import Sound
from generation.voices._languages import voice_of

_SECONDS_TO_SPEAK = 60


@dataclass(frozen=True)
class Heard:
    """What espeak-ng said: mono samples at its own `rate`, words as (seconds, position in the text, letters), phonemes as
    (seconds, IPA)."""

    rate: int
    mono: Sound
    words: tuple[tuple[float, int, int], ...]
    phonemes: tuple[tuple[float, str], ...]


def heard(question: Mapping[str, object], request: SpeechRequest) -> Heard:
    """Have a text spoken.

    Raises:
        BackendFailure: if it cannot be, with what espeak-ng says.
    """
    import numpy as np

    head, samples = _ask(question, request)
    return Heard(
        int(head["rate"]),
        (np.frombuffer(samples, "<i2") / 32768).astype(np.float32),
        tuple((int(at) / 1000, int(position), int(length)) for at, position, length in head["words"]),
        tuple((int(at) / 1000, str(symbol)) for at, symbol in head["phonemes"]),
    )


def phonemes_of(text: str, request: SpeechRequest) -> list[tuple[str, str]]:
    """The clauses of a text: their phonemes in IPA, with stress, and the text of each with what ends it.

    Raises:
        BackendFailure: if espeak-ng has no voice for the request's language.
    """
    from importlib.util import find_spec

    if find_spec("espeakng_loader") is None:
        raise MissingExtra("espeakng-loader", "speech")
    voice = voice_of(request.language)
    if voice is None:
        raise BackendFailure(
            f"nobody knows how '{request.language}' is read; write a language tag as in en, fr or pt-BR"
        )
    head, _ = _ask({"phonemes": text, "voice": voice}, request)
    return [(str(said), str(written)) for said, written in head["clauses"]]


def _ask(question: Mapping[str, object], request: SpeechRequest) -> tuple[dict[str, Any], bytes]:
    worker = [sys.executable, "-P", "-m", "generation.voices._espeak_worker"]
    try:
        answer = subprocess.run(
            worker,
            input=json.dumps(question).encode() + b"\n",
            capture_output=True,
            timeout=_SECONDS_TO_SPEAK,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise BackendFailure(f"espeak did not finish the line '{request.text[:40]}'") from late
    if answer.returncode != 0:
        said = answer.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[-1] if said else f"it ended with code {answer.returncode}"
        raise BackendFailure(f"espeak cannot speak this line in '{request.language}': {reason}")
    head, _, samples = answer.stdout.partition(b"\n")
    return json.loads(head), samples
