"""Tiny Wan checkpoints with random weights, built and saved without a network: the real classes, a few kilobytes each.

Everything a real checkpoint has is there in small: umT5 text encoder with a tokenizer, the Wan VAE with its real ratios (8x in
space, 4x in time), the transformer of each variant, the scheduler, and the files that say how they belong together.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tiny.parts import WIDTH, t5_encoder, t5_tokenizer

LOUD = 8
"""Random weights hardly answer to what they are given; these are louder, so that every input is seen in the pictures."""


def _vae() -> Any:
    from diffusers import AutoencoderKLWan

    vae = AutoencoderKLWan(
        base_dim=3, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True]
    ).eval()
    vae.quant_conv.weight.data.mul_(LOUD**2)
    return vae


SHAPE: dict[str, Any] = {
    "patch_size": (1, 2, 2),
    "num_attention_heads": 2,
    "attention_head_dim": 12,
    "out_channels": 16,
    "text_dim": WIDTH,
    "freq_dim": WIDTH,
    "ffn_dim": WIDTH,
    "num_layers": 2,
    "cross_attn_norm": True,
    "qk_norm": "rms_norm_across_heads",
    "rope_max_seq_len": 64,
}
"""What all transformers of the family have in common."""


def _transformer(channels: int = 16, **variant: Any) -> Any:
    from diffusers import WanTransformer3DModel

    return louder(WanTransformer3DModel(**SHAPE, in_channels=channels, **variant))


def louder(transformer: Any) -> Any:
    """A transformer that answers to what it is given."""
    for layer in (transformer.patch_embedding, transformer.proj_out):
        layer.weight.data.mul_(LOUD)
    return transformer.eval()


def _vace_transformer() -> Any:
    """A transformer with layers that look at what is kept, and at the mask: 2 x 16 channels of video, 64 of mask."""
    from diffusers import WanVACETransformer3DModel

    transformer = louder(WanVACETransformer3DModel(**SHAPE, in_channels=16, vace_layers=[0, 1], vace_in_channels=96))
    transformer.vace_patch_embedding.weight.data.mul_(LOUD)
    for block in transformer.vace_blocks:
        block.proj_out.weight.data.mul_(LOUD)
    return transformer


def _scheduler() -> Any:
    from diffusers import UniPCMultistepScheduler

    return UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0, num_train_timesteps=1000
    )


def eyes() -> dict[str, Any]:
    """The image encoder of Wan 2.1, and what prepares pictures for it."""
    from transformers import CLIPImageProcessor, CLIPVisionConfig, CLIPVisionModel

    config = CLIPVisionConfig(
        hidden_size=8,
        projection_dim=8,
        num_hidden_layers=2,
        num_attention_heads=2,
        image_size=32,
        intermediate_size=16,
        patch_size=8,
    )
    return {
        "image_encoder": CLIPVisionModel(config).eval(),
        "image_processor": CLIPImageProcessor(crop_size=32, size=32),
    }


def common() -> dict[str, Any]:
    """The parts that all of them have."""
    tokenizer = t5_tokenizer()
    encoder = t5_encoder(len(tokenizer), kind="UMT5")
    return {"tokenizer": tokenizer, "text_encoder": encoder, "vae": _vae(), "scheduler": _scheduler()}


def _text() -> Any:
    from diffusers import WanPipeline

    return WanPipeline(**common(), transformer=_transformer())


def _text_two_experts() -> Any:
    from diffusers import WanPipeline

    return WanPipeline(**common(), transformer=_transformer(), transformer_2=_transformer(), boundary_ratio=0.875)


def _text_or_first() -> Any:
    from diffusers import WanPipeline

    return WanPipeline(**common(), transformer=_transformer(), expand_timesteps=True)


def _first() -> Any:
    from diffusers import WanImageToVideoPipeline

    return WanImageToVideoPipeline(**common(), **eyes(), transformer=_transformer(36, image_dim=8))


def _first_and_last() -> Any:
    from diffusers import WanImageToVideoPipeline

    both = _transformer(36, image_dim=8, pos_embed_seq_len=2 * 17)
    return WanImageToVideoPipeline(**common(), **eyes(), transformer=both)


def _first_or_both() -> Any:
    from diffusers import WanImageToVideoPipeline

    experts = {"transformer": _transformer(36), "transformer_2": _transformer(36)}
    return WanImageToVideoPipeline(**common(), **experts, boundary_ratio=0.9)


def _vace() -> Any:
    from diffusers import WanVACEPipeline

    return WanVACEPipeline(**common(), transformer=_vace_transformer())


def _vace_two_experts() -> Any:
    from diffusers import WanVACEPipeline

    experts = {"transformer": _vace_transformer(), "transformer_2": _vace_transformer()}
    return WanVACEPipeline(**common(), **experts, boundary_ratio=0.875)


BUILDERS: dict[str, Callable[[], Any]] = {
    "text": _text,
    "text-two-experts": _text_two_experts,
    "text-or-first": _text_or_first,
    "first": _first,
    "first-and-last": _first_and_last,
    "first-or-both": _first_or_both,
}
"""Checkpoints of Wan, by what they take."""
VACE: dict[str, Callable[[], Any]] = {"vace": _vace, "vace-two-experts": _vace_two_experts}


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build one variant and save it as a checkpoint folder."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    (BUILDERS | VACE)[variant]().save_pretrained(folder / variant)
    return folder / variant
