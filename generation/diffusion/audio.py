"""Sound of models as the film wants it: stereo, at the one rate; and the base of every score backend that runs a checkpoint."""

from abc import abstractmethod
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from generation.backend import Capabilities, Progress, ScoreBackend
from generation.diffusion.recipe import DiffusionRecipe
from generation.errors import Unsupported
from generation.requests import ScoreRequest
from generation.results import SAMPLE_RATE, Sound
from generation.scores._brief import Piece

JOINED = 1
"""Raise it when scores are briefed or joined in another way."""


def stereo(samples: Any, rate: int) -> Sound:
    """Return samples (channels, n) or (n,) at `rate` Hz as stereo at 48 kHz, of the same length in seconds to the sample.

    One channel becomes both, of several the first two are taken.
    """
    given = np.atleast_2d(np.asarray(samples, np.float32))
    both = np.ascontiguousarray(np.repeat(given, 2, axis=0) if len(given) == 1 else given[:2])
    if rate == SAMPLE_RATE or not both.size:
        return both
    wanted = round(both.shape[1] * SAMPLE_RATE / rate)
    made = _resampled(both, rate)[:, :wanted]
    return np.pad(made, ((0, 0), (0, wanted - made.shape[1])))


def _resampled(both: Sound, rate: int) -> Sound:
    import av

    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
    frame = av.AudioFrame.from_ndarray(both, format="fltp", layout="stereo")
    frame.sample_rate = rate
    pieces = [piece.to_ndarray() for given in (frame, None) for piece in resampler.resample(given)]
    return np.concatenate(pieces, axis=1, dtype=np.float32)


class ScoreModel(DiffusionRecipe, ScoreBackend):
    """A score backend that holds one checkpoint. It makes pieces, each from one brief, which are joined to the film's score."""

    means_nothing: ClassVar[frozenset[str]] = frozenset({"cache", "lora", "gguf", "tiling"})
    """Options of all models that this one has no use for: they are refused."""

    piece: float | None = Field(
        default=None, ge=4, description="seconds of the longest piece made in one go; else what the model can"
    )

    @model_validator(mode="after")
    def _means_something(self) -> Self:
        for option in sorted(self.model_fields_set & self.means_nothing):
            if getattr(self, option) != type(self).model_fields[option].default:
                raise Unsupported(f"'{self.label()}' has no use for {option}; remove it")
        return self

    def can(self) -> Capabilities:
        """It holds a model, which runs alone."""
        return Capabilities(source_type="trainedAlgorithmicMedia", processes="one")

    def identity(self) -> dict[str, object]:
        """How a score is told in words and joined is the same for every model."""
        return {**super().identity(), "joined": JOINED}

    # Hooks: where the model is loaded.

    def ready(self, pipeline: Any) -> None:
        """Have long sound decoded in stretches of 20 s: in one go each second of it would take 160 MB more."""
        pipeline.vae.enable_tiling()

    @abstractmethod
    def longest(self, pipeline: Any) -> float:
        """Seconds of the longest piece that it makes in one go."""

    @abstractmethod
    def arguments(self, pipeline: Any, piece: Piece, steps: int, guidance: float) -> dict[str, Any]:
        """The arguments of the call that makes a piece; the runtime adds the generator and asks for latents."""

    @abstractmethod
    def heard(self, pipeline: Any, made: Any, piece: Piece) -> tuple[NDArray[np.float32], int]:
        """The sound of what the call made, (channels, samples), and its rate in Hz."""

    @contextmanager
    def load(self) -> Generator[Callable[[ScoreRequest, Progress], Sound], None, None]:
        """Load the checkpoint and hold it on the device; free it on exit."""
        from generation.diffusion.score_runtime import ScoreRuntime

        self.require()
        runtime = ScoreRuntime(self, self.facts())
        try:
            yield runtime
        finally:
            runtime.close()
