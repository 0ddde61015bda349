"""`animatediff`: short clips from words, in the look of any Stable Diffusion 1.5 checkpoint, by AnimateDiff's motion modules.

pictures: animatediff                                                  # a card of the catalogue
pictures: animatediff:checkpoints/toon?motion_adapter=checkpoints/motion   # a look of one's own, and the motion
pictures: animatediff?ip_adapter=h94/IP-Adapter                        # shown who is seen, beside being told
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from generation.card import FrameLaw, SizeLaw, Slots
from generation.diffusion.checkpoints import adapters, checkpoint
from generation.diffusion.checkpoints.elsewhere import Part
from generation.diffusion.facts import Facts
from generation.diffusion.pictures import conditioning, latents
from generation.diffusion.pictures.references import squared
from generation.diffusion.schedules import OwnSchedule
from generation.diffusion.video import Call
from generation.errors import BackendFailure
from generation.requests import ClipRequest
from generation.results import Frame

_MOTION = Part("motion_adapter", "diffusers.MotionAdapter")
_GROUP = 16
"""Pictures decoded at once."""
_MOST_REFERENCES = 4


class AnimateDiff(OwnSchedule):
    """Holds the parts of a Stable Diffusion 1.5 checkpoint, and motion modules."""

    name: ClassVar[str] = "animatediff"
    dialect: ClassVar[str] = "animatediff"
    runs: ClassVar[tuple[str, ...]] = ("AnimateDiffPipeline", "StableDiffusionPipeline")
    elsewhere: ClassVar[tuple[Part, ...]] = (_MOTION, Part("vae", "diffusers.AutoencoderKL"))
    unused: ClassVar[tuple[str, ...]] = ("feature_extractor",)
    """An adapter brings its own; that of a checkpoint is often of a class that is gone."""
    exact: ClassVar[tuple[str, ...]] = ("vae",)
    """Not the image encoder of an adapter: the denoiser takes what it says as it comes."""
    usual_steps: ClassVar[int] = 25
    usual_guidance: ClassVar[float] = 7.5

    motion_adapter: str | None = Field(
        default=None, description="the motion modules: a folder, or owner/name; none where the checkpoint has its own"
    )
    vae: str | None = Field(default=None, description="a better decoder than the checkpoint's: a folder, or owner/name")
    ip_adapter: str | None = Field(
        default=None, description="an IP-Adapter for Stable Diffusion 1.5: a folder, a file, or owner/name"
    )
    ip_adapter_weights: str = Field(
        default="models/ip-adapter_sd15.safetensors", description="the adapter's weights inside its folder"
    )
    image_encoder: str = Field(default="", description="the adapter's image encoder, where it is not found beside it")
    likeness: float = Field(default=0.6, ge=0, le=1, description="how closely references are kept to")

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read how many pictures the motion modules have positions for: 24 or 32; they learned from 16."""
        needed = ("text_encoder", "tokenizer", "unet", "vae", "scheduler")
        parts = checkpoint.ensure_parts(folder, index, *needed)
        motion = _MOTION.folder(self)
        if motion is None and "motion_adapter" in parts:
            motion = folder / "motion_adapter"
        if motion is None and _MOTION.said(self) is None:
            raise BackendFailure(
                f"{folder} has no motion modules; say theirs with ?motion_adapter=<folder or owner/name> behind its name"
            )
        positions = _positions(motion) if motion else 32
        references = _MOST_REFERENCES if self._adapter(folder) else 0
        return Facts(
            folder=folder,
            pipeline=self.runs[0],
            slots=Slots(references=references),
            frames=FrameLaw(step=1, usual=16, most=positions, fps=8),
            sizes=SizeLaw(multiple=8, usual="512x512"),
            parts=tuple(dict.fromkeys([*parts, "motion_adapter"])),
        )

    def require(self) -> None:
        """An IP-Adapter that is meant must be there, too."""
        super().require()
        if self.ip_adapter and adapters.located(self.ip_adapter, self.ip_adapter_weights) is None:
            raise BackendFailure(adapters.fetch(self.ip_adapter, self.ip_adapter_weights))

    def identity(self) -> dict[str, object]:
        """An adapter by its content; where it lies is not in it."""
        said = super().identity()
        folder = self.located()
        if found := self._adapter(folder) if folder else None:
            del said["ip_adapter_weights"], said["image_encoder"]
            said["ip_adapter"] = found.digest()
        return said

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """There is one class."""
        return facts.pipeline

    def ready(self, pipeline: Any) -> None:
        """Motion was learned with a linear schedule without clipping, which a Stable Diffusion checkpoint's own is not.

        Its modules are in the UNet now, and a copy of them would only take memory.
        """
        pipeline.register_modules(motion_adapter=None)
        if pipeline.scheduler.config.get("beta_schedule") != "linear":
            from diffusers import DDIMScheduler

            linear: dict[str, Any] = {
                "beta_schedule": "linear",
                "clip_sample": False,
                "timestep_spacing": "linspace",
                "steps_offset": 1,
            }
            pipeline.scheduler = DDIMScheduler.from_config(pipeline.scheduler.config, **linear)
        folder = self.located()
        if found := self._adapter(folder) if folder else None:
            adapters.attach(pipeline, found)

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """Read both: what is past the 77th token is not heard."""
        where = pipeline._execution_device
        read, against = pipeline.encode_prompt(prompt, where, 1, True, negative)
        return {"prompt_embeds": read, "negative_prompt_embeds": against}

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """Size, count, guidance, and references; without any, an adapter looks at black and is not listened to."""
        arguments: dict[str, Any] = {
            "width": call.framing.width,
            "height": call.framing.height,
            "num_frames": call.count,
            "num_inference_steps": call.steps,
            "guidance_scale": call.guidance,
        }
        if self.ip_adapter:
            from PIL import Image

            shown = [squared(conditioning.picture(media)) for media in call.request.references[:_MOST_REFERENCES]]
            pipeline.set_ip_adapter_scale(self.likeness if shown else 0.0)
            arguments["ip_adapter_image"] = [shown or [Image.new("RGB", (64, 64))]]
        return arguments

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Latents (1, channels, frames, height, width); each picture is decoded by itself, a few at a time."""
        import torch

        ready = (1 / vae.config.scaling_factor * made[0]).to(device=latents.where(vae), dtype=vae.dtype)
        for group in ready.permute(1, 0, 2, 3).split(_GROUP):
            with torch.no_grad():
                video = vae.decode(group).sample
            yield from latents.pictures(video.permute(1, 0, 2, 3))

    def _adapter(self, folder: Path) -> adapters.Adapter | None:
        """The adapter that is meant, where it is on this machine."""
        found = adapters.located(self.ip_adapter, self.ip_adapter_weights) if self.ip_adapter else None
        if found is None:
            return None
        width = checkpoint.whole(checkpoint.config(folder / "unet/config.json").get("cross_attention_dim"), 768)
        return adapters.read(*found, self.image_encoder, width)


def _positions(motion: Path) -> int:
    """How many pictures there are positions for."""
    said = checkpoint.config(motion / "config.json", f"{motion} holds no motion_adapter: it has no config.json")
    return checkpoint.whole(said.get("motion_max_seq_length"), 32)


BACKEND = AnimateDiff
