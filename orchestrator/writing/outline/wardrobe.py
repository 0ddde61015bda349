"""Clothes that a story takes or gives: a state of the sheet, and the beat from which on it holds.

Only what is certain: what a shape's own beats have somebody put on or take off, and a garment that the whole story is about.
Who has no clothes (an animal, a storm) changes none.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene
from orchestrator.film.sheets import Character
from orchestrator.writing.outline.people import Player

USUAL = "usual"


@dataclass(frozen=True)
class Change:
    """A beat of a shape, known by words of it, from which on the first (A) or the second (B) is in a state."""

    who: Literal["A", "B"]
    words: str
    state: str


CHANGES: Mapping[str, tuple[Change, ...]] = {
    "heist": (
        Change("A", "puts on a black mask", "masked"),
        Change("A", "takes off the black mask", USUAL),
        Change("B", "takes off the black mask", "masked"),
    ),
    "transformation": (
        Change("A", "falls on {A} from above", "splendid"),
        Change("A", "throws off all", USUAL),
    ),
    "gift": (Change("B", "puts the hat that", "hatted"),),
    "misunderstanding": (
        Change("A", "and throw flowers", "garlanded"),
        Change("A", "takes off the flowers", USUAL),
    ),
}
"""What happens in the shapes, by their names and in their order."""

WORN: Mapping[str, str] = {
    "masked": "{usual} and a black mask",
    "splendid": "shining robes of white and gold and a tall plumed hat",
    "hatted": "{usual} and a battered hat that is too large",
    "garlanded": "{usual} and wreaths of flowers",
}
_AWAY = frozenset({"return", "heist", "stealing", "caper"})
"""Shapes in which the thing that it is all about is not with its owner when the film begins."""
_MISSED = r"\b(?:lost|missing|stolen|misplaced|los(?:es?|ing|t) (?:her|his|its|their|the|a)) {}\b"
_TRADED = r"\btakes the {} and shuts it in\b"
_HAD_AGAIN = r"\btakes (?:her|his|its|their) {} back\b"
"""How the bargain of a story is told (`stakes`)."""
_BACK = r"\b(?:gets? hold of|puts? on) the (?:[a-z -]+ )?{}[,.]"


def dressed(
    screenplay: Screenplay, players: Sequence[Player], shape: str, thing: str, idea: str
) -> tuple[Screenplay, tuple[Player, ...]]:
    """Return the screenplay with the states in which its people are, and the players with the same sheets.

    `thing` is what the story is about, as one noun, if it is about a thing.
    """
    found = list(players)
    scenes = screenplay.scenes
    for index, player in enumerate(found):
        if item := _worn(player.sheet, thing if shape in _AWAY else "", idea):
            bare, gone = _without(player.sheet, item)
            found[index] = replace(player, sheet=bare.model_copy(update={"default_state": gone}))
            scenes = _from_then(scenes, player.id, _BACK.format(re.escape(item.split(" ")[-1])), USUAL)
    for index, player in enumerate(found):
        scenes, sheet = _traded(scenes, player.sheet)
        found[index] = replace(player, sheet=sheet)
    changes = [change for change in CHANGES.get(shape, ()) if _usual(found[change.who == "B"].sheet)]
    scenes = _with_changes(scenes, changes, found)
    sheets = {player.id: player.sheet for player in found}
    characters = tuple(sheets.get(sheet.id, sheet) for sheet in screenplay.characters)
    return screenplay.model_copy(update={"characters": characters, "scenes": scenes}), tuple(found)


def _usual(sheet: Character) -> str:
    return sheet.states.get(USUAL, "")


def _at_first(sheet: Character) -> str:
    return sheet.default_state or USUAL


def _with_changes(
    scenes: tuple[ScreenplayScene, ...], changes: Sequence[Change], players: list[Player]
) -> tuple[ScreenplayScene, ...]:
    """The scenes with what a shape's beats have people put on and take off; their sheets get those states."""
    names = {player.id: who for who, player in zip("AB", players, strict=False)}
    of = {player.id: player for player in players}
    told: dict[str, list[str]] = {}

    def changed(beat: Action) -> Action:
        states = {
            who: _at_first(of[who].sheet) if change.state == USUAL else change.state
            for who, letter in names.items()
            for change in changes
            if change.who == letter and change.words.replace("{A}", players[0].label) in beat.text
        }
        for who, state in states.items():
            told.setdefault(who, []).append(state)
        return beat.model_copy(update={"from_here": {**beat.from_here, **states}}) if states else beat

    scenes = _each(scenes, changed)
    for index, player in enumerate(players):
        if states := told.get(player.id):
            # Who only takes something off has worn it from the beginning.
            first = next((change.state for change in changes if names.get(player.id) == change.who), USUAL)
            players[index] = replace(player, sheet=_with_states(player.sheet, states, first))
    return scenes


def _with_states(sheet: Character, told: Sequence[str], first: str) -> Character:
    before = _at_first(sheet)
    worn = [state for state in dict.fromkeys((*told, first)) if state in WORN]
    states = {state: WORN[state].format(usual=sheet.states[before]) for state in worn}
    return sheet.model_copy(
        update={"states": {**sheet.states, **states}, "default_state": first if told[0] == before else before}
    )


def _worn(sheet: Character, thing: str, idea: str) -> str:
    """Return the garment that somebody wears and the story has taken from them; nothing if they wear nothing else."""
    items = _usual(sheet).split(" and ")
    if len(items) < 2:
        return ""
    for item in items:
        noun = item.split(" ")[-1]
        if thing.split(" ")[-1] == noun or re.search(_MISSED.format(re.escape(noun)), idea, re.IGNORECASE):
            return item
    return ""


def _without(sheet: Character, item: str) -> tuple[Character, str]:
    """The sheet with a state in which a garment is not worn, and which that is."""
    state = f"without-{item.split(' ')[-1]}"
    rest = " and ".join(one for one in _usual(sheet).split(" and ") if one != item)
    return sheet.model_copy(update={"states": {**sheet.states, state: rest}}), state


def _traded(scenes: tuple[ScreenplayScene, ...], sheet: Character) -> tuple[tuple[ScreenplayScene, ...], Character]:
    """The scenes with the beats in which somebody gives a garment away for something, and has it back."""
    items = _usual(sheet).split(" and ")
    for item in items if len(items) > 1 and sheet.default_state == USUAL else ():
        (bare, state), noun = _without(sheet, item), re.escape(item.split(" ")[-1])
        given = _from_then(scenes, sheet.id, _TRADED.format(noun), state)
        if given != scenes:
            return _from_then(given, sheet.id, _HAD_AGAIN.format(noun), USUAL), bare
    return scenes, sheet


def _from_then(scenes: tuple[ScreenplayScene, ...], who: str, words: str, state: str) -> tuple[ScreenplayScene, ...]:
    """The scenes with the state that somebody is in from those beats on whose text matches the words."""

    def changed(beat: Action) -> Action:
        mine = beat.cast[:1] == (who,) and re.search(words, beat.text)
        return beat.model_copy(update={"from_here": {**beat.from_here, who: state}}) if mine else beat

    return _each(scenes, changed)


def _each(scenes: tuple[ScreenplayScene, ...], changed: Callable[[Action], Action]) -> tuple[ScreenplayScene, ...]:
    return tuple(
        scene.model_copy(
            update={"beats": tuple(changed(beat) if isinstance(beat, Action) else beat for beat in scene.beats)}
        )
        for scene in scenes
    )
