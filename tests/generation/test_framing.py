"""Framing and camera moves, measured: how large, how high and how far."""

from itertools import pairwise
from typing import get_args

import pytest

from generation.animatic.art import Group, Shape, rectangle
from generation.animatic.figures.draw import draw_figure
from generation.animatic.framing import Arrangement, View, arrange, contained, layer_matrix
from generation.animatic.moves import camera_way
from generation.animatic.places.kits import build_stage
from generation.animatic.port_tree import mapped
from generation.animatic.stage import ADULT, FigureArt, Stage
from generation.requests import Camera, Figure, Look, Setting, Staging

SIZES: tuple[str, ...] = get_args(Camera.model_fields["size"].annotation)
ANGLES: tuple[str, ...] = get_args(Camera.model_fields["angle"].annotation)
MOVES: tuple[str, ...] = get_args(Camera.model_fields["move"].annotation)
WIDE = 16 / 9
ASPECTS = (WIDE, 9 / 16, 1.0, 2.39)
SETTING = Setting(id="shore", kind="coast", time="dusk")
STAGE: Stage = build_stage(SETTING, Look(), "calm")
DEPTHS = {layer.depth for layer in (*STAGE.behind, *STAGE.front)} | {1.0}

ADULT_ART = FigureArt(
    art=Group((Shape(rectangle(-60, -ADULT, 120, ADULT), "#ffffff"),)),
    height=ADULT,
    width=120.0,
    head=(0.0, -392.0),
    head_radius=34.0,
    waist=(0.0, -230.0),
    hand=(50.0, -190.0),
)


def somebody(name: str, position: str = "centre", facing: str = "camera") -> Figure:
    return Figure.model_validate({"id": name, "position": position, "facing": facing})


def framed(camera: dict[str, str], *figures: Figure, aspect: float = WIDE) -> Arrangement:
    staging = Staging(setting=SETTING, figures=figures, camera=Camera.model_validate(camera))
    return arrange(staging, STAGE, [ADULT_ART] * len(figures), aspect)


def share(arrangement: Arrangement, number: int = 0) -> tuple[float, float]:
    """Where in the frame the figure's highest and lowest points are: 0 is the upper edge, 1 the lower."""
    view, placed = arrangement.view, arrangement.placed[number]
    matrix = layer_matrix(view, 1.0, 1000, 1000)
    return matrix.apply(placed.x, placed.top)[1] / 1000, matrix.apply(placed.x, placed.bottom)[1] / 1000


@pytest.mark.parametrize(
    ("size", "smallest", "largest"),
    [
        ("extreme-wide", 0.1, 0.26),
        ("wide", 0.33, 0.5),
        ("full", 0.7, 0.92),
        ("cowboy", 1.2, 1.6),
        ("medium", 1.6, 2.1),
        ("medium-close", 2.1, 3.0),
        ("close-up", 3.0, 3.9),
        ("extreme-close-up", 6.0, 9.0),
    ],
)
def test_each_size_is_that_size(size: str, smallest: float, largest: float) -> None:
    """The adult's height as a part of the frame's."""
    top, bottom = share(framed({"size": size}, somebody("mara")))
    assert smallest <= bottom - top <= largest


def test_sizes_come_in_order() -> None:
    heights = [framed({"size": size}, somebody("mara")).view.height for size in SIZES if size != "insert"]
    assert heights == sorted(heights, reverse=True)
    assert all(wider / closer > 1.12 for wider, closer in pairwise(heights[1:]))


@pytest.mark.parametrize("size", ["wide", "full"])
def test_feet_and_head_are_inside_wide_and_full_shots(size: str) -> None:
    top, bottom = share(framed({"size": size}, somebody("mara")))
    assert top >= 0.04
    assert bottom <= 0.97


@pytest.mark.parametrize("size", ["full", "cowboy", "medium", "medium-close"])
def test_there_is_headroom_but_not_much(size: str) -> None:
    assert 0.04 <= share(framed({"size": size}, somebody("mara")))[0] <= 0.2


def test_nobody_is_cut_at_the_neck_or_the_knees() -> None:
    for size in ("cowboy", "medium", "medium-close", "close-up"):
        top, bottom = share(framed({"size": size}, somebody("mara")))
        cut = (1 - top) / (bottom - top)
        assert not 0.7 < cut < 0.98, f"{size} cuts at the knees"
        assert cut > 0.19, f"{size} cuts at the neck"


def test_a_close_up_has_its_eyes_in_the_upper_half_and_no_one_else() -> None:
    arrangement = framed({"size": "close-up"}, somebody("mara", "left", "right"), somebody("tom", "right", "left"))
    assert [placed.figure.id for placed in arrangement.placed] == ["mara"]
    placed = arrangement.placed[0]
    face = layer_matrix(arrangement.view, 1.0, 1000, 1000).apply(*placed.point(placed.art.head))
    assert 0.3 < face[1] / 1000 < 0.5


def test_a_close_up_shows_who_speaks() -> None:
    speaker = Figure.model_validate({"id": "tom", "mouths": [{"start": 0.0, "shape": "open"}]})
    arrangement = framed({"size": "close-up"}, somebody("mara"), speaker)
    assert [placed.figure.id for placed in arrangement.placed] == ["tom"]


@pytest.mark.parametrize("size", ["medium", "medium-close", "close-up"])
@pytest.mark.parametrize(("facing", "side"), [("left", 1), ("right", -1)])
def test_who_looks_aside_has_room_to_look_into(size: str, facing: str, side: int) -> None:
    arrangement = framed({"size": size}, somebody("mara", facing=facing))
    x = layer_matrix(arrangement.view, 1.0, 1778, 1000).apply(arrangement.placed[0].x, 0)[0] / 1778
    assert (x - 0.5) * side > 0.05


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("size", [size for size in SIZES if size not in ("close-up", "extreme-close-up", "insert")])
def test_two_are_both_in_the_frame_and_not_in_each_other(size: str, aspect: float) -> None:
    arrangement = framed({"size": size}, somebody("mara", "left"), somebody("tom", "right"), aspect=aspect)
    first, second = arrangement.placed
    width = 1000 * aspect
    matrix = layer_matrix(arrangement.view, 1.0, round(width), 1000)
    assert matrix.apply(first.x - first.half * 0.8, 0)[0] >= 0
    assert matrix.apply(second.x + second.half * 0.8, 0)[0] <= width
    assert second.x - first.x >= (first.half + second.half) * 0.9


def test_positions_keep_their_order_and_depth() -> None:
    names = ("far-left", "left", "centre", "right", "far-right")
    placed = framed({"size": "wide"}, *(somebody(name, name) for name in names)).placed
    assert [p.figure.id for p in sorted(placed, key=lambda p: p.x)] == list(names)
    front, back = framed({"size": "wide"}, somebody("a", "foreground"), somebody("b", "background")).placed
    assert front.scale > back.scale
    assert front.y >= back.y


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("angle", ANGLES)
def test_no_plane_shows_its_edge(angle: str, aspect: float) -> None:
    for size in SIZES:
        for figures in ((), (somebody("mara", "far-left"),), (somebody("mara", "left"), somebody("tom", "right"))):
            arrangement = framed({"size": size, "angle": angle}, *figures, aspect=aspect)
            assert contained(arrangement.view, DEPTHS, aspect), size


def test_angles_move_the_horizon() -> None:
    def horizon(angle: str) -> float:
        view = framed({"size": "wide", "angle": angle}, somebody("mara")).view
        return layer_matrix(view, 0.1, 1600, 900).apply(800, STAGE.horizon)[1]

    assert horizon("low") > horizon("eye") + 40
    assert horizon("high") < horizon("eye") - 40
    assert horizon("overhead") < horizon("high")
    assert 6 <= abs(framed({"angle": "dutch"}, somebody("mara")).view.roll) <= 8


@pytest.mark.parametrize("move", MOVES)
def test_moves_stay_on_the_stage_and_keep_their_subject(move: str) -> None:
    for size in ("extreme-wide", "wide", "medium", "close-up"):
        for direction in ("", "left", "up", "down"):
            camera = Camera.model_validate({"size": size, "move": move, "direction": direction, "speed": 1.6})
            arrangement = framed({"size": size}, somebody("mara"))
            placed = arrangement.placed[0]
            x, y = placed.point(placed.art.head)
            head = (x - 34, y - 34, x + 34, y + 34) if size != "close-up" else (x - 20, y - 20, x + 20, y + 20)
            way = camera_way(camera, arrangement.view, STAGE, WIDE, 5.0, 3, head)
            for step in range(41):
                view = way(step / 8)
                assert contained(view, DEPTHS, WIDE), (size, direction, step)
                if move != "follow":
                    seen = mapped(head, layer_matrix(view, 1.0, 1600, 900))
                    assert seen[0] > -8, (size, direction, step)
                    assert seen[1] > -8, (size, direction, step)
                    assert seen[2] < 1608, (size, direction, step)
                    assert seen[3] < 908, (size, direction, step)


def ends(move: str, direction: str = "", speed: float = 1.0, size: str = "medium") -> tuple[View, View]:
    camera = Camera.model_validate({"move": move, "direction": direction, "speed": speed})
    arrangement = framed({"size": size}, somebody("mara"))
    way = camera_way(camera, arrangement.view, STAGE, WIDE, 4.0, 2)
    return way(0.0), way(4.0)


def test_moves_go_where_their_name_says() -> None:
    first, last = ends("push-in")
    assert last.height < first.height * 0.92
    first, last = ends("pull-out")
    assert last.height > first.height * 1.05
    first, last = ends("pan", "left")
    assert last.pan_x > first.pan_x
    first, last = ends("truck", "right")
    assert last.x > first.x
    first, last = ends("tilt", "up")
    assert last.pan_y > first.pan_y
    first, last = ends("crane", "up")
    assert last.y < first.y
    first, last = ends("zoom", "down")
    assert last.lens < first.lens
    first, last = ends("follow", "left")
    assert last.x < first.x - 50


def test_a_faster_move_goes_further_and_a_static_shot_hardly_moves() -> None:
    slow, fast = ends("push-in", speed=0.6), ends("push-in", speed=1.6)
    assert fast[0].height - fast[1].height > 1.5 * (slow[0].height - slow[1].height)
    first, last = ends("static")
    assert first != last
    assert abs(first.height - last.height) < 0.02 * first.height


def test_moves_start_and_stop_gently() -> None:
    arrangement = framed({"size": "wide"}, somebody("mara"))
    way = camera_way(Camera(move="push-in"), arrangement.view, STAGE, WIDE, 4.0, 2)
    steps = [abs(way((n + 1) / 24).height - way(n / 24).height) for n in range(95)]
    assert steps[0] < 0.2 * max(steps)
    assert steps[-1] < 0.2 * max(steps)


@pytest.mark.parametrize("kind", ["crow", "mouse", "lion", "whale", "person"])
def test_nearer_sizes_are_nearer(kind: str) -> None:
    one = somebody("one", "left", "right").model_copy(update={"kind": kind})
    look = Look(palette=("#101018", "#606070", "#f0f0e8"))
    drawn = draw_figure(one, STAGE.scheme, look, 1)
    heights: list[float] = []
    for size in ("wide", "full", "cowboy", "medium", "medium-close", "close-up", "extreme-close-up"):
        camera = Camera.model_validate({"size": size})
        staging = Staging(setting=SETTING, figures=(one,), camera=camera, look=look)
        heights.append(arrange(staging, STAGE, [drawn], WIDE).view.height)
    assert all(nearer < farther for farther, nearer in pairwise(heights)), heights
