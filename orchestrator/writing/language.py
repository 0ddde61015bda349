"""Which language a text is plainly in; nothing is said where there is doubt."""

import re

_SCRIPTS = (
    ("ja", "Japanese", r"[\u3040-\u30ff]"), ("zh", "Chinese", r"[\u3400-\u9fff]"), ("ko", "Korean", r"[\uac00-\ud7af]"),
    ("ru", "Russian", r"[\u0400-\u04ff]"), ("el", "Greek", r"[\u0370-\u03ff]"), ("he", "Hebrew", r"[\u0590-\u05ff]"),
    ("ar", "Arabic", r"[\u0600-\u06ff]"), ("hi", "Hindi", r"[\u0900-\u097f]"), ("th", "Thai", r"[\u0e00-\u0e7f]"),
)  # fmt: skip
_COMMON = (
    ("fr", "French", "le la les des du une et est dans qui que avec pour elle il son sa ses ne pas au aux était mais"),
    ("es", "Spanish", "el los las una y es en que con para ella su sus no del al era pero por muy había se lo"),
    (
        "de",
        "German",
        "der die das ein eine einen und ist nicht mit auf dem den im zu von sich er sie es war aber hatte",
    ),
    ("it", "Italian", "il lo gli una e che con per di non del della nel suo sua era ma si un le è anche"),
    ("pt", "Portuguese", "o os as uma e que com para não do da dos das no na seu sua era mas um em ao se"),
    ("nl", "Dutch", "de het een en is niet met op van zijn haar hij zij naar die dat was maar er ze te"),
)
_ENGLISH = frozenset(
    ["the", "and", "is", "was", "to", "of", "a", "with", "her", "his", "he", "she", "that", "in", "who", "it"]
)
_FEWEST_WORDS = 20
_FAR_AHEAD = 0.2
"""Share of the words that are common ones of the language, in running text of it."""


def script_of(text: str) -> tuple[str, str] | None:
    """Return the tag and the name of the language whose own script most of a text is in."""
    letters = sum(sign.isalpha() for sign in text)
    for tag, name, pattern in _SCRIPTS:
        found = len(re.findall(pattern, text))
        if found * (4 if tag == "ja" else 2) > letters > 0:
            return tag, name
    return None


def language_of(text: str) -> tuple[str, str] | None:
    """Return the tag and the name of the language that a text is plainly in, None for English and wherever one may doubt."""
    if found := script_of(text):
        return found
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < _FEWEST_WORDS:
        return None
    shares = {
        (tag, name): sum(word in common for word in words) / len(words)
        for tag, name, listed in _COMMON
        for common in [frozenset(listed.split())]
    }
    english = sum(word in _ENGLISH for word in words) / len(words)
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= _FAR_AHEAD and english < shares[best] / 3 else None
