"""Lightning inside a shot is no cut, and a cut in a storm is one: over pictures as the drawn film has them."""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from generation.animatic.compose import compose
from generation.animatic.finish import Finish, graded
from generation.animatic.lightning import flashes
from generation.animatic.thorvg_port import Canvas
from generation.requests import Camera, Figure, Setting, Staging
from orchestrator.directing.staging import look as look_of
from orchestrator.project.library import find_style
from stitching.quality.joins import NEAR, found_cuts
from stitching.quality.seeing import Seen

WIDTH, HEIGHT, RATE, SECONDS = 256, 144, 24, 5.75
SHOTS = {"paper-cutout": 5, "ink-and-gold": 7}
"""Styles, and the seed of the shot that is drawn in each."""

Pictures = Sequence[NDArray[np.uint8]]


@cache
def drawn(style: str, size: str) -> Pictures:
    """A night of storm from its first frame to more than a second after the first strike."""
    seed = SHOTS[style]
    setting = Setting(id="rocks", kind="lighthouse", time="night", weather="storm")
    laura = Figure(
        id="laura", appearance="a woman of sixty, silver braid, a yellow coat", position="left", facing="right"
    )
    camera = Camera.model_validate({"size": size, "angle": "low"})
    staging = Staging(setting=setting, figures=(laura,), camera=camera, look=look_of(find_style(style)), mood="ominous")
    canvas, finish = Canvas(WIDTH, HEIGHT, graded(staging.look)), Finish(staging.look, WIDTH, HEIGHT, seed)
    canvas.show(compose(staging, WIDTH, HEIGHT, SECONDS, seed), SECONDS)
    frames = struck(style) + round(1.3 * RATE)
    return [finish.apply(canvas.frame(n / RATE))[:, :, :3].copy() for n in range(frames)]


def struck(style: str) -> int:
    """The frame of the first strike."""
    return round(flashes(SHOTS[style], SECONDS)[0] * RATE)


def cuts(pictures: Pictures) -> list[int]:
    import av

    seen = Seen()
    for number, picture in enumerate(pictures):
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv420p", dst_colorspace="itu709")
        frame.pts, frame.time_base, frame.colorspace = number, Fraction(1, RATE), 1
        seen.see(frame, Fraction(RATE))
    return found_cuts(seen, ())


@pytest.mark.parametrize("style", SHOTS)
def test_lightning_is_no_cut(style: str) -> None:
    pictures = drawn(style, "close-up")
    before, lit = (pictures[struck(style) + n].mean() for n in (-2, 1))
    assert lit > before + 15, "it strikes"
    assert cuts(pictures) == []


@pytest.mark.parametrize("style", SHOTS)
def test_a_cut_in_a_storm_is_a_cut(style: str) -> None:
    one, other = drawn(style, "close-up"), drawn(style, "wide")
    assert cuts([*one, *other]) == [len(one)]


def test_a_cut_in_the_middle_of_a_strike_is_found_with_it() -> None:
    style = "paper-cutout"
    at = struck(style) + 2
    found = cuts([*drawn(style, "close-up")[:at], *drawn(style, "wide")[struck(style) - 14 :]])
    assert [abs(frame - at) <= NEAR for frame in found] == [True]
