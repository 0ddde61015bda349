"""Over the shoulder: the listener's dark, soft back at the edge of a near shot of who speaks."""

from dataclasses import replace

from generation.animatic.art import Group, scale, shift
from generation.animatic.blocking import Placed
from generation.animatic.colour import mix
from generation.animatic.figures.draw import draw_figure
from generation.animatic.framing import Arrangement, View, shoulder_side
from generation.animatic.port_tree import bounds, frozen
from generation.animatic.stage import FigureArt, Scheme
from generation.requests import Camera, Staging

_NEARER = 1.35
"""How much larger the listener is than at the speaker's distance."""
_IN_FRAME = (0.045, 0.02, 0.0, -0.03, -0.06)
"""How far inside the frame's edge the middle of the listener's head may be, as parts of the frame's width."""
_TALL_ENOUGH = 0.72
_FREE = 1.1
"""Radii of the speaker's head within which nothing may stand before the face."""


def has_shoulder(camera: Camera) -> bool:
    """Whether a shot that is seen like this may have somebody's back at its edge."""
    if camera.size == "insert" or camera.angle in ("dutch", "overhead"):
        return False
    return bool(camera.over) or camera.size == "medium-close"


def listener(staging: Staging, arrangement: Arrangement, scheme: Scheme, aspect: float, seed: int) -> Group | None:
    """Return the listener's back in stage pixels, or None where nobody stands before who speaks.

    It is still: what is out of focus is drawn once.
    """
    if len(arrangement.placed) != 1 or aspect < 1.2:
        return None
    speaker = arrangement.placed[0]
    side = shoulder_side(staging, speaker.figure)
    wanted = staging.camera.over
    others = [figure for figure in staging.figures if figure.id != speaker.figure.id]
    other = next((figure for figure in others if figure.id == wanted or not wanted), None)
    if side == 0 or other is None:
        return None
    turned = other.model_copy(update={"facing": "away", "pose": "stand", "mouths": (), "beats": (), "gaze": ""})
    dark = replace(scheme, shade=min(0.8, scheme.shade + 0.4), ambient=mix(scheme.ambient, scheme.shadow, 0.7))
    art = draw_figure(turned, dark, staging.look, seed)
    small = art.height < _TALL_ENOUGH * speaker.art.height or art.width > art.height
    if small and not wanted:
        return None
    # Wings, horns or a wide skirt would stand before the face: then it is further out, where the shot is meant so.
    for inside in _IN_FRAME if wanted else _IN_FRAME[:1]:
        back = _back(art, speaker, arrangement.view, side * aspect * (0.5 - inside))
        if not _hides(back, speaker):
            return back
    return None


def _back(art: FigureArt, speaker: Placed, view: View, aside: float) -> Group:
    size = _NEARER * speaker.scale * speaker.art.head_radius / max(1.0, art.head_radius)
    x = view.x + aside * view.height
    y = speaker.point(speaker.art.head)[1] + 0.17 * view.height - art.head[1] * size
    back = Group((frozen(art.art, 0.0),), transform=shift(x - art.head[0] * size, y) @ scale(size))
    return Group((back,), name="listener")


def _hides(back: Group, speaker: Placed) -> bool:
    box = bounds(back)
    face, reach = speaker.point(speaker.art.head), _FREE * speaker.scale * speaker.art.head_radius
    return bool(box and box[0] < face[0] + reach and box[2] > face[0] - reach and box[1] < face[1] + reach)
