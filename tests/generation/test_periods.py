"""Places that people made or use tell their period, and nothing electric is in the old one."""

from collections.abc import Iterable
from functools import cache

import numpy as np
import pytest

from generation.animatic import thesaurus
from generation.animatic.art import Group, Linear, Node, Radial, scale
from generation.animatic.places.kits import build_stage
from generation.animatic.stage import Stage
from generation.animatic.thorvg_port import snapshot
from generation.requests import Look, Setting

SEEN = 0.015
"""Part of the pixels that differ at least."""
OUTDOORS = (
    "bridge/bridge",
    "camp/battlefield",
    "camp/campsite",
    "circus/circus",
    "city/alley",
    "city/rooftop",
    "city/square",
    "city/street",
    "coast/beach",
    "coast/harbour",
    "coast/lighthouse",
    "fair/fair",
    "farm/farm",
    "garden/garden",
    "gorge/viaduct",
    "graveyard/church",
    "graveyard/graveyard",
    "greenhouse/greenhouse",
    "meadow/field",
    "meadow/hill",
    "meadow/meadow",
    "meadow/plain",
    "orchard/lavender",
    "orchard/orchard",
    "orchard/terraces",
    "orchard/vineyard",
    "park/park",
    "pitch/stadium",
    "platform/platform",
    "road/crossroads",
    "road/railway",
    "road/road",
    "roadside/motel",
    "roadside/petrol",
    "ship/raft",
    "ship/ship",
    "site/construction",
    "suburb/playground",
    "suburb/suburb",
    "terrace/terrace",
    "village/market",
    "village/village",
    "waterside/lake",
)
INDOORS = (
    "carriage/car",
    "carriage/train",
    "corridor/lobby",
    "gallery/gallery",
    "gallery/museum",
    "hall/cell",
    "hall/hall",
    "hall/theatre",
    "hall/tower",
    "kitchen/bakery",
    "kitchen/kitchen",
    "room/bedroom",
    "room/cabin",
    "room/classroom",
    "room/library",
    "room/office",
    "room/parlour",
    "room/shop",
    "workshop/bench",
    "workshop/forge",
    "workshop/laboratory",
)
ALWAYS_OLD = ("camp/army", "castle/castle", "gorge/gorge")
"""Places that look of old by themselves, so that only later periods show."""
ELECTRIC = frozenset({"#fff6e0", "#fff0cc", "#fff2c8", "#fff6da", "#fff3cf", "#fffbe6", "#6ff0ff"})
"""Light of masts, headlamps, petrol stations, floodlights and of the future."""
DRIVEN = frozenset({"cables", "air traffic", "floodlights", "wires"})


def stage(variant: str, **told: object) -> Stage:
    kit = variant.split("/", maxsplit=1)[0]
    place = Setting(id=variant.replace("/", "-"), kind=thesaurus.variants()[variant], interior=thesaurus.roofed(kit))
    return build_stage(place.model_copy(update=told), Look(), "calm")


@cache
def picture(variant: str, period: str) -> "np.ndarray[tuple[int, ...], np.dtype[np.int16]]":
    made = stage(variant, period=period)
    root = Group(tuple(layer.art for layer in (*made.behind, *made.front)))
    return snapshot(root, 240, 135, scale(0.15, 0.15), 1.0)[..., :3].astype(np.int16)


def differing(variant: str, period: str) -> float:
    return float((np.abs(picture(variant, period) - picture(variant, "")).max(-1) > 12).mean())


def colours(nodes: Iterable[Node]) -> Iterable[str]:
    for node in nodes:
        if isinstance(node, Group):
            yield from colours(node.children)
        else:
            for paint in (node.fill, node.stroke.colour if node.stroke else None):
                if isinstance(paint, str):
                    yield paint
                elif isinstance(paint, Linear | Radial):
                    yield from (stop.colour for stop in paint.stops)


@pytest.mark.parametrize("variant", [*OUTDOORS, *INDOORS])
def test_what_people_made_tells_the_middle_ages_and_the_future(variant: str) -> None:
    assert differing(variant, "medieval") >= SEEN
    assert differing(variant, "future") >= SEEN


@pytest.mark.parametrize("variant", ALWAYS_OLD)
def test_what_is_old_by_itself_shows_the_future(variant: str) -> None:
    assert differing(variant, "future") >= SEEN


@pytest.mark.parametrize("variant", OUTDOORS)
def test_nothing_electric_is_in_the_open_of_the_middle_ages(variant: str) -> None:
    made = stage(variant, period="medieval", time="night")
    drawn = [layer for layer in (*made.behind, *made.front) if layer.art.children]
    assert not DRIVEN & {layer.name for layer in drawn}
    assert not ELECTRIC & set(colours(layer.art for layer in drawn))


@pytest.mark.parametrize("variant", ["farm/farm", "meadow/field", "roadside/petrol", "ship/ship", "camp/army"])
def test_the_twenties_are_not_today(variant: str) -> None:
    changed = np.abs(picture(variant, "1920s") - picture(variant, "today")).max(-1) > 12
    assert changed.mean() >= SEEN


def test_words_of_sails_keep_a_ship_of_any_period_under_sail() -> None:
    told = {layer.name for layer in stage("ship/ship", period="today", description="a pirate ship").behind}
    assert "lamp" in told
    assert "lamp" not in {layer.name for layer in stage("ship/ship", period="today").behind}


@pytest.mark.parametrize(
    "variant", ["forest/forest", "desert/dunes", "underwater/reef", "mountain/peak", "arctic/floes"]
)
def test_nature_is_of_no_time(variant: str) -> None:
    for period in ("medieval", "1920s", "today", "future"):
        assert differing(variant, period) < SEEN
