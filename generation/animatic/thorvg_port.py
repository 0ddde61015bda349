"""The drawing port: trees of `generation.animatic.art` nodes become pictures, drawn by ThorVG's software engine.

Nothing else in the kit knows which engine draws. A tree is built once; per frame only the properties that are functions
of time are evaluated and set, everything still is left alone.

Facts of thorvg-python 1.1.3 that this rests on: `Colorspace.ABGR8888` is R, G, B, A in memory; a paint is owned by the
scene it was added to; a clip is in the coordinates of the clipped paint's parent, so a clipped group gets a scene of
its own inside; a blur grows with the map of its group; the engine is one per process, and zero threads means that
drawing happens on the caller's thread, so that one process fills one core; `set_target` gives a result only, whatever
its type hints say.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

import numpy as np

from generation.animatic.art import Blend, Fill, Group, Linear, Matrix, Node, Path, Shape, Stop, Stroke, Timed
from generation.animatic.colour import rgb
from generation.errors import BackendFailure
from generation.results import Frame

if TYPE_CHECKING:
    import ctypes

    import thorvg_python as thorvg

    Paint: TypeAlias = thorvg.Shape | thorvg.Scene | thorvg.Picture

T = TypeVar("T")

_BLUR_QUALITY = 60
_BLENDS: dict[Blend, str] = {
    "normal": "NORMAL",
    "multiply": "MULTIPLY",
    "screen": "SCREEN",
    "overlay": "OVERLAY",
    "add": "ADD",
    "soft-light": "SOFTLIGHT",
}


@cache
def _engine() -> "thorvg.Engine":
    import thorvg_python as thorvg

    return thorvg.Engine(threads=0)


class Canvas:
    """A picture of `width` x `height` pixels on which trees of nodes are drawn, at any time of the shot.

    canvas = Canvas(1280, 720)
    canvas.show(group(sky, land))
    pixels = canvas.frame(0.5)
    """

    def __init__(self, width: int, height: int, grade: Callable[[str], str] | None = None) -> None:
        """`grade` changes every colour before it is drawn."""
        import thorvg_python as thorvg

        self._thorvg = thorvg
        self._grade = grade
        self._surface = thorvg.SwCanvas(_engine())
        _check(cast("int", self._surface.set_target(width, height)), f"set up a picture of {width} x {height}")
        buffer = cast("ctypes.Array[ctypes.c_uint32]", self._surface.buffer_arr)
        self._pixels: Frame = np.ctypeslib.as_array(buffer).view(np.uint8).reshape(height, width, 4)
        self._kept: list[object] = []
        self._timed: list[Callable[[float], None]] = []

    def __del__(self) -> None:
        # The wrapper never frees a canvas by itself; ours may be one of many in a long-lived worker.
        if hasattr(self, "_surface"):
            self._surface.destroy()

    def show(self, root: Group, seconds: float = 0.0) -> None:
        """Draw this tree from now on, in place of everything added before, for a shot of that many seconds."""
        _check(self._surface.remove(), "clear the canvas")
        self._kept.clear()
        self._timed.clear()
        self.add(root)

    def add(self, node: Node) -> None:
        """Draw this node too, in front of what is there."""
        _check(self._surface.add(self._realise(node)), "add a node to the canvas")

    def frame(self, t: float) -> Frame:
        """Return the picture `t` seconds into the shot: (height, width, 4) RGBA, valid until the next call."""
        for update in self._timed:
            update(t)
        self._surface.update()
        _check(self._surface.draw(True), "draw")
        _check(self._surface.sync(), "finish drawing")
        return self._pixels

    def _realise(self, node: Node) -> "Paint":
        return self._shape(node) if isinstance(node, Shape) else self._group(node)

    def _keep(self, made: T) -> T:
        self._kept.append(made)
        return made

    def _follow(self, value: Timed[T], apply: Callable[[T], None]) -> None:
        """Apply a value now, or whenever its function gives another one."""
        if not callable(value):
            apply(value)
            return
        function = cast("Callable[[float], T]", value)
        last: list[T] = []

        def update(t: float) -> None:
            new = function(t)
            if last and last[0] == new:
                return
            last[:] = [new]
            apply(new)

        self._timed.append(update)

    def _group(self, node: Group) -> "thorvg.Scene":
        outer = self._keep(self._thorvg.Scene(_engine()))
        inner = outer
        if node.clip is not None:
            inner = self._keep(self._thorvg.Scene(_engine()))
            inner.set_clip(self._outline(node.clip))
        for child in node.children:
            _check(inner.add(self._realise(child)), "add a node to a group")
        if inner is not outer:
            outer.add(inner)
        if node.blur > 0:
            outer.add_effect_gaussian_blur(node.blur, 0, 0, _BLUR_QUALITY)
        self._common(outer, node)
        if callable(node.transform) or node.transform != Matrix():
            self._follow(node.transform, lambda matrix: _place(outer, matrix))
        return outer

    def _shape(self, node: Shape) -> "thorvg.Shape":
        paint = self._keep(self._thorvg.Shape(_engine()))
        self._follow(node.path, lambda path: _trace(paint, path))
        if node.fill is not None:
            self._follow(node.fill, lambda fill: self._fill(paint, fill))
        if node.stroke is not None:
            self._stroke(paint, node.stroke)
        self._common(paint, node)
        return paint

    def _common(self, paint: "Paint", node: Node) -> None:
        if callable(node.opacity) or node.opacity < 1:
            self._follow(node.opacity, lambda opacity: _fade(paint, opacity))
        if node.blend != "normal":
            paint.set_blend_method(self._thorvg.BlendMethod[_BLENDS[node.blend]])

    def _rgb(self, colour: str) -> tuple[int, int, int]:
        return rgb(self._grade(colour) if self._grade else colour)

    def _outline(self, path: Path) -> "thorvg.Shape":
        outline = self._keep(self._thorvg.Shape(_engine()))
        _trace(outline, path)
        outline.set_fill_color(255, 255, 255, 255)
        return outline

    def _fill(self, paint: "thorvg.Shape", fill: Fill) -> None:
        if isinstance(fill, str):
            paint.set_fill_color(*self._rgb(fill), 255)
            return
        if isinstance(fill, Linear):
            gradient = self._keep(self._thorvg.LinearGradient(_engine()))
            gradient.set(*fill.start, *fill.end)
        else:
            gradient = self._keep(self._thorvg.RadialGradient(_engine()))
            gradient.set(*fill.centre, fill.radius, *fill.centre, 0)
        gradient.set_color_stops(self._stops(fill.stops))
        _check(paint.set_gradient(gradient), "fill with a gradient")

    def _stops(self, stops: Sequence[Stop]) -> "list[thorvg.ColorStop]":
        return [self._thorvg.ColorStop(stop.at, *self._rgb(stop.colour), _byte(stop.opacity)) for stop in stops]

    def _stroke(self, paint: "thorvg.Shape", stroke: Stroke) -> None:
        paint.set_stroke_width(stroke.width)
        paint.set_stroke_color(*self._rgb(stroke.colour), _byte(stroke.opacity))
        paint.set_stroke_cap(self._thorvg.StrokeCap.ROUND)
        paint.set_stroke_join(self._thorvg.StrokeJoin.ROUND)
        if stroke.dash:
            paint.set_stroke_dash(stroke.dash, 0.0)


def snapshot(node: Node, width: int, height: int, view: Matrix | None = None, t: float = 0.0) -> Frame:
    """Return one picture of a node, seen through `view` (stage pixels to picture pixels): (height, width, 4) RGBA."""
    canvas = Canvas(width, height)
    canvas.show(Group((node,), transform=view or Matrix()))
    return canvas.frame(t).copy()


def _check(result: int, what: str) -> None:
    if result != 0:
        raise BackendFailure(f"the drawing engine could not {what}: {getattr(result, 'name', result)}")


def _byte(part: float) -> int:
    return min(255, max(0, round(part * 255)))


def _fade(paint: "Paint", opacity: float) -> None:
    paint.set_opacity(_byte(opacity))


def _place(paint: "Paint", matrix: Matrix) -> None:
    import thorvg_python as thorvg

    paint.set_transform(thorvg.Matrix(matrix.a, matrix.c, matrix.e, matrix.b, matrix.d, matrix.f, 0, 0, 1))


def _trace(shape: "thorvg.Shape", path: Path) -> None:
    """Give the shape this outline, in place of the one it had."""
    import thorvg_python as thorvg

    shape.reset()
    kinds = {
        "M": thorvg.PathCommand.MOVE_TO,
        "L": thorvg.PathCommand.LINE_TO,
        "C": thorvg.PathCommand.CUBIC_TO,
        "Z": thorvg.PathCommand.CLOSE,
    }
    numbers = [[float(number) for number in command[1:]] for command in path.commands]
    points = [thorvg.PointStruct(row[i], row[i + 1]) for row in numbers for i in range(0, len(row), 2)]
    if points:
        shape.append_path([kinds[str(command[0])] for command in path.commands], points)
