"""A shot's camera phrase as a sentence about the camera, and as a tag."""

import re
from collections.abc import Callable
from typing import NamedTuple

from orchestrator.film.shot import camera_move

_ADVERBS = {
    "slow": "slowly", "slowly": "slowly", "gentle": "gently", "gently": "gently", "quick": "quickly",
    "quickly": "quickly", "fast": "quickly", "rapid": "rapidly", "rapidly": "rapidly", "whip": "very quickly",
    "barely": "almost imperceptibly", "subtle": "subtly", "subtly": "subtly", "smooth": "smoothly",
    "smoothly": "smoothly", "steady": "steadily", "steadily": "steadily", "sudden": "suddenly", "suddenly": "suddenly",
}  # fmt: skip
_WAYS = ("left", "right", "up", "down")
_SIDES = {"left": "to the left", "right": "to the right", "up": "up", "down": "down"}
_FILLER = frozenset({"a", "an", "the", "shot", "camera", "in", "out", "back", "forward", "away", "with", "very", "to"})
_NEXT = re.compile(r"\s*(?:,|;|\bthen\b|\band\b)\s*")
_WORD = re.compile(r"[a-z]+")
_HANDHELD = re.compile(r"\bhand-?\s?held\b")
_FIXED = frozenset({"in", "out", "back", "around"})
_AIM = re.compile(
    r"\b(?:on|onto|into|over|past|through|toward|towards|along|across|around|behind|from|above|below)\b.*"
)


class CameraWords(NamedTuple):
    """`clause` as in `the camera slowly pushes in`, `tag` as in `slow push in`; both empty where the camera stays still."""

    clause: str
    tag: str


def camera_words(phrase: str, whom: str, allowed: Callable[[str], str]) -> CameraWords:
    """Put a camera phrase into words. `whom` is what it follows, if anybody is there.

    `allowed` turns the rest of the phrase into what may be said.
    """
    clauses: list[str] = []
    tags: list[str] = []
    for part in _parts(phrase.strip().lower()):
        move = camera_move(part)
        if move == "static":
            continue
        aim = _aim(part, phrase, allowed)
        other = _HANDHELD.sub("", part).strip()
        by_hand = ""
        if move == "handheld" and _moves(other) and camera_move(other) != "static":
            move, by_hand = camera_move(other), ", handheld"
        says = ("" if move == "handheld" else _adverb(part), _says(move, part, whom, bool(aim)), aim)
        clauses.append(" ".join(word for word in says if word) + by_hand)
        tags.append(" ".join([*(word for word in _WORD.findall(_without_aim(part)) if _is_camera(word)), aim]).strip())
    if not clauses:
        return CameraWords("", "")
    return CameraWords("the camera " + ", then ".join(clauses), ", then ".join(tags))


def _parts(phrase: str) -> list[str]:
    """The moves of a phrase, each with the words that go with it."""
    found: list[str] = []
    before = ""
    for part in _NEXT.split(phrase):
        if _moves(part):
            found.append(f"{before} {part}".strip())
            before = ""
        elif found:
            found[-1] += f" {part}"
        else:
            before = part
    return found


def _moves(part: str) -> bool:
    try:
        camera_move(part)
    except ValueError:
        return False
    return True


def _is_camera(word: str) -> bool:
    return word in _ADVERBS or word in _WAYS or word in _FIXED or _moves(word)


def _without_aim(part: str) -> str:
    return _AIM.sub("", part)


def _says(move: str, part: str, whom: str, aimed: bool) -> str:
    way = next((word for word in _WAYS if re.search(rf"\b{word}\b", part)), "")
    side = _SIDES.get(way, "")
    alongside = f"alongside {whom}" if whom else "sideways"
    sayings = {
        "push-in": "pushes in",
        "pull-out": "pulls back",
        "pan": f"pans {way or 'across'}" if way or not aimed else "pans",
        "tilt": f"tilts {way or 'up'}",
        "truck": f"tracks {side or alongside}" if way or not aimed else "tracks",
        "crane": f"cranes {way or 'up'}",
        "orbit": f"circles {side}".strip() if aimed else f"circles around {whom or 'the scene'}",
        "handheld": "is handheld, with a slight natural sway",
        "zoom": "zooms out" if re.search(r"\bout\b|\bback\b", part) else "zooms in",
        "follow": f"follows {whom or 'what moves'}",
    }
    return sayings[move]


def _adverb(part: str) -> str:
    return next((_ADVERBS[word] for word in re.findall(r"[a-z]+", part) if word in _ADVERBS), "")


def _aim(part: str, phrase: str, allowed: Callable[[str], str]) -> str:
    """Where the move leads, e.g. `over the rooftops`, with its letters as they were written."""
    found = _AIM.search(part)
    if found is None or not set(re.findall(r"[a-z]+", found[0])) - _FILLER - set(_WAYS):
        return ""
    at = phrase.lower().find(found[0])
    return allowed(phrase[at : at + len(found[0])].strip())
