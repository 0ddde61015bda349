"""What stands still is drawn once: the pictures are those of a tree that is drawn anew every time."""

from collections.abc import Callable

import numpy as np
import pytest

from generation.animatic.art import Group, Matrix, Node, Shape, ellipse, group, rectangle, scale, shift
from generation.animatic.compose import compose, lay_out
from generation.animatic.picture import stands
from generation.animatic.port_still import runs
from generation.animatic.port_tree import at, moving
from generation.animatic.thorvg_port import Canvas
from generation.requests import Camera, Figure, Setting, Staging

SIZE = (320, 180)
FIGURES = (
    Figure(id="mara", appearance="a woman in a yellow coat", position="left", facing="right", pose="talk"),
    Figure(id="tom", appearance="a young man, brown beard", position="right", facing="left"),
)


def _squares(count: int, colour: str = "#804020") -> tuple[Node, ...]:
    return tuple(Shape(rectangle(20 * n, 30, 14, 60), colour) for n in range(count))


def _moving(colour: str = "#20c080") -> Group:
    return Group((Shape(ellipse(0, 60, 25), colour),), transform=lambda t: shift(40 + 60 * t, 0))


def _live(root: Group, t: float) -> np.ndarray:
    """The picture without any run: each part by itself on a canvas."""
    canvas = Canvas(*SIZE)
    canvas.add(root)
    return canvas.frame(t).astype(int)


def _kept(root: Group, t: float) -> np.ndarray:
    canvas = Canvas(*SIZE)
    canvas.show(root, 2.0)
    canvas.frame(0.0)
    return canvas.frame(t).astype(int)


def test_neighbours_that_stand_still_are_one_run() -> None:
    root = group(*_squares(5), _moving(), *_squares(6, "#3050ff"))
    assert [(run.still, len(run.nodes)) for run in runs(root)] == [(True, 5), (False, 1), (True, 6)]


def test_a_group_that_only_holds_is_taken_apart_and_keeps_its_map() -> None:
    root = group(Group((*_squares(5), _moving()), transform=scale(0.5)))
    assert [run.still for run in runs(root)] == [True, False]
    assert np.abs(_kept(root, 1.0) - _live(root, 1.0)).max() <= 2


@pytest.mark.parametrize(
    "kept",
    [
        lambda children: Group(children, opacity=0.5),
        lambda children: Group(children, blur=2.0),
        lambda children: Group(children, clip=rectangle(0, 40, 90, 30)),
        lambda children: Group(children, transform=lambda t: shift(0, 10 * t)),
    ],
)
def test_a_group_that_changes_its_children_stays_whole(kept: Callable[[tuple[Node, ...]], Group]) -> None:
    root = group(*_squares(5), kept((*_squares(5, "#ffffff"), _moving())))
    assert [run.still for run in runs(root)] == [True, False]


def test_what_is_blended_with_moving_ground_is_drawn_anew() -> None:
    lights = Group(_squares(6, "#606060"), blend="screen")
    assert [run.still for run in runs(group(*_squares(5), lights, _moving()))] == [True, False]
    over = group(_moving(), lights)
    assert not any(run.still for run in runs(over))
    assert np.abs(_kept(over, 1.0) - _live(over, 1.0)).max() <= 2


def test_a_still_picture_has_nothing_to_draw_anew() -> None:
    root = group(*_squares(5), Group(_squares(2, "#909000"), blend="multiply"))
    assert [run.still for run in runs(root)] == [True]
    assert np.abs(_kept(root, 0.0) - _live(root, 0.0)).max() <= 2


@pytest.mark.parametrize("kind", ["village", "shore", "room", "forest"])
@pytest.mark.parametrize("weather", ["clear", "rain"])
def test_a_whole_shot_looks_the_same(kind: str, weather: str) -> None:
    staging = Staging.model_validate(
        {
            "setting": Setting.model_validate({"id": "x", "kind": kind, "time": "dusk", "weather": weather}),
            "figures": FIGURES,
            "camera": Camera(size="full"),
        }
    )
    root = compose(staging, *SIZE, 2.0, 7)
    assert any(run.still for run in runs(root))
    assert any(moving(node) for run in runs(root) for node in run.nodes)
    apart = np.abs(_kept(root, 1.3) - _live(root, 1.3))
    assert apart.max() <= 8
    assert (apart > 3).mean() < 0.001


def test_a_static_camera_stands_where_somebody_is_and_breathes_over_an_empty_place() -> None:
    setting = Setting(id="x", kind="village", time="day")
    manned = Staging(setting=setting, figures=FIGURES, camera=Camera(size="wide"))
    assert stands(lay_out(manned, *SIZE, 3.0, 7))
    assert not stands(lay_out(manned.model_copy(update={"figures": ()}), *SIZE, 3.0, 7))
    pushed = manned.model_copy(update={"camera": Camera(size="wide", move="push-in")})
    assert not stands(lay_out(pushed, *SIZE, 3.0, 7))
    sky = compose(manned, *SIZE, 3.0, 7).children[0]
    assert isinstance(sky, Group)
    assert at(sky.transform, 0.0) == sky.transform != Matrix()
