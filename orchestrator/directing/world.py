"""In which season and period a scene plays: as written, the most specific first, or else as the words tell.

What is written in a scene wins over its place's sheet, and that over film.yaml. Words are read in the same order: the scene's
own, those of its place, the film's idea. Words that name two seasons or periods name none: `from winter to spring` is a
whole film, not a place.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar

from orchestrator.film.film import Film
from orchestrator.film.meanings import meant
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Place
from orchestrator.film.shot import Shot
from orchestrator.film.vocabulary import Period, Season

_Named = TypeVar("_Named", Season, Period)

_SEASONS: Mapping[Season, str] = {
    "spring": r"springtime"
    r"|(?:in|early|late|this|that|to|from|until) spring\b|spring (?:morning|day|afternoon|evening|night|rain|sun"
    r"|meadow|flowers|air|blossoms?)|(?:cherry|apple|almond) blossoms?\b|in blossom|blossoming|easter\b",
    "summer": r"(?:mid)?summer(?:time)?s?\b|heat ?wave|july\b",
    "autumn": r"autumn(?:al)?\b|october\b|(?:fallen|falling|turning) leaves|halloween",
    "winter": r"(?:mid)?winter(?:time)?s?\b|wintry|christmas|snowbound|snowed in|snow[- ]covered|snowy|blizzard"
    r"|frozen (?:lake|river|pond|sea)",
}
_PERIODS: Mapping[Period, str] = {
    "medieval": r"medieval|mediaeval|middle ages|knights?\b|squires?\b|jesters?\b|minstrels?\b|joust|crusaders?\b"
    r"|kingdoms?\b|alchemists?\b|(?:11|12|13|14)th[- ]century",
    "1920s": r"19[123]\d(?:'?s)?\b|the (?:roaring )?twenties|jazz age|prohibition era|speakeasy|flappers?\b|silent[- ]film era",
    "today": r"present[- ]day|nowadays|modern[- ]day|modern city|smart ?phones?\b|laptops?\b|skyscrapers?\b|20[012]\d\b",
    "future": r"(?:in|of) the (?:far |near |distant )?future\b|futuristic|cyberpunk|sci-?fi\b|science fiction|spaceships?\b"
    r"|starships?\b|space ?stations?\b|holo(?:gram|deck)|hover ?cars?\b|androids?\b|cyborgs?\b|(?:in|year) (?:2[1-9]|3\d)\d\d\b"
    r"|(?:2[2-9]|3\d)(?:nd|rd|th|st)[- ]century",
}
_SEEN_IN: Mapping[Season, str] = {name: f"in {name}" for name in _SEASONS}
_SEEN_WHEN: Mapping[Period, str] = {
    "medieval": "in the Middle Ages",
    "1920s": "in the 1920s",
    "today": "in the present day",
    "future": "in the far future",
}


class Said(NamedTuple):
    """What a person wrote of season or period, as a phrase for a prompt, and where."""

    phrase: str
    origin: str


def season(film: Film, scene: Scene, shot: Shot) -> Season | Literal[""]:
    """The season of a shot, or nothing."""
    place = _place(film, scene)
    named = meant(_named(scene, place), film.meanings)
    told = scene.season or (place.season if place else None) or (named.season if named else None)
    return told or film.settings.season or _read(_seasons_in, _texts(film, scene, shot))


def period(film: Film, scene: Scene, shot: Shot) -> Period | Literal[""]:
    """The period of a shot, or nothing."""
    place = _place(film, scene)
    named = meant(_named(scene, place), film.meanings)
    told = (place.period if place else None) or (named.period if named else None)
    return told or film.settings.period or _read(_periods_in, _texts(film, scene, shot))


def written(film: Film, scene: Scene) -> Iterator[Said]:
    """Season and period as far as a person wrote them, each with its place."""
    place = _place(film, scene)
    sheet = f"places/{place.id}.yaml" if place else ""
    if scene.season:
        yield Said(_SEEN_IN[scene.season], f"scenes: {scene.id}: season")
    elif place and place.season:
        yield Said(_SEEN_IN[place.season], f"{sheet}: season")
    elif film.settings.season:
        yield Said(_SEEN_IN[film.settings.season], "film.yaml: season")
    if place and place.period:
        yield Said(_SEEN_WHEN[place.period], f"{sheet}: period")
    elif film.settings.period:
        yield Said(_SEEN_WHEN[film.settings.period], "film.yaml: period")


def _place(film: Film, scene: Scene) -> Place | None:
    return film.places.get(scene.place) if scene.place else None


def _named(scene: Scene, place: Place | None) -> str:
    """What the place is called, in which a person's own words may be."""
    return f"{place.name} {place.kind} {place.appearance}" if place else scene.heading


def _texts(film: Film, scene: Scene, shot: Shot) -> Iterator[str]:
    """What speaks of where it plays, the most specific first."""
    yield f"{scene.heading} {scene.summary}"
    if place := _place(film, scene):
        yield f"{place.name} {place.kind} {place.look(shot.states.get(place.id))}"
    yield f"{film.settings.title} {film.settings.idea}"


def _read(named: Callable[[str], Sequence[_Named]], texts: Iterator[str]) -> _Named | Literal[""]:
    for text in texts:
        found = named(text)
        if len(found) == 1:
            return found[0]
        if found:
            return ""
    return ""


@lru_cache(maxsize=1024)
def _seasons_in(text: str) -> tuple[Season, ...]:
    """The seasons that a text names. All shots of a scene ask of the same texts."""
    return tuple(name for name, pattern in _SEASONS.items() if re.search(rf"\b(?:{pattern})", text.lower()))


@lru_cache(maxsize=1024)
def _periods_in(text: str) -> tuple[Period, ...]:
    """The periods that a text names."""
    return tuple(name for name, pattern in _PERIODS.items() if re.search(rf"\b(?:{pattern})", text.lower()))
