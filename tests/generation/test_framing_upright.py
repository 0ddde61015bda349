"""Upright and square pictures, measured: whoever is in the shot is in the frame, and so is what the place is known by."""

from collections.abc import Sequence
from functools import cache
from typing import get_args

import pytest

from generation.animatic.art import Path, Shape, Stroke
from generation.animatic.figures.draw import draw_figure
from generation.animatic.framing import Arrangement, View, arrange, contained, layer_matrix
from generation.animatic.places.kits import build_stage
from generation.animatic.port_tree import Box, mapped
from generation.animatic.stage import FigureArt, Stage
from generation.animatic.thorvg_port import snapshot
from generation.animatic.upright import landmark_depth
from generation.requests import Camera, Figure, Look, Setting, Staging

SIZES = ("medium", "cowboy", "full", "wide", "extreme-wide")
ANGLES: tuple[str, ...] = get_args(Camera.model_fields["angle"].annotation)
ASPECTS = (9 / 16, 4 / 5, 1.0)
LOOK = Look(palette=("#101018", "#606070", "#f0f0e8"))
WOMAN = "a woman of sixty, a yellow coat"
CASTS = (
    ("person",),
    ("storm",),
    ("horse",),
    ("person", "person"),
    ("person", "storm"),
    ("person", "mouse"),
    ("horse", "person"),
    ("whale", "person"),
    ("person", "person", "person"),
    ("person", "storm", "cat"),
    ("lion", "person", "bird"),
)


@cache
def place(kind: str) -> Stage:
    return build_stage(Setting(id=kind, kind=kind, time="dusk"), LOOK, "calm")


@cache
def drawn(kind: str) -> FigureArt:
    return draw_figure(figure(kind, "centre"), place("lighthouse").scheme, LOOK, 1)


def figure(kind: str, position: str, facing: str = "right") -> Figure:
    data = {"id": f"{kind}-{position}", "kind": kind, "appearance": WOMAN if kind == "person" else ""}
    return Figure.model_validate({**data, "position": position, "facing": facing})


def framed(kinds: Sequence[str], aspect: float, where: str = "lighthouse", **camera: str) -> Arrangement:
    positions = {1: ("left",), 2: ("left", "right"), 3: ("left", "centre", "right")}[len(kinds)]
    figures = tuple(figure(kind, position) for kind, position in zip(kinds, positions, strict=True))
    setting = Setting(id=where, kind=where, time="dusk")
    staging = Staging(setting=setting, figures=figures, camera=Camera.model_validate(camera), look=LOOK)
    return arrange(staging, place(where), [drawn(kind) for kind in kinds], aspect)


def faces(arrangement: Arrangement, aspect: float) -> dict[str, Box]:
    """The faces' boxes as parts of the frame's width and height."""
    matrix = layer_matrix(arrangement.view, 1.0, round(1000 * aspect), 1000)
    found: dict[str, Box] = {}
    for placed in arrangement.placed:
        x, y = placed.point(placed.art.head)
        reach = placed.art.head_radius * placed.scale
        left, top, right, bottom = mapped((x - reach, y - reach, x + reach, y + reach), matrix)
        found[placed.figure.id] = (left / aspect / 1000, top / 1000, right / aspect / 1000, bottom / 1000)
    return found


def edges(stage: Stage, view: View, aspect: float) -> bool:
    return not contained(view, {layer.depth for layer in (*stage.behind, *stage.front)} | {1.0}, aspect)


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kinds", CASTS, ids="+".join)
def test_every_head_is_inside(kinds: tuple[str, ...], size: str, aspect: float) -> None:
    for where in ("lighthouse", "room"):
        arrangement = framed(kinds, aspect, where, size=size)
        assert len(arrangement.placed) == len(kinds)
        assert not edges(place(where), arrangement.view, aspect)
        for name, (left, top, right, bottom) in faces(arrangement, aspect).items():
            assert left > 0, (where, name)
            assert right < 1, (where, name)
            assert top > 0, (where, name)
            assert bottom < 1, (where, name)


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("angle", ANGLES)
def test_every_angle_holds_the_heads(angle: str, aspect: float) -> None:
    for size in SIZES:
        for name, box in faces(framed(("person", "storm"), aspect, size=size, angle=angle), aspect).items():
            assert min(box) > -0.005, (size, name)
            assert max(box) < 1.005, (size, name)


@pytest.mark.parametrize("aspect", ASPECTS)
def test_nobody_in_company_is_a_speck(aspect: float) -> None:
    for kinds in (("person", "person"), ("person", "storm"), ("person", "person", "person")):
        for left, _, right, _ in faces(framed(kinds, aspect, size="medium"), aspect).values():
            assert right - left > 0.08, kinds


@pytest.mark.parametrize("aspect", ASPECTS)
def test_a_single_fills_the_width(aspect: float) -> None:
    (box,) = faces(framed(("person",), aspect, size="close-up"), aspect).values()
    assert box[2] - box[0] > 0.45


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("size", ["wide", "extreme-wide"])
@pytest.mark.parametrize("where", ["lighthouse", "harbour", "castle"])
def test_wide_shots_show_what_the_place_is_known_by(where: str, size: str, aspect: float) -> None:
    stage = place(where)
    for kinds in (("person",), ("person", "person")):
        view = framed(kinds, aspect, where, size=size).view
        x = layer_matrix(view, landmark_depth(stage), round(1000 * aspect), 1000).apply(*stage.detail)[0]
        assert 0.03 < x / aspect / 1000 < 0.97, kinds


def test_outlines_grow_with_the_figure_in_every_format() -> None:
    line = Shape(Path((("M", 780, 350), ("L", 780, 550))), None, Stroke("#ffffff", 4.0))
    for width, height in ((640, 360), (360, 640), (480, 480)):
        for seen in (900.0, 300.0, 150.0):
            picture = snapshot(line, width, height, layer_matrix(View(780, 450, seen), 1.0, width, height))
            thick = picture[height // 2, :, 0].sum() / 255
            assert thick == pytest.approx(4 * height / seen, rel=0.02)
