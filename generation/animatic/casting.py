"""Casting: what everybody on stage does over the shot, and the figures drawn doing it."""

from collections.abc import Mapping, Sequence

from generation.animatic.art import Point
from generation.animatic.blocking import SLOTS
from generation.animatic.figures.appearance import is_person
from generation.animatic.figures.draw import draw_figure
from generation.animatic.figures.taking_turns import draw_turns
from generation.animatic.parts import Role, Span, parts_of, spoken
from generation.animatic.stage import FigureArt, Scheme
from generation.requests import Figure, Look


def roles_of(figures: Sequence[Figure], seconds: float) -> list[Role]:
    """The role of each figure in a shot of `seconds`: its own parts, whom it hears, and where the others are."""
    return [
        Role(parts_of(figure, seconds), seconds, 1.0, _heard(figure, figures), _looks(figure, figures))
        for figure in figures
    ]


def draw_acting(figure: Figure, role: Role, scheme: Scheme, look: Look, seed: int) -> FigureArt:
    """Draw a figure through the whole shot. A creature that has several things to do has a drawing for each."""
    if is_person(figure.kind, figure.appearance):
        return draw_figure(figure, scheme, look, seed, role)
    return draw_turns(figure, role, scheme, look, seed)


def _heard(figure: Figure, figures: Sequence[Figure]) -> tuple[Span, ...]:
    return tuple(sorted(span for other in figures if other.id != figure.id for span in spoken(other)))


def _looks(figure: Figure, figures: Sequence[Figure]) -> Mapping[str, Point]:
    """Where a figure looks to see each of the others: to their side, and down to who is small."""
    found: dict[str, Point] = {}
    for other in figures:
        if other.id == figure.id:
            continue
        across = SLOTS[other.position] - SLOTS[figure.position]
        if across == 0:
            across = figures.index(other) - figures.index(figure)
        found[other.id] = (1.0 if across > 0 else -1.0, 0.5 * (_small(other) - _small(figure)))
    return found


def _small(figure: Figure) -> float:
    """0 for a grown person, 1 for a mouse."""
    if not is_person(figure.kind, figure.appearance):
        return 0.9
    words = f"{figure.kind} {figure.appearance}".lower().replace(",", " ").split()
    return 0.5 if {"child", "boy", "girl", "kid"} & set(words) else 0.0
