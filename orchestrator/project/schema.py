"""JSON Schemas of the project's files, for editors that complete and check YAML."""

import json
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pydantic.json_schema import GenerateJsonSchema

from orchestrator.film.base import Model
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place, Prop
from orchestrator.film.style import StyleGuide
from orchestrator.film.translation import Translation
from orchestrator.film.treatment import Treatment
from orchestrator.project.atomic import write_text

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


def write_schemas(root: Path) -> list[Path]:
    """Write the schemas into the project where they are not there as they should be; return what was written."""
    written: list[Path] = []
    for kind in MODELS:
        path, text = root / FOLDER / f"{kind}.json", schema_text(kind)
        if not path.is_file() or path.read_bytes() != text.encode():
            write_text(path, text)
            written.append(path)
    return written


def header(kind: Kind) -> str:
    """Return the first line of a file, which leads an editor to its schema."""
    up = "" if kind in _AT_THE_TOP else "../"
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind}.json"
