"""Writing again: every stage whose files above it have changed, merged with what a person made of the files below."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from orchestrator.building.authoring.stages import (
    STAGES,
    TAKEN,
    Stage,
    brief_of,
    criticised,
    key_of,
    lay_beside,
    notes_of,
    scenes_of,
    text_at,
    treatment_key_text,
    treatment_of,
    wanted_until,
)
from orchestrator.building.authoring.writers import BUILT_IN
from orchestrator.building.known_script import read_known_script
from orchestrator.film.errors import FilmError, WritingError
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.sheets import Character, Place
from orchestrator.project.create import SCRIPT_FILE, last_scenes, regenerate
from orchestrator.project.folder import load_film
from orchestrator.project.generated import Generated, write_generated
from orchestrator.project.library_pin import kept
from orchestrator.project.lock import Lock, read_lock, write_lock
from orchestrator.project.treatment_file import TREATMENT_FILE, read_treatment, treatment_text
from orchestrator.writing.fountain import from_fountain, to_fountain
from orchestrator.writing.writer import Brief, Hear, Said, Writer, silent

Sheet = TypeVar("Sheet", Character, Place)


@dataclass(frozen=True)
class Options:
    """What to write. `only` is one scene's id; `since` writes that stage and all below it, changed or not."""

    only: str | None = None
    since: Stage | None = None
    until: Stage | None = None


@dataclass
class Rewritten:
    """Each file that was looked at and what became of it, what else there is to say, and how many changes a critic proposes."""

    files: list[Generated] = field(default_factory=list[Generated])
    notes: list[str] = field(default_factory=list[str])
    suggestions: int = 0


def rewrite(root: Path, writer: Writer, options: Options, hear: Hear = silent) -> Rewritten:
    """Write the stages of the film in `root` again whose input has changed; a person's edits stay.

    Raises:
        FilmError: if there is nothing to write from, or the script has no scene `only`. Stages that were done stay done.
    """
    done = _Rewriting(root, writer, options, hear).run()
    write_lock(root, kept(root, load_film(root, scenes_needed=False), read_lock(root)))
    return done


class _Rewriting:
    def __init__(self, root: Path, writer: Writer, options: Options, hear: Hear) -> None:
        self._root, self._writer, self._options, self._hear = root, writer, options, hear
        self._film: Film = load_film(root, scenes_needed=False)
        self._lock: Lock = read_lock(root)
        self._brief: Brief = brief_of(self._film.settings, self._film.style, root)
        self._wanted = wanted_until(options.until)
        self._forced = STAGES[STAGES.index(options.since) :] if options.since else ()
        self._result = Rewritten()

    def run(self) -> Rewritten:
        if (self._root / SCRIPT_FILE).exists():
            from_fountain(text_at(self._root, SCRIPT_FILE))  # what cannot be read is told before anything is written
        if self._options.only is None:
            self._treatment()
            self._script()
        if "sheets" not in self._wanted:
            return self._result
        script = self._root / SCRIPT_FILE
        if not script.is_file():
            raise FilmError(f"{script} is not there; a screenplay is what scenes are written from")
        text = text_at(self._root, SCRIPT_FILE)
        screenplay = self._sheets(text)
        if "scenes" in self._wanted and self._scenes_are_due(text):
            self._scenes(text, screenplay)
        if "critique" in self._wanted and self._options.only is None:
            self._critique(text, screenplay)
        return self._result

    def _due(self, stage: Stage, above: str | None, file: str) -> bool:
        """Whether a stage is to be done: forced, never done, or done from something else than what stands above it now.

        A file that a person wrote or deleted is theirs: its stage is not done unless it is forced.
        """
        if stage in self._forced:
            return True
        before, there, ours = self._lock.stages.get(stage), (self._root / file).exists(), file in self._lock.files
        if before is None:
            return not there and not ours
        return before != key_of(stage, self._brief, above) and (ours or not there)

    def _treatment(self) -> None:
        script_is_theirs = (self._root / SCRIPT_FILE).exists() and SCRIPT_FILE not in self._lock.files
        started = "treatment" in self._forced or not script_is_theirs
        if "treatment" in self._wanted and started and self._due("treatment", None, TREATMENT_FILE):
            if self._lock.stages.get("script") is None and (self._root / SCRIPT_FILE).exists() and not self._forced:
                return  # a film from before there were treatments
            self._put("treatment", None, TREATMENT_FILE, treatment_text(treatment_of(self._writer, self._brief)))

    def _script(self) -> None:
        treatment = read_treatment(self._root) if "script" in self._wanted else None
        if treatment is None:
            return
        said = treatment_key_text(treatment)
        if self._due("script", said, SCRIPT_FILE):
            self._put("script", said, SCRIPT_FILE, to_fountain(self._writer.screenplay(treatment, self._brief)))

    def _put(self, stage: Stage, above: str | None, path: str, text: str) -> None:
        """Write a stage's file, merged with the person's, and remember what it was done from."""
        done = write_generated(self._root, path, text, self._lock)
        self._take([done])
        self._remember(stage, above, done.lock)

    def _take(self, done: Sequence[Generated]) -> None:
        self._result.files += done

    def _remember(self, stage: Stage, above: str | None, lock: Lock) -> None:
        self._lock = lock.with_stage(stage, key_of(stage, self._brief, above))
        write_lock(self._root, self._lock)

    def _sheets(self, text: str) -> Screenplay:
        """The script with the project's sheets; those that it lacks, or that its writer fills in, are written."""
        film = self._film
        screenplay, _ = read_known_script(text, film.characters.values(), film.places.values(), film.scenes)
        names = {scene.id for scene in screenplay.scenes}
        if self._options.only is not None and self._options.only not in names:
            raise FilmError(f"{SCRIPT_FILE} has no scene '{self._options.only}'; it has {', '.join(sorted(names))}")
        missing = any(sheet.id not in film.characters for sheet in screenplay.characters)
        missing = missing or any(sheet.id not in film.places for sheet in screenplay.places)
        due = "sheets" in self._forced or self._lock.stages.get("sheets") != key_of("sheets", self._brief, text)
        if not missing and not due:
            return screenplay
        filled = screenplay
        if self._options.only is None:
            filled = self._writer.sheets(screenplay, self._brief)
        told_by_script = self._brief.settings.writer == BUILT_IN  # a model's sheets say more than the script's notes
        news = read_known_script(text, (), ())[0] if told_by_script and filled == screenplay else filled
        done = regenerate(self._root, (), self._ours(news.characters), self._ours(news.places))
        self._take(done)
        self._lock = read_lock(self._root)
        if self._options.only is None:
            self._remember("sheets", text, self._lock)
        if all(made.outcome in ("unchanged", "kept", "deleted") for made in done):
            return filled
        self._film = load_film(self._root, scenes_needed=False)  # somebody may have another name now
        people = {sheet.id: sheet for sheet in filled.characters} | self._film.characters
        places = {sheet.id: sheet for sheet in filled.places} | self._film.places
        return read_known_script(text, people.values(), places.values(), film.scenes)[0]

    def _ours(self, sheets: Sequence[Sheet]) -> list[Sheet]:
        """The sheets that the tool may write: new ones, and those that it wrote before and would now write otherwise."""
        held = {**self._film.characters, **self._film.places}
        folders = {Character: "characters", Place: "places"}
        return [
            sheet
            for sheet in sheets
            if sheet != held.get(sheet.id)
            and not (
                isinstance(sheet, Character) and sheet.id in self._lock.cast
            )  # a pack's word stands, not a writer's
            and (sheet.id not in held or f"{folders[type(sheet)]}/{sheet.id}.yaml" in self._lock.files)
        ]

    def _scenes_are_due(self, text: str) -> bool:
        """The built-in director costs nothing and looks every time; a model is asked when there is a reason to."""
        if self._brief.settings.writer == BUILT_IN or self._options.only or "scenes" in self._forced:
            return True
        return not self._film.scenes or self._lock.stages.get("scenes") != key_of("scenes", self._brief, text)

    def _scenes(self, text: str, screenplay: Screenplay) -> None:
        only = self._options.only
        self._hear(Said("scenes", "breaking it down into shots"))
        directed = scenes_of(self._writer, screenplay, self._brief, self._root, self._hear, self._before())
        wanted = [scene for scene in directed.scenes if only in (None, scene.id)]
        restore = only is not None or not self._film.scenes
        self._take(regenerate(self._root, wanted, (), (), whole=only is None, restore=restore))
        self._result.notes += notes_of(directed, self._brief)
        if only is None:
            self._remember("scenes", text, read_lock(self._root))

    def _before(self) -> tuple[Scene, ...]:
        """The scenes as the tool last wrote them, else as they are now: what new shots take their ids from.

        A scene that a person deleted is among them: the others are not cut anew because of it.
        """
        there = {scene.id: scene for scene in self._film.scenes}
        return tuple((there | last_scenes(self._root, self._lock)).values())

    def _critique(self, text: str, screenplay: Screenplay) -> None:
        heard = {self._lock.stages.get("critique"), self._lock.stages.get(TAKEN)}
        if key_of("critique", self._brief, text) in heard and not self._forced:
            return
        try:
            changes = criticised(self._writer, text, screenplay, self._brief)
        except WritingError as error:  # the film is whole without it
            self._result.notes.append(f"without a critic: {error}")
            return
        self._result.suggestions = lay_beside(self._root, changes)
        taken = key_of("critique", self._brief, changes.text)
        self._remember("critique", text, read_lock(self._root).with_stage(TAKEN, taken))
