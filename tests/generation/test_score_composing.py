"""The score as notes: a theme that one knows again, variations, chords on the cuts, bars on the hits, an end."""

from itertools import pairwise
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.requests import Hit, ScoreRequest, ScoreSection, Swell
from generation.scores._composing import compose, stages, theme_of
from generation.scores._ensemble import FIGURES, GENRES, GROUNDS, KITS, MANNERS, ROLES
from generation.scores._harmony import MOODS
from generation.scores._instruments import SEATS
from generation.scores._stage import Note, Stage
from generation.scores._theme import Theme, theme

STORY = ("wonder", "playful", "tense", "triumphant", "tender")


def film(*moods: str, seconds: float = 16.0, **changes: object) -> ScoreRequest:
    parts = tuple(ScoreSection(seconds=seconds, mood=mood, intensity=0.5) for mood in moods)
    return ScoreRequest.model_validate({"sections": parts, "seed": 4, "tempo": 90, "genre": "orchestral"} | changes)


def sung(stage: Stage) -> list[int]:
    """The degrees of the theme that are heard in a section, in order."""
    return [degree for item in stage.placed for degree in item.cell.degrees]


def contour(degrees: list[int]) -> list[int]:
    return [(after > before) - (after < before) for before, after in pairwise(degrees)]


def ordered(made: Theme) -> list[int]:
    return [degree for bar in made.bars for degree in bar.degrees]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(list(MOODS)))
def test_a_theme_can_be_sung(seed: int, mood: str) -> None:
    made = theme(seed, mood)
    tune = ordered(made)
    assert max(tune) - min(tune) <= 12
    assert all(abs(after - before) <= 7 for before, after in pairwise(tune))
    assert sum(abs(after - before) <= 2 for before, after in pairwise(tune)) >= len(tune) * 0.5
    assert made.bars[0] == made.bars[4]
    assert contour(list(made.bars[0].degrees)) == contour(list(made.bars[2].degrees))
    assert made.bars[3].degrees[-1] % 7 != 0
    assert tune[-1] == 0
    assert made.peak in made.bars[6].degrees
    for metre in (3, 4):
        assert all(sum(beats for _, beats in bar.notes(metre)) == metre for bar in made.bars)


def test_seeds_and_moods_have_themes_of_their_own() -> None:
    assert len({theme(seed, "calm") for seed in range(60)}) > 30
    falls = [theme(seed, "sad").bars[0].degrees for seed in range(20)]
    rises = [theme(seed, "triumphant").bars[0].degrees for seed in range(20)]
    assert sum(tune[-1] < tune[0] for tune in falls) > sum(tune[-1] < tune[0] for tune in rises)


@pytest.mark.parametrize("genre", list(GENRES))
@pytest.mark.parametrize("seed", [1, 5, 9])
def test_the_theme_is_known_again_in_every_section_and_comes_back_whole(genre: str, seed: int) -> None:
    request = film(*STORY, genre=genre, seed=seed)
    made = theme_of(request)
    whole = contour(ordered(made))
    played = stages(request)
    for stage in played[:-1]:
        assert stage.placed
        assert all(
            contour(list(item.cell.degrees)) == contour(list(made.bars[item.number].degrees)) for item in stage.placed
        )
    said = [any(item.number in (0, 2, 4) for item in stage.placed) for stage in played]
    assert sum(said) >= 4
    assert played[-1].final
    last = sung(played[-1])
    assert contour([*last, 0])[: len(whole) - 1] == whole[: len(whole) - 1]


@pytest.mark.parametrize("genre", ["", *GENRES])
def test_the_lead_plays_the_theme_and_ends_on_the_tonic(genre: str) -> None:
    request = film("calm", "joyful", genre=genre)
    last = stages(request)[-1]
    notes = compose(request)
    end = [note for note in notes if note.start == pytest.approx(last.end)]
    chord = {round(note.pitch - last.key.root) % 12 for note in end if note.part in ("melody", "harmony")}
    assert chord == {0, 4, 7}
    melody = [note for note in end if note.part == "melody"]
    assert [round(note.pitch - last.key.root) % 12 for note in melody] == [0]
    assert all(round(note.pitch - last.key.root) % 12 == 0 for note in end if note.part == "bass")
    assert max(note.start for note in notes) < last.end + 1.0
    assert last.end == pytest.approx(32 - 3.0)


def test_the_last_beats_slow_down() -> None:
    beats = [after - before for before, after in pairwise(stages(film("calm"))[-1].lines)]
    assert beats[-1] > beats[-2] > beats[-3] > beats[0]
    assert beats[-1] < 1.6 * beats[0]


def test_a_silence_is_not_run_into_in_the_middle_of_a_phrase() -> None:
    quiet = ScoreSection(seconds=6, mood="calm", silent=True)
    request = film("calm").model_copy(update={"sections": (*film("calm").sections, quiet, *film("sad").sections)})
    before, after = stages(request)
    assert before.closes
    assert not before.final
    assert after.final
    assert 14 < before.end < 16
    assert not any(16 <= note.start < 22 for note in compose(request))


def test_chords_change_on_the_cut() -> None:
    notes = compose(film("calm", "sad", seconds=7.3))
    assert sum(note.start == pytest.approx(7.3) and note.part == "harmony" for note in notes) >= 3
    assert not any(note.start < 7.2 < 7.6 < note.start + note.length for note in notes if note.part == "harmony")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.floats(0.6, 30), min_size=1, max_size=4),
    st.lists(st.tuples(st.floats(0, 60), st.floats(0, 1)), max_size=6),
    st.integers(40, 180),
    st.sampled_from(list(MOODS)),
)
def test_bars_fill_every_section_and_begin_on_strong_hits(
    lengths: list[float], hits: list[tuple[float, float]], tempo: int, mood: str
) -> None:
    parts = tuple(ScoreSection(seconds=seconds, mood=mood) for seconds in lengths)
    marks = tuple(Hit(at=at, strength=strength) for at, strength in hits)
    request = ScoreRequest(sections=parts, seed=1, tempo=tempo, hits=marks)
    for stage in stages(request):
        edge = stage.start + stage.section.seconds
        assert stage.bars[0].start == pytest.approx(stage.start)
        assert stage.end == pytest.approx(edge) if not stage.closes else stage.end < edge
        assert all(before.end == pytest.approx(after.start) for before, after in pairwise(stage.bars))
        assert all(later > sooner for sooner, later in pairwise(stage.lines))
        beat = 60 / (tempo * stage.mood.pace)
        strong = [hit.at for hit in marks if hit.strength >= 0.5]
        for at in strong:
            apart = all(other == at or abs(other - at) > 2.2 * beat for other in strong)
            if apart and stage.start + 2.2 * beat < at < stage.end - 2.2 * beat:
                assert any(bar.start == pytest.approx(at) for bar in stage.bars)


def test_a_hit_stretches_the_beat_a_little_and_no_more() -> None:
    request = film("calm", seconds=24, hits=(Hit(at=9.7, strength=0.9),))
    (stage,) = stages(request)
    first = [after - before for before, after in pairwise(line for line in stage.lines if line <= 9.71)]
    rest = [after - before for before, after in pairwise(line for line in stage.lines if line >= 9.69)][:-4]
    assert max(first + rest) / min(first + rest) < 1.25
    accent = [note for note in compose(request) if note.start == 9.7]
    assert {"timpani", "brass"} <= {note.instrument for note in accent}


def test_neighbours_are_not_alike() -> None:
    for genre in GENRES:
        for before, after in pairwise(stages(film("calm", "calm", "calm", "sad", "sad", genre=genre))):
            assert before.leads[0] != after.leads[0]
            same = [tuple((note.pitch, note.instrument) for note in _of(stage)) for stage in (before, after)]
            assert same[0] != same[1]


def _of(stage: Stage) -> list[Note]:
    return [
        note
        for note in compose(stage.request)
        if stage.start <= note.start < stage.start + stage.section.seconds and note.part == "harmony"
    ]


def test_moods_differ_in_their_notes() -> None:
    played = {mood: tuple(note.pitch for note in compose(film(mood))) for mood in MOODS}
    assert len(set(played.values())) == len(MOODS)


def test_intensity_brings_players_and_a_curve_moves_them_within_a_section() -> None:
    counts = [
        len(compose(ScoreRequest(sections=(ScoreSection(seconds=20, mood="joyful", intensity=heat),), seed=2)))
        for heat in (0.1, 0.4, 0.95)
    ]
    assert counts[0] < counts[1] < counts[2]
    curve = (Swell(at=0, intensity=0.1), Swell(at=10, intensity=0.2), Swell(at=11, intensity=0.95))
    section = ScoreSection(seconds=24, mood="joyful", curve=curve)
    notes = compose(ScoreRequest(sections=(section,), seed=2, genre="orchestral"))
    low, high = ([note for note in notes if a <= note.start < a + 8] for a in (1, 12))
    assert len(high) > 1.5 * len(low)
    assert max(note.loud for note in high) > max(note.loud for note in low)


def test_the_lead_rests_under_speech() -> None:
    section = ScoreSection(seconds=20, mood="calm", speech=((0.0, 20.0),))
    other = ScoreSection(seconds=20, mood="calm")
    spoken, free = (
        [note for note in compose(film("calm", sections=(one, other))) if note.part == "melody" and note.start < 20]
        for one in (section, other)
    )
    assert len(spoken) < 0.6 * len(free)
    assert max(note.loud for note in spoken) < 0.6 * max(note.loud for note in free)


def test_jazz_swings_and_a_storybook_waltzes() -> None:
    stage = stages(film("calm", genre="jazz"))[0]
    assert stage.at(0.5) - stage.at(0) > 1.5 * (stage.at(1) - stage.at(0.5))
    three = [
        sum(stages(film("tender", genre=genre, seed=seed))[0].metre == 3 for seed in range(30)) for genre in GENRES
    ]
    counted = dict(zip(GENRES, three, strict=True))
    assert counted["storybook"] > 12
    assert counted["synth"] == 0


def test_everything_that_is_named_can_be_played() -> None:
    players = {
        name for genre in GENRES.values() for role in ROLES for name in cast("tuple[str, ...]", getattr(genre, role))
    }
    players |= {name for row in ROLES.values() for name in row.split()}
    players |= {name for genre in GENRES.values() for name in genre.stab}
    players |= {row[0] for kit in KITS.values() for row in kit}
    assert players <= set(SEATS)
    assert {genre.kit for genre in GENRES.values()} <= set(KITS)
    assert set(MANNERS) == set(MOODS)
    for manner in MANNERS.values():
        assert set(manner.figures) <= set(FIGURES)
        assert manner.ground in GROUNDS
    for metre in (3, 4):
        assert all(len(row) % metre == 0 for rows in FIGURES.values() for row in rows[metre])
        assert all(len(rows[metre]) == metre * 2 for rows in GROUNDS.values())
        bars = [four if metre == 4 else three for kit in KITS.values() for _, four, three, _ in kit]
        assert all(len(bar) % metre == 0 for bar in bars)
