"""Whatever a person and a generator do to a file: what the person did stays, and what only the generator did arrives."""

import random
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from random_scenes import Tree, changed, check, random_scene

from orchestrator.project.layout import block
from orchestrator.project.merge import merge, same
from orchestrator.project.merge_files import merge_texts
from orchestrator.project.merge_into import written_into
from orchestrator.project.source import parse


def test_five_thousand_random_edits() -> None:
    kept = taken = 0
    for seed in range(5000):
        chance = random.Random(seed)
        base = random_scene(chance)
        yours, theirs = changed(chance, base, "uvwxyz"), changed(chance, base, "mnopqr")
        result: Any = merge(base, yours, theirs).value
        counts = check(base, yours, theirs, result)
        kept, taken = kept + counts[0], taken + counts[1]
        assert [one["id"] for one in result["shots"]] == list(dict.fromkeys(one["id"] for one in result["shots"]))
        assert merge(base, yours, base).value == yours
        assert same(merge(base, base, theirs).value, theirs)
        assert merge(base, yours, yours).value == yours
    assert kept > 5000
    assert taken > 5000


def written(tree: Tree, line_end: str) -> str:
    """A person's file: a comment above each shot and behind each action, a blank line between shots."""
    lines: list[str] = ["# the film's first scene"]
    name = ""
    for line in block(tree):
        if found := re.match(r'  - id: "?(\w+)', line):
            name = found[1]
            lines += ["", f"  # above {name}"]
        lines.append(f"{line}   # behind {name}" if line.lstrip().startswith("action:") else line)
    return line_end.join([*lines, "", "# the end", ""])


@settings(max_examples=60)
@given(seed=st.integers(0, 10**9), line_end=st.sampled_from(["\n", "\r\n"]))
def test_the_text_says_what_the_merge_says_and_keeps_every_comment(seed: int, line_end: str) -> None:
    chance = random.Random(seed)
    base = random_scene(chance)
    yours, theirs = changed(chance, base, "uvwxyz"), changed(chance, base, "mnopqr")
    text = written(yours, line_end)
    generated = "\n".join(block(theirs)) + "\n"
    before = written(base, "\n")
    result = merge_texts("a.yaml", before, text, generated)
    plain = parse(result.text).plain()
    assert same(plain, merge(base, yours, theirs).value)
    assert isinstance(plain, dict)
    there = {one["id"] for one in at_shots(plain)}
    for name in (one["id"] for one in yours["shots"] if one["id"] in there):
        assert f"# above {name}" in result.text
        assert f"# behind {name}" in result.text
    assert result.text.startswith("# the film's first scene")
    assert result.text.rstrip().endswith("# the end")
    assert line_end == "\n" or result.text.count("\n") == result.text.count("\r\n")
    assert merge_texts("a.yaml", before, text, "\n".join(block(base))).text == text
    assert merge_texts("a.yaml", before, text, "\n".join(block(yours))).text == text


def at_shots(tree: Any) -> list[Tree]:
    return tree["shots"]


@settings(max_examples=40)
@given(seed=st.integers(0, 10**9))
def test_a_text_can_be_made_to_say_anything_else(seed: int) -> None:
    chance = random.Random(seed)
    before = random_scene(chance)
    after = changed(chance, changed(chance, before, "uvwxyz"), "mnopqr")
    text = written(before, "\n")
    there_and_back = written_into(written_into(text, after), before)
    assert same(parse(there_and_back).plain(), before)
    assert written_into(text, before) == text
