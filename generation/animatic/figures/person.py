"""What one person looks like."""

from dataclasses import dataclass
from typing import Literal

Age = Literal["child", "young", "adult", "old"]
Build = Literal["slim", "average", "broad", "stout", "tall", "bent"]


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that makes one person look like nobody else. Colours are local colours, before any light."""

    woman: bool
    age: Age
    build: Build
    stature: float
    """Factor on the height that age and build give."""
    skin: str
    hair: str
    hair_style: str
    beard: str
    eyes: str
    brow: float
    """Thickness of the brows, 1 is ordinary."""
    nose: str
    jaw: float
    """Width of the jaw, -1 narrow to 1 square."""
    glasses: bool
    freckles: bool
    patch: bool
    outfit: str
    top: str
    """Colour of the upper garment (of the whole one where there is only one)."""
    bottom: str
    shirt: str
    shoes: str
    accent: str
    """Colour of trims: buttons, belt, scarf."""
    hat: str
    hat_colour: str
    apron: bool
    apron_colour: str
    cloak: bool
    cloak_colour: str
    scarf: bool
    scarf_colour: str
    tie: bool
    sash: bool
    """A broad ribbon from the shoulder to the hip."""
    bare_arms: bool
    """Whether a dress has short sleeves."""
    wings: str
    """`gossamer`, `feather`, or nothing."""
    marks: frozenset[str]
    """What no person has: horns, stone, bones and their like (see `beings`)."""
    stuff: str
    """What somebody of stone or metal is made of: one colour for everything, or nothing."""
    pattern: str
    """`striped`, `checked`, `dotted`, `patched`, `banded` (two rings around the chest), `bandaged`, or
    nothing."""
