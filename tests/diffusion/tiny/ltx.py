"""Tiny LTX-Video checkpoints with random weights: the real classes with their real ratios, 32x in space and 8x in time.

`text` is a checkpoint like 0.9.0 (text, or a first picture), `conditions` one like 0.9.7 (pictures at any frame), and
`noised` one like 0.9.7 distilled, whose decoder takes off the last of the noise itself.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tiny.parts import WIDTH, t5_encoder, t5_tokenizer

LOUD = 8
"""Random weights hardly answer to what they are given; these are louder, so that every input is seen in the pictures."""


def _vae(*, noised: bool = False) -> Any:
    import torch
    from diffusers import AutoencoderKLLTXVideo

    vae = AutoencoderKLLTXVideo(
        latent_channels=8,
        block_out_channels=(8, 8, 8, 8),
        decoder_block_out_channels=(8, 8, 8, 8),
        layers_per_block=(1, 1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1, 1),
        timestep_conditioning=noised,
        patch_size=4,
        patch_size_t=1,
    ).eval()
    vae.latents_mean.copy_(torch.linspace(-0.2, 0.2, 8))
    vae.latents_std.copy_(torch.linspace(0.8, 1.3, 8))
    vae.encoder.conv_out.conv.weight.data.mul_(LOUD)
    vae.decoder.conv_out.conv.weight.data.mul_(LOUD)
    return vae


def _parts(*, dynamic: bool, noised: bool = False) -> dict[str, Any]:
    from diffusers import FlowMatchEulerDiscreteScheduler, LTXVideoTransformer3DModel

    tokenizer = t5_tokenizer()
    transformer = LTXVideoTransformer3DModel(
        in_channels=8,
        out_channels=8,
        num_attention_heads=4,
        attention_head_dim=8,
        cross_attention_dim=WIDTH,
        num_layers=2,
        caption_channels=WIDTH,
    ).eval()
    for layer in (transformer.proj_in, transformer.proj_out, transformer.caption_projection.linear_2):
        layer.weight.data.mul_(LOUD)
    return {
        "scheduler": FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=dynamic),
        "vae": _vae(noised=noised),
        "text_encoder": t5_encoder(len(tokenizer)),
        "tokenizer": tokenizer,
        "transformer": transformer,
    }


def _text() -> Any:
    from diffusers import LTXPipeline

    return LTXPipeline(**_parts(dynamic=True))


def _conditions() -> Any:
    from diffusers import LTXConditionPipeline

    return LTXConditionPipeline(**_parts(dynamic=False))


def _noised() -> Any:
    from diffusers import LTXConditionPipeline

    return LTXConditionPipeline(**_parts(dynamic=False, noised=True))


BUILDERS: dict[str, Callable[[], Any]] = {"text": _text, "conditions": _conditions, "noised": _noised}


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build one variant and save it as a checkpoint folder."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    BUILDERS[variant]().save_pretrained(folder / variant)
    return folder / variant
