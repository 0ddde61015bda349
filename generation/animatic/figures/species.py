"""The tables of beasts and birds, read from the files beside this one."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from generation.animatic.figures.bird_plan import Bird
from generation.animatic.figures.quadruped_plan import Beast

P = TypeVar("P", Beast, Bird)


@cache
def beasts() -> dict[str, Beast]:
    """Every four-legged species by name."""
    return _read("beasts.toml", Beast)


@cache
def birds() -> dict[str, Bird]:
    """Every bird by name."""
    return _read("birds.toml", Bird)


def _read(name: str, plan: type[P]) -> dict[str, P]:
    with Path(__file__).with_name(name).open("rb") as file:
        table: dict[str, dict[str, Any]] = tomllib.load(file)
    adapter = TypeAdapter(plan)
    values: dict[str, dict[str, Any]] = {}
    for species, entry in table.items():
        # The keys of a body stand in groups for the reader's sake; only the head is a plan of its own.
        start = values.get(entry.get("like", ""), {})
        own: dict[str, Any] = {}
        for group, part in entry.items():
            if group == "head":
                own["head"] = {**start.get("head", {}), **_plain(part)}
            elif group != "like":
                own |= _plain(part)
        values[species] = {"head": {}, **start, **own} if plan is Beast else {**start, **own}
    return {species: adapter.validate_python(value) for species, value in values.items()}


def _plain(part: dict[str, Any]) -> dict[str, Any]:
    """TOML has no null: an empty text stands for none."""
    return {key: None if value == "" else value for key, value in part.items()}
