"""What is said in a shot, for models that give it a voice: who says it, how, and the words in quotation marks."""

import re
from collections.abc import Mapping

from orchestrator.film.shot import Line

_VERBS = {
    "whisper": "whispers", "shout": "shouts", "yell": "yells", "murmur": "murmurs", "mutter": "mutters", "cry": "cries",
    "cri": "cries", "sob": "sobs", "scream": "screams", "sing": "sings", "sung": "sings", "laugh": "says, laughing",
    "ask": "asks", "call": "calls", "hiss": "hisses", "growl": "growls", "sigh": "sighs", "mumble": "mumbles",
    "stammer": "stammers", "shriek": "shrieks", "gasp": "gasps", "beg": "begs", "repl": "replies", "answer": "answers",
}  # fmt: skip
_ENDINGS = ("ing", "ped", "ed", "ered", "es", "s", "ning", "ging", "y", "ied", "ies", "ying")
NARRATOR = "a narrator's voice"
OFF_SCREEN = "a voice off screen"


def spoken(line: Line, short: Mapping[str, str]) -> str:
    """A line as a clause, e.g. `The weathered woman whispers: "You again."`; who is not on stage is only a voice."""
    who = NARRATOR if line.character is None else short.get(line.character, OFF_SCREEN)
    words = " ".join(line.line.split()).replace('"', "'")
    return f'{who[:1].upper()}{who[1:]} {_says(line.manner or "")}: "{words}"'


def _says(manner: str) -> str:
    words = re.findall(r"[a-z'-]+", manner.lower())
    if not words:
        return "says"
    for index, word in enumerate(words):
        if verb := _verb(word):
            rest = " ".join(words[:index] + words[index + 1 :])
            return f"{verb} {rest}".strip() if all(other.endswith("ly") for other in rest.split()) else verb
    if all(word.endswith("ly") or word in ("and", "very") for word in words):
        return "says " + " ".join(words)
    return f"says, {' '.join(words)}"


def _verb(word: str) -> str | None:
    stems = (word, *(word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)))
    return next((_VERBS[stem] for stem in stems if stem in _VERBS), None)
