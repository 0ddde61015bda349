"""Rooms: a voice is heard where it is, no later than before, however the mix is cut into blocks."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stitching import saving, sound
from stitching.cues import BLOCK, Cue
from stitching.mixing import summed
from stitching.timeline import SAMPLE_RATE, Item, Marking, Room, Sound, Source, Timeline

Made = Callable[[str, NDArray[np.float64]], Source]
HALL = Room(decay=1.6, amount=0.2)


def film(*sounds: Sound, seconds: int = 4) -> Timeline:
    items = (Item(id="one", frames=24 * seconds),)
    return Timeline(width=64, height=36, items=items, sounds=sounds, marking=Marking(title="rooms"))


def heard(timeline: Timeline) -> NDArray[np.float32]:
    return np.concatenate(list(summed(timeline)), axis=1)


def click(make_sound: Made, seconds: float = 0.5) -> Source:
    samples = np.zeros(round(seconds * SAMPLE_RATE))
    samples[480] = 0.5
    return make_sound("click", samples)


def level(sound: NDArray[np.float32]) -> float:
    return float(20 * np.log10(max(1e-9, float(np.sqrt(np.mean(np.square(sound)))))))


def test_a_hall_rings_on_and_what_comes_straight_stays_where_it_was(make_sound: Made) -> None:
    source = click(make_sound)
    dry = heard(film(Sound(source=source, start=0, track="dialogue")))
    wet = heard(film(Sound(source=source, start=0, track="dialogue", space=HALL)))
    assert wet.shape == dry.shape
    assert int(np.argmax(np.abs(wet[0]))) == int(np.argmax(np.abs(dry[0]))) == 480
    assert wet[0, 480] == pytest.approx(dry[0, 480], rel=0.02)
    half, later = slice(SAMPLE_RATE // 2, SAMPLE_RATE), slice(3 * SAMPLE_RATE // 2, 2 * SAMPLE_RATE)
    assert np.abs(dry[:, half]).max() == 0
    assert -90 < level(wet[:, half]) < -45
    assert level(wet[:, later]) < level(wet[:, half]) - 20
    left, right = wet[:, 2000:20_000].astype(np.float64)
    assert abs(float(left @ right)) < 0.5 * float(left @ left)


def test_a_room_is_the_same_across_blocks(make_sound: Made) -> None:
    random = np.random.default_rng(3)
    source = make_sound("noise", random.uniform(-0.3, 0.3, 3 * SAMPLE_RATE))
    early, late = (Sound(source=source, start=at, track="dialogue", space=HALL) for at in (0, BLOCK - SAMPLE_RATE))
    whole, parted = heard(film(early, seconds=14)), heard(film(late, seconds=14))
    length = 4 * SAMPLE_RATE
    assert np.abs(whole[:, :length] - parted[:, BLOCK - SAMPLE_RATE :][:, :length]).max() < 1e-5


def test_a_cue_gives_what_it_says_that_it_has(make_sound: Made) -> None:
    cue = Cue(Sound(source=click(make_sound), start=100, track="dialogue", space=HALL, first=240))
    pieces = list(chain.from_iterable(iter(lambda: [p] if (p := cue.read(7001)).shape[1] else [], [])))
    assert sum(piece.shape[1] for piece in pieces) == cue.end - 100 > SAMPLE_RATE


@pytest.mark.parametrize(
    ("room", "low", "high"), [(Room(amount=0, above=400, below=3000), 0, 0), (Room(amount=0, below=700), 1, 0)]
)
def test_a_telephone_and_a_door_leave_less_of_a_voice_and_are_not_late(
    make_sound: Made, room: Room, low: int, high: int
) -> None:
    response = heard(film(Sound(source=click(make_sound), start=0, track="dialogue", space=room)))[0]
    assert 478 <= int(np.argmax(np.abs(response))) < 480 + 72
    power = np.abs(np.fft.rfft(response[:8192]))
    frequency = np.fft.rfftfreq(8192, 1 / SAMPLE_RATE)
    middle = power[np.argmin(np.abs(frequency - 650))]
    assert (power[np.argmin(np.abs(frequency - 80))] > 0.5 * middle) == bool(low)
    assert (power[np.argmin(np.abs(frequency - 9000))] > 0.5 * middle) == bool(high)


def test_an_echo_comes_once_more(make_sound: Made) -> None:
    street = Room(decay=0.3, amount=0.3, echo=0.15)
    response = heard(film(Sound(source=click(make_sound), start=0, track="dialogue", space=street)))
    before, after = slice(480 + 6240, 480 + 7200), slice(480 + 7800, 480 + 9000)
    assert level(response[:, after]) > level(response[:, before]) + 3


def test_a_film_in_rooms_keeps_its_loudness_and_is_saved_with_them(make_sound: Made, tmp_path: Path) -> None:
    at = np.arange(3 * SAMPLE_RATE) / SAMPLE_RATE
    speech = make_sound("speech", 0.2 * np.sin(2 * np.pi * 180 * at) * (1 + np.sin(2 * np.pi * 3 * at)))
    timeline = film(Sound(source=speech, start=0, track="dialogue", space=HALL))
    measured = sound.mix(timeline, tmp_path / "mix.m4a")
    assert measured.integrated == pytest.approx(-14, abs=0.5)
    saving.save(timeline, tmp_path / "film.json")
    assert '"decay": 1.6' in (tmp_path / "film.json").read_text()
    assert saving.load(tmp_path / "film.json").sounds[0].space == HALL


def test_sounds_in_no_room_are_written_as_before(make_sound: Made) -> None:
    assert "space" not in Sound(source=click(make_sound), start=0, track="music").model_dump(mode="json")
