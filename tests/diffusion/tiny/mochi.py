"""A tiny Mochi checkpoint with the real ratios of its VAE: 8 in space, 6 in time."""

from pathlib import Path
from typing import Any

from tiny.parts import WIDTH, t5_encoder, t5_tokenizer

LOUD = 8


def _transformer() -> Any:
    from diffusers import MochiTransformer3DModel

    transformer = MochiTransformer3DModel(
        num_attention_heads=2,
        attention_head_dim=16,
        num_layers=2,
        pooled_projection_dim=16,
        in_channels=12,
        text_embed_dim=WIDTH,
        time_embed_dim=8,
        max_sequence_length=256,
    ).eval()
    transformer.proj_out.weight.data.mul_(LOUD)
    return transformer


def _vae() -> Any:
    from diffusers import AutoencoderKLMochi

    widths: dict[str, Any] = {
        "encoder_block_out_channels": (32, 32, 32, 32),
        "decoder_block_out_channels": (32, 32, 32, 32),
    }
    return AutoencoderKLMochi(latent_channels=12, layers_per_block=(1, 1, 1, 1, 1), **widths).eval()


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build it and save it as a checkpoint folder; there is one variant, `text`."""
    import torch
    from diffusers import FlowMatchEulerDiscreteScheduler, MochiPipeline

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    tokenizer = t5_tokenizer(256)
    made = MochiPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(invert_sigmas=True),
        vae=_vae(),
        text_encoder=t5_encoder(len(tokenizer)),
        tokenizer=tokenizer,
        transformer=_transformer(),
        force_zeros_for_empty_prompt=True,
    )
    made.save_pretrained(folder / variant)
    return folder / variant
