"""`sdxl`: pictures by a Stable Diffusion XL checkpoint on this machine, from references with an IP-Adapter beside it.

stills: sdxl                                            # a card of the catalogue, and the IP-Adapter that it names
stills: sdxl?ip_adapter=none                            # without it: it sees no references
stills: sdxl:checkpoints/my-xl?ip_adapter=h94/IP-Adapter
stills: sdxl?ip_adapter=adapters/ip-adapter_sdxl.safetensors&strength=0.6
"""

import warnings
from pathlib import Path
from typing import Any, ClassVar, Self, cast

from pydantic import Field, field_validator, model_validator

from generation.backend import Capabilities
from generation.card import SizeLaw, Slots
from generation.diffusion.checkpoints import adapters, checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.picture import PictureModel, StillCall
from generation.diffusion.pictures import latents, references
from generation.errors import BackendFailure, Unsupported
from generation.requests import StillRequest

_NEEDED = ("text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2", "unet", "vae", "scheduler")
_TRAINED = (
    (1024, 1024),
    (1152, 896),
    (896, 1152),
    (1216, 832),
    (832, 1216),
    (1344, 768),
    (768, 1344),
    (1536, 640),
    (640, 1536),
)
"""Shapes that SDXL is asked for, of about a million pixels: in others bodies are doubled, and in smaller ones it falls apart."""
_REFERENCES = 4
"""Most references: each gets a share of the adapter's attention."""


class Sdxl(PictureModel):
    """Holds one SDXL checkpoint, and an IP-Adapter where one is said."""

    name: ClassVar[str] = "sdxl"
    version: ClassVar[int] = 1
    dialect: ClassVar[str] = "sdxl"
    runs: ClassVar[tuple[str, ...]] = ("StableDiffusionXLPipeline",)
    text_parts: ClassVar[tuple[str, ...]] = ("text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2")

    ip_adapter: str = Field(
        default="",
        description="lets it see references: a folder, a .safetensors file, owner/name of a repository, or none; "
        "as its card says if left out",
    )
    ip_adapter_weights: str = Field(
        default="sdxl_models/ip-adapter-plus_sdxl_vit-h.safetensors", description="the adapter's file in that folder"
    )
    ip_adapter_scale: float = Field(default=0.6, gt=0, le=2, description="how much the references count")
    image_encoder: str = Field(default="", description="the folder of the adapter's image encoder, if it is elsewhere")
    strength: float = Field(
        default=0.75, gt=0, le=1, description="how much of a composition is made anew; 1 keeps nothing of it"
    )

    @field_validator("ip_adapter", "image_encoder")
    @classmethod
    def _there(cls, said: str) -> str:
        path = checkpoint.folder_said(said)
        return str(path.absolute()) if said and path.exists() else said

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """Refuse what can never work, before anything is planned with it."""
        if self.area is not None:
            raise Unsupported("'sdxl' makes pictures in the sizes that it was trained with alone; leave ?area= out")
        self.adapter()
        return self

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read its sizes; a UNet with channels for masks is another model."""
        parts = checkpoint.ensure_parts(folder, index, *_NEEDED)
        unet, vae = (checkpoint.config(folder / part / "config.json") for part in ("unet", "vae"))
        if unet.get("in_channels", 4) != 4:
            raise Unsupported(f"{folder} paints into masks and makes no pictures of its own; take an SDXL base model")
        side = checkpoint.whole(unet.get("sample_size"), 128) * checkpoint.shrinking(vae)
        sizes = tuple(f"{_scaled(wide, side)}x{_scaled(high, side)}" for wide, high in _TRAINED)
        return Facts(
            folder=folder,
            pipeline="StableDiffusionXLPipeline",
            slots=Slots(references=_REFERENCES if self.sees_with() else 0),
            sizes=SizeLaw(multiple=8, usual=sizes[0], legal=sizes, only=True),
            parts=parts,
        )

    def can(self) -> Capabilities:
        """It sees references through an adapter alone, whatever its card says."""
        return super().can().model_copy(update={"references": _REFERENCES if self.sees_with() else 0})

    def check(self, request: StillRequest) -> None:
        """Refuse references that nothing sees."""
        if request.references and not self.sees_with():
            raise Unsupported(
                f"'{self.label()}' sees no references without an IP-Adapter; say one with ?ip_adapter= behind its name"
            )
        super().check(request)

    def composes(self) -> bool:
        """It starts from the picture whose composition it takes over, with noise on it."""
        return True

    def sees_with(self) -> str:
        """Where the adapter is: the option, else what the card says; empty if there is none."""
        card = self.known()
        said = self.ip_adapter or (card.also.get("ip_adapter", "") if card else "")
        return "" if said == "none" else said

    def adapter(self) -> adapters.Adapter | None:
        """The adapter; None if none is said, or it or the checkpoint is not on this machine."""
        said = self.sees_with()
        if not said:
            return None
        found, folder = adapters.located(said, self.ip_adapter_weights), self.located()
        if found is None or folder is None:
            return None
        unet = checkpoint.config(folder / "unet/config.json")
        width = cast("int | list[int]", unet.get("cross_attention_dim", 2048))
        return adapters.read(*found, self.image_encoder, width if isinstance(width, int) else width[0])

    def require(self) -> None:
        """Refuse where the adapter is missing, too."""
        super().require()
        said = self.sees_with()
        if said and self.adapter() is None:
            raise BackendFailure(adapters.fetch(said, self.ip_adapter_weights, "" if self.ip_adapter else self.card))

    def identity(self) -> dict[str, object]:
        """The adapter by its content, or by its name while it is not on this machine."""
        own = ("ip_adapter", "ip_adapter_weights", "ip_adapter_scale", "image_encoder")
        said = {key: value for key, value in super().identity().items() if key not in own}
        if not self.sees_with():
            return said
        adapter = self.adapter()
        content = adapter.digest() if adapter else f"{self.sees_with()}/{self.ip_adapter_weights}"
        return {**said, "ip_adapter": content, "ip_adapter_scale": self.ip_adapter_scale}

    def pipeline_of(self, facts: Facts, request: StillRequest) -> str:
        """From noise, or from a picture with noise on it."""
        return "StableDiffusionXLPipeline" if request.composition is None else "StableDiffusionXLImg2ImgPipeline"

    def ready(self, pipeline: Any) -> None:
        """Let it see references. Its scheduler hands torch's numbers to numpy in a way that both call old."""
        super().ready(pipeline)
        warnings.filterwarnings("ignore", message="__array__ implementation doesn't accept a copy keyword")
        adapter = self.adapter()
        if adapter is not None:
            adapters.attach(pipeline, adapter)

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """Read both as the call itself would; it was trained to be guided against nothing, not against an empty prompt."""
        read = pipeline.encode_prompt(
            prompt,
            negative_prompt=negative or None,
            do_classifier_free_guidance=self.sampling_guidance() > 1,
        )
        names = ("prompt_embeds", "negative_prompt_embeds", "pooled_prompt_embeds", "negative_pooled_prompt_embeds")
        return {name: value for name, value in zip(names, read, strict=True) if value is not None}

    def arguments(self, pipeline: Any, call: StillCall) -> dict[str, Any]:
        """Size or composition, guidance, and the references as the image encoder sees them: whole, on a square."""
        arguments: dict[str, Any] = {"num_inference_steps": call.steps, "guidance_scale": call.guidance}
        if call.request.composition is None:
            arguments |= {"width": call.framing.width, "height": call.framing.height}
        else:
            count = call.steps_over(self.strength)
            arguments |= {
                "image": call.picture(call.request.composition),
                "strength": min(1.0, (call.steps + 0.5) / count),
                "num_inference_steps": count,
            }
        if self.sees_with():
            shown = [references.squared(call.reference(media)) for media in call.request.references]
            pipeline.set_ip_adapter_scale(self.ip_adapter_scale if shown else 0.0)
            arguments["ip_adapter_image"] = [shown or [_nothing()]]
        return arguments

    def spread(self, vae: Any, made: Any, call: StillCall) -> Any:
        """One factor for all channels, or numbers for each."""
        return latents.scaled(vae, made)


def _scaled(side: int, base: int) -> int:
    """A side of a model whose square is `base` wide, as 1024 is that of SDXL."""
    return max(8, round(side * base / 1024 / 8) * 8)


def _nothing() -> Any:
    """A picture for an adapter whose scale is 0, which asks for one all the same."""
    from PIL import Image

    return Image.new("RGB", (32, 32))


BACKEND = Sdxl
