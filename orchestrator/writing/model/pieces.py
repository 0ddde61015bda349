"""Many things asked for a few at a time, and for fewer once an answer was cut off."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from orchestrator.writing.model.port import CutOff
from orchestrator.writing.model.stage import Rejected

T = TypeVar("T")


def _light(_item: object) -> int:
    return 0


def _whole(_item: object) -> None:
    return None


class Pieces(Generic[T]):
    """Cuts a stage's work into requests of at most `at_most` items that together weigh at most `heaviest`.

    A request whose answer is cut off is asked again for its first half, down to one item, and then for the `halves` of that
    item where it has any. Once smaller, the requests stay smaller: each try that is cut off has been paid for. A model that
    can write the format and still gets it wrong is asked for less at a time, too.
    """

    def __init__(
        self,
        at_most: int,
        *,
        weigh: Callable[[T], int] = _light,
        heaviest: int = 1,
        halves: Callable[[T], tuple[T, T] | None] = _whole,
    ) -> None:
        self._at_most, self._heaviest = at_most, heaviest
        self._weigh, self._halves = weigh, halves

    def each(self, items: Iterable[T], ask: Callable[[list[T]], None]) -> None:
        """Call `ask` with all items in order, piece by piece.

        Raises:
            CutOff: if one item alone, halved as often as it can be, is still too much.
            Rejected: if no answer for one item alone could be used.
        """
        waiting = deque(items)
        while waiting:
            piece = self._next(waiting)
            try:
                ask(piece)
            except (CutOff, Rejected) as failed:
                if isinstance(failed, Rejected) and (failed.last is None or len(piece) == 1):
                    raise
                smaller = self._smaller(piece)
                if smaller is None:
                    raise
                waiting.extendleft(reversed(smaller))

    def _next(self, waiting: deque[T]) -> list[T]:
        piece = [waiting.popleft()]
        weight = self._weigh(piece[0])
        while waiting and len(piece) < self._at_most and weight + self._weigh(waiting[0]) <= self._heaviest:
            weight += self._weigh(waiting[0])
            piece.append(waiting.popleft())
        return piece

    def _smaller(self, piece: list[T]) -> list[T] | None:
        """What to ask instead of a piece that was too much; None if it cannot be less."""
        if len(piece) > 1:
            self._at_most = max(1, len(piece) // 2)
            return piece
        self._at_most = 1
        halves = self._halves(piece[0])
        return list(halves) if halves else None
