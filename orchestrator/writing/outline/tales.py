"""Forms of ideas that have a story of their own: forgets to crow, shares an umbrella, hears knocking from the cellar.

Each reader knows one form by its words and says which shape tells it, where it plays and what its slots are. What no
reader knows is left to `relations`, which looks at pairs, and to `choosing`, which looks at the verb alone.
"""

import re
from dataclasses import replace

from orchestrator.writing.morphology import bag, singular, third, with_article
from orchestrator.writing.outline.relation import Relation
from orchestrator.writing.outline.tale_parts import (
    LIVING,
    around,
    bare,
    joined,
    named,
    object_in,
    own_place,
    part_of,
    partner_in,
    several,
    spot,
    told_apart,
    without,
)
from orchestrator.writing.outline.tales_of_places import PLACE_TALES
from orchestrator.writing.reading import Being, Reading, Thing
from orchestrator.writing.reading_clauses import second_clause, timeless

_SHINING = r"(?:full |new )?(?:moon|sun|stars?)"
_WATER = bag("pond lake river well pool puddle sea brook bucket water canal fountain stream")
_DOORS = bag("door gate trapdoor wardrobe cupboard hatch window")
_MIRRORS = bag("mirror portrait painting")
_MESSAGES = bag("letter note message postcard telegram diary")
_TRACES = r"((?:[a-z]+ )?(?:footprints|footsteps|tracks|paw prints|prints|traces))"
_INSTRUMENTS = bag(
    "violin fiddle cello guitar lute harp flute trumpet horn accordion drum clarinet saxophone piano banjo harmonica trombone"
)
_GAMES = {
    "cards": "pack of cards", "poker": "pack of cards", "chess": "chessboard", "checkers": "checkerboard", "dice": "cup of dice",
    "dominoes": "box of dominoes", "marbles": "bag of marbles",
}  # fmt: skip
_GONE = re.compile(
    r"\b(?:bring|get|fetch|take)s? (?:back|home) (?:his|her|its|their) ([\w -]+)"
    r"|\b(?:search|look)(?:es|s)? for (?:his|her|its|their) (?:lost |missing )?([\w -]+)"
)
_HEARS = re.compile(r"hear (?P<noise>(?:a|an|the|some) [\w' -]+|[a-z]+ing|music)(?P<link>)(?P<source>)$")
_HEARS_FROM = re.compile(
    r"hear (?P<noise>[\w' -]+?) (?:coming )?(?P<link>from|in|at|behind|inside|under|below) (?P<source>.+)$"
)
_KIN = bag("mother father grandmother grandfather mama papa aunt uncle granny grandma grandpa mum mom dad")
_MOTION = bag("ride walk run drive sail row climb march wander ski")


def tale_of(reading: Reading) -> Relation | None:
    """Return the story that the form of the idea asks for, or None."""
    if reading.protagonist is None:
        return None
    told = (reader(reading) for reader in (*_TALES, *PLACE_TALES))
    return next((found for found in told if found), None)


def _forgetting(reading: Reading) -> Relation | None:
    match = re.match(r"forget to (.+)$", reading.predicate or "")
    if not match:
        return None
    clause = second_clause(reading.text)
    after = (
        bare(clause["then"]) if clause and clause["then"].lower().startswith(("the ", "a ", "nobody", "every")) else ""
    )
    sun = "sun" in after.split(" ")
    others = tuple(being for being in reading.others if being.words.lower() not in after.lower())
    slots = {
        "duty": match[1],
        "after": after or "nobody says a word",
        "undone": "Behind {thing2} the sun opens one eye, and gets up."
        if sun
        else "And all of {area} begins to move again.",
    }
    reading = replace(reading, others=others, things=(), time="night" if sun else reading.time)
    place = own_place(reading)
    return Relation("forgetting", reading, slots, stage=((place, 0), (place, 1), (place, 0)) if place else ())


def _tending(reading: Reading) -> Relation | None:
    match = re.match(r"(?:keep|look after|tend|water|nurse|care for) (.+?)(?: alive\b.*| (?:on|in|at|under|through)\b.*|$)",
                     reading.predicate or "")  # fmt: skip
    thing = object_in(match[1], reading) if match else None
    if thing is None or (singular(thing.noun) not in LIVING and " alive" not in (reading.predicate or "")):
        return None
    if singular(thing.noun) not in LIVING:
        return None
    others = tuple(being for being in reading.others if being.noun != thing.noun)
    place = named(reading) or own_place(reading)
    told = replace(reading, others=others, things=(thing,), weather=reading.weather or "wind")
    return Relation("tending", told, stage=((place, 0), (place, 1), (place, 0)) if place else ())


def _calling(reading: Reading) -> Relation | None:
    match = _HEARS_FROM.match(reading.predicate or "") or _HEARS.match(reading.predicate or "")
    if not match or partner_in(match["noise"], reading) or " that" in match["noise"]:
        return None
    noise, source = match["noise"], match["source"]
    where = next((one for one in reading.places if one.words in source), None)
    home = named(reading) or own_place(reading)
    stage = ((home, 0), (home, 1), (home, 0)) if home else ()
    if where and home and where.id != home.id:
        stage = ((home, 0), (home, 1), (where, 0))
    elif home and "outside" in source:
        stage = ((home, part_of(home, False, 0)), (home, part_of(home, False, 1)), (home, part_of(home, True, 0)))
    words = noise.split(" ")
    slots = {
        "noise": noise, "noise_noun": words[-1],
        "source": source or "the dark" if match["link"] in {"from", ""} else f"{match['link']} {source}",
    }  # fmt: skip
    things = without(reading.things, noise)
    return Relation("calling", replace(reading, things=things), slots, stage=stage)


def _trail(reading: Reading) -> Relation | None:
    match = re.match(r"(?:search for|look for|seek|hunt for|track down|trace) (.+)$", timeless(reading.predicate or ""))
    thing = object_in(match[1], reading) if match else None
    if (
        match is None
        or thing is None
        or partner_in(match[1], reading)
        or any(one.words in match[1] for one in reading.places)
    ):
        return None
    sounds = singular(thing.noun) in _INSTRUMENTS
    it = "them" if thing.plural else "it"
    plain = re.sub(r"\b(?:stolen|lost|missing|vanished) ", "", thing.phrase)
    slots = {
        "lost": f"the {thing.phrase}", "lost_c": f"The {thing.phrase}",
        "use": f"play {it}" if sounds else f"hold {it}",
        "sign": "Far off, between the houses, there is music: {lost}, and no other." if sounds
        else "On the ground before {thing2} lies the cloth that {lost} was always wrapped in.",
        "b_uses": "{B} lifts {X} and plays, very softly, with closed eyes." if sounds
        else "{B} holds {X} up to the light once more, and cannot let go.",
    }  # fmt: skip
    home, lead = own_place(reading), reading.protagonist
    stage = around(named(reading) or home)
    if not reading.places and (lead is None or lead.category == "person"):
        stage = ((home or spot("house"), 0), (spot("city street"), 0), (spot("city bridge"), 1))
    return Relation("trail", replace(reading, things=(replace(thing, phrase=plain),)), slots, stage=stage)


def _footprints(reading: Reading) -> Relation | None:
    match = re.match(
        rf"(?:follow|track|find|discover|trace|see) (?:a |the |some )?{_TRACES}\b", reading.predicate or ""
    )
    if not match or reading.others:
        return None
    thing = Thing(match[1].split(" ")[-1], match[1], True, match[1])
    home = named(reading) or own_place(reading)
    stage = around(home)
    if home and home.setting.interior:
        stage = ((home, part_of(home, False, 0)), (home, part_of(home, False, 1)), (home, part_of(home, True, 0)))
    inside = home is None or home.setting.interior
    slots = {
        "floor": "floor" if inside else "ground", "xthey_were": "They were",
        "looks_down": "shines a light on the floor" if inside else "looks at the ground",
        "nobody_in": "The doors are locked. I locked them myself" if inside else "Nobody comes here but me",
        "reveals": "switches on the light" if inside else "jumps out",
        "came_in": "It was raining, and the window was open" if inside else "It was raining, and I lost my way",
    }  # fmt: skip
    return Relation("footprints", replace(reading, things=(thing,)), slots, stage=stage)


def _message(reading: Reading) -> Relation | None:
    match = re.match(r"(?:find|discover|receive|unearth) ((?:a|an|the|some|her|his) [\w -]+)", reading.predicate or "")
    thing = object_in(match[1], reading) if match else None
    if thing is None or thing.noun not in _MESSAGES or reading.others:
        return None
    to_oneself = re.search(r"\b(?:to|for|from) (?:him|her|it|them|one)sel(?:f|ves)\b", reading.text)
    tale = "ownhand" if to_oneself else "message"
    return Relation(tale, replace(reading, things=(thing,)), stage=around(named(reading) or own_place(reading)))


def _game(reading: Reading) -> Relation | None:
    match = re.match(r"play (?:a game of |a round of )?([a-z]+)\b(?: (?:with|against) )?", reading.predicate or "")
    partner = partner_in(reading.predicate or "", reading)
    two = reading.protagonist is not None and reading.protagonist.count == 2
    if not match or match[1] not in _GAMES or (partner is None and not two):
        return None
    phrase = _GAMES[match[1]]
    thing = Thing(phrase.split(" ")[-1], phrase, False, phrase)
    others = (*([partner] if partner else ()), *(being for being in reading.others if being is not partner))
    slots = {"game": match[1], "game_things": "{X}"}
    title = "" if partner else f"a game of {match[1]}"
    reading = replace(reading, others=others, things=(thing,))
    return Relation("game", reading, slots, stage=around(named(reading)), title=title)


def _bringback(reading: Reading) -> Relation | None:
    match = _GONE.search(reading.text)
    words = (match[1] or match[2]).lower() if match else ""
    partner = next((being for being in reading.others if being.noun in words and being.category == "animal"), None)
    if partner is None:
        return None
    verb = (reading.predicate or "").split(" ")[0]
    slots = {"goes": third(verb) if verb in _MOTION else "walks"}
    others = (partner, *(being for being in reading.others if being is not partner))
    return Relation(
        "bringback", replace(reading, others=others, things=()), slots, stage=around(named(reading) or spot("valley"))
    )


def _shelter(reading: Reading) -> Relation | None:
    match = re.match(r"share (?:a|an|one|the|their|his|her) ([\w -]*?(?:umbrella|parasol))\b", reading.predicate or "")
    lead = reading.protagonist
    if not match or lead is None or (lead.count < 2 and not reading.others):
        return None
    thing = Thing(match[1].split(" ")[-1], match[1], False, match[1])
    place = named(reading) or spot("city street")
    stage = ((place, part_of(place, True, 0)), (place, part_of(place, True, 1)), (place, part_of(place, True, 2)))
    return Relation("shelter", replace(reading, things=(thing,), weather="rain"), stage=stage)


def _letters(reading: Reading) -> Relation | None:
    match = re.match(r"write (?:[a-z]+ )?(?:letters?|postcards?) to ", reading.predicate or "")
    partner = partner_in(reading.predicate or "", reading)
    if not match or partner is None:
        return None
    here, there = own_place(reading), own_place(replace(reading, protagonist=partner, places=()))
    stage = ()
    if here and there:
        stage = ((here, 0), (there, part_of(there, False, 0)), (there, part_of(there, True, 0)))
    letter = Thing("letter", "letter", False, "letters")
    return Relation("letters", replace(reading, things=(letter,)), stage=stage)


def _hauling(reading: Reading) -> Relation | None:
    match = re.match(r"(?:pull|drag|haul|lift|fish|raise|winch|heave) (?:up )?(.+?) (?:out of|up from|from|out from under) (.+)$",
                     reading.predicate or "")  # fmt: skip
    where = next((one for one in reading.places if match and one.words in match[2]), None)
    thing = object_in(match[1], reading) if match else None
    if thing is None or where is None or partner_in(match[1] if match else "", reading):
        return None
    rings = thing.noun == "bell"
    if rings:
        thing = replace(thing, phrase=f"great {thing.phrase}".replace("great great", "great"))
    slots = {
        "xa_c": thing.some[:1].upper() + thing.some[1:],
        "x_ends": "{B} swings {X} with all {his2} strength. It rings out over all of {area}, and far away another bell answers."
        if rings else "{B} wipes the mud off {X}, and underneath it shines.",
    }  # fmt: skip
    stage = ((where, 0), (where, 1), (where, 0))
    return Relation("hauling", replace(reading, things=(thing,)), slots, stage=stage)


def _hiring(reading: Reading) -> Relation | None:
    match = re.search(r"\b(?:hires?|appoints?|employs?|chooses?|picks|names|makes) (.+?) (?:as|to be|for) "
                      r"(?:a|an|the|his|her|its|their) (?P<job>(?:[a-z]+ )?[a-z]+)$", reading.text.rstrip(".!"))  # fmt: skip
    partner = partner_in(" " + match[1], reading) if match else None
    if match is None or partner is None:
        return None
    job = match["job"]
    others = (partner, *(one for one in reading.others if one is not partner and one.noun not in job))
    place = named(reading) or own_place(reading)
    return Relation("hiring", replace(reading, others=others, things=()), {"job": job}, stage=around(place))


def _bearing(reading: Reading) -> Relation | None:
    match = re.search(r"\b(?:bring|carry|take|deliver)s? ((?:(?:a|an|the|some) )?[a-z]+(?: [a-z]+)?) (?:home )?to ([\w' -]+)",
                      reading.text)  # fmt: skip
    lead = reading.protagonist
    goal = partner_in(" " + match[2], reading) if match else None
    thing = object_in(match[1], reading) if match else None
    many = lead is not None and (lead.count > 1 or joined(reading))
    if not match or lead is None or goal is None or thing is None or not many:
        return None
    rest, pack = tuple(being for being in reading.others if being is not goal), list[Being]()
    if lead.count > 1:
        lead, *pack = told_apart(lead, 3 if "three" in reading.text.lower().split(" ") else 2)
        rest = (*pack, *rest)
    if lead.category == "animal" and goal.words.lower().startswith(("their ", "his ", "her ", "its ")):
        title = goal.noun.capitalize()
        goal = replace(
            lead,
            id=goal.noun,
            name=title if goal.noun in _KIN else f"the {title}",
            gender="she" if goal.gender == "she" else "he",
            age=goal.age,
            words=goal.noun,
            adjectives=("old",),
        )
    others = (*rest[:1], goal, *rest[1:])
    place = named(reading)
    stage = ((place, 0), (place, 1), (spot("cottage"), 0)) if place else ()
    named_so = f"the {several(lead)} and the {thing.phrase}" if pack else ""
    told = replace(reading, protagonist=lead, others=others, things=(thing,))
    return Relation("bearing", told, {"cname": goal.name or f"the {goal.noun}"}, stage=stage, title=named_so)


def _stranded(reading: Reading) -> Relation | None:
    match = re.match(r"(?:crash|be stranded|be shipwrecked|strand|be marooned)\b", reading.predicate or "")
    where = reading.places[0] if reading.places else None
    if not match or where is None or not joined(reading):
        return None
    built = re.search(r"\b(?:build|make)s? (?:a|an|the) ([a-z]+(?: [a-z]+)?)", reading.text)
    noun = built[1] if built else "raft"
    last = (spot("raft"), 0) if noun in {"raft", "boat", "canoe"} else (where, 1)
    slots = {"built": noun, "built_a": with_article(noun)}
    return Relation("stranded", replace(reading, things=()), slots, stage=((where, 0), (where, 2), last))


def _threshold(reading: Reading) -> Relation | None:
    match = re.match(r"(?:find|discover|open|notice|uncover) ((?:a|an|the) [\w -]+)", reading.predicate or "")
    thing = object_in(match[1], reading) if match else None
    if thing is None or thing.noun not in _DOORS | _MIRRORS or reading.others:
        return None
    name = re.search(r"\b(?:whisper|call|say|know|speak|sing)s? (?:his|her|its|their) name\b", reading.text)
    glass = thing.noun in _MIRRORS
    place = named(reading) or own_place(reading)
    stage = ((place, part_of(place, False, 0)), (place, part_of(place, False, 1)), (place, 0)) if place else ()
    slots = {
        "whisper": "somebody breathes {A's} name." if name else "somebody draws a breath.",
        "whisper2": "It is {his} name, again and again." if name else "It sounds like a hand on wood.",
        "whisper3": "From behind {X}, very softly, somebody says both of them." if name
        else "Behind {X}, very softly, somebody laughs.",
        "x_opens": "grows dark and clears, like water" if glass else "opens by itself, by a hand's breadth",
        "x_inside": "it is this very place, and only {he} {himself} is missing from it." if glass
        else "a small room, a small chair, and on every wall, in chalk, {A's} own name.",
    }  # fmt: skip
    return Relation("threshold", replace(reading, things=(thing,)), slots, stage=stage)


def _lost_there(reading: Reading) -> Relation | None:
    match = re.match(
        r"(?:lose|drop|forget) (?:(?:his|her|its|their|a|an|the) )([\w' -]+?) (?:in|on|at|under) (.+)$",
        reading.predicate or "",
    )
    where = next((one for one in reading.places if match and match[2].startswith(one.words)), None)
    thing = object_in(match[1], reading) if match else None
    if thing is None or where is None or not thing.solid or partner_in(match[1] if match else "", reading):
        return None
    return Relation("return", replace(reading, things=(thing,)), stage=around(where))


def _moonlight(reading: Reading) -> Relation | None:
    told = f"{reading.wish or ''}|{reading.predicate or ''}"
    match = re.search(
        rf"(?:^|\|)(?:steal|catch|take|fetch|get|keep|grab|fish|eat|own) (?:for )?(?:a |the )?({_SHINING})\b", told
    )
    water = next((one for one in reading.places if one.noun.split(" ")[-1] in _WATER), None)
    if not match or water is None or " for " in told:
        return None
    noun = match[1].split(" ")[-1]
    thing = Thing(noun, match[1], noun == "stars", f"the {match[1]}")
    others = tuple(being for being in reading.others if being.noun != singular(noun))
    told_of = replace(reading, others=others, things=(thing,), time="night")
    return Relation("moonlight", told_of, stage=((water, 0), (water, 1), (water, 0)))


def _thorn(reading: Reading) -> Relation | None:
    match = re.match(
        r"(?:pull|remove|take|draw|pick|get) (.+?) (?:out of|from) (.+?)'s ([a-z]+)$", reading.predicate or ""
    )
    partner = partner_in(f" {match[2]}", reading) if match else None
    thing = object_in(match[1], reading) if match else None
    if match is None or partner is None or thing is None:
        return None
    others = (partner, *(being for being in reading.others if being is not partner))
    place = named(reading) or own_place(replace(reading, protagonist=partner))
    return Relation("thorn", replace(reading, others=others, things=(thing,)), {"hurt": match[3]}, stage=around(place))


_TALES = (
    _forgetting, _tending, _calling, _trail, _footprints, _message, _game, _bringback, _shelter, _letters, _hauling, _hiring,
    _bearing, _stranded, _threshold, _lost_there, _moonlight, _thorn,
)  # fmt: skip
