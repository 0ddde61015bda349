"""Renders prompt templates that may come from strangers: `grammar` says what one may say, this how much it may do."""

import re
import time
import traceback
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from typing import Any

import jinja2
from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import test_defined, test_undefined

from templates.dialects import grammar
from templates.dialects.phrases import COMPARED, FILTERS, METER, compared
from templates.errors import TemplateFault

LONGEST_OUTPUT = 20_000
"""Characters of a prompt; the most generous service takes 15,000."""
MOST_WORK = 2_000_000
"""Characters that filters and loops may go through; a built-in template uses a thousandth of it."""
LONGEST_SECONDS = 1.0
"""Of processor time. What `MOST_WORK` allows takes a fraction of it, so this is never what ends an honest template."""

_STEP = 100
"""What one round of a loop counts for."""
_COMPARED = "_compared_"
"""In front of a value's name, its name in a condition; no template can use it."""
_ROUND = "\x00"
"""An output without meaning at the start of each round of a loop: there the rendering stops and is looked at."""


PARAGRAPH = "\x1e"
"""What stands for an empty line of the template. Empty lines that come of values without a text are none of its own."""
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def render(source: str, file: str, values: Mapping[str, str], compared_as: Mapping[str, str] | None = None) -> str:
    """Render a template; `file` names it in faults. Where it has an empty line, there is a `PARAGRAPH`.

    `compared_as` are the values as conditions see them, where that is not as they are written.

    Raises:
        TemplateFault: if it uses what is not allowed or not there, or does more than a prompt can need.
    """
    template = _compiled(source, file, frozenset(values))
    meter = _Meter(file)
    compared = {f"{_COMPARED}{name}": text for name, text in {**values, **(compared_as or {})}.items()}
    pieces: list[str] = []
    length = 0
    try:
        for piece in template.generate({**values, **compared, METER: meter.spend}):
            meter.spend(_STEP)
            if piece == _ROUND:
                continue
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST_OUTPUT:
                raise TemplateFault(file, 1, 1, f"the prompt is longer than {LONGEST_OUTPUT} characters")
    except UndefinedError as fault:
        message = f"{fault.message}; it is set only under a condition that does not hold: set it before the if, too"
        raise TemplateFault(file, _line(fault), 1, message) from None
    except (TemplateError, SecurityError) as fault:
        raise TemplateFault(file, _line(fault), 1, f"the template cannot be rendered: {fault.message}") from None
    return "".join(pieces)


def check(source: str, file: str, values: Collection[str]) -> None:
    """Read a template without rendering it.

    Raises:
        TemplateFault: with the first fault and its place.
    """
    _compiled(source, file, frozenset(values))


class _Meter:
    """Counts what a rendering does."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._left = MOST_WORK
        self._end = time.thread_time() + LONGEST_SECONDS

    def spend(self, characters: int) -> None:
        """Take something off what is left; nothing is too much once, too often is."""
        self._left -= characters + 1
        if self._left < 0 or time.thread_time() > self._end:
            raise TemplateFault(self._file, 1, 1, "the template does too much work for one prompt; write it shorter")


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment: Any = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        optimized=False,
        cache_size=0,
    )
    environment.globals = {}
    environment.filters = {**FILTERS, COMPARED: compared}
    environment.tests = {"defined": test_defined, "undefined": test_undefined}
    return environment


@lru_cache(maxsize=256)
def _compiled(source: str, file: str, values: frozenset[str]) -> jinja2.Template:
    tree = grammar.parsed(_environment(), source, file, values)
    for loop in list(tree.find_all(nodes.For)):
        loop.body.insert(0, nodes.Output([nodes.TemplateData(_ROUND)], lineno=loop.lineno))
    for data in list(tree.find_all(nodes.TemplateData)):
        data.data = _EMPTY_LINE.sub(PARAGRAPH, data.data)
    as_given = values - {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    for comparison in list(tree.find_all(nodes.Compare)):
        comparison.expr = _compared(comparison.expr, as_given)
        for operand in comparison.ops:
            operand.expr = _compared(operand.expr, as_given)
    try:
        return _environment().from_string(tree)
    except (TemplateError, SyntaxError, RecursionError, MemoryError) as fault:
        message = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        raise TemplateFault(
            file, getattr(fault, "lineno", 1) or 1, 1, f"the template cannot be read: {message}"
        ) from None


def _compared(node: nodes.Expr, as_given: Collection[str]) -> nodes.Expr:
    """Without the marks of clauses, and a value as the film has it: so `time == "night"` holds in every dialect."""
    for name in (node, *node.find_all(nodes.Name)):
        if isinstance(name, nodes.Name) and name.name in as_given:
            name.name = f"{_COMPARED}{name.name}"
    return nodes.Filter(node, COMPARED, [], [], None, None, lineno=node.lineno)


def _line(fault: TemplateError) -> int:
    frames = traceback.extract_tb(fault.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == "<template>" and frame.lineno]
    return lines[-1] if lines else 1
