"""Revision: a script that was edited is broken down again, and what the edit does not touch stays as it was.

A scene whose script says the same as before keeps its shots, to the frame. In a scene that has changed, shots with the same
words keep their id and look, and the scene makes room for what is new by its own shots first, then by the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orchestrator.directing.grammar import SIZES, neighbours, side_of
from orchestrator.directing.keeping import corresponding, keep_ids
from orchestrator.directing.leveling import Spoken, Tier, asked_frames, frames_of, glances, to_the_frame
from orchestrator.directing.standing import stands
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.shot import Shot
from orchestrator.film.style import StyleGuide
from orchestrator.film.vocabulary import Facing, Position, Size

_AS_LONG = 0.02
"""Share by which the film may have been longer or shorter than it is to be, for its shots to keep their lengths."""
_SPOTS: tuple[Position, ...] = ("right", "left", "far-right", "far-left", "centre", "background")
_OPENING: tuple[Size, ...] = ("wide", "extreme-wide")


@dataclass
class _Revision:
    """A scene that is being revised: its shots, and of each whether it is as it was before."""

    scene: Scene
    shots: list[Shot]
    as_before: list[bool]
    untouched: bool


def revised(
    before: Sequence[Scene],
    new: Sequence[Scene],
    screenplay: Screenplay,
    settings: Settings,
    style: StyleGuide,
    speech: Spoken,
) -> tuple[Scene, ...]:
    """Return the new scenes, as much like those before as the new script and the asked length allow."""
    named = keep_ids(before, new)
    asked = asked_frames(settings)
    ids = {scene.id for scene in new}
    staying = [scene for scene in before if scene.id in ids]  # others may be a person's, who kept them
    lengths = [frames_of(scenes, settings, style, speech) for scenes in (before, staying) if scenes]
    if not any(abs(length - asked) <= _AS_LONG * asked for length in lengths):
        return named
    known = {scene.id: scene for scene in before}
    written = {scene.id: scene for scene in screenplay.scenes}
    entries: list[_Revision] = []
    for scene in named:
        old = known.get(scene.id)
        if old is None:
            entries.append(_Revision(scene, list(scene.shots), [False] * len(scene.shots), untouched=False))
        elif stands(old, scene, written[scene.id]) and _can_stand_for(old.shots[0], scene.shots[0]):
            entries.append(_Revision(scene, list(old.shots), [True] * len(old.shots), untouched=True))
        else:
            entries.append(_as_before(old, scene))
    _cut_well(entries)
    scenes = tuple(entry.scene.model_copy(update={"shots": tuple(entry.shots)}) for entry in entries)
    kept = to_the_frame(scenes, settings, style, speech, (_comfort(scenes), glances(scenes)), _tiers(entries))
    # There is no time for all shots as they were: then some are put together, as in a new film.
    too_long = frames_of(kept, settings, style, speech) > asked >= frames_of(named, settings, style, speech)
    return named if too_long else kept


def _can_stand_for(old: Shot, shot: Shot) -> bool:
    """Whether a shot from before can open a scene in place of a new one."""
    return shot.size not in _OPENING or old.size in _OPENING


def _as_before(old: Scene, scene: Scene) -> _Revision:
    """Give the shots of a changed scene the looks of the shots before that they correspond to."""
    found = corresponding(old.shots, scene.shots)
    standing = _standing(old, scene)
    shots: list[Shot] = []
    same: list[bool] = []
    for index, shot in enumerate(scene.shots):
        like = old.shots[found[index]] if index in found else None
        as_it_was = like is not None and _says_the_same(like, shot) and (index > 0 or _can_stand_for(like, shot))
        shots.append(like if like is not None and as_it_was else _on_its_side(shot, standing))
        same.append(as_it_was)
    return _Revision(scene, shots, same, untouched=False)


def _standing(old: Scene, scene: Scene) -> dict[str, Position]:
    """Where everybody stands: where they stood in the scene before, and who is new to it where there is room."""
    standing: dict[str, Position] = {}
    for shot in (*old.shots, *scene.shots):
        for cast in shot.cast:
            if cast.position and cast.character not in standing:
                free: list[Position] = [spot for spot in (cast.position, *_SPOTS) if spot not in standing.values()]
                standing[cast.character] = free[0] if free else cast.position
    return standing


def _says_the_same(old: Shot, shot: Shot) -> bool:
    same = old.action == shot.action and old.dialogue == shot.dialogue
    return same and {cast.character for cast in old.cast} >= {cast.character for cast in shot.cast}


def _on_its_side(shot: Shot, standing: Mapping[str, Position]) -> Shot:
    """Put everybody where they stand: nobody jumps over the line between an old shot and a new one."""
    placed = [cast.model_copy(update={"position": standing.get(cast.character, cast.position)}) for cast in shot.cast]
    if placed == list(shot.cast):
        return shot
    sides = {side_of(cast.position) for cast in placed} - {""}
    for index, cast in enumerate(placed):
        side = side_of(cast.position)
        away: Facing = "left" if side == "right" else "right"
        if side and cast.facing in ("left", "right") and (len(sides) == 2 or cast.facing == side):
            placed[index] = cast.model_copy(update={"facing": away})
    return shot.model_copy(update={"cast": tuple(placed)})


def _cut_well(entries: Sequence[_Revision]) -> None:
    """Where an old shot and a new one side by side would look alike, another size is chosen, for the new one if it can be."""
    row = [(entry, index) for entry in entries for index in range(len(entry.shots))]
    for _ in range(2):
        scenes = [entry.scene.model_copy(update={"shots": tuple(entry.shots)}) for entry in entries]
        alike = {(found.scene, found.shot) for found in neighbours(scenes)}
        for place, (entry, index) in enumerate(row):
            if (entry.scene.id, entry.shots[index].id) in alike:
                # The first shot of a scene may have to stay wide.
                order = sorted((place, place - 1), key=lambda at: (row[at][0].as_before[row[at][1]], row[at][1] == 0))
                any(_resized(row, at) for at in order)


def _resized(row: Sequence[tuple[_Revision, int]], place: int) -> bool:
    """Give a shot the nearest size that neither of its neighbours has; whether there is one."""
    entry, index = row[place]
    shot = entry.shots[index]
    around = [row[near] for near in (place - 1, place + 1) if 0 <= near < len(row)]
    taken = {near.shots[number].size for near, number in around}
    sizes = _OPENING if index == 0 and shot.size in _OPENING else SIZES[:-1]
    nearest = sorted(sizes, key=lambda size: abs(SIZES.index(size) - SIZES.index(shot.size)))
    free = next((size for size in nearest if size not in taken and size != shot.size), None)
    if free is None:
        return False
    entry.shots[index] = shot.model_copy(update={"size": free})
    entry.as_before[index] = False
    return True


def _comfort(scenes: Sequence[Scene]) -> list[float]:
    """Time to take a shot in, by what stands in its file."""
    shots = [shot for scene in scenes for shot in scene.shots]
    seen = [1.2 if shot.size == "insert" else min(3.5, 1.2 + 0.06 * len(shot.action.split())) for shot in shots]
    return [max(pair) for pair in zip(seen, glances(scenes), strict=True)]


def _tiers(entries: Sequence[_Revision]) -> tuple[Tier, ...]:
    """Whose lengths give way first: new shots, then their scenes, then everything."""
    flags = [(same, entry.untouched) for entry in entries for same in entry.as_before]
    new = Tier(tuple(not same for same, _ in flags), 0.7, 1.5)
    scenes = Tier(tuple(not untouched for _, untouched in flags), 0.65, 1.5)
    return (new, scenes, Tier(tuple(True for _ in flags), 0.8, 1.25, few=True))
