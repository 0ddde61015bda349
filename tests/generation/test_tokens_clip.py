"""CLIP's tokens are exactly those of transformers' CLIPTokenizer, built here from the same merges."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.tokens import clip, counter

if TYPE_CHECKING:
    from transformers import CLIPTokenizer

_BYTES = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]


@cache
def _reference() -> CLIPTokenizer:
    """CLIPTokenizer with the vocabulary in its published order: bytes, bytes that end a word, merges, marks."""
    from transformers import CLIPTokenizer

    packed = files("generation.tokens").joinpath("clip_merges.txt.gz").read_bytes()
    merges = [tuple(line.split()) for line in gzip.decompress(packed).decode("utf-8").splitlines()]
    letters = [chr(byte) for byte in _BYTES] + [chr(0x100 + index) for index in range(256 - len(_BYTES))]
    spelled = [*letters, *(f"{letter}</w>" for letter in letters), *("".join(pair) for pair in merges)]
    spelled += ["<|startoftext|>", "<|endoftext|>"]
    assert len(spelled) == 49408
    # Its annotation knows of strings only; the tokenizer inside takes pairs only.
    pairs = cast("list[str]", merges)
    return CLIPTokenizer(vocab={token: index for index, token in enumerate(spelled)}, merges=pairs)


def _agrees(text: str) -> None:
    reference = _reference()
    ids = reference(text).input_ids
    assert clip.tokens(text) == reference.convert_ids_to_tokens(ids)[1:-1]
    assert clip.count(text) == len(ids)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a",
        "A lighthouse keeper befriends a storm.",
        "She'll see it's Mara's; they've gone, I'd say 'sorry' and don't.",
        "ISO 1234567 f/2.8, 35mm, 24fps -- 4K!!! #wow @you",
        "déjà vu, naïve, Élodie, Ångström, e\u0301le\u0301phant, ΟΔΥΣΣΕΥΣ, İstanbul, ǅ, STRASSE straße",
        "一位饱经风霜的老妇人站在灯塔上。",
        "灯台守の女性が嵐と友達になる、そしてカモメ",
        "Старая смотрительница маяка\u00a0и буря",
        "🌊🧑‍🚒 ❤️ 👩🏽‍🎤 ½ ² Ⅷ ٣ ५",
        "&amp; &lt;b&gt; &quot;quoted&quot; &#39;",
        "tabs\tand\nnew\r\nlines \x0b\x0c\x1c\x1d\x1e\x1f\x85\u2003\u3000end",
        "<|startoftext|> a <|endoftext|><|ENDOFTEXT|> <|startoftext|",
        "'S 'T 'RE 'LL ''s ''' ’s don’t",
        "zero\u200bwidth\ufeffmarks\u00ad\u0000\u0007",
        "a" * 300 + "=" * 300 + "汉" * 300,
        "\U0001f1eb\U0001f1f7 ﷺ ﬁ ㎞ ①",
    ],
)
def test_the_tokens_of_hard_texts(text: str) -> None:
    _agrees(text)


_PIECES = st.sampled_from(
    [
        "'s",
        "'LL",
        " ",
        "  ",
        "\n",
        "’",
        "...",
        "12",
        "ß",
        "É",
        "e\u0301",
        "漢字",
        "кот",
        "🙂",
        "<|endoftext|>",
        "&amp;",
        "-",
        "Mara",
    ]
)


@given(
    st.lists(st.one_of(_PIECES, st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=8)), max_size=12)
)
def test_the_tokens_of_any_text(pieces: list[str]) -> None:
    _agrees("".join(pieces))


def test_the_counter_is_exact_without_any_file() -> None:
    found = counter("clip")
    assert (found.exact, found.how) == (True, "counted by CLIP's own tokenizer")
    assert found.count("a lighthouse keeper") == 5
    assert found.count("") == 2
