"""Words in a row, each known by what it belongs to, and finding other words among them. A word is found once."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Owner = TypeVar("Owner")

_LEAST_RUN = 3
"""Fewer words than this, found by themselves, say nothing."""
_AHEAD = 8
"""How many texts further on the rest of a broken-off one is looked for."""


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are written, whatever stands between them."""
    return unicodedata.normalize("NFC", text).split()


@dataclass(frozen=True)
class Piece(Generic[Owner]):
    """One word that was found: whose it is, its place in its own text, and its place among the words looked for."""

    owner: Owner
    place: int
    sought: int


@dataclass(frozen=True)
class _Run:
    """Words in a row from `start` to `end`; `sought` is the first one's place among the words looked for."""

    start: int
    end: int
    sought: int


@dataclass
class Stream(Generic[Owner]):
    """Texts one after the other, as words."""

    _words: list[str] = field(default_factory=list[str])
    _owners: list[Owner] = field(default_factory=list[Owner])
    _begins: list[int] = field(default_factory=list[int])
    """Where each word's own text begins."""
    _starts: list[int] = field(default_factory=list[int])
    _places: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    _taken: list[bool] = field(default_factory=list[bool])
    _next: int = 0
    """Where the words found last ended: what is looked for next most likely follows."""

    def append(self, owner: Owner, words: Sequence[str]) -> None:
        """Add a text at the end."""
        begin = len(self._words)
        if words:
            self._starts.append(begin)
        for offset, word in enumerate(words):
            self._places.setdefault(word, []).append(begin + offset)
        self._words += words
        self._owners += [owner] * len(words)
        self._begins += [begin] * len(words)
        self._taken += [False] * len(words)

    def skip(self, passed: Callable[[Owner], bool]) -> None:
        """Go on looking behind the texts of owners that are passed already."""
        while self._next < len(self._words) and passed(self._owners[self._next]):
            following = bisect_right(self._starts, self._next)
            self._next = self._starts[following] if following < len(self._starts) else len(self._words)

    def whole(self, words: Sequence[str]) -> list[Piece[Owner]]:
        """Find the words in one row, across the ends of texts if need be; nothing if they are not there."""
        if not words:
            return []
        if self._is_at(self._next, words):
            return self._take([_Run(self._next, self._next + len(words), 0)])
        starts = [start for start in self._places.get(words[0], ()) if self._is_at(start, words)]
        if not starts:
            return []

        def unfit(start: int) -> tuple[bool, bool, bool, int]:
            end = start + len(words)
            ends = end == len(self._words) or self._begins[end] == end
            return (self._begins[start] != start or not ends, self._begins[start] != start, start < self._next, start)

        best = min(starts, key=unfit)
        return self._take([_Run(best, best + len(words), 0)])

    def in_parts(self, words: Sequence[str]) -> list[Piece[Owner]]:
        """Find the words in one row, or in parts that go on in one of the next texts, or else as many as are there."""
        if not words:
            return []
        for start in self._likely(words[0]):
            if runs := self._followed(start, words):
                return self._take(runs)
        return self._take(self._scattered(words))

    def _take(self, runs: Sequence[_Run]) -> list[Piece[Owner]]:
        found: list[Piece[Owner]] = []
        for run in runs:
            for offset, index in enumerate(range(run.start, run.end)):
                self._taken[index] = True
                found.append(Piece(self._owners[index], index - self._begins[index], run.sought + offset))
            self._next = run.end
        return found

    def _is_at(self, start: int, words: Sequence[str]) -> bool:
        return self._length(start, words, 0) == len(words)

    def _length(self, start: int, words: Sequence[str], sought: int) -> int:
        """How many of the words, from the one `sought`, stand from `start` on."""
        length = 0
        while (
            sought + length < len(words)
            and start + length < len(self._words)
            and self._words[start + length] == words[sought + length]
            and not self._taken[start + length]
        ):
            length += 1
        return length

    def _likely(self, word: str) -> Iterator[int]:
        """Where the words may begin: right here, then further on, then further back."""
        yield self._next
        places = self._places.get(word, [])
        later = bisect_left(places, self._next)
        yield from places[later:]
        yield from places[:later]

    def _followed(self, start: int, words: Sequence[str]) -> list[_Run]:
        """All the words from `start` on; where a text ends, they may go on at the beginning of one of the next."""
        path: list[tuple[_Run, Iterator[int]]] = []
        dead: set[tuple[int, int]] = set()
        at, sought = start, 0
        while True:
            if (at, sought) not in dead and (length := self._to_the_end(at, words, sought)):
                here = _Run(at, at + length, sought)
                if sought + length == len(words):
                    return [*(run for run, _ in path), here]
                first = bisect_left(self._starts, here.end)
                path.append((here, iter(self._starts[first : first + _AHEAD])))
            # The next way on from here, or from further back.
            following = None
            while path and (following := next(path[-1][1], None)) is None:
                run, _ = path.pop()
                dead.add((run.start, run.sought))
            if following is None:
                return []
            at, sought = following, path[-1][0].sought + path[-1][0].end - path[-1][0].start

    def _to_the_end(self, start: int, words: Sequence[str], sought: int) -> int:
        """How many of the words stand from `start` on in one text: all that are left, or those up to its end, or none."""
        length = self._length(start, words, sought)
        if sought + length == len(words) or start + length == len(self._words) or not length:
            return length
        ends = bisect_right(self._starts, start)
        return self._starts[ends] - start if ends < len(self._starts) and self._starts[ends] <= start + length else 0

    def _scattered(self, words: Sequence[str]) -> list[_Run]:
        """Every part of at least a few words that is there somewhere."""
        runs: list[_Run] = []
        sought = 0
        while sought < len(words):
            lengths = [(self._length(start, words, sought), -start) for start in self._places.get(words[sought], ())]
            length, start = max(lengths, default=(0, 0))
            if length >= min(_LEAST_RUN, len(words)):
                runs.append(_Run(-start, -start + length, sought))
            sought += max(1, length if length >= _LEAST_RUN else 1)
        return runs
