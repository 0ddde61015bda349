"""`ltx`: video by an LTX-Video checkpoint (0.9.x): from text or a first picture; newer ones hold pictures at any frame.

pictures: ltx-video-0.9.7-distilled             # a card of the catalogue
pictures: ltx:checkpoints/ltx-video?steps=20    # a folder, or owner/name of a repository that is downloaded
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from generation.card import Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.ltx_family import LtxModel, laws, noise_trait, placed
from generation.diffusion.pictures import latents
from generation.diffusion.video import Call
from generation.requests import ClipRequest
from generation.results import Frame

_NEEDED = ("text_encoder", "tokenizer", "transformer", "vae", "scheduler")
_LONGEST = 257
"""Pictures after which a clip falls apart, as its makers say."""


class Ltx(LtxModel):
    """Holds one checkpoint of LTX-Video."""

    name: ClassVar[str] = "ltx"
    version: ClassVar[int] = 1
    dialect: ClassVar[str] = "ltx-0.9"
    runs: ClassVar[tuple[str, ...]] = ("LTXConditionPipeline", "LTXPipeline", "LTXImageToVideoPipeline")

    picture_noise: float = Field(
        default=0.025, ge=0, le=1, description="noise on pictures that it holds: more of it, more motion"
    )
    rescale: float = Field(default=0.0, ge=0, le=1, description="how far guidance is kept from burning out colours")

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Checkpoints since 0.9.5 hold pictures at any frame; their noise follows a schedule of its own, not the size."""
        parts = checkpoint.ensure_parts(folder, index, *_NEEDED)
        scheduler = checkpoint.config(folder / "scheduler/scheduler_config.json")
        vae = checkpoint.config(folder / "vae/config.json")
        kind = str(index["_class_name"])
        anywhere = kind == "LTXConditionPipeline" or scheduler.get("use_dynamic_shifting") is False
        frames, sizes = laws(vae, _LONGEST)
        return Facts(
            folder=folder,
            pipeline="LTXConditionPipeline" if anywhere else kind,
            slots=Slots(first=True, last=True, keyframes="pixel", video=True) if anywhere else Slots(first=True),
            frames=frames,
            sizes=sizes,
            parts=parts,
            traits=frozenset(noise_trait(vae)),
        )

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """One class takes everything, where the checkpoint was trained for it."""
        if facts.slots.keyframes == "pixel":
            return "LTXConditionPipeline"
        return "LTXPipeline" if request.first is None else "LTXImageToVideoPipeline"

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """Read both as far as the call itself would: the newer class reads twice as much."""
        read = pipeline.encode_prompt(
            prompt,
            negative,
            do_classifier_free_guidance=self.sampling_guidance() > 1,
            max_sequence_length=256 if self.facts().slots.keyframes == "pixel" else 128,
        )
        names = ("prompt_embeds", "prompt_attention_mask", "negative_prompt_embeds", "negative_prompt_attention_mask")
        return dict(zip(names, read, strict=True))

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """Size, count, rate, guidance, and the pictures at their frames."""
        arguments: dict[str, Any] = {
            "width": call.framing.width,
            "height": call.framing.height,
            "num_frames": call.count,
            "frame_rate": float(call.fps),
            "num_inference_steps": call.steps,
            "guidance_scale": call.guidance,
            "guidance_rescale": self.rescale,
        }
        if call.facts.slots.keyframes != "pixel":
            return arguments | ({"image": call.picture(call.request.first)} if call.request.first else {})
        levels = self.own_levels(call.steps)
        arguments["timesteps"] = [level * 1000 for level in levels] if levels else _schedule(call.steps)
        if conditions := _conditions(call):
            arguments |= {"conditions": conditions, "image_cond_noise_scale": self.picture_noise}
        return arguments

    def settled(self, pipeline: Any, made: Any, call: Call, generator: Any) -> Any:
        """Unpack what the older classes leave packed."""
        if made.ndim == 3:
            multiple = call.facts.sizes.multiple
            shape = ((call.count - 1) // call.facts.frames.step + 1, call.framing.height // multiple, -1)
            made = made.unflatten(1, shape).movedim(-1, 1)
        return super().settled(pipeline, made, call, generator)

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Latents (1, channels, frames, height, width) are normed per channel."""
        normed, noise = made
        here = latents.where(vae)
        mean, std = vae.latents_mean.to(here), vae.latents_std.to(here)
        ready = pipeline._denormalize_latents(normed.to(here), mean, std, vae.config.scaling_factor).to(vae.dtype)
        return self.decoded(vae, ready, None if noise is None else noise.to(here))


def _schedule(steps: int) -> list[float]:
    """The class's own schedule, as numbers: it would hand itself a tensor where an array is expected."""
    from diffusers.pipelines.ltx.pipeline_ltx_condition import linear_quadratic_schedule

    return (linear_quadratic_schedule(steps) * 1000).tolist()


def _conditions(call: Call) -> list[Any]:
    """What the clip shows where: the end of the clip before, then pictures."""
    from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXVideoCondition

    before = [LTXVideoCondition(video=list(call.before), frame_index=0)] if call.before else []
    return before + [
        LTXVideoCondition(image=call.picture(media), frame_index=picture) for picture, media in placed(call)
    ]


BACKEND = Ltx
