"""What a finished film measures: lengths, loudness, and stretches that nobody asked for."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stitching.errors import MediaError
from stitching.loudness import Meter, Samples
from stitching.mezzanine import Av, opened
from stitching.timeline import SAMPLE_RATE

if TYPE_CHECKING:
    from stitching.frames import Planes

BLACK_SECONDS = 0.1
"""A black stretch is reported from this length on."""
FROZEN_SECONDS = 1.0
"""A stretch without any change is reported from this length on."""

_BLACK, _STILL, _EVERY = 24, 3, 4
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
        black=_stretches(picture.black, BLACK_SECONDS * rate),
        frozen=_stretches(picture.still, FROZEN_SECONDS * rate),
        onsets=_onsets(sound.levels()),
    )


class _Picture:
    def __init__(self) -> None:
        self.black, self.still = list[bool](), list[bool]()
        self.monotonic = True
        self._before: Planes | None = None

    def see(self, frame: Av, rate: Fraction) -> None:
        if frame.pts is None or round(frame.pts * frame.time_base * rate, 3) != len(self.black):
            self.monotonic = False
        luma = np.frombuffer(frame.planes[0], np.uint8).reshape(-1, frame.planes[0].line_size)
        luma = luma[::_EVERY, : frame.width : _EVERY].copy()
        self.black.append(bool(np.percentile(luma, 99.5) <= _BLACK))
        changed = None if self._before is None else np.abs(luma.astype(np.int16) - self._before).max()
        self.still.append(changed is not None and bool(changed < _STILL))
        self._before = luma


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


def _stretches(flags: list[bool], least: Fraction | float) -> tuple[Stretch, ...]:
    found, at = list[Stretch](), 0
    for flag, run in groupby(flags):
        count = len(list(run))
        if flag and count >= least:
            found.append(Stretch(at, count))
        at += count
    return tuple(found)
