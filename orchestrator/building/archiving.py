"""A project with everything that was rendered for it, as one archive."""

from pathlib import Path

from orchestrator.building.keeping_house import used_by
from orchestrator.film.errors import FilmError
from orchestrator.project.folder import FILM_FILE, NO_FILM, load_film
from orchestrator.store.archive import Archived, write_archive
from orchestrator.store.collecting import is_among


def archive(root: Path, target: Path | None, *, used: bool) -> Archived:
    """Write a project into a zip, beside its folder if no target is named; with `used` only what the film uses now.

    Raises:
        FilmError: if there is no project, its files have faults, or the archive cannot be written.
    """
    if not (root / FILM_FILE).is_file():
        raise FilmError(NO_FILM)
    load_film(root, scenes_needed=False)
    place = root.absolute()
    target = target or place.parent / f"{place.name}.zip"
    if target.suffix.lower() != ".zip":
        raise FilmError(f"{target}: an archive is a zip; name it {target.name}.zip")
    if target.absolute().is_relative_to(place):
        raise FilmError(f"{target}: lies in the project itself; name a file outside of it")
    wanted = used_by(root) if used else ()
    return write_archive(root, target, lambda action: not used or is_among(action, wanted))
