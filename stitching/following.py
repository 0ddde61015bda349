"""Where a window over a clip's picture is wanted for its subject's sake, and how it gets there: all in parts of the picture."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from stitching.subject import Figure, Place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Track: TypeAlias = NDArray[np.float64]

FASTEST = 0.1
"""Parts of the picture's width (or height) a second."""
_DEAD = 0.1
"""Parts of the window by which a subject may leave its middle before the window follows."""
_EASE = 0.9
"""Seconds over which a movement of the window begins and ends."""
_REACH = 4.0
"""Of a body, radii of the head to either side that belong into the picture; what reaches further may be cut."""
_HEAD = 1.45
"""From the middle of a head to its top, hat with it, in radii."""
_TOLERATED = 1.2
"""Who need only so much more than there is are cut a little at the sides: a narrow strip above a picture is worse."""
_EDGE = 0.04
"""Parts of the window that stay free between its edge and a body."""
_ROOM = 0.05
"""Parts of the window by which it lies ahead of where somebody looks."""
_EYES = (0.24, 0.4)
"""Between these parts of the height eyes are where one expects them: about the upper third."""
_CLOSE = 0.035
"""A head of this radius is near enough for its eyes to have a place; of who is further away the whole body has one."""
_RATHER_STAY = 1.08
"""How much more another place must catch the eye before the window goes there."""
_SIDES = 0.25
"""What something at the side of a narrow window counts, of what it would in its middle."""
_WIDE_ENOUGH = 0.97


def chosen(figures: Sequence[Figure], room: float) -> tuple[list[Figure], float]:
    """Whom the window goes along with, and the part of the width that they need; nobody where nobody is in the picture.

    All of them where they fit; else whoever alone speaks; else all of them (of several who speak, these), in a wider window.
    """
    seen = [figure for figure in figures if any(figure.places)]
    if len(seen) < 2 or (needed := _extent(seen)) <= room * _TOLERATED:
        return seen, 0.0
    speaking = [figure for figure in seen if figure.speaks]
    if len(speaking) == 1:
        return speaking, 0.0
    if 1 < len(speaking) < len(seen):
        seen, needed = speaking, _extent(speaking)
    return seen, min(1.0, needed)


def _extent(figures: Sequence[Figure]) -> float:
    """The part of the width that these take at their widest."""
    looks = zip(*(figure.places for figure in figures), strict=True)
    here = ([place for place in places if place] for places in looks)
    return max(((ends := _ends(places, 1.0))[1] - ends[0] for places in here if places), default=0.0) / (1 - 2 * _EDGE)


def _ends(places: Sequence[Place], room: float) -> tuple[float, float]:
    """Left and right end of what must be seen of these: of bodies that are wider than the room, only the heads."""
    left = max(0.0, min(max(place.left, place.x - _REACH * place.radius) for place in places))
    right = min(1.0, max(min(place.right, place.x + _REACH * place.radius) for place in places))
    if right - left <= room:
        return left, right
    return min(place.x - place.radius for place in places), max(place.x + place.radius for place in places)


def of_figures(figures: Sequence[Figure], wide: float, high: float, looks: int) -> "tuple[Track, Track]":
    """Where the window's middle is wanted at each look for somebody's sake; after they left, where it was."""
    import numpy as np

    x, y = np.full(looks, np.nan), np.full(looks, np.nan)
    for look in range(looks):
        here = [(figure, place) for figure in figures if (place := figure.places[look])]
        if here:
            places = [place for _, place in here]
            ahead = here[0][0].looks * _ROOM * wide if len(here) == 1 else 0.0
            x[look], y[look] = _across(places, wide, ahead), _height(places, high)
    known, at = ~np.isnan(x), np.arange(looks)
    return np.interp(at, at[known], x[known]), np.interp(at, at[known], y[known])


def _across(places: Sequence[Place], wide: float, ahead: float) -> float:
    """The middle of a window `wide` parts wide: between all of them, or on somebody's head and a little `ahead` of it."""
    left, right = _ends(places, wide * (1 - 2 * _EDGE))
    if len(places) > 1:
        return (left + right) / 2
    free = max(0.0, (wide * (1 - 2 * _EDGE) - (right - left)) / 2)
    wanted = places[0].x + ahead
    return min(max(wanted, (left + right) / 2 - free), (left + right) / 2 + free)


def _height(places: Sequence[Place], high: float) -> float:
    """The middle of a window `high` parts high, no further from the picture's own middle than heads and bodies ask for."""
    near = [place for place in places if place.radius >= _CLOSE]
    free = high * (1 - 2 * _EDGE)
    if near:
        eyes = sum(place.y for place in near) / len(near)
        least, most = eyes - (_EYES[1] - 0.5) * high, eyes - (_EYES[0] - 0.5) * high
        # A head is as high as it is wide in pixels, and so is a part of the height larger than one of the width.
        top = min(place.y - _HEAD * place.tall for place in near)
        if max(place.y + place.tall for place in near) - top <= free:
            least = most = min(max(0.5, least), most, top + free / 2)
    else:
        top, bottom = min(place.top for place in places), min(1.0, max(place.bottom for place in places))
        top = max(top, bottom - free)
        least, most = bottom - free / 2, top + free / 2
    middle = min(max(0.5, least), most)
    return min(max(middle, high / 2), 1 - high / 2)


def of_profile(profiles: Sequence[Sequence[float]], parts: int, room: float) -> "Track":
    """At each look the middle of the window that has the most in it of what catches the eye, seen over most of a second."""
    import numpy as np

    if room >= _WIDE_ENOUGH or not profiles:
        return np.full(max(1, len(profiles)), 0.5)
    values = np.array(profiles)
    padded = np.concatenate([values[:1].repeat(2, 0), values, values[-1:].repeat(2, 0)])
    calm = np.stack([padded[shift : shift + len(values)] for shift in range(5)]).mean(axis=0)
    count = max(1, round(room * parts))
    # What is in the middle of a narrow window counts most: else a subject at its edge would do as well.
    sides = min(1.0, _SIDES + max(0.0, room - 0.35) * 2)
    weights = sides + (1 - sides) * np.hanning(count + 2)[1:-1]
    held = np.lib.stride_tricks.sliding_window_view(calm, count, axis=1) @ weights
    best = list[float]()
    place = int(held[0].argmax())
    for row in held:
        other = int(row.argmax())
        place = other if row[other] > row[place] * _RATHER_STAY else place
        best.append(_centre(row, place) + count / 2)
    return np.array(best) / parts


def _centre(row: "Track", place: int) -> float:
    """The place to a part of a step: the top of the parabola through it and its neighbours."""
    if not 0 < place < len(row) - 1:
        return float(place)
    before, here, after = (float(value) for value in row[place - 1 : place + 2])
    bend = before - 2 * here + after
    return place + max(-0.5, min(0.5, 0.5 * (before - after) / bend)) if bend < -1e-9 else float(place)


def path_of(wanted: "Track", room: float, rate: Fraction) -> "Track":
    """Where the middle of a window of `room` parts goes that would be wanted at these places, a place for each frame."""
    import numpy as np

    inside = np.clip(wanted, room / 2, 1 - room / 2)
    dead = _DEAD * room
    if room >= _WIDE_ENOUGH or float(inside.max() - inside.min()) <= 2 * dead:
        middle = (float(inside.max()) + float(inside.min())) / 2
        return np.full(len(wanted), min(max(middle, room / 2), 1 - room / 2))
    fastest = FASTEST / float(rate)
    pulled = _pulled(inside, dead)
    there, back = _limited(pulled, fastest), _limited(pulled[::-1], fastest)[::-1]
    # A camera on rails begins to move before its subject leaves: half of it knows what comes. But it begins on the subject.
    trust = np.clip(np.arange(len(wanted)) / float(rate), 0, 1) * 0.5
    path = _limited(there * (1 - trust) + back * trust, fastest)
    around = max(1, round(_EASE * float(rate)) // 2)
    padded = np.concatenate([np.full(around, path[0]), path, np.full(around, path[-1])])
    soft = np.hanning(2 * around + 3)[1:-1]
    return np.convolve(padded, soft / soft.sum(), "valid")


def _pulled(wanted: "Track", dead: float) -> "Track":
    """Pulled along as by a loose string: nothing moves while the subject stays within it."""
    import numpy as np

    path, here = np.empty_like(wanted), float(wanted[0])
    for index, place in enumerate(wanted):
        here = min(max(here, float(place) - dead), float(place) + dead)
        path[index] = here
    return path


def _limited(wanted: "Track", fastest: float) -> "Track":
    """The same, with no step longer than the fastest."""
    import numpy as np

    path, here = np.empty_like(wanted), float(wanted[0])
    for index, place in enumerate(wanted):
        here += min(max(float(place) - here, -fastest), fastest)
        path[index] = here
    return path
