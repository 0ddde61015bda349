"""Screenplays merged: any text can be cut and joined again, and what a writer changed stays."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.film.errors import FilmError
from orchestrator.project.generated import write_generated
from orchestrator.project.lock import Lock
from orchestrator.project.merge_script import merge_scripts, sections, with_scene

PIECES = [
    *("INT. ROOM - DAY", "EXT. BEACH", ".FORCED", "She waits.", "MARA", "Yes.", "[[scene: a]]", "/*", "*/", "[[", "]]"),
    *("Title: X", "    More", "  ", "", "", "# Act", "= What happens", "> CUT TO:", "~La la", "@McAvoy", "===", "é 嵐"),
]

SCRIPT = """Title: The Keeper
Author: Nobody

[[character: mara
name: Mara]]

INT. ROOM - DAY

[[scene: room]]

Mara sits by the window and waits for the rain.

MARA
(quietly)
Nobody comes today.

EXT. BEACH - NIGHT

[[scene: beach]]

The waves roll in over the black rocks.

A fox runs along the water.

INT. ROOM - DAY

[[scene: again]]

Mara opens the door.
"""


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_text_comes_together_again(pieces: list[str], line_end: str, ended: bool) -> None:
    text = line_end.join(pieces) + (line_end if ended else "")
    assert "".join(part.said + part.gap for scene in sections(text) for part in scene.paragraphs) == text


@settings(max_examples=200)
@given(*(st.lists(st.sampled_from(PIECES), max_size=14) for _ in range(3)))
def test_any_texts_can_be_merged_and_what_one_side_left_alone_is_the_others(
    before: list[str], yours: list[str], theirs: list[str]
) -> None:
    base, mine, new = ("\n".join(pieces) for pieces in (before, yours, theirs))
    assert merge_scripts(base, mine, base).text == mine
    assert merge_scripts(base, mine, mine).text == mine
    assert said(merge_scripts(base, base, new).text) == said(new)
    assert merge_scripts(base, mine, new, "yours").text is not None


def said(text: str) -> list[str]:
    return [part.said for scene in sections(text) for part in scene.paragraphs if part.said.strip()]


def edited(text: str, chance: random.Random, word: str) -> tuple[str, list[str], list[str]]:
    """The script after some edits, with the paragraphs that are new, and those that are gone."""
    parts = [[part.said for part in scene.paragraphs] for scene in sections(text)]
    new: list[str] = []
    gone: list[str] = []
    for number in range(chance.randint(0, 4)):
        scene = chance.choice(parts[1:])
        at = chance.randrange(2, len(scene)) if len(scene) > 2 else None
        what = chance.choice(["word", "add", "take"])
        if what == "word" and at is not None and scene[at] not in new:
            gone.append(scene[at])
            scene[at] = f"{scene[at]} {word}{number}"
            new.append(scene[at])
        elif what == "add":
            new.append(f"{word} adds paragraph number {number} in words of {word}.")
            scene.insert(chance.randint(2, len(scene)), new[-1])
        elif what == "take" and at is not None and scene[at] not in new:
            gone.append(scene.pop(at))
    return "\n\n".join(said for scene in parts for said in scene) + "\n", new, gone


def test_a_thousand_random_edits_of_a_script() -> None:
    came = 0
    for seed in range(1000):
        chance = random.Random(seed)
        yours, new, gone = edited(SCRIPT, chance, "person")
        theirs, other, _ = edited(SCRIPT, chance, "tool")
        merged = merge_scripts(SCRIPT, yours, theirs)
        paragraphs = said(merged.text)
        for text in new:
            assert text in paragraphs
        for text in gone:
            assert text not in paragraphs
        lost = [text for text in other if text not in paragraphs]
        assert not lost or merged.conflicts
        asked = said(merge_scripts(SCRIPT, yours, theirs, "theirs").text)
        assert all(text in asked for text in other)
        came += len(other) - len(lost)
        assert [scene.id for scene in sections(merged.text)][1:] == ["room", "beach", "again"]
    assert came > 500


def test_scenes_are_known_by_heading_where_they_have_no_id() -> None:
    base = "INT. ROOM - DAY\n\nOne stays here.\n\nEXT. BEACH - DAY\n\nTwo goes there.\n\nINT. ROOM - DAY\n\nThree is last.\n"
    yours = base.replace("Two goes", "Two runs").replace("EXT. BEACH - DAY\n", "EXT. THE BEACH - NIGHT\n")
    theirs = base.replace("Three is", "Three was").replace("One stays", "One stayed")
    assert merge_scripts(base, yours, theirs).text == yours.replace("Three is", "Three was").replace(
        "One stays", "One stayed"
    )


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    lock = write_generated(tmp_path, "script.fountain", SCRIPT, Lock()).lock
    path = tmp_path / "script.fountain"
    path.write_bytes(SCRIPT.replace("Mara opens", "Mara shuts").replace("\n", "\r\n").encode())
    made = write_generated(tmp_path, "script.fountain", SCRIPT.replace("A fox", "A red fox"), lock)
    assert made.outcome == "merged"
    wanted = SCRIPT.replace("Mara opens", "Mara shuts").replace("A fox", "A red fox")
    assert path.read_bytes() == wanted.replace("\n", "\r\n").encode()


def test_one_scene_of_another_version() -> None:
    other = (
        SCRIPT.replace("A fox", "A red fox").replace("Mara opens", "Mara shuts")
        + "\nEXT. SEA\n\n[[scene: sea]]\n\nStill.\n"
    )
    assert with_scene(SCRIPT, other, "beach") == SCRIPT.replace("A fox", "A red fox")
    assert with_scene(SCRIPT, other, "sea") == SCRIPT + "\nEXT. SEA\n\n[[scene: sea]]\n\nStill.\n"
    without = SCRIPT[: SCRIPT.index("EXT. BEACH")] + SCRIPT[SCRIPT.rindex("INT. ROOM") :]
    assert with_scene(SCRIPT, without, "beach") == without
    with pytest.raises(FilmError, match="no changes for a scene 'room'; it has for beach, again, sea"):
        with_scene(SCRIPT, other, "room")


def test_a_scene_that_was_copied_with_its_note_takes_no_words_of_the_other() -> None:
    scene = "INT. ROOM - DAY\n\n[[scene: room]]\n\nShe waits.\n"
    copied = scene + "\nINT. ROOM - DAY\n\n[[scene: room]]\n\nNobody has been here for years, and the door is locked.\n"
    merged = merge_scripts(scene, copied, scene.replace("She waits", "She sleeps")).text
    assert merged == copied.replace("She waits", "She sleeps")
    assert merge_scripts("", "", copied).text == copied
