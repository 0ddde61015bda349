"""The last resort where a prompt does not fit: a model that cuts it off would choose worse than we do.

First the action loses its later sentences, the last first and never the first; then the looks of who is on stage lose what
follows their first phrase. What somebody is, and the words of the state, stay.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from orchestrator.directing.prompting.mentions_names import quoted
from orchestrator.directing.prompting.phrases import phrases
from orchestrator.directing.prompting.prompt import Clause
from orchestrator.directing.prompting.values import Part

_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)[.!?…]+[\"”’)]*\s+(?=\W*[^\W\d_a-z])")
_TELLING = ("action", "motion")
_LOOKS = ("others", "cast", "action")
"""Where looks are told; of who is told beside the action they go first."""


def shorter(parts: Sequence[Part]) -> Iterator[tuple[tuple[Part, ...], Part]]:
    """Yield the parts shorter and shorter, each time with what went."""
    now = tuple(parts)
    while (cut := _last_sentence(now)) is not None:
        now, went = cut
        yield now, went
    while (cut := _last_detail(now)) is not None:
        now, went = cut
        yield now, went


def _last_sentence(parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], Part] | None:
    """The parts without the last sentence of what happens; whom it described is described beside the action then."""
    cuts = {name: start for name in _TELLING if (start := _last_start(_text(parts, name)))}
    name = next((name for name in _TELLING if name in cuts), None)
    if name is None:
        return None
    text = _text(parts, name)[cuts[name] :]
    # The words of the looks in it have origins of their own, and stay in the prompt.
    origin = next(part.clause.origin for part in reversed(parts) if part.clause.name == name and not part.entity)
    rest = parts
    for one, start in cuts.items():
        rest = _until(rest, one, start)
    lost = _described(parts) - _described(rest)
    beside = [
        part._replace(clause=replace(part.clause, name="others"))
        for part in parts
        if part.clause.name == "cast" and part.entity in lost
    ]
    return (*rest, *beside), Part(Clause(name, text, origin, "last"))


def _text(parts: Sequence[Part], name: str) -> str:
    return "".join(part.clause.text for part in parts if part.clause.name == name)


def _last_start(text: str) -> int:
    """Where the last sentence begins; 0 where there is only one."""
    spoken = quoted(text)
    starts = [match.end() for match in _SENTENCE_END.finditer(text)]
    return max((at for at in starts if not any(start < at < end for start, end in spoken)), default=0)


def _until(parts: Sequence[Part], name: str, end: int) -> tuple[Part, ...]:
    """The parts, those of one value cut off at a position of its text."""
    found: list[Part] = []
    at = 0
    for part in parts:
        if part.clause.name == name:
            text = part.clause.text[: max(0, end - at)]
            at += len(part.clause.text)
            if text.strip():
                text = text.rstrip() if at >= end else text
                found.append(part._replace(clause=replace(part.clause, text=text)))
        else:
            found.append(part)
    return tuple(found)


def _described(parts: Sequence[Part]) -> set[str]:
    return {part.entity for part in parts if part.clause.name == "action" and part.entity}


def _last_detail(parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], Part] | None:
    """The parts without one phrase of somebody's looks: of whoever comes last, and who acts comes before the others."""
    for name in _LOOKS:
        for number in reversed(range(len(parts))):
            part = parts[number]
            if part.clause.name == name and part.entity and part.clause.origin.endswith(": appearance"):
                told = phrases(part.clause.text)
                if len(told) > 1:
                    return _without(parts, part.entity, told), _detail(part, told[-1])
    return None


def _detail(part: Part, phrase: str) -> Part:
    return Part(Clause(part.clause.name, phrase, part.clause.origin, "last"), entity=part.entity)


def _without(parts: tuple[Part, ...], entity: str, told: tuple[str, ...]) -> tuple[Part, ...]:
    """The parts, the last phrase of somebody's looks gone wherever they are told; the comma behind them stays."""
    found: list[Part] = []
    for part in parts:
        text = part.clause.text
        if part.entity == entity and part.clause.name in _LOOKS and phrases(text) == told:
            behind = text[len(text.rstrip(" ,")) :]
            kept = text[: text.rstrip(" ,").rindex(told[-1])].rstrip(" ,")
            found.append(part._replace(clause=replace(part.clause, text=kept + behind)))
        else:
            found.append(part)
    return tuple(found)
