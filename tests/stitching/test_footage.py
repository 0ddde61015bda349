"""Footage of six kinds at another rate and shape: the right picture at each frame, upright, round, and in its colours."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from stitching.footage import Conformed, conform, probe
from stitching.mezzanine import opened, verify

FILM = Fraction(24)
Pixels = NDArray[np.uint8]
Numbers = NDArray[np.float64]
PATCHES = {(-1, -1): (200, 40, 40), (1, -1): (40, 160, 60), (-1, 1): (50, 70, 190), (1, 1): (190, 170, 60)}
"""By the corner of the middle square that they are in."""
DISC, GROUND = 235, 70
BITS = 6


def chart(number: int, width: int, height: int) -> Pixels:
    """A disc, four patches, and `number` as a row of black and white fields, all in the middle of the picture."""
    side, x, y = min(width, height), width / 2, height / 2
    across, down = np.meshgrid(np.arange(width) + 0.5 - x, np.arange(height) + 0.5 - y)
    picture = np.full((height, width, 3), GROUND, np.uint8)
    for (left, top), colour in PATCHES.items():
        picture[(abs(across - left * 0.26 * side) < 0.09 * side) & (abs(down - top * 0.2 * side) < 0.09 * side)] = (
            colour
        )
    picture[np.hypot(across, down) < 0.12 * side] = DISC
    for bit in range(BITS):
        field_ = (abs(across - (bit - 2.5) * 0.1 * side) < 0.05 * side) & (abs(down + 0.34 * side) < 0.05 * side)
        picture[field_] = 250 if number >> bit & 1 else 10
    return picture


@dataclass
class Seen:
    """What is found in a conformed file whose footage showed charts of `size`."""

    path: Path
    size: tuple[int, int]
    target: tuple[int, int]
    pictures: list[Pixels] = field(default_factory=list[Pixels])

    def __post_init__(self) -> None:
        with opened(self.path) as container:
            for frame in container.decode(video=0):
                self.pictures.append(frame.reformat(format="rgb24", src_colorspace="itu709").to_ndarray())
        self.side = min(self.size) * max(self.target[0] / self.size[0], self.target[1] / self.size[1])

    def at(self, index: int, across: float, down: float, reach: float = 0.03) -> Numbers:
        """The mean colour around a place, in sides of the chart from the middle."""
        x, y = (self.target[0] / 2 + across * self.side, self.target[1] / 2 + down * self.side)
        r = max(1, round(reach * self.side))
        return self.pictures[index][round(y) - r : round(y) + r, round(x) - r : round(x) + r].mean(axis=(0, 1))

    def numbers(self) -> list[int]:
        """The number of the source's picture that stands at each frame."""
        every = range(len(self.pictures))
        return [
            sum((self.at(i, (bit - 2.5) * 0.1, -0.34, 0.02).mean() > 110) << bit for bit in range(BITS)) for i in every
        ]

    def colours(self) -> dict[tuple[int, int], Numbers]:
        return {corner: self.at(0, corner[0] * 0.26, corner[1] * 0.2, 0.05) for corner in PATCHES}

    def disc(self) -> tuple[float, float]:
        """Width and height of the disc, in sides of the chart: by how much light its middle row and column hold."""
        light = self.pictures[0].mean(axis=2)
        x, y, reach = self.target[0] // 2, self.target[1] // 2, round(0.16 * self.side)
        row, column = light[y, x - reach : x + reach], light[y - reach : y + reach, x]
        ground, top = light[y, x - reach], light[y, x]
        wide, high = (float(((line - ground) / (top - ground)).sum() / self.side) for line in (row, column))
        return wide, high


def encode(path: Path, codec: str, pictures: list[Any], rate: Fraction, pixels: str, **more: Any) -> None:
    """Encode RGB pictures, or frames; `times` are in thousandths of a second."""
    import av

    times, options = more.get("times"), more.get("options", {})
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=rate, options=options)
        first = pictures[0]
        stream.width, stream.height = (first.width, first.height) if hasattr(first, "width") else first.shape[1::-1]
        stream.pix_fmt = pixels
        if times:
            stream.codec_context.time_base = Fraction(1, 1000)
        for name, value in more.get("context", {}).items():
            setattr(stream.codec_context, name, value)
        for index, picture in enumerate(pictures):
            frame = picture
            if isinstance(picture, np.ndarray):
                flat: Any = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
                frame = flat.reformat(format=pixels, **more.get("colours", {}))
            frame.pts, frame.time_base = (times[index], Fraction(1, 1000)) if times else (index, 1 / rate)
            for name, value in more.get("marks", {}).items():
                setattr(frame, name, value)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def rotated_mp4(path: Path) -> list[float]:
    import imageio_ffmpeg

    flat = path.with_name("flat.mp4")
    pictures = [np.rot90(chart(number, 80, 144), -1) for number in range(30)]
    encode(flat, "libx264", pictures, Fraction(30), "yuv420p", options={"crf": "8"})
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-display_rotation", "90"]
    subprocess.run([*command, "-i", str(flat), "-c", "copy", str(path)], check=True)
    return [number / 30 for number in range(30)]


def variable_webm(path: Path) -> list[float]:
    times = [0, 33, 66, 100, 133, 166, 400, 433, 466, 500, 700, 733, 766, 800, 833, 866, 900, 933, 966, 1000]
    pictures = [chart(number, 160, 90) for number in range(20)]
    options = {"crf": "10", "b": "0", "deadline": "realtime", "cpu-used": "8"}
    encode(path, "libvpx-vp9", pictures, Fraction(30), "yuv420p", options=options, times=times)
    return [time / 1000 for time in times]


def anamorphic_avi(path: Path) -> list[float]:
    from PIL import Image

    upright = [Image.fromarray(chart(number, 192, 108)) for number in range(24)]
    pictures = [np.asarray(each.resize((144, 108), Image.Resampling.BICUBIC)) for each in upright]
    context = {"sample_aspect_ratio": Fraction(4, 3), "qmin": 2, "qmax": 2}
    encode(path, "mpeg4", pictures, Fraction(30000, 1001), "yuv420p", context=context, options={"b": "4M"})
    return [number * 1001 / 30000 for number in range(24)]


def prores_mov(path: Path) -> list[float]:
    pictures = [chart(number, 160, 90) for number in range(12)]
    marks = {"color_primaries": 1, "color_trc": 1, "colorspace": 1, "color_range": 1}
    colours = {"dst_colorspace": "itu709"}
    encode(path, "prores_ks", pictures, Fraction(25), "yuv422p10le", colours=colours, marks=marks)
    return [number / 25 for number in range(12)]


def hdr_mp4(path: Path) -> list[float]:
    marks = {"color_primaries": 9, "color_trc": 16, "colorspace": 9, "color_range": 1}
    options = {
        "preset": "ultrafast",
        "crf": "6",
        "x265-params": "log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:range=limited",
    }
    pictures = [_in_pq(chart(number, 160, 96)) for number in range(20)]
    encode(path, "libx265", pictures, Fraction(50), "yuv420p10le", options=options, marks=marks)
    return [number / 50 for number in range(20)]


def _in_pq(picture: Pixels) -> Any:
    """A chart whose white is 80 cd/m2, in the numbers of BT.2020 PQ (ST 2084 and BT.2020, written down once more here)."""
    import av

    light = (picture / 255.0) ** 2.4 * 80 / 10_000
    to_2020 = np.array([[0.6274, 0.3293, 0.0433], [0.0691, 0.9195, 0.0114], [0.0164, 0.0880, 0.8956]])
    power = np.maximum(light @ to_2020.T, 0) ** 0.1593017578125
    coded = ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375
    luma = coded @ np.array([0.2627, 0.6780, 0.0593])
    blue, red = (coded[..., 2] - luma) / 1.8814, (coded[..., 0] - luma) / 1.4746
    height, width = luma.shape
    quarter = [part.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3)) * 896 + 512 for part in (blue, red)]
    flat = np.concatenate([part.reshape(-1) for part in (luma * 876 + 64, *quarter)])
    planes = np.rint(flat).astype(np.uint16).reshape(height * 3 // 2, width)
    return av.VideoFrame.from_ndarray(planes, format="yuv420p10le")


def gif(path: Path) -> list[float]:
    from PIL import Image

    pictures = [Image.fromarray(chart(number, 120, 90)) for number in range(6)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=[100, 200, 100, 100, 100, 100], loop=0)
    return [0.0, 0.1, 0.3, 0.4, 0.5, 0.6]


@dataclass(frozen=True)
class Kind:
    """Footage: who makes it, the chart's size, the film's size, the last picture's end, and what is said of it."""

    make: Callable[[Path], list[float]]
    name: str
    size: tuple[int, int]
    target: tuple[int, int]
    end: float
    done: tuple[str, ...]
    levels: float = 5
    scale: float = 1.0


SD = "BT.601 colours brought to BT.709"
KINDS = [
    Kind(
        rotated_mp4,
        "turned.mp4",
        (80, 144),
        (96, 96),
        1.0,
        (
            "30 to 24 frames a second",
            "turned by 90 degrees to the left",
            "cropped from 0.56:1 to 1:1",
            "enlarged from 80x144",
            SD,
        ),
    ),
    Kind(
        variable_webm,
        "uneven.webm",
        (160, 90),
        (96, 96),
        1.033,
        ("19 (variable) to 24 frames a second", "cropped from 16:9 to 1:1", "enlarged from 160x90", SD),
    ),
    Kind(
        anamorphic_avi,
        "wide.avi",
        (192, 108),
        (96, 96),
        0.8008,
        ("29.97 to 24 frames a second", "pixels of 4:3 made square", "cropped from 16:9 to 1:1", SD),
    ),
    Kind(
        prores_mov,
        "ten bits.mov",
        (160, 90),
        (72, 90),
        0.48,
        ("25 to 24 frames a second", "cropped from 16:9 to 4:5", "10 bits to 8"),
    ),
    Kind(
        hdr_mp4,
        "bright.mp4",
        (160, 96),
        (128, 72),
        0.4,
        (
            "50 to 24 frames a second",
            "cropped from 1.67:1 to 16:9",
            "HDR (PQ, BT.2020) brought to BT.709",
            "10 bits to 8",
        ),
        scale=(80 / 203) ** (1 / 2.4),
    ),
    Kind(
        gif,
        "drawn.gif",
        (120, 90),
        (160, 90),
        0.7,
        ("8.333 (variable) to 24 frames a second", "cropped from 4:3 to 16:9", "enlarged from 120x90"),
    ),
]


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: kind.name)
def brought_in(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, ...]:
    kind: Kind = request.param
    folder = tmp_path_factory.mktemp("footage")
    times = kind.make(folder / kind.name)
    conformed = conform(folder / kind.name, folder / "clip.mp4", *kind.target, FILM)
    verify(folder / "clip.mp4", *kind.target, FILM, conformed.frames)
    return kind, times, conformed, Seen(folder / "clip.mp4", kind.size, kind.target)


def expected(times: list[float], frames: int) -> list[int]:
    """For each frame the last picture that has come when the frame is half over, or the nearest of quicker ones."""
    gaps = [after - before for before, after in pairwise(times)]
    comes = [0.0, *(time - min(gap, 1 / 24) / 2 for time, gap in zip(times[1:], gaps, strict=True))]
    return [max(k for k, at in enumerate(comes) if at <= frame / 24 + 1e-6) for frame in range(frames)]


def test_there_are_as_many_frames_as_it_lasts_and_each_shows_its_picture(brought_in: tuple[Any, ...]) -> None:
    kind, times, conformed, seen = brought_in
    assert conformed.frames == round(kind.end * 24)
    assert seen.numbers() == expected(times, conformed.frames)


def test_colours_stay_and_the_picture_is_upright(brought_in: tuple[Any, ...]) -> None:
    kind, _, _, seen = brought_in
    for corner, colour in seen.colours().items():
        assert np.abs(colour - np.array(PATCHES[corner]) * kind.scale).max() < kind.levels, (corner, colour)
    assert np.abs(seen.at(0, 0, 0) - DISC * kind.scale).max() < kind.levels
    assert np.abs(seen.at(0, 0.4, 0) - GROUND * kind.scale).max() < kind.levels


def test_a_disc_stays_round(brought_in: tuple[Any, ...]) -> None:
    _, _, _, seen = brought_in
    assert seen.disc() == pytest.approx((0.24, 0.24), abs=0.012)


def test_what_was_done_is_said(brought_in: tuple[Any, ...]) -> None:
    kind, _, conformed, _ = brought_in
    assert isinstance(conformed, Conformed)
    assert conformed.done == kind.done
    assert probe(seen_path(brought_in)).picture.variable is any("variable" in words for words in kind.done)


def seen_path(brought_in: tuple[Any, ...]) -> Path:
    kind, _, _, seen = brought_in
    return seen.path.with_name(kind.name)


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.ts", "a.flv", "a.avi", "a.mpg", "a.h264", "a.nut"])
def test_a_late_start_shows_what_stands_there(tmp_path: Path, name: str) -> None:
    codec = {"avi": "mpeg4", "mpg": "mpeg2video", "flv": "flv", "nut": "mpeg4"}.get(name[2:], "libx264")
    shades = [np.full((36, 64, 3), 20 + 2 * number, np.uint8) for number in range(110)]
    options = {"g": "50", "preset": "veryfast", "crf": "4"} if codec == "libx264" else {"g": "50", "q": "2"}
    context = {} if codec == "libx264" else {"qmin": 1, "qmax": 2}
    encode(tmp_path / name, codec, shades, Fraction(25), "yuv420p", options=options, context=context)
    for start in (0.4, 2.4, 3.28):
        made = conform(tmp_path / name, tmp_path / "clip.mp4", 64, 36, Fraction(25), start=start, frames=15)
        assert made.frames == 15
        found = Seen(tmp_path / "clip.mp4", (64, 36), (64, 36)).pictures
        first = round(start * 25)
        shown = [(float(picture.mean()) - 20) / 2 for picture in found]
        assert shown == pytest.approx(list(range(first, first + 15)), abs=0.9)
