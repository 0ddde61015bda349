"""JSON Schemas of the project's files, for editors that complete and check YAML."""

import json
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pydantic.json_schema import GenerateJsonSchema

from orchestrator.film.base import Model
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place, Prop
from orchestrator.film.style import StyleGuide
from orchestrator.film.translation import Translation
from orchestrator.film.treatment import Treatment
from orchestrator.project.atomic import write_text
from orchestrator.project.durable import make_folder

Kind: TypeAlias = Literal["film", "treatment", "scene", "character", "place", "prop", "style", "translation"]

MODELS: dict[Kind, type[Model]] = {
    "film": Settings,
    "treatment": Treatment,
    "scene": Scene,
    "character": Character,
    "place": Place,
    "prop": Prop,
    "style": StyleGuide,
    "translation": Translation,
}
FOLDER = ".filmwright/schema"
_AT_THE_TOP: tuple[Kind, ...] = ("film", "treatment")


def schema_text(kind: Kind) -> str:
    """Return the JSON Schema of one kind of file."""
    schema: dict[str, Any] = MODELS[kind].model_json_schema(by_alias=True, schema_generator=GenerateJsonSchema)
    return json.dumps({"$schema": GenerateJsonSchema.schema_dialect, **schema}, indent=2, ensure_ascii=False) + "\n"


def schemas_are_there(root: Path) -> bool:
    """Whether there is one of each kind, and nothing that a command left which was killed while it wrote them."""
    names = {path.name for path in (root / FOLDER).glob("*")}
    return names.issuperset(map(_file_of, MODELS)) and not any(name.startswith(".") for name in names)


def write_schemas(root: Path) -> list[Path]:
    """Write the schemas into the project where they are not there as they should be; return what was written."""
    from filelock import FileLock

    folder, written = root / FOLDER, list[Path]()
    try:
        make_folder(folder)
        with FileLock(folder.with_suffix(".lock")):
            for half in folder.glob(
                ".*.tmp"
            ):  # Of a command that was killed: while this has the lock, nobody writes here.
                half.unlink()
            for kind in MODELS:
                path, text = folder / _file_of(kind), schema_text(kind)
                if not path.is_file() or path.read_bytes() != text.encode():
                    write_text(path, text)
                    written.append(path)
    except OSError as error:
        raise FilmError(f"{folder} cannot be written to: {(error.strerror or str(error)).lower()}") from error
    return written


def _file_of(kind: Kind) -> str:
    return f"{kind}.json"


def header(kind: Kind) -> str:
    """Return the first line of a file, which leads an editor to its schema."""
    up = "" if kind in _AT_THE_TOP else "../"
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.json"
