"""Score and ambience: right lengths, right levels, the same for the same request, and different where they should be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.backend import find
from generation.errors import Unsupported
from generation.requests import AmbienceRequest, ScoreRequest, ScoreSection
from generation.results import SAMPLE_RATE, Sound
from generation.scores._harmony import MOODS, compose


def ignore(_done: int, _total: int) -> None:
    pass


def play(request: ScoreRequest) -> Sound:
    with find("scores", "procedural")().load() as perform:
        sound = perform(request, ignore)
    assert isinstance(sound, np.ndarray)
    return sound


def level(sound: Sound) -> float:
    return float(20 * np.log10(max(1e-9, np.sqrt(np.mean(np.square(sound))))))


def sections(*moods: str, seconds: float = 8.0) -> tuple[ScoreSection, ...]:
    return tuple(ScoreSection(seconds=seconds, mood=mood, intensity=0.5) for mood in moods)


def test_every_section_has_its_level_and_the_music_ends_in_silence() -> None:
    score = play(ScoreRequest(sections=sections("calm", "tense", "triumphant"), seed=3))
    assert score.shape == (2, 24 * SAMPLE_RATE)
    for index in range(3):
        middle = score[:, (index * 8 + 2) * SAMPLE_RATE : (index * 8 + 6) * SAMPLE_RATE]
        assert level(middle) == pytest.approx(-18, abs=3)
    assert np.abs(score[:, -100:]).max() < 0.001
    assert np.abs(score).max() <= 1.0


def test_a_silent_section_is_silent_and_the_others_are_not() -> None:
    quiet = ScoreSection(seconds=8, mood="calm", silent=True)
    score = play(ScoreRequest(sections=(*sections("calm"), quiet, *sections("sad")), seed=3))
    assert level(score[:, round(10.5 * SAMPLE_RATE) : round(13.5 * SAMPLE_RATE)]) < -45
    assert level(score[:, 2 * SAMPLE_RATE : 6 * SAMPLE_RATE]) > -24


def test_the_same_request_is_the_same_music_and_another_seed_is_not() -> None:
    request = ScoreRequest(sections=sections("wonder"), seed=5)
    assert np.array_equal(play(request), play(request))
    assert not np.array_equal(play(request), play(request.model_copy(update={"seed": 6})))


def test_moods_differ_in_their_notes() -> None:
    played = {
        mood: tuple(note.pitch for note in compose(ScoreRequest(sections=sections(mood, seconds=16), seed=1)))
        for mood in MOODS
    }
    assert len(set(played.values())) == len(MOODS)


def test_chords_change_on_the_cut() -> None:
    notes = compose(ScoreRequest(sections=sections("calm", "sad", seconds=7.3), seed=1))
    held = sorted({round(note.start, 4) for note in notes if note.instrument == "pad"})
    assert 7.3 in held


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0.05, 12), st.sampled_from([*MOODS, "unheard of"]), st.floats(0, 1)), min_size=1, max_size=4
    ),
    st.integers(0, 1000),
)
def test_any_sections_give_their_length_and_finite_sound(rows: list[tuple[float, str, float]], seed: int) -> None:
    parts = tuple(ScoreSection(seconds=seconds, mood=mood, intensity=heat) for seconds, mood, heat in rows)
    score = play(ScoreRequest(sections=parts, seed=seed))
    assert score.shape == (2, max(1, round(sum(part.seconds for part in parts) * SAMPLE_RATE)))
    assert np.isfinite(score).all()


@pytest.mark.parametrize("kind", ["rain", "wind", "waves", "room", "city", "forest", "night"])
def test_a_bed_has_its_length_level_and_width(kind: str) -> None:
    with find("ambiences", "procedural")().load() as make:
        bed = make(AmbienceRequest(kind=kind, seconds=45, seed=2), ignore)
        again = make(AmbienceRequest(kind=kind, seconds=45, seed=2), ignore)
    assert isinstance(bed, np.ndarray)
    assert isinstance(again, np.ndarray)
    assert bed.shape == (2, 45 * SAMPLE_RATE)
    assert np.array_equal(bed, again)
    for second in range(0, 44, 4):
        assert -34 < level(bed[:, second * SAMPLE_RATE : (second + 4) * SAMPLE_RATE]) < -11
    assert np.corrcoef(bed)[0, 1] < 0.98


def test_an_unknown_bed_is_refused_with_those_there_are() -> None:
    backend = find("ambiences", "procedural")()
    with pytest.raises(Unsupported, match="no ambience 'jazz'; there are city, forest"):
        backend.check(AmbienceRequest(kind="jazz", seconds=1, seed=1))
