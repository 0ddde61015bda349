"""The surface of a text: cleaning, tokens, and the noun phrases that mention somebody, somewhere or something."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from orchestrator.writing.lexicon import Beast, Folk, Setting, Trade, find_being, find_setting, names, verb_lemma
from orchestrator.writing.morphology import bag, is_plural

DETERMINERS = bag(
    "a an the his her its their my our your this that these those some any no every each another one two three "
    "four five six seven ten hundred many several both all other"
)
POSSESSIVES = bag("his her its their my our your")
PREPOSITIONS = bag(
    "in at on to from under over near inside into onto through across behind beside above below beneath around "
    "along off of by with without for against between among during toward towards outside within about like "
    "beyond up down aboard atop past via after before until till since despite upon than as"
)
MODALS = bag("must can could will would should may might shall cannot can't won't")
CLOSED = (
    DETERMINERS
    | PREPOSITIONS
    | MODALS
    | bag(
        "and or but nor so yet if when while because though although unless who whom whose which what where why how i "
        "you he she it they we me him them us himself herself itself themselves is are was were be been being am has "
        "have had do does did not never only just also too very there here then now again once ever still even "
        "together alone away back out not nothing something everything anything nobody everybody himself more less "
        "most much few own such same off fifty twenty thirty forty sixty eighty ninety eleven twelve eight nine"
    )
)
_PARTICLES = bag("out off up down away back to him himself herself itself them it")
_BARE = bag("left right last first only old new young little poor big small great best worst rest")
_MONTHS = bag(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday christmas easter halloween"
)
_COLOURS = bag("red blue green white black grey gray gold silver yellow orange purple pink brown")
_STATES = bag("alive dead awake asleep safe open shut closed empty warm clean secret free lit happy young quiet")
"""Adjectives that follow what they are said of: keeps the tree alive."""
_OF_TRADE = bag(
    "hunter huntress tamer trader slayer trainer keeper catcher whisperer breeder watcher walker rider charmer dealer thief "
    "farmer fisher fisherman seller lover merchant tracker expert herder"
)
"""Trades that have to do with what stands before them: a lion tamer is no lion."""
_KINDS = frozenset({"robot", "spirit", "creature", "animal"})
_NOUNISH_VERBS = bag("light love time watch ring play work call read look run walk drink sleep cut")
_ADJECTIVE = re.compile(
    r"(?:ous|ful|less|ish|ive|able|ible|ic|al|ant|ent|ary|ory|ed|ing|en|y|like|est)$|^(?:old|new|red|last|lost|small|"
    r"big|blue|green|white|black|grey|gray|gold|silver|young|late|long|first|wild|blind|deaf|mute|poor|rich|great|tall|"
    r"little|tiny|dark|sad|mad|brave|lone|rival|retired|strange|secret|final|fake|cruel|proud|shy|vain|wise|dead|good|"
    r"bad|best|evil|single|giant|sick|lame|lean|fat|fierce|huge|orphan|fellow|senior|junior|former|next|odd|warm|cold|"
    r"wooden|tin|toy|pet|stray|farm|half|short|stout|thin|plump|clever|humble|noble|small-town|homeless)$"
)


@dataclass(frozen=True)
class Token:
    """A word with its place in the text, the sentence it belongs to, and the marks that follow it."""

    text: str
    low: str
    start: int
    end: int
    sentence: int
    mark: str


@dataclass(frozen=True)
class Mention:
    """A noun phrase: tokens `first` to `last` (inclusive), its head noun, and what the head stands for."""

    sort: Literal["being", "name", "place", "thing"]
    first: int
    last: int
    head: str
    adjectives: tuple[str, ...]
    determiner: str
    meaning: Trade | Folk | Beast | Setting | None


def clean(text: str) -> str:
    """Return `text` without control characters, markup, emoji and shouting, on one line."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"[‘’`´]", "'", text)
    text = re.sub(r"[“”«»„]", '"', text)
    if not any(char.isalpha() for char in text):
        # Pictures have names, too: a fox's face is read as `fox`.
        pictures = [char for char in text if unicodedata.category(char) == "So"]
        text = ", ".join(re.sub(r" ?\bface\b ?", "", unicodedata.name(char, "").lower()) for char in pictures)
    text = re.sub(r"\{[{%#].*?[}%#]\}", " ", text)
    kept = [" " if unicodedata.category(char)[0] in "CZ" or char in "{}<>[]|\\*_#~^=+" else char for char in text]
    text = "".join(char for char in kept if unicodedata.category(char) not in {"So", "Sk", "Mn"} and char != "\ufe0f")
    text = re.sub(r"\s+", " ", text).strip()
    letters = [char for char in text if char.isalpha()]
    if len(letters) > 4 and sum(char.isupper() for char in letters) > 0.8 * len(letters):
        text = re.sub(r"(^|[.!?]\s+)(\w)", lambda match: match[1] + match[2].upper(), text.lower())
    return text


def tokenise(text: str) -> list[Token]:
    """Return the words of `text`; `'s` stays with its word."""
    tokens: list[Token] = []
    sentence = 0
    for match in re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", text):
        if tokens:
            gap = text[tokens[-1].end : match.start()]
            if re.search(r"[.!?…]", gap) and tokens[-1].low not in {"mr", "mrs", "dr", "st", "ms"}:
                sentence += 1
        after = re.match(r"[^\w\s]*", text[match.end() :])
        word = match.group()
        low = re.sub(r"'s$", "", word.lower())
        tokens.append(Token(word, low, match.start(), match.end(), sentence, after.group() if after else ""))
    return tokens


def is_title(tokens: list[Token]) -> bool:
    """Return whether these tokens are written in title case, so that capitals say nothing about names."""
    content = [token for token in tokens if token.low not in CLOSED]
    return len(content) > 1 and sum(token.text[0].isupper() for token in content) >= len(content) - len(content) // 4


def looks_like_verb(tokens: list[Token], index: int) -> bool:
    """Return whether the token can be the verb of a clause, judged by its form and its neighbours."""
    token = tokens[index]
    before = tokens[index - 1].low if index else ""
    if token.low in {"named", "called"}:
        return False
    if token.low in CLOSED or (before in DETERMINERS and before not in {"that", "her"}):
        return token.low in {"is", "are", "was", "were", "has", "have", "had", "do", "does", "did"}
    after = tokens[index + 1].low if index + 1 < len(tokens) and not token.mark else ""
    known = verb_lemma(token.low)
    if (known == token.low and _after_two(tokens, index)) or _ends_clause(tokens, index):
        return True
    if before in MODALS | {"to", "who", "that", "he", "she", "it", "they", "never", "always", "and"} and known:
        return bool(known)
    inflected = known is not None and known != token.low
    if known and index and is_plural(before) and before not in CLOSED and not tokens[index - 1].mark:
        return True
    if inflected:
        return not (is_plural(token.low) and before in PREPOSITIONS)
    followed = after in DETERMINERS | PREPOSITIONS | _PARTICLES
    if known and followed and token.low not in _NOUNISH_VERBS:
        return True
    named = (
        index + 1 < len(tokens) and tokens[index + 1].text[0].isupper() and not token.mark and token.text[0].islower()
    )
    ended = bool(re.search(r"[a-z](?:s|ed)$", token.low)) and not token.low.endswith("ss")
    if ended and named and index and not is_title(tokens[:index]):
        return True
    return ended and after in (DETERMINERS | PREPOSITIONS | _PARTICLES) - {"of", "with"} and before not in PREPOSITIONS


def _after_two(tokens: list[Token], index: int) -> bool:
    """Return whether two who are joined stand just before: `a boy and an old whale look`."""
    if index < 3 or find_being(tokens[index - 1].low) is None or tokens[index - 1].mark:
        return False
    back = index - 2
    while back > 0 and (tokens[back].low in DETERMINERS or _ADJECTIVE.search(tokens[back].low)):
        back -= 1
    return tokens[back].low == "and" and back > 0 and find_being(tokens[back - 1].low) is not None


def _ends_clause(tokens: list[Token], index: int) -> bool:
    """Return whether it is the verb of a short clause that nothing follows: `and the sun oversleeps`."""
    low = tokens[index].low
    if index < 3 or not low.endswith("s") or low.endswith("ss") or (index + 1 < len(tokens) and not tokens[index].mark):
        return False
    links = {"and", "but", "while", "so", "when", "until", "because", "that"}
    return tokens[index - 2].low in DETERMINERS and tokens[index - 3].low in links


def _head_at(tokens: list[Token], index: int) -> tuple[int, Trade | Folk | Beast | Setting] | None:
    """Return the longest known noun that starts at `index`: how many tokens, and what it stands for."""
    for length in (4, 3, 2, 1):
        span = tokens[index : index + length]
        if len(span) < length or any(token.mark for token in span[:-1]) or span[0].sentence != span[-1].sentence:
            continue
        phrase = " ".join(token.low for token in span)
        before = tokens[index - 1].low if index else ""
        setting, being = find_setting(phrase), find_being(phrase)
        if setting and (being is None or before in PREPOSITIONS or _placed(tokens, index)):
            return length, setting
        if being:
            return length, being
    return None


def _placed(tokens: list[Token], index: int) -> bool:
    """Return whether the noun phrase around `index` stands after a preposition of place."""
    back = index - 1
    while back >= 0 and (tokens[back].low in DETERMINERS or _ADJECTIVE.search(tokens[back].low)):
        back -= 1
    return back >= 0 and tokens[back].low in {
        "in",
        "at",
        "on",
        "under",
        "inside",
        "across",
        "through",
        "near",
        "aboard",
    }


def _caused(tokens: list[Token], last: int) -> str | None:
    """Return the verb by which the noun that ends at `last` is made to do something: makes a sad king laugh."""
    back = last - 1
    while back > 0 and (tokens[back].low in DETERMINERS or _ADJECTIVE.search(tokens[back].low)) and last - back < 5:
        back -= 1
    if back > 0 and tokens[back].low == "and" and tokens[back].sentence == tokens[last].sentence:
        # A sheriff and an outlaw play: two subjects and their verb.
        return "and"
    verb = verb_lemma(tokens[back].low) if back >= 0 else None
    return verb if verb in {"make", "help", "let", "teach"} else None


def _modifies(tokens: list[Token], last: int) -> bool:
    """Return whether the noun that ends at `last` only modifies the noun after it, as in `dragon egg`."""
    if last + 1 >= len(tokens) or tokens[last].mark or tokens[last + 1].sentence != tokens[last].sentence:
        return False
    if tokens[last].text.lower().endswith("'s"):
        return False
    after = tokens[last + 1]
    cause = _caused(tokens, last)
    if cause and (verb_lemma(after.low) == after.low or (cause == "teach" and not find_being(after.low))):
        return False
    if is_plural(tokens[last].low) and verb_lemma(after.low) == after.low:
        return False
    if after.low in CLOSED or after.low.endswith("ly") or after.low in {"named", "called"}:
        return False
    return not looks_like_verb(tokens, last + 1) and not (
        after.text[0].isupper() and not tokens[last].text[0].isupper()
    )


def _lead(tokens: list[Token], head: int) -> tuple[int, str, tuple[str, ...]]:
    """Return where the noun phrase with its head at `head` starts, its determiner and its adjectives."""
    first = head
    adjectives: list[str] = []
    while first > 0 and tokens[first - 1].sentence == tokens[head].sentence:
        word = tokens[first - 1]
        if word.low in DETERMINERS:
            return first - 1, word.low, tuple(reversed(adjectives))
        loose = word.mark and word.mark != ","
        if (
            loose
            or word.text.endswith("'s")
            or word.low in CLOSED
            or not (_ADJECTIVE.search(word.low) or (first == head and _compounded(tokens, head)))
            or len(adjectives) > 2
        ):
            break
        if word.low.endswith("ing") and first > 1 and tokens[first - 2].low not in DETERMINERS:
            break
        adjectives.append(word.low)
        first -= 1
    return first, "", tuple(reversed(adjectives))


def _compounded(tokens: list[Token], head: int) -> bool:
    """Return whether the noun before `head` is half of what it names: robot gardener, village pond, desert saloon."""
    before, noun = tokens[head - 1].low, tokens[head].low
    trade = find_being(noun)
    if isinstance(trade, Trade):
        kind = find_being(before)
        return isinstance(kind, Beast) and kind.category in _KINDS and noun not in _OF_TRADE
    if find_setting(noun):
        return bool(find_setting(before)) or before in _MADE_OF
    return False


_MADE_OF = bag("bamboo glass stone ice snow crystal paper flower sand toy ghost")


def mentions(tokens: list[Token]) -> list[Mention]:
    """Return the mentions of the text in order, without overlaps."""
    found: list[Mention] = []
    titles = {
        sentence: is_title([token for token in tokens if token.sentence == sentence])
        for sentence in {token.sentence for token in tokens}
    }
    index = 0
    while index < len(tokens):
        mention = (
            _full_name(tokens, index, titles[tokens[index].sentence])
            or _known(tokens, index)
            or _name(tokens, index, titles[tokens[index].sentence])
            or _thing(tokens, index)
        )
        if mention is None:
            index += 1
            continue
        found.append(mention)
        index = mention.last + 1
    return found


def _follows_its_noun(tokens: list[Token], index: int) -> bool:
    """Return whether it says something of the noun before it: the tree alive, a letter hidden in a book."""
    after = tokens[index + 1].low if index + 1 < len(tokens) and not tokens[index].mark else ""
    shaped = re.search(r"(?:ed|en)$", tokens[index].low) is not None and after in PREPOSITIONS - {"of"}
    return tokens[index].low in _STATES or shaped


def _full_name(tokens: list[Token], index: int, title: bool) -> Mention | None:
    """Return a name of two words or more, such as Robin Hood, before its first word is taken for a bird."""
    pair = tokens[index : index + 2]
    if title or len(pair) < 2 or pair[0].mark or not all(token.text[0].isupper() for token in pair):
        return None
    if pair[0].low in CLOSED or pair[1].low in CLOSED | _MONTHS or find_being(f"{pair[0].low} {pair[1].low}"):
        return None
    if find_being(pair[0].low) and not any(pair[0].text in listed for listed in names().values()) and index:
        return None
    given = {name.lower() for group in names().values() for name in group}
    return _name(tokens, index, title) or (
        Mention("name", index, index + 1, f"{pair[0].text} {pair[1].text}", (), "", None)
        if pair[0].low in given or index == 0
        else None
    )


def _known(tokens: list[Token], index: int) -> Mention | None:
    token = tokens[index]
    if token.low in CLOSED:
        return None
    at = _head_at(tokens, index)
    if at is None:
        return None
    length, meaning = at
    before = tokens[index - 1].low if index else ""
    if length == 1 and verb_lemma(token.low) and (before in MODALS | {"to", "who", "he", "she", "they", "it", "not"}):
        return None
    last = index + length - 1
    if length == 1 and (_modifies(tokens, last) or _is_a_verb_here(tokens, index)):
        return None
    first, determiner, adjectives = _lead(tokens, index)
    sort = "place" if isinstance(meaning, Setting) else "being"
    head = " ".join(word.low for word in tokens[index : last + 1])
    return Mention(sort, first, last, head, adjectives, determiner, meaning)


def _is_a_verb_here(tokens: list[Token], index: int) -> bool:
    """Return whether a word that can be a noun is a verb after its subject: `swallows a submarine`."""
    before, token = (tokens[index - 1] if index else None), tokens[index]
    if before is None or before.mark or before.sentence != token.sentence or before.low in CLOSED:
        return False
    if index + 1 >= len(tokens) or token.mark or (_ADJECTIVE.search(before.low) and not find_being(before.low)):
        return False
    return verb_lemma(token.low) not in {None, token.low} and tokens[index + 1].low in DETERMINERS | PREPOSITIONS


def _name(tokens: list[Token], index: int, title: bool) -> Mention | None:
    """Return a proper name: capitals inside a sentence, or a known given name anywhere."""
    token = tokens[index]
    given = {name.lower() for group in names().values() for name in group}
    starts = index == 0 or tokens[index - 1].sentence != token.sentence
    capital = token.text[0].isupper() and token.low not in CLOSED | _MONTHS and len(token.text) > 1
    if not capital or (title and token.low not in given) or (index and tokens[index - 1].low in _MONTHS):
        return None
    if starts and token.low not in given:
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        named = after is not None and after.sentence == token.sentence and looks_like_verb(tokens, index + 1)
        if (
            not (named or "," in token.mark or (after is not None and after.low == "and"))
            or verb_lemma(token.low)
            or token.low.endswith("ly")
        ):
            return None
    last = index
    while last + 1 < len(tokens) and tokens[last + 1].text[0].isupper() and not tokens[last].mark:
        if tokens[last + 1].sentence != token.sentence or tokens[last + 1].low in CLOSED:
            break
        last += 1
    head = " ".join(re.sub(r"'s$", "", word.text) for word in tokens[index : last + 1])
    return Mention("name", index, last, head, (), "", None)


def _thing(tokens: list[Token], index: int) -> Mention | None:
    """Return a noun phrase that starts with a determiner and names nothing that the lists know."""
    owned = index > 0 and tokens[index - 1].text.endswith("'s") and tokens[index].low not in CLOSED
    if not owned and (tokens[index].low not in DETERMINERS - {"that", "this"} or tokens[index].mark):
        return None
    first = last = index - 1 if owned else index
    while last + 1 < len(tokens) and last - first < 4:
        word = tokens[last + 1]
        if word.low in CLOSED or word.sentence != tokens[index].sentence or word.low.endswith("ly"):
            break
        if last > first and looks_like_verb(tokens, last + 1) and not _ADJECTIVE.search(tokens[last].low):
            break
        if last > first and not _ADJECTIVE.search(tokens[last].low) and _follows_its_noun(tokens, last + 1):
            break
        at = _head_at(tokens, last + 1)
        if at and not _modifies(tokens, last + at[0]):
            return None
        last += 1
        if word.mark:
            break
    words = [word.low for word in tokens[first + 1 : last + 1]]
    if not words or words[-1] in _COLOURS or words[-1] in _BARE:
        return None
    index = first + 1 if owned else first
    return Mention("thing", index, last, words[-1], tuple(words[:-1]), tokens[index].low, None)
