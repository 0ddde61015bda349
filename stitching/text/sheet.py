"""A clear sheet of the picture's size, on which lines are set and from which they come as a picture with shadows."""

from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

from stitching.lettering import Line, coloured, glow

SAFE = 0.05
"""Edge of the picture that is kept free, as a part of it: titles stand within 90 % (EBU R 95)."""
SHADOWS = ((0.07, 3.4, 0.5), (0.02, 2.4, 0.52), (0.007, 2.2, 0.75))
"""Radius in units, strength, opacity: the wide one parts letters from a picture of their colour, the near one holds edges."""


def unit_of(width: int, height: int) -> float:
    """What sizes are measured in: the height, but of an upright picture less, so that lines keep their room."""
    return min(height, width * 0.8)


class Sheet:
    """Lines on their way into the picture."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.mask = Image.new("L", (width, height), 0)
        self._pictures: list[tuple[Image.Image, tuple[int, int]]] = []

    def set(self, line: Line, x: float, baseline: float) -> None:
        """Set a line with its left end at `x`."""
        line.draw(ImageDraw.Draw(self.mask), x, baseline)
        self._pictures.extend(line.pictures(x, baseline))

    def column(self, lines: Sequence[Line], baselines: Iterable[float], *, centre: float) -> None:
        """Set lines one below the other, around a middle."""
        for line, baseline in zip(lines, baselines, strict=False):
            self.set(line, centre - line.width / 2, baseline)

    def bar(self, left: float, top: float, right: float, bottom: float) -> None:
        """A rule, in whole pixels."""
        box = (round(left), round(top), max(round(left), round(right) - 1), max(round(top), round(bottom) - 1))
        ImageDraw.Draw(self.mask).rectangle(box, fill=255)

    def inked(
        self, colour: str, unit: float, shadows: Sequence[tuple[float, float, float]] = SHADOWS, dark: str = "#000000"
    ) -> Image.Image:
        """What is on the sheet as an RGBA picture."""
        picture = Image.new("RGBA", (self.width, self.height), (0, 0, 0, 0))
        if self.mask.getbbox() is not None:
            for radius, strength, opacity in shadows:
                picture.alpha_composite(coloured(glow(self.mask, unit * radius, strength), dark, opacity))
            picture.alpha_composite(coloured(self.mask, colour))
        for drawn, place in self._pictures:
            pasted(picture, drawn, place)
        return picture


def pasted(picture: Image.Image, drawn: Image.Image, place: tuple[int, int]) -> None:
    """Lay a small picture over a large one; what lies outside is left out."""
    left, top = max(0, -place[0]), max(0, -place[1])
    if left < drawn.width and top < drawn.height:
        inside = drawn.crop((left, top, drawn.width, drawn.height))
        picture.alpha_composite(inside, (max(0, place[0]), max(0, place[1])))
