"""Takes: everything that was ever rendered for a shot, and which one the film uses.

A take is a number; the shot's seed follows from it. `take` in the scene file is the one that the film uses, and only `pick` and a
plain `retake` change it. What was rendered stays in the store, whatever is picked.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from orchestrator.building.explain import explain
from orchestrator.building.project import Project, open_project
from orchestrator.building.step import Step, recalled
from orchestrator.building.steps import ClipSteps, clip_id, spoken_so_far
from orchestrator.building.upgrades import differs_in_version
from orchestrator.directing.schedule import schedule
from orchestrator.directing.seeds import shot_seed
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot
from orchestrator.project.folder import scene_file
from orchestrator.project.source import Node
from orchestrator.project.yaml_file import edit
from orchestrator.store.fingerprint import Identity, fingerprint
from orchestrator.store.records import Action
from orchestrator.store.store import Store


@dataclass(frozen=True)
class Take:
    """One rendered clip of a shot. `number` is the take whose seed it has, 0 if none has it now."""

    number: int
    frames: int
    path: Path
    picked: bool
    """Whether the film uses it."""
    seed: int | None
    model: str
    made: float
    """Seconds since 1970."""
    size: int
    """Bytes of the file."""
    differs: str
    """What of the shot changed since it was made, in words; picked, it would be made again. Empty if nothing did."""


_MOST = 100


def takes_of(root: Path, film: Film, key: str) -> list[Take]:
    """Every clip in the store that was made for a shot, oldest first."""
    scene, shot = find_shot(film, key)
    project = open_project(root, film)
    seeds = {shot_seed(film.settings, scene, with_take(shot, number)): number for number in range(1, _MOST)}
    now = _identity_now(project, key)
    used = project.store.latest().get(clip_id(key))
    actions = project.store.actions_of(clip_id(key))
    return [_take(project.store, action, seeds, shot, now, used=action.key == used) for action in actions]


def set_take(root: Path, film: Film, key: str, number: int | None) -> int:
    """Write the take of a shot into its scene file, one more than now if no number is given; return it."""
    scene, shot = find_shot(film, key)
    made = numbers_made(root, film, key)
    if number is not None and number != shot.take and number not in made:
        there = f"there are {', '.join(map(str, made))}" if made else "nothing was rendered for it yet"
        raise FilmError(f"{key} has no take {number}; {there}; ask for another one with: filmwright retake {key}")
    take = number if number is not None else max([shot.take, *made]) + 1
    edit(scene_file(root, scene.id), lambda tree: {("shots", _place_of(shot, tree), "take"): take})
    return take


def _place_of(shot: Shot, scene: Node) -> int:
    """Where a shot stands in its file, in which there are also those that are left out of the film."""
    shots = scene.step("shots")
    for place, row in enumerate(shots.items if shots is not None else ()):
        if (name := row.step("id")) is not None and str(name.value) == shot.id:
            return place
    raise FilmError(f"'{shot.id}' is not in its scene's file any more; nothing was changed")


def numbers_made(root: Path, film: Film, key: str) -> list[int]:
    """The takes of a shot that are in the store."""
    scene, shot = find_shot(film, key)
    seeds = {shot_seed(film.settings, scene, with_take(shot, number)): number for number in range(1, _MOST)}
    actions = Store(root / ".filmwright").actions_of(clip_id(key))
    return sorted({seeds.get(seed, 0) for action in actions if (seed := _seed(action)) is not None})


def find_shot(film: Film, key: str) -> tuple[Scene, Shot]:
    """The scene and the shot of `scene/shot`.

    Raises:
        FilmError: if there is none.
    """
    for scene, shot in film.shots():
        if f"{scene.id}/{shot.id}" == key:
            return scene, shot
    if key in film.omitted():
        raise FilmError(f"{key} is left out of the film; take 'omit: true' out of its file first")
    raise FilmError(f"there is no shot '{key}'; there are {', '.join(f'{s.id}/{t.id}' for s, t in film.shots()[:12])}")


def with_take(shot: Shot, number: int) -> Shot:
    """The shot with another take."""
    return shot.model_copy(update={"take": number})


def needed_for(steps: list[Step], wanted: str) -> list[Step]:
    """A step and everything that it needs, in an order in which they can be made."""
    by_id = {step.id: step for step in steps}
    found: dict[str, Step] = {}

    def add(name: str) -> None:
        if name in by_id and name not in found:
            for need in by_id[name].needs:
                add(need)
            found[name] = by_id[name]

    add(wanted)
    return list(found.values())


def _take(store: Store, action: Action, seeds: dict[int, int], shot: Shot, now: Identity | None, *, used: bool) -> Take:
    seed, clip = _seed(action), action.outputs["clip"]
    number = seeds.get(seed, 0) if seed is not None else 0
    kept = used and now is not None and differs_in_version(action.identity, now)
    differs = "" if now is None or kept else _difference(action.identity, now, seed)
    return Take(
        number=number,
        frames=int(str(action.facts.get("frames", 0))),
        path=store.path(clip),
        picked=number == shot.take and not differs,
        seed=seed,
        model=str(action.facts.get("model") or _maker(action.identity)),
        made=action.made,
        size=clip.size,
        differs=differs,
    )


def _identity_now(project: Project, key: str) -> Identity | None:
    """What the shot's clip would be made from now; None where that is not known before something else is made."""
    film, store = project.film, project.store
    try:
        steps = ClipSteps(film, project.root, store, schedule(film, spoken_so_far(film, store))).all()
    except FilmError:  # Its backend is not to be had now; what was made with it is there all the same.
        return None
    needed = needed_for(steps, clip_id(key))
    results = recalled(needed[:-1], store)
    known = needed and all(need in results for need in needed[-1].needs)
    return needed[-1].prepare(results).identity() if known else None


def _difference(before: Identity, now: Identity, seed: int | None) -> str:
    """What is different apart from the take."""
    request = now.get("request")
    if isinstance(request, dict):
        now = {**now, "request": {**cast("dict[str, object]", request), "seed": seed}}
    return "" if fingerprint(before) == fingerprint(now) else explain(before, now)


def _seed(action: Action) -> int | None:
    request = action.identity.get("request")
    seed = cast("dict[str, object]", request).get("seed") if isinstance(request, dict) else None
    return seed if isinstance(seed, int) else None


def _maker(identity: Identity) -> str:
    """The backend's name, or that it is the person's own."""
    backend = identity.get("backend")
    return str(cast("dict[str, object]", backend).get("name")) if isinstance(backend, dict) else "footage"
