"""What Wan and the models made from it have in common: how prompts are read, how noise is shifted, how latents are decoded."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar, cast

from pydantic import Field

from generation.card import FrameLaw, SizeLaw
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.pictures import latents
from generation.diffusion.schedules import ShiftedFlow
from generation.diffusion.video import Call
from generation.results import Frame

NEEDED = ("text_encoder", "tokenizer", "transformer", "vae", "scheduler")
_TOKENS = 512
"""What the pipelines' calls read of a prompt; `encode_prompt` by itself would read 226."""


class WanFamily(ShiftedFlow):
    """A model with Wan's text encoder, VAE and sampling."""

    dialect: ClassVar[str] = "wan-2.1"

    guidance_low: float | None = Field(
        default=None, ge=0, description="guidance of the second expert of Wan 2.2; off with guidance=1"
    )

    def identity(self) -> dict[str, object]:
        """Without what says nothing."""
        said = super().identity()
        return said if self.guidance_low is not None else {k: v for k, v in said.items() if k != "guidance_low"}

    def passes(self, pipeline: Any, guidance: float) -> int:
        """With guidance the negative prompt has a pass of its own."""
        return 2 if guidance > 1 else 1

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """Read both as the call itself would."""
        guided = self.sampling_guidance() > 1
        read, against = pipeline.encode_prompt(
            prompt, negative, do_classifier_free_guidance=guided, max_sequence_length=_TOKENS
        )
        return {"prompt_embeds": read, "negative_prompt_embeds": against}

    def sampling(self, call: Call) -> dict[str, Any]:
        """Size, count, steps and guidance, which all of these pipelines call the same."""
        arguments: dict[str, Any] = {
            "width": call.framing.width,
            "height": call.framing.height,
            "num_frames": call.count,
            "num_inference_steps": call.steps,
            "guidance_scale": call.guidance,
        }
        if self.guidance_low is not None and "two-experts" in call.facts.traits and call.guidance > 1:
            arguments["guidance_scale_2"] = self.guidance_low
        return arguments

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Latents (1, channels, frames, height, width) are normed per channel."""
        return latents.decoded(vae, latents.spread(vae, made))


def laws(folder: Path, transformer: checkpoint.Config, usual: int, most: int, fps: int) -> tuple[FrameLaw, SizeLaw]:
    """The laws of count and size, by how the VAE and the transformer of a checkpoint divide time and space."""
    vae = checkpoint.config(folder / "vae/config.json")
    patch = cast("list[int]", transformer.get("patch_size") or [1, 2, 2])
    return (
        FrameLaw(step=checkpoint.whole(vae.get("scale_factor_temporal"), 4), usual=usual, most=most, fps=fps),
        SizeLaw(multiple=checkpoint.whole(vae.get("scale_factor_spatial"), 8) * patch[-1]),
    )


def two_experts(index: checkpoint.Config) -> bool:
    """Whether it has a transformer for the first steps and another for the rest, as Wan 2.2 does."""
    return "transformer_2" in checkpoint.components(index) and index.get("boundary_ratio") is not None
