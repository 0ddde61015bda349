"""Neon: a place lies between a sign on either side, and so do figures, whose faces keep the colour of their skin between them."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from generation.animatic.colour import hexed, to_lab
from generation.animatic.compose import compose, lay_out
from generation.animatic.finish import Finish, graded
from generation.animatic.framing import layer_matrix
from generation.animatic.thorvg_port import Canvas
from generation.requests import Camera, Figure, Look, Setting, Staging
from orchestrator.directing.staging import look as look_of
from orchestrator.project.library import find_style

WIDTH, HEIGHT = 384, 216
PLACES = (("theatre stage", True), ("city street", False), ("throne hall", True))


def staged(place: str, interior: bool, skin: str, look: Look) -> Staging:
    setting = Setting(id=place, kind=place, time="night", interior=interior)
    mara = Figure(id="mara", appearance=f"a woman with {skin}, black hair, a purple coat", position="centre")
    return Staging(setting=setting, figures=(mara,), camera=Camera(size="close-up"), look=look)


def shown(staging: Staging) -> NDArray[np.uint8]:
    canvas = Canvas(WIDTH, HEIGHT, graded(staging.look))
    canvas.show(compose(staging, WIDTH, HEIGHT, 3.0, 7), 3.0)
    return Finish(staging.look, WIDTH, HEIGHT, 7).apply(canvas.frame(1.0))[:, :, :3].copy()


def skin_of(staging: Staging) -> tuple[float, float, float]:
    """The commonest colour of the middle of a face, in OKLab."""
    laid = lay_out(staging, WIDTH, HEIGHT, 3.0, 7)
    (placed,) = laid.arrangement.placed
    matrix = layer_matrix(laid.way(1.0), 1.0, WIDTH, HEIGHT)
    x, y = matrix.apply(*placed.point(placed.art.head))
    reach = 0.5 * placed.art.head_radius * placed.scale * matrix.d
    face = shown(staging)[round(y - reach) : round(y + reach), round(x - reach) : round(x + reach)]
    return to_lab(hexed(*np.median(face.reshape(-1, 3), axis=0).tolist()))


@pytest.mark.parametrize("skin", ["pale skin", "light brown skin", "dark brown skin", "black skin"])
@pytest.mark.parametrize(("place", "interior"), PLACES)
def test_skin_is_skin_under_signs(skin: str, place: str, interior: bool) -> None:
    there = skin_of(staged(place, interior, skin, look_of(find_style("neon-city"))))
    plain = skin_of(staged(place, interior, skin, Look()))
    assert math.dist(there[1:], plain[1:]) < 0.09, (there, plain)


def test_one_side_of_a_figure_is_lit_by_one_sign_and_the_other_by_another() -> None:
    staging = staged("theatre stage", True, "light brown skin", look_of(find_style("neon-city")))
    picture = shown(staging).astype(float)
    left, right = picture[:, : WIDTH // 5].mean(axis=(0, 1)), picture[:, -WIDTH // 5 :].mean(axis=(0, 1))
    assert left[0] - left[1] > right[0] - right[1] + 40, "red falls in from the left"
    assert right[1] > left[1] + 15, "and cyan from the right"
