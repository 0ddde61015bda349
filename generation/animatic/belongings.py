"""Belongings: the things that a shot names, in a hand, beside the figures, or by themselves."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from generation.animatic.art import Group, Matrix, Radial, Shape, Stop, ellipse, scale, shift, turn
from generation.animatic.blocking import Placed
from generation.animatic.figures.appearance import is_person
from generation.animatic.handiwork import Found, at_work, hands_full, tools_of
from generation.animatic.picture import Picture, under_camera, walk
from generation.animatic.port_tree import at, bounds
from generation.animatic.props import draw_prop, is_drawn, prop_name, prop_size
from generation.animatic.props.standing import STANDING
from generation.animatic.stage import ADULT
from generation.requests import Figure, Staging

MOST_PROPS = 3
_HELD = 125.0
"""A thing of at most this height is held in a hand, and so are some, whatever their height."""
_HEAVY = {
    "campfire",
    "anchor",
    "chest",
    "cauldron",
    "stone",
    "computer",
    "wheel",
    "hive",
    "well",
    "sack",
    "barrel",
    "footprints",
}
_HANGS = {"lantern", "basket", "bucket", "bag", "suitcase", "rope", "bell", "pail", "satchel", "net"}
_IDLE = {"stand", "talk", "look-up", "look-down", "sit", "lie", "sleep", "cower", "fly", "swim"}
_BLADES = {"sword", "knife", "dagger", "axe", "spear"}
_GRIPPED = _BLADES | {
    "lamp",
    "torch",
    "candle",
    "umbrella",
    "wand",
    "staff",
    "stick",
    "broom",
    "hammer",
    "flag",
    "rod",
    "oar",
    "flower",
    "pistol",
    "balloon",
    "kite",
    "magnifier",
    "rose",
}
_MOUNTS = {"bicycle", "car", "train"}
_PLANTED = {"staff", "stick", "broom", "flag", "oar", "shovel", "spear"}
"""What stands on the ground beside whoever holds it."""


def belongings(picture: Picture) -> list[Group]:
    """What nobody holds: standing beside the figures, or by itself."""
    words = _things(picture.staging)
    placed = picture.arrangement.placed
    if not words:
        return []
    if picture.staging.camera.size == "insert":
        return _in_a_row(picture, words, picture.arrangement.view.x)
    held = _held_by(picture)
    used = [*_tools(picture).values(), *([held[1]] if held else [])]
    rest = [word for word in words if word not in used]
    if not rest:
        return []
    if not placed:
        return _in_a_row(picture, rest, picture.arrangement.view.x)
    width = sum(_prop_width(picture, word) * _fit(picture, word) for word in rest)
    x = _free_place(picture, width, max(prop_size(word) * _fit(picture, word) for word in rest))
    return [] if x is None else _in_a_row(picture, rest, x)


def _things(staging: Staging) -> tuple[str, ...]:
    """What the shot names and can be seen as a thing."""
    return tuple(words for words in staging.props if is_drawn(words))[:MOST_PROPS]


def _free_place(picture: Picture, width: float, height: float) -> float | None:
    """x of the middle of a row of things: beside the figures where the frame has room, else between them, else at its edge.

    Never before a face; None if there is no such place.
    """
    placed, view = picture.arrangement.placed, picture.arrangement.view
    half = view.height * picture.width / picture.height / 2
    low, high = view.x - half + 0.54 * width, view.x + half - 0.54 * width
    right = max(p.x + p.half for p in placed) + 20 + width / 2
    left = min(p.x - p.half for p in placed) - 20 - width / 2
    # Somebody alone looks at it; else the side nearer to the middle has more room.
    to_right = placed[0].figure.facing == "right" if len(placed) == 1 else right - view.x < view.x - left
    xs = sorted(p.x for p in placed)
    beside = [x for x in ((right, left) if to_right else (left, right)) if low <= x <= high]
    between = [(one + other) / 2 for one, other in pairwise(xs)]
    # At the edge a part of it may be cut off.
    edges = [high, high + 0.3 * width, low, low - 0.3 * width]
    edges = edges if to_right else edges[2:] + edges[:2]
    top = min(max(p.y for p in placed), view.y + view.height / 2) - height
    return next((x for x in (*beside, *between, *edges) if not _before_a_face(placed, x, width, top)), None)


def _before_a_face(placed: Sequence[Placed], x: float, width: float, top: float) -> bool:
    for one in placed:
        face, reach = one.point(one.art.head), one.art.head_radius * one.scale
        if abs(x - face[0]) < width / 2 + reach and top < face[1] + 0.8 * reach:
            return True
    return False


def _fit(picture: Picture, words: str) -> float:
    """How large a thing is drawn beside the figures: a pitcher is no taller than the crow."""
    placed = picture.arrangement.placed
    if not placed:
        return 1.0
    tallest = max(p.art.height * p.scale for p in placed)
    return min(min(p.scale for p in placed), max(0.5, 0.8 * tallest / prop_size(words)))


def in_hand(picture: Picture, placed: Placed) -> tuple[list[Group], list[Group]]:
    """What this figure holds: to be drawn before the figure (the body hides it) and after it, with the fingers around."""
    found, carried = _tools(picture), _carried(picture, placed)
    behind, over = at_work(placed, found, picture.stage.scheme, picture.staging.look, carried)
    held = _held_by(picture)
    if held is None or held[0] is not placed:
        return behind, over
    thing = _held(picture, placed, held[1])
    if placed.art.holds_behind:
        return [*behind, thing], over
    fingers = placed.art.fingers
    return behind, [*over, thing] if fingers is None else [*over, thing, Group((fingers,), transform=carried)]


def _tools(picture: Picture) -> Found:
    """What everybody works with."""
    if picture.staging.camera.size == "insert":
        return {}
    return tools_of(picture.arrangement.placed, _things(picture.staging))


def _held_by(picture: Picture) -> tuple[Placed, str] | None:
    """The first figure holds the first small thing."""
    words = _things(picture.staging)
    if picture.staging.camera.size == "insert" or not picture.staging.figures:
        return None
    first = picture.staging.figures[0].id
    holder = next((placed for placed in picture.arrangement.placed if placed.figure.id == first), None)
    found = _tools(picture)
    small = next((word for word in words if _is_held(word) and word not in found.values()), None)
    if holder and (hands_full(holder, found) or not _takes_up(holder.figure)):
        return None
    return (holder, small) if holder and small else None


def _takes_up(figure: Figure) -> bool:
    """Whether it has things in its hands of its own accord; an animal that only stands there leaves them on the ground."""
    return is_person(figure.kind, figure.appearance) or figure.pose not in _IDLE


def _is_held(words: str) -> bool:
    named = _named(words)
    if prop_name(words) in STANDING:
        return False
    return (prop_size(words) <= _HELD and not named & _HEAVY) or bool((_HANGS | _GRIPPED) & named)


def _named(words: str) -> set[str]:
    """What the words call the thing, and what it is drawn as."""
    return {*words.lower().split(), prop_name(words)}


def with_hands_ready(staging: Staging) -> Staging:
    """Who would only stand holds the thing that the shot names; who rides what the shot shows goes on foot beside it."""
    staging = _dismounted(staging)
    if staging.camera.size == "insert" or not staging.figures or not any(map(_is_held, _things(staging))):
        return staging
    first, *others = staging.figures
    waits = first.pose == "stand" or any(beat.pose == "stand" for beat in first.beats)
    if not waits or not _takes_up(first):
        return staging
    beats = tuple(beat.model_copy(update={"pose": "hold"}) if beat.pose == "stand" else beat for beat in first.beats)
    pose = "hold" if first.pose == "stand" else first.pose
    return staging.model_copy(update={"figures": (first.model_copy(update={"pose": pose, "beats": beats}), *others)})


def _dismounted(staging: Staging) -> Staging:
    """No horse of its own is drawn for somebody who came with a mount."""
    mounts = any(not is_person(figure.kind, figure.appearance) for figure in staging.figures)
    mounts = mounts or bool(_MOUNTS & {prop_name(words) for words in staging.props})
    if not mounts or not any(figure.pose.startswith("ride") for figure in staging.figures):
        return staging
    figures = tuple(
        figure.model_copy(update={"pose": "walk"}) if figure.pose.startswith("ride") else figure
        for figure in staging.figures
    )
    return staging.model_copy(update={"figures": figures})


def _held(picture: Picture, placed: Placed, words: str) -> Group:
    """In the hand: hanging from it, gripped at its lower end, or round its middle."""
    named = _named(words)
    below = 0.92 if named & _HANGS else 0.12 if named & _GRIPPED else 0.45
    hand = placed.art.hand
    art = draw_prop(words, picture.stage.scheme, picture.staging.look)
    fit = min(1.0, max(0.5, 1.3 * placed.art.height / ADULT))
    low, swings = below * fit * prop_size(words), 1.0 if named & _HANGS else 0.0
    carried, planted = _carried(picture, placed), bool(named & _PLANTED)
    aloft = bool(named & {"balloon", "kite"})
    longest = 0.86 * fit * prop_size(words)

    def grip(t: float) -> Matrix:
        x, y = at(hand, t)
        # What hangs lags behind the hand.
        lag = swings * max(-16.0, min(16.0, 0.5 * (x - at(hand, t - 0.16)[0]))) if swings else 0.0
        lean = math.copysign(26.0, x) if aloft else lag
        return carried(t) @ shift(x, y) @ turn(lean) @ shift(0.0, min(-y, longest) if planted else low) @ scale(fit)

    return Group((art,), transform=grip, name=words)


def _carried(picture: Picture, placed: Placed) -> Callable[[float], Matrix]:
    """From a figure's own pixels to the picture, wherever it walks."""
    camera, gone = under_camera(picture, 1.0), walk(picture, placed)
    size = scale(placed.scale, placed.scale * placed.squash)
    return lambda t: camera(t) @ shift(placed.x + gone(t), placed.bottom) @ size


def _in_a_row(picture: Picture, words: Sequence[str], middle: float) -> list[Group]:
    widths = [_prop_width(picture, word) for word in words]
    fits = [_fit(picture, word) for word in words]
    x = middle - sum(width * fit for width, fit in zip(widths, fits, strict=True)) / 2
    row: list[Group] = []
    for word, width, fit in zip(words, widths, fits, strict=True):
        row.append(_standing(picture, word, x + width * fit / 2, width, fit))
        x += width * fit
    return row


def _standing(picture: Picture, words: str, x: float, width: float, size: float) -> Group:
    art = draw_prop(words, picture.stage.scheme, picture.staging.look)
    dark = picture.stage.scheme.shadow
    patch = Shape(ellipse(0, 0, 1), Radial((0, 0), 1.0, (Stop(0, dark, 0.55), Stop(0.6, dark, 0.25), Stop(1, dark, 0))))
    shadow = Group((patch,), transform=scale(width * 0.55, width * 0.09))
    y = max((placed.y for placed in picture.arrangement.placed), default=picture.stage.ground) + 6 * size
    view = picture.arrangement.view
    if picture.arrangement.placed:
        # Where the frame ends above the ground, it stands nearer to the camera, on something that we do not see.
        y = min(y, view.y + view.height / 2 + 0.15 * prop_size(words) * size)
    camera = under_camera(picture, 1.0)
    return Group((shadow, art), transform=lambda t: camera(t) @ shift(x, y) @ scale(size), name=words)


def _prop_width(picture: Picture, words: str) -> float:
    box = bounds(draw_prop(words, picture.stage.scheme, picture.staging.look))
    return (box[2] - box[0]) * 1.15 if box else prop_size(words)
