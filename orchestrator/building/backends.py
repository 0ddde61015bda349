"""Which backend answers: the names in film.yaml and in a shot, resolved."""

import difflib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from generation.backend import Backend, Kind, available, find
from generation.errors import GenerationError
from generation.requests import Request
from orchestrator.film.errors import FilmError, Problem, ProjectError
from orchestrator.film.film import Film
from orchestrator.film.shot import Line
from orchestrator.project.explain import problem
from orchestrator.project.folder import FILM_FILE, scene_file
from orchestrator.project.makers import from_project, option_fault
from orchestrator.project.sheet_file import Route
from orchestrator.project.source import parse, read_text

AnyBackend = Backend[Request, object]

_FILM_KINDS: Mapping[str, Kind] = {
    "pictures": "clips",
    "stills": "stills",
    "voices": "voices",
    "score": "scores",
    "foley": "foley",
}
_NO_MAKER = ("auto", "off")


@cache
def backend_for(kind: Kind, spec: str, root: Path | None = None) -> AnyBackend:
    """Return the backend that a word such as `animatic`, `wan2.2-ti2v-5b` or `wan:<folder or repository>` names.

    Folders and files are looked for in the project `root` first.

    Raises:
        FilmError: if there is none, with a close match.
    """
    from generation.catalogue import recipe

    try:
        name, options = recipe(kind, from_project(spec, root))
        return find(kind, name)(**options)
    except ValidationError as error:
        raise FilmError(f"'{spec}': {option_fault(kind, spec, root)}") from error
    except GenerationError as error:
        raise FilmError(str(error)) from error


def voice_for(film: Film, line: Line, root: Path) -> AnyBackend:
    """Return what speaks a line: the voice that its speaker's sheet names, or the film's."""
    sheet = film.characters.get(line.character) if line.character else None
    return backend_for("voices", (sheet.voice.model if sheet else None) or film.settings.voices, root)


def makers_of(root: Path, film: Film) -> Iterator[AnyBackend]:
    """Return every backend that the files name, for pictures, for sound and for each voice.

    Raises:
        FilmError: if there is none of that name.
    """
    said = {(kind, spec) for _scene, kind, spec, _route in _makers_said(film) if spec not in _NO_MAKER}
    said |= {("voices", sheet.voice.model) for sheet in film.characters.values() if sheet.voice and sheet.voice.model}
    yield from (backend_for(kind, spec, root) for kind, spec in said)


def prove_makers(root: Path, film: Film) -> None:
    """See whether this machine has what film.yaml and the shots name: a folder may be gone that was there before.

    Raises:
        ProjectError: with the place of each key whose backend cannot be had.
    """
    faults: list[Problem] = []
    for scene, kind, spec, route in _makers_said(film):
        if spec in _NO_MAKER:
            continue
        try:
            backend_for(kind, spec, root)
        except FilmError as error:
            faults.append(fault_at(root, scene, route, str(error)))
    if faults:
        raise ProjectError(faults)


def fault_at(root: Path, scene: str, route: Route, message: str) -> Problem:
    """A problem with a value of a scene's file, or of film.yaml where the scene is empty."""
    file = scene_file(root, scene) if scene else root / FILM_FILE
    return problem(parse(read_text(file)), file.relative_to(root).as_posix(), route, message)


def _makers_said(film: Film) -> Iterator[tuple[str, Kind, str, Route]]:
    """The makers that the files name: the scene, or none for film.yaml, what they make, the word and its place."""
    for key, kind in _FILM_KINDS.items():
        if key == "score" and film.settings.own_score:
            continue
        yield "", kind, str(getattr(film.settings, key)), (key,)
    for scene in film.scenes:
        for index, shot in enumerate(scene.shots):
            if shot.model:
                yield scene.id, "clips", shot.model, ("shots", index, "model")


def named_backend(model: str, root: Path | None = None) -> AnyBackend | None:
    """Return what `--model` names: a clip backend, or a card's; None where it is only a prompt dialect.

    Raises:
        FilmError: if it is none of them, with a close match.
    """
    from generation.catalogue import cards, known_card

    word = model.partition("?")[0].partition(":")[0]
    card = known_card(word)
    if word in available("clips") or (card is not None and card.kind == "clips"):
        return backend_for("clips", model, root)
    from templates.dialects import dialect_names

    if model in dialect_names():  # Some still models are called as their dialect is.
        return None
    if card is not None:
        return backend_for("clips", model, root)  # It says what the card is of instead.
    known = sorted({*available("clips"), *cards(), *dialect_names()})
    close = difflib.get_close_matches(model, known, n=1)
    instead = f"did you mean '{close[0]}'?" if close else f"there are {', '.join(known)}"
    raise FilmError(f"there is no backend, model or dialect '{model}'; {instead}")
