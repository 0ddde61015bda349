"""The stages of writing as values: each takes what stands above it, and gives what a file of the project will hold.

    idea, story → treatment → script → sheets → scenes → critique

Sheets come before the shots, because a shot says in which state of its sheet a character is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from orchestrator.building.authoring.measure import measured
from orchestrator.building.known_script import read_known_script
from orchestrator.directing.breakdown import Directed, direct
from orchestrator.film.errors import FilmError, ProjectError, WritingError
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.style import StyleGuide
from orchestrator.film.treatment import Treatment
from orchestrator.project.create import SCRIPT_FILE
from orchestrator.project.lock import text_digest
from orchestrator.project.proposals import propose
from orchestrator.project.source import SourceError, read_text
from orchestrator.store.fingerprint import fingerprint
from orchestrator.writing.fountain import suggested
from orchestrator.writing.writer import Brief, Hear, Writer

Stage = Literal["treatment", "script", "sheets", "scenes", "critique"]
STAGES: tuple[Stage, ...] = get_args(Stage)
TAKEN = "critique-taken"
"""Beside the stages in film.lock: the script as its critic would have it. Who takes all of that over is not criticised again."""


def wanted_until(last: Stage | None) -> tuple[Stage, ...]:
    """The stages up to `last`, all of them for None."""
    return STAGES if last is None else STAGES[: STAGES.index(last) + 1]


def text_at(root: Path, name: str) -> str:
    """Return the text of a file of the project.

    Raises:
        FilmError: if it is not there.
        ProjectError: with the place of what cannot be read.
    """
    if not (root / name).exists():
        raise FilmError(f"{root / name} is not there; bring it back, or write anew from an idea in film.yaml")
    try:
        return read_text(root / name)
    except SourceError as error:
        raise ProjectError([error.of(name)]) from error


def brief_of(settings: Settings, style: StyleGuide, root: Path) -> Brief:
    """What the writer is asked for: the idea, or the story file where film.yaml names one."""
    return Brief(settings, style, text_at(root, settings.story) if settings.story else settings.idea)


def key_of(stage: Stage, brief: Brief, above: str | None) -> str:
    """Return what a stage depends on, as one digest: when it is the same, there is nothing to write anew.

    `above` is the text of the file above the stage; the treatment has the idea there. Title and look are no part of it, so
    that another name or style never costs a new script; nor are versions of the tool and of its prompts, so that a newer
    Filmwright rewrites nothing by itself.
    """
    settings = brief.settings
    said: dict[str, object] = {
        "stage": stage,
        "writer": settings.writer,
        "length": settings.length,
        "language": settings.language,
        "seed": settings.seed,
        "above": text_digest(brief.text if above is None else above),
    }
    if stage == "scenes":
        said["pace"] = brief.style.pace.seconds
    return fingerprint(said)


def treatment_key_text(treatment: Treatment) -> str:
    """What a treatment says, as one text: its layout, comments and notes for people are no part of it."""
    return treatment.model_dump_json(exclude={"note"})


def scenes_of(
    writer: Writer, screenplay: Screenplay, brief: Brief, root: Path, hear: Hear, before: Sequence[Scene] = ()
) -> Directed:
    """The screenplay as shots, together as long as asked; its lines are spoken first, to time the shots by them.

    Shots that were there `before` stay as they were as far as the script does.
    """
    settings, style = brief.settings, brief.style
    listed = writer.shots(screenplay, brief)
    speech = measured(root, screenplay, settings, style, listed, hear)
    return direct(screenplay, settings, style, listed=listed, speech=speech, before=before)


def treatment_of(writer: Writer, brief: Brief) -> Treatment:
    """The idea or the story as a treatment; film.yaml's title wins."""
    treatment = writer.treatment(brief)
    title = brief.settings.title
    return treatment.model_copy(update={"title": title}) if title else treatment


@dataclass(frozen=True)
class Criticised:
    """A script as its critic would have it, and the reason for each change, one line each."""

    text: str
    reasons: tuple[str, ...]


def criticised(writer: Writer, script: str, screenplay: Screenplay, brief: Brief) -> Criticised:
    """Let the writer's critic read the script; nothing is changed by it.

    Raises:
        WritingError: if the critic cannot be asked, or what it wants changed is not in the script.
    """
    as_read, _ = read_known_script(script, screenplay.characters, screenplay.places)
    critique = writer.critique(as_read, brief)
    try:
        text = suggested(script, critique, as_read)
    except ValueError as unfit:
        raise WritingError(f"the critic's changes do not fit the script: {unfit}") from unfit
    reasons = (f"{one.scene}, beat {one.beat}, {one.change}: {one.reason}" for one in critique.suggestions)
    return Criticised(text, tuple(reasons))


def lay_beside(root: Path, changes: Criticised) -> int:
    """Lay what a critic would change beside the script, with the reasons; return how many changes there are."""
    if changes.reasons:
        propose(root, SCRIPT_FILE, changes.text, changes.reasons)
    return len(changes.reasons)


def notes_of(directed: Directed, brief: Brief) -> list[str]:
    """What a person should know of a breakdown: what was changed in a shot list, and a length that could not be kept."""
    notes = list(directed.notes)
    if directed.frames != directed.asked:
        rate = brief.settings.format.rate
        made, why = float(directed.frames / rate), "what is said and done in it takes that long"
        if directed.frames < directed.asked:
            why = "there is nothing more to show"
        notes.append(f"the film lasts {made:.1f} s, not {brief.settings.length}: {why}")
    return notes
