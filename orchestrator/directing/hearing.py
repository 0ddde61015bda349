"""Where a line is heard: the room of its place, the distance of its shot, and what its manner says: on the phone, through a door.

Words come first. What comes back from walls stays far below what comes straight, and never is a voice later than its lips.
"""

import re
from dataclasses import dataclass

from generation.animatic.acoustics import Room as Kind
from generation.animatic.acoustics import room_of
from orchestrator.directing.staging import setting
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Line, Shot
from orchestrator.film.vocabulary import Size
from stitching.timeline import Room

_DISTANCES: dict[Size, float] = {
    "extreme-close-up": 0.0,
    "close-up": 0.0,
    "insert": 0.2,
    "medium-close": 0.12,
    "medium": 0.28,
    "cowboy": 0.4,
    "full": 0.55,
    "wide": 0.8,
    "extreme-wide": 1.0,
}
_ROOMS: dict[Kind, tuple[float, float, float, float]] = {
    "open": (0.3, 0.0, 0.05, 0.0),
    "street": (0.45, 0.04, 0.1, 0.11),
    "room": (0.38, 0.1, 0.16, 0.0),
    "hall": (1.5, 0.11, 0.15, 0.0),
    "cave": (2.0, 0.13, 0.17, 0.0),
}
"""Seconds it rings, how much comes back close by, how much more far away, and the seconds of an echo."""
_AWAY, _ASIDE = 0.9, 0.45
"""The distance of who is somewhere else, and of who only stands beside what is seen."""
_SOFTER = 3.0
"""dB by which somebody far away is quieter."""
_TOLD = re.compile(r"\b(?:voice-?\s?over|v\.?o|narrat\w+|thoughts?|thinking)\b")
_WIRED = re.compile(
    r"\b(?:(?:tele)?phone|radio|intercom|walkie-?\s?talkie|loudspeaker|on (?:the )?(?:screen|tv|television))\b"
)
_BEHIND = re.compile(
    r"\b(?:through|behind|beyond|outside) (?:(?:the|a|an|his|her|their) )?(?:\w+ )?(?:door|wall|glass|window|curtain)"
    r"|\bmuffled\b"
)
_UNSEEN = re.compile(
    r"\boff-?\s?screen\b|\bo\.?s\b|\bout of (?:sight|frame)\b|\bfrom afar\b|\bfar away\b|\bin the distance\b"
    r"|\bfrom (?:below|above|the next room)\b"
)


@dataclass(frozen=True)
class Heard:
    """The room that a line is heard in, if any, and how much louder or quieter it is, in dB."""

    room: Room | None = None
    gain: float = 0.0


def heard(film: Film, scene: Scene, shot: Shot, line: Line) -> Heard:
    """Where a line of a shot is heard. Who only tells (the narrator, a voice-over) is heard as from nowhere."""
    manner = (line.manner or "").lower()
    if line.character is None or _TOLD.search(manner):
        return Heard()
    if _WIRED.search(manner):
        return Heard(Room(decay=0.1, amount=0.0, above=380, below=3100), 1.5)
    kind = room_of(setting(film, scene, shot))
    if _BEHIND.search(manner):
        return Heard(_room("room" if kind == "open" else kind, _AWAY, below=900.0), 1.0)
    aside = line.character not in {cast.character for cast in shot.cast}
    far = max(_DISTANCES[shot.size], _AWAY if _UNSEEN.search(manner) else _ASIDE if aside else 0.0)
    if kind == "open" and far < 0.5:
        return Heard(gain=-_SOFTER * far)
    below = 11_000 - 5000 * far if far > 0.5 else None
    return Heard(_room(kind, far, below=below, above=130.0 if far > 0.7 else None), -_SOFTER * far)


def _room(kind: Kind, far: float, *, below: float | None, above: float | None = None) -> Room:
    decay, near, more, echo = _ROOMS[kind]
    return Room(decay=decay, amount=round(near + more * far, 3), echo=echo, below=below, above=above)
