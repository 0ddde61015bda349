"""When a shape comes into sight: the engine forgets the gradient of a shape that was out of the frame, or quite clear, when it
was first drawn, so it must be told once more."""

from collections.abc import Callable, Sequence

from generation.animatic.art import Group, Matrix, Shape
from generation.animatic.port_tree import at, bounds, mapped

_CLEAR = 0.003
_CERTAIN = 0.12
"""Part of its box that must lie in the frame before a shape counts as seen: boxes are a little too large."""

When = Callable[[float], bool]


class Sight:
    """The groups above the shape that is being built, outermost first, and what they let be seen."""

    def __init__(self, width: int, height: int, times: Sequence[float]) -> None:
        self._width, self._height, self._times = float(width), float(height), times
        self._groups: list[Group] = []
        self._maps: list[dict[float, Matrix]] = [{}]

    def enter(self, group: Group) -> None:
        """Go into a group."""
        self._groups.append(group)
        self._maps.append({})

    def leave(self) -> None:
        """Go out of the innermost group."""
        self._groups.pop()
        self._maps.pop()

    def arrives(self, shape: Shape) -> tuple[float, float] | None:
        """Return the times between which the shape is first seen; None if it is from the start, or never."""
        if not self._times or self._sees(shape, self._times[0]):
            return None
        for before, after in zip(self._times, self._times[1:], strict=False):
            if self._sees(shape, after):
                return before, after
        return None

    def _sees(self, shape: Shape, t: float) -> bool:
        if any(at(node.opacity, t) < _CLEAR for node in (*self._groups, shape)):
            return False
        box = bounds(shape, t)
        if box is None:
            return False
        left, top, right, bottom = mapped(box, self._map(len(self._groups), t))
        wide, high = _CERTAIN * (right - left), _CERTAIN * (bottom - top)
        return right - wide > 0 and left + wide < self._width and bottom - high > 0 and top + high < self._height

    def _map(self, level: int, t: float) -> Matrix:
        if level == 0:
            return Matrix()
        known = self._maps[level]
        if t not in known:
            known[t] = self._map(level - 1, t) @ at(self._groups[level - 1].transform, t)
        return known[t]
