"""Tiny Qwen-Image checkpoints: a Qwen2.5-VL that reads, a VAE for videos of one frame, the transformer."""

from pathlib import Path
from typing import Any

from tiny import picture_parts as parts

_WIDTH = 16


def _text_encoder(tokenizer: Any) -> Any:
    from transformers import Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration

    config = Qwen2_5_VLConfig(
        text_config={
            "vocab_size": len(tokenizer),
            "hidden_size": _WIDTH,
            "intermediate_size": 16,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "num_key_value_heads": 2,
            "rope_scaling": {"mrope_section": [1, 1, 2], "rope_type": "default", "type": "default"},
            "max_position_embeddings": 2048,
            "bos_token_id": None,
            "eos_token_id": tokenizer.eos_token_id,
            "pad_token_id": tokenizer.pad_token_id,
        },
        vision_config={
            "depth": 2,
            "hidden_size": 16,
            "intermediate_size": 16,
            "num_heads": 2,
            "out_hidden_size": _WIDTH,
            "fullatt_block_indexes": [1],
        },
        vision_start_token_id=tokenizer.convert_tokens_to_ids("<|vision_start|>"),
        vision_end_token_id=tokenizer.convert_tokens_to_ids("<|vision_end|>"),
        image_token_id=tokenizer.convert_tokens_to_ids("<|image_pad|>"),
    )
    return Qwen2_5_VLForConditionalGeneration(config).eval()


def _transformer() -> Any:
    from diffusers import QwenImageTransformer2DModel

    transformer: Any = QwenImageTransformer2DModel(
        in_channels=16,
        out_channels=4,
        num_layers=2,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=_WIDTH,
        axes_dims_rope=(8, 4, 4),
    ).eval()
    parts.louder(transformer.img_in, transformer.txt_in, transformer.proj_out)
    for block in transformer.transformer_blocks:
        parts.louder(block.img_mod[1], block.txt_mod[1], block.attn.add_v_proj, block.attn.to_out[0])
    return transformer


def _vae() -> Any:
    from diffusers import AutoencoderKLQwenImage

    return AutoencoderKLQwenImage(
        base_dim=4,
        z_dim=4,
        dim_mult=[1, 1, 1, 1],
        num_res_blocks=1,
        temperal_downsample=[False, True, True],
        latents_mean=[0.0] * 4,
        latents_std=[1.0] * 4,
    ).eval()


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build the model that draws from text (`text`) and save it as a checkpoint folder."""
    import torch
    from diffusers import QwenImagePipeline

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    tokenizer = parts.qwen_tokenizer()
    pipeline = QwenImagePipeline(
        scheduler=parts.flow_scheduler(),
        vae=_vae(),
        text_encoder=_text_encoder(tokenizer),
        tokenizer=tokenizer,
        transformer=_transformer(),
    )
    pipeline.save_pretrained(folder / variant)
    return folder / variant
