"""The words by which mentions are read: who is a person, of which gender, what is worn, what belongs to a body."""

import re

from generation.animatic.figures.roles import MEN, PEOPLE, ROLES, WOMEN
from generation.animatic.props import prop_names
from orchestrator.directing.acting_clauses import words_of

_MYTHS = words_of("zeus jupiter mercury hermes apollo hercules athena cupid")
SHE = (WOMEN - {"she", "her"}) | words_of(
    "ladies girls queens mothers sisters grandmothers daughters wives nurse hen ewe mare lioness vixen cow doe "
    "governess baroness abbess lass "
    "nanny dame madam"
)
HE = (MEN - {"he", "his", "him"}) | words_of(
    "boys kings fathers brothers grandfathers sons husbands gentlemen rooster cock ram bull stallion stag baron butler"
)
_TITLES = {"mrs": "she", "miss": "she", "ms": "she", "madame": "she", "mr": "he", "mister": "he", "monsieur": "he"}
_BEARDED = words_of("beard bearded moustache mustache moustached sideburns")
PEOPLE_WORDS = (SHE | HE | PEOPLE | frozenset(ROLES)) - _MYTHS | words_of(
    "child kid baby toddler teenager adult elder keeper"
)
"""Nouns that say what somebody is."""
SEVERAL = words_of(
    "men women children people folk mice geese oxen wolves thieves elves dwarves sheep fish twins couple crowd "
    "crew pair pack flock herd group gang swarm band family team two three four five six seven several many"
)
"""Words that make more than one of a phrase."""
GATHERED = words_of(
    "pack pair group crowd flock herd swarm gang band piece cup bottle bunch pile heap bundle set couple tower"
)
"""Nouns that say little without what they are of: `a pack of wolves`."""
PREPOSITIONS = words_of(
    "of with in on at by from to into onto over under behind beside between near without who whose that which "
    "wearing dressed carrying holding made like as for against around above below and but"
)
"""Where the core of a noun phrase ends."""
WORN = words_of(
    "coat raincoat overcoat jumper sweater jersey pullover shirt blouse dress gown robe robes cloak cape jacket "
    "blazer suit trousers jeans pants shorts skirt kilt apron hat cap bonnet hood helmet sou'wester oilskin "
    "oilskins scarf shawl veil gloves mittens boots shoes sandals slippers socks stockings uniform armour armor "
    "pyjamas pajamas nightgown nightshirt tunic vest waistcoat cardigan hoodie overalls dungarees leotard "
    "swimsuit costume spacesuit kimono sari toga poncho turban crown tiara mask glasses spectacles goggles tie "
    "belt rags clothes outfit garb habit mail furs fur-coat parka anorak mackintosh t-shirt tuxedo rugs finery "
    "collar"
)
HAIR = words_of(
    "hair eyes skin fur feathers whiskers teeth hands legs ears freckles spots stripes wings horns claws eyebrows"
)
"""Of a body, and without an article."""
ENDED = {
    "hair": "haired",
    "eyes": "eyed",
    "beard": "bearded",
    "fur": "furred",
    "feathers": "feathered",
    "ears": "eared",
    "tail": "tailed",
    "shoulders": "shouldered",
    "legs": "legged",
    "wings": "winged",
    "skin": "skinned",
    "whiskers": "whiskered",
}
"""What a feature of the body is as part of an adjective: `black hair` gives `black-haired`."""
PAIRED = words_of("eyes hands arms ears feet legs knees shoulders wings paws fists elbows hooves")
ONE_OF_TWO = words_of("hand arm ear foot leg knee shoulder wing paw fist elbow finger eye claw hoof thumb")
KIN = words_of(
    "mother father sister brother son daughter wife husband uncle aunt grandmother grandfather mum mom dad friend "
    "friends parents children child family cat dog horse master mistress neighbour neighbor partner"
)
"""Whose it is matters where one of these is mentioned."""
BEFORE_NAMES = words_of(
    "mr mrs ms miss dr doctor captain professor sir lady lord uncle aunt auntie king queen prince princess "
    "sergeant father mother brother sister detective inspector officer saint st madame monsieur colonel major general "
    "commander admiral judge sheriff baron baroness count countess duke duchess nurse"
)
"""Titles that go with a name."""
STANDING = BEFORE_NAMES - words_of(
    "mr mrs ms miss dr sir uncle aunt auntie father mother brother sister saint st madame monsieur"
)
"""Titles that can stand for the whole name: `the inspector`."""
PITYING = words_of("poor dear good little old young")
"""What a storyteller says before a name, and a description says better."""
FEELING = words_of(
    "tired weary exhausted sleepy angry furious happy sad frightened terrified scared afraid wounded nervous "
    "anxious startled stunned puzzled confused lonely brave proud smiling laughing weeping crying drenched soaked "
    "dripping wet muddy dusty bewildered grinning"
)
"""What is true of somebody in this shot only, said before the name."""
_NOT_IN_A_NAME = words_of(
    "the a an of and de la le van von der den da di del el bin of-the jr sr old young little big great"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def telling(word: str) -> bool:
    """Whether a word of a name can stand for the whole."""
    return len(word) > 1 and word.lower().strip(".") not in _NOT_IN_A_NAME | BEFORE_NAMES


def gender(*texts: str) -> str | None:
    """`she` or `he`, by the first text that has a word for it; a beard is one, too, if there is no other."""
    for text in texts:
        for word in words(text):
            last = word.rsplit("-", 1)[-1]
            if word in SHE or last in SHE:
                return "she"
            if word in HE or last in HE:
                return "he"
    return "he" if any(word in _BEARDED for text in texts for word in words(text)) else None


def titled(name: str) -> str | None:
    """`she` or `he`, by the title that a name begins with: `Mrs. Dallow`."""
    return _TITLES.get(words(name)[0]) if len(words(name)) > 1 else None


def is_plural(noun_phrase: str) -> bool:
    """Whether a noun phrase is of more than one."""
    found = words(noun_phrase)
    return bool(found) and (found[-1] in SEVERAL or found[0] in SEVERAL)


def known_nouns() -> frozenset[str]:
    """Nouns that end the core of a description: people, and what can be drawn as a thing."""
    return _KNOWN


_KNOWN = PEOPLE_WORDS | frozenset(prop_names())


def article(phrase: str) -> str:
    """`a` or `an`, as the sound at the start of the phrase asks for."""
    first = phrase.lstrip("\"'“‘(").lower()
    if re.match(r"(?:hour|honest|honou?r|heir)", first):
        return "an"
    if re.match(r"(?:uni(?!m|n)|use|usual|eu|ewe|one\b|once\b|ukulele|utop)", first):
        return "a"
    return "an" if re.match(r"[aeiouàáâäèéêëìíîïòóôöùúûü]|8|11\b|18\b", first) else "a"


_ENGLISH = words_of(
    "the a an and of to with is his her on in at into from as by it its for over under behind she he they"
)


def is_english(text: str, language: str) -> bool:
    """Whether a text is English: in an English film all is, in others (whose narrator speaks another) what looks like it."""
    if language.lower().split("-")[0] == "en":
        return True
    found = words(text)
    return bool(found) and sum(word in _ENGLISH for word in found) >= max(2, len(found) / 6) and "the" in found
