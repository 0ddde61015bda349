"""The table of what may happen to a generated file, row by row: B, what the tool wrote last; W, the file; N, what it says now."""

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from command_line import refused
from hypothesis import given, settings
from hypothesis import strategies as st
from random_scenes import ABSENT, at, changed, check, random_scene, shot_of

from orchestrator.project import originals
from orchestrator.project.generated import write_generated
from orchestrator.project.history import recorded
from orchestrator.project.history_undo import undo
from orchestrator.project.layout import block
from orchestrator.project.lock import read_lock, text_digest, write_lock
from orchestrator.project.proposals import accept, dismiss, open_proposals
from orchestrator.project.source import parse

SCENE, SCRIPT = "scenes/010-a.yaml", "script.fountain"


def scene(mood: str = "calm", size: str = "wide", end: str = "") -> str:
    return f"id: a\nheading: INT. ROOM - DAY\nmood: {mood}\nshots:\n  - id: x\n    size: {size}\n{end}"


def script(mood: str = "calm", size: str = "wide", end: str = "") -> str:
    first = f"INT. ROOM - DAY\n\n[[scene: a]]\n\nThe room is {mood}.\n\n"
    return f"{first}EXT. SEA - DAY\n\n[[scene: b]]\n\nThe sea is {size}.\n{end}"


TEXTS = {SCENE: scene, SCRIPT: script}


@dataclass(frozen=True)
class Row:
    """Each text is given by the words in it; None is no file. `lost`: the text of B is no longer there."""

    says: str
    b: tuple[str, ...] | None
    w: tuple[str, ...] | str | None
    n: tuple[str, ...]
    outcome: str
    then: tuple[str, ...] | str | None
    proposal: tuple[str, ...] | None = None
    base: str = "n"
    lost: bool = False


ROWS = [
    Row("untouched", (), (), (), "unchanged", ()),
    Row("only the generator changed", (), (), ("sad",), "written", ("sad",)),
    Row("only the person changed", (), ("tense",), (), "kept", ("tense",)),
    Row("the same change", (), ("sad",), ("sad",), "unchanged", ("sad",)),
    Row("both, in other places", (), ("tense",), ("calm", "full"), "merged", ("tense", "full")),
    Row("both, in the same place", (), ("tense",), ("sad",), "proposed", ("tense",), ("sad",)),
    Row("both, here and there", (), ("tense",), ("sad", "full"), "proposed", ("tense", "full"), ("sad", "full")),
    Row("the person deleted it", (), None, (), "deleted", None),
    Row("deleted, and there is more to say", (), None, ("sad",), "proposed", None, ("sad",)),
    Row("nobody wrote it yet", None, None, ("sad",), "written", ("sad",)),
    Row("the person wrote it", None, ("tense",), ("sad",), "proposed", ("tense",), ("sad",)),
    Row("the person wrote just that", None, ("sad",), ("sad",), "unchanged", ("sad",)),
    Row("it cannot be read", (), "mood: [\x00", ("sad",), "kept", "mood: [\x00", base="b"),
    Row("what the tool wrote is lost", (), ("tense",), ("sad",), "proposed", ("tense",), ("sad",), lost=True),
]


class Table:
    """A project with one generated file in the state of a row."""

    def __init__(self, root: Path, name: str, row: Row) -> None:
        self.root, self.name, self.path, self._text = root, name, root / name, TEXTS[name]
        if row.b is not None:
            self.generate(*row.b)
        self.put(row.w)
        if row.lost:
            for kept in (root / originals.FOLDER).rglob("*"):
                kept.unlink() if kept.is_file() else None

    def text(self, words: tuple[str, ...] | str | None) -> str | None:
        return words if words is None or isinstance(words, str) else self._text(*words)

    def put(self, words: tuple[str, ...] | str | None) -> None:
        self.path.unlink(missing_ok=True)
        self.path.parent.mkdir(exist_ok=True)
        if (text := self.text(words)) is not None:
            self.path.write_text(text)

    def generate(self, *words: str) -> str:
        with recorded(self.root, "write"):
            made = write_generated(self.root, self.name, self._text(*words), read_lock(self.root))
            write_lock(self.root, made.lock)
        return made.outcome

    def now(self) -> tuple[str | None, str | None, str | None]:
        """The file, its proposal, and the digest of what the tool wrote last."""
        waiting = self.root / "proposals" / self.name
        there = (path.read_text() if path.is_file() else None for path in (self.path, waiting))
        return (*there, read_lock(self.root).files.get(self.name))  # type: ignore[return-value]


def expected(table: Table, row: Row) -> tuple[str | None, str | None, str | None]:
    base = table.text(row.n if row.base == "n" else row.b)
    return table.text(row.then), table.text(row.proposal), None if base is None else text_digest(base)


CASES = [(name, row) for name in TEXTS for row in ROWS if name == SCENE or not isinstance(row.w, str)]
"""Every text is a screenplay, so none is unreadable."""

each = pytest.mark.parametrize(
    ("name", "row"), CASES, ids=lambda value: value.says if isinstance(value, Row) else value
)


@each
def test_a_row_of_the_table(tmp_path: Path, name: str, row: Row) -> None:
    table = Table(tmp_path, name, row)
    assert table.generate(*row.n) == row.outcome
    assert table.now() == expected(table, row)


@each
def test_it_can_be_taken_back_and_had_again(tmp_path: Path, name: str, row: Row) -> None:
    table = Table(tmp_path, name, row)
    before = table.now()
    table.generate(*row.n)
    after = table.now()
    if before[:2] == after[:2] or row.lost:
        return
    undo(tmp_path)
    assert table.now() == before
    undo(tmp_path)
    assert table.now() == after


@each
def test_what_a_person_wrote_is_never_a_base(tmp_path: Path, name: str, row: Row) -> None:
    """The generator goes on, and says the same as the person for once: their words stay."""
    table = Table(tmp_path, name, row)
    table.generate(*row.n)
    for words in (("lonely",), ("tense", "insert"), ("joyful", "full")):
        there = table.path.read_text() if table.path.exists() else None
        table.generate(*words)
        if row.w == ("tense",) and words[0] != "joyful":
            assert "tense" in table.path.read_text()
        if row.w is None and row.b is not None:
            assert not table.path.exists()
        if isinstance(row.w, str):
            assert table.path.read_text() == there
        else:
            assert table.now()[2] == text_digest(TEXTS[name](*words))


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("row", [row for row in ROWS if row.proposal], ids=lambda row: row.says)
def test_an_answer_settles_the_question(tmp_path: Path, name: str, row: Row) -> None:
    table = Table(tmp_path, name, row)
    table.generate(*row.n)
    asked, base = table.now(), table.now()[2]
    (proposal,) = open_proposals(tmp_path)
    with recorded(tmp_path, "dismiss"):
        dismiss(tmp_path, proposal)
    assert table.now() == (table.text(row.then), None, base)
    assert table.generate(*row.n) in ("kept", "deleted")
    assert open_proposals(tmp_path) == []
    undo(tmp_path)
    assert table.now() == asked
    with recorded(tmp_path, "accept"):
        accept(tmp_path, open_proposals(tmp_path)[0])
    assert table.now() == (table.text(row.proposal), None, base)
    assert table.generate(*row.n) == "unchanged"
    assert open_proposals(tmp_path) == []


@pytest.mark.parametrize("command", ["plan", "render", "write", "check"])
def test_a_file_that_cannot_be_read_is_told_with_its_place_and_nothing_below_it_runs(
    small_film: Path, command: str
) -> None:
    path = small_film / "scenes/020-meeting.yaml"
    path.write_text(path.read_text().replace("mood: tender", "mood: [tender"))
    before = sorted(item for item in small_film.rglob("*") if item.is_file())
    assert refused(command, cwd=small_film).startswith("scenes/020-meeting.yaml:5:7: ")
    assert sorted(item for item in small_film.rglob("*") if item.is_file()) == before


@settings(max_examples=60)
@given(seed=st.integers(0, 10**9))
def test_random_scenes_through_two_generations(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    chance, root = random.Random(seed), tmp_path_factory.mktemp("film")
    base = random_scene(chance)
    yours, theirs = changed(chance, base, "uvwxyz"), changed(chance, base, "mnopqr")
    later = changed(chance, theirs, "ijkl")
    path = root / SCENE

    def generated(tree: Any) -> Any:
        made = write_generated(root, SCENE, "\n".join(block(tree)) + "\n", read_lock(root))
        write_lock(root, made.lock)
        return parse(path.read_text()).plain()

    assert generated(base) == parse("\n".join(block(base))).plain()
    path.write_text("# mine\n" + "\n".join(block(yours)) + "\n")
    first = generated(theirs)
    check(base, yours, theirs, first)
    second = at(generated(later))
    b, y, t = at(base), at(yours), at(theirs)
    for leaf, value in y.items():
        if b.get(leaf, ABSENT) != value and t.get(leaf, ABSENT) != value and "dialogue" not in leaf:
            assert second.get(leaf, ABSENT) == value, f"your change is lost: {leaf}"
    for leaf in b.keys() - y.keys():
        if leaf in t and shot_of(leaf) in {shot_of(other) for other in y}:
            assert leaf not in second, f"what you took out is back: {leaf}"
