"""Tiny music models with random weights: Stable Audio, ACE-Step and MusicGen, the real classes with real rates."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tiny.parts import WIDTH, t5_encoder, t5_tokenizer

LOUD = 8
"""Random weights hardly answer to what they are given; these are louder, so that every input is heard."""


def _oobleck(rate: int, ratios: list[int], channels: int) -> Any:
    from diffusers import AutoencoderOobleck

    vae: Any = AutoencoderOobleck(
        encoder_hidden_size=channels * 2,
        downsampling_ratios=ratios,
        channel_multiples=[1] * len(ratios),
        decoder_channels=channels,
        decoder_input_channels=channels,
        audio_channels=2,
        sampling_rate=rate,
    ).eval()
    for name, values in vae.decoder.named_parameters():
        if name.endswith("bias"):
            values.data.zero_()
    vae.decoder.conv2.weight_g.data.mul_(LOUD)
    return vae


def stable_audio(seconds: float = 6.0) -> Any:
    """As long as is asked for, where the real ones make 47 seconds."""
    from diffusers import CosineDPMSolverMultistepScheduler, StableAudioDiTModel, StableAudioPipeline
    from diffusers.pipelines.stable_audio import StableAudioProjectionModel

    tokenizer = t5_tokenizer(128)
    vae = _oobleck(44_100, [8, 16, 16], 4)
    transformer = StableAudioDiTModel(
        sample_size=round(seconds * 44_100 / 2048),
        in_channels=4,
        out_channels=4,
        num_layers=2,
        attention_head_dim=8,
        num_attention_heads=2,
        num_key_value_attention_heads=2,
        cross_attention_dim=16,
        cross_attention_input_dim=WIDTH,
        time_proj_dim=8,
        global_states_input_dim=WIDTH * 2,
    ).eval()
    transformer.proj_out.weight.data.mul_(LOUD)
    kind: Any = StableAudioPipeline
    return kind(
        vae=vae,
        text_encoder=t5_encoder(len(tokenizer)),
        projection_model=StableAudioProjectionModel(
            text_encoder_dim=WIDTH, conditioning_dim=WIDTH, min_value=0, max_value=512
        ),
        tokenizer=tokenizer,
        transformer=transformer,
        scheduler=CosineDPMSolverMultistepScheduler(solver_order=2, prediction_type="v_prediction", sigma_data=1.0),
    )


def ace_step(*, turbo: bool = True) -> Any:
    """The parts of ACE-Step 1.5, which makes its latents from words, lyrics and the sound of silence."""
    import string

    import torch
    from diffusers import AceStepPipeline, AceStepTransformer1DModel, FlowMatchEulerDiscreteScheduler
    from diffusers.pipelines.ace_step import AceStepConditionEncoder
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import Qwen2Tokenizer, Qwen3Config, Qwen3Model

    alphabet = [*sorted(ByteLevel.alphabet()), "<|endoftext|>", *string.digits]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(alphabet))}
    tokenizer = Qwen2Tokenizer(vocab=vocabulary, merges=[])
    config = Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=WIDTH,
        intermediate_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=8,
    )
    shape: dict[str, Any] = {
        "hidden_size": WIDTH,
        "intermediate_size": 16,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": 16,
    }
    encoder = AceStepConditionEncoder(
        text_hidden_dim=WIDTH,
        timbre_hidden_dim=8,
        num_lyric_encoder_hidden_layers=1,
        num_timbre_encoder_hidden_layers=1,
        **shape,
    ).eval()
    encoder.silence_latent.copy_(torch.randn(encoder.silence_latent.shape))
    transformer = AceStepTransformer1DModel(
        num_hidden_layers=2,
        in_channels=24,
        audio_acoustic_hidden_dim=8,
        encoder_hidden_size=WIDTH,
        is_turbo=turbo,
        **shape,
    ).eval()
    return AceStepPipeline(
        vae=_oobleck(48_000, [8, 12, 20], 8),
        text_encoder=Qwen3Model(config).eval(),
        tokenizer=tokenizer,
        transformer=transformer,
        condition_encoder=encoder,
        scheduler=FlowMatchEulerDiscreteScheduler(num_train_timesteps=1, shift=1.0),
    )


def musicgen(*, stereo: bool = False) -> Any:
    """Three models in one, as transformers has them; its tokenizer lies beside it."""
    from transformers import (
        EncodecConfig,
        EncodecModel,
        MusicgenDecoderConfig,
        MusicgenForCausalLM,
        MusicgenForConditionalGeneration,
    )

    tokenizer = t5_tokenizer()
    codec = EncodecConfig(
        target_bandwidths=[2.2],
        sampling_rate=32_000,
        audio_channels=1,
        normalize=False,
        hidden_size=16,
        num_filters=4,
        num_residual_layers=1,
        upsampling_ratios=[8, 5, 4, 4],
        num_lstm_layers=1,
        codebook_size=64,
        use_causal_conv=False,
    )
    decoder = MusicgenDecoderConfig(
        vocab_size=64,
        num_hidden_layers=2,
        ffn_dim=16,
        num_attention_heads=2,
        hidden_size=16,
        num_codebooks=8 if stereo else 4,
        audio_channels=2 if stereo else 1,
        dropout=0.0,
        pad_token_id=64,
        bos_token_id=64,
    )
    model: Any = MusicgenForConditionalGeneration(
        text_encoder=t5_encoder(len(tokenizer)),
        audio_encoder=EncodecModel(codec).eval(),
        decoder=MusicgenForCausalLM(decoder).eval(),
    ).eval()
    for layer in model.audio_encoder.quantizer.layers:
        layer.codebook.embed.normal_()
    for name, values in model.decoder.named_parameters():
        if name.endswith(("v_proj.weight", "out_proj.weight")) or "lm_heads" in name:
            values.data.mul_(LOUD)
    for name, values in model.audio_encoder.decoder.named_parameters():
        if "bias" in name:
            values.data.zero_()
    model.generation_config.decoder_start_token_id = 64
    model.generation_config.pad_token_id = 64
    model.generation_config.bos_token_id = 64
    return _Together(model, tokenizer)


class _Together:
    """A model and its tokenizer, saved into one folder."""

    def __init__(self, *parts: Any) -> None:
        self.parts = parts

    def save_pretrained(self, folder: Path) -> None:
        for part in self.parts:
            part.save_pretrained(folder)


BUILDERS: dict[str, Callable[[], Any]] = {
    "stable_audio": stable_audio,
    "ace_step": ace_step,
    "ace_step_base": lambda: ace_step(turbo=False),
    "musicgen": musicgen,
    "musicgen_stereo": lambda: musicgen(stereo=True),
}


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build one variant and save it as a checkpoint folder."""
    import warnings

    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*weight_norm", category=FutureWarning)
        BUILDERS[variant]().save_pretrained(folder / variant)
    return folder / variant
