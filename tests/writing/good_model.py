"""A language model of our own making that does what the prompts of the stages ask for, as plainly as it can.

It reads a request as a model would: the numbered beats, ids and budgets in the text. Tests spoil what it says.
"""

import re
from typing import Any

from orchestrator.testing import asked

Answer = dict[str, Any]


def fenced(text: str, name: str) -> str:
    """What stands between the marks of `name`; the last, where there are several."""
    found = re.findall(rf"⟦{name}⟧\n?(.*?)\n?⟦/{name}⟧", text, re.DOTALL)
    return found[-1] if found else ""


def scenes_in(user: str) -> dict[str, list[tuple[int, str, str]]]:
    """The scenes of a request by id: beats as (number, label, text)."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for block in re.split(r"^SCENE ", fenced(user, "SCRIPT"), flags=re.MULTILINE)[1:]:
        head, *lines = block.splitlines()
        beats = [re.fullmatch(r"(\d+) (action|speech of .*?): (.*)", line) for line in lines if line]
        found[head.split(" | ")[0]] = [(int(beat[1]), beat[2], beat[3]) for beat in beats if beat]
    return found


def good_model(request: dict[str, Any]) -> Answer:
    """Answer any stage."""
    what = asked(request)
    return _ANSWERS[what.name](what.user)


def _role(name: str) -> Answer:
    return {
        "name": name,
        "kind": "person",
        "want": f"{name} wants to keep the light burning",
        "flaw": "never asks for help",
        "appearance": f"{name}, sixty, broad, grey braid, long nose, yellow oilskin coat and red scarf",
    }


def _step(number: int) -> Answer:
    return {
        "name": f"Turn {number}",
        "what": f"Mara climbs stair {number} and finds the lamp of Ben colder than before.",
        "place": "lighthouse gallery" if number % 2 else "kitchen",
        "time": None,
        "mood": "tense",
        "share": 1 + number % 3 / 2,
    }


def _count(user: str, pattern: str) -> int:
    found = re.search(pattern, user)
    assert found, pattern
    return int(found[1])


def _head() -> Answer:
    return {
        "title": "The Last Light",
        "logline": "A keeper must save a lamp that nobody needs.",
        "theme": "Being needed is not the same as being loved.",
        "characters": [_role("Mara"), _role("Ben")],
    }


def _treatment(user: str) -> Answer:
    return {**_head(), "beats": [_step(n) for n in range(1, _count(user, r"beats: (\d+) of them") + 1)]}


def _spine(user: str) -> Answer:
    count = _count(user, r"parts: (\d+) of them")
    return {**_head(), "parts": [f"Part {n}: the lamp goes out, and Mara lights it again." for n in range(count)]}


def _beats(user: str) -> Answer:
    done = len(re.findall("climbs stair", fenced(user, "SO_FAR")))
    return {"new_characters": [], "beats": [_step(done + n) for n in range(_count(user, r"That is (\d+) beat"))]}


def _screenplay(user: str) -> Answer:
    steps = re.findall(r"^STEP (\d+) \| .*?(\d+) spoken words", user, re.MULTILINE)
    known = fenced(user, "PLACES")
    new = [name for name in ("Gallery", "Kitchen") if name not in known]
    scenes = [_scene(int(number), int(words)) for number, words in steps]
    places = [
        {"name": name, "kind": "lighthouse", "appearance": "iron, wet, lamp", "interior": name == "Kitchen"}
        for name in new
    ]
    return {"new_characters": [], "new_places": places, "scenes": scenes}


def _scene(number: int, words: int) -> Answer:
    def beat(kind: str, text: str, who: str | None, seen: list[str]) -> Answer:
        return {"type": kind, "text": text, "character": who, "manner": None, "emotion": None, "seen": seen}

    line = " ".join(["dark"] * max(1, min(words - 1, 8))) + "."
    return {
        "first_step": number,
        "last_step": number,
        "place": "Gallery" if number % 2 else "Kitchen",
        "time": "night",
        "weather": "storm",
        "mood": "tense",
        "summary": f"Mara finds the lamp cold for the {number}. time.",
        "beats": [
            beat("action", f"Mara opens door {number} and lifts the lamp.", None, ["Mara"]),
            beat("speech", line, "Mara", []),
            beat("action", "She sets it down next to him. The glass cracks.", None, ["Mara", "Ben"]),
        ],
    }


def _shots(user: str) -> Answer:
    sizes = ("wide", "medium", "close-up", "full")
    cast = re.findall(r"^- (\S+) \(", fenced(user, "PEOPLE"), re.MULTILINE)[:1]
    seen = [{"character": one, "state": None, "position": None, "facing": None, "emotion": None} for one in cast]
    return {
        "scenes": [
            {
                "scene": scene,
                "shots": [
                    {
                        "first": number, "last": number, "quote": None, "size": sizes[number % 4], "angle": "eye",
                        "camera": "static", "cast": seen, "props": [], "weight": 1,
                    }
                    for number, _, _ in beats
                ],
            }
            for scene, beats in scenes_in(user).items()
        ]
    }  # fmt: skip


def _sheets(user: str) -> Answer:
    people = re.findall(r"^- (\S+) \([^)]*\)(:?)", fenced(user, "PEOPLE"), re.MULTILINE)
    places = re.findall(r"^- (\S+) \(", fenced(user, "PLACES"), re.MULTILINE)
    return {
        "characters": [
            {
                "character": one,
                "kind": "person",
                "appearance": None if known else f"{one}, forty, thin, black hair, scar on the chin, green coat",
                "states": [{"name": "wet", "look": "soaked, hair in the face"}], "default_state": None,
                "pitch": "low", "pace": "slow",
            }
            for one, known in people
        ],
        "places": [
            {"place": one, "kind": "room", "appearance": "white walls, one window to the left, a table, two chairs"}
            for one in places
        ],
    }  # fmt: skip


def _critique(user: str) -> Answer:
    scene, beats = next(iter(scenes_in(user).items()))
    number, _, text = beats[0]
    note = {"scene": scene, "beat": number, "change": "replace", "text": f"{text} Slowly.", "speaker": None}
    return {"suggestions": [{**note, "reason": "It is over too soon to be felt."}]}


def _translation(user: str) -> Answer:
    lines = re.findall(r"^(\d+) \| .*? \| at most \d+ words \| (.*)$", fenced(user, "LINES"), re.MULTILINE)
    return {"lines": [{"number": int(number), "text": text.upper()} for number, text in lines]}


_ANSWERS = {
    "StoryAnswer": lambda user: {"retold": f"Then came: {fenced(user, 'MATERIAL')[:60]}"},
    "TreatmentAnswer": _treatment,
    "SpineAnswer": _spine,
    "BeatsAnswer": _beats,
    "ScreenplayAnswer": _screenplay,
    "ShotsAnswer": _shots,
    "SheetsAnswer": _sheets,
    "CritiqueAnswer": _critique,
    "TranslationAnswer": _translation,
}
