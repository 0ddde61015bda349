"""Identity over rewriting: what corresponds to something before keeps its id, however the script around it was edited.

Seeds, takes and clips hang on ids; a new line at the top of a scene must not cost the shots below it.
"""

import re
from collections.abc import Collection, Sequence

from orchestrator.directing.keeping_pairs import Text, pairs, scattered_pairs
from orchestrator.film.naming import unused
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.shot import Shot

_NUMBER = re.compile(r"-\d+$")


def keep_ids(before: Sequence[Scene], new: Sequence[Scene]) -> tuple[Scene, ...]:
    """Return the new scenes, their shots named as the shots before that they correspond to: same words, same order.

    Scenes correspond by id. A shot that nothing corresponds to has an id that no shot of its scene had before.
    """
    known = {scene.id: scene for scene in before}
    return tuple(_named_as(known[scene.id], scene) if scene.id in known else scene for scene in new)


def _named_as(before: Scene, scene: Scene) -> Scene:
    if [shot.id for shot in before.shots] == [shot.id for shot in scene.shots] and _same_words(before, scene):
        return scene
    found = corresponding(before.shots, scene.shots)
    kept = {index: before.shots[old].id for index, old in found.items()}
    taken = {shot.id for shot in before.shots}
    shots: list[Shot] = []
    for index, shot in enumerate(scene.shots):
        name = kept.get(index) or _unused(shot.id, taken)
        taken.add(name)
        shots.append(shot if shot.id == name else shot.model_copy(update={"id": name}))
    return scene.model_copy(update={"shots": tuple(shots)})


def _same_words(before: Scene, scene: Scene) -> bool:
    return all(
        old.action == shot.action and old.dialogue == shot.dialogue
        for old, shot in zip(before.shots, scene.shots, strict=True)
    )


def corresponding(before: Sequence[Shot], new: Sequence[Shot]) -> dict[int, int]:
    """Return which shot before (by index) each new one corresponds to, as far as any does."""
    return pairs([_text_of_shot(shot) for shot in before], [_text_of_shot(shot) for shot in new])


def _text_of_shot(shot: Shot) -> Text:
    who = tuple(line.character or "" for line in shot.dialogue) or tuple(member.character for member in shot.cast)
    said = " ".join(line.line for line in shot.dialogue)
    return Text.of((who, shot.action, said), said, shot.action if not said else "", kind=(bool(said), who))


def keep_scene_ids(before: Screenplay, new: Screenplay, fixed: Collection[str] = ()) -> Screenplay:
    """Return the new screenplay, its scenes named as the scenes before that they correspond to, wherever they stand now.

    For scripts that name no ids themselves: there, an edited heading or an inserted scene would rename others. `fixed` are
    ids that the script does name; they stay.
    """
    old = [scene for scene in before.scenes if scene.id not in fixed]
    free = [index for index, scene in enumerate(new.scenes) if scene.id not in fixed]
    olds, news = [_text_of_scene(scene) for scene in old], [_text_of_scene(new.scenes[index]) for index in free]
    found = scattered_pairs(olds, news)
    kept = {free[index]: old[other].id for index, other in found.items()}
    taken = {scene.id for scene in before.scenes} | set(fixed)
    scenes: list[ScreenplayScene] = []
    for index, scene in enumerate(new.scenes):
        name = scene.id if scene.id in fixed else kept.get(index) or _unused(scene.id, taken)
        taken.add(name)
        scenes.append(scene if scene.id == name else scene.model_copy(update={"id": name}))
    return new.model_copy(update={"scenes": tuple(scenes)})


def as_script(scenes: Sequence[Scene]) -> Screenplay:
    """Return what scenes show and say as a screenplay: what a script is compared with where the last one is not at hand."""
    return Screenplay(title="", characters=(), places=(), scenes=tuple(_as_written(scene) for scene in scenes))


def _as_written(scene: Scene) -> ScreenplayScene:
    beats: list[Action | Speech] = []
    for shot in scene.shots:
        beats += [Action(text=shot.action)] if shot.action else []
        beats += [Speech(character=line.character, text=line.line) for line in shot.dialogue]
    return ScreenplayScene(id=scene.id, heading=scene.heading, place=scene.place or scene.id, beats=tuple(beats))


def _text_of_scene(scene: ScreenplayScene) -> Text:
    words = [
        f"{'' if isinstance(beat, Action) else beat.character or 'narrator'} {beat.text}".strip()
        for beat in scene.beats
    ]
    return Text.of((scene.heading, *words), *words, kind=(scene.heading.casefold(),))


def _unused(wanted: str, taken: Collection[str]) -> str:
    """Return an id that is not taken; the number of a numbered one (`pier-2`) is chosen anew."""
    stem = _NUMBER.sub("", wanted)
    return unused(stem if stem in taken else wanted, taken)
