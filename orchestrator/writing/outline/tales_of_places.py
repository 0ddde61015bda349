"""Forms of ideas in which a place is what it is about: it is opened, guarded, come back to, run away from, looked for."""

import re
from dataclasses import replace

from orchestrator.writing.morphology import with_article
from orchestrator.writing.outline.relation import Relation, Stand
from orchestrator.writing.outline.tale_parts import joined, named, own_place, part_of, spot, without
from orchestrator.writing.reading import Reading, Spot
from orchestrator.writing.reading_clauses import timeless

_LOADS = {
    "restaurant": "plates", "tavern": "mugs", "kitchen": "pans", "hall": "books", "ward": "bandages", "office": "papers",
    "hotel": "suitcases", "market": "baskets", "hall/library": "books",
}  # fmt: skip
_UNDER_WATER = frozenset({"coral reef", "atlantis"})
_AFLOAT = frozenset({"row", "sail", "paddle", "drift", "swim"})


def _opening(reading: Reading) -> Relation | None:
    place = _done_to(reading, "open|run|start|found|keep|build")
    if place is None or not joined(reading) or not place.setting.interior:
        return None
    deed = timeless(reading.predicate or "")
    slots = {"place_noun": place.noun, "deed_base": deed}
    outside = (place, part_of(place, True, 0))
    told = replace(reading, things=(), predicate=deed)
    return Relation("opening", told, slots, stage=((place, 0), outside, outside))


def _done_to(reading: Reading, verbs: str) -> Spot | None:
    """Return the place that is the object of one of these verbs."""
    match = re.match(rf"(?:{verbs}) (.+)$", reading.predicate or "")
    return next((one for one in reading.places if match and match[1].startswith(one.words)), None)


def _outpost(reading: Reading) -> Relation | None:
    place = _done_to(reading, "guard|keep|watch over|mind|look after|man|tend")
    if place is None:
        return None
    train = "train" in reading.text.lower() and place.setting.kind == "railway station"
    slots = {
        "place_noun": place.noun,
        "comes": "A train comes out of the dark, slower and slower, and stops before {A} and {B} with all its windows lit."
        if train else "Out of the dark come people with lanterns, ten, twenty, a hundred, straight toward {A} and {B}.",
    }  # fmt: skip
    others = tuple(being for being in reading.others if being.category != "thing")
    told = replace(reading, others=others, things=without(reading.things, "train"))
    return Relation("outpost", told, slots, stage=((place, 0), (place, 1), (place, 0)))


def _comeback(reading: Reading) -> Relation | None:
    match = re.match(r"(?:return|come back|go back) to (.+)$", reading.predicate or "")
    place = next((one for one in reading.places if match and match[1].startswith(one.words)), None)
    if place is None or reading.others or not place.setting.interior:
        return None
    stage_door = place.setting.kind == "theatre"
    slots = {
        "the_place": f"the {place.noun}",
        "tries_it": "stands in the middle of {the_place}, lifts both hands, and waits. Nothing answers. {He} lets them fall."
        if stage_door else "sits down in the middle of {the_place}, where {he} always was, and waits. Nobody comes.",
        "does_it": "{A} lifts {his} hands. {B} drums on the bucket, sweeps, hums, and all of {the_place} begins to sound."
        if stage_door else "{A} takes the bucket, {B} takes the broom, and from wall to wall {the_place} begins to shine.",
    }  # fmt: skip
    stage = ((place, part_of(place, False, 0)), (place, part_of(place, False, 1)), (place, 0))
    return Relation("comeback", replace(reading, things=()), slots, stage=stage)


def _job(reading: Reading) -> Relation | None:
    match = re.match(r"(?:apply for|get|want|look for|take|start) (?:a|the|his|her|its) (?:new |first )?(?:job|work|position)\b",
                     reading.predicate or "")  # fmt: skip
    place = named(reading)
    if not match or place is None or reading.others:
        return None
    slots = {"place_a": with_article(place.noun), "load": _LOADS.get(place.setting.kind, "boxes")}
    outside = (place, part_of(place, True, 0))
    return Relation("job", replace(reading, things=()), slots, stage=((place, 0), outside, (place, 0)))


def _runaway(reading: Reading) -> Relation | None:
    match = re.match(r"(?:run away|leave|slip away|escape|sneak out)\b.*? to (?P<wish>(?:see|find|visit|reach) .+)$",
                     reading.predicate or "")  # fmt: skip
    goal = next((one for one in reading.places if match and one.words in match["wish"]), None)
    lead = reading.protagonist
    if match is None or goal is None or lead is None:
        return None
    if goal.setting.kind == "sea":
        goal = replace(goal, setting=replace(spot("coast").setting, noun=goal.noun))
    start = next((one for one in reading.places if one is not goal and one.id != goal.id), None)
    home = spot("house") if start is None or start.noun == "home" else start
    told = replace(reading, wish=match["wish"], things=())
    stage = ((home, 0), (spot("country road"), 0), (goal, 0))
    sea = goal.setting.kind == "coast"
    slots = {
        "trade_a": with_article(lead.noun),
        "amazed": "[It is louder than I am|Nobody told me that it moves!]" if sea
        else "[It is larger than I thought|Nobody told me how large it is!]",
        "welcome": "A wave comes in, further than all the others. {A} does not run away, and is wet all over." if sea
        else "{A} goes closer, step by step, until {he} can touch it, and touches it.",
    }  # fmt: skip
    return Relation("runaway", told, slots, stage=stage)


def _seeking(reading: Reading) -> Relation | None:
    goal = _done_to(reading, "look for|search for|seek|hunt for|set out for|find|set out to find")
    if goal is None or not joined(reading) or "name" in reading.text.lower().split():
        return None
    told = replace(reading, things=(), time=reading.time or "day")
    noun = " ".join([*goal.adjectives, goal.noun]) if goal.noun.split(" ")[0] not in goal.adjectives else goal.noun
    return Relation("seeking", told, {"goal": f"the {noun}"}, stage=_way_to(goal, reading))


def _way_to(goal: Spot, reading: Reading) -> tuple[Stand, ...]:
    """Return where one sets out from, where it leads through, and the goal."""
    if goal.setting.kind in _UNDER_WATER or re.search(r"\bunder (?:the )?(?:sea|ocean|water|lake)\b", reading.text):
        reef = spot("reef")
        drowned = (
            goal
            if goal.setting.kind in _UNDER_WATER
            else replace(goal, setting=replace(spot("sunken city").setting, noun=goal.noun))
        )
        return ((reef, 0), (reef, 2), (drowned, 0))
    start = next((one for one in reading.places if one.id != goal.id), None)
    if start:
        return ((start, 0), (start, 1), (goal, 0))
    start = own_place(replace(reading, places=()))
    return ((start or spot("village"), 0), (spot("country road"), 0), (goal, 0))


def _passage(reading: Reading) -> Relation | None:
    match = re.match(r"(row|sail|paddle|drift|walk|drive|ride|march|wander|fly) (?:home|back|on|through|across)\b",
                     reading.predicate or "")  # fmt: skip
    if not match or not (joined(reading) or (not reading.others and " home" in (reading.predicate or ""))):
        return None
    if match[1] in _AFLOAT:
        boat = spot("boat")
        stage: tuple[Stand, ...] = ((boat, 0), (boat, 0), (boat, 1))
    else:
        way = named(reading) or spot("country road")
        stage = ((way, 0), (way, 1), (spot("house"), part_of(spot("house"), True, 0)))
    slots = {"deed_base": reading.predicate or "", "hull": "hull" if match[1] in _AFLOAT else "wagon"}
    told = replace(reading, things=(), weather=reading.weather or "fog")
    return Relation("passage", told, slots, stage=stage)


PLACE_TALES = (_opening, _outpost, _comeback, _job, _runaway, _seeking, _passage)
