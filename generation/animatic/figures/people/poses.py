"""What bodies do, by name: free words to a pose, a pose and a feeling to a motion; and when eyes blink."""

import random
from collections.abc import Callable
from dataclasses import replace

from generation.animatic.figures.people import (
    motions_feeling,
    motions_hands,
    motions_rest,
    motions_travel,
    motions_work,
)
from generation.animatic.figures.people.motions import Beat, Pose, stand, talk
from generation.animatic.figures.people.skeleton import Stance

_POSES: dict[str, Pose] = {
    "stand": stand,
    "talk": talk,
    # from place to place
    "walk": motions_travel.walk,
    "run": motions_travel.run,
    "sneak": motions_travel.sneak,
    "limp": motions_travel.limp,
    "march": motions_travel.march,
    "climb": motions_travel.climb,
    "crawl": motions_travel.crawl,
    "ride": motions_travel.ride,
    "swim": motions_travel.swim,
    "dive": motions_travel.dive,
    "float": motions_travel.drift,
    "fly": motions_travel.fly,
    "row": motions_travel.row,
    "steer": motions_travel.steer,
    "drive": motions_travel.drive,
    # the whole body in its place
    "sit": motions_rest.sit,
    "sit-down": motions_rest.sit_down,
    "rise": motions_rest.rise_up,
    "kneel": motions_rest.kneel,
    "bow": motions_rest.bow,
    "curtsy": motions_rest.curtsy,
    "crouch": motions_rest.crouch,
    "hide": motions_rest.hide,
    "jump": motions_rest.jump,
    "fall": motions_rest.fall,
    "lie": motions_rest.lie,
    "sleep": motions_rest.lie,
    "wake": motions_rest.wake,
    "turn-away": motions_rest.turn_away,
    "step-back": motions_rest.step_back,
    # hands
    "reach": motions_hands.reach,
    "point": motions_hands.point,
    "hold": motions_hands.hold,
    "hold-up": motions_hands.hold_up,
    "give": motions_hands.give,
    "take": motions_hands.take,
    "pick-up": motions_hands.pick_up,
    "push": motions_hands.push,
    "pull": motions_hands.pull,
    "carry": motions_hands.carry,
    "throw": motions_hands.throw,
    "catch": motions_hands.catch,
    "wave": motions_hands.greet,
    "beckon": motions_hands.beckon,
    "knock": motions_hands.knock,
    "embrace": motions_hands.embrace,
    "fight": motions_hands.fight,
    # what is felt and seen
    "look-up": motions_feeling.look_up,
    "look-down": motions_feeling.look_down,
    "look-around": motions_feeling.look_around,
    "peer": motions_feeling.peer,
    "dance": motions_feeling.dance,
    "cower": motions_feeling.cower,
    "cheer": motions_feeling.cheer,
    "clap": motions_feeling.clap,
    "pray": motions_feeling.pray,
    "think": motions_feeling.think,
    "shrug": motions_feeling.shrug,
    "nod": motions_feeling.nod,
    "refuse": motions_feeling.refuse,
    "cry": motions_feeling.cry,
    "laugh": motions_feeling.laugh,
    "shout": motions_feeling.shout,
    "sing": motions_feeling.sing,
    "whisper": motions_feeling.whisper,
    # work and play
    "eat": motions_work.eat,
    "drink": motions_work.drink,
    "cook": motions_work.cook,
    "read": motions_work.read,
    "write": motions_work.write,
    "type": motions_work.type_out,
    "paint": motions_work.paint,
    "fiddle": motions_work.fiddle,
    "flute": motions_work.flute,
    "piano": motions_work.piano,
    "hammer": motions_work.hammer,
    "chop": motions_work.chop,
    "saw": motions_work.saw,
    "dig": motions_work.dig,
    "sweep": motions_work.sweep,
    "fish": motions_work.fish,
    "sew": motions_work.sew,
    "phone": motions_work.phone,
}


POSES: tuple[str, ...] = tuple(_POSES)
"""Every pose that is drawn; other words stand."""


_ALIASES = {
    alias: pose
    for pose, aliases in {
        "stand": "wait|listen|watch",
        "talk": "talking|speak|say|tell|ask|answer",
        "walk": "walking|stroll|wander|step|approach",
        "run": "running|chase|flee|gallop|sprint",
        "sneak": "tiptoe|creep|prowl|sneaking",
        "limp": "stagger|totter|hobble|trudge|stumble",
        "march": "marching|strut|parade",
        "climb": "climbing|scramble|clamber",
        "crawl": "crawling|on all fours",
        "ride": "riding|astride",
        "float": "floating|drift",
        "dive": "diving|plunge",
        "row": "rowing|paddle",
        "steer": "steering|sail",
        "drive": "driving",
        "sit": "sitting|seated",
        "sit-down": "sit down|sits down|sit on the ground|cross legged",
        "rise": "stand up|stands up|get up|gets up|rising",
        "kneel": "kneeling",
        "bow": "bowing|take a bow",
        "curtsy": "curtsey|curtseying",
        "crouch": "crouching|duck|squat",
        "hide": "hiding|cover",
        "jump": "leap|jumping|hop",
        "fall": "falling|slip|trip|tumble",
        "lie": "lying",
        "sleep": "sleeping|asleep",
        "wake": "wake up|wakes up|stretch|yawn|waking",
        "step-back": "step back|steps back|back away",
        "turn-away": "turn away|turns away|turned away",
        "reach": "reaching|touch|shake hands",
        "point": "pointing",
        "hold": "holding",
        "hold-up": "hold up|holds up|raise|lift|raising",
        "give": "offer|hand over|hands over|present|giving",
        "take": "grab|taking",
        "pick-up": "pick up|picks up|gather|collect",
        "push": "pushing|shove",
        "pull": "pulling|drag|tug|haul",
        "carry": "carrying|bear|bring",
        "throw": "throwing|toss|hurl",
        "catch": "catching",
        "wave": "waving|greet",
        "beckon": "beckoning|come here",
        "knock": "knocking",
        "embrace": "hug|hugging|kiss",
        "fight": "strike|fighting|attack|fence",
        "look-up": "look up|looks up|gaze",
        "look-down": "look down|looks down",
        "look-around": "look around|looks around|search",
        "peer": "shade the eyes|shades eyes|scan|peering",
        "dance": "dancing",
        "cower": "cowering|tremble|shiver",
        "cheer": "cheering|celebrate",
        "clap": "clapping|applaud",
        "pray": "praying|beg|plead",
        "think": "thinking|ponder|wonder",
        "shrug": "shrugging",
        "nod": "nodding|agree",
        "refuse": "shake head|shakes head|shake the head",
        "cry": "crying|weep|sob|cover the face",
        "laugh": "laughing|giggle",
        "shout": "shouting|yell|call",
        "sing": "singing",
        "whisper": "whispering",
        "eat": "eating|nibble",
        "drink": "drinking|sip",
        "cook": "cooking|stir|stirring|bake",
        "read": "reading",
        "write": "writing|draw|sign",
        "type": "typing",
        "paint": "painting",
        "fiddle": "play the fiddle|play the violin|plays the fiddle|plays the violin",
        "flute": "play the flute|plays the flute|piping",
        "piano": "play the piano|plays the piano",
        "hammer": "hammering|nail|build|forge",
        "chop": "chopping|cut wood",
        "saw": "sawing",
        "dig": "digging|shovel",
        "sweep": "sweeping|mop|rake",
        "fish": "fishing|angle",
        "sew": "sewing|knit|mend",
        "phone": "phoning|telephone",
    }.items()
    for alias in aliases.split("|")
}


def pose_named(words: str) -> str:
    """Return the pose that free words name: `walks slowly` is a walk, the unknown stands."""
    said = words.lower().replace("_", " ").strip()
    for key in (said, said.replace(" ", "-"), said.replace("-", " ")):
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
