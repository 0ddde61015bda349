"""Footage of six kinds at another rate and shape: the right picture at each frame, upright, round, and in its colours."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from footage_files import (
    BITS,
    DISC,
    GROUND,
    PATCHES,
    anamorphic_avi,
    encode,
    gif,
    hdr_mp4,
    prores_mov,
    rotated_mp4,
    variable_webm,
)
from numpy.typing import NDArray

from stitching.footage import Conformed, conform, probe
from stitching.mezzanine import opened, verify

FILM = Fraction(24)
Pixels = NDArray[np.uint8]
Numbers = NDArray[np.float64]


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
