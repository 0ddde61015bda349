"""How loud a score is: each section at its level, without steps between them, faded at both ends."""

from dataclasses import dataclass

import numpy as np

from generation.requests import ScoreRequest
from generation.results import SAMPLE_RATE, Sound

_FADE_IN, _FADE_OUT = 0.6, 2.0
_GLIDE = 1.5
"""Seconds over which the level of one section becomes that of the next."""


def samples_of(request: ScoreRequest) -> int:
    """How many samples the whole score has."""
    return max(1, round(sum(section.seconds for section in request.sections) * SAMPLE_RATE))


def levelled(sound: Sound, request: ScoreRequest) -> Sound:
    """Bring each section to its level (busier sections may be up to 3 dB louder), without steps, faded at both ends."""
    total = sound.shape[1]
    knots: list[tuple[float, float]] = []
    at = 0.0
    for section in request.sections:
        first, last = round(at * SAMPLE_RATE), round((at + section.seconds) * SAMPLE_RATE)
        level = float(np.sqrt(np.mean(sound[:, first:last] ** 2))) if last > first else 0.0
        wanted = 0.0 if section.silent else 10 ** ((section.level + 3.0 * (section.intensity - 0.5)) / 20)
        gain = min(wanted / level, 40.0) if level > 1e-4 else 0.0
        half = min(_GLIDE, section.seconds) / 2
        knots += [(at + half, gain), (at + section.seconds - half, gain)]
        at += section.seconds
    when = np.arange(0, total, 480) / SAMPLE_RATE
    curve = np.interp(when, [k[0] for k in knots], [k[1] for k in knots])
    gains = np.repeat(curve, 480)[:total].astype(np.float32)
    gains = np.convolve(gains, np.ones(481, np.float32) / 481, "same")[:total]
    rise, fall = min(total, round(_FADE_IN * SAMPLE_RATE)), min(total, round(_FADE_OUT * SAMPLE_RATE))
    gains[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)
    gains[-fall:] *= np.linspace(1, 0, fall, dtype=np.float32) ** 1.5
    return np.tanh(sound * gains).astype(np.float32)


@dataclass(frozen=True)
class Laid:
    """A piece of sound in the score: from which sample on, and over how many samples it comes and goes."""

    sound: Sound
    start: int
    rise: int = 0
    fall: int = 0


def joined(pieces: list[Laid], total: int) -> Sound:
    """Lay pieces into a score of `total` samples. Where one goes while the next comes, their power stays the same."""
    whole = np.zeros((2, total), np.float32)
    for piece in pieces:
        length = min(piece.sound.shape[1], total - piece.start)
        part = piece.sound[:, :length].copy()
        rise, fall = min(piece.rise, length), min(piece.fall, length)
        part[:, :rise] *= _quarter(rise)
        part[:, length - fall :] *= _quarter(fall)[::-1]
        whole[:, piece.start : piece.start + length] += part
    return whole


def _quarter(samples: int) -> Sound:
    """From silence to full as a quarter of a sine, whose square and that of its mirror image add up to one."""
    return np.sin((np.arange(samples, dtype=np.float32) + 0.5) * (np.pi / 2 / max(1, samples))).astype(np.float32)
