"""Dyeing a thing: the words `a red cap` give the cap's own colour to whatever it is mostly made of."""

import colorsys
from collections.abc import Callable

from generation.animatic.art import Box, Node, Path, Shape, Timed
from generation.animatic.colour import darker, lighter, lightness, rgb
from generation.animatic.figures.creature_paint import Paint, bounds
from generation.animatic.figures.vocabulary import COLOURS
from generation.animatic.props.materials import BRASS, CLAY, IRON, STEEL, WOOD
from generation.animatic.stage import Scheme
from generation.requests import Look

_STUFFS = {
    "brass": BRASS,
    "copper": "#b06a3c",
    "clay": CLAY,
    "iron": IRON,
    "tin": STEEL,
    "steel": STEEL,
    "wooden": WOOD,
}
_SHADES = {"dark", "light", "pale", "bright"}


def named_colour(words: list[str]) -> str | None:
    """The colour or the stuff that the words give the thing that they end in."""
    for word in reversed(words[:-1]):
        if word not in _SHADES and (word in COLOURS or word in _STUFFS):
            return COLOURS.get(word) or _STUFFS[word]
    return None


def dyed(draw: Callable[[Paint], list[Node]], scheme: Scheme, look: Look, size: float, colour: str) -> list[Node]:
    """Draw the thing with its main colour replaced, lighter and darker parts of it alike."""
    tried = _Tried(scheme, look, size)
    draw(tried)
    return draw(_Dyed(scheme, look, size, tried.main(), colour))


class _Tried(Paint):
    """Paint that only notes which colour covers most."""

    def __init__(self, scheme: Scheme, look: Look, size: float) -> None:
        super().__init__(scheme, look, size)
        self.areas: dict[str, float] = {}

    def form(self, path: Timed[Path], colour: str, box: Box | None = None, strength: float = 1.0) -> Shape:
        left, upper, right, lower = bounds(path(0.0) if callable(path) else path)
        self.areas[colour] = self.areas.get(colour, 0.0) + (right - left) * (lower - upper)
        return super().form(path, colour, box, strength)

    def main(self) -> str:
        return max(self.areas, key=lambda colour: self.areas[colour], default="#808080")


class _Dyed(Paint):
    def __init__(self, scheme: Scheme, look: Look, size: float, main: str, colour: str) -> None:
        super().__init__(scheme, look, size)
        self.main, self.colour = main, colour

    def lit(self, colour: str) -> str:
        return super().lit(self._dye(colour))

    def _dye(self, colour: str) -> str:
        if not _kindred(colour, self.main):
            return colour
        step = lightness(colour) - lightness(self.main)
        return lighter(self.colour, min(0.6, step)) if step >= 0 else darker(self.colour, min(0.6, -step))


def _kindred(first: str, second: str) -> bool:
    """Whether two colours are shades of one."""
    (h1, _, s1), (h2, _, s2) = (colorsys.rgb_to_hls(*(part / 255 for part in rgb(c))) for c in (first, second))
    if s2 < 0.15:
        return s1 < 0.22 and abs(lightness(first) - lightness(second)) < 0.3
    return s1 > 0.1 and min(abs(h1 - h2), 1 - abs(h1 - h2)) < 0.07
