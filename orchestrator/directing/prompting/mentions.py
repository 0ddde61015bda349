"""Who a shot's action speaks of, in words that a model can draw: looks, and short names made from them."""

from collections.abc import Mapping
from dataclasses import dataclass

from orchestrator.directing.prompting.mentions_looks import Looks, key_of, read_looks
from orchestrator.directing.prompting.mentions_names import Names
from orchestrator.directing.prompting.mentions_reading import Reading, Stage
from orchestrator.directing.prompting.mentions_short import plain_names, short_names
from orchestrator.directing.prompting.mentions_telling import Piece, Telling, joined, pieces_of
from orchestrator.directing.prompting.mentions_words import is_english
from orchestrator.directing.states import PropSheets
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot

__all__ = ["Mentions", "Piece", "joined", "mentions"]


@dataclass(frozen=True)
class Mentions:
    """A shot's action without names and pronouns, and what to call everybody in the rest of the prompt.

    `short`, `looks` and `full` are by the id of the sheet, for everybody on stage and for the props on screen that have one.
    """

    action: tuple[Piece, ...]
    """The action, everybody described in full in their state where it first speaks of them, then by their short name."""
    motion: tuple[Piece, ...]
    """The action with short names only, for models that see the looks in a picture."""
    short: Mapping[str, str]
    """How to mention somebody again, definite and different from all others of the shot: `the weathered woman`."""
    looks: Mapping[str, tuple[Piece, ...]]
    """The full description as a noun phrase, what stays and what the state adds as pieces of their own."""
    described: frozenset[str]
    """Who is described inside `action`; the others are left to be described beside it."""
    notes: tuple[str, ...] = ()
    """What a person should know: somebody without looks, a pronoun that leads nowhere, somebody who is not on stage."""

    @property
    def full(self) -> dict[str, str]:
        """The full descriptions as text: `a weathered woman of sixty, silver braid, in a yellow oilskin coat, wet`."""
        return {identity: joined(pieces) for identity, pieces in self.looks.items()}


def mentions(film: Film, scene: Scene, shot: Shot) -> Mentions:
    """Return how a shot speaks of everybody and everything in it; the states of cast and props must be settled."""
    cast, props = _on_stage(film, shot)
    others = _elsewhere(film, [*cast, *props])
    here = {key_of(looks): looks for looks in [*cast, *props]}
    everybody = {**here, **{key_of(looks): looks for looks in others}}
    english = is_english(shot.action, film.settings.language)
    short = short_names([*here.values()]) if english else plain_names([*here.values()])
    stage = Stage(cast, everybody, tuple(here), shot.props)
    read = Reading(
        " ".join(shot.action.split()),
        Names([*everybody.values()], tuple(here), english=english),
        stage,
        english=english,
    )
    origin = f"scene {scene.id}, shot {shot.id}: action"
    told = Telling(read.parts, here, short, origin, describes=english)
    motion = Telling(read.parts, here, short, origin, describes=False)
    bare = [
        f"{looks.folder}/{looks.sheet.id}.yaml says nothing of the looks of {looks.sheet.name}; give it an appearance"
        for looks in here.values()
        if looks.empty
    ]
    ids = {key: looks.sheet.id for key, looks in reversed(here.items())}
    return Mentions(
        action=told.pieces,
        motion=motion.pieces,
        short={ids[key]: name for key, name in reversed(short.items())},
        looks={ids[key]: pieces_of(looks) for key, looks in reversed(here.items())},
        described=frozenset(ids[key] for key in told.described),
        notes=(*bare, *read.notes),
    )


def _on_stage(film: Film, shot: Shot) -> tuple[list[Looks], list[Looks]]:
    """The looks of the cast and of the props on screen, each once."""
    cast = {
        entry.character: read_looks(film.characters[entry.character], entry.state, "characters")
        for entry in shot.cast
        if entry.character in film.characters
    }
    sheets = PropSheets(film.props)
    found = (sheets.find(words) for words in shot.props)
    props = {sheet.id: read_looks(sheet, shot.states.get(sheet.id), "props") for sheet in found if sheet is not None}
    return list(cast.values()), list(props.values())


def _elsewhere(film: Film, here: list[Looks]) -> list[Looks]:
    """Everybody else who may be named: characters, and props and places with a name of their own."""
    known = {key_of(looks) for looks in here}
    found = [read_looks(sheet, None, "characters") for sheet in film.characters.values()]
    found += [read_looks(sheet, None, "props") for sheet in film.props.values()]
    found += [read_looks(sheet, None, "places") for sheet in film.places.values() if sheet.kind or sheet.appearance]
    return [
        looks for looks in found if key_of(looks) not in known and (looks.folder == "characters" or not looks.common)
    ]
