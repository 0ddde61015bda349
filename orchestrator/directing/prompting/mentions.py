"""Who a shot's action speaks of, in words that a model can draw: looks in place of names, names of things in place of pronouns."""

from collections.abc import Mapping
from dataclasses import dataclass

from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Sheet
from orchestrator.film.shot import Shot


@dataclass(frozen=True)
class Piece:
    """A stretch of text and where it comes from, e.g. `characters/mara.yaml: states.oilskin`; "" for words that only join."""

    text: str
    origin: str


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


def joined(pieces: tuple[Piece, ...]) -> str:
    """Return the text of pieces, which hold their own spaces and commas."""
    return "".join(piece.text for piece in pieces)


def mentions(film: Film, scene: Scene, shot: Shot) -> Mentions:
    """Return how a shot speaks of everybody and everything in it; each `Cast` must have its state settled."""
    here = f"scene {scene.id}, shot {shot.id}: action"
    sheets: dict[str, Sheet] = {}
    looks: dict[str, tuple[Piece, ...]] = {}
    for cast in shot.cast:
        sheet = film.characters[cast.character]
        sheets[sheet.id] = sheet
        looks[sheet.id] = (
            Piece(sheet.look(cast.state) or f"the {sheet.kind}", f"characters/{sheet.id}.yaml: appearance"),
        )
    short = {identity: sheet.called or f"the {sheet.kind}" for identity, sheet in sheets.items()}
    text = shot.action
    for identity, sheet in sheets.items():
        text = text.replace(sheet.name, short[identity])
    return Mentions((Piece(text, here),), (Piece(text, here),), short, looks, frozenset())
