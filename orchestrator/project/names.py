"""Names that can be ids, files and folders, from any text."""

import re
import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})


def slug(text: str, fallback: str = "film") -> str:
    """Return `text` as an id: lower-case letters, digits and hyphens, at most 64 of them."""
    folded = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    plain = re.sub(r"['’`]", "", folded.encode("ascii", "ignore").decode())
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > 64:
        words = words[:65].rsplit("-", 1)[0][:64].strip("-")
    return words or fallback
