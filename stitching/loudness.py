"""How loud sound is, by EBU R 128, and the gain that keeps its peaks under a ceiling."""

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from stitching.timeline import SAMPLE_RATE

Samples = NDArray[np.float32]
"""(2, samples), full scale at 1.0."""

STEP = 48
"""Samples in one step of a control curve: a millisecond."""

Ceiling: TypeAlias = float | NDArray[np.float32]
"""In dBTP: one, or one for each millisecond."""

_GATE = -70.0
_LOOK = 6
_HALVINGS = 14
_AT_ONCE = 128


class Loudness(NamedTuple):
    """LUFS and dBTP. `integrated` is None for silence, and for sound shorter than the 0.4 s that R 128 needs."""

    integrated: float | None
    true_peak: float | None


class Meter:
    """Measures sound that comes in blocks; the true peak only if asked, for that is most of the work."""

    def __init__(self, *, peak: bool = False) -> None:
        from av.filter import Graph

        self._graph: Any = Graph()
        source = self._graph.add_abuffer(
            sample_rate=SAMPLE_RATE, format="fltp", layout="stereo", time_base=Fraction(1, SAMPLE_RATE)
        )
        meter = self._graph.add("ebur128", "metadata=1:peak=true" if peak else "metadata=1")
        sink = self._graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        self._graph.configure()
        self._at = 0
        self._found: dict[str, str] = {}
        self.momentary, self.short_term = list[float](), list[float]()
        """In LUFS, ten times a second: of the 0.4 s, and of the 3 s, that end there. Whole once `end` is called."""

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
                found = self._graph.pull().metadata
            except (av.BlockingIOError, av.EOFError):
                return
            if found:
                self._found = dict(found)
                self.momentary.append(float(found.get("lavfi.r128.M", "-inf")))
                self.short_term.append(float(found.get("lavfi.r128.S", "-inf")))

    def end(self) -> None:
        """No more sound follows."""
        self._graph.push(None)
        self._pull()

    def result(self) -> Loudness:
        """What was heard; a true peak of None where it was not asked for. No more sound follows."""
        self.end()
        return Loudness(self.value("I"), self.true_peak())

    def value(self, name: str) -> float | None:
        """`I`, integrated loudness, or `LRA`, its range; None for silence, or for sound too short to have it."""
        value, integrated = (float(self._found.get(f"lavfi.r128.{each}", "-inf")) for each in (name, "I"))
        return value if math.isfinite(value) and integrated > _GATE else None

    def true_peak(self) -> float | None:
        """In dBTP; None for silence."""
        peak = max(float(self._found.get(f"lavfi.r128.true_peaks_ch{channel}", "0")) for channel in (0, 1))
        return 20 * math.log10(peak) if peak > 0 else None


class Outlook:
    """How loud a sound would be with a gain and under a limiter, without making it.

    From its momentary loudness (ten values a second), and from the peak and the mean square of each millisecond: the limiter
    takes from each 0.4 s what it takes from its milliseconds, weighed by their power.
    """

    def __init__(self, momentary: NDArray[np.float64], peaks: NDArray[np.float32], powers: NDArray[np.float32]) -> None:
        self._momentary, self._peaks, self._powers = momentary, peaks, powers
        self._before = self._windows(powers)

    def curve(self, gain: float, ceiling: Ceiling) -> NDArray[np.float32]:
        """Gain and limiter together, one value a millisecond; `gain` is a factor."""
        linear = np.power(10, np.divide(ceiling, 20), dtype=np.float32)
        return limit(self._peaks * np.float32(gain), linear) * np.float32(gain)

    def highest(self, curve: NDArray[np.float32], count: int) -> NDArray[np.float32]:
        """The dBTP of each `count` milliseconds under a curve."""
        peaks = self._peaks * curve
        return 20 * np.log10(np.maximum(np.pad(peaks, (0, -peaks.size % count)).reshape(-1, count).max(axis=1), 1e-9))

    def loudness(self, gain: float, ceiling: Ceiling) -> float:
        """Integrated loudness in LUFS by the gates of BS.1770; -inf for silence."""
        if not self._momentary.size:
            return -math.inf
        after = self._windows(self._powers * self.curve(gain, ceiling) ** 2)
        energy = 10 ** ((self._momentary + 0.691) / 10) * after / np.maximum(self._before, 1e-30)
        # Of the first 0.3 s there is no whole window.
        energy = energy[3:]
        heard = energy[energy > 10 ** ((_GATE + 0.691) / 10)]
        if not heard.size:
            return -math.inf
        heard = heard[heard > heard.mean() / 10]
        return float(10 * np.log10(heard.mean()) - 0.691)

    def _windows(self, powers: NDArray[np.float32]) -> NDArray[np.float64]:
        """The power of the 0.4 s that end with each tenth of a second."""
        tenths = np.pad(powers, (0, -powers.size % 100)).reshape(-1, 100).sum(axis=1, dtype=np.float64)
        sums = np.concatenate([[0.0], np.cumsum(tenths)])
        ends = np.minimum(np.arange(self._momentary.size) + 1, tenths.size)
        return sums[ends] - sums[np.maximum(ends - 4, 0)]

    def gain(self, wanted: float, ceiling: Ceiling, most: float) -> float:
        """The gain at which it is as loud as wanted; the largest where it cannot be, and 1 for silence."""
        if self.loudness(1.0, 100.0) == -math.inf:
            return 1.0
        low, high = math.log(1e-4), math.log(most)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            if self.loudness(math.exp(middle), ceiling) < wanted:
                low = middle
            else:
                high = middle
        return math.exp(high)


class PeakHold:
    """The largest value between the samples, millisecond by millisecond, of sound that comes in blocks.

    The block lengths must be multiples of `STEP`, but for the last. Four times oversampled; the neighbourhood that a
    block needs from the one before is kept. With `near`, values between the samples are only looked for where the samples
    come to this part of the block's largest: its peak is found in less time.
    """

    _TAPS = 16
    """Within 0.02 dB of what ebur128 finds in sound up to 20 kHz, which is all that AAC leaves."""
    _GROUP = 4 * STEP

    def __init__(self, near: float = 0.0) -> None:
        phases = np.arange(1, 4) / 4
        places = np.arange(-self._TAPS // 2 + 1, self._TAPS // 2 + 1)
        window = np.cos(np.pi * (places - phases[:, None]) / (self._TAPS + 2)) ** 2
        self._kernels = (np.sinc(places - phases[:, None]) * window).astype(np.float32)
        self._before = np.zeros((2, self._TAPS), np.float32)
        self._near = near

    def push(self, samples: Samples) -> NDArray[np.float32]:
        """The peak of each of the block's milliseconds."""
        short = -samples.shape[1] % self._GROUP
        joined = np.concatenate([self._before, samples, np.zeros((2, short), np.float32)], axis=1)
        self._before = joined[:, samples.shape[1] : samples.shape[1] + self._TAPS].copy()
        peak = np.abs(joined[:, self._TAPS :]).max(axis=0).reshape(-1, self._GROUP)
        largest = peak.max(axis=1, initial=0)
        chosen = np.maximum(largest, np.append(largest[:1], largest[:-1])) >= self._near * largest.max(initial=0)
        rows = sliding_window_view(joined, self._GROUP + self._TAPS, axis=1)[:, :: self._GROUP]
        # A few at a time: what is small stays in the processor's cache.
        for some in np.split(np.flatnonzero(chosen), range(_AT_ONCE, chosen.sum(), _AT_ONCE)):
            peak[some] = np.maximum(peak[some], self._between(rows[:, some]))
        return peak.reshape(-1)[: samples.shape[1] + -samples.shape[1] % STEP].reshape(-1, STEP).max(axis=1)

    def _between(self, rows: Samples) -> NDArray[np.float32]:
        """The largest value after each sample but for the first `_TAPS` of each row, of either channel."""
        half = self._TAPS // 2
        found = np.zeros((rows.shape[1], self._GROUP), np.float32)
        values = np.zeros(rows[0].shape, np.float32)
        for channel in rows.reshape(2, -1):
            for kernel in self._kernels:
                # In two halves, for numpy is several times faster with less than twelve taps.
                early, late = np.correlate(channel, kernel[:half]), np.correlate(channel, kernel[half:])
                np.add(early[1:-half], late[half + 1 :], out=values.reshape(-1)[: -self._TAPS])
                np.maximum(found, np.abs(values[:, : self._GROUP]), out=found)
        return found


def limit(peaks: NDArray[np.float32], ceiling: NDArray[np.float32]) -> NDArray[np.float32]:
    """The gain, step by step, that keeps `peaks` under `ceiling` (linear): down in time for a peak, and smoothly."""
    need = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9)).astype(np.float32)
    held = _lowest(np.pad(need, 2 * _LOOK, mode="edge"), 2 * _LOOK + 1)
    bell = np.hanning(2 * _LOOK + 1)[1:-1].astype(np.float32)
    smooth = np.convolve(held, bell / bell.sum(), "same")
    return smooth[_LOOK : _LOOK + need.size].astype(np.float32)


def _lowest(values: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """The lowest of each `count` values in a row."""
    done = 1
    while done < count:
        further = min(done, count - done)
        values = np.minimum(values[:-further], values[further:])
        done += further
    return values


def leveled(blocks: Iterator[Samples], curve: NDArray[np.float32]) -> Iterator[Samples]:
    """Sound that comes in blocks, from its first sample on, with a control curve on it."""
    at = 0
    for block in blocks:
        yield block * spread(curve, at, block.shape[1])
        at += block.shape[1]


def spread(curve: NDArray[np.float32], start: int, count: int) -> NDArray[np.float32]:
    """A control curve's values for the `count` samples from `start` on: its own in the middle of a step, and a line between."""
    first = (start - STEP // 2) // STEP
    skipped = start - STEP // 2 - first * STEP
    rows = -(-(skipped + count) // STEP)
    values = curve[np.clip(np.arange(first, first + rows + 1), 0, curve.size - 1)]
    lines = np.multiply.outer(np.diff(values), np.arange(STEP) / STEP, dtype=np.float32)
    lines += values[:-1, None]
    return lines.reshape(-1)[skipped : skipped + count]
