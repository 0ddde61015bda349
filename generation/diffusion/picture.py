"""The base of every still backend that runs a diffusers checkpoint. A family is one file in `stills/` that fills its hooks."""

from abc import abstractmethod
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generation.backend import Capabilities, Progress, StillBackend
from generation.diffusion import conditioning
from generation.diffusion.facts import Facts
from generation.diffusion.recipe import DiffusionRecipe
from generation.diffusion.sizes import Framing
from generation.requests import Media, StillRequest
from generation.results import Frame

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True)
class StillCall:
    """One call of a pipeline, decided."""

    request: StillRequest
    facts: Facts
    framing: Framing
    steps: int
    guidance: float

    def picture(self, media: Media) -> "Image":
        """A picture as the model gets it: upright, cropped to the still's shape, in the model's size."""
        return self.framing.into(conditioning.picture(media))

    def reference(self, media: Media) -> "Image":
        """A reference as the model gets it: upright, whole, in its own shape."""
        return conditioning.picture(media)


class PictureModel(DiffusionRecipe, StillBackend):
    """A still backend that holds one checkpoint."""

    def can(self) -> Capabilities:
        """What this checkpoint can do, by its slots."""
        slots = self.facts().slots
        return Capabilities(
            prompt=True,
            references=slots.references,
            composition=slots.references > 0,
            loras=True,
            source_type="trainedAlgorithmicMedia",
            processes="one",
        )

    @abstractmethod
    def pipeline_of(self, facts: Facts, request: StillRequest) -> str:
        """The diffusers class (one of `runs`) that answers this request; classes share the loaded parts."""

    @abstractmethod
    def arguments(self, pipeline: Any, call: StillCall) -> dict[str, Any]:
        """The arguments of the call that are this family's own; the runtime adds words, generator and output type."""

    def speaks(self) -> str:
        """The dialect of its card, else the family's."""
        card = self.known()
        return card.dialect if card and card.dialect else self.dialect

    @contextmanager
    def load(self) -> Generator[Callable[[StillRequest, Progress], Frame], None, None]:
        """Load the checkpoint and hold it on the device; free it on exit."""
        from generation.diffusion.still_runtime import StillRuntime

        self.require()
        runtime = StillRuntime(self, self.facts())
        try:
            yield runtime
        finally:
            runtime.close()
