"""The drawing port: trees of `generation.animatic.art` nodes become pictures, drawn by ThorVG's software engine.

Nothing else in the kit knows which engine draws. A tree is built once; per frame only the properties that are functions
of time are evaluated and set, everything still is left alone.

Facts of thorvg-python 1.1.3 that this rests on: `Colorspace.ABGR8888` is R, G, B, A in memory; a paint is owned by the
scene it was added to; a clip is in the coordinates of the clipped paint's parent, so a clipped group gets a scene of
its own inside; a blur grows with the map of its group; the engine is one per process, and zero threads means that
drawing happens on the caller's thread, so that one process fills one core; `set_target` gives a result only, whatever
its type hints say; the gradient of a shape that moves with its scene stays behind on the picture unless the shape's own
opacity changes too, the gradient of a shape that was out of the frame when it was first drawn is never made, and a gradient
keeps the opacity that its shape (and the groups around it) had when it was made; drawing without clearing draws only what
changed, which for many small changes is slower than all.
"""

import math
from collections.abc import Callable, Sequence
from functools import reduce
from operator import matmul
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np

from generation.animatic.art import (
    Blend,
    Box,
    Drawing,
    Fill,
    Group,
    Linear,
    Matrix,
    Node,
    Path,
    Shape,
    Stop,
    Stroke,
    Timed,
    scale,
    shift,
)
from generation.animatic.colour import rgb
from generation.animatic.port_drawing import open_drawing
from generation.animatic.port_engine import byte, check, engine, fade, place, trace
from generation.animatic.port_sight import Sight
from generation.animatic.port_still import runs
from generation.animatic.port_tree import around, at, bounds, inverse, mapped, moving
from generation.results import Frame

if TYPE_CHECKING:
    import ctypes

    import thorvg_python as thorvg

    from generation.animatic.port_engine import Paint

T = TypeVar("T")

_BLUR_QUALITY = 60
_SAMPLES = 10
"""Into how many parts a shot is cut to learn what its moves show."""
_EVERYWHERE: Box = (-math.inf, -math.inf, math.inf, math.inf)
_SHADE_QUALITY = 30
_DOWN_RIGHT = 135.0
"""Degrees, the way the engine counts them for shadows."""
_EDGE = 4.0
"""Pixels that a blur may reach beyond six deviations, for the engine's kernels are whole pixels."""
_FINER = 1.07
"""Never a whole number: pixels of the picture and of the frame then nowhere step together, and a slow move looks smooth."""
_SOFT_ENOUGH = 3.0
_LARGEST_PICTURE = 6_000_000.0
"""Pixels of a picture of a blurred group, at most."""
_BLENDS: dict[Blend, str] = {
    "normal": "NORMAL",
    "multiply": "MULTIPLY",
    "screen": "SCREEN",
    "overlay": "OVERLAY",
    "add": "ADD",
    "soft-light": "SOFTLIGHT",
}


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
        self._surface = thorvg.SwCanvas(engine())
        check(cast("int", self._surface.set_target(width, height)), f"set up a picture of {width} x {height}")
        buffer = cast("ctypes.Array[ctypes.c_uint32]", self._surface.buffer_arr)
        self._pixels: Frame = np.ctypeslib.as_array(buffer).view(np.uint8).reshape(height, width, 4)
        self._kept: list[object] = []
        self._timed: list[Callable[[float], None]] = []
        self._now: dict[int, object] = {}
        """What functions of time gave for this picture, for a figure and its shadow share theirs."""
        self._above: list[Timed[Matrix]] = []
        self._fading: list[Callable[[float], float]] = []
        self._carried: list[tuple[thorvg.Shape, int]] = []
        self._times: tuple[float, ...] = ()
        self._sight = Sight(width, height, ())

    def __del__(self) -> None:
        # The wrapper never frees a canvas by itself; ours may be one of many in a long-lived worker.
        if hasattr(self, "_surface"):
            self._surface.destroy()

    def show(self, root: Group, seconds: float = 0.0) -> None:
        """Draw this tree from now on, in place of everything added before, for a shot of that many seconds."""
        check(self._surface.remove(), "clear the canvas")
        self._kept.clear()
        self._timed.clear()
        self._carried.clear()
        self._times = tuple(seconds * step / _SAMPLES for step in range(_SAMPLES + 1)) if seconds > 0 else ()
        self._sight = Sight(self._pixels.shape[1], self._pixels.shape[0], self._times)
        for run in runs(root):
            if run.still:
                self._add_picture(self._once(run.nodes))
            else:
                self.add(*run.nodes)

    def add(self, *nodes: Node) -> None:
        """Draw these nodes too, in front of what is there."""
        for node in nodes:
            check(self._surface.add(self._realise(node)), "add a node to the canvas")

    def frame(self, t: float) -> Frame:
        """Return the picture `t` seconds into the shot: (height, width, 4) RGBA, valid until the next call."""
        self._now.clear()
        for update in self._timed:
            update(t)
        self._carry_gradients()
        self._surface.update()
        check(self._surface.draw(True), "draw")
        check(self._surface.sync(), "finish drawing")
        return self._pixels

    def _carry_gradients(self) -> None:
        """Make gradients move with their shapes, which the engine does only for shapes whose opacity changed too.

        It is enough to change it and to change it back.
        """
        for paint, opacity in self._carried:
            paint.set_opacity(opacity - 1)
            paint.set_opacity(opacity)

    def _realise(self, node: Node) -> "Paint":
        return self._shape(node) if isinstance(node, Shape) else self._group(node)

    def _keep(self, made: T) -> T:
        self._kept.append(made)
        return made

    def _at(self, function: Callable[[float], T], t: float) -> T:
        """The value of a function at the time of this picture, which is worked out once for all that share it."""
        key = id(function)
        if key not in self._now:
            self._now[key] = function(t)
        return cast("T", self._now[key])

    def _follow(self, value: Timed[T], apply: Callable[[T], None]) -> None:
        """Apply a value now, or whenever its function gives another one."""
        if not callable(value):
            apply(value)
            return
        function = cast("Callable[[float], T]", value)
        last: list[T] = []

        def update(t: float) -> None:
            new = self._at(function, t)
            if last and last[0] == new:
                return
            last[:] = [new]
            apply(new)

        self._timed.append(update)

    def _group(self, node: Group) -> "thorvg.Scene":
        outer = self._keep(self._thorvg.Scene(engine()))
        self._above.append(node.transform)
        fades = [node.opacity] if callable(node.opacity) else []
        self._fading += fades
        self._sight.enter(node)
        if node.blur > 0 and not any(moving(child) for child in node.children):
            self._bake(node, outer)
        else:
            self._fill_scene(node, outer)
        self._above.pop()
        self._sight.leave()
        del self._fading[len(self._fading) - len(fades) :]
        self._common(outer, node)
        if callable(node.transform) or node.transform != Matrix():
            self._follow(node.transform, lambda matrix: place(outer, matrix))
        if callable(node.opacity):
            self._place_as_it_comes(outer, node, node.opacity)
        return outer

    def _place_as_it_comes(self, scene: "thorvg.Scene", node: Group, opacity: Callable[[float], float]) -> None:
        """Place a group anew whenever it comes back from being clear: until then what it has is not made ready."""
        shown: list[bool] = []

        def update(t: float) -> None:
            seen = byte(self._at(opacity, t)) > 0
            if seen and shown != [True]:
                place(scene, at(node.transform, t))
            shown[:] = [seen]

        self._timed.append(update)

    def _fill_scene(self, node: Group, outer: "thorvg.Scene") -> None:
        inner = outer
        # A scene of its own costs a picture of its own: a mask does without one where both have the same coordinates.
        if node.clip is not None or (node.mask is not None and node.transform != Matrix()):
            inner = self._keep(self._thorvg.Scene(engine()))
        if node.clip is not None:
            inner.set_clip(self._outline(node.clip))
        if node.mask is not None:
            methods = self._thorvg.MaskMethod
            method = methods.INVERSE_ALPHA if node.mask.inverse else methods.ALPHA
            inner.set_mask_method(self._group(node.mask.shape), method)
        for child in node.children:
            check(inner.add(self._realise(child)), "add a node to a group")
        if node.drawing is not None:
            check(inner.add(self._drawing(node.drawing)), "add a drawing to a group")
        if inner is not outer:
            outer.add(inner)
        if node.blur > 0:
            outer.add_effect_gaussian_blur(node.blur, 0, 0, _BLUR_QUALITY)
        if node.shade is not None:
            # One to a scene: a second one leaves traces of the picture before.
            shade, opacity = node.shade, byte(node.shade.opacity)
            effect = (opacity, _DOWN_RIGHT, shade.distance, shade.blur, _SHADE_QUALITY)
            check(outer.add_effect_drop_shadow(*rgb(shade.colour), *effect), "throw a shadow")

    def _drawing(self, drawing: Drawing) -> "thorvg.Scene":
        opened = open_drawing(engine(), drawing)
        self._keep(opened)
        if opened.show is not None:
            self._follow(drawing.moment, opened.show)
        return opened.scene

    def _bake(self, node: Group, outer: "thorvg.Scene") -> None:
        """Draw a still, blurred group once and move the picture of it: a blur costs more than all the rest of a frame.

        A blurred picture has no detail that could flicker, so the nearest pixel will do, which is three times as fast as
        mixing neighbours; where the blur is slight the picture is twice as fine.
        """
        bare = Group(node.children, blur=node.blur, clip=node.clip, mask=node.mask, drawing=node.drawing)
        reach, seen = bounds(bare), self._seen()
        if reach is None or seen is None:
            return
        box, zoom = seen
        margin = 6 * node.blur + _EDGE / zoom
        left, top = max(reach[0], box[0] - margin), max(reach[1], box[1] - margin)
        right, bottom = min(reach[2], box[2] + margin), min(reach[3], box[3] + margin)
        if right <= left or bottom <= top:
            return
        fine = zoom * (2 * _FINER if node.blur * zoom < _SOFT_ENOUGH else _FINER)
        fine *= min(1.0, (_LARGEST_PICTURE / ((right - left) * (bottom - top) * fine * fine)) ** 0.5)
        width, height = max(1, round((right - left) * fine)), max(1, round((bottom - top) * fine))
        across, down = width / (right - left), height / (bottom - top)
        easel = Canvas(width, height, self._grade)
        easel._draw_live(bare, scale(across, down) @ shift(-left, -top))
        picture = self._keep(self._thorvg.Picture(engine()))
        self._load(picture, easel.frame(0.0))
        place(picture, shift(left, top) @ scale(1 / across, 1 / down))
        check(outer.add(picture), "add a picture to a group")

    def _once(self, nodes: Sequence[Node]) -> Frame:
        """The picture of what stands still, by itself."""
        easel = Canvas(self._pixels.shape[1], self._pixels.shape[0], self._grade)
        easel.add(*nodes)
        return easel.frame(0.0)

    def _add_picture(self, pixels: Frame) -> None:
        """Draw these pixels, pixel for pixel, in front of what is there."""
        solid = pixels[:, :, 3]
        rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
        if not len(rows):
            return
        left, top = int(columns[0]), int(rows[0])
        part = pixels[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
        picture = self._keep(self._thorvg.Picture(engine()))
        self._load(picture, part)
        place(picture, shift(left, top))
        check(self._surface.add(picture), "add a picture to the canvas")

    def _load(self, picture: "thorvg.Picture", pixels: Frame) -> None:
        height, width = pixels.shape[:2]
        kind = self._thorvg.Colorspace.ABGR8888
        check(picture.load_raw(pixels.tobytes(), width, height, kind, True), "keep a picture")
        picture.set_filter(self._thorvg.FilterMethod.NEAREST)

    def _draw_live(self, node: Group, view: Matrix) -> None:
        scene = self._keep(self._thorvg.Scene(engine()))
        self._above.append(view)
        self._fill_scene(node, scene)
        self._above.pop()
        place(scene, view)
        check(self._surface.add(scene), "add a node to the canvas")

    def _seen(self) -> tuple[Box, float] | None:
        """What the frame shows of the current group over the shot, in the group's coordinates, and at which zoom.

        The outermost map that moves is a camera and moves smoothly, so that a few moments tell its way. Where the shot's
        length is unknown or something moves inside, everything may come into the frame at some time.
        """
        timed = sum(callable(matrix) for matrix in self._above)
        known = timed == 0 or (timed == 1 and bool(self._times))
        frame = (0.0, 0.0, float(self._pixels.shape[1]), float(self._pixels.shape[0]))
        boxes: list[Box] = []
        zoom = 0.0
        for t in self._times or (0.0,):
            whole = reduce(matmul, (at(matrix, t) for matrix in self._above), Matrix())
            area = abs(whole.a * whole.d - whole.b * whole.c)
            if area > 0:
                boxes.append(mapped(frame, inverse(whole)))
                zoom = max(zoom, area**0.5)
        if not boxes:
            return None
        return (around(boxes) if known else _EVERYWHERE), zoom

    def _shape(self, node: Shape) -> "thorvg.Shape":
        paint = self._keep(self._thorvg.Shape(engine()))
        self._follow(node.path, lambda path: trace(paint, path))
        if node.fill is not None:
            self._follow(node.fill, lambda fill: self._fill(paint, fill))
            if not isinstance(node.fill, str):
                self._remind(paint, node)
                self._refill_as_it_fades(paint, node)
                if any(callable(matrix) for matrix in self._above) and not callable(node.opacity):
                    self._carried.append((paint, max(1, byte(node.opacity))))
        if node.stroke is not None:
            self._stroke(paint, node.stroke)
        self._common(paint, node)
        return paint

    def _refill_as_it_fades(self, paint: "thorvg.Shape", node: Shape) -> None:
        """Fill a shape anew whenever its opacity, or that of a group around it, is another one."""
        fading = [*self._fading, *([node.opacity] if callable(node.opacity) else [])]
        if not fading:
            return
        fill = cast("Timed[Fill]", node.fill)
        last: list[tuple[int, ...]] = []

        def update(t: float) -> None:
            now = tuple(byte(self._at(opacity, t)) for opacity in fading)
            if (not last or last[0] != now) and all(now):
                last[:] = [now]
                self._fill(paint, at(fill, t), keep=False)

        self._timed.append(update)

    def _remind(self, paint: "thorvg.Shape", node: Shape) -> None:
        """Fill a shape once more when it comes into sight; see `port_sight`."""
        arrival = self._sight.arrives(node)
        if arrival is None:
            return
        before, after = arrival
        seen: list[float] = []

        def update(t: float) -> None:
            if t >= before and not seen:
                self._fill(paint, at(cast("Timed[Fill]", node.fill), t))
                seen.extend([t] if t >= after else [])

        self._timed.append(update)

    def _common(self, paint: "Paint", node: Node) -> None:
        if callable(node.opacity) or node.opacity < 1:
            self._follow(node.opacity, lambda opacity: fade(paint, opacity))
        if node.blend != "normal":
            paint.set_blend_method(self._thorvg.BlendMethod[_BLENDS[node.blend]])

    def _rgb(self, colour: str) -> tuple[int, int, int]:
        return rgb(self._grade(colour) if self._grade else colour)

    def _outline(self, path: Path) -> "thorvg.Shape":
        outline = self._keep(self._thorvg.Shape(engine()))
        trace(outline, path)
        outline.set_fill_color(255, 255, 255, 255)
        return outline

    def _fill(self, paint: "thorvg.Shape", fill: Fill, *, keep: bool = True) -> None:
        if isinstance(fill, str):
            paint.set_fill_color(*self._rgb(fill), 255)
            return
        if isinstance(fill, Linear):
            gradient = self._thorvg.LinearGradient(engine())
            gradient.set(*fill.start, *fill.end)
            if fill.again:
                gradient.set_spread(self._thorvg.StrokeFill.REPEAT)
        else:
            gradient = self._thorvg.RadialGradient(engine())
            gradient.set(*fill.centre, fill.radius, *fill.centre, 0)
        if keep:
            self._keep(gradient)
        gradient.set_color_stops(self._stops(fill.stops))
        check(paint.set_gradient(gradient), "fill with a gradient")

    def _stops(self, stops: Sequence[Stop]) -> "list[thorvg.ColorStop]":
        return [self._thorvg.ColorStop(stop.at, *self._rgb(stop.colour), byte(stop.opacity)) for stop in stops]

    def _stroke(self, paint: "thorvg.Shape", stroke: Stroke) -> None:
        paint.set_stroke_width(stroke.width)
        paint.set_stroke_color(*self._rgb(stroke.colour), byte(stroke.opacity))
        paint.set_stroke_cap(self._thorvg.StrokeCap.ROUND)
        paint.set_stroke_join(self._thorvg.StrokeJoin.ROUND)
        if stroke.dash:
            paint.set_stroke_dash(stroke.dash, 0.0)


def snapshot(node: Node, width: int, height: int, view: Matrix | None = None, t: float = 0.0) -> Frame:
    """Return one picture of a node, seen through `view` (stage pixels to picture pixels): (height, width, 4) RGBA."""
    canvas = Canvas(width, height)
    canvas.show(Group((node,), transform=view or Matrix()))
    return canvas.frame(t).copy()
