"""The pipelines of one Wan checkpoint in memory, and a clip from them: the only file that knows how they are called."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from generation.backend import Progress
from generation.diffusion import conditioning, frames
from generation.diffusion.loading import Offload, Precision, device, free, load, memory_watched, place, quiet
from generation.diffusion.progress import reported
from generation.diffusion.sizes import Framing, framing
from generation.diffusion.wan_family import SLOTS, Facts
from generation.requests import ClipRequest
from generation.results import Frame

if TYPE_CHECKING:
    import torch

_SHARED = ("tokenizer", "text_encoder", "vae", "scheduler", "transformer", "transformer_2")
_ADVICE = "take a smaller format, shorter shots, or a model with ?offload=group behind its name"
_SEEDS = 2**63


@dataclass(frozen=True)
class Sampling:
    """How a clip is sampled: the recipe's options that reach the call."""

    steps: int
    guidance: float
    guidance_low: float | None
    fps: int
    area: int | None


class WanPipelines:
    """One checkpoint, as the pipeline that the request needs: from text, or from pictures. They share every weight."""

    def __init__(self, facts: Facts, precision: Precision, offload: Offload) -> None:
        quiet()
        import diffusers

        self.facts = facts
        self._pictured = not SLOTS[facts.conditioning].text
        kind = diffusers.WanImageToVideoPipeline if self._pictured else diffusers.WanPipeline
        with memory_watched(_ADVICE):
            self._pipeline: Any = load(kind, facts.folder, precision, facts.parts)
            self._pipeline.set_progress_bar_config(disable=True)
            self._offload = place(self._pipeline, offload)

    def shift(self, flow_shift: float) -> None:
        """Set how much of the denoising is spent on the layout (high) or on detail (low)."""
        scheduler = self._pipeline.scheduler
        name = "flow_shift" if "flow_shift" in scheduler.config else "shift"
        self._pipeline.scheduler = type(scheduler).from_config(scheduler.config, **{name: flow_shift})

    def tile(self) -> None:
        """Decode in tiles from now on."""
        self._pipeline.vae.enable_tiling()

    def parts(self) -> dict[str, Any]:
        """The models in memory, by their names in the checkpoint."""
        import torch

        return {name: part for name, part in self._pipeline.components.items() if isinstance(part, torch.nn.Module)}

    def close(self) -> None:
        """Free the memory."""
        self._pipeline = None
        free()

    def frames(self, request: ClipRequest, sampling: Sampling, progress: Progress) -> Iterator[Frame]:
        """Make a clip and yield its frames at the film's size and rate.

        All denoising is done when this returns; it is clean for the next request even if `progress` raised.

        Raises:
            OutOfMemory: with what to do.
            BackendFailure: if a keyframe cannot be read.
        """
        rate, fps, lands = Fraction(request.rate), Fraction(sampling.fps), request.last is not None
        shape = framing(request.width, request.height, self.facts.multiple, sampling.area)
        count = frames.asked(request.frames, rate, fps, lands=lands, step=self.facts.step)
        call = self.call(request, sampling, shape, count)
        with memory_watched(_ADVICE):
            pictures = self._sampled(call, sampling, progress)
        order = frames.chosen(request.frames, rate, fps, len(pictures), lands=lands)
        return (shape.out(pictures[number]) for number in order)

    def call(self, request: ClipRequest, sampling: Sampling, shape: Framing, count: int) -> dict[str, object]:
        """Return the arguments of the pipeline's call. The noise comes from the CPU, so that it is the same on every device."""
        import torch

        arguments: dict[str, object] = {
            "prompt": request.prompt,
            "negative_prompt": request.negative,
            "width": shape.width,
            "height": shape.height,
            "num_frames": count,
            "num_inference_steps": sampling.steps,
            "guidance_scale": sampling.guidance,
            "generator": torch.Generator("cpu").manual_seed(request.seed % _SEEDS),
            "output_type": "latent",
        }
        if sampling.guidance_low is not None and self.facts.two_experts:
            arguments["guidance_scale_2"] = sampling.guidance_low
        for name, media in (("image", request.first), ("last_image", request.last)):
            if media is not None:
                arguments[name] = shape.into(conditioning.picture(media))
        return arguments

    def _sampled(self, call: dict[str, object], sampling: Sampling, progress: Progress) -> NDArray[np.uint8]:
        pipeline = self._for(pictured="image" in call)
        denoisers = [model for model in (pipeline.transformer, pipeline.transformer_2) if model is not None]
        try:
            with reported(denoisers, progress, sampling.steps, passes=2 if sampling.guidance > 1 else 1):
                latents = pipeline(**call).frames
            progress(sampling.steps, sampling.steps)
            return _decoded(pipeline.vae, latents)
        finally:
            pipeline.maybe_free_model_hooks()

    def _for(self, *, pictured: bool) -> Any:
        """The pipeline for a request with or without pictures; the weights stay where they are."""
        if pictured != self._pictured:
            import diffusers

            kind = diffusers.WanImageToVideoPipeline if pictured else diffusers.WanPipeline
            parts = {name: self._pipeline.components[name] for name in _SHARED}
            settings = {name: self._pipeline.config[name] for name in ("boundary_ratio", "expand_timesteps")}
            if self._offload == "model":
                self._pipeline.remove_all_hooks()
            self._pipeline = kind(**parts, **settings)
            self._pipeline.set_progress_bar_config(disable=True)
            if self._offload == "model":
                place(self._pipeline, "model")
            self._pictured = pictured
        return self._pipeline


def _decoded(vae: Any, latents: "torch.Tensor") -> NDArray[np.uint8]:
    """Decode latents to (frames, height, width, 3), as the pipeline would, but with one float copy of the video, not three."""
    import torch

    with torch.no_grad():
        ready = latents.to(device=device(), dtype=vae.dtype)
        shape = (1, vae.config.z_dim, 1, 1, 1)
        mean = torch.tensor(vae.config.latents_mean).view(shape).to(ready)
        scale = 1.0 / torch.tensor(vae.config.latents_std).view(shape).to(ready)
        video = vae.decode(ready / scale + mean, return_dict=False)[0][0]
        pictures = np.empty((video.shape[1], *video.shape[2:], 3), np.uint8)
        for number in range(len(pictures)):
            picture = (video[:, number].float() * 0.5 + 0.5).clamp(0, 1)
            pictures[number] = (picture * 255).round().to(torch.uint8).permute(1, 2, 0).cpu().numpy()
    return pictures
