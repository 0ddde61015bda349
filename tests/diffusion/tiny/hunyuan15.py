"""Tiny HunyuanVideo 1.5 checkpoints: from text, and from a picture; guidance is a part of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tiny import hunyuan, picture_parts
from tiny.parts import WIDTH, t5_encoder


def _reader(vocabulary: int) -> Any:
    from transformers import Qwen2_5_VLTextConfig, Qwen2_5_VLTextModel

    settings: dict[str, Any] = {"rope_parameters": {"rope_type": "default", "mrope_section": [1, 1, 2]}}
    config = Qwen2_5_VLTextConfig(
        vocab_size=vocabulary,
        hidden_size=WIDTH,
        intermediate_size=37,
        num_hidden_layers=3,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=2048,
        **settings,
    )
    reader = Qwen2_5_VLTextModel(config).eval()
    picture_parts.louder(reader.embed_tokens, times=50)
    return reader


def _transformer(task: str) -> Any:
    from diffusers import HunyuanVideo15Transformer3DModel

    transformer: Any = HunyuanVideo15Transformer3DModel(
        in_channels=9,
        out_channels=4,
        num_attention_heads=2,
        attention_head_dim=10,
        num_layers=1,
        num_refiner_layers=1,
        text_embed_dim=WIDTH,
        text_embed_2_dim=WIDTH,
        image_embed_dim=WIDTH,
        rope_axes_dim=(2, 4, 4),
        target_size=64,
        task_type=task,
    ).eval()
    picture_parts.louder(transformer.x_embedder.proj, transformer.proj_out)
    picture_parts.louder(transformer.context_embedder.proj_in, transformer.image_embedder.linear_2, times=60)
    for block in transformer.transformer_blocks:
        picture_parts.louder(block.attn.add_v_proj, block.attn.to_out[0], times=20)
    return transformer


def _vae() -> Any:
    from diffusers import AutoencoderKLHunyuanVideo15

    widths: dict[str, Any] = {"block_out_channels": (8, 8, 8, 8, 8)}
    return AutoencoderKLHunyuanVideo15(latent_channels=4, layers_per_block=1, **widths).eval()


def _common(task: str) -> dict[str, Any]:
    from diffusers import ClassifierFreeGuidance, FlowMatchEulerDiscreteScheduler
    from transformers import ByT5Tokenizer

    tokens, glyphs = picture_parts.qwen_tokenizer(), ByT5Tokenizer()
    return {
        "tokenizer": tokens,
        "text_encoder": _reader(len(tokens)),
        "tokenizer_2": glyphs,
        "text_encoder_2": t5_encoder(len(glyphs)),
        "vae": _vae(),
        "transformer": _transformer(task),
        "scheduler": FlowMatchEulerDiscreteScheduler(shift=5.0),
        "guider": ClassifierFreeGuidance(guidance_scale=6.0),
    }


def _text() -> Any:
    from diffusers import HunyuanVideo15Pipeline

    return HunyuanVideo15Pipeline(**_common("t2v"))


def _first() -> Any:
    from diffusers import HunyuanVideo15ImageToVideoPipeline

    return HunyuanVideo15ImageToVideoPipeline(**_common("i2v"), **hunyuan.framepack_eyes())


BUILDERS: dict[str, Callable[[], Any]] = {"text": _text, "first": _first}


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build one variant and save it as a checkpoint folder."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    BUILDERS[variant]().save_pretrained(folder / variant)
    return folder / variant
