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


def layer_names(made: Stage) -> list[str]:
    return [layer.name for layer in made.behind]


def test_what_the_words_name_is_added_where_the_kit_does_not_draw_it() -> None:
    plain = layer_names(stage("meadow"))
    assert "named" not in plain
    assert (
        layer_names(stage("meadow", description="a stone bridge, a tent and a snowman by the path")).count("named") == 3
    )
    assert "named" not in layer_names(stage("village", description="houses around a well"))
    assert "named" not in layer_names(stage("meadow", description="no statue, without a tent"))


def test_never_more_than_three_are_added_and_none_in_the_middle_of_the_picture() -> None:
    many = "a statue, a fountain, a tent, a snowman, a scarecrow, a boat and a cactus"
    made = stage("meadow", description=many)
    named = [layer for layer in made.behind if layer.name == "named"]
    assert len(named) == 3
    for layer in named:
        box = bounds(layer.art)
        assert box is not None
        assert box[2] < 760 or box[0] > 840
        assert layer.depth < 1


@pytest.mark.parametrize(
    ("words", "layer"),
    [
        ("market: on giant lily pads", "lily pads"),
        ("library inside a whale", "ribs"),
        ("castle on a chessboard", "chessboard"),
        ("meadow under a rainbow", "rainbow"),
        ("bridge over a lava river", "glow of the ground"),
    ],
)
def test_grounds_and_backdrops_that_no_kit_has(words: str, layer: str) -> None:
    kind, _, looks = words.partition(": ")
    assert layer in layer_names(stage(kind, description=looks))


def test_stuffs_and_colours_of_the_words_are_seen() -> None:
    lava, water = picture("lava river"), picture("river")
    assert (lava[50:80, :, 0] - lava[50:80, :, 2]).mean() > (water[50:80, :, 0] - water[50:80, :, 2]).mean() + 4
    assert np.abs(picture("glass bridge over a river") - picture("bridge over a river")).mean() > 0.3


def test_what_is_beside_a_place_does_not_become_the_place() -> None:
    def kit(words: str) -> str:
        return thesaurus.find(Setting(id="x", kind=words)).kit

    assert kit("desert with a rocket") == kit("desert")
    assert kit("meadow near the castle") == "meadow"
    assert kit("castle hall garden") == kit("garden")
