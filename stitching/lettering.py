"""Setting text with Pillow, in the two typefaces that come with the package or in font files."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from stitching.breaking import break_cost
from stitching.colours import rgb
from stitching.text.fonts import Faces, kerned, stack
from stitching.text.runs import Run, runs
from stitching.text.signs import in_capitals


@dataclass(frozen=True)
class Line:
    """One line of text: `spacing` in em goes between its letters, where the script allows it."""

    text: str
    face: Faces
    size: int
    spacing: float = 0.0

    @property
    def runs(self) -> tuple[Run, ...]:
        """Its pieces, from left to right, each in one font."""
        return runs(self.text, stack(self.face), self.size)

    @property
    def width(self) -> float:
        """Its length in pixels."""
        return sum(self._widths()) - (self.spacing * self.size if self._spaced(self.runs[-1]) else 0)

    def _spaced(self, run: Run) -> bool:
        # Letters that join, stack or run from right to left must stay with their shaping.
        return (
            self.spacing > 0
            and not run.coloured
            and all(
                unicodedata.bidirectional(x) not in ("R", "AL", "NSM") and unicodedata.category(x) != "Mc"
                for x in run.text
            )
        )

    def _widths(self) -> list[float]:
        return [sum(self._advances(run)) if self._spaced(run) else run.width for run in self.runs]

    def _advances(self, run: Run) -> list[float]:
        pairs = pairwise((*run.text, ""))
        return [kerned(run.path, run.size, *pair) + self.spacing * self.size for pair in pairs]

    def draw(self, on: ImageDraw.ImageDraw, x: float, baseline: float, stroke: float = 0.0) -> None:
        """Draw it in white with its left end at `x`; coloured pictures are left free."""
        for run, width in zip(self.runs, self._widths(), strict=True):
            if self._spaced(run):
                at = x
                for letter, advance in zip(run.text, self._advances(run), strict=True):
                    on.text((at, baseline), letter, 255, run.font, anchor="ls", stroke_width=stroke)
                    at += advance
            elif not run.coloured:
                use = run.font
                on.text((x, baseline), run.text, 255, use, "ls", stroke_width=stroke, direction=run.direction)
            x += width

    def pictures(self, x: float, baseline: float) -> Iterator[tuple[Image.Image, tuple[int, int]]]:
        """Its coloured pictures, each with the place of its upper left corner, for the line drawn at `x`."""
        for run, width in zip(self.runs, self._widths(), strict=True):
            if run.coloured:
                picture, above = run.picture()
                yield picture, (round(x), round(baseline - above))
            x += width


def fitted(text: str, like: Line, room: float, *, least: float = 0.6, capitals: bool = False) -> list[Line]:
    """The text set like `like`, on as few lines as possible that fit into `room` pixels, at no less than `least` of the size."""
    words, smallest = text.split(), max(5, round(like.size * least))
    for count in range(1, 4):
        rows = [in_capitals(row) if capitals else row for row in _balanced(words, count)]
        widest = max(replace(like, text=row).width for row in rows)
        use = min(like.size, int(like.size * room / max(widest, 1)))
        if use >= smallest or count == 3 or count >= len(words):
            return [replace(like, text=row, size=max(5, use)) for row in rows]
    raise AssertionError("the third row always returns")


_EVEN = 16.0
"""What rows of unlike lengths cost beside a break at a bad place: large letters are seen as a block before they are read."""


def _balanced(words: Sequence[str], rows: int) -> list[str]:
    """The words on `rows` rows of like lengths, broken where it hurts least."""
    if rows == 1 or len(words) <= 1:
        return [" ".join(words)]
    ideal = len(" ".join(words)) / rows
    best: tuple[float, list[str]] = (float("inf"), [" ".join(words)])
    for cuts in combinations(range(1, len(words)), min(rows, len(words)) - 1):
        found = [" ".join(words[first:last]) for first, last in pairwise((0, *cuts, len(words)))]
        uneven = sum((len(row) / ideal - 1) ** 2 for row in found)
        hurt = sum(break_cost(words[cut - 1], words[cut]) for cut in cuts)
        best = min(best, (_EVEN * uneven + hurt, found), key=lambda each: each[0])
    return best[1]


def shortened(line: Line, room: float) -> Line:
    """The line, cut and ended with an ellipsis if it does not fit into `room` pixels."""
    text = line.text
    while line.width > room and text:
        text = text[:-1].rstrip()
        line = replace(line, text=text + "…")
    return line


def coloured(mask: Image.Image, colour: str, opacity: float = 1.0) -> Image.Image:
    """A mask as an RGBA picture of one colour."""
    picture = Image.new("RGBA", mask.size, (*rgb(colour), 0))
    picture.putalpha(mask.point([round(value * opacity) for value in range(256)]))
    return picture


def glow(mask: Image.Image, radius: float, strength: float) -> Image.Image:
    """The mask blurred and made stronger: a soft shadow that follows the letters."""
    blurred = mask.filter(ImageFilter.GaussianBlur(radius))
    return blurred.point([min(255, round(value * strength)) for value in range(256)])


def either(first: Image.Image, second: Image.Image) -> Image.Image:
    """The stronger of two masks."""
    return ImageChops.lighter(first, second)
