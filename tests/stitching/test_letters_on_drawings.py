"""Letters can be read on what is drawn under them: measured in the pictures that come out, in many styles, light and dark."""

from collections.abc import Callable
from functools import cache
from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from generation.animatic.compose import compose
from generation.animatic.finish import Finish, graded
from generation.animatic.thorvg_port import Canvas
from generation.requests import Camera, Figure, Setting, Staging
from orchestrator.directing.staging import look as look_of
from orchestrator.project.library import find_style
from stitching.captions_burned import caption_over
from stitching.frames import Planes, plain
from stitching.ground import CONTRAST, ground_of
from stitching.timeline import Caption, CaptionWord, Title
from stitching.titles import title_over

Over = Callable[[Planes, int], Planes]
WIDTH, HEIGHT = 640, 360
STYLES = (
    "paper-cutout",
    "pastel-storybook",
    "woodcut",
    "blueprint",
    "noir",
    "watercolour",
    "golden-hour",
    "claymation",
)
PLACES = (("snow field", "day"), ("forest", "dusk"), ("village", "night"))
GROUNDS = list(product(STYLES, PLACES))
TITLE = ("The Rooster Who Forgot to Crow and the Sun Oversleeps",)
SAID = ("One bridge, two strangers.", "Stay behind the line, Yara.")
MARA = Figure(id="mara", appearance="a woman with black hair, a red coat", pose="stand")


@cache
def drawn(style: str, place: str, time: str, bars: int = 0) -> tuple[Planes, ...]:
    """Some pictures of a shot, as they come to the window that lays the text on."""
    setting = Setting.model_validate({"id": place, "kind": place, "time": time})
    camera = Camera(size="wide", move="pan", direction="left")
    staging = Staging(setting=setting, figures=(MARA,), camera=camera, look=look_of(find_style(style)))
    import av

    canvas, finish = Canvas(WIDTH, HEIGHT, graded(staging.look)), Finish(staging.look, WIDTH, HEIGHT, 7)
    canvas.show(compose(staging, WIDTH, HEIGHT, 4.0, 7), 4.0)
    found: list[Planes] = []
    for t in (0.8, 2.0, 3.2):
        picture = finish.apply(canvas.frame(t))[:, :, :3].copy()
        picture[:bars] = 0
        picture[HEIGHT - bars :] = 0
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        found.append(np.asarray(frame.reformat(format="yuv420p", dst_colorspace="itu709").to_ndarray(), np.uint8))
    return tuple(found)


def luma(planes: Planes) -> NDArray[np.float64]:
    return np.clip((planes[:HEIGHT].astype(np.float64) - 16) / 219, 0, 1)


def luminance(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)


def letters_of(over: Over, frame: int = 40) -> NDArray[np.float64]:
    """How much of each pixel is letter, 0 to 1: what light letters leave of black, and dark ones of white."""
    black, white = (luma(over(plain(WIDTH, HEIGHT, colour), frame)) for colour in ("#000000", "#ffffff"))
    apart = np.abs(black - white)
    dark = np.median(black[apart < apart.min() + 0.02]) < 0.5
    found = 1 - white if dark else black
    assert found.max() > 0.5
    return found / found.max()


def figure(laid: Planes, letters: NDArray[np.float64]) -> float:
    """The contrast of letters to what is around them: the middle of the ones to the worst tenth of the other."""
    touched = Image.fromarray(((letters > 0.1) * 255).astype(np.uint8))
    band = (np.asarray(touched.filter(ImageFilter.MaxFilter(9))) > 0) & (letters <= 0.1)
    light = luminance(luma(laid))
    ink, around = float(np.median(light[letters > 0.85])), light[band]
    worst = float(np.percentile(around, 90 if ink > np.median(around) else 10))
    low, high = sorted((ink, worst))
    return (high + 0.05) / (low + 0.05)


def rows_of(letters: NDArray[np.float64]) -> NDArray[np.intp]:
    return np.flatnonzero((letters > 0.4).any(axis=1))


@pytest.mark.parametrize(("style", "place"), GROUNDS)
def test_a_title_can_be_read_in_every_frame_in_which_it_stands(style: str, place: tuple[str, str]) -> None:
    type_of = find_style(style).titles
    title = Title(start=0, frames=80, lines=TITLE, colour=type_of.colour, font="serif")
    pictures = drawn(style, *place)
    over = title_over(title, WIDTH, HEIGHT, ground_of(pictures, WIDTH, HEIGHT))
    letters = letters_of(over)
    assert min(figure(over(picture, 40), letters) for picture in pictures) >= CONTRAST


@pytest.mark.parametrize(("style", "place"), GROUNDS)
def test_a_caption_can_be_read_in_every_frame(style: str, place: tuple[str, str]) -> None:
    caption = Caption(start=0, frames=80, lines=SAID)
    pictures = drawn(style, *place)
    over = caption_over(caption, WIDTH, HEIGHT, ground_of(pictures, WIDTH, HEIGHT))
    letters = letters_of(over)
    assert min(figure(over(picture, 40), letters) for picture in pictures) >= CONTRAST
    assert luma(over(pictures[0], 40))[letters > 0.85].min() > 0.6, "captions are light in every style"


def test_letters_on_light_paper_are_dark_and_on_a_night_light_with_nothing_behind_them() -> None:
    title = Title(start=0, frames=80, lines=TITLE, colour="#fff3d6")
    found: list[float] = []
    for place in (PLACES[0], PLACES[2]):
        pictures = drawn("paper-cutout", *place)
        laid = title_over(title, WIDTH, HEIGHT, ground_of(pictures, WIDTH, HEIGHT))
        found.append(float(np.median(luma(laid(pictures[0], 40))[letters_of(laid) > 0.85])))
    assert found[0] < 0.3 < 0.7 < found[1]
    dark = (plain(WIDTH, HEIGHT, "#101428"),)
    shown = title_over(title, WIDTH, HEIGHT, ground_of(dark, WIDTH, HEIGHT))
    assert np.array_equal(shown(dark[0], 40), title_over(title, WIDTH, HEIGHT)(dark[0], 40))


@pytest.mark.parametrize("lines", [SAID[:1], SAID], ids=["one", "two"])
@pytest.mark.parametrize("bars", [46, 20, 8])
@pytest.mark.parametrize("words", [False, True])
def test_no_caption_straddles_the_edge_of_a_wide_picture(lines: tuple[str, ...], bars: int, words: bool) -> None:
    pictures = drawn("golden-hour", "meadow", "day", bars)
    ground = ground_of(pictures, WIDTH, HEIGHT)
    assert ground is not None
    assert ground.bars == (bars, bars)
    spoken = [word for line in lines for word in line.split()]
    timed = tuple(CaptionWord(at=n, frames=1, text=word) for n, word in enumerate(spoken)) if words else ()
    caption = Caption(start=0, frames=80, lines=lines, words=timed)
    rows = rows_of(letters_of(caption_over(caption, WIDTH, HEIGHT, ground)))
    edge = HEIGHT - bars
    assert rows[-1] < edge or rows[0] >= edge
    if bars == 46:
        assert edge + 2 <= rows[0] < rows[-1] <= 0.975 * HEIGHT, "the bar has room for two rows"


def test_a_title_begins_below_the_bar_of_a_wide_picture() -> None:
    pictures = drawn("golden-hour", "meadow", "day", 46)
    ground = ground_of(pictures, WIDTH, HEIGHT)
    for place, lines in (("opening", TITLE), ("opening", ("The Umbrella",)), ("label", ("Three days later, at home",))):
        title = Title.model_validate({"start": 0, "frames": 80, "lines": lines, "place": place})
        rows = rows_of(letters_of(title_over(title, WIDTH, HEIGHT, ground)))
        assert rows[0] > 46 + 4 or rows[-1] < 46
