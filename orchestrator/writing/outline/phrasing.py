"""Templates of prose: `{slots}` that stand for particulars of the idea, and `[this|that]` choices, nested at will."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from orchestrator.writing.morphology import sentence
from orchestrator.writing.outline.chance import Chance

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([A-Za-z0-9_']+)\}")
_ROUNDS = 12


@dataclass(frozen=True)
class Phrase:
    """A finished sentence or two, and the slots it used."""

    text: str
    slots: frozenset[str]


def phrase(template: str, slots: Mapping[str, str], chance: Chance) -> Phrase:
    """Return `template` with its choices made and its slots filled; slots may hold templates themselves.

    A slot's name with a capital gives its value with one.

    Raises:
        KeyError: if the template names a slot that does not exist.
    """
    used: set[str] = set()

    def fill(match: re.Match[str]) -> str:
        key = match[1]
        if key not in slots and key[:1].lower() + key[1:] in slots:
            used.add(key[:1].lower() + key[1:])
            value = slots[key[:1].lower() + key[1:]]
            return value[:1].upper() + value[1:]
        used.add(key)
        return slots[key]

    text = template
    for _ in range(_ROUNDS):
        before = text
        while _CHOICE.search(text):
            text = _CHOICE.sub(lambda match: chance.pick(match[1].split("|")), text)
        text = _SLOT.sub(fill, text)
        if text == before:
            break
    return Phrase(sentence(_tidy(text)), frozenset(used))


def _tidy(text: str) -> str:
    text = re.sub(r"\b(\w+)( \1\b)+", r"\1", text)
    text = re.sub(r"\bthe the\b", "the", text, flags=re.IGNORECASE)
    text = re.sub(
        r"\b(my|your|another|one|no|such|second|their) (?:the|his|her|its|my|your) ", r"\1 ", text, flags=re.I
    )
    return re.sub(r"\b(?:the|a|an) (the|his|her|its|my|your) ", r"\1 ", text)
