"""Places of towns and under roofs: each is its own picture, its lamps are lit after dark, and floors stay within reach."""

import itertools

import numpy as np
import pytest

from generation.animatic import thesaurus
from generation.animatic.art import Group, Shape, scale
from generation.animatic.motifs import perspective
from generation.animatic.places.kits import build_stage
from generation.animatic.port_tree import bounds
from generation.animatic.stage import LEFT, RIGHT, Stage
from generation.animatic.thorvg_port import snapshot
from generation.requests import Look, Setting

KITS = frozenset(
    [
        "bathroom",
        "bridge",
        "cabin",
        "church",
        "circus",
        "computer",
        "corridor",
        "court",
        "diner",
        "factory",
        "fair",
        "gallery",
        "garage",
        "graveyard",
        "greenhouse",
        "gym",
        "park",
        "pitch",
        "platform",
        "prison",
        "roadside",
        "room",
        "show",
        "site",
        "starship",
        "storage",
        "suburb",
        "supermarket",
        "tavern",
        "terminal",
        "terrace",
        "ward",
    ]
)
PLACES = sorted(place for place in thesaurus.variants() if place.split("/")[0] in KITS)
LIT = [
    "ward/ward",
    "diner/cafe",
    "church/temple",
    "corridor/corridor",
    "terrace/terrace",
    "suburb/suburb",
    "platform/platform",
    "fair/fair",
]


def stage_of(place: str, time: str = "day", identity: str = "here") -> Stage:
    values = {
        "id": identity,
        "kind": thesaurus.variants()[place],
        "time": time,
        "interior": thesaurus.roofed(place.split("/")[0]),
    }
    return build_stage(Setting.model_validate(values), Look(), "calm")


def seen(stage: Stage) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """The stage without figures as a small grey picture."""
    root = Group(tuple(layer.art for layer in (*stage.behind, *stage.front)))
    return snapshot(root, 64, 36, scale(0.04, 0.04), 1.0)[..., :3].astype(float).mean(axis=2)


def test_no_two_places_are_alike_by_their_large_shapes_alone() -> None:
    pictures = {place: seen(stage_of(place)) for place in PLACES}
    # Lightness as a whole says nothing of shape.
    shapes = {place: picture - picture.mean() for place, picture in pictures.items()}
    alike = [
        (one, two) for one, two in itertools.combinations(PLACES, 2) if np.abs(shapes[one] - shapes[two]).mean() < 4.0
    ]
    assert len(PLACES) > 50
    assert not alike


@pytest.mark.parametrize("place", LIT)
def test_lamps_are_lit_after_dark(place: str) -> None:
    def brightest_over_middle(time: str) -> float:
        picture = seen(stage_of(place, time))
        return float(np.percentile(picture, 99) / np.median(picture))

    assert brightest_over_middle("night") > brightest_over_middle("day")


def test_two_parlours_have_a_taste_of_their_own() -> None:
    pictures = [seen(stage_of("room/parlour", identity=f"house {k}")) for k in range(6)]
    differences = [np.abs(one - two).mean() for one, two in itertools.combinations(pictures, 2)]
    assert max(differences) > 3.0


@pytest.mark.parametrize("far", [0.3, 0.55, 0.8])
def test_lines_of_a_floor_end_where_no_camera_looks(far: float) -> None:
    lines = perspective.seams(120.0, far)
    assert len(lines) > 20
    for path in lines:
        box = bounds(Shape(path, "#000000"))
        assert box is not None
        assert LEFT - 500 < box[0] <= box[2] < RIGHT + 500
