"""`hunyuan15`: video from text, or from a first picture, by a HunyuanVideo 1.5 checkpoint on this machine.

pictures: hunyuanvideo-1.5-i2v-480p                   # a card of the catalogue
pictures: hunyuan15:checkpoints/hunyuan?steps=30      # a folder, or owner/name of a repository that is downloaded
"""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from generation.card import FrameLaw, SizeLaw, Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.pictures import latents
from generation.diffusion.schedules import ShiftedFlow
from generation.diffusion.video import Call
from generation.requests import ClipRequest
from generation.results import Frame

_PICTURE = "HunyuanVideo15ImageToVideoPipeline"


class HunyuanVideo15(ShiftedFlow):
    """Holds one checkpoint of HunyuanVideo 1.5."""

    name: ClassVar[str] = "hunyuan15"
    dialect: ClassVar[str] = "hunyuan-1.5"
    runs: ClassVar[tuple[str, ...]] = ("HunyuanVideo15Pipeline", _PICTURE)
    text_parts: ClassVar[tuple[str, ...]] = ("text_encoder", "tokenizer", "text_encoder_2", "tokenizer_2")
    takes_loras: ClassVar[bool] = False

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read which class it is for, and how large its pictures are: some 640 or 960 pixels on a side, were they square."""
        first = str(index["_class_name"]) == _PICTURE
        needed = (
            "text_encoder",
            "tokenizer",
            "text_encoder_2",
            "tokenizer_2",
            "transformer",
            "vae",
            "scheduler",
            "guider",
        )
        eyes = ("image_encoder", "feature_extractor") if first else ()
        parts = checkpoint.ensure_parts(folder, index, *needed, *eyes)
        transformer = checkpoint.config(folder / "transformer/config.json")
        vae = checkpoint.config(folder / "vae/config.json")
        large = checkpoint.whole(transformer.get("target_size"), 640) > 640
        ratio = checkpoint.whole(vae.get("spatial_compression_ratio"), 16)
        return Facts(
            folder=folder,
            pipeline=str(index["_class_name"]),
            slots=Slots(text=not first, first=first),
            frames=FrameLaw(
                step=checkpoint.whole(vae.get("temporal_compression_ratio"), 4), usual=121, most=241, fps=24
            ),
            sizes=SizeLaw(
                multiple=ratio * checkpoint.whole(transformer.get("patch_size"), 1),
                usual="1280x720" if large else "848x480",
            ),
            parts=parts,
        )

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """The class that it was saved as: their transformers differ."""
        return facts.pipeline

    def passes(self, pipeline: Any, guidance: float) -> int:
        """With guidance the negative prompt has a pass of its own."""
        return 1 if math.isclose(guidance, 1.0) else 2

    def ready(self, pipeline: Any) -> None:
        """From a picture, the pipeline would choose a size near the picture's and crop it; ours has its size already."""
        super().ready(pipeline)
        pipeline.video_processor.calculate_default_height_width = _as_it_is

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """Read by a language model, and what stands in quotation marks by an encoder that knows letters."""
        found: dict[str, Any] = {}
        for prefix, text in (("", prompt), ("negative_", negative)):
            read, mask, letters, letters_mask = pipeline.encode_prompt(text)
            found |= {
                f"{prefix}prompt_embeds": read,
                f"{prefix}prompt_embeds_mask": mask,
                f"{prefix}prompt_embeds_2": letters,
                f"{prefix}prompt_embeds_mask_2": letters_mask,
            }
        return found

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """Count, and the picture or the size; guidance is a part of the pipeline, new for each call."""
        pipeline.guider = pipeline.guider.new(guidance_scale=call.guidance)
        arguments: dict[str, Any] = {"num_frames": call.count, "num_inference_steps": call.steps}
        if call.request.first is not None:
            return arguments | {"image": call.picture(call.request.first)}
        return arguments | {"width": call.framing.width, "height": call.framing.height}

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Latents (1, channels, frames, height, width)."""
        ready = made.to(device=latents.where(vae), dtype=vae.dtype)
        return latents.decoded(vae, ready / vae.config.scaling_factor)


def _as_it_is(height: int, width: int, target_size: int) -> tuple[int, int]:
    """The size of the picture that is given."""
    return height, width


BACKEND = HunyuanVideo15
