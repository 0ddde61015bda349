"""The specification of the three-way merge, as a table: one row, one case.

`before` is what the tool wrote, `yours` what a person made of it, `new` what the tool would write now, `result` what the file
holds afterwards, and `asked` what lies in proposals/ beside it (nothing, where there is nothing to decide).
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from orchestrator.project.generated import write_generated
from orchestrator.project.lock import Lock

NOTHING = ""


@dataclass(frozen=True)
class Case:
    what: str
    before: str
    yours: str
    new: str
    result: str
    asked: str = NOTHING


VALUES = [
    Case(
        "only the tool says something new: it comes",
        before="mood: calm",
        yours="mood: calm",
        new="mood: sad",
        result="mood: sad",
    ),
    Case(
        "only you changed it: it stays",
        before="mood: calm",
        yours="mood: tense",
        new="mood: calm",
        result="mood: tense",
    ),
    Case("both say the same: settled", before="mood: calm", yours="mood: sad", new="mood: sad", result="mood: sad"),
    Case(
        "both say something else: yours stays, the tool's is asked",
        before="mood: calm",
        yours="mood: tense",
        new="mood: sad",
        result="mood: tense",
        asked="mood: sad",
    ),
    Case(
        "different keys do not meet",
        before="{mood: calm, time: day}",
        yours="{mood: tense, time: day}",
        new="{mood: calm, time: night}",
        result="{mood: tense, time: night}",
    ),
    Case(
        "your comment is no change of a value",
        before="mood: calm",
        yours="mood: calm  # for now",
        new="mood: sad",
        result="mood: sad  # for now",
    ),
    Case(
        "a key you added stays",
        before="mood: calm",
        yours="mood: calm\nnote: mine",
        new="mood: sad",
        result="mood: sad\nnote: mine",
    ),
    Case(
        "a key you took out stays out",
        before="{mood: calm, note: x}",
        yours="{mood: calm}",
        new="{mood: sad, note: x}",
        result="{mood: sad}",
    ),
    Case(
        "a key you took out and the tool changed: out, and asked",
        before="{mood: calm, note: x}",
        yours="{mood: calm}",
        new="{mood: calm, note: other}",
        result="{mood: calm}",
        asked="{mood: calm, note: other}",
    ),
    Case(
        "a key the tool adds comes",
        before="{mood: calm}",
        yours="{mood: tense}",
        new="{mood: calm, note: new}",
        result="{mood: tense, note: new}",
    ),
    Case(
        "a key the tool takes out goes",
        before="{mood: calm, note: x}",
        yours="{mood: tense, note: x}",
        new="{mood: calm}",
        result="{mood: tense}",
    ),
    Case(
        "a key the tool takes out and you changed: stays, and asked",
        before="{mood: calm, note: x}",
        yours="{mood: calm, note: mine}",
        new="{mood: calm}",
        result="{mood: calm, note: mine}",
        asked="{mood: calm}",
    ),
    Case(
        "inside a map key by key",
        before="music: {mood: calm, level: -18}",
        yours="music: {mood: calm, level: -12}",
        new="music: {mood: sad, level: -18}",
        result="music: {mood: sad, level: -12}",
    ),
    Case(
        "a list of words is one value",
        before="props: [a lamp]",
        yours="props: [a lamp, a rope]",
        new="props: [a lamp, a key]",
        result="props: [a lamp, a rope]",
        asked="props: [a lamp, a key]",
    ),
    Case("text and number are not the same", before="take: 1", yours='take: "1"', new="take: 1", result='take: "1"'),
]

SHOTS = [
    Case(
        "a shot of yours among the tool's",
        before="shots: [{id: a}, {id: b}]",
        yours="shots: [{id: a}, {id: mine}, {id: b}]",
        new="shots: [{id: a}, {id: b, size: wide}]",
        result="shots: [{id: a}, {id: mine}, {id: b, size: wide}]",
    ),
    Case(
        "a new shot of the tool goes where the tool has it",
        before="shots: [{id: a}, {id: b}]",
        yours="shots: [{id: a, take: 2}, {id: b}]",
        new="shots: [{id: a}, {id: new}, {id: b}]",
        result="shots: [{id: a, take: 2}, {id: new}, {id: b}]",
    ),
    Case(
        "both add a shot",
        before="shots: [{id: a}]",
        yours="shots: [{id: mine}, {id: a}]",
        new="shots: [{id: a}, {id: new}]",
        result="shots: [{id: mine}, {id: a}, {id: new}]",
    ),
    Case(
        "a shot you took out stays out",
        before="shots: [{id: a}, {id: b}]",
        yours="shots: [{id: a}]",
        new="shots: [{id: a, size: wide}, {id: b}]",
        result="shots: [{id: a, size: wide}]",
    ),
    Case(
        "a shot you took out and the tool changed: out, and asked",
        before="shots: [{id: a}, {id: b}, {id: c}]",
        yours="shots: [{id: a}, {id: c}]",
        new="shots: [{id: a}, {id: b, size: wide}, {id: c}]",
        result="shots: [{id: a}, {id: c}]",
        asked="shots: [{id: a}, {id: b, size: wide}, {id: c}]",
    ),
    Case(
        "a shot the tool takes out goes",
        before="shots: [{id: a}, {id: b}]",
        yours="shots: [{id: a, take: 2}, {id: b}]",
        new="shots: [{id: a}]",
        result="shots: [{id: a, take: 2}]",
    ),
    Case(
        "a shot the tool takes out and to which you wrote a comment: stays, and asked",
        before="shots:\n  - {id: a}\n  - {id: b}\n",
        yours="shots:\n  - {id: a}\n  # ask Anna\n  - {id: b}\n",
        new="shots:\n  - {id: a}\n",
        result="shots:\n  - {id: a}\n  # ask Anna\n  - {id: b}\n",
        asked="shots:\n  - {id: a}\n",
    ),
    Case(
        "a shot the tool takes out and you changed: stays, and asked",
        before="shots: [{id: a}, {id: b}]",
        yours="shots: [{id: a}, {id: b, take: 2}]",
        new="shots: [{id: a}]",
        result="shots: [{id: a}, {id: b, take: 2}]",
        asked="shots: [{id: a}]",
    ),
    Case(
        "your order stays, the tool's words come",
        before="shots: [{id: a, size: wide}, {id: b}, {id: c}]",
        yours="shots: [{id: c}, {id: a, size: wide}, {id: b}]",
        new="shots: [{id: a, size: full}, {id: b}, {id: c}]",
        result="shots: [{id: c}, {id: a, size: full}, {id: b}]",
    ),
    Case(
        "the tool's order comes, your words stay",
        before="shots: [{id: a, size: wide}, {id: b}, {id: c}]",
        yours="shots: [{id: a, size: full}, {id: b}, {id: c}]",
        new="shots: [{id: c}, {id: a, size: wide}, {id: b}]",
        result="shots: [{id: c}, {id: a, size: full}, {id: b}]",
    ),
    Case(
        "both put in another order: yours stays, the tool's is asked",
        before="shots: [{id: a}, {id: b}, {id: c}]",
        yours="shots: [{id: b}, {id: a}, {id: c}]",
        new="shots: [{id: a}, {id: c}, {id: b}]",
        result="shots: [{id: b}, {id: a}, {id: c}]",
        asked="shots: [{id: a}, {id: c}, {id: b}]",
    ),
    Case(
        "one shot split in two: the first half keeps its id and takes what is new",
        before="shots: [{id: a, action: He waits and goes., size: wide}, {id: b}]",
        yours="shots: [{id: a, action: He waits., size: wide}, {id: a-2, action: He goes.}, {id: b}]",
        new="shots: [{id: a, action: He waits and goes., size: full}, {id: b}]",
        result="shots: [{id: a, action: He waits., size: full}, {id: a-2, action: He goes.}, {id: b}]",
    ),
    Case(
        "two shots joined in one",
        before="shots: [{id: a, action: He waits.}, {id: b, action: He goes.}]",
        yours="shots: [{id: a, action: He waits and goes.}]",
        new="shots: [{id: a, action: He waits., size: wide}, {id: b, action: He goes.}]",
        result="shots: [{id: a, action: He waits and goes., size: wide}]",
    ),
    Case(
        "a shot to which you gave another id is the same shot",
        before="shots: [{id: a, action: She climbs the stairs.}]",
        yours="shots: [{id: stairs, action: She climbs the stairs.}]",
        new="shots: [{id: a, action: She climbs the stairs., size: wide}]",
        result="shots: [{id: stairs, action: She climbs the stairs., size: wide}]",
    ),
    Case(
        "a shot whose id the tool lost keeps it, and its take",
        before="shots: [{id: a, action: She climbs the stairs.}]",
        yours="shots: [{id: a, action: She climbs the stairs., take: 3}]",
        new="shots: [{id: other, action: She climbs the stairs., size: wide}]",
        result="shots: [{id: a, action: She climbs the stairs., take: 3, size: wide}]",
    ),
    Case(
        "a locked shot is left alone, without a question",
        before="shots: [{id: a, size: wide}, {id: b, size: wide}]",
        yours="shots: [{id: a, size: full, locked: true}, {id: b, size: wide}]",
        new="shots: [{id: a, size: insert}, {id: b, size: insert}]",
        result="shots: [{id: a, size: full, locked: true}, {id: b, size: insert}]",
    ),
    Case(
        "a locked shot that the tool takes out stays",
        before="shots: [{id: a}, {id: b}]",
        yours="shots: [{id: a}, {id: b, locked: true}]",
        new="shots: [{id: a}]",
        result="shots: [{id: a}, {id: b, locked: true}]",
    ),
    Case(
        "a locked file is left alone",
        before="{mood: calm, time: day}",
        yours="{mood: sad, time: day, locked: true}",
        new="{mood: tense, time: night}",
        result="{mood: sad, time: day, locked: true}",
    ),
    Case(
        "the cast goes by the character",
        before="cast: [{character: mara}, {character: fox}]",
        yours="cast: [{character: fox}, {character: mara, state: wet}]",
        new="cast: [{character: mara, position: left}, {character: fox}]",
        result="cast: [{character: fox}, {character: mara, state: wet, position: left}]",
    ),
    Case(
        "a line of dialogue goes by its words",
        before='dialogue: [{character: mara, line: "Who is it?"}]',
        yours='dialogue: [{character: mara, line: "Who is there?"}]',
        new='dialogue: [{character: mara, line: "Who is it?", manner: whispered}]',
        result='dialogue: [{character: mara, line: "Who is there?", manner: whispered}]',
    ),
    Case(
        "a line of yours between the tool's",
        before='dialogue: [{line: "One here."}, {line: "And two."}]',
        yours='dialogue: [{line: "One here."}, {line: "Mine!"}, {line: "And two."}]',
        new='dialogue: [{line: "One here."}, {line: "And two, three."}]',
        result='dialogue: [{line: "One here."}, {line: "Mine!"}, {line: "And two, three."}]',
    ),
    Case(
        "both wrote a line anew: yours stays, the tool's is asked",
        before='dialogue: [{line: "Who goes there?"}]',
        yours='dialogue: [{line: "Who goes here?"}]',
        new='dialogue: [{line: "Who goes there now?"}]',
        result='dialogue: [{line: "Who goes here?"}]',
        asked='dialogue: [{line: "Who goes there now?"}]',
    ),
    Case(
        "a line of a translation goes by its shot and number",
        before='lines: [{shot: a/x, line: "Yes.", to: "Oui."}, {shot: a/y, line: "No.", to: "Non."}]',
        yours='lines: [{shot: a/x, line: "Yes.", to: "Si."}, {shot: a/y, line: "No.", to: "Non."}]',
        new='lines: [{shot: a/x, line: "Yes.", to: "Oui."}, {shot: a/y, line: "No.", to: "Mais non."}]',
        result='lines: [{shot: a/x, line: "Yes.", to: "Si."}, {shot: a/y, line: "No.", to: "Mais non."}]',
    ),
]

ROOM = "INT. ROOM - DAY\n\n[[scene: room]]\n\n"
BEACH = "EXT. BEACH - NIGHT\n\n[[scene: beach]]\n\n"
SCRIPTS = [
    Case(
        "your action, the tool's speech",
        before=f"{ROOM}She sits.\n\nMARA\nYes.\n",
        yours=f"{ROOM}She sits down.\n\nMARA\nYes.\n",
        new=f"{ROOM}She sits.\n\nMARA\nYes, yes.\n",
        result=f"{ROOM}She sits down.\n\nMARA\nYes, yes.\n",
    ),
    Case(
        "both changed one paragraph: yours stays, the tool's is asked",
        before=f"{ROOM}She sits.\n",
        yours=f"{ROOM}She sits down.\n",
        new=f"{ROOM}She sits up.\n",
        result=f"{ROOM}She sits down.\n",
        asked=f"{ROOM}She sits up.\n",
    ),
    Case(
        "in one speech line by line",
        before=f"{ROOM}MARA\nYes.\n[[emotion: sad]]\n",
        yours=f"{ROOM}MARA\nOh yes.\n[[emotion: sad]]\n",
        new=f"{ROOM}MARA\nYes.\n[[emotion: joyful]]\n",
        result=f"{ROOM}MARA\nOh yes.\n[[emotion: joyful]]\n",
    ),
    Case(
        "a paragraph of yours stays where it is",
        before=f"{ROOM}One is here.\n\nTwo is there.\n",
        yours=f"{ROOM}One is here.\n\nMine.\n\nTwo is there.\n",
        new=f"{ROOM}One is here.\n\nTwo is where?\n",
        result=f"{ROOM}One is here.\n\nMine.\n\nTwo is where?\n",
    ),
    Case(
        "a paragraph you took out stays out",
        before=f"{ROOM}One is here.\n\nTwo is there.\n",
        yours=f"{ROOM}Two is there.\n",
        new=f"{ROOM}One is here.\n\nTwo is where?\n",
        result=f"{ROOM}Two is where?\n",
    ),
    Case(
        "a scene you took out stays out",
        before=f"{ROOM}One.\n\n{BEACH}Two.\n",
        yours=f"{ROOM}One.\n",
        new=f"{ROOM}One!\n\n{BEACH}Two.\n",
        result=f"{ROOM}One!\n",
    ),
    Case(
        "a scene you took out and the tool changed: out, and asked",
        before=f"{ROOM}One.\n\n{BEACH}Two.\n",
        yours=f"{ROOM}One.\n",
        new=f"{ROOM}One.\n\n{BEACH}Three.\n",
        result=f"{ROOM}One.\n",
        asked=f"{ROOM}One.\n\n{BEACH}Three.\n",
    ),
    Case(
        "a new scene of the tool comes",
        before=f"{ROOM}One.\n",
        yours=f"{ROOM}One of mine.\n",
        new=f"{ROOM}One.\n\n{BEACH}Two.\n",
        result=f"{ROOM}One of mine.\n\n{BEACH}Two.\n",
    ),
    Case(
        "your order of scenes stays",
        before=f"{ROOM}One.\n\n{BEACH}Two.\n",
        yours=f"{BEACH}Two.\n\n{ROOM}One.\n",
        new=f"{ROOM}One.\n\n{BEACH}Two, three.\n",
        result=f"{BEACH}Two, three.\n\n{ROOM}One.\n",
    ),
    Case(
        "a scene with another heading is the same scene by its id",
        before=f"{ROOM}One.\n",
        yours="INT. HALL - DAY\n\n[[scene: room]]\n\nOne.\n",
        new=f"{ROOM}One.\n\nTwo.\n",
        result="INT. HALL - DAY\n\n[[scene: room]]\n\nOne.\n\nTwo.\n",
    ),
    Case(
        "the title page key by key",
        before=f"Title: A\nAuthor: B\n\n{ROOM}One.\n",
        yours=f"Title: Mine\nAuthor: B\n\n{ROOM}One.\n",
        new=f"Title: A\nAuthor: C\n\n{ROOM}One.\n",
        result=f"Title: Mine\nAuthor: C\n\n{ROOM}One.\n",
    ),
    Case(
        "what you cut away with a boneyard is one paragraph",
        before=f"{ROOM}One.\n\nTwo.\n\nThree.\n",
        yours=f"{ROOM}/* One.\n\nTwo. */\n\nThree.\n",
        new=f"{ROOM}One.\n\nTwo.\n\nThree, four.\n",
        result=f"{ROOM}/* One.\n\nTwo. */\n\nThree, four.\n",
    ),
]


def settled(tmp_path: Path, name: str, case: Case) -> tuple[str, str]:
    """What the file and its proposal hold after the three texts came in order."""
    lock = write_generated(tmp_path, name, case.before, Lock()).lock
    (tmp_path / name).write_text(case.yours)
    write_generated(tmp_path, name, case.new, lock)
    proposal = tmp_path / "proposals" / name
    return (tmp_path / name).read_text(), proposal.read_text() if proposal.exists() else NOTHING


@pytest.mark.parametrize("case", [*VALUES, *SHOTS], ids=lambda case: case.what)
def test_files_of_values(tmp_path: Path, case: Case) -> None:
    assert settled(tmp_path, "a.yaml", case) == (case.result, case.asked)


@pytest.mark.parametrize("case", SCRIPTS, ids=lambda case: case.what)
def test_screenplays(tmp_path: Path, case: Case) -> None:
    assert settled(tmp_path, "script.fountain", case) == (case.result, case.asked)
