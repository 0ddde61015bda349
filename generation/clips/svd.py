"""`svd`: video from a first picture alone, without words, by a Stable Video Diffusion checkpoint on this machine.

pictures: svd-xt                                     # a card of the catalogue
pictures: svd:checkpoints/svd?motion=180&fps=12      # more movement, and pictures made to be seen 12 a second
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar, cast

from pydantic import Field

from generation.backend import Capabilities
from generation.card import FrameLaw, SizeLaw, Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.pictures import latents
from generation.diffusion.schedules import OwnSchedule
from generation.diffusion.video import Call
from generation.requests import ClipRequest
from generation.results import Frame


class StableVideoDiffusion(OwnSchedule):
    """Holds one checkpoint of Stable Video Diffusion."""

    name: ClassVar[str] = "svd"
    dialect: ClassVar[str] = "svd"
    runs: ClassVar[tuple[str, ...]] = ("StableVideoDiffusionPipeline",)
    text_parts: ClassVar[tuple[str, ...]] = ()
    tiles: ClassVar[bool] = False
    takes_loras: ClassVar[bool] = False
    exact: ClassVar[tuple[str, ...]] = ("vae",)
    """Not the image encoder: what it gives decides the precision that the denoiser gets its input in."""
    usual_steps: ClassVar[int] = 25
    usual_guidance: ClassVar[float] = 3.0

    motion: int = Field(default=127, ge=1, le=255, description="how much moves; the makers call it the motion bucket")
    noise: float = Field(
        default=0.02, ge=0, le=1, description="added to the first picture: more lets it move away sooner"
    )
    chunk: int = Field(
        default=8, ge=1, description="pictures decoded at once: fewer take less memory, and flicker more"
    )

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read how many pictures it was trained with: 14, or 25 for XT. Other counts work, fewer better than more.

        A single one does not: the guidance, which rises over the clip, would be off at its start and on at its end.
        """
        needed = ("vae", "image_encoder", "unet", "scheduler", "feature_extractor")
        parts = checkpoint.ensure_parts(folder, index, *needed)
        unet = checkpoint.config(folder / "unet/config.json")
        trained = checkpoint.whole(unet.get("num_frames"), 14)
        halvings = len(cast("list[int]", unet.get("block_out_channels") or [320, 640, 1280, 1280])) - 1
        return Facts(
            folder=folder,
            pipeline=self.runs[0],
            slots=Slots(text=False, first=True),
            frames=FrameLaw(step=1, offset=2, usual=trained, most=trained, fps=7, takes_fps=True),
            sizes=SizeLaw(multiple=8 * 2**halvings, usual="1024x576"),
            parts=parts,
        )

    def can(self) -> Capabilities:
        """It has no ear for words."""
        return super().can().model_copy(update={"prompt": False})

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """There is one class."""
        return facts.pipeline

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """It reads nothing."""
        return {}

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """The picture once for each take, so that each has noise of its own; the guidance rises from 1 over the clip."""
        assert call.request.first is not None
        return {
            "image": [call.picture(call.request.first)] * len(call.seeds),
            "width": call.framing.width,
            "height": call.framing.height,
            "num_frames": call.count,
            "num_inference_steps": call.steps,
            "min_guidance_scale": min(1.0, call.guidance),
            "max_guidance_scale": call.guidance,
            "fps": call.fps,
            "motion_bucket_id": self.motion,
            "noise_aug_strength": self.noise,
        }

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Latents (1, frames, channels, height, width), decoded a few pictures at a time, each group knowing its length."""
        import torch

        ready = made[0].to(device=latents.where(vae), dtype=vae.dtype)
        ready = 1 / vae.config.scaling_factor * ready
        for start in range(0, len(ready), self.chunk):
            group = ready[start : start + self.chunk]
            with torch.no_grad():
                video = vae.decode(group, num_frames=len(group)).sample
            yield from latents.pictures(video.permute(1, 0, 2, 3))


BACKEND = StableVideoDiffusion
