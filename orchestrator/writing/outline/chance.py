"""Chance that is the same on every machine: drawn from the idea, the film's seed and a label, never from the clock."""

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Chance:
    """A source of choices. `fork` gives an independent one, so that a new choice here changes none elsewhere."""

    def __init__(self, *key: object) -> None:
        self._key = "\x1f".join(str(part) for part in key)
        self._random = random.Random(hashlib.sha256(self._key.encode()).digest())

    def fork(self, label: str) -> "Chance":
        """Return a source of its own for `label`."""
        return Chance(self._key, label)

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of `items`."""
        return items[self._random.randrange(len(items))]

    def sample(self, items: Sequence[Item], count: int) -> list[Item]:
        """Return up to `count` different items, in chance order."""
        return self._random.sample(list(items), min(count, len(items)))
