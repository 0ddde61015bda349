"""Shots, times and ids as notes: put in, taken out to the byte, and carried through other people's editors."""

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.film.errors import ProjectError
from orchestrator.writing.fdx import from_fdx, to_fdx
from orchestrator.writing.fountain import Mark, from_fountain, read_script, with_ids, with_timings, without_timings

SCRIPT = """INT. HALL - NIGHT
Mo waits.

MO
Is it you?
(beat)
It is.

I/E. CAR - CONTINUOUS

[[scene: car]]

Rain.
"""

TIMED = """INT. HALL - NIGHT
Mo waits. [[shot: wait; at: 0:00.0; lasts: 4.0]]

[[shot: you; at: 0:04.0; lasts: 2.5]]

MO
Is it you?
[[shot: yes; at: 0:06.5; lasts: 1.25]]
(beat)
It is.

I/E. CAR - CONTINUOUS

[[scene: car]]

[[shot: rain; at: 1:00:07.75; lasts: 61.0]]

Rain.
"""

MARKS = (
    Mark("hall", 1, "wait", 0, 4),
    Mark("hall", 2, "you", 4, 2.5),
    Mark("hall", 3, "yes", 6.5, 1.25),
    Mark("car", 1, "rain", 3607.75, 61),
)


def test_shots_stand_before_their_beats() -> None:
    assert with_timings(SCRIPT, MARKS) == TIMED
    assert with_timings(TIMED, MARKS) == TIMED
    assert without_timings(TIMED) == SCRIPT
    assert from_fountain(TIMED) == from_fountain(SCRIPT)
    shots = [[beat.shots for beat in scene.beats] for scene in read_script(TIMED).scenes]
    assert shots == [[("wait",), ("you",), ("yes",)], [("rain",)]]


def test_a_mark_that_fits_nowhere_is_told() -> None:
    with pytest.raises(ValueError, match="shot 'x': the script has no beat 4 in a scene 'hall'"):
        with_timings(SCRIPT, [Mark("hall", 4, "x", 0, 1)])


def test_a_persons_own_note_about_a_shot_stays() -> None:
    text = SCRIPT.replace("Rain.", "Rain. [[shot: wet]] [[ask]]")
    assert without_timings(with_timings(text, MARKS)) == text
    assert read_script(text).scenes[1].beats[0].shots == ("wet",)


EDITORS = (
    lambda text: text.replace("\n", "\r\n"),
    lambda text: re.sub(r"\n\n", "\n\n\n", text),
    lambda text: re.sub(r"\n{3,}", "\n\n", text.replace("\n\n", "\n\n\n\n")).rstrip("\n"),
    lambda text: "\ufeff" + text.replace("]]\n\nRain", "]]\nRain").replace("]]\n\nMO", "]]  \n \nMO"),
    lambda text: from_fdx(to_fdx(text)),
    lambda text: from_fdx(to_fdx(from_fdx(to_fdx(text)).replace("\n", "\r"))),
)


@pytest.mark.parametrize("editor", range(len(EDITORS)))
def test_ids_survive_another_editor(editor: int) -> None:
    sent = with_timings(with_ids(SCRIPT), MARKS)
    assert "INT. HALL - NIGHT [[scene: hall]]" in sent.splitlines()
    back = EDITORS[editor](sent)
    script = read_script(back)
    assert script.screenplay == from_fountain(SCRIPT)
    assert [[beat.shots for beat in scene.beats] for scene in script.scenes] == [
        [("wait",), ("you",), ("yes",)],
        [("rain",)],
    ]
    assert "lasts" not in without_timings(back)
    renamed = without_timings(back).replace("INT. HALL - NIGHT", "INT. LOBBY - NIGHT")
    assert [scene.id for scene in from_fountain(renamed).scenes] == ["hall", "car"]


PIECES = st.sampled_from(
    ["EXT. B - DAY", ".C", "MARA", "@Mo", "(wry)", "Words.", "!", "~la", "> in <", "CUT TO:", "# One", "= what", "===", "^",
     "[[mood: sad]]", "[[cast: mo]]", " ", "\n", "\n\n", "\r\n", "\r\n\r\n", "  \n", "/* no */", "[[shot: b]]", "[[two\nlines]]"]
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.randoms(use_true_random=False))
def test_timings_come_out_to_the_byte(text: str, random: Random) -> None:
    text = f"INT. HALL - DAY\n\n{text}"
    try:
        script = read_script(text)
    except ProjectError:
        return
    places = [(scene.id, number) for scene in script.scenes for number in range(1, len(scene.beats) + 1)]
    marks = [Mark(scene, beat, "s", 1, 2) for scene, beat in places for _ in range(random.randrange(3))]
    timed = with_timings(text, marks)
    assert without_timings(timed) == text
    assert from_fountain(timed) == script.screenplay
    found = [beat.shots.count("s") for scene in read_script(timed).scenes for beat in scene.beats]
    assert found == [sum((mark.scene, mark.beat) == place for mark in marks) for place in places]
