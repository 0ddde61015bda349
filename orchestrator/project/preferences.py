"""Reading the person's own configuration: config.yaml in their configuration folder, or where FILMWRIGHT_CONFIG says."""

import os
import re
from collections.abc import Iterator

from orchestrator.film.errors import Problem, ProjectError
from orchestrator.film.own_folders import config_file
from orchestrator.film.preferences import Preferences
from orchestrator.project.explain import problem, problems_of
from orchestrator.project.source import Node, SourceError, Step, find, parse, read_text

_KEY = re.compile(r"(^|[_-])(api[_-]?)?(key|keys|secret|secrets|password|token)$", re.IGNORECASE)
_KEY_TEXT = re.compile(r"^(sk|pk|rk|gsk|xai)[-_][\w-]{8,}$|^AIza[\w-]{20,}$")
_NO_KEYS = (
    "keys do not belong into files; take it out and set OPENAI_API_KEY in the environment (or your provider's own variable), "
    "or put it into the keyring: keyring set filmwright openai"
)
_ADDRESS = re.compile(r"(base[_-]?)?(url|address|host|endpoint)$", re.IGNORECASE)


def load_preferences() -> Preferences:
    """Return what the person has set; what they have not is as it comes.

    Raises:
        ProjectError: with the places of everything that is wrong with the file.
    """
    path = config_file()
    if not path.exists():
        if os.environ.get("FILMWRIGHT_CONFIG"):
            raise ProjectError(
                [Problem(path.as_posix(), 1, 1, "", "FILMWRIGHT_CONFIG names this file, but it is not there")]
            )
        return Preferences().at(path)
    try:
        tree = parse(read_text(path))
    except SourceError as error:
        raise ProjectError([error.of(path.as_posix())]) from error
    if misplaced := list(_misplaced(tree, path.as_posix())):
        raise ProjectError(misplaced)
    found = problems_of(Preferences, tree, path.as_posix())
    if isinstance(found, list):
        raise ProjectError(found)
    return found.at(path)


def chosen_writer(preferences: Preferences) -> str | None:
    """Who writes where the command line does not say: FILMWRIGHT_WRITER, or the configuration; None if neither does."""
    return os.environ.get("FILMWRIGHT_WRITER", "").strip() or preferences.writer


def _misplaced(root: Node, file: str, route: tuple[Step, ...] = ()) -> Iterator[Problem]:
    """Keys and addresses, which belong into the environment. Their values are never shown."""
    node = find(root, route) or root
    steps: list[Step] = [str(key.value) for key in node.keys] if node.kind == "map" else list(range(len(node.items)))
    for step, below in zip(steps, node.items, strict=True):
        here = (*route, step)
        if _KEY.search(str(step)) or (isinstance(below.value, str) and _KEY_TEXT.match(below.value)):
            yield problem(root, file, here, _NO_KEYS)
        elif not route and _ADDRESS.fullmatch(str(step)):
            yield problem(
                root, file, here, "addresses do not belong into files; set OPENAI_BASE_URL in the environment"
            )
        else:
            yield from _misplaced(root, file, here)
