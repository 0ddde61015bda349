"""Emphasis: *italics*, **bold**, ***both***, _underline_, alone or within each other, never across a line's end."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

_SIGNS = {"***": ("bold", "italic"), "**": ("bold",), "*": ("italic",), "_": ("underline",)}
_PATTERNS = {
    sign: re.compile(rf"(?<!\\){re.escape(sign)}(?=\S)((?:\\.|[^\\\n])+?)(?<=[^\s\\]){re.escape(sign)}")
    for sign in _SIGNS
}
_PRIVATE = range(0xE000, 0xF8FF)
_SPECIAL = re.compile(r"([\\*_\[\]])")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False

    @property
    def sign(self) -> str:
        """What stands on both sides of it but for the underline."""
        return "*" * (2 * self.bold + self.italic)


def runs(text: str) -> tuple[Run, ...]:
    """Return words with their looks; a lone or escaped sign is a sign. Backslashes stay."""
    if "*" not in text and "_" not in text:
        return (Run(text),) if text else ()
    free = (chr(code) for code in _PRIVATE if chr(code) not in text)
    switches: dict[str, tuple[str, int]] = {}
    for sign, pattern in _PATTERNS.items():
        on, off = next(free), next(free)
        switches |= {on: (sign, 1), off: (sign, -1)}
        text = pattern.sub(lambda match, on=on, off=off: f"{on}{match[1]}{off}", text)
    depth: dict[str, int] = {"bold": 0, "italic": 0, "underline": 0}
    found: list[Run] = []
    for piece in re.split(f"([{''.join(switches)}])", text):
        if piece in switches:
            sign, step = switches[piece]
            for look in _SIGNS[sign]:
                depth[look] += step
        elif piece:
            found.append(Run(piece, **{look: count > 0 for look, count in depth.items()}))
    return tuple(found)


def without_emphasis(text: str) -> str:
    """Return `text` without the signs of bold, italics and underline; a lone or escaped sign stays."""
    return "".join(run.text for run in runs(text))


def marked(pieces: Iterable[Run]) -> str:
    """Return words as Fountain shows them with these looks; every sign in the words stands for itself.

    Where looks meet in a way that Fountain has no signs for, or would open a boneyard, the words win and the looks go.
    """
    looks = groupby(pieces, key=lambda run: replace(run, text=""))
    merged = [replace(look, text="".join(run.text for run in group)) for look, group in looks]
    text = "".join(_signed(run) for run in merged)
    words = "".join(run.text for run in merged)
    if "/*" not in text and re.sub(r"\\(.)", r"\1", without_emphasis(text)) == words:
        return text
    return _SPECIAL.sub(r"\\\1", words)


def _signed(run: Run) -> str:
    words = run.text.strip()
    if not words:
        return run.text
    start = len(run.text) - len(run.text.lstrip())
    inner = _SPECIAL.sub(r"\\\1", words)
    line = "_" if run.underline else ""
    return f"{run.text[:start]}{line}{run.sign}{inner}{run.sign}{line}{run.text[start + len(words) :]}"
