"""Every instrument: in tune, without clicks, hum or hiss, as loud as the others, brighter when played harder."""

import numpy as np
import pytest

from generation.results import SAMPLE_RATE
from generation.scores._drums import DRUMS
from generation.scores._ensemble import CENTRES
from generation.scores._hall import answer
from generation.scores._instruments import SEATS, play
from generation.scores._waves import Mono, hertz

PITCHED = [name for name in SEATS if name not in DRUMS]
LOW = {"bass": 38, "upright": 40, "deep": 40, "timpani": 45, "cello": 48}


def spectrum(sound: Mono) -> tuple[Mono, Mono]:
    size = 1 << 19
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), size)) ** 2
    return power, np.fft.rfftfreq(size, 1 / SAMPLE_RATE)


def usual(name: str) -> int:
    return LOW.get(name, CENTRES.get(name, 64))


@pytest.mark.parametrize("name", PITCHED)
@pytest.mark.parametrize("up", [-7, 0, 7])
def test_it_is_in_tune_and_has_no_false_partials(name: str, up: int) -> None:
    pitch = usual(name) + up
    tone = play(name, float(pitch), 1600, 2)
    power, heights = spectrum(tone[: SAMPLE_RATE * 3 // 2])
    own = hertz(pitch)
    near = (heights > own * 0.985) & (heights < own * 1.015)
    middle = float((power[near] * heights[near]).sum() / power[near].sum())
    assert abs(1200 * np.log2(middle / own)) < 3
    assert power[heights > 16_500].sum() < 1e-4 * power.sum()
    assert power[heights < own * 0.4].sum() < 0.03 * power.sum()


@pytest.mark.parametrize("name", list(SEATS))
def test_it_begins_and_ends_without_a_click_and_has_no_dc(name: str) -> None:
    for milliseconds in (100, 450, 2000):
        tone = play(name, float(usual(name)), milliseconds, 3, 1)
        assert np.isfinite(tone).all()
        assert abs(float(tone[0])) < 0.02
        assert abs(float(tone[-1])) < 1e-3
        assert np.abs(tone[-48:]).max() < 0.05 * np.abs(tone).max()
        assert abs(float(tone.mean())) < 2e-3


@pytest.mark.parametrize("name", PITCHED)
def test_played_harder_it_is_brighter_and_twice_it_is_never_quite_the_same(name: str) -> None:
    centres = list[float]()
    for layer in (0, 3):
        power, heights = spectrum(play(name, float(usual(name)), 800, layer)[: SAMPLE_RATE // 2])
        centres.append(float((power * heights).sum() / power.sum()))
    assert centres[1] > centres[0]
    one, other = (play(name, float(usual(name)), 800, 2, turn) for turn in (0, 1))
    assert not np.array_equal(one, other)


def test_no_instrument_sticks_out() -> None:
    loud = {name: float(np.abs(play(name, float(usual(name)), 800, 2)).max()) for name in SEATS}
    assert max(loud.values()) < 0.75
    powers = [
        float(np.sqrt(np.square(play(name, float(usual(name)), 800, 2)[: SAMPLE_RATE // 2]).mean())) for name in PITCHED
    ]
    assert 20 * np.log10(max(powers) / min(powers)) < 13


def test_vibrato_sets_in_late() -> None:
    tone = play("flute", 79.0, 2400, 2)
    own = hertz(79)

    def wandering(start: float, end: float) -> float:
        """How far the pitch strays, in Hz: from the phase of the fundamental."""
        part = tone[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)]
        turned = part * np.exp(-2j * np.pi * own * np.arange(len(part)) / SAMPLE_RATE)
        smooth = np.convolve(turned, np.hanning(2048), "valid")
        return float(np.diff(np.unwrap(np.angle(smooth))).std() * SAMPLE_RATE / 2 / np.pi)

    assert wandering(1.2, 2.2) > 3 * wandering(0.1, 0.42)


def test_the_hall_answers_at_once_dies_away_and_keeps_low_tones_out() -> None:
    impulse = answer(1.8, 3)
    assert (impulse**2).sum(axis=1) == pytest.approx([1, 1], abs=1e-3)
    early, middle, late = (
        float((impulse[:, round(a * SAMPLE_RATE) : round(b * SAMPLE_RATE)] ** 2).sum())
        for a, b in ((0, 0.1), (0.5, 0.6), (1.4, 1.5))
    )
    assert early > middle > 20 * late
    power = np.square(np.abs(np.fft.rfft(impulse[0])))
    heights = np.fft.rfftfreq(impulse.shape[1], 1 / SAMPLE_RATE)
    assert power[heights < 90].mean() < 0.05 * power[(heights > 400) & (heights < 2000)].mean()
    assert abs(float(np.sum(impulse[0] * impulse[1]))) < 0.3
