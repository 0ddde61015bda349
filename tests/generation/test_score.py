"""The score as sound: levels, lengths, stems, what falls on its moment, how it ends."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.backend import find
from generation.requests import Hit, ScoreRequest, ScoreSection, Swell
from generation.results import SAMPLE_RATE, Score, Sound
from generation.scores._ensemble import GENRES
from generation.scores._harmony import MOODS


def ignore(_done: int, _total: int) -> None:
    pass


def score(request: ScoreRequest) -> Score:
    with find("scores", "procedural")().load() as perform:
        made = perform(request, ignore)
    assert isinstance(made, Score)
    return made


def play(request: ScoreRequest) -> Sound:
    return score(request).sound


def level(sound: Sound) -> float:
    return float(20 * np.log10(max(1e-9, np.sqrt(np.mean(np.square(sound))))))


def cut(sound: Sound, start: float, end: float) -> Sound:
    return sound[:, round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)]


def between(sound: Sound, low: float, high: float) -> float:
    """The share of a sound's power that lies between two frequencies."""
    power = np.abs(np.fft.rfft(sound.mean(axis=0))) ** 2
    heights = np.fft.rfftfreq(sound.shape[1], 1 / SAMPLE_RATE)
    return float(power[(heights > low) & (heights < high)].sum() / power.sum())


def sections(*moods: str, seconds: float = 8.0) -> tuple[ScoreSection, ...]:
    return tuple(ScoreSection(seconds=seconds, mood=mood, intensity=0.5) for mood in moods)


def test_every_section_has_its_level_and_the_music_ends_in_silence() -> None:
    heard = play(ScoreRequest(sections=sections("calm", "tense", "triumphant"), seed=3))
    assert heard.shape == (2, 24 * SAMPLE_RATE)
    for index in range(3):
        assert level(cut(heard, index * 8 + 2, index * 8 + 6)) == pytest.approx(-18, abs=3)
    assert np.abs(heard[:, -100:]).max() < 0.001
    assert np.abs(heard).max() < 0.9


def test_a_level_that_is_asked_for_is_the_level() -> None:
    parts = (
        ScoreSection(seconds=9, mood="calm", level=-14),
        ScoreSection(seconds=9, mood="sad", level=-30),
        ScoreSection(seconds=9, mood="joyful", level=-20),
    )
    heard = play(ScoreRequest(sections=parts, seed=8))
    found = [level(cut(heard, at + 1, at + 8)) for at in (0, 9, 18)]
    assert found == pytest.approx([-14, -30, -20], abs=2.5)


def test_a_silent_section_is_silent_and_the_others_are_not() -> None:
    quiet = ScoreSection(seconds=8, mood="calm", silent=True)
    heard = play(ScoreRequest(sections=(*sections("calm"), quiet, *sections("sad")), seed=3))
    assert level(cut(heard, 10.5, 13.5)) < -60
    assert level(cut(heard, 2, 6)) > -24
    assert level(cut(heard, 18, 22)) > -24


def test_the_same_request_is_the_same_music_and_another_seed_is_not() -> None:
    request = ScoreRequest(sections=sections("wonder"), seed=5)
    assert np.array_equal(play(request), play(request))
    assert not np.array_equal(play(request), play(request.model_copy(update={"seed": 6})))


@pytest.mark.parametrize("genre", ["", *GENRES])
def test_the_stems_add_up_to_what_is_in_the_score_s_file(genre: str) -> None:
    made = score(ScoreRequest(sections=sections("joyful", "tense"), seed=4, genre=genre))
    assert set(made.parts) == {"melody", "harmony", "bass", "percussion"}
    whole = np.sum([part.astype(np.int32) for part in made.parts.values()], axis=0)
    assert np.array_equal(np.rint(made.sound * 32767).astype(np.int32), whole)
    assert all(np.abs(made.parts[name]).max() > 300 for name in ("melody", "harmony", "bass"))


@pytest.mark.parametrize("genre", ["orchestral", "jazz", "synth", "storybook"])
@pytest.mark.parametrize("at", [8.0, 11.37])
def test_a_hit_is_heard_on_its_moment(genre: str, at: float) -> None:
    hit = Hit(at=at, strength=0.9)
    request = ScoreRequest(sections=sections("tense", "triumphant"), seed=2, genre=genre)
    before, after = play(request), play(request.model_copy(update={"hits": (hit,)}))
    around = cut(after, at - 0.15, at + 0.15)
    steps = np.square(around).sum(axis=0).reshape(-1, 96).mean(axis=1)
    grown = np.array([steps[n : n + 5].mean() / (steps[n - 20 : n].mean() + 1e-6) for n in range(20, len(steps) - 5)])
    loudest = (int(grown.argmax()) + 20) * 96 / SAMPLE_RATE - 0.15
    assert abs(loudest) <= 0.01
    assert level(cut(after, at, at + 0.2)) > level(cut(before, at, at + 0.2)) + 0.5


def test_music_is_thinner_where_somebody_speaks_and_swells_where_nobody_does() -> None:
    curve = (Swell(at=0, intensity=0.35), Swell(at=9.6, intensity=0.35), Swell(at=10, intensity=0.7))
    section = ScoreSection(seconds=22, mood="calm", curve=curve, speech=((0.0, 10.0),))
    for genre in ("orchestral", "chamber", "folk"):
        heard = play(ScoreRequest(sections=(section,), seed=6, genre=genre))
        under, alone = cut(heard, 2, 9.5), cut(heard, 11, 18)
        assert level(alone) - level(under) > 3
        voice = [10 * np.log10(between(part, 300, 3400)) + level(part) for part in (under, alone)]
        assert voice[1] - voice[0] > 5


def test_low_tones_are_in_the_middle_and_nothing_hums_or_hisses() -> None:
    heard = play(ScoreRequest(sections=sections("triumphant", "tense"), seed=9, genre="orchestral"))
    assert np.abs(heard.mean(axis=1)).max() < 1e-4
    sides = np.stack([heard[0] - heard[1], heard[0] + heard[1]])
    low = [between(side[None], 20, 110) * float(np.mean(side**2)) for side in sides]
    assert low[0] < 0.02 * low[1]
    assert between(heard, 17_000, 24_000) < 1e-3


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0.05, 7), st.sampled_from([*MOODS, "unheard of"]), st.floats(0, 1), st.booleans()),
        min_size=1,
        max_size=4,
    ),
    st.lists(st.tuples(st.floats(0, 30), st.floats(0, 1)), max_size=4),
    st.sampled_from(["", *GENRES, "polka"]),
    st.integers(0, 1000),
)
def test_any_request_gives_its_length_and_finite_sound(
    rows: list[tuple[float, str, float, bool]], hits: list[tuple[float, float]], genre: str, seed: int
) -> None:
    parts = tuple(
        ScoreSection(
            seconds=seconds,
            mood=mood,
            intensity=heat,
            speech=((0.0, seconds / 2),) if talks else (),
            curve=(Swell(at=0, intensity=heat), Swell(at=seconds, intensity=1 - heat)) if talks else (),
        )
        for seconds, mood, heat, talks in rows
    )
    marks = tuple(Hit(at=at, strength=strength) for at, strength in hits)
    heard = play(ScoreRequest(sections=parts, seed=seed, genre=genre, hits=marks))
    assert heard.shape == (2, max(1, round(sum(part.seconds for part in parts) * SAMPLE_RATE)))
    assert np.isfinite(heard).all()
    assert np.abs(heard).max() < 0.9
    assert np.abs(np.diff(heard[:, -480:])).max(initial=0) < 0.05
