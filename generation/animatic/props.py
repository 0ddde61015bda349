"""Things that a story names, drawn by word."""

from generation.animatic.art import Group, Shape, rectangle
from generation.animatic.colour import lit
from generation.animatic.stage import Scheme
from generation.requests import Look


def draw_prop(words: str, scheme: Scheme, look: Look) -> Group:
    """Draw the thing: origin at the centre of its base, `prop_size` pixels high at depth 1."""
    del look
    return Group((Shape(rectangle(-50, -80, 100, 80, 8), lit("#a8774a", scheme)),), name=words)


def prop_size(words: str) -> float:
    """Height in stage pixels at depth 1."""
    del words
    return 100.0
