"""Fonts: whether a .ttf or .otf file has the structure of one (https://learn.microsoft.com/typography/opentype/spec/otff)."""

import struct
from pathlib import Path

_KINDS = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_HEAD = struct.Struct(">4sH6x")
_TABLE = struct.Struct(">4s4xII")
_MOST_TABLES = 64
_NEEDED = frozenset({b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name"})
_OUTLINES = (frozenset({b"glyf", b"loca"}), frozenset({b"CFF "}), frozenset({b"CFF2"}))
_MARK = (12, b"\x5f\x0f\x3c\xf5")
"""Where the table `head` has a number that is the same in every font."""


def font_fault(path: Path) -> str | None:
    """Return why a file is no TrueType or OpenType font, None if it is one.

    Raises:
        OSError: if it cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        first = file.read(_HEAD.size)
        if len(first) < _HEAD.size or first[:4] not in _KINDS:
            what = {
                b"ttcf": "is a collection of fonts",
                b"wOFF": "is a font for web pages",
                b"wOF2": "is a font for web pages",
            }
            return f"{what.get(first[:4], 'is no font')}; use a TrueType or OpenType font (.ttf, .otf)"
        count = _HEAD.unpack(first)[1]
        rows = file.read(min(count, _MOST_TABLES) * _TABLE.size)
        if not 0 < count <= _MOST_TABLES or len(rows) != count * _TABLE.size:
            return "is a broken font: its list of tables is cut off or too long; get it again"
        tables = {tag: (start, length) for tag, start, length in _TABLE.iter_unpack(rows)}
        if len(tables) != count or any(start + length > size for start, length in tables.values()):
            return "is a broken font: its tables reach past its end; get it again"
        if not tables.keys() >= _NEEDED or not any(tables.keys() >= outlines for outlines in _OUTLINES):
            return "is a font without outlines, or without what every font has; use another one"
        file.seek(tables[b"head"][0] + _MARK[0])
        if file.read(4) != _MARK[1]:
            return "is a broken font: its head is none; get it again"
    return None
