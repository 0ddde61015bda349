"""Emphasis: *italics*, **bold**, ***both***, _underline_, alone or within each other, never across a line's end."""

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

_SIGNS = {"***": ("bold", "italic"), "**": ("bold",), "*": ("italic",), "_": ("underline",)}
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
    for sign in _SIGNS:
        on, off = next(free), next(free)
        switches |= {on: (sign, 1), off: (sign, -1)}
        text = _switched(text, sign, on, off, "".join(switches))
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


def _switched(text: str, sign: str, on: str, off: str, seen: str) -> str:
    """Return `text` with `on` and `off` in place of every pair of signs.

    A sign opens before a sign that is seen, and closes behind one; a backslash before it takes its meaning away; a row of
    nothing but signs is a row of signs. `seen` are the switches that are in the text. Each opening one looks its closing one
    up, so that a line full of lone signs takes no longer than another.
    """
    width = len(sign)
    closing = [at for at in _places(text, sign) if at and not text[at - 1].isspace() and text[at - 1] != "\\"]
    ends = list(_places(text, "\n"))
    pieces: list[str] = []
    done = 0
    for at in _places(text, sign):
        inside = at + width
        if at < done or (at and text[at - 1] == "\\") or not text[inside : inside + 1].strip():
            continue
        index = bisect.bisect_left(closing, inside + 1)
        end = bisect.bisect_left(ends, inside)
        if index == len(closing) or (end < len(ends) and closing[index] > ends[end]):
            continue
        words = text[inside : closing[index]]
        if words.strip(f"*_{seen}"):
            pieces += [text[done:at], on, words, off]
            done = closing[index] + width
    return "".join([*pieces, text[done:]])


def _places(text: str, sign: str) -> Iterator[int]:
    """Yield every place of a sign, overlapping ones too."""
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


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
