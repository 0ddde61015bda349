"""Draws the sample frame of every built-in style guide: the same moment of an example film, in each of them.

python docs/samples.py          writes docs/pictures/styles/<name>.jpg
"""

from pathlib import Path

from PIL import Image

from generation.requests import StillRequest
from orchestrator.building.backends import backend_for
from orchestrator.directing.schedule import schedule
from orchestrator.directing.staging import staging
from orchestrator.film.film import Film
from orchestrator.project.folder import load_film
from orchestrator.project.library import find_style, style_names

DOCS = Path(__file__).parent
FOLDER = DOCS / "pictures/styles"
FILM, SHOT = DOCS.parent / "examples/baker-and-robot", "pupil/squeak-comes"
WIDTH, HEIGHT = 640, 360


def sample(film: Film, name: str) -> Image.Image:
    """The moment in a style, drawn at twice its size."""
    styled = film.model_copy(update={"style": find_style(name)})
    item = next(item for item in schedule(styled, {}).shots if item.key == SHOT)
    staged = staging(styled, item.scene, item.shot, {})
    request = StillRequest(width=2 * WIDTH, height=2 * HEIGHT, seed=7, staging=staged)
    with backend_for("stills", "animatic").load() as make:
        picture = Image.fromarray(make(request, lambda _done, _total: None)[:, :, :3])  # pyright: ignore[reportIndexIssue]
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    film = load_film(FILM)
    for name in style_names():
        sample(film, name).save(FOLDER / f"{name}.jpg", quality=84)


if __name__ == "__main__":
    main()
