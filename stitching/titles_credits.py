"""Credits that roll: rows from below to above, by the same whole number of pixels in every frame.

How tall a row is follows from its text alone and not from a font, so a film knows how long its credits are before anything
is drawn. What rolls is drawn in strips, each when it comes into sight, and forgotten when it has left.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Literal, TypeAlias

from stitching.breaking import columns
from stitching.text.bidi import runs_right_to_left
from stitching.timeline import Title

if TYPE_CHECKING:
    from PIL.Image import Image

    from stitching.frames import Planes, Stamp
    from stitching.lettering import Line
    from stitching.text.sheet import Sheet

SECONDS_IN_SIGHT = 7
"""How long a row takes from the lower edge to the upper one."""

_STRIP = 96
_ROOM = 0.9
_LETTER = 0.5
"""Width of a letter in sizes, about; what turns out wider is set smaller."""
_MOST = 3
_REFERENCE = (1280, 720)
_NEAREST, _FARTHEST = 0.8, 1.6
"""How far rows are moved together or apart."""

Kind: TypeAlias = Literal["heading", "pair", "name", "blank"]
Column: TypeAlias = Literal["left", "right", "middle"]


@dataclass(frozen=True)
class _Row:
    """A row of the roll: its upper edge and height in pixels of the roll, and in how many lines it is set."""

    kind: Kind
    left: str
    right: str
    top: int
    tall: int
    lines: int


def credits_frames(lines: Sequence[str], rate: Fraction) -> int:
    """How many frames the credits take: from the first row's coming in below to the last one's leaving above.

    The same for pictures of every size, so that a film is as long in all of its versions.
    """
    width, height = _REFERENCE
    return ceil(SECONDS_IN_SIGHT * rate * Fraction(height + _length(_laid_out(lines, width, height)), height))


def _paced(rows: list[_Row], height: int, frames: int) -> tuple[list[_Row], int]:
    """The rows, and the whole number of pixels a frame at which they roll.

    The rows stand a little nearer or farther apart so that the last one leaves when the credits end.
    """
    length = _length(rows)
    if not length:
        return rows, 1
    natural = Fraction(height + length, frames)
    spread = {speed: Fraction(speed * frames - height, length) for speed in (floor(natural), ceil(natural))}
    speed, factor = min(spread.items(), key=lambda each: abs(each[1] - 1) if each[1] >= _NEAREST else 9)
    factor = float(min(max(factor, _NEAREST), _FARTHEST))
    tops = [round(row.top * factor) for row in rows]
    return [replace(row, top=top, tall=round(row.tall * factor)) for row, top in zip(rows, tops, strict=True)], max(
        1, speed
    )


def _size(width: int, height: int) -> int:
    return max(6, round(min(height, width * 0.8) * (0.042 if width >= height else 0.052)))


def _laid_out(lines: Sequence[str], width: int, height: int) -> list[_Row]:
    """The rows, one below the other: `role | name` is a pair, `| name` a name in the middle, and else it is a heading."""
    size, at = _size(width, height), 0
    found = list[_Row]()
    for line in lines:
        left, _, right = (part.strip() for part in line.partition("|"))
        kind: Kind = "pair" if left and right else "name" if right else "heading" if left else "blank"
        room = width * _ROOM * (0.48 if kind == "pair" else 1)
        wide = max(columns(left) * (1.4 if kind == "heading" else 1), columns(right)) * size * _LETTER
        count = min(_MOST, max(1, ceil(wide / room)))
        above = round(size * 1.1) if kind == "heading" and found and found[-1].kind != "blank" else 0
        tall = round(size * (0.9 if kind == "blank" else 1.5 * count + (0.35 if kind == "heading" else 0)))
        found.append(_Row(kind, left, right, at + above, tall, count))
        at += above + tall
    return found


def _length(rows: Sequence[_Row]) -> int:
    return rows[-1].top + rows[-1].tall if rows else 0


class _Roll:
    """The whole roll, of which strips are drawn on demand."""

    def __init__(self, title: Title, width: int, height: int) -> None:
        self.title, self.width, self.height = title, width, height
        self.rows, self.speed = _paced(_laid_out(title.lines, width, height), height, title.frames)
        self.length = _length(self.rows)
        self.size = _size(width, height)
        self._mirrored = runs_right_to_left(" ".join(title.lines))

    def strip(self, top: int) -> "Image":
        """What stands in `_STRIP` pixels of the roll from `top` on, with room around it for shadows cut off."""
        from stitching.lettering import coloured
        from stitching.text.sheet import Sheet

        margin = 2 * self.size
        tall = _STRIP + 2 * margin
        bright, dim = Sheet(self.width, tall), Sheet(self.width, tall)
        for row in self.rows:
            if row.top < top + _STRIP + margin and top - margin < row.top + row.tall:
                self._set(row, row.top - top + margin, bright, dim)
        near = ((0.25, 1.8, 0.4), (0.08, 1.6, 0.4))
        picture = coloured(dim.mask, self.title.colour, 0.0)
        soft = dim.inked(self.title.colour, self.size, near)
        soft.putalpha(soft.getchannel("A").point([round(value * 0.72) for value in range(256)]))
        picture.alpha_composite(soft)
        picture.alpha_composite(bright.inked(self.title.colour, self.size, near))
        return picture.crop((0, margin, self.width, margin + _STRIP))

    def _set(self, row: _Row, top: float, bright: "Sheet", dim: "Sheet") -> None:
        middle, gutter = self.width / 2, self.width * 0.018
        for line, column, baseline in self._lines(row):
            if column == "middle":
                x = middle - line.width / 2
            elif (column == "left") != self._mirrored:
                x = middle - gutter - line.width
            else:
                x = middle + gutter
            sheet = dim if column == "left" or row.kind == "heading" else bright
            sheet.set(line, x, top + baseline)

    def _lines(self, row: _Row) -> Iterator[tuple["Line", Column, float]]:
        """Each line of a row, its column, and its baseline below the row's upper edge."""
        from stitching.lettering import Line
        from stitching.text.fonts import faces_of
        from stitching.text.signs import in_capitals, settable
        from stitching.text.wrapping import fitting

        like = Line("", faces_of(self.title), self.size, 0.01)
        room = self.width * _ROOM
        if row.kind == "pair":
            room = room / 2 - self.width * 0.018
        elif row.kind == "heading":
            like = replace(like, size=max(5, round(self.size * 0.8)), spacing=0.2)
        texts: tuple[tuple[str, Column], ...] = ((row.left, "left"), (row.right, "right"))
        for text, column in texts:
            shown = settable(in_capitals(text) if row.kind == "heading" else text, faces_of(self.title))
            where: Column = column if row.kind == "pair" else "middle"
            for index, line in enumerate(fitting(shown, like, room, row.lines) if shown else []):
                yield line, where, self.size * (1.05 + 1.5 * index)


def credits_image(title: Title, width: int, height: int) -> "Image":
    """The roll when its middle is in the middle of the picture."""
    from PIL import Image

    roll = _Roll(title, width, height)
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    first = (roll.length - height) // 2
    for top in range(first // _STRIP * _STRIP, first + height, _STRIP):
        strip, at = roll.strip(top), top - first
        picture.alpha_composite(strip.crop((0, max(0, -at), width, min(_STRIP, height - at))), (0, max(0, at)))
    return picture


def rolling(title: Title, width: int, height: int) -> "Callable[[Planes, int], Planes]":
    """What lays the credits over pictures; it keeps only the strips in sight."""
    from stitching.frames import stamp

    roll = _Roll(title, width, height)
    kept: dict[tuple[int, int], Stamp] = {}

    def over(planes: "Planes", frame: int) -> "Planes":
        done = (frame + 1) * roll.speed
        if not 0 <= frame < title.frames or done >= height + roll.length:
            return planes
        # Colour has half the resolution: a roll by an odd number of pixels is drawn a second time, one pixel lower.
        phase = done % 2
        first = max(-_STRIP, (done - height) // _STRIP * _STRIP)
        wanted = range(first, min(done, roll.length) + 1, _STRIP)
        for old in [key for key in kept if key[0] not in wanted]:
            del kept[old]
        result = planes.copy()
        for top in wanted:
            if (top, phase) not in kept:
                kept[top, phase] = stamp(roll.strip(top - phase))
            kept[top, phase].onto(result, width, height, dy=height - done + top - phase)
        return result

    return over
