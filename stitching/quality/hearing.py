"""One pass over the sound: loudness, peaks, silence, and small pieces where shots meet and lines are spoken."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stitching.loudness import Meter, Samples
from stitching.quality.figures import Span
from stitching.timeline import SAMPLE_RATE

COARSE = 6
"""Samples of which one is kept, their mean, to find voices by: 8 kHz."""
AROUND = 1440
"""Samples kept on either side of a boundary: 30 ms."""
SILENT = 1e-3
"""-60 dB of full scale."""
FULL = 0.999
_RUN = 3
_STEP = SAMPLE_RATE // 100


class Heard:
    """What was heard of a film. `boundaries` are the samples on which shots begin."""

    def __init__(self, boundaries: Sequence[int] = ()) -> None:
        import av

        self.samples = 0
        self.begins: int | None = None
        """The sample of the film on which the track begins; None while nothing was heard."""
        self.clipped = 0
        self.pieces = {at: np.zeros((2, 2 * AROUND), np.float32) for at in boundaries}
        self.loudness = Meter(peak=True)
        self._change: Any = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
        self._powers, self._peaks = list[NDArray[np.float32]](), list[NDArray[np.float32]]()
        self._coarse = list[NDArray[np.int16]]()
        self._rest: Samples = np.zeros((2, 0), np.float32)
        self._full = [0, 0]
        """Of each channel how long it is at full scale by now."""

    def hear(self, frame: Any) -> None:
        """Take in the next stretch of sound."""
        if self.begins is None:
            self.begins = round((frame.pts or 0) * frame.time_base * SAMPLE_RATE)
        for part in self._change.resample(frame):
            samples = part.to_ndarray()
            self.loudness.push(samples)
            self._keep(samples)
            self._count_clipped(samples)
            joined = np.concatenate([self._rest, samples], axis=1)
            whole = joined.shape[1] // _STEP * _STEP
            self._rest = joined[:, whole:]
            steps = joined[:, :whole].reshape(2, -1, _STEP)
            self._powers.append((steps**2).mean(axis=(0, 2), dtype=np.float32))
            self._peaks.append(np.abs(steps).max(axis=(0, 2)))
            coarse = joined[:, :whole].mean(axis=0).reshape(-1, COARSE).mean(axis=1)
            self._coarse.append((np.clip(coarse, -1, 1) * 32767).astype(np.int16))
            self.samples += samples.shape[1]

    def _keep(self, samples: Samples) -> None:
        """Copy what lies around a boundary."""
        start = self.samples + (self.begins or 0)
        end = start + samples.shape[1]
        for at, piece in self.pieces.items():
            first, last = max(start, at - AROUND), min(end, at + AROUND)
            if first < last:
                piece[:, first - at + AROUND : last - at + AROUND] = samples[:, first - start : last - start]

    def _count_clipped(self, samples: Samples) -> None:
        for channel, full in enumerate(np.abs(samples) >= FULL):
            if not (full.any() or self._full[channel]):
                continue
            for one, stretch in groupby(full):
                before = self._full[channel] if one else 0
                self._full[channel] = before + len(list(stretch)) if one else 0
                self.clipped += before < _RUN <= self._full[channel]

    def levels(self) -> NDArray[np.float32]:
        """dBFS, a hundred a second."""
        powers = np.concatenate([*self._powers, np.zeros(0, np.float32)])
        return (10 * np.log10(np.maximum(powers, 1e-10))).astype(np.float32)

    def coarse(self) -> NDArray[np.float32]:
        """The whole sound, one channel at 8 kHz, full scale at 1."""
        return np.concatenate([*self._coarse, np.zeros(0, np.int16)]).astype(np.float32) / np.float32(32767)

    def silent(self, seconds: float) -> tuple[Span, ...]:
        """Stretches of at least so many seconds in which no sample is over -60 dB."""
        quiet = np.concatenate([*self._peaks, np.zeros(0, np.float32)]) < SILENT
        found, at, begins = list[Span](), 0, (self.begins or 0) / SAMPLE_RATE
        for one, run in groupby(quiet):
            count = len(list(run))
            if one and count >= seconds * 100:
                found.append(Span(start=round(at / 100 + begins, 3), seconds=count / 100))
            at += count
        return tuple(found)
