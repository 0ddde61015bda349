"""Rain, wind, waves, rooms, cities, forests, trains, crowds and more, made from shaped noise. Needs nothing but numpy."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import ClassVar

from generation.backend import AmbienceBackend, Progress
from generation.errors import Unsupported
from generation.requests import AmbienceRequest
from generation.results import Sound

LEVELS = {
    "rain": 0.0, "wind": 0.0, "waves": 0.0, "room": 0.0, "city": 0.0, "forest": 0.0, "night": 0.0, "tavern": 0.0,
    "crowd": 0.0, "school": -3.0, "kitchen": -4.0, "church": -6.0, "train": 0.0, "engine": 0.0, "space": -3.0,
    "stream": 0.0, "underwater": 0.0, "fire": 0.0, "insects": -3.0, "jungle": 0.0, "snow": -8.0,
}  # fmt: skip
"""Every bed that there is: dB above -20 dBFS, on average."""


class Procedural(AmbienceBackend):
    """Some twenty beds of sound."""

    name: ClassVar[str] = "procedural"
    version: ClassVar[int] = 2

    @contextmanager
    def load(self) -> Generator[Callable[[AmbienceRequest, Progress], Sound]]:
        """Nothing to load but numpy."""
        from generation.ambiences._making import make

        yield make

    def check(self, request: AmbienceRequest) -> None:
        """Refuse what has no recipe."""
        if request.kind not in LEVELS:
            raise Unsupported(f"there is no ambience '{request.kind}'; there are {', '.join(sorted(LEVELS))}")


BACKEND = Procedural


def kinds() -> tuple[str, ...]:
    """Every bed that there is."""
    return tuple(sorted(LEVELS))
