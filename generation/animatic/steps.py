"""Footfalls: when the feet that a shot draws touch the ground, where in the frame, and how near.

Read from the very figures that are drawn, so that what is heard falls on what is seen. Whoever has no legs makes none.
"""

from dataclasses import dataclass
from typing import Literal

from generation.animatic.blocking import Placed
from generation.animatic.compose import lay_out
from generation.animatic.picture import Picture, under_camera, walk
from generation.requests import Staging

_BESIDE = 0.12
"""Widths of the frame beyond its edge within which a step is still heard."""


@dataclass(frozen=True, slots=True)
class Footfall:
    """One foot that touches the ground, seconds into the shot."""

    time: float
    figure: str
    pan: float
    """Where in the frame, -1 left to 1 right."""
    size: float
    """Share of the frame's height that the figure has; over 1 in near shots."""
    pace: Literal["walk", "run"]


def footfalls(staging: Staging, width: int, height: int, seconds: float, seed: int) -> tuple[Footfall, ...]:
    """Return every touch of a foot in a shot of `seconds`, in order of time, of all figures that are in the picture."""
    return footfalls_in(lay_out(staging, width, height, seconds, seed))


def footfalls_in(picture: Picture) -> tuple[Footfall, ...]:
    """The same of a shot that is laid out already."""
    found = [fall for placed in picture.arrangement.placed for fall in _of(picture, placed)]
    return tuple(sorted(found, key=lambda fall: (fall.time, fall.figure)))


def _of(picture: Picture, placed: Placed) -> list[Footfall]:
    camera, gone = under_camera(picture, 1.0), walk(picture, placed)
    found: list[Footfall] = []
    for touch in placed.art.steps(0.0, picture.seconds):
        view = camera(touch.time)
        x, _ = view.apply(placed.x + gone(touch.time) + touch.ahead * placed.scale, placed.bottom)
        pan = 2 * x / picture.width - 1
        if abs(pan) <= 1 + 2 * _BESIDE:
            size = placed.art.height * placed.scale * abs(view.d) / picture.height
            found.append(Footfall(touch.time, placed.figure.id, max(-1.0, min(1.0, pan)), size, touch.pace))
    return found
