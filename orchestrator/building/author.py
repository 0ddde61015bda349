"""From the line to the project: the script, its shots, and the files that hold them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from orchestrator.directing.breakdown import break_down
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.style import StyleGuide
from orchestrator.project.atomic import write_text
from orchestrator.project.create import SCRIPT_FILE, create, update
from orchestrator.project.folder import load_film
from orchestrator.project.fresh import dump_new
from orchestrator.project.library import find_style
from orchestrator.project.lock import read_lock
from orchestrator.writing.fountain import from_fountain, to_fountain
from orchestrator.writing.script import write_script


@dataclass(frozen=True)
class Written:
    """A script with its shots, not yet in any file."""

    settings: Settings
    style: StyleGuide
    screenplay: Screenplay
    scenes: tuple[Scene, ...]


def author(settings: Settings, root: Path) -> Written:
    """Write the film that the settings ask for; touches no file.

    Raises:
        ProjectError: if the style is unknown.
        WritingError: if there is nothing to write about.
    """
    style = find_style(settings.style, root)
    screenplay = _write(settings, style)
    named = settings if settings.title else settings.model_copy(update={"title": screenplay.title})
    return Written(named, style, screenplay, break_down(screenplay, named, style))


def _write(settings: Settings, style: StyleGuide) -> Screenplay:
    """The built-in writer, or the language model that film.yaml names (whose packages are imported only then)."""
    if settings.writer == "outline":
        return write_script(settings, style)
    from orchestrator.writing.model.single import write_with_model

    return write_with_model(settings, style)


def lay_down(root: Path, written: Written) -> list[Path]:
    """Write a new project folder."""
    play = written.screenplay
    return create(root, written.settings, to_fountain(play), play.characters, play.places, written.scenes)


def rewrite(root: Path, only: str | None) -> list[tuple[str, str]]:
    """Break script.fountain down into scene files again; returns each file and what became of it.

    A file that a person edited since the tool wrote it is never overwritten; the new text goes to `proposals/`.

    Raises:
        FilmError: if there is no script, or it has no scene `only`.
    """
    film = load_film(root, scenes_needed=False)
    script = root / SCRIPT_FILE
    if not script.is_file():
        raise FilmError(f"{script} is not there; a screenplay is what `write` starts from")
    screenplay = from_fountain(script.read_text(encoding="utf-8"))
    scenes = break_down(screenplay, film.settings, film.style)
    names = {scene.id for scene in scenes}
    if only is not None and only not in names:
        raise FilmError(f"{SCRIPT_FILE} has no scene '{only}'; it has {', '.join(sorted(names))}")
    before = {scene.id: scene for scene in film.scenes}
    wanted = [_with_lengths_of(before.get(scene.id), scene) for scene in scenes if only in (None, scene.id)]
    new_people = [sheet for sheet in screenplay.characters if sheet.id not in film.characters]
    new_places = [sheet for sheet in screenplay.places if sheet.id not in film.places]
    if only is not None or not film.scenes:
        _restore_deleted(root, wanted)
    return update(root, wanted, new_people, new_places)


def _restore_deleted(root: Path, scenes: Sequence[Scene]) -> None:
    """A scene file that a person deleted stays deleted, unless it is asked for by name, or no scene is left at all."""
    lock = read_lock(root)
    for scene in scenes:
        for path in lock.files:
            if path.startswith("scenes/") and path.endswith(f"-{scene.id}.yaml") and not (root / path).exists():
                write_text(root / path, dump_new(scene, "scene"))


def _with_lengths_of(before: Scene | None, scene: Scene) -> Scene:
    """The scene, in which shots that are otherwise as before keep their length: a line changed elsewhere re-times nothing."""
    shots = {shot.id: shot for shot in before.shots} if before else {}
    kept = tuple(
        old if (old := shots.get(shot.id)) and old.model_copy(update={"seconds": shot.seconds}) == shot else shot
        for shot in scene.shots
    )
    return scene.model_copy(update={"shots": kept})
