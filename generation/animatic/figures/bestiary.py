"""Words to species: names, plurals, older and younger relatives, and the nearest relative of a word that nobody drew."""

import difflib
import re
from dataclasses import dataclass
from functools import cache

from generation.animatic.figures.species import beasts
from generation.animatic.props import prop_name


@dataclass(frozen=True, slots=True)
class Kind:
    """What the words name: a body plan, the species in it, how many of them, and how large they are."""

    plan: str
    species: str
    count: int = 1
    size: float = 1.0


_PLANS: dict[str, str] = {
    "bird": "crow raven jackdaw eagle phoenix hawk owl stork heron crane cock hen duck goose swan "
    "peacock swallow sparrow dove lark penguin "
    "parrot pheasant flamingo ostrich turkey vulture gull robin chick",
    "fish": "fish whale dolphin shark octopus jellyfish seahorse seal oyster snail",
    "insect": (
        "ant bee wasp grasshopper butterfly fly gnat beetle spider ladybird caterpillar dragonfly moth firefly scorpion"
    ),
    "serpent": "snake worm eel",
    "frog": "frog toad",
    "crab": "crab lobster",
    "bat": "bat",
    "upright": "monkey ape monster alien",
    "robot": "robot droid",
    "ghost": "ghost",
    "storm": "storm cloud wind sun moon star fire wave rain",
    "thing": "rocket tree flower reed pot teapot lamp lighthouse car train house book clock toaster mountain "
    "snowman box boat chair broom "
    "candle bell mirror letter cup",
}

# species: other words for it (only the singular is needed).
_SYNONYMS: dict[str, str] = {
    "fox": "vixen reynard cub coyote jackal dingo fennec",
    "wolf": "werewolf wolfhound hyena husky she-wolf direwolf",
    "dog": (
        "hound puppy pup mastiff terrier cur spaniel lapdog "
        "sheepdog poodle collie bloodhound mutt watchdog retriever doggy corgi"
    ),
    "cat": "kitten kitty tomcat tabby puss pussycat lynx wildcat feline",
    "lion": "sphinx manticore beast king-of-beasts chimera",
    "leopard": "cheetah jaguar panther puma cougar ocelot",
    "tiger": "tigress",
    "bear": "cub grizzly polar-bear panda koala yeti-bear teddy wombat sloth",
    "horse": "mare stallion colt foal pony steed nag charger filly gelding",
    "donkey": "ass mule burro jackass jenny",
    "ox": "oxen bullock buffalo bison yak steer cattle wildebeest",
    "cow": "calf heifer",
    "goat": "nanny billy-goat ibex chamois",
    "sheep": "ewe flock wether alpaca llama",
    "deer": "doe hind gazelle antelope roe",
    "stag": "hart buck elk moose reindeer caribou",
    "mouse": "mice vole shrew dormouse hamster lemming gerbil",
    "rat": "possum opossum",
    "hare": "leveret kangaroo jackrabbit wallaby",
    "rabbit": "bunny coney cony guinea-pig chinchilla",
    "pig": "sow piglet hog swine",
    "boar": "warthog wild-boar",
    "elephant": "mammoth mastodon",
    "camel": "dromedary",
    "weasel": "ferret stoat ermine mink polecat marten mongoose meerkat",
    "badger": "skunk raccoon wolverine",
    "tortoise": "turtle terrapin armadillo",
    "squirrel": "chipmunk marmot",
    "lizard": "gecko salamander newt chameleon iguana basilisk",
    "crocodile": "alligator caiman",
    "dragon": "wyvern drake hydra dinosaur drakon",
    "rhinoceros": "rhino",
    "hippopotamus": "hippo",
    "crow": "rook magpie blackbird bird",
    "eagle": "kite falcon condor osprey buzzard",
    "hawk": "kestrel",
    "cock": "rooster cockerel",
    "hen": "chicken fowl partridge quail",
    "duck": "mallard duckling drake-duck",
    "goose": "geese gosling",
    "swan": "cygnet",
    "dove": "pigeon",
    "sparrow": "finch wren nightingale canary thrush songbird",
    "swallow": "swift martin hummingbird",
    "gull": "seagull albatross pelican",
    "parrot": "macaw cockatoo toucan",
    "chick": "nestling fledgling",
    "robin": "redbreast",
    "heron": "egret ibis",
    "fish": "trout salmon carp pike goldfish minnow cod herring pickerel perch tunny sardine",
    "whale": "leviathan orca",
    "dolphin": "porpoise",
    "octopus": "squid kraken cuttlefish",
    "oyster": "clam mussel shell",
    "seal": "walrus sea-lion",
    "snail": "slug",
    "shark": "swordfish",
    "wasp": "hornet",
    "bee": "bumblebee",
    "grasshopper": "cricket locust cicada mantis",
    "beetle": "bug cockroach scarab",
    "gnat": "mosquito midge",
    "ladybird": "ladybug",
    "spider": "tarantula",
    "firefly": "glow-worm",
    "snake": "serpent viper adder python cobra asp",
    "toad": "newt-toad",
    "frog": "tadpole",
    "crab": "crayfish",
    "lobster": "prawn shrimp",
    "monkey": "chimp chimpanzee baboon lemur",
    "ape": "gorilla orangutan bigfoot yeti sasquatch",
    "monster": "creature gremlin thing beastie giant-beast",
    "alien": "martian extraterrestrial",
    "robot": "android automaton machine cyborg rover computer drone",
    "droid": "probe satellite ai",
    "ghost": "spirit phantom spectre specter wraith shade soul shadow spook banshee",
    "storm": "tempest thunderstorm hurricane typhoon thunder lightning cyclone tornado thundercloud",
    "wind": "gale breeze zephyr blizzard boreas",
    "cloud": "fog mist smoke",
    "sun": "daylight",
    "moon": "crescent",
    "star": "comet meteor",
    "fire": "flame ember spark blaze bonfire",
    "wave": "sea ocean river water lake tide stream",
    "rain": "raindrop drop snowflake teardrop",
    "tree": "oak plane pine fir willow olive beech elm birch sapling forest bush bramble shrub thorn",
    "flower": "rose lily daisy tulip sunflower nettle dandelion thistle weed amaranth blossom poppy",
    "reed": "reeds grass corn wheat",
    "pot": "jar pitcher vase urn kettle cauldron bucket pail",
    "lamp": "lantern light lightbulb",
    "lighthouse": "tower windmill mill castle",
    "car": "automobile taxi truck bus van tractor",
    "train": "locomotive engine tram",
    "house": "cottage hut home building shed inn",
    "book": "diary novel dictionary",
    "clock": "watch alarm",
    "toaster": "radio oven stove fridge television kettle-machine",
    "mountain": "hill rock stone volcano boulder cliff",
    "box": "chest trunk parcel suitcase wardrobe drawer",
    "boat": "ship sailboat canoe ferry tugboat",
    "candle": "match",
    "cup": "mug glass teacup",
    "letter": "envelope postcard",
    "mirror": "reflection",
    "snowman": "snowwoman",
}

# More of them, by the species' name.
_MORE: dict[str, str] = {
    "griffin": "gryphon hippogriff",
    "rocket": "spaceship starship spacecraft shuttle",
    "horse": "centaur",
    "whale": "narwhal manatee",
    "beaver": "platypus",
    "ostrich": "emu cassowary",
    "dragon": "rex raptor velociraptor triceratops tyrannosaurus pterodactyl brachiosaurus",
    "ghost": "echo time death memory dream",
    "hedgehog": "urchin",
    "tree": "cactus",
    "star": "starlight planet",
    "moon": "moonbeam moonlight",
    "sun": "sunbeam sunlight sunshine",
    "robot": "vacuum",
    "box": "mailbox",
    "fish": "starfish",
}

_SMALLER = re.compile(
    r"\b(young|little|baby|small|tiny|wee|kitten|puppy|pup|cub|foal|colt|calf|chick|duckling|gosling|cygnet|piglet|leveret|nestling|infant)\b"
)
_LARGER = re.compile(r"\b(huge|giant|gigantic|enormous|great|big|large|mighty|colossal|towering)\b")
_NUMBERS = {
    "pair": 2,
    "two": 2,
    "couple": 2,
    "both": 2,
    "three": 3,
    "four": 3,
    "five": 3,
    "several": 3,
    "many": 3,
    "swarm": 3,
    "flock": 3,
    "herd": 3,
    "pack": 3,
    "some": 3,
    "group": 3,
}
_IRREGULAR = {
    "mice": "mouse",
    "geese": "goose",
    "oxen": "ox",
    "wolves": "wolf",
    "calves": "calf",
    "flies": "fly",
    "butterflies": "butterfly",
    "fireflies": "firefly",
    "ponies": "pony",
    "donkeys": "donkey",
    "monkeys": "monkey",
    "asses": "ass",
    "foxes": "fox",
    "finches": "finch",
    "thrushes": "thrush",
    "canaries": "canary",
    "puppies": "puppy",
    "bunnies": "bunny",
    "doggies": "doggy",
    "kitties": "kitty",
    "leaves": "leaf",
    "cattle": "ox",
    "octopuses": "octopus",
    "octopi": "octopus",
    "ostriches": "ostrich",
    "ladies": "lady",
    "branches": "branch",
    "boxes": "box",
    "dragonflies": "dragonfly",
    "lilies": "lily",
    "daisies": "daisy",
    "poppies": "poppy",
}
_SUFFIXES = (
    ("bird", "sparrow"),
    ("fish", "fish"),
    ("hound", "dog"),
    ("wolf", "wolf"),
    ("fly", "fly"),
    ("bug", "beetle"),
    ("worm", "worm"),
    ("bear", "bear"),
    ("bot", "robot"),
    ("cat", "cat"),
    ("saur", "dragon"),
    ("saurus", "dragon"),
    ("wing", "eagle"),
    ("hawk", "hawk"),
    ("monster", "monster"),
    ("ship", "boat"),
    ("storm", "storm"),
    ("house", "house"),
    ("tree", "tree"),
    ("flower", "flower"),
    ("snake", "snake"),
    ("horse", "horse"),
    ("pecker", "parrot"),
    ("cock", "cock"),
    ("crab", "crab"),
    ("mouse", "mouse"),
    ("dog", "dog"),
    ("fox", "fox"),
    ("owl", "owl"),
    ("fowl", "hen"),
    ("ghost", "ghost"),
    ("spirit", "ghost"),
    ("light", "lamp"),
    ("cloud", "cloud"),
    ("beast", "monster"),
    ("eater", "badger"),
    ("corn", "tree"),
    ("beetle", "beetle"),
    ("ling", "sparrow"),
)
_COMMON = (
    ("four-legged", "dog"),
    ("quadruped", "dog"),
    ("animal", "fox"),
    ("mammal", "fox"),
    ("rodent", "mouse"),
    ("reptile", "lizard"),
    ("amphibian", "frog"),
    ("insect", "beetle"),
    ("wings", "sparrow"),
    ("feather", "sparrow"),
    ("beak", "sparrow"),
    ("fins", "fish"),
    ("scales", "lizard"),
    ("fur", "squirrel"),
    ("machine", "robot"),
    ("metal", "robot"),
    ("plant", "flower"),
    ("weather", "cloud"),
    ("element", "fire"),
    ("object", "box"),
    ("vehicle", "car"),
    ("toy", "bear"),
    ("furniture", "chair"),
    ("spirit", "ghost"),
)


@cache
def _index() -> dict[str, tuple[str, str]]:
    """Word -> (plan, species)."""
    plans = dict.fromkeys(beasts(), "beast")
    for plan, names in _PLANS.items():
        plans.update(dict.fromkeys(names.split(), plan))
    found = {name: (plan, name) for name, plan in plans.items()}
    for species, names in (*_SYNONYMS.items(), *_MORE.items()):
        for name in names.split():
            found.setdefault(name, (plans[species], species))
    return found


def species_names() -> tuple[str, ...]:
    """Every species that has a drawing of its own."""
    return tuple(sorted({species for _, species in _index().values()}))


_COLLECTIVE = frozenset(
    {"flock", "herd", "pack", "swarm", "school", "colony", "pair", "group", "couple", "pride", "army", "gang", "shoal"}
)
_YOUNG = frozenset(
    {"cub", "cubs", "calf", "calves", "foal", "chick", "chicks", "kid", "kids", "pup", "pups", "king", "queen"}
)


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    index = _index()
    if word in index:
        return word
    for ending, instead in (("ies", "y"), ("ves", "f"), ("es", ""), ("s", "")):
        if word.endswith(ending) and word[: -len(ending)] + instead in index:
            return word[: -len(ending)] + instead
    return word


def _known(text: str) -> tuple[str, str, bool] | None:
    """The last known word of a phrase (`honey bee`, `old sea captain's cat`), and whether it stood in the plural."""
    index = _index()
    words = re.findall(r"[a-z]+", re.sub(r"'s\b", "", text.lower()))
    # What follows `of`, `with` or `in` describes; the thing itself stands before it.
    for end in (
        next(
            (i for i, word in enumerate(words) if word in ("of", "with", "in", "on", "who", "that", "made") and i > 0),
            len(words),
        ),
        len(words),
    ):
        for i in range(end - 1, -1, -1):
            if (len(words) > 1 and words[i] in _COLLECTIVE) or (
                i > 0 and words[i] in _YOUNG and _singular(words[i - 1]) in index
            ):
                continue
            double = f"{words[i - 1]}-{words[i]}" if i > 0 else ""
            single = _singular(words[i])
            for word in (double, single):
                if word in index:
                    return (*index[word], (word == single and single != words[i]) or words[i] in ("cattle",))
    return None


def is_drawn(kind: str) -> bool:
    """Whether a word of the kind names something that has a drawing, not only a relative."""
    return _known(kind) is not None


def drawn_words() -> tuple[str, ...]:
    """Every word that names something drawn."""
    return tuple(sorted(_index()))


def _relative(text: str) -> tuple[str, str]:
    """The nearest relative of words that nobody drew."""
    index = _index()
    words = [word for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 2]
    for word in reversed(words):
        for ending, species in _SUFFIXES:
            if word.endswith(ending) or word.rstrip("s").endswith(ending):
                return index[species]
    for stem, species in _COMMON:
        if stem in text.lower():
            return index[species]
    if prop_name(text) != "parcel":
        return "thing", prop_name(text)
    for word in reversed(words):
        # A misspelt word; the same first letter, lest a spoon become a spook.
        close = [near for near in difflib.get_close_matches(word, list(index), 3, 0.8) if near[0] == word[0]]
        if close and len(word) > 4:
            return index[close[0]]
    return "critter", "critter"


def recognise(kind: str, appearance: str) -> Kind:
    """What to draw for a figure: its kind decides; where that is unknown, its appearance; at last a relative."""
    found = _known(kind) or _known(appearance)
    words = f"{kind} {appearance}".lower()
    plan, species = found[:2] if found else _relative(words)
    count = 3 if found and found[2] else 1
    for word in re.findall(r"[a-z]+", kind.lower()):
        if word in _NUMBERS and ((found and found[2]) or word in ("swarm", "flock", "herd", "pack", "pair")):
            count = _NUMBERS[word]
    size = 0.8 if _SMALLER.search(words) else 1.15 if _LARGER.search(words) else 1.0
    return Kind(plan, species, count, size)
