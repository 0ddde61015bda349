"""The script with the film's shots and their times in it, for people and programs outside."""

from pathlib import Path

from orchestrator.building.authoring.stages import text_at
from orchestrator.building.known_script import read_known_script
from orchestrator.building.steps import spoken_so_far
from orchestrator.directing.schedule import schedule
from orchestrator.directing.tracing import BeatKey, trace
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film
from orchestrator.film.screenplay import Screenplay
from orchestrator.project.create import SCRIPT_FILE
from orchestrator.project.folder import load_film, scene_files
from orchestrator.store.store import Store
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
    text = text_at(root, SCRIPT_FILE)
    if not scene_files(root):
        return with_ids(text)
    film = load_film(root)
    people, places = tuple(film.characters.values()), tuple(film.places.values())
    known = Screenplay(title="", characters=people, places=places, scenes=())
    screenplay, _ = read_known_script(text, people, places, film.scenes)
    text = with_ids(text, known, [scene.id for scene in screenplay.scenes])
    named = {scene.id for scene in read_script(text, known).scenes}
    return with_timings(text, [mark for mark in _marks(root, film, screenplay) if mark.scene in named], known)


def _marks(root: Path, film: Film, screenplay: Screenplay) -> list[Mark]:
    """Return a mark for every shot, at the first beat of which it has a part.

    A shot that is in no beat (the place before anybody is in it) is marked at the beat of the shot that follows it in its scene,
    or else of the one before.
    """
    first: dict[str, BeatKey] = {}
    for beat in trace(screenplay, film.scenes).beats:
        for shot in beat.shots:
            first.setdefault(shot, beat.key)
    shots = schedule(film, spoken_so_far(film, Store(root / ".filmwright"))).shots
    rate = film.settings.format.rate
    marks: list[Mark] = []
    for index, item in enumerate(shots):
        near = [*shots[index:], *reversed(shots[:index])]
        beats = (first.get(other.key) for other in near if other.scene.id == item.scene.id)
        scene, number = next(filter(None, beats), ("", 0))
        if number:
            start, frames = item.start + item.timing.head, item.timing.frames - item.timing.head
            name = item.shot.id if scene == item.scene.id else item.key
            marks.append(Mark(scene, number, name, float(start / rate), float(frames / rate)))
    return marks
