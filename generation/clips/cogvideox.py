"""`cogvideox`: video from text, or from a first picture, by a CogVideoX checkpoint (1.0 or 1.5) on this machine.

pictures: cogvideox-5b-i2v                        # a card of the catalogue
pictures: cogvideox:checkpoints/cog?steps=30      # a folder, or owner/name of a repository that is downloaded
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from generation.card import FrameLaw, SizeLaw, Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.pictures import latents
from generation.diffusion.schedules import OwnSchedule
from generation.diffusion.video import Call
from generation.requests import ClipRequest
from generation.results import Frame

_SPACE = 8
"""Pixels of a side that one latent stands for."""


class CogVideoX(OwnSchedule):
    """Holds one checkpoint of the CogVideoX family."""

    name: ClassVar[str] = "cogvideox"
    dialect: ClassVar[str] = "cogvideox"
    runs: ClassVar[tuple[str, ...]] = ("CogVideoXPipeline", "CogVideoXImageToVideoPipeline")
    exact: ClassVar[tuple[str, ...]] = ()
    """Its pipelines hand the first picture to the VAE in the precision of the prompt."""
    usual_steps: ClassVar[int] = 50
    usual_guidance: ClassVar[float] = 6.0

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read the generation and the slots; the channels of a checkpoint that takes a picture hold that picture, too."""
        needed = ("text_encoder", "tokenizer", "transformer", "vae", "scheduler")
        parts = checkpoint.ensure_parts(folder, index, *needed)
        transformer = checkpoint.config(folder / "transformer/config.json")
        first = str(index["_class_name"]) == "CogVideoXImageToVideoPipeline"
        return Facts(
            folder=folder,
            pipeline=str(index["_class_name"]),
            slots=Slots(text=not first, first=first),
            frames=_frame_law(transformer),
            sizes=_size_law(transformer),
            parts=parts,
        )

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """The class that it was saved as: their transformers differ."""
        return facts.pipeline

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """Read both to the length that the transformer has positions for."""
        tokens = pipeline.transformer.config.max_text_seq_length
        read, against = pipeline.encode_prompt(prompt, negative, max_sequence_length=tokens)
        return {"prompt_embeds": read, "negative_prompt_embeds": against}

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """Size, count, guidance and the first picture, once for each take."""
        arguments: dict[str, Any] = {
            "width": call.framing.width,
            "height": call.framing.height,
            "num_frames": call.count,
            "num_inference_steps": call.steps,
            "guidance_scale": call.guidance,
            "use_dynamic_cfg": type(pipeline.scheduler).__name__ == "CogVideoXDPMScheduler",
        }
        if call.request.first is not None:
            arguments["image"] = [call.picture(call.request.first)] * len(call.seeds)
        return arguments

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Latents (1, frames, channels, height, width); those of 1.5 begin with the padding that fills its patches in time."""
        padding = (pipeline.transformer.config.patch_size_t or 1) - 1
        ready = made[:, padding:].permute(0, 2, 1, 3, 4).to(device=latents.where(vae), dtype=vae.dtype)
        return latents.decoded(vae, 1 / vae.config.scaling_factor * ready)


def _frame_law(transformer: checkpoint.Config) -> FrameLaw:
    """1.0 makes 8k + 1 pictures at 8 a second, up to 49; 1.5 makes 16k + 1 at 16, up to 161.

    1.5 takes latent frames in patches of two; of these counts the first patch is always one latent short, so the padding in
    front is always the same. Positions that were learned are there for one count only.
    """
    ratio = checkpoint.whole(transformer.get("temporal_compression_ratio"), 4)
    patch = transformer.get("patch_size_t")
    if isinstance(patch, int):
        return FrameLaw(step=2 * ratio * patch, usual=81, most=161, fps=16)
    trained = checkpoint.whole(transformer.get("sample_frames"), 49)
    learned = (trained,) if transformer.get("use_learned_positional_embeddings") else ()
    return FrameLaw(step=2 * ratio, exactly=learned, usual=trained, most=trained, fps=8)


def _size_law(transformer: checkpoint.Config) -> SizeLaw:
    """1.0 was trained with one size, and where its positions were learned can make no other; 1.5 makes any."""
    wide = checkpoint.whole(transformer.get("sample_width"), 90) * _SPACE
    high = checkpoint.whole(transformer.get("sample_height"), 60) * _SPACE
    return SizeLaw(
        multiple=checkpoint.whole(transformer.get("patch_size"), 2) * _SPACE,
        usual=f"{wide}x{high}",
        only=transformer.get("patch_size_t") is None,
    )


BACKEND = CogVideoX
