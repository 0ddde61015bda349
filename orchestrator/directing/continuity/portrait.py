"""The shot in which somebody or something is drawn alone, to be shown to a model later: whole, plainly lit, nothing beside it."""

from orchestrator.directing.continuity.values import Entity
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Cast, Shot

_PLAIN = "in front of a plain light background"


def portrait(film: Film, entity: Entity) -> tuple[Scene, Shot]:
    """A scene and a shot that are in no film: a character or a prop in a studio, or a place with nobody in it."""
    identity = f"{entity.kind}-{entity.id}"[:60].rstrip("-")
    if entity.kind == "place":
        states = {entity.id: entity.state} if entity.state else {}
        shot = Shot(id=identity, size="wide", states=states)
        place = film.places[entity.id]
        heading = f"{'INT' if place.interior else 'EXT'}. {place.name.upper()} - DAY"
        return Scene(id="reference", heading=heading, place=entity.id, shots=(shot,)), shot
    if entity.kind == "character":
        name = film.characters[entity.id].name
        action = f"{name} is seen whole, {_PLAIN}."
        cast = (Cast(character=entity.id, state=entity.state, facing="camera"),)
        shot = Shot(id=identity, size="full", action=action, cast=cast)
    else:
        name = film.props[entity.id].name
        states = {entity.id: entity.state} if entity.state else {}
        shot = Shot(id=identity, size="insert", action=f"{name} {_PLAIN}.", props=(entity.id,), states=states)
    return Scene(id="reference", heading="INT. STUDIO - DAY", shots=(shot,)), shot
