"""A draft of a film: half the size, and models that take fewer steps, to look at before the film is made in full."""

from generation.backend import Kind, find
from generation.catalogue import recipe
from generation.errors import GenerationError
from orchestrator.film.film import Film

_AUTO = "auto"


def drafted(film: Film) -> Film:
    """The film as a draft. What a person says of a model's steps is kept."""
    settings, picture = film.settings, film.settings.format
    half = f"{max(64, picture.width // 4 * 2)}x{max(64, picture.height // 4 * 2)}"
    smaller = settings.model_copy(
        update={
            "format": picture.model_copy(update={"size": half}),
            "versions": (),
            "pictures": quicker("clips", settings.pictures),
            "stills": quicker("stills", settings.stills),
        }
    )
    scenes = tuple(
        scene.model_copy(
            update={
                "shots": tuple(
                    shot.model_copy(update={"model": quicker("clips", shot.model)}) if shot.model else shot
                    for shot in scene.shots
                )
            }
        )
        for scene in film.scenes
    )
    return film.model_copy(update={"settings": smaller, "scenes": scenes})


def quicker(kind: Kind, spec: str) -> str:
    """The name of a model with the option that it take fewer steps, where it has one and nothing else is said."""
    word, mark, options = spec.partition("?")
    if word == _AUTO or any(piece.partition("=")[0] in ("effort", "steps") for piece in options.split("&")):
        return spec
    try:
        backend = find(kind, recipe(kind, word)[0])
    except GenerationError:  # told where the film is planned
        return spec
    return f"{spec}{'&' if mark else '?'}effort=draft" if "effort" in backend.model_fields else spec
