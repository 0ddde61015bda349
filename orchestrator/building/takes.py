"""Takes: everything that was ever rendered for a shot, and which one the film uses."""

from dataclasses import dataclass
from pathlib import Path

from orchestrator.building.steps import clip_id
from orchestrator.building.store import Store
from orchestrator.directing.seeds import shot_seed
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot
from orchestrator.project.folder import scene_file
from orchestrator.project.yaml_file import edit


@dataclass(frozen=True)
class Take:
    """One rendered clip of a shot. `number` is the take whose seed it has, 0 if none has it now."""

    number: int
    frames: int
    path: Path
    picked: bool


_MOST = 100


def takes_of(root: Path, film: Film, key: str) -> list[Take]:
    """Every clip in the store that was made for a shot, oldest first."""
    scene, shot = find_shot(film, key)
    store = Store(root / ".filmwright")
    seeds = {
        shot_seed(film.settings, scene, shot.model_copy(update={"take": number})): number for number in range(1, _MOST)
    }
    found: list[Take] = []
    for action in store.actions_of(clip_id(key)):
        request = action.identity.get("request")
        seed = request.get("seed") if isinstance(request, dict) else None
        number = seeds.get(seed, 0) if isinstance(seed, int) else 0
        frames = int(str(action.facts.get("frames", 0)))
        found.append(Take(number, frames, store.path(action.outputs["clip"]), number == shot.take))
    return found


def set_take(root: Path, film: Film, key: str, number: int | None) -> int:
    """Write the take of a shot into its scene file, one more than now if no number is given; return it."""
    scene, shot = find_shot(film, key)
    made = sorted({take.number for take in takes_of(root, film, key)})
    if number is not None and number != shot.take and number not in made:
        there = f"there are {', '.join(map(str, made))}" if made else "nothing was rendered for it yet"
        raise FilmError(f"{key} has no take {number}; {there}; ask for another one with: filmwright retake {key}")
    take = number if number is not None else max([shot.take, *made]) + 1
    index = [item.id for item in scene.shots].index(shot.id)
    edit(scene_file(root, scene.id), {("shots", index, "take"): take})
    return take


def find_shot(film: Film, key: str) -> tuple[Scene, Shot]:
    """The scene and the shot of `scene/shot`.

    Raises:
        FilmError: if there is none.
    """
    for scene, shot in film.shots():
        if f"{scene.id}/{shot.id}" == key:
            return scene, shot
    raise FilmError(f"there is no shot '{key}'; there are {', '.join(f'{s.id}/{t.id}' for s, t in film.shots()[:12])}")
