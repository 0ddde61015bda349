"""`mochi`: video from text by a Mochi 1 checkpoint on this machine.

pictures: mochi-1                             # a card of the catalogue
pictures: mochi:checkpoints/mochi?steps=50    # a folder, or owner/name of a repository that is downloaded
"""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from generation.card import FrameLaw, SizeLaw, Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.pictures import latents
from generation.diffusion.schedules import OwnSchedule
from generation.diffusion.video import Call
from generation.errors import Unsupported
from generation.requests import ClipRequest
from generation.results import Frame

_TOKENS = 256


class Mochi(OwnSchedule):
    """Holds one Mochi checkpoint."""

    name: ClassVar[str] = "mochi"
    dialect: ClassVar[str] = "mochi"
    runs: ClassVar[tuple[str, ...]] = ("MochiPipeline",)
    exact: ClassVar[tuple[str, ...]] = ()
    """Its VAE works on the whole clip at once, and in 32 bits it would need twice the memory of its denoiser."""
    usual_steps: ClassVar[int] = 64
    usual_guidance: ClassVar[float] = 4.5

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """There is one kind, which takes text; its ratios are those of its VAE: 8 in space, 6 in time."""
        needed = ("text_encoder", "tokenizer", "transformer", "vae", "scheduler")
        parts = checkpoint.ensure_parts(folder, index, *needed)
        transformer = checkpoint.config(folder / "transformer/config.json")
        return Facts(
            folder=folder,
            pipeline=self.runs[0],
            slots=Slots(),
            frames=FrameLaw(step=6, usual=85, most=163, fps=30),
            sizes=SizeLaw(multiple=8 * checkpoint.whole(transformer.get("patch_size"), 2), usual="848x480"),
            parts=parts,
        )

    def check(self, request: ClipRequest) -> None:
        """Its schedule has a straight half and a curved one, so it needs two steps."""
        super().check(request)
        if self.sampling_steps() < 2:
            raise Unsupported(f"'{self.label()}' needs at least 2 steps; set ?steps= behind the model's name")

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """There is one class."""
        return facts.pipeline

    def ready(self, pipeline: Any) -> None:
        """Its positions are computed in 32 bits whatever the precision, which a processor says that it cannot promise."""
        warnings.filterwarnings("ignore", message="In CPU autocast")

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """Read both, with the masks that say where they end."""
        read, mask, against, against_mask = pipeline.encode_prompt(prompt, negative, max_sequence_length=_TOKENS)
        return {
            "prompt_embeds": read,
            "prompt_attention_mask": mask,
            "negative_prompt_embeds": against,
            "negative_prompt_attention_mask": against_mask,
        }

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """Size, count and guidance."""
        return {
            "width": call.framing.width,
            "height": call.framing.height,
            "num_frames": call.count,
            "num_inference_steps": call.steps,
            "guidance_scale": call.guidance,
        }

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Latents (1, channels, frames, height, width), normed per channel where the VAE says by how much."""
        import torch

        ready = made.to(device=latents.where(vae), dtype=vae.dtype)
        means, spreads = vae.config.latents_mean, vae.config.latents_std
        if means is None or spreads is None:
            return latents.decoded(vae, ready / vae.config.scaling_factor)
        shape = (1, len(means), 1, 1, 1)
        mean = torch.tensor(means).view(shape).to(ready)
        spread = torch.tensor(spreads).view(shape).to(ready)
        return latents.decoded(vae, ready * spread / vae.config.scaling_factor + mean)


BACKEND = Mochi
