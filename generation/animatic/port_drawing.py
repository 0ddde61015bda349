"""Drawings that came as files, opened for the drawing engine: SVG and Lottie. Only bytes that were let in are given to it.

Facts of thorvg-python 1.1.3 that this rests on: data are copied with `copy=True`; without a path for resources nothing is
loaded from disk; a Lottie's picture belongs to its animation, which must be kept as long; a frame that is shown already is
answered with a result that is no error.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generation.animatic.art import Drawing
from generation.animatic.colour import rgb
from generation.errors import BackendFailure

if TYPE_CHECKING:
    import thorvg_python as thorvg


@dataclass(frozen=True, slots=True)
class Opened:
    """A drawing in a scene of its own, and for a Lottie what shows a moment of it (0 to 1). Keep it while it is drawn."""

    scene: "thorvg.Scene"
    show: Callable[[float], None] | None
    owned: tuple[object, ...]


def open_drawing(engine: "thorvg.Engine", drawing: Drawing) -> Opened:
    """Open a drawing so that it stands on the origin, as wide and high as it says.

    Raises:
        BackendFailure: if the engine can not read it.
    """
    import thorvg_python as thorvg

    animation = thorvg.Animation(engine) if drawing.kind == "lottie" else None
    picture = animation.get_picture() if animation else thorvg.Picture(engine)
    _checked(picture.load_data(drawing.content, drawing.kind, None, True), drawing.kind)
    _checked(picture.set_size(drawing.width, drawing.height), drawing.kind)
    picture.translate(-drawing.width / 2, -drawing.height)
    scene = thorvg.Scene(engine)
    _checked(scene.add(picture), drawing.kind)
    if drawing.light is not None:
        dark, light, part = drawing.light
        scene.add_effect_tint(*rgb(dark), *rgb(light), 100 * part)
    return Opened(scene, _player(animation) if animation else None, (animation, picture))


def _player(animation: "thorvg.Animation") -> Callable[[float], None]:
    frames = animation.get_total_frame()[1]

    def show(moment: float) -> None:
        animation.set_frame(min(max(0.0, frames - 1), moment * frames))

    return show


def _checked(result: int, kind: str) -> None:
    if result != 0:
        raise BackendFailure(f"the drawing engine can not read this {kind} drawing: {getattr(result, 'name', result)}")
