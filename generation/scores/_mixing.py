"""From notes to sound: played a few seconds at a time, kept as 16-bit samples, levelled once all of it has been heard."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generation.backend import Progress
from generation.requests import ScoreRequest
from generation.results import SAMPLE_RATE
from generation.scores._hall import Hall
from generation.scores._instruments import SEATS, play
from generation.scores._levels import samples_of
from generation.scores._stage import PARTS, Note

FRAME = 480
"""Samples over which power and peak are taken: 10 ms."""
_LONGEST = 14 * SAMPLE_RATE
"""No note with its release is longer."""
_WET = 0.8
_FULL = 32_000.0
Samples = NDArray[np.int16]


class Tape:
    """What was played: all stems as 16-bit samples, every block at a scale of its own; power and peak of their sum."""

    def __init__(self, samples: int, block: int) -> None:
        self.samples, self.block = samples, block
        self.powers: list[NDArray[np.float32]] = []
        self.peaks: list[NDArray[np.float32]] = []
        self._kept = np.zeros((len(PARTS), 2, samples), np.int16)
        self._scales: list[NDArray[np.float32]] = []

    def write(self, stems: NDArray[np.float32]) -> None:
        """Keep the next block of all stems, (stems, 2, samples)."""
        total = stems.sum(axis=0)
        short = -total.shape[1] % FRAME
        framed = np.pad(total, ((0, 0), (0, short))).reshape(2, -1, FRAME)
        self.powers.append(np.square(framed).mean(axis=(0, 2)))
        self.peaks.append(np.abs(framed).max(axis=(0, 2)))
        scales = np.maximum(np.abs(stems).max(axis=(1, 2)), 1e-6) / np.float32(_FULL)
        at = len(self._scales) * self.block
        self._kept[:, :, at : at + stems.shape[2]] = np.rint(stems / scales[:, None, None])
        self._scales.append(scales)

    def levelled(self, gains: NDArray[np.float32]) -> Samples:
        """All stems, (stems, 2, samples), under a gain with one value a frame, between which it goes straight.

        This writes over the tape: it can be asked once.
        """
        middles = (np.arange(len(gains)) + 0.5) * FRAME
        for number, scales in enumerate(self._scales):
            at = number * self.block
            block = self._kept[:, :, at : at + self.block]
            curve = np.interp(np.arange(at, at + block.shape[2]), middles, gains).astype(np.float32)
            for stem, scale in zip(block, scales, strict=True):
                stem[:] = np.rint(np.clip(stem * (curve * np.float32(scale * 32767)), -32767, 32767))
        return self._kept


def played(request: ScoreRequest, notes: Sequence[Note], seconds: float, progress: Progress) -> Tape:
    """Play every note in a hall whose echo lasts so many seconds."""
    total = samples_of(request)
    hall = Hall(seconds, request.seed, len(PARTS), FRAME)
    tape = Tape(total, hall.block)
    dry = np.zeros((len(PARTS), 2, tape.block + _LONGEST), np.float32)
    send = np.zeros((len(PARTS), tape.block + _LONGEST), np.float32)
    waiting = sorted(notes, key=lambda note: note.start)
    done = 0
    for at in range(0, total, tape.block):
        while done < len(waiting) and round(waiting[done].start * SAMPLE_RATE) < at + tape.block:
            _add(dry, send, waiting[done], at)
            done += 1
        stems = dry[:, :, : tape.block] + hall.heard(send[:, : tape.block])
        tape.write(stems[:, :, : total - at])
        for buffer in (dry, send):
            buffer[..., :_LONGEST] = buffer[..., tape.block :].copy()
            buffer[..., _LONGEST:] = 0
        progress(done, max(1, len(waiting)))
    play.cache_clear()
    return tape


def _add(dry: NDArray[np.float32], send: NDArray[np.float32], note: Note, at: int) -> None:
    """Play a note into the mix: to its seat with equal power, and into the hall as far as it sits in it."""
    seat, stem = SEATS[note.instrument], PARTS.index(note.part)
    layer = min(3, int(note.loud * 4))
    tone = play(note.instrument, note.pitch, max(1, round(note.length * 20)) * 50, layer, note.turn, joined=note.joined)
    start = max(0, round(note.start * SAMPLE_RATE) - at)
    end = min(dry.shape[2], start + len(tone))
    loud = note.loud**1.5 * 10 ** (seat.level / 20)
    angle = (float(np.clip(seat.pan + note.pan, -0.9, 0.9)) + 1) * np.pi / 4
    for side, gain in enumerate((np.cos(angle), np.sin(angle))):
        dry[stem, side, start:end] += tone[: end - start] * np.float32(gain * loud)
    send[stem, start:end] += tone[: end - start] * np.float32(seat.hall * loud * _WET)
