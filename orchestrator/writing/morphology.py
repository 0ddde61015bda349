"""English word forms: articles, plurals, verb forms, pronouns, possessives. Pure functions on single words and short phrases."""

import re
from dataclasses import dataclass
from functools import cache


def bag(words: str) -> frozenset[str]:
    """Return the words of a string as a set: word lists stay readable that way."""
    return frozenset(words.split())


_IRREGULAR_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "mouse": "mice", "goose": "geese",
    "foot": "feet", "tooth": "teeth", "ox": "oxen", "wolf": "wolves", "calf": "calves", "leaf": "leaves",
    "knife": "knives", "wife": "wives", "thief": "thieves", "life": "lives", "half": "halves", "loaf": "loaves",
    "shelf": "shelves", "elf": "elves", "dwarf": "dwarves", "scarf": "scarves", "wharf": "wharves", "self": "selves",
    "hoof": "hooves", "potato": "potatoes", "tomato": "tomatoes", "hero": "heroes", "echo": "echoes",
    "volcano": "volcanoes", "mosquito": "mosquitoes", "sheep": "sheep", "fish": "fish", "deer": "deer",
    "salmon": "salmon", "swine": "swine", "crab-apple": "crab-apples", "crow": "crows", "bus": "buses",
    "partridge": "partridges", "staff": "staffs", "die": "dice", "louse": "lice", "aircraft": "aircraft",
    "spacecraft": "spacecraft", "hovercraft": "hovercraft", "series": "series", "cargo": "cargoes",
}  # fmt: skip
_SINGULARS = {plural: singular for singular, plural in _IRREGULAR_PLURALS.items()}
_SINGULAR_IN_S = bag(
    "thermos cosmos ethos asbestos mantis bus gas glass grass dress boss chess kiss mess pass loss class cross "
    "moss compass princess actress waitress goddess hostess heiress witness business address mattress lens iris "
    "chaos circus octopus walrus virus cactus atlas canvas tennis bias news mars venus hercules paris james "
    "thomas christmas us this his its is was has as always perhaps yes plus minus across guess bliss mistress "
    "governess seamstress countess duchess lioness tigress fortress harness darkness weakness illness sickness "
    "loneliness happiness kindness stillness wilderness ness abyss press stress albatross rhinoceros hippopotamus "
    "platypus pegasus lotus genius status success process access mass brass bass series species jealous famous "
    "curious nervous precious dangerous mysterious enormous ferocious luxurious conspicuous gorgeous furious "
    "anxious ambitious religious serious humorous tremendous glamorous notorious previous various obvious "
    "wondrous delicious jesus texas alas headquarters mathematics physics politics ceres uranus augustus apus "
    "zeus less unless endless homeless hopeless fearless careless restless ruthless lawless penniless powerless "
    "useless toothless nameless"
)

ACRONYMS = bag("ai ceo dj nasa fbi cia ufo tv")
"""Words that are written in capitals."""

_PAST = {
    "be": ("was", "been"), "become": ("became", "become"), "begin": ("began", "begun"), "bite": ("bit", "bitten"),
    "bet": ("bet", "bet"), "bind": ("bound", "bound"), "bleed": ("bled", "bled"), "blow": ("blew", "blown"),
    "break": ("broke", "broken"), "bring": ("brought", "brought"), "build": ("built", "built"),
    "burst": ("burst", "burst"), "buy": ("bought", "bought"), "catch": ("caught", "caught"),
    "choose": ("chose", "chosen"), "come": ("came", "come"), "cost": ("cost", "cost"), "creep": ("crept", "crept"),
    "cut": ("cut", "cut"), "deal": ("dealt", "dealt"), "dig": ("dug", "dug"), "do": ("did", "done"),
    "draw": ("drew", "drawn"), "dream": ("dreamt", "dreamt"), "drink": ("drank", "drunk"),
    "drive": ("drove", "driven"), "eat": ("ate", "eaten"), "fall": ("fell", "fallen"), "feed": ("fed", "fed"),
    "feel": ("felt", "felt"), "fight": ("fought", "fought"), "find": ("found", "found"), "flee": ("fled", "fled"),
    "fly": ("flew", "flown"), "forget": ("forgot", "forgotten"), "forgive": ("forgave", "forgiven"),
    "freeze": ("froze", "frozen"), "get": ("got", "got"), "give": ("gave", "given"), "go": ("went", "gone"),
    "grind": ("ground", "ground"), "grow": ("grew", "grown"), "hang": ("hung", "hung"), "have": ("had", "had"),
    "hear": ("heard", "heard"), "hide": ("hid", "hidden"), "hit": ("hit", "hit"), "hold": ("held", "held"),
    "hurt": ("hurt", "hurt"), "keep": ("kept", "kept"), "kneel": ("knelt", "knelt"), "know": ("knew", "known"),
    "lay": ("laid", "laid"), "lead": ("led", "led"), "leap": ("leapt", "leapt"), "learn": ("learnt", "learnt"),
    "leave": ("left", "left"), "lend": ("lent", "lent"), "let": ("let", "let"), "lie": ("lay", "lain"),
    "light": ("lit", "lit"), "lose": ("lost", "lost"), "make": ("made", "made"), "mean": ("meant", "meant"),
    "meet": ("met", "met"), "mistake": ("mistook", "mistaken"), "outrun": ("outran", "outrun"),
    "overhear": ("overheard", "overheard"), "pay": ("paid", "paid"), "put": ("put", "put"), "quit": ("quit", "quit"),
    "read": ("read", "read"), "rebuild": ("rebuilt", "rebuilt"), "ride": ("rode", "ridden"),
    "ring": ("rang", "rung"), "rise": ("rose", "risen"), "run": ("ran", "run"), "say": ("said", "said"),
    "see": ("saw", "seen"), "seek": ("sought", "sought"), "sell": ("sold", "sold"), "send": ("sent", "sent"),
    "set": ("set", "set"), "sew": ("sewed", "sewn"), "shake": ("shook", "shaken"), "shine": ("shone", "shone"),
    "shoot": ("shot", "shot"), "show": ("showed", "shown"), "shut": ("shut", "shut"), "sing": ("sang", "sung"),
    "sink": ("sank", "sunk"), "sit": ("sat", "sat"), "sleep": ("slept", "slept"), "slide": ("slid", "slid"),
    "speak": ("spoke", "spoken"), "spend": ("spent", "spent"), "spin": ("spun", "spun"), "split": ("split", "split"),
    "spread": ("spread", "spread"), "stand": ("stood", "stood"), "steal": ("stole", "stolen"),
    "stick": ("stuck", "stuck"), "sting": ("stung", "stung"), "strike": ("struck", "struck"),
    "swear": ("swore", "sworn"), "sweep": ("swept", "swept"), "swim": ("swam", "swum"), "swing": ("swung", "swung"),
    "take": ("took", "taken"), "teach": ("taught", "taught"), "tear": ("tore", "torn"), "tell": ("told", "told"),
    "think": ("thought", "thought"), "throw": ("threw", "thrown"), "understand": ("understood", "understood"),
    "undo": ("undid", "undone"), "wake": ("woke", "woken"), "wear": ("wore", "worn"), "weave": ("wove", "woven"),
    "weep": ("wept", "wept"), "win": ("won", "won"), "wind": ("wound", "wound"), "write": ("wrote", "written"),
    "withdraw": ("withdrew", "withdrawn"), "wring": ("wrung", "wrung"), "bend": ("bent", "bent"),
    "cling": ("clung", "clung"), "sow": ("sowed", "sown"), "shrink": ("shrank", "shrunk"), "spit": ("spat", "spat"),
    "slay": ("slew", "slain"), "tread": ("trod", "trodden"), "bear": ("bore", "borne"), "beat": ("beat", "beaten"),
}  # fmt: skip
_LEMMAS = {form: lemma for lemma, forms in _PAST.items() for form in forms} | {
    "is": "be", "are": "be", "am": "be", "were": "be", "has": "have", "does": "do", "goes": "go", "dreamed": "dream",
    "learned": "learn", "leaped": "leap", "dying": "die", "lying": "lie", "tying": "tie", "found": "find",
    "fell": "fall", "left": "leave", "saw": "see", "lay": "lie",
}  # fmt: skip
# Verbs of two or more syllables whose stress falls on the last one double the final consonant all the same.
_DOUBLING = bag(
    "begin forget admit regret commit permit refer prefer occur unplug outwit outrun rebel compel propel equip "
    "babysit kidnap quit travel marvel quarrel"
)  # fmt: skip

_AN_EXCEPTIONS = re.compile(r"(?i)^(?:hour|honest|honou?r|heir|herb\b)")
_A_EXCEPTIONS = re.compile(
    r"(?i)^(?:uni(?!mpress|nter|magin|nvit|dent)|use|usual|usurp|eu|ewe|one\b|once\b|u-|ukulele|utopi)"
)
_SPELT = re.compile(r"^(?!NASA|NATO|ROM|RAM|LED|SIM|LEGO)[AEFHILMNORSX](?:[A-Z]|\b[-.])")


def article(phrase: str) -> str:
    """Return `a` or `an`, as the sound at the start of `phrase` asks for."""
    word = phrase.lstrip("\"'“‘(")
    if _SPELT.match(word) or _AN_EXCEPTIONS.match(word):
        return "an"
    if _A_EXCEPTIONS.match(word):
        return "a"
    return "an" if word[:1].lower() in "aeiou" or re.match(r"(?:8|11\b|18\b)", word) else "a"


def with_article(phrase: str) -> str:
    """Return `phrase` with the article that it takes."""
    return f"{article(phrase)} {phrase}"


def fix_articles(text: str) -> str:
    """Return `text` with every `a`/`an` agreeing with the word after it."""

    def agree(match: re.Match[str]) -> str:
        right = article(match[3])
        return (right.capitalize() if match[1][0] == "A" else right) + match[2] + match[3]

    return re.sub(r"\b([Aa]n?)(\s+)([\w\"'“‘][\w'’-]*)", agree, text)


def plural(noun: str) -> str:
    """Return the plural of a noun or of the last word of a noun phrase."""
    phrase = re.match(r"(.+?)( (?:of|in|on|at|to|for|from|with) .+)$", noun)
    if phrase:
        return plural(phrase[1]) + phrase[2]
    head, _, last = noun.rpartition(" ")
    lead = head + " " if head else ""
    low = last.lower()
    if low in _IRREGULAR_PLURALS:
        form = _IRREGULAR_PLURALS[low]
    elif low.endswith(("man",)) and low not in {"human", "german", "roman", "shaman"}:
        form = low[:-3] + "men"
    elif re.search(r"(?:s|x|z|ch|sh)$", low):
        form = low + "es"
    elif re.search(r"[^aeiou]y$", low):
        form = low[:-1] + "ies"
    else:
        form = low + "s"
    return lead + (form.capitalize() if last[:1].isupper() else form)


@cache
def singular(noun: str) -> str:
    """Return the singular of a lower-case noun; a word that is no plural comes back as it is."""
    head, _, word = noun.rpartition(" ")
    lead = head + " " if head else ""
    if word in _SINGULARS:
        return lead + _SINGULARS[word]
    if word in _SINGULAR_IN_S or not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        if word.endswith("men") and word not in {
            "omen",
            "specimen",
            "abdomen",
            "women",
            "ramen",
            "stamen",
            "acumen",
            "regimen",
            "amen",
        }:
            return lead + word[:-3] + "man"
        return noun
    if word.endswith("ies") and len(word) > 4 and word not in {"movies", "cookies", "zombies", "pixies", "genies"}:
        return lead + word[:-3] + "y"
    if re.search(r"(?:ss|x|zz|ch|sh)es$", word):
        return lead + word[:-2]
    return lead + word[:-1]


def is_plural(noun: str) -> bool:
    """Return whether the last word of `noun` looks like a plural."""
    last = re.split(r" (?:of|in|on|at|to|for|from|with) ", noun.lower())[0].split(" ")[-1]
    return (last in _SINGULARS and last not in {"sheep", "fish", "deer"}) or singular(last) != last


def third(verb: str) -> str:
    """Return the third person singular of a verb phrase in its base form: `paint the sea` gives `paints the sea`."""
    word, _, rest = verb.partition(" ")
    irregular = {"be": "is", "have": "has", "do": "does", "go": "goes", "can": "can", "must": "must"}
    if word in irregular:
        form = irregular[word]
    elif re.search(r"(?:s|x|z|ch|sh|o)$", word):
        form = word + "es"
    elif re.search(r"[^aeiou]y$", word):
        form = word[:-1] + "ies"
    else:
        form = word + "s"
    return f"{form} {rest}".strip()


def _doubles(word: str) -> bool:
    if word in _DOUBLING:
        return True
    return bool(re.fullmatch(r"(?:qu|[^aeiou])*[aeiouy][^aeiouwxy]", word)) and word[-1] not in "wxy"


def gerund(verb: str) -> str:
    """Return the -ing form of a verb phrase in its base form: `bake a cake` gives `baking a cake`."""
    word, _, rest = verb.partition(" ")
    if word.endswith("ie"):
        form = word[:-2] + "ying"
    elif word.endswith("e") and not word.endswith(("ee", "ye", "oe")) and word != "be":
        form = word[:-1] + "ing"
    elif _doubles(word):
        form = word + word[-1] + "ing"
    else:
        form = word + "ing"
    return f"{form} {rest}".strip()


def past(verb: str) -> str:
    """Return the past tense of a verb phrase in its base form."""
    word, _, rest = verb.partition(" ")
    return f"{_PAST[word][0] if word in _PAST else _regular_past(word)} {rest}".strip()


def participle(verb: str) -> str:
    """Return the past participle of a verb phrase in its base form."""
    word, _, rest = verb.partition(" ")
    return f"{_PAST[word][1] if word in _PAST else _regular_past(word)} {rest}".strip()


def _regular_past(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ied"
    return word + (word[-1] if _doubles(word) else "") + "ed"


def lemma_of(word: str) -> str:
    """Return the base form of a verb in the third person that no list has: applies, watches, hurries, dies."""
    if word in _LEMMAS:
        return _LEMMAS[word]
    if re.search(r"[^aeiou]ie[sd]$", word) and len(word) > 4:
        return word[:-3] + "y"
    return re.sub(r"(?<=ch|sh|ss|zz)es$|(?<=[xo])es$|(?<=[^s])s$|(?<=e)d$", "", word)


def lemmas(word: str) -> tuple[str, ...]:
    """Return the base forms that `word` may be an inflection of, likeliest first; always at least the word itself."""
    low = word.lower()
    found: list[str] = []
    if low in _LEMMAS:
        found.append(_LEMMAS[low])
    for ending, replacements in (
        ("ies", ("y", "ie")),
        ("ied", ("y", "ie")),
        ("es", ("", "e")),
        ("s", ("",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
    ):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            stem = low[: -len(ending)]
            found += [stem + replacement for replacement in replacements]
            if ending in {"ed", "ing"} and len(stem) > 2 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    found.append(low)
    return tuple(dict.fromkeys(found))


def possessive(name: str) -> str:
    """Return the possessive: Mara's, the Mice's, the frogs', James's."""
    return name + ("'" if name.endswith("s") and is_plural(name.lower()) and name[:1].islower() else "'s")


@dataclass(frozen=True)
class Pronouns:
    """One set of pronouns. `they` is used with singular verbs nowhere: a group is shown by one of its members."""

    subject: str
    object: str
    possessive: str
    absolute: str
    reflexive: str


PRONOUNS = {
    "she": Pronouns("she", "her", "her", "hers", "herself"),
    "he": Pronouns("he", "him", "his", "his", "himself"),
    "it": Pronouns("it", "it", "its", "its own", "itself"),
}


def slug(text: str, fallback: str = "x") -> str:
    """Return `text` as an id: lower-case letters, digits and hyphens, at most 48 characters."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:48].strip("-") or fallback


def sentence(text: str) -> str:
    """Return `text` as a sentence: single spaces, a capital at its start, an end mark, right articles."""
    clean = fix_articles(re.sub(r"\s+", " ", text).strip())
    clean = re.sub(r"\s+([,.;:!?])", r"\1", clean)
    clean = re.sub(r"([.!?…])[.;]+", r"\1", clean)
    clean = re.sub(r"(^|[.!?]\s+)([\"“]?)([a-z])", lambda match: match[1] + match[2] + match[3].upper(), clean)
    return clean if re.search(r"[.!?…][\"”']?$", clean) else clean + "."
