"""What the clauses of a text say: title and lesson, the first verb, the wish, the conflict, the deadline, the opening."""

import re

from orchestrator.writing import reading_phrases as phrases
from orchestrator.writing.lexicon import foreign, verb_lemma, verbs
from orchestrator.writing.morphology import bag, is_plural, lemma_of
from orchestrator.writing.reading_phrases import Token

_WISHES = re.compile(
    r"\b(?:wants?|wanted|wish(?:es|ed)?|tr(?:y|ies|ied)|hopes?|longs?|yearns?|needs?|has|have|had|decides?|decided|"
    r"vows?|vowed|sets? out|sets? off|determined|struggles?|learns?|plans?|plots?|attempts?|dares?|forced|asked|sent|"
    r"hired|ordered|tasked|chosen|teams? up|travels?|returns?|races?|promises?|promised|prepares?|ought|"
    r"desperate|hoping|trying|wanting)"
    r"(?: [a-z]+)?? to (?P<to>[a-z].*)|\b(?:must|can only|will have to) (?P<must>[a-z].*)|"
    r"\bdreams? (?:of|about) (?P<dream>[a-z]+ing\b.*)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[,;:.!?]|\s(?:but|when|while|because|until|till|though|although|unless|before|after|so that|who|which|where|only"
    r" to|even though|despite|if|as(?! an? ))\b",
    re.IGNORECASE,
)
_CONFLICT = re.compile(
    r"\b(?:but|until|despite|unless|however|only to|even though|although|though|except)\b (.+)", re.I
)
_DEADLINE = re.compile(
    r"\b((?:before|by) (?:(?!,)[^.!?;])+|in (?:one|two|three|\d+|twenty-four) (?:hours?|days?|nights?|minutes?))", re.I
)
_CLAUSE_ENDS = bag(
    "it him her them back away out again alone together home up down off himself herself itself me us who"
)


def trim_clause(text: str, words: int = 11) -> str:
    """Return `text` up to the end of its clause and at most `words` words, without a dangling small word at its end."""
    end = _CLAUSE_END.search(text)
    kept = (text[: end.start()] if end else text).split()[:words]
    while kept and kept[-1].lower() in phrases.CLOSED - _CLAUSE_ENDS:
        kept.pop()
    return re.sub(r"\s+(?:the|one) (?:night|day|morning|evening)$", "", " ".join(kept).strip(" \"'"))


_WHEN = re.compile(
    r" (?:in (?:the )?(?:(?:far |near |distant )?(?:future|past)|spring|summer|autumn|winter|middle ages|\d{4}s?)"
    r"|in the (?:rain|snow|fog|dark|storm))\b.*$",
    re.I,
)


def timeless(phrase: str) -> str:
    """Return a verb phrase without the season, the period or the weather in which it happens."""
    return _WHEN.sub("", phrase)


def second_clause(text: str) -> re.Match[str] | None:
    """Return where a second clause begins after `and`, with a verb of its own: `and sails to an island`."""
    for match in re.finditer(r"\band (?P<then>[^,.;!?]+)", text):
        tokens = phrases.tokenise(match["then"])
        if tokens and (_begins_with_verb(tokens) or _has_subject(tokens)):
            return match
    return None


def first_clause(text: str) -> str:
    """Return a text up to the clause that `and` adds with a verb of its own."""
    match = second_clause(text)
    return text[: match.start()].rstrip() if match else text


def _begins_with_verb(tokens: list[Token]) -> bool:
    """Return whether `and` is followed by a verb in the third person, or by one in its base form and its object."""
    first, lemma = tokens[0], verb_lemma(tokens[0].low)
    follows = tokens[1].low if len(tokens) > 1 else ""
    linked = not follows or follows in phrases.DETERMINERS | phrases.PREPOSITIONS | _CLAUSE_ENDS
    if lemma and lemma != first.low:
        return not first.low.endswith("ing") and (linked or first.low.endswith("s"))
    if lemma:
        return follows in phrases.DETERMINERS
    return first.low.endswith("s") and first.low not in phrases.CLOSED and follows in phrases.DETERMINERS


def _has_subject(tokens: list[Token]) -> bool:
    """Return whether it is a subject with its verb: `the sun oversleeps`, `nobody comes`."""
    if tokens[0].low not in phrases.DETERMINERS | {"he", "she", "it", "they", "nobody", "everybody", "everything"}:
        return False
    start = 1 if tokens[0].low not in phrases.DETERMINERS else 2
    for index in range(start, min(len(tokens), start + 3)):
        low = tokens[index].low
        if low in phrases.PREPOSITIONS | {"and"}:
            return False
        if low in {"is", "are", "has", "have", "must", "can", "will"}:
            return True
        if verb_lemma(low) == low and is_plural(tokens[index - 1].low):
            return True
        if verb_lemma(low) not in {None, low} or (index + 1 == len(tokens) and low.endswith("s") and index > 1):
            return not low.endswith("ing")
    return False


def wish_of(body: str) -> str | None:
    match = _WISHES.search(body)
    if not match:
        return None
    raw = match["to"] or match["must"] or match["dream"]
    clause = trim_clause(timeless(first_clause(raw)))
    head, _, rest = clause.partition(" ")
    lemma = verb_lemma(head) if match["dream"] else head.lower()
    if not lemma or lemma in phrases.CLOSED - {"be", "have", "do"} or (lemma == head.lower() and lemma in {"the", "a"}):
        return None
    return f"{lemma} {rest}".strip() or None


def conflict_of(body: str) -> str | None:
    match = _CONFLICT.search(body)
    return trim_clause(match[1], 14) or None if match else None


def deadline_of(body: str) -> str | None:
    match = _DEADLINE.search(body)
    if not match:
        return None
    words = match[1].split()[:7]
    return trim_clause(words[0] + " " + " ".join(words[1:]).split(",")[0]) if len(words) > 1 else None


def opening_of(tokens: list[Token], body: str, main: int) -> str | None:
    if not main:
        return None
    return body[: tokens[main - 1].end].strip() if tokens[main - 1].end <= len(body) else None


_NEGATIVE = bag("never not don't doesn't didn't won't can't cannot")
_PASSIVE = bag("is are was were been being gets get got")


def predicate_of(tokens: list[Token], body: str, start: int) -> tuple[str | None, str | None]:
    """Return the base form of the protagonist's first verb, and the whole verb phrase in base form.

    A relative clause (`the girl who collected echoes`) counts when no other verb follows it.
    """
    relative: int | None = None
    for index in range(start + 1, len(tokens)):
        token = tokens[index]
        if token.low in {"be", "been"} | phrases.MODALS | phrases.CLOSED or not phrases.looks_like_verb(tokens, index):
            continue
        if tokens[index - 1].low in {"who", "that"}:
            relative = index if relative is None else relative
            continue
        if relative is not None and index - relative < 3 and (token.mark or index + 1 == len(tokens)):
            continue
        return _verb_phrase(tokens, body, index)
    return _verb_phrase(tokens, body, relative) if relative is not None else (None, None)


def _verb_phrase(tokens: list[Token], body: str, index: int) -> tuple[str, str | None]:
    token, before = tokens[index], tokens[index - 1].low
    lemma = verb_lemma(token.low) or lemma_of(token.low)
    doing = re.match(r" ([a-z]+ing)\b", body[token.end :])
    if lemma in {"keep", "start", "begin"} and doing and (verb := verb_lemma(doing[1])):
        # Keeps playing: that is what is done.
        rest = trim_clause(first_clause(body[token.end + doing.end() :]), 12)
        return _phrasal(verb, rest.lower()), f"{verb} {rest}".strip()
    if before in _NEGATIVE:
        return lemma, None
    if before in _PASSIVE and not token.low.endswith("ing"):
        return _phrasal("be", token.low), None
    if token.end > len(body) or body[token.start : token.end] != token.text:
        return _phrasal(lemma, ""), None
    rest = trim_clause(first_clause(body[token.end :]), 12) if not token.mark else ""
    return _phrasal(lemma, rest.lower()), f"{lemma} {rest}".strip()


def _phrasal(lemma: str, rest: str) -> str:
    """Return the longest listed verb that `lemma` and the words after it make: `fall in love`, `break out`."""
    words = rest.split()
    for length in (3, 2, 1):
        phrase = " ".join([lemma, *words[:length]])
        if len(words) >= length and phrase in verbs():
            return phrase
    return lemma


_STRANGE = bag(
    "un une le la les des du et dans avec qui el los las una y en con que der die das ein eine und im mit den il lo gli e "
    "nel che uno o os as um uma no na com da do di von zum seine seinen su sus son sa ses"
)


def in_english(text: str) -> str:
    """Return the nouns of a text in French, Spanish, German, Italian or Portuguese in English; another text as it is.

    This is no translation: it tells who and what the text is about, which is all that the reader can use.
    """
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len([word for word in words if word in _STRANGE]) < max(1, len(words) // 5) or {"the", "an"} & set(words):
        return text
    known = [foreign()[word] for word in words if word in foreign()]
    if not known:
        return text
    joined = " ".join(word if word == "old" else f"{word}, a" for word in known)
    return "a " + joined.removesuffix(", a")


def title_and_lesson(text: str) -> tuple[str | None, str | None, str]:
    """Split a fable's `Title. Lesson.` from an ordinary text."""
    match = re.match(r"([^.!?:]{3,70})[.:!?]\s+(\S.+)$", text)
    if not match:
        return None, None, text
    head, rest = match[1].strip(), match[2].strip()
    tokens = phrases.tokenise(head)
    titled = 1 < len(tokens) <= 9 and all(token.text[0].isupper() or len(token.low) < 5 for token in tokens)
    beings = [mention for mention in phrases.mentions(phrases.tokenise(rest)) if mention.sort == "being"]
    if titled and len(rest.split()) <= 45 and len(beings) <= 3:
        return head, rest, text
    return (head, None, rest) if titled and len(tokens) <= 7 else (None, None, text)
