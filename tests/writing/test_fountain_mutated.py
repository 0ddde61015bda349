"""Damaged scripts: what a slip of the hand, a bad merge or another program leaves is read, or refused with its line."""

import re
from pathlib import Path
from random import Random

import pytest

from orchestrator.film.errors import ProjectError
from orchestrator.writing.fdx import from_fdx, to_fdx
from orchestrator.writing.fountain import Mark, parse, read_script, with_ids, with_timings, without_timings

SIGNS = (
    ["[[", "]]", "/*", "*/", "\n", "\n\n", "\r", "  \n", "!", "@", ".", ">", "<", "~", "#", "=", "===", "^", "(", ")", "*", "**",
     "_", "\\", "INT. ", "EXT. X - DAY\n\n", "MARA\n", "CUT TO:\n\n", "[[scene: x]]", "[[mood: odd]]", "[[scene: a b]]",
     "[[cast: ,]]", "[[character: mo\nname: Mo]]", "[[place: ]]", "[[intensity: lots]]",
     "\ufeff", "\u2028", "\x00", "\x0c", "Title: ", "é",
     "МАША\n"]
)  # fmt: skip


def mutated(text: str, random: Random) -> str:
    """Return the text after one to four slips."""
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(text) + 1)
        size = random.choice((1, 3, 20, 200))
        piece = text[at : at + size]
        slip = random.randrange(5)
        if slip == 0:
            text = text[:at] + text[at + size :]
        elif slip == 1:
            text = text[:at] + random.choice(SIGNS) + text[at:]
        elif slip == 2:
            other = random.randrange(len(text) + 1)
            text = text[:other] + piece + text[other:]
        elif slip == 3:
            text = text[:at] + piece[::-1] + text[at + size :]
        else:
            text = text[:at] + piece.swapcase() + text[at + size :]
    return text


def survives(text: str) -> bool:
    """Whether a script can be read; whatever else is done with it works if it can."""
    assert parse(text).text == text
    try:
        script = read_script(text)
    except ProjectError as error:
        assert all(re.match(r"script\.fountain:\d+:\d+: \S", line) for line in str(error).splitlines())  # noqa: PT017
        return False
    marks = [Mark(scene.id, n, "s", n, 1) for scene in script.scenes for n in range(1, len(scene.beats) + 1)]
    assert without_timings(with_timings(text, marks)) == without_timings(text)
    assert read_script(with_ids(text)).screenplay == script.screenplay
    assert parse(from_fdx(to_fdx(text))).scenes
    return True


@pytest.mark.parametrize("name", ["torture", "earnest"])
def test_slips_of_the_hand(name: str) -> None:
    text = (Path(__file__).parent / "scripts" / f"{name}.fountain").read_bytes().decode("utf-8")
    read = sum(survives(mutated(text, Random(seed))) for seed in range(60))
    assert 20 < read <= 60
