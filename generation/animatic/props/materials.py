"""Colours of materials, and light around what burns."""

import math

from generation.animatic.art import Node, Path, Radial, Shape, Stop, ellipse, smooth

WOOD, BRASS, IRON, PAPER, CLAY, RED, GLASS = "#8a5a34", "#c9973c", "#4a4a54", "#efe4c8", "#b0643c", "#b8342c", "#bcd6de"
LEAF, STEEL, STONE = "#5f9a44", "#aeb8c2", "#8f8c88"


def halo(x: float, y: float, radius: float, colour: str = "#ffd98a", strength: float = 0.55) -> Shape:
    """Light around a flame or a lamp."""
    stops = (Stop(0.0, colour, strength), Stop(0.45, colour, strength * 0.35), Stop(1.0, colour, 0.0))
    return Shape(ellipse(x, y, radius), Radial((x, y), radius, stops))


def flame(x: float, y: float, size: float) -> list[Node]:
    """A flickering flame whose foot is at (x, y)."""

    def outline(t: float) -> Path:
        lean = size * 0.12 * math.sin(t * 7.3) * math.sin(t * 2.9)
        return smooth(
            [(x, y), (x - size * 0.34, y - size * 0.35), (x + lean, y - size), (x + size * 0.34, y - size * 0.35)],
            tension=0.9,
        )

    return [
        halo(x, y - size * 0.4, size * 2.6),
        Shape(outline, "#ff9a3c"),
        Shape(ellipse(x, y - size * 0.26, size * 0.16, size * 0.24), "#fff1b8"),
    ]
