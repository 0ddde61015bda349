"""The particulars of one film as slots for its templates: who, with what, where, and what it is all about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from orchestrator.film.vocabulary import Time, Weather
from orchestrator.writing.lexicon import find_being, find_setting, settings, verb_lemma
from orchestrator.writing.morphology import bag, fix_articles, gerund, is_plural, plural, third, with_article
from orchestrator.writing.outline.chance import Chance
from orchestrator.writing.outline.grounds import Ground
from orchestrator.writing.outline.people import Player
from orchestrator.writing.outline.relation_slots import skill_kind
from orchestrator.writing.reading import Reading, Thing
from orchestrator.writing.reading_clauses import trim_clause
from orchestrator.writing.reading_phrases import POSSESSIVES, PREPOSITIONS

_WORDS = Path(__file__).parent.parent / "words"
_UNFILMABLE = bag(
    "be have befriend love learn want try wish dream hope long need know think believe understand live exist fear hate "
    "become realize miss remember forget decide plan refuse seem can could struggle manage survive suffer strand"
)
_ABOUT = bag("message ownhand trail footprints tending threshold game letters hauling bearing moonlight thorn shelter")
"""Shapes of which the thing is known from the form of the idea."""
_STAKING = bag("bet wager gamble sell trade lose lend borrow exchange swap leave")
_CARRYING = bag("deliver carry bring take return transport smuggle")
_FINDING = bag("find discover unearth dig uncover inherit receive hear open meet catch")
_TIMES: dict[Time, str] = {
    "dawn": "first light", "morning": "the morning sun", "day": "the noon light", "afternoon": "the slanting light",
    "dusk": "the last light", "night": "the moonlight",
}  # fmt: skip


@dataclass(frozen=True)
class Moment:
    """When and where a scene plays; `home` says that people are at their work there, `number` counts scenes from 0."""

    ground: Ground
    home: bool
    time: Time
    weather: Weather
    number: int


def pool(file: str, key: str) -> list[str]:
    """Return the templates that a list file has under `key`."""
    lines = (_WORDS / file).read_text(encoding="utf-8").splitlines()
    found = [line.split(" : ", 1)[1] for line in lines if line.startswith(key + " : ")]
    return [part.strip() for line in found for part in (line.split(";") if file == "skies.txt" else [line])]


def in_mouth(phrase: str, person: str) -> str:
    """Return a phrase about the protagonist as said by them (`my`) or to them (`your`)."""
    swaps = {"my": ("my", "me", "myself"), "your": ("your", "you", "yourself")}[person]
    phrase = re.sub(r"\b(?:his|her|its|their)\b(?= \w)", swaps[0], phrase)
    return re.sub(r"\b(?:himself|herself|itself|themselves)\b", swaps[2], phrase)


_OBJECT = re.compile(
    r"^\w+ (?:up |out )?(?:a|an|the|his|her|its|their|my|one) ([\w'-]+(?: [\w'-]+){0,3}?)"
    r"(?: (?:of|in|on|at|from|for|to|with|by|across|that|who|out|into|under|over|behind|before|without|about|fifty|and)\b.*)?$"
)


def object_of(reading: Reading) -> str | None:
    """Return what the first verb of the idea is done to, when that is a thing: opens a `juice bar`."""
    match = _OBJECT.match(reading.predicate or "")
    told = {being.words for being in reading.others}
    if (
        not match
        or any(match[1].lower() in words.lower() for words in told)
        or match[1].lower().startswith(("way ", "night"))
    ):
        return None
    return match[1].strip()


def leading_thing(reading: Reading, players: list[Player], home: Ground, shape: str, chance: Chance) -> Thing:
    """Return the thing the story turns on: the idea's own, or a tool of the trade, or something of the place."""
    lead = players[0]
    staked = next((being for being in reading.others if being.words.lower().split(" ")[0] in POSSESSIVES), None)
    if staked and staked.category != "person" and reading.verb in _STAKING:
        return Thing(staked.noun, staked.noun, False, staked.words)
    pictured = re.match(r"^(?:paint|draw) ((?:a|an|the|his|her) [\w' -]{3,30})$", reading.predicate or "")
    if (
        shape == "making"
        and pictured
        and not re.search(r"portrait|picture|painting|map|mural|house|wall|fence", pictured[1])
    ):
        return Thing("picture", f"picture of {pictured[1]}", False, pictured[1])
    made = object_of(reading) if shape in {"event", "making", "discovery"} else None
    if made and find_being(made.split(" ")[-1].lower()) and not find_setting(made.split(" ")[-1]):
        made = None if shape != "making" else made
    if made and find_setting(made.split(" ")[-1]) and shape != "making" and made != "moon":
        # Nobody holds a castle in both hands; its key will do.
        key = f"{made.split(' ')[-1]} key"
        return Thing("key", key, False, made)
    if made:
        return Thing(made.split(" ")[-1], made, is_plural(made.split(" ")[-1]), made)
    bare = re.match(r"^\w+ ([a-z]+)(?: (?:from|in|on|out|of|for|to)\b.*)?$", reading.predicate or "")
    if bare and shape in {"heist", "stealing", "making", "caper"} and not find_being(bare[1]) and len(bare[1]) > 3:
        return Thing(bare[1], bare[1], is_plural(bare[1]), bare[1])
    if shape in _ABOUT and reading.things:
        return reading.things[0]
    solid = [thing for thing in reading.things if thing.solid]
    if shape == "quest" and reading.verb not in _CARRYING:
        solid = []
    if solid:
        return solid[0]
    noun = lead.tools[0] if lead.tools else chance.fork("thing").pick(home.things)
    return Thing(noun.split(" ")[-1], noun, is_plural(noun), "")


def _noun_of(player: Player) -> str:
    if player.noun != "person":
        return player.noun
    return "woman" if player.pronouns.subject == "she" else "man"


def story_slots(
    reading: Reading, players: list[Player], grounds: dict[str, Ground], shape: str, chance: Chance
) -> dict[str, str]:
    """Return the slots that stay the same all through the film."""
    lead, other = players[0], players[1]
    thing = leading_thing(reading, players, grounds["home"], shape, chance)
    owned = thing.phrase
    slots = {
        "A": lead.label, "A's": lead.possessive, "aname": lead.call, "trade": _noun_of(lead),
        "he": lead.pronouns.subject, "him": lead.pronouns.object, "his": lead.pronouns.possessive,
        "himself": lead.pronouns.reflexive, "apart": f"{lead.pronouns.possessive} {lead.part}",
        "B": other.label, "B's": other.possessive, "bname": other.call, "bnoun": _noun_of(other),
        "he2": other.pronouns.subject, "him2": other.pronouns.object, "his2": other.pronouns.possessive,
        "himself2": other.pronouns.reflexive, "part": f"{other.pronouns.possessive} {other.part}", "cry": other.cry,
        "acry": lead.cry, "part_bare": other.part, "part_a": f"{lead.pronouns.possessive} {lead.part}",
        "part_a_bare": lead.part, "bnouns": plural(_noun_of(other)),
        "C": players[2].label if len(players) > 2 else "somebody", "after": "",
        "a_trace": "a tuft and a print" if not other.person else "a shoe and a cap",
        "X": f"the {owned}", "x": owned, "xa": thing.some,
        "xit": "them" if thing.plural else "it", "xtheir": "their" if thing.plural else "its",
        "xthey": "they" if thing.plural else "it",
        "Xc": f"The {owned}", "trades": plural(_noun_of(lead)),
        "xis": "are" if thing.plural else "is", "xs": "" if thing.plural else "s", "xhave": "have" if thing.plural else "has",
        "xes": "" if thing.plural else "es",
        "Xthey_are": "They are" if thing.plural else "It is",
        "own_cover": "coat" if lead.person else "bed",
        "mystery": f"the {owned} {'are' if thing.plural else 'is'} gone" if any(one.solid for one in reading.things)
        else "everything lies upside down, and somebody has been here",
        "fear_said": f"I am afraid of {_feared(reading)}",
        "lesson": (reading.lesson or "").split(". ")[0],
        "deadline": reading.deadline or "before dark",
    }  # fmt: skip
    slots |= _wishes(reading, owned)
    return {key: value if key in {"lesson"} else fix_articles(value) for key, value in slots.items()}


def _feared(reading: Reading) -> str:
    match = re.search(r"\b(?:afraid of|scared of|fears|terrified of|faces|confronts) ([^,.;!?]+)", reading.text, re.I)
    return trim_clause(re.split(r" (?:that|who|which) ", match[1])[0], 5) if match else "the dark"


def _short(deed: str) -> str:
    """Return a verb phrase short enough to be said in one breath."""
    words = re.sub(r" and \w+s\b.*$", "", deed).split()
    for index in range(min(len(words), 9) - 1, 2, -1):
        if len(words) > 6 and words[index].lower() in PREPOSITIONS:
            words = words[:index]
    return " ".join(words[:9])


def _wishes(reading: Reading, owned: str) -> dict[str, str]:
    wish = reading.wish or reading.predicate
    verb = wish.split(" ")[0] if wish else ""
    gone = next((being for being in reading.others if reading.opening and being.words in reading.opening), None)
    if wish and gone:
        wish = re.sub(r"\b(?:it|her|him|them)\b", gone.label.lower() if gone.name is None else gone.name, wish, count=1)
    if not wish or verb_lemma(verb) is None or verb in {"be", "have", "can", "try", "want", "learn", "refuse"}:
        wish = reading.wish or f"keep the {owned}"
    wish = re.sub(r" and \w+s\b.*$", "", wish)
    wish = re.sub(r"\b(?:that|to|without|so|with)\b.*$", "", wish).strip() if len(wish.split()) > 5 else wish
    deed = reading.predicate if reading.predicate and reading.predicate.split(" ")[0] not in _UNFILMABLE else None
    return {
        "wish": in_mouth(wish, "my"),
        "wish_you": in_mouth(wish, "your"),
        "wish_own": wish,
        "wishing": gerund(in_mouth(wish, "your")),
        "deed": third(deed) if deed else "{amove}",
        "deed_short": in_mouth(_short(deed or wish), "your"),
        "deed_mine": in_mouth(_short(deed or wish), "my"),
        "deed_find": third(deed) if deed and deed.split(" ")[0] in _FINDING else "uncovers {xa}",
    }


def reading_verb(deed: str) -> str:
    """Return the verb of a verb phrase in its base form."""
    return deed.split(" ")[0]


def _own_tries(kind: str, chance: Chance) -> dict[str, str]:
    """Return how the protagonist's own tries end: templates of the other's, with the pronouns of the first part."""
    said = [*_fails(kind, chance)[:2], chance.pick(pool("bits.txt", f"success {kind}"))]
    swapped = [re.sub(r"\{([Hh]e)2\}", r"{\1}", line).replace("and to {A}", "and to {B}") for line in said]
    second = swapped[1].replace("{thing}", "{thing2}").replace("{Thing}", "{Thing2}")
    return {"afail": swapped[0], "afail2": second, "asuccess": swapped[2]}


def _fails(kind: str, chance: Chance) -> list[str]:
    pooled = pool("bits.txt", f"fail {kind}")
    first = chance.fork("fail").sample(pooled, 2)
    return [first[0], first[-1], first[0].replace("{he2}", "it").replace("{He2}", "It")]


def _turn(phrases: Sequence[str], start: int) -> list[str]:
    """Return three of the phrases, each scene beginning further along, so that no gesture wears thin."""
    return [phrases[(start + step) % len(phrases)] for step in range(3)]


def scene_slots(story: dict[str, str], players: list[Player], moment: Moment, chance: Chance) -> dict[str, str]:
    """Return the slots of one scene: its things, sounds, light, and what everybody's hands find to do."""
    lead, other = players[0], players[1]
    ground, number = moment.ground, moment.number
    things = chance.sample(ground.things, 3)
    sounds = chance.sample(ground.sounds, 2)
    skies = chance.sample(pool("skies.txt", f"{moment.weather} {'int' if ground.place.interior else 'ext'}"), 2)
    bare = [tool for tool in lead.tools if tool != story["x"]] or list(lead.tools)
    own = [f"{lead.pronouns.possessive} {tool}" for tool in bare]
    # A trade's gestures need its workplace around them; elsewhere people have only their own.
    trade = lead.being.trade
    at_work = trade is not None and ground.place.kind == settings()[trade.place].kind
    working = moment.home and at_work and len(lead.work) >= 3
    gestures = _turn(lead.work if working else lead.gestures, 2 * number)
    moves = _turn([move for move in other.gestures if move not in gestures[:2]] or other.gestures, 2 * number + 1)
    slots = dict(story) | {
        "area": ground.label,
        "at": ground.preposition,
        "light": "the lamplight" if moment.time == "night" and ground.place.interior else _TIMES[moment.time],
        "sky": skies[0].replace("{thing}", "{thing3}"), "sky2": skies[-1],
        "sound": sounds[0], "sound2": sounds[-1],
        "thing": f"the {things[0]}", "thing2": f"the {things[1]}", "thing3": f"the {things[2]}",
    }  # fmt: skip
    slots["things"] = plural(things[0])
    slots["a_tool"] = with_article(bare[0])
    kind = story.get("skill_kind", "mind")
    for key, said in zip(("fail", "fail2", "fail3"), _fails(kind, chance), strict=True):
        slots[key] = said if key != "fail2" else said.replace("{thing}", "{thing2}").replace("{Thing}", "{Thing2}")
    slots |= _own_tries(skill_kind(reading_verb(story["wish_own"])), chance.fork("own"))
    slots["success"] = chance.fork("success").pick(pool("bits.txt", f"success {kind}"))
    for step in range(3):
        suffix = str(step + 1) if step else ""
        slots[f"thing{suffix}_bare"] = things[step]
        slots[f"tool{suffix}_bare"] = bare[step % len(bare)]
        slots[f"tool{suffix}"] = own[step % len(own)]
        slots[f"mytool{suffix}"] = f"my {bare[step % len(bare)]}"
        slots[f"yourtool{suffix}"] = f"your {bare[step % len(bare)]}"
        slots[f"amove{suffix}"] = gestures[step % len(gestures)]
        slots[f"move{suffix}"] = moves[step % len(moves)]
    return slots
