"""Counting tokens: the model's own tokenizer where it is, else a bound that says it is one; hostile files do no harm."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from generation.tokens import WORST, clip, counter

_PROMPT = "A weathered woman of sixty, silver braid, grey eyes, steps onto the gallery as lightning splits the sea."


def _tokenizer(folder: Path, *, named: str | None = None, truncated: bool = False) -> None:
    """A tokenizer of single words with an end mark, as a checkpoint holds it."""
    words = {word: number for number, word in enumerate(["</s>", "<unk>", *sorted(set(_PROMPT.split()))])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 0)])
    if truncated:
        tokenizer.enable_truncation(4)
        tokenizer.enable_padding(length=512)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    if named:
        (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": named}))


@pytest.mark.parametrize("inside", ["tokenizer", "."])
def test_the_models_own_tokenizer_counts_with_its_marks(tmp_path: Path, inside: str) -> None:
    _tokenizer(tmp_path / inside, truncated=True)
    found = counter("umt5", tmp_path)
    assert (found.exact, found.how) == (True, "counted by the model's own tokenizer")
    assert found.count(_PROMPT) == len(_PROMPT.split()) + 1


def test_of_two_tokenizers_the_one_of_the_encoder_counts(tmp_path: Path) -> None:
    _tokenizer(tmp_path / "tokenizer", named="CLIPTokenizer", truncated=True)
    (tmp_path / "tokenizer" / "tokenizer.json").write_text("{}")
    _tokenizer(tmp_path / "tokenizer_2", named="T5TokenizerFast")
    assert counter("t5", tmp_path).exact
    assert not counter("gemma", tmp_path).exact


def test_a_replaced_tokenizer_is_read_again(tmp_path: Path) -> None:
    _tokenizer(tmp_path)
    assert counter("qwen", tmp_path).exact
    (tmp_path / "tokenizer.json").write_text("{}")
    os.utime(tmp_path / "tokenizer.json", ns=(1, 1))
    assert not counter("qwen", tmp_path).exact


@pytest.mark.parametrize("encoder", ["umt5", "t5", "gemma", "llama", "qwen", "qwen-vl", "", "nobody-knows"])
def test_else_a_bound_is_stated(encoder: str) -> None:
    found = counter(encoder)
    words = len(_PROMPT.split())
    assert not found.exact
    assert found.how == "estimated at 1.9 tokens a word, or as CLIP counts where that is more"
    assert WORST * words <= found.count(_PROMPT) <= WORST * words + 3


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_the_bound_is_never_under_what_clip_takes(text: str) -> None:
    bound = counter("llama").count(text)
    assert bound >= clip.count(text) - 2
    assert counter("llama").count(f"{text} lamp") >= bound


def test_text_without_spaces_is_not_one_word() -> None:
    assert counter("umt5").count("一位饱经风霜的老妇人站在灯塔上") >= 15


def test_byt5_counts_bytes() -> None:
    from transformers import ByT5Tokenizer

    reference: Any = ByT5Tokenizer()
    found = counter("byt5")
    assert found.exact
    for text in ("", "a lamp", "Élodie 灯台 🌊", "a </s> b</s>c <pad>  <extra_id_7> <extra_id_200>"):
        assert found.count(text) == len(reference(text).input_ids)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"model": {}}', "[" * 100_000, "\x00\xff"])
def test_a_broken_tokenizer_gives_the_bound_and_says_why(tmp_path: Path, content: str) -> None:
    (tmp_path / "tokenizer.json").write_text(content, encoding="latin-1")
    found = counter("umt5", tmp_path)
    assert not found.exact
    assert f"; {tmp_path / 'tokenizer.json'} is no tokenizer: " in found.how
    assert "\n" not in found.how
    assert found.count("a lamp") == counter("umt5").count("a lamp")


def test_what_is_no_file_or_too_large_gives_the_bound(tmp_path: Path) -> None:
    assert "no tokenizer.json" in counter("umt5", tmp_path / "nowhere").how
    (tmp_path / "one" / "tokenizer.json").mkdir(parents=True)
    assert "no tokenizer.json" in counter("umt5", tmp_path / "one").how
    (tmp_path / "two").mkdir()
    os.mkfifo(tmp_path / "two" / "tokenizer.json")
    assert "no tokenizer.json" in counter("umt5", tmp_path / "two").how
    (tmp_path / "three").mkdir()
    with (tmp_path / "three" / "tokenizer.json").open("wb") as file:
        file.truncate(500 * 2**20)
    assert "is larger than a tokenizer can be (500 MB)" in counter("umt5", tmp_path / "three").how
    (tmp_path / "four").mkdir()
    (tmp_path / "four" / "tokenizer.json").symlink_to("tokenizer.json")
    assert not counter("umt5", tmp_path / "four").exact


def test_a_tokenizer_kept_elsewhere_and_linked_is_read(tmp_path: Path) -> None:
    """As the cache of Hugging Face keeps its files."""
    _tokenizer(tmp_path / "blobs")
    (tmp_path / "snapshot" / "tokenizer").mkdir(parents=True)
    (tmp_path / "snapshot" / "tokenizer" / "tokenizer.json").symlink_to(tmp_path / "blobs" / "tokenizer.json")
    assert counter("umt5", tmp_path / "snapshot").exact
