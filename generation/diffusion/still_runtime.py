"""Stills from a checkpoint in memory: decided, denoised, decoded in 32 bits."""

import copy
from typing import Any, ClassVar

from generation.backend import Ahead, Progress
from generation.diffusion.facts import Facts
from generation.diffusion.loading import device
from generation.diffusion.picture import PictureModel, StillCall
from generation.diffusion.pictures import latents
from generation.diffusion.pictures.sizes import bucketed, framing
from generation.diffusion.runtime import Runtime
from generation.requests import StillRequest
from generation.results import Frame

_TOGETHER = 4
"""Most takes in one call."""


class StillRuntime(Runtime[PictureModel]):
    """Answers still requests, one after the other; several takes of one request at once."""

    lesser: ClassVar[str] = "a smaller format"

    def __init__(self, recipe: PictureModel, facts: Facts) -> None:
        super().__init__(recipe, facts)
        self.model = self.recipe
        self._seeds: tuple[int, ...] = ()
        self._takes: dict[str, Frame] = {}
        self._exact: Any = self._in_full(self._whole.vae)

    def expect(self, ahead: Ahead) -> None:
        """Take note of the prompts that are coming (some beside a composition), and of further takes of the next request."""
        said = [(self.model.said(prompt, composed=False), negative) for prompt, negative in ahead.words]
        if self.model.composes():
            said += [(self.model.said(prompt, composed=True), negative) for prompt, negative in ahead.words]
        super().expect(Ahead(words=tuple(dict.fromkeys(said)), seeds=ahead.seeds))
        self._seeds = ahead.seeds

    def __call__(self, request: StillRequest, progress: Progress) -> Frame:
        """Make a still.

        Raises:
            Unsupported: if the checkpoint cannot answer it.
            OutOfMemory: with what to do.
            BackendFailure: if a picture that conditions it cannot be read.
        """
        self.model.check(request)
        found = self._takes.pop(request.model_dump_json(), None)
        return self._made(request, progress) if found is None else found

    def close(self) -> None:
        """Free the memory."""
        self._exact = None
        self._takes.clear()
        super().close()

    def decide(self, request: StillRequest, seeds: tuple[int, ...]) -> StillCall:
        """Choose the model's size for a request."""
        model, sizes = self.model, self.facts.sizes
        if sizes.only:
            shape = bucketed(request.width, request.height, (sizes.usual, *sizes.legal))
        else:
            shape = framing(request.width, request.height, sizes.multiple, model.largest_area())
        return StillCall(
            request=request,
            facts=self.facts,
            framing=shape,
            steps=model.sampling_steps(),
            guidance=model.sampling_guidance(),
            seeds=seeds,
        )

    def _made(self, request: StillRequest, progress: Progress) -> Frame:
        """Make a request, and with it the takes that are coming; those are kept until they are asked for."""
        seeds = (request.seed, *self._seeds[: _TOGETHER - 1]) if self.model.can().takes else (request.seed,)
        self._seeds = ()
        call = self.decide(request, seeds)
        kind = self.model.pipeline_of(self.facts, request)
        words = self.words(self.model.said(request.prompt, composed=request.composition is not None), request.negative)
        pipeline = self.pipeline(kind)
        arguments = {
            **words,
            **self.model.arguments(pipeline, call),
            "generator": self.generators(seeds),
            "num_images_per_prompt": len(seeds),
            "output_type": "latent",
        }
        made = self.run(kind, arguments, progress, call.steps, call.guidance, request.loras).images
        pictures = self._decoded(pipeline, made, call)
        self._takes.clear()
        for seed, picture in zip(seeds[1:], pictures[1:], strict=True):
            self._takes[request.model_copy(update={"seed": seed}).model_dump_json()] = picture
        return pictures[0]

    def _decoded(self, pipeline: Any, made: Any, call: StillCall) -> list[Frame]:
        """Decode take after take, in 32 bits wherever the parts wait, so that a picture does not depend on that."""
        apart = self._exact is not None
        decoder = self._exact if apart else pipeline.vae
        try:
            with self.watched():
                if apart:
                    decoder.to(device())
                ready = self.model.spread(decoder, made, call)
                pictures = [latents.decoded_picture(decoder, one) for one in ready.split(1)]
        finally:
            if apart and self.plan.offload != "none":
                decoder.to("cpu")
            pipeline.maybe_free_model_hooks()
        return [call.framing.out(picture) for picture in pictures]

    def _in_full(self, vae: Any) -> Any:
        """A copy of the VAE in 32 bits, made before any part is placed; None where it has them.

        Rounding in it is seen in the picture, and the pipeline gives its own VAE pictures in the precision of the denoiser.
        """
        import torch

        with self.watched():
            return None if vae.dtype == torch.float32 else copy.deepcopy(vae).to(torch.float32)
