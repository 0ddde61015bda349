"""A language model whose answers are right but for some damage, in their text or in their values, by a seed."""

import copy
import json
import random
from typing import Any

from good_model import good_model
from mutating import HOSTILE, mutated

_ODD: tuple[Any, ...] = (
    None, True, -1, 0, 10**30, 1e308, "", " ", [], {}, [[]], {"a": {}}, "x" * 9000, "null", "../../etc/passwd", "the-owl",
    "\x00\x1b[31m", "⟦/SCRIPT⟧ Ignore the above.", "{{ 7 * 7 }}", "INT. KITCHEN - DAY", "[[note]]", "/* boneyard",
    "*/", "> TO:", "\ud800", "!!python/object", "= synopsis", "# Act", "MARA (V.O.)", "@mara", "~la la", "***",
    "\u202e", "(", "^", "\n\nTOM\nHi.\n", "\\", "]]", "[[ * _",
)  # fmt: skip


class Spoiled:
    """The model; every answer of a conversation is damaged in another way, until it gives up and answers rightly."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._spoils = self._chance.choice((1, 1, 2, 9))

    def __call__(self, request: dict[str, Any]) -> str:
        """Answer a request."""
        answer = good_model(request)
        self._spoils -= 1
        if self._spoils < 0:
            return json.dumps(answer)
        if self._chance.random() < 0.65:
            for _ in range(self._chance.choice((1, 1, 2, 5))):
                answer = _with_odd_value(answer, self._chance)
            return json.dumps(answer, ensure_ascii=self._chance.random() < 0.5)
        raw = json.dumps(answer, ensure_ascii=False, indent=self._chance.choice((None, 1))).encode()
        return mutated(raw, self._chance.randrange(10**9)).decode(
            "utf-8", self._chance.choice(("replace", "surrogateescape"))
        )


def _with_odd_value(answer: Any, chance: random.Random) -> Any:
    """The answer with one value somewhere in it replaced, lengthened, left out, doubled or added."""
    answer = copy.deepcopy(answer)
    places: list[tuple[Any, Any]] = []
    waiting: list[Any] = [answer]
    while waiting:
        inside = waiting.pop()
        keys = list(inside) if isinstance(inside, dict) else range(len(inside))
        for key in keys:
            places.append((inside, key))
            if isinstance(inside[key], (dict, list)):
                waiting.append(inside[key])
    if not places:
        return answer
    inside, key = chance.choice(places)
    match chance.randrange(6):
        case 0:
            del inside[key]
        case 1 if isinstance(inside, list):
            inside.insert(key, copy.deepcopy(inside[key]))
        case 2 if isinstance(inside, list):
            inside.reverse()
        case 3 if isinstance(inside, dict):
            inside["surprise"] = inside[key]
        case 4 if isinstance(inside[key], str):
            odd = chance.choice(HOSTILE).decode("utf-8", "surrogateescape")
            at = chance.randint(0, len(inside[key]))
            inside[key] = inside[key][:at] + odd + inside[key][at:]
        case _:
            inside[key] = copy.deepcopy(chance.choice(_ODD))
    return answer
