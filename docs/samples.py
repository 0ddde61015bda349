"""Draws the sample frame of every built-in style guide: the same moment of an example film, in each of them.

python docs/samples.py          writes docs/pictures/styles/<name>.jpg
"""

from pathlib import Path

import numpy as np
from PIL import Image

from generation.requests import StillRequest
from orchestrator.building.backends import backend_for
from orchestrator.directing.schedule import schedule
from orchestrator.directing.staging import staging
from orchestrator.film.film import Film
from orchestrator.project.folder import load_film
from orchestrator.project.library import find_style, found_style, style_names
from stitching.grade import Grade, baked
from stitching.lut import Lut, read_lut

DOCS = Path(__file__).parent
FOLDER = DOCS / "pictures/styles"
FILM, SHOT = DOCS.parent / "examples/baker-and-robot", "test/look-robot"
WIDTH, HEIGHT = 640, 360
LARGEST = 60_000
"""Bytes of a sample."""


def sample(film: Film, name: str) -> Image.Image:
    """The moment in a style, drawn at twice its size, under the style's LUT where it has one."""
    styled = film.model_copy(update={"style": find_style(name)})
    item = next(item for item in schedule(styled, {}).shots if item.key == SHOT)
    staged = staging(styled, item.scene, item.shot, {})
    request = StillRequest(width=2 * WIDTH, height=2 * HEIGHT, seed=7, staging=staged)
    with backend_for("stills", "animatic").load() as make:
        pixels = make(request, lambda _done, _total: None)[:, :, :3]  # pyright: ignore[reportIndexIssue]
    picture = _graded(Image.fromarray(pixels), name)
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _graded(picture: Image.Image, name: str) -> Image.Image:
    """What stitching makes of it: the drawing has the rest of the grade already."""
    grade = find_style(name).grade
    if not grade.lut:
        return picture
    lut = read_lut(found_style(name).folder / grade.lut)
    table = Lut(lut.title, baked(Grade(strength=grade.strength), lut))
    colours = np.asarray(picture, np.float64) / 255
    return Image.fromarray(np.rint(255 * np.clip(table.at(colours), 0, 1)).astype(np.uint8))


def write(picture: Image.Image, path: Path) -> None:
    """As good a JPEG as fits; grain and paper take many bytes."""
    for quality in range(86, 40, -4):
        picture.save(path, quality=quality, optimize=True)
        if path.stat().st_size <= LARGEST:
            return


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    film = load_film(FILM)
    for name in style_names():
        write(sample(film, name), FOLDER / f"{name}.jpg")


if __name__ == "__main__":
    main()
