"""The people of a treatment: whom a person renamed, gave other looks, or brought."""

import random
import re

from orchestrator.film.screenplay import Action, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, VoiceSheet
from orchestrator.film.treatment import Role, Treatment
from orchestrator.writing.lexicon import beasts, names
from orchestrator.writing.morphology import with_article
from orchestrator.writing.told_people import Person
from orchestrator.writing.told_sheets import sheet_of
from orchestrator.writing.treated import Passage, Sketch
from orchestrator.writing.writer import Brief

_DRESSED = re.compile(r"\b(?:in|wears?|wearing|dressed)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:woman|girl|lady|mother|grandmother|daughter|sister|queen|aunt|wife|she|her)\b", re.IGNORECASE)
_HE = re.compile(r"\b(?:man|boy|father|grandfather|son|brother|king|uncle|husband|he|his)\b", re.IGNORECASE)
_CHILD = re.compile(r"\b(?:child|girl|boy|kid|little|young)\b", re.IGNORECASE)
_OLD = re.compile(r"\b(?:old|elderly|grandmother|grandfather|aged|(?:sixty|seventy|eighty|ninety)\b)", re.IGNORECASE)


class Renaming:
    """New names for those who keep their ids."""

    def __init__(self, treatment: Treatment, own: Sketch | None) -> None:
        before = {role.id: role.name for role in own.treatment.characters} if own else {}
        pairs: list[tuple[str, str]] = []
        for role in treatment.characters:
            old = before.get(role.id)
            if old and old != role.name:
                pairs += _forms(old, role.name)
        self._pairs = [(re.compile(rf"(?<!\w){re.escape(old)}(?!\w)"), new) for old, new in pairs]

    def text(self, text: str) -> str:
        """Return a text with the new names."""
        for pattern, new in self._pairs:
            text = pattern.sub(lambda _, to=new: to, text)
        return text

    def passage(self, passage: Passage) -> Passage:
        """Return a passage with the new names, in its prose and in its beats."""
        return Passage(self.text(passage.text), tuple(self._beat(beat) for beat in passage.beats))

    def scene(self, scene: ScreenplayScene) -> ScreenplayScene:
        """Return a scene with the new names wherever somebody is named."""
        if not self._pairs:
            return scene
        beats = tuple(self._beat(beat) for beat in scene.beats)
        return scene.model_copy(update={"beats": beats, "summary": self.text(scene.summary)})

    def _beat(self, beat: Action | Speech) -> Action | Speech:
        text = self.text(beat.text)
        return beat if text == beat.text else beat.model_copy(update={"text": text})


def _forms(old: str, new: str) -> list[tuple[str, str]]:
    """Return each way a name stands in running text with what stands there now, longest first."""
    bare = old.removeprefix("The ")
    if bare == old:
        return [(old, new), (old.upper(), new.upper())]
    fresh = new.removeprefix("The ")
    inside = f"the {fresh}" if fresh != new else new
    return [(f"the {bare}", inside), (old, new), (old.upper(), new.upper()), (bare, fresh)]


def cast_of(treatment: Treatment, own: Sketch | None, brief: Brief) -> tuple[Character, ...]:
    """Return the sheets of a treatment's characters, and of those of the writer's own that it no longer has."""
    sheets = {sheet.id: sheet for sheet in own.screenplay.characters} if own else {}
    before = {role.id: role for role in own.treatment.characters} if own else {}
    found: dict[str, Character] = {}
    for role in treatment.characters:
        sheet, was = sheets.get(role.id), before.get(role.id)
        found[role.id] = _changed(sheet, role, was) if sheet and was else _new(role, brief)
    order = [*(sheets if own else ()), *(identity for identity in found if identity not in sheets)]
    return tuple(found.get(identity) or sheets[identity] for identity in order)


def _changed(sheet: Character, role: Role, was: Role) -> Character:
    update: dict[str, object] = {}
    if role.name != was.name:
        update["name"] = role.name
    if role.kind != was.kind:
        update["kind"] = role.kind
    if role.appearance != was.appearance:
        update["appearance"] = role.appearance
        if _DRESSED.search(role.appearance):
            # What is worn is told anew; the old clothes would speak against it.
            update |= {"states": {}, "default_state": None}
    return sheet.model_copy(update=update) if update else sheet


def _new(role: Role, brief: Brief) -> Character:
    """Return a sheet for somebody whom a person brought: their words for the looks, the look of the kind without any."""
    kind = role.kind.strip() or "person"
    said = f"{role.name} {role.appearance}"
    first = role.name.split()[0]
    gender = gender_of(said) or next((known for known in ("she", "he") if first in names()[known]), "any")
    head = kind.lower()
    if head == "person":
        head = "girl" if gender == "she" else "boy"
        head = head if _CHILD.search(said) else {"girl": "woman", "boy": "man"}[head]
    person = Person(role.id, head, "old" if _OLD.search(said) else "", many=False, name=role.name, gender=gender)
    known = kind.lower() == "person" or head in beasts()
    plain = sheet_of(person, brief.settings.seed) if known else _other(role, kind, brief)
    if not role.appearance:
        return plain
    return plain.model_copy(update={"appearance": role.appearance, "states": {}, "default_state": None})


def gender_of(said: str) -> str:
    """Return `she` or `he` where words for somebody's looks say it."""
    return "she" if _SHE.search(said) else "he" if _HE.search(said) else ""


def _other(role: Role, kind: str, brief: Brief) -> Character:
    pitch = random.Random(f"{brief.settings.seed}/{role.id}/voice").choice(("low", "medium", "high"))
    return Character(
        id=role.id, name=role.name, kind=kind, appearance=with_article(kind), voice=VoiceSheet.model_validate({"pitch": pitch})
    )  # fmt: skip
