"""Clothes that a told story puts on somebody or takes off them: another state of their sheet from there on.

Only sentences that begin with somebody's name and say it outright count; what is taken off must be something that they wear.
"""

import re
from collections.abc import Iterator, Mapping

from orchestrator.film.screenplay import Action, Screenplay, Speech
from orchestrator.film.sheets import Character

_GARMENT = (
    "crown|hat|cap|hood|helmet|mask|veil|wig|cloak|cape|coat|jacket|tunic|shirt|apron|robes?|dress|gown|scarf|shawl|boots|"
    "gloves|spectacles|glasses|armou?r"
)
_ON = rf"(?:puts?|pulls?|pulled) on (?P<item>(?:an?|the|his|her|their) (?:[a-z-]+ ){{0,2}}?(?:{_GARMENT}))\b"
_OFF = (
    r"(?:takes? off|took off|throws? off|threw off|pulls? off|pulled off|loses?|lost) "
    rf"(?:the|his|her|their) (?:[a-z-]+ ){{0,2}}?(?P<noun>{_GARMENT})\b"
)
_MOST_STATES = 6


def with_wardrobe(screenplay: Screenplay) -> Screenplay:
    """Return the screenplay with the states that its people get on the way, and the beats from which on they are in them."""
    sheets = {sheet.id: sheet for sheet in screenplay.characters}
    wearing = {sheet.id: _items(sheet) for sheet in screenplay.characters if sheet.default_state}
    waiting: dict[str, str] = {}
    scenes = list(screenplay.scenes)
    for number, scene in enumerate(scenes):
        beats: list[Action | Speech] = []
        for beat in scene.beats:
            for who, items in _changes(beat, sheets, wearing):
                wearing[who] = items
                sheets[who], waiting[who] = _in_clothes(sheets[who], items)
            if waiting and isinstance(beat, Action):
                # What a storyteller says is seen from the next picture on.
                beats.append(beat.model_copy(update={"from_here": {**beat.from_here, **waiting}}))
                waiting = {}
            else:
                beats.append(beat)
        scenes[number] = scene.model_copy(update={"beats": tuple(beats)})
    return screenplay.model_copy(update={"characters": tuple(sheets.values()), "scenes": tuple(scenes)})


def _items(sheet: Character) -> list[str]:
    return sheet.states[sheet.default_state or ""].split(" and ")


def _changes(
    beat: Action | Speech, sheets: Mapping[str, Character], wearing: Mapping[str, list[str]]
) -> Iterator[tuple[str, list[str]]]:
    """Whose clothes a beat changes, and what they wear then; words that somebody says change nothing."""
    if isinstance(beat, Speech) and beat.character is not None:
        return
    for who, items in wearing.items():
        name = re.escape(re.sub(r"^the ", "", sheets[who].name, flags=re.IGNORECASE))
        opens = rf"(?:the )?{name} (?:[a-z]+ly )?"
        on, off = (re.match(opens + what, beat.text, re.IGNORECASE) for what in (_ON, _OFF))
        if on and (item := _indefinite(on["item"].lower())) not in items and len(sheets[who].states) < _MOST_STATES:
            noun = item.split(" ")[-1]
            yield who, [*(one for one in items if one.split(" ")[-1] != noun), item]
        elif off and len(items) > 1 and any(one.split(" ")[-1] == off["noun"].lower() for one in items):
            yield who, [one for one in items if one.split(" ")[-1] != off["noun"].lower()]


def _indefinite(item: str) -> str:
    """A garment as a sheet names it: nobody who reads the sheet knows which one is meant by `the`."""
    _, _, rest = item.partition(" ")
    plural = rest.endswith(("s", "armor", "armour")) and not rest.endswith("dress")
    article = "" if plural else "an " if rest[:1] in "aeiou" else "a "
    return article + rest


def _in_clothes(sheet: Character, items: list[str]) -> tuple[Character, str]:
    """The sheet with a state for these clothes, and which that is."""
    look = " and ".join(items)
    known = next((state for state, said in sheet.states.items() if said == look), None)
    if known is not None:
        return sheet, known
    before = _items(sheet)
    new = [item.split(" ")[-1] for item in items if item not in before]
    gone = [item.split(" ")[-1] for item in before if item not in items]
    name = f"with-{new[-1]}" if new else f"without-{gone[-1]}"
    while name in sheet.states:
        name += "-too"
    return sheet.model_copy(update={"states": {**sheet.states, name: look}}), name
