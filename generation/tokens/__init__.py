"""How many tokens a text is for a model's text encoder: exactly where that can be known, else by a bound that is not exceeded.

CLIP's vocabulary is here, so its tokens are always exact, and so are ByT5's, which are bytes. Any other encoder's are where
the model's `tokenizer.json` is on this machine (and the package `tokenizers`, of the extra `local`); else they are bounded.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generation.tokens import bytewise, clip
from generation.tokens.bound import MARKS, WORST, bound
from generation.tokens.own import own_count

__all__ = ["WORST", "Counter", "counter"]


@dataclass(frozen=True)
class Counter:
    """Counts the tokens of a text as the encoder does, its begin and end marks included."""

    encoder: str
    exact: bool
    how: str
    """In words, e.g. `counted by CLIP's own tokenizer`, `estimated at 1.9 tokens a word`."""
    count: Callable[[str], int]


def counter(encoder: str, folder: Path | None = None) -> Counter:
    """Return what counts for an encoder; `folder` is where the model's own tokenizer is (`tokenizer.json`), if it is here.

    A tokenizer that is not there, or that cannot be read, gives the bound, and `how` says why: a prompt is compiled all the
    same, and whether the checkpoint is whole is for its loading to say.
    """
    if encoder == "clip":
        return Counter(encoder, exact=True, how="counted by CLIP's own tokenizer", count=clip.count)
    if encoder == "byt5":
        return Counter(encoder, exact=True, how="counted in bytes, as ByT5 does", count=bytewise.count)
    found = own_count(encoder, folder) if folder is not None else None
    if callable(found):
        return Counter(encoder, exact=True, how="counted by the model's own tokenizer", count=found)
    how = f"estimated at {WORST} tokens a word, or as CLIP counts where that is more" + (f"; {found}" if found else "")
    return Counter(encoder, exact=False, how=how, count=lambda text: bound(text, MARKS.get(encoder, 2)))
