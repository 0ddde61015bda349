"""Over the shoulder: the listener's dark, soft back at the edge of a near shot of who speaks."""

from collections.abc import Sequence
from dataclasses import replace

from generation.animatic.art import Group, scale, shift
from generation.animatic.colour import mix
from generation.animatic.figures.draw import draw_figure
from generation.animatic.framing import Arrangement
from generation.animatic.port_tree import bounds, frozen
from generation.animatic.stage import Scheme
from generation.requests import Figure, Look

_NEARER = 1.35
"""How much larger the listener is than at the speaker's distance."""
_IN_FRAME = 0.045
"""How far inside the frame's edge the middle of the listener's head is, as a part of the frame's width."""
_TALL_ENOUGH = 0.72
_FREE = 1.1
"""Radii of the speaker's head within which nothing may stand before the face."""


def listener(
    figures: Sequence[Figure], arrangement: Arrangement, scheme: Scheme, look: Look, aspect: float, seed: int
) -> Group | None:
    """Return the listener's back in stage pixels, or None where nobody stands before who speaks.

    It is still: what is out of focus is drawn once.
    """
    if len(arrangement.placed) != 1 or aspect < 1.2:
        return None
    speaker = arrangement.placed[0]
    side = {"left": -1.0, "right": 1.0}.get(speaker.figure.facing)
    other = next((figure for figure in figures if figure.id != speaker.figure.id), None)
    if side is None or other is None:
        return None
    turned = other.model_copy(update={"facing": "away", "pose": "stand", "mouths": ()})
    dark = replace(scheme, shade=min(0.8, scheme.shade + 0.4), ambient=mix(scheme.ambient, scheme.shadow, 0.7))
    art = draw_figure(turned, dark, look, seed)
    if art.height < _TALL_ENOUGH * speaker.art.height or art.width > art.height:
        return None
    view = arrangement.view
    size = _NEARER * speaker.scale * speaker.art.head_radius / max(1.0, art.head_radius)
    x = view.x + side * view.height * aspect * (0.5 - _IN_FRAME)
    y = speaker.point(speaker.art.head)[1] + 0.17 * view.height - art.head[1] * size
    back = Group((frozen(art.art, 0.0),), transform=shift(x - art.head[0] * size, y) @ scale(size))
    box = bounds(back)
    face, reach = speaker.point(speaker.art.head), _FREE * speaker.scale * speaker.art.head_radius
    if box and box[0] < face[0] + reach and box[2] > face[0] - reach and box[1] < face[1] + reach:
        # Wings, horns or a wide skirt would stand before the face.
        return None
    return Group((back,), name="listener")
