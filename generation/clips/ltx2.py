"""`ltx2`: picture and sound together by an LTX-2 checkpoint (2, 2.3, 2.5): from text, and from pictures along the clip.

pictures: ltx-2.3-distilled                     # a card of the catalogue
pictures: ltx2:checkpoints/ltx-2?steps=20       # a folder, or owner/name of a repository that is downloaded
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from generation.backend import Capabilities
from generation.card import Slots
from generation.diffusion.audio import stereo
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.ltx_family import LtxModel, laws, noise_trait, placed
from generation.diffusion.pictures import latents
from generation.diffusion.video import Call
from generation.errors import Unsupported
from generation.requests import ClipRequest
from generation.results import Frame, Sound

if TYPE_CHECKING:
    import torch

_NEEDED = ("text_encoder", "tokenizer", "connectors", "transformer", "vae", "audio_vae", "vocoder", "scheduler")
_LONGEST = 481
"""Pictures after which a clip falls apart: twenty seconds, as its makers say."""
_TOKENS = 1024
_LEFT_OUT, _LEFT_OUT_FIRST = 28, 29
"""The block that a pass for guidance by space and time leaves out, as its makers chose it, and that of the first generation."""
_FIRST, _FOURTH = "first-generation", "gemma-4"
_COMPRESSED, _COMPRESSED_LESS = 33, 18
"""How hard pictures are compressed (H.264) before they are shown to it: as in its training, since 2.5 less."""


class Ltx2(LtxModel):
    """Holds one checkpoint of LTX-2."""

    name: ClassVar[str] = "ltx2"
    version: ClassVar[int] = 1
    dialect: ClassVar[str] = "ltx-2"
    runs: ClassVar[tuple[str, ...]] = ("LTX2Pipeline", "LTX2ImageToVideoPipeline", "LTX2ConditionPipeline")
    unused: ClassVar[tuple[str, ...]] = ("prompt_enhancer", "processor", "duration_head")

    sound_guidance: float = Field(default=7.0, ge=1, description="guidance of the sound; off with guidance=1")
    structure: float | None = Field(
        default=None, ge=0, description="guidance by space and time: a pass a step more, 0 is off"
    )
    synchrony: float | None = Field(
        default=None, ge=1, description="guidance between picture and sound: a pass a step more, 1 is off"
    )
    rescale: float = Field(default=0.7, ge=0, le=1, description="how far guidance is kept from burning out colours")

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """The first generation has one projection of its words for picture and sound, and guides by words alone."""
        parts = checkpoint.ensure_parts(folder, index, *_NEEDED)
        vae = checkpoint.config(folder / "vae/config.json")
        connectors = checkpoint.config(folder / "connectors/config.json")
        traits = noise_trait(vae)
        if not connectors.get("per_modality_projections"):
            traits.add(_FIRST)
        if "Gemma4" in checkpoint.components(index)["text_encoder"][1]:
            traits.add(_FOURTH)
        frames, sizes = laws(vae, _LONGEST)
        return Facts(
            folder=folder,
            pipeline=str(index["_class_name"]),
            slots=Slots(first=True, last=True, keyframes="latent", video=True),
            frames=frames,
            sizes=sizes,
            parts=parts,
            traits=frozenset(traits),
        )

    def can(self) -> Capabilities:
        """Every checkpoint makes sound."""
        return super().can().model_copy(update={"sound": True})

    def check(self, request: ClipRequest) -> None:
        """Refuse pictures that are nearer than one latent frame holds: it could not tell them apart."""
        super().check(request)
        at = {keyframe.frame for keyframe in request.keyframes}
        at |= {0} if request.first else set()
        at |= {request.frames - 1} if request.last else set()
        step = self.facts().frames.step
        rate = Fraction(self.fps_for(request)) / Fraction(request.rate)
        for one, other in pairwise(sorted(at)):
            if (other - one) * rate < step:
                raise Unsupported(
                    f"the pictures at frames {one} and {other} are nearer than '{self.label()}' can tell apart: "
                    f"keep {-(-step // rate)} frames between them"
                )

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """One class holds pictures wherever they are, the other takes none."""
        pictured = request.first or request.last or request.keyframes or request.context
        return "LTX2ConditionPipeline" if pictured else "LTX2Pipeline"

    def ready(self, pipeline: Any) -> None:
        """Levels of its own are taken as they are; the schedule would bend them to the size of the picture."""
        if self.own_levels(self.sampling_steps()):
            scheduler = pipeline.scheduler
            pipeline.scheduler = type(scheduler).from_config(
                scheduler.config, use_dynamic_shifting=False, shift_terminal=None, shift=1.0
            )

    def passes(self, pipeline: Any, guidance: float) -> int:
        """One for the words and against them, one for each other guidance."""
        structure, synchrony = self._guided(self.facts())
        return 1 if guidance <= 1 else 1 + (structure > 0) + (synchrony > 1)

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """Read both as the call would, and keep no padding: it is most of the hundreds of megabytes that a prompt takes."""
        read, mask, against, against_mask = pipeline.encode_prompt(
            prompt, negative, do_classifier_free_guidance=self.sampling_guidance() > 1, max_sequence_length=_TOKENS
        )
        found = {"prompt_embeds": _trimmed(read, mask), "prompt_attention_mask": mask}
        if against is not None:
            found |= {
                "negative_prompt_embeds": _trimmed(against, against_mask),
                "negative_prompt_attention_mask": against_mask,
            }
        return found

    def several(self, words: Mapping[str, Any], takes: int) -> dict[str, Any]:
        """With the padding again."""
        import torch

        whole = dict(words)
        for name, mask in (
            ("prompt_embeds", "prompt_attention_mask"),
            ("negative_prompt_embeds", "negative_prompt_attention_mask"),
        ):
            if name in whole:
                missing = whole[mask].shape[1] - whole[name].shape[1]
                whole[name] = torch.nn.functional.pad(whole[name], (0, 0, missing, 0))
        return super().several(whole, takes)

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """Size, count, rate, every guidance by itself, and the pictures at their latent frames."""
        structure, synchrony = self._guided(call.facts)
        guided = call.guidance > 1
        left_out = _LEFT_OUT_FIRST if _FIRST in call.facts.traits else _LEFT_OUT
        arguments: dict[str, Any] = {
            "width": call.framing.width,
            "height": call.framing.height,
            "num_frames": call.count,
            "frame_rate": float(call.fps),
            "num_inference_steps": call.steps,
            "sigmas": self.own_levels(call.steps),
            "use_cross_timestep": _FIRST not in call.facts.traits,
            "guidance_scale": call.guidance if guided else 1.0,
            "audio_guidance_scale": self.sound_guidance if guided else 1.0,
            "guidance_rescale": self.rescale if guided else 0.0,
            "audio_guidance_rescale": self.rescale if guided else 0.0,
            "stg_scale": structure if guided else 0.0,
            "audio_stg_scale": structure if guided else 0.0,
            "modality_scale": synchrony if guided else 1.0,
            "audio_modality_scale": synchrony if guided else 1.0,
            "spatio_temporal_guidance_blocks": [min(left_out, pipeline.transformer.config.num_layers - 1)],
        }
        if conditions := _conditions(call):
            arguments["conditions"] = conditions
        return arguments

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Latents (1, channels, frames, height, width) come without norms; noise to be taken off is normed."""
        ready, noise = made
        here = latents.where(vae)
        if noise is not None:
            mean, std = vae.latents_mean.to(here), vae.latents_std.to(here)
            noise = pipeline._denormalize_latents(noise.to(here), mean, std, vae.config.scaling_factor).to(vae.dtype)
        return self.decoded(vae, ready.to(device=here, dtype=vae.dtype), noise)

    def sound_of(self, pipeline: Any, output: Any, take: int) -> "Sound | None":
        """Decode the sound, which the call left in latents; it is some milliseconds shorter than the picture."""
        import torch

        decoder, vocoder = pipeline.audio_vae, pipeline.vocoder
        with torch.no_grad():
            ready = output.audio[take : take + 1].to(device=latents.where(decoder), dtype=decoder.dtype)
            heard = vocoder(decoder.decode(ready, return_dict=False)[0])[0]
        return stereo(heard.float().cpu().numpy(), vocoder.config.output_sampling_rate)

    def _guided(self, facts: Facts) -> tuple[float, float]:
        """Guidance by space and time, and between picture and sound: the first generation was not made for them."""
        usual = (0.0, 1.0) if _FIRST in facts.traits else (1.0, 3.0)
        structure = usual[0] if self.structure is None else self.structure
        return structure, usual[1] if self.synchrony is None else self.synchrony


def _trimmed(read: "torch.Tensor", mask: "torch.Tensor") -> "torch.Tensor":
    """What was read of one prompt (1, tokens, features), without the padding at its left."""
    return read[:, read.shape[1] - int(mask.sum()) :].clone()


def _conditions(call: Call) -> list[Any]:
    """What the clip shows where: the end of the clip before, then each picture at the latent frame that holds its own."""
    from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition

    step = call.facts.frames.step
    crf = _COMPRESSED_LESS if _FOURTH in call.facts.traits else _COMPRESSED
    before = [LTX2VideoCondition(frames=list(call.before), index=0, crf=crf)] if call.before else []
    return before + [
        LTX2VideoCondition(frames=call.picture(media), index=-(-picture // step), crf=crf)
        for picture, media in placed(call)
    ]


BACKEND = Ltx2
