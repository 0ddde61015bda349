"""Which backend answers: the names in film.yaml and in a shot, resolved."""

import difflib
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from generation.backend import Backend, Kind, available, find
from generation.errors import GenerationError
from generation.requests import Request
from orchestrator.film.errors import FilmError
from templates.dialects import dialect_names

AnyBackend = Backend[Request, object]


@cache
def backend_for(kind: Kind, spec: str, root: Path | None = None) -> AnyBackend:
    """Return the backend that a word such as `animatic`, `wan2.2-ti2v-5b` or `wan:<folder or repository>` names.

    A folder is looked for in the project `root` first.

    Raises:
        FilmError: if there is none, with a close match.
    """
    from generation.catalogue import recipe

    name, colon, model = spec.partition(":")
    if root is not None and colon and (root / model.partition("?")[0]).is_dir():
        spec = f"{name}:{(root / model).resolve()}"
    try:
        name, options = recipe(kind, spec)
        return find(kind, name)(**options)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FilmError(f"'{spec}' cannot be used for {kind}: {where}: {first['msg']}") from error
    except GenerationError as error:
        raise FilmError(str(error)) from error


def named_backend(model: str, root: Path | None = None) -> AnyBackend | None:
    """Return what `--model` names: a clip backend, or a card's; None where it is only a prompt dialect.

    Raises:
        FilmError: if it is none of them, with a close match.
    """
    from generation.catalogue import cards

    word = model.partition("?")[0].partition(":")[0]
    card = cards().get(word)
    if word in available("clips") or (card is not None and card.kind == "clips"):
        return backend_for("clips", model, root)
    if model in dialect_names():  # Some still models are called as their dialect is.
        return None
    if card is not None:
        return backend_for("clips", model, root)  # It says what the card is of instead.
    known = sorted({*available("clips"), *cards(), *dialect_names()})
    close = difflib.get_close_matches(model, known, n=1)
    instead = f"did you mean '{close[0]}'?" if close else f"there are {', '.join(known)}"
    raise FilmError(f"there is no backend, model or dialect '{model}'; {instead}")
