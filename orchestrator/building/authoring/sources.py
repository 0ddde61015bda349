"""What a person brings instead of an idea: a treatment, a finished screenplay, or a story as plain text."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from orchestrator.film.errors import FilmError
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.treatment import Treatment
from orchestrator.project.source import SourceError, read_text
from orchestrator.project.treatment_file import TREATMENT_FILE, treatment_at
from orchestrator.writing.fdx import from_fdx
from orchestrator.writing.fountain import read_script

STORY_FILE = "story.txt"
_MOST_BYTES = 16_000_000
_SCREENPLAYS = (".fountain", ".spmd")
_TEXTS = (".txt", ".md", ".text", "")
_HEADING = re.compile(r"^(?:INT|EXT|EST|I/E|INT\./EXT|EXT\./INT)[. ]", re.MULTILINE)


@dataclass(frozen=True)
class Source:
    """A file of the person's own. `text` is what goes into the project under `path`."""

    kind: Literal["treatment", "script", "story"]
    path: str
    text: str
    treatment: Treatment | None = None
    screenplay: Screenplay | None = None
    title: str = ""


def read_source(file: Path) -> Source:
    """Read a treatment (YAML), a screenplay (Fountain or Final Draft's FDX) or a story (plain text).

    Raises:
        ProjectError: with the places of everything that cannot be read in it.
        FilmError: if there is no such file, or none of these is in it.
    """
    if not file.is_file():
        raise FilmError(f"{file} is {'not there' if not file.exists() else 'no file'}; name the file of your script")
    if file.stat().st_size > _MOST_BYTES:
        raise FilmError(f"{file} is larger than {_MOST_BYTES // 1_000_000} MB; no script is that long")
    kind = file.suffix.lower()
    if kind == ".fdx":
        return _script(from_fdx(file.read_bytes(), file.as_posix()), file)
    text = _text(file)
    if kind in (".yaml", ".yml"):
        treatment = treatment_at(file, file.as_posix())
        return Source("treatment", TREATMENT_FILE, text, treatment=treatment, title=treatment.title)
    if kind in _SCREENPLAYS or (kind in _TEXTS and _HEADING.search(text)):
        return _script(text, file)
    if kind in _TEXTS:
        return Source("story", STORY_FILE, text)
    raise FilmError(
        f"{file}: '{kind}' is no kind of script; bring .fountain, .fdx, .txt (a story), or .yaml (a treatment)"
    )


def _script(text: str, file: Path) -> Source:
    screenplay = read_script(text, file=file.as_posix()).screenplay
    title = "" if screenplay.title == "Untitled" else screenplay.title
    return Source("script", "script.fountain", text, screenplay=screenplay, title=title)


def _text(file: Path) -> str:
    try:
        text = read_text(file)
    except SourceError as error:
        raise FilmError(f"{file}:{error.line}:{error.column}: {error.message}") from error
    if not text.strip():
        raise FilmError(f"{file} is empty; there is nothing to make a film of")
    return text
