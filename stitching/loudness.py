"""How loud sound is, by EBU R 128, and the gain that keeps its peaks under a ceiling."""

import math
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stitching.timeline import SAMPLE_RATE

Samples = NDArray[np.float32]
"""(2, samples), full scale at 1.0."""

STEP = 48
"""Samples in one step of a control curve: a millisecond."""

_GATE = -70.0
_LOOK = 6


class Loudness(NamedTuple):
    """LUFS and dBTP. `integrated` is None for silence, and for sound shorter than the 0.4 s that R 128 needs."""

    integrated: float | None
    true_peak: float | None


class Meter:
    """Measures sound that comes in blocks."""

    def __init__(self) -> None:
        from av.filter import Graph

        self._graph: Any = Graph()
        source = self._graph.add_abuffer(
            sample_rate=SAMPLE_RATE, format="fltp", layout="stereo", time_base=Fraction(1, SAMPLE_RATE)
        )
        meter = self._graph.add("ebur128", "metadata=1:peak=true")
        sink = self._graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        self._graph.configure()
        self._at = 0
        self._found: dict[str, str] = {}

    def push(self, samples: Samples) -> None:
        """Hear the next block."""
        import av

        if not samples.shape[1]:
            return
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples, np.float32), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, self._at, Fraction(1, SAMPLE_RATE)
        self._at += samples.shape[1]
        self._graph.push(frame)
        self._pull()

    def _pull(self) -> None:
        import av

        while True:
            try:
                # Ten times a second only; the frames in between carry nothing.
                self._found.update(self._graph.pull().metadata)
            except (av.BlockingIOError, av.EOFError):
                return

    def result(self) -> Loudness:
        """What was heard so far."""
        self._graph.push(None)
        self._pull()
        integrated = float(self._found.get("lavfi.r128.I", "-inf"))
        peak = max(float(self._found.get(f"lavfi.r128.true_peaks_ch{channel}", "0")) for channel in (0, 1))
        return Loudness(
            integrated if math.isfinite(integrated) and integrated > _GATE else None,
            20 * math.log10(peak) if peak > 0 else None,
        )


class PeakHold:
    """The largest value between the samples, millisecond by millisecond, of sound that comes in blocks.

    The block lengths must be multiples of `STEP`, but for the last. Four times oversampled; the neighbourhood that a
    block needs from the one before is kept.
    """

    _TAPS = 12

    def __init__(self) -> None:
        phases = np.arange(1, 4) / 4
        places = np.arange(-self._TAPS // 2 + 1, self._TAPS // 2 + 1)
        window = np.cos(np.pi * (places - phases[:, None]) / (self._TAPS + 2)) ** 2
        self._kernels = (np.sinc(places - phases[:, None]) * window).astype(np.float32)
        self._before = np.zeros((2, self._TAPS), np.float32)

    def push(self, samples: Samples) -> NDArray[np.float32]:
        """The peak of each of the block's milliseconds."""
        joined = np.concatenate([self._before, samples], axis=1)
        self._before = joined[:, -self._TAPS :].copy()
        peak = np.abs(samples).max(axis=0)
        for kernel in self._kernels:
            for channel in joined:
                between = np.abs(np.convolve(channel, kernel[::-1], "valid"))[-samples.shape[1] :]
                np.maximum(peak, between, out=peak)
        short = -peak.size % STEP
        return np.pad(peak, (0, short)).reshape(-1, STEP).max(axis=1)


def limit(peaks: NDArray[np.float32], ceiling: float) -> NDArray[np.float32]:
    """The gain, step by step, that keeps `peaks` under `ceiling` (linear): down in time for a peak, and smoothly."""
    need = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9)).astype(np.float32)
    wide = np.pad(need, 2 * _LOOK, mode="edge")
    held = np.lib.stride_tricks.sliding_window_view(wide, 2 * _LOOK + 1).min(axis=1)
    bell = np.hanning(2 * _LOOK + 1)[1:-1].astype(np.float32)
    smooth = np.convolve(held, bell / bell.sum(), "same")
    return smooth[_LOOK : _LOOK + need.size].astype(np.float32)


def spread(curve: NDArray[np.float32], start: int, count: int) -> NDArray[np.float32]:
    """A control curve's values for the `count` samples from `start` on."""
    at = (np.arange(start, start + count, dtype=np.float64) - STEP / 2) / STEP
    first = max(0, start // STEP - 1)
    last = min(curve.size, (start + count) // STEP + 3)
    return np.interp(at, np.arange(first, last), curve[first:last]).astype(np.float32)
