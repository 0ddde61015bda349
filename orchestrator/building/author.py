"""From the line to the project: the script, its shots, and the files that hold them."""

from dataclasses import dataclass
from pathlib import Path

from orchestrator.directing.breakdown import break_down
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.style import StyleGuide
from orchestrator.project.create import create, update
from orchestrator.project.folder import load_film
from orchestrator.project.library import find_style
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
    screenplay = write_script(settings, style)
    named = settings if settings.title else settings.model_copy(update={"title": screenplay.title})
    return Written(named, style, screenplay, break_down(screenplay, named, style))


def lay_down(root: Path, written: Written) -> list[Path]:
    """Write a new project folder."""
    play = written.screenplay
    return create(root, written.settings, to_fountain(play), play.characters, play.places, written.scenes)


def rewrite(root: Path, only: str | None) -> list[tuple[str, str]]:
    """Break script.fountain down into scene files again; returns each file and what became of it.

    A file that a person edited since the tool wrote it is never overwritten; the new text goes to `proposals/`.

    Raises:
        FilmError: if the script has no scene `only`.
    """
    film = load_film(root)
    script = (root / "script.fountain").read_text(encoding="utf-8")
    screenplay = from_fountain(script)
    scenes = break_down(screenplay, film.settings, film.style)
    if only is not None and only not in {scene.id for scene in scenes}:
        raise FilmError(f"script.fountain has no scene '{only}'; it has {', '.join(scene.id for scene in scenes)}")
    wanted = [scene for scene in scenes if only in (None, scene.id)]
    return update(root, wanted, screenplay.characters, screenplay.places)
