"""The script with the film's shots and their times in it, for people and programs outside."""

from pathlib import Path

from orchestrator.building.fingerprint import fingerprint
from orchestrator.building.steps import speech_steps, spoken
from orchestrator.building.store import Action, Store
from orchestrator.directing.schedule import Schedule, schedule
from orchestrator.directing.tracing import trace
from orchestrator.film.errors import FilmError, Problem, ProjectError
from orchestrator.film.film import Film
from orchestrator.film.screenplay import Screenplay
from orchestrator.project.create import SCRIPT_FILE
from orchestrator.project.folder import load_film, scene_files
from orchestrator.project.source import SourceError, read_text
from orchestrator.writing.fountain import Mark, read_script, with_ids, with_timings


def timed_script(root: Path) -> str:
    """Return the project's script with the ids of its scenes in notes and, once it has scene files, its shots' times.

    Lines that were never spoken last as long as they are estimated to.

    Raises:
        FilmError: if there is no script.
        ProjectError: if the script or a file of the project cannot be read.
    """
    path = root / SCRIPT_FILE
    if not path.is_file():
        raise FilmError(
            f"{path} is not there; write it with: filmwright new IDEA, or bring one with: filmwright new --script"
        )
    try:
        text = read_text(path)
    except SourceError as error:
        raise ProjectError([Problem(SCRIPT_FILE, error.line, error.column, "", error.message)]) from error
    if not scene_files(root):
        return with_ids(text)
    film = load_film(root)
    people, places = tuple(film.characters.values()), tuple(film.places.values())
    known = Screenplay(title="", characters=people, places=places, scenes=())
    text = with_ids(text, known)
    return with_timings(text, _marks(root, film, read_script(text, known).screenplay), known)


def _marks(root: Path, film: Film, screenplay: Screenplay) -> list[Mark]:
    """Return a mark for every shot that shows or speaks the script, at the first beat of which it has a part."""
    rate = film.settings.format.rate
    times = {
        item.key: (float((item.start + item.timing.head) / rate), float((item.timing.frames - item.timing.head) / rate))
        for item in _schedule(root, film).shots
    }
    marks: dict[str, Mark] = {}
    for beat in trace(screenplay, film.scenes).beats:
        for key in beat.shots:
            scene, _, shot = key.partition("/")
            name = shot if scene == beat.scene else key
            marks.setdefault(key, Mark(beat.scene, beat.number, name, *times[key]))
    return sorted(marks.values(), key=lambda mark: mark.start)


def _schedule(root: Path, film: Film) -> Schedule:
    store = Store(root / ".filmwright")
    done: dict[str, Action] = {}
    for step in speech_steps(film):
        if found := store.recall(fingerprint(step.prepare({}).identity())):
            done[step.id] = found
    return schedule(film, spoken(film, done, store))
