"""Footage that breaks off or has a hole: what is there is used, a little is filled in, and more than that is refused."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stitching.errors import MediaError
from stitching.footage import conform, sound_of
from stitching.mezzanine import read, verify

FILM = Fraction(24)
FRAMES = 48


def whole(path: Path, codec: str = "ffv1") -> Path:
    """Two seconds whose pictures are all of one size in bytes: each is a keyframe, five levels brighter than the last."""
    import av

    chance = np.random.default_rng(1)
    noise = chance.integers(-3, 4, (36, 64, 3))
    with av.open(str(path), "w", options={"movflags": "faststart"} if path.suffix == ".mov" else {}) as container:
        stream: Any = container.add_stream(codec, rate=24, options={"g": "1"})
        stream.width, stream.height = 64, 36
        stream.pix_fmt = "yuvj422p" if codec == "mjpeg" else "yuv422p10le" if codec == "prores_ks" else "yuv420p"
        for number in range(FRAMES):
            picture = (10 + 5 * number % 240 + noise).clip(0, 255).astype(np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return path


def cut(path: Path, frames: float) -> Path:
    """The file, cut off within the packet of picture `frames`."""
    from stitching.opening import opened_media

    with opened_media(path) as container:
        packets = [(packet.pos, packet.size) for packet in container.demux(video=0) if packet.size]
    begin, size = packets[int(frames)]
    path.write_bytes(path.read_bytes()[: begin + round(size * (frames % 1))])
    return path


def shades(path: Path) -> list[float]:
    return [((float(planes[:36].mean()) - 16) / 219 * 255 - 10) / 5 for planes in read(path)]


KINDS = [("a.mkv", "ffv1"), ("a.mov", "prores_ks"), ("a.avi", "mjpeg"), ("a.mov", "mjpeg")]


@pytest.mark.parametrize(("name", "codec"), KINDS)
def test_what_lies_before_the_break_is_used(tmp_path: Path, name: str, codec: str) -> None:
    source, target = cut(whole(tmp_path / name, codec), 30.5), tmp_path / "clip.mp4"
    for start, frames in ((0.0, 24), (0.5, 12), (0.0, 30)):
        made = conform(source, target, 64, 36, FILM, start=start, frames=frames)
        assert not any("broken" in words for words in made.done)
        assert shades(target) == pytest.approx(list(range(round(start * 24), round(start * 24) + frames)), abs=0.6)


@pytest.mark.parametrize(("name", "codec"), KINDS)
def test_a_short_loss_is_held_and_a_long_one_refused(tmp_path: Path, name: str, codec: str) -> None:
    source, target = cut(whole(tmp_path / name, codec), 30.5), tmp_path / "clip.mp4"
    made = conform(source, target, 64, 36, FILM, start=0.5, frames=24)
    verify(target, 64, 36, FILM, 24)
    assert "the last 0.2 s are broken: the last good picture is held" in made.done
    assert shades(target)[12:] == pytest.approx([24, 25, 26, 27, 28, 29, *[29] * 6], abs=0.6)
    with pytest.raises(
        MediaError, match=r"a\.\w+: is broken after 1\.25 s, and 2\.00 s from 0\.00 s on were asked for"
    ):
        conform(source, target, 64, 36, FILM, frames=48)
    assert not target.exists()


@pytest.mark.parametrize(("name", "codec"), [("a.mkv", "ffv1"), ("a.mov", "prores_ks")])
def test_footage_taken_whole_ends_where_it_breaks(tmp_path: Path, name: str, codec: str) -> None:
    source, target = cut(whole(tmp_path / name, codec), 40.5), tmp_path / "clip.mp4"
    made = conform(source, target, 64, 36, FILM)
    assert made.frames == 40
    assert "the last 0.3 s are broken and left out" in made.done
    with pytest.raises(MediaError, match=r"is broken after 0\.83 s of 2\.00 s; take it to an end before that"):
        conform(cut(source, 20.5), target, 64, 36, FILM)


def test_a_hole_is_held_over_or_refused(tmp_path: Path) -> None:
    from stitching.opening import opened_media

    source, target = whole(tmp_path / "a.mov", "prores_ks"), tmp_path / "clip.mp4"
    with opened_media(source) as container:
        packets = [(packet.pos, packet.size) for packet in container.demux(video=0) if packet.size]
    good = source.read_bytes()
    for broken, refused in ((range(20, 24), False), (range(20, 40), True)):
        damaged = bytearray(good)
        for number in broken:
            begin, size = packets[number]
            damaged[begin : begin + size] = bytes(size)
        source.write_bytes(damaged)
        if refused:
            with pytest.raises(MediaError, match=r"a\.mov: is broken from 0\.83 s to 1\.67 s"):
                conform(source, target, 64, 36, FILM)
            assert conform(source, target, 64, 36, FILM, frames=20).frames == 20
            assert conform(source, target, 64, 36, FILM, start=1.7, frames=5).frames == 5
        else:
            made = conform(source, target, 64, 36, FILM)
            assert made.frames == FRAMES
            assert "0.2 s at 0.8 s are broken: the picture before is held" in made.done


def test_the_sound_of_a_broken_file_is_filled_with_silence(tmp_path: Path) -> None:
    import av

    with av.open(str(tmp_path / "a.wav"), "w") as container:
        stream: Any = container.add_stream("pcm_s16le", rate=48_000, layout="stereo")
        tone: Any = av.AudioFrame.from_ndarray(np.full((1, 96_000), 8000, np.int16), format="s16", layout="stereo")
        tone.sample_rate = 48_000
        container.mux(stream.encode(tone))
        container.mux(stream.encode(None))
    data = (tmp_path / "a.wav").read_bytes()
    (tmp_path / "a.wav").write_bytes(data[: len(data) // 2])
    sound = sound_of(tmp_path / "a.wav", 0, 1)
    assert sound is not None
    assert sound.shape == (2, 48_000)
    assert sound[:, :23_000] == pytest.approx(8000 / 32768, abs=1e-3)
    assert not sound[:, 24_500:].any()
