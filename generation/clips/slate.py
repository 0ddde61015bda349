"""`slate`: a labelled card of the right length, in place of a shot that is not there yet or could not be made."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from fractions import Fraction
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, ClassVar

from generation.backend import Capabilities, ClipBackend, Progress
from generation.requests import ClipRequest
from generation.results import Clip, Frame

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_STRIPES = 14
_WHITE, _GREY = "#f4f1ea", "#a9a6b4"


class Slate(ClipBackend):
    """Shows the request's label, and a counter that runs with the frames."""

    name: ClassVar[str] = "slate"
    version: ClassVar[int] = 1
    capabilities: ClassVar[Capabilities] = Capabilities(label=True)

    def load(self) -> AbstractContextManager[Callable[[ClipRequest, Progress], Clip]]:
        """Yield what makes slates."""
        return nullcontext(self._make)

    def _make(self, request: ClipRequest, progress: Progress) -> Clip:
        return Clip(_frames(request, progress))


BACKEND = Slate


def _frames(request: ClipRequest, progress: Progress) -> Iterator[Frame]:
    import numpy as np
    from PIL import ImageDraw

    ground, band = _colours(request.seed)
    card = _card(request, ground, band)
    rate = Fraction(request.rate)
    small = _font(max(6, min(request.width, request.height) // 26))
    margin, line = _margin(request), max(2, request.height // 160)
    bottom = request.height - margin
    for number in range(request.frames):
        picture = card.copy()
        pen = ImageDraw.Draw(picture)
        whole = request.width - 2 * margin
        pen.rectangle((margin, bottom, margin + whole, bottom + line), fill=_mixed(ground, band, 0.45))
        pen.rectangle((margin, bottom, margin + whole * (number + 1) / request.frames, bottom + line), fill=band)
        seconds = float(number / rate)
        pen.text((margin, bottom - line * 2), f"{seconds:05.2f} s", font=small, fill=_GREY, anchor="ls")
        counter = f"{number + 1:04d} / {request.frames:04d}"
        pen.text((margin + whole, bottom - line * 2), counter, font=small, fill=_GREY, anchor="rs")
        yield np.asarray(picture)
        progress(number + 1, request.frames)


def _card(request: ClipRequest, ground: str, band: str) -> "Image":
    """What stays the same in every frame: stripes as on a clapperboard, and the label."""
    from PIL import Image, ImageDraw

    width, height, margin = request.width, request.height, _margin(request)
    picture = Image.new("RGB", (width, height), ground)
    pen = ImageDraw.Draw(picture)
    tall, step = max(4, height // 12), width / _STRIPES
    pen.rectangle((0, 0, width, tall), fill=_mixed(ground, "#000000", 0.35))
    for stripe in range(-1, _STRIPES + 1, 2):
        left = stripe * step
        pen.polygon([(left + tall, 0), (left + step + tall, 0), (left + step, tall), (left, tall)], fill=band)
    lines = [line for line in request.label if line.strip()] or ["No picture"]
    short = min(width, height)
    size = max(8, short // 11)
    y = tall + margin
    end = height - margin - short // 12
    for index, text in enumerate(lines):
        font = _font(size if index == 0 else max(7, short // 20))
        for row in _wrapped(text, font, width - 2 * margin):
            _, top, _, foot = font.getbbox("Ég")
            if y + foot > end:
                return picture
            pen.text((margin, y), row, font=font, fill=_WHITE if index == 0 else _GREY)
            y += int((foot - top) * 1.45)
        y += short // 36 if index == 0 else short // 90
    return picture


def _wrapped(text: str, font: "FreeTypeFont", width: float) -> list[str]:
    """Rows no wider than `width`; a word that is too long for a row is broken."""
    rows: list[str] = []
    row = ""
    for word in text.split():
        while font.getlength(word) > width and len(word) > 1:
            fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or font.getlength(word[:n]) <= width)
            rows += [row] if row else []
            row = ""
            rows.append(word[:fits])
            word = word[fits:]
        joined = f"{row} {word}".strip()
        if font.getlength(joined) <= width:
            row = joined
        else:
            rows.append(row)
            row = word
    return [*rows, row] if row else rows


def _font(size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    with as_file(files("generation.fonts").joinpath("DejaVuSans.ttf")) as path:
        return ImageFont.truetype(str(path), size)


def _margin(request: ClipRequest) -> int:
    return max(4, min(request.width, request.height) // 12)


def _colours(seed: int) -> tuple[str, str]:
    """A dark ground and a clear band of one hue, by the seed."""
    import colorsys

    hue = (seed * 0.61803398875) % 1.0
    return _hex(colorsys.hls_to_rgb(hue, 0.11, 0.28)), _hex(colorsys.hls_to_rgb(hue, 0.62, 0.62))


def _mixed(first: str, second: str, amount: float) -> str:
    from generation.animatic.colour import mix

    return mix(first, second, amount)


def _hex(parts: tuple[float, float, float]) -> str:
    from generation.animatic.colour import hexed

    return hexed(*(part * 255 for part in parts))
