"""Places: every kit in every light and weather fills the frame, stays cheap, and is the same whenever it is built."""

import itertools
from collections.abc import Iterable

import pytest

from generation.animatic import thesaurus
from generation.animatic.art import Group, Node, Shape
from generation.animatic.colour import lightness, mix
from generation.animatic.light import scheme
from generation.animatic.places.kits import build_stage
from generation.animatic.port_tree import bounds, moving
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP, Stage
from generation.requests import Look, Setting

TIMES = ("dawn", "morning", "day", "afternoon", "dusk", "night")
WEATHERS = ("clear", "cloudy", "rain", "storm", "snow", "fog", "wind")
VARIANTS = sorted(thesaurus.variants())
NOIR = Look(palette=("#0b1320", "#2e4057", "#7d99a8", "#e8eef2"))
STORYBOOK = Look(palette=("#3d405b", "#81b29a", "#e07a5f", "#f2cc8f", "#f4f1de"))


def stage_of(
    place: str, time: str = "day", weather: str = "clear", look: Look | None = None, identity: str = "here"
) -> Stage:
    word = thesaurus.variants()[place]
    values = {
        "id": identity,
        "kind": word,
        "time": time,
        "weather": weather,
        "interior": thesaurus.roofed(place.split("/")[0]),
    }
    return build_stage(Setting.model_validate(values), look or Look(), "calm")


def every_node(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Group):
            yield from every_node(node.children)


def arts(stage: Stage) -> tuple[Group, ...]:
    return tuple(layer.art for layer in (*stage.behind, *stage.front))


def drawn_at(nodes: Iterable[Node], t: float) -> list[object]:
    """All that is seen at a time, as plain values."""
    found: list[object] = []
    for node in nodes:
        opacity = node.opacity(t) if callable(node.opacity) else node.opacity
        if isinstance(node, Shape):
            path = node.path(t) if callable(node.path) else node.path
            fill = node.fill(t) if callable(node.fill) else node.fill
            found += [path, fill, node.stroke, opacity]
        else:
            transform = node.transform(t) if callable(node.transform) else node.transform
            found += [transform, opacity, node.blur, *drawn_at(node.children, t)]
    return found


def timed(node: Node) -> bool:
    if isinstance(node, Shape):
        return moving(node)
    return callable(node.transform) or callable(node.opacity)


@pytest.mark.parametrize("place", VARIANTS)
def test_every_variant_in_several_lights_and_weathers_is_whole_and_cheap(place: str) -> None:
    pairs = list(itertools.islice(zip(itertools.cycle(TIMES), WEATHERS, strict=False), len(WEATHERS)))
    for time, weather in [*pairs[VARIANTS.index(place) % 3 :: 3], ("night", "clear")]:
        stage = stage_of(place, time, weather)
        nodes = list(every_node(arts(stage)))
        shapes = sum(isinstance(node, Shape) for node in nodes)
        assert 20 < shapes < 900, (time, weather, shapes)
        assert sum(timed(node) for node in nodes) <= 60, (time, weather)
        assert len(stage.behind) >= 3
        assert [layer.depth for layer in stage.behind if layer.depth >= 0.85], "nothing stands near the figures"
        assert all(layer.depth > 1 for layer in stage.front if layer.name == "foreground")
        assert not any(node.blur > 0 and moving(node) for node in nodes if isinstance(node, Group)), "a costly blur"
        assert stage.left < 800 < stage.right


@pytest.mark.parametrize("place", VARIANTS)
def test_the_frame_is_filled_beyond_its_edges(place: str) -> None:
    stage = stage_of(place)
    boxes = [box for layer in stage.behind if (box := bounds(layer.art))]
    whole = [box for box in boxes if box[0] <= LEFT and box[2] >= RIGHT and box[3] >= BOTTOM]
    assert any(box[1] <= TOP for box in whole), "no backdrop"
    grounds = [bounds(layer.art) for layer in stage.behind if layer.depth >= 0.6]
    under_feet = [
        box
        for box in grounds
        if box and box[0] <= LEFT and box[2] >= RIGHT and box[3] >= BOTTOM and box[1] < stage.ground
    ]
    assert under_feet or place in {"ship/raft"}, "figures stand on nothing"


@pytest.mark.parametrize("place", VARIANTS)
def test_the_same_place_is_the_same_in_every_shot(place: str) -> None:
    one, two = stage_of(place, "dusk", "storm"), stage_of(place, "dusk", "storm")
    for t in (0.0, 1.3):
        assert drawn_at(arts(one), t) == drawn_at(arts(two), t)


def test_places_of_one_kind_differ_and_time_moves_them() -> None:
    here, there = stage_of("meadow/meadow"), stage_of("meadow/meadow", identity="elsewhere")
    assert drawn_at(arts(here), 0.0) != drawn_at(arts(there), 0.0)
    for place in VARIANTS:
        stage = stage_of(place, "night", "rain")
        assert drawn_at(arts(stage), 0.5) != drawn_at(arts(stage), 1.0), place


@pytest.mark.parametrize("look", [Look(), NOIR, STORYBOOK], ids=["ink", "noir", "storybook"])
def test_times_of_day_read_as_what_they_are(look: Look) -> None:
    light = {time: scheme(Setting.model_validate({"id": "x", "time": time}), look, "calm") for time in TIMES}
    sky = {time: lightness(mix(made.sky_top, made.horizon, 0.5)) for time, made in light.items()}
    assert sky["night"] < sky["dusk"] < sky["day"]
    assert sky["day"] - sky["night"] > 0.25
    assert light["night"].night
    assert not light["day"].night
    assert light["day"].shade < light["dusk"].shade < light["night"].shade
    # Night is luminous: neither its sky nor its ground sinks into black, and it leans to the blue.
    for colour in (light["night"].sky_middle, light["night"].ground, light["night"].horizon):
        red, _, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        assert lightness(colour) > 0.15
        assert blue > red
    # The sun stands on one side at dawn and on the other at dusk.
    assert light["dawn"].light_x * light["dusk"].light_x < 0


def test_styles_weathers_and_moods_change_the_light() -> None:
    setting = Setting(id="x", time="day")
    assert len({scheme(setting, look, "calm").sky_middle for look in (Look(), NOIR, STORYBOOK)}) == 3
    by_weather = {w: scheme(Setting.model_validate({"id": "x", "weather": w}), Look(), "calm") for w in WEATHERS}
    assert len({made.sky_top for made in by_weather.values()}) == len(WEATHERS)
    assert lightness(by_weather["storm"].sky_top) < lightness(by_weather["clear"].sky_top)
    assert lightness(by_weather["snow"].ground) > lightness(by_weather["clear"].ground) + 0.1
    assert len({scheme(setting, Look(), mood).ground for mood in ("calm", "ominous", "joyful", "sad", "wonder")}) == 5


@pytest.mark.parametrize(
    ("kind", "interior", "place"),
    [
        ("lighthouse", False, "coast/lighthouse"),
        ("lighthouse", True, "hall/tower"),
        ("lighthouse gallery", False, "coast/lighthouse"),
        ("harbour", False, "coast/harbour"),
        ("fishing docks", False, "coast/harbour"),
        ("castle hall", True, "hall/hall"),
        ("castle", False, "castle/castle"),
        ("swamp", False, "forest/swamp"),
        ("deep forest", False, "forest/forest"),
        ("edge of the forest", False, "forest/forest"),
        ("city street", False, "city/street"),
        ("kitchen", True, "kitchen/kitchen"),
        ("baker's shop", True, "room/shop"),
        ("bakery", True, "kitchen/bakery"),
        ("forge", False, "workshop/forge"),
        ("ship's deck", False, "ship/ship"),
        ("ship cabin", True, "cabin/cabin"),
        ("hospital ward", True, "ward/ward"),
        ("small-town museum", True, "gallery/museum"),
        ("corner cafe", True, "diner/cafe"),
        ("old tavern", True, "tavern/tavern"),
        ("cathedral", True, "church/nave"),
        ("railway station", True, "terminal/concourse"),
        ("airport", True, "terminal/airport"),
        ("subway platform", True, "terminal/subway"),
        ("toy factory", True, "factory/factory"),
        ("server room", True, "computer/servers"),
        ("police station", True, "prison/police"),
        ("hotel lobby", True, "corridor/lobby"),
        ("railway platform", False, "platform/platform"),
        ("subway station", False, "terminal/subway"),
        ("quiet suburb", False, "suburb/suburb"),
        ("city park", False, "park/park"),
        ("amusement park", False, "fair/fair"),
        ("rice terrace", False, "orchard/terraces"),
        ("cafe terrace", False, "terrace/terrace"),
        ("rooftop terrace", False, "city/rooftop"),
        ("football stadium", False, "pitch/stadium"),
        ("construction site", False, "site/construction"),
        ("highway motel", False, "roadside/motel"),
        ("hotel room", True, "room/bedroom"),
        ("dusty attic", True, "storage/attic"),
        ("dungeon", True, "hall/cell"),
        ("alchemist's laboratory", True, "workshop/laboratory"),
        ("train compartment", True, "carriage/train"),
        ("space station", True, "space/station"),
        ("surface of Mars", False, "worlds/mars"),
        ("surface of the moon", False, "space/planet"),
        ("coral reef", False, "underwater/reef"),
        ("above the clouds", False, "heaven/clouds"),
        ("flower garden", False, "garden/garden"),
        ("vineyard", False, "orchard/vineyard"),
        ("ice floe", False, "arctic/floes"),
        ("rope bridge over a ravine", False, "gorge/gorge"),
        ("country road", False, "road/road"),
        ("army camp", False, "camp/army"),
        ("crystal cave", False, "cavern/crystals"),
        ("savanna", False, "savanna/savanna"),
        ("treehouse", False, "canopy/treehouse"),
        ("mushroom village", False, "undergrowth/mushrooms"),
        ("lily pad", False, "lilypond/lilypond"),
        ("stone circle", False, "ruins/stones"),
        ("pond", False, "waterside/pond"),
        ("river bank", False, "waterside/river"),
        ("farmyard", False, "farm/farm"),
        ("wheat fields", False, "meadow/field"),
        ("desert", False, "desert/dunes"),
        ("cave", True, "mountain/cave"),
        ("mountain pass", False, "mountain/mountain"),
        ("throne room", True, "hall/hall"),
        ("bedroom", True, "room/bedroom"),
        ("library", True, "room/library"),
        ("village square", False, "city/square"),
        ("market", False, "village/market"),
    ],
)
def test_words_lead_to_kits(kind: str, interior: bool, place: str) -> None:
    found = thesaurus.find(Setting(id="somewhere", kind=kind, interior=interior))
    assert f"{found.kit}/{found.variant}" == place


@pytest.mark.parametrize(
    ("setting", "kit"),
    [
        (Setting(id="p", kind="Whisperwood"), "forest"),
        (Setting(id="p", kind="Blackmere"), "waterside"),
        (Setting(id="p", kind="Oldtown"), "village"),
        (Setting(id="p", kind="the sunroom", interior=True), "room"),
        (Setting(id="p", kind="xyzzy", description="a ledge high over the sea"), "coast"),
        (Setting(id="glass-desert", kind="xyzzy"), "desert"),
        (Setting(id="p", kind="meadow", interior=True), "room"),
        (Setting(id="p", kind="xyzzy"), "meadow"),
        (Setting(id="p", kind="xyzzy", interior=True), "room"),
        (Setting(id="p"), "meadow"),
    ],
)
def test_places_nobody_drew_get_a_relative(setting: Setting, kit: str) -> None:
    assert thesaurus.find(setting).kit == kit
    assert build_stage(setting, Look(), "calm").behind


@pytest.mark.parametrize(
    ("kind", "description"),
    [
        ("river", "a ford under an old bridge"),
        ("meadow", "a lonely wild moor with a graveyard"),
        ("field", "ploughed furrows"),
        ("beach", "palms on a tropical shore"),
        ("railway line", "a modern electric line"),
        ("island", "a castaway's camp"),
    ],
)
@pytest.mark.parametrize("weather", ["clear", "snow", "storm"])
def test_words_that_change_a_kit_leave_it_whole(kind: str, description: str, weather: str) -> None:
    for identity in ("a", "b", "c"):
        values = {"id": identity, "kind": kind, "description": description, "time": "dusk", "weather": weather}
        stage = build_stage(Setting.model_validate(values), Look(), "calm")
        shapes = sum(isinstance(node, Shape) for node in every_node(arts(stage)))
        assert 20 < shapes < 1000, (identity, shapes)


def test_a_kind_outweighs_the_description() -> None:
    found = thesaurus.find(Setting(id="desert-inn", kind="forest", description="far from any city, by the sea"))
    assert found.kit == "forest"


def test_a_general_kind_takes_its_variant_from_the_name_or_the_looks() -> None:
    assert thesaurus.find(Setting(id="old-harbour", kind="coast")).variant == "harbour"
    assert (
        thesaurus.find(Setting(id="somewhere", kind="coast", description="chalk cliffs over a grey sea")).variant
        == "cliff"
    )
    assert thesaurus.find(Setting(id="jungle", kind="forest")).variant == "jungle"
    assert thesaurus.find(Setting(id="village-school", kind="room", interior=True)).variant == "classroom"
    # A particular kind, and one of another kit, stay what they are.
    assert thesaurus.find(Setting(id="harbour-light", kind="lighthouse")).variant == "lighthouse"
    assert thesaurus.find(Setting(id="desert-inn", kind="forest")).kit == "forest"


def test_every_word_of_the_thesaurus_leads_to_a_kit_that_draws() -> None:
    for place, word in thesaurus.variants().items():
        kit, variant = place.split("/")
        found = thesaurus.find(Setting(id="x", kind=word, interior=thesaurus.roofed(kit)))
        assert (found.kit, found.variant) == (kit, variant), word
