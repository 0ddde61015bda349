"""Parts of tiny checkpoints that draw pictures: tokenizers and encoders of the CLIP and Qwen kind, an image VAE."""

from typing import Any

from tiny.parts import WIDTH

LOUD = 8
"""Random weights hardly answer to what they are given; these are louder, so that every input is seen in the pictures."""

_CHAT = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def louder(*layers: Any, times: float = LOUD) -> None:
    """Multiply the weights of layers in place."""
    for layer in layers:
        layer.weight.data.mul_(times)


def clip_tokenizer() -> Any:
    """A vocabulary of single bytes, as they are and at a word's end; no merges."""
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import CLIPTokenizer

    letters = sorted(ByteLevel.alphabet())
    pieces = [*letters, *(letter + "</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    return CLIPTokenizer(vocab={piece: number for number, piece in enumerate(pieces)}, merges=[], model_max_length=77)


def clip_text(tokenizer: Any, *, projected: bool = False) -> Any:
    """Two layers of CLIP that read text."""
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    config = CLIPTextConfig(
        vocab_size=len(tokenizer),
        hidden_size=WIDTH,
        intermediate_size=37,
        projection_dim=WIDTH,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=77,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    return (CLIPTextModelWithProjection if projected else CLIPTextModel)(config).eval()


def clip_eyes(width: int = WIDTH) -> Any:
    """Two layers of CLIP that see pictures of 32 x 32."""
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    config = CLIPVisionConfig(
        hidden_size=width,
        projection_dim=width,
        num_hidden_layers=2,
        num_attention_heads=2,
        image_size=32,
        intermediate_size=16,
        patch_size=8,
    )
    eyes = CLIPVisionModelWithProjection(config).eval()
    louder(eyes.vision_model.embeddings.patch_embedding, eyes.visual_projection)
    return eyes


def qwen_tokenizer() -> Any:
    """A vocabulary of single bytes and Qwen's own marks, with a template for chats."""
    from tokenizers.pre_tokenizers import ByteLevel
    from transformers import Qwen2Tokenizer

    marks = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>"]
    pieces = [*sorted(ByteLevel.alphabet()), *marks]
    tokenizer = Qwen2Tokenizer(
        vocab={piece: number for number, piece in enumerate(pieces)},
        merges=[],
        unk_token="<|endoftext|>",
        eos_token="<|im_end|>",
        pad_token="<|endoftext|>",
    )
    tokenizer.add_special_tokens({"additional_special_tokens": marks[1:]})
    tokenizer.chat_template = _CHAT
    return tokenizer


def qwen3(tokenizer: Any, width: int = 16) -> Any:
    """Two layers of Qwen3."""
    from transformers import Qwen3Config, Qwen3Model

    config = Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=width,
        intermediate_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        head_dim=8,
        max_position_embeddings=1024,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    encoder = Qwen3Model(config).eval()
    louder(encoder.embed_tokens, times=50)
    return encoder


def image_vae(latent_channels: int = 4, *, shifted: bool = False) -> Any:
    """An image VAE that halves the sides once; `shifted` as Flux has it, else as SDXL."""
    from diffusers import AutoencoderKL

    blocks: dict[str, Any] = {
        "block_out_channels": [8, 8],
        "down_block_types": ["DownEncoderBlock2D"] * 2,
        "up_block_types": ["UpDecoderBlock2D"] * 2,
        "norm_num_groups": 4,
        "layers_per_block": 1,
        "latent_channels": latent_channels,
        "sample_size": 64,
        "scaling_factor": 0.13025,
    }
    if shifted:
        blocks |= {"scaling_factor": 1.5, "shift_factor": 0.06, "force_upcast": False}
        blocks |= {"use_quant_conv": False, "use_post_quant_conv": False}
    return AutoencoderKL(**blocks).eval()


def flow_scheduler(shift: float = 3.0) -> Any:
    """Flow matching, as Flux and its kin are sampled."""
    from diffusers import FlowMatchEulerDiscreteScheduler

    return FlowMatchEulerDiscreteScheduler(shift=shift)
