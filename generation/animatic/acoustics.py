"""What a place sounds like: what is underfoot, and what comes back from its walls. Nothing is drawn for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from generation.animatic import thesaurus
from generation.requests import Setting

VERSION = 1
"""Raise it when the same staging would be heard otherwise."""
Room = Literal["open", "street", "room", "hall", "cave"]
_COVERED = ("grass", "earth", "leaves", "gravel", "stone", "sand")
"""What snow lies on."""
_CAVES = frozenset(("cave", "cavern", "crypt", "tunnel", "sewer", "mine", "grotto", "dungeon"))
_HALLS = frozenset(
    ("church", "cathedral", "temple", "chapel", "hall", "abbey", "theatre", "palace", "mosque", "synagogue", "basilica")
)


@dataclass(frozen=True, slots=True)
class Rows:
    """What happenings.txt says; see there."""

    grounds: dict[str, str] = field(default_factory=dict[str, str])
    echoes: dict[str, Room] = field(default_factory=dict[str, Room])
    calls: dict[str, str] = field(default_factory=dict[str, str])
    saying: dict[str, str] = field(default_factory=dict[str, str])
    doing: list[tuple[str, str, frozenset[str], frozenset[str]]] = field(
        default_factory=list[tuple[str, str, frozenset[str], frozenset[str]]]
    )
    """How it is heard, the sound, the verbs or things, and words of which one must be there."""


def underfoot(setting: Setting) -> str:
    """What feet come down on."""
    choice = thesaurus.find(setting)
    roofed, grounds = thesaurus.roofed(choice.kit), rows().grounds
    found = grounds.get(f"{choice.kit}/{choice.variant}") or grounds.get(choice.kit) or ("wood" if roofed else "earth")
    snowed = setting.weather == "snow" or setting.season == "winter"
    return "snow" if snowed and found in _COVERED and not roofed else found


def room_of(setting: Setting) -> Room:
    """What answers to a voice there."""
    choice, echoes = thesaurus.find(setting), rows().echoes
    words = thesaurus.every_word(setting)
    roofed = thesaurus.roofed(choice.kit)
    if words & _CAVES and (roofed or choice.variant == "cave"):
        return "cave"
    if roofed and words & _HALLS:
        return "hall"
    return echoes.get(f"{choice.kit}/{choice.variant}") or echoes.get(choice.kit) or ("room" if roofed else "open")


@cache
def rows() -> Rows:
    """The rows of happenings.txt."""
    found = Rows()
    for head, words in _lines():
        kind, _, meaning = head.partition(" ")
        said = words.split()
        match kind:
            case "ground":
                found.grounds.update(dict.fromkeys(said, meaning))
            case "echo":
                room: Room = next(one for one in get_args(Room) if one == meaning)
                found.echoes.update(dict.fromkeys(said, room))
            case "call":
                found.calls.update(dict.fromkeys(said, meaning))
            case "saying":
                found.saying.update(dict.fromkeys(said, meaning))
            case _:
                verbs, _, besides = words.partition("/")
                found.doing.append((kind, meaning, frozenset(verbs.split()), frozenset(besides.split())))
    return found


def _lines() -> Iterator[tuple[str, str]]:
    text = files("generation.animatic").joinpath("happenings.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            head, _, words = line.partition(":")
            yield head.strip(), words.strip()


@cache
def bases(word: str) -> tuple[str, ...]:
    """The word, and the base forms that it may come from."""
    word = _IRREGULAR.get(word, word)
    found = [word]
    for ending, instead in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", ""), ("ing", "")):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)] + instead
            found += [stem, f"{stem}e"] + ([stem[:-1]] if stem[-1] == stem[-2] else [])
    return tuple(found)


def words_in(text: str) -> list[str]:
    """The words of a text in lower case."""
    return re.findall(r"[a-z]+", text.lower())


_IRREGULAR = {
    "rang": "ring", "fell": "fall", "fallen": "fall", "threw": "throw", "thrown": "throw", "broke": "break",
    "broken": "break", "shook": "shake", "wrote": "write", "written": "write", "dug": "dig", "struck": "strike",
    "lit": "light", "fought": "fight", "swung": "swing", "drew": "draw", "drawn": "draw", "sang": "sing", "sung": "sing",
    "drove": "drive", "leapt": "leap", "left": "leave", "took": "take", "taken": "take", "swept": "sweep", "doors": "door",
}  # fmt: skip
