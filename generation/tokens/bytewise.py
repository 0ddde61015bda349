"""ByT5's tokens: the bytes of the text, and an end mark."""

import re

_MARKS = re.compile(r"\s*(?:</s>|<pad>|<unk>)\s*|<extra_id_(?:\d|[1-9]\d|1[01]\d|12[0-4])>")
"""Signs of its own that a text may spell out; each is one token, the first three with the blanks around them."""


def count(text: str) -> int:
    """Return how many tokens the text is, with the end mark."""
    bare, marks = _MARKS.subn("", text)
    return len(bare.encode(errors="surrogatepass")) + marks + 1
