"""Where a film happens: three grounds (home, near, far) from the places of the idea, with times and weathers."""

import re
from dataclasses import dataclass, replace

from orchestrator.film.sheets import Place
from orchestrator.film.vocabulary import Time, Weather
from orchestrator.writing.lexicon import Area, Setting, settings
from orchestrator.writing.morphology import bag, slug
from orchestrator.writing.outline.chance import Chance
from orchestrator.writing.outline.people import Player
from orchestrator.writing.outline.relation import Stand
from orchestrator.writing.reading import Reading, Spot

_ARC: dict[Weather, tuple[Weather, Weather, Weather, Weather]] = {
    "storm": ("wind", "cloudy", "storm", "clear"),
    "rain": ("cloudy", "rain", "rain", "clear"),
    "snow": ("cloudy", "snow", "snow", "clear"),
    "fog": ("fog", "fog", "fog", "clear"),
    "wind": ("clear", "wind", "wind", "clear"),
    "cloudy": ("cloudy", "cloudy", "wind", "clear"),
    "clear": ("clear", "clear", "cloudy", "clear"),
}
_DAY: dict[Time, tuple[Time, Time, Time, Time]] = {
    "dawn": ("dawn", "morning", "dusk", "dawn"),
    "morning": ("morning", "day", "dusk", "morning"),
    "day": ("morning", "day", "dusk", "morning"),
    "afternoon": ("afternoon", "dusk", "night", "dawn"),
    "dusk": ("afternoon", "dusk", "night", "dawn"),
    "night": ("dusk", "night", "night", "dawn"),
}
# Where else an animal of the forest, say, is met.
_NOT_HOMES = bag("moon cloud dream future war heaven hell internet computer simulation country plane car time field")
_RANGES = {
    "forest": ("forest", "hill", "brook", "field", "orchard", "valley", "country road"),
    "meadow": ("meadow", "orchard", "brook", "hill", "garden", "country road"),
    "savanna": ("savanna", "jungle", "waterhole", "hill", "cave"),
    "farm": ("farm", "farmyard"),
    "pasture": ("pasture", "farm", "hill", "valley"),
    "pond": ("pond", "marsh", "garden", "brook"),
    "garden": ("garden", "orchard", "village", "meadow"),
    "tree": ("tree", "forest", "rooftop", "field", "hill"),
    "mountain": ("mountain", "forest", "valley", "waterfall"),
    "village": ("village", "farm", "market", "country road", "river"),
}
_WHEN = {"start": 0, "later": 1, "turn": 2, "end": 3}


@dataclass(frozen=True)
class Ground:
    """One spot where scenes play: its sheet, its name in running text, things to touch, clauses of sound and light."""

    place: Place
    label: str
    preposition: str
    things: tuple[str, ...]
    sounds: tuple[str, ...]


def lay_grounds(
    reading: Reading, players: list[Player], chance: Chance, goal: Spot | None = None, stays: bool = False
) -> dict[str, Ground]:
    """Return the grounds by name; every place of the idea is one of them.

    `goal` is where it is decided: the place that is found, the fair that is counted down to. Where the story `stays`
    at its place, nobody's own home is shown.
    """
    if goal is not None:
        start = replace(reading, places=tuple(spot for spot in reading.places if spot.id != goal.id))
        begun = lay_grounds(start, players, chance)
        if begun["home"].place.kind == goal.setting.kind:
            # Two gardens in one film would be taken for one.
            house = _from_setting(settings()["house"], None, 2)
            begun |= {"home": house[0], "near": house[1]}
        far = _from_setting(goal.setting, goal, 1)[0]
        return begun | {"far": far}
    spots = list(reading.places[:3])
    grounds: list[Ground] = []
    for number, spot in enumerate(spots):
        wanted = 1 if len(spots) > 1 and (number > 0 or len(spots) == 3) else 2 if len(spots) == 2 else 3
        grounds += _from_setting(_reachable(spot.setting, players[0]), spot, wanted)
    if not spots:
        grounds = _from_setting(_home_of(reading, players, chance), None, 3)
    grounds = list({ground.place.id: ground for ground in grounds}.values())
    if len(spots) == 1 and not stays:
        home = _home_setting(players)
        if home is not None and home.kind != spots[0].setting.kind and spots[0].noun in (reading.wish or ""):
            # What is longed for lies at the end of the way, not at its beginning.
            grounds = [*_from_setting(home, None, 2), grounds[0]]
        elif home is not None and home.kind != spots[0].setting.kind:
            grounds = [_from_setting(home, None, 1)[0], *grounds[:2]]
    keys = ("home", "near", "far")
    return {key: grounds[index % len(grounds)] for index, key in enumerate(keys)}


def stage(stands: tuple[Stand, ...]) -> dict[str, Ground]:
    """Return the grounds of a story that says itself where it plays."""
    grounds: list[Ground] = []
    for spot, number in stands:
        laid = _from_setting(spot.setting, spot, 3)
        grounds.append(laid[min(number, len(laid) - 1)])
    return {key: grounds[index % len(grounds)] for index, key in enumerate(("home", "near", "far"))}


def _reachable(setting: Setting, lead: Player) -> Setting:
    """Return the shore in place of the open sea, for those who can only stand and look at it."""
    trade, beast = lead.being.trade, lead.being.beast
    place = trade.place if trade else beast.place if beast else ""
    if setting.kind != "sea" or place in {"sea", "boat", "ship", "coast"}:
        return setting
    return replace(settings()["coast"], noun=setting.noun)


def _home_setting(players: list[Player]) -> Setting | None:
    being = players[0].being
    place = being.trade.place if being.trade else being.beast.place if being.beast else ""
    return settings().get(place) if being.trade or being.category == "creature" else None


def _home_of(reading: Reading, players: list[Player], chance: Chance) -> Setting:
    """Return where the protagonist, or failing that the other one, is at home."""
    for player in players:
        if player.being.trade:
            found = settings().get(player.being.trade.place)
        elif player.being.beast:
            near = _RANGES.get(player.being.beast.place, (player.being.beast.place,))
            found = settings().get(chance.fork("range").pick(near))
        else:
            found = None
        if found:
            return found
    named = [word for word in reading.words if word in settings() and word not in _NOT_HOMES]
    if named:
        return settings()[named[0]]
    return settings()[chance.fork("home").pick(("village", "house", "city street", "coast", "farm", "garden"))]


def _from_setting(setting: Setting, spot: Spot | None, count: int) -> list[Ground]:
    """Return `count` grounds of a place, the one that bears its name first."""
    adjective = " ".join(word for word in (spot.adjectives if spot else ()) if word not in {"same", "own"})
    noun = spot.name if spot and spot.name else (f"{adjective} {setting.noun}".strip())
    return [_ground(setting, area, noun, bool(spot and spot.name)) for area in areas_of(setting)[:count]]


def areas_of(setting: Setting) -> list[Area]:
    """Return the areas of a place in the order in which they are played in: first what is called as the place is."""
    areas = sorted(setting.areas, key=lambda area: (area.name != "{place}", "{place}" not in area.name))
    # Where no train stands, nobody can be in its compartment.
    return areas if setting.noun.endswith(_TRAINS) else [area for area in areas if area.name != "compartment"]


_TRAINS = ("train", "tram", "carriage", "subway", "metro")
# How a side place hangs on its whole, where `of` or `by` would not do.
_LINKS = {
    "clearing": "in", "old oak": "in", "greenhouse": "in", "schoolhouse": "in", "pantry": "behind",
    "storeroom": "behind", "high pass": "on", "mountain hut": "on", "ruined steps": "in", "chapel": "in",
    "great hall": "of", "battlements": "of", "captain's cabin": "of", "crow's nest": "of", "changing room": "of",
    "waiting room": "of", "compartment": "of", "stairwell": "in", "schoolyard": "of", "keeper's shed": "in",
    "filling station": "near", "roadside": "near", "ice hut": "on", "wayside inn": "on", "ford": "on", "porch": "of",
    "dugout": "in", "roof among the antennas": "above",
}  # fmt: skip


_PROPER = bag("mars venus jupiter saturn europa titan paris london tokyo berlin mumbai lagos venice istanbul chicago "
                    "everest alaska greenland siberia antarctica paradise heaven hell cyberspace space")  # fmt: skip


_WHOLE = ("foot", "edge", "mouth", "far", "hull", "rocks", "bank", "platform", "gate", "heap", "roof among", "stall")


_ON = bag("mars venus jupiter saturn europa titan deck roof rooftop stairs porch platform coast beach shore country road "
          "highway battlements terrace hill hilltop mountain island balcony jetty pier bridge boat ship stepping moon planet "
          "cliff street path fire hull high moor steps bank rocks main ledge asteroid hillside plank")  # fmt: skip
_ON_FIRST = bag(
    "deck roof stairs hull high steps bank rocks main plank fire terrace porch street platform cliff battlements"
)
_IN = bag("desert forest woods jungle city village town valley garden meadow pasture field fields market park space sky "
          "orchard clearing lane alley courtyard trench swamp marsh graveyard farmyard schoolyard kingdom country canyon sea "
          "grove backyard yard square suburb stadium arena harbour harbor bay cove zoo playground snowfield")  # fmt: skip
_AT = bag("window doorway gate back edge mouth foot far stall roadside")


def _preposition(label: str, interior: bool, kind: str) -> str:
    """Return how one is there: on the pier, in the lane, at the gate."""
    words = label.lower().removeprefix("the ").split(" ")
    if words[0] in _AT:
        return "at"
    if kind == "coast" and words[-1] in {"sea", "ocean"}:
        return "by"
    if words[0] in _ON_FIRST or words[-1] in _ON:
        return "on"
    if interior or words[-1] in _IN or (not label.startswith("the ") and words[-1] != "nasa"):
        return "in"
    return "at"


def _ground(setting: Setting, area: Area, noun: str, named: bool) -> Ground:
    proper = named or setting.noun in _PROPER or noun in {"new york", "los angeles"}
    bare = noun.removeprefix("the ")
    shown = " ".join(word[:1].upper() + word[1:] for word in bare.split(" ")) if proper else bare
    name = area.name.replace("of the {place}", f"of {shown}") if proper else area.name
    name = name.replace("the {place}", shown if proper else "the {place}").replace("{place}", shown)
    name = "station platform" if name.startswith("platform of") and shown.endswith(_TRAINS) else name
    name = "compartment of a train" if name == "compartment" and not shown.endswith(_TRAINS) else name
    whole = name
    if (
        shown.split(" ")[-1].lower() not in name.lower()
        and not proper
        and setting.noun not in {"lighthouse", "light"}
        and " train" not in name
        and name != "station platform"
    ):
        link = _LINKS.get(area.name, "of" if area.interior and setting.interior else "by")
        link = "in" if link == "on" and shown.split(" ")[-1].lower() in {"valley", "canyon", "gorge"} else link
        name = f"{name} {link} the {shown}"
    if not whole.startswith(_WHOLE):
        whole = re.split(
            r" (?:of|behind|above|outside|by|in|on|at|to|under|beneath|near|beside|inside) (?:the )?", whole
        )[0]
    label = name if proper and name == shown else f"the {whole}"
    return Ground(
        place=Place(
            id=slug(name, "place"), name=name[0].upper() + name[1:], kind=area.kind or setting.kind,
            appearance=_looks(setting, area), interior=area.interior,
        ),
        label=label, preposition=_preposition(label, area.interior, setting.kind), things=area.things, sounds=area.sounds,
    )  # fmt: skip


def _looks(setting: Setting, area: Area) -> str:
    """Return what is seen there; an area that is another kind of place has not the looks of the whole."""
    things = f"{area.things[0]} and {area.things[1]}"
    return f"{area.kind}, {things}" if area.kind not in {"", setting.kind} else f"{setting.looks}, {things}"


def time_of(when: str, reading: Reading, players: list[Player]) -> Time:
    """Return the time of day of a scene; the idea's own time is that of the middle of the film."""
    noun = players[0].noun
    base: Time = reading.time or ("night" if noun in {"owl", "bat", "astronomer", "night watchman", "ghost"} else "day")
    return _DAY[base][_WHEN[when]]


def times_between(count: int, reading: Reading, players: list[Player]) -> list[Time]:
    """Return times of day for `count` scenes before the turn, in order, so that the day wears on."""
    order: tuple[Time, ...] = ("dawn", "morning", "day", "afternoon", "dusk", "night")
    first = order.index(time_of("later", reading, players))
    last = max(first + 1, order.index(time_of("turn", reading, players)))
    span = order[first:last]
    return [span[index * len(span) // max(count, 1)] for index in range(count)]


_AIRLESS = frozenset({"space", "planet", "coral reef", "shipwreck", "atlantis", "cave"})
_CAUGHT_IN = re.compile(
    r"\b(?:in|through|during|under) (?:the |a |an )?(?:heavy |thick |summer |winter )?"
    r"(?:rain|snow|snowstorm|blizzard|storm|thunderstorm|fog|mist|wind|gale)\b",
    re.I,
)


def has_weather(ground: Ground) -> bool:
    """Return whether there is any weather: not in space, under the sea, deep in a cave."""
    return ground.place.kind not in _AIRLESS


def weather_of(when: str, reading: Reading) -> Weather:
    """Return the weather of a scene: it gathers, breaks at the turn and clears at the end.

    What the idea says somebody is out in begins with the first scene; before winter there is no snow yet.
    """
    told = reading.weather or "clear"
    if re.search(r"\b(?:before|until) (?:the )?(?:winter|first snow)\b", reading.text, re.I):
        return ("cloudy", "wind", "snow", "snow")[_WHEN[when]]
    if when != "end" and (_CAUGHT_IN.search(reading.text) or "umbrella" in reading.words):
        return told
    return _ARC[told][_WHEN[when]]
