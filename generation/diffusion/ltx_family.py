"""What LTX-Video and LTX-2 have in common: any film rate, pictures at many frames, a decoder that may take off noise itself."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar, cast

from pydantic import Field, field_validator

from generation.card import FrameLaw, SizeLaw
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.pictures import latents
from generation.diffusion.video import Call, VideoModel
from generation.errors import Unsupported
from generation.requests import ClipRequest, Media
from generation.results import Frame

if TYPE_CHECKING:
    import torch

_RATES = (Fraction(23), Fraction(31))
"""Film rates that these models are asked for directly: they were trained with 24 to 30 and are told which."""
_NOISED = "decodes-noise"


class LtxModel(VideoModel):
    """One checkpoint of either family."""

    exact: ClassVar[tuple[str, ...]] = ()
    lands: ClassVar[bool] = False
    looks_back: ClassVar[int] = 17
    usual_steps: ClassVar[int] = 40
    usual_guidance: ClassVar[float] = 3.0

    levels: tuple[float, ...] | None = Field(
        default=None,
        description="noise of each step, from 1 down, where there are as many steps: distilled ones have their own",
    )
    decode_timestep: float = Field(
        default=0.05, ge=0, le=1, description="where the decoder takes over from the denoiser, if it can"
    )
    decode_noise: float = Field(default=0.025, ge=0, le=1, description="how much noise the decoder is left to take off")

    @field_validator("levels", mode="before")
    @classmethod
    def _listed(cls, said: object) -> object:
        return said.split(",") if isinstance(said, str) else said

    def sampling_steps(self, usual: int | None = None) -> int:
        """What the card says, else as many as there are levels, else forty."""
        return super().sampling_steps(len(self.levels) if self.levels else usual)

    def own_levels(self, steps: int) -> list[float] | None:
        """The noise of each step, where it is said for this many of them."""
        return list(self.levels) if self.levels and len(self.levels) == steps else None

    def fps_for(self, request: ClipRequest) -> int | Fraction:
        """The film's own rate where the model knows it, so that no frame is repeated."""
        rate, most = Fraction(request.rate), self.facts().frames.most or request.frames
        known = self.fps is None and _RATES[0] <= rate < _RATES[1] and request.frames <= most
        return rate if known else self.trained_fps()

    def check(self, request: ClipRequest) -> None:
        """Refuse a shift as well: these models set their own noise for each size, or have a schedule that has none."""
        super().check(request)
        if self.shift is not None:
            raise Unsupported(f"'{self.label()}' has a schedule of its own; remove shift")

    def settled(self, pipeline: Any, made: Any, call: Call, generator: Any) -> Any:
        """Draw the noise that the decoder takes off, as the call itself would go on to do."""
        from diffusers.utils.torch_utils import randn_tensor

        if _NOISED not in call.facts.traits:
            return made, None
        return made, randn_tensor(made.shape, generator=generator, device=made.device, dtype=pipeline.vae.dtype)

    def decoded(self, vae: Any, ready: "torch.Tensor", noise: "torch.Tensor | None") -> Iterator[Frame]:
        """Decode latents, and the noise that is left in them."""
        import torch

        if noise is None:
            return latents.decoded(vae, ready)
        share = torch.tensor(self.decode_noise, device=ready.device, dtype=ready.dtype)
        timestep = torch.tensor([self.decode_timestep], device=ready.device, dtype=ready.dtype)
        return latents.decoded(vae, (1 - share) * ready + share * noise, temb=timestep)


def laws(vae: checkpoint.Config, most: int) -> tuple[FrameLaw, SizeLaw]:
    """The counts and sizes that a VAE allows, from its configuration."""
    halvings = sum(cast("list[bool]", vae.get("spatio_temporal_scaling") or [True, True, True]))
    space = checkpoint.whole(vae.get("patch_size"), 4) * 2**halvings
    time = checkpoint.whole(vae.get("patch_size_t"), 1) * 2**halvings
    step = checkpoint.whole(vae.get("temporal_compression_ratio"), time)
    multiple = checkpoint.whole(vae.get("spatial_compression_ratio"), space)
    return (
        FrameLaw(step=step, usual=121, most=most, fps=24, takes_fps=True),
        SizeLaw(multiple=multiple, usual="768x512"),
    )


def noise_trait(vae: checkpoint.Config) -> set[str]:
    """Whether the decoder takes off the last of the noise."""
    return {_NOISED} if vae.get("timestep_conditioning") else set()


def placed(call: Call) -> list[tuple[int, Media]]:
    """The pictures of a request, each with the model's picture that its frame shows; an end wins over a keyframe there."""
    request = call.request
    pictures = {call.index(keyframe.frame): keyframe.media for keyframe in request.keyframes}
    if request.first is not None:
        pictures[call.index(0)] = request.first
    if request.last is not None:
        pictures[call.index(request.frames - 1)] = request.last
    return sorted(pictures.items())
