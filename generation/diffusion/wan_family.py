"""What the models of the Wan family take and give, read from a checkpoint's configuration files; imports nothing heavy."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from generation.diffusion import checkpoint
from generation.errors import BackendFailure, Unsupported

Conditioning = Literal["text", "text-or-first", "first", "first-and-last", "first-or-both"]


@dataclass(frozen=True)
class Slots:
    """What a model starts from: text alone, a first picture, a last picture; `both`: never one without the other."""

    text: bool = False
    first: bool = False
    last: bool = False
    both: bool = False


SLOTS: dict[Conditioning, Slots] = {
    "text": Slots(text=True),
    "text-or-first": Slots(text=True, first=True),
    "first": Slots(first=True),
    "first-and-last": Slots(first=True, last=True, both=True),
    "first-or-both": Slots(first=True, last=True),
}

_PIPELINES = ("WanPipeline", "WanImageToVideoPipeline")


@dataclass(frozen=True)
class Facts:
    """A checkpoint: where it is, which pictures it takes, and its laws of size, count and rate."""

    folder: Path
    conditioning: Conditioning
    multiple: int
    """Sides are multiples of this."""
    step: int
    """Counts of pictures are `step * k + 1`."""
    fps: int
    two_experts: bool
    expanded: bool
    """Every part of the picture has a noise level of its own (the 5B model), so a first picture needs no channels of its own."""
    parts: tuple[str, ...]


def read(folder: Path) -> Facts:
    """Read what a checkpoint is.

    Raises:
        BackendFailure: if files are missing or damaged.
        Unsupported: if it is of another family, or not safe to open.
    """
    index = checkpoint.index(folder)
    kind = str(index.get("_class_name"))
    if kind not in _PIPELINES:
        raise Unsupported(f"{folder} holds a {kind}; 'wan' runs {' and '.join(_PIPELINES)}")
    parts = checkpoint.components(index)
    for part in ("text_encoder", "tokenizer", "transformer", "vae", "scheduler"):
        if part not in parts:
            raise BackendFailure(f"{folder} lacks its part {part}; download the checkpoint again")
    checkpoint.ensure_safe(folder, index)
    transformer = checkpoint.config(folder / "transformer/config.json")
    vae = checkpoint.config(folder / "vae/config.json")
    patch = cast("list[int]", transformer.get("patch_size") or [1, 2, 2])
    expanded = bool(index.get("expand_timesteps"))
    return Facts(
        folder=folder,
        conditioning=_conditioning(kind, transformer, expanded=expanded),
        multiple=_whole(vae.get("scale_factor_spatial"), 8) * patch[-1],
        step=_whole(vae.get("scale_factor_temporal"), 4),
        fps=24 if expanded else 16,
        two_experts="transformer_2" in parts and index.get("boundary_ratio") is not None,
        expanded=expanded,
        parts=tuple(parts),
    )


def _conditioning(kind: str, transformer: checkpoint.Config, *, expanded: bool) -> Conditioning:
    """The 5B model takes text or a first picture, whichever pipeline it was saved as, and would ignore a last one.

    Wan 2.1 sees its pictures through an image encoder: one of them, or always two (then their positions are learned).
    Wan 2.2 has the pictures in its channels, where a last one may be missing.
    """
    if expanded:
        return "text-or-first"
    if kind == "WanPipeline":
        return "text"
    if transformer.get("image_dim") is None:
        return "first-or-both"
    return "first-and-last" if transformer.get("pos_embed_seq_len") is not None else "first"


def _whole(value: object, usual: int) -> int:
    return value if isinstance(value, int) else usual
