"""The film handed over in another codec."""

from pathlib import Path
from typing import TYPE_CHECKING

from orchestrator.film.errors import FilmError
from orchestrator.project.translations import tag

if TYPE_CHECKING:
    from stitching.delivery import Codec, Delivered


def deliver_film(root: Path, codec: "Codec", target: Path | None = None, language: str | None = None) -> "Delivered":
    """Write the film as it was rendered last in another codec, beside it if nothing else is said.

    Raises:
        FilmError: if it is not rendered.
        StitchingError: if what was encoded is not the same film.
    """
    from stitching.delivery import TARGETS, deliver

    said = tag(language) if language else ""
    name = f"film.{said}" if said else "film"
    film = root / "out" / f"{name}.mp4"
    if not film.is_file():
        again = f" --language {said}" if said else ""
        raise FilmError(f"{film} is not there yet; make it with: filmwright render{again}")
    return deliver(film, target or film.with_name(f"{name}.{codec}.{TARGETS[codec].suffix}"), codec)
