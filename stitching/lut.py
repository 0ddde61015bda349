"""Colour look-up tables in the Cube format (Adobe Cube LUT Specification 1.0), read whole and checked.

A table of three dimensions lists N x N x N colours, red running fastest; one of one dimension lists N values for each of red,
green and blue. `DOMAIN_MIN` and `DOMAIN_MAX` say which input its first and last entry stand for; inputs beyond them are held
at the edge. What the specification does not know is refused rather than left out: a table that expects video levels would
otherwise be laid over the wrong ones.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from stitching.errors import StitchingError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Colour: TypeAlias = tuple[float, float, float]

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes. A table of 65 x 65 x 65 with ten digits a number has about 10 MB."""

_LONGEST_LINE = 1000
_LARGEST_TABLE = 65**3
_MOST_LINES = 2 * _LARGEST_TABLE
"""With room for remarks and blank lines."""
_SIZES = {"LUT_3D_SIZE": (2, 65), "LUT_1D_SIZE": (2, 65536)}
_BOUNDS: dict[str, Colour] = {"DOMAIN_MIN": (0.0, 0.0, 0.0), "DOMAIN_MAX": (1.0, 1.0, 1.0)}
_RANGES = ("LUT_3D_INPUT_RANGE", "LUT_1D_INPUT_RANGE")
"""Not in the specification, but written by a widespread grading program: the domain in one line."""
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_FIGURES = re.compile(r"[\d+\-.eE ]*", re.ASCII)
_BEYOND = 1e6
"""No colour is so far from 0..1; what is, is damage."""


class LutError(StitchingError):
    """A look-up table cannot be used; `line` and `column` count from 1."""

    def __init__(self, path: Path, line: int, column: int, message: str) -> None:
        super().__init__(f"{path}:{line}:{column}: {message}")
        self.path, self.line, self.column, self.message = path, line, column, message


@dataclass(frozen=True, eq=False)
class Lut:
    """A look-up table from colours to colours, both usually from 0 to 1.

    `table` has the shape (N, N, N, 3), indexed by blue, green and red, or (N, 3) for three curves.
    """

    title: str
    table: "NDArray[np.float64]"
    low: Colour = (0.0, 0.0, 0.0)
    high: Colour = (1.0, 1.0, 1.0)

    @property
    def size(self) -> int:
        """Entries along one side."""
        return int(self.table.shape[0])

    @property
    def curves(self) -> bool:
        """Whether it is three curves (one dimension) instead of a cube."""
        return self.table.ndim == 2

    def at(self, colours: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """What becomes of colours (..., 3) in red, green and blue, by linear interpolation along each side."""
        import numpy as np

        low, high = np.array(self.low), np.array(self.high)
        place = np.clip((colours - low) / (high - low), 0, 1) * (self.size - 1)
        below = np.minimum(place.astype(np.int32), self.size - 2)
        share = place - below
        if self.curves:
            sides = range(3)
            first = np.stack([self.table[below[..., side], side] for side in sides], -1)
            second = np.stack([self.table[below[..., side] + 1, side] for side in sides], -1)
            return first + (second - first) * share
        found = np.zeros(colours.shape)
        for corner in range(8):
            steps = [corner >> side & 1 for side in range(3)]
            weight = np.prod([share[..., s] if step else 1 - share[..., s] for s, step in enumerate(steps)], axis=0)
            red, green, blue = (below[..., side] + step for side, step in enumerate(steps))
            found += self.table[blue, green, red] * weight[..., None]
        return found


def read_lut(path: Path) -> Lut:
    """Read a `.cube` file.

    Raises:
        LutError: with the place in the file, what is wrong there and what would be right.
    """
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        raise LutError(path, 1, 1, f"cannot be read: {(error.strerror or str(error)).lower()}") from None
    if size > LARGEST_FILE:
        limit = LARGEST_FILE // (1024 * 1024)
        raise LutError(path, 1, 1, f"has {size // (1024 * 1024)} MB; a LUT has at most {limit} MB")
    return parse_lut(raw, path)


def parse_lut(raw: bytes, path: Path) -> Lut:
    """The bytes of a `.cube` file as a table; `path` is only for what is said of errors.

    Raises:
        LutError: as `read_lut`.
    """
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if (count := text.count("\n")) > _MOST_LINES:
        raise LutError(path, 1, 1, f"has {count} lines; the largest LUT has {_LARGEST_TABLE}")
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST_LINE:
            raise LutError(path, number, 1, f"is a line of {len(line)} signs; a .cube file has short lines of text")
    head = _Head(path)
    start = len(lines)
    for number, line in enumerate(lines, 1):
        words = line.split("#", 1)[0].split()
        if words and _NUMBER.match(words[0]):
            start = number - 1
            break
        if words:
            head.take(line, number, words)
    return head.lut(lines, start)


class _Head:
    """The keywords in front of the numbers."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._title = ""
        self._kind, self._size = "", 0
        self._bounds = dict(_BOUNDS)
        self._seen: dict[str, int] = {}

    def take(self, line: str, number: int, words: list[str]) -> None:
        """Read one line that begins with a word."""
        word = words[0].upper()
        column = line.index(words[0]) + 1
        if word in self._seen and word != "TITLE":
            self._wrong(number, column, f"{word} stands in line {self._seen[word]} already; take one of them out")
        self._seen[word] = number
        if word == "TITLE":
            self._title = line.split(None, 1)[1].strip().strip('"') if len(words) > 1 else ""
        elif word in _SIZES:
            self._sized(line, number, words, word)
        elif word in _BOUNDS:
            red, green, blue = self._numbers(line, number, words, 3)
            self._bounds[word] = (red, green, blue)
        elif word in _RANGES:
            low, high = self._numbers(line, number, words, 2)
            self._bounds = {"DOMAIN_MIN": (low, low, low), "DOMAIN_MAX": (high, high, high)}
        else:
            shown = words[0][:40]
            known = "TITLE, LUT_3D_SIZE, LUT_1D_SIZE, DOMAIN_MIN, DOMAIN_MAX"
            self._wrong(
                number, column, f"'{shown}' is no keyword of a .cube file ({known}); export it as a plain 3D LUT"
            )

    def lut(self, lines: list[str], start: int) -> Lut:
        """The table whose numbers begin after `start` lines."""
        import numpy as np

        if not self._kind:
            what = "there is no line 'LUT_3D_SIZE 33' before the numbers; is this a .cube file?"
            self._wrong(min(start + 1, max(1, len(lines))), 1, what)
        low, high = self._bounds["DOMAIN_MIN"], self._bounds["DOMAIN_MAX"]
        if any(first >= last for first, last in zip(low, high, strict=True)):
            line = max(self._seen.get(word, 1) for word in (*_BOUNDS, *_RANGES))
            self._wrong(line, 1, "the domain ends where it begins, or before; DOMAIN_MAX must be above DOMAIN_MIN")
        rows = self._size**3 if self._kind == "LUT_3D_SIZE" else self._size
        values = self._fast(lines[start:], rows)
        if values is None:
            values = self._slow(lines, start, rows)
        shape = (self._size,) * 3 if self._kind == "LUT_3D_SIZE" else (self._size,)
        return Lut(self._title, np.asarray(values, np.float64).reshape(*shape, 3), low, high)

    def _sized(self, line: str, number: int, words: list[str], word: str) -> None:
        if self._kind:
            self._wrong(number, 1, f"{self._kind} and {word} in one file; export the look as one 3D LUT")
        least, most = _SIZES[word]
        text = words[1] if len(words) == 2 else ""
        size = int(text) if re.fullmatch(r"\d{1,6}", text, re.ASCII) else 0
        if not least <= size <= most:
            column = line.index(words[0]) + 1 if not text else line.rindex(text) + 1
            given = " ".join(words[1:])[:40] or "nothing"
            self._wrong(number, column, f"{word} is {given}; it must be one whole number from {least} to {most}")
        self._kind, self._size = word, size

    def _numbers(self, line: str, number: int, words: list[str], count: int) -> list[float]:
        if len(words) != count + 1:
            column = line.index(words[0]) + 1
            self._wrong(number, column, f"{words[0].upper()} has {len(words) - 1} numbers; it needs {count}")
        return [self._number(line, number, index) for index in range(1, count + 1)]

    def _number(self, line: str, number: int, index: int) -> float:
        """Word `index` of a line as a number."""
        found = list(re.finditer(r"\S+", line.split("#", 1)[0]))[index]
        text, column = found.group(), found.start() + 1
        if not _NUMBER.fullmatch(text):
            self._wrong(number, column, f"'{text[:40]}' is no number; write for example 0.25 or 2.5e-1")
        value = float(text)
        if abs(value) > _BEYOND:
            self._wrong(number, column, f"{text[:40]} is no colour; values run from about 0 to 1")
        return value

    def _fast(self, lines: list[str], rows: int) -> "NDArray[np.float64] | None":
        """All numbers at once; None where anything is not as it should be."""
        import numpy as np

        split = [words for line in lines if (words := line.split()) and words[0][0] != "#"]
        if len(split) != rows or any(len(words) != 3 for words in split):
            return None
        flat = [word for words in split for word in words]
        if _FIGURES.fullmatch(" ".join(flat)) is None:
            return None
        try:
            values = np.array([float(word) for word in flat])
        except ValueError:
            return None
        return values if float(np.abs(values).max()) <= _BEYOND else None

    def _slow(self, lines: list[str], start: int, rows: int) -> list[float]:
        """The numbers line by line, so that an error has its place."""
        found: list[float] = []
        for number, line in enumerate(lines[start:], start + 1):
            words = line.split("#", 1)[0].split()
            if not words:
                continue
            if words[0][0].isalpha() and words[0].upper() in (*_SIZES, *_BOUNDS, *_RANGES, "TITLE"):
                self._wrong(number, line.index(words[0]) + 1, f"{words[0]} must stand before the numbers; move it up")
            values = [self._number(line, number, index) for index in range(len(words))]
            if len(values) != 3:
                self._wrong(number, 1, f"has {len(values)} numbers; each line is red, green and blue")
            if len(found) == 3 * rows:
                self._wrong(number, 1, f"is one line too many: {self._kind} {self._size} is {rows} lines of numbers")
            found += values
        if len(found) < 3 * rows:
            message = f"ends after {len(found) // 3} of {rows} lines of numbers ({self._kind} {self._size})"
            self._wrong(max(1, len(lines)), 1, f"{message}; copy or export the file again")
        return found

    def _wrong(self, line: int, column: int, message: str) -> NoReturn:
        raise LutError(self._path, line, column, message)
