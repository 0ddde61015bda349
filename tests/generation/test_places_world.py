"""Seasons and periods of places: they are seen, they keep the place itself, and nothing of another time is in them."""

from collections.abc import Iterable

import numpy as np
import pytest

from generation.animatic import thesaurus
from generation.animatic.art import Group, Node, Shape, scale
from generation.animatic.places.kits import build_stage
from generation.animatic.port_tree import bounds
from generation.animatic.stage import Stage
from generation.animatic.thorvg_port import snapshot
from generation.requests import Look, Setting

SEASONS = ("spring", "summer", "autumn", "winter")
PERIODS = ("medieval", "1920s", "today", "future")
ELECTRIC = (
    "#fff6e0",
    "#fff0cc",
    "#fff2c8",
)
"""Light that comes from masts and headlamps of today."""


def stage(kind: str, *, time: str = "day", **told: object) -> Stage:
    place = Setting(id="here", kind=kind)
    interior = thesaurus.roofed(thesaurus.find(place).kit)
    return build_stage(place.model_copy(update={"interior": interior, "time": time, **told}), Look(), "calm")


def picture(kind: str, *, time: str = "day", **told: object) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    made = stage(kind, time=time, **told)
    root = Group(tuple(layer.art for layer in (*made.behind, *made.front)))
    return snapshot(root, 160, 90, scale(0.1, 0.1), 1.0)[..., :3].astype(float)


def every_node(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Group):
            yield from every_node(node.children)


@pytest.mark.parametrize("kind", ["meadow", "forest", "village", "city street", "lake", "living room"])
def test_every_season_is_seen_where_there_is_a_sky_or_a_window(kind: str) -> None:
    seen = [picture(kind, season=season) for season in SEASONS]
    least = {"living room": 0.15, "city street": 2.0}.get(kind, 4.0)
    for i, one in enumerate(seen):
        for other in seen[i + 1 :]:
            assert np.abs(one - other).mean() > least


@pytest.mark.parametrize("kind", ["desert", "jungle", "cave", "moon"])
def test_no_season_is_seen_where_there_is_none(kind: str) -> None:
    assert np.array_equal(picture(kind, season="winter"), picture(kind, season="summer"))


@pytest.mark.parametrize("kind", ["meadow", "village", "forest"])
def test_snow_lies_in_a_clear_winter_and_leaves_turn_in_autumn(kind: str) -> None:
    summer, autumn, winter = (picture(kind, season=season)[55:80] for season in SEASONS[1:])
    assert winter.mean() > summer.mean() + 20
    assert (autumn[..., 0] - autumn[..., 1]).mean() > (summer[..., 0] - summer[..., 1]).mean() + 8


def test_winter_in_the_words_of_a_place_is_winter() -> None:
    assert np.array_equal(picture("village", description="a snowy village"), picture("village", season="winter")) or (
        np.abs(picture("village", description="a snowy village") - picture("village", season="winter")).mean() < 1.0
    )


@pytest.mark.parametrize("season", SEASONS)
def test_what_falls_ends_nowhere_and_snow_falls_only_from_the_weather(season: str) -> None:
    layers = {layer.name for layer in stage("village", season=season).front}
    assert ("falling autumn" in layers, "falling spring" in layers) == (season == "autumn", season == "spring")
    assert "snow" not in layers
    assert "snow" in {layer.name for layer in stage("village", season=season, weather="snow").front}


@pytest.mark.parametrize("kind", ["village", "city street", "town square", "kitchen", "living room", "office"])
def test_every_period_is_seen(kind: str) -> None:
    seen = {period: picture(kind, period=period) for period in PERIODS}
    for one, other in (("medieval", "today"), ("medieval", "future"), ("today", "future"), ("1920s", "future")):
        assert np.abs(seen[one] - seen[other]).mean() > 1.5, (one, other)


@pytest.mark.parametrize("kind", ["village", "city street", "market", "town square"])
def test_nothing_electric_and_nothing_that_drives_is_in_the_middle_ages(kind: str) -> None:
    made = stage(kind, period="medieval", time="night")
    layers = {layer.name: layer.art for layer in (*made.behind, *made.front)}
    assert "cables" not in layers
    assert "traffic" not in layers or bounds(layers["traffic"]) is None
    fills = [node.fill for node in every_node(layers.values()) if isinstance(node, Shape)]
    assert not set(ELECTRIC) & {fill for fill in fills if isinstance(fill, str)}


def test_the_future_glows_and_flies_and_the_twenties_have_wires() -> None:
    city = picture("city street", period="future", time="night")
    cold = (city[..., 2] > 150) & (city[..., 1] > 150) & (city[..., 0] < 140)
    assert cold.mean() > 0.01
    assert "air traffic" in {layer.name for layer in stage("city street", period="future").behind}
    assert "cables" in {layer.name for layer in stage("village", period="1920s").behind}


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("kind", ["village", "city street", "kitchen"])
def test_a_place_in_its_time_is_the_same_whenever_it_is_built(kind: str, period: str) -> None:
    told = {"period": period, "season": "autumn"}
    assert np.array_equal(picture(kind, **told), picture(kind, **told))
