"""The bed of sound that a place has, by its words, its weather and the hour."""

from orchestrator.film.sheets import Place
from orchestrator.film.vocabulary import Ambience, Time, Weather

_MOST = 3
_Rows = tuple[tuple[Ambience, str], ...]
_INSIDE: _Rows = (
    ("underwater", "underwater submarine"),
    ("train", "train carriage compartment tram metro subway railcar coach locomotive"),
    ("engine", "engine boiler factory foundry generator turbine"),
    ("space", "spaceship starship spacecraft station-window cockpit airlock space rocket orbit shuttle"),
    ("church", "church cathedral temple chapel monastery abbey crypt mosque synagogue throne shrine basilica"),
    ("school", "school classroom schoolroom schoolhouse kindergarten"),
    ("tavern", "tavern inn pub bar saloon restaurant cafe café diner canteen taproom"),
    ("kitchen", "kitchen bakery bakehouse scullery pantry"),
    ("crowd", "market mall supermarket museum stadium arena theatre theater cinema circus ballroom airport casino"),
    ("fire", "forge smithy furnace"),
)
"""Under a roof the first that fits is all that is heard of the place."""
_OUTSIDE: _Rows = (
    ("underwater", "underwater reef seabed sea-floor"),
    ("waves", "sea ocean coast shore beach lighthouse harbour harbor ship boat island port pier cliff deck raft bay"),
    ("jungle", "jungle rainforest mangrove"),
    ("stream", "river stream brook creek waterfall ford mill riverbank riverside fountain canal spring"),
    ("insects", "savanna savannah prairie meadow pasture vineyard"),
    (
        "forest",
        "forest wood woods grove garden orchard field park swamp hedge farm tree pond lake hill farmyard oak clearing",
    ),
    ("crowd", "market fair fairground festival stadium bazaar carnival arena"),
    ("fire", "campfire bonfire volcano"),
    ("city", "city street square town alley rooftop downtown traffic avenue bridge harbourfront platform railway"),
    ("space", "space planet moon mars asteroid galaxy orbit"),
    ("wind", "mountain desert sky castle trench graveyard road peak glacier arctic canyon dune tundra snowfield pole"),
)
_USUAL: Ambience = "room"
_HEARTHS = frozenset({"fireplace", "hearth", "campfire", "stove", "bonfire"})
_WET: frozenset[Weather] = frozenset({"rain", "storm"})
_ALONE: tuple[Ambience, ...] = ("underwater", "space")
"""Where there is no weather."""


def soundscape(place: Place | None, time: Time, weather: Weather) -> tuple[Ambience, ...]:
    """Return the beds that are heard under a scene, the place's own first."""
    words = _words(f"{place.id} {place.kind} {place.name}") if place else frozenset[str]()
    if place and place.interior:
        return _inside(place, words, weather)
    found: list[Ambience] = [sound for sound, said in _OUTSIDE if not words.isdisjoint(said.split())]
    alone: list[Ambience] = [sound for sound in _ALONE if sound in found]
    if alone:
        return (alone[0],)
    if time == "night" or weather not in ("clear", "cloudy"):
        found = ["forest" if sound == "insects" else sound for sound in found]
    if weather in _WET:
        found.append("rain")
    if weather == "snow":
        found.append("snow")
    if weather in ("wind", "storm") or (not found and time != "night"):
        found.append("wind")
    if time == "night" and weather not in (*_WET, "snow"):
        found.append("night")
    return tuple(dict.fromkeys(found))[:_MOST]


def _inside(place: Place, words: frozenset[str], weather: Weather) -> tuple[Ambience, ...]:
    fitting: list[Ambience] = [sound for sound, said in _INSIDE if not words.isdisjoint(said.split())]
    found = fitting[:1] or [_USUAL]
    if "fire" not in found and not _HEARTHS.isdisjoint(_words(place.appearance)):
        found.append("fire")
    if weather in _WET and found[0] not in ("space", "underwater"):
        found.append("rain")
    return tuple(found)


def _words(text: str) -> frozenset[str]:
    plain = text.lower().replace("-", " ")
    found = set(plain.split()) | set(text.lower().split())
    return frozenset(word.strip(".,;:'\"()") for word in found)
