"""Looking at pictures with figures instead of eyes: no frame is empty, and what must show does show."""

from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

import numpy as np
import pytest

from generation.animatic.art import Group, Node
from generation.animatic.compose import compose
from generation.animatic.finish import Finish, graded
from generation.animatic.port_tree import at, moving
from generation.animatic.thorvg_port import Canvas
from generation.requests import Camera, Figure, Look, Mouth, Setting, Staging
from generation.results import Frame

SIZES: tuple[str, ...] = get_args(Camera.model_fields["size"].annotation)
MOVES: tuple[str, ...] = get_args(Camera.model_fields["move"].annotation)
PLACES = (
    "lighthouse",
    "harbour",
    "beach",
    "forest",
    "meadow",
    "mountain",
    "desert",
    "city street",
    "village",
    "room",
    "kitchen",
    "workshop",
    "train",
    "boat",
    "spaceship",
    "moon",
    "cave",
    "castle",
    "school",
    "a place nobody drew",
)
MARA = Figure(id="mara", appearance="a woman of sixty, silver braid, a yellow coat", position="left", facing="right")
MARA_IN_RED = MARA.model_copy(update={"appearance": "a woman of sixty, silver braid, a dark red coat"})
FOX = Figure(id="fox", kind="fox", position="right", facing="left")


def staged(kind: str = "lighthouse", figures: tuple[Figure, ...] = (MARA,), **camera: str) -> Staging:
    return Staging(
        setting=Setting(id=kind, kind=kind, time="dusk"), figures=figures, camera=Camera.model_validate(camera)
    )


def look_at(staging: Staging, t: float = 1.0, width: int = 160, height: int = 90, seconds: float = 3.0) -> Frame:
    canvas = Canvas(width, height)
    canvas.show(compose(staging, width, height, seconds, 5), seconds)
    return canvas.frame(t).copy()


def variety(picture: Frame) -> float:
    """How much there is to see: the mean deviation of brightness."""
    return float(picture[..., :3].mean(axis=2).std())


@pytest.mark.parametrize("kind", PLACES)
def test_no_place_is_empty(kind: str) -> None:
    """Each place in a third of the sizes, so that neighbours in the list share them all."""
    for size in SIZES[PLACES.index(kind) % 3 :: 3]:
        picture = look_at(staged(kind, size=size), 0.0, 320, 180)
        assert picture[..., 3].min() == 255, f"{size} has a hole"
        assert variety(picture) > 5, f"{size} is nearly uniform"
        assert len(np.unique(picture[::12, ::12, :3].reshape(-1, 3) // 16, axis=0)) > 5, f"{size} has hardly a colour"


@pytest.mark.parametrize("size", [size for size in SIZES if size != "insert"])
def test_figures_show_in_every_size(size: str) -> None:
    at_first, later = look_at(staged(size=size)), look_at(staged(figures=(MARA_IN_RED,), size=size))
    least = {"extreme-wide": 0.0005, "wide": 0.004, "extreme-close-up": 0.0}.get(size, 0.02)
    assert (np.abs(at_first.astype(int) - later).max(axis=2) > 40).mean() >= least


def test_two_of_them_stand_apart() -> None:
    both = look_at(staged(figures=(MARA, FOX), size="full")).astype(int)
    one = look_at(staged(figures=(MARA,), size="full")).astype(int)
    assert (np.abs(both - one).max(axis=2) > 20).mean() > 0.01


@pytest.mark.parametrize("move", MOVES)
def test_something_moves_in_every_shot(move: str) -> None:
    staging = staged(size="medium", move=move)
    tree = compose(staging, 320, 180, 3.0, 5)
    assert moving(tree)
    canvas = Canvas(320, 180)
    canvas.show(tree, 3.0)
    first = canvas.frame(0.1).astype(int)
    assert np.abs(first - canvas.frame(2.9)).mean() > 0.05


@pytest.mark.parametrize("move", ["static", "push-in", "handheld", "truck"])
def test_blurred_planes_move_smoothly(move: str) -> None:
    """The change from frame to frame has no jerks: a picture that moved by whole pixels would stand and jump."""
    staging = staged("village", figures=(), size="medium", move=move).model_copy(update={"props": ("apple",)})
    canvas = Canvas(320, 180)
    canvas.show(compose(staging, 320, 180, 3.0, 5), 3.0)
    pictures = [canvas.frame(number / 24)[..., :3].astype(int) for number in range(24, 48)]
    changes = np.array([np.abs(second - first).mean() for first, second in pairwise(pictures)])
    assert changes.max() > 0
    assert np.abs(np.diff(changes)).max() < 0.8 * changes.max()


def test_a_walk_crosses_the_frame_and_a_follow_lets_the_place_pass() -> None:
    walker = MARA.model_copy(update={"pose": "walk", "position": "centre"})

    def middle(t: float, **camera: str) -> float:
        by_day = Setting(id="shore", kind="lighthouse", time="day")
        staging = staged(figures=(walker,), **camera).model_copy(update={"setting": by_day})
        picture = look_at(staging, t, 320, 180, 4.0).astype(int)
        yellow = (picture[..., 0] - picture[..., 2] > 70) & (picture[..., 1] - picture[..., 2] > 40)
        return float(np.argwhere(yellow)[:, 1].mean())

    assert middle(3.9, size="wide") > middle(0.1, size="wide") + 20
    assert middle(3.9, size="wide", move="follow") == pytest.approx(middle(0.1, size="wide", move="follow"), abs=12)


def travelled(staging: Staging, name: str) -> float:
    """How far a figure comes in the frame over the shot, in pixels."""
    found = [node for node in groups(compose(staging, 320, 180, 4.0, 5)) if node.name == name]
    return abs(at(found[0].transform, 3.9).e - at(found[0].transform, 0.1).e)


def groups(node: Node) -> Iterator[Group]:
    if isinstance(node, Group):
        yield node
        for child in node.children:
            yield from groups(child)


def test_who_stands_does_not_glide_when_somebody_is_followed() -> None:
    """Who is followed stays in the frame while the place passes; who stands passes with the place."""
    walker = MARA.model_copy(update={"pose": "walk"})
    stander = Figure(id="tom", appearance="a tall man, a red coat", position="right", facing="left")
    assert travelled(staged(figures=(walker,), size="full", move="follow"), "mara") < 2
    assert travelled(staged(figures=(walker, stander), size="full", move="follow"), "tom") > 10
    assert travelled(staged(figures=(stander,), size="full", move="follow"), "tom") > 10


def test_a_small_thing_is_carried_and_a_large_one_stays() -> None:
    walker = MARA.model_copy(update={"pose": "walk", "position": "centre"})
    staging = staged(figures=(walker,), size="wide").model_copy(update={"props": ("letter", "table")})
    # The hand swings, and the letter with it.
    assert travelled(staging, "letter") == pytest.approx(travelled(staging, "mara"), abs=12)
    assert travelled(staging, "table") < 3 < travelled(staging, "mara")


def test_an_insert_shows_its_prop_large() -> None:
    staging = staged(size="insert").model_copy(update={"props": ("letter",)})
    bare = look_at(staged(size="insert")).astype(int)
    assert not [node for node in groups(compose(staging, 160, 90, 3.0, 5)) if node.name == "mara"]
    assert (np.abs(look_at(staging) - bare).max(axis=2) > 20).mean() > 0.1


def test_close_backgrounds_are_out_of_focus() -> None:
    def sharpness(size: str) -> float:
        picture = look_at(staged("forest", figures=(MARA,), size=size), width=480, height=270)
        edge = picture[:, -120:, :3].astype(int).sum(axis=2)
        return float(np.abs(np.diff(edge, axis=1)).max())

    assert sharpness("close-up") < 0.6 * sharpness("wide")


def test_the_listeners_back_is_at_the_edge_where_the_speaker_looks() -> None:
    speaker = MARA.model_copy(update={"mouths": (Mouth(start=0.0, shape="open"),)})
    listener = Figure(id="tom", appearance="a young man, brown hair, blue coat", position="right", facing="left")
    alone = look_at(staged(figures=(speaker,), size="medium-close")).astype(int)
    changed = np.abs(look_at(staged(figures=(speaker, listener), size="medium-close")) - alone).max(axis=2) > 12
    assert changed[:, 125:].mean() > 0.2
    assert changed[:, :100].mean() < 0.02


def test_weather_and_time_change_the_picture() -> None:
    def mean(time: str, weather: str) -> Frame:
        setting = Setting.model_validate({"id": "m", "kind": "meadow", "time": time, "weather": weather})
        return look_at(Staging(setting=setting, camera=Camera(size="wide")))

    day, night = mean("day", "clear"), mean("night", "clear")
    assert day[..., :3].mean() > night[..., :3].mean() + 30
    for weather in ("rain", "snow", "fog", "storm"):
        assert np.abs(mean("day", weather).astype(int) - day).mean() > 2


def test_grain_keeps_the_mean_and_differs_from_frame_to_frame() -> None:
    grey = np.full((90, 160, 4), 128, np.uint8)
    grey[..., 3] = 255
    finish = Finish(Look(grain=0.5), 160, 90, 3)
    first, second = finish.apply(grey).copy(), finish.apply(grey).copy()
    assert first[..., :3].mean() == pytest.approx(128, abs=0.6)
    assert 3 < first[..., 0].std() < 12
    assert (first != second).any()
    assert np.array_equal(first[..., 0], first[..., 2])
    assert first[..., 3].min() == 255


@pytest.mark.parametrize("texture", ["none", "paper", "canvas"])
@pytest.mark.parametrize("value", [0, 255])
def test_black_and_white_do_not_wrap_around(texture: str, value: int) -> None:
    finish = Finish(Look.model_validate({"grain": 1.0, "texture": texture}), 160, 90, 3)
    result = finish.apply(np.full((90, 160, 4), value, np.uint8))
    assert np.abs(result[..., :3].astype(int) - value).max() < 120


def test_paper_stays_where_it_is_while_grain_moves() -> None:
    grey = np.full((180, 320, 4), 128, np.uint8)
    finish = Finish(Look(grain=0.0, texture="paper"), 320, 180, 3)
    first, second = (finish.apply(grey)[..., 0].astype(float) - 128 for _ in range(2))
    assert np.corrcoef(first.ravel(), second.ravel())[0, 1] > 0.6


def test_contrast_and_saturation_change_colours_as_they_say() -> None:
    grey = graded(Look(saturation=0.0))("#c04020")
    assert grey[1:3] == grey[3:5] == grey[5:7]
    assert graded(Look(contrast=1.3))("#202020") < "#202020"
    assert graded(Look())("#c04020") == "#c04020"


@pytest.mark.parametrize("size", ["medium", "cowboy", "full", "wide"])
@pytest.mark.parametrize("prop", ["umbrella", "chair", "chest"])
def test_what_nobody_holds_is_in_the_frame_too(size: str, prop: str) -> None:
    foxes = (FOX, FOX.model_copy(update={"id": "vixen", "position": "left", "facing": "right"}))
    bare = staged(figures=foxes, size=size)
    shown = bare.model_copy(update={"props": (prop,)})
    different = np.abs(look_at(shown).astype(int) - look_at(bare)).max(axis=2) > 20
    assert different.mean() > 0.004
