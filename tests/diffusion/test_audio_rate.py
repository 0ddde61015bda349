"""Sound from a model's own rate to the film's: the same pitch, the same length, nothing late."""

import numpy as np
import pytest

from generation.diffusion.audio import stereo


def _tone(rate: int, samples: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return 0.5 * np.sin(2 * np.pi * 440 * np.arange(samples) / rate)


@pytest.mark.parametrize("rate", [16_000, 24_000, 32_000, 44_100, 48_000])
def test_a_tone_stays_what_and_when_it_was(rate: int) -> None:
    sound = stereo(_tone(rate, rate + 17), rate)
    assert sound.dtype == np.float32
    assert sound.shape == (2, round((rate + 17) * 48_000 / rate))
    assert np.abs(sound - _tone(48_000, sound.shape[1]))[:, 200:-400].max() < 1e-4


def test_channels_are_two() -> None:
    left, right, third = _tone(24_000, 2400), _tone(24_000, 2400)[::-1], np.zeros(2400)
    mono, both, more = (
        stereo(given, 24_000) for given in (left, np.stack([left, right]), np.stack([left, right, third]))
    )
    assert np.array_equal(mono[0], mono[1])
    assert np.array_equal(mono[0], both[0])
    assert not np.array_equal(both[0], both[1])
    assert np.array_equal(both, more)
    assert stereo(np.zeros((2, 0)), 24_000).shape == (2, 0)
