"""One person, put together."""

from generation.animatic.art import Group, Shape, ellipse, smooth
from generation.animatic.colour import lit
from generation.animatic.figures.appearance import read_person
from generation.animatic.stage import ADULT, FigureArt, Scheme
from generation.requests import Figure, Look


def draw_person(figure: Figure, scheme: Scheme, look: Look, seed: int) -> FigureArt:
    """Draw one person."""
    person = read_person(figure)
    tall = ADULT * (0.64 if person.age == "child" else 1.0)
    radius = tall * 0.1
    body = smooth([(-50, 0), (-70, -tall * 0.7), (0, -tall * 0.8), (70, -tall * 0.7), (50, 0)])
    art = Group(
        (
            Shape(body, fill=lit(person.top, scheme)),
            Shape(ellipse(0, -tall + radius, radius), fill=lit(person.skin, scheme)),
        )
    )
    head = (0.0, -tall + radius)
    return FigureArt(art, tall, 150.0, head, radius, (0.0, -tall * 0.5), (60.0, -tall * 0.5))
