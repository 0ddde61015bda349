"""Texts, LUTs and prompt templates of a pack."""

import re
from pathlib import Path

from orchestrator.film.errors import Problem

_UNFIT = re.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f]")


def text_fault(path: Path) -> str | None:
    """Return why a file is no text, None if it is one."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return "is no UTF-8 text; save it in the encoding UTF-8, or take it out"
    return "has control signs in it, so it is no text; take it out" if _UNFIT.search(text) else None


def lut_problem(path: Path, name: str) -> list[Problem]:
    """Return what is wrong with a .cube file."""
    from stitching.lut import LutError, read_lut

    try:
        read_lut(path)
    except LutError as error:
        return [Problem(name, error.line, error.column, "", error.message)]
    return []


def template_problems(folder: Path) -> list[Problem]:
    """Return what is wrong with the prompt templates in a folder `prompts`."""
    from templates.dialects import overrides_faults

    return [Problem(each.file, each.line, each.column, "", each.message) for each in overrides_faults(folder)]
