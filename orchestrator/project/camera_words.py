"""Words of a camera phrase that are written wrong: the phrase names a move, and a slip beside it would go unseen."""

import difflib
import re
from functools import lru_cache
from typing import get_args

from orchestrator.film.shot import camera_move
from orchestrator.film.vocabulary import CameraMove

_FORMS = """static still locked fixed pan tilt push pull dolly truck track crane jib orbit arc circle handheld zoom follow
steadicam panning tilting pushing pulling trucking tracking orbiting following zooming"""
_MANNERS = """left right down back forward backward upward downward leftward rightward clockwise around across along slow slowly
fast quick quickly gentle gently smooth smoothly steady steadily slight slightly whip subtle sudden suddenly"""
_LOOK_ALIKES = """slower slowest faster quicker gentler smoother steadier forwards backwards upwards downwards leftwards
rightwards circling craning dollies stills cranes circles trick tricks"""
_MOVES = {*_FORMS.split(), *(part for move in get_args(CameraMove) for part in move.split("-"))}
_BESIDE = frozenset(_MANNERS.split())
_OTHERS = frozenset(_LOOK_ALIKES.split())
"""Words that are right and look like a slip of one above."""

_OBJECT = re.compile(
    r"\b(a|an|the|his|her|its|their|to|toward|towards|on|onto|into|at|of|from|over|under|past|through|with|behind|as)\b"
)
"""What follows one of these is what the camera looks at: any word may stand there."""


@lru_cache(maxsize=1024)
def camera_fault(phrase: str) -> str | None:
    """Return what is wrong with a word of a camera phrase that names a move, or None (no move: the shot says so)."""
    if not _names_a_move(phrase):
        return None
    for part in re.split(r"[,;.]", phrase.lower()):
        said = _OBJECT.split(part, maxsplit=1)[0]
        for word in re.findall(r"[a-z]{4,}", said):
            meant = _slip(word)
            if meant:
                return f"'{word}' is no word for a camera; did you mean '{meant}'?"
    return None


def _slip(word: str) -> str | None:
    """Return the word that somebody most likely meant; nobody mistypes the first letter, and a `light` is no `right`."""
    if word in _BESIDE or word in _OTHERS or _names_a_move(word):
        return None
    alike = sorted(known for known in _MOVES | _BESIDE if known[0] == word[0] and len(known) > 2)
    swapped = next((known for known in alike if sorted(known) == sorted(word)), None)
    return swapped or next(iter(difflib.get_close_matches(word, alike, 1, 0.8)), None)


def _names_a_move(word: str) -> bool:
    try:
        camera_move(word)
    except ValueError:
        return False
    return True
