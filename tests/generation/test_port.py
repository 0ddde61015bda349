"""The drawing port: every kind of node on real pixels."""

import numpy as np
import pytest

from generation.animatic.art import (
    Group,
    Linear,
    Matrix,
    Radial,
    Shape,
    Stop,
    Stroke,
    ellipse,
    group,
    polygon,
    rectangle,
    scale,
    shift,
    smooth,
    turn,
)
from generation.animatic.port_tree import at, bounds, frozen, inverse, moving
from generation.animatic.thorvg_port import Canvas, snapshot

WHITE = Shape(rectangle(0, 0, 100, 80), "#ffffff")


def test_colours_arrive_as_red_green_blue_alpha() -> None:
    picture = snapshot(Shape(rectangle(0, 0, 100, 80), "#e08040"), 100, 80)
    assert picture.shape == (80, 100, 4)
    assert tuple(picture[40, 50]) == (0xE0, 0x80, 0x40, 255)


def test_later_nodes_lie_in_front_and_groups_place_their_children() -> None:
    dot = group(Shape(rectangle(0, 0, 10, 10), "#ff0000"), transform=shift(40, 20) @ scale(2))
    picture = snapshot(group(WHITE, dot), 100, 80)
    assert tuple(picture[25, 45, :3]) == (255, 0, 0)
    assert tuple(picture[39, 59, :3]) == (255, 0, 0)
    assert tuple(picture[41, 61, :3]) == (255, 255, 255)


def test_the_view_maps_stage_pixels_to_picture_pixels() -> None:
    picture = snapshot(group(Shape(rectangle(500, 500, 10, 10), "#00ff00")), 20, 20, scale(2) @ shift(-500, -500))
    assert picture[..., 1].min() == 255


def test_gradients_run_between_their_stops() -> None:
    across = snapshot(
        Shape(rectangle(0, 0, 100, 10), Linear((0, 0), (100, 0), (Stop(0, "#000000"), Stop(1, "#ffffff")))), 100, 10
    )
    assert across[5, 2, 0] < 12 < 120 < across[5, 50, 0] < 135 < 243 < across[5, 97, 0]
    round_one = snapshot(
        Shape(rectangle(0, 0, 100, 100), Radial((50, 50), 50, (Stop(0, "#ffffff"), Stop(1, "#ffffff", 0)))), 100, 100
    )
    assert round_one[50, 50, 3] > 245
    assert round_one[50, 75, 3] == pytest.approx(127, abs=8)
    assert round_one[2, 2, 3] < 5


def test_a_dash_leaves_gaps() -> None:
    dashed = Shape(polygon([(0, 5), (200, 5)], closed=False), stroke=Stroke("#ffffff", 4, dash=(10, 30)))
    row = snapshot(dashed, 200, 10)[5, :, 3]
    assert 4 <= np.count_nonzero(np.diff((row > 128).astype(int)) == -1) <= 6


@pytest.mark.parametrize(("blend", "expected"), [("multiply", 64), ("screen", 192), ("add", 255), ("normal", 128)])
def test_blends(blend: str, expected: int) -> None:
    grey = Shape(rectangle(0, 0, 20, 20), "#808080")
    over = Shape(rectangle(0, 0, 20, 20), "#808080", blend=blend)  # type: ignore[arg-type]
    assert snapshot(group(grey, over), 20, 20)[10, 10, 0] == pytest.approx(expected, abs=3)


def test_a_clip_is_in_the_groups_own_coordinates() -> None:
    cut = group(WHITE, clip=rectangle(0, 0, 20, 20), transform=shift(30, 30))
    picture = snapshot(cut, 100, 80)
    assert picture[40, 40, 3] == 255
    assert picture[60, 60, 3] == 0
    assert picture[10, 10, 3] == 0


def test_a_groups_opacity_counts_once() -> None:
    two = group(Shape(rectangle(0, 0, 20, 20), "#ffffff"), Shape(rectangle(0, 0, 20, 20), "#ffffff"), opacity=0.5)
    assert snapshot(two, 20, 20)[10, 10, 3] == pytest.approx(128, abs=3)


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_a_blur_is_as_wide_as_asked_and_grows_with_the_view(zoom: float) -> None:
    edge = group(Shape(rectangle(-200, -200, 260, 400), "#ffffff"), blur=5.0)
    row = snapshot(edge, 240, 40, scale(zoom))[20, :, 3].astype(float)
    slope = -np.diff(row) / 255
    centre = float((np.arange(len(slope)) * slope).sum() / slope.sum())
    deviation = float(np.sqrt(((np.arange(len(slope)) - centre) ** 2 * slope).sum() / slope.sum()))
    assert centre == pytest.approx(60 * zoom, abs=1.5)
    assert deviation == pytest.approx(5 * zoom, rel=0.3)


def test_a_still_blur_looks_like_a_moving_one() -> None:
    """The baked picture of a still group against the same group blurred live, because something in it is timed."""
    ground = Shape(rectangle(0, 0, 160, 90), "#204060")
    round_thing = Shape(ellipse(70, 40, 25), "#ffcc66")
    timed = Shape(lambda t: ellipse(70, 40, 25), "#ffcc66")
    view = turn(4, (80, 45)) @ scale(1.3)
    baked = snapshot(group(ground, group(round_thing, blur=4.0)), 200, 110, view)
    live = snapshot(group(ground, group(timed, blur=4.0)), 200, 110, view)
    assert np.abs(baked.astype(int) - live).mean() < 1.5


def test_timed_properties_follow_time_and_still_ones_stay() -> None:
    moved = group(Shape(rectangle(0, 0, 10, 10), "#ff0000"), transform=lambda t: shift(40 * t, 0))
    coloured = Shape(rectangle(0, 40, 10, 10), lambda t: "#00ff00" if t >= 1 else "#0000ff")
    outlined = Shape(lambda t: rectangle(50, 40, 10 + 20 * t, 10), "#ffffff")
    faded = Shape(rectangle(80, 60, 10, 10), "#ffffff", opacity=lambda t: 1 - t)
    canvas = Canvas(100, 80)
    canvas.show(group(moved, coloured, outlined, faded), seconds=1.0)
    first = canvas.frame(0.0).copy()
    last = canvas.frame(1.0).copy()
    assert first[5, 5, 0] == 255
    assert last[5, 5, 0] == 0
    assert last[5, 45, 0] == 255
    assert tuple(first[45, 5, :3]) == (0, 0, 255)
    assert tuple(last[45, 5, :3]) == (0, 255, 0)
    assert first[45, 75, 3] == 0
    assert last[45, 75, 3] == 255
    assert first[65, 85, 3] == 255
    assert last[65, 85, 3] == 0
    assert np.array_equal(canvas.frame(0.0), first)


def test_only_timed_properties_are_asked_per_frame() -> None:
    asked: list[float] = []

    def where(t: float) -> Matrix:
        asked.append(t)
        return shift(t, 0)

    canvas = Canvas(20, 20)
    canvas.show(group(group(WHITE, transform=where), *[WHITE] * 50), seconds=1.0)
    asked.clear()
    for number in range(5):
        canvas.frame(number / 24)
    assert asked == [number / 24 for number in range(5)]


def test_a_grade_changes_every_colour() -> None:
    canvas = Canvas(30, 10, lambda colour: "#102030")
    canvas.show(
        group(
            Shape(rectangle(0, 0, 10, 10), "#ffffff"),
            Shape(rectangle(10, 0, 10, 10), Linear((10, 0), (20, 0), (Stop(0, "#ffffff"), Stop(1, "#ff0000")))),
            Shape(polygon([(20, 5), (30, 5)], closed=False), stroke=Stroke("#00ff00", 20)),
        )
    )
    assert {tuple(pixel) for pixel in canvas.frame(0.0)[5, [5, 15, 25], :3]} == {(0x10, 0x20, 0x30)}


def test_showing_another_tree_replaces_the_first() -> None:
    canvas = Canvas(10, 10)
    canvas.show(group(Shape(rectangle(0, 0, 10, 10), "#ff0000")))
    canvas.frame(0.0)
    canvas.show(group(Shape(rectangle(0, 0, 5, 10), "#00ff00")))
    picture = canvas.frame(0.0)
    assert tuple(picture[5, 2]) == (0, 255, 0, 255)
    assert picture[5, 8, 3] == 0


def test_bounds_hold_everything_drawn() -> None:
    blob = Shape(smooth([(10, 10), (60, 15), (40, 70)]), "#ffffff", Stroke("#ffffff", 6))
    tree = group(group(blob, blur=2.0, transform=turn(20) @ scale(0.8)), transform=shift(30, 10))
    box = bounds(tree)
    assert box is not None
    drawn = np.argwhere(snapshot(tree, 160, 140)[..., 3] > 0)
    top, left = drawn.min(axis=0)
    bottom, right = drawn.max(axis=0)
    assert box[0] <= left <= right <= box[2]
    assert box[1] <= top <= bottom <= box[3]
    assert bounds(Group(())) is None


def test_frozen_trees_do_not_move() -> None:
    tree = group(Shape(lambda t: ellipse(t, 0, 5), "#ffffff"), transform=lambda t: shift(10 * t, 0))
    still = frozen(tree, 2.0)
    assert moving(tree)
    assert not moving(still)
    assert bounds(still) == bounds(tree, 2.0)
    assert at(lambda t: t + 1, 2.0) == 3.0


def test_an_inverse_undoes_its_map() -> None:
    matrix = turn(33) @ scale(2, 3) @ shift(5, -7)
    assert inverse(matrix).apply(*matrix.apply(12, 34)) == pytest.approx((12, 34))


def test_a_baked_blur_is_there_wherever_its_group_drifts() -> None:
    """Under a map that moves inside another, and where the length of the shot is unknown."""
    spot = group(Shape(rectangle(400, 10, 40, 40), "#ffffff"), blur=2.0)
    drifting = group(group(spot, transform=lambda t: shift(-100 * t, 0)), transform=lambda t: shift(0, 0))
    for seconds in (0.0, 4.0):
        canvas = Canvas(100, 60)
        canvas.show(drifting, seconds)
        assert canvas.frame(0.0)[..., 3].max() == 0
        assert canvas.frame(4.0)[30, 20, 3] > 250


def _red_to_blue() -> Shape:
    return Shape(rectangle(-40, -40, 80, 80), Linear((-40, 0), (40, 0), (Stop(0, "#ff0000"), Stop(1, "#0000ff"))))


def _moments(root: Group, times: tuple[float, ...]) -> list[int]:
    """The colour in the middle of the left half of the square that stands at x = 100 at the end."""
    canvas = Canvas(200, 100)
    canvas.show(root, 2.0)
    return [[int(value) for value in canvas.frame(t)[50, 70][:3]] for t in times][-1]


def test_gradients_move_with_their_shapes() -> None:
    still = _moments(Group((_red_to_blue(),), transform=shift(100, 50)), (0.0,))
    moved = _moments(Group((_red_to_blue(),), transform=lambda t: shift(40 + 30 * t, 50)), (0.0, 0.5, 1.0, 1.5, 2.0))
    assert np.allclose(moved, still, atol=3)
    deep = Group((Group((_red_to_blue(),)),), transform=lambda t: shift(40 + 30 * t, 50))
    assert np.allclose(_moments(deep, (0.0, 1.0, 2.0)), still, atol=3)


def test_what_comes_into_the_frame_later_has_its_gradient() -> None:
    still = _moments(Group((_red_to_blue(),), transform=shift(100, 50)), (0.0,))
    times = tuple(step / 10 for step in range(21))
    coming = Group((_red_to_blue(),), transform=lambda t: shift(-300 + 200 * t, 50))
    assert np.allclose(_moments(coming, times), still, atol=3)
    appearing = Group(
        (_red_to_blue(),), transform=lambda t: shift(100 + 0.01 * t, 50), opacity=lambda t: 1.0 if t > 1 else 0.0
    )
    assert np.allclose(_moments(appearing, times), still, atol=3)
