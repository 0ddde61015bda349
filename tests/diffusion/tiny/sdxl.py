"""Tiny SDXL checkpoints, and IP-Adapters for them, laid out as real ones are."""

from pathlib import Path
from typing import Any

from tiny import picture_parts as parts
from tiny.parts import WIDTH

_CROSS = 2 * WIDTH
"""Width of what the UNet attends to: both text encoders' answers side by side."""
_TOKENS = 4
"""Tokens that an adapter makes of a picture."""


def _unet() -> Any:
    from diffusers import UNet2DConditionModel

    layout: dict[str, Any] = {
        "block_out_channels": (16, 32),
        "layers_per_block": 1,
        "norm_num_groups": 8,
        "sample_size": 32,
        "in_channels": 4,
        "out_channels": 4,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D"),
        "attention_head_dim": (2, 4),
        "use_linear_projection": True,
        "addition_embed_type": "text_time",
        "addition_time_embed_dim": 8,
        "transformer_layers_per_block": (1, 1),
        "projection_class_embeddings_input_dim": WIDTH + 6 * 8,
        "cross_attention_dim": _CROSS,
    }
    unet = UNet2DConditionModel(**layout).eval()
    for name, layer in unet.named_modules():
        if name.endswith(("attn2.to_v", "attn2.to_out.0")):
            parts.louder(layer, times=4)
    return unet


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build the base model (`base`) and save it as a checkpoint folder."""
    import torch
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    tokenizer = parts.clip_tokenizer()
    scheduler: Any = EulerDiscreteScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", timestep_spacing="leading"
    )
    pipeline = StableDiffusionXLPipeline(
        vae=parts.image_vae(),
        text_encoder=parts.clip_text(tokenizer),
        text_encoder_2=parts.clip_text(tokenizer, projected=True),
        tokenizer=tokenizer,
        tokenizer_2=parts.clip_tokenizer(),
        unet=_unet(),
        scheduler=scheduler,
        add_watermarker=False,
    )
    pipeline.save_pretrained(folder / variant)
    return folder / variant


def save_adapter(folder: Path, seed: int = 0, cross: int = _CROSS, name: str = "ip-adapter_sdxl.safetensors") -> Path:
    """Save an IP-Adapter for the tiny model: `sdxl_models/<name>` and its image encoder beside it.

    `cross` of another width makes one that fits no tiny SDXL, as an adapter of Stable Diffusion 1.5 fits no real one.
    """
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(seed)
    home = folder / "sdxl_models"
    parts.clip_eyes().save_pretrained(home / "image_encoder")
    weights = {
        "image_proj.proj.weight": torch.randn(_TOKENS * cross, WIDTH),
        "image_proj.proj.bias": torch.zeros(_TOKENS * cross),
        "image_proj.norm.weight": torch.ones(cross),
        "image_proj.norm.bias": torch.zeros(cross),
    }
    crossing = [part for part in _unet().attn_processors if part.endswith("attn2.processor")]
    for number, _part in enumerate(crossing):
        for side in ("k", "v"):
            weights[f"ip_adapter.{2 * number + 1}.to_{side}_ip.weight"] = torch.randn(32, cross)
    save_file(weights, home / name)
    return folder
