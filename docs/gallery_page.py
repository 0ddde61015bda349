"""Makes the films of docs/gallery.md from their lines, nothing touched by hand, and the page with their contact sheets.

    python docs/gallery_page.py FOLDER            all thirty into FOLDER (those that are there stay), then page and pictures
    python docs/gallery_page.py FOLDER shown      the ten of the page alone, then page and pictures
    python docs/gallery_page.py FOLDER 3 17       these two alone; the page is left as it is

Thirty ideas from ten genres: what is wrong with the drawn film shows over them all. One of each genre is in the gallery.
"""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from ruamel.yaml import YAML

DOCS = Path(__file__).parent
PICTURES = DOCS / "pictures/gallery"
ROWS, COLUMNS, WIDTH = 4, 4, 320
LARGEST = 230_000
"""Bytes of a contact sheet."""


class Idea(NamedTuple):
    """A line, and the guide that its film is in."""

    genre: str
    line: str
    style: str
    shown: bool = False


IDEAS = (
    Idea("fable", "A fox tries to steal the moon from a village pond", "watercolour", shown=True),
    Idea("fable", "A proud rooster forgets to crow and the sun oversleeps", "paper-cutout"),
    Idea("fable", "A mouse pulls a thorn from a lion's paw", "woodcut"),
    Idea("fairy tale", "A shy knight and a dragon open a bakery in winter", "ink-and-gold", shown=True),
    Idea("fairy tale", "A princess trades her crown for a boat and sails to an island", "pastel-storybook"),
    Idea("fairy tale", "A witch loses her broom in a bamboo forest", "anime-dusk"),
    Idea("science fiction", "A robot gardener keeps the last tree alive on Mars", "anime-dusk", shown=True),
    Idea("science fiction", "An astronaut hears knocking from outside the space station", "blueprint"),
    Idea("science fiction", "Two androids learn to dance in a city of glass in the future", "neon-city"),
    Idea("detective", "A detective searches for a stolen violin in the rain", "noir", shown=True),
    Idea("detective", "A museum guard follows wet footprints at night", "noir"),
    Idea("detective", "A librarian finds a letter hidden in an old book", "documentary-1970s"),
    Idea("western", "A sheriff plays cards with a ghost in a desert saloon", "technicolor", shown=True),
    Idea("western", "A girl rides through a canyon to bring back her horse", "golden-hour"),
    Idea("western", "A coyote guards a train station where no train stops", "woodcut"),
    Idea("romance", "Two strangers share an umbrella on a bridge in Paris in the 1920s", "golden-hour", shown=True),
    Idea("romance", "A baker writes letters to a lighthouse keeper", "ink-and-gold"),
    Idea("romance", "A scarecrow falls in love with a crow in autumn", "watercolour"),
    Idea("horror", "A girl finds a door in the attic that whispers her name", "woodcut", shown=True),
    Idea("horror", "The last guest of an empty hotel hears music from the cellar", "noir"),
    Idea("horror", "A fisherman pulls a bell out of a frozen lake", "documentary-1970s"),
    Idea("comedy", "A penguin applies for a job in a restaurant", "claymation", shown=True),
    Idea("comedy", "A king hires a cat as his doctor", "paper-cutout"),
    Idea("comedy", "A vacuum cleaner runs away from home to see the sea", "claymation"),
    Idea("adventure", "A boy and an old whale look for a sunken city under the sea", "pastel-storybook", shown=True),
    Idea("adventure", "Three mice cross a market to bring cheese to their grandmother", "paper-cutout"),
    Idea("adventure", "A pilot and a parrot crash in the jungle and build a raft", "technicolor"),
    Idea("drama", "A grandmother teaches her grandson to play the accordion before winter", "documentary-1970s"),
    Idea("drama", "A retired conductor returns to the empty theatre", "neon-city", shown=True),
    Idea("drama", "A father and his daughter row home through the fog", "ink-and-gold"),
)


def folder_of(root: Path, number: int) -> Path:
    """Where the film of an idea is."""
    return root / f"{number:02d}"


def make(root: Path, number: int) -> Path:
    """The film of an idea; what is there already is not made again."""
    idea, folder = IDEAS[number - 1], folder_of(root, number)
    if found := next(folder.glob("*/out/film.mp4"), None):
        return found
    folder.mkdir(parents=True, exist_ok=True)
    filmwright("make", idea.line, "--style", idea.style, at=folder)
    return next(folder.glob("*/out/film.mp4"))


def filmwright(*words: str, at: Path) -> None:
    """Run a command, and end with what it says if it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "orchestrator.cli", *words], cwd=at, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.stderr[-2000:]}")


def moments(film: Path, count: int) -> list[Image.Image]:
    """Pictures at even distances over the film, without its end card."""
    import av

    with av.open(str(film), "r") as media:
        video = media.streams.video[0]
        wanted = {round((number + 0.5) * 0.95 * video.frames / count) for number in range(count)}
        return [frame.to_image() for number, frame in enumerate(media.decode(video)) if number in wanted]


def contact_sheet(film: Path) -> Image.Image:
    """Pictures of the film in rows."""
    frames = moments(film, ROWS * COLUMNS)
    high = round(WIDTH * frames[0].height / frames[0].width)
    sheet = Image.new("RGB", (COLUMNS * WIDTH, ROWS * high))
    for n, frame in enumerate(frames):
        small = frame.resize((WIDTH, high), Image.Resampling.LANCZOS)
        sheet.paste(small, (n % COLUMNS * WIDTH, n // COLUMNS * high))
    return sheet


def save(picture: Image.Image, path: Path, largest: int = LARGEST) -> None:
    """As good a JPEG as fits."""
    for quality in range(84, 30, -4):
        picture.save(path, quality=quality, optimize=True)
        if path.stat().st_size <= largest:
            return


def page(films: dict[int, Path]) -> str:
    """The page: each line with the command that makes its film, and what comes of it."""
    rows = [
        "# Gallery",
        "",
        "Ten lines, and the films that came of them: one minute each, written, directed, drawn, voiced and scored by what comes",
        "with the package, without a key, a GPU or a download. None was touched by hand. Written by docs/gallery_page.py.",
    ]
    for number, film in films.items():
        idea = IDEAS[number - 1]
        settings = YAML(typ="safe").load(film.parent.parent.joinpath("film.yaml").read_text(encoding="utf-8"))
        name = f"{number:02d}.jpg"
        save(contact_sheet(film), PICTURES / name)
        rows += ["", f"## {settings['title']}", "", f'    filmwright make "{idea.line}" --style {idea.style}', ""]
        rows += [f"![Contact sheet: {idea.line}](pictures/gallery/{name})"]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Make what is asked for."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    root, words = Path(sys.argv[1]), sys.argv[2:]
    every = range(1, len(IDEAS) + 1)
    shown = [number for number in every if IDEAS[number - 1].shown]
    numbers = shown if words == ["shown"] else [int(word) for word in words] or list(every)
    films = {number: make(root, number) for number in numbers}
    for number, film in films.items():
        save(contact_sheet(film), folder_of(root, number) / "sheet.jpg", 10 * LARGEST)
        print(f"{number:2d}  {IDEAS[number - 1].line}: {film}")
    if set(shown) <= set(numbers):
        PICTURES.mkdir(parents=True, exist_ok=True)
        (DOCS / "gallery.md").write_text(page({number: films[number] for number in shown}), encoding="utf-8")


if __name__ == "__main__":
    main()
