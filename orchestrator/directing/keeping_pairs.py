"""Which texts of one row correspond to which of another: the same ones first, then those that share most of their words."""

import unicodedata
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from orchestrator.directing.ordering import longest_row

_ALIKE = 0.45
"""Share of words in common from which two texts are the same one, edited."""
_CONTAINED = 0.7
"""Share of the shorter one's words from which one is a part of the other, or the other of it."""
_MOST_COMPARISONS = 250_000


@dataclass(frozen=True)
class Text:
    """A text to be compared: `same` is equal in equal ones, `kind` in those that may stand for each other when edited."""

    same: Hashable
    kind: Hashable
    words: Counter[tuple[str, str]]
    """Its words in pairs, each with the one after it: single ones (the, and) are in every text."""

    @staticmethod
    def of(same: Hashable, *texts: str, kind: Hashable) -> "Text":
        """Take texts apart."""
        words: Counter[tuple[str, str]] = Counter()
        for text in texts:
            plain = _plain(text)
            words.update(zip(["", *plain], [*plain, ""], strict=True))
        return Text(same, kind, words)


def _plain(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign if sign.isalnum() else " " for sign in folded).split()


def likeness(one: Text, other: Text) -> float:
    """Return how much two texts have in common, from 0 to 1; a text that is part of the other is like it, too."""
    total, least = one.words.total() + other.words.total(), min(one.words.total(), other.words.total())
    if not least:
        return 0.0
    small, large = (one.words, other.words) if len(one.words) <= len(other.words) else (other.words, one.words)
    common = sum(min(count, large[pair]) for pair, count in small.items() if pair in large)
    alike, contained = 2 * common / total, common / least
    return max(alike if alike >= _ALIKE else 0.0, (contained + alike) / 2 if contained >= _CONTAINED else 0.0)


def pairs(before: Sequence[Text], new: Sequence[Text]) -> dict[int, int]:
    """Return for the texts of a new row their index in the row before: in order first, then those that have moved."""
    found = _same_in_order(before, new)
    for (old_from, new_from), (old_to, new_to) in _gaps(found, len(before), len(new)):
        found |= _alike_in_order(before, new, range(old_from, old_to), range(new_from, new_to))
    _moved(before, new, found)
    for (old_from, new_from), (old_to, new_to) in _gaps(found, len(before), len(new)):
        # One text that became another between the same two neighbours, and is of the same kind, was rewritten.
        used = set(found.values())
        left = [old for old in range(old_from, old_to) if old not in used]
        right = [index for index in range(new_from, new_to) if index not in found]
        if len(left) == len(right):
            found |= {index: old for old, index in zip(left, right, strict=True) if before[old].kind == new[index].kind}
    return found


def scattered_pairs(before: Sequence[Text], new: Sequence[Text]) -> dict[int, int]:
    """Return the same for texts that may stand in any order."""
    found = _same_in_order(before, new)
    _moved(before, new, found)
    for index, text in enumerate(new):
        if index not in found:
            left = [old for old, other in enumerate(before) if old not in found.values() and other.kind == text.kind]
            found |= {index: left[0]} if left else {}
    return found


def _same_in_order(before: Sequence[Text], new: Sequence[Text]) -> dict[int, int]:
    places: dict[Hashable, list[int]] = {}
    for index, text in enumerate(before):
        places.setdefault(text.same, []).append(index)
    counted = Counter(text.same for text in new)
    # What is there as often as before corresponds one to one; what is not, finds its place between the others.
    sure = [(index, text) for index, text in enumerate(new) if len(places.get(text.same, ())) == counted[text.same]]
    old = [places[text.same].pop(0) for _, text in sure]
    kept = longest_row(old)
    return {sure[at][0]: old[at] for at in sorted(kept)}


def _gaps(found: dict[int, int], olds: int, news: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches between what corresponds in order, as (old, new) beginnings and ends."""
    by_new = sorted(found.items())
    kept = longest_row([old for _, old in by_new])
    anchors = [(-1, -1), *((by_new[at][1], by_new[at][0]) for at in sorted(kept)), (olds, news)]
    gaps: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for (old, index), (next_old, next_index) in pairwise(anchors):
        if next_old - old > 1 and next_index - index > 1:
            gaps.append(((old + 1, index + 1), (next_old, next_index)))
    return gaps


def _alike_in_order(before: Sequence[Text], new: Sequence[Text], olds: range, news: range) -> dict[int, int]:
    """The pairs of a stretch that have most in common altogether, none crossing another (dynamic programming)."""
    if len(olds) * len(news) > _MOST_COMPARISONS:
        return {}
    scores = [[_score(before[old], new[index]) for index in news] for old in olds]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for row in range(len(olds) - 1, -1, -1):
        for column in range(len(news) - 1, -1, -1):
            score = scores[row][column]
            matched = score + best[row + 1][column + 1] if score else 0.0
            best[row][column] = max(matched, best[row + 1][column], best[row][column + 1])
    found: dict[int, int] = {}
    row = column = 0
    while row < len(olds) and column < len(news):
        score = scores[row][column]
        if score and best[row][column] == score + best[row + 1][column + 1]:
            found[news[column]] = olds[row]
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return found


def _score(one: Text, other: Text) -> float:
    return 1.0 if one.same == other.same else likeness(one, other)


def _moved(before: Sequence[Text], new: Sequence[Text], found: dict[int, int]) -> None:
    """Add what has gone somewhere else: the pairs that have most in common, each text once."""
    free = sorted(set(range(len(before))) - set(found.values()))
    rest = [index for index in range(len(new)) if index not in found]
    if len(free) * len(rest) > _MOST_COMPARISONS:
        return
    scored = [(_score(before[old], new[index]), old, index) for old in free for index in rest]
    used: set[int] = set()
    for score, old, index in sorted(scored, key=lambda entry: (-entry[0], abs(entry[1] - entry[2]), entry[1])):
        if score and old not in used and index not in found:
            found[index] = old
            used.add(old)
