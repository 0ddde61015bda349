"""A storyboard to print and to pass on: a title page, then the shots as panels, their pictures with what is said of them.

All text is text, in fonts that are in the file: it can be searched, copied and read in any script for which there is a font.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from stitching.errors import MediaError
from stitching.muxing import whole
from stitching.timeline import Value

if TYPE_CHECKING:
    from fpdf import FPDF

Paper: TypeAlias = Literal["A4", "Letter"]
Family: TypeAlias = Literal["serif", "sans"]

_INK, _FAINT, _EMPTY = (28, 28, 32), (110, 110, 116), (236, 236, 238)
_MARGIN, _GAP = 40.0, 18.0
_FOOT = 26.0
_HEADING, _NAME, _TEXT = 7.6, 8.6, 8.6
"""Sizes of letters, in points."""
_LEAD = 1.32
_SMALLEST = 4.0
_PIXELS_A_POINT = 3.4
"""About 245 to the inch: enough for print, and a page of six has half a megabyte."""
_UPRIGHT = 1.2


class Speech(Value):
    """A line of dialogue; without a speaker it is the narrator's."""

    speaker: str = ""
    text: str


class Panel(Value):
    """One shot. `picture` is an image file, or None where there is none yet; `camera` and `length` are words about it."""

    shot: str
    heading: str
    picture: Path | None = None
    camera: str = ""
    length: str = ""
    action: str = ""
    speech: tuple[Speech, ...] = ()


class Storyboard(Value):
    """What the pages hold. `shape` is the width of a picture over its height; `notes` are lines under the title."""

    title: str
    notes: tuple[str, ...] = ()
    poster: Path | None = None
    shape: float = 16 / 9
    panels: tuple[Panel, ...]
    author: str = ""
    language: str = "en"


def write_storyboard(board: Storyboard, target: Path, paper: Paper = "A4") -> int:
    """Write the pages, whole or not at all; how many there are.

    Raises:
        MediaError: if a picture cannot be read.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole(target) as scratch, _document(board, paper) as pages:
        pages.title()
        pages.panels()
        pages.pdf.output(str(scratch))
        return int(pages.pdf.pages_count)


@contextmanager
def _document(board: Storyboard, paper: Paper) -> Generator["_Pages"]:
    """An empty document that has all fonts that the texts need."""
    from fpdf import FPDF

    from stitching.storyboard_fonts import laid_out

    pdf = FPDF(orientation="landscape", unit="pt", format=paper)
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.set_title(board.title)
    pdf.set_author(board.author)
    pdf.set_lang(board.language)
    pdf.set_creator("Filmwright")
    with TemporaryDirectory() as folder:
        faces = laid_out(_texts(board), Path(folder))
        try:
            for path, name in faces.items():
                pdf.add_font(name, "", str(path))
            pdf.set_fallback_fonts(["sans", "serif", *(name for name in faces.values() if name.startswith("other"))])
            pdf.set_text_shaping(True)
            yield _Pages(board, pdf)
        finally:
            _close(pdf)


def _close(pdf: "FPDF") -> None:
    """Let go of the font files, which stay open where the document was not written."""
    from fpdf.fonts import TTFFont

    for font in pdf.fonts.values():
        if isinstance(font, TTFFont):
            font.close()


def _texts(board: Storyboard) -> dict[Family, str]:
    """All letters that each family must set."""
    said = [board.title, *board.notes]
    for panel in board.panels:
        said += [panel.shot, panel.heading, panel.camera, panel.length, panel.action]
        said += [part for one in panel.speech for part in (one.speaker, one.text)]
    plain = "".join(chr(code) for code in range(32, 127)) + "–·…“”’"
    whole = plain + "".join(_clean(text) for text in said) + "".join(_clean(text).upper() for text in said)
    return {"serif": whole, "sans": whole}


def _clean(text: str) -> str:
    """Text that can be set, with a box for what no font has."""
    from stitching.text.signs import settable

    return settable(text, "serif")


@dataclass
class _Pages:
    board: Storyboard
    pdf: "FPDF"

    def title(self) -> None:
        """The first page: the poster, the title, and what is said of the film."""
        pdf, board = self.pdf, self.board
        pdf.add_page()
        y = pdf.h * 0.2
        if board.poster is not None:
            high = min(pdf.h * 0.5, pdf.w * 0.6 / board.shape)
            wide = high * board.shape
            y = pdf.h * 0.1
            self._picture(board.poster, (pdf.w - wide) / 2, y, wide, high)
            y += high + 46
        size = 34.0
        while size > 14 and self._set("serif", size).get_string_width(_clean(board.title)) > pdf.w - 4 * _MARGIN:
            size -= 1
        y = self._text("serif", size, _clean(board.title), 2 * _MARGIN, y, pdf.w - 4 * _MARGIN, _INK, "C") + 10
        for note in board.notes:
            y = self._text("sans", 9.5, _clean(note), 4 * _MARGIN, y, pdf.w - 8 * _MARGIN, _FAINT, "C") + 2

    def panels(self) -> None:
        """The panels, row by row; a row goes to the next page where it does not fit."""
        pdf, board = self.pdf, self.board
        columns = 3 if board.shape >= _UPRIGHT else 4
        wide = (pdf.w - 2 * _MARGIN - (columns - 1) * _GAP) / columns
        y, room = pdf.h, pdf.h - _MARGIN - _FOOT
        rows = [board.panels[at : at + columns] for at in range(0, len(board.panels), columns)]
        for row in rows:
            size = _TEXT
            while (high := max(self._height(panel, wide, size) for panel in row)) > room - _MARGIN and size > _SMALLEST:
                size -= 0.5
            if y + high > room:
                y = self._page()
            before = self._heading_before(row[0]) if y > _MARGIN else ""
            for column, panel in enumerate(row):
                self._panel(panel, _MARGIN + column * (wide + _GAP), y, wide, size, panel.heading != before)
                before = panel.heading
            y += high + _GAP

    def _heading_before(self, panel: Panel) -> str:
        at = self.board.panels.index(panel)
        return self.board.panels[at - 1].heading if at else ""

    def _page(self) -> float:
        """A new page with its foot; where its rows begin."""
        pdf = self.pdf
        pdf.add_page()
        foot = pdf.h - _FOOT
        self._text("sans", 7.0, _clean(self.board.title), _MARGIN, foot, pdf.w / 2, _FAINT)
        self._text("sans", 7.0, str(pdf.page_no()), pdf.w / 2, foot, pdf.w / 2 - _MARGIN, _FAINT, "R")
        return _MARGIN

    def _height(self, panel: Panel, wide: float, size: float) -> float:
        above = _HEADING * _LEAD + 4 + wide / self.board.shape + 7 + _NAME * _LEAD + 2
        if panel.camera:
            above += self._rows("sans", _HEADING, _clean(panel.camera), wide) + 3
        return above + sum(self._rows("serif", size * 1.1, text, wide) + 2 for text in _said(panel))

    def _panel(self, panel: Panel, x: float, y: float, wide: float, size: float, headed: bool) -> None:
        pdf = self.pdf
        if headed and panel.heading:
            self._line("sans", _HEADING, panel.heading, x, y, wide, _INK)
        y += _HEADING * _LEAD + 4
        high = wide / self.board.shape
        if panel.picture is None:
            pdf.set_fill_color(*_EMPTY)
            pdf.rect(x, y, wide, high, "F")
            self._text("sans", 8, "not rendered yet", x, y + high / 2 - 5, wide, _FAINT, "C")
        else:
            self._picture(panel.picture, x, y, wide, high)
        y += high + 7
        length = self._set("sans", _NAME).get_string_width(_clean(panel.length)) + 8 if panel.length else 0.0
        self._text("sans", _NAME, _clean(panel.length), x, y, wide, _FAINT, "R")
        self._line("sans", _NAME, panel.shot, x, y, wide - length, _INK)
        y += _NAME * _LEAD + 2
        if panel.camera:
            y = self._text("sans", _HEADING, _clean(panel.camera), x, y, wide, _FAINT) + 3
        for text in _said(panel):
            y = self._text("serif", size * 1.1, text, x, y, wide, _INK) + 2

    def _picture(self, path: Path, x: float, y: float, wide: float, high: float) -> None:
        from PIL import Image, ImageOps, UnidentifiedImageError

        size = (round(wide * _PIXELS_A_POINT), round(high * _PIXELS_A_POINT))
        try:
            with Image.open(path) as opened:
                whole = ImageOps.exif_transpose(opened).convert("RGB")
                if whole.width > size[0]:
                    whole = ImageOps.fit(whole, size, Image.Resampling.LANCZOS)
        except (OSError, UnidentifiedImageError) as error:
            raise MediaError(f"{path}: is no picture that can be read ({error})") from None
        packed = BytesIO()
        whole.save(packed, "JPEG", quality=90, subsampling=0)
        self.pdf.image(packed, x, y, wide, high)

    def _set(self, family: Family, size: float) -> "FPDF":
        self.pdf.set_font(family, size=size)
        return self.pdf

    def _line(
        self, family: Family, size: float, text: str, x: float, y: float, wide: float, colour: Sequence[int]
    ) -> None:
        """One line, cut where it is too long."""
        pdf, text = self._set(family, size), _clean(text)
        whole = text
        while text and pdf.get_string_width(text if text == whole else f"{text}…") > wide:
            text = text[:-1].rstrip()
        self._text(family, size, text if text == whole else f"{text}…", x, y, wide, colour)

    def _text(
        self,
        family: Family,
        size: float,
        text: str,
        x: float,
        y: float,
        wide: float,
        colour: Sequence[int],
        align: str = "",
    ) -> float:
        """Text in as many rows as it takes; where the next one may begin. Its own direction says where rows begin."""
        from stitching.text.bidi import runs_right_to_left

        if not text:
            return y
        pdf = self._set(family, size)
        red, green, blue = colour
        pdf.set_text_color(red, green, blue)
        pdf.set_xy(x, y)
        side = align or ("R" if runs_right_to_left(text) else "L")
        pdf.multi_cell(wide, size * _LEAD, text, align=side, new_x="LEFT", new_y="NEXT")
        return pdf.get_y()

    def _rows(self, family: Family, size: float, text: str, wide: float) -> float:
        """How high the text is in rows of this width."""
        pdf: Any = self._set(family, size)
        return float(pdf.multi_cell(wide, size * _LEAD, text, dry_run=True, output="HEIGHT")) if text else 0.0


def _said(panel: Panel) -> list[str]:
    """What stands under a picture, a paragraph each: what happens, then who says what."""
    rows = [_clean(panel.action)] if panel.action.strip() else []
    for speaker, lines in groupby(panel.speech, key=lambda one: one.speaker):
        whole = " ".join(_clean(one.text) for one in lines)
        name = _clean(speaker).upper()
        rows.append(f"{name}: {whole}" if name else f"“{whole}”")
    return rows
