"""What a plan says of each step, by its mark, and of all of them together."""

import re
from collections.abc import Callable
from pathlib import Path

from command_line import said

Edit = Callable[[Path, str, str], None]


def marked(told: str) -> dict[str, set[str]]:
    """The steps that each mark stands before."""
    found: dict[str, set[str]] = {}
    for mark, step in re.findall(r"^([=+~?!pxm]) (\S+(?: \S+)?)", told, re.MULTILINE):
        found.setdefault(mark, set()).add(step.strip())
    return found


def test_every_step_has_the_mark_of_what_will_become_of_it(built_film: Path, edit: Edit) -> None:
    arrival = built_film / "scenes/010-arrival.yaml"
    edit(arrival, "id: keeper", "id: warden")
    edit(arrival, "Mara lifts the lamp.", "Mara drops the lamp.")
    told = said("plan", "--all", cwd=built_film)
    marks = marked(told)
    assert "clip arrival/warden" in marks["+"]
    assert "clip arrival/calls" in marks["~"]
    assert "film follows" in marks["?"] or any(step.startswith("film") for step in marks["?"])
    assert marks["x"] == {"clip arrival/keeper"}
    assert "clip arrival/coast" in marks["="]
    counts = re.search(r"(\d+) steps to make \(\+ (\d+), ~ (\d+), \? (\d+)\), (\d+) ready", told)
    assert counts is not None, told
    new, stale, waiting = (int(number) for number in counts.groups()[1:4])
    assert int(counts[1]) == new + stale + waiting
    assert (new, stale, waiting) == tuple(len(marks[mark]) for mark in "+~?")
    assert int(counts[5]) == len(marks["="])


def test_a_change_that_is_proposed_waits_to_be_decided(built_film: Path) -> None:
    proposal = built_film / "proposals/scenes/010-arrival.yaml"
    proposal.parent.mkdir(parents=True)
    text = (built_film / "scenes/010-arrival.yaml").read_text(encoding="utf-8")
    proposal.write_text(text.replace("mood: lonely", "mood: tense"), encoding="utf-8")
    told = said("plan", cwd=built_film)
    assert "m scenes/010-arrival.yaml" in told
    assert "filmwright review" in told
    assert "nothing to do" in told
