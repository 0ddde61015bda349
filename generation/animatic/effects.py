"""What a look does to every drawn picture: chalk lines, carved wood, washes, clay, glowing lights, an old projector.

Each effect takes a picture (height, width, 4), RGBA in bytes, and returns one, valid until it is called again; what is searched
in a picture is searched in a smaller one where nobody can see the difference. Effects are put on in the order in which the
drawings come: some change from one to the next.
"""

from generation.animatic.boil import boiling
from generation.animatic.painting import chalked, modelled, pencilled, washed
from generation.animatic.pixels import Effect
from generation.animatic.printing import carved, dyed, inked_and_gilded
from generation.animatic.screening import glowing, projected, scanned
from generation.requests import Look


def effects(look: Look, height: int, width: int, seed: int) -> list[Effect]:
    """Return the effects of a look, in the order in which they are put on; none for some."""
    return [
        *_hands(look, height, width, seed),
        *_lines(look, height, width, seed),
        *_surfaces(look, height, width, seed),
        *_machines(look, height, width, seed),
    ]


def _hands(look: Look, height: int, width: int, seed: int) -> list[Effect]:
    """What the hand that drew, cut or painted does to edges."""
    unit = height / 720
    if look.line == "cut":
        return [boiling(height, width, seed, 2.6 * unit, 40 * unit, 1, soft=False)]
    if look.line == "pencil":
        return [boiling(height, width, seed, 1.7 * unit, 46 * unit, 3, each=2)]
    if look.texture == "wash":
        return [boiling(height, width, seed, 2.4 * unit, 22 * unit, 1)]
    return []


def _lines(look: Look, height: int, width: int, seed: int) -> list[Effect]:
    if look.line == "chalk":
        return [chalked(look.palette[-1], height, width)]
    if look.line == "carved":
        unit = height / 720
        return [carved(look.palette, height, width), boiling(height, width, seed, 1.2 * unit, 70 * unit, 2, each=3)]
    return [pencilled(look.palette[-1], height, width, seed)] if look.line == "pencil" else []


def _surfaces(look: Look, height: int, width: int, seed: int) -> list[Effect]:
    if look.texture == "wash":
        return [washed(look.palette[-1], height, width, seed)]
    if look.texture == "clay":
        return [modelled(height, width, seed)]
    if look.texture == "leaf":
        return [inked_and_gilded(look.palette, height, width, seed)]
    return [dyed(height, width)] if look.texture == "print" else []


def _machines(look: Look, height: int, width: int, seed: int) -> list[Effect]:
    found: list[Effect] = []
    if look.glow:
        found.append(glowing(look.glow, height, width))
    if look.texture == "scan":
        found.append(scanned(height, width))
    if look.texture == "film":
        found.append(projected(height, width, seed))
    return found
