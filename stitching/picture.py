"""Rendering one window, from clips to a mezzanine file of its own."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np

from stitching.assembly import assemble
from stitching.cutting import Copied, Join, Piece, Window, segments, windows
from stitching.mezzanine import Planes, Writer, planes_of, read
from stitching.transitions import transition

__all__ = ["Copied", "Join", "Piece", "Window", "assemble", "render_window", "segments", "windows"]


def render_window(window: Window, path: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Render the window into `path`; `progress` is told the frames done and the frames in all."""
    texts = _texts(window)
    with Writer(path, window.width, window.height, Fraction(window.rate)) as writer:
        for stretch in window.stretches:
            for planes in _pictures(window, stretch):
                at = writer.frames
                for text in texts:
                    planes = text(planes, at)
                writer.write_planes(planes)
                if progress:
                    progress(writer.frames, window.frames)


def _pictures(window: Window, stretch: Piece | Join) -> Iterator[Planes]:
    if isinstance(stretch, Piece):
        return _piece(window, stretch)
    before = _piece(window, stretch.before) if stretch.before else iter(())
    after = _piece(window, stretch.after) if stretch.after else iter(())
    return transition(stretch.kind).blend(before, after, stretch.frames)


def _piece(window: Window, piece: Piece) -> Iterator[Planes]:
    if piece.source:
        yield from read(piece.source.path, piece.first, piece.frames)
        return
    card = plain(window.width, window.height, piece.colour)
    for _ in range(piece.frames):
        yield card


def plain(width: int, height: int, colour: str) -> Planes:
    """One plain picture of a `#rrggbb` colour."""
    from PIL import ImageColor

    rgb = np.empty((height, width, 3), np.uint8)
    rgb[:] = ImageColor.getrgb(colour)[:3]
    return planes_of(rgb)


def _texts(window: Window) -> list[Callable[[Planes, int], Planes]]:
    return []
