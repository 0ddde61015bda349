"""A line of text in pieces: each in one font and one direction, from left to right as they stand."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from stitching.text import fonts
from stitching.text.bidi import in_visual_order, levels
from stitching.timeline import Face

_RIGHT_TO_LEFT = ("R", "AL", "AN")
_PICTURE_SIZE = 0.98
"""Height of an emoji's square, in letters' sizes."""


@dataclass(frozen=True)
class Run:
    """Letters in one font; a coloured picture where `coloured`. Without a direction they find their own."""

    text: str
    path: Path
    size: int
    direction: Literal["ltr", "rtl"] | None = None
    coloured: bool = False

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        """What it is set in."""
        return fonts.opened(self.path, self.size)

    @property
    def width(self) -> float:
        """Its length in pixels."""
        return self.font.getlength(self.text, direction=self.direction) * self._scale

    @property
    def _scale(self) -> float:
        return self.size * _PICTURE_SIZE / self.font.size if self.coloured else 1.0

    def picture(self) -> tuple[Image.Image, float]:
        """The coloured picture, and how far it reaches above the baseline."""
        font = self.font
        high, deep = font.getmetrics()
        box = Image.new("RGBA", (max(1, round(font.getlength(self.text))), high + deep))
        ImageDraw.Draw(box).text((0, high), self.text, "white", font, anchor="ls", embedded_color=True)
        size = (max(1, round(box.width * self._scale)), max(1, round(box.height * self._scale)))
        return box.resize(size, Image.Resampling.LANCZOS), high * self._scale


@lru_cache(2048)
def runs(text: str, faces: tuple[Face, ...], size: int) -> tuple[Run, ...]:
    """The line's pieces. One face that has it all sets it all."""
    pieces = [] if text.isascii() else fonts.clusters(text)
    pictures = any(fonts.is_picture(cluster) for cluster in pieces)
    whole = _whole(text, pieces, faces)
    if whole is not None and not pictures:
        return (Run(text, whole, size),)
    turned = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)
    at, placed = 0, list[tuple[int, Run]]()
    depths = levels(text)
    for piece, path, coloured in _fonts(text, faces):
        stretch = zip(piece, depths[at : at + len(piece)], strict=True)
        for level, letters in groupby(stretch, lambda each: each[1]):
            part = "".join(letter for letter, _ in letters)
            direction = ("rtl" if level % 2 else "ltr") if turned else None
            placed.append((level, Run(part, path, size, direction, coloured)))
        at += len(piece)
    return tuple(in_visual_order(placed))


def _whole(text: str, pieces: list[str], faces: tuple[Face, ...]) -> Path | None:
    """The font for all of a text; several named ones rather than a single one that only happens to be on this machine."""
    letters = tuple(sorted(set(text)))
    found = fonts.path_for(letters, faces, machine=False)
    if found is None and any(fonts.path_for(tuple(sorted(set(x))), faces, machine=False) is None for x in pieces):
        return fonts.path_for(letters, faces)
    return found


fonts.FORGETTING.append(runs.cache_clear)


def _fonts(text: str, faces: tuple[Face, ...]) -> Iterator[tuple[str, Path, bool]]:
    """The text in stretches of one font: a word stays in the font of the word before it while that has it."""
    found = list[tuple[str, Path | None, bool]]()
    for word in _words(text):
        pieces = fonts.clusters(word)
        picture = any(fonts.is_picture(cluster) for cluster in pieces)
        whole = _whole(word, pieces, faces)
        if word.isspace() and found and not found[-1][2]:
            whole = found[-1][1]
        for cluster in [word] if whole is not None and not picture else pieces:
            path = whole if not picture else fonts.font_for_each(cluster, faces)
            path = path or fonts.font_for_each(cluster, faces)
            found.append((cluster, path, picture and path is not None and fonts.in_colour(path, cluster)))
    for (path, coloured), group in groupby(found, lambda each: each[1:]):
        yield "".join(piece for piece, *_ in group), path or fonts.file_of(faces[0]), coloured


def _words(text: str) -> Iterator[str]:
    for _, letters in groupby(text, str.isspace):
        yield "".join(letters)
