"""The cast of a film: who plays the beings of the idea, with names, looks and voices of their own."""

import re
from dataclasses import dataclass, replace

from orchestrator.film.sheets import Character, VoiceSheet
from orchestrator.writing.lexicon import Beast, beasts, crafts, find_being, folk, names, settings, trades
from orchestrator.writing.morphology import ACRONYMS, PRONOUNS, Pronouns, bag, fix_articles, slug
from orchestrator.writing.outline.chance import Chance
from orchestrator.writing.reading import Being, Reading
from orchestrator.writing.reading_phrases import POSSESSIVES

_HAIR = {
    "child": (
        "tousled brown hair",
        "two dark braids",
        "short curly black hair",
        "a blond fringe",
        "red hair in a braid",
    ),
    "young": ("curly black hair", "long auburn hair", "a dark braid", "short sandy hair", "black hair in a bun"),
    "adult": ("dark hair in a bun", "short black hair", "curly brown hair", "a long dark braid", "cropped red hair"),
    "old": ("white hair in a bun", "a silver braid", "thin grey hair", "curly white hair", "short grey hair"),
}
_HAIR_HE = {
    "child": ("tousled brown hair", "short curly black hair", "a blond fringe", "cropped red hair"),
    "young": ("curly black hair", "short sandy hair", "cropped dark hair", "wavy auburn hair"),
    "adult": ("short black hair and a beard", "curly brown hair", "a bald head and a dark beard", "sandy hair"),
    "old": ("a white beard", "a bald head and a grey beard", "thin grey hair", "curly white hair and a beard"),
}
_BUILD = ("tall and thin", "stout", "small and quick", "broad-shouldered", "slight", "long-limbed")
_SMALL_BUILD = ("small and quick", "slight", "long-limbed", "stout", "short")
_COLOURS = ("mustard-yellow", "dark green", "brick-red", "navy-blue", "plum-purple", "rust-brown", "teal", "grey")
_GARMENTS = {
    "child": ("jumper and short trousers", "coat with big buttons", "dress and boots", "hooded jacket"),
    "young": ("jacket", "coat and scarf", "jumper", "dress and boots"),
    "adult": ("coat", "jacket and scarf", "long coat", "cardigan"),
    "old": ("cardigan", "shawl", "heavy coat", "waistcoat"),
}
_AGE = {
    "child": ("seven", "eight", "nine", "ten"),
    "young": ("nineteen", "twenty", "twenty-two"),
    "adult": ("thirty", "thirty-five", "forty", "forty-five"),
    "old": ("sixty", "sixty-six", "seventy", "seventy-four"),
}
_OWN_THINGS = {
    "child": ("paper kite", "wooden whistle", "red marble", "patched satchel", "toy compass", "jar of fireflies",
              "one-eyed bear", "stub of chalk", "tin drum", "folded drawing", "bag of marbles", "yellow yo-yo",
              "skipping rope", "cardboard crown", "jam sandwich", "lucky acorn", "model plane", "bicycle bell",
              "string of beads", "rag rabbit", "catapult", "picture book"),
    "young": ("old bicycle", "dog-eared notebook", "borrowed coat", "pocket radio", "silver locket", "chipped guitar",
              "bundle of letters", "torn map", "camping knife", "deck of cards", "pressed flower", "harmonica",
              "train ticket", "sketchbook", "green scarf", "cracked mirror", "paper fan", "lucky coin", "motorbike helmet"),
    "adult": ("worn suitcase", "unopened letter", "pocket watch", "cracked umbrella", "ring of keys", "cigar box",
              "paper lantern", "folding knife", "wool blanket", "photograph", "wedding ring", "train ticket",
              "tin of tobacco", "hip flask", "leather glove", "torn address book", "silver lighter", "feather pillow",
              "blue teacup", "box of matches", "bent key", "shaving mirror", "wicker basket", "chess pawn"),
    "old": ("walking stick", "tin box", "pair of reading glasses", "pocket watch", "knitted shawl", "bundle of letters",
            "chipped teacup", "music box", "brass thimble", "faded photograph", "hearing trumpet", "medal",
            "bag of humbugs", "darning egg", "pipe", "ivory domino", "almanac", "silver spoon", "button tin"),
}  # fmt: skip
_OWN_GESTURES = (
    "turns up {their} collar", "counts something off on {their} fingers", "rubs {their} palms together",
    "bites the inside of {their} cheek", "pushes the hair from {their} eyes", "shifts from one foot to the other",
    "smooths {their} sleeve", "hums half a tune", "squints into the light", "folds {their} arms",
    "blows on {their} fingers", "tugs at one ear", "rolls up {their} sleeves", "tucks in {their} chin",
    "taps two fingers on the nearest wood", "scuffs one heel", "wipes {their} nose with the back of one hand",
    "straightens {their} back", "puts both hands in {their} pockets", "studies {their} fingernails",
    "tilts {their} head", "clicks {their} tongue", "draws a line on the ground with one foot", "whistles two notes",
)  # fmt: skip
_KEEPSAKES = {
    "animal": ("blue button", "hoarded nut", "smooth pebble", "bent spoon", "grey feather", "length of string",
               "bottle cap", "forked twig", "snail shell", "piece of sky-blue glass", "gnawed bone", "dry leaf",
               "copper coin", "tuft of wool", "thimble", "ball of straw", "red berry", "curl of bark", "rusty key",
               "shoelace", "chipped saucer", "corn cob", "walnut shell", "lost glove", "candle stub", "white pebble",
               "horseshoe nail", "green bead", "wishbone", "torn ribbon", "pine cone", "broken comb", "tin whistle",
               "peacock feather", "clay marble", "cork", "seed pod", "chestnut", "scrap of lace", "wooden peg"),
    "robot": ("spare bulb", "oil can", "punched card", "left-hand screw", "coil of copper wire", "cracked lens"),
    "force": ("stolen weathercock", "torn flag", "handful of hail", "kite without a string", "borrowed hat"),
    "plant": ("ring of moss", "drop of dew", "last leaf", "empty nest", "bead of resin", "folded bud"),
    "thing": ("patch of rust", "loose screw", "faded label", "crack", "layer of dust", "scratched number"),
    "creature": ("heap of gold", "bent key", "cracked bell", "knotted rope", "broken shield", "silver thimble",
                 "jar of moonlight", "crooked crown", "bag of bones", "wooden flute"),
    "spirit": ("pocket watch", "candle end", "sealed letter", "folded veil", "silver chain", "black feather"),
}  # fmt: skip
_UNSEEN = bag(
    "rival late last lost missing retired own same old young little only other second first next former single final "
    "forgotten elderly teenage aging ageing new married divorced best good fellow local favourite favorite long-lost"
)
# Spirits that text calls by their bare name.
_BY_NAME = bag("death time fate love luck grief silence fear mercury hermes jupiter zeus hercules apollo athena")
_GAMES = bag("cards chessboard checkerboard dice dominoes marbles")
_DYED = r"\b(?:white|black|red|blue|green|grey|brown|yellow|navy|dark green|scarlet|purple|orange|pink)\b"
_PLANT_OR_THING_MOVES = ("holds quite still", "gives the smallest shiver", "catches the light", "tilts by a hair")


@dataclass(frozen=True)
class Player:
    """Somebody of the film: how text calls them, what they hold and do, whether they speak, and their sheet."""

    id: str
    label: str
    call: str
    noun: str
    pronouns: Pronouns
    person: bool
    speaks: bool
    tools: tuple[str, ...]
    gestures: tuple[str, ...]
    work: tuple[str, ...]
    part: str
    cry: str
    sheet: Character
    being: Being

    @property
    def possessive(self) -> str:
        """The label in its possessive."""
        return self.label + "'s"


def cast_players(reading: Reading, needs: str, chance: Chance, talks: bool = False) -> list[Player]:
    """Return protagonist, other, and everybody else of the idea; whoever the shape needs and nobody named is invented.

    `talks` gives the second one a voice, even to an animal beside a person, where the story is about the two.
    """
    beings = [*reading.beings[:1], *_by_weight(reading)]
    if not beings:
        beings.append(_local(reading, chance.fork("protagonist")))
    if beings[0].count > 1 and len(beings) == 1:
        first, second = _two_of(beings[0])
        between = [_local(reading, chance.fork("local"))] if needs == "local" else []
        beings = [first, *between, second]
    elif len(beings) == 1:
        beings.append(_invented(needs, beings[0], chance.fork("other"), reading))
    taken: set[str] = set()
    players: list[Player] = []
    fable = reading.lesson is not None
    for index, being in enumerate(beings[:5]):
        players.append(_player(being, index, players, taken, reading, fable, chance.fork(f"player {index}")))
        taken.add(players[-1].label)
    if len(players) > 1:
        players[:2] = _kin(players[0], players[1])
    if talks and players[1].being.words.lower().split(" ")[0] not in POSSESSIVES:
        players[1] = replace(players[1], speaks=True)
    return players


def _two_of(first: Being) -> list[Being]:
    """Return two of a kind whom one can tell apart."""
    second = replace(first, id=first.id + "-2", name=None, words="", count=1)
    if first.category == "person":
        return [first, second]
    noun = first.noun.capitalize()
    return [
        replace(first, name=f"the Big {noun}", adjectives=("big", *first.adjectives)),
        replace(second, name=f"the Little {noun}", adjectives=("little", *first.adjectives)),
    ]


def _kin(lead: Player, other: Player) -> tuple[Player, Player]:
    """Return the two with the names that children have for their parents."""
    owned = other.being.words.lower().split(" ")[0] in POSSESSIVES
    parent, old = ("Mother", "Grandmother") if lead.pronouns.subject == "she" else ("Father", "Grandfather")
    if owned and other.noun in {"son", "daughter", "child", "baby"}:
        lead = replace(lead, call=parent)
    elif owned and other.noun in {"grandson", "granddaughter", "grandchild"}:
        lead = replace(lead, call=old)
    elif owned and other.noun in {"mother", "father", "grandmother", "grandfather", "uncle", "aunt"} and other.person:
        other = replace(other, call=other.noun.capitalize())
    return lead, other


def _by_weight(reading: Reading) -> list[Being]:
    """Return the others, those who act for themselves first, then companions, then whoever only set things going."""

    def weight(being: Being) -> int:
        if (reading.opening and being.words in reading.opening) or being.words.endswith("'s"):
            return 2
        owned = being.words.lower().split(" ")[0] in POSSESSIVES and being.category == "animal"
        return 1 if owned else 0

    return sorted(reading.others, key=weight)


def _local(reading: Reading, chance: Chance) -> Being:
    """Return somebody who works where the idea plays, when it names a place and nobody in it."""
    places = settings()
    for spot in reading.places:
        at = sorted(noun for noun, trade in trades().items() if trade.place == spot.noun) or sorted(
            noun for noun, trade in trades().items() if places[trade.place].kind == spot.setting.kind
        )
        if at:
            return _being(chance.pick(at))
    return _invented("stranger", None, chance, reading)


def _invented(needs: str, beside: Being | None, chance: Chance, reading: Reading) -> Being:
    """Return somebody whom the story needs, at home where the protagonist is."""
    if needs == "local":
        return _local(reading, chance)
    if beside is not None and beside.category == "animal":
        near = sorted(
            {beast.head for beast in beasts().values() if beast.category == "animal" and beside.beast
             and beast.place == beside.beast.place and beast.head != beside.beast.head}
        )  # fmt: skip
        noun = chance.pick(near or ["crow", "mouse", "owl", "hare"])
        return _being(noun)
    if needs == "rival" and beside is not None and beside.category == "person":
        return replace(
            beside, id=beside.id + "-2", name=None, gender="any", age="adult", adjectives=("rival",), words=""
        )
    pools = {
        "child": ("girl", "boy"),
        "elder": ("old woman", "old man"),
        "helper": ("apprentice", "old man", "old woman", "girl", "boy", "postman", "ferryman"),
        "keeper": ("night watchman", "old woman", "innkeeper", "customs officer", "doorman"),
        "stranger": ("girl", "old woman", "boy", "traveler", "old man", "postman", "neighbor"),
    }
    noun = chance.pick(pools.get(needs, pools["stranger"]))
    if beside is not None and beside.noun == noun:
        noun = "old woman" if noun != "old woman" else "girl"
    return _being(noun)


def _being(noun: str) -> Being:
    found = find_being(noun)
    listed = folk().get(noun)
    trade = trades().get(noun)
    beast = found if isinstance(found, Beast) else None
    gender = beast.gender if beast else (listed.gender if listed else trade.gender if trade else "any")
    return Being(
        slug(noun), noun, None, beast.category if beast else "person", gender, listed.age if listed else "adult",
        (), 1, "", trade, beast,
    )  # fmt: skip


def _player(
    being: Being,
    index: int,
    before: list[Player],
    taken: set[str],
    reading: Reading,
    fable: bool,
    chance: Chance,
) -> Player:
    person = being.category == "person"
    gender = _gender(being, before, chance)
    being = replace(being, gender=gender, age=_age(being, before))
    label, call = _label(being, taken, fable, chance)
    ident = slug(label.removeprefix("the "), f"player-{index + 1}")
    ident = ident if all(player.id != ident for player in before) else f"{ident}-{index + 1}"
    tools, gestures = _habits(being, chance)
    if index == 0 and _craft(reading):
        tools = (*_craft(reading)[: 3 if not being.trade else 2], *tools)[:3]
    beast = being.beast
    return Player(
        id=ident,
        label=label,
        call=call,
        noun=being.noun,
        pronouns=PRONOUNS[gender],
        person=person,
        speaks=_speaks(being, index, before, reading, fable),
        tools=tools,
        gestures=tuple(_with_pronouns(gesture, PRONOUNS[gender]) for gesture in gestures),
        work=tuple(_with_pronouns(line, PRONOUNS[gender]) for line in (being.trade.gestures if being.trade else ())),
        part=beast.part if beast else chance.pick(("hands", "shoulders", "face")) if person else "edge",
        cry=beast.cry if beast else chance.pick(("laugh", "sigh", "cough")) if person else "hum",
        sheet=_sheet(ident, label, being, chance, before),
        being=being,
    )


def _speaks(being: Being, index: int, before: list[Player], reading: Reading, fable: bool) -> bool:
    """Return whether somebody has a voice: people and spirits do, an animal beside a person only in a fable."""
    if fable or being.category in {"person", "robot", "spirit", "creature"} or index == 0:
        return True
    if being.category == "animal":
        return not before[0].person or "talk" in " ".join(reading.words)
    return being.category in {"force", "plant", "thing"} and bool(being.words)


def _gender(being: Being, before: list[Player], chance: Chance) -> str:
    if being.gender in PRONOUNS:
        return being.gender
    if before and before[0].pronouns.subject in {"she", "he"} and being.noun == before[0].noun:
        return "he" if before[0].pronouns.subject == "she" else "she"
    return chance.fork("gender").pick(("she", "he"))


def _age(being: Being, before: list[Player]) -> str:
    """Parents of grown-ups are old; everybody else is what the text says."""
    if before and being.noun in {"daughter", "son", "niece", "nephew"} and before[0].being.age == "old":
        return "young"
    if before and being.noun in {"husband", "wife", "sister", "brother", "twin"}:
        return before[0].being.age
    parent = being.noun in {"father", "mother", "dad", "mom", "mum"}
    return "old" if parent and before and before[0].being.age != "child" else being.age


def _label(being: Being, taken: set[str], fable: bool, chance: Chance) -> tuple[str, str]:
    """Return how text calls a being, and how others call it to its face."""
    if being.name and being.name.startswith("the "):
        return being.name, being.name.removeprefix("the ")
    if being.name:
        name = _clean_name(being.name)
        return name, name
    common = " ".join(word.upper() if word in ACRONYMS else word.capitalize() for word in being.noun.split(" "))
    if being.category == "spirit" and being.noun in _BY_NAME:
        return common, common
    if being.category != "person" or (fable and being.words):
        label = f"the {common}"
        return (label, common) if label not in taken else (f"the Other {common}", common)
    given = [name for name in names()[being.gender if being.gender in {"she", "he"} else "she"] if name not in taken]
    name = chance.fork("name").pick([name for name in given if all(name[0] != other[0] for other in taken)] or given)
    return name, name


def _clean_name(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in name.split(" "))[:40]


def _habits(being: Being, chance: Chance) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if being.category != "person":
        kept = being.trade.tools if being.trade else _KEEPSAKES.get(being.category, _KEEPSAKES["thing"])
        own = tuple(chance.sample(kept, 3))
        return own, being.beast.moves if being.beast else tuple(chance.sample(_PLANT_OR_THING_MOVES, 4))
    if being.trade:
        return tuple(chance.sample(being.trade.tools, 3)), tuple(chance.sample(_OWN_GESTURES, 12))
    return tuple(chance.sample(_OWN_THINGS[being.age], 3)), tuple(chance.sample(_OWN_GESTURES, 12))


def _craft(reading: Reading) -> tuple[str, ...]:
    """Return the things that the wish of the idea takes: a brush to paint with."""
    verb = (reading.wish or reading.predicate or "").split(" ")[0]
    if verb == "play" and any(thing.noun in _GAMES for thing in reading.things):
        return ()
    return crafts().get(verb, ())


def _with_pronouns(text: str, pronouns: Pronouns) -> str:
    text = text.replace("{their}", pronouns.possessive).replace("{them}", pronouns.object)
    return text.replace("{themselves}", pronouns.reflexive)


def _sheet(ident: str, label: str, being: Being, chance: Chance, before: list[Player]) -> Character:
    name = label[0].upper() + label[1:]
    if being.category == "person":
        return _person_sheet(ident, name, being, chance, before)
    looks = being.beast.looks if being.beast else "worn edges, faded paint and a patient shine"
    looks = _with_pronouns(looks, PRONOUNS[being.gender if being.gender in PRONOUNS else "it"])
    adjectives = " ".join(word for word in being.adjectives if word not in {"own", "same"})
    age = {"old": "an old ", "young": "a young ", "child": "a young "}.get(being.age, "a ")
    lead = f"{age}{adjectives + ' ' if adjectives and adjectives not in age else ''}{being.noun}"
    if looks.startswith(("a ", "an ", "the ", "three ", "eight ")):
        lead = fix_articles(lead) + ", "
    else:
        lead = fix_articles(lead) + " with "
    looks += f", wearing {' and '.join(being.trade.clothes)}" if being.trade else ""
    small = being.category == "animal" and being.beast is not None and being.beast.place in {"meadow", "garden", "room"}
    pitch = "low" if being.category in {"force", "creature"} else "high" if small else "medium"
    pace = chance.pick(("slow", "medium"))
    return Character(
        id=ident, name=name, kind=being.beast.noun if being.trade and being.beast else being.noun, appearance=lead + looks,
        voice=VoiceSheet(pitch=pitch, pace=pace),
    )  # fmt: skip


def _garments(being: Being) -> tuple[str, ...]:
    """Return what somebody without a trade may wear."""
    worn = _GARMENTS[being.age]
    return worn if being.gender == "she" else tuple(one for one in worn if "dress" not in one and one != "shawl")


def _own_colour(clothes: str, seen: str, chance: Chance) -> str:
    """Return the clothes of a trade; whoever shares it with another of the cast wears them in another colour."""
    if clothes not in seen:
        return clothes
    colour = chance.fork("twin").pick([colour for colour in _COLOURS if colour not in seen])
    dyed = re.sub(_DYED, colour, clothes, count=1)
    return fix_articles(dyed if dyed != clothes else f"{clothes} and a {colour} scarf")


def _person_sheet(ident: str, name: str, being: Being, chance: Chance, before: list[Player]) -> Character:
    word = {"she": {"child": "girl", "young": "young woman"}, "he": {"child": "boy", "young": "young man"}}
    noun = word.get(being.gender, {}).get(being.age, "woman" if being.gender == "she" else "man")
    plain = [word for word in being.adjectives if word not in _UNSEEN][:2]
    lead = fix_articles(" ".join(["a", *plain, *(["old"] if being.age == "old" else [])]))
    seen = " ".join(f"{player.sheet.appearance} {player.sheet.states.get('usual', '')}" for player in before)
    heads = (_HAIR if being.gender == "she" else _HAIR_HE)[being.age]
    hair = chance.pick([head for head in heads if head not in seen] or heads)
    years = chance.pick(_AGE[being.age])
    builds = _SMALL_BUILD if being.age == "child" else _BUILD
    looks = (
        f"{lead} {noun} of {years}, {chance.pick([build for build in builds if build not in seen] or builds)}, {hair}"
    )
    if being.trade:
        clothes = _own_colour(" and ".join(being.trade.clothes), seen, chance)
    else:
        colours = [colour for colour in _COLOURS if colour not in seen]
        clothes = f"a {chance.pick(colours)} {chance.pick(_garments(being))}"
    states = {"usual": clothes}
    pitch = {
        "child": "very-high" if being.gender == "she" else "high",
        "young": "high",
        "adult": "medium",
        "old": "low",
    }
    low = {"child": "high", "young": "medium", "adult": "low", "old": "very-low"}
    return Character(
        id=ident, name=name, kind="person", appearance=looks, states=states, default_state="usual",
        voice=VoiceSheet.model_validate({
            "pitch": (pitch if being.gender == "she" else low)[being.age],
            "pace": "slow" if being.age == "old" else chance.pick(("medium", "medium", "fast")),
        }),
    )  # fmt: skip
