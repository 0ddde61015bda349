"""Which letters and signs of a text can be set, and how they are written then. Nothing is drawn here."""

import unicodedata
from functools import cache

from stitching.text.fonts import Faces, clusters, file_of, font_for_each, has, is_picture, stack

MISSING = "\u25a1"
"""Stands for what no font has; the sans face has it."""
_UNSEEN = ("Cc", "Cf", "Cs")
"""Categories without a shape; what is merely newer than this interpreter's tables has one."""
_SHAPING = frozenset("\u061c\u200c\u200d\u200e\u200f")
"""Unseen signs that text needs: what joins letters or keeps them apart, and marks of direction."""
_GREEK_ACCENTS = frozenset("\u0301\u0300\u0342\u0313\u0314\u0345")


def beyond(text: str, faces: Faces) -> str:
    """The letters and signs of a text that these faces do not have themselves, each once; emoji do not count."""
    paths = [file_of(face) for face in stack(faces)]
    letters = "".join(cluster for cluster in clusters(clean(text)) if not is_picture(cluster))
    return "".join(dict.fromkeys(letter for letter in letters if not any(has(path, letter) for path in paths)))


def clean(text: str) -> str:
    """Text that can be set on one line: composed, without control characters and direction overrides."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(
        "".join(x if x in _SHAPING or unicodedata.category(x) not in _UNSEEN else " " for x in composed).split()
    )


def settable(text: str, faces: Faces) -> str:
    """`clean` text without the emoji that no font at hand has, and with a box for each other sign, so that it is missed."""
    return clean("".join(cluster if _set(cluster, faces) else _instead(cluster) for cluster in clusters(clean(text))))


def _instead(cluster: str) -> str:
    return "" if is_picture(cluster) and cluster[0] < "\U0001fb00" else MISSING


def unpictured(text: str, faces: Faces) -> str:
    """The emoji of a text that no font at hand has, each once."""
    found = (x for x in clusters(clean(text)) if is_picture(x) and x[0] < "\U0001fb00" and not _set(x, faces))
    return "".join(dict.fromkeys(found))


def without_pictures(text: str, faces: Faces) -> str:
    """The text without the emoji that no font at hand has; the rest as it was written."""
    lost = set(clusters(unpictured(text, faces)))
    return " ".join("".join(x for x in clusters(text) if x not in lost).split()) if lost else text


def lacking(text: str, faces: Faces) -> str:
    """The letters of a text that no font at hand can set (signs and pictures do not count)."""
    text = clean(text)
    if text.isascii():
        return ""
    if not _shapes() and any(_needs_shaping(letter) for letter in text):
        return "".join(dict.fromkeys(letter for letter in text if _needs_shaping(letter)))
    found = (x for x in clusters(text) if unicodedata.category(x[0])[0] in "LM" and not _set(x, faces))
    return "".join(dict.fromkeys("".join(found)))


def _set(cluster: str, faces: Faces) -> bool:
    return font_for_each(cluster, stack(faces)) is not None


@cache
def _shapes() -> bool:
    """Whether letters that join, stack or run from right to left come out right here."""
    from PIL import features

    return bool(features.check("raqm"))


@cache
def _needs_shaping(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL") or unicodedata.category(letter) == "Mc"


def in_capitals(text: str) -> str:
    """The text in capitals as its script has them: Greek ones carry no accents, and Georgian is not set in capitals."""
    return unicodedata.normalize("NFC", "".join(_capital(letter) for letter in unicodedata.normalize("NFC", text)))


@cache
def _capital(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if name.startswith("GEORGIAN"):
        return letter
    if name.startswith("GREEK"):
        bare = (sign for sign in unicodedata.normalize("NFD", letter) if sign not in _GREEK_ACCENTS)
        return "".join(bare).upper()
    return letter.upper()
