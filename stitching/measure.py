"""What a finished film measures: lengths, loudness, and stretches that nobody asked for."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stitching.errors import MediaError
from stitching.loudness import Meter, Samples
from stitching.mezzanine import Av, opened
from stitching.timeline import SAMPLE_RATE

BLACK_SECONDS = 0.1
"""A black stretch is reported from this length on."""
FROZEN_SECONDS = 1.0
"""A stretch without any change is reported from this length on."""

_BLACK, _STILL, _EVERY = 24, 4, 4
_STEP = SAMPLE_RATE // 100


@dataclass(frozen=True)
class Stretch:
    """Frames `start` to `start + frames` of the film."""

    start: int
    frames: int


@dataclass(frozen=True)
class Report:
    """A film as it is; every figure comes from decoding it to its end."""

    width: int
    height: int
    rate: str
    frames: int
    monotonic: bool
    """Every frame stands where it should: at its number times the length of a frame."""
    seconds: float
    sound_seconds: float | None
    """None without a sound track."""
    loudness: float | None
    """Integrated, in LUFS; None for silence or less than 0.4 s of sound."""
    true_peak: float | None
    """In dBTP; None for silence."""
    black: tuple[Stretch, ...]
    frozen: tuple[Stretch, ...]
    onsets: tuple[float, ...]
    """Seconds at which something is heard after a pause, or much louder than what was before."""


def measure(film: Path) -> Report:
    """Decode the whole film and measure it."""
    import av

    picture, sound = _Picture(), _Sound()
    with opened(film) as container:
        stream = container.streams.video[0]
        rate = Fraction(stream.average_rate or 0)
        if not rate:
            raise MediaError(f"{film}: does not say how many frames a second it has")
        heard = bool(container.streams.audio)
        streams = {"video": 0, "audio": 0} if heard else {"video": 0}
        try:
            for frame in container.decode(**streams):
                if frame.__class__ is av.AudioFrame:
                    sound.hear(frame)
                else:
                    picture.see(frame, rate)
        except av.FFmpegError as error:
            raise MediaError(f"{film}: broken after frame {len(picture.black)} ({error.strerror})") from None
        track = container.streams.audio[0] if heard else None
        length = float(track.duration * track.time_base) if track else None
        width, height = stream.width, stream.height
    loudness = sound.meter.result()
    return Report(
        width=width,
        height=height,
        rate=str(rate),
        frames=len(picture.black),
        monotonic=picture.monotonic,
        seconds=float(len(picture.black) / rate),
        sound_seconds=length,
        loudness=loudness.integrated,
        true_peak=loudness.true_peak,
        black=_black(picture.black, BLACK_SECONDS * rate),
        frozen=_runs(picture.runs, FROZEN_SECONDS * rate),
        onsets=_onsets(sound.levels()),
    )


class _Picture:
    def __init__(self) -> None:
        self.black, self.runs = list[bool](), list[int]()
        self.monotonic = True
        self._held: NDArray[np.int16] | None = None

    def see(self, frame: Av, rate: Fraction) -> None:
        if frame.pts is None or round(frame.pts * frame.time_base * rate, 3) != len(self.black):
            self.monotonic = False
        luma = np.frombuffer(frame.planes[0], np.uint8).reshape(-1, frame.planes[0].line_size)
        self.black.append(bool(np.percentile(luma[::_EVERY, : frame.width : _EVERY], 99.5) <= _BLACK))
        # Averages of 16 x 16 against the first frame of the stretch: a keyframe draws the same picture a little
        # differently, and that is no movement; a slow move adds up until it is one.
        size = (max(1, frame.width // 16), max(1, frame.height // 16))
        small = frame.reformat(*size, format="gray", interpolation="AREA").to_ndarray().astype(np.int16)
        if self._held is None or np.abs(small - self._held).max() > _STILL:
            self._held = small
            self.runs.append(0)
        self.runs[-1] += 1


class _Sound:
    def __init__(self) -> None:
        import av

        self.meter = Meter()
        self._change: Av = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
        self._powers = list[NDArray[np.float32]]()
        self._rest: Samples = np.zeros((2, 0), np.float32)

    def hear(self, frame: Av) -> None:
        for part in self._change.resample(frame):
            samples = part.to_ndarray()
            self.meter.push(samples)
            joined = np.concatenate([self._rest, samples], axis=1)
            whole = joined.shape[1] // _STEP * _STEP
            self._rest = joined[:, whole:]
            steps = joined[:, :whole].reshape(2, -1, _STEP)
            self._powers.append((steps**2).mean(axis=(0, 2), dtype=np.float32))

    def levels(self) -> NDArray[np.float32]:
        """dBFS, a hundred a second."""
        powers = np.concatenate([*self._powers, np.zeros(0, np.float32)])
        return (10 * np.log10(np.maximum(powers, 1e-10))).astype(np.float32)


def _onsets(levels: NDArray[np.float32], rise: float = 10.0, floor: float = -45.0) -> tuple[float, ...]:
    found = list[float]()
    for step in range(levels.size):
        before = levels[max(0, step - 12) : step].max(initial=-100)
        # Both this moment and the next: a click is no onset.
        loud = levels[step] > floor and levels[step : step + 3].mean() > before + rise
        if loud and (not found or step / 100 - found[-1] > 0.2):
            found.append(step / 100)
    return tuple(found)


def _black(flags: list[bool], least: Fraction | float) -> tuple[Stretch, ...]:
    runs = [(flag, len(list(run))) for flag, run in groupby(flags)]
    starts = accumulate((count for _, count in runs), initial=0)
    return tuple(Stretch(at, count) for at, (flag, count) in zip(starts, runs, strict=False) if flag and count >= least)


def _runs(runs: list[int], least: Fraction | float) -> tuple[Stretch, ...]:
    starts = accumulate(runs, initial=0)
    return tuple(Stretch(at, count) for at, count in zip(starts, runs, strict=False) if count >= least)
