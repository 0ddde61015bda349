"""The finish: contrast and saturation on colours before anything is drawn, grain and paper on every picture after.

Contrast and saturation mix linearly, so that changing the colours of a tree gives (but for rare blends) what changing
every pixel would, at no cost per frame. Grain and texture are sums of precomputed tiles in bytes that wrap around: the
picture is first kept as far from black and white as a tile can reach, so that no sum can overflow.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from generation.animatic.colour import hexed, luma, rgb
from generation.animatic.effects import effects
from generation.requests import Look
from generation.results import Frame

_MARGIN = 96
_DITHER = 0.7
"""Grain that is always there, in steps of 255: without it soft gradients show bands."""
_FULL_GRAIN = 15.0
_TEXTURE = {"paper": 3.4, "leaf": 2.6, "canvas": 4.2, "grid": 5.0, "clay": 2.0, "wash": 2.8}


def graded(look: Look) -> Callable[[str], str]:
    """Return what toning, contrast and saturation make of a colour."""

    def grade(colour: str) -> str:
        plain = toned(rgb(colour))
        grey = luma(plain)
        parts = (grey + (part - grey) * look.saturation for part in plain)
        return hexed(*(122 + (part - 122) * look.contrast for part in parts))

    toned = _toned(look)
    if look.contrast == 1.0 and look.saturation == 1.0 and not look.toning:
        return lambda colour: colour
    return grade


def _toned(look: Look) -> Callable[[tuple[int, int, int]], tuple[float, float, float]]:
    """Return what draws a colour towards the palette: dark ones to its dark end, light ones to its light end."""
    shades = sorted((rgb(colour) for colour in look.palette), key=luma)
    places = np.linspace(0, 255, len(shades))

    def toned(colour: tuple[int, int, int]) -> tuple[float, float, float]:
        if not look.toning:
            return colour
        light = luma(colour)
        shade = [float(np.interp(light, places, [shade[part] for shade in shades])) for part in range(3)]
        red, green, blue = (own + (to - own) * look.toning for own, to in zip(colour, shade, strict=True))
        return red, green, blue

    return toned


class Finish:
    """Grain and paper for pictures of one size."""

    def __init__(self, look: Look, width: int, height: int, seed: int) -> None:
        self._order = np.random.default_rng(seed)
        self._shape = height, width
        deviation = _DITHER + _FULL_GRAIN * look.grain
        self._grain = _tile(_grain(self._order, height + _MARGIN, width + _MARGIN) * deviation, 2.2 * deviation)
        self._reach = round(2.2 * deviation)
        self._paper: Frame | None = None
        if strength := _TEXTURE.get(look.texture):
            paper = _surface(look.texture, self._order, height, width)
            self._paper = _tile(paper * strength, 2 * strength)
            self._reach += round(2 * strength)
        self._result: Frame = np.empty((height, width, 4), np.uint8)
        self._effects = effects(look, height, width, seed)

    def apply(self, picture: Frame) -> Frame:
        """Return the finished picture, valid until the next call; calls differ by their grain, in a fixed order."""
        height, width = self._shape
        for effect in self._effects:
            picture = effect(picture)
        y, x = self._order.integers(0, _MARGIN, 2)
        np.clip(picture, self._reach, 255 - self._reach, out=self._result)
        np.add(self._result, self._grain[y : y + height, x : x + width], out=self._result)
        if self._paper is not None:
            np.add(self._result, self._paper, out=self._result)
        return self._result


def _tile(values: NDArray[np.float64], reach: float) -> Frame:
    """Signed values as wrapping bytes, equal in red, green and blue; in alpha what brings it back to 255."""
    whole = np.clip(np.round(values), -round(reach), round(reach)).astype(np.int8).view(np.uint8)
    tile = np.zeros((*values.shape, 4), np.uint8)
    tile[..., :3] = whole[..., None]
    tile[..., 3] = round(reach)
    return tile


def _grain(order: np.random.Generator, height: int, width: int) -> NDArray[np.float64]:
    """Unit noise whose grains are a little larger than a pixel, as on film (and cheaper to encode than single pixels)."""
    noise = order.standard_normal((height + 1, width + 1))
    soft = noise[:-1, :-1] + 0.6 * (noise[1:, :-1] + noise[:-1, 1:]) + 0.36 * noise[1:, 1:]
    return soft / soft.std()


def _paper(order: np.random.Generator, height: int, width: int) -> NDArray[np.float64]:
    """Unit unevenness of watercolour paper: fibres at three sizes."""
    total = np.zeros((height, width))
    for step, weight in ((3, 0.5), (7, 0.8), (19, 1.0)):
        coarse = order.standard_normal((height // step + 3, width // step + 3))
        total += weight * _enlarged(coarse, step)[:height, :width]
    return total / total.std()


def _enlarged(coarse: NDArray[np.float64], step: int) -> NDArray[np.float64]:
    """Each value spread over `step` x `step` pixels, with straight ramps between."""
    ramp = np.arange(step) / step
    rows = (coarse[:-1, None, :] * (1 - ramp)[None, :, None] + coarse[1:, None, :] * ramp[None, :, None]).reshape(
        -1, coarse.shape[1]
    )
    return (rows[:, :-1, None] * (1 - ramp) + rows[:, 1:, None] * ramp).reshape(rows.shape[0], -1)


def _surface(texture: str, order: np.random.Generator, height: int, width: int) -> NDArray[np.float64]:
    """The unevenness of what the picture is drawn on, about 1 in deviation."""
    if texture == "canvas":
        return _canvas(height, width)
    return _grid(height, width) if texture == "grid" else _paper(order, height, width)


def _grid(height: int, width: int) -> NDArray[np.float64]:
    """Ruled paper: fine lines, and every fifth a stronger one."""
    step = max(6, round(height / 45))
    y, x = np.mgrid[0:height, 0:width]
    fine = ((y % step == 0) | (x % step == 0)).astype(np.float64)
    strong = ((y % (5 * step) == 0) | (x % (5 * step) == 0)).astype(np.float64)
    return 1.1 * fine + 1.4 * strong


def _canvas(height: int, width: int) -> NDArray[np.float64]:
    """Unit weave: threads over and under each other."""
    y, x = np.mgrid[0:height, 0:width]
    over = np.sin(x * 1.15) * np.where((y // 5) % 2, 1, -1) + np.sin(y * 1.15) * np.where((x // 5) % 2, 1, -1)
    return over / over.std()
