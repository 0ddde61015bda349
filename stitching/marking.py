"""How a film says how it was made: MP4 tags, and an XMP packet with the IPTC digital source type.

The packet is a `uuid` box of its own at the end of the file (XMP specification, part 3, "MPEG-4"): nothing before it
moves, so offsets stay right, and players skip boxes that they do not know.
"""

import os
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, get_args
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from stitching.errors import MediaError
from stitching.timeline import Marking

_XMP = bytes.fromhex("BE7ACFCB97A942E89C71999491E3AFAC")
_CODES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_LARGEST = 1 << 20
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def tags(marking: Marking) -> dict[str, str]:
    """The MP4 tags of the film."""
    said = {"title": marking.title, "artist": marking.author, "comment": marking.comment}
    return {name: _clean(value) for name, value in said.items() if value}


def mark(film: Path, marking: Marking) -> None:
    """Append the XMP packet; one that is there already is replaced."""
    with film.open("rb+") as file:
        found = next((start for start, _, kind, head in _boxes(file) if kind == b"uuid" and head == _XMP), None)
        if found is not None:
            _must_be_last(film, file, found)
            file.truncate(found)
        packet = _packet(marking)
        file.seek(0, os.SEEK_END)
        file.write(struct.pack(">I4s", 8 + len(_XMP) + len(packet), b"uuid") + _XMP + packet)


def read_marking(film: Path) -> Marking | None:
    """What the film's XMP packet says; None where there is none."""
    with film.open("rb") as file:
        for start, size, kind, head in _boxes(file):
            if kind == b"uuid" and head == _XMP and size <= _LARGEST:
                file.seek(start + 24)
                return _parsed(film, file.read(size - 24))
    return None


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text)


def _packet(marking: Marking) -> bytes:
    def alternatives(name: str, value: str) -> str:
        text = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(_clean(value))}</rdf:li></rdf:Alt>'
        return f"<dc:{name}>{text}</dc:{name}>" if value else ""

    author = f"<rdf:Seq><rdf:li>{escape(_clean(marking.author))}</rdf:li></rdf:Seq>"
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">'
        f'<rdf:Description rdf:about="" xmlns:dc="{_DUBLIN}" xmlns:Iptc4xmpExt="{_IPTC}">'
        f"<Iptc4xmpExt:DigitalSourceType>{_CODES}{marking.source_type}</Iptc4xmpExt:DigitalSourceType>"
        f"{alternatives('title', marking.title)}{alternatives('description', marking.comment)}"
        f"{f'<dc:creator>{author}</dc:creator>' if marking.author else ''}"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def _parsed(film: Path, packet: bytes) -> Marking | None:
    try:
        root = ElementTree.fromstring(packet)
    except ElementTree.ParseError as error:
        raise MediaError(f"{film}: its XMP packet cannot be read ({error})") from None
    found = root.find(f".//{{{_RDF}}}Description")
    if found is None:
        return None

    def text(name: str) -> str:
        item = found.find(f"{{{_DUBLIN}}}{name}//{{{_RDF}}}li")
        return (item.text or "") if item is not None else ""

    kind = (found.findtext(f"{{{_IPTC}}}DigitalSourceType") or "").rpartition("/")[2]
    if kind not in get_args(Marking.model_fields["source_type"].annotation):
        return None
    said = {"title": text("title"), "author": text("creator"), "comment": text("description"), "source_type": kind}
    return Marking.model_validate(said)


def _boxes(file: BinaryIO) -> Iterator[tuple[int, int, bytes, bytes]]:
    """(start, size, kind, the first 16 bytes inside) of each box at the top of the file."""
    end = file.seek(0, os.SEEK_END)
    at = 0
    while at + 8 <= end:
        file.seek(at)
        size, kind = struct.unpack(">I4s", file.read(8))
        if size == 1:
            size = struct.unpack(">Q", file.read(8))[0]
        elif size == 0:
            size = end - at
        if size < 8:
            return
        yield at, size, kind, file.read(16)
        at += size


def _must_be_last(film: Path, file: BinaryIO, start: int) -> None:
    if any(other > start for other, *_ in _boxes(file)):
        raise MediaError(f"{film}: its XMP packet is not the last part of the file, so it cannot be replaced")
