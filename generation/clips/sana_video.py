"""`sana_video`: video from text and from a first picture, by one small SANA-Video checkpoint on this machine.

pictures: sana-video-2b                             # a card of the catalogue
pictures: sana_video:checkpoints/sana?motion=60     # more movement than its makers' 30
"""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from generation.card import FrameLaw, SizeLaw, Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.pictures import latents
from generation.diffusion.schedules import ShiftedFlow
from generation.diffusion.video import Call
from generation.errors import Unsupported
from generation.requests import ClipRequest
from generation.results import Frame

_TEXT, _PICTURE = "SanaVideoPipeline", "SanaImageToVideoPipeline"
_TOKENS = 300
_SIDE = 32
"""What its pipelines want sides to be multiples of, whatever the VAE."""


class SanaVideo(ShiftedFlow):
    """Holds one SANA-Video checkpoint, which answers both."""

    name: ClassVar[str] = "sana_video"
    dialect: ClassVar[str] = "mochi"
    runs: ClassVar[tuple[str, ...]] = (_TEXT, _PICTURE)
    usual_steps: ClassVar[int] = 50
    usual_guidance: ClassVar[float] = 6.0

    motion: int | None = Field(
        default=30, ge=0, le=100, description="how much moves, as it learned to be told behind the prompt"
    )

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read the ratio in time: 4 of a VAE like Wan's, 8 of one like LTX-2's."""
        parts = checkpoint.ensure_parts(folder, index, "text_encoder", "tokenizer", "transformer", "vae", "scheduler")
        vae = checkpoint.config(folder / "vae/config.json")
        ratio = vae.get("scale_factor_temporal", vae.get("temporal_compression_ratio"))
        return Facts(
            folder=folder,
            pipeline=str(index["_class_name"]),
            slots=Slots(first=True),
            frames=FrameLaw(step=checkpoint.whole(ratio, 4), usual=81, most=81, fps=16),
            sizes=SizeLaw(multiple=_SIDE, usual="832x480"),
            parts=parts,
        )

    def check(self, request: ClipRequest) -> None:
        """Its text encoder overflows in the smaller numbers."""
        super().check(request)
        if self.precision == "float16":
            raise Unsupported(f"'{self.label()}' does not work in float16; take bfloat16, float32 or leave it to auto")

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """From a picture, or from text."""
        return _TEXT if request.first is None else _PICTURE

    def ready(self, pipeline: Any) -> None:
        """From a picture it follows its flow in plain steps: the first latent is left out of them, which others cannot do."""
        super().ready(pipeline)
        if (
            type(pipeline).__name__ != _PICTURE
            or type(pipeline.scheduler).__name__ == "FlowMatchEulerDiscreteScheduler"
        ):
            return
        from diffusers import FlowMatchEulerDiscreteScheduler

        shift = pipeline.scheduler.config.get("flow_shift") or 1.0
        pipeline.scheduler = FlowMatchEulerDiscreteScheduler(shift=shift)

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """Read as the call would, behind its own instruction, with how much moves said at the end."""
        said = prompt if self.motion is None else f"{prompt.rstrip()} motion score: {self.motion}."
        instruction = inspect.signature(type(pipeline).__call__).parameters["complex_human_instruction"].default
        read, mask, against, against_mask = pipeline.encode_prompt(
            said, negative_prompt=negative, max_sequence_length=_TOKENS, complex_human_instruction=instruction
        )
        return {
            "negative_prompt": None,
            "prompt_embeds": read,
            "prompt_attention_mask": mask,
            "negative_prompt_embeds": against,
            "negative_prompt_attention_mask": against_mask,
        }

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """Size as it is, not the nearest of its own list; count, guidance and the first picture."""
        arguments: dict[str, Any] = {
            "width": call.framing.width,
            "height": call.framing.height,
            "frames": call.count,
            "num_inference_steps": call.steps,
            "guidance_scale": call.guidance,
            "use_resolution_binning": False,
        }
        if call.request.first is not None:
            arguments["image"] = call.picture(call.request.first)
        return arguments

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Latents (1, channels, frames, height, width), normed per channel as its VAE is: of Wan's kind, LTX-2's, or not."""
        import torch

        if hasattr(vae.config, "z_dim"):
            return latents.decoded(vae, latents.spread(vae, made))
        ready = made.to(device=latents.where(vae), dtype=vae.dtype)
        if isinstance(getattr(vae, "latents_mean", None), torch.Tensor):
            shape = (1, -1, 1, 1, 1)
            ready = ready / (1.0 / vae.latents_std.view(shape).to(ready)) + vae.latents_mean.view(shape).to(ready)
        return latents.decoded(vae, ready)


BACKEND = SanaVideo
