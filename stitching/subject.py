"""What a clip is about, over its time: who is where, as whoever drew it knows, or what catches the eye, as its pictures show.

What is measured is saliency: what moves otherwise than the whole picture does, has detail, stands out by its colour, or has
the colour of skin, and more so in the middle. Each alone is often wrong; where they agree there is nearly always a subject.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from stitching import mezzanine
from stitching.timeline import Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from stitching.frames import Planes

    Map: TypeAlias = NDArray[np.float32]

VERSION = 1
"""Part of the key of what was measured: raise it when the same pictures give another subject."""

COLUMNS, ROWS = 64, 36
"""Into so many parts a picture is divided to look for its subject."""
_A_SECOND = 6
"""Looks a second: a subject is not lost in a sixth of one."""
_MOTION, _DETAIL, _COLOUR, _SKIN = 0.6, 0.35, 0.45, 0.5
_LEAST_WAY = 0.15
"""Pixels (of those that are left) that a part must move at least for its motion to count in full; less is grain."""
_PLAIN = 16.0
"""Levels of luma that are added to a part's steepness: what is nearly plain changes by noise alone."""
_COARSE, _FAR = 64, 5
"""Shifts are searched in a picture about so many pixels wide, as far as so many of them, and then finer."""
_MOST = 10.0
"""Levels of luma; a larger misfit counts for no more."""
_NEARLY = 1.04
_DOWN = 4
"""Pixels are taken together by so many on a side before anything else, which takes most of the grain away."""


class Place(Value):
    """Where somebody is: the middle of the head, its radius, and what is drawn of the whole body.

    In parts of the picture: x, left, right and `radius` of its width, y, top, bottom and `tall` (the radius again) of its height.
    """

    x: float
    y: float
    radius: float
    tall: float
    left: float
    top: float
    right: float
    bottom: float


class Figure(Value):
    """Somebody, at each look; None while out of the picture. `looks` is -1 to the left, 1 to the right."""

    name: str = ""
    speaks: bool = False
    looks: int = 0
    places: tuple[Place | None, ...]


class Subjects(Value):
    """What a clip of `frames` frames is about, looked at on frame 0 and then each `every` frames.

    `columns` and `rows` are how much each part of the width and of the height catches the eye, one row of numbers for each
    look; they are empty where it is known who is where.
    """

    frames: int
    every: int
    figures: tuple[Figure, ...] = ()
    columns: tuple[tuple[float, ...], ...] = ()
    rows: tuple[tuple[float, ...], ...] = ()


def every(rate: Fraction) -> int:
    """Frames from one look to the next."""
    return max(1, round(rate / _A_SECOND))


def measured(clip: Path, progress: Callable[[int, int], None] | None = None) -> Subjects:
    """Look at a mezzanine clip.

    Raises:
        MediaError: if it cannot be read.
    """
    facts = mezzanine.probe(clip)
    step = every(facts.rate)
    columns, rows = list[tuple[float, ...]](), list[tuple[float, ...]]()
    for at, salient in enumerate(_maps(_looked_at(clip, step, progress, facts.frames), facts.width, facts.height)):
        columns.append(tuple(round(float(value), 4) for value in salient.mean(axis=0)))
        rows.append(tuple(round(float(value), 4) for value in salient.mean(axis=1)))
        assert at * step < facts.frames
    return Subjects(frames=facts.frames, every=step, columns=tuple(columns), rows=tuple(rows))


def _looked_at(clip: Path, step: int, progress: Callable[[int, int], None] | None, frames: int) -> "Iterator[Planes]":
    for at, planes in enumerate(mezzanine.read(clip)):
        if at % step == 0:
            yield planes
        if progress:
            progress(at + 1, frames)


def _maps(looks: "Iterator[Planes]", width: int, height: int) -> "Iterator[Map]":
    """How much each part (rows, columns) of each picture catches the eye; every map adds up to its number of parts."""
    import numpy as np

    y, x = np.mgrid[0:ROWS, 0:COLUMNS]
    away = ((x + 0.5) / COLUMNS - 0.5) ** 2 + 0.5 * ((y + 0.5) / ROWS - 0.45) ** 2
    middle = np.exp(-away / (2 * 0.4**2)).astype(np.float32)
    before: Map | None = None
    waiting: Map | None = None
    for planes in looks:
        luma, parts = _divided(planes, width, height)
        still = _standing_out(luma, parts)
        moving = np.zeros((ROWS, COLUMNS), np.float32) if before is None else _moved(before, luma)
        if waiting is not None:
            yield _whole((waiting + _MOTION * moving) * middle)
            waiting = None
        if before is None:
            waiting = still  # What moves in the first picture is known by the second.
        else:
            yield _whole((still + _MOTION * moving) * middle)
        before = luma
    if waiting is not None:
        yield _whole(waiting * middle)


def _divided(planes: "Planes", width: int, height: int) -> "tuple[Map, Map]":
    """The luma at a quarter of the size, and the mean colour (3, rows, columns) of each part."""
    import numpy as np

    flat, luma = planes.reshape(-1), width * height
    bright = flat[:luma].reshape(height, width)
    colours = flat[luma:].reshape(2, height // 2, width // 2)
    by = max(1, min(_DOWN, width // COLUMNS, height // ROWS))
    small = bright[: height // by * by, : width // by * by].reshape(height // by, by, width // by, by)
    quiet = small.mean(axis=(1, 3), dtype=np.float32)
    return quiet, np.stack([_parts(quiet), *(_parts(plane.astype(np.float32)) for plane in colours)])


def _parts(plane: "Map") -> "Map":
    """The mean of each part of a plane, whatever its size."""
    import numpy as np

    height, width = plane.shape
    down = np.linspace(0, height, ROWS + 1).astype(int)[:-1]
    across = np.linspace(0, width, COLUMNS + 1).astype(int)[:-1]
    sums = np.add.reduceat(np.add.reduceat(plane, down, axis=0), across, axis=1)
    high = np.maximum(1, np.diff([*down, height]))[:, None]
    wide = np.maximum(1, np.diff([*across, width]))[None, :]
    return (sums / (high * wide)).astype(np.float32)


def _standing_out(luma: "Map", parts: "Map") -> "Map":
    """Detail, colours unlike those of the picture's edges, and colours like skin."""
    import numpy as np

    across = np.abs(np.diff(luma, axis=1, append=luma[:, -1:]))
    down = np.abs(np.diff(luma, axis=0, append=luma[-1:]))
    detail = _normal(np.minimum(_parts(across + down), 24))
    edges = np.concatenate([parts[:, :, :6], parts[:, :, -6:]], axis=2).reshape(3, -1)
    # How far a colour is from the nearest of those that are common along the edges.
    common = np.stack([np.quantile(edges, part, axis=1) for part in (0.15, 0.4, 0.6, 0.85)])
    away = np.abs(parts[None] - common[:, :, None, None]).sum(axis=1).min(axis=0)
    blue, red = parts[1], parts[2]
    # Skin of all people lies about here in Cb and Cr (after Chai and Ngan, 1999), and is not black.
    skin = np.exp(-(((blue - 108) / 14) ** 2) - ((red - 152) / 11) ** 2) * (parts[0] > 45)
    return _DETAIL * detail + _COLOUR * _normal(away) + _SKIN * skin.astype(np.float32)


def _moved(before: "Map", now: "Map") -> "Map":
    """By how much each part moved, besides what the camera did: the pictures are laid over each other as well as they fit.

    A change of brightness is held against the steepness there, which makes a way of it: else fine patterns that are laid over
    each other a hair beside would count for more than somebody who walks.
    """
    import numpy as np

    down, across = _shift(before, now)
    moved = _laid(before, down, across)
    change = np.abs(now - moved)
    steep = np.abs(np.diff(now, axis=1, append=now[:, -1:])) + np.abs(np.diff(now, axis=0, append=now[-1:]))
    # What came in at the edges was not there to be compared.
    high, wide = (int(np.ceil(abs(way))) for way in (down, across))
    inside = np.zeros_like(change)
    inside[high : inside.shape[0] - high, wide : inside.shape[1] - wide] = 1
    parts = _parts(change * inside) / (_parts(steep) + _PLAIN)
    parts = np.maximum(0, parts - 2 * float(np.median(parts)))
    return _normal(parts) * min(1.0, float(parts.max()) / _LEAST_WAY)


def _laid(picture: "Map", down: float, across: float) -> "Map":
    """The picture moved by so many pixels, and parts of one; its edges are repeated."""
    import numpy as np

    for axis, way in ((0, down), (1, across)):
        count = picture.shape[axis]
        at = np.clip(np.arange(count) - way, 0, count - 1)
        low = np.floor(at).astype(int)
        part = (at - low).astype(np.float32).reshape((-1, 1) if axis == 0 else (1, -1))
        high = np.minimum(low + 1, count - 1)
        picture = picture.take(low, axis) * (1 - part) + picture.take(high, axis) * part
    return picture


def _shift(before: "Map", now: "Map") -> tuple[float, float]:
    """By how many pixels down and across most of the picture moved, to parts of a pixel; found coarsely first."""
    by = max(1, now.shape[1] // _COARSE)
    far = _search(_coarse(before, by), _coarse(now, by), (0, 0), _FAR)
    found = far if by == 1 else _search(before, now, (far[0] * by, far[1] * by), by)
    return _between(before, now, found, 0), _between(before, now, found, 1)


def _coarse(picture: "Map", by: int) -> "Map":
    height, width = picture.shape[0] // by, picture.shape[1] // by
    return picture[: height * by, : width * by].reshape(height, by, width, by).mean(axis=(1, 3))


def _search(before: "Map", now: "Map", around: tuple[int, int], reach: int) -> tuple[int, int]:
    """The whole shift within reach that fits best; none, where that is nearly as good."""
    ways = range(-reach, reach + 1)
    shifts = [(around[0] + down, around[1] + across) for down in ways for across in ways]
    costs = {shift: _misfit(before, now, *shift) for shift in shifts}
    best = min(costs, key=lambda shift: costs[shift])
    return (0, 0) if costs.get((0, 0), float("inf")) <= costs[best] * _NEARLY + 0.02 else best


def _misfit(before: "Map", now: "Map", down: int, across: int) -> float:
    """The mean difference where both are, each held down: what moves by itself must not weigh more than the rest."""
    import numpy as np

    height, width = now.shape
    here = now[max(0, down) : height + min(0, down), max(0, across) : width + min(0, across)]
    there = before[max(0, -down) : height + min(0, -down), max(0, -across) : width + min(0, -across)]
    return float(np.minimum(np.abs(here - there), _MOST).mean()) if here.size else float("inf")


def _between(before: "Map", now: "Map", found: tuple[int, int], axis: int) -> float:
    """One part of a shift to parts of a pixel: where the two straight flanks of the misfit meet."""
    one, other = list(found), list(found)
    one[axis] -= 1
    other[axis] += 1
    least, left, right = (_misfit(before, now, *shift) for shift in (found, one, other))
    rise = max(left, right) - least
    return found[axis] + 0.5 * (left - right) / rise if rise > 1e-3 else float(found[axis])


def _normal(values: "Map") -> "Map":
    """So that what stands out most is 1."""
    import numpy as np

    top = float(np.quantile(values, 0.98))
    return np.clip(values / top, 0, 1).astype(np.float32) if top > 1e-6 else np.zeros_like(values)


def _whole(values: "Map") -> "Map":
    """Sharpened, so that much that stands out a little does not outweigh what stands out most."""
    import numpy as np

    strong = values * values
    total = float(strong.sum())
    return strong * (values.size / total) if total > 1e-6 else np.ones_like(values)
