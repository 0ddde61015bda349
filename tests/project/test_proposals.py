"""Proposals: asked once, answered whole or in part, never more than what is open."""

from dataclasses import replace
from pathlib import Path

import pytest

from orchestrator.film.errors import FilmError
from orchestrator.project.atomic import ChangedMeanwhile
from orchestrator.project.generated import write_generated
from orchestrator.project.lock import edited, read_lock, write_lock
from orchestrator.project.merge_files import data_of_text
from orchestrator.project.proposals import accept, dismiss, open_proposals, proposal_for, propose

NAME = "scenes/010-a.yaml"


def scene(mood: str = "calm", size: str = "wide", more: str = "") -> str:
    return f"id: a\nheading: INT. ROOM - DAY\nmood: {mood}\nshots:\n  - id: x\n    size: {size}\n{more}"


SECOND = "\n  - id: lamp\n    action: The lamp goes out.\n"


def generate(root: Path, text: str, name: str = NAME) -> str:
    made = write_generated(root, name, text, read_lock(root))
    write_lock(root, made.lock)
    return made.outcome


def conflicting(root: Path, theirs: str = scene("sad", "full")) -> Path:
    """A file with two open questions: its mood, and the size of its shot."""
    generate(root, scene())
    (root / NAME).write_text(scene("tense", "insert"))
    assert generate(root, theirs) == "proposed"
    return root / NAME


def asked(root: Path) -> dict[str, tuple[str, ...]]:
    return {proposal.path: proposal.fields for proposal in open_proposals(root)}


def test_accepting_field_by_field(tmp_path: Path) -> None:
    path = conflicting(tmp_path)
    assert asked(tmp_path) == {NAME: ("mood", "shots.x.size")}
    assert accept(tmp_path, proposal_for(tmp_path, NAME), ["shots.x.size"]) == ("mood",)
    assert path.read_text() == scene("tense", "full")
    assert asked(tmp_path) == {NAME: ("mood",)}
    assert accept(tmp_path, proposal_for(tmp_path, NAME), ["mood"]) == ()
    assert path.read_text() == scene("sad", "full")
    assert not (tmp_path / "proposals").exists()
    assert read_lock(tmp_path).proposals == {}
    assert not edited(tmp_path, NAME, read_lock(tmp_path))


def test_accepting_all(tmp_path: Path) -> None:
    path = conflicting(tmp_path)
    accept(tmp_path, proposal_for(tmp_path, NAME))
    assert path.read_text() == scene("sad", "full")
    assert asked(tmp_path) == {}


def test_dismissed_is_asked_again_only_when_there_is_something_new(tmp_path: Path) -> None:
    path = conflicting(tmp_path)
    dismiss(tmp_path, proposal_for(tmp_path, NAME))
    assert generate(tmp_path, scene("sad", "full")) == "kept"
    assert asked(tmp_path) == {}
    assert generate(tmp_path, scene("sad", "close-up")) == "proposed"
    assert asked(tmp_path) == {NAME: ("shots.x.size",)}
    assert path.read_text() == scene("tense", "insert")


def test_dismissing_field_by_field(tmp_path: Path) -> None:
    path = conflicting(tmp_path)
    assert dismiss(tmp_path, proposal_for(tmp_path, NAME), ["mood"]) == ("shots.x.size",)
    assert asked(tmp_path) == {NAME: ("shots.x.size",)}
    assert dismiss(tmp_path, proposal_for(tmp_path, NAME), ["shots.x"]) == ()
    assert path.read_text() == scene("tense", "insert")
    assert not (tmp_path / "proposals").exists()


def test_an_open_question_stays_open_when_another_comes(tmp_path: Path) -> None:
    conflicting(tmp_path, scene("sad"))
    assert asked(tmp_path) == {NAME: ("mood",)}
    generate(tmp_path, scene("sad", "full"))
    assert asked(tmp_path) == {NAME: ("mood", "shots.x.size")}


def test_a_question_follows_what_the_generator_says_now(tmp_path: Path) -> None:
    conflicting(tmp_path)
    generate(tmp_path, scene("lonely", "full"))
    (proposal,) = open_proposals(tmp_path)
    assert proposal.proposed == scene("lonely", "full")
    generate(tmp_path, scene("tense", "full"))  # it comes round to the person's mood
    assert asked(tmp_path) == {NAME: ("shots.x.size",)}
    generate(tmp_path, scene("tense", "insert"))
    assert asked(tmp_path) == {}
    assert not (tmp_path / "proposals").exists()


def test_what_is_taken_over_by_hand_is_asked_no_more(tmp_path: Path) -> None:
    path = conflicting(tmp_path)
    path.write_text(scene("sad", "insert"))
    assert asked(tmp_path) == {NAME: ("shots.x.size",)}
    path.write_text(scene("sad", "full"))
    assert asked(tmp_path) == {}
    generate(tmp_path, scene("sad", "full"))
    assert not (tmp_path / "proposals").exists()


def test_what_was_edited_after_the_question_is_not_undone_by_the_answer(tmp_path: Path) -> None:
    path = conflicting(tmp_path)
    path.write_text(scene("tense", "insert", SECOND) + "note: later\n")
    accept(tmp_path, proposal_for(tmp_path, NAME))
    assert path.read_text() == scene("sad", "full", SECOND) + "note: later\n"


def test_a_shot_that_was_taken_out_can_be_had_again(tmp_path: Path) -> None:
    generate(tmp_path, scene(more=SECOND))
    (tmp_path / NAME).write_text(scene())
    generate(tmp_path, scene(more=SECOND.replace("out.", "out again.")))
    assert asked(tmp_path) == {NAME: ("shots.lamp",)}
    accept(tmp_path, proposal_for(tmp_path, NAME), ["shots.lamp.action"])
    assert (tmp_path / NAME).read_text() == scene(more=SECOND.replace("out.", "out again."))


def test_a_file_that_was_deleted_comes_back_whole(tmp_path: Path) -> None:
    generate(tmp_path, scene())
    (tmp_path / NAME).unlink()
    generate(tmp_path, scene("sad"))
    proposal = proposal_for(tmp_path, NAME)
    assert (proposal.current, proposal.fields) == (None, ())
    with pytest.raises(FilmError, match="comes back whole or not at all"):
        accept(tmp_path, proposal, ["mood"])
    accept(tmp_path, proposal)
    assert (tmp_path / NAME).read_text() == scene("sad")
    assert not edited(tmp_path, NAME, read_lock(tmp_path))


def test_errors_name_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(FilmError, match="nothing is open"):
        proposal_for(tmp_path, NAME)
    conflicting(tmp_path)
    with pytest.raises(FilmError, match=r"did you mean 'scenes/010-a\.yaml'"):
        proposal_for(tmp_path, "scenes/010-b.yaml")
    proposal = proposal_for(tmp_path, tmp_path / "proposals" / NAME)
    with pytest.raises(FilmError, match=r"nothing new for 'shots\.x\.siez'; did you mean 'shots\.x\.size'"):
        accept(tmp_path, proposal, ["mood", "shots.x.siez"])
    with pytest.raises(FilmError, match="--scene is for screenplays"):
        accept(tmp_path, proposal, scene="a")
    assert (tmp_path / NAME).read_text() == scene("tense", "insert")


SCRIPT = "INT. ROOM - DAY\n\n[[scene: room]]\n\nShe waits.\n\nEXT. SEA - DAY\n\n[[scene: sea]]\n\nThe sea is still.\n"


def test_a_critic_proposes_beside_the_script(tmp_path: Path) -> None:
    generate(tmp_path, SCRIPT, "script.fountain")
    better = SCRIPT.replace("She waits.", "She paces.").replace("still", "wild")
    path = propose(
        tmp_path, "script.fountain", better, ["room, beat 1: waiting is\nno action", "sea, beat 1: too calm"]
    )
    assert path.read_text() == better
    (proposal,) = open_proposals(tmp_path)
    assert proposal.reasons == ("room, beat 1: waiting is no action", "sea, beat 1: too calm")
    assert generate(tmp_path, SCRIPT, "script.fountain") == "unchanged"
    assert len(open_proposals(tmp_path)) == 1
    with pytest.raises(FilmError, match="has no fields"):
        accept(tmp_path, proposal, ["room"])
    with pytest.raises(ChangedMeanwhile, match="was changed since the proposal was read"):
        accept(tmp_path, replace(proposal, current="other"))
    accept(tmp_path, proposal, scene="sea")
    assert (tmp_path / "script.fountain").read_text() == SCRIPT.replace("still", "wild")
    (proposal,) = open_proposals(tmp_path)
    assert proposal.reasons == ("room, beat 1: waiting is no action",)
    accept(tmp_path, proposal, scene="room")
    assert (tmp_path / "script.fountain").read_text() == better
    assert not (tmp_path / "proposals").exists()
    assert generate(tmp_path, SCRIPT, "script.fountain") == "kept"
    assert (tmp_path / "script.fountain").read_text() == better


def test_a_second_critique_joins_the_first_and_one_that_changes_nothing_is_none(tmp_path: Path) -> None:
    generate(tmp_path, SCRIPT, "script.fountain")
    propose(tmp_path, "script.fountain", SCRIPT.replace("She waits.", "She paces."), ["one"])
    path = propose(tmp_path, "script.fountain", SCRIPT.replace("still", "wild"), ["two", "one"])
    assert path.read_text() == SCRIPT.replace("She waits.", "She paces.").replace("still", "wild")
    assert open_proposals(tmp_path)[0].reasons == ("one", "two")
    dismiss(tmp_path, open_proposals(tmp_path)[0])
    propose(tmp_path, "script.fountain", SCRIPT, ["nothing"])
    assert not (tmp_path / "proposals").exists()
    with pytest.raises(FilmError, match="leads out of the project"):
        propose(tmp_path, "../script.fountain", SCRIPT, [])


def test_a_critique_goes_along_when_the_script_is_written_anew(tmp_path: Path) -> None:
    generate(tmp_path, SCRIPT, "script.fountain")
    propose(tmp_path, "script.fountain", SCRIPT.replace("She waits.", "She paces."), ["one"])
    later = SCRIPT.replace("still", "wild")
    assert generate(tmp_path, later, "script.fountain") == "written"
    (proposal,) = open_proposals(tmp_path)
    assert (proposal.current, proposal.proposed) == (later, later.replace("She waits.", "She paces."))
    assert proposal.reasons == ("one",)


def test_a_change_that_would_break_the_file_is_refused(tmp_path: Path) -> None:
    generate(tmp_path, scene())
    propose(tmp_path, NAME, scene().replace("heading: INT. ROOM - DAY\n", "").replace("calm", "sad"), [])
    with pytest.raises(FilmError, match="would not be a valid file"):
        accept(tmp_path, proposal_for(tmp_path, NAME))
    accept(tmp_path, proposal_for(tmp_path, NAME), ["mood"])
    assert data_of_text((tmp_path / NAME).read_text())["mood"] == "sad"


def test_without_the_store_an_open_proposal_is_still_the_whole_difference(tmp_path: Path) -> None:
    path = conflicting(tmp_path)
    for kept in (tmp_path / ".filmwright/texts").rglob("*"):
        if kept.is_file():
            kept.unlink()
    assert asked(tmp_path) == {NAME: ("mood", "shots.x.size")}
    accept(tmp_path, proposal_for(tmp_path, NAME), ["mood"])
    assert path.read_text() == scene("sad", "insert")
