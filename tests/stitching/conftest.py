"""Real clips, small and quick, for the tests of the assembler."""

import wave
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stitching.mezzanine import Writer
from stitching.timeline import Source

WIDTH, HEIGHT = 160, 90

MakeClip = Callable[..., Source]
MakeSound = Callable[[str, NDArray[np.float64]], Source]


@pytest.fixture(scope="session")
def make_clip(tmp_path_factory: pytest.TempPathFactory) -> MakeClip:
    """Makes a clip of `frames` frames of a colour, with a white bar that moves; the same one only once."""
    folder = tmp_path_factory.mktemp("clips")

    def make(frames: int, tone: int = 1, rate: str = "24", size: tuple[int, int] = (WIDTH, HEIGHT)) -> Source:
        name = f"{frames}-{tone}-{rate.replace('/', '_')}-{size[0]}x{size[1]}"
        path = folder / f"{name}.mp4"
        if not path.exists():
            with Writer(path, *size, Fraction(rate)) as writer:
                for index in range(frames):
                    picture = np.full((size[1], size[0], 3), (tone * 37 % 200, tone * 91 % 200, 90), np.uint8)
                    left = index * 3 % (size[0] - 20)
                    picture[20:40, left : left + 20] = 255
                    writer.write(picture)
        return Source(digest=name, path=path)

    return make


@pytest.fixture
def make_sound(tmp_path: Path) -> MakeSound:
    """Writes 48 kHz samples, (samples,) or (channels, samples), as a WAV file of 16 bits."""

    def make(name: str, samples: NDArray[np.float64]) -> Source:
        path = tmp_path / f"{name}.wav"
        rows = np.atleast_2d(samples)
        with wave.open(str(path), "wb") as file:
            file.setnchannels(rows.shape[0])
            file.setsampwidth(2)
            file.setframerate(48_000)
            file.writeframes(np.ascontiguousarray((np.clip(rows, -1, 1) * 32767).astype("<i2").T).tobytes())
        return Source(digest=name, path=path)

    return make
