"""Tiny FLUX.1 Kontext checkpoints: CLIP and T5, an image VAE, the transformer."""

from pathlib import Path
from typing import Any

from tiny import picture_parts as parts
from tiny.parts import WIDTH, t5_encoder, t5_tokenizer


def _transformer() -> Any:
    from diffusers import FluxTransformer2DModel

    transformer: Any = FluxTransformer2DModel(
        patch_size=1,
        in_channels=16,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=WIDTH,
        pooled_projection_dim=WIDTH,
        axes_dims_rope=(4, 4, 8),
        guidance_embeds=True,
    ).eval()
    parts.louder(transformer.x_embedder, transformer.context_embedder, transformer.proj_out)
    gates = [transformer.transformer_blocks[0].norm1.linear, transformer.single_transformer_blocks[0].norm.linear]
    parts.louder(*gates)
    return transformer


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build the model (`dev`) and save it as a checkpoint folder."""
    import torch
    from diffusers import FluxKontextPipeline

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    clip, t5 = parts.clip_tokenizer(), t5_tokenizer()
    pipeline = FluxKontextPipeline(
        scheduler=parts.flow_scheduler(),
        vae=parts.image_vae(shifted=True),
        text_encoder=parts.clip_text(clip),
        tokenizer=clip,
        text_encoder_2=t5_encoder(len(t5)),
        tokenizer_2=t5,
        transformer=_transformer(),
    )
    pipeline.save_pretrained(folder / variant)
    return folder / variant
