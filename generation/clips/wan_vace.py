"""`wan_vace`: video by a VACE checkpoint of Wan, which keeps pictures at any frame, and people and things it is shown.

pictures: wan2.1-vace-1.3b                      # a card of the catalogue
pictures: wan_vace:checkpoints/my-vace?steps=20 # a folder, or owner/name of a repository that is downloaded
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from generation.card import Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.pictures import conditioning
from generation.diffusion.video import Call
from generation.diffusion.wan_family import NEEDED, WanFamily, laws, two_experts
from generation.requests import ClipRequest

if TYPE_CHECKING:
    from PIL.Image import Image

_REFERENCES = 3
"""The pipeline sets no limit. Each reference is a latent frame more to denoise, beside the 21 of a usual clip."""
_GREY = (128, 128, 128)
"""What is to be made is grey before: the middle of the VAE's range, as it was trained."""
_KEPT, _MADE = 0, 255


class WanVace(WanFamily):
    """Holds one VACE checkpoint of Wan 2.1 or 2.2."""

    name: ClassVar[str] = "wan_vace"
    version: ClassVar[int] = 1
    runs: ClassVar[tuple[str, ...]] = ("WanVACEPipeline",)
    looks_back: ClassVar[int] = 13

    conditioning_scale: float = Field(
        default=1.0, ge=0, le=2, description="how firmly it keeps to the pictures and references that it is given"
    )

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """All of them take the same; those of Wan 2.2 have two experts."""
        parts = checkpoint.ensure_parts(folder, index, *NEEDED)
        frames, sizes = laws(folder, checkpoint.config(folder / "transformer/config.json"), 81, 161, 16)
        return Facts(
            folder=folder,
            pipeline=str(index["_class_name"]),
            slots=Slots(first=True, last=True, keyframes="pixel", references=_REFERENCES, video=True, mask=True),
            frames=frames,
            sizes=sizes,
            parts=parts,
            traits=frozenset({"two-experts"} if two_experts(index) else ()),
        )

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """One class takes everything."""
        return "WanVACEPipeline"

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """Pictures at their frames as a video with a mask, and what it is shown as whole pictures on white."""
        from PIL import Image, ImageOps

        arguments = self.sampling(call) | {"conditioning_scale": self.conditioning_scale}
        size = (call.framing.width, call.framing.height)
        if kept := _kept(call):
            made, covers = Image.new("RGB", size, _GREY), Image.new("L", size, _MADE)
            held = Image.new("L", size, _KEPT)
            arguments["video"] = [kept.get(number, made) for number in range(call.count)]
            arguments["mask"] = [held if number in kept else covers for number in range(call.count)]
        if call.request.references:
            shown = (conditioning.picture(media) for media in call.request.references)
            arguments["reference_images"] = [ImageOps.pad(picture, size, color="white") for picture in shown]
        return arguments

    def settled(self, pipeline: Any, made: Any, call: Call, generator: Any) -> Any:
        """Without the latent frames of the references, which come before those of the clip."""
        return made[:, :, len(call.request.references) :]


def _kept(call: Call) -> "dict[int, Image]":
    """The pictures that are held, by their number in what the model makes: the end of the clip before, keyframes, the ends."""
    request = call.request
    held = {call.index(keyframe.frame): keyframe.media for keyframe in request.keyframes}
    if request.first is not None:
        held[len(call.before)] = request.first
    if request.last is not None:
        held[call.count - 1] = request.last
    return {**dict(enumerate(call.before)), **{number: call.picture(media) for number, media in held.items()}}


BACKEND = WanVace
