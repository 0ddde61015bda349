"""A score's sections as words and pieces for music models, and how pieces become one score again."""

import itertools

import numpy as np
import pytest

from generation.requests import ScoreRequest, ScoreSection
from generation.scores._brief import brief_of, pieces
from generation.scores._levels import Laid, joined, levelled, samples_of


def _request(*sections: ScoreSection, **changes: object) -> ScoreRequest:
    return ScoreRequest.model_validate({"sections": sections, "seed": 5, "tempo": 80} | changes)


def _section(seconds: float, mood: str = "calm", **changes: object) -> ScoreSection:
    return ScoreSection.model_validate({"seconds": seconds, "mood": mood} | changes)


def test_words_say_mood_force_instruments_tempo_and_key() -> None:
    section = _section(10, "tense", intensity=0.95)
    request = _request(section, instruments=("strings", "theremin"))
    brief = brief_of([section], request)
    assert brief.tempo == 100  # a tense mood is a quarter quicker than the film
    assert brief.key.endswith("minor")
    assert brief.prompt == (
        "instrumental film score, no vocals, tense, suspenseful, restless, the climax, powerful and overwhelming, "
        f"string orchestra, theremin, 100 BPM, in {brief.key}"
    )


def test_a_mood_that_nobody_knows_is_said_as_it_is() -> None:
    section = _section(10, "giddy with dread")
    assert "giddy with dread" in brief_of([section], _request(section)).prompt


def test_the_film_has_one_root_and_each_mood_its_own_scale() -> None:
    sections = [_section(5, mood) for mood in ("calm", "sad", "joyful")]
    keys = [brief_of([section], _request(*sections)).key for section in sections]
    assert len({key.rpartition(" ")[0] for key in keys}) == 1
    assert [key.rpartition(" ")[2] for key in keys] == ["major", "minor", "major"]
    roots = {brief_of(sections[:1], _request(*sections, seed=seed)).key for seed in range(40)}
    assert len(roots) == 12


def test_music_changes_on_the_cut_and_goes_on_over_cuts_between_alike_sections() -> None:
    request = _request(
        _section(8, "calm", intensity=0.4), _section(6, "calm", intensity=0.5), _section(9, "sad", intensity=0.5)
    )
    calm, sad = pieces(request, 47)
    assert (calm.start, calm.seconds, calm.rise, calm.fall) == (0, 14.5, 0, 1)
    assert (sad.start, sad.seconds, sad.rise, sad.fall) == (13.5, 9.5, 1, 0)
    assert calm.seed != sad.seed
    assert "restrained" in calm.brief.prompt


def test_a_sudden_rise_of_one_mood_is_other_music() -> None:
    assert len(pieces(_request(_section(8, intensity=0.2), _section(8, intensity=0.8)), 47)) == 2


def test_silence_parts_what_is_alike_and_is_never_made() -> None:
    request = _request(_section(8), _section(4, silent=True), _section(8))
    first, second = pieces(request, 47)
    assert first.start + first.seconds == pytest.approx(8.5)
    assert second.start == pytest.approx(11.5)
    assert pieces(_request(_section(8, silent=True)), 47) == ()


@pytest.mark.parametrize(
    ("seconds", "longest"), [(100, 47), (61, 30), (30, 30), (29.9, 30), (47.5, 47), (400, 30), (9, 6)]
)
def test_no_piece_is_longer_than_the_model_can_and_none_leaves_a_gap(seconds: float, longest: float) -> None:
    found = pieces(_request(_section(seconds)), longest)
    assert max(piece.seconds for piece in found) <= longest + 1e-9
    assert found[0].start == 0
    assert found[-1].start + found[-1].seconds == pytest.approx(seconds)
    for one, other in itertools.pairwise(found):
        assert one.start + one.seconds - other.start == pytest.approx(one.fall)
        assert one.fall == other.rise > 0
    assert len({piece.seed for piece in found}) == len(found)
    assert len(found) == 1 or longest * (len(found) - 1) < seconds + 3 * len(found)


def test_the_same_request_is_the_same_pieces() -> None:
    request = _request(_section(50), _section(20, "sad"))
    assert pieces(request, 30) == pieces(request, 30)
    assert [piece.seed for piece in pieces(request, 30)] != [
        piece.seed for piece in pieces(request.model_copy(update={"seed": 6}), 30)
    ]


def test_pieces_go_over_into_each_other_at_the_same_power() -> None:
    chance = np.random.default_rng(0)
    one, other = (chance.standard_normal((2, 48_000)).astype(np.float32) for _ in range(2))
    whole = joined([Laid(one, 0, fall=24_000), Laid(other, 24_000, rise=24_000)], 72_000)
    power = (whole**2).mean(axis=0).reshape(-1, 2400).mean(axis=1)
    assert power == pytest.approx(np.ones(30), abs=0.2)
    assert np.array_equal(whole[:, :24_000], one[:, :24_000])
    assert np.array_equal(whole[:, 48_000:], other[:, 24_000:])


def test_what_is_over_the_end_is_cut_and_what_is_short_fades_where_it_ends() -> None:
    loud = np.ones((2, 48_000), np.float32)
    assert joined([Laid(loud, 24_000, fall=4800)], 36_000)[0, -1] < 0.01
    assert joined([Laid(loud[:, :100], 0, rise=4800, fall=4800)], 200)[0, 150:].max() == 0


def test_sections_have_their_levels_to_the_sample() -> None:
    request = _request(_section(10, level=-20, intensity=0.5), _section(10, "sad", level=-30, intensity=0.5))
    tone = 0.3 * np.sin(np.arange(samples_of(request)) * 0.1, dtype=np.float32)
    made = levelled(np.stack([tone, tone]).astype(np.float32), request)
    assert made.shape == (2, 960_000)
    loudness = [20 * np.log10(np.sqrt((made[:, at : at + 96_000] ** 2).mean())) for at in (192_000, 672_000)]
    assert loudness == pytest.approx([-20, -30], abs=0.2)
    assert np.abs(made[:, 0]).max() == np.abs(made[:, -1]).max() == 0
