"""Setting text with Pillow, in the two typefaces that come with the package or in font files."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from stitching.breaking import break_cost
from stitching.colours import rgb
from stitching.text.fonts import Faces, clusters, file_of, font_for_each, has, is_picture, kerned, stack, unreadable
from stitching.text.runs import Run, runs

__all__ = ["Faces", "file_of", "unreadable"]

MISSING = "\u25a1"
"""Stands for what no font has; the sans face has it."""
_UNSEEN = ("Cc", "Cf", "Cs")
"""Categories without a shape; what is merely newer than this interpreter's tables has one."""
_SHAPING = frozenset("\u061c\u200c\u200d\u200e\u200f")
"""Unseen signs that text needs: what joins letters or keeps them apart, and marks of direction."""
_GREEK_ACCENTS = frozenset("\u0301\u0300\u0342\u0313\u0314\u0345")


def beyond(text: str, faces: Faces) -> str:
    """The letters and signs of a text that these faces do not have themselves, each once; emoji do not count."""
    paths = [file_of(face) for face in stack(faces)]
    letters = "".join(cluster for cluster in clusters(clean(text)) if not is_picture(cluster))
    return "".join(dict.fromkeys(letter for letter in letters if not any(has(path, letter) for path in paths)))


def clean(text: str) -> str:
    """Text that can be set on one line: composed, without control characters and direction overrides."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(
        "".join(x if x in _SHAPING or unicodedata.category(x) not in _UNSEEN else " " for x in composed).split()
    )


def settable(text: str, faces: Faces) -> str:
    """`clean` text without the emoji that no font at hand has, and with a box for each other sign, so that it is missed."""
    return clean("".join(cluster if _set(cluster, faces) else _instead(cluster) for cluster in clusters(clean(text))))


def _instead(cluster: str) -> str:
    return "" if is_picture(cluster) and cluster[0] < "\U0001fb00" else MISSING


def unpictured(text: str, faces: Faces) -> str:
    """The emoji of a text that no font at hand has, each once."""
    found = (x for x in clusters(clean(text)) if is_picture(x) and x[0] < "\U0001fb00" and not _set(x, faces))
    return "".join(dict.fromkeys(found))


def without_pictures(text: str, faces: Faces) -> str:
    """The text without the emoji that no font at hand has; the rest as it was written."""
    lost = set(clusters(unpictured(text, faces)))
    return " ".join("".join(x for x in clusters(text) if x not in lost).split()) if lost else text


def lacking(text: str, faces: Faces) -> str:
    """The letters of a text that no font at hand can set (signs and pictures do not count)."""
    text = clean(text)
    if text.isascii():
        return ""
    if not _shapes() and any(_needs_shaping(letter) for letter in text):
        return "".join(dict.fromkeys(letter for letter in text if _needs_shaping(letter)))
    found = (x for x in clusters(text) if unicodedata.category(x[0])[0] in "LM" and not _set(x, faces))
    return "".join(dict.fromkeys("".join(found)))


def _set(cluster: str, faces: Faces) -> bool:
    return font_for_each(cluster, stack(faces)) is not None


@cache
def _shapes() -> bool:
    """Whether letters that join, stack or run from right to left come out right here."""
    from PIL import features

    return bool(features.check("raqm"))


@cache
def _needs_shaping(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL") or unicodedata.category(letter) == "Mc"


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


def in_capitals(text: str) -> str:
    """The text in capitals as its script has them: Greek ones carry no accents, and Georgian is not set in capitals."""
    return unicodedata.normalize("NFC", "".join(_capital(letter) for letter in unicodedata.normalize("NFC", text)))


@cache
def _capital(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if name.startswith("GEORGIAN"):
        return letter
    if name.startswith("GREEK"):
        bare = (sign for sign in unicodedata.normalize("NFD", letter) if sign not in _GREEK_ACCENTS)
        return "".join(bare).upper()
    return letter.upper()


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
