"""A score composed for the film: a theme, variations for its scenes, accents on its cuts, an ending. Needs only numpy."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import ClassVar

from generation.backend import Progress, ScoreBackend
from generation.requests import ScoreRequest
from generation.results import Score


class Procedural(ScoreBackend):
    """Composed and played for the film's sections; the same request is the same music."""

    name: ClassVar[str] = "procedural"
    version: ClassVar[int] = 2
    follows: ClassVar[bool] = True

    @contextmanager
    def load(self) -> Generator[Callable[[ScoreRequest, Progress], Score]]:
        """Nothing to load but the instruments."""
        from generation.scores._performing import perform

        yield perform


BACKEND = Procedural
