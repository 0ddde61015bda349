"""Things that a story names, drawn by word: `draw_prop` and how large they are on stage."""

import difflib
import re
from collections.abc import Callable
from functools import cache

from generation.animatic.art import Group, Node, scale
from generation.animatic.figures.creature_paint import Paint
from generation.animatic.motifs.brought import brought, drawn
from generation.animatic.props.food import FOOD
from generation.animatic.props.household import HOUSEHOLD
from generation.animatic.props.keepsakes import KEEPSAKES
from generation.animatic.props.outdoors import OUTDOORS
from generation.animatic.props.play import PLAY
from generation.animatic.props.standing import STANDING, STANDING_SIZES
from generation.animatic.props.sundries import SUNDRIES
from generation.animatic.props.tint import dyed, named_colour
from generation.animatic.props.tools import TOOL_SIZES, TOOLS
from generation.animatic.props.trifles import TRIFLE_SIZES, TRIFLES, bundle
from generation.animatic.props.vessels import VESSELS, parcel
from generation.animatic.props.workplaces import WORKPLACE_SIZES, WORKPLACES
from generation.animatic.stage import Scheme
from generation.animatic.thesaurus import words_of
from generation.requests import Look

_DRAWINGS: dict[str, Callable[[Paint], list[Node]]] = {
    **HOUSEHOLD,
    **VESSELS,
    **FOOD,
    **OUTDOORS,
    **PLAY,
    **SUNDRIES,
    **KEEPSAKES,
    **TOOLS,
    **WORKPLACES,
    **STANDING,
    **TRIFLES,
    "gift": parcel,
    "parcel": bundle,
}

_SYNONYMS: dict[str, str] = {
    "spoon": "fork cutlery spatula",
    "ladder": "stairs steps",
    "rocket": "spaceship spacecraft starship shuttle satellite",
    "campfire": "fire flame bonfire embers hearth",
    "computer": "laptop keyboard typewriter monitor",
    "newspaper": "magazine poster",
    "shell": "seashell oyster conch clam",
    "mushroom": "toadstool",
    "pumpkin": "melon gourd squash turnip cabbage potato vegetable",
    "carrot": "radish parsnip",
    "shovel": "spade hoe pitchfork",
    "oar": "paddle",
    "pen": "quill pencil",
    "desk": "writing-desk",
    "paintbrush": "brush",
    "glasses": "spectacles goggles monocle",
    "coat": "dress robe jacket shirt uniform cloak clothes sweater gown costume raincoat jumper cape leotard suit",
    "magnifier": "loupe magnifying magnifying-glass",
    "bicycle": "bike tricycle",
    "spark": "wish dream memory secret hope idea spell magic firefly sun star",
    "ice": "icicle iceberg",
    "cloth": "veil blanket handkerchief towel napkin tablecloth sheet quilt curtain",
    "scarf": "shawl tie necktie",
    "staff": "cane crutch crook walking-stick wooden-leg",
    "slingshot": "catapult",
    "pistol": "gun revolver rifle weapon",
    "glove": "mitten gauntlet",
    "pillow": "cushion saddle mattress",
    "scissors": "shears razor",
    "rod": "fishing-rod fishing pole",
    "hive": "beehive honeycomb wasp-nest",
    "lantern": "torch flashlight lamplight beacon",
    "lamp": "light",
    "lightbulb": "bulb",
    "candle": "candlestick match taper wax",
    "book": "diary journal notebook novel ledger dictionary volume tome bible album",
    "letter": "envelope note postcard message mail telegram invitation card paper ticket",
    "map": "chart plan scroll parchment blueprint contract document",
    "photograph": "photo picture portrait painting image canvas frame",
    "clock": "watch alarm stopwatch timer hourglass",
    "cup": "mug teacup glass coffee tea",
    "goblet": "chalice trophy grail",
    "pot": "jar vase urn dish bowl plate pan kettle-pot",
    "pitcher": "jug ewer carafe milk",
    "teapot": "kettle",
    "cauldron": "stew soup",
    "bottle": "flask potion wine vial medicine perfume",
    "bucket": "pail tub barrel",
    "basket": "hamper crib nest creel",
    "box": "crate case container carton package-box toolbox drawer",
    "gift": "present wrapped",
    "parcel": "bundle package something",
    "door": "doorway trapdoor hatch",
    "piano": "harpsichord organ",
    "wardrobe": "cupboard closet cabinet dresser",
    "statue": "sculpture bust",
    "footprints": "footprint footstep track print trace pawprint",
    "plates": "dishes",
    "cards": "poker",
    "chessboard": "chess checkerboard",
    "accordion": "concertina bandoneon",
    "harmonica": "mouth-organ",
    "thorn": "splinter spike",
    "halter": "bridle rein harness",
    "gramophone": "phonograph record-player jukebox",
    "chest": "trunk treasure coffer",
    "suitcase": "luggage briefcase bag backpack satchel rucksack handbag",
    "mirror": "looking-glass reflection",
    "umbrella": "parasol",
    "chair": "stool bench throne seat armchair",
    "table": "counter manger bed",
    "broom": "mop rake besom",
    "shoe": "boot slipper sandal sneaker sock skate",
    "hat": "helmet bonnet",
    "cap": "beret beanie",
    "crown": "tiara",
    "ring": "bracelet necklace earring locket",
    "jewel": "gem diamond pearl crystal ruby emerald amulet",
    "coin": "thimble money gold silver penny medal treasure-coin",
    "purse": "wallet pouch",
    "key": "keys padlock lock",
    "bell": "gong",
    "phone": "telephone smartphone mobile cellphone screen tablet",
    "radio": "speaker walkie-talkie transmitter television recorder computer machine device",
    "camera": "binoculars",
    "bread": "loaf bun baguette toast sandwich dough",
    "cake": "pie pastry dessert muffin",
    "apple": "peach orange pear plum fruit tomato cherry lemon berry",
    "grapes": "grape raisins vine",
    "cheese": "butter",
    "egg": "eggs",
    "golden-egg": "goldenegg",
    "fish": "trout salmon herring",
    "bone": "bones skull",
    "meat": "ham steak dinner meal food chicken-leg beef",
    "honey": "jam syrup",
    "flower": "rose lily tulip bouquet daisy blossom sunflower petal",
    "tree": "oak pine bush sapling",
    "reed": "grass straw hay corn wheat nettle",
    "leaf": "leaves herb clover",
    "feather": "plume",
    "nuts": "nut acorn filbert filberts seed seeds walnut chestnut grain",
    "sticks": "stick bundle branch branches twig firewood wood log plank wishbone",
    "hammer": "mallet tool tools wrench spanner screwdriver",
    "axe": "hatchet",
    "sword": "dagger knife blade rapier spear",
    "shield": "armour armor",
    "bow": "arrow arrows crossbow",
    "rope": "string cord thread yarn hose chain wire snare noose lasso leash",
    "net": "web trap hammock cage",
    "wheel": "cart wagon tyre gear cog",
    "telescope": "spyglass microscope",
    "compass": "dial sextant astrolabe",
    "guitar": "lute ukulele banjo lyre harp",
    "violin": "fiddle cello",
    "drum": "drums tambourine",
    "flute": "pipe whistle recorder-pipe clarinet",
    "trumpet": "horn tuba bugle trombone",
    "ball": "football balloon globe marble",
    "kite": "glider",
    "doll": "toy teddy puppet plush rag rabbit bunny",
    "boat": "ship canoe sailboat rowboat dinghy gondola",
    "car": "truck taxi van toy-car",
    "train": "locomotive",
    "house": "cottage hut dollhouse tent",
    "lighthouse": "tower",
    "mountain": "hill",
    "stone": "rock pebble pebbles brick stones boulder",
    "snowman": "snowball",
    "flag": "banner sail ribbon",
    "sack": "salt flour sand load bags potion-sack",
    "hide": "skin fur fleece rug carpet",
}

_PAIRS = {
    "golden egg": "golden-egg",
    "gold egg": "golden-egg",
    "magnifying glass": "magnifier",
    "wooden leg": "staff",
    "walking stick": "staff",
    "bag of ": "sack",
    "great bell": "great-bell",
    "church bell": "great-bell",
    "pack of cards": "cards",
    "deck of cards": "cards",
    "playing cards": "cards",
    "cup of dice": "dice",
    "box of dominoes": "box",
    "pile of plates": "plates",
    "tower of plates": "plates",
    "paw print": "footprints",
    "birthday present": "gift",
}
"""Words that mean a thing only together."""

# Larger or smaller than the usual height of 100 stage pixels at depth 1.
_SIZES: dict[str, float] = {
    "ladder": 380.0,
    "magnifier": 62.0,
    "bicycle": 210.0,
    "spark": 80.0,
    "ice": 80.0,
    "cloth": 70.0,
    "scarf": 90.0,
    "staff": 300.0,
    "wand": 90.0,
    "slingshot": 70.0,
    "pistol": 56.0,
    "glove": 56.0,
    "anchor": 180.0,
    "rocket": 520.0,
    "campfire": 120.0,
    "rod": 240.0,
    "shovel": 190.0,
    "coat": 190.0,
    "balloon": 120.0,
    "spoon": 56.0,
    "shell": 50.0,
    "mushroom": 66.0,
    "pumpkin": 80.0,
    "carrot": 60.0,
    "glasses": 50.0,
    "scissors": 60.0,
    "mask": 64.0,
    "pillow": 80.0,
    "tree": 420.0,
    "house": 460.0,
    "lighthouse": 620.0,
    "car": 190.0,
    "train": 260.0,
    "mountain": 420.0,
    "boat": 260.0,
    "snowman": 260.0,
    "table": 150.0,
    "chair": 170.0,
    "broom": 240.0,
    "telescope": 200.0,
    "flag": 230.0,
    "wheel": 120.0,
    "sword": 170.0,
    "axe": 140.0,
    "bow": 170.0,
    "umbrella": 170.0,
    "guitar": 170.0,
    "violin": 120.0,
    "shield": 130.0,
    "chest": 110.0,
    "suitcase": 105.0,
    "net": 130.0,
    "hide": 120.0,
    "sack": 120.0,
    "sticks": 120.0,
    "reed": 130.0,
    "lamp": 150.0,
    "ring": 38.0,
    "coin": 50.0,
    "jewel": 50.0,
    "key": 56.0,
    "egg": 56.0,
    "golden-egg": 64.0,
    "nuts": 50.0,
    "apple": 58.0,
    "letter": 66.0,
    "phone": 62.0,
    "feather": 76.0,
    "leaf": 60.0,
    "cheese": 60.0,
    "grapes": 72.0,
    "cup": 58.0,
    "candle": 80.0,
    "compass": 56.0,
    "shoe": 62.0,
    "hat": 70.0,
    "cap": 60.0,
    "crown": 62.0,
    "purse": 66.0,
    "bell": 70.0,
    "bone": 62.0,
    "fish": 66.0,
    "bread": 66.0,
    "flute": 80.0,
    "camera": 70.0,
    "photograph": 74.0,
    "book": 84.0,
    "map": 90.0,
    "lightbulb": 64.0,
    "ball": 76.0,
    **TOOL_SIZES,
    **WORKPLACE_SIZES,
    **STANDING_SIZES,
    **TRIFLE_SIZES,
}
_UNDRAWN = (
    "moon sky sunrise sunset rainbow cloud rain snow wind storm fog mist night day dawn dusk dark darkness sea ocean lake pond "
    "river stream street road city town village forest wood jungle desert valley mountain hill island field meadow garden "
    "bridge castle palace kingdom space planet world country place home voice name song music melody sound noise silence "
    "time love luck shadow story language courage freedom future past winter summer autumn spring hour minute job "
    "wall floor roof ceiling ground air water way path corner"
)
"""What is never seen as a thing beside somebody: it is the place itself, or nothing that can be seen."""


def draw_prop(words: str, scheme: Scheme, look: Look) -> Group:
    """Draw the thing: origin at the centre of its base, `prop_size` pixels high at depth 1; as the style draws it, if it does."""
    if own := brought(words_of(words), look):
        return drawn(own, scheme, prop_size(words))
    name = prop_name(words)
    colour = named_colour(_head(_tokens(words)))
    draw, factor = _DRAWINGS[name], prop_size(words) / 100.0
    nodes = dyed(draw, scheme, look, 100.0, colour) if colour else draw(Paint(scheme, look, 100.0))
    return Group(tuple(nodes), transform=scale(factor), name=words)


def prop_size(words: str) -> float:
    """Height in stage pixels at depth 1."""
    return _SIZES.get(prop_name(words), 100.0)


def prop_names() -> tuple[str, ...]:
    """Everything that has a drawing of its own."""
    return tuple(sorted(_DRAWINGS))


def is_drawn(words: str) -> bool:
    """Whether it is something that lies or stands there; the moon, a city and a name are not."""
    head = _head(_tokens(words))
    return not head or head[-1] not in _UNDRAWN.split()


def is_thing(words: str) -> bool:
    """Whether the words name a thing that has a drawing, and not only something near it."""
    return any(form in _index() for token in _head(_tokens(words))[-1:] for form in _forms(token))


def prop_name(words: str) -> str:
    """The drawing that comes nearest to the words; a bundle (`parcel`) where nothing is near."""
    tokens = _tokens(words)
    said = f" {' '.join(tokens)} "
    for pair, name in _PAIRS.items():
        if f" {pair}" in said:
            return name
    head = _head(tokens)
    index = _index()
    if "of" in tokens and head and head[-1] in ("bundle", "load", "bunch", "piece", "pile", "bit", "heap", "slice"):
        head = tokens[len(head) + 1 :] + head
        head.reverse()
    for group in (head, tokens):
        for token in reversed(group):
            for form in _forms(token):
                if form in index:
                    return index[form]
    return _near(tokens, index)


def _forms(token: str) -> tuple[str, ...]:
    """The word, and what its singular may be."""
    endings = (("es$", ""), ("ies$", "y"), ("ves$", "f"), ("ves$", "fe"))
    return (token, token.rstrip("s"), *(re.sub(end, instead, token) for end, instead in endings))


_ENDINGS = (
    *("book", "light", "box", "bag", "pot", "stone", "fish", "bell"),
    *("boat", "ship", "tree", "stick", "ball", "berry", "coat", "lamp"),
)


def _near(tokens: list[str], index: dict[str, str]) -> str:
    """What a compound ends in, or a word that is nearly the same; a bundle if there is none."""
    for token in reversed(tokens):
        for ending in _ENDINGS:
            if token.endswith(ending) and ending in index:
                return index[ending]
        close = [near for near in difflib.get_close_matches(token, list(index), 3, 0.84) if near[0] == token[0]]
        if close:
            return index[close[0]]
    return "parcel"


def _tokens(words: str) -> list[str]:
    return re.findall(r"[a-z]+", re.sub(r"'s\b", "", words.lower()))


def _head(tokens: list[str]) -> list[str]:
    """The thing itself, without what it is made of, holds or comes from."""
    stops = (i for i, token in enumerate(tokens) if token in ("of", "with", "in", "from", "for") and i > 0)
    return tokens[: next(stops, len(tokens))]


@cache
def _index() -> dict[str, str]:
    found = {name: name for name in _DRAWINGS}
    for name, words in _SYNONYMS.items():
        for word in words.split():
            found.setdefault(word, name)
    return found
