"""Finding the JSON object in what a model said, and making values of it."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from orchestrator.writing.model.keys import plain

A = TypeVar("A", bound=BaseModel)

_THOUGHT = re.compile(r"<(/?)(?:think|thinking|thought|reasoning)>", re.IGNORECASE)
_FENCE = re.compile(r"```[\w-]*[ \t]*\n?(.*?)```", re.DOTALL)
_MOST_TRIES = 40
"""Places in a text at which an object is looked for."""


class NoJson(ValueError):
    """The text holds no JSON object."""


def fitted(text: str, answer: type[A], hide: Callable[[str], str]) -> A | list[str]:
    """Return the answer in a text, or what is wrong with it, in words that the model can act on.

    Raises:
        NoJson: if there is no JSON object in it at all.
    """
    wrong: list[str] = []
    for found in _objects(text):
        try:
            return answer.model_validate(_clean(found, hide))
        except ValidationError as error:
            wrong = wrong or [_said(one) for one in error.errors(include_url=False, include_context=False)]
    if not wrong:
        raise NoJson
    return wrong


def is_whole(text: str) -> bool:
    """Whether a text holds a whole JSON object, also if nobody said that it has ended.

    Only the outermost one counts: an answer that broke off may well hold smaller ones that are whole.
    """
    bare = _without_thoughts(storable(text))
    try:
        json.JSONDecoder().raw_decode(bare, bare.index("{"))
    except (ValueError, RecursionError):
        return False
    return True


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects in a text, the most likely one first: without thoughts, then in fences, then between other words."""
    bare = _without_thoughts(storable(text))
    for candidate in (bare, *(fence[1] for fence in _FENCE.finditer(bare))):
        try:
            found = from_json(candidate.strip(), allow_inf_nan=False)
        except ValueError:
            continue
        if isinstance(found, dict):
            yield found
    yield from _between_words(bare)


def storable(text: str) -> str:
    """A text that can be written as UTF-8: JSON can name halves of characters, which cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _without_thoughts(text: str) -> str:
    """The text without what models think aloud; the mark that begins a thought may be missing, or the one that ends it."""
    kept: list[str] = []
    last, open_since = 0, -1
    for mark in _THOUGHT.finditer(text):
        if not mark[1]:
            open_since = mark.start() if open_since < 0 else open_since
            continue
        if open_since < 0:
            kept.clear()  # all before it was thought
        else:
            kept.append(text[last:open_since])
        last, open_since = mark.end(), -1
    return "".join([*kept, text[last:]])


def _between_words(text: str) -> Iterator[dict[str, Any]]:
    """Objects that begin somewhere in a text, the largest first."""
    decoder = json.JSONDecoder()
    spans: list[tuple[int, int]] = []
    start = text.find("{")
    for _ in range(_MOST_TRIES):
        if start < 0:
            break
        try:
            _, end = decoder.raw_decode(text, start)
            spans.append((start, end))
        except (ValueError, RecursionError):
            end = start + 1
        start = text.find("{", end)
    for begin, end in sorted(spans, key=lambda span: span[0] - span[1]):
        try:
            found = from_json(text[begin:end], allow_inf_nan=False)
        except ValueError:
            continue
        if isinstance(found, dict):
            yield found


def _clean(value: Any, hide: Callable[[str], str]) -> Any:
    """The values without control characters and keys, whatever escapes they came in."""
    if isinstance(value, str):
        return hide(plain(value))
    if isinstance(value, list):
        return [_clean(item, hide) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item, hide) for key, item in value.items()}
    return value


def _said(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    return f"{where}: {error['msg']}".removeprefix(": ").replace("Value error, ", "")
