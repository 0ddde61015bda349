"""Scores from a checkpoint in memory: every piece in turn, joined, at the levels of the film's sections."""

import warnings
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from generation.backend import Progress
from generation.diffusion.audio import ScoreModel, stereo
from generation.diffusion.facts import Facts
from generation.diffusion.runtime import Runtime
from generation.requests import ScoreRequest
from generation.results import SAMPLE_RATE, Sound
from generation.scores._brief import Piece, pieces
from generation.scores._levels import Laid, joined, levelled, samples_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Make = Callable[[Piece, Progress], "tuple[NDArray[np.float32], int]"]
"""Makes the sound of a piece, (channels, samples), and says its rate in Hz."""


class ScoreRuntime(Runtime[ScoreModel]):
    """Answers score requests, one after the other."""

    lesser: ClassVar[str] = "shorter pieces (piece=20)"

    def __init__(self, recipe: ScoreModel, facts: Facts) -> None:
        with hushed():
            super().__init__(recipe, facts)
        self.model = self.recipe

    def __call__(self, request: ScoreRequest, progress: Progress) -> Sound:
        """Make the music of the whole film, stereo, as long as its sections to the sample.

        Raises:
            OutOfMemory: with what to do.
        """
        self.model.check(request)
        pipeline = self.pipeline(self.facts.pipeline)
        longest = min(self.model.longest(pipeline), self.model.piece or np.inf)
        return scored(request, pieces(request, longest), self._made, progress)

    def _made(self, piece: Piece, progress: Progress) -> "tuple[NDArray[np.float32], int]":
        kind = self.facts.pipeline
        pipeline = self.pipeline(kind)
        steps, guidance = self.model.sampling_steps(), self.model.sampling_guidance()
        arguments = {
            **self.model.arguments(pipeline, piece, steps, guidance),
            "generator": self.generators((piece.seed,)),
            "output_type": "latent",
        }
        with hushed():
            made = self.run(kind, arguments, progress, steps, guidance)
        with self.watched():
            return self.model.heard(pipeline, made, piece)


@contextmanager
def hushed() -> Generator[None, None, None]:
    """Without what the libraries say of themselves: an old way of norming weights, and sampling times a rounding error late."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*weight_norm", category=FutureWarning)
        warnings.filterwarnings("ignore", message=r"Should have t[ab]", category=UserWarning)
        yield


def scored(request: ScoreRequest, briefed: Sequence[Piece], make: Make, progress: Progress) -> Sound:
    """Make every piece and join them; `progress` counts through all of them."""
    laid: list[Laid] = []
    for number, piece in enumerate(briefed):

        def through(done: int, total: int, number: int = number) -> None:
            progress(number * total + done, len(briefed) * total)

        sound = stereo(*make(piece, through))[:, : round(piece.seconds * SAMPLE_RATE)]
        start, rise, fall = (round(seconds * SAMPLE_RATE) for seconds in (piece.start, piece.rise, piece.fall))
        laid.append(Laid(sound, start, rise, fall))
    return levelled(joined(laid, samples_of(request)), request)
