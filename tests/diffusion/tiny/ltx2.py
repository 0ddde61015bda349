"""Tiny LTX-2 checkpoints with random weights: picture and sound, with the real ratios (32x in space, 8x in time).

`sound` is a checkpoint like LTX-2 (sound at 24 kHz), `wide` one like LTX-2.3: connectors of their own for picture and sound,
passes with blocks left out, and a vocoder that goes on to 48 kHz.
"""

import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

WIDTH = 32
CAPTIONS = 16
LOUD = 8
"""Random weights hardly answer to what they are given; these are louder, so that every input is seen in the pictures."""


def _tokenizer() -> Any:
    from transformers import GemmaTokenizer

    pieces = ["<pad>", "<eos>", "<bos>", "<unk>", "▁", *string.ascii_letters, *string.digits, *string.punctuation]
    tokenizer = GemmaTokenizer(vocab={piece: number for number, piece in enumerate(pieces)}, merges=[])
    tokenizer.model_max_length, tokenizer.padding_side = 1024, "left"
    return tokenizer


def _text_encoder(vocabulary: int) -> Any:
    from transformers import Gemma3Config, Gemma3ForConditionalGeneration

    text = {
        "vocab_size": vocabulary,
        "hidden_size": CAPTIONS,
        "intermediate_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": 8,
        "sliding_window": 1024,
    }
    eyes = {
        "hidden_size": 8,
        "intermediate_size": 8,
        "num_hidden_layers": 1,
        "num_attention_heads": 1,
        "image_size": 32,
        "patch_size": 8,
    }
    config = Gemma3Config(text_config=text, vision_config=eyes, mm_tokens_per_image=4)
    return Gemma3ForConditionalGeneration(config).eval()


def _vae() -> Any:
    import torch
    from diffusers import AutoencoderKLLTX2Video

    vae = AutoencoderKLLTX2Video(
        latent_channels=8,
        block_out_channels=(8, 8, 8, 8),
        decoder_block_out_channels=(16, 32, 64),
        layers_per_block=(1, 1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1),
        spatial_compression_ratio=32,
        temporal_compression_ratio=8,
    ).eval()
    vae.latents_mean.copy_(torch.linspace(-0.2, 0.2, 8))
    vae.latents_std.copy_(torch.linspace(0.8, 1.3, 8))
    vae.encoder.conv_out.conv.weight.data.mul_(LOUD)
    vae.decoder.conv_out.conv.weight.data.mul_(LOUD)
    return vae


def _audio_vae() -> Any:
    from diffusers import AutoencoderKLLTX2Audio

    return AutoencoderKLLTX2Audio(
        base_channels=4, ch_mult=(1, 1, 1), num_res_blocks=1, latent_channels=2, mel_bins=8, resolution=32
    ).eval()


def _vocoder(*, wide: bool) -> Any:
    from diffusers.pipelines.ltx2 import LTX2Vocoder, LTX2VocoderWithBWE

    small: dict[str, Any] = {"resnet_kernel_sizes": [3], "resnet_dilations": [[1, 3, 5]]}
    if not wide:
        return LTX2Vocoder(
            in_channels=16,
            hidden_channels=16,
            out_channels=2,
            upsample_kernel_sizes=[16, 11, 8],
            upsample_factors=[8, 5, 6],
            output_sampling_rate=24000,
            **small,
        ).eval()
    return LTX2VocoderWithBWE(
        in_channels=16,
        hidden_channels=16,
        upsample_kernel_sizes=[16, 11, 8],
        upsample_factors=[8, 5, 4],
        bwe_in_channels=16,
        bwe_hidden_channels=16,
        bwe_upsample_kernel_sizes=[11, 12, 8],
        bwe_upsample_factors=[5, 12, 4],
        bwe_resnet_kernel_sizes=[3],
        bwe_resnet_dilations=[[1, 3, 5]],
        num_mel_channels=8,
        **small,
    ).eval()


def _parts(*, wide: bool) -> dict[str, Any]:
    from diffusers import FlowMatchEulerDiscreteScheduler, LTX2VideoTransformer3DModel
    from diffusers.pipelines.ltx2 import LTX2TextConnectors

    tokenizer = _tokenizer()
    connectors = LTX2TextConnectors(
        caption_channels=CAPTIONS,
        text_proj_in_factor=3,
        video_connector_num_attention_heads=2,
        video_connector_attention_head_dim=WIDTH // 2 if wide else CAPTIONS // 2,
        video_connector_num_layers=1,
        video_connector_num_learnable_registers=None,
        audio_connector_num_attention_heads=2,
        audio_connector_attention_head_dim=CAPTIONS // 2,
        audio_connector_num_layers=1,
        audio_connector_num_learnable_registers=None,
        rope_double_precision=False,
        per_modality_projections=wide,
        video_hidden_dim=WIDTH,
        audio_hidden_dim=CAPTIONS,
    ).eval()
    transformer = LTX2VideoTransformer3DModel(
        in_channels=8,
        out_channels=8,
        num_attention_heads=2,
        attention_head_dim=WIDTH // 2,
        cross_attention_dim=WIDTH,
        audio_in_channels=4,
        audio_out_channels=4,
        audio_num_attention_heads=2,
        audio_attention_head_dim=CAPTIONS // 2,
        audio_cross_attention_dim=CAPTIONS,
        num_layers=2,
        caption_channels=CAPTIONS,
        rope_double_precision=False,
        use_prompt_embeddings=not wide,
        perturbed_attn=wide,
    ).eval()
    for layer in (transformer.proj_in, transformer.proj_out, transformer.audio_proj_out):
        layer.weight.data.mul_(LOUD)
    return {
        "scheduler": FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True),
        "vae": _vae(),
        "audio_vae": _audio_vae(),
        "text_encoder": _text_encoder(len(tokenizer)),
        "tokenizer": tokenizer,
        "connectors": connectors,
        "transformer": transformer,
        "vocoder": _vocoder(wide=wide),
    }


def _sound() -> Any:
    from diffusers import LTX2Pipeline

    return LTX2Pipeline(**_parts(wide=False))


def _wide() -> Any:
    from diffusers import LTX2ConditionPipeline

    return LTX2ConditionPipeline(**_parts(wide=True))


BUILDERS: dict[str, Callable[[], Any]] = {"sound": _sound, "wide": _wide}


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build one variant and save it as a checkpoint folder."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    BUILDERS[variant]().save_pretrained(folder / variant)
    return folder / variant
