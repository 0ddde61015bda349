"""What is wrong with a file's values, in plain English and with their places."""

import difflib
import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import TypeVar, cast, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from orchestrator.film.base import Model
from orchestrator.film.errors import Problem
from orchestrator.film.scene import Scene
from orchestrator.film.treatment import Treatment
from orchestrator.film.vocabulary import CameraMove
from orchestrator.project import layout, words
from orchestrator.project.names import slug
from orchestrator.project.source import Node, Step, find, locate
from orchestrator.project.values import Source

M = TypeVar("M", bound=Model)
Path = tuple[Step, ...]


def problems_of(model: type[M], source: Source | Node, file: str) -> M | list[Problem]:
    """Return the model that a file, or a part of it, holds, or everything that is wrong with it."""
    values = source.plain()
    if not isinstance(values, dict):
        tree = source.tree if isinstance(source, Source) else source
        what = f"{_thing(values)} stands here; {words.OWNERS[model]} is made of lines like 'key: value'"
        return [Problem(file, tree.line, tree.column, "", what)]
    try:
        # Strict JSON keeps words, numbers and truth values apart, which the lenient mode would turn into each other.
        return model.model_validate_json(json.dumps(values), strict=True)
    except ValidationError as error:
        tree = source.tree if isinstance(source, Source) else source
        return _explained(model, tree, file, error.errors(include_url=False))


def faults(model: type[Model], data: Mapping[str, layout.Data]) -> list[str]:
    """Return what is wrong with values that come from no file (a command line, say), as `key: what; what instead`."""
    found = problems_of(model, Source("\n".join(layout.block(data))), "")
    return [f"{fault.path}: {fault.message}" for fault in found] if isinstance(found, list) else []


def problem(tree: Node, file: str, path: Path, message: str) -> Problem:
    """Return a problem at a path of a tree."""
    place = locate(tree, path)
    return Problem(file, place.line, place.column, ".".join(map(str, path)), message)


def close_word(word: str, known: Iterable[str]) -> str | None:
    """Return the word somebody most likely meant."""
    choices = list(known)
    norm = re.sub(r"[\s_]+", "-", word.strip().lower())
    by_norm = {choice.lower().replace("_", "-"): choice for choice in choices}
    if norm in by_norm:
        return by_norm[norm]
    for meant in words.SYNONYMS.get(norm, ()) + words.SYNONYMS.get(norm.replace("-", "_"), ()):
        if meant in choices:
            return meant
    close = difflib.get_close_matches(norm, by_norm, 1, 0.6)
    return by_norm[close[0]] if close else None


def instead(word: str, known: Iterable[str]) -> str:
    """Return the advice for a word that is none of the known ones."""
    choices = list(known)
    close = close_word(word, choices)
    return f"did you mean '{close}'?" if close else f"use one of {', '.join(choices)}"


def _explained(model: type[Model], tree: Node, file: str, errors: list[ErrorDetails]) -> list[Problem]:
    found: list[Problem] = []
    meant: set[Path] = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            path = _path(error)
            close = close_word(str(path[-1]), _free_keys(model, tree, path))
            meant |= {(*path[:-1], close)} if close else set()
    for error in errors:
        path = _path(error)
        if _told_elsewhere(model, path, error, meant):
            continue
        path = _sharper(model, path, error)
        found.append(problem(tree, file, path, _message(model, tree, path, error)))
    return found


def _told_elsewhere(model: type[Model], path: Path, error: ErrorDetails, meant: set[Path]) -> bool:
    kind, value = error["type"], error["input"]
    if kind == "missing":
        return path in meant  # by the mistyped key beside it
    if kind == "too_short" and isinstance(value, (list, dict)):
        return len(value) >= error.get("ctx", {}).get("min_length", 0)  # pydantic does not count entries with errors
    # Two shots, roles or beats of one id are told with their lines where all files are checked.
    return kind == "value_error" and model in (Scene, Treatment) and not path


def _path(error: ErrorDetails) -> Path:
    return tuple(step for step in error["loc"] if step != "[key]")


def _sharper(model: type[Model], path: Path, error: ErrorDetails) -> Path:
    """A check of a whole model names the key it is about first; point there."""
    owner = words.model_at(model, path)
    if error["type"] != "value_error" or owner is None:
        return path
    named = re.match(r"(\w+) ", str(error.get("ctx", {}).get("error", "")))
    return (*path, named[1]) if named and named[1] in words.keys_of(owner) else path


def _free_keys(model: type[Model], tree: Node, path: Path) -> list[str]:
    owner = words.model_at(model, path[:-1])
    node = find(tree, path[:-1])
    taken = {str(key.value) for key in node.keys} if node else set()
    return [key for key in (words.keys_of(owner) if owner else ()) if key not in taken]


def _message(model: type[Model], tree: Node, path: Path, error: ErrorDetails) -> str:
    kind, value = error["type"], error["input"]
    if kind == "missing":
        key = str(path[-1])
        return f"is missing; write for example '{key}: {words.EXAMPLES.get(key, '...')}'"
    if kind == "extra_forbidden":
        return _unknown_key(model, tree, path)
    right = _right(model, tree, path, error)
    if "[key]" in error["loc"]:
        return f"{_thing(path[-1])} is not an id; {_form_advice(error, str(path[-1]))}"
    if value is None:
        return f"is empty; {right}" + ("" if words.is_required(model, path) else ", or leave the key out")
    if kind == "value_error":
        return _own_check(tree, path, error)
    return f"{_wrong(model, tree, path, error)}; {right}"


def _own_check(tree: Node, path: Path, error: ErrorDetails) -> str:
    """What a check of the models themselves says, without the name of the key, which stands before it anyway."""
    said = str(error.get("ctx", {}).get("error", error["msg"]))
    if path[-1:] == ("camera",):
        return _camera(str(error["input"]))
    node, states = find(tree, path), find(tree, ("states",))
    if path == ("default_state",) and node and states and states.kind == "map":
        known = [str(key.value) for key in states.keys]
        return f"'{node.raw}' is not one of the states; {instead(node.raw, known) if known else 'leave the key out'}"
    return said.removeprefix(f"{path[-1]} ") if path else said


def _unknown_key(model: type[Model], tree: Node, path: Path) -> str:
    owner = words.model_at(model, path[:-1])
    name = words.OWNERS.get(owner, "this") if owner else "this"
    key = str(path[-1])
    free = _free_keys(model, tree, path)
    close = close_word(key, free)
    advice = f"did you mean '{close}'?" if close else f"it may also have {', '.join(free)}" if free else "leave it out"
    return f"'{key}' is no key of {name}; {advice}"


def _thing(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"'{str(value).lower()}'"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, dict):
        return "a map"
    text = "".join(c if c.isprintable() else " " if c == "\n" else f"\\u{ord(c):04x}" for c in str(value))
    return f"'{text[:40]}...'" if len(text) > 43 else f"'{text}'" if isinstance(value, str) else text[:40]


_PACES = frozenset(
    {"slow", "slowly", "fast", "quick", "quickly", "gentle", "gently", "in", "out", "left", "right", "up", "down"}
)


def _camera(phrase: str) -> str:
    moves = {move.split("-")[0]: move for move in get_args(CameraMove)}
    tried = [word for word in re.findall(r"\w+", phrase.lower()) if word not in _PACES]
    close = next((found[0] for word in tried if (found := difflib.get_close_matches(word, moves, 1, 0.6))), None)
    advice = f"did you mean '{moves[close]}'?" if close else f"use one of {', '.join(moves.values())}"
    return f"{_thing(phrase)} names no camera move; {advice}"


_NEEDED = {
    "string_type": "text", "int_type": "a whole number", "int_from_float": "a whole number", "float_type": "a number",
    "bool_type": "true or false", "tuple_type": "a list", "list_type": "a list", "dict_type": "a map of keys",
    "model_type": "a map of keys", "model_attributes_type": "a map of keys", "int_parsing_size": "a smaller number",
}  # fmt: skip


def _shown(tree: Node, path: Path, value: object) -> str:
    """A value as it is written in the file."""
    node = find(tree, path)
    return node.raw if node and node.raw and isinstance(value, (int, float)) and len(node.raw) < 40 else _thing(value)


def _wrong(model: type[Model], tree: Node, path: Path, error: ErrorDetails) -> str:
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    shown = _shown(tree, path, value)
    if kind == "literal_error":
        noun, _ = words.words_at(model, path)
        return f"{shown} is not {noun}"
    if kind == "string_pattern_mismatch":
        noun, _ = words.FORMS.get(str(context.get("pattern")), ("of the right form", ""))
        return f"{shown} is not {noun}"
    if kind in ("too_short", "string_too_short"):
        return f"{shown} is too short" if isinstance(value, str) and value else "is empty"
    if kind in ("too_long", "string_too_long"):
        return f"{shown} with {context.get('actual_length')} entries is too long"
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal", "finite_number"):
        return f"{shown} is out of range"
    needed = _NEEDED.get(kind, "something else")
    if needed == "a whole number" and isinstance(value, float):
        return f"{shown} is not a whole number"
    return f"{shown} stands where {needed} is needed"


def _right(model: type[Model], tree: Node, path: Path, error: ErrorDetails) -> str:
    """What to write instead."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if kind == "literal_error":
        _, known = words.words_at(model, path)
        return (
            instead(str(value).lower(), known) if isinstance(value, (str, bool)) else f"use one of {', '.join(known)}"
        )
    if kind == "string_pattern_mismatch":
        return _form_advice(error, str(value))
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal", "finite_number"):
        return f"write a number {_bounds(model, path)}"
    if kind in ("too_short", "too_long", "string_too_short"):
        return _count_advice(name, context)
    if whole := _whole(model, path, value):
        return f"write {whole}"
    return _type_advice(kind, value, name, _shown(tree, path, value))


def _whole(model: type[Model], path: Path, value: object) -> str | None:
    """The full form of a thing that somebody wrote as one word."""
    owner, item = words.model_at(model, path), words.item_at(model, path)
    form = words.WHOLE.get(owner) if owner else words.WHOLE.get(item) if item else None
    if form is None or (owner is None and isinstance(value, list)) or (owner and isinstance(value, (dict, list))):
        return None
    if item:
        return (
            f"[{layout.inline(cast('layout.Data', value)) if isinstance(value, dict) else form.format(_word(value))}]"
        )
    return form.format(_word(value))


def _word(value: object) -> str:
    return layout.scalar(value, flow=True) if isinstance(value, (str, int, float, bool)) else "..."


def _type_advice(kind: str, value: object, name: str, shown: str) -> str:
    if kind in ("tuple_type", "list_type"):
        return f"write [{_word(value)}]" if isinstance(value, (str, int, float)) else "write [first, second]"
    if kind in ("int_type", "float_type", "int_from_float"):
        if isinstance(value, float):
            return f"write {math.floor(value)} or {math.floor(value) + 1}"
        number = re.match(r"\s*(-?\d+(\.\d+)?)", value) if isinstance(value, str) else None
        return f"write {number[1]}, without quotes or unit" if number else "write a number, without quotes or unit"
    if kind == "string_type":
        if name in ("length", "average_shot") and isinstance(value, (int, float)):
            return f"write {value}s"
        if name == "at" and isinstance(value, (int, float)):
            return f"write {value}% for a share, or {value}s for seconds"
        if isinstance(value, (bool, int, float)):
            return f'put it in quotes: "{shown.strip(chr(39))}"'
        if "colour" in name or name == "palette":
            return 'a colour is written in quotes, as "#1a2148", because # begins a comment'
        return (
            f"write for example '{name}: {words.EXAMPLES[name]}'" if name in words.EXAMPLES else "write a single text"
        )
    if kind == "bool_type":
        return "write true or false, without quotes"
    return "write 'key: value' lines, or {key: value}"


def _form_advice(error: ErrorDetails, value: str) -> str:
    pattern = str(error.get("ctx", {}).get("pattern", r"^[a-z0-9][a-z0-9-]{0,63}$"))
    noun, advice = words.FORMS.get(pattern, ("", f"it must match {pattern}"))
    if noun == "an id":
        return f"{advice}: write '{slug(value)}'"
    if clock := re.fullmatch(r"(\d+):(\d\d)", value):
        return f"write {int(clock[1]) * 60 + int(clock[2])}s"
    if noun.startswith("a time in") and re.fullmatch(r"\d+(\.\d+)?", value):
        return f"write {value}s, or {value}% for a share of the shot"
    if noun.startswith("a length") and re.fullmatch(r"\d+(\.\d+)?", value):
        return f"write {value}s"
    return advice


def _count_advice(name: str, context: dict[str, object]) -> str:
    low, high = context.get("min_length"), context.get("max_length")
    if name == "palette":
        return "write 3 to 8 colours, from the darkest to the lightest"
    if low == 1:
        return f"write for example '{name}: {words.EXAMPLES.get(name, '...')}'"
    return f"write at least {low}" if low else f"write at most {high}"


def _bounds(model: type[Model], path: Path) -> str:
    owner = words.model_at(model, path[:-1])
    info = next((i for n, i in owner.model_fields.items() if (i.alias or n) == path[-1]), None) if owner else None
    limits = {
        name: getattr(part, name) for part in (info.metadata if info else ()) for name in _LIMITS if hasattr(part, name)
    }
    low, high = limits.get("ge", limits.get("gt")), limits.get("le", limits.get("lt"))
    if low is None:
        return "within bounds" if high is None else f"up to {high:g}"
    if high is None:
        return f"of {low:g} or more" if "ge" in limits else f"above {low:g}"
    return f"from {low:g} to {high:g}" if "ge" in limits else f"above {low:g}, up to {high:g}"


_LIMITS = ("gt", "ge", "lt", "le")
