"""The grade: a LUT, contrast, saturation, vignette, grain and letterbox over a clip that is in the mezzanine encoding.

Saturation, contrast and the LUT, in this order, are baked into one table, which libavfilter lays over each frame: planar
floats of full range, chroma taken from its nearest sample and averaged back. Measured at 1280x720, an empty table leaves every
sample within one level, and costs a third of what decoding and encoding the frame do; the table of Pillow takes twice as long
and, by its way to RGB and back in whole numbers, darkens by one level. Vignette and grain work on the planes as they are.
"""

import shutil
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import Field

from stitching import mezzanine
from stitching.lut import Lut, read_lut
from stitching.timeline import Source, Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from stitching.frames import Planes

VERSION = 1
"""Part of the key of every graded clip: raise it when the same grade gives another picture."""

_SIDE = 33
"""Entries along a side of the baked table; more where the LUT has more."""
_CURVES_SIDE = 65
_MIDDLE = 122 / 255
"""The grey that contrast turns around."""
_LUMA = (0.2126, 0.7152, 0.0722)
_CORNERS = ((0.5, 0.0), (0.75, 0.28), (1.0, 0.9))
"""Of the vignette: distance from the middle as a part of its reach, and how much of the dark is laid over there."""
_REACH = 1.06
_DARK = "#05040f"
_DITHER, _FULL_GRAIN = 0.7, 15.0
"""Standard deviation of the grain, in steps of 255: always, and added at full strength."""
_MARGIN = 96
_CUT_OFF = 2.2
"""Grain is cut off at so many deviations."""
_BLACK, _WHITE = 16, 235

Filter: TypeAlias = Callable[["Planes"], "Planes"]
Av: TypeAlias = Any


class Grade(Value):
    """What is done to every frame of a clip. The defaults change nothing."""

    lut: Source | None = None
    strength: float = Field(default=1.0, ge=0, le=1, description="how much of the LUT")
    contrast: float = Field(default=1.0, ge=0, le=4)
    saturation: float = Field(default=1.0, ge=0, le=4)
    grain: float = Field(default=0.0, ge=0, le=1)
    vignette: float = Field(default=0.0, ge=0, le=1)
    seed: int = Field(default=0, ge=0, description="of the grain")
    letterbox: float | None = Field(
        default=None, ge=0.5, le=4, description="width over height of what is left between black bars"
    )

    @property
    def colours(self) -> bool:
        """Whether it changes colours, apart from vignette and grain."""
        return (self.lut is not None and self.strength > 0) or self.contrast != 1 or self.saturation != 1

    @property
    def neutral(self) -> bool:
        """Whether it changes nothing."""
        return not (self.colours or self.grain or self.vignette or self.letterbox)


def grade_clip(
    source: Path, grade: Grade, target: Path, progress: Callable[[int, int], None] | None = None
) -> mezzanine.Facts:
    """Lay a grade over every frame of a mezzanine clip; `progress` is told the frames done and the frames in all.

    A grade that changes nothing gives a copy of the clip.

    Raises:
        LutError: if the LUT cannot be read.
        MediaError: if the clip cannot.
    """
    facts = mezzanine.probe(source)
    if grade.neutral:
        shutil.copyfile(source, target)
        return facts
    size = (facts.width, facts.height)
    with (
        filters(grade, *size, facts.rate, beside=target) as laid,
        mezzanine.Writer(target, *size, facts.rate) as writer,
    ):
        for planes in mezzanine.read(source):
            for filtered in laid:
                planes = filtered(planes)
            writer.write_planes(planes)
            if progress:
                progress(writer.frames, facts.frames)
    return facts


@contextmanager
def filters(grade: Grade, width: int, height: int, rate: Fraction, *, beside: Path) -> Generator[Sequence[Filter]]:
    """What a grade does to pictures of this size, in order, for the frames of one clip one after another.

    A file that one of them reads lies beside the given one while they are in use.

    Raises:
        LutError: if the LUT cannot be read.
    """
    size, laid = (width, height), list[Filter]()
    with _table(grade, beside) as table:
        if table is not None:
            laid.append(_looked_up(table, *size, rate))
        if grade.vignette:
            laid.append(_vignette(grade.vignette, *size, grade.seed))
        if grade.grain:
            laid.append(_grain(grade.grain, *size, grade.seed))
        if grade.letterbox:
            laid.append(_letterbox(grade.letterbox, *size))
        yield laid


def active(width: int, height: int, letterbox: float | None) -> tuple[int, int, int, int]:
    """Left, top, width and height of what bars leave of a picture, all even."""
    wide, high = width, height
    if letterbox and letterbox * height > width:
        high = min(height, 2 * round(width / letterbox / 2))
    elif letterbox:
        wide = min(width, 2 * round(height * letterbox / 2))
    return (width - wide) // 4 * 2, (height - high) // 4 * 2, wide, high


def baked(grade: Grade, lut: Lut | None) -> "NDArray[np.float64]":
    """Saturation, contrast and LUT as one table (N, N, N, 3), indexed by blue, green and red; not held to 0..1."""
    import numpy as np

    side = _SIDE if lut is None else max(_SIDE, _CURVES_SIDE if lut.curves else lut.size)
    if lut is not None and not lut.curves and grade.contrast == grade.saturation == 1:
        side = lut.size  # so that the entries of the table are those of the LUT
    steps = np.linspace(0, 1, side)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    colours = np.stack([red, green, blue], -1)
    grey = (colours @ np.array(_LUMA))[..., None]
    colours = grey + (colours - grey) * grade.saturation
    colours = _MIDDLE + (colours - _MIDDLE) * grade.contrast
    if lut is None:
        return colours
    colours = np.clip(colours, 0, 1)
    return colours + (lut.at(colours) - colours) * grade.strength


@contextmanager
def _table(grade: Grade, target: Path) -> Generator[Path | None]:
    """The baked table as a file beside the target while it is needed: libavfilter takes it from nowhere else."""
    if not grade.colours:
        yield None
        return
    table = baked(grade, read_lut(grade.lut.path) if grade.lut and grade.strength else None)
    path = target.with_name(f"{target.stem}.cube")
    rows = (f"{red:.7g} {green:.7g} {blue:.7g}" for red, green, blue in table.reshape(-1, 3).tolist())
    path.write_text(f"LUT_3D_SIZE {table.shape[0]}\n" + "\n".join(rows) + "\n", encoding="ascii")
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _looked_up(table: Path, width: int, height: int, rate: Fraction) -> Filter:
    """What looks every pixel up in a table."""
    import av
    import numpy as np
    from av.filter import Graph

    graph: Av = Graph()
    graph.threads = 1
    video = {"in_color_matrix": "bt709", "out_color_matrix": "bt709"}
    base = str(1 / rate)
    chain = [
        ("buffer", {"width": str(width), "height": str(height), "pix_fmt": "yuv420p", "time_base": base}),
        ("scale", {**video, "in_range": "tv", "out_range": "pc", "flags": "neighbor"}),
        ("format", {"pix_fmts": "gbrpf32le"}),
        ("lut3d", {"file": str(table), "interp": "tetrahedral"}),
        ("scale", {**video, "in_range": "pc", "out_range": "tv", "flags": "area"}),
        ("format", {"pix_fmts": "yuv420p"}),
        ("buffersink", {}),
    ]
    chain[0][1].update(colorspace="bt709", range="tv")
    nodes: list[Av] = [graph.add(name, **options) for name, options in chain]
    graph.link_nodes(*nodes).configure()
    count = 0

    def look_up(planes: "Planes") -> "Planes":
        nonlocal count
        frame: Av = av.VideoFrame.from_ndarray(np.ascontiguousarray(planes), format="yuv420p")
        frame.pts, frame.time_base = count, 1 / rate
        frame.colorspace = frame.color_range = 1
        count += 1
        graph.push(frame)
        return graph.pull().to_ndarray()

    return look_up


def _vignette(strength: float, width: int, height: int, seed: int) -> Filter:
    """Darker corners. Where nothing is laid over, samples stay what they are; elsewhere rounding is spread like noise."""
    import numpy as np

    from stitching.colours import rgb
    from stitching.mezzanine import planes_of

    reach = 0.5 * float(np.hypot(width, height)) * _REACH
    y, x = np.mgrid[0:height, 0:width]
    away = np.hypot(x + 0.5 - width / 2, y + 0.5 - height / 2) / reach
    cover = np.interp(away, [at for at, _ in _CORNERS], [part * strength for _, part in _CORNERS])
    quarter = cover.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3)).reshape(-1)
    flat = np.concatenate([cover.reshape(-1), quarter, quarter])
    kept = np.round(256 * (1 - flat))
    dark = planes_of(np.full((height, width, 3), rgb(_DARK), np.uint8)).reshape(-1)
    rounding = np.random.default_rng((seed, 1)).integers(0, 256, flat.size)
    weight = kept.astype(np.uint16)
    added = ((256 - kept) * dark + np.where(kept == 256, 0, rounding)).astype(np.uint16)
    work = np.empty(flat.size, np.uint16)

    def darken(planes: "Planes") -> "Planes":
        # 255 * weight + dark * (256 - weight) + 255 is less than 65536: no sum overflows.
        np.multiply(planes.reshape(-1), weight, out=work, dtype=np.uint16)
        np.add(work, added, out=work)
        np.right_shift(work, 8, out=work)
        return work.astype(np.uint8).reshape(planes.shape)

    return darken


def _grain(strength: float, width: int, height: int, seed: int) -> Filter:
    """Noise over the luma, whose grains are a little larger than a pixel, another part of one tile for each frame."""
    import numpy as np

    order = np.random.default_rng((seed, 2))
    deviation = (_DITHER + _FULL_GRAIN * strength) * (_WHITE - _BLACK) / 255
    reach = round(_CUT_OFF * deviation)
    noise = order.standard_normal((height + _MARGIN + 1, width + _MARGIN + 1))
    soft = noise[:-1, :-1] + 0.6 * (noise[1:, :-1] + noise[:-1, 1:]) + 0.36 * noise[1:, 1:]
    tile = np.clip(np.round(soft / soft.std() * deviation), -reach, reach).astype(np.int8).view(np.uint8)

    def lay(planes: "Planes") -> "Planes":
        done = planes.copy()
        luma = done[:height]
        down, right = order.integers(0, _MARGIN, 2)
        # Kept as far from the ends of a byte as the tile reaches, so that a sum that wraps around is the signed one.
        np.clip(luma, reach, 255 - reach, out=luma)
        np.add(luma, tile[down : down + height, right : right + width], out=luma)
        np.clip(luma, _BLACK, _WHITE, out=luma)
        return done

    return lay


def _letterbox(shape: float, width: int, height: int) -> Filter:
    """Black around the part of the picture that has this shape; nothing is scaled."""
    from stitching.frames import plain

    left, top, wide, high = active(width, height, shape)
    black = plain(width, height, "#000000").reshape(-1)
    luma, chroma = width * height, width * height // 4
    parts = ((0, 1, luma), (luma, 2, chroma), (luma + chroma, 2, chroma))

    def cover(planes: "Planes") -> "Planes":
        done, flat = black.copy(), planes.reshape(-1)
        for start, half, count in parts:
            down = slice(top // half, (top + high) // half)
            across = slice(left // half, (left + wide) // half)
            kept = flat[start : start + count].reshape(height // half, width // half)
            done[start : start + count].reshape(height // half, width // half)[down, across] = kept[down, across]
        return done.reshape(planes.shape)

    return cover
