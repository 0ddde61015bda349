"""An action taken apart into clauses, each with who acts and the verb; only what is plainly a finite verb counts.

`Mara picks up the lamp, lights it and climbs the stairs.` has three. What happens at the same time (`while`, `as`) and what
only is (`is`, `stands`, `waits`) is no action of its own.
"""

import re
from dataclasses import dataclass, replace

from orchestrator.directing.acting import base_of
from orchestrator.directing.acting_clauses import words_of

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’]?\s+(?=[\"'“‘]?[^\W\d_])")
_JOINT = re.compile(
    r"\s*(?:[;:—–]|,?\s+(?P<then>and\s+then|but\s+then|then|after\s+which|afterwards|after\s+that|and\s+finally|finally)\b,?|"
    r",?\s+(?:and|but)\b|,)\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:while|as|when|whenever|until|till|because|since|where|if|though|although|so that|that|which|who|whom|whose|like|than|"
    r"how|what|why|whether)\b.*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NO_SUBJECT = words_of(
    "the a an his her its their our my your this that these those of to in on at by with from into onto over under behind beside "
    "between beneath above below near through across along around toward towards against upon for among off no some every each "
    "all two three four five six many few several more most not very as and or nor s"
)
_STATES = words_of(
    "be notice discover stand wait watch look listen stay remain keep have seem see hear feel know think want need "
    "like love sleep sit lie rest live hold stare gaze tremble shiver shake sway smile hang wear try begin start glow "
    "shine appear make let can"
)
_HAPPENINGS = words_of(
    "alight answer bark blow board break bump burn burst buy chop close cover crack crash creak crumble dial die dim "
    "disappear discover dress drip explode extinguish fill find finish fire flash flicker free freeze gather get go "
    "groan help hiss hurl ignite kick kindle knock lean load lock lose meet melt miss nod notice nudge open pack park "
    "pay rattle reach rescue return ring rip rise roll rummage salute save scatter scream sell send set settle shake "
    "shatter shoot shrug sink slam slice slide slip smash snap sob spill spin splash split spread roar squeak squirt steal step "
    "stop swap swear swing switch tear tickle tilt tip topple turn unbutton uncover undress unload unlock unpack "
    "unwrap vanish wake whistle win wind wink wrap yawn"
)
_PRONOUNS = words_of("he she it they who everybody somebody nobody")
_THINGS = words_of(
    "lights waves steps hands plants points drops falls turns rings stamps pins brushes works leaves lies watches looks rolls "
    "plays shows reaches rests stones marks sails drinks stirs rides walks runs jumps knocks cries smiles laughs whispers shouts "
    "calls answers fans locks benches presses chests stacks trims"
)
_LEADING = re.compile(
    r"^(?:(?:and|but|so|then|now|again|suddenly|slowly|quickly|quietly|carefully|gently|finally|at last|at once|next|first|soon|"
    r"meanwhile|once more|\w+ly)\b,?\s*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """A clause from `start` to `end` of the text. `subject` does `word`, of which `verb` is the base form; all may be empty."""

    start: int
    end: int
    text: str
    subject: str
    word: str
    verb: str
    opens: bool
    """Whether it opens its sentence."""
    then: bool
    """Whether a word says that it follows what stands before it."""

    @property
    def acts(self) -> bool:
        """Whether something happens that is not only a state."""
        return bool(self.verb) and self.verb not in _STATES


def clauses(text: str) -> list[Clause]:
    """Return the clauses of a text in order; a piece without a verb belongs to the clause before it."""
    found: list[Clause] = []
    for start, end in _spans(text):
        opens, then = True, False
        for piece_start, piece_end, said in _pieces(text, start, end):
            piece = text[piece_start:piece_end]
            lead = _LEADING.match(piece)
            then = said or bool(lead and re.search(r"\b(?:then|next|finally)\b", lead[0], re.IGNORECASE))
            subject, word, verb = _predicate(piece[lead.end() if lead else 0 :], opens=opens)
            if verb or opens:
                found.append(Clause(piece_start, piece_end, piece, subject, word, verb, opens, then))
            else:
                before = found[-1]
                found[-1] = replace(before, end=piece_end, text=text[before.start : piece_end])
            opens = False
    return found


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences begin and end."""
    cuts = [match.end() for match in _SENTENCE.finditer(text)]
    spans = zip([0, *cuts], [*cuts, len(text)], strict=True)
    return [(start, start + len(text[start:end].rstrip())) for start, end in spans if text[start:end].strip()]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """The stretches between commas, `and` and `then`, and whether `then` stands before each; quoted words are left whole."""
    quoted = [match.span() for match in re.finditer(r"[\"“][^\"”]*[\"”]", text)]
    found: list[tuple[int, int, bool]] = []
    at, said = start, False
    for match in _JOINT.finditer(text, start, end):
        if match.start() <= at or any(first <= match.start() < last for first, last in quoted):
            continue
        found.append((at, match.start(), said))
        at, said = match.end(), match["then"] is not None
    if at < end:
        found.append((at, end, said))
    return found


def _predicate(piece: str, *, opens: bool) -> tuple[str, str, str]:
    """Who acts, the first finite verb of the main clause, and its base form; nothing where no verb is plain."""
    main = "" if _ASIDE.match(piece) else _ASIDE.sub("", piece)
    words = list(_WORD.finditer(main))
    before = ""
    for number, match in enumerate(words):
        word = match[0]
        base = _finite(word.lower())
        subject = main[: match.start()].strip()
        if base and before and not _is_noun(word, before, last=not opens and number == len(words) - 1):
            return subject, word, base
        if base and not before and not word[0].isupper():
            return "", word, base
        before = word
    return "", "", ""


def _is_noun(word: str, before: str, *, last: bool) -> bool:
    """Whether a word that may be a verb is a thing here: after an article, or as the last of `the old lights`."""
    if before.lower() in _NO_SUBJECT or before.endswith(("'s", "’s", "s'", "s’")):
        return True
    return last and word.lower() in _THINGS and before.islower() and before not in _PRONOUNS


def _finite(word: str) -> str:
    """The base form of a verb in the third person or the past; nothing for base forms, participles and other words."""
    if word.endswith("ing") or word in ("is", "are", "was", "were", "has", "had", "have", "does", "did", "do"):
        return "be" if word in ("is", "are", "was", "were") else ""
    base = base_of(word) or _happening(word)
    return base if base and base != word else ""


_PAST = {"broke": "break", "burnt": "burn", "shook": "shake", "rang": "ring", "rose": "rise", "sank": "sink", "shot": "shoot",
         "tore": "tear", "woke": "wake", "blew": "blow", "stole": "steal", "found": "find", "sent": "send", "got": "get",
         "stood": "stand", "kept": "keep", "saw": "see", "heard": "hear", "felt": "feel", "knew": "know", "thought": "think",
         "began": "begin", "made": "make", "wore": "wear"}  # fmt: skip


def _happening(word: str) -> str:
    known = _HAPPENINGS | _STATES
    if word in _PAST:
        return _PAST[word]
    for ending, instead in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("es", "e")):
        stem = word.removesuffix(ending) + instead
        if word.endswith(ending) and stem in known:
            return stem
        if ending == "ed" and word.endswith("ed") and len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in known:
            return stem[:-1]
    return ""
