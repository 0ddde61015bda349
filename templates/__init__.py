"""Everything that is text: prompt dialects, writing templates, style guides."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment


def resource(name: str) -> Traversable:
    """Return a data file of this package by its path, e.g. `styles/noir.yaml`."""
    return files("templates").joinpath(*name.split("/"))


def _source(name: str) -> str | None:
    found = resource(name)
    return found.read_text(encoding="utf-8") if found.is_file() else None


@cache
def _environment() -> "ImmutableSandboxedEnvironment":
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(_source),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )


def render(name: str, /, **values: object) -> str:
    """Render a template of this package, e.g. `render("writing/sheets.j2", language="en")`.

    Raises:
        jinja2.UndefinedError: if the template uses a value that was not given.
    """
    return _environment().get_template(name).render(**values)
