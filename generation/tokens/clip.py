"""CLIP's byte-level BPE, with the vocabulary of OpenAI's release: the same tokens as `CLIPTokenizer` of transformers.

`clip_merges.txt.gz` holds the 48,894 merges that CLIP uses, the first ones of OpenAI's file (MIT, see CLIP-LICENSE.txt).
"""

import gzip
import heapq
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

_BEGIN, _END = "<|startoftext|>", "<|endoftext|>"
_MARKS = re.compile(f"({re.escape(_BEGIN)}|{re.escape(_END)})")
_SPACES = re.compile("[\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
"""White space as Unicode has it; Python's also takes the separators U+001C to U+001F, which are signs to CLIP."""
_WORDS = re.compile(r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[a-z]+|[0-9]|[^ a-z0-9]+")
"""Over the shadow of a text (see `_shadow`)."""
_WITHIN = re.compile(r"[a-z]+|[^a-z]+")
_LONG = 64
"""Words of more letters are not kept: nobody writes them twice."""


def count(text: str) -> int:
    """Return how many tokens the text is, with the begin and the end mark."""
    found = 2
    for part in _MARKS.split(text):
        found += 1 if part in (_BEGIN, _END) else sum(len(_split(word)) for word in _words(part))
    return found


def tokens(text: str) -> list[str]:
    """Return the tokens between the begin and the end mark, as the vocabulary spells them."""
    found: list[str] = []
    for part in _MARKS.split(text):
        if part in (_BEGIN, _END):
            found.append(part)
        else:
            for word in _words(part):
                found += _split(word)
    return found


def _words(text: str) -> Iterator[str]:
    """Yield the runs of letters, single digits and runs of other signs of a text, in the normal form that CLIP reads."""
    composed = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    # Sign by sign: a sigma at the end of a word has a small form of its own in Python, but not in the tokenizer.
    plain = composed.lower() if composed.isascii() else "".join(sign.lower() for sign in composed)
    for match in _WORDS.finditer(_shadow(plain)):
        word = plain[match.start() : match.end()]
        yield from _WITHIN.findall(word) if word in (_BEGIN, _END) else (word,)


def _shadow(text: str) -> str:
    """The text with a sign of ASCII in place of every other sign: `z` for letters, `0` for numbers, `!` for the rest."""
    if text.isascii():
        return text
    return "".join(sign if sign.isascii() else _CLASSES.get(unicodedata.category(sign)[0], "!") for sign in text)


_CLASSES = {"L": "z", "N": "0"}


def _split(word: str) -> tuple[str, ...]:
    return _kept(word) if len(word) <= _LONG else _merged(word)


@lru_cache(maxsize=8192)
def _kept(word: str) -> tuple[str, ...]:
    return _merged(word)


def _merged(word: str) -> tuple[str, ...]:
    """Merge a word's bytes, always the pair that comes first in the vocabulary: a heap of pairs over a linked list."""
    ranks, letters = _vocabulary()
    parts = [letters[byte] for byte in word.encode(errors="surrogatepass")]
    parts[-1] += "</w>"
    after = list(range(1, len(parts) + 1))
    before = list(range(-1, len(parts) - 1))
    heap: list[tuple[int, int, str]] = []

    def offer(left: int) -> None:
        pair = f"{parts[left]} {parts[after[left]]}"
        if (rank := ranks.get(pair)) is not None:
            heapq.heappush(heap, (rank, left, pair))

    for index in range(len(parts) - 1):
        offer(index)
    while heap:
        _, left, pair = heapq.heappop(heap)
        right = after[left]
        if not parts[left] or right >= len(parts) or f"{parts[left]} {parts[right]}" != pair:
            continue
        parts[left], parts[right] = parts[left] + parts[right], ""
        after[left] = after[right]
        if after[left] < len(parts):
            before[after[left]] = left
            offer(left)
        if before[left] >= 0:
            offer(before[left])
    return tuple(part for part in parts if part)


@cache
def _vocabulary() -> tuple[Mapping[str, int], tuple[str, ...]]:
    """The rank of each merge (`i n`), and the letter that stands for each byte."""
    packed = files("generation.tokens").joinpath("clip_merges.txt.gz").read_bytes()
    merges = gzip.decompress(packed).decode("utf-8").splitlines()
    return {merge: rank for rank, merge in enumerate(merges)}, _letters()


def _letters() -> tuple[str, ...]:
    """Bytes that print stand for themselves, the others for the letters from U+0100 on, in order."""
    printing = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    others = iter(range(0x100, 0x200))
    return tuple(chr(byte) if byte in printing else chr(next(others)) for byte in range(256))
