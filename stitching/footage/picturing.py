"""One picture of footage, as the film shows it: upright, covering the frame, BT.709 in video levels, nothing shining through."""

import math
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from stitching.errors import MediaError
from stitching.footage.colours import Colour, colour_of, write_table
from stitching.footage.facts import has_alpha
from stitching.footage.turning import Turn

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.opening import Av

Filters: TypeAlias = list[tuple[str, dict[str, str]]]

_WASTED = 1.3
"""Where scaling the whole picture would be so many times the work of scaling what is seen, it is cut before."""
_MARGIN = 16
"""Pixels around what is seen that are kept then, so that nothing of the edge is mixed in."""


@dataclass(frozen=True)
class Covering:
    """How a picture covers a frame: the part that is cut out first, what that is scaled to, and what is cut out of it.

    `before` and `after` are (left, top, width, height); everything is as the picture lies, not yet upright.
    """

    before: tuple[int, int, int, int]
    scaled: tuple[int, int]
    after: tuple[int, int, int, int]


def covering(size: tuple[int, int], pixel: Fraction, target: tuple[int, int]) -> Covering:
    """How a picture of `size` with pixels of `pixel` covers `target` (both as the picture lies), cropped at the middle."""
    across = max(target[0] / (size[0] * float(pixel)), target[1] / size[1]) * float(pixel)
    down = across / float(pixel)
    whole = (max(target[0], round(size[0] * across)), max(target[1], round(size[1] * down)))
    cut = (0, 0, *size)
    if whole[0] * whole[1] > _WASTED * target[0] * target[1]:
        cut = (*_middle(size[0], target[0] / across), *_middle(size[1], target[1] / down))
        cut = (cut[0], cut[2], cut[1], cut[3])
    scaled = (max(target[0], round(cut[2] * across)), max(target[1], round(cut[3] * down)))
    left, top = ((scaled[side] - target[side]) // 4 * 2 for side in (0, 1))
    return Covering(cut, scaled, (left, top, *target))


def _middle(length: int, seen: float) -> tuple[int, int]:
    """Where the middle part begins and how long it is, with a margin: even, so that no colour is between two pixels."""
    begin = max(0, math.floor((length - seen) / 2) - _MARGIN) // 2 * 2
    return begin, length - 2 * begin


class Picturing:
    """Turns the pictures of one file into planes of `width` x `height`."""

    def __init__(self, source: Path, width: int, height: int, pixel: Fraction, turn: Turn) -> None:
        self.source, self.width, self.height, self.pixel, self.turn = source, width, height, pixel, turn
        self.shone = False
        self._kind: object = None
        self._graph: Av = None
        self._tables: dict[Colour, Path] = {}
        self._folder: Path | None = None

    @contextmanager
    def working_in(self, folder: Path) -> Generator["Picturing"]:
        """While it works it may keep tables in the folder."""
        self._folder = folder
        try:
            yield self
        finally:
            self._graph = None
            for path in self._tables.values():
                path.unlink(missing_ok=True)

    def planes(self, frame: "Av") -> "Planes":
        """One decoded picture, as the film shows it."""
        import av

        colour = colour_of(frame)
        kind = (frame.width, frame.height, frame.format.name, colour)
        try:
            if kind != self._kind:
                self._graph, self._kind = self._built(frame, colour), kind
            frame.pts, frame.time_base = 0, Fraction(1, 25)
            self._graph.push(frame)
            shown = self._graph.pull()
        except (av.FFmpegError, ValueError) as error:
            kind = f"{frame.width}x{frame.height} {frame.format.name}"
            raise MediaError(f"{self.source}: a picture of {kind} cannot be brought into the film ({error})") from None
        if has_alpha(str(frame.format.name)) and not self.shone:
            self.shone = _shines_through(frame)
        return shown.to_ndarray()

    def _built(self, frame: "Av", colour: Colour) -> "Av":
        from av.filter import Graph

        target = (self.height, self.width) if self.turn.sideways else (self.width, self.height)
        way = covering((frame.width, frame.height), self.pixel, target)
        chain = [_buffer(frame), *self._chain(way, colour, str(frame.format.name), (frame.width, frame.height))]
        graph: Av = Graph()
        graph.threads = 1
        nodes: list[Av] = [graph.add(name, **options) for name, options in [*chain, ("buffersink", {})]]
        graph.link_nodes(*nodes).configure()
        return graph

    def _chain(self, way: Covering, colour: Colour, pixels: str, size: tuple[int, int]) -> Filters:
        """Cut, on black, scaled, colours brought in, cut, turned: each only where it changes something."""
        read = {"in_color_matrix": colour.scaler, "in_range": "full" if colour.full else "limited"}
        # What lies between is red, green and blue in all their levels.
        between = {"in_color_matrix": "bt709", "in_range": "full"}
        end = {"out_color_matrix": "bt709", "out_range": "limited", "out_chroma_loc": "left"}
        precise = "bicubic+accurate_rnd+full_chroma_int"
        chain: Filters = []
        if way.before != (0, 0, *size):
            chain.append(("crop", _box(way.before)))
        scale = {"w": str(way.scaled[0]), "h": str(way.scaled[1])}
        if has_alpha(pixels):
            chain += [("scale", {**read, "out_range": "full", "flags": precise}), ("format", {"pix_fmts": "gbrap"})]
            chain += [("premultiply", {"inplace": "1"}), ("format", {"pix_fmts": "gbrap"})]
            read = between
        if not colour.plain:
            chain.append(("scale", {**read, **scale, "out_range": "full", "flags": precise}))
            chain += [("format", {"pix_fmts": "gbrpf32le"}), ("lut3d", {"file": str(self._table(colour))})]
            chain.append(("scale", {**between, **end, "flags": precise}))
        else:
            chain.append(("scale", {**read, **scale, **end, "flags": precise}))
        chain.append(("format", {"pix_fmts": "yuv420p"}))
        if way.after != (0, 0, *way.scaled):
            chain.append(("crop", _box(way.after)))
        return [*chain, *self.turn.filters]

    def _table(self, colour: Colour) -> Path:
        if colour not in self._tables:
            assert self._folder is not None
            path = self._folder / f"colours-{len(self._tables)}.cube"
            write_table(colour, path)
            self._tables[colour] = path
        return self._tables[colour]


def _buffer(frame: "Av") -> tuple[str, dict[str, str]]:
    size = {"width": str(frame.width), "height": str(frame.height)}
    return "buffer", {**size, "pix_fmt": str(frame.format.name), "time_base": "1/25"}


def _box(box: tuple[int, int, int, int]) -> dict[str, str]:
    left, top, width, height = box
    return {"x": str(left), "y": str(top), "w": str(width), "h": str(height), "exact": "1"}


def _shines_through(frame: "Av") -> bool:
    """Whether a part of the picture is not opaque."""
    import numpy as np

    alpha = frame.reformat(format="rgba").to_ndarray()[..., 3]
    return bool(np.min(alpha) < 255)
