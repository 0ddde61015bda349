"""Tiny SkyReels-V2 checkpoints with random weights: one from text, two from pictures, and one that forces its diffusion."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tiny.wan import SHAPE, common, eyes, louder


def _transformer(channels: int = 16, **variant: Any) -> Any:
    from diffusers import SkyReelsV2Transformer3DModel

    return louder(SkyReelsV2Transformer3DModel(**SHAPE, in_channels=channels, **variant))


def _text() -> Any:
    from diffusers import SkyReelsV2Pipeline

    return SkyReelsV2Pipeline(**common(), transformer=_transformer())


def _first() -> Any:
    from diffusers import SkyReelsV2ImageToVideoPipeline

    return SkyReelsV2ImageToVideoPipeline(**common(), **eyes(), transformer=_transformer(36, image_dim=8))


def _first_and_last() -> Any:
    from diffusers import SkyReelsV2ImageToVideoPipeline

    both = _transformer(36, image_dim=8, pos_embed_seq_len=2 * 17)
    return SkyReelsV2ImageToVideoPipeline(**common(), **eyes(), transformer=both)


def _forcing() -> Any:
    from diffusers import SkyReelsV2DiffusionForcingPipeline

    return SkyReelsV2DiffusionForcingPipeline(**common(), transformer=_transformer(inject_sample_info=True))


BUILDERS: dict[str, Callable[[], Any]] = {
    "text": _text,
    "first": _first,
    "first-and-last": _first_and_last,
    "forcing": _forcing,
}


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build one variant and save it as a checkpoint folder."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    BUILDERS[variant]().save_pretrained(folder / variant)
    return folder / variant
