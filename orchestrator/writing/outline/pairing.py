"""Slots that the stories about a pair need: how one of them sticks out, is taken away, is put an arm around."""

from orchestrator.writing.morphology import is_plural
from orchestrator.writing.outline.bodies import body_of
from orchestrator.writing.outline.occasions import Occasion
from orchestrator.writing.outline.people import Player
from orchestrator.writing.outline.relation import Relation
from orchestrator.writing.outline.relation_slots import mended


def pair_slots(pair: Relation | None, players: list[Player], occasion: Occasion | None) -> dict[str, str]:
    """Return the slots of the relation and of the occasion, with plain ones where the idea says nothing."""
    other = players[1]
    part = "feet" if other.person else other.part
    many = is_plural(part) or part == "feet"
    slots = {
        "event": occasion.name if occasion else "tomorrow night",
        "event_is": occasion.comes if occasion else "the evening has come",
        "part_out": f"{other.possessive} {part} {'stick' if many else 'sticks'} out",
        "mypart_is": f"my {part} {'are' if many else 'is'}",
        "foot": {"hands": "foot", "paws": "paws", "wings": "feet", "none": "shadow"}[body_of(players[0])],
        "hugs": "throws both arms around {B}" if body_of(other) != "none" or other.being.category == "thing"
        else "stretches out to {B} as far as {he} can",
    }  # fmt: skip
    slots |= _parting(other) | _peril(body_of(players[0]))
    if occasion:
        slots["deadline"] = occasion.deadline
    else:
        slots["deadline"] = "by tomorrow night"
    return mended(slots | (pair.slots if pair else {}))


def _peril(body: str) -> dict[str, str]:
    """Return what endangers the first of the two, and how the second helps, as their bodies allow."""
    if body == "wings":
        return {
            "peril": "{A} is caught in the thorns beside {thing}, one wing held fast",
            "saves": "bends the thorns apart, and lifts {A} out",
        }
    if body == "none":
        return {
            "peril": "{A} grows weaker and weaker beside {thing}, until {he} can hardly be seen",
            "saves": "stays close to {A} until {he} is strong again",
        }
    return {
        "peril": "{A} slips beside {thing} and hangs over the edge",
        "saves": "catches {A}, and sets {him} down beside {thing2}",
    }


def _parting(other: Player) -> dict[str, str]:
    """Return how somebody is about to be lost, and what they say to it."""
    if other.person:
        return {
            "taken": "{B} stands at {thing} with a packed suitcase",
            "taken_line": "[I waited, {aname}. You never said a word|I am leaving, {aname}. Goodbye]",
        }
    if body_of(other) == "wings":
        return {
            "taken": "a long line of birds passes overhead, calling, and {B} flies up from {thing} to join them",
            "taken_line": "[They are calling me, {aname}. Goodbye|I have to go with them, {aname}. Goodbye]",
        }
    if other.being.category in {"force", "spirit"}:
        return {
            "taken": "{B} grows fainter and fainter behind {thing}",
            "taken_line": "[I have to go, {aname}. Goodbye|My time is up, {aname}. Look after {thing}]",
        }
    return {
        "taken": "two strangers lift {B} onto a cart beside {thing} and drive off",
        "taken_line": "[{aname}! They are taking me away!|Goodbye, {aname}! Look after {thing}!]",
    }
