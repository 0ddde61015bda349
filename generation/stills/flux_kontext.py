"""`flux_kontext`: pictures from text and from a reference, by a FLUX.1 Kontext checkpoint on this machine.

stills: flux-kontext                            # a card of the catalogue
stills: flux_kontext:checkpoints/my-kontext     # a folder, or owner/name of a repository that is downloaded

It sees one picture. Several references, and a composition before them, are set next to each other in that one.
"""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from generation.backend import Capabilities
from generation.card import SizeLaw, Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.picture import PictureModel, StillCall
from generation.diffusion.pictures import latents, references
from generation.requests import StillRequest

if TYPE_CHECKING:
    from PIL.Image import Image

_NEEDED = ("text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2", "transformer", "vae", "scheduler")
_REFERENCES = 3
"""Most references in one picture: with more of them each is too small to tell who it is."""
_LONGEST = 2.5
"""How many times its breadth a picture may be long; it learned from ones of up to 1568 x 672."""
_COMPOSED = "Keep the composition, the framing and the camera angle of the picture, or of the leftmost of several. "


class FluxKontext(PictureModel):
    """Holds one FLUX.1 Kontext checkpoint."""

    name: ClassVar[str] = "flux_kontext"
    styled: ClassVar[str] = (
        "Take only the style of the picture, or of the rightmost of several, nothing that is seen in it."
    )
    version: ClassVar[int] = 1
    dialect: ClassVar[str] = "flux"
    runs: ClassVar[tuple[str, ...]] = ("FluxKontextPipeline",)
    text_parts: ClassVar[tuple[str, ...]] = ("text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2")
    usual_steps: ClassVar[int] = 28
    usual_guidance: ClassVar[float] = 2.5
    """A number that it was trained to be told: it costs no second pass, and there is no negative prompt."""

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read its law of sizes."""
        parts = checkpoint.ensure_parts(folder, index, *_NEEDED)
        vae = checkpoint.config(folder / "vae/config.json")
        return Facts(
            folder=folder,
            pipeline="FluxKontextPipeline",
            slots=Slots(references=1),
            sizes=SizeLaw(multiple=2 * checkpoint.shrinking(vae), usual="1024x1024", legal=("1392x752",)),
            parts=parts,
        )

    def can(self) -> Capabilities:
        """It sees one picture, as its card says; several of them go into that one."""
        return super().can().model_copy(update={"references": _REFERENCES})

    def composes(self) -> bool:
        """A composition is the picture on the left, beside words that say so."""
        return True

    def said(self, prompt: str, *, composed: bool) -> str:
        """Beside a composition, what that picture is for."""
        return _COMPOSED + prompt if composed else prompt

    def pipeline_of(self, facts: Facts, request: StillRequest) -> str:
        """One class does all of it."""
        return "FluxKontextPipeline"

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """Read the prompt with both encoders."""
        read, pooled, _places = pipeline.encode_prompt(prompt)
        return {"prompt_embeds": read, "pooled_prompt_embeds": pooled}

    def arguments(self, pipeline: Any, call: StillCall) -> dict[str, Any]:
        """Size, guidance and the one picture; the pipeline is kept from choosing sizes of its own for either."""
        width, height = call.framing.width, call.framing.height
        arguments: dict[str, Any] = {
            "width": width,
            "height": height,
            "max_area": width * height,
            "num_inference_steps": call.steps,
            "guidance_scale": call.guidance,
            "_auto_resize": False,
        }
        if shown := call.shown():
            multiple, area = call.facts.sizes.multiple, width * height
            seen = shown[0] if len(shown) == 1 else references.side_by_side(shown, multiple, area)
            arguments["image"] = _as_large(seen, multiple, area)
        return arguments

    def spread(self, vae: Any, made: Any, call: StillCall) -> Any:
        """Four latents are packed into each token."""
        smaller = call.facts.sizes.multiple // 2
        return latents.scaled(
            vae, latents.unpacked(made, call.framing.height // smaller, call.framing.width // smaller)
        )


def _as_large(picture: "Image", multiple: int, area: int) -> "Image":
    """A picture whole, on a ground of about as many pixels as are made: it learned from pairs of one size."""
    ratio = max(1 / _LONGEST, min(_LONGEST, picture.width / picture.height))
    wide, high = (max(1, round(math.sqrt(area * part) / multiple)) * multiple for part in (ratio, 1 / ratio))
    return references.on_ground(picture, wide, high)


BACKEND = FluxKontext
