"""The marks that fence data off in a question: `⟦IDEA⟧ … ⟦/IDEA⟧`. Only our templates can write them.

Whatever is filled into a template loses these two signs first, each for an ordinary bracket, so that no text can open or
close a fence, and every other sign stays where it was.
"""

from collections.abc import Mapping, Sequence

from orchestrator.writing.model.port import Message
from templates import render

_MARKS = str.maketrans({"⟦": "[", "⟧": "]"})

Value = str | int | float | bool | None | Sequence["Value"] | Mapping[str, "Value"]
"""What a template may be given."""


class Prose(str):
    """A text that keeps its lines in a template; every other text is put on one."""

    __slots__ = ()


def without_marks(text: str) -> str:
    """Return `text` with brackets in place of the marks; nothing moves."""
    return text.translate(_MARKS)


def question(template: str, **values: Value) -> list[Message]:
    """Return the system message that all stages share, and `writing/<template>.j2` filled with data that cannot leave it."""
    filled = {key: _safe(value) for key, value in values.items()}
    return [
        Message("system", render("writing/rules.j2")),
        Message("user", render(f"writing/{template}.j2", **filled).strip()),
    ]


def _safe(value: Value) -> Value:
    if isinstance(value, Prose):
        return without_marks(value.strip())
    if isinstance(value, str):
        return without_marks(" ".join(value.split()))
    if isinstance(value, Mapping):
        return {key: _safe(entry) for key, entry in value.items()}
    if isinstance(value, Sequence):
        return [_safe(entry) for entry in value]
    return value
