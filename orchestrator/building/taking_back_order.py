"""Another order of shots as an order of scenes: which scene each shot belongs to now, with as few shots in new ones as can be."""

from collections.abc import Sequence
from statistics import median


def arranged(now: Sequence[str], row: Sequence[tuple[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the scenes in order, each with its shots as (scene they are from, shot).

    `now` are the film's scenes in order, `row` the shots in their new one. A scene is one stretch of the film: a shot that
    stands within another scene goes over to it, unless whole scenes have changed places.
    """
    there = [scene for scene in now if any(scene == of for of, _ in row)]
    places = {scene: median(index for index, (of, _) in enumerate(row) if of == scene) for scene in there}
    moved = sorted(there, key=lambda scene: places[scene])
    best = min((_split(order, row) for order in (there, moved)), key=lambda found: found[0])
    return best[1]


def _split(order: Sequence[str], row: Sequence[tuple[str, str]]) -> tuple[int, list[tuple[str, list[tuple[str, str]]]]]:
    """Cut the row into one stretch for each scene in this order; how many shots lie in another scene's."""
    # fewest[n]: with the scenes so far up to shot n, the least number of strangers, and where each scene began.
    fewest: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for scene in order:
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for end in range(1, len(row) + 1):
            begun = [(fewest[end - 1][0], (*fewest[end - 1][1], end - 1))] if end - 1 in fewest else []
            going = [following[end - 1]] if end - 1 in following else []
            if begun or going:
                strangers, begins = min([*going, *begun], key=lambda found: found[0])
                following[end] = (strangers + (row[end - 1][0] != scene), begins)
        fewest = following
    strangers, begins = fewest[len(row)]
    ends = (*begins[1:], len(row))
    return strangers, [(scene, list(row[begin:end])) for scene, begin, end in zip(order, begins, ends, strict=True)]


def with_omitted(shots: Sequence[tuple[str, str]], own: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The shots of a scene and, behind the ones that they stood behind, those of its own that are in no scene now."""
    found = list(shots)
    before: tuple[str, str] | None = None
    for shot in own:
        if shot not in found:
            found.insert(found.index(before) + 1 if before in found else 0, shot)
        before = shot if shot in found else before
    return found
