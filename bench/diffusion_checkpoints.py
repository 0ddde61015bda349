"""Checkpoints with random weights for the measurements: the real classes and files of Wan, in three sizes.

tiny        a few kilobytes; as in the tests
mid         transformer of 76, text encoder of 45, VAE of 4 million weights: about a sixtieth of Wan 2.2 5B
real        the transformer and the VAE of Wan 2.2 TI2V-5B as its configuration files say; the text encoder is mid
"""

import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parent.parent / "tests/diffusion"))

from tiny import wan
from tiny.parts import t5_tokenizer

_SHAPES: dict[str, dict[str, Any]] = {
    "mid": {"num_attention_heads": 12, "attention_head_dim": 64, "ffn_dim": 3072, "num_layers": 8, "in_channels": 16},
    "real": {
        "num_attention_heads": 24,
        "attention_head_dim": 128,
        "ffn_dim": 14336,
        "num_layers": 30,
        "in_channels": 48,
    },
}
_VAES: dict[str, dict[str, Any]] = {
    "mid": {"base_dim": 16, "z_dim": 16},
    "real": {
        "base_dim": 160,
        "decoder_base_dim": 256,
        "z_dim": 48,
        "is_residual": True,
        "in_channels": 12,
        "out_channels": 12,
        "patch_size": 2,
        "scale_factor_spatial": 16,
        "latents_mean": [0.0] * 48,
        "latents_std": [1.0] * 48,
    },
}
_TEXT = 768


def save(size: str, folder: Path, device: str = "cpu") -> Path:
    """Save a checkpoint of this size into a folder of its own, and return that."""
    if size == "tiny":
        return wan.save("text", folder)
    import torch

    target = folder / size
    torch.manual_seed(0)
    with torch.device(device):
        _pipeline(size, torch.bfloat16 if size == "real" else torch.float32).save_pretrained(target)
    return target


def _pipeline(size: str, numbers: Any) -> Any:
    from diffusers import AutoencoderKLWan, UniPCMultistepScheduler, WanPipeline, WanTransformer3DModel
    from transformers import UMT5Config, UMT5EncoderModel

    tokenizer = t5_tokenizer()
    reads = UMT5Config(
        vocab_size=len(tokenizer), d_model=_TEXT, d_kv=64, d_ff=2048, num_layers=6, num_heads=12, dropout_rate=0.0,
        feed_forward_proj="gated-gelu", pad_token_id=0, eos_token_id=1,
    )  # fmt: skip
    shape = _SHAPES[size]
    transformer = WanTransformer3DModel(
        patch_size=(1, 2, 2), text_dim=_TEXT, freq_dim=256, out_channels=shape["in_channels"], cross_attn_norm=True,
        qk_norm="rms_norm_across_heads", rope_max_seq_len=1024, **shape,
    )  # fmt: skip
    scheduler: Any = UniPCMultistepScheduler(
        prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=5.0, num_train_timesteps=1000
    )
    return WanPipeline(
        tokenizer=tokenizer,
        text_encoder=UMT5EncoderModel(reads).eval().to(numbers),
        vae=AutoencoderKLWan(**_VAES[size]).eval(),
        transformer=transformer.eval().to(numbers),
        scheduler=scheduler,
        expand_timesteps=size == "real",
    )
