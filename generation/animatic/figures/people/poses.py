"""What bodies do, by name: free words to a pose, a pose and a feeling to a motion; and when eyes blink."""

import random
from collections.abc import Callable
from dataclasses import replace

from generation.animatic.figures.people.motions import (
    Beat,
    Pose,
    cheer,
    cower,
    crouch,
    dance,
    eat,
    embrace,
    fly,
    greet,
    hold,
    jump,
    kneel,
    lie,
    look_down,
    look_up,
    point,
    reach,
    run,
    sit,
    stand,
    swim,
    talk,
    walk,
)
from generation.animatic.figures.people.skeleton import Stance

_POSES: dict[str, Pose] = {
    "stand": stand,
    "walk": walk,
    "run": run,
    "sit": sit,
    "kneel": kneel,
    "reach": reach,
    "point": point,
    "hold": hold,
    "wave": greet,
    "look-up": look_up,
    "look-down": look_down,
    "crouch": crouch,
    "jump": jump,
    "dance": dance,
    "embrace": embrace,
    "lie": lie,
    "sleep": lie,
    "cower": cower,
    "cheer": cheer,
    "talk": talk,
    "eat": eat,
    "swim": swim,
    "fly": fly,
}


POSES: tuple[str, ...] = tuple(_POSES)
"""Every pose that is drawn; other words stand."""


_ALIASES = {
    "walking": "walk",
    "stroll": "walk",
    "march": "walk",
    "running": "run",
    "chase": "run",
    "flee": "run",
    "sitting": "sit",
    "seated": "sit",
    "kneeling": "kneel",
    "pray": "kneel",
    "reaching": "reach",
    "give": "reach",
    "offer": "reach",
    "pointing": "point",
    "holding": "hold",
    "carry": "hold",
    "read": "hold",
    "drink": "eat",
    "waving": "wave",
    "greet": "wave",
    "look up": "look-up",
    "gaze": "look-up",
    "look down": "look-down",
    "crouching": "crouch",
    "hide": "crouch",
    "sneak": "crouch",
    "leap": "jump",
    "jumping": "jump",
    "dancing": "dance",
    "hug": "embrace",
    "hugging": "embrace",
    "kiss": "embrace",
    "lying": "lie",
    "sleeping": "sleep",
    "asleep": "sleep",
    "cowering": "cower",
    "tremble": "cower",
    "cheering": "cheer",
    "celebrate": "cheer",
    "laugh": "talk",
    "talking": "talk",
    "speak": "talk",
    "shout": "talk",
    "sing": "talk",
}


def pose_named(words: str) -> str:
    """Return the pose that free words name: `walks slowly` is a walk, the unknown stands."""
    said = words.lower().replace("_", " ").strip()
    for key in (said, said.replace(" ", "-")):
        if key in _POSES:
            return key
        if key in _ALIASES:
            return _ALIASES[key]
    for word in said.replace("-", " ").split():
        for stem in (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ing")):
            if stem in _POSES:
                return stem
            if stem in _ALIASES:
                return _ALIASES[stem]
    return "stand"


def stance_of(pose: str, beat: Beat) -> Callable[[float], Stance]:
    """Return the motion of a pose, coloured by the emotion."""
    draw = _POSES[pose]
    return lambda t: _felt(draw(t, beat), beat.emotion)


def _felt(stance: Stance, emotion: str) -> Stance:
    match emotion:
        case "sad":
            return replace(stance, lean=stance.lean + 6, nod=stance.nod + 11, shrug=stance.shrug - 0.07)
        case "afraid":
            return replace(stance, lean=stance.lean - 3, shrug=stance.shrug + 0.13, nod=stance.nod + 2)
        case "angry":
            return replace(stance, lean=stance.lean + 5, shrug=stance.shrug + 0.06, nod=stance.nod + 5)
        case "happy":
            return replace(stance, lean=stance.lean - 2, nod=stance.nod - 4, roll=stance.roll * 1.6)
        case "surprised":
            return replace(stance, lean=stance.lean - 5, nod=stance.nod - 4, shrug=stance.shrug + 0.08)
        case "determined":
            return replace(stance, lean=stance.lean - 1, nod=stance.nod + 2, roll=stance.roll * 0.4)
        case "tender":
            return replace(stance, nod=stance.nod + 5, roll=stance.roll + 4)
        case _:
            return stance


def blinks(seed: str) -> tuple[float, ...]:
    """When the eyes close: moments at irregular distances over two minutes, which then repeat."""
    chance = random.Random(f"blink:{seed}")
    moments: list[float] = []
    moment = chance.uniform(0.4, 2.5)
    while moment < 118:
        moments.append(moment)
        moment += 0.32 if chance.random() < 0.12 else chance.uniform(1.9, 5.6)
    return tuple(moments)
