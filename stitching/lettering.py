"""Setting text with Pillow, in the two typefaces that come with the package or in a font file."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from stitching.breaking import break_cost
from stitching.frames import rgb
from stitching.timeline import Face, Source

_FILES = {"serif": "EBGaramond-Regular.otf", "sans": "Inter-Medium.otf"}
_FOLDER = Path(__file__).parent / "fonts"
_SYSTEM = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts")
# For scripts that neither face has, in this order, from whatever the machine offers.
_OTHERS = ("NotoSans-Regular", "NotoSansCJK", "NotoSans", "DejaVuSans", "Hiragino", "PingFang", "Arial Unicode", "msyh")
MISSING = "\u25a1"
"""Stands for what no font has; the sans face has it."""
_UNSEEN = ("Cc", "Cf", "Cs")
"""Categories without a shape; what is merely newer than this interpreter's tables has one."""
_SHAPING = frozenset("\u061c\u200c\u200d\u200e\u200f")
"""Unseen signs that text needs: what joins letters or keeps them apart, and marks of direction."""
_LONE_MARKS = re.compile(f"{MISSING}[\u0300-\u036f\u064b-\u0652\ufe00-\ufe0f]+")
"""Accents and variants of what is missing, which would stand over the box."""
_GREEK_ACCENTS = frozenset("\u0301\u0300\u0342\u0313\u0314\u0345")
_KINDS = (".ttf", ".otf", ".ttc")
_CONTENT: dict[Path, str] = {}
"""Of the font files that were used, what they held by digest."""


@cache
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """The face at this size in pixels."""
    return ImageFont.truetype(str(file_of(face)), size)


def file_of(face: Face) -> Path:
    """The font file of a face."""
    if not isinstance(face, Source):
        return _FOLDER / _FILES[face]
    if _CONTENT.get(face.path) != face.digest:
        # What is remembered of fonts is remembered by path, and another file may lie there now.
        for known in (font, _path_for, _other_font, _covers, _has, _drawn):
            known.cache_clear()
        _CONTENT[face.path] = face.digest
    return face.path


def unreadable(face: Face) -> bool:
    """Whether a font file is none that letters can be set in."""
    try:
        _drawn(file_of(face), "A")
    except (OSError, ValueError):
        return True
    return False


def beyond(text: str, face: Face) -> str:
    """The letters and signs of a text that this face does not have itself, each once."""
    path = file_of(face)
    return "".join(dict.fromkeys(letter for letter in clean(text) if not _has(path, letter)))


def font_for(text: str, face: Face, size: int) -> ImageFont.FreeTypeFont:
    """The face, or a font of this machine that can set what the face cannot."""
    path = _path_for(text, face)
    return font(face, size) if path is None else _other_font(path, size)


@cache
def _path_for(text: str, face: Face) -> Path | None:
    """The font that is needed for the text: the other face, or one of this machine; None if the face has it all, or none has."""
    letters = tuple(sorted(set(text)))
    faces = [file_of(face), *(_FOLDER / name for name in _FILES.values())]
    for path in faces:
        if _covers(path, letters):
            return None if path == faces[0] else path
    return _other(letters)


@cache
def _other_font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size)


@cache
def _other(letters: tuple[str, ...]) -> Path | None:
    for name in _OTHERS:
        for path in _offered():
            if path.stem.startswith(name) and _covers(path, letters):
                return path
    return None


@cache
def _offered() -> tuple[Path, ...]:
    """The font files of this machine."""
    files = [path for folder in _SYSTEM for path in sorted(Path(folder).rglob("*"))]
    # The plain face of a family has the shortest name.
    return tuple(sorted((path for path in files if path.suffix.lower() in _KINDS), key=lambda path: len(path.stem)))


@cache
def _covers(path: Path, letters: tuple[str, ...]) -> bool:
    try:
        return all(_has(path, letter) for letter in letters)
    except OSError:
        return False


@cache
def _has(path: Path, letter: str) -> bool:
    if letter.isspace() or unicodedata.category(letter) in _UNSEEN or unicodedata.category(letter).startswith("M"):
        return True
    return _drawn(path, letter) != _drawn(path, "\U0010fffe")


@cache
def _drawn(path: Path, letter: str) -> bytes:
    return bytes(_other_font(path, 24).getmask(letter))


def clean(text: str) -> str:
    """Text that can be set on one line: composed, without control characters and direction overrides."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(
        "".join(x if x in _SHAPING or unicodedata.category(x) not in _UNSEEN else " " for x in composed).split()
    )


def settable(text: str, face: Face) -> str:
    """`clean` text with a box for each sign that no font at hand can set beside the others, so that its absence shows."""
    text = "".join(letter if _any_has(letter, face) else MISSING for letter in clean(text))
    if any(letter != MISSING for letter in text):
        path = _path_for(text, face) or file_of(face)
        text = "".join(letter if letter == MISSING or _has(path, letter) else MISSING for letter in text)
    return clean(_LONE_MARKS.sub(MISSING, text))


def lacking(text: str, face: Face) -> str:
    """The letters of a text that no font at hand can set beside the others (signs and pictures do not count)."""
    text = clean(text)
    if text.isascii():
        return ""
    if not _shapes() and any(_needs_shaping(letter) for letter in text):
        return "".join(dict.fromkeys(letter for letter in text if _needs_shaping(letter)))
    path = _path_for(text, face)
    if path is None:
        path = _path_for("".join(letter for letter in text if _any_has(letter, face)), face) or file_of(face)
    found = (letter for letter in text if unicodedata.category(letter)[0] in "LM" and not _drawable(path, letter))
    return "".join(dict.fromkeys(found))


def _drawable(path: Path, letter: str) -> bool:
    try:
        return _has(path, letter)
    except OSError:
        return False


@cache
def _shapes() -> bool:
    """Whether letters that join, stack or run from right to left come out right here."""
    from PIL import features

    return bool(features.check("raqm"))


@cache
def _needs_shaping(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL") or unicodedata.category(letter) == "Mc"


@cache
def _any_has(letter: str, face: Face) -> bool:
    return _has(file_of(face), letter) or _path_for(letter, face) is not None


@dataclass(frozen=True)
class Line:
    """One line of text: `spacing` in em goes between its letters, where the script allows it."""

    text: str
    face: Face
    size: int
    spacing: float = 0.0

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        """What it is set in."""
        return font_for(self.text, self.face, self.size)

    @property
    def width(self) -> float:
        """Its length in pixels."""
        if not self._spaced:
            return self.font.getlength(self.text)
        return sum(self._advances()) - self.spacing * self.size

    @property
    def _spaced(self) -> bool:
        # Letters that join, stack or run from right to left must stay with their shaping.
        return self.spacing > 0 and all(
            unicodedata.bidirectional(x) not in ("R", "AL", "NSM") and unicodedata.category(x) != "Mc"
            for x in self.text
        )

    def _advances(self) -> list[float]:
        use, text = self.font, self.text
        kerned = [use.getlength(a + b) - use.getlength(b) for a, b in pairwise(text)]
        return [advance + self.spacing * self.size for advance in (*kerned, use.getlength(text[-1:]))]

    def draw(self, on: ImageDraw.ImageDraw, x: float, baseline: float, stroke: float = 0.0) -> None:
        """Draw it in white with its left end at `x`."""
        if not self._spaced:
            on.text((x, baseline), self.text, 255, self.font, anchor="ls", stroke_width=stroke)
            return
        for letter, advance in zip(self.text, self._advances(), strict=True):
            on.text((x, baseline), letter, 255, self.font, anchor="ls", stroke_width=stroke)
            x += advance


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
        best = min(best, (8 * uneven + hurt, found), key=lambda each: each[0])
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
