"""Where the lines of another language go: whatever their lengths, in order, apart, in their scenes, and near their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestrator.building.translated_fit import BREATH, EARLY, FASTEST, LATE, Slot, place, speed_for

NEARLY = 1e-6


@st.composite
def films(draw: st.DrawFn) -> list[tuple[Slot, float]]:
    """Scenes of lines where a film's schedule would put them, and how long each is in another language."""
    lines: list[tuple[Slot, float]] = []
    at = 0.0
    for scene in range(draw(st.integers(1, 3))):
        begins = at
        at += draw(st.floats(0.35, 3))
        starts: list[float] = []
        for _ in range(draw(st.integers(0, 5))):
            starts.append(at)
            at += draw(st.floats(0.3, 5)) + 0.35
        at += draw(st.floats(0.5, 3))
        for number, (start, stop) in enumerate(zip(starts, [*starts[1:], at - 0.3], strict=False)):
            slot = Slot((f"s{scene}", "shot", number), start, max(0.1, stop - BREATH - start), begins, at)
            lines.append((slot, draw(st.floats(0.2, 9))))
    return lines


@given(films())
def test_lines_keep_their_order_their_distance_and_their_scene(lines: list[tuple[Slot, float]]) -> None:
    placed = place(lines)
    free = 0.0
    for (slot, seconds), where in zip(lines, placed, strict=True):
        assert where.start >= free - NEARLY
        assert slot.first - NEARLY <= where.start
        assert where.start + where.heard <= max(slot.last, where.start) + NEARLY
        assert where.heard <= seconds + NEARLY
        assert where.start >= slot.start - EARLY - NEARLY
        free = where.start + where.heard + BREATH


@given(films())
def test_lines_that_fit_stay_where_they_are(lines: list[tuple[Slot, float]]) -> None:
    short = [(slot, min(seconds, slot.room)) for slot, seconds in lines]
    for (slot, seconds), where in zip(short, place(short), strict=True):
        assert where.start == pytest.approx(slot.start)
        assert where.heard == pytest.approx(seconds)


@given(films())
def test_nothing_is_lost_while_the_scene_has_room_for_it(lines: list[tuple[Slot, float]]) -> None:
    """One line alone is too long: it may take the silence up to the next line and the time that one can wait."""
    for index, (slot, seconds) in enumerate(lines):
        others = [(other, min(length, other.room * 0.5)) for other, length in lines]
        others[index] = (slot, seconds)
        where = place(others)[index]
        following = others[index + 1][0] if index + 1 < len(others) else None
        end = following.start if following and following.key[0] == slot.key[0] else slot.last
        if slot.start + seconds <= end - BREATH - NEARLY:
            assert where.heard == pytest.approx(seconds)
            assert where.start == pytest.approx(slot.start)


def test_a_long_line_runs_on_then_begins_earlier_then_the_next_one_waits() -> None:
    first = Slot(("a", "one", 0), 2.0, 1.0, 0.0, 12.0)
    second = Slot(("a", "one", 1), 5.0, 1.0, 0.0, 12.0)
    at = [[(where.start, where.heard) for where in place([(first, long), (second, 1.0)])] for long in (2.5, 3.5, 6.0)]
    assert at[0] == [(2.0, 2.5), (5.0, 1.0)]
    assert at[1][0] == (pytest.approx(2.0), pytest.approx(3.5))
    assert at[1][1] == (pytest.approx(5.7), pytest.approx(1.0))
    start, heard = at[2][0]
    assert start == pytest.approx(2.0 - EARLY)
    assert start + heard == pytest.approx(5.0 + LATE - BREATH)
    assert heard < 6.0


@given(st.floats(0.1, 30), st.floats(0.1, 30))
def test_no_line_is_said_faster_than_it_must_be(seconds: float, room: float) -> None:
    speed = speed_for(seconds, room)
    assert 1.0 <= speed <= FASTEST
    if seconds <= room:
        assert speed == 1.0
    elif seconds / room < FASTEST / 1.05:
        assert seconds / speed <= room
