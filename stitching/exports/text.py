"""Words of a film made fit for other programs' files."""

import unicodedata

_LINE_ENDS = {"\n": "\n", "\t": "\t"}


def clean(text: str) -> str:
    """The text without what no file format takes: control characters, halves of letters; line ends are `\\n`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter in _LINE_ENDS or _fit(letter))


def _fit(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs") and ord(letter) & 0xFFFE != 0xFFFE


def one_line(text: str, most: int = 0) -> str:
    """The text on one line; with `most`, no longer than that."""
    line = " ".join(clean(text).split())
    return line if not most or len(line) <= most else line[: most - 1].rstrip() + "…"
