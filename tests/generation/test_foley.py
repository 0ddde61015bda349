"""Foley: every sound is there when it should be, from where it should be, and never twice the same."""

import time

import numpy as np
import pytest
from numpy.typing import NDArray

from generation.backend import find
from generation.errors import Unsupported
from generation.foley import procedural
from generation.requests import FoleyRequest, SoundEvent
from generation.results import SAMPLE_RATE, Sound

KINDS = procedural.kinds()
GROUNDS = ("grass", "earth", "leaves", "gravel", "sand", "snow", "wood", "stone", "carpet", "metal", "water")


def ignore(_done: int, _total: int) -> None:
    pass


def made(*events: SoundEvent, seconds: float = 5.0, seed: int = 3, room: str = "open") -> Sound:
    request = FoleyRequest.model_validate({"events": events, "seconds": seconds, "seed": seed, "room": room})
    with find("foley", "procedural")().load() as make:
        sound = make(request, ignore)
    assert isinstance(sound, np.ndarray)
    return sound


def at(kind: str, start: float, **said: float | str) -> SoundEvent:
    return SoundEvent.model_validate({"kind": kind, "start": start, **said})


def level(sound: NDArray[np.float32]) -> float:
    return float(20 * np.log10(max(1e-9, float(np.sqrt(np.mean(np.square(sound)))))))


def centre(sound: NDArray[np.float32]) -> float:
    """The mean frequency of a sound, in Hz."""
    power = np.abs(np.fft.rfft(sound.sum(axis=0))) ** 2
    return float((np.fft.rfftfreq(sound.shape[1], 1 / SAMPLE_RATE) * power).sum() / power.sum())


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_begins_at_its_moment_and_is_the_same_again(kind: str) -> None:
    sound = made(at(kind, 1.0, strength=0.8), seconds=3.0)
    assert np.array_equal(sound, made(at(kind, 1.0, strength=0.8), seconds=3.0))
    assert 3 * SAMPLE_RATE <= sound.shape[1] <= 5 * SAMPLE_RATE
    assert np.isfinite(sound).all()
    assert np.abs(sound[:, : SAMPLE_RATE - 10]).max() < 1e-6
    loud = np.flatnonzero(np.abs(sound).max(axis=0) > 0.05 * np.abs(sound).max())
    assert loud[0] < 1.35 * SAMPLE_RATE
    assert -66 < level(sound[:, loud[0] : loud[-1] + 1]) < -6


@pytest.mark.parametrize("ground", GROUNDS)
def test_footsteps_come_at_once_and_none_is_like_the_last(ground: str) -> None:
    sound = made(*(at("step", 0.5 * number, material=ground, distance=0.0) for number in range(1, 5)))
    steps = [sound[:, SAMPLE_RATE * number // 2 :][:, : SAMPLE_RATE // 3] for number in range(1, 5)]
    for one in steps:
        peak = np.abs(one).max()
        assert np.flatnonzero(np.abs(one).max(axis=0) > 0.25 * peak)[0] < SAMPLE_RATE / 24
    alike = np.corrcoef(np.stack([one.sum(axis=0) for one in steps]))
    assert alike[~np.eye(4, dtype=bool)].max() < 0.97


def test_grounds_differ() -> None:
    bright = {ground: centre(made(at("step", 0.1, material=ground), seconds=1.0)) for ground in GROUNDS}
    assert bright["gravel"] > 1.5 * bright["carpet"]
    assert bright["stone"] > bright["wood"]
    assert len({round(value) for value in bright.values()}) == len(GROUNDS)


def test_what_is_far_is_quieter_and_duller_and_what_is_left_is_left() -> None:
    near, far = (made(at("bark", 0.1, distance=distance, pan=-0.8), seconds=1.0) for distance in (0.0, 0.7))
    assert level(far) < level(near) - 10
    assert centre(far) < centre(near)
    assert level(near[0:1]) > level(near[1:2]) + 6


def test_a_hall_answers_and_the_open_does_not() -> None:
    dry, wet = (made(at("knock", 0.1), seconds=1.0, room=room) for room in ("open", "hall"))
    assert (
        level(wet[:, SAMPLE_RATE : 3 * SAMPLE_RATE // 2])
        > level(np.pad(dry, ((0, 0), (0, SAMPLE_RATE)))[:, SAMPLE_RATE:]) + 20
    )


def test_thunder_rings_over_the_end_of_its_shot_and_far_thunder_has_no_crack() -> None:
    near, far = (made(at("thunder", 1.5, distance=distance), seconds=2.0) for distance in (0.1, 0.9))
    assert near.shape[1] > 3.5 * SAMPLE_RATE
    assert np.abs(near[:, -200:]).max() < 0.02
    assert centre(near) > 1.5 * centre(far)


def test_a_shot_full_of_sounds_is_made_in_a_moment() -> None:
    steps = [at("step", 0.25 * number, material="gravel") for number in range(18)]
    begun = time.perf_counter()
    made(*steps, at("thunder", 2.0), at("door", 1.0), at("bark", 3.0), room="hall")
    assert time.perf_counter() - begun < 2.0


def test_an_unknown_sound_is_refused_with_those_there_are() -> None:
    with pytest.raises(Unsupported, match="no sound 'jazz'; there are bark, beep"):
        find("foley", "procedural")().check(FoleyRequest(events=(at("jazz", 0.0),), seconds=1, seed=1))
