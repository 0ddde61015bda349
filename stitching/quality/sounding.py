"""The figures of the sound, and of the sound against the picture."""

from statistics import median

import numpy as np
from numpy.typing import NDArray

from stitching.cues import blocks
from stitching.errors import MediaError
from stitching.loudness import Meter
from stitching.quality.expected import Expected, Speech
from stitching.quality.figures import (
    NO_SOUND,
    CueFigures,
    Curve,
    Figure,
    JoinFigures,
    SoundFigures,
    SyncFigures,
    Unmeasured,
    figure,
    kept_every,
    measured,
)
from stitching.quality.hearing import COARSE, Heard
from stitching.quality.seeing import Seen
from stitching.timeline import SAMPLE_RATE

SILENT_SECONDS = 2.0
"""Silence is reported from this length on."""
CLICK = 8.0
"""A step between samples this many times the median step around it is a click."""
_SILENCE = "the sound is silent, or shorter than 0.4 s"

_COARSE_RATE = SAMPLE_RATE // COARSE
_REACH = round(0.5 * _COARSE_RATE)
"""How far from its place a voice is looked for."""
_LONGEST = 3 * _COARSE_RATE
_SURE = 0.25
_ONSET_REACH = 0.3


def sound_figures(heard: Heard | None, seconds: float, joins: tuple[JoinFigures, ...]) -> SoundFigures:
    """The whole film's sound."""
    if heard is None or not heard.samples:
        none = NO_SOUND
        return SoundFigures(
            seconds=none,
            integrated=none,
            momentary=none,
            short_term=none,
            loudness_range=none,
            true_peak=none,
            clipped=none,
            clicks=none,
            silent=(),
        )
    loudness = heard.loudness
    integrated, true_peak = loud_figures(loudness)
    clicks = [click for click in measured([join.click for join in joins]) if click > CLICK]
    return SoundFigures(
        seconds=round(seconds, 4),
        integrated=integrated,
        momentary=figure(_largest(loudness.momentary[3:]), _SILENCE, 2),
        short_term=figure(_largest(loudness.short_term[29:]), "the sound is shorter than 3 s, or silent", 2),
        loudness_range=figure(
            loudness.value("LRA") if heard.samples >= 3 * SAMPLE_RATE else None, "the sound is shorter than 3 s", 2
        ),
        true_peak=true_peak,
        clipped=heard.clipped,
        clicks=len(clicks),
        silent=heard.silent(SILENT_SECONDS),
    )


def loud_figures(loudness: Meter) -> tuple[Figure, Figure]:
    """Integrated loudness and true peak of a whole sound."""
    return figure(loudness.value("I"), _SILENCE, 2), figure(loudness.true_peak(), "the sound is silent", 2)


def _largest(values: list[float]) -> float | None:
    return max((value for value in values if value > -70), default=None)


def loudness_curve(heard: Heard | None) -> Curve:
    """Short-term loudness over time, in LUFS; None while there is nothing to be heard, and in the first three seconds."""
    values = heard.loudness.short_term if heard else []
    every = kept_every(len(values))
    kept = [value if value > -70 and index * every >= 29 else None for index, value in enumerate(values[::every])]
    return Curve(step=every / 10, values=tuple(value and round(value, 1) for value in kept))


def sync_figures(heard: Heard | None, seconds: float, seen: Seen, expected: Expected, begins: float) -> SyncFigures:
    """Sound against picture. `begins` is the second on which the picture begins."""
    if heard is None or not heard.samples:
        return SyncFigures(length_difference=NO_SOUND, start_offset=NO_SOUND, cue_offset=NO_SOUND, cues=())
    coarse, onsets = heard.coarse(), onsets_in(heard.levels())
    start = heard.begins or 0
    cues = tuple(_cue(speech, coarse, start, onsets) for speech in expected.speech if speech.end > speech.start)
    offsets = measured([cue.offset for cue in cues])
    nobody = expected.unknown or "nothing is spoken" if not cues else "no voice could be told from what else is heard"
    return SyncFigures(
        length_difference=round(seconds - float(seen.frames / expected.fps), 4),
        start_offset=round(start / SAMPLE_RATE - begins, 4),
        cue_offset=figure(median(offsets) if offsets else None, nobody, 1),
        cues=cues,
    )


def _cue(speech: Speech, coarse: NDArray[np.float32], begins: int, onsets: tuple[float, ...]) -> CueFigures:
    """By how much a line is late. By its voice where that can be read, else by where something is heard to begin."""
    planned = speech.start / SAMPLE_RATE
    offset: Figure = Unmeasured(not_measured="the voice has no file")
    method = "correlation with the voice"
    if speech.source is not None:
        offset = _by_voice(speech, coarse, begins)
    if isinstance(offset, Unmeasured):
        near = [onset + begins / SAMPLE_RATE - planned for onset in onsets]
        least = min(near, key=abs, default=None)
        if least is not None and abs(least) <= _ONSET_REACH and speech.source is None:
            offset, method = round(least * 1000, 1), "where something is heard to begin"
    return CueFigures(start=round(planned, 4), offset=offset, method=method)


def _by_voice(speech: Speech, coarse: NDArray[np.float32], begins: int) -> Figure:
    """In ms, from where the voice's own sound lies best in the film's."""
    assert speech.source is not None
    length = min(_LONGEST, (speech.end - speech.start) // COARSE)
    try:
        voice = _edged(voice_in(speech, length))
    except MediaError:
        return Unmeasured(not_measured="the voice's file cannot be read")
    at = (speech.start - begins) // COARSE
    first = max(0, at - _REACH)
    film = _edged(coarse[first : at + length + _REACH])
    if voice.size < _COARSE_RATE // 8 or film.size <= voice.size or not voice.any():
        return Unmeasured(not_measured="the line is too short, or the sound ends before it")
    size = 1 << (film.size + voice.size).bit_length()
    turned = np.conj(np.fft.rfft(voice, size))
    found = np.fft.irfft(np.fft.rfft(film, size) * turned, size)[: film.size - voice.size + 1]
    sums = np.concatenate([[0.0], np.cumsum(np.square(film, dtype=np.float64))])
    energy = sums[voice.size :] - sums[: -voice.size]
    likeness = found / np.sqrt(np.maximum(energy, 1e-9) * float(np.square(voice).sum()))
    best = int(likeness.argmax())
    if likeness[best] < _SURE:
        return Unmeasured(not_measured="the voice cannot be told from what else is heard")
    return round((first + best - at) * 1000 / _COARSE_RATE, 1)


def _edged(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Differences of samples, so that the low notes of music do not cover a voice."""
    return np.diff(samples)


def voice_in(speech: Speech, length: int) -> NDArray[np.float32]:
    """The first `length` samples of a line's own sound, one channel at 8 kHz."""
    wanted, parts = length * COARSE, [np.zeros(0, np.float32)]
    for block in blocks(speech.source, speech.first) if speech.source else ():
        parts.append(block.mean(axis=0))
        wanted -= parts[-1].size
        if wanted <= 0:
            break
    samples = np.concatenate(parts)[: length * COARSE]
    whole = samples.size // COARSE * COARSE
    return samples[:whole].reshape(-1, COARSE).mean(axis=1)


def onsets_in(levels: NDArray[np.float32], rise: float = 10.0, floor: float = -45.0) -> tuple[float, ...]:
    """Seconds at which something is heard after a pause, or much louder than what was before.

    `levels` in dBFS, a hundred a second.
    """
    found = list[float]()
    for step in range(levels.size):
        before = levels[max(0, step - 12) : step].max(initial=-100)
        # Both this moment and the next: a click is no onset.
        loud = levels[step] > floor and np.median(levels[step : step + 3]) > before + rise
        if loud and (not found or step / 100 - found[-1] > 0.2):
            found.append(step / 100)
    return tuple(found)
