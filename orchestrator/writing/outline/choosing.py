"""Which shape an idea's story takes: from its verb, its wish, its adjectives, and a fable's lesson."""

import re

from orchestrator.writing.lexicon import verbs
from orchestrator.writing.morphology import bag
from orchestrator.writing.outline.chance import Chance
from orchestrator.writing.outline.relations import is_gentle, relation_of
from orchestrator.writing.outline.shapes import names
from orchestrator.writing.reading import Reading

# A lesson's words and the shape that acts them out, the first match counting.
_LESSONS = (
    (r"pretend to despise|beyond their reach|grudge", "sour"),
    (r"race is not|swift", "race"),
    (r"ornamental", "ornament"),
    (r"wicked deeds|avenge|toil do not|constancy", "trick"),
    (r"too much at once|temptation|eager for what we seek", "greed"),
    (r"at any time|company you keep|cause of another|two blacks|take warning|learn from", "warning"),
    (r"single injury|lesser evil|set your sails", "yielding"),
    (r"equals make", "contentment"),
    (r"fair in love", "flattery"),
    (r"worse off|complain|worst or with nothing", "contentment"),
    (r"always a wolf|soon show|point of view|condemn others|behavior", "trick"),
    (r"should be done|set a good example|mend themselves|advice of him", "pride"),
    (r"flatter|flattery|quack|promises of those|invitation", "flattery"),
    (r"kindness|good will|friends? |friendship|share|sureties|unity|ungrateful", "kindness"),
    (r"unity|strength", "unity"),
    (r"tyran|strong are apt|might makes|weak must|weak are made|unjust|excuse", "tyrant"),
    (r"greed|plenty want|chickens|lose|small gain|hopes carry|swallow does not|haste|leap|finger", "greed"),
    (r"boast|pride|conceit|importance|deeds|vanity|fine feathers|fine birds|pedigree|great|ape your|overestimate|"
     r"notoriety|ability|bluff|shun", "pride"),
    (r"ornamental|appearance|fine coat|useful|precious|value|blessings|possession|appreciated|worth no more", "ornament"),
    (r"deceiv|deceit|trick|liar|falsehood|traitor|hypocrisy|honesty|coin|hid\b|talks for both|evil|wicked|scoundrel",
     "trick"),
    (r"yield|stubborn|force|persuasion|gentleness|ignore|point of view|quarrel|trust alone", "yielding"),
    (r"self.?help|industry|work|prepared|wits|race is not|might\.|little things|doing|done|purpose|idle|common sense",
     "diligence"),
    (r"better your condition|content|liberty|freedom|trade|nature|lot\b|security|master|king|please|contrary|suit",
     "contentment"),
    (r"misfortune|warning|danger|enemy|enemies|believe|trust|advice|contempt|realities|impossible", "warning"),
)  # fmt: skip
# Who works in the tales while the other one laughs.
WORKERS = bag("ant tortoise bee mole ox beetle spider farmer snail crow hedgehog mouse mother donkey ass shepherd lark")
_BROAD = ("learn", "want", "try", "wish", "hope", "long", "dream", "yearn", "train", "practise", "practice")
_HINTS = (
    (r"\b(?:rivals?|feud\w*|competing)\b", "rivalry"),
    (r"\b(?:afraid|scared|fear|fears|terrified|phobia)\b", "fear"),
    (r"\b(?:late|dead) (?:husband|wife|mother|father|brother|sister|friend|son|daughter)\b|\bhaunts\b", "haunting"),
    (r"\blost in\b", "fear"),
    (r"\b(?:a|the) (?:[a-z]+ )?(?:race|marathon|contest|competition|championship)\b", "rivalry"),
    (r"\b(?:in love|lovers?|wedding)\b", "romance"),
    (r"\b(?:its|his|her|their|an) escape\b|\b(?:stranded|trapped|stuck|shipwrecked|imprisoned|marooned)\b", "escape"),
    (r"\b(?:body|bodies|murder\w*|missing|vanish\w*|disappear\w*)\b", "mystery"),
    (r"\b(?:last|final|one more time|goodbye|dying)\b", "farewell"),
    (r"\b(?:letter|delivers?|journey|across)\b", "quest"),
)
_OPEN = ("event", "befriending")
_MARVELS = bag("float glow shine vanish hear see rise hover levitate")


def shape_for(reading: Reading, chance: Chance) -> str:
    """Return the name of the shape for what a reader found."""
    known = names()
    pair = relation_of(reading)
    if pair is not None:
        return pair.shape
    if reading.lesson:
        low = reading.lesson.lower()
        found = next((shape for pattern, shape in _LESSONS if re.search(pattern, low)), "pride")
        return found if found in known else "befriending"
    return next((shape for shape in _candidates(reading, chance) if shape in known), known[0])


def _seeks_somebody(reading: Reading) -> bool:
    """Return whether the idea is about finding or saving a being rather than a thing."""
    goal = reading.wish or reading.predicate or ""
    head = goal.split(" ")[0]
    named = any(being.words and being.words.lower() in goal.lower() for being in reading.others)
    lost = any(
        word in {"missing", "lost", "kidnapped", "vanished"} for being in reading.others for word in being.adjectives
    )
    return named and (head in {"rescue", "save", "seek", "search", "track"} or (head in {"find", "look"} and lost))


def _hints(reading: Reading) -> list[str]:
    """Return the shapes that single words of the text call for."""
    hints = [shape for pattern, shape in _HINTS if re.search(pattern, reading.text.lower())]
    lead = reading.protagonist
    if lead and lead.category in {"plant", "thing", "force"}:
        hints = [hint for hint in hints if hint != "farewell"]
    return [hint for hint in hints if hint != "escape" or "escape" in reading.words] if reading.others else hints


def _otherwise(reading: Reading, chance: Chance) -> list[str]:
    """Return the shapes for a verb or a text that asks for none."""
    lead = reading.protagonist
    found: list[str] = []
    if lead and lead.count > 1 and not reading.others:
        found.append("rivalry")
    if reading.predicate and not reading.others:
        found.append("wonder" if reading.verb in _MARVELS else "event")
    if reading.others:
        other = reading.others[0]
        grown = other.category == "person" and other.age != "child"
        if grown:
            found.append("event" if reading.predicate else "rivalry")
        found.append("shy" if is_gentle(other) else "befriending")
    elif not (reading.verb or reading.things):
        found.append("befriending")
    pool = _OPEN if reading.verb else ("discovery", "mystery")
    return [*found, chance.fork("shape").pick(pool)]


def _candidates(reading: Reading, chance: Chance) -> list[str]:
    verb = reading.verb or ""
    asked = verbs().get(verb, "")
    hints = _hints(reading)
    found: list[str] = []
    if _seeks_somebody(reading):
        found.append("search")
    if reading.wish and reading.wish.split(" ")[0] in {"be", "become"}:
        found.append("transformation")
    if reading.wish and reading.wish.split(" ")[0] in {"see", "reach", "visit", "touch", "find"}:
        found.append("quest")
    if reading.wish:
        wished = verbs().get(" ".join(reading.wish.split()[:2])) or verbs().get(reading.wish.split()[0], "*")
        if verb in _BROAD and wished in {"*", "learning", "making"}:
            found.append("learning")
        elif wished != "*":
            found.append(wished)
    if asked and asked != "*" and verb not in _BROAD:
        found.append(asked)
    strong = [hint for hint in ("haunting", "romance", "fear", "escape", "rivalry") if hint in hints]
    found = strong + found
    found += hints
    if verb in _BROAD:
        found.append("learning")
    return [*found, *_otherwise(reading, chance)]
