"""The look of film noir: black and white, faces in hard light before a dark place, a blind's light only where a window is."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from generation.animatic.compose import compose, lay_out
from generation.animatic.finish import Finish, graded
from generation.animatic.framing import layer_matrix
from generation.animatic.thorvg_port import Canvas
from generation.requests import Camera, Figure, Look, Setting, Staging
from orchestrator.directing.staging import look as look_of
from orchestrator.project.library import find_style
from stitching.lut import read_lut
from templates import resource

WIDTH, HEIGHT = 384, 216
SKINS = ("pale skin", "light brown skin", "dark brown skin", "black skin")
PLACES = (("office", True), ("museum", True), ("hotel lobby", True), ("city street", False), ("harbour", False))


def staged(place: str, interior: bool, size: str, skin: str = SKINS[0], time: str = "night") -> Staging:
    setting = Setting.model_validate({"id": place, "kind": place, "time": time, "interior": interior})
    mara = Figure(
        id="mara", appearance=f"a woman with {skin}, black hair, a red coat", position="centre", facing="right"
    )
    camera = Camera.model_validate({"size": size})
    return Staging(setting=setting, figures=(mara,), camera=camera, look=noir(), mood="tense")


@cache
def noir() -> Look:
    return look_of(find_style("noir"))


def shown(staging: Staging, t: float = 1.0) -> NDArray[np.float64]:
    """The picture as it comes into the film, with the LUT on it; 0 to 255."""
    canvas = Canvas(WIDTH, HEIGHT, graded(staging.look))
    canvas.show(compose(staging, WIDTH, HEIGHT, 3.0, 7), 3.0)
    picture = Finish(staging.look, WIDTH, HEIGHT, 7).apply(canvas.frame(t))[:, :, :3]
    return 255 * read_lut(Path(str(resource("styles/noir/look.cube")))).at(picture.reshape(-1, 3) / 255).reshape(
        HEIGHT, WIDTH, 3
    )


def around_face(staging: Staging) -> tuple[slice, slice]:
    laid = lay_out(staging, WIDTH, HEIGHT, 3.0, 7)
    (placed,) = laid.arrangement.placed
    matrix = layer_matrix(laid.way(1.0), 1.0, WIDTH, HEIGHT)
    x, y = matrix.apply(*placed.point(placed.art.head))
    reach = 0.75 * placed.art.head_radius * placed.scale * matrix.d
    return slice(round(y - reach), round(y + reach)), slice(round(x - reach), round(x + reach))


@pytest.mark.parametrize(("place", "interior"), PLACES)
@pytest.mark.parametrize("size", ["wide", "medium", "close-up"])
def test_it_is_dark_and_not_black(place: str, interior: bool, size: str) -> None:
    light = shown(staged(place, interior, size)).mean(axis=2)
    assert 35 <= light.mean() <= 125
    assert np.percentile(light, 99) - np.percentile(light, 1) > 90, "high contrast"


@pytest.mark.parametrize("skin", SKINS)
@pytest.mark.parametrize(("place", "interior"), PLACES[:4:3])
def test_a_face_can_be_read_in_every_skin(skin: str, place: str, interior: bool) -> None:
    staging = staged(place, interior, "close-up", skin)
    light = shown(staging).mean(axis=2)
    face = light[around_face(staging)]
    assert np.median(face) > 45
    assert np.percentile(face, 98) - np.percentile(face, 4) > 60, "eyes, brows and mouth stand out"


def test_there_is_no_colour_in_it() -> None:
    for time in ("day", "night"):
        picture = shown(staged("office", True, "medium", SKINS[1], time))
        assert (picture.max(axis=2) - picture.min(axis=2)).max() < 8


def _blinds(staging: Staging) -> NDArray[np.bool_]:
    """Where the light of a blind lies."""
    plain = staging.model_copy(update={"look": staging.look.model_copy(update={"blinds": 0.0})})
    return np.abs(shown(staging) - shown(plain)).max(axis=2) > 2


def test_a_blind_throws_its_light_into_rooms_with_a_window_and_never_over_a_face() -> None:
    lit = dict[str, NDArray[np.bool_]]()
    for place in ("office", "hotel lobby", "kitchen", "bedroom"):
        for size in ("wide", "medium", "close-up"):
            staging = staged(place, True, size)
            there = _blinds(staging)
            if there.any():
                lit[f"{place} {size}"] = there
                assert there.mean() < 0.45
                assert not there[around_face(staging)].any()
    assert 3 <= len(lit) <= 10, "in some of them, and not in all"


@pytest.mark.parametrize(("place", "interior"), [("museum", True), ("cave", True), ("city street", False)])
def test_no_blind_is_where_no_window_is(place: str, interior: bool) -> None:
    assert not any(_blinds(staged(place, interior, size)).any() for size in ("wide", "medium", "close-up"))


def test_the_light_on_a_face_goes_where_the_face_goes() -> None:
    staging = staged("office", True, "full")
    falling = staging.model_copy(
        update={"figures": tuple(figure.model_copy(update={"pose": "fall"}) for figure in staging.figures)}
    )
    rows, columns = around_face(falling)
    before, after = (shown(falling, t).mean(axis=2)[rows, columns] for t in (0.1, 2.5))
    assert after.std() > 2 * before.std(), "here the face is in the end"
    third = len(before) // 3
    middle = before[third:-third, third:-third]
    edges = np.concatenate((before[:3].ravel(), before[-3:].ravel()))
    assert abs(middle.mean() - edges.mean()) < 5, "and before, nothing shines there"
