"""Rendering one window, from clips to a mezzanine file of its own."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Self

from stitching.assembly import assemble
from stitching.cutting import Copied, Join, Piece, Window, segments, windows
from stitching.errors import MediaError
from stitching.mezzanine import Writer, glimpses, read
from stitching.timeline import Caption, Title
from stitching.transitions import transition

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.ground import Ground

__all__ = ["Copied", "Join", "Piece", "Window", "assemble", "render_window", "segments", "windows"]


def render_window(window: Window, path: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Render the window into `path`; `progress` is told the frames done and the frames in all."""
    texts = _texts(window)
    with _Clips() as clips, Writer(path, window.width, window.height, Fraction(window.rate), finer=True) as writer:
        for stretch in window.stretches:
            for planes in _pictures(window, stretch, clips):
                at = writer.frames
                for text in texts:
                    planes = text(planes, at)
                writer.write_planes(planes)
                if progress:
                    progress(writer.frames, window.frames)


@dataclass
class _Reader:
    """A clip that is being decoded: its next frame, and the one before which it is wanted no more."""

    path: Path
    at: int
    until: int
    pictures: Generator["Planes"]


class _Clips:
    """The window's clips. Where a piece goes on behind another of the same clip, so does its decoder."""

    def __init__(self) -> None:
        self._readers = list[_Reader]()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close(self._readers)

    def pictures(self, path: Path, first: int, frames: int) -> Iterator["Planes"]:
        """`frames` frames of a clip from its frame `first` on; fewer are a MediaError."""
        reader = next((each for each in self._readers if each.path == path and each.at == each.until == first), None)
        if reader is None:
            self._close([each for each in self._readers if each.at == each.until])
            reader = _Reader(path, first, first, read(path, first))
            self._readers.append(reader)
        reader.until += frames
        for planes in islice(reader.pictures, frames):
            reader.at += 1
            yield planes
        if reader.at < reader.until:
            raise MediaError(f"{path}: has only {reader.at} frames where {reader.until} are needed")

    def _close(self, readers: list[_Reader]) -> None:
        for reader in readers:
            reader.pictures.close()
        self._readers = [each for each in self._readers if each not in readers]


def _pictures(window: Window, stretch: Piece | Join, clips: _Clips) -> Iterator["Planes"]:
    if isinstance(stretch, Piece):
        return _piece(window, stretch, clips)
    before = _piece(window, stretch.before, clips) if stretch.before else iter(())
    after = _piece(window, stretch.after, clips) if stretch.after else iter(())
    leaving = stretch.before.frames if stretch.before else 0
    entering = stretch.after.frames if stretch.after else 0
    return transition(stretch.how.kind).blend(before, after, leaving, entering, stretch.how)


def _piece(window: Window, piece: Piece, clips: _Clips) -> Iterator["Planes"]:
    if piece.source:
        return clips.pictures(piece.source.path, piece.first, piece.frames)
    from stitching.frames import plain

    return repeat(plain(window.width, window.height, piece.colour), piece.frames)


def _texts(window: Window) -> list[Callable[["Planes", int], "Planes"]]:
    """What lays each text over the window's frames."""
    size = (window.width, window.height)
    return [
        partial(_laid, _over(overlay.text, *size, ground), overlay.at)
        for overlay, ground in zip(window.overlays, _grounds(window), strict=True)
    ]


def _over(
    text: Title | Caption, width: int, height: int, ground: "Ground | None"
) -> Callable[["Planes", int], "Planes"]:
    if isinstance(text, Title):
        from stitching.titles import title_over

        return title_over(text, width, height, ground)
    from stitching.captions_burned import caption_over

    return caption_over(text, width, height, ground)


def _grounds(window: Window) -> "Iterator[Ground | None]":
    """What lies under each text while it stands in the window; of a transition both of its clips."""
    from stitching.ground import ground_of

    for overlay in window.overlays:
        text = overlay.text
        if isinstance(text, Title) and text.place == "credits":
            yield None
            continue
        fade = min(text.fade, text.frames // 2) if isinstance(text, Title) else 0
        first, last = overlay.at + fade, overlay.at + text.frames - fade
        yield ground_of(_under(window, first, max(first + 1, last)), window.width, window.height)


def _under(window: Window, begin: int, end: int) -> Iterator["Planes"]:
    """Some of the pictures of the window from a frame up to another, without what transitions do to them."""
    from stitching.frames import plain

    at = 0
    for stretch in window.stretches:
        pieces = [stretch] if isinstance(stretch, Piece) else [each for each in (stretch.before, stretch.after) if each]
        for piece in pieces:
            first, last = max(begin - at, 0), min(end - at, piece.frames)
            if first < last and piece.source:
                yield from glimpses(piece.source.path, piece.first + first, last - first)
            elif first < last:
                yield plain(window.width, window.height, piece.colour)
        at += stretch.frames


def _laid(over: Callable[["Planes", int], "Planes"], at: int, planes: "Planes", frame: int) -> "Planes":
    return over(planes, frame - at)
