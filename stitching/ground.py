"""What lies under text: how light and how dark it gets while the text stands, and what the letters need so that they can be read.

The figure is the contrast ratio of WCAG 2 between the letters and what is close around them, shadows and shade with it. Where
the ground is too light for light letters they become dark ones, or a soft shade lies behind them: whichever needs less.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from stitching.colours import luma, rgb
from stitching.frames import Stamp, stamp

if TYPE_CHECKING:
    from PIL.Image import Image

    from stitching.frames import Planes

CONTRAST = 4.5
"""The least ratio of the letters to their ground (WCAG 2, AA)."""
_AIM = 5.0
"""What is aimed at: coding makes edges softer, and a picture is not the same in every frame."""
_CELL = 4
"""Pixels each way of which the mean is kept: what is finer is texture, which letters cover."""
_WORST = 95
"""The percentile of the ground around the letters that counts, from the side where they are hardest to read."""
_STEP = 0.04
_MOST = 0.8
_BLACK = 18
"""Luma up to which a row belongs to a bar at the picture's edge."""
_INK = 0.86
"""How far dark letters are from the colour of the light ones."""
_LIKED = 0.1
"""How much more shade the letters in their own colour may need than dark ones, and are taken all the same."""

Levels = NDArray[np.float32]


class Bars(NamedTuple):
    """Rows that are black at the upper and at the lower edge."""

    top: int = 0
    bottom: int = 0


@dataclass(frozen=True)
class Ground:
    """Of every few pixels the darkest and the lightest that they get, 0 to 1, and the bars of the picture."""

    darkest: Levels
    lightest: Levels
    bars: Bars


def ground_of(pictures: Iterable["Planes"], width: int, height: int) -> Ground | None:
    """What these pictures are, one after the other; None without a picture."""
    darkest, lightest = np.ones(1, np.float32), np.zeros(1, np.float32)
    rows: NDArray[np.uint8] | None = None
    for planes in pictures:
        luma = planes.reshape(-1)[: width * height].reshape(height, width)
        cells = _cells(luma)
        most = luma.max(axis=1)
        if rows is None:
            darkest, lightest, rows = cells, cells, most
        else:
            darkest, lightest = np.minimum(darkest, cells), np.maximum(lightest, cells)
            rows = np.maximum(rows, most)
    return None if rows is None else Ground(darkest, lightest, _bars(rows))


def _cells(luma: NDArray[np.uint8]) -> Levels:
    high, wide = luma.shape[0] // _CELL, luma.shape[1] // _CELL
    whole = luma[: high * _CELL, : wide * _CELL].reshape(high, _CELL, wide, _CELL)
    return np.clip((whole.mean(axis=(1, 3), dtype=np.float32) - 16) / 219, 0, 1)


def _bars(rows: NDArray[np.uint8]) -> Bars:
    lit = np.flatnonzero(rows > _BLACK)
    return Bars() if not len(lit) else Bars(int(lit[0]), len(rows) - 1 - int(lit[-1]))


class Legible(NamedTuple):
    """Letters ready to be laid on, in the colour that they took, and the shade that lies under them first."""

    image: "Image"
    colour: str
    shade: "Image | None"

    def whole(self) -> Stamp:
        """Both as one."""
        if self.shade is None:
            return stamp(self.image)
        picture = self.shade.copy()
        picture.alpha_composite(self.image)
        return stamp(picture)


def legible_over(ground: Ground, draw: Callable[[str, str], "Image"], colour: str, *, turns: bool = True) -> Legible:
    """The text as `draw` makes it of a colour and that of its shadows, such that it can be read on this ground.

    With `turns`, letters may become dark. Of several ways that do, the one with the least shade; the own colour first.
    """
    from stitching.colours import opposite

    own = _Way(ground, draw(colour, opposite(colour)), colour, opposite(colour))
    if not turns or own.shade == 0 or opposite(colour) != "#000000":
        return own.made()
    ink = _mixed(colour, "#140d10", _INK)
    dark = _Way(ground, draw(ink, _mixed(colour, "#ffffff", 0.5)), ink, _mixed(colour, "#ffffff", 0.5))
    return (dark if dark.shade + _LIKED < own.shade else own).made()


class _Way:
    """Letters of one colour over a ground, and the least shade with which they can be read."""

    def __init__(self, ground: Ground, image: "Image", colour: str, around: str) -> None:
        letters = _letters(image, colour)
        self.image, self.colour, self.around = _inside(image, letters, ground.bars), colour, around
        self._plate = _inside(_plate(letters), letters, ground.bars)
        self.shade = _least(ground, image, letters, self._plate, (colour, around))

    def made(self) -> Legible:
        from stitching.lettering import coloured

        plate = coloured(self._plate, self.around, self.shade) if self.shade else None
        return Legible(self.image, self.colour, plate)


def _inside(drawn: "Image", letters: "Image", bars: Bars) -> "Image":
    """A drawing without what its shadows lay on bars on which no letter stands."""
    box = letters.getbbox()
    if box is None or not any(bars):
        return drawn
    top = bars.top if box[1] >= bars.top else 0
    foot = drawn.height - (bars.bottom if box[3] <= drawn.height - bars.bottom else 0)
    kept = drawn.crop((0, top, drawn.width, foot))
    clear = drawn.point([0] * 256 * len(drawn.getbands()))
    clear.paste(kept, (0, top))
    return clear


def _letters(image: "Image", colour: str) -> "Image":
    """Where a drawing has its letters: full and in their colour."""
    from PIL import Image

    pixels = np.asarray(image).astype(np.int16)
    like = np.abs(pixels[:, :, :3] - rgb(colour)).max(axis=2) < 40
    return Image.fromarray(np.where(like & (pixels[:, :, 3] > 200), 255, 0).astype(np.uint8))


def _plate(letters: "Image") -> "Image":
    """A soft shade that is full close around the letters and runs out beyond them."""
    from PIL import Image, ImageFilter

    reach = max(2.0, letters.height * 0.028)
    small = letters.reduce(_CELL).filter(ImageFilter.GaussianBlur(0.8 * reach / _CELL))
    full = small.point([min(255, round(value * 5)) for value in range(256)])
    soft = full.filter(ImageFilter.GaussianBlur(0.7 * reach / _CELL)).point(
        [min(255, round(value * 1.3)) for value in range(256)]
    )
    return soft.resize(letters.size, Image.Resampling.BICUBIC)


def _least(ground: Ground, image: "Image", letters: "Image", plate: "Image", colours: tuple[str, str]) -> float:
    """How strong the shade must be, 0 to 1."""
    box = letters.getbbox()
    if box is None:
        return 0.0
    from PIL import ImageFilter

    near = max(1, round(letters.height / 240))
    edge = 6 * near + 1
    box = (
        max(0, box[0] - edge),
        max(0, box[1] - edge),
        min(image.width, box[2] + edge),
        min(image.height, box[3] + edge),
    )
    inside = letters.crop(box)
    wide, close = (np.asarray(inside.filter(ImageFilter.MaxFilter(2 * reach + 1))) for reach in (3 * near, near))
    band = (wide > 0) & (close == 0)
    if not band.any():
        return 0.0
    light = luminance(colours[0])
    dark_letters = light < luminance(colours[1])
    level = _under(ground.darkest if dark_letters else ground.lightest, box)[band]
    shadow = np.asarray(image.crop(box).getchannel("A"), np.float32)[band] / 255
    soft = np.asarray(plate.crop(box), np.float32)[band] / 255
    towards = luma(colours[1]) / 255
    worst = 100 - _WORST if dark_letters else _WORST
    for shade in np.arange(0.0, _MOST, _STEP):
        under = level + (towards - level) * soft * shade
        around = float(np.percentile(_linear(under + (towards - under) * shadow), worst))
        if ratio(light, around) >= _AIM:
            return round(float(shade), 2)
    return _MOST


def _under(levels: Levels, box: tuple[int, int, int, int]) -> Levels:
    """The levels of cells for every pixel of a box."""
    y = np.minimum(np.arange(box[1], box[3]) // _CELL, levels.shape[0] - 1)
    x = np.minimum(np.arange(box[0], box[2]) // _CELL, levels.shape[1] - 1)
    return levels[np.ix_(y, x)]


def ratio(one: float, other: float) -> float:
    """The contrast of two luminances, 1 to 21."""
    low, high = sorted((one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of a colour, 0 to 1, as its luma has it."""
    return float(_linear(np.array(luma(colour) / 255)))


def _linear(level: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.where(level <= 0.04045, level / 12.92, ((level + 0.055) / 1.055) ** 2.4)


def _mixed(one: str, other: str, share: float) -> str:
    parts = (round(a + (b - a) * share) for a, b in zip(rgb(one), rgb(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)
