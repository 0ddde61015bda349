"""Stills from a checkpoint in memory."""

from typing import Any

import numpy as np

from generation.backend import Progress
from generation.diffusion.facts import Facts
from generation.diffusion.picture import PictureModel, StillCall
from generation.diffusion.runtime import Runtime
from generation.diffusion.sizes import framing
from generation.requests import StillRequest
from generation.results import Frame


class StillRuntime(Runtime):
    """Answers still requests, one after the other."""

    def __init__(self, recipe: PictureModel, facts: Facts) -> None:
        super().__init__(recipe, facts)
        self.model = recipe

    def __call__(self, request: StillRequest, progress: Progress) -> Frame:
        """Make a picture of exactly the size that is asked for.

        Raises:
            Unsupported: if the checkpoint cannot answer it.
            OutOfMemory: with what to do.
            BackendFailure: if a reference cannot be read.
        """
        self.model.check(request)
        sizes = self.facts.sizes
        call = StillCall(
            request=request,
            facts=self.facts,
            framing=framing(request.width, request.height, sizes.multiple, sizes.area if self.model.known() else None),
            steps=self.model.sampling_steps(),
            guidance=self.model.sampling_guidance(),
        )
        kind = self.model.pipeline_of(self.facts, request)
        words = self.words(request.prompt, request.negative)
        pipeline = self.pipeline(kind)
        arguments: dict[str, Any] = {
            **words,
            **self.model.arguments(pipeline, call),
            "generator": self.generators((request.seed,)),
            "output_type": "np",
        }
        output = self.run(kind, arguments, progress, call.steps, call.guidance)
        return call.framing.out((np.asarray(output.images[0]) * 255).round().astype(np.uint8))
