"""Words to places: which kit, in which variant, is nearest to what a sheet says.

A word of the kind outweighs one of the description, and that one a word of the id. Within one text a phrase beats a word,
and the last word beats those before it, for in English a `castle hall` is a hall and a `ship cabin` is a cabin. Words may
mean one thing out of doors and another inside, where a lighthouse is a round room of stone.
"""

import re
from dataclasses import dataclass
from functools import cache

from generation.requests import Setting


@dataclass(frozen=True, slots=True)
class Choice:
    """A kit and its variant."""

    kit: str
    variant: str


ROOFED = frozenset({"room", "hall", "kitchen", "workshop", "carriage"})
"""Kits under a roof: lamps light them, and the weather stays behind their windows."""

SKYLESS = ROOFED | {"space"}
"""Kits that draw their own sky."""

# One entry for each variant: the words that lead to it. A hyphen joins the words of a phrase.
_OUTSIDE: dict[str, str] = {
    "meadow/meadow": "meadow grassland pasture countryside country plain clearing park garden lawn valley nature outdoor "
    "steppe prairie moor "
    "heath savanna savannah grass wilderness wild land world "
    "crossroad road path lane way trail track wayside roadside highway playground "
    "clearing stadium pitch racetrack zoo camp barracks allotment",
    "meadow/field": "field wheat corn cornfield farmland vineyard plantation harvest crop furrow hayfield wheatfield "
    "airfield",
    "meadow/hill": "hill hillside hilltop knoll slope graveyard cemetery battlefield "
    "grave tomb mausoleum churchyard trench war",
    "forest/forest": "forest wood woodland grove thicket tree treehouse oak glade undergrowth den lair nest burrow",
    "forest/pines": "pine taiga fir spruce conifer pine-forest pine-wood",
    "forest/swamp": "swamp marsh bog wetland mangrove fen bayou mire moorland",
    "forest/jungle": "jungle rainforest",
    "village/village": "village hamlet town settlement cottage house home well mill windmill inn tavern church "
    "garden-gate street-of-houses "
    "gas-station filling-station motel desert-town well",
    "village/market": "market bazaar fair marketplace market-square market-place stall "
    "fairground carnival amusement-park supermarket festival mall",
    "farm/farm": "farm farmyard barn barnyard ranch stable homestead farmhouse henhouse coop sty hayloft yard kennel",
    "castle/castle": "castle fortress palace citadel courtyard fort wall rampart keep",
    "city/street": "city street city-street avenue boulevard downtown metropolis sidewalk pavement traffic market-street "
    "suburb bus-stop neighbourhood",
    "city/alley": "alley alleyway backstreet courtyard-of-tenements slum",
    "city/rooftop": "rooftop roof skyline balcony terrace",
    "city/square": "square plaza piazza fountain town-square station-square town-hall "
    "station platform railway-station train-station airport mosque",
    "mountain/mountain": "mountain valley-pass pass highland alp alpine canyon-rim ravine gorge mountainside foothill",
    "mountain/peak": "peak summit mountaintop mountain-top crag rock ledge sky heaven cloud paradise afterlife",
    "mountain/cave": "cave cavern grotto mine lair den hole underworld hell underground mine-shaft inner-chamber",
    "mountain/volcano": "volcano crater lava",
    "mountain/glacier": "glacier iceberg ice arctic antarctic pole tundra polar frozen "
    "antarctica snowfield north-pole south-pole ice-floe alaska greenland siberia ice-rink",
    "desert/dunes": "desert dune sand sahara wasteland pyramid",
    "desert/canyon": "canyon mesa badland wild-west gulch western",
    "desert/oasis": "oasis watering-hole caravan",
    "desert/ruins": "ruin temple ancient-city acropolis forum colosseum arena",
    "waterside/river": "river stream brook creek bank riverbank riverside bridge ford canal riverbed",
    "waterside/pond": "pond pool well-pond millpond puddle lily swimming-pool waterhole water-hole",
    "waterside/lake": "lake lakeside lakeshore reservoir loch spring",
    "waterside/waterfall": "waterfall cascade rapid fall",
    "ship/ship": "ship deck ship-deck boat galleon vessel sail ferry steamer pirate frigate crow-nest",
    "ship/raft": "raft rowing-boat rowboat canoe lifeboat dinghy gondola kayak open-sea",
    "space/station": "space orbit spaceship starship spacecraft space-station station-window cockpit galaxy rocket "
    "satellite airlock",
    "space/planet": "planet moon mars asteroid alien lunar crater-field world-beyond star exoplanet "
    "venus jupiter saturn europa titan colony moon-base neptune pluto uranus mercury",
    "coast/lighthouse": "lighthouse beacon coast shore seaside seashore coastline sea ocean",
    "coast/harbour": "harbour harbor port dock pier quay jetty wharf marina waterfront",
    "coast/beach": "beach island lagoon bay tropic atoll sandbank islet reef coral-reef underwater sea-floor",
    "coast/cliff": "cliff headland cape fjord promontory precipice bluff cove cliff-path",
}
_INSIDE: dict[str, str] = {
    "room/parlour": "room parlour parlor living-room sitting-room lounge house home flat apartment salon drawing-room "
    "dining-room waiting-room nursery corridor hallway manor mansion villa hotel lobby "
    "igloo dollhouse",
    "room/bedroom": "bedroom bed dormitory hospital ward attic chamber bedchamber hotel-room sickroom",
    "room/office": "office study bureau newsroom police-station bank court embassy studio "
    "skyscraper elevator courthouse",
    "room/library": "library archive bookshop bookstore reading-room museum gallery bookcase",
    "hall/hall": "hall throne throne-room castle palace church cathedral temple chapel court-room courtroom great-hall "
    "ballroom monastery courtyard crypt "
    "mosque shrine abbey basilica synagogue",
    "room/classroom": "classroom school schoolroom lecture-hall lecture-room academy university college",
    "room/shop": "shop store market-hall grocery pharmacy boutique toyshop clockmaker watchmaker antique",
    "room/cabin": "cabin hut cottage inn tavern pub bar saloon lodge farmhouse barn stable shed tent wigwam burrow den boathouse",
    "hall/tower": "tower lighthouse lamp-room turret belfry keep windmill mill observatory",
    "hall/cell": "cell prison jail gaol dungeon cellar basement vault crypt tunnel sewer bunker",
    "kitchen/kitchen": "kitchen scullery pantry canteen galley restaurant cafe diner back-of-the-bakery",
    "kitchen/bakery": "bakery bakehouse baker pizzeria patisserie",
    "workshop/forge": "forge smithy blacksmith foundry furnace boiler-room engine-room factory shipyard",
    "workshop/laboratory": "laboratory lab alchemist apothecary clinic surgery witch-hut "
    "internet computer cyberspace simulation metaverse server-room virtual-world time-machine video-game power-plant greenhouse",
    "workshop/bench": "workshop garage studio carpenter tailor cobbler toymaker workbench shed atelier",
    "carriage/train": "train carriage compartment railway coach railcar tram metro subway train-carriage dining-car",
    "carriage/car": "car taxi bus cab van truck aeroplane airplane plane cabin-of-a-plane limousine minibus vehicle "
    "helicopter hot-air-balloon shuttle-bus",
    "hall/theatre": "theatre theater stage cinema circus concert-hall opera auditorium cabaret opera-house",
}

# How unknown words end, and what they are then taken for.
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("room", "room"),
    ("shop", "shop"),
    ("store", "shop"),
    ("house", "house"),
    ("hall", "hall"),
    ("wood", "forest"),
    ("grove", "forest"),
    ("forest", "forest"),
    ("field", "field"),
    ("meadow", "meadow"),
    ("garden", "meadow"),
    ("yard", "farm"),
    ("farm", "farm"),
    ("hill", "hill"),
    ("berg", "mountain"),
    ("mount", "mountain"),
    ("peak", "peak"),
    ("rock", "mountain"),
    ("cave", "cave"),
    ("port", "harbour"),
    ("haven", "harbour"),
    ("beach", "beach"),
    ("coast", "coast"),
    ("shore", "coast"),
    ("sea", "coast"),
    ("island", "beach"),
    ("ship", "ship"),
    ("boat", "ship"),
    ("craft", "ship"),
    ("river", "river"),
    ("brook", "river"),
    ("water", "river"),
    ("lake", "lake"),
    ("mere", "lake"),
    ("pond", "pond"),
    ("pool", "pond"),
    ("town", "village"),
    ("ville", "village"),
    ("burg", "village"),
    ("borough", "village"),
    ("stead", "farm"),
    ("market", "market"),
    ("street", "street"),
    ("city", "city"),
    ("polis", "city"),
    ("way", "meadow"),
    ("land", "meadow"),
)

# What a place in the open becomes when the sheet says that it is inside.
_UNDER_A_ROOF: dict[str, str] = {
    "meadow": "room/cabin",
    "forest": "room/cabin",
    "desert": "hall/cell",
    "coast": "room/cabin",
    "waterside": "room/cabin",
    "mountain": "mountain/cave",
    "village": "room/cabin",
    "city": "room/parlour",
    "farm": "room/cabin",
    "castle": "hall/hall",
    "ship": "room/cabin",
    "space": "space/station",
}


_GENERAL = frozenset(
    {
        "boat",
        "castle",
        "city",
        "city street",
        "coast",
        "desert",
        "farm",
        "forest",
        "garden",
        "hall",
        "mountain",
        "river",
        "room",
        "sea",
        "street",
        "village",
        "workshop",
    }
)
"""Kinds that name a kit as a whole: what the place is called or looks like may choose the variant."""


def find(setting: Setting) -> Choice:
    """The kit and variant for a setting; a relative by its words if nobody drew it, open country if they say nothing."""
    for text in (setting.kind, setting.description, setting.id):
        found = _lookup(text, setting.interior)
        if found and text is setting.kind and " ".join(words_of(text)) in _GENERAL:
            found = _refined(setting, found)
        if found:
            return _placed(found, setting.interior)
    return _placed("room/parlour" if setting.interior else "meadow/meadow", setting.interior)


def knows(words: str) -> bool:
    """Whether the words name a kind of place that there is a drawing for."""
    return _lookup(words, False) is not None


def _lookup(text: str, inside: bool) -> str | None:
    return _last(text, _table(inside)) or _last(text, _table(not inside)) or _by_ending(text)


def _refined(setting: Setting, found: str) -> str:
    """The variant that the id or the description names, if it belongs to the same kit, or is a room as well."""
    kit = found.split("/")[0]
    related = {
        phrase: place
        for phrase, place in _table(setting.interior).items()
        if place != found and (place.split("/")[0] == kit or {kit, place.split("/")[0]} <= ROOFED)
    }
    return _last(setting.id, related) or _last(setting.description, related) or found


def variants() -> dict[str, str]:
    """Every `kit/variant` there is, with one word that leads to it."""
    return {place: phrases.split()[0].replace("-", " ") for place, phrases in (*_OUTSIDE.items(), *_INSIDE.items())}


def every_word(setting: Setting) -> frozenset[str]:
    """All words that say something of the place, in lower case and singular."""
    return frozenset(words_of(f"{setting.kind} {setting.description} {setting.id}"))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case and singular."""
    return [_singular(word) for word in re.findall(r"[a-z]+", text.lower().replace("'s ", " "))]


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


@cache
def _table(inside: bool) -> dict[tuple[str, ...], str]:
    """Phrases, as singular words, and where they lead."""
    entries = _INSIDE if inside else _OUTSIDE
    return {
        tuple(_singular(part) for part in phrase.split("-")): place
        for place, phrases in entries.items()
        for phrase in phrases.split()
    }


def _last(text: str, table: dict[tuple[str, ...], str]) -> str | None:
    words = words_of(text)
    for length in (3, 2, 1):
        for start in range(len(words) - length, -1, -1):
            found = table.get(tuple(words[start : start + length]))
            if found:
                return found
    return None


def _by_ending(text: str) -> str | None:
    for word in reversed(words_of(text)):
        for ending, like in _ENDINGS:
            if word.endswith(ending):
                return _table(False).get((like,)) or _table(True).get((like,))
    return None


def _placed(place: str, inside: bool) -> Choice:
    kit, variant = place.split("/")
    if inside and kit in _UNDER_A_ROOF:
        kit, variant = _UNDER_A_ROOF[kit].split("/")
    return Choice(kit, variant)
