"""What is seen while a clause is told: the clause itself, standing on its own."""

import re

from orchestrator.writing.lexicon import verb_lemma
from orchestrator.writing.told_choose import Unit
from orchestrator.writing.told_people import People

_JOINS = re.compile(
    r"^(?:(?:[Aa]nd|[Bb]ut|[Yy]et|[Tt]hen|[Nn]ow|[Tt]hus)\b,?\s*|"
    r"(?:[Ss]o|for|because|that)\b,?\s*(?=(?:he|she|it|they|the|an?|his|her|their|there|all|as|[A-Z]\w+)\b))"
)
_PRONOUN = re.compile(r"^(he|she|it|they)\b", re.IGNORECASE)


def picture_of(clause: str, unit: Unit, people: People) -> str:
    """Return a clause as a line of action: without the word that joins it on, its subject by name."""
    text = re.sub(r",?\s(?:and|but|or|so)$", "", clause.strip().rstrip(",;:—- "))
    stripped = _JOINS.sub("", text)
    while stripped != text:
        text, stripped = stripped, _JOINS.sub("", stripped)
    match = _PRONOUN.match(text)
    several = bool(match) and match[1].lower() == "they" if match else False
    meant = [people.all[one] for one in unit.people if not match or people.all[one].many == several]
    if match and not several:
        pronoun = match[1].lower()
        meant = [person for person in meant if person.gender in (pronoun, "any" if pronoun != "it" else "it")]
    subject = meant[0].name if meant else ""
    if match:
        text = f"{subject}{text[match.end() :]}" if subject else text
    elif subject and _lacks_subject(text, clause) and meant[0].head not in text.lower():
        text = f"{subject} {text}"
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in ".!?…" else f"{text}."


def _lacks_subject(text: str, clause: str) -> bool:
    """Whether a clause that was joined on begins with its verb: `and carried it off`."""
    words = text.split()
    joined = clause[:1].islower() and bool(words)
    return (
        joined and bool(verb_lemma(words[0].lower().strip(",."))) and words[0].lower() != verb_lemma(words[0].lower())
    )
