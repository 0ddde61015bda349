"""When each word and phoneme of a recorded line is heard, for voices that do not tell.

The same line is spoken by espeak-ng, which tells; then the two recordings are laid over each other by how their spectra change
(dynamic time warping of mel spectra), and its times are carried over. Sakoe and Chiba, 1978.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generation.requests import SpeechRequest
from generation.results import SAMPLE_RATE, Sound, Speech, Timing
from generation.voices._finishing import edges, finished, silent, whispered
from generation.voices._languages import voice_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Features = NDArray[np.float32]
    """(frames, features), one frame each `_HOP` seconds."""

_HOP = 0.01
_WINDOW = 0.025
_BANDS = 26
_LOWEST, _HIGHEST = 80.0, 7600.0
_SLACK = 0.3
"""How far the two may be apart, as a share of the longer one."""
_SLANT = 1.3
"""What a step costs that lets one recording wait: speech that stands still for long is no match."""


def timed(mono: Sound, rate: int, request: SpeechRequest) -> Speech:
    """A recorded line as every voice hands it over, with its timings; a short silence if nothing is heard in it."""
    ends = edges(mono, rate)
    if ends is None:
        return silent(0.4)
    return aligned(finished(mono[ends[0] : ends[1]], rate, quiet=whispered(request)), request)


def aligned(sound: Sound, request: SpeechRequest) -> Speech:
    """Return the line with its timings; `sound` is mono, (samples,), at 48 kHz, without silence at its ends."""
    from generation.voices.espeak import speak

    seconds = len(sound) / SAMPLE_RATE
    if voice_of(request.language) is None:
        return Speech(sound[None, :], _evenly(request.text.split(), seconds), ())
    told = speak(request.model_copy(update={"manner": None, "timbre": None}), lambda _done, _total: None)
    if not told.phonemes:
        return Speech(sound[None, :], _evenly(request.text.split(), seconds), ())
    path = _warp(_spectra(told.sound[0]), _spectra(sound))
    return Speech(
        sound[None, :], _carried(told.words, path, seconds), _carried(told.phonemes, path, seconds), source="spoken"
    )


def _carried(marks: Sequence[Timing], path: "NDArray[np.float64]", seconds: float) -> tuple[Timing, ...]:
    """The marks at the times that the path leads to: in order, inside of the recording."""
    import numpy as np

    frames = np.arange(len(path)) * _HOP
    starts = [float(np.interp(mark.start, frames, path)) for mark in marks]
    starts = [min(start, seconds) for start in np.maximum.accumulate(starts)] if starts else []
    return tuple(
        Timing(start, end, mark.text) for start, end, mark in zip(starts, [*starts[1:], seconds], marks, strict=True)
    )


def _evenly(words: Sequence[str], seconds: float) -> tuple[Timing, ...]:
    """The words with as much time as they have letters: what is left where nobody knows how they sound."""
    letters = [len(word) + 1 for word in words]
    total, at = sum(letters), 0
    found: list[Timing] = []
    for word, length in zip(words, letters, strict=True):
        found.append(Timing(seconds * at / total, seconds * (at + length) / total, word))
        at += length
    return tuple(found)


def _spectra(mono: Sound) -> "Features":
    """Mel spectra in decibels and how they change, each feature with the same weight over the line."""
    import numpy as np

    window, hop = round(_WINDOW * SAMPLE_RATE), round(_HOP * SAMPLE_RATE)
    padded = np.pad(mono, (0, window))
    frames = np.lib.stride_tricks.sliding_window_view(padded, window)[::hop]
    power = np.abs(np.fft.rfft(frames * np.hanning(window).astype(np.float32), axis=1)) ** 2
    mel = np.log(power @ _filters(window).T + 1e-6)
    loud = mel.mean(axis=1, keepdims=True)
    # The colour of a voice is its own; what tells sounds apart is how the spectrum stands out from its mean.
    shape = (mel - loud) - (mel - loud).mean(axis=0)
    change = np.gradient(shape, axis=0) if len(shape) > 1 else np.zeros_like(shape)
    level = np.repeat(loud - loud.mean(), 4, axis=1)
    parts = [part / (part.std() + 1e-6) for part in (shape, change, level)]
    return np.concatenate([parts[0], parts[1], parts[2] * 1.5], axis=1).astype(np.float32)


def _filters(window: int) -> "NDArray[np.float64]":
    """Triangles of equal width on the mel scale, (bands, bins)."""
    import numpy as np

    edges = 700 * (np.exp(np.linspace(np.log1p(_LOWEST / 700), np.log1p(_HIGHEST / 700), _BANDS + 2)) - 1)
    bins = np.fft.rfftfreq(window, 1 / SAMPLE_RATE)
    rise = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    fall = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    return np.clip(np.minimum(rise, fall), 0, None)


def _warp(told: "Features", heard: "Features") -> "NDArray[np.float64]":
    """For each frame of the one recording the time in the other, in seconds."""
    import numpy as np

    rows, columns = len(told), len(heard)
    distance = np.sqrt(np.maximum(0, (told**2).sum(1)[:, None] + (heard**2).sum(1)[None, :] - 2 * told @ heard.T))
    off = np.abs(np.arange(rows)[:, None] / rows - np.arange(columns)[None, :] / columns)
    distance = np.where(off > _SLACK, 1e6, distance)
    total = np.full((rows + 1, columns + 1), np.inf)
    total[0, 0] = 0
    step = np.zeros((rows, columns), np.int8)
    for diagonal in range(rows + columns - 1):
        i = np.arange(max(0, diagonal - columns + 1), min(rows, diagonal + 1))
        j = diagonal - i
        cost = distance[i, j]
        ways = np.stack([total[i, j] + cost, total[i, j + 1] + _SLANT * cost, total[i + 1, j] + _SLANT * cost])
        step[i, j] = ways.argmin(axis=0)
        total[i + 1, j + 1] = ways.min(axis=0)
    return _back(step)


def _back(step: "NDArray[np.int8]") -> "NDArray[np.float64]":
    """The path of least cost from the end, as the mean time of what each frame is matched with."""
    import numpy as np

    i, j = step.shape[0] - 1, step.shape[1] - 1
    times = np.zeros(step.shape[0])
    count = np.zeros(step.shape[0])
    while i >= 0 and j >= 0:
        times[i] += j * _HOP
        count[i] += 1
        way = step[i, j]
        i, j = i - (way in (0, 1)), j - (way in (0, 2))
    return np.maximum.accumulate(times / np.maximum(count, 1))
