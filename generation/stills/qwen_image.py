"""`qwen_image`: pictures by a Qwen-Image checkpoint on this machine, by one for editing from up to three references.

stills: qwen-image                              # a card of the catalogue
stills: qwen-image-edit-plus                    # the same from references
stills: qwen_image:checkpoints/my-qwen          # a folder, or owner/name of a repository that is downloaded
"""

import math
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from generation.backend import Capabilities
from generation.card import SizeLaw, Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.picture import PictureModel, StillCall
from generation.diffusion.pictures import latents, references
from generation.errors import BackendFailure
from generation.requests import StillRequest

if TYPE_CHECKING:
    from PIL.Image import Image

_TEXT, _EDIT = "QwenImagePipeline", "QwenImageEditPlusPipeline"
_NEEDED = ("text_encoder", "tokenizer", "transformer", "vae", "scheduler")
_SEEN = 3
"""Most pictures that it was trained to be shown, a composition among them."""
_SEEN_AREA = 1024 * 1024
_COMPOSED = "Keep the composition, the framing and the camera angle of picture 1. "
_NOTHING = " "
"""What its makers guide against where nothing is said."""
_BLOCK = 32
"""The pipeline brings pictures to about `_SEEN_AREA` pixels with sides in multiples of this."""


class QwenImage(PictureModel):
    """Holds one checkpoint of the Qwen-Image family."""

    name: ClassVar[str] = "qwen_image"
    styled: ClassVar[str] = "Take only the style of the last picture, nothing that is seen in it."
    version: ClassVar[int] = 1
    dialect: ClassVar[str] = "qwen-image"
    runs: ClassVar[tuple[str, ...]] = (_TEXT, _EDIT)
    usual_steps: ClassVar[int] = 50
    usual_guidance: ClassVar[float] = 4.0

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read whether it sees pictures."""
        kind = str(index["_class_name"])
        edits = kind == _EDIT
        parts = checkpoint.ensure_parts(folder, index, *_NEEDED, *(("processor",) if edits else ()))
        vae = checkpoint.config(folder / "vae/config.json")
        halved = vae.get("temperal_downsample")
        smaller = 2 ** len(cast("list[object]", halved)) if isinstance(halved, list) else 8
        return Facts(
            folder=folder,
            pipeline=kind,
            slots=Slots(references=_SEEN if edits else 0),
            sizes=SizeLaw(multiple=2 * smaller, usual="1328x1328", legal=("1664x928", "928x1664", "1472x1104")),
            parts=parts,
        )

    def require(self) -> None:
        """Refuse where what looks at pictures is not installed."""
        super().require()
        if self._edits() and find_spec("torchvision") is None:
            raise BackendFailure(f"'{self.label()}' needs torchvision; install it with: pip install torchvision")

    def can(self) -> Capabilities:
        """What edits makes one picture in a call."""
        return super().can().model_copy(update={"takes": not self._edits()})

    def reads_apart(self) -> bool:
        """What edits reads its prompts together with the pictures."""
        return not self._edits()

    def _edits(self) -> bool:
        return self.facts().pipeline == _EDIT

    def said(self, prompt: str, *, composed: bool) -> str:
        """Beside a composition, what that picture is for."""
        return _COMPOSED + prompt if composed else prompt

    def pipeline_of(self, facts: Facts, request: StillRequest) -> str:
        """From pictures, or from text alone, which what edits can do as well."""
        return _EDIT if request.references or request.composition is not None else _TEXT

    def passes(self, pipeline: Any, guidance: float) -> int:
        """Guided, it reads the negative prompt in a pass of its own."""
        return 2 if guidance > 1 else 1

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any] | None:
        """Read both, where they are read without pictures; the pipeline guides only against a prompt that is there."""
        if self._edits():
            return None
        read: dict[str, Any] = {}
        said = [("", prompt), ("negative_", negative or _NOTHING)] if self.sampling_guidance() > 1 else [("", prompt)]
        for name, text in said:
            embeds, mask = pipeline.encode_prompt(text)
            read[f"{name}prompt_embeds"] = embeds
            if mask is not None:
                read[f"{name}prompt_embeds_mask"] = mask
        return read

    def arguments(self, pipeline: Any, call: StillCall) -> dict[str, Any]:
        """Size, guidance, and the pictures: the composition first, then the references, the last of too many in one."""
        arguments: dict[str, Any] = {
            "width": call.framing.width,
            "height": call.framing.height,
            "num_inference_steps": call.steps,
            "true_cfg_scale": call.guidance,
        }
        if self._edits():
            arguments["negative_prompt"] = call.request.negative or _NOTHING
        shown = call.shown()
        if len(shown) > _SEEN:
            shown[_SEEN - 1 :] = [references.side_by_side(shown[_SEEN - 1 :], _BLOCK, _SEEN_AREA)]
        if shown:
            arguments["image"] = [_as_seen(picture) for picture in shown]
        return arguments

    def spread(self, vae: Any, made: Any, call: StillCall) -> Any:
        """Four latents are packed into each token; the VAE is one for videos, and its norming is per channel."""
        smaller = call.facts.sizes.multiple // 2
        grid = latents.unpacked(made, call.framing.height // smaller, call.framing.width // smaller)
        return latents.spread(vae, grid.unsqueeze(2))


def _as_seen(picture: "Image") -> "Image":
    """A picture on a ground of exactly the size that the pipeline would bring it to, so that it is not stretched there."""
    wide, high = picture.size
    for _round in range(3):
        ratio = max(0.25, min(4.0, wide / high))
        wide, high = (round(math.sqrt(_SEEN_AREA * part) / _BLOCK) * _BLOCK for part in (ratio, 1 / ratio))
    return references.on_ground(picture, wide, high)


BACKEND = QwenImage
