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
_MOTION, _DETAIL, _COLOUR, _SKIN = 0.9, 0.35, 0.45, 0.3
_SMALLEST_MOTION = 2.0
"""Levels of luma by which a part must change at least for its motion to count in full; less is grain."""
_DOWN = 4
"""Pixels are taken together by so many on a side before anything else: that alone takes most of the grain away."""


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
    middle = np.exp(-away / (2 * 0.34**2)).astype(np.float32)
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
    """What changed besides what the camera did: the pictures are laid over each other as well as they fit."""
    import numpy as np

    down, across = _shift(before, now)
    moved = np.roll(before, (down, across), axis=(0, 1))
    change = np.abs(now - moved)
    # What came in at the edges was not there to be compared.
    if down:
        change[: down if down > 0 else None, :][: abs(down)] = 0
        change[down if down < 0 else change.shape[0] :, :] = 0
    if across:
        change[:, : max(0, across)] = 0
        change[:, change.shape[1] + min(0, across) :] = 0
    parts = _parts(change)
    parts = np.maximum(0, parts - float(np.median(parts)))
    return _normal(parts) * min(1.0, float(parts.max()) / _SMALLEST_MOTION)


def _shift(before: "Map", now: "Map") -> tuple[int, int]:
    """By how many pixels down and across the whole picture moved: the peak of the phase correlation, if it is near."""
    import numpy as np

    window = np.outer(np.hanning(now.shape[0]), np.hanning(now.shape[1]))
    one, other = (np.fft.rfft2((each - each.mean()) * window) for each in (before, now))
    cross = other * np.conj(one)
    found = np.fft.irfft2(cross / (np.abs(cross) + 1e-6), s=now.shape)
    down, across = (int(at) for at in np.unravel_index(int(found.argmax()), found.shape))
    down = down if down <= now.shape[0] // 2 else down - now.shape[0]
    across = across if across <= now.shape[1] // 2 else across - now.shape[1]
    return (down, across) if abs(down) <= now.shape[0] // 8 and abs(across) <= now.shape[1] // 8 else (0, 0)


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
