"""What bodies and faces do: read from the words of an action, each figure's from its own clauses."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from orchestrator.directing.acting_clauses import ASIDE, share_out, words_of

_MANNERS = {
    "whispered": "tender",
    "shouted": "angry",
    "angry": "angry",
    "sadly": "sad",
    "laughing": "happy",
    "crying": "sad",
    "afraid": "afraid",
    "softly": "tender",
    "surprised": "surprised",
    "firmly": "determined",
}
_MOODS = {
    "joyful": "happy",
    "playful": "happy",
    "triumphant": "happy",
    "sad": "sad",
    "lonely": "sad",
    "ominous": "afraid",
    "tense": "determined",
    "wonder": "surprised",
    "tender": "tender",
}
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BEFORE_BASES = words_of("and both they all could would must can will should did might may")
_BEFORE_STATES = ASIDE | words_of(
    "is was are were been kept keeps stood stands sat lay lies found himself herself itself themselves already fast half "
    "fallen fell"
)
_SMALL = words_of(
    "stand talk reach hold point look-up look-down eat wave give take hold-up look-around peer think shrug nod refuse laugh "
    "shout sing whisper drink read knock beckon clap phone turn-away"
)
_MUTUAL = frozenset({"embrace", "dance"})
_ANSWERS = (
    (r"chas\w+|pursu\w+", "run"),
    (r"pounc\w+|attack\w*|threat\w+|spr[au]ng|roar\w*|growl\w*|snarl\w*|rush\w* at|gored?|trampl\w+", "cower"),
    (r"(?:gives?|gave|hands?|handed|offers?|offered)\b", "take"),
    (r"(?:leads?|led)\b", "walk"),
)
"""What somebody does to whom another's action is done."""


class _Lexicon(NamedTuple):
    poses: dict[str, str]
    states: dict[str, str]
    emotions: dict[str, str]
    irregular: dict[str, str]
    phrases: list[tuple[str, str]]
    """The pose of each phrase and its pattern, in the order in which they are tried."""
    openings: dict[str, list[int]]
    """Which phrases may begin with a word that begins with these letters."""


def pose_of(action: str) -> str:
    """The pose of somebody whom the whole action is about; `stand` if nothing in it is a pose."""
    return poses(action, {"": ""})[""]


def pose_of_word(word: str) -> str | None:
    """The pose of one verb in any form, if it has one."""
    base = base_of(word)
    return _lexicon().poses[base] if base else None


def base_of(word: str) -> str | None:
    """The base form of a verb in any form, if its pose is known."""
    return _base_of(word.lower())


def poses(action: str, names: Mapping[str, str]) -> dict[str, str]:
    """Return each figure's pose, by the ids of `names` (id to name; the one whom the shot is about comes first)."""
    shares = share_out(action, names)
    found = {
        identity: _strongest([pose for part in parts for pose in _read(part)]) for identity, parts in shares.items()
    }
    for identity in found:
        # One of a group does what the group does.
        found[identity] = found[identity] or found.get(identity.removesuffix("-2"))
    if len(found) > 1:
        _answer(action, found)
    return {identity: pose or "stand" for identity, pose in found.items()}


def emotions(action: str, names: Mapping[str, str]) -> dict[str, str | None]:
    """Return the feeling that each figure's own clauses name, if any; of somebody alone, any feeling named."""
    shares = share_out(action, names) if len(names) > 1 else {identity: [action] for identity in names}
    return {
        identity: next((felt for part in parts for word in _words(part) for felt in _feelings(word)), None)
        for identity, parts in shares.items()
    }


def face(own: str | None, manner: str | None, mood: str) -> str:
    """The face for the way a line is said, for what one does (`own`), or at least for the mood of the scene."""
    for word, emotion in _MANNERS.items():
        if manner and word in manner.lower():
            return emotion
    return own or _MOODS.get(mood, "neutral")


def leaves(pose: str) -> bool:
    """Whether the pose goes out of the picture."""
    return pose.endswith(" out")


def _strongest(told: list[str]) -> str | None:
    """Of all that one does in a shot, what moves the whole body; else what comes first."""
    if "sleep" in told:
        return "sleep"
    moving = next((pose for pose in told if pose not in _SMALL), None)
    return moving or next((pose for pose in told if pose != "stand"), told[0] if told else None)


def _answer(action: str, found: dict[str, str | None]) -> None:
    idle = [identity for identity, pose in found.items() if pose is None]
    done = {pose for pose in found.values() if pose}
    if not done:
        return
    shared = next(iter(sorted(done & _MUTUAL)), None)
    answer = next((pose for words, pose in _ANSWERS if re.search(rf"\b(?:{words})", action, re.IGNORECASE)), None)
    for identity in idle:
        found[identity] = shared or answer


def _read(clause: str) -> list[str]:
    """The poses of the clause's words and phrases, in order."""
    told = [pose for _, pose in placed_poses(clause)]
    return told or _purpose(clause.lower())


@lru_cache(maxsize=1024)
def placed_poses(clause: str) -> tuple[tuple[int, str], ...]:
    """Where in a clause its poses are told, and which they are."""
    lexicon = _lexicon()
    text = clause.lower()
    seen: list[tuple[int, str]] = []
    words = re.finditer(r"\w+", text)
    for number, at in sorted((number, word.start()) for word in words for number in _begun_by(word[0])):
        pose, phrase = lexicon.phrases[number]
        if match := _said(phrase).match(text, at):
            seen.append((at, pose))
            text = text[:at] + "q" * (match.end() - at) + text[match.end() :]
    seen += _verbs(text)
    return tuple((at, pose) for at, pose in sorted(seen) if pose != "-")


@lru_cache(maxsize=4096)
def _begun_by(word: str) -> tuple[int, ...]:
    """The phrases that may begin with a word."""
    openings = _lexicon().openings
    return tuple(number for end in range(len(word) + 1) for number in openings.get(word[:end], ()))


def placed_emotions(clause: str) -> list[tuple[int, str]]:
    """Where in a clause feelings are told, and which they are."""
    return [(match.start(), felt) for match in _WORD.finditer(clause.lower()) for felt in _feelings(match[0], 4)]


def is_state(clause: str, at: int) -> bool:
    """Whether the word there says how somebody is already (`sitting`), and not what happens."""
    word = _WORD.match(clause.lower(), at)
    return word is not None and word[0] in _lexicon().states


def _verbs(text: str) -> Iterator[tuple[int, str]]:
    """Where verbs stand that are said of the clause's subject, and their poses."""
    lexicon = _lexicon()
    before = ""
    for match in _WORD.finditer(text):
        word = match[0]
        opens = not before or before in ASIDE or before.endswith("ly")
        form = _base_of(word)
        if word in lexicon.states and (not before or before in _BEFORE_STATES or before.endswith("ly")):
            yield match.start(), lexicon.states[word]
        elif form and ((form != word and not word.endswith("ing") and opens) or before in _BEFORE_BASES or not before):
            yield match.start(), lexicon.poses[form]
        before = word


def _purpose(text: str) -> list[str]:
    """What somebody is about to do, where nothing is done: `came down to drink`."""
    found = (re.match(r"to (\w+)", text[at.start() :]) for at in re.finditer(r"\bto ", text))
    return [_lexicon().poses[match[1]] for match in found if match and match[1] in _lexicon().poses]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


@cache
def _forms(word: str) -> tuple[str, ...]:
    """The word and the base forms it may come from, likeliest first."""
    forms = [_lexicon().irregular.get(word, word)]
    for ending, instead in (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", ""), ("ing", "")):
        if word.endswith(ending) and len(word) - len(ending) > 1:
            stem = word[: -len(ending)] + instead
            forms += [stem, f"{stem}e"] + ([stem[:-1]] if len(stem) > 2 and stem[-1] == stem[-2] else [])
    return tuple(forms)


@cache
def _base_of(word: str) -> str | None:
    return next((form for form in _forms(word) if form in _lexicon().poses), None)


@cache
def _feelings(word: str, likeliest: int | None = None) -> tuple[str, ...]:
    """The feelings that a word names in its base forms, or in so many of the likeliest of them."""
    known = _lexicon().emotions
    return tuple(known[form] for form in _forms(word)[:likeliest] if form in known)


@cache
def _lexicon() -> _Lexicon:
    """What verbs.txt says; see there."""
    lexicon = _Lexicon({}, {}, {}, {}, [], {})
    for row in files("orchestrator.directing").joinpath("verbs.txt").read_text(encoding="utf-8").splitlines():
        head, _, words = row.partition(":")
        kind, _, meaning = head.partition(" ")
        match kind:
            case "pose":
                lexicon.poses.update(dict.fromkeys(words.split(), meaning))
            case "state":
                lexicon.states.update(dict.fromkeys(words.split(), meaning))
            case "emotion":
                lexicon.emotions.update(dict.fromkeys(words.split(), meaning))
            case "irregular":
                lexicon.irregular.update(
                    (form, base) for form, _, base in (pair.partition("=") for pair in words.split())
                )
            case "phrase":
                for phrase in words.split(" | "):
                    for letters in _begins(phrase.strip()):
                        lexicon.openings.setdefault(letters, []).append(len(lexicon.phrases))
                    lexicon.phrases.append((meaning, phrase.strip()))
            case _:
                pass
    return lexicon


def _begins(phrase: str) -> set[str]:
    """The letters that a phrase's first word begins with, in each of the ways that it may; none where they may be any."""
    group = re.match(r"\(\?:((?:[^()]|\([^()]*\))*)\)(?![?*])", phrase)
    ways = re.split(r"\|(?![^()]*\))", group[1]) if group else [phrase]
    return {re.split(r"[^a-z]|[a-z][?*{]", way)[0] for way in ways}


@cache
def _said(phrase: str) -> re.Pattern[str]:
    """A phrase, up to the end of a word. Most are in no film, so each is compiled when one of its first words is met."""
    return re.compile(rf"(?:{phrase})(?!\w)")
