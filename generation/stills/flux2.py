"""`flux2`: pictures from text and from several references, by a FLUX.2 [klein] checkpoint on this machine.

stills: flux2-klein-4b                          # a card of the catalogue
stills: flux2:checkpoints/my-klein?steps=8      # a folder, or owner/name of a repository that is downloaded
"""

from pathlib import Path
from typing import Any, ClassVar

from generation.card import SizeLaw, Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.picture import PictureModel, StillCall
from generation.diffusion.pictures import latents, references
from generation.requests import StillRequest

_NEEDED = ("text_encoder", "tokenizer", "transformer", "vae", "scheduler")
_REFERENCES = 4
"""Most pictures that are shown to it: each takes as many tokens as the picture that is made."""
_REFERENCE_AREA = 1024 * 1024
"""The pipeline makes larger references smaller by itself, not quite in their own shape."""
_COMPOSED = "Keep the composition, the framing and the camera angle of image 1. "


class Flux2(PictureModel):
    """Holds one checkpoint of the FLUX.2 [klein] family."""

    name: ClassVar[str] = "flux2"
    styled: ClassVar[str] = "Take only the style of the last image, nothing that is seen in it."
    version: ClassVar[int] = 1
    dialect: ClassVar[str] = "flux"
    runs: ClassVar[tuple[str, ...]] = ("Flux2KleinPipeline",)
    usual_steps: ClassVar[int] = 50
    usual_guidance: ClassVar[float] = 4.0

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read whether it is distilled: then it needs 4 steps and no guidance."""
        parts = checkpoint.ensure_parts(folder, index, *_NEEDED)
        vae = checkpoint.config(folder / "vae/config.json")
        return Facts(
            folder=folder,
            pipeline="Flux2KleinPipeline",
            slots=Slots(references=_REFERENCES),
            sizes=SizeLaw(multiple=2 * checkpoint.shrinking(vae), usual="1024x1024", legal=("2048x2048",), fit="crop"),
            parts=parts,
            traits=frozenset({"distilled"} if index.get("is_distilled") else ()),
        )

    def composes(self) -> bool:
        """A composition is its first reference, beside words that say so."""
        return True

    def distilled(self) -> bool:
        """Whether it was made to need few steps and no guidance; without its files, its card knows."""
        card = self.known()
        if self.located() is None and card is not None:
            return card.guidance is None or card.guidance.balanced <= 1
        return "distilled" in self.facts().traits

    def unguided(self) -> bool:
        """Where it is distilled."""
        return super().unguided() or self.distilled()

    def sampling_steps(self, usual: int | None = None) -> int:
        """Four where it is distilled, else as many as its makers take."""
        return super().sampling_steps(4 if self.distilled() else usual)

    def sampling_guidance(self, usual: float | None = None) -> float:
        """None where it is distilled."""
        return 1.0 if self.distilled() else super().sampling_guidance(usual)

    def said(self, prompt: str, *, composed: bool) -> str:
        """Beside a composition, what that picture is for."""
        return _COMPOSED + prompt if composed else prompt

    def pipeline_of(self, facts: Facts, request: StillRequest) -> str:
        """One class does all of it."""
        return "Flux2KleinPipeline"

    def passes(self, pipeline: Any, guidance: float) -> int:
        """Guided, it reads an empty prompt in a pass of its own."""
        return 1 if self.distilled() or guidance <= 1 else 2

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any]:
        """Read the prompt; guidance is against an empty one, for it knows no negative prompts."""
        read = {"prompt_embeds": pipeline.encode_prompt(prompt)[0]}
        if self.sampling_guidance() > 1:
            read["negative_prompt_embeds"] = pipeline.encode_prompt("")[0]
        return read

    def arguments(self, pipeline: Any, call: StillCall) -> dict[str, Any]:
        """Size, guidance, and the pictures: the composition first, then the references, the most important first."""
        arguments: dict[str, Any] = {
            "width": call.framing.width,
            "height": call.framing.height,
            "num_inference_steps": call.steps,
            "guidance_scale": call.guidance,
        }
        shown = call.shown()
        if shown:
            multiple = call.facts.sizes.multiple
            arguments["image"] = [references.fitted(picture, multiple, _REFERENCE_AREA) for picture in shown]
        return arguments

    def spread(self, vae: Any, made: Any, call: StillCall) -> Any:
        """The pipeline has unpacked and scaled its latents itself."""
        return latents.brought(vae, made)


BACKEND = Flux2
