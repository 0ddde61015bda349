"""The one encoding: exact, whole, the same settings everywhere, and footage brought into it."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from stitching.errors import MediaError
from stitching.footage import conform
from stitching.mezzanine import Writer, glimpses, group, opened, probe, read, verify

FILM = Fraction(24000, 1001)
KEYS = (0, 12, 24, 48, 72)


def _write(path: Path, frames: int, rate: Fraction = FILM, noise: int = 0) -> None:
    chance = np.random.default_rng(noise)
    with Writer(path, 96, 64, rate) as writer:
        for index in range(frames):
            picture = np.full((64, 96, 3), index * 4 % 256, np.uint8)
            if noise:
                picture[:] = chance.integers(0, 255, picture.shape)
            writer.write(picture)
    assert writer.frames == frames


@pytest.mark.parametrize("frames", [1, 2, 3, 23, 24, 25, 60])
def test_every_frame_is_there(tmp_path: Path, frames: int) -> None:
    path = tmp_path / "clip.mp4"
    _write(path, frames)
    verify(path, 96, 64, FILM, frames)
    assert probe(path).frames == frames
    shades = [round((int(planes[5, 5]) - 16) / 219 * 255 / 4) for planes in read(path)]
    assert shades == pytest.approx([index % 64 for index in range(frames)], abs=1)


def test_reading_begins_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    _write(path, 60)
    whole = list(read(path))
    for first in (0, 1, 23, 24, 25, 47, 59):
        assert all(np.array_equal(a, b) for a, b in zip(read(path, first), whole[first:], strict=True))
        assert len(list(read(path, first, min(3, 60 - first)))) == min(3, 60 - first)
    with pytest.raises(MediaError, match="only 60 frames where 62"):
        list(read(path, 50, 12))


def test_keyframes_stand_at_each_group_and_settings_are_the_same(tmp_path: Path) -> None:
    settings = set[bytes]()
    for noise, frames in ((0, 50), (1, 7)):
        path = tmp_path / f"{noise}.mp4"
        _write(path, frames, noise=noise)
        with opened(path) as container:
            stream = container.streams.video[0]
            settings.add(bytes(stream.codec_context.extradata))
            packets = [packet for packet in container.demux(stream) if packet.pts is not None]
            keys = [round(packet.pts * stream.time_base * FILM) for packet in packets if packet.is_keyframe]
            assert keys == [at for at in range(frames) if group(at)[0] == at] == [at for at in KEYS if at < frames]
            assert (stream.codec_context.colorspace, stream.codec_context.color_range) == (1, 1)
    assert len(settings) == 1


def test_colours_are_bt709_and_alpha_is_ignored(tmp_path: Path) -> None:
    path = tmp_path / "red.mp4"
    red = np.zeros((64, 96, 4), np.uint8)
    red[..., 0] = 255
    with Writer(path, 96, 64, Fraction(24)) as writer:
        writer.write(red)
    flat = next(read(path)).reshape(-1)
    assert (flat[0], flat[96 * 64], flat[-1]) == (63, 102, 240)


def _write_two(path: Path) -> None:
    with Writer(path, 96, 64, FILM) as writer:
        writer.write(np.zeros((64, 96, 3), np.uint8))
        writer.write(np.zeros((64, 98, 3), np.uint8))


def test_an_error_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    with pytest.raises(MediaError, match="does not fit 96x64"):
        _write_two(path)
    assert not path.exists()
    with pytest.raises(MediaError, match="no picture"), Writer(path, 96, 64, FILM):
        pass
    assert not path.exists()
    with pytest.raises(MediaError, match="must be even"):
        Writer(path, 95, 64, FILM)


def test_verify_refuses_what_is_not_whole(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    _write(path, 30, noise=3)
    with pytest.raises(MediaError, match="has 30 frames, not 31"):
        verify(path, 96, 64, FILM, 31)
    with pytest.raises(MediaError, match="not 96x66"):
        verify(path, 96, 66, FILM, 30)
    half = tmp_path / "half.mp4"
    half.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(MediaError, match=r"half\.mp4"):
        verify(half, 96, 64, FILM, 30)
    with pytest.raises(MediaError, match="no such file"):
        verify(tmp_path / "none.mp4", 96, 64, FILM, 30)


def _footage(path: Path, codec: str, rate: int, frames: int, size: tuple[int, int] = (120, 80)) -> None:
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height = size
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        for index in range(frames):
            picture = np.full((size[1], size[0], 3), index * 4, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))


@pytest.mark.parametrize(
    ("name", "codec", "rate"), [("a.mp4", "libx264", 30), ("b.mkv", "mpeg4", 60), ("c.avi", "mjpeg", 10)]
)
def test_footage_shows_the_nearest_frame(tmp_path: Path, name: str, codec: str, rate: int) -> None:
    _footage(tmp_path / name, codec, rate, 50)
    target = tmp_path / "clip.mp4"
    frames = conform(tmp_path / name, target, 96, 64, Fraction(24)).frames
    assert frames == round(50 * 24 / rate)
    verify(target, 96, 64, Fraction(24), frames)
    for start in (0.0, 0.2):
        assert conform(tmp_path / name, target, 96, 64, Fraction(24), start=start, frames=12).frames == 12
        shades = np.array([(int(planes[5, 5]) - 16) / 219 * 255 / 4 for planes in read(target)])
        off = shades - (start + np.arange(12) / 24) * rate
        assert abs(off.mean()) < 0.4
        assert np.abs(off).max() < 1.6


def test_footage_that_is_too_short_is_refused(tmp_path: Path) -> None:
    _footage(tmp_path / "a.mp4", "libx264", 30, 30)
    for start, frames in ((0.0, 48), (3.0, 5)):
        with pytest.raises(MediaError, match=r"a\.mp4: is 1\.00 s long"):
            conform(tmp_path / "a.mp4", tmp_path / "clip.mp4", 96, 64, Fraction(24), start=start, frames=frames)
    assert not (tmp_path / "clip.mp4").exists()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_footage_is_turned_upright(tmp_path: Path, turn: int) -> None:
    import subprocess

    import imageio_ffmpeg

    picture = np.zeros((64, 96, 3), np.uint8)
    picture[:32, :48] = 255
    with Writer(tmp_path / "flat.mp4", 96, 64, Fraction(24)) as writer:
        for _ in range(6):
            writer.write(picture)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-display_rotation", str(turn)]
    command += ["-i", str(tmp_path / "flat.mp4"), "-c", "copy", str(tmp_path / "turned.mp4")]
    subprocess.run(command, check=True)
    width, height = (64, 96) if turn != 180 else (96, 64)
    conform(tmp_path / "turned.mp4", tmp_path / "clip.mp4", width, height, Fraction(24))
    luma = next(read(tmp_path / "clip.mp4"))[:height]
    bright = [luma[y, x] > 128 for y in (height // 4, -height // 4) for x in (width // 4, -width // 4)]
    assert bright.index(True) == {90: 2, 180: 3, 270: 1}[turn]
    assert sum(bright) == 1


def test_a_still_picture_lasts_as_long_as_asked_and_is_cropped_at_the_middle(tmp_path: Path) -> None:
    from PIL import Image

    picture = Image.new("RGB", (301, 101), (0, 0, 255))
    picture.paste((255, 0, 0), (90, 0, 211, 101))
    picture.save(tmp_path / "still.png")
    assert conform(tmp_path / "still.png", tmp_path / "clip.mp4", 64, 64, Fraction(24), frames=30).frames == 30
    planes = next(read(tmp_path / "clip.mp4"))
    assert set(planes[:64].reshape(-1)) == {63}


@pytest.mark.parametrize(("first", "frames"), [(0, 60), (0, 1), (5, 1), (13, 2), (25, 20), (59, 1)])
def test_glimpses_are_frames_of_their_stretch(tmp_path: Path, first: int, frames: int) -> None:
    path = tmp_path / "clip.mp4"
    _write(path, 60, noise=3)
    whole = [planes.copy() for planes in read(path, first, frames)]
    found = [planes.copy() for planes in glimpses(path, first, frames)]
    assert max(1, frames // 4) <= len(found) <= 1 + frames // 2
    assert all(any(np.array_equal(planes, one) for one in whole) for planes in found)
