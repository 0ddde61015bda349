"""What creatures can do: every pose that words or people's verbs name, as the nearest thing that a body of its kind does."""

import math
import re
from functools import cache

from generation.animatic.figures.creature_motion import Speech

_POSES: tuple[tuple[str, str], ...] = (
    ("cower", "step-back"),
    ("sleep", "sleep asleep doze nap dead faint rest snor"),
    ("lie", "lie lying lay crouch-down prone curl fall faint"),
    ("bow", "bow curts stretch wake yawn"),
    ("stalk", "stalk sneak creep prowl tiptoe crawl slink"),
    ("scratch", "scratch groom itch"),
    ("dig", "dig burrow bury scrabble sweep rake plant"),
    ("drink", "drink lap sip"),
    ("call", "call howl roar crow shout sing bark bray neigh cry-out bellow scream growl croak hoot"),
    ("sit", "sit seat squat perch kneel pray think read write type paint piano sew fish row drive steer drums"),
    ("walk", "walk stroll step pace wander trot march limp approach leave enter follow carry"),
    ("run", "run gallop chase flee sprint race dash rush hurry charge escape bolt ride"),
    ("jump", "jump leap hop spring bounce pounce skip catch"),
    ("fly", "fly flies flying soar glide hover flap swoop"),
    ("swim", "swim dive paddle float"),
    ("eat", "eat graze feed lick peck nibble sniff chew gnaw pick take"),
    ("reach", "reach point give offer wave grab hand beckon knock show push pull throw cook stir hammer chop saw fiddle "
     "flute phone play embrace hug"),
    ("look-up", "look-up lookup gaze-up hold-up peer"),
    ("look-down", "look-down lookdown search nod mourn cry weep turn-away refuse"),
    ("cower", "cower hide shrink tremble cringe duck shiver beg crouch"),
    ("attack", "attack fight bite rear threaten strike snarl wrestle"),
    ("cheer", "cheer celebrate rejoice triumph applaud clap climb"),
    ("dance", "dance spin twirl sway"),
    ("talk", "talk speak say tell ask whisper argue laugh"),
    ("stand", "stand hold wait listen watch look face stay idle rise shrug"),
)  # fmt: skip

_INSTEAD: dict[str, dict[str, str]] = {
    "bird": {"drink": "eat", "dig": "eat", "scratch": "eat", "stalk": "walk", "bow": "look-down"},
    "fish": {"drink": "eat", "dig": "eat", "scratch": "swim", "stalk": "swim", "bow": "look-down", "walk": "swim",
             "run": "swim", "sit": "swim", "stand": "swim", "talk": "swim"},
    "insect": {"drink": "eat", "dig": "eat", "scratch": "dance", "stalk": "walk", "bow": "look-down"},
    "serpent": {"drink": "eat", "dig": "eat", "scratch": "dance", "stalk": "walk", "bow": "look-down", "sit": "stand"},
    "frog": {"drink": "eat", "dig": "eat", "scratch": "reach", "stalk": "walk", "bow": "cower", "swim": "jump"},
    "crab": {"drink": "eat", "dig": "reach", "scratch": "reach", "stalk": "walk", "bow": "cower"},
    "bat": {"drink": "eat", "dig": "eat", "scratch": "eat", "stalk": "fly", "bow": "eat"},
    "upright": {"stalk": "walk"},
    "robot": {"stalk": "walk"},
}  # fmt: skip
"""What a body plan does in place of what it cannot do. Whoever is not told of here can everything, or hardly moves."""
_PLAIN = {"drink": "eat", "dig": "look-down", "scratch": "dance", "stalk": "walk", "bow": "look-down"}


@cache
def pose_of(word: str) -> str:
    """The pose that a word means; standing where none is known."""
    wanted = re.sub(r"^look(s|ing)-", "look-", re.sub(r"[\s_]+", "-", word.lower().strip()))
    if wanted in dict(_POSES):
        return wanted
    for pose, stems in _POSES:
        if any(
            wanted.startswith(stem) or (stem in ("look-up", "look-down") and stem in wanted) for stem in stems.split()
        ):
            return pose
    parts = wanted.split("-")
    return pose_of(parts[0]) if len(parts) > 1 else "stand"


def pose_in(plan: str, word: str) -> str:
    """The pose that a word means for a body of this plan."""
    pose = pose_of(word)
    return pose if plan == "beast" else _INSTEAD.get(plan, _PLAIN).get(pose, pose)


def calling(seed: int) -> Speech:
    """A mouth that opens wide for a long call, closes for a breath, and opens again."""
    start = seed % 7 / 7

    def opening(t: float) -> float:
        into = (t / 2.6 + start) % 1.0
        rise, sink = min(1.0, into / 0.12), min(1.0, max(0.0, (0.72 - into) / 0.12))
        return max(0.0, min(rise, sink)) * (0.82 + 0.14 * math.sin(t * 21))

    return Speech(opening, lambda t: -0.25, silent=False)
