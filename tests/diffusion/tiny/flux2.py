"""Tiny FLUX.2 [klein] checkpoints: a Qwen3 of 27 layers (the pipeline reads the 9th, 18th and 27th), VAE and transformer."""

from pathlib import Path
from typing import Any

from tiny import picture_parts as parts

_WIDTH = 8
"""Of the text encoder."""
VARIANTS = {"distilled": True, "base": False}
"""`base` is not distilled: it is guided, with two passes a step."""


def _text_encoder(tokenizer: Any) -> Any:
    from transformers import Qwen3Config, Qwen3ForCausalLM

    config = Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=_WIDTH,
        intermediate_size=16,
        num_hidden_layers=27,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=4,
        max_position_embeddings=1024,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    encoder = Qwen3ForCausalLM(config).eval()
    parts.louder(encoder.model.embed_tokens, times=50)
    return encoder


def _vae() -> Any:
    from diffusers import AutoencoderKLFlux2

    vae = AutoencoderKLFlux2(
        block_out_channels=(8, 8),
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        norm_num_groups=4,
        layers_per_block=1,
        latent_channels=2,
        sample_size=64,
    ).eval()
    parts.louder(vae.quant_conv)
    return vae


def _transformer() -> Any:
    from diffusers import Flux2Transformer2DModel

    transformer = Flux2Transformer2DModel(
        in_channels=8,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=3 * _WIDTH,
        timestep_guidance_channels=16,
        axes_dims_rope=(4, 4, 4, 4),
        guidance_embeds=False,
    ).eval()
    parts.louder(transformer.x_embedder, transformer.context_embedder, transformer.proj_out, times=4)
    gates = (transformer.double_stream_modulation_img, transformer.single_stream_modulation)
    parts.louder(*(gate.linear for gate in gates), times=20)
    return transformer


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build one variant (`distilled`, or `base`, which is guided) and save it as a checkpoint folder."""
    import torch
    from diffusers import Flux2KleinPipeline

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    tokenizer = parts.qwen_tokenizer()
    pipeline = Flux2KleinPipeline(
        scheduler=parts.flow_scheduler(),
        vae=_vae(),
        text_encoder=_text_encoder(tokenizer),
        tokenizer=tokenizer,
        transformer=_transformer(),
        is_distilled=VARIANTS[variant],
    )
    pipeline.save_pretrained(folder / variant)
    return folder / variant
