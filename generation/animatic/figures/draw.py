"""The one door to drawn figures: people here, every other kind of being or thing by the creature kit."""

from generation.animatic.figures.appearance import is_person
from generation.animatic.figures.creatures import draw_creature
from generation.animatic.figures.people.assembly import draw_person
from generation.animatic.stage import FigureArt, Scheme
from generation.requests import Figure, Look


def draw_figure(figure: Figure, scheme: Scheme, look: Look, seed: int) -> FigureArt:
    """Draw somebody or something on stage, in the light of `scheme`.

    `seed` moves only what may differ between takes (when an eye blinks); the looks come from the words and the figure's id.
    """
    if is_person(figure.kind, figure.appearance):
        return draw_person(figure, scheme, look, seed)
    return draw_creature(figure, scheme, look, seed)
