"""The look-check: every kit in all times, weathers and sizes is drawn, and each picture is measured as an eye would judge it.

Of the conditions of each kit three are drawn, chosen so that over all kits each meets each; with LOOK_CHECK=all in the
environment it is every one of them, which takes an hour.

A picture is nowhere empty, the figure stands out from what is behind it, stands on its ground and is cut where bodies may be
cut, its face is inside the title-safe part, the horizon is where the angle puts it, text can be read over it, and from frame to
frame nothing jumps.
"""

import itertools
import os
from itertools import pairwise
from random import Random
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from generation.animatic import thesaurus
from generation.animatic.compose import compose, lay_out
from generation.animatic.finish import Finish, graded
from generation.animatic.framing import layer_matrix
from generation.animatic.picture import Picture
from generation.animatic.thorvg_port import Canvas
from generation.requests import Camera, Figure, Look, Setting, Staging

Pixels = NDArray[np.int16]

WIDTH, HEIGHT, SECONDS = 384, 216, 4.0
TIMES = ("dawn", "morning", "day", "afternoon", "dusk", "night")
WEATHERS = ("clear", "cloudy", "rain", "storm", "snow", "fog", "wind")
SIZES = ("extreme-wide", "wide", "full", "cowboy", "medium", "medium-close", "close-up", "extreme-close-up")
MOVES: tuple[str, ...] = get_args(Camera.model_fields["move"].annotation)
VARIANTS = sorted(thesaurus.variants())
LOOK = Look(grain=0.0)
SAFE = 0.05
"""The part of the frame at each edge that a title-safe area leaves out."""
MARA = Figure(id="mara", appearance="a woman with black hair, a red coat", facing="right", pose="stand")


def staged(place: str, time: str, weather: str, size: str, *figures: Figure, **camera: object) -> Staging:
    kit = place.split("/")[0]
    setting = Setting.model_validate(
        {
            "id": place.replace("/", "-"),
            "kind": thesaurus.variants()[place],
            "time": time,
            "weather": weather,
            "interior": thesaurus.roofed(kit),
        }
    )
    return Staging(setting=setting, figures=figures, camera=Camera.model_validate({"size": size, **camera}), look=LOOK)


def drawn(staging: Staging, t: float = 1.0, *, width: int = WIDTH, height: int = HEIGHT) -> Pixels:
    canvas = Canvas(width, height, graded(staging.look))
    canvas.show(compose(staging, width, height, SECONDS, 7), SECONDS)
    return np.array(canvas.frame(t)[..., :3]).astype(np.int16)


def lightness(pixels: Pixels) -> NDArray[np.float64]:
    return pixels.astype(np.float64) @ np.array([0.2126, 0.7152, 0.0722])


def conditions(place: str) -> list[tuple[str, str, str]]:
    """Three of the times, weathers and sizes for each kit, so that all pairs of them are drawn many times over all kits."""
    if os.environ.get("LOOK_CHECK") == "all":
        return list(itertools.product(TIMES, WEATHERS, SIZES))
    chance = Random(place)
    return [(chance.choice(TIMES), chance.choice(WEATHERS), chance.choice(SIZES)) for _ in range(3)]


def test_the_conditions_cover_every_time_weather_and_size_with_each_other() -> None:
    seen = {found for place in VARIANTS for found in conditions(place)}
    for one, other in ((0, 1), (0, 2), (1, 2)):
        groups = (TIMES, WEATHERS, SIZES)
        pairs = {(found[one], found[other]) for found in seen}
        assert len(pairs) >= 0.95 * len(groups[one]) * len(groups[other])


@pytest.mark.parametrize("place", VARIANTS)
def test_every_picture_is_full_and_its_figure_stands_out(place: str) -> None:
    faults: list[str] = []
    for time, weather, size in conditions(place):
        staging = staged(place, time, weather, size, MARA)
        laid = lay_out(staging, WIDTH, HEIGHT, SECONDS, 7)
        found = _framing(laid)
        if size in SIZES[:3]:
            picture = drawn(staging)
            found += _emptiness(picture) + _standing(laid, picture)
        faults += [f"{time} {weather} {size}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


def _emptiness(picture: Pixels) -> list[str]:
    """What of a place by itself is one flat colour: a place has things in it."""
    tones = (picture // 12).reshape(-1, 3) @ np.array([1, 32, 1024])
    share = np.bincount(tones).max() / len(tones)
    found = [f"{share:.0%} of it is one colour"] if share > 0.55 else []
    spread = float(lightness(picture).std())
    return found + ([f"it is flat: {spread:.1f} levels"] if spread < 7 else [])


def _standing(laid: Picture, picture: Pixels) -> list[str]:
    """Whether the figure differs from what is around it, and stands where figures stand."""
    (placed,) = laid.arrangement.placed
    matrix = layer_matrix(laid.way(1.0), 1.0, WIDTH, HEIGHT)
    left, top = matrix.apply(placed.x - placed.half, placed.crest)
    right, bottom = matrix.apply(placed.x + placed.half, placed.bottom)
    body = picture[max(0, round(top)) : round(bottom), max(0, round(left)) : round(right)]
    wide = max(6, round(right - left))
    around = np.concatenate(
        [
            picture[max(0, round(top)) : round(bottom), max(0, round(left) - wide) : max(1, round(left))].reshape(
                -1, 3
            ),
            picture[max(0, round(top)) : round(bottom), round(right) : round(right) + wide].reshape(-1, 3),
        ]
    )
    coat = body[int(0.35 * len(body)) : int(0.7 * len(body)), body.shape[1] // 3 : -body.shape[1] // 3 or None]
    apart = np.abs(np.median(coat.reshape(-1, 3), axis=0) - np.median(around, axis=0)).max()
    found = [f"the figure is lost: {apart:.0f} levels"] if apart < 16 else []
    ground = laid.stage.ground
    if not laid.stage.horizon < placed.y <= ground + 60:
        found.append(f"it stands at {placed.y:.0f}, the ground is at {ground:.0f}")
    return found


def _framing(laid: Picture) -> list[str]:
    """Whether the face is inside the safe part, and the frame cuts no neck."""
    found: list[str] = []
    for t in (0.0, SECONDS / 2, SECONDS):
        matrix = layer_matrix(laid.way(t), 1.0, WIDTH, HEIGHT)
        for placed in laid.arrangement.placed:
            x, y = matrix.apply(*placed.point(placed.art.head))
            reach = placed.art.head_radius * placed.scale * matrix.d
            if not SAFE * WIDTH <= x <= (1 - SAFE) * WIDTH or not SAFE * HEIGHT <= y <= (1 - SAFE) * HEIGHT:
                found.append(f"the face is at {x / WIDTH:.2f}, {y / HEIGHT:.2f} after {t:g} s")
            neck = (HEIGHT - (y + reach)) / max(reach, 1.0)
            if laid.staging.camera.size != "extreme-close-up" and neck < 0.25:
                found.append(f"it is cut at the neck after {t:g} s")
    return found


@pytest.mark.parametrize("place", [place for place in VARIANTS if not thesaurus.skyless(place.split("/")[0])])
def test_the_horizon_is_where_the_angle_puts_it(place: str) -> None:
    at: dict[str, float] = {}
    for angle in ("low", "eye", "high", "overhead"):
        laid = lay_out(staged(place, "day", "clear", "wide", MARA, angle=angle), WIDTH, HEIGHT, SECONDS, 7)
        matrix = layer_matrix(laid.arrangement.view, 0.05, WIDTH, HEIGHT)
        at[angle] = matrix.apply(800, laid.stage.horizon)[1] / HEIGHT
    assert 0.3 <= at["eye"] <= 0.82, at
    assert at["low"] > at["eye"] > at["high"] > at["overhead"] - 0.02, at
    assert at["overhead"] < 0.42, at


@pytest.mark.parametrize("place", VARIANTS[::4])
def test_captions_can_be_read_over_places(place: str) -> None:
    """White letters with a dark edge: what is behind them may be light, but not as restless as letters are."""
    for time, weather, size in conditions(place)[1:]:
        picture = lightness(drawn(staged(place, time, weather, size, MARA)))
        band = picture[round(0.82 * HEIGHT) : round(0.95 * HEIGHT), round(0.2 * WIDTH) : round(0.8 * WIDTH)]
        edges = np.abs(np.diff(band, axis=1)).mean()
        assert edges < 14, (time, weather, size, edges)


@pytest.mark.parametrize("place", VARIANTS[::8])
def test_neighbouring_sizes_are_different_pictures(place: str) -> None:
    sizes = [size for size in SIZES if size != "extreme-close-up"]
    pictures = [drawn(staged(place, "day", "clear", size, MARA)) for size in sizes[:: 2 if place[0] < "m" else 1]]
    for one, other in pairwise(pictures):
        assert np.abs(one - other).mean() > 4


@pytest.mark.parametrize("place", VARIANTS[1::8])
def test_somebody_has_the_same_colours_in_every_size(place: str) -> None:
    """The red coat: the same hue and nearly the same lightness, near and far."""
    found: list[NDArray[np.float64]] = []
    for size in ("wide", "full", "cowboy", "medium"):
        staging = staged(place, "day", "clear", size, MARA)
        laid = lay_out(staging, WIDTH, HEIGHT, SECONDS, 7)
        matrix = layer_matrix(laid.way(1.0), 1.0, WIDTH, HEIGHT)
        (placed,) = laid.arrangement.placed
        waist = placed.point((placed.art.waist[0], placed.art.waist[1] * 1.12))
        x, y = matrix.apply(*waist)
        reach = max(1, round(0.35 * placed.art.head_radius * placed.scale * matrix.d))
        y = min(y, HEIGHT - reach - 1)
        patch = drawn(staging)[round(y) - reach : round(y) + reach, round(x) - reach : round(x) + reach]
        found.append(np.median(patch.reshape(-1, 3), axis=0))
    for one, other in itertools.combinations(found, 2):
        assert np.abs(one - other).max() < 40, found


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("place", ["meadow/meadow", "room/parlour", "city/street"])
def test_no_move_stutters(move: str, place: str) -> None:
    """From frame to frame the picture changes evenly: no step is far larger than the steps around it."""
    staging = staged(place, "day", "clear", "full", MARA, move=move)
    canvas = Canvas(WIDTH, HEIGHT, graded(staging.look))
    canvas.show(compose(staging, WIDTH, HEIGHT, SECONDS, 7), SECONDS)
    frames = [np.array(canvas.frame(n / 24)[..., :3]).astype(np.int16) for n in range(1, 73)]
    steps = np.array([np.abs(one - other).mean() for one, other in pairwise(frames)])
    around = np.array([np.median(steps[max(0, n - 4) : n + 5]) for n in range(len(steps))])
    assert (steps <= 2.2 * around + 0.6).all(), np.round(steps, 2).tolist()


def test_grain_moves_and_never_hides_the_picture() -> None:
    look = LOOK.model_copy(update={"grain": 0.2})
    staging = staged("meadow/meadow", "day", "clear", "wide", MARA).model_copy(update={"look": look})
    clean = drawn(staging)
    finish = Finish(look, WIDTH, HEIGHT, 7)
    canvas = Canvas(WIDTH, HEIGHT, graded(look))
    canvas.show(compose(staging, WIDTH, HEIGHT, SECONDS, 7), SECONDS)
    one = finish.apply(canvas.frame(1.0))[..., :3].astype(np.int16).copy()
    other = finish.apply(canvas.frame(1.0))[..., :3].astype(np.int16).copy()
    assert 0.5 < np.abs(one - clean).mean() < 12
    assert np.abs(one - other).mean() > 0.3
