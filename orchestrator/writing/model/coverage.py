"""Whether ranges of numbers cover what they are about: all of it, in order, nothing twice that must not be."""

from collections.abc import Callable, Sequence


def gaps(
    ranges: Sequence[tuple[int, int]], first: int, last: int, *, thing: str, by: str, shared: Callable[[int], bool]
) -> list[str]:
    """Return what is wrong with `ranges` as a cover of `first` to `last`, in words a model can act on.

    One range begins right after the one before ends, or with the same number where that may be `shared`.
    """
    found: list[str] = []
    expected, before = first, 0
    for number, (start, end) in enumerate(ranges, 1):
        where = f"{by} {number} ({start} to {end})"
        if not first <= start <= last or not first <= end <= last:
            found.append(f"{where}: there are only {thing}s {first} to {last} here")
        elif end < start:
            found.append(f"{where}: its last {thing} comes before its first")
        elif number > 1 and start == before and not shared(start):
            found.append(f"{where}: {thing} {start} already belongs to {by} {number - 1}; it can belong to one only")
        elif start > expected:
            found.append(f"{where}: {_left_out(thing, expected, start - 1)} before it; cover every {thing} in order")
        elif start < expected and not (number > 1 and start == before):
            found.append(f"{where}: goes back; after {thing} {expected - 1} comes {thing} {expected}")
        if found:
            return found
        expected, before = end + 1, end
    if expected <= last:
        found.append(f"the last {by} ends before the end: {_left_out(thing, expected, last)}")
    return found


def _left_out(thing: str, start: int, end: int) -> str:
    return f"{thing} {start} is left out" if start == end else f"{thing}s {start} to {end} are left out"
