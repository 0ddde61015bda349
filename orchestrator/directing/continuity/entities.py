"""Who and what is in a shot, in which state, how much it matters there, and the pictures that there are of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from orchestrator.directing.continuity.values import Drawn, Entity, EntityKind, File, Reference, Still, Stills
from orchestrator.directing.states import PropSheets
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Sheet
from orchestrator.film.shot import Shot
from orchestrator.film.vocabulary import Size

_PLACE: Mapping[Size, float] = {"extreme-wide": 3.0, "wide": 3.0, "full": 2.0, "cowboy": 2.0, "medium": 2.0}
_PERSON: Mapping[Size, float] = {"extreme-wide": 2.0, "insert": 1.0}
_THING: Mapping[Size, float] = {"insert": 3.0}


@dataclass(frozen=True)
class Need:
    """Something that a shot shows, and how much it matters that it looks the same."""

    entity: Entity
    weight: float


@dataclass(frozen=True)
class Spot:
    """A place as a camera finds it: the same place by night, in the rain or in another state is another spot."""

    place: Entity
    time: str
    weather: str


class Cast:
    """The entities of a film, whose states are settled."""

    def __init__(self, film: Film, stills: Stills) -> None:
        """`stills` draws what no sheet has a picture of, where it can."""
        self._film = film
        self._stills = stills
        self._props = PropSheets(film.props)

    def needs(self, scene: Scene, shot: Shot) -> tuple[Need, ...]:
        """What a shot shows, the most important first."""
        found: dict[Entity, float] = {}
        for entry in shot.cast:
            if sheet := self._film.characters.get(entry.character):
                weight = _PERSON.get(shot.size, 3.0)
                speaks = any(line.character == entry.character for line in shot.dialogue)
                found.setdefault(_entity("character", sheet, entry.state), weight + (0.5 if speaks else 0.0))
        found.setdefault(self.place(scene, shot), _PLACE.get(shot.size, 1.0))
        for words in shot.props:
            if sheet := self._props.find(words):
                found.setdefault(_entity("prop", sheet, shot.states.get(sheet.id)), _THING.get(shot.size, 1.0))
        return tuple(Need(entity, weight) for entity, weight in sorted(found.items(), key=lambda pair: -pair[1]))

    def place(self, scene: Scene, shot: Shot) -> Entity:
        """Where a shot is: its place's sheet in its state, or what its heading calls it."""
        sheet = self._film.places.get(scene.place) if scene.place else None
        if sheet is None:
            return Entity("place", scene.heading.split(" - ")[0].strip().lower())
        return _entity("place", sheet, shot.states.get(sheet.id))

    def spot(self, scene: Scene, shot: Shot) -> Spot:
        """Where and when a shot is."""
        return Spot(self.place(scene, shot), scene.time, scene.weather)

    def sheet(self, entity: Entity) -> Sheet | None:
        """The sheet of an entity, where it has one."""
        sheets: Mapping[EntityKind, Mapping[str, Sheet]] = {
            "character": self._film.characters,
            "place": self._film.places,
            "prop": self._film.props,
        }
        return sheets[entity.kind].get(entity.id)

    def pictures(self, entity: Entity) -> tuple[Still, ...]:
        """The pictures of an entity, the best first: those that its sheet gives, else one that is drawn once."""
        sheet = self.sheet(entity)
        if sheet is None:
            return ()
        if given := _given(sheet, entity):
            return tuple(File(path) for path in given)
        if self._stills.reads and (entity.state or any(sheet.looks(None)) or sheet.kind):
            if entity.state and not self._stills.shown and sheet.references:
                return tuple(File(path) for path in sheet.references)
            return (Drawn(entity.step),)
        return tuple(File(path) for path in sheet.references)

    def drawn(self, entity: Entity) -> Reference:
        """How the picture of an entity is drawn: in a state, it is made from the picture of its usual looks."""
        usual = Entity(entity.kind, entity.id)
        if entity == usual or not self._stills.shown:
            return Reference(entity)
        return Reference(entity, next(iter(self.pictures(usual)), None))


def _given(sheet: Sheet, entity: Entity) -> tuple[str, ...]:
    state = entity.state or sheet.default_state
    own = sheet.state_references.get(state, ()) if state else ()
    return own or (() if entity.state else sheet.references)


def _entity(kind: EntityKind, sheet: Sheet, state: str | None) -> Entity:
    """The entity in a state; the state that it has by default is its usual looks."""
    known = state if state in sheet.states and state != sheet.default_state else None
    return Entity(kind, sheet.id, known)
