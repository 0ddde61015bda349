"""espeak-ng: clear, robotic voices in many languages, with the time of every word and phoneme. Needs nothing else."""

import hashlib
import html
import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from generation.backend import Progress, VoiceBackend
from generation.errors import BackendFailure, MissingExtra
from generation.requests import SpeechRequest
from generation.results import SAMPLE_RATE, Speech, Timing
from generation.voices._espeak import Heard, heard
from generation.voices._finishing import edges, finished, silent, whispered
from generation.voices._languages import meant, voice_of
from generation.voices._reading import Word, read

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
_KANJI = re.compile("[々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANJI_A_SECOND = 5.0
"""Letters of mixed Japanese text that a second of speech holds."""
_TRACT = (0.94, 1.07)
"""How much shorter or longer than the timbre's own somebody's vocal tract is: all formants move by it, and no two sound alike."""


class Espeak(VoiceBackend):
    """One stable voice for each name, chosen from its pitch and pace."""

    name: ClassVar[str] = "espeak"
    version: ClassVar[int] = 2

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
        return silent(max(1.0, len(request.text) / _KANJI_A_SECOND))
    words = read(request.text, request.language, request.says)
    if not any(character.isalnum() for word in words for character in word.spoken):
        return silent(0.4)
    text, spans, marked = _written(words)
    settings, tract = _settings(request)
    return _finish(
        words, spans, heard({"text": text, "ssml": marked, **settings}, request), tract, quiet=whispered(request)
    )


def unread(request: SpeechRequest) -> str:
    """The signs of a line that have no reading: every kanji, and Hakka in Chinese letters."""
    if voice_of(request.language) not in ("ja", "hak"):
        return ""
    return "".join(dict.fromkeys(_KANJI.findall(request.text)))


def _written(words: Sequence[Word]) -> tuple[str, list[tuple[int, int]], bool]:
    """The text for espeak-ng, from where to where each word stands in it, and whether it has marks of SSML."""
    marked = any(word.strong or word.pause for word in words)
    text, spans = "<speak>" if marked else "", list[tuple[int, int]]()
    for word in words:
        said = html.escape(word.spoken, quote=False) if marked else word.spoken
        text += '<emphasis level="strong">' if word.strong else ""
        spans.append((len(text), len(text) + len(said)))
        text += said + ("</emphasis>" if word.strong else "")
        text += f'<break time="{round(word.pause * 1000)}ms"/> ' if word.pause else " "
    return text + ("</speak>" if marked else ""), spans, marked


def _settings(request: SpeechRequest) -> tuple[dict[str, object], float]:
    """Voice, pitch and pace: the words of the sheet, and small offsets of its own for each name; and its vocal tract."""
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
    tract = _TRACT[0] + (_TRACT[1] - _TRACT[0]) * chance[4] / 255
    if request.voice == "narrator":
        language, variant, pitch, rate = "en-gb-x-rp" if language == "en-us" else language, "m3", 40, 150
        tract = 1.0
    manner = (request.manner or "").lower()
    if whispered(request):
        variant, rate = "whisper", rate - 12
    elif any(word in manner for word in ("shout", "scream", "yell", "cries", "angr")):
        pitch, rate = pitch + 10, rate + 10
    elif any(word in manner for word in ("soft", "gentl", "sad", "slow")):
        pitch, rate = pitch - 3, rate - 14
    return {
        "voice": f"{language}+{variant}",
        "pitch": max(0, min(99, pitch)),
        "rate": round(rate * request.speed / tract),
        "volume": volume,
        "range": 40 + chance[3] % 30,
    }, tract


def _finish(
    words: Sequence[Word], spans: Sequence[tuple[int, int]], said: Heard, tract: float, *, quiet: bool
) -> Speech:
    """Cut the silence off both ends, bring it to 48 kHz and to the level of all voices, and shift the timings along."""
    rate = round(said.rate * tract)
    ends = edges(said.mono, rate)
    if ends is None:
        return silent(0.4)
    sound = finished(said.mono[ends[0] : ends[1]], rate, quiet=quiet)
    offset, seconds = ends[0] / rate, sound.shape[-1] / SAMPLE_RATE
    marks = [(max(0.0, at / tract - offset), symbol) for at, symbol in said.phonemes]
    until = [start for start, _ in marks[1:]] + [seconds]
    phonemes = tuple(
        Timing(min(a, seconds), min(b, seconds), s) for (a, s), b in zip(marks, until, strict=True) if a < seconds
    )
    starts = [(at / tract - offset, position) for at, position, length in said.words if length > 0]
    return Speech(sound[None, :], _words(words, spans, starts, seconds), phonemes)


def _words(
    words: Sequence[Word], spans: Sequence[tuple[int, int]], events: Sequence[tuple[float, int]], seconds: float
) -> tuple[Timing, ...]:
    """One timing for each word of the line that is more than a pause: it starts at the first event that falls into it."""
    found: list[tuple[float, str]] = []
    for word, (begin, end) in zip(words, spans, strict=True):
        first = next((max(0.0, at) for at, position in events if begin <= position - 1 < end), None)
        before = found[-1][0] if found else 0.0
        if word.shown:
            found.append((before if first is None else max(before, first), word.shown))
    until = [start for start, _ in found[1:]] + [seconds]
    return tuple(
        Timing(min(start, seconds), min(max(start, end), seconds), text)
        for (start, text), end in zip(found, until, strict=True)
    )
