"""Tiny Z-Image checkpoints: a Qwen3 of two layers, the VAE and the single-stream transformer."""

from pathlib import Path
from typing import Any

from tiny import picture_parts as parts

SHIFTS = {"turbo": 3.0, "base": 6.0}
"""The shift of the scheduler tells the distilled model from the one that is guided."""


def _transformer(width: int) -> Any:
    from diffusers import ZImageTransformer2DModel

    transformer: Any = ZImageTransformer2DModel(
        in_channels=4,
        dim=32,
        n_layers=2,
        n_refiner_layers=1,
        n_heads=2,
        n_kv_heads=2,
        cap_feat_dim=width,
        axes_dims=[8, 4, 4],
        axes_lens=[1024, 512, 512],
    ).eval()
    parts.louder(
        *transformer.all_x_embedder.values(), *(layer.linear for layer in transformer.all_final_layer.values())
    )
    parts.louder(transformer.cap_embedder[1])
    for block in transformer.layers:
        parts.louder(block.attention.to_out[0], block.attention.to_v, times=20)
    return transformer


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build one variant (`turbo`, or `base`, which is guided) and save it as a checkpoint folder."""
    import torch
    from diffusers import ZImagePipeline

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    tokenizer = parts.qwen_tokenizer()
    encoder = parts.qwen3(tokenizer)
    pipeline = ZImagePipeline(
        scheduler=parts.flow_scheduler(SHIFTS[variant]),
        vae=parts.image_vae(shifted=True),
        text_encoder=encoder,
        tokenizer=tokenizer,
        transformer=_transformer(encoder.config.hidden_size),
    )
    pipeline.save_pretrained(folder / variant)
    return folder / variant
