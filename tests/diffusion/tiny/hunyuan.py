"""Tiny HunyuanVideo checkpoints: from text, from a picture in both of its ways, and FramePack."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tiny import picture_parts
from tiny.parts import WIDTH, WORDS

LOUD = 8
_MARKS = ["<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<image>", "<pad>", "<unk>"]
_PIECES = r"\n\n|\s|\w+|[^\w\s]"
_PATCHES = 24
"""Patches on a side of what the I2V text encoder sees; the pipeline counts on 24 x 24 of them."""


def tokenizer() -> Any:
    """Words as the pipelines' templates have them, and a few more; the marks of a conversation are tokens of their own."""
    from diffusers.pipelines.hunyuan_video import pipeline_hunyuan_video, pipeline_hunyuan_video_image2video
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    templates: list[Any] = [
        module.DEFAULT_PROMPT_TEMPLATE["template"]
        for module in (pipeline_hunyuan_video, pipeline_hunyuan_video_image2video)
    ]
    said = [piece for template in templates for piece in re.findall(_PIECES, str(template))]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys([*_MARKS, *said, *WORDS]))}
    made = Tokenizer(models.WordLevel(vocab=vocabulary, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Split(Regex(_PIECES), "isolated")
    start = _MARKS[0]
    made.post_processor = processors.TemplateProcessing(
        single=f"{start} $A", special_tokens=[(start, vocabulary[start])]
    )
    tokens = PreTrainedTokenizerFast(
        tokenizer_object=made, pad_token="<pad>", unk_token="<unk>", model_max_length=2048, padding_side="right"
    )
    tokens.add_special_tokens({"additional_special_tokens": _MARKS[:5]})
    return tokens


def _llama(tokens: Any) -> dict[str, Any]:
    return {
        "vocab_size": len(tokens),
        "hidden_size": WIDTH,
        "intermediate_size": 37,
        "num_hidden_layers": 3,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "max_position_embeddings": 2048,
        "pad_token_id": tokens.pad_token_id,
    }


def vae() -> Any:
    from diffusers import AutoencoderKLHunyuanVideo

    widths: dict[str, Any] = {"block_out_channels": (8, 8, 8, 8)}
    return AutoencoderKLHunyuanVideo(latent_channels=4, layers_per_block=1, norm_num_groups=4, **widths).eval()


def _settings(channels: int, **variant: Any) -> dict[str, Any]:
    return {
        "in_channels": channels,
        "out_channels": 4,
        "num_attention_heads": 2,
        "attention_head_dim": 10,
        "num_layers": 1,
        "num_single_layers": 1,
        "num_refiner_layers": 1,
        "text_embed_dim": WIDTH,
        "pooled_projection_dim": WIDTH,
        "rope_axes_dim": (2, 4, 4),
        **variant,
    }


def _louder(transformer: Any) -> Any:
    picture_parts.louder(transformer.x_embedder.proj, transformer.proj_out, transformer.context_embedder.proj_in)
    return transformer


def _transformer(channels: int = 4, **variant: Any) -> Any:
    from diffusers import HunyuanVideoTransformer3DModel

    return _louder(HunyuanVideoTransformer3DModel(**_settings(channels, **variant)).eval())


def _common() -> dict[str, Any]:
    from diffusers import FlowMatchEulerDiscreteScheduler
    from transformers import LlamaConfig, LlamaModel

    tokens, clip = tokenizer(), picture_parts.clip_tokenizer()
    return {
        "tokenizer": tokens,
        "text_encoder": LlamaModel(LlamaConfig(**_llama(tokens))).eval(),
        "tokenizer_2": clip,
        "text_encoder_2": picture_parts.clip_text(clip),
        "vae": vae(),
        "scheduler": FlowMatchEulerDiscreteScheduler(shift=7.0),
    }


def _text() -> Any:
    from diffusers import HunyuanVideoPipeline

    return HunyuanVideoPipeline(**_common(), transformer=_transformer())


def _seeing(tokens: Any) -> dict[str, Any]:
    """The language model that is shown the picture, too."""
    from transformers import (
        CLIPImageProcessor,
        CLIPVisionConfig,
        LlamaConfig,
        LlavaConfig,
        LlavaForConditionalGeneration,
    )

    side = 2 * _PATCHES
    eyes = CLIPVisionConfig(
        hidden_size=8,
        projection_dim=8,
        num_hidden_layers=2,
        num_attention_heads=2,
        image_size=side,
        intermediate_size=16,
        patch_size=2,
    )
    marks = {"image_token_index": tokens.convert_tokens_to_ids("<image>"), "pad_token_id": tokens.pad_token_id}
    config = LlavaConfig(vision_config=eyes, text_config=LlamaConfig(**_llama(tokens)), **marks)
    return {
        "text_encoder": LlavaForConditionalGeneration(config).eval(),
        "image_processor": CLIPImageProcessor(crop_size=side, size=side),
    }


def _first(channels: int, how: str, **variant: Any) -> Any:
    from diffusers import HunyuanVideoImageToVideoPipeline

    common = _common()
    transformer = _transformer(channels, image_condition_type=how, **variant)
    return HunyuanVideoImageToVideoPipeline(**(common | _seeing(common["tokenizer"])), transformer=transformer)


def _framepack() -> Any:
    from diffusers import HunyuanVideoFramepackPipeline

    eyes = framepack_eyes()
    return HunyuanVideoFramepackPipeline(**_common(), **eyes, transformer=framepack_transformer())


def framepack_transformer() -> Any:
    from diffusers import HunyuanVideoFramepackTransformer3DModel

    extra: dict[str, Any] = {"has_image_proj": True, "image_proj_dim": WIDTH, "has_clean_x_embedder": True}
    return _louder(HunyuanVideoFramepackTransformer3DModel(**_settings(4, **extra)).eval())


def framepack_eyes() -> dict[str, Any]:
    """The image encoder of FramePack, and what prepares pictures for it."""
    from transformers import SiglipImageProcessor, SiglipVisionConfig, SiglipVisionModel

    config = SiglipVisionConfig(
        hidden_size=WIDTH, intermediate_size=37, num_hidden_layers=2, num_attention_heads=2, image_size=32, patch_size=8
    )
    prepare: Any = SiglipImageProcessor
    return {
        "image_encoder": SiglipVisionModel(config).eval(),
        "feature_extractor": prepare(size={"height": 32, "width": 32}),
    }


BUILDERS: dict[str, Callable[[], Any]] = {
    "text": _text,
    "first-joined": lambda: _first(9, "latent_concat"),
    "first-replaced": lambda: _first(4, "token_replace", guidance_embeds=True),
    "framepack": _framepack,
}


def save(variant: str, folder: Path, seed: int = 0) -> Path:
    """Build one variant and save it as a checkpoint folder."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    BUILDERS[variant]().save_pretrained(folder / variant)
    return folder / variant
