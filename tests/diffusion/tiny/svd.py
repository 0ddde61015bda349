"""A tiny checkpoint of Stable Video Diffusion: only the image encoder's 224 pixels are as large as the real one's."""

from pathlib import Path
from typing import Any

LOUD = 8
TRAINED = 6
"""Pictures that this one says it was trained with."""


def _eyes() -> dict[str, Any]:
    from transformers import CLIPImageProcessor, CLIPVisionConfig, CLIPVisionModelWithProjection

    config = CLIPVisionConfig(
        hidden_size=32,
        projection_dim=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        image_size=224,
        intermediate_size=16,
        patch_size=56,
    )
    return {
        "image_encoder": CLIPVisionModelWithProjection(config).eval(),
        "feature_extractor": CLIPImageProcessor(crop_size=224, size=224),
    }


def _unet() -> Any:
    from diffusers import UNetSpatioTemporalConditionModel

    unet = UNetSpatioTemporalConditionModel(
        sample_size=32,
        in_channels=8,
        out_channels=4,
        num_frames=TRAINED,
        block_out_channels=(32, 64),
        layers_per_block=1,
        down_block_types=("CrossAttnDownBlockSpatioTemporal", "DownBlockSpatioTemporal"),
        up_block_types=("UpBlockSpatioTemporal", "CrossAttnUpBlockSpatioTemporal"),
        cross_attention_dim=32,
        num_attention_heads=(2, 4),
        projection_class_embeddings_input_dim=96,
        addition_time_embed_dim=32,
    ).eval()
    unet.conv_in.weight.data.mul_(LOUD)
    return unet


def _vae() -> Any:
    from diffusers import AutoencoderKLTemporalDecoder

    blocks: dict[str, Any] = {
        "block_out_channels": (32, 32, 32, 32),
        "down_block_types": ("DownEncoderBlock2D",) * 4,
    }
    return AutoencoderKLTemporalDecoder(latent_channels=4, layers_per_block=1, **blocks).eval()


def _scheduler() -> Any:
    from diffusers import EulerDiscreteScheduler

    return EulerDiscreteScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        prediction_type="v_prediction",
        sigma_max=700.0,
        sigma_min=0.002,
        steps_offset=1,
        timestep_spacing="leading",
        timestep_type="continuous",
        use_karras_sigmas=True,
    )


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build it and save it as a checkpoint folder; there is one variant, `first`."""
    import torch
    from diffusers import StableVideoDiffusionPipeline

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    made = StableVideoDiffusionPipeline(unet=_unet(), vae=_vae(), scheduler=_scheduler(), **_eyes())
    made.save_pretrained(folder / variant)
    return folder / variant
