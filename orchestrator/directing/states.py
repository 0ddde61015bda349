"""In which state everybody and everything on stage is, shot by shot: a coat put on stays on until a shot says otherwise."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Prop, Sheet
from orchestrator.film.shot import Cast, Shot

_ARTICLES = frozenset({"a", "an", "the"})
_Told = dict[str, dict[str, None]]
"""By id, the states that it was told to take, the latest last."""


class PropSheets:
    """The prop sheets of a film by the words that a shot's `props` use for them."""

    def __init__(self, props: Mapping[str, Prop]) -> None:
        """Index the sheets by id and name."""
        self._by_words: dict[str, Prop] = {}
        for sheet in props.values():
            self._by_words.setdefault(_plain(sheet.name), sheet)
        # An id is nearer than another sheet's name.
        self._by_words.update({_plain(sheet.id): sheet for sheet in props.values()})
        names = {_plain(sheet.name): sheet for sheet in props.values()}
        self._longest_first = sorted(names.items(), key=lambda item: -len(item[0]))
        self._known: dict[str, Prop | None] = {}

    def find(self, words: str) -> Prop | None:
        """Return the sheet that an entry of `props` means: by its id or name, or because the name is part of it."""
        if words not in self._known:
            self._known[words] = self._found(_plain(words))
        return self._known[words]

    def _found(self, plain: str) -> Prop | None:
        if plain in self._by_words:
            return self._by_words[plain]
        said = f" {plain} "
        return next((sheet for name, sheet in self._longest_first if name and f" {name} " in said), None)


def with_states(film: Film) -> Film:
    """Settle every state: each cast entry has its `state`, and each shot's `states` all of those on stage.

    The most specific wins: the cast entry, the shot's `states`, a `from_here` of this scene's shots up to this one, the
    scene's `states`, the last `from_here` before, the sheet's default. Settling a settled film changes nothing.
    """
    return film.model_copy(update={"scenes": tuple(_scenes(film))})


def _scenes(film: Film) -> Iterator[Scene]:
    props = PropSheets(film.props)
    before: _Told = {}
    for scene in film.scenes:
        _tell(before, scene.from_here)
        here: _Told = {}
        shots: list[Shot] = []
        for shot in scene.shots:
            _tell(here, shot.from_here)
            shots.append(_settled(film, scene, shot, props, _Rules(here, scene.states, before)))
        for key, told in here.items():
            _tell(before, *({key: state} for state in told))
        yield scene.model_copy(update={"shots": tuple(shots)})


def _tell(told: _Told, *changes: Mapping[str, str]) -> None:
    for change in changes:
        for key, state in change.items():
            states = told.setdefault(key, {})
            states.pop(state, None)
            states[state] = None


class _Rules(NamedTuple):
    """What holds at a shot, the more specific first."""

    here: _Told
    scene: Mapping[str, str]
    before: _Told

    def state(self, sheet: Sheet, shot: Shot, own: str | None = None) -> str | None:
        """Return the state of the sheet; what names a state that the sheet does not have means another sheet."""
        last_first = (reversed(told.get(sheet.id, {})) for told in (self.here, self.before))
        said = (
            own,
            shot.states.get(sheet.id),
            *next(last_first),
            self.scene.get(sheet.id),
            *next(last_first),
        )
        return next((state for state in said if state in sheet.states), sheet.default_state)


def _settled(film: Film, scene: Scene, shot: Shot, props: PropSheets, rules: _Rules) -> Shot:
    cast = tuple(_in_state(film, shot, entry, rules) for entry in shot.cast)
    things: list[Sheet] = [sheet for words in shot.props if (sheet := props.find(words))]
    place = film.places.get(scene.place) if scene.place else None
    states: dict[str, str] = {}
    for sheet in [place, *things] if place else things:
        if state := rules.state(sheet, shot):
            states.setdefault(sheet.id, state)
    for entry in cast:
        if entry.state:
            states.setdefault(entry.character, entry.state)
    return shot.model_copy(update={"cast": cast, "states": {**shot.states, **states}})


def _in_state(film: Film, shot: Shot, entry: Cast, rules: _Rules) -> Cast:
    sheet = film.characters.get(entry.character)
    if sheet is None or (state := rules.state(sheet, shot, entry.state)) == entry.state:
        return entry
    return entry.model_copy(update={"state": state})


def _plain(words: str) -> str:
    """The words in lower case, without punctuation and an article in front."""
    found = re.findall(r"\w+", words.lower())
    return " ".join(found[1:] if len(found) > 1 and found[0] in _ARTICLES else found)
