"""A new film: from an idea, or from what a person brings, to a project folder, as far as asked.

The stages run in memory and are laid down together. Where one fails, what the stages before it gave is laid down all the
same, so that `write` goes on from there.
"""

from dataclasses import dataclass, field
from pathlib import Path

from orchestrator.building.authoring.sources import Source
from orchestrator.building.authoring.stages import (
    TAKEN,
    Criticised,
    Stage,
    brief_of,
    criticised,
    key_of,
    lay_beside,
    notes_of,
    scenes_of,
    treatment_key_text,
    treatment_of,
    wanted_until,
)
from orchestrator.building.known_script import read_known_script
from orchestrator.film.errors import FilmError, WritingError
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.style import StyleGuide
from orchestrator.film.treatment import Treatment
from orchestrator.project.create import create, refuse_existing
from orchestrator.project.treatment_file import TREATMENT_FILE, treatment_text
from orchestrator.writing.fountain import to_fountain
from orchestrator.writing.writer import Brief, Hear, Said, Writer, silent


@dataclass
class Draft:
    """A film on its way from the idea to the shots, not yet in any file. `stages` has the key of each stage that was done."""

    settings: Settings
    style: StyleGuide
    source: Source | None = None
    treatment: Treatment | None = None
    script: str | None = None
    screenplay: Screenplay | None = None
    scenes: tuple[Scene, ...] = ()
    criticised: Criticised | None = None
    notes: list[str] = field(default_factory=list[str])
    stages: dict[str, str] = field(default_factory=dict[str, str])


class Unfinished(FilmError):
    """A stage failed after others had succeeded; `root` holds what they gave."""

    def __init__(self, root: Path, cause: FilmError) -> None:
        super().__init__(f"{cause} (what was written before is in {root}; go on with: filmwright write -p {root})")
        self.root = root


def draft_of(settings: Settings, style: StyleGuide, source: Source | None) -> Draft:
    """What there is before anything is written."""
    draft = Draft(settings, style, source)
    if source is not None:
        draft.treatment = source.treatment
        draft.script = source.text if source.kind == "script" else None
    return draft


def begin(root: Path, draft: Draft, writer: Writer, until: Stage | None, hear: Hear = silent) -> list[Path]:
    """Write a new film into the folder `root`, up to the stage `until`; return its files, film.yaml first.

    Raises:
        Unfinished: if a stage failed when others had been written already.
        FilmError: if nothing could be written, or the folder holds a film; the folder is then as it was.
    """
    refuse_existing(root)
    try:
        _run(draft, writer, root, wanted_until(until), hear)
    except FilmError as error:
        if not draft.stages:
            raise
        lay_down(root, draft)
        raise Unfinished(root, error) from error
    except KeyboardInterrupt:
        if draft.stages:
            lay_down(root, draft)
        raise
    return lay_down(root, draft)


def _run(draft: Draft, writer: Writer, root: Path, wanted: tuple[Stage, ...], hear: Hear) -> None:
    brief = _brief(draft, root)
    if "treatment" in wanted and draft.treatment is None and draft.script is None:
        draft.treatment = treatment_of(writer, brief)
        draft.stages["treatment"] = key_of("treatment", brief, None)
    if draft.treatment is not None and not draft.settings.title:
        draft.settings = draft.settings.model_copy(update={"title": draft.treatment.title or "Untitled"})
        brief = _brief(draft, root)
    if "script" in wanted and draft.script is None:
        assert draft.treatment is not None
        screenplay = writer.screenplay(draft.treatment, brief)
        draft.script = to_fountain(screenplay)
        draft.stages["script"] = key_of("script", brief, treatment_key_text(draft.treatment))
    if "sheets" in wanted and draft.script is not None:
        plain, _ = read_known_script(draft.script, (), ())
        draft.screenplay = writer.sheets(plain, brief)
        draft.stages["sheets"] = key_of("sheets", brief, draft.script)
    if "scenes" in wanted and draft.screenplay is not None and draft.script is not None:
        hear(Said("scenes", "breaking it down into shots"))
        directed = scenes_of(writer, draft.screenplay, brief, root, hear)
        draft.scenes = directed.scenes
        draft.notes += notes_of(directed, brief)
        draft.stages["scenes"] = key_of("scenes", brief, draft.script)
    if "critique" in wanted and draft.screenplay is not None and draft.script is not None:
        try:
            draft.criticised = criticised(writer, draft.script, draft.screenplay, brief)
            draft.stages["critique"] = key_of("critique", brief, draft.script)
            draft.stages[TAKEN] = key_of("critique", brief, draft.criticised.text)
        except WritingError as error:  # the film is whole without it
            draft.notes.append(f"without a critic: {error}")


def _brief(draft: Draft, root: Path) -> Brief:
    if draft.source is not None and draft.source.kind == "story":
        return Brief(draft.settings, draft.style, draft.source.text)
    return brief_of(draft.settings.model_copy(update={"story": None}), draft.style, root)


def lay_down(root: Path, draft: Draft) -> list[Path]:
    """Write the project folder with all that the draft has."""
    source = draft.source
    brought = {source.path: source.text} if source else {}
    others: dict[str, str] = {}
    if draft.treatment is not None and TREATMENT_FILE not in brought:
        others[TREATMENT_FILE] = treatment_text(draft.treatment)
    script = None if source and source.kind == "script" else draft.script
    play = draft.screenplay
    files = create(
        root,
        draft.settings,
        script,
        play.characters if play else (),
        play.places if play else (),
        draft.scenes,
        others=others,
        brought=brought,
        stages=draft.stages,
    )
    if draft.criticised is not None:
        lay_beside(root, draft.criticised)
    return files
