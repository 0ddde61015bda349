"""`ltx`: video by an LTX-Video checkpoint (0.9.x): from text or a first picture; newer ones hold pictures at any frame.

pictures: ltx-video-0.9.7-distilled             # a card of the catalogue
pictures: ltx:checkpoints/ltx-video?steps=20    # a folder, or owner/name of a repository that is downloaded
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, cast

from pydantic import Field, field_validator

from generation.card import FrameLaw, SizeLaw, Slots
from generation.diffusion import checkpoint, latents
from generation.diffusion.facts import Facts
from generation.diffusion.video import Call, VideoModel
from generation.errors import Unsupported
from generation.requests import ClipRequest
from generation.results import Frame

_NEEDED = ("text_encoder", "tokenizer", "transformer", "vae", "scheduler")
_LONGEST = 257
"""Pictures after which a clip falls apart, as its makers say."""
_RATES = (Fraction(23), Fraction(31))
"""Film rates that it is asked for directly: it was trained with 24 to 30 and is told which."""


class Ltx(VideoModel):
    """Holds one checkpoint of LTX-Video."""

    name: ClassVar[str] = "ltx"
    version: ClassVar[int] = 1
    dialect: ClassVar[str] = "ltx-0.9"
    runs: ClassVar[tuple[str, ...]] = ("LTXConditionPipeline", "LTXPipeline", "LTXImageToVideoPipeline")
    exact: ClassVar[tuple[str, ...]] = ()
    lands: ClassVar[bool] = False
    looks_back: ClassVar[int] = 17

    decode_timestep: float = Field(
        default=0.05, ge=0, le=1, description="where the decoder takes over from the denoiser, if it can"
    )
    decode_noise: float = Field(default=0.025, ge=0, le=1, description="how much noise the decoder is left to take off")
    picture_noise: float = Field(
        default=0.15, ge=0, le=1, description="noise on pictures that it holds: more of it, more motion"
    )

    timesteps: tuple[float, ...] | None = Field(
        default=None,
        description="the noise of each step, from 1000 down, in place of steps: distilled ones have their own",
    )

    @field_validator("timesteps", mode="before")
    @classmethod
    def _listed(cls, said: object) -> object:
        return said.split(",") if isinstance(said, str) else said

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Checkpoints since 0.9.5 hold pictures at any frame; their noise follows a schedule of its own, not the size."""
        parts = checkpoint.ensure_parts(folder, index, *_NEEDED)
        scheduler = checkpoint.config(folder / "scheduler/scheduler_config.json")
        vae = checkpoint.config(folder / "vae/config.json")
        kind = str(index["_class_name"])
        anywhere = kind == "LTXConditionPipeline" or scheduler.get("use_dynamic_shifting") is False
        halvings = sum(cast("list[bool]", vae.get("spatio_temporal_scaling") or [True, True, True]))
        space = checkpoint.whole(vae.get("patch_size"), 4) * 2**halvings
        time = checkpoint.whole(vae.get("patch_size_t"), 1) * 2**halvings
        return Facts(
            folder=folder,
            pipeline="LTXConditionPipeline" if anywhere else kind,
            slots=Slots(first=True, last=True, keyframes="pixel", video=True) if anywhere else Slots(first=True),
            frames=FrameLaw(
                step=checkpoint.whole(vae.get("temporal_compression_ratio"), time),
                usual=121,
                most=_LONGEST,
                fps=24,
                takes_fps=True,
            ),
            sizes=SizeLaw(multiple=checkpoint.whole(vae.get("spatial_compression_ratio"), space), usual="704x512"),
            parts=parts,
            traits=frozenset({"decodes-noise"} if vae.get("timestep_conditioning") else ()),
        )

    def sampling_steps(self, usual: int = 40) -> int:
        """One for each of its timesteps, else what the card says, else forty."""
        return len(self.timesteps) if self.timesteps else super().sampling_steps(usual)

    def sampling_guidance(self, usual: float = 3.0) -> float:
        """Three, where no card says otherwise."""
        return super().sampling_guidance(usual)

    def fps_for(self, request: ClipRequest) -> int | Fraction:
        """The film's own rate where the model knows it, so that no frame is repeated."""
        rate, law = Fraction(request.rate), self.facts().frames
        known = self.fps is None and _RATES[0] <= rate < _RATES[1] and request.frames <= (law.most or request.frames)
        return rate if known else self.trained_fps()

    def check(self, request: ClipRequest) -> None:
        """Refuse a shift as well: these models set their own noise for each size, or have a schedule that has none."""
        super().check(request)
        if self.shift is not None:
            raise Unsupported(f"'{self.label()}' has a schedule of its own; remove shift")

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
        }
        if call.facts.slots.keyframes != "pixel":
            return arguments | ({"image": call.picture(call.request.first)} if call.request.first else {})
        arguments["timesteps"] = list(self.timesteps or _schedule(call.steps))
        if conditions := _conditions(call):
            arguments |= {"conditions": conditions, "image_cond_noise_scale": self.picture_noise}
        return arguments

    def settled(self, pipeline: Any, made: Any, call: Call, generator: Any) -> Any:
        """Unpack what the older classes leave packed, and draw the noise that the decoder takes off."""
        from diffusers.utils.torch_utils import randn_tensor

        if made.ndim == 3:
            multiple = call.facts.sizes.multiple
            shape = ((call.count - 1) // call.facts.frames.step + 1, call.framing.height // multiple, -1)
            made = made.unflatten(1, shape).movedim(-1, 1)
        if "decodes-noise" not in call.facts.traits:
            return made, None
        return made, randn_tensor(made.shape, generator=generator, device=made.device, dtype=pipeline.vae.dtype)

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Latents (1, channels, frames, height, width) are normed per channel; the decoder may have noise to take off."""
        import torch

        normed, noise = made
        here = latents.where(vae)
        mean, std = vae.latents_mean.to(here), vae.latents_std.to(here)
        ready = pipeline._denormalize_latents(normed.to(here), mean, std, vae.config.scaling_factor).to(vae.dtype)
        if noise is None:
            return latents.decoded(vae, ready)
        share = torch.tensor(self.decode_noise, device=here, dtype=vae.dtype)
        timestep = torch.tensor([self.decode_timestep], device=here, dtype=vae.dtype)
        return latents.decoded(vae, (1 - share) * ready + share * noise.to(here), temb=timestep)


def _schedule(steps: int) -> list[float]:
    """The class's own schedule, as numbers: it would hand itself a tensor where an array is expected."""
    from diffusers.pipelines.ltx.pipeline_ltx_condition import linear_quadratic_schedule

    return (linear_quadratic_schedule(steps) * 1000).tolist()


def _conditions(call: Call) -> list[Any]:
    """What the clip shows where: the end of the clip before, then pictures, each at the model's picture that is its frame."""
    from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXVideoCondition

    request = call.request
    pictures = {call.index(keyframe.frame): keyframe.media for keyframe in request.keyframes}
    if request.first is not None:
        pictures[call.index(0)] = request.first
    if request.last is not None:
        pictures[call.index(request.frames - 1)] = request.last
    before = [LTXVideoCondition(video=list(call.before), frame_index=0)] if call.before else []
    return before + [
        LTXVideoCondition(image=call.picture(media), frame_index=frame) for frame, media in sorted(pictures.items())
    ]


BACKEND = Ltx
