"""`hunyuan`: video from text, or from a first picture, by a HunyuanVideo 1.0 checkpoint on this machine.

pictures: hunyuanvideo                              # a card of the catalogue
pictures: hunyuan:checkpoints/hunyuan?steps=30      # a folder, or owner/name of a repository that is downloaded
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from generation.card import FrameLaw, SizeLaw, Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.pictures import latents
from generation.diffusion.schedules import ShiftedFlow
from generation.diffusion.video import Call
from generation.requests import ClipRequest
from generation.results import Frame

_TEXT, _PICTURE = "HunyuanVideoPipeline", "HunyuanVideoImageToVideoPipeline"
_TOKENS = 256
_JOINED = "joined"
"""The first release from a picture: the picture is in the denoiser's channels, and its pipeline throws away the first latent
frame, four pictures, when they are decoded."""
_THROWN = 4


class HunyuanVideo(ShiftedFlow):
    """Holds one checkpoint of HunyuanVideo 1.0."""

    name: ClassVar[str] = "hunyuan"
    dialect: ClassVar[str] = "hunyuan-1.0"
    runs: ClassVar[tuple[str, ...]] = (_TEXT, _PICTURE)
    text_parts: ClassVar[tuple[str, ...]] = ("text_encoder", "tokenizer", "text_encoder_2", "tokenizer_2")
    exact: ClassVar[tuple[str, ...]] = ("vae",)

    true_guidance: float = Field(
        default=1.0, ge=1, description="guidance against the negative prompt, at twice the time; 1 is without"
    )

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read which class it is for; from a picture, whether that is in the channels or in place of the first latent."""
        needed = ("text_encoder", "tokenizer", "text_encoder_2", "tokenizer_2", "transformer", "vae", "scheduler")
        parts = checkpoint.ensure_parts(folder, index, *needed)
        transformer = checkpoint.config(folder / "transformer/config.json")
        first = str(index["_class_name"]) == _PICTURE
        joined = first and transformer.get("image_condition_type") == "latent_concat"
        return Facts(
            folder=folder,
            pipeline=str(index["_class_name"]),
            slots=Slots(text=not first, first=first),
            frames=FrameLaw(step=4, usual=129, most=129, fps=24),
            sizes=SizeLaw(multiple=8 * checkpoint.whole(transformer.get("patch_size"), 2), usual="1280x720"),
            parts=parts,
            traits=frozenset({_JOINED} if joined else ()),
        )

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """The class that it was saved as: their transformers differ."""
        return facts.pipeline

    def reads_apart(self) -> bool:
        """From a picture the language model reads the prompt while it looks at that picture, anew for each call."""
        return self.facts().pipeline == _TEXT

    def passes(self, pipeline: Any, guidance: float) -> int:
        """Its guidance is distilled in and costs nothing; the other kind takes a pass of its own."""
        return 2 if self.true_guidance > 1 else 1

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any] | None:
        """Read by a language model and by CLIP."""
        if not self.reads_apart():
            return None
        return read_twice(pipeline, prompt, negative if self.true_guidance > 1 else None)

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """Size, count, both kinds of guidance and the first picture."""
        arguments: dict[str, Any] = {
            "width": call.framing.width,
            "height": call.framing.height,
            "num_frames": call.count,
            "num_inference_steps": call.steps,
            "guidance_scale": call.guidance,
            "true_cfg_scale": self.true_guidance,
        }
        if call.request.first is not None:
            arguments["image"] = call.picture(call.request.first)
        if _JOINED in call.facts.traits:
            arguments["num_frames"] += _THROWN
            arguments["callback_on_step_end"] = _keeping
        return arguments

    def settled(self, pipeline: Any, made: Any, call: Call, generator: Any) -> Any:
        """Where the pipeline leaves out the first latent, which the others are decoded after, it is taken back."""
        return pipeline.kept if _JOINED in call.facts.traits else made

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Latents (1, channels, frames, height, width)."""
        ready = made.to(device=latents.where(vae), dtype=vae.dtype) / vae.config.scaling_factor
        thrown = _THROWN if pipeline.transformer.config.image_condition_type == "latent_concat" else 0
        return islice(latents.decoded(vae, ready), thrown, None)


def read_twice(pipeline: Any, prompt: str, negative: str | None) -> dict[str, Any]:
    """Read a prompt, and a negative one where there is one, as a call of the first generation's pipelines would."""
    found: dict[str, Any] = {}
    for prefix, text in (("", prompt), ("negative_", negative)):
        if text is not None:
            read, pooled, mask = pipeline.encode_prompt(text, max_sequence_length=_TOKENS)
            found |= {
                f"{prefix}prompt_embeds": read,
                f"{prefix}pooled_prompt_embeds": pooled,
                f"{prefix}prompt_attention_mask": mask,
            }
    return found


def _keeping(pipeline: Any, _step: int, _time: Any, values: dict[str, Any]) -> dict[str, Any]:
    """After each step: keep the latents whole."""
    pipeline.kept = values["latents"]
    return values


BACKEND = HunyuanVideo
