"""`wan`: video from text, and from a first and a last picture, by a checkpoint of the Wan family on this machine.

pictures: wan2.2-ti2v-5b                        # a card of the catalogue
pictures: wan:checkpoints/my-wan?steps=20       # a folder, or owner/name of a repository that is downloaded
"""

from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field

from generation.backend import Capabilities
from generation.card import Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.modular import Modular
from generation.diffusion.video import Call
from generation.diffusion.wan_family import NEEDED, WanFamily, laws, two_experts
from generation.errors import Unsupported
from generation.requests import ClipRequest


class Wan(WanFamily):
    """Holds one checkpoint of Wan 2.1 or 2.2."""

    name: ClassVar[str] = "wan"
    version: ClassVar[int] = 2
    dialect: ClassVar[str] = "wan-2.2"
    runs: ClassVar[tuple[str, ...]] = ("WanPipeline", "WanImageToVideoPipeline")

    driver: Literal["pipeline", "modular"] | None = Field(
        default=None,
        description="which of the two kinds of pipelines of diffusers runs it; the card says, else the first",
    )

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read which variant it is: 2.1 sees pictures through an encoder, 2.2 has them in its channels, 5B in its noise."""
        parts = checkpoint.ensure_parts(folder, index, *NEEDED)
        transformer = checkpoint.config(folder / "transformer/config.json")
        kind, expanded = str(index["_class_name"]), bool(index.get("expand_timesteps"))
        usual, most, fps = (121, 241, 24) if expanded else (81, 161, 16)
        frames, sizes = laws(folder, transformer, usual, most, fps)
        slots, experts = _slots(kind, transformer, expanded=expanded), two_experts(index)
        if self.modular() and expanded:
            raise Unsupported(f"{folder} has no modular pipeline in diffusers; remove ?driver=modular")
        if self.modular() and experts:
            slots = slots.model_copy(update={"last": False})
        return Facts(
            folder=folder,
            pipeline=kind,
            slots=slots,
            frames=frames,
            sizes=sizes,
            parts=parts,
            traits=frozenset(trait for trait, has in (("expanded", expanded), ("two-experts", experts)) if has),
        )

    def can(self) -> Capabilities:
        """Takes of one shot go into one call: they share its words, and its pictures where the driver can repeat them."""
        can = super().can()
        return can.model_copy(update={"takes": not (self.modular() and can.first_frame)})

    def identity(self) -> dict[str, object]:
        """A driver that is not the usual one rounds its steps elsewhere in fewer bits than 32."""
        said = super().identity()
        return said if self.modular() else {name: value for name, value in said.items() if name != "driver"}

    def modular(self) -> bool:
        """Whether a modular pipeline runs it."""
        card = self.known()
        return (self.driver or (card.driver if card else "pipeline")) == "modular"

    def check(self, request: ClipRequest) -> None:
        """Refuse a step cache as well where the driver has none."""
        super().check(request)
        if self.modular() and self.cache is not None:
            raise Unsupported(f"'{self.label()}' has no step cache with a modular pipeline; remove cache, or driver")

    def assembled(self, cls: Any, parts: dict[str, Any]) -> Any:
        """The ordinary pipeline, or the modular one that does the same."""
        if not self.modular():
            return super().assembled(cls, parts)
        settings = {name: parts[name] for name in ("boundary_ratio",) if parts.get(name) is not None}
        pictured = "Image2Video" if cls.__name__ == "WanImageToVideoPipeline" else ""
        return Modular(f"Wan{'22' if settings else ''}{pictured}ModularPipeline", parts, settings)

    def speaks(self) -> str:
        """Wan 2.1 and 2.2 are told things in different words; the older one has one expert and no noise of its own per part."""
        if self.known() is not None:
            return super().speaks()
        return "wan-2.2" if self.facts().traits else "wan-2.1"

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """From pictures, or from text."""
        return "WanPipeline" if request.first is None else "WanImageToVideoPipeline"

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """Size, count, guidance and the pictures at the ends."""
        arguments = self.sampling(call)
        for name, media in (("image", call.request.first), ("last_image", call.request.last)):
            if media is not None:
                arguments[name] = call.picture(media)
        return arguments


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
