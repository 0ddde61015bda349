"""`wan`: video from text, and from a first and a last picture, by a checkpoint of the Wan family on this machine.

pictures: wan2.2-ti2v-5b                        # a card of the catalogue
pictures: wan:checkpoints/my-wan?steps=20       # a folder, or owner/name of a repository that is downloaded
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar, cast

from pydantic import Field

from generation.card import FrameLaw, SizeLaw, Slots
from generation.diffusion import checkpoint, latents
from generation.diffusion.facts import Facts
from generation.diffusion.video import Call, VideoModel
from generation.errors import BackendFailure
from generation.requests import ClipRequest
from generation.results import Frame

_NEEDED = ("text_encoder", "tokenizer", "transformer", "vae", "scheduler")
_TOKENS = 512
"""What the pipelines' calls read of a prompt; `encode_prompt` by itself would read 226."""


class Wan(VideoModel):
    """Holds one checkpoint of the Wan family."""

    name: ClassVar[str] = "wan"
    version: ClassVar[int] = 2
    dialect: ClassVar[str] = "wan-2.2"
    runs: ClassVar[tuple[str, ...]] = ("WanPipeline", "WanImageToVideoPipeline")

    guidance_low: float | None = Field(default=None, ge=0, description="guidance of the second expert of Wan 2.2")

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read which variant it is: 2.1 sees pictures through an encoder, 2.2 has them in its channels, 5B in its noise."""
        parts = checkpoint.components(index)
        for part in _NEEDED:
            if part not in parts:
                raise BackendFailure(f"{folder} lacks its part {part}; download the checkpoint again")
        transformer = checkpoint.config(folder / "transformer/config.json")
        vae = checkpoint.config(folder / "vae/config.json")
        kind, expanded = str(index["_class_name"]), bool(index.get("expand_timesteps"))
        traits = {"expanded"} if expanded else set[str]()
        if "transformer_2" in parts and index.get("boundary_ratio") is not None:
            traits.add("two-experts")
        patch = cast("list[int]", transformer.get("patch_size") or [1, 2, 2])
        return Facts(
            folder=folder,
            pipeline=kind,
            slots=_slots(kind, transformer, expanded=expanded),
            frames=FrameLaw(
                step=checkpoint.whole(vae.get("scale_factor_temporal"), 4),
                usual=121 if expanded else 81,
                most=241 if expanded else 161,
                fps=24 if expanded else 16,
            ),
            sizes=SizeLaw(multiple=checkpoint.whole(vae.get("scale_factor_spatial"), 8) * patch[-1]),
            parts=tuple(parts),
            traits=frozenset(traits),
        )

    def speaks(self) -> str:
        """Wan 2.1 and 2.2 are told things in different words; the older one has one expert and no noise of its own per part."""
        if self.known() is not None:
            return super().speaks()
        return "wan-2.2" if self.facts().traits else "wan-2.1"

    def identity(self) -> dict[str, object]:
        """Without what says nothing."""
        said = super().identity()
        return said if self.guidance_low is not None else {k: v for k, v in said.items() if k != "guidance_low"}

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """From pictures, or from text."""
        return "WanPipeline" if request.first is None else "WanImageToVideoPipeline"

    def ready(self, pipeline: Any) -> None:
        """Set the shift of its flow."""
        if self.shift is not None:
            scheduler = pipeline.scheduler
            name = "flow_shift" if "flow_shift" in scheduler.config else "shift"
            pipeline.scheduler = type(scheduler).from_config(scheduler.config, **{name: self.shift})

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

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """Size, count, guidance and the pictures at the ends."""
        arguments: dict[str, Any] = {
            "width": call.framing.width,
            "height": call.framing.height,
            "num_frames": call.count,
            "num_inference_steps": call.steps,
            "guidance_scale": call.guidance,
        }
        if self.guidance_low is not None and "two-experts" in call.facts.traits:
            arguments["guidance_scale_2"] = self.guidance_low
        for name, media in (("image", call.request.first), ("last_image", call.request.last)):
            if media is not None:
                arguments[name] = call.picture(media)
        return arguments

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Latents (1, channels, frames, height, width) are normed per channel."""
        return latents.decoded(vae, latents.spread(vae, made))


def _slots(kind: str, transformer: checkpoint.Config, *, expanded: bool) -> Slots:
    """The 5B model takes text or a first picture, whichever pipeline it was saved as, and would ignore a last one.

    Wan 2.1 sees its pictures through an image encoder: one of them, or always two (then their positions are learned).
    Wan 2.2 has the pictures in its channels, where a last one may be missing.
    """
    if expanded:
        return Slots(first=True)
    if kind == "WanPipeline":
        return Slots()
    if transformer.get("image_dim") is None:
        return Slots(text=False, first=True, last=True)
    both = transformer.get("pos_embed_seq_len") is not None
    return Slots(text=False, first=True, last=both, both=both)


BACKEND = Wan
