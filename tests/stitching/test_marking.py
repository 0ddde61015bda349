"""What a film says of itself: readable, harmless to players, and put in once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from stitching.errors import MediaError
from stitching.marking import mark, read_marking
from stitching.mezzanine import opened, read, verify
from stitching.picture import assemble
from stitching.timeline import Item, Marking, Source, Timeline

MakeClip = Callable[..., Source]
SAID = Marking(
    title='Tom & <Jerry> "4"',
    author="Ärger]]>",
    comment="x\x00y\nz",
    source_type="compositeWithTrainedAlgorithmicMedia",
)


def _film(make_clip: MakeClip, tmp_path: Path, marking: Marking) -> Path:
    out = tmp_path / "film.mp4"
    items = (Item(id="a", frames=30, source=make_clip(30)),)
    assemble(Timeline(width=160, height=90, items=items, marking=marking), {}, None, out)
    return out


def test_the_film_says_how_it_was_made(make_clip: MakeClip, tmp_path: Path) -> None:
    out = _film(make_clip, tmp_path, SAID)
    assert read_marking(out) == SAID.model_copy(update={"comment": "x y\nz"})
    packet = out.read_bytes().split(bytes.fromhex("BE7ACFCB97A942E89C71999491E3AFAC"))[1].decode()
    assert "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia<" in packet
    with opened(out) as container:
        assert container.metadata["title"] == SAID.title
        assert container.metadata["artist"] == SAID.author
    assert len(list(read(out))) == 30


def test_marking_again_replaces_it(make_clip: MakeClip, tmp_path: Path) -> None:
    out = _film(make_clip, tmp_path, SAID)
    size = out.stat().st_size
    mark(out, Marking(title="Other"))
    assert read_marking(out) == Marking(title="Other")
    assert out.stat().st_size < size
    assert out.read_bytes().count(bytes.fromhex("BE7ACFCB97A942E89C71999491E3AFAC")) == 1
    with opened(out) as container:
        rate = container.streams.video[0].average_rate
    verify(out, 160, 90, rate, 30)


def test_files_without_it_say_nothing(make_clip: MakeClip, tmp_path: Path) -> None:
    assert read_marking(make_clip(30).path) is None
    for junk in (b"", b"\x00\x00\x00\x04ftyp" * 3, b"\x00\x00\x00\x01mdat" + b"\xff" * 8, b"hello"):
        (tmp_path / "junk").write_bytes(junk)
        assert read_marking(tmp_path / "junk") is None


def test_a_packet_in_the_middle_is_not_cut_out(make_clip: MakeClip, tmp_path: Path) -> None:
    out = _film(make_clip, tmp_path, SAID)
    with out.open("ab") as file:
        file.write(b"\x00\x00\x00\x08free")
    with pytest.raises(MediaError, match="not the last part"):
        mark(out, SAID)
