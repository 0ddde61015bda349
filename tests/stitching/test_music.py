"""A person's own music, made as long as the film: on its bars, from its beginning to its end."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from stitching.errors import MediaError
from stitching.music import Edit, Rhythm, edited, rhythm
from stitching.music.beats import HOP
from stitching.timeline import Source

MakeSound = Callable[[str, NDArray[np.float64]], Source]
RATE = 48_000
TEMPO, BARS = 96.0, 24
BEAT = round(60 / TEMPO * RATE)


def _piece(bars: int = BARS) -> NDArray[np.float64]:
    """Four chords over and over, a drum on each beat and a deep one on the first of a bar, and a last chord that rings."""
    at = np.arange(BEAT * 4)
    found = list[NDArray[np.float64]]()
    for bar in range(bars):
        root = (220, 174.6, 261.6, 196)[bar % 4]
        chord = sum(np.sin(2 * np.pi * root * step * at / RATE) for step in (1, 1.25, 1.5)) * 0.06
        drums = np.zeros(at.size)
        for beat in range(4):
            hit = np.arange(RATE // 8)
            pitch = 60 if not beat else 400
            drums[beat * BEAT : beat * BEAT + hit.size] += (
                np.sin(2 * np.pi * pitch * hit / RATE) * np.exp(-hit / 1500) * 0.5
            )
        found.append(chord + drums)
    rings = np.arange(3 * RATE)
    last = sum(np.sin(2 * np.pi * 220 * step * rings / RATE) for step in (1, 1.25, 1.5)) * 0.1 * np.exp(-rings / RATE)
    return np.concatenate([*found, last])


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Rhythm:
    import wave

    path = tmp_path_factory.mktemp("music") / "piece.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(_piece(), -1, 1) * 32767).astype("<i2").tobytes())
    return rhythm(path)


def test_tempo_beats_and_bars_are_found(heard: Rhythm) -> None:
    assert heard.tempo == pytest.approx(TEMPO, rel=0.01)
    inside = heard.bars[(heard.bars > 100) & (heard.bars < (BARS - 2) * BEAT * 4 // HOP)]
    off = (inside * HOP + BEAT * 2) % (BEAT * 4) - BEAT * 2
    assert inside.size >= BARS - 6
    assert np.abs(off).max() < RATE // 20


def _whole(edit: Edit, samples: int, piece: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is heard, with the crossings as the mix makes them."""
    out = np.zeros(samples)
    for each in edit.stretches:
        part = piece[each.first : each.first + each.length].copy()
        if each.fade_in:
            part[: each.fade_in] *= np.sin(np.linspace(0, np.pi / 2, each.fade_in))
        if each.fade_out:
            part[part.size - each.fade_out :] *= np.cos(np.linspace(0, np.pi / 2, each.fade_out))
        out[each.start : each.start + part.size] += part
    return out


@pytest.mark.parametrize("seconds", [31, 45.3, 58.9, 75, 120, 300])
def test_any_length_begins_as_the_piece_begins_and_ends_as_it_ends(heard: Rhythm, seconds: float) -> None:
    piece, samples = _piece(), round(seconds * RATE)
    edit = edited(heard, samples)
    made = _whole(edit, samples, piece)
    assert made[-RATE:] == pytest.approx(piece[-RATE:], abs=1e-6)
    assert edit.stretches[-1].start + edit.stretches[-1].length == samples
    late = edit.stretches[0].start - edit.stretches[0].first
    assert abs(late) <= BEAT * 4
    # The beat goes on over every joint: where one stretch leaves, the next is at the same place of the bar.
    for before, after in pairwise(edit.stretches):
        phases = [(each.start - each.first) % (BEAT * 4) for each in (before, after)]
        apart = (phases[0] - phases[1] + BEAT * 2) % (BEAT * 4) - BEAT * 2
        assert abs(apart) < RATE // 15
    # It is never silent in between, and no joint clicks.
    beats = np.abs(made[RATE : -4 * RATE])[: (samples - 5 * RATE) // BEAT * BEAT].reshape(-1, BEAT).max(axis=1)
    assert beats.min() > 0.1
    steps = np.abs(np.diff(made))
    for each in edit.stretches[1:]:
        assert steps[each.start : each.start + 4000].max() < 1.5 * np.abs(np.diff(piece)).max()


def test_bars_fall_on_cuts_where_there_is_a_choice(heard: Rhythm) -> None:
    samples = 40 * RATE
    plain = edited(heard, samples)
    # A cut in the second stretch, a quarter of a bar after one of its bar lines: another edit serves it better, or as well.
    last = plain.stretches[-1]
    cut = int(last.start + 3 * BEAT * 4 + BEAT)

    def off(edit: Edit) -> float:
        lines = np.concatenate([heard.bars * HOP - each.first + each.start for each in edit.stretches])
        return float(np.abs(lines - cut).min())

    assert off(edited(heard, samples, [cut])) <= off(plain)


def test_a_piece_of_just_that_length_is_left_alone(heard: Rhythm) -> None:
    (only,) = edited(heard, heard.samples).stretches
    assert (only.first, only.length, only.start, only.fade_out) == (0, heard.samples, 0, 0)


@settings(max_examples=60, deadline=None)
@given(
    samples=st.integers(1, 400 * RATE),
    bars=st.lists(st.integers(0, 3000), max_size=12, unique=True),
    length=st.integers(0, 3000),
    cuts=st.lists(st.integers(0, 400 * RATE), max_size=3),
)
def test_any_rhythm_gives_stretches_inside_the_piece_and_the_film(
    samples: int, bars: list[int], length: int, cuts: list[int]
) -> None:
    at = np.array(sorted(bar for bar in bars if bar < length), np.int64)
    piece = Rhythm(length * HOP, np.zeros((length, 24), np.float32), 120.0, at, at)
    edit = edited(piece, samples, cuts)
    for each in edit.stretches:
        assert each.first >= 0
        assert each.start >= 0
        assert each.length > 0
        assert each.first + each.length <= piece.samples
        assert each.start + each.length <= samples
        assert max(each.fade_in, each.fade_out) <= each.length


def test_silence_and_what_is_no_music(make_sound: MakeSound, tmp_path: Path) -> None:
    quiet = rhythm(make_sound("quiet", np.zeros(10 * RATE)).path)
    assert edited(quiet, 5 * RATE).stretches
    (tmp_path / "no.mp3").write_text("no music")
    with pytest.raises(MediaError, match=r"no\.mp3"):
        rhythm(tmp_path / "no.mp3")
