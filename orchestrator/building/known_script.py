"""The project's script, read with what the project knows: its sheets, and the ids that its scenes have."""

from collections.abc import Iterable, Sequence

from orchestrator.directing.keeping import as_script, keep_scene_ids
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.sheets import Character, Place
from orchestrator.writing.fountain import Script, read_script


def read_known_script(
    text: str, characters: Iterable[Character], places: Iterable[Place], scenes: Sequence[Scene] = ()
) -> tuple[Screenplay, Script]:
    """Read a script with the sheets of the project; return it with its scenes named as the film's, and as it was read.

    A script may name no ids: then an edited heading, a new or a moved scene would rename others. What corresponds to one of
    `scenes` by its words keeps that scene's id; an id in a note `[[scene: ...]]` always stays.

    Raises:
        ProjectError: with the line of everything that cannot be read.
    """
    script = read_script(text, Screenplay(title="", characters=tuple(characters), places=tuple(places), scenes=()))
    named = {scene.id for scene in script.scenes if scene.block.id}
    return keep_scene_ids(as_script(scenes), script.screenplay, named), script
