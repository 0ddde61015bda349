"""What the idea does with somebody: a verb with a being as its object asks for a story about that pair and that verb."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from orchestrator.writing.lexicon import beasts, find_being, find_setting, settings, verb_lemma, verbs
from orchestrator.writing.morphology import bag, is_plural, slug, third, with_article
from orchestrator.writing.outline.relation import Relation
from orchestrator.writing.outline.relation_slots import shared_place, sharing_slots, skill_of, skill_slots, slots_for
from orchestrator.writing.outline.stakes import ABSTRACT, LOST, LOST_ELSE, STAKE_ELSE, STAKES, gain_slots
from orchestrator.writing.outline.tales import tale_of
from orchestrator.writing.reading import Being, Reading, Spot, Thing

_FILE = Path(__file__).parent.parent / "words" / "relations.txt"
_TRADE = re.compile(
    r"^(?:trade|swap|sell|exchange|pawn|lose|give|bargain|barter)s? (?:away )?(?:his|her|its|their) ([\w'-]+)"
    r"(?: to .+?)?(?: (?:for|in exchange for) (?:(a|an|the|some|one|his|her) )?(.+))?$"
)
_PLACE_VERBS = bag("find discover build open create plant grow make inherit buy unearth keep run uncover tend")
_YOUNG = re.compile(
    r"^(?:a|an|the|his|her|one|two|three)? ?(?:\w+ )?(\w+) (?:cub|egg|pup|chick|kitten|calf|puppy|baby|foal|hatchling)s?$"
)
_MAKING = bag("build make knit sew carve create invent draw")
_FETCHING = bag("steal catch fetch bring get pick")
_MADE = bag("creature robot thing plant")
_FIERCE = bag(
    "wolf bear lion tiger shark crocodile alligator snake leopard panther bull boar whale gorilla elephant man soldier"
)
_PROPERTY = bag("wallet purse money ring necklace suitcase briefcase watch phone coin banknote ticket bag handbag")
_LOSING = re.compile(r"^(?:lose|forget|miss)s? (?:all )?(?:his|her|its|their) (?:sense of )?([a-z]+)")
_WORK = {
    "garden": "digs, waters and plants", "farm": "digs, waters and plants", "forest": "plants one tree after another",
    "hall": "carries books and boxes", "kitchen": "kneads, stirs and sweeps", "workshop": "hammers and sweeps",
}  # fmt: skip


@cache
def _verbs() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        shape, mark, listed = line.partition(" : ")
        if mark and not line.startswith("#"):
            for verb in listed.split(","):
                found.setdefault(verb.strip(), shape)
    return found


def relation_of(reading: Reading) -> Relation | None:
    """Return what the idea does with whom or with which place, or None where its verb is about something else."""
    if reading.lesson or reading.protagonist is None:
        return None
    if told := tale_of(reading):
        return told
    if found := _alive(reading) or _ghost(reading) or _accomplices(reading) or _kept(reading) or _shut_in(reading):
        return found
    told = [phrase for phrase in (reading.wish, reading.predicate) if phrase]
    for phrase in told:
        found = (
            _loss(phrase, reading)
            or _trade(phrase, reading)
            or _place(phrase, reading)
            or _pair(phrase, reading)
            or _together(phrase, reading)
        )
        if found:
            return found
    if (
        reading.verb is None
        and reading.predicate is None
        and reading.places
        and reading.protagonist.category in {"animal", "creature", "robot", "spirit"}
        and not {"last", "first", "only"} & set(reading.protagonist.adjectives)
    ):
        return Relation("intruder", reading)
    if _joined(reading) and reading.predicate and verbs().get(reading.verb or "", "*") == "*":
        return Relation("companions", reading, {"deed_base": reading.predicate})
    return Relation("waiting", reading) if reading.verb in {"wait", "wait for"} and not reading.things else None


def _alive(reading: Reading) -> Relation | None:
    """Return the story of a thing that turns out to be somebody: discovers that the printer is alive."""
    match = re.search(
        r"\bthat (?:the|his|her|its|their|a|an|my) ([\w' -]+?) (?:is alive|can|has|wants|loves|talks|speaks)\b",
        reading.text,
        re.I,
    )
    if not match or reading.verb not in {"discover that", "discover", "find", "learn", "realize", "notice", "hear"}:
        return None
    noun = match[1].split(" ")[-1].lower()
    found = beasts().get(noun)
    being = Being(
        slug(noun), noun, None, found.category if found else "thing", "it", "adult", (), 1, match[1], None, found
    )
    others = (being, *(other for other in reading.others if other.noun != noun))
    things = tuple(thing for thing in reading.things if thing.noun != noun)
    return Relation("befriending", replace(reading, others=others, things=things))


def _kept(reading: Reading) -> Relation | None:
    """Return the story of somebody else's thing that is found."""
    found = any(thing.noun in _PROPERTY for thing in reading.things)
    return Relation("keeping", reading) if reading.verb == "find" and found else None


def _ghost(reading: Reading) -> Relation | None:
    """Return the story of a haunting, told by the living one."""
    if reading.verb != "haunt" or reading.protagonist is None:
        return None
    girl = Being("girl", "girl", None, "person", "she", "child", (), 1, "")
    living, *rest = reading.others or (girl,)
    return Relation("haunting", replace(reading, protagonist=living, others=(reading.protagonist, *rest)))


def _verb_of(phrase: str) -> str | None:
    words = phrase.lower().split(" ")
    lemma = verb_lemma(words[0]) or words[0]
    forms = [" ".join([lemma, *words[1:length]]) for length in (3, 2, 1)]
    return next((form for form in forms if form in _verbs()), None)


def _after(being: Being, phrase: str) -> str | None:
    """Return what follows a being's words in a phrase, or None where they do not stand in it."""
    at = phrase.lower().find(being.words.lower()) if being.words else -1
    return phrase[at + len(being.words) :].strip() if at > 0 else None


def _pair(phrase: str, reading: Reading) -> Relation | None:
    verb = _verb_of(phrase) or ""
    reading = _with_young(phrase, reading) if verb in {"hatch", "raise", "adopt", "bring up", "foster"} else reading
    reading = _with_prey(phrase, reading)
    partner = next((being for being in reading.others if _after(being, phrase) is not None), None)
    lead = reading.protagonist
    if partner is None or lead is None or partner.id == lead.id:
        return None
    rest = _after(partner, phrase) or ""
    before = phrase[: phrase.lower().find(partner.words.lower())].split(" ")
    reading = replace(reading, others=(partner, *(being for being in reading.others if being.id != partner.id)))
    found = _lesson(phrase, before, rest, reading) or _deed(phrase, before, rest, reading)
    if found:
        return found
    shape = _verbs().get(verb)
    if shape is None or not _fits(shape, verb, before, partner, reading):
        return None
    if shape == "befriending" and is_gentle(partner):
        shape = "shy"
        if partner.category == "person" and lead.category == "animal":
            # It is the animal that keeps away.
            reading = replace(reading, protagonist=partner, others=(lead, *reading.others[1:]))
    if shape == "teaching":
        # `trains a hawk` says nothing of what for.
        shape = "raising" if partner.category == "animal" else "befriending"
    return Relation(shape, reading, slots_for(shape, verb, rest, reading))


def _lesson(phrase: str, before: list[str], rest: str, reading: Reading) -> Relation | None:
    """Return the story of a lesson: teaches somebody to sing, learns to sing from somebody."""
    head, skill = phrase.split(" ")[0], skill_of(rest)
    if head in {"help", "teach", "train", "coach", "show", "tutor"} and skill:
        return Relation("teaching", _watered(reading, skill), skill_slots(skill))
    learnt = " ".join(before[1:-2]).removeprefix("to ")
    if head != "learn" or before[-2:-1] != ["from"] or not learnt or reading.protagonist is None:
        return None
    swapped = replace(reading, protagonist=reading.others[0], others=(reading.protagonist, *reading.others[1:]))
    return Relation("teaching", _watered(swapped, learnt), skill_slots(learnt))


def _deed(phrase: str, before: list[str], rest: str, reading: Reading) -> Relation | None:
    """Return the story of a deed that takes more than its verb to know."""
    head, partner = phrase.split(" ")[0], reading.others[0]
    into = re.search(r"^turn (.+) into ((?:a|an) [^,.;]+)", phrase)
    if into and partner.words in into[1]:
        things = tuple(thing for thing in reading.things if thing.noun not in into[2])
        forms = {"newform": into[2], "thenew": re.sub(r"^an? ", "the ", into[2])}
        return Relation("spell", replace(reading, things=things), forms)
    one = partner.words.lower().startswith(("a ", "an "))
    told = {
        "raising": head == "find" and one and partner.category in {"animal", "creature"},
        "courting": head == "steal" and "heart" in rest.lower(),
        "creation": head in _MAKING and partner.category in _MADE,
        "cheering": head in {"make", "let"} and rest.split(" ")[0] in {"laugh", "smile", "happy", "giggle"},
        "gift": head in _FETCHING and before[-2:-1] == ["for"] and bool(reading.things),
    }
    shape = next((shape for shape, fits in told.items() if fits), None)
    return Relation(shape, reading) if shape else None


def _watered(reading: Reading, skill: str) -> Reading:
    """Return the reading with a pond or a rink where the skill takes one and the idea names no place."""
    noun = {"swim": "pond", "dive": "pond", "float": "pond", "row": "lake", "fish": "river", "skate": "ice rink"}.get(
        skill.split(" ")[0]
    )
    if noun is None or reading.places:
        return reading
    return replace(reading, places=(Spot(slug(noun), noun, None, (), noun, settings()[noun]),))


def is_gentle(partner: Being) -> bool:
    """Return whether it is the other one who is afraid: a lamb, a child, not a storm or a wolf."""
    return partner.category in {"person", "animal"} and partner.noun not in _FIERCE


def _fits(shape: str, verb: str, before: list[str], partner: Being, reading: Reading) -> bool:
    """Return whether a being stands where the verb's object stands: not `steals a horse for his wife`."""
    links = [word for word in before[1:] if word in {"for", "to", "by", "about", "of", "like", "against"}]
    if shape == "stealing":
        return verb == "rob" or ("from" in before[2:] and before[-1] == "")
    if shape == "sharing":
        return shared_place(reading) is not None and "with" in before
    if shape == "befriending":
        return partner.noun not in {"death", "devil"} and not links
    if shape == "following" and partner.category == "person" and verb in {"track", "hunt"}:
        return False
    return not links or verb.split(" ")[-1] in {"to", "for"}


def _together(phrase: str, reading: Reading) -> Relation | None:
    """Return the story of two who share a place."""
    verb = _verb_of(phrase)
    many = reading.protagonist is not None and (reading.protagonist.count > 1 or reading.others)
    if _verbs().get(verb or "") != "sharing" or not many:
        return None
    if shared_place(reading) is None:
        return Relation("befriending", reading) if verb == "share" and reading.things else None
    return Relation("sharing", reading, sharing_slots(reading))


def _accomplices(reading: Reading) -> Relation | None:
    """Return the story of two who steal together: Ida and Jonah steal a bell."""
    first, others = reading.protagonist, reading.others
    if first is None or reading.verb not in {"steal", "rob"}:
        return None
    return Relation("caper", reading) if _joined(reading) or (first.count > 1 and not others) else None


def _joined(reading: Reading) -> bool:
    """Return whether two do it together: a girl and her robot explore a city."""
    first, others = reading.protagonist, reading.others
    if first is None or not others:
        return False
    told = rf"{re.escape(first.words)} and {re.escape(others[0].words)}\b(?! ?$)"
    return re.search(told, reading.text, re.I) is not None


def _shut_in(reading: Reading) -> Relation | None:
    """Return the story of two who are shut in together."""
    lead = reading.protagonist
    many = lead is not None and (lead.count > 1 or _joined(reading))
    shut = re.search(r"\b(?:trapped|stuck|locked|shut|snowed) (?:in|inside|together)\b", reading.text, re.I)
    return Relation("stuck", reading) if many and shut else None


def _trade(phrase: str, reading: Reading) -> Relation | None:
    match = _TRADE.match(phrase)
    if not match or (phrase.split(" ")[0] in {"lose", "give"} and not match[3]):
        return None
    stake = match[1]
    if stake not in STAKES and (find_being(stake) or find_setting(stake) or match[3] is None):
        return None
    gain = re.sub(r" (?:to|with|from) .*$", "", match[3]) if match[3] else "bag of gold"
    phrase_of = f"the {gain}" if not match[3] or match[2] else gain
    told = {being.words.lower() for being in reading.others}
    bought = next((being for being in reading.others if gain in being.words.lower()), None)
    others = tuple(being for being in reading.others if being is not bought)
    take, gone, back = STAKES.get(stake, STAKE_ELSE)
    plural_gain = is_plural(gain) and match[2] not in {"a", "an", "one"}
    it = "them" if is_plural(stake) else "it"
    slots = {
        "gain": phrase_of, "a_gain": gain if plural_gain or match[2] == "the" else with_article(gain),
        "gain_it": "them" if plural_gain else "it", **gain_slots(gain),
        "stake": stake, "stake_it": it,
        "stake_it_was": "they were" if is_plural(stake) else "it was", "stake_is": "are" if is_plural(stake) else "is",
        "take_stake": take, "stake_gone": gone, "stake_back": back,
    }  # fmt: skip
    things = tuple(thing for thing in reading.things if thing.words.lower() not in told)
    places = tuple(spot for spot in reading.places if spot.words.split(" ")[-1] != gain.split(" ")[-1])
    return Relation("trade", replace(reading, others=others, things=things, places=places), slots)


def _loss(phrase: str, reading: Reading) -> Relation | None:
    match = _LOSING.match(phrase)
    if not match or match[1] not in ABSTRACT or " for " in phrase:
        return None
    gone, found = LOST.get(match[1], LOST_ELSE)
    slots = {"stake": match[1], "stake_gone": gone, "stake_found": found}
    things = tuple(thing for thing in reading.things if thing.noun not in {match[1], "sense"})
    return Relation("missing", replace(reading, things=things), slots, mute=match[1] == "voice")


def _place(phrase: str, reading: Reading) -> Relation | None:
    """Return the story of a place that is found or built."""
    head, _, rest = re.sub(r" (?:together|again|alone)\b", "", phrase).partition(" ")
    spot = next((spot for spot in reading.places if rest.startswith(spot.words)), None)
    if head not in _PLACE_VERBS or spot is None or spot.words.split(" ")[0] not in {"a", "an", "the", "one"}:
        return None
    if spot.setting.kind in {"planet", "mars", "sky", "rowing boat", "raft", "ship", "vehicle", "space"} or (
        reading.others and head in {"make"}
    ):
        return None
    noun = f"{' '.join(spot.adjectives)} {spot.noun}".strip()
    owned = head in {"run", "open", "keep", "inherit", "buy", "tend"}
    built = head in {"build", "create", "plant", "make", "grow"}
    slots = {
        "place_noun": noun, "the_place": f"the {noun}", "a_place": with_article(noun),
        "place_why": "I am going to build it" if built else "One day it will be mine" if owned else "They say it does not exist",
        "place_own": "I built it myself" if built else "It is all mine" if owned else "I found it first",
        "place_look": "lays the last stone, steps back" if built else "steps in, stops",
        "perish": f"everything in the {noun} begins to wither" if spot.setting.kind in {"garden", "farm", "forest"}
        else f"the {noun} begins to fall apart",
        "gate": "door" if spot.setting.interior else "gate",
        "place_deed": third(f"{head} {rest}"), "work_place": _WORK.get(spot.setting.kind, "sweeps, mends and hammers"),
    }  # fmt: skip
    where = re.split(r"\b(?:to|for|so|with|and|where)\b", rest[len(spot.words) :])[0].strip()
    whole = f"{noun} {where}".strip()
    setting = replace(spot.setting, noun=whole, looks=f"{spot.setting.looks} {where}".strip())
    named = Spot(slug(whole), whole, None, (), spot.words, setting)
    noise = re.compile(r"\b" + re.escape(noun))
    things = tuple(thing for thing in reading.things if thing.noun not in where and not noise.search(thing.phrase))
    return Relation("place", replace(reading, things=things, places=()), slots, named)


def _with_prey(phrase: str, reading: Reading) -> Reading:
    """Return the reading with what is stolen as a thing: steals a hen from the farmer."""
    match = re.match(r"steal (.+?) from ", phrase)
    prey = next((being for being in reading.others if match and being.words == match[1]), None)
    if prey is None or len(reading.others) < 2:
        return reading
    others = tuple(being for being in reading.others if being is not prey)
    return replace(reading, others=others, things=(Thing(prey.noun, prey.noun, prey.count > 1, prey.words),))


def _with_young(phrase: str, reading: Reading) -> Reading:
    """Return the reading with `a wolf cub` or `a crocodile egg` as somebody."""
    for thing in reading.things:
        match = _YOUNG.match(thing.words.lower())
        found = beasts().get(match[1]) if match else None
        if match and found and thing.words in phrase:
            being = Being(slug(match[1]), match[1], None, found.category, found.gender, "child", ("little",), 1, thing.words,
                          None, found)  # fmt: skip
            rest = tuple(other for other in reading.things if other is not thing)
            return replace(reading, others=(being, *reading.others), things=rest)
    return reading
