"""What the script changes for good: the shot that first shows such a beat sets the state from there on."""

from collections.abc import Iterator, Mapping, Sequence

from orchestrator.directing.tracing import trace
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Action, Screenplay


def with_changes(
    scenes: Sequence[Scene], screenplay: Screenplay, notes: list[str], *, listed: bool
) -> tuple[Scene, ...]:
    """Return the scenes with `from_here` in those shots that first show a beat which changes somebody's or something's look.

    What a shot list has in it stays if there is one (`listed`). A state that no sheet has is left out, and told in `notes`.
    """
    if not any(shot.from_here for scene in scenes for shot in scene.shots) and not any(_changes(screenplay)):
        return tuple(scenes)
    known = {sheet.id: set(sheet.states) for sheet in (*screenplay.places, *screenplay.characters)}
    shown = {beat.key: beat.shots for beat in trace(screenplay, scenes).beats}
    found: dict[str, dict[str, str]] = {}
    for key, changes in ((f"{one.id}/{shot.id}", shot.from_here) for one in scenes for shot in one.shots if listed):
        found[key] = {who: state for who, state in changes.items() if state in known.get(who, ())}
    for scene, number, beat in _changes(screenplay):
        for who, state in beat.from_here.items():
            if state not in known.get(who, ()):
                notes.append(
                    f"{scene}, beat {number}: '{who}' has no state '{state}' in its sheet; it stays as it looks"
                )
            elif shots := shown[scene, number]:
                found.setdefault(shots[0], {})[who] = state
    return tuple(_with(scene, found) for scene in scenes)


def _with(scene: Scene, found: Mapping[str, Mapping[str, str]]) -> Scene:
    shots = (
        shot.model_copy(update={"from_here": dict(found.get(f"{scene.id}/{shot.id}", {}))}) for shot in scene.shots
    )
    return scene.model_copy(update={"shots": tuple(shots)})


def _changes(screenplay: Screenplay) -> Iterator[tuple[str, int, Action]]:
    for scene in screenplay.scenes:
        for number, beat in enumerate(scene.beats, 1):
            if isinstance(beat, Action) and beat.from_here:
                yield scene.id, number, beat
