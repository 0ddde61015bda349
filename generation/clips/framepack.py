"""`framepack`: long clips from a first picture, and a last one, made window by window by FramePack on this machine.

pictures: framepack                                 # a card of the catalogue: HunyuanVideo with another transformer
pictures: framepack:checkpoints/framepack           # a folder that has all parts
pictures: framepack?transformer=lllyasviel/FramePack_F1_I2V_HY_20250503     # made from the start to the end
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field

from generation.card import FrameLaw, SizeLaw, Slots
from generation.clips.hunyuan import read_twice
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.checkpoints.elsewhere import Part
from generation.diffusion.facts import Facts
from generation.diffusion.pictures import latents
from generation.diffusion.schedules import OwnSchedule
from generation.diffusion.video import Call
from generation.errors import BackendFailure, Unsupported
from generation.requests import ClipRequest
from generation.results import Frame

_WINDOW = 9
"""Latent frames that are made at a time."""
_SHARED = (_WINDOW - 1) * 4 + 1
"""Pictures that two decoded stretches have in common: one fades into the other."""
_STEP = _WINDOW * 4
_EYES = "image_encoder"


class FramePack(OwnSchedule):
    """Holds the parts of HunyuanVideo, FramePack's transformer, and an image encoder."""

    name: ClassVar[str] = "framepack"
    dialect: ClassVar[str] = "hunyuan-1.0"
    runs: ClassVar[tuple[str, ...]] = ("HunyuanVideoFramepackPipeline", "HunyuanVideoPipeline")
    text_parts: ClassVar[tuple[str, ...]] = ("text_encoder", "tokenizer", "text_encoder_2", "tokenizer_2")
    elsewhere: ClassVar[tuple[Part, ...]] = (
        Part("transformer", "diffusers.HunyuanVideoFramepackTransformer3DModel"),
        Part(_EYES, "transformers.SiglipVisionModel", _EYES),
        Part("feature_extractor", "transformers.SiglipImageProcessor", "feature_extractor", option=_EYES),
    )

    transformer: str | None = Field(
        default=None, description="FramePack's transformer: a folder, or owner/name; none where the checkpoint has it"
    )
    image_encoder: str | None = Field(
        default=None, description="a folder, or owner/name, with image_encoder and feature_extractor in it"
    )
    sampling: Literal["inverted", "forward"] | None = Field(
        default=None, description="from the end to the start, which drifts least; or forward, as F1 checkpoints want"
    )
    true_guidance: float = Field(
        default=1.0, ge=1, description="guidance against the negative prompt, at twice the time; 1 is without"
    )

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """A clip is whole windows after the first picture; only one that is made from its end can have a last one."""
        needed = ("text_encoder", "tokenizer", "text_encoder_2", "tokenizer_2", "transformer", "vae", "scheduler")
        parts = checkpoint.ensure_parts(folder, index, *needed)
        whole = str(index["_class_name"]) == self.runs[0]
        for part in self.elsewhere:
            if not whole and part.said(self) is None:
                option = part.option or part.name
                raise BackendFailure(
                    f"{folder} is HunyuanVideo without FramePack's {part.name}; say where it is with "
                    f"?{option}=<folder or owner/name> behind its name"
                )
        return Facts(
            folder=folder,
            pipeline=self.runs[0],
            slots=Slots(text=False, first=True, last=self._order() == "inverted"),
            frames=FrameLaw(step=_STEP, usual=109, most=1801, fps=30),
            sizes=SizeLaw(multiple=16, usual="832x480"),
            parts=tuple(dict.fromkeys([*parts, *(part.name for part in self.elsewhere)])),
        )

    def check(self, request: ClipRequest) -> None:
        """A card says what the inverted order can hold."""
        super().check(request)
        if request.last is not None and self._order() == "forward":
            raise Unsupported(f"'{self.label()}' made forward cannot hold a last frame; remove keyframes.last")

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """There is one class."""
        return self.runs[0]

    def passes(self, pipeline: Any, guidance: float) -> int:
        """Its guidance is distilled in and costs nothing; the other kind takes a pass of its own."""
        return 2 if self.true_guidance > 1 else 1

    def rounds(self, call: Call) -> int:
        """All steps for each window."""
        return call.steps * _windows(call.count)

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """Read by a language model and by CLIP."""
        return read_twice(pipeline, prompt, negative if self.true_guidance > 1 else None)

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """Size, windows, both kinds of guidance and the pictures at the ends."""
        assert call.request.first is not None
        arguments: dict[str, Any] = {
            "image": call.picture(call.request.first),
            "width": call.framing.width,
            "height": call.framing.height,
            "num_frames": _SHARED * _windows(call.count),
            "latent_window_size": _WINDOW,
            "num_inference_steps": call.steps,
            "guidance_scale": call.guidance,
            "true_cfg_scale": self.true_guidance,
            "sampling_type": "inverted_anti_drifting" if self._order() == "inverted" else "vanilla",
        }
        if call.request.last is not None:
            arguments["last_image"] = call.picture(call.request.last)
        return arguments

    def taken(self, output: Any, take: int) -> Any:
        """What there was after each window, every time more; the last is all of it."""
        return output.frames

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Two windows are decoded together, and fade into the two that come after them, which share one."""
        import torch

        previous: Any = None
        for stretch in self._stretches(made):
            ready = stretch.to(device=latents.where(vae), dtype=vae.dtype) / vae.config.scaling_factor
            with torch.no_grad():
                video = vae.decode(ready, return_dict=False)[0][0]
            if previous is not None:
                weight = torch.linspace(1, 0, _SHARED).to(video).view(1, -1, 1, 1)
                yield from latents.pictures(previous[:, :-_SHARED])
                faded = weight * previous[:, -_SHARED:] + (1 - weight) * video[:, :_SHARED]
                video = torch.cat([faded, video[:, _SHARED:]], dim=1)
            previous = video
        yield from latents.pictures(previous)

    def _stretches(self, made: Any) -> Iterator[Any]:
        """Latents of the stretches that are decoded at once, as they are played."""
        if len(made) == 1:
            return iter(made)
        if self._order() == "forward":
            return chain([made[0]], (window[:, :, -2 * _WINDOW :] for window in made[1:]))
        middle = (window[:, :, : 2 * _WINDOW] for window in reversed(made[1:-1]))
        return chain([made[-1][:, :, : 2 * _WINDOW + 1]], middle, [made[0]])

    def _order(self) -> Literal["inverted", "forward"]:
        """What is said, else by the name of the transformer: those that are made forward have F1 in theirs."""
        named = self.elsewhere[0].said(self) or self.model
        return self.sampling or ("forward" if "_F1_" in Path(named).name else "inverted")


def _windows(count: int) -> int:
    """How many windows make so many pictures."""
    return max(1, (count - 1) // _STEP)


BACKEND = FramePack
