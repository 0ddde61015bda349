"""Tiny AnimateDiff checkpoints: whole, or a Stable Diffusion 1.5 checkpoint with a motion adapter in a folder of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tiny import picture_parts
from tiny.parts import WIDTH

LOUD = 8
LONGEST = 16
"""Pictures that the motion adapter has positions for."""


def adapter() -> Any:
    """The motion modules by themselves."""
    from diffusers import MotionAdapter

    made = MotionAdapter(
        block_out_channels=(32, 64),
        motion_layers_per_block=1,
        motion_norm_num_groups=2,
        motion_num_attention_heads=2,
        motion_max_seq_length=LONGEST,
    ).eval()
    for name, values in made.named_parameters():
        if "proj_out" in name:
            values.data.normal_(0, 0.2)
    return made


def _unet() -> Any:
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(
        block_out_channels=(32, 64),
        layers_per_block=1,
        sample_size=8,
        in_channels=4,
        out_channels=4,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
        cross_attention_dim=WIDTH,
        norm_num_groups=2,
        attention_head_dim=4,
    ).eval()


def _common() -> dict[str, Any]:
    from diffusers import AutoencoderKL, DDIMScheduler

    tokenizer = picture_parts.clip_tokenizer()
    blocks: dict[str, Any] = {
        "block_out_channels": (16, 16, 16, 16),
        "down_block_types": ("DownEncoderBlock2D",) * 4,
        "up_block_types": ("UpDecoderBlock2D",) * 4,
    }
    vae = AutoencoderKL(latent_channels=4, layers_per_block=1, norm_num_groups=2, **blocks).eval()
    return {
        "tokenizer": tokenizer,
        "text_encoder": picture_parts.clip_text(tokenizer),
        "vae": vae,
        "unet": _unet(),
        "scheduler": DDIMScheduler(beta_schedule="linear", steps_offset=1, clip_sample=False),
    }


def _whole() -> Any:
    from diffusers import AnimateDiffPipeline

    return AnimateDiffPipeline(**_common(), motion_adapter=adapter())


def _stable_diffusion() -> Any:
    from diffusers import StableDiffusionPipeline

    without: dict[str, Any] = {"safety_checker": None, "feature_extractor": None, "requires_safety_checker": False}
    return StableDiffusionPipeline(**_common(), **without)


def save_ip_adapter(folder: Path, seed: int = 0) -> Path:
    """Save an IP-Adapter for these: `models/ip-adapter_sd15.safetensors`, and its image encoder beside it."""
    import torch
    from diffusers import UNetMotionModel
    from safetensors.torch import save_file

    torch.manual_seed(seed)
    home = folder / "models"
    picture_parts.clip_eyes().save_pretrained(home / "image_encoder")
    weights = {
        "image_proj.proj.weight": torch.randn(4 * WIDTH, WIDTH),
        "image_proj.proj.bias": torch.zeros(4 * WIDTH),
        "image_proj.norm.weight": torch.ones(WIDTH),
        "image_proj.norm.bias": torch.zeros(WIDTH),
    }
    moving: Any = UNetMotionModel.from_unet2d(_unet(), adapter())
    names = [name for name in moving.attn_processors if "motion" not in name]
    for number, name in enumerate(name for name in names if name.endswith("attn2.processor")):
        for side in ("k", "v"):
            hidden = 64 if name.startswith("mid_block") else 32
            weights[f"ip_adapter.{2 * number + 1}.to_{side}_ip.weight"] = torch.randn(hidden, WIDTH)
    save_file(weights, home / "ip-adapter_sd15.safetensors")
    return folder


BUILDERS: dict[str, Callable[[], Any]] = {"text": _whole, "stable-diffusion": _stable_diffusion, "adapter": adapter}


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build one variant and save it as a checkpoint folder; `adapter` is a model by itself."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    BUILDERS[variant]().save_pretrained(folder / variant)
    return folder / variant
