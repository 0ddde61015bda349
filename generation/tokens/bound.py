"""A bound for encoders whose tokenizer is not here: so many tokens a word, and never less than CLIP takes.

CLIP knows English and falls back on bytes for other scripts, as no other encoder does more often. So where words are no
measure (text without spaces, scripts other than Latin, strings of digits and signs), its count is a bound, a generous one.
"""

import math

from generation.tokens import clip

WORST = 1.9
"""Tokens a word at most, measured over 4,600 published English prompts (1.3 to 1.4 on average)."""
MARKS = {"t5": 1, "umt5": 1, "llama": 1, "gemma": 1, "qwen": 0, "qwen-vl": 0}
"""The begin and end marks that each encoder adds."""


def bound(text: str, marks: int) -> int:
    """Return a bound on the tokens of a text, with `marks` begin and end marks."""
    return max(math.ceil(WORST * len(text.split())), clip.count(text) - 2) + marks
