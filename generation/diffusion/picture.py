"""The base of every still backend that runs a diffusers checkpoint. A family is one file in `stills/` that fills its hooks."""

import math
from abc import abstractmethod
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import Field, model_validator

from generation.backend import Capabilities, Progress, StillBackend
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.levers import caches
from generation.diffusion.pictures import conditioning
from generation.diffusion.pictures.sizes import Framing
from generation.diffusion.recipe import DiffusionRecipe
from generation.errors import Unsupported
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
    seeds: tuple[int, ...] = ()
    """One for each take that is made in this call; the request's own first."""

    def picture(self, media: Media) -> "Image":
        """A picture as the model gets it: upright, cropped to the still's shape, in the model's size."""
        return self.framing.into(conditioning.picture(media))

    def reference(self, media: Media) -> "Image":
        """A reference as the model gets it: upright, whole, in its own shape."""
        return conditioning.picture(media)

    def shown(self) -> "list[Image]":
        """The composition first, where there is one, then the references, the most important first."""
        taken_over = self.request.composition
        composition = [] if taken_over is None else [self.picture(taken_over)]
        return [*composition, *(self.reference(media) for media in self.request.references)]

    def steps_over(self, strength: float) -> int:
        """How many steps a pipeline that starts from a composition is told, so that it runs as many as are asked for.

        It leaves out the first of them, for a share of the noise is there from the beginning.
        """
        return math.ceil(self.steps / strength)


class PictureModel(DiffusionRecipe, StillBackend):
    """A still backend that holds one checkpoint."""

    exact: ClassVar[tuple[str, ...]] = ()
    """Pipelines give their VAE pictures in the denoiser's precision; what is seen of it is decoded in 32 bits by the runtime."""
    takes_loras: ClassVar[bool] = True

    area: int | None = Field(default=None, gt=0, description="pixels of the largest picture that is asked of it")

    @model_validator(mode="after")
    def _shifted(self) -> Self:
        """Refuse a shift where the scheduler knows none, or finds its own by the size of the picture."""
        folder = self.located() if self.shift is not None else None
        if folder is not None:
            settings = checkpoint.config(folder / "scheduler/scheduler_config.json")
            if "shift" not in settings or settings.get("use_dynamic_shifting"):
                raise Unsupported(f"the scheduler of '{self.label()}' takes no shift; leave ?shift= out")
        return self

    # Hooks: cheap, for planning.

    def can(self) -> Capabilities:
        """What this checkpoint can do, by its slots."""
        slots = self.facts().slots
        return Capabilities(
            prompt=True,
            references=slots.references,
            composition=self.composes(),
            takes=True,
            loras=self.takes_loras,
            source_type="trainedAlgorithmicMedia",
            processes="one",
        )

    def composes(self) -> bool:
        """Whether it can take over the composition of a picture."""
        return self.facts().slots.references > 0

    def check(self, request: StillRequest) -> None:
        """Refuse pictures and weights that the checkpoint has no slot for."""
        can, label = self.can(), self.label()
        caches.check(self.cache, self.pipeline_of(self.facts(), request), label)
        if len(request.references) > can.references:
            most = f"at most {can.references}" if can.references else "no"
            raise Unsupported(f"'{label}' can be shown {most} references, and here are {len(request.references)}")
        if request.composition is not None and not can.composition:
            raise Unsupported(f"'{label}' cannot take over the composition of a picture; choose a model that can")
        if request.loras and not can.loras:
            raise Unsupported(f"'{label}' takes no LoRAs; choose a model that does")

    def identity(self) -> dict[str, object]:
        """The recipe with the numbers that are meant where an option says nothing."""
        return {**super().identity(), "area": self.largest_area()}

    def largest_area(self) -> int:
        """Pixels of the largest picture that it is asked for."""
        return self.area or self.facts().sizes.area

    def speaks(self) -> str:
        """The dialect of its card, else the family's."""
        card = self.known()
        return card.dialect if card and card.dialect else self.dialect

    def said(self, prompt: str, *, composed: bool) -> str:
        """The prompt as the model gets it; `composed`: beside a picture whose composition it takes over."""
        return prompt

    # Hooks: where the model is loaded.

    def ready(self, pipeline: Any) -> None:
        """Set the shift of its flow."""
        if self.shift is not None and pipeline.scheduler.config.shift != self.shift:
            scheduler = pipeline.scheduler
            pipeline.scheduler = type(scheduler).from_config(scheduler.config, shift=self.shift)

    @abstractmethod
    def pipeline_of(self, facts: Facts, request: StillRequest) -> str:
        """The diffusers class (one of `runs`, or its kin) that answers this request; classes share the loaded parts."""

    @abstractmethod
    def arguments(self, pipeline: Any, call: StillCall) -> dict[str, Any]:
        """The arguments of the call that are this family's own.

        The runtime adds words, generators, how many takes there are, and the output type, which is latents.
        """

    @abstractmethod
    def spread(self, vae: Any, made: Any, call: StillCall) -> Any:
        """What the call made, as the VAE decodes it: (takes, channels, height, width), unpacked, its norming undone."""

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
