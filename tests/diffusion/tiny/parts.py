"""Parts that tiny checkpoints of several families share: tokenizers without a network, encoders of a few kilobytes."""

import string
from typing import Any, Literal

WIDTH = 32
"""Width of the text encoders' answers."""
WORDS = ["a", "the", "of", "in", "and", "on", "at", "her", "his", "lamp", "fox", "keeper", "sea", "rock", "night"]


def t5_tokenizer(longest: int = 512) -> Any:
    """A unigram vocabulary of single characters and a few words; the special pieces come first, as T5 has them."""
    from transformers import T5Tokenizer

    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    pieces += [(letter, -4.0) for letter in string.ascii_letters + string.digits + string.punctuation]
    pieces += [("▁" + word, -6.0) for word in WORDS]
    return T5Tokenizer(vocab=pieces, extra_ids=0, model_max_length=longest)


def t5_encoder(vocabulary: int, width: int = WIDTH, kind: Literal["T5", "UMT5"] = "T5") -> Any:
    """Two layers of T5 v1.1, or of umT5."""
    import transformers

    config = getattr(transformers, f"{kind}Config")(
        vocab_size=vocabulary,
        d_model=width,
        d_kv=8,
        d_ff=37,
        num_layers=2,
        num_decoder_layers=1,
        num_heads=4,
        relative_attention_num_buckets=8,
        dropout_rate=0.0,
        feed_forward_proj="gated-gelu",
        pad_token_id=0,
        eos_token_id=1,
    )
    return getattr(transformers, f"{kind}EncoderModel")(config).eval()
