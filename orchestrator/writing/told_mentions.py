"""Mentions: the nouns of a told sentence that mean somebody."""

import re
from dataclasses import dataclass

from orchestrator.writing.lexicon import Beast, Folk, Trade, find_being, find_setting, names, verb_lemma
from orchestrator.writing.morphology import bag, is_plural, singular
from orchestrator.writing.reading_phrases import CLOSED, DETERMINERS

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:'s|s')?")
_TITLES = frozenset(
    ["master", "mr", "mrs", "miss", "dr", "king", "queen", "judge", "sir", "lady", "lord", "old", "dame"]
)
KEPT_APART = frozenset(
    ["old", "young", "little", "mother", "father", "first", "second", "elder", "younger", "black", "white"]
)
TELLING = KEPT_APART | {"other", "big", "baby", "lame", "blind", "poor", "rich", "wise"}
_NOBODY = bag(
    "i oh o ah god heaven heavens sunday monday may june july january winter summer spring autumn yes no well court time "
    "night umbrella fear day others love image without tail wheels wheel friend friends neighbor neighbors neighbour "
    "neighbours enemy enemies fellows comrade comrades"
)
_ALIVE = frozenset(["animal", "creature", "robot", "spirit", "person"])
_PREPOSITIONS = frozenset(["of", "in", "on", "at", "like", "from", "for", "about", "than", "as", "between", "without"])
_RELATIVES = bag(
    "that which what how why whether where whom whose to into by upon with over under toward towards after before"
)
_CLAUSE_STARTS = bag("and but when while as then so now until because if once soon for or just there said asked")
_ACTS = bag("was were had who is has did would could once all arose lay stood never only at must can cannot")
_NOT_THERE = bag("should like than without")
"""Before a name: he is only compared with, wished for or feared."""
_AMBIGUOUS = bag("kite crane bat fly seal swallow ram mole ray jaguar duck fish")
"""Animals that are as often something else; only a capital makes them somebody."""
_DEGREES = bag("very so too most rather such quite")


@dataclass(frozen=True)
class Mention:
    """A noun that means somebody, at `start` to `end` of its text."""

    start: int
    end: int
    head: str
    marks: tuple[str, ...]
    plural: bool
    owned: bool
    """`the Fox's`: named, but not there."""
    subject: bool
    article: bool
    capital: bool


def mentions(text: str, capitals: frozenset[str]) -> list[Mention]:
    """Return whom a sentence mentions. `capitals` are the words that the story writes with a capital inside sentences."""
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    found: list[Mention] = []
    index = 0
    while index < len(words):
        last = _head_at(words, index, text, capitals)
        if last is None:
            index += 1
            continue
        mention = _mention(words, index, last, text)
        if mention:
            found.append(mention)
        index = last + 1
    return found


def capital_nouns(sentences: list[str]) -> frozenset[str]:
    """Return the words written with a capital where no sentence begins, in lower case."""
    return frozenset(
        match[0].lower().removesuffix("'s").removesuffix("s'")
        for sentence in sentences
        for match in list(_WORD.finditer(sentence))[1:]
        if match[0][0].isupper() and match[0].lower() not in _NOBODY
    )


Words = list[tuple[str, int, int]]


def _bare(word: str) -> str:
    return re.sub(r"'s$|(?<=s)'$", "", word).lower()


def _head_at(words: Words, index: int, text: str, capitals: frozenset[str]) -> int | None:
    """Return the index of the last word of the name that begins at `index`, if one does."""
    word = words[index][0]
    low = _bare(word)
    if low in CLOSED or low in _NOBODY or len(low) < 2:
        return None
    if word[0].isupper() and (index > 0 or low in capitals or _lives(low) or low in _TITLES or _is_name(word)):
        last = index
        while (
            last + 1 < len(words)
            and words[last + 1][0][0].isupper()
            and text[words[last][2] : words[last + 1][1]] == " "
            and not words[last][0].endswith("'s")
            and _bare(words[last + 1][0]) not in _NOBODY
        ):
            last += 1
        return last if _is_somebody(words, index, last, capitals) else None
    following = words[index + 1] if index + 1 < len(words) else None
    if following and following[0][0].isupper() and text[words[index][2] : following[1]] == " " and is_folk(low):
        # `her brother Tom` is Tom.
        return None
    if low in _AMBIGUOUS and not word[0].isupper():
        return None
    if not word[0].isupper() and _has_determiner(words, index) and (is_folk(low) if capitals else _lives(low)):
        return index
    return None


def _is_name(word: str) -> bool:
    return any(word in listed for listed in names().values())


def _is_somebody(words: Words, first: int, last: int, capitals: frozenset[str]) -> bool:
    head = _bare(words[last][0])
    if find_being(singular(head)) or find_being(head):
        return True
    if find_setting(head) or head in _NOBODY:
        return False
    before = _bare(words[first - 1][0]) if first else ""
    return before not in {"in", "at", "near", "of", "from", "to"} and (head in capitals or _is_name(words[last][0]))


def _lives(low: str) -> bool:
    being = find_being(low) or find_being(singular(low))
    return isinstance(being, (Folk, Trade)) or (isinstance(being, Beast) and being.category in _ALIVE)


def is_folk(low: str) -> bool:
    """Whether a word means a person; where a story gives its animals capitals, those without are scenery."""
    return isinstance(find_being(low) or find_being(singular(low)), (Folk, Trade))


def _has_determiner(words: Words, index: int) -> bool:
    return any(
        words[at][0].lower() in DETERMINERS and all(not _stops(words[k][0]) for k in range(at + 1, index))
        for at in range(max(0, index - 3), index)
    )


def _stops(word: str) -> bool:
    return word.lower() in CLOSED or bool(find_setting(word.lower()))


def _mention(words: Words, first: int, last: int, text: str) -> Mention | None:
    spoken = [word for word, _, _ in words[first : last + 1]]
    after = words[last + 1][0].lower() if last + 1 < len(words) else ""
    owned = words[last][0].endswith(("'s", "s'")) and after not in ("voice", "turn")
    low = [_bare(word) for word in spoken]
    titled = False
    while len(low) > 1 and low[0] in _TITLES:
        low, first, titled = low[1:], first + 1, True
    head = low[-1]
    marks = list(low[:-1])
    article, begins = False, first
    for at in range(first - 1, max(-1, first - 5), -1):
        word = words[at][0].lower()
        if word == "no":
            return None
        if word in DETERMINERS:
            article, begins = True, at
            break
        if word in _DEGREES:
            continue
        if is_folk(word):
            break
        if word in CLOSED or text[words[at][2] : words[at + 1][1]] != " ":
            break
        if word in TELLING:
            marks.insert(0, word)
            begins = at
    many = is_plural(head) and singular(head) != head and not _is_name(words[last][0])
    before = words[begins - 1][0].lower() if begins else ""
    if before in _NOT_THERE or (after == "of" and head in _TITLES):
        return None
    comma = bool(begins) and "," in text[words[begins - 1][2] : words[begins][1]]
    acts = (bool(verb_lemma(after)) and not after.endswith("ing")) or after in _ACTS or after.endswith("ed")
    starts = not before or (before in _CLAUSE_STARTS and before != "and") or comma
    inflected = before.endswith("ed") or verb_lemma(before) not in (None, before)
    done_to = inflected and not comma and before not in _CLAUSE_STARTS
    # `so taken up that the Rat was not noticed`: what came of it is told, and of whom.
    joined = before == "that" and acts and any(word.lower() in ("so", "such") for word, _, _ in words[:begins])
    beside = before in _PREPOSITIONS | _RELATIVES and not joined
    subject = not owned and not done_to and not beside and (acts or starts)
    return Mention(
        words[first][1], words[last][2], singular(head) if many else head, tuple(marks), many, owned, subject,
        article or titled,
        spoken[-1][0].isupper(),
    )  # fmt: skip


def mark_of(mention: Mention) -> str:
    """Return the word that tells somebody from others of the kind: `town` of `Town Mouse`, `old` of `old Frog`."""
    own = [mark for mark in mention.marks if mark not in TELLING]
    return own[-1] if own else next((mark for mark in mention.marks if mark in KEPT_APART), "")
