"""Light measured in pictures: rims on the sun's side, shadows away from it, flashes when they are said, mirrors, discs, bars."""

from dataclasses import replace
from itertools import combinations
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from generation.animatic.art import Group
from generation.animatic.compose import compose, lay_out
from generation.animatic.finish import Finish, graded
from generation.animatic.lighting import lamps_of, sun_of, warmth
from generation.animatic.lightning import brightness, flashes
from generation.animatic.places.kits import build_stage
from generation.animatic.port_tree import at
from generation.animatic.thorvg_port import Canvas
from generation.requests import Camera, Figure, Look, Setting, Staging
from orchestrator.directing.staging import look as look_of
from orchestrator.project.library import find_style, style_names

Time = Literal["dawn", "morning", "day", "afternoon", "dusk", "night"]
Weather = Literal["clear", "cloudy", "rain", "storm", "snow", "fog", "wind"]
MARA = Figure(id="mara", appearance="a woman of sixty, silver braid, a dark blue coat")
TOM = Figure(id="tom", appearance="a young man, brown beard, blue coat", position="right", facing="left")
WIDTH, HEIGHT = 320, 180


def staged(
    kind: str,
    time: Time = "day",
    weather: Weather = "clear",
    size: str = "full",
    look: Look | None = None,
    figures: tuple[Figure, ...] = (MARA,),
) -> Staging:
    return Staging(
        setting=Setting(id=kind, kind=kind, time=time, weather=weather),
        figures=figures,
        camera=Camera.model_validate({"size": size}),
        look=look or Look(grain=0.0, vignette=0.0),
    )


def drawn(staging: Staging, t: float = 1.0, seconds: float = 4.0, seed: int = 5) -> NDArray[np.float64]:
    canvas = Canvas(WIDTH, HEIGHT, graded(staging.look))
    canvas.show(compose(staging, WIDTH, HEIGHT, seconds, seed), seconds)
    return canvas.frame(t)[..., :3].astype(np.float64) @ np.array([0.2126, 0.7152, 0.0722])


def groups_of(staging: Staging, name: str) -> list[Group]:
    found: list[Group] = []

    def walk(node: Group) -> None:
        if node.name == name:
            found.append(node)
        for child in node.children:
            if isinstance(child, Group):
                walk(child)

    walk(compose(staging, WIDTH, HEIGHT, 4.0, 5))
    return found


@pytest.mark.parametrize("kind", ["village", "meadow", "harbour", "beach"])
@pytest.mark.parametrize("time", ["dawn", "dusk"])
def test_the_edge_towards_the_sun_is_brighter(kind: str, time: Time) -> None:
    """What the rim adds to the picture lies on the sun's side of the figure, and along its edge only."""
    staging = staged(kind, time)
    picture = lay_out(staging, WIDTH, HEIGHT, 4.0, 5)
    sun, placed, view = sun_of(picture.stage, staging.setting), picture.arrangement.placed[0], picture.way(1.0)
    tree = compose(staging, WIDTH, HEIGHT, 4.0, 5)
    added = np.abs(shown(tree) - shown(without(tree, "rim")))
    middle = round(WIDTH / 2 + (placed.x - view.x) * HEIGHT / view.height)
    left, right = added[:, :middle].sum(), added[:, middle:].sum()
    assert (right > 1.5 * left) if sun.side > 0 else (left > 1.5 * right)
    assert added.max() > 25
    assert (added > 8).mean() < 0.02


def shown(tree: Group) -> NDArray[np.float64]:
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.show(tree, 4.0)
    return canvas.frame(1.0)[..., :3].astype(np.float64) @ np.array([0.2126, 0.7152, 0.0722])


def without(node: Group, name: str) -> Group:
    """The tree without the groups of a name."""
    kept = [child for child in node.children if not (isinstance(child, Group) and child.name == name)]
    return replace(node, children=tuple(without(child, name) if isinstance(child, Group) else child for child in kept))


@pytest.mark.parametrize("time", ["dawn", "morning", "day", "afternoon", "dusk", "night"])
def test_a_shadow_leans_away_from_the_light_and_is_longest_when_the_sun_is_low(time: Time) -> None:
    staging = staged("meadow", time, size="wide")
    sun = sun_of(lay_out(staging, WIDTH, HEIGHT, 4.0, 5).stage, staging.setting)
    lean = shadow_of(staging)
    assert lean * sun.side < 0
    assert abs(lean) >= abs(shadow_of(staged("meadow", "day", size="wide"))) - 1e-6


def shadow_of(staging: Staging) -> float:
    """How far the shadow of somebody goes to the right for every pixel of height; 0 without one."""
    for group in groups_of(staging, "shadow"):
        for child in group.children:
            if isinstance(child, Group) and child.mask is not None:
                inner = child.children[0]
                assert isinstance(inner, Group)
                # y is negative upwards: the map takes a head at (0, -1) to (-c, -d).
                return -at(inner.transform, 0.0).c
    return 0.0


def test_fog_throws_no_shadow_and_no_rim() -> None:
    staging = staged("meadow", "dusk", "fog", "wide")
    assert shadow_of(staging) == 0.0
    assert not groups_of(staging, "rim")


def test_a_lamp_warms_who_is_near_and_not_who_is_far() -> None:
    stage = build_stage(Setting(id="harbour", kind="harbour", time="night"), Look(), "calm")
    lamps = lamps_of(stage)
    assert lamps
    lamp = lamps[0]
    assert warmth(lamp, lamp.x + 10, lamp.y + 100, 0.0) > 0.2 > warmth(lamp, lamp.x + 2 * lamp.reach, lamp.y, 0.0)


def test_a_fire_flickers_on_who_sits_by_it() -> None:
    lamps = lamps_of(build_stage(Setting(id="room", kind="living room", interior=True, time="night"), Look(), "calm"))
    flickering = [lamp for lamp in lamps if callable(lamp.strength)]
    assert flickering
    values = {round(warmth(flickering[0], flickering[0].x, flickering[0].y, step / 10), 3) for step in range(10)}
    assert len(values) > 3


@pytest.mark.parametrize("seed", range(40))
def test_flashes_are_in_order_inside_of_the_shot_and_the_same_every_time(seed: int) -> None:
    for seconds in (1.0, 2.5, 3.1, 6.0, 30.0):
        found = flashes(seed, seconds)
        assert found == flashes(seed, seconds)
        assert list(found) == sorted(found)
        assert all(0 < moment < seconds - 0.5 for moment in found)
        assert found or seconds <= 3
    assert len(flashes(seed, 30.0)) > 4


def test_a_strike_lights_everything_at_its_moment_and_then_dies_away() -> None:
    for kind in ("village", "lighthouse"):
        staging = staged(kind, "night", "storm")
        moment = flashes(5, 6.0)[0]
        before, at_once, after = (float(drawn(staging, moment + wait, 6.0).mean()) for wait in (-0.1, 0.02, 0.9))
        assert at_once > before + 25
        assert after < before + 8
    assert brightness((1.0,), 1.0) == 1.0
    assert brightness((1.0,), 0.9) == 0.0


def test_a_strike_lights_a_window() -> None:
    staging = staged("living room", "night", "storm", "wide")
    room = staging.model_copy(update={"setting": staging.setting.model_copy(update={"interior": True})})
    moment = flashes(5, 6.0)[0]
    change = drawn(room, moment + 0.02, 6.0) - drawn(room, moment - 0.1, 6.0)
    assert np.percentile(change, 99.5) > 60


def test_wet_ground_mirrors_who_stands_on_it_and_dry_ground_does_not() -> None:
    assert groups_of(staged("village", "dusk", "rain", "wide"), "mirror")
    assert not groups_of(staged("village", "dusk", "clear", "wide"), "mirror")


def test_water_mirrors_the_far_bank() -> None:
    assert groups_of(staged("lake", "afternoon", size="wide"), "mirror")


def test_lights_behind_a_near_face_are_discs_at_night_only() -> None:
    assert groups_of(staged("city street", "night", size="close-up"), "bokeh")
    assert not groups_of(staged("city street", "day", size="close-up"), "bokeh")
    assert not groups_of(staged("city street", "night", size="wide"), "bokeh")


@pytest.mark.parametrize("size", ["wide", "full", "medium", "close-up"])
def test_heads_stay_between_the_bars_of_a_wide_picture(size: str) -> None:
    look = Look(letterbox=2.39)
    picture = lay_out(staged("village", "dusk", size=size, look=look, figures=(MARA, TOM)), 1280, 720, 4.0, 5)
    bar = (720 - 1280 / 2.39) / 2
    for t in (0.0, 2.0, 4.0):
        view = picture.way(t)
        for placed in picture.arrangement.placed if size != "close-up" else picture.arrangement.placed[:1]:
            y = 360 + (placed.point(placed.art.head)[1] - view.y) * 720 / view.height
            assert bar + 4 < y < 720 - bar - 4


def finished(name: str) -> NDArray[np.float64]:
    """A close shot and a wide one of a style, on grey, one under the other, each at the same mean and spread."""
    look = look_of(find_style(name))
    parts: list[NDArray[np.float64]] = []
    for staging in (
        staged("kitchen", "afternoon", size="close-up", look=look),
        staged("village", "dusk", size="full", look=look, figures=(MARA, TOM)),
    ):
        canvas = Canvas(640, 360, graded(look))
        canvas.show(compose(staging, 640, 360, 4.0, 5), 4.0)
        picture = Finish(look, 640, 360, 5).apply(canvas.frame(1.0))
        grey = picture[..., :3].astype(np.float64) @ np.array([0.2126, 0.7152, 0.0722])
        parts.append((grey - grey.mean()) / max(1.0, grey.std()))
    return np.concatenate(parts)


def fingerprint(name: str) -> NDArray[np.float64]:
    """Texture without colour: how much detail there is at each size, and how uneven its edges are."""
    grey = finished(name)
    bands = [np.abs(grey[:, step:] - grey[:, :-step]).mean() for step in (1, 2, 4, 8, 24)]
    bands += [np.abs(grey[step:] - grey[:-step]).mean() for step in (1, 2, 4, 8, 24)]
    steps = np.abs(np.diff(grey, axis=1))
    quarters = [
        grey[: 360 // 12].mean(),
        grey[:360].std(),
        float(np.percentile(steps, 50)),
        float(np.percentile(steps, 97)),
    ]
    return np.log(np.abs(np.array([*bands, *quarters])) + 0.02)


def test_styles_differ_in_more_than_colour() -> None:
    prints = {name: fingerprint(name) for name in style_names()}
    near = {
        f"{one} and {other}": float(np.abs(prints[one] - prints[other]).mean())
        for one, other in combinations(prints, 2)
    }
    alike = sorted(near.items(), key=lambda item: item[1])
    assert alike[0][1] > 0.055, f"{alike[0][0]} look alike"
