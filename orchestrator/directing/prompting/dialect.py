"""A dialect as it is spoken in one film: its card, and its template or the person's own in place of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from templates.dialects import Card, card, render_dialect, template_of


@dataclass(frozen=True)
class Dialect:
    """One dialect; `folders` may hold a template that replaces the built-in one."""

    name: str
    card: Card
    origin: str
    """Of the words that the template adds."""
    folders: tuple[Path, ...] = ()

    def say(self, values: Mapping[str, str]) -> str:
        """Render the values, marks and all; what is missing is empty."""
        if self.card.form == "none":
            return ""
        return render_dialect(self.name, values, self.folders)


def dialect_named(name: str, folders: Sequence[Path] = ()) -> Dialect:
    """Return a dialect by its name.

    Raises:
        TemplateFault: if there is none of that name, or the template that replaces it cannot be read.
    """
    return Dialect(name, card(name), f"template {template_of(name, folders).origin}", tuple(folders))
