"""The mistakes that real models make, each put into an answer that was right."""

import copy
import json
import zlib
from collections.abc import Callable
from typing import Any

from orchestrator.testing import Asked, Reply

Answer = dict[str, Any]
Slip = Callable[[Asked, Answer], "Reply | None"]
_CUT_OFF_FROM = 4
"""Steps from which an answer is too long for the model that gets cut off."""


def slipped(what: Asked, answer: Answer) -> tuple[str, Reply]:
    """Return the name of the slip that this question meets, `none` for every other one or so, and what is said then."""
    choices = (*_ANYWHERE, *_OF_STAGE.get(what.name, ()), None, None)
    chosen = choices[zlib.crc32(what.user.encode()) % len(choices)]
    right = json.dumps(answer, ensure_ascii=False)
    if chosen is None:
        return "none", Reply(text=right)
    reply = chosen(what, copy.deepcopy(answer))
    return (chosen.__name__, reply) if reply else ("none", Reply(text=right))


def _say(answer: Answer) -> Reply:
    return Reply(text=json.dumps(answer, ensure_ascii=False))


def in_a_fence(_what: Asked, answer: Answer) -> Reply:
    """The answer stands in a fence, among other words."""
    return Reply(
        text=f"Here it is:\n\n```json\n{json.dumps(answer, ensure_ascii=False, indent=1)}\n```\nAnything else?"
    )


def thinks_aloud(_what: Asked, answer: Answer) -> Reply:
    """Thoughts come first, with a draft of the answer in them."""
    return Reply(text=f'<think>Maybe {{"scenes": []}}? No, rather:</think>\n{json.dumps(answer, ensure_ascii=False)}')


def forgets_a_field(_what: Asked, answer: Answer) -> Reply:
    """A field that must be there is left out."""
    answer.pop(next(iter(answer)))
    return _say(answer)


def only_chats(_what: Asked, _answer: Answer) -> Reply:
    """No JSON at all."""
    return Reply(text="Of course! I would love to help with your film. Shall we start?")


def one_beat_for_all(_what: Asked, answer: Answer) -> Reply:
    """A treatment of one beat."""
    answer["beats"] = answer["beats"][:1]
    return _say(answer)


def unknown_speaker(_what: Asked, answer: Answer) -> Reply | None:
    """Somebody speaks whom nobody introduced."""
    speeches = [beat for scene in answer["scenes"] for beat in scene["beats"] if beat["type"] == "speech"]
    if not speeches:
        return None
    speeches[0]["character"] = "The Owl"
    return _say(answer)


def step_left_out(_what: Asked, answer: Answer) -> Reply | None:
    """The last step is not told."""
    if len(answer["scenes"]) < 2:
        return None
    answer["scenes"].pop()
    return _say(answer)


def unknown_place(_what: Asked, answer: Answer) -> Reply:
    """A scene plays where nobody has been."""
    answer["scenes"][0]["place"] = "Moon"
    return _say(answer)


def cut_off(what: Asked, answer: Answer) -> Reply | None:
    """The answer is too long and ends in the middle; smaller ones fit."""
    if what.user.count("\nSTEP ") < _CUT_OFF_FROM:
        return None
    text = json.dumps(answer, ensure_ascii=False)
    return Reply(text=text[: len(text) * 2 // 3], finish="length")


def beat_that_is_not_there(_what: Asked, answer: Answer) -> Reply:
    """A shot refers to a beat behind the last."""
    answer["scenes"][-1]["shots"][-1]["last"] += 1
    return _say(answer)


def beat_left_out(_what: Asked, answer: Answer) -> Reply:
    """The first beat of a scene is in no shot."""
    shots = answer["scenes"][0]["shots"]
    shots[0]["first"] += 1
    shots[0]["last"] += 1
    return _say(answer)


def quote_of_its_own(_what: Asked, answer: Answer) -> Reply | None:
    """A quote is not word for word."""
    quoting = [shot for scene in answer["scenes"] for shot in scene["shots"] if shot["quote"]]
    if not quoting:
        return None
    quoting[0]["quote"] = "What happens next is told in other words"
    return _say(answer)


def unknown_cast(_what: Asked, answer: Answer) -> Reply:
    """Somebody is in the picture who is not in the film."""
    seen = {"character": "the-owl", "state": None, "position": None, "facing": None, "emotion": None}
    answer["scenes"][0]["shots"][0]["cast"].append(seen)
    return _say(answer)


def unknown_move(_what: Asked, answer: Answer) -> Reply:
    """A camera move that does not exist."""
    answer["scenes"][0]["shots"][0]["camera"] = "teleport into her soul"
    return _say(answer)


def sheet_left_out(_what: Asked, answer: Answer) -> Reply | None:
    """Somebody who was asked for has no sheet."""
    if not answer["characters"]:
        return None
    answer["characters"].pop()
    return _say(answer)


def state_that_is_not_there(_what: Asked, answer: Answer) -> Reply | None:
    """The usual look is none of the looks."""
    if not answer["characters"]:
        return None
    answer["characters"][0]["default_state"] = "sunburnt"
    return _say(answer)


def note_on_no_scene(_what: Asked, answer: Answer) -> Reply:
    """The critic speaks of another film."""
    note = {"scene": "the-heist", "beat": 1, "change": "cut", "text": None, "speaker": None, "reason": "Too long."}
    answer["suggestions"].append(note)
    return _say(answer)


_ANYWHERE: tuple[Slip, ...] = (in_a_fence, thinks_aloud, forgets_a_field, only_chats)
_OF_STAGE: dict[str, tuple[Slip, ...]] = {
    "TreatmentAnswer": (one_beat_for_all,),
    "ScreenplayAnswer": (unknown_speaker, step_left_out, unknown_place, cut_off, cut_off),
    "ShotsAnswer": (beat_that_is_not_there, beat_left_out, quote_of_its_own, unknown_cast, unknown_move),
    "SheetsAnswer": (sheet_left_out, state_that_is_not_there),
    "CritiqueAnswer": (note_on_no_scene,),
}
SLIPS = frozenset(slip.__name__ for slip in (*_ANYWHERE, *(slip for row in _OF_STAGE.values() for slip in row)))
"""The names of all slips."""
