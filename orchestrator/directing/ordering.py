"""What keeps its order."""

from bisect import bisect_right
from collections.abc import Sequence


def longest_row(places: Sequence[int]) -> set[int]:
    """Return the indices of a longest row of places that never goes back (patience sorting)."""
    ends: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_right(ends, place)
        before.append(holders[at - 1] if at else -1)
        if at == len(ends):
            ends.append(place)
            holders.append(index)
        else:
            ends[at], holders[at] = place, index
    kept: set[int] = set()
    index = holders[-1] if holders else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept
