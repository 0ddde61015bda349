"""The words a video model gets for a shot, and where each of them came from."""

from dataclasses import dataclass

from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot
from templates import render

_SIZES = {
    "extreme-wide": "Extreme wide shot",
    "wide": "Wide shot",
    "full": "Full shot",
    "cowboy": "Medium wide shot",
    "medium": "Medium shot",
    "medium-close": "Medium close-up",
    "close-up": "Close-up",
    "extreme-close-up": "Extreme close-up",
    "insert": "Insert shot",
}
_ANGLES = {"eye": "", "low": "low angle", "high": "high angle", "dutch": "Dutch angle", "overhead": "overhead view"}

_NAMES = ("framing", "camera", "action", "cast", "place", "light", "look", "lens", "mood")


@dataclass(frozen=True)
class Clause:
    """A piece of the prompt and the file or rule that it comes from."""

    name: str
    text: str
    origin: str


@dataclass(frozen=True)
class Prompt:
    """The prompt as the model gets it, the negative prompt, and the origin of every clause."""

    text: str
    negative: str
    clauses: tuple[Clause, ...]


def prompt_for(film: Film, scene: Scene, shot: Shot, dialect: str) -> Prompt:
    """Compile a shot's prompt in a model's dialect. A verbatim `prompt` in the shot wins over everything."""
    style = film.style.with_variant(scene.style_variant)
    negative = shot.negative if shot.negative is not None else style.negative
    if shot.prompt is not None:
        return Prompt(
            shot.prompt, negative, (Clause("prompt", shot.prompt, f"scene {scene.id}, shot {shot.id}: prompt"),)
        )
    clauses = tuple(clause for clause in _clauses(film, scene, shot) if clause.text)
    values: dict[str, str] = dict.fromkeys(_NAMES, "")
    values.update({clause.name: clause.text for clause in clauses})
    text = render(f"dialects/{dialect}.j2", **values)
    return Prompt(" ".join(text.split()), negative, clauses)


def _clauses(film: Film, scene: Scene, shot: Shot) -> list[Clause]:
    style = film.style.with_variant(scene.style_variant)
    here, guide = f"scene {scene.id}, shot {shot.id}", f"style {style.name}"
    place = film.places.get(scene.place) if scene.place else None
    where = ", ".join(p for p in (place.name, place.appearance) if p) if place else scene.heading
    framing = ", ".join(part for part in (_SIZES[shot.size], _ANGLES[shot.angle]) if part)
    return [
        Clause("framing", framing, f"{here}: size, angle"),
        Clause("camera", "" if shot.camera == "static" else f"the camera does a {shot.camera}", f"{here}: camera"),
        Clause("action", shot.action.rstrip("."), f"{here}: action"),
        Clause("cast", "; ".join(_described(film, shot)), "sheets of " + ", ".join(c.character for c in shot.cast)),
        Clause("place", where, f"places/{scene.place}.yaml" if place else f"scene {scene.id}: heading"),
        Clause(
            "light",
            ", ".join(p for p in (f"{scene.time}, {scene.weather} weather", style.light) if p),
            f"scene {scene.id}: time, weather; {guide}: light",
        ),
        Clause("look", style.look, f"{guide}: look"),
        Clause("lens", style.lens, f"{guide}: lens"),
        Clause("mood", f"{scene.mood} mood", f"scene {scene.id}: mood"),
    ]


def _described(film: Film, shot: Shot) -> list[str]:
    found: list[str] = []
    for cast in shot.cast:
        sheet = film.characters[cast.character]
        found.append(f"{sheet.name} is {look}" if (look := sheet.look(cast.state)) else sheet.name)
    return found
