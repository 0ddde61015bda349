"""What the stories about a pair need to know of the idea: the skill that is taught, the danger, the place that is shared."""

import re

from orchestrator.writing.lexicon import find_setting, verb_lemma
from orchestrator.writing.morphology import bag, fix_articles, is_plural, singular, third
from orchestrator.writing.reading import Reading, Spot

_FROM = re.compile(
    r"\bfrom ((?:a|an|the|his|her|its|their|some|two|three|hungry)? ?[\w'-]+(?: [\w'-]+){0,2}?)"
    r"(?= (?:in|on|at|by|with|before|after|of|under|and|who|that|for)\b|$)"
)
_CROWDS = bag("army police family mob crowd gang king's crew people")
_SKILLS = (
    ("voice", bag("sing whistle talk speak laugh hum read recite howl bark yodel rap roar shout whisper tell")),
    ("move", bag("dance swim fly walk run skate ski ride jump climb surf box fight juggle drive sail fish hunt march hop dive")),
    ("make", bag("bake cook paint draw knit write sew build carve garden plant weave play brew make fix repair")),
)  # fmt: skip
_SHOWN = bag("courage kindness patience trust hope mercy manners respect joy grief compassion")
_DISASTERS = {
    "kitchen": "a pan catches fire", "sea": "a great wave rises", "ship": "water breaks through the planks",
    "rowing boat": "water breaks through the planks", "space": "the air begins to hiss out", "room": "a pipe bursts in the wall",
    "forest": "a tree begins to fall", "workshop": "a pipe bursts in the wall",
}  # fmt: skip


def shared_place(reading: Reading) -> Spot | None:
    """Return the place that is shared: `share one kitchen`, not `soldiers from opposite trenches share a cake`."""
    told = re.search(r"\b(?:shar\w+|stuck|live|lives|trapped)\b(.*)", reading.text, re.I)
    return next((spot for spot in reading.places if told and spot.words in told[1]), None)


def sharing_slots(reading: Reading) -> dict[str, str]:
    spot = shared_place(reading) or reading.places[0]
    return {
        "place_noun": spot.noun,
        "disaster": _DISASTERS.get(spot.setting.kind, "the wind tears at the roof"),
    }


def skill_of(rest: str) -> str | None:
    """Return what is taught: `to sing`, `how to swim`, `dance again`, `kindness`."""
    match = re.match(r"(?:how )?to ([a-z]+\b.*)$", rest)
    if match:
        return _cut(match[1])
    words = rest.lower().split(" ")
    if words and words[0] and verb_lemma(words[0]) == words[0]:
        return _cut(rest.lower())
    match = re.match(r"(?:about )?((?:the |a )?[a-z]{3,})$", rest)
    if not match or match[1] in {"again", "alone"}:
        return None
    return f"{'show' if match[1] in _SHOWN else 'understand'} {match[1]}"


def _cut(text: str) -> str:
    return re.split(r" (?:before|by|until|in time|while|with|without|for|again)\b", text)[0].strip()


def skill_slots(skill: str) -> dict[str, str]:
    verb = skill.split(" ")[0]
    return {
        "skill": skill,
        "skills": third(skill),
        "skill_kind": "voice" if verb == "play" else skill_kind(verb),
        "listens": "listens" if skill_kind(verb) == "voice" or verb == "play" else "watches",
    }


def skill_kind(verb: str) -> str:
    """Return what sort of doing a verb is: voice, move, make or mind."""
    return next((kind for kind, verbs in _SKILLS if verb in verbs), "mind")


def slots_for(shape: str, verb: str, rest: str, reading: Reading) -> dict[str, str]:
    slots: dict[str, str] = {}
    if shape in {"hiding", "protecting", "rescue"}:
        slots |= _threat(rest, shape, reading)
    if shape == "sharing":
        slots |= sharing_slots(reading)
    if shape == "forgiving":
        left = verb in {"betray", "abandon"}
        slots |= {"wronger": "{A}" if left else "{B}", "wronged": "{B}" if left else "{A}"}
    return slots


def _threat(rest: str, shape: str, reading: Reading) -> dict[str, str]:
    match = _FROM.search(rest)
    named = match[1].strip() if match else ""
    head = named.split(" ")[-1].lower()
    prison = bool(head and find_setting(head))
    default = {"hiding": "the searchers", "protecting": "the wolves", "rescue": ""}[shape]
    who = named if named and not prison else default
    if who and not re.match(r"(?:a|an|the|his|her|its|their|some)\b", who):
        who = who if is_plural(who) else f"the {who}"
    who = re.sub(r"^an? ", "the ", who)
    many = is_plural(who) or head in _CROWDS - {"army", "family", "mob", "crowd", "gang", "crew"}
    danger = (
        f"{who} {'are' if many else 'is'} coming"
        if who
        else "They have locked me in"
        if prison
        else "the ground is giving way"
    )
    return {
        "threat": who or "the dark", "threat_noun": singular(head), "threat_are": f"{who} {'are' if many else 'is'}",
        "threat_is": "are" if many else "is",
        "threat_come": "come" if many else "comes", "threat_find": "find" if many else "finds",
        "threat_turn": "turn" if many else "turns", "threat_flee": "flee" if many else "flees", "danger": danger,
    }  # fmt: skip


def mended(slots: dict[str, str]) -> dict[str, str]:
    """Return the slots with their articles right."""
    return {key: fix_articles(value) for key, value in slots.items()}
