"""Makes the contact sheets of README.md and docs/styles.md anew: the first film, the examples, one film in three styles.

    python docs/film_pictures.py

Every film is made in a folder that goes away, so it takes some minutes.
"""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from gallery_page import filmwright, moments, save
from PIL import Image, ImageDraw, ImageFont

DOCS = Path(__file__).parent
PICTURES, EXAMPLES = DOCS / "pictures", DOCS.parent / "examples"
FONT = DOCS.parent / "stitching/fonts/Inter-Medium.otf"
IDEA = "A lighthouse keeper befriends a storm"
STYLES = ("noir", "paper-cutout", "neon-city")
SHARED = "paper-cutout"
LARGEST = 320_000
WIDE, GAP, HEAD = 440, 14, 30
GROUND, WORDS = "#14161c", "#d8dbe2"


def rendered(example: str, folder: Path, style: str = "") -> Path:
    """The folder of an example's film, made here, under its own guide or another one."""
    copy = folder / f"{example}-{style or 'own'}"
    shutil.copytree(EXAMPLES / example, copy, ignore=shutil.ignore_patterns(".filmwright", "out"))
    if style:
        filmwright("style", "use", style, at=copy)
    filmwright("render", at=copy)
    return copy / "out"


def sheet_of(out: Path, name: str) -> None:
    """A film's own contact sheet, as large as a page can bear."""
    with Image.open(out / "contact-sheet.jpg") as sheet:
        save(sheet.convert("RGB"), PICTURES / name, LARGEST)


def columns(titles: Sequence[str], pictures: Sequence[Sequence[Image.Image]], across: int) -> Image.Image:
    """Films side by side, `across` pictures in a row of each."""
    high = round(WIDE * pictures[0][0].height / pictures[0][0].width)
    rows = -(-len(pictures[0]) // across)
    block = across * (WIDE + GAP)
    whole = Image.new("RGB", (len(titles) * block + GAP, HEAD + rows * (high + GAP) + GAP), GROUND)
    draw, font = ImageDraw.Draw(whole), ImageFont.truetype(str(FONT), 18)
    for column, (title, film) in enumerate(zip(titles, pictures, strict=True)):
        left = GAP + column * block
        draw.text((left, 8), title, WORDS, font)
        for number, picture in enumerate(film):
            x, y = left + number % across * (WIDE + GAP), HEAD + GAP + number // across * (high + GAP)
            whole.paste(picture.resize((WIDE, high), Image.Resampling.LANCZOS), (x, y))
    return whole


def main() -> None:
    """Make them all."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        filmwright("make", IDEA, at=folder)
        sheet_of(next(folder.glob("*/out")), "lighthouse.jpg")
        for example in ("baker-and-robot", "fox-and-grapes"):
            sheet_of(rendered(example, folder), f"{example}.jpg")
        styles = {style: rendered("lighthouse", folder, style) / "film.mp4" for style in STYLES}
        films = [moments(film, 6) for film in styles.values()]
        save(columns(STYLES, films, 1), PICTURES / "one-film-three-styles.jpg", LARGEST)
        other = rendered("baker-and-robot", folder, SHARED) / "film.mp4"
        titles = ("The Lighthouse Keeper and the Storm", "The Baker and the Robot")
        pair = columns(titles, [moments(styles[SHARED], 8), moments(other, 8)], 2)
        save(pair, PICTURES / "two-films-one-style.jpg", LARGEST)


if __name__ == "__main__":
    main()
