"""Verbs that follow another subject: `they walk` becomes `the woman walks`."""

import re

from orchestrator.directing.acting_clauses import words_of

_FIRST = re.compile(
    r"^(\s*(?:(?:\w+ly|both|all|also|then|now|never|always|still|just|again)\s+)*)([^\W\d_]+)(n['’]t\b)?"
)
_FORMS = {"are": "is", "were": "was", "have": "has", "do": "does", "go": "goes", "am": "is"}
_SAME = words_of(
    "is was has does had did can could will would shall should may might must been who and or but then as came went ran "
    "saw sat stood took gave got made said told fell flew found felt left held kept heard knew led lay lost met rose sang "
    "sank spoke swam swung threw thought turned wore won wrote began broke brought built caught chose cried drank drew "
    "drove ate fought forgot froze grew hid hung leapt lit rode rang shook shone shut slept slid stole struck swept taught "
    "tore understood woke wept in on at by to of from with the a an not"
)


def agreed(text: str) -> str:
    """Return the text with its first word as a verb of one person."""
    match = _FIRST.match(text)
    if match is None:
        return text
    word = match[2]
    plain = word.lower()
    if plain in _SAME or plain.endswith(("ed", "ing", "ly")) or (plain.endswith("s") and not plain.endswith("ss")):
        return text
    return match[1] + _third(plain) + text[match.end(2) :]


def _third(verb: str) -> str:
    if verb in _FORMS:
        return _FORMS[verb]
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou") else f"{verb}s"
