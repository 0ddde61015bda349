"""The places of a treatment: those the writer had, those that a beat names, and those that its prose leads to."""

import re
from collections.abc import Iterable

from orchestrator.film.naming import slug
from orchestrator.film.screenplay import ScreenplayScene
from orchestrator.film.sheets import Place
from orchestrator.film.treatment import Beat
from orchestrator.writing.lexicon import Setting, find_setting, settings
from orchestrator.writing.told_scenes import where_in
from orchestrator.writing.told_sheets import place_of
from orchestrator.writing.treated import Sketch
from orchestrator.writing.writer import Brief

_SOMEWHERE = "street"


class Places:
    """Every place by its id, growing while scenes are written."""

    def __init__(self, own: Sketch | None, brief: Brief) -> None:
        self._all = {place.id: place for place in own.screenplay.places} if own else {}
        self._idea = brief.text

    def of_scene(self, scene: ScreenplayScene, beat: Beat, was: Beat) -> Place:
        """Return where a kept scene plays: where it did, unless its beat names another place now."""
        if not beat.place.strip() or beat.place == was.place:
            return self._all[scene.place]
        return self._named(beat.place)

    def of_new(self, beat: Beat, before: ScreenplayScene | None) -> Place:
        """Return where a new beat plays: where it says, where its prose goes, or where the film just is."""
        if beat.place.strip():
            return self._named(beat.place)
        where = where_in(beat.what)
        if where:
            return self._kept(place_of(where.setting, where.words))
        if before is not None:
            return self._all[before.place]
        found = where_in(self._idea)
        setting = found.setting if found else settings().get(_SOMEWHERE) or next(iter(settings().values()))
        return self._kept(place_of(setting, found.words if found else setting.noun))

    def used(self, ids: Iterable[str]) -> tuple[Place, ...]:
        """Return the sheets of these places, each once."""
        wanted = set(ids)
        return tuple(place for place in self._all.values() if place.id in wanted)

    def _named(self, words: str) -> Place:
        words = " ".join(words.split())
        same = next((place for place in self._all.values() if place.name.casefold() == words.casefold()), None)
        return same or self._all.get(slug(words)) or self._kept(_place(words))

    def _kept(self, place: Place) -> Place:
        return self._all.setdefault(place.id, place)


def _place(words: str) -> Place:
    """Return the sheet of a place by the name a person gave it; its last known word says of what kind it is."""
    heads = re.split(r",| (?:of|in|on|at|by|near|behind|under|above|below|outside|inside|beside) ", words.lower())
    alone = re.findall(r"[^\W\d_]+", words.lower())
    setting = next((found for head in (*heads, *alone) if (found := _setting(head))), None)
    name = words[:1].upper() + words[1:]
    if setting is None:
        return Place(id=slug(words, "place"), name=name, kind=words.lower())
    return place_of(setting, words).model_copy(update={"id": slug(words, "place"), "name": name})


def _setting(words: str) -> Setting | None:
    """Return what kind of place a noun phrase names, by as many of its last words as name one."""
    tokens = words.removeprefix("the ").split()
    return next((found for start in range(len(tokens)) if (found := find_setting(" ".join(tokens[start:])))), None)
