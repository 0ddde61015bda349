"""A tiny SANA-Video checkpoint: one for words and for a first picture, with a VAE of Wan's kind."""

from pathlib import Path
from typing import Any

from tiny import picture_parts
from tiny.parts import WIDTH


def _tokenizer() -> Any:
    import string

    from transformers import GemmaTokenizer

    pieces = ["<pad>", "<eos>", "<bos>", "<unk>", "▁", *string.ascii_letters, *string.digits, *string.punctuation, "\n"]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}
    return GemmaTokenizer(vocab=vocabulary, merges=[], model_max_length=4096)


def _reader(vocabulary: int) -> Any:
    from transformers import Gemma2Config, Gemma2Model

    config = Gemma2Config(
        vocab_size=vocabulary,
        hidden_size=WIDTH,
        intermediate_size=37,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        head_dim=16,
        max_position_embeddings=4096,
        sliding_window=4096,
        pad_token_id=0,
        eos_token_id=1,
        bos_token_id=2,
    )
    return Gemma2Model(config).eval()


def _transformer() -> Any:
    from diffusers import SanaVideoTransformer3DModel

    transformer: Any = SanaVideoTransformer3DModel(
        num_attention_heads=2,
        attention_head_dim=12,
        num_layers=2,
        num_cross_attention_heads=2,
        cross_attention_head_dim=12,
        cross_attention_dim=24,
        caption_channels=WIDTH,
    ).eval()
    picture_parts.louder(transformer.patch_embedding, transformer.proj_out)
    for block in transformer.transformer_blocks:
        picture_parts.louder(block.attn2.to_v, block.attn2.to_out[0])
    return transformer


def _vae() -> Any:
    from diffusers import AutoencoderKLWan

    halved: dict[str, Any] = {"temperal_downsample": [False, True, True]}
    vae: Any = AutoencoderKLWan(base_dim=3, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1, **halved).eval()
    picture_parts.louder(vae.quant_conv, times=64)
    return vae


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build it and save it as a checkpoint folder; there is one variant, `text-or-first`."""
    import torch
    from diffusers import DPMSolverMultistepScheduler, SanaVideoPipeline

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    tokens = _tokenizer()
    flow: dict[str, Any] = {"prediction_type": "flow_prediction", "use_flow_sigmas": True, "flow_shift": 8.0}
    made = SanaVideoPipeline(
        tokenizer=tokens,
        text_encoder=_reader(len(tokens)),
        vae=_vae(),
        transformer=_transformer(),
        scheduler=DPMSolverMultistepScheduler(**flow),
    )
    made.save_pretrained(folder / variant)
    return folder / variant
