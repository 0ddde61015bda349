"""Who has hands: templates speak of hands, sleeves and pockets; a dog has paws, a crow wings, a storm nothing of the kind."""

import re
from collections.abc import Sequence
from dataclasses import replace

from orchestrator.writing.outline.people import Player
from orchestrator.writing.outline.shapes import BeatPlan, ScenePlan

_WINGED = re.compile(r"\b(?:feathers|wings?|plumage|beak)\b")
_PAWED = re.compile(
    r"\b(?:fur|mane|coat|paws?|legs|hooves|hide|skin|shell|tusks|spines|wool|antlers|curls|scales and|claws)\b"
)
_HANDED = frozenset({
    "giant", "mermaid", "fairy", "elf", "genie", "scarecrow", "skeleton", "vampire", "alien", "snowman", "monster", "doll",
})  # fmt: skip
_LIMBS = {
    "paws": {"hands": "paws", "hand": "paw", "fingers": "claws", "finger": "claw", "fist": "paw", "palms": "paws",
             "palm": "paw", "arms": "paws", "arm": "paw", "shoulders": "back", "shoulder": "back", "lap": "paws",
             "elbow": "tail", "foot": "paw", "feet": "paws"},
    "wings": {"hands": "wings", "hand": "wing", "fingers": "feathers", "finger": "feather", "fist": "wing",
              "palms": "wings", "palm": "wing", "arms": "wings", "arm": "wing", "shoulders": "back", "shoulder": "wing",
              "nose": "beak", "lap": "feet", "elbow": "wing"},
}  # fmt: skip
_LIMB = re.compile(
    r"\b(?:hands?|fingers?|fists?|palms?|arms?|shoulders?|laps?|elbows?|foot|feet|nose|knees?|fingernails)\b"
)
_WORN = re.compile(
    r"\b(?:sleeves?|pockets?|coats?|collar|cuffs?|shoes?|boots?|gloves?|hat|lashes|fingernails|kneels?|knees?|chair|plates)\b"
)
_OWNER = re.compile(r"\{(A's|A|He|he|him|His|his|himself|B's|B|He2|he2|him2|His2|his2|himself2)\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")


def body_of(player: Player) -> str:
    """Return `hands`, `paws`, `wings` or `none`."""
    being = player.being
    if being.category in {"person", "robot", "spirit"}:
        return "hands"
    looks = being.beast.looks if being.beast else ""
    if being.beast and being.beast.head in _HANDED:
        return "hands"
    if being.category == "animal" and _WINGED.search(looks) and being.noun not in {"dragon", "bee", "fly"}:
        return "wings"
    if being.category in {"animal", "creature"} and _PAWED.search(looks) and "coil" not in looks:
        return "paws"
    return "none"


def embodied(scenes: Sequence[ScenePlan], players: list[Player]) -> tuple[ScenePlan, ...]:
    """Return the scenes with every body word fit for its owner, and without beats that nobody here could act."""
    bodies = {"A": body_of(players[0]), "B": body_of(players[1])}
    if set(bodies.values()) == {"hands"}:
        return tuple(scenes)
    return tuple(replace(scene, beats=_beats(scene.beats, bodies)) for scene in scenes)


def _beats(beats: tuple[BeatPlan, ...], bodies: dict[str, str]) -> tuple[BeatPlan, ...]:
    fitted: list[BeatPlan] = []
    dropped = False
    for beat in beats:
        text = _fit(beat, bodies)
        if text is None or (beat.tied and dropped):
            # What hangs on a beat goes with it, speech excepted: a line can stand alone.
            dropped = text is None or not beat.who
            if dropped:
                continue
        dropped = False
        fitted.append(replace(beat, text=text or beat.text, tied=beat.tied and bool(fitted)))
    if not any(beat.who is None for beat in fitted):
        fitted.insert(0, BeatPlan(1, False, False, None, None, "{A} {amove} beside {thing}; {B} {move}.", None))
    return tuple(fitted)


def _fit(beat: BeatPlan, bodies: dict[str, str]) -> str | None:
    """Return the beat's text for these bodies, or None when it cannot be acted."""
    text = beat.text
    while match := _CHOICE.search(text):
        options = match[1].split("|")
        good = [option for option in options if _plain(option)] or options
        text = text[: match.start()] + "\x01" + "|".join(good) + "\x02" + text[match.end() :]
    text = text.replace("\x01", "[").replace("\x02", "]")
    return text if beat.who else _acted(text, bodies)


def _plain(text: str) -> bool:
    return not _LIMB.search(text) and not _WORN.search(text)


def _acted(text: str, bodies: dict[str, str]) -> str | None:
    owner = "A"
    parts: list[str] = []
    for piece in re.split(r"(\{[^}]*\})", text):
        if match := _OWNER.fullmatch(piece):
            owner = "B" if match[1].startswith("B") or match[1].endswith("2") else "A"
            parts.append(piece)
            continue
        body = bodies[owner]
        if body != "hands" and not piece.startswith("{") and not _plain(piece):
            if _WORN.search(piece) or body == "none":
                return None
            piece = _LIMB.sub(lambda found, limbs=_LIMBS[body]: limbs.get(found[0], found[0]), piece)
        parts.append(piece)
    return "".join(parts)
