"""Rendering one window, from clips to a mezzanine file of its own."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from stitching.assembly import assemble
from stitching.cutting import Copied, Join, Piece, Window, segments, windows
from stitching.mezzanine import Writer, read
from stitching.timeline import Title
from stitching.transitions import transition

if TYPE_CHECKING:
    from stitching.frames import Planes

__all__ = ["Copied", "Join", "Piece", "Window", "assemble", "render_window", "segments", "windows"]


def render_window(window: Window, path: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Render the window into `path`; `progress` is told the frames done and the frames in all."""
    texts = _texts(window)
    with Writer(path, window.width, window.height, Fraction(window.rate), finer=True) as writer:
        for stretch in window.stretches:
            for planes in _pictures(window, stretch):
                at = writer.frames
                for text in texts:
                    planes = text(planes, at)
                writer.write_planes(planes)
                if progress:
                    progress(writer.frames, window.frames)


def _pictures(window: Window, stretch: Piece | Join) -> Iterator["Planes"]:
    if isinstance(stretch, Piece):
        return _piece(window, stretch)
    before = _piece(window, stretch.before) if stretch.before else iter(())
    after = _piece(window, stretch.after) if stretch.after else iter(())
    leaving = stretch.before.frames if stretch.before else 0
    entering = stretch.after.frames if stretch.after else 0
    return transition(stretch.how.kind).blend(before, after, leaving, entering, stretch.how)


def _piece(window: Window, piece: Piece) -> Iterator["Planes"]:
    if piece.source:
        yield from read(piece.source.path, piece.first, piece.frames)
        return
    from stitching.frames import plain

    card = plain(window.width, window.height, piece.colour)
    for _ in range(piece.frames):
        yield card


def _texts(window: Window) -> list[Callable[["Planes", int], "Planes"]]:
    """What lays each text over the window's frames."""
    from stitching.captions_burned import caption_over
    from stitching.titles import title_over

    laid: list[Callable[[Planes, int], Planes]] = []
    for overlay in window.overlays:
        text, size = overlay.text, (window.width, window.height)
        over = title_over(text, *size) if isinstance(text, Title) else caption_over(text, *size)
        laid.append(partial(_laid, over, overlay.at))
    return laid


def _laid(over: Callable[["Planes", int], "Planes"], at: int, planes: "Planes", frame: int) -> "Planes":
    return over(planes, frame - at)
