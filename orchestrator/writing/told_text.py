"""A story's text taken apart: what is told, what is said, and the words that say who says it."""

import re
from dataclasses import dataclass
from typing import Literal

SAYING: dict[str, str | None] = {
    "said": None, "says": None, "asked": None, "answered": None, "replied": None, "cried": "loudly", "exclaimed": "loudly",
    "shouted": "shouted", "screamed": "shouted", "roared": "shouted", "called": "loudly", "yelled": "shouted",
    "whispered": "whispered", "murmured": "softly", "muttered": "under the breath", "mumbled": "under the breath",
    "sighed": "sadly", "sobbed": "crying", "wept": "crying", "begged": "pleading", "pleaded": "pleading",
    "growled": "angry", "snarled": "angry", "snapped": "angry", "sneered": "scornfully", "jeered": "scornfully",
    "laughed": "laughing", "chuckled": "laughing", "croaked": "croaking", "thought": "to oneself", "mused": "to oneself",
    "added": None, "began": None, "continued": None, "remarked": None, "declared": "firmly", "inquired": None,
    "returned": None, "told": None, "ordered": "firmly", "commanded": "firmly", "protested": None, "boasted": "proudly",
    "retorted": None, "observed": None, "went on": None, "gasped": "breathless", "panted": "breathless",
    "grumbled": "grumbling", "complained": "grumbling", "explained": None, "promised": None, "warned": "firmly",
    "reply": None, "spoke": None, "addressed": None, "begin": None, "advised": None, "interrupted": None, "crowed": "proudly",
    "bleated": None, "barked": None, "squeaked": None, "hissed": "whispered", "moaned": "sadly", "groaned": "sadly",
    "wailed": "crying", "stammered": None, "suggested": None, "agreed": None, "bellowed": "shouted", "scolded": "angry",
}  # fmt: skip
"""Words of speech, and how such speech sounds."""

_VERB = "|".join(SAYING)
_QUOTED = re.compile(r'((?<![\w.,!?])"(?=[\w\'—-])[^"]+(?<=\S)"(?!\w))')
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Jr|Sr)\.$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]+['’)]*(?=\s+[\"'“(]?[A-ZÀ-Þ])|[.!?…]+['’)]*$")
_TAG = re.compile(rf"^(?:(?:[\w'’-]+\s+){{0,7}}?)(?P<verb>{_VERB})\b")
_BARE_TAG = re.compile(rf"^(?:[\w'’-]+\s+){{0,4}}?(?:{_VERB})(?:\s+[\w'’-]+){{0,4}}[:,.]?$")
_AND_THEN = re.compile(r"^(?:and|but|then|as if|for)\b\s*")
_GOOD_ENOUGH = 0.9
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CLAUSE_STARTS = {"the", "a", "an", "he", "she", "it", "they", "his", "her", "their", "then", "soon", "all", "there"}


@dataclass
class Piece:
    """One sentence told, or one speech. `attribution` is the words around a speech that say whose it is."""

    kind: Literal["told", "said"]
    text: str
    attribution: str = ""
    way: str = ""
    """What the attribution says besides: `puffing herself up`."""
    verb: str = ""
    leads: bool = False
    """A told sentence that ends in a colon or comma before a speech."""
    finished: bool = False
    """Whether the speech went on after its tag, so that the next one is somebody else's."""
    link: Literal["tag", "lead", "same", "next", ""] = ""
    """How the speaker of a speech is known: a tag, the sentence before, the same as before, or the other one."""


def straightened(text: str) -> str:
    """Return the text on one line with straight double quotes and a blank between sentences."""
    text = re.sub(r"[“”«»„]|``|''", '"', text)
    text = re.sub(r"\s+", " ", text.replace("‘", "'").replace("’", "'")).strip()
    return (
        text if text.count('"') % 2 == 0 else text + '"' if text.rfind('"') > len(text) * 0.5 else text.replace('"', "")
    )


def sentences(text: str) -> list[str]:
    """Return the sentences of a text without speech; abbreviations such as Mr. end none."""
    found: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text[start : match.end()]):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    if text[start:].strip():
        found.append(text[start:].strip())
    return [sentence for sentence in found if re.search(r"\w", sentence)]


def pieces(text: str) -> list[Piece]:
    """Take a story apart, in its order."""
    found: list[Piece] = []
    runs = _runs(straightened(text))
    for index, (spoken, run) in enumerate(runs):
        if spoken:
            _said(found, run)
        else:
            before = bool(index) and runs[index - 1][0]
            _told(found, run, after_speech=before, before_speech=index + 1 < len(runs))
    return found


def _runs(text: str) -> list[tuple[bool, str]]:
    """Split into told and spoken runs; a word in scare quotes stays in what is told.

    A quotation mark opens or closes by what stands beside it, so that one forgotten mark spoils one speech and not the rest.
    """
    runs: list[tuple[bool, str]] = []
    told = ""
    for index, piece in enumerate(_QUOTED.split(text)):
        if index % 2 == 0:
            told += piece.replace('"', "")
            continue
        inner = " ".join(piece.strip('"').split())
        ends = inner[-1:] in ".,!?—-…" or told.rstrip()[-1:] in ",:"
        if not ends and len(inner.split()) <= 4:
            told += piece
            continue
        if told.strip():
            runs.append((False, told.strip()))
        told = ""
        runs.append((True, inner))
    if told.strip():
        runs.append((False, told.strip()))
    return runs


def _said(found: list[Piece], words: str) -> None:
    before = found[-1] if found else None
    if before and before.kind == "said" and before.attribution.endswith(",") and words[:1].islower():
        before.text = f"{before.text} {words}"
        before.attribution = before.attribution.rstrip(",")
        before.finished = True
        return
    speech = Piece("said", words)
    if before is None:
        speech.link = ""
    elif before.kind == "told":
        speech.link = "lead" if before.leads else ""
    else:
        speech.link = "same" if before.link == "tag" and before.attribution and not before.finished else "next"
        if speech.link == "same" and before.attribution.endswith(","):
            speech.attribution, speech.verb = before.attribution, before.verb
    found.append(speech)


def _told(found: list[Piece], run: str, *, after_speech: bool, before_speech: bool) -> None:
    lines = sentences(run)
    if after_speech and lines and _is_tag(lines[0], found[-1].text):
        _attribute(found, lines.pop(0))
    for index, line in enumerate(lines):
        leads = before_speech and index == len(lines) - 1 and (line[-1] in ":," or _ends_saying(line))
        if leads and _BARE_TAG.match(line) and len(line.split()) <= 6:
            found.append(Piece("told", "", attribution=line, leads=True, verb=_saying(line)))
        elif re.search(r"\w", line):
            line = " ".join(line.split())
            found.append(Piece("told", line, leads=leads, verb=_saying(line) if leads else ""))


def _ends_saying(line: str) -> bool:
    return bool(re.search(rf"\b(?:{_VERB})\b[^.!?]{{0,25}}[:,]$", line))


def _saying(line: str) -> str:
    verbs = re.findall(rf"\b({_VERB})\b", line)
    return verbs[-1] if verbs else ""


def _is_tag(line: str, speech: str) -> bool:
    match = _TAG.match(line)
    if line[:1].islower():
        return match is not None or speech.rstrip()[-1:] in ",—-"
    brief = match is not None and len(line[: match.start("verb")].split()) <= 4 and len(line.split()) <= 9
    return brief and speech.rstrip()[-1:] in ",!?—-"


def _attribute(found: list[Piece], line: str) -> None:
    """Give a tag to the speech before it; what else it tells becomes the way of speaking, or a sentence of its own."""
    speech = found[-1]
    match = _TAG.match(line)
    verb = match["verb"] if match else ""
    head, comma, rest = line.partition(",")
    rest = rest.strip().rstrip(",:.!? ")
    as_clause = re.search(r"\s(?:as (?:he|she|it|they|the)\b|while\b|with (?:a|an|his|her|much|great)\b)", head)
    if as_clause and not rest:
        head, rest = head[: as_clause.start()], head[as_clause.start() :].strip(" .:!?")
    elif as_clause:
        head, rest = head[: as_clause.start()], f"{head[as_clause.start() :].strip()}, {rest}"
    speech.attribution = head.rstrip(".:!? ") + ("," if line.endswith(",") else "")
    speech.link, speech.verb = "tag", verb
    follows = _AND_THEN.match(rest)
    if follows and len(rest.split()) > 4:
        found.append(Piece("told", rest[follows.end() :].strip() + ".", attribution="subject"))
        return
    speech.way = rest if 0 < len(rest.split()) <= 9 else ""
    if comma and len(rest.split()) > 9:
        found.append(Piece("told", rest + ".", attribution="subject"))


def clauses(sentence: str, most: int = 17) -> list[str]:
    """Cut a long sentence between clauses, so that each part is short enough for one shot; together they are the sentence."""
    words = sentence.split()
    if len(words) <= most:
        return _unspaced(sentence, most) if _HAN.search(sentence) else [sentence]
    best: tuple[float, int] | None = None
    for index in range(4, len(words) - 3):
        weight = _boundary(words[index - 1], words[index], words[index + 1])
        if weight:
            score = weight - abs(index - len(words) / 2) / len(words) * 2.5
            best = max(best or (score, index), (score, index))
    if best is None or (len(words) <= most + 8 and best[0] < _GOOD_ENOUGH):
        return [sentence]
    first, second = " ".join(words[: best[1]]), " ".join(words[best[1] :])
    return [*clauses(first, most), *clauses(second, most)]


def _unspaced(sentence: str, most: int) -> list[str]:
    """Cut a sentence of a script without blanks at its commas, into parts of about as many words' worth of signs."""
    parts: list[str] = []
    for clause in re.findall(r"[^，；：、,;]+[，；：、,;]?[”」』’]*", sentence):
        if parts and len(parts[-1]) + len(clause) <= 2 * most:
            parts[-1] += clause
        else:
            parts.append(clause)
    return [part.strip() for part in parts if re.search(r"\w", part)] or [sentence]


def _boundary(before: str, after: str, next_word: str) -> float:
    """Return how good a place to breathe lies between two words; 0 is none."""
    if before[-1] in ";:—":
        return 4
    if before.lower().strip(",") in {"and", "but", "or", "so"}:
        return 0
    joins = after.lower() in {
        "and",
        "but",
        "so",
        "for",
        "yet",
        "then",
        "when",
        "while",
        "until",
        "as",
        "where",
        "because",
    }
    if before.endswith(","):
        return (3.5 if next_word.lower() in _CLAUSE_STARTS or after.lower() != "and" else 1.6) if joins else 0.6
    if after.lower() in {"when", "while", "until", "because", "where"}:
        return 1.8
    if after.lower() == "but":
        return 2.2 if next_word.lower() in _CLAUSE_STARTS - {"a", "an"} else 0.4
    if after.lower() == "and":
        return 2.2 if next_word.lower() in _CLAUSE_STARTS else 0.9
    return 0.7 if after.lower() in {"as", "with", "which", "who", "that"} else 0
