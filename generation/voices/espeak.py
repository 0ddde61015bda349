"""espeak-ng: clear, robotic voices in many languages, with the time of every word and phoneme. Needs nothing else."""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from generation.backend import Progress, VoiceBackend
from generation.errors import BackendFailure, MissingExtra
from generation.requests import SpeechRequest
from generation.results import SAMPLE_RATE, Sound, Speech, Timing
from generation.voices._languages import meant, voice_of

if TYPE_CHECKING:
    from collections.abc import Callable

_VARIANTS = {
    "very-low": ("m5", "m7", "m2"),
    "low": ("m1", "m3", "m4", "m6", "m8"),
    "medium": ("m3", "f1", "m1", "f4", "m4"),
    "high": ("f2", "f3", "f4", "f5"),
    "very-high": ("f5", "f2", "f3"),
}
"""Timbres that suit a pitch; the name of the voice chooses among them."""
_PITCH = {"very-low": 22, "low": 36, "medium": 48, "high": 60, "very-high": 78}
_WORDS_A_MINUTE = {"slow": 138, "medium": 158, "fast": 182}
_LOUDNESS = 10 ** (-20 / 20)
"""Level of every voice: the root mean square of what is not silence, as a share of full scale."""
_SILENCE = 0.01
_EDGE = 0.02
"""Seconds of silence kept before and after the voice."""
_SECONDS_TO_SPEAK = 60
_KANJI = re.compile("[々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANJI_A_SECOND = 5.0
"""Letters of mixed Japanese text that a second of speech holds."""
_NOT_SPOKEN = re.compile(r"[*_{}\[\]<>|\\^~`#]+|[\x00-\x1f\x7f]+")


class Espeak(VoiceBackend):
    """One stable voice for each name, chosen from its pitch and pace."""

    name: ClassVar[str] = "espeak"
    version: ClassVar[int] = 1

    @contextmanager
    def load(self) -> "Generator[Callable[[SpeechRequest, Progress], Speech]]":
        """Nothing is held: each line is spoken by a fresh process, which makes it repeatable."""
        from importlib.util import find_spec

        if find_spec("espeakng_loader") is None:
            raise MissingExtra("espeakng-loader", "speech")
        yield speak

    def refuses(self, language: str) -> str | None:
        """Why a language cannot be spoken: espeak-ng would go on in the one before."""
        if voice_of(language) is not None:
            return None
        close = meant(language)
        return f"espeak does not speak '{language}'; " + (
            f"did you mean '{close}'?" if close else "write a language tag as in en, fr, pt-BR or zh"
        )

    def shortcomings(self, request: SpeechRequest) -> tuple[str, ...]:
        """Kanji have no sound here: espeak-ng would say 'Chinese letter' for each."""
        found = unread(request)
        if not found:
            return ()
        letters = "kana" if voice_of(request.language) == "ja" else "Latin letters"
        return (
            f"espeak cannot read {found}: the line is not heard, its caption stays; write it in {letters} to hear it",
        )


BACKEND = Espeak


def speak(request: SpeechRequest, _progress: Progress) -> Speech:
    """Speak one line."""
    if unread(request):
        return _silent(max(1.0, len(request.text) / _KANJI_A_SECOND))
    text = " ".join(_NOT_SPOKEN.sub(" ", request.text).split())
    if not any(character.isalnum() for character in text):
        return _silent(0.4)
    head, samples = _ask({"text": text, **_settings(request)}, request)
    return _finish(text, head, samples, quiet=_quiet(request))


def unread(request: SpeechRequest) -> str:
    """The signs of a line that have no reading: every kanji, and Hakka in Chinese letters."""
    if voice_of(request.language) not in ("ja", "hak"):
        return ""
    return "".join(dict.fromkeys(_KANJI.findall(request.text)))


def _settings(request: SpeechRequest) -> dict[str, object]:
    """Voice, pitch and pace: the words of the sheet, and a small offset of its own for each name."""
    chance = hashlib.sha256(request.voice.encode()).digest()
    variant = request.timbre or _VARIANTS[request.pitch][chance[0] % len(_VARIANTS[request.pitch])]
    language = voice_of(request.language)
    if language is None:
        raise BackendFailure(f"espeak cannot speak this line in '{request.language}': it has no such voice")
    pitch, rate, volume = (
        _PITCH[request.pitch] + chance[1] % 9 - 4,
        _WORDS_A_MINUTE[request.pace] + chance[2] % 9 - 4,
        100,
    )
    if request.voice == "narrator":
        language, variant, pitch, rate = "en-gb-x-rp" if language == "en-us" else language, "m3", 40, 150
    manner = (request.manner or "").lower()
    if _quiet(request):
        variant, rate = "whisper", rate - 12
    elif any(word in manner for word in ("shout", "scream", "yell", "cries", "angr")):
        pitch, rate = pitch + 10, rate + 10
    elif any(word in manner for word in ("soft", "gentl", "sad", "slow")):
        pitch, rate = pitch - 3, rate - 14
    return {
        "voice": f"{language}+{variant}",
        "pitch": max(0, min(99, pitch)),
        "rate": round(rate * request.speed),
        "volume": volume,
        "range": 40 + chance[3] % 30,
    }


def _quiet(request: SpeechRequest) -> bool:
    return "whisper" in (request.manner or "").lower()


def _ask(question: dict[str, object], request: SpeechRequest) -> tuple[dict[str, list[list[object]]], bytes]:
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


def _finish(text: str, head: dict[str, list[list[object]]], raw: bytes, *, quiet: bool) -> Speech:
    """Cut the silence off both ends, bring it to 48 kHz and to the level of all voices, and shift the timings along."""
    import numpy as np

    rate = int(str(head["rate"]))
    mono: Sound = (np.frombuffer(raw, "<i2") / 32768).astype(np.float32)
    loud = np.flatnonzero(np.abs(mono) > _SILENCE)
    if loud.size == 0:
        return _silent(0.4)
    edge = round(_EDGE * rate)
    first, last = max(0, int(loud[0]) - edge), min(len(mono), int(loud[-1]) + 2 * edge)
    cut = mono[first:last]
    level = float(np.sqrt(np.mean(np.square(mono[loud]))))
    gain = np.float32(_LOUDNESS * (0.6 if quiet else 1.0) / level)
    sound = np.clip(_resampled(cut, rate) * gain, -1, 1)
    offset, seconds = first / rate, sound.shape[-1] / SAMPLE_RATE
    words = _words(text, [(int(str(a)), int(str(b)), int(str(c))) for a, b, c in head["words"]], offset, seconds)
    marks = [(max(0.0, int(str(at)) / 1000 - offset), str(symbol)) for at, symbol in head["phonemes"]]
    ends = [start for start, _ in marks[1:]] + [seconds]
    phonemes = tuple(
        Timing(min(a, seconds), min(b, seconds), s) for (a, s), b in zip(marks, ends, strict=True) if a < seconds
    )
    return Speech(sound[np.newaxis, :], words, phonemes)


def _words(text: str, events: list[tuple[int, int, int]], offset: float, seconds: float) -> tuple[Timing, ...]:
    """One timing for each word of the text between spaces: the first event that falls into it."""
    spans = [(match.start(), match.end()) for match in re.finditer(r"\S+", text)]
    starts: list[float | None] = [None] * len(spans)
    for at, position, length in events:
        if length <= 0:
            continue
        for index, (begin, end) in enumerate(spans):
            if begin <= position - 1 < end and starts[index] is None:
                starts[index] = max(0.0, at / 1000 - offset)
    found: list[float] = []
    for start in starts:
        found.append(start if start is not None else (found[-1] if found else 0.0))
    ends = [*found[1:], seconds]
    return tuple(
        Timing(min(start, seconds), min(max(start, end), seconds), text[a:b])
        for start, end, (a, b) in zip(found, ends, spans, strict=True)
    )


def _resampled(mono: "Sound", rate: int) -> "Sound":
    """Mono samples at 48 kHz."""
    import av
    import numpy as np

    resampler = av.AudioResampler(format="fltp", layout="mono", rate=SAMPLE_RATE)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(mono[np.newaxis, :]), format="fltp", layout="mono")
    frame.sample_rate = rate
    pieces = [piece.to_ndarray()[0] for piece in (*resampler.resample(frame), *resampler.resample(None))]
    return np.concatenate(pieces).astype(np.float32)


def _silent(seconds: float) -> Speech:
    import numpy as np

    return Speech(np.zeros((1, round(seconds * SAMPLE_RATE)), np.float32), (), ())
