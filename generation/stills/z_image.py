"""`z_image`: pictures from text, and over a composition, by a Z-Image checkpoint on this machine.

stills: z-image-turbo                           # a card of the catalogue
stills: z_image:checkpoints/my-z?steps=8        # a folder, or owner/name of a repository that is downloaded
"""

from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from generation.card import SizeLaw, Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.picture import PictureModel, StillCall
from generation.diffusion.pictures import latents
from generation.requests import StillRequest

_NEEDED = ("text_encoder", "tokenizer", "transformer", "vae", "scheduler")
_SHIFT = 3.0
"""The shift of the distilled model's scheduler; that of the other is higher. Nothing else in its files tells them apart."""


class ZImage(PictureModel):
    """Holds one checkpoint of the Z-Image family."""

    name: ClassVar[str] = "z_image"
    version: ClassVar[int] = 1
    dialect: ClassVar[str] = "qwen-image"
    runs: ClassVar[tuple[str, ...]] = ("ZImagePipeline",)
    usual_steps: ClassVar[int] = 40
    usual_guidance: ClassVar[float] = 4.0

    strength: float = Field(
        default=0.75, gt=0, le=1, description="how much of a composition is made anew; 1 keeps nothing of it"
    )

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read whether it is distilled: then it needs 8 steps and no guidance."""
        parts = checkpoint.ensure_parts(folder, index, *_NEEDED)
        vae = checkpoint.config(folder / "vae/config.json")
        shift = checkpoint.config(folder / "scheduler/scheduler_config.json").get("shift", 1.0)
        return Facts(
            folder=folder,
            pipeline="ZImagePipeline",
            slots=Slots(),
            sizes=SizeLaw(multiple=2 * checkpoint.shrinking(vae), usual="1024x1024", legal=("2048x1536",)),
            parts=parts,
            traits=frozenset({"distilled"} if isinstance(shift, int | float) and shift <= _SHIFT else ()),
        )

    def composes(self) -> bool:
        """It starts from the picture whose composition it takes over, with noise on it."""
        return True

    def distilled(self) -> bool:
        """Whether it was made to need few steps and no guidance; its card knows, else its files."""
        card = self.known()
        if card is not None:
            return card.guidance is None or card.guidance.balanced <= 0
        return "distilled" in self.facts().traits

    def speaks(self) -> str:
        """Undistilled, it listens to a negative prompt."""
        return "flux" if self.known() is None and self.distilled() else super().speaks()

    def sampling_steps(self, usual: int | None = None) -> int:
        """Eight where it is distilled, else as many as its makers take."""
        return super().sampling_steps(8 if self.distilled() else usual)

    def sampling_guidance(self, usual: float | None = None) -> float:
        """In this family's own numbers 0 is none, and 1 guides already."""
        if self.guidance is None and self.distilled():
            return 0.0
        return super().sampling_guidance(usual)

    def pipeline_of(self, facts: Facts, request: StillRequest) -> str:
        """From noise, or from a picture with noise on it."""
        return "ZImagePipeline" if request.composition is None else "ZImageImg2ImgPipeline"

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """Read the prompt, and the negative one where it is guided."""
        guided = self.sampling_guidance() > 0
        read, against = pipeline.encode_prompt(
            prompt,
            negative_prompt=negative if guided else None,
            do_classifier_free_guidance=guided,
        )
        return {"prompt_embeds": read, "negative_prompt_embeds": against}

    def arguments(self, pipeline: Any, call: StillCall) -> dict[str, Any]:
        """Size, guidance, and the composition with as many steps left as are asked for."""
        arguments: dict[str, Any] = {
            "width": call.framing.width,
            "height": call.framing.height,
            "num_inference_steps": call.steps,
            "guidance_scale": call.guidance,
        }
        if call.request.composition is not None:
            count = call.steps_over(self.strength)
            arguments |= {
                "image": call.picture(call.request.composition),
                "strength": (call.steps - 0.5) / count,
                "num_inference_steps": count,
            }
        return arguments

    def spread(self, vae: Any, made: Any, call: StillCall) -> Any:
        """One factor and one shift for all channels."""
        return latents.scaled(vae, made)


BACKEND = ZImage
