"""The three-way merge for whole files, as a table: what becomes of a file that is new, gone or unreadable."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from orchestrator.project.generated import write_generated
from orchestrator.project.lock import Lock, text_digest

SCENE = "id: a\nheading: INT. ROOM - DAY\nmood: {mood}\nshots:\n  - id: x\n    size: {size}\n"


def scene(mood: str = "calm", size: str = "wide") -> str:
    return SCENE.replace("{mood}", mood).replace("{size}", size)


@dataclass(frozen=True)
class State:
    """What the tool wrote, what a person made of it, what it would write now, and what is there afterwards.

    None is no file, and `outcome` what the tool says that it did.
    """

    what: str
    before: str | None
    yours: str | None
    new: str
    outcome: str
    result: str | None
    asked: str | None = None


MINE = "id: a\nheading: EXT. ROOF - DAY\nmood: calm\nshots: [{id: mine}]  # by me\n"
BROKEN = "id: a\nheading: [INT.\n"
WRONG = scene(size="wide").replace("size: wide", "size: wide\n    takes: 3")
STATES = [
    State("there was nothing", None, None, scene(), "written", scene()),
    State("untouched, and nothing new", scene(), scene(), scene(), "unchanged", scene()),
    State("untouched, and something new", scene(), scene(), scene("sad"), "written", scene("sad")),
    State("edited, and nothing new", scene(), scene("tense"), scene(), "kept", scene("tense")),
    State("edited as the tool would", scene(), scene("sad"), scene("sad"), "unchanged", scene("sad")),
    State("both in different places", scene(), scene("tense"), scene(size="full"), "merged", scene("tense", "full")),
    State("both in one place", scene(), scene("tense"), scene("sad"), "proposed", scene("tense"), scene("sad")),
    State(
        "both, in one place and in others",
        scene(),
        scene("tense"),
        scene("sad", "full"),
        "proposed",
        scene("tense", "full"),
        scene("sad", "full"),
    ),
    State("only a comment of yours", scene(), scene() + "# mine\n", scene(), "kept", scene() + "# mine\n"),
    State("deleted, and nothing new", scene(), None, scene(), "deleted", None),
    State("deleted, and something new", scene(), None, scene("sad"), "proposed", None, scene("sad")),
    State(
        "your own file, unknown to the tool: what it would say, in your layout",
        None,
        MINE,
        "id: a\nheading: EXT. ROOF - DAY\nmood: sad\nshots: [{id: x}]\n",
        "proposed",
        MINE,
        "id: a\nheading: EXT. ROOF - DAY\nmood: sad\nshots: [{id: x}]  # by me\n",
    ),
    State("a file that cannot be read now is left alone", scene(), BROKEN, scene("sad"), "kept", BROKEN),
    State(
        "a merge that would be no valid file becomes a question",
        scene(),
        WRONG,
        scene("sad"),
        "proposed",
        WRONG,
        scene("sad"),
    ),
]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.what)
def test_whole_files(tmp_path: Path, state: State) -> None:
    path, proposal, lock = tmp_path / "scenes/010-a.yaml", tmp_path / "proposals/scenes/010-a.yaml", Lock()
    path.parent.mkdir()
    if state.before is not None:
        lock = write_generated(tmp_path, "scenes/010-a.yaml", state.before, lock).lock
    path.unlink(missing_ok=True)
    if state.yours is not None:
        path.write_text(state.yours)
    made = write_generated(tmp_path, "scenes/010-a.yaml", state.new, lock)
    assert made.outcome == state.outcome
    assert (path.read_text() if path.exists() else None) == state.result
    assert (proposal.read_text() if proposal.exists() else None) == state.asked
    assert made.path == (proposal if state.outcome == "proposed" else path)
    left_alone = state.yours == BROKEN
    assert made.lock.files["scenes/010-a.yaml"] == text_digest(str(state.before) if left_alone else state.new)
