"""The JSON schema of an answer, in the strict form that servers can enforce."""

from copy import deepcopy
from typing import Any

from pydantic import BaseModel

_DROPPED = frozenset({"default", "title", "examples", "minLength", "maxLength", "discriminator", "uniqueItems"})
"""What servers that enforce a schema do not know, or refuse."""


def strict_schema(answer: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of a type: nothing may be left out, nothing added, references alone where they stand.

    Raises:
        TypeError: if the type has a field with names of its own (a dict), which no server can enforce.
    """
    schema = _strict(deepcopy(answer.model_json_schema()), answer.__name__)
    return {"title": answer.__name__, **schema}


def _strict(node: Any, where: str) -> Any:
    if isinstance(node, list):
        return [_strict(item, where) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return {"$ref": node["$ref"]}
    fields = node.get("properties")
    if node.get("type") == "object" and not fields:
        raise TypeError(f"{where}: an answer needs fields with fixed names")
    kept = {
        key: value for key, value in node.items() if key not in _DROPPED and key not in ("properties", "$defs", "oneOf")
    }
    strict = {key: _strict(value, where) for key, value in kept.items()}
    if "oneOf" in node:
        strict["anyOf"] = _strict(node["oneOf"], where)
    if fields:
        strict["properties"] = {name: _strict(field, f"{where}.{name}") for name, field in fields.items()}
        strict["required"] = list(fields)
        strict["additionalProperties"] = False
    if "$defs" in node:
        strict["$defs"] = {name: _strict(value, name) for name, value in node["$defs"].items()}
    return strict
