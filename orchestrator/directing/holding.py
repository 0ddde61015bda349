"""Lengths that stay: when a script is broken down again, shots in which nothing else changed last as long as before."""

from collections.abc import Sequence

from orchestrator.directing.leveling import Floors, Spoken, frames_of, glances, to_the_frame
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot
from orchestrator.film.style import StyleGuide


def hold_lengths(
    before: Sequence[Scene], new: Sequence[Scene], settings: Settings, style: StyleGuide, speech: Spoken
) -> tuple[Scene, ...]:
    """Return the new scenes, in which shots that are otherwise as before keep their length, the film's staying the same.

    The shots that did change take up the difference. Where they cannot, every shot has its new length: the film's length
    counts for more. Ids must be those of before already (see `keep_ids`).
    """
    known = {(scene.id, shot.id): shot for scene in before for shot in scene.shots}
    held: list[bool] = []

    def kept(scene: Scene, shot: Shot) -> Shot:
        old = known.get((scene.id, shot.id))
        same = old is not None and old.model_copy(update={"seconds": shot.seconds}) == shot
        held.append(same)
        return old if same and old is not None else shot

    scenes = [scene.model_copy(update={"shots": tuple(kept(scene, shot) for shot in scene.shots)}) for scene in new]
    least = glances(scenes)
    level = to_the_frame(scenes, settings, style, speech, Floors(least, least), held)
    wanted = frames_of(new, settings, style, speech)
    return level if frames_of(level, settings, style, speech) == wanted else tuple(new)
