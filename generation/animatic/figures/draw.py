"""The one door to drawn figures: people here, every other kind of being or thing by the creature kit."""

from generation.animatic.figures.appearance import is_person
from generation.animatic.figures.creatures import draw_creature
from generation.animatic.figures.people.presenting import draw_person
from generation.animatic.parts import Role
from generation.animatic.stage import FigureArt, Scheme
from generation.requests import Figure, Look


def draw_figure(figure: Figure, scheme: Scheme, look: Look, seed: int, role: Role | None = None) -> FigureArt:
    """Draw somebody or something on stage, in the light of `scheme`.

    `seed` moves only what may differ between takes (when an eye blinks); the looks come from the words and the figure's id.
    `role` is what it does over the shot; without one it does only what comes first.
    """
    if is_person(figure.kind, figure.appearance):
        return draw_person(figure, scheme, look, seed, role)
    return draw_creature(figure, scheme, look, seed)
