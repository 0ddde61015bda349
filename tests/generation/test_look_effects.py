"""What looks do to drawn pictures: each effect changes what it says, the same way every time, at every size."""

from collections.abc import Callable
from functools import cache
from itertools import combinations, pairwise
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from generation.animatic.colour import rgb
from generation.animatic.compose import compose, lay_out
from generation.animatic.effects import effects
from generation.animatic.finish import Finish, graded
from generation.animatic.framing import layer_matrix
from generation.animatic.thorvg_port import Canvas
from generation.clips.animatic import Animatic
from generation.requests import Camera, ClipRequest, Figure, Look, Setting, Staging
from generation.results import Frame
from orchestrator.directing.staging import look as look_of
from orchestrator.project.library import find_style, style_names

INKS = ("#1d1814", "#4f3326", "#8a4a35", "#cf9a52", "#f3e6c8")
SIZES = ((320, 180), (181, 321), (642, 274), (64, 64))
MARA = Figure(id="mara", appearance="a woman of sixty, silver braid, a yellow coat", position="left", facing="right")
FOX = Figure(id="fox", kind="fox", position="right", facing="left")
_MOMENTS: tuple[tuple[Literal["day", "night"], Literal["wide", "close-up"]], ...] = (
    ("day", "wide"),
    ("night", "close-up"),
)
DAY, NIGHT = (
    Staging(
        setting=Setting(id="harbour", kind="harbour", time=time),
        figures=(MARA, FOX),
        camera=Camera(size=size),
    )
    for time, size in _MOMENTS
)
LOOKS = (
    Look(line="chalk", palette=INKS),
    Look(line="carved", palette=INKS),
    Look(texture="wash", palette=INKS),
    Look(line="pencil", palette=INKS),
    Look(texture="leaf", palette=INKS),
    Look(texture="clay"),
    Look(glow=0.8),
    Look(texture="scan"),
    Look(texture="print"),
    Look(texture="film"),
)


def drawn(staging: Staging, look: Look, width: int = 320, height: int = 180, t: float = 0.5) -> Frame:
    """The picture before its finish."""
    canvas = Canvas(width, height, graded(look))
    canvas.show(compose(staging.model_copy(update={"look": look}), width, height, 2.0, 5), 2.0)
    return canvas.frame(t).copy()


def blocks(width: int = 320, height: int = 180) -> Frame:
    """A dark and a light square on grey."""
    picture = np.full((height, width, 4), 255, np.uint8)
    picture[:, :, :3] = 120
    picture[height // 4 : 3 * height // 4, width // 8 : 3 * width // 8, :3] = 60
    picture[height // 4 : 3 * height // 4, 5 * width // 8 : 7 * width // 8, :3] = 190
    return picture


def after(look: Look, picture: Frame, seed: int = 3) -> Frame:
    for effect in effects(look, picture.shape[0], picture.shape[1], seed):
        picture = effect(picture)
    return picture


def light(picture: Frame) -> NDArray[np.float64]:
    return picture[:, :, :3].astype(np.float64) @ np.array([0.2126, 0.7152, 0.0722])


def test_a_plain_look_has_no_effects() -> None:
    assert effects(Look(line="ink", texture="paper", toning=0.5), 180, 320, 1) == []


def test_chalk_is_light_along_edges_and_nowhere_else() -> None:
    before = blocks()
    picture = after(Look(line="chalk", palette=INKS), before)
    chalk = np.abs(picture[:, :, :3].astype(int) - rgb(INKS[-1])).max(axis=2) < 12
    y, x = 180 // 4, 320 // 8
    assert chalk[y - 1 : y + 1, x + 20 : x + 60].any(axis=0).all()
    untouched = np.array_equal(picture[y + 10 : y + 70, x + 10 : x + 60], before[y + 10 : y + 70, x + 10 : x + 60])
    assert untouched
    assert chalk.mean() < 0.06


def test_a_gradient_gets_no_chalk() -> None:
    picture = blocks()
    picture[:, :, :3] = np.linspace(40, 200, 180).astype(np.uint8)[:, None, None]
    assert np.array_equal(after(Look(line="chalk", palette=INKS), picture), picture)


@pytest.mark.parametrize("staging", [DAY, NIGHT])
def test_a_woodcut_has_its_inks_and_no_other_colour(staging: Staging) -> None:
    look = Look(line="carved", palette=INKS)
    found = {tuple(colour) for colour in after(look, drawn(staging, look))[:, :, :3].reshape(-1, 3).tolist()}
    assert found <= {rgb(ink) for ink in INKS}
    assert len(found) >= 4


def test_a_woodcut_has_black_lines_around_what_it_shows() -> None:
    picture = after(Look(line="carved", palette=INKS), blocks(1280, 720))
    black = (picture[:, :, :3] == rgb(INKS[0])).all(axis=2)
    assert black[180 - 4 : 180 + 4, 200:440].any(axis=0).all()
    assert not black[250:480, 200:440].any()


def test_a_wash_leaves_paper_around_it_and_dries_darker_at_its_edges() -> None:
    look = Look(texture="wash", palette=INKS)
    before = blocks()
    picture = after(look, before)
    for edge in (picture[0], picture[-1], picture[:, 0], picture[:, -1]):
        bare = (edge[:, :3] == rgb(INKS[-1])).all(axis=1)
        assert bare.mean() > 0.5, "ragged, but paper"
    assert light(picture[80:100, 60:100]).min() > light(before[80:100, 60:100]).max(), "paper shows through dark paint"
    values = light(picture)
    inner, rim = values[60:120, 225:255].mean(), values[60:120, 200:203].mean()
    assert rim < inner - 5


@pytest.mark.parametrize("middle", [60, 190])
def test_clay_bulges_towards_the_light_be_it_dark_or_light(middle: int) -> None:
    picture = blocks(640, 360)
    x, y = (80, 90) if middle == 60 else (400, 90)
    changed = light(after(Look(texture="clay"), picture)) - light(picture)
    inside = 5
    left = changed[y + 40 : y + 140, x + inside : x + inside + 4].mean()
    right = changed[y + 40 : y + 140, x + 160 - inside - 4 : x + 160 - inside].mean()
    top = changed[y + inside : y + inside + 4, x + 40 : x + 120].mean()
    low = changed[y + 180 - inside - 4 : y + 180 - inside, x + 40 : x + 120].mean()
    assert left > 3
    assert top > 3
    assert right < -3
    assert low < -3
    assert abs(changed[:3]).mean() < 3, "no frame around the picture"


def test_glow_never_darkens_and_reaches_beyond_what_shines() -> None:
    before = blocks()
    before[80:100, 150:170, :3] = 255
    picture = after(Look(glow=0.7), before)
    assert (picture >= before).all()
    assert light(picture)[90, 175] > light(before)[90, 175] + 10
    assert (after(Look(glow=0.7), np.full_like(before, 100))[:, :, :3] == 100).all()


def test_an_old_print_is_bright_where_it_was_bright_under_every_lamp() -> None:
    white = np.full((180, 320, 4), 255, np.uint8)
    effect = effects(Look(texture="film"), 180, 320, 3)[0]
    for _ in range(30):
        assert np.percentile(light(effect(white))[10:-10, 10:-10], 5) > 225


def test_an_old_print_sways_by_few_pixels() -> None:
    effect = effects(Look(texture="film"), 720, 1280, 3)[0]
    before = blocks(1280, 720)
    edges = [int(np.argmax(effect(before)[360, 20:300, 0] < 100)) + 20 for _ in range(20)]
    assert 1 < max(edges) - min(edges) <= 7


def test_toning_in_full_leaves_only_colours_between_those_of_the_palette() -> None:
    grade = graded(Look(toning=1.0, palette=INKS))
    inks = np.array([rgb(ink) for ink in INKS], float)
    line = np.concatenate([one + (other - one) * np.linspace(0, 1, 400)[:, None] for one, other in pairwise(inks)])
    for colour in ("#000000", "#ffffff", "#ff0000", "#13a04c", "#2040ff", "#808080"):
        away = np.linalg.norm(line - np.array(rgb(grade(colour))), axis=1).min()
        assert away < 1.5


def test_a_pool_of_light_leaves_the_face_and_darkens_the_rest() -> None:
    alone = DAY.model_copy(update={"figures": (MARA.model_copy(update={"position": "centre"}),)})
    plain, pooled = (light(drawn(alone, Look(pool=pool, vignette=0.0))) for pool in (0.0, 1.0))
    laid = lay_out(alone, 320, 180, 2.0, 5)
    (placed,) = laid.arrangement.placed
    x, y = layer_matrix(laid.way(0.5), 1.0, 320, 180).apply(*placed.point(placed.art.head))
    changed = pooled - plain
    assert changed[round(y) - 3 : round(y) + 3, round(x) - 3 : round(x) + 3].mean() > -6
    corners = (slice(0, 30), slice(0, 40)), (slice(-30, None), slice(-40, None))
    assert all(changed[corner].mean() < -30 for corner in corners)


def test_cut_paper_throws_its_shadow_down_to_the_right_and_nothing_is_out_of_focus() -> None:
    near = DAY.model_copy(update={"camera": Camera(size="close-up")})
    plain, cut = (light(drawn(near, Look(line=line), 640, 360)) for line in ("none", "cut"))
    sharp = [np.abs(np.diff(picture[:, :200], axis=1)).mean() for picture in (plain, cut)]
    assert sharp[1] > sharp[0]
    wide = DAY.model_copy(update={"figures": (MARA,)})
    changed = light(drawn(wide, Look(line="cut"), 640, 360)) - light(drawn(wide, Look(), 640, 360))
    assert (changed < -12).mean() > 0.003


def frames(look: Look, *, grain: bool = True) -> list[Frame]:
    staging = DAY.model_copy(update={"look": look})
    request = ClipRequest(width=160, height=90, rate="24", frames=9, seed=5, staging=staging)
    with Animatic(grain=grain).load() as make:
        return [frame.copy() for frame in make(request, lambda _done, _total: None).frames]


@pytest.mark.parametrize("hold", [1, 2, 3])
def test_a_drawing_is_held_for_as_many_pictures_as_the_look_says(hold: int) -> None:
    made = frames(Look(hold=hold, grain=0.3))
    assert len(made) == 9
    for number, (one, other) in enumerate(pairwise(made), 1):
        assert np.array_equal(one, other) == (number % hold != 0)


def test_a_drawing_is_of_the_middle_of_its_time() -> None:
    ones, threes = frames(Look(), grain=False), frames(Look(hold=3), grain=False)
    assert [np.array_equal(threes[4], one) for one in ones] == [number == 4 for number in range(9)]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.line} {look.texture} {look.glow}")
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_effects_give_the_same_bytes_twice_at_every_size(look: Look, size: tuple[int, int]) -> None:
    def made(draw: Callable[[], Frame]) -> list[bytes]:
        finish = Finish(look, *size, 11)
        return [finish.apply(draw()).tobytes() for _ in range(3)]

    picture = drawn(DAY, look, *size)
    first = made(lambda: picture)
    assert first == made(picture.copy)
    assert len(first[0]) == size[0] * size[1] * 4
    assert set(np.frombuffer(first[0], np.uint8)[3::4].tolist()) == {255}


@cache
def shown(name: str) -> tuple[Frame, Frame]:
    """A style's finished pictures of a day and a night."""
    look = look_of(find_style(name))
    day, night = (Finish(look, 320, 180, 5).apply(drawn(staging, look))[:, :, :3].copy() for staging in (DAY, NIGHT))
    return day, night


@pytest.mark.parametrize("name", style_names())
def test_every_style_draws(name: str) -> None:
    for picture in shown(name):
        assert light(picture).std() > 9
        assert 12 < light(picture).mean() < 225


def test_styles_look_different() -> None:
    """Every two of them, in the means of a coarse grid over a day and a night."""
    seen = {
        name: np.stack([picture.reshape(9, 20, 16, 20, 3).mean(axis=(1, 3)) for picture in shown(name)])
        for name in style_names()
    }
    alike = {pair: float(np.abs(seen[pair[0]] - seen[pair[1]]).mean()) for pair in combinations(seen, 2)}
    assert min(alike.values()) > 7, min(alike, key=lambda pair: alike[pair])
