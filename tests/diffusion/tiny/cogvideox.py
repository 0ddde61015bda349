"""Tiny CogVideoX checkpoints: from text, from a picture, with positions that were learned, and the 1.5 generation."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tiny.parts import WIDTH, t5_encoder, t5_tokenizer

LOUD = 8
TOKENS = 24


def _transformer(channels: int = 4, *, width: int = 6, height: int = 4, **variant: Any) -> Any:
    from diffusers import CogVideoXTransformer3DModel

    transformer = CogVideoXTransformer3DModel(
        num_attention_heads=2,
        attention_head_dim=16,
        in_channels=channels,
        out_channels=4,
        time_embed_dim=8,
        text_embed_dim=WIDTH,
        num_layers=2,
        sample_width=width,
        sample_height=height,
        sample_frames=9,
        patch_size=2,
        temporal_compression_ratio=4,
        max_text_seq_length=TOKENS,
        **variant,
    ).eval()
    for layer in (transformer.patch_embed.proj, transformer.patch_embed.text_proj, transformer.proj_out):
        layer.weight.data.mul_(LOUD)
    return transformer


def _vae(**variant: Any) -> Any:
    from diffusers import AutoencoderKLCogVideoX

    blocks: dict[str, Any] = {
        "down_block_types": ("CogVideoXDownBlock3D",) * 4,
        "up_block_types": ("CogVideoXUpBlock3D",) * 4,
        "block_out_channels": (8, 8, 8, 8),
    }
    return AutoencoderKLCogVideoX(latent_channels=4, layers_per_block=1, norm_num_groups=2, **blocks, **variant).eval()


def _common(scheduler: str, **vae: Any) -> dict[str, Any]:
    import diffusers

    tokenizer = t5_tokenizer(226)
    sampler = getattr(diffusers, scheduler)(prediction_type="v_prediction", rescale_betas_zero_snr=True)
    encoder = t5_encoder(len(tokenizer))
    return {"tokenizer": tokenizer, "text_encoder": encoder, "vae": _vae(**vae), "scheduler": sampler}


def _text() -> Any:
    from diffusers import CogVideoXPipeline

    return CogVideoXPipeline(**_common("CogVideoXDDIMScheduler"), transformer=_transformer())


def _first() -> Any:
    from diffusers import CogVideoXImageToVideoPipeline

    turned = {"use_rotary_positional_embeddings": True}
    return CogVideoXImageToVideoPipeline(**_common("CogVideoXDPMScheduler"), transformer=_transformer(8, **turned))


def _first_learned() -> Any:
    from diffusers import CogVideoXImageToVideoPipeline

    learned = {"use_rotary_positional_embeddings": True, "use_learned_positional_embeddings": True}
    return CogVideoXImageToVideoPipeline(**_common("CogVideoXDPMScheduler"), transformer=_transformer(8, **learned))


NEWER: dict[str, Any] = {
    "use_rotary_positional_embeddings": True,
    "patch_size_t": 2,
    "patch_bias": False,
    "width": 300,
    "height": 300,
}


def _text_newer() -> Any:
    from diffusers import CogVideoXPipeline

    return CogVideoXPipeline(**_common("CogVideoXDPMScheduler"), transformer=_transformer(**NEWER))


def _first_newer() -> Any:
    from diffusers import CogVideoXImageToVideoPipeline

    common = _common("CogVideoXDPMScheduler", invert_scale_latents=True)
    return CogVideoXImageToVideoPipeline(**common, transformer=_transformer(8, ofs_embed_dim=8, **NEWER))


BUILDERS: dict[str, Callable[[], Any]] = {
    "text": _text,
    "first": _first,
    "first-learned": _first_learned,
    "text-newer": _text_newer,
    "first-newer": _first_newer,
}


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build one variant and save it as a checkpoint folder."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    BUILDERS[variant]().save_pretrained(folder / variant)
    return folder / variant
