"""A language model of our own making that tells fables: the story's own sentences as action, what is quoted as dialogue.

It reads a request as a model would and answers every stage. What it knows of each fable (who is in it, where it plays, who
says which quoted piece) stands in `fables_known.json`; the texts, in the public domain, are those of the Library of Congress's
Aesop in `tests/writing/test_told_fables.json`. Now and then it slips as real models do (see `slips.py`).
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from good_model import fenced, scenes_in
from slips import slipped

from orchestrator.testing import Asked, Reply, asked

Answer = dict[str, Any]

_HERE = Path(__file__).parent
_TEXTS = _HERE.parent / "writing" / "test_told_fables.json"
_SENTENCE_ENDS = re.compile(r"(?<!Mr)(?<=[.!?])(\"?) (?=[\"A-Z])")
_SAYS = (
    "said|asked|answered|replied|cried|called|begged|exclaimed|growled|laughed|snarled|whined|screamed|pleaded|added"
)
_ATTRIBUTION = re.compile(rf"^(?:[\w ]*\b(?:{_SAYS})\b[^.!?]*)[.!?;,]?$", re.IGNORECASE)
_LONGEST_ACTION = 30
"""Words of an action; a longer sentence becomes two."""


@dataclass(frozen=True)
class Piece:
    """A part of a sentence: quoted, the number of the quotation in the fable and its speaker, or told."""

    text: str
    speaker: str | None = None
    number: int | None = None
    manner: str | None = None


@dataclass(frozen=True)
class Fable:
    """A fable that the model knows."""

    title: str
    text: str
    people: dict[str, str]
    places: list[Answer]
    speakers: list[str]

    @cached_property
    def sentences(self) -> list[str]:
        """The fable's sentences; one that quotes somebody ends after the words that say who speaks."""
        found: list[str] = []
        start = 0
        for mark in _SENTENCE_ENDS.finditer(self.text):
            end = mark.end(1)
            if self.text[:end].count('"') % 2 == 0:
                found.append(self.text[start:end].strip())
                start = end
        return [*found, self.text[start:].strip()]

    @cached_property
    def quotations(self) -> list[str]:
        """What is said, piece by piece."""
        return self.text.split('"')[1::2]

    def place_of(self, stretch: str) -> str:
        """Where a stretch of the fable, from the beginning of a sentence on, plays."""
        before = self.text.index(stretch)
        number = 0
        while len(" ".join(self.sentences[:number])) < before - 1:
            number += 1
        return [place["name"] for place in self.places if place["from"] <= number][-1]

    def pieces(self, stretch: str) -> list[Piece]:
        """A stretch of the fable as what is told and what is said, in order."""
        at = self.text.index(stretch)
        number = self.text[:at].count('"') // 2
        found: list[Piece] = []
        for index, part in enumerate(stretch.split('"')):
            if index % 2:
                found.append(Piece(part, self.speakers[number], number))
                number += 1
            elif part.strip():
                found += _told(part.strip(), found)
        return found


def _told(part: str, before: list[Piece]) -> list[Piece]:
    """What stands between quotations. Words that only say who speaks go; what they say of the voice becomes its manner."""
    first, *rest = _sentences(part)
    attributes = before and before[-1].speaker is not None and _ATTRIBUTION.match(first)
    if not attributes:
        return [piece for sentence in (first, *rest) for piece in _shortened(sentence)]
    manner = first.partition(", ")[2].strip(" .,;")
    if manner:
        before[-1] = Piece(before[-1].text, before[-1].speaker, before[-1].number, manner)
    return [piece for sentence in rest for piece in _shortened(sentence)]


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<!Mr)(?<=[.!?]) (?=[A-Z])", text)


def _shortened(sentence: str) -> list[Piece]:
    """A sentence as one action, or as two where one shot would not show it."""
    words = sentence.split()
    commas = [index for index, word in enumerate(words[:-4], 1) if word[-1] in ",;" and index > 3]
    if len(words) <= _LONGEST_ACTION or not commas:
        return [Piece(sentence)]
    cut = min(commas, key=lambda index: abs(index - len(words) / 2))
    return [Piece(" ".join(words[:cut])), Piece(" ".join(words[cut:]))]


@cache
def fables() -> tuple[Fable, ...]:
    """The forty fables."""
    texts = json.loads(_TEXTS.read_text(encoding="utf-8"))
    known = json.loads((_HERE / "fables_known.json").read_text(encoding="utf-8"))
    return tuple(
        Fable(one["title"], texts[one["number"]]["fable"], one["people"], one["places"], one["speakers"])
        for one in known
    )


class Fabulist:
    """The model. `slips` counts what it got wrong at first, `corrections` how often it was told what is wrong."""

    def __init__(self) -> None:
        self.slips: Counter[str] = Counter()
        self.corrections = 0

    def __call__(self, request: dict[str, Any]) -> Reply:
        """Answer a request; a mistake is made at most once in a conversation."""
        what = asked(request)
        answer = _ANSWERS[what.name](what)
        if any(message["role"] == "assistant" for message in request["messages"]):
            self.corrections += 1
            return Reply(text=json.dumps(answer, ensure_ascii=False))
        slip, reply = slipped(what, answer)
        self.slips[slip] += 1
        return reply


def _fable(user: str) -> Fable:
    material = fenced(user, "MATERIAL").strip()
    return next(fable for fable in fables() if fable.text.strip() == material)


def _treatment(what: Asked) -> Answer:
    fable = _fable(what.user)
    wanted = int(re.search(r"beats: (\d+) of them", what.user)[1])  # type: ignore[index]
    count = min(wanted, len(fable.sentences))
    edges = [round(len(fable.sentences) * index / count) for index in range(count + 1)]
    return {
        "title": fable.title,
        "logline": f"{next(iter(fable.people))} learns what it costs.",
        "theme": "Nobody is spared what they ask for.",
        "characters": [_role(name, kind) for name, kind in fable.people.items()],
        "beats": [_step(fable, start, end) for start, end in pairwise(edges)],
    }


def _role(name: str, kind: str) -> Answer:
    looks = f"{name}, a sturdy {kind}, brown and grey, bright eyes, a red ribbon"
    return {"name": name, "kind": kind, "want": "to have it", "flaw": "never listens", "appearance": looks}


def _step(fable: Fable, start: int, end: int) -> Answer:
    told = fable.sentences[start:end]
    return {
        "name": " ".join(told[0].replace('"', "").split()[:4]),
        "what": " ".join(told),
        "place": fable.place_of(" ".join(told)),
        "time": None,
        "mood": None,
        "share": max(0.5, len(" ".join(told).split()) / 30),
    }


def _screenplay(what: Asked) -> Answer:
    fable = _fable(what.user)
    steps = re.findall(r"^STEP (\d+) \|.*\n+(.*)$", fenced(what.user, "TREATMENT"), re.MULTILINE)
    told = [(int(number), fable.place_of(text), text) for number, text in steps]
    groups: list[list[tuple[int, str, str]]] = []
    for step in told:
        if groups and groups[-1][-1][1] == step[1] and len(groups[-1]) < 3:
            groups[-1].append(step)
        else:
            groups.append([step])
    known = fenced(what.user, "PLACES")
    new = [place for place in fable.places if f"- {place['name']} (" not in known]
    return {
        "new_characters": [],
        "new_places": [
            {
                "name": place["name"],
                "kind": place["kind"],
                "appearance": "soft light, long grass, one old tree",
                "interior": place["interior"],
            }
            for place in new
            if any(group[0][1] == place["name"] for group in groups)
        ],
        "scenes": [_scene(fable, group) for group in groups],
    }


def _scene(fable: Fable, steps: list[tuple[int, str, str]]) -> Answer:
    pieces = [piece for _, _, text in steps for piece in fable.pieces(text)]
    return {
        "first_step": steps[0][0],
        "last_step": steps[-1][0],
        "place": steps[0][1],
        "time": "day",
        "weather": "clear",
        "mood": ("calm", "tense", "playful")[steps[0][0] % 3],
        "summary": " ".join(steps[0][2].replace('"', "").split()[:12]) + ".",
        "beats": [
            {
                "type": "action" if piece.speaker is None else "speech",
                "text": piece.text,
                "character": piece.speaker,
                "manner": piece.manner,
                "emotion": None,
                "seen": [name for name in fable.people if name in piece.text] if piece.speaker is None else [],
            }
            for piece in pieces
        ],
    }


def _shots(what: Asked) -> Answer:
    people = re.findall(r"^- (\S+) \(([^,)]*)", fenced(what.user, "PEOPLE"), re.MULTILINE)
    return {
        "scenes": [
            {"scene": scene, "shots": [shot for group in _groups(beats) for shot in _covered(group, people)]}
            for scene, beats in scenes_in(what.user).items()
        ]
    }


def _groups(beats: list[tuple[int, str, str]]) -> list[list[tuple[int, str, str]]]:
    """Two lines in a row share a shot now and then."""
    groups: list[list[tuple[int, str, str]]] = []
    for beat in beats:
        last = groups[-1][-1] if groups else None
        if last and last[1] == beat[1] != "action" and len(groups[-1]) < 2 and beat[0] % 3:
            groups[-1].append(beat)
        else:
            groups.append([beat])
    return groups


def _covered(beats: list[tuple[int, str, str]], people: list[tuple[str, str]]) -> list[Answer]:
    number, label, text = beats[0]
    seen = [one for one, name in people if name in text or label.startswith(f"speech of {one}")][:3]
    quotes: list[str | None] = [None]
    if label == "action" and len(text.split()) > 18 and number % 2:
        words = text.split()
        middle = len(words) // 2
        quotes = [" ".join(words[:middle]), " ".join(words[middle:])]
    sizes = ("wide", "medium", "close-up", "full", "medium-close")
    return [
        {
            "first": number,
            "last": beats[-1][0],
            "quote": quote,
            "size": sizes[(number + half) % len(sizes)],
            "angle": ("eye", "low", "eye", "high")[number % 4],
            "camera": ("static", "slow push in", "static", "pan left")[(number + half) % 4],
            "cast": [
                {"character": one, "state": None, "position": None, "facing": None, "emotion": None} for one in seen
            ],
            "props": [],
            "weight": 1 + number % 3 / 2,
        }
        for half, quote in enumerate(quotes)
    ]


def _sheets(what: Asked) -> Answer:
    people = re.findall(r"^- (\S+) \([^)]*\)(:?)", fenced(what.user, "PEOPLE"), re.MULTILINE)
    places = re.findall(r"^- (\S+) \(", fenced(what.user, "PLACES"), re.MULTILINE)
    return {
        "characters": [
            {
                "character": one,
                "appearance": None if known else "small and round, brown coat, long whiskers, a blue scarf",
                "states": [{"name": "muddy", "look": "covered in mud to the ears"}] if index == 0 else [],
                "default_state": None,
                "pitch": ("low", "high", "medium")[index % 3],
                "pace": "medium",
            }
            for index, (one, known) in enumerate(people)
        ],
        "places": [
            {"place": one, "kind": "meadow", "appearance": "long grass, a fence, one tree, low sun from the left"}
            for one in places
        ],
    }


def _critique(what: Asked) -> Answer:
    scene, beats = next(iter(scenes_in(what.user).items()))
    number, label, text = next((beat for beat in beats if beat[1] == "action"), beats[0])
    if label != "action":
        return {"suggestions": []}
    note = {"scene": scene, "beat": number, "change": "replace", "text": f"Slowly: {text}", "speaker": None}
    return {"suggestions": [{**note, "reason": "It is over too soon to be felt."}]}


_ANSWERS = {
    "TreatmentAnswer": _treatment,
    "ScreenplayAnswer": _screenplay,
    "ShotsAnswer": _shots,
    "SheetsAnswer": _sheets,
    "CritiqueAnswer": _critique,
}
