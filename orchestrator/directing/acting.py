"""What bodies and faces do: read from the words of an action."""

import re
from functools import cache
from importlib.resources import files

_MANNERS = {
    "whispered": "tender",
    "shouted": "angry",
    "angry": "angry",
    "sadly": "sad",
    "laughing": "happy",
    "crying": "sad",
    "afraid": "afraid",
    "softly": "tender",
    "surprised": "surprised",
    "firmly": "determined",
}
_MOODS = {
    "joyful": "happy",
    "playful": "happy",
    "triumphant": "happy",
    "sad": "sad",
    "lonely": "sad",
    "ominous": "afraid",
    "tense": "determined",
    "wonder": "surprised",
    "tender": "tender",
}
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def pose_of(action: str) -> str:
    """The pose that the first verb of the action asks for; `stand` if none does."""
    return _first(_verbs("pose"), action) or "stand"


def emotion_of(action: str, manner: str | None, mood: str) -> str:
    """The face for the way a line is said, for an action, or at least for the mood of the scene."""
    for word, emotion in _MANNERS.items():
        if manner and word in manner.lower():
            return emotion
    return _first(_verbs("emotion"), action) or _MOODS.get(mood, "neutral")


def _first(meanings: dict[str, str], action: str) -> str | None:
    return next((meanings[word] for word in _WORD.findall(action.lower()) if word in meanings), None)


@cache
def _verbs(kind: str) -> dict[str, str]:
    """Word to meaning, from verbs.txt."""
    found: dict[str, str] = {}
    for row in files("orchestrator.directing").joinpath("verbs.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith(f"{kind} "):
            meaning, words = row.removeprefix(f"{kind} ").split(":", 1)
            found.update(dict.fromkeys(words.split(), meaning))
    return found
