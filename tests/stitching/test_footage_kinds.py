"""What else footage can be: mirrored, full range, wide or bright in colour, see-through, interlaced, odd in size or time."""

import subprocess
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from stitching.errors import MediaError
from stitching.footage import conform, probe
from stitching.footage.colours import Colour, table
from stitching.footage.picturing import covering
from stitching.mezzanine import opened, read

FILM = Fraction(24)
Pixels = NDArray[np.uint8]
RED, GREEN, BLUE, WHITE = (200, 30, 40), (30, 170, 60), (40, 50, 190), (230, 230, 230)


def quarters(width: int = 64, height: int = 36) -> Pixels:
    """Red, green, blue and white from the left top to the right bottom."""
    picture = np.zeros((height, width, 3), np.uint8)
    picture[: height // 2, : width // 2], picture[: height // 2, width // 2 :] = RED, GREEN
    picture[height // 2 :, : width // 2], picture[height // 2 :, width // 2 :] = BLUE, WHITE
    return picture


def encode(path: Path, codec: str, frames: list[Any], rate: int = 24, **context: Any) -> Path:
    import av

    options = context.pop("options", {})
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=rate, options=options)
        stream.width, stream.height, stream.pix_fmt = frames[0].width, frames[0].height, frames[0].format.name
        for name, value in context.items():
            setattr(stream.codec_context, name, value)
        for frame in frames:
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def frame_of(picture: Pixels, pixels: str, **colours: Any) -> Any:
    import av

    flat: Any = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
    return flat.reformat(format=pixels, **colours)


def brought_in(source: Path, width: int = 64, height: int = 36, **asked: Any) -> tuple[Pixels, tuple[str, ...], int]:
    """The first picture, what was done, and the number of frames."""
    target = source.with_name("clip.mp4")
    made = conform(source, target, width, height, FILM, **asked)
    with opened(target) as container:
        first: Any = next(container.decode(video=0))
    return first.reformat(format="rgb24", src_colorspace="itu709").to_ndarray(), made.done, made.frames


def in_corners(picture: Pixels) -> list[tuple[int, ...]]:
    high, wide = picture.shape[0] // 4, picture.shape[1] // 4
    places = ((high, wide), (high, -wide), (-high, wide), (-high, -wide))
    return [tuple(round(v) for v in picture[y - 2 : y + 2, x - 2 : x + 2].mean(axis=(0, 1))) for y, x in places]


def assert_upright(picture: Pixels, levels: float = 6) -> None:
    for found, colour in zip(in_corners(picture), (RED, GREEN, BLUE, WHITE), strict=True):
        assert np.abs(np.subtract(found, colour)).max() <= levels, (found, colour)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_lies_as_its_camera_was_held(tmp_path: Path, orientation: int) -> None:
    """The eight orientations of EXIF 2.32: which side of what is stored is the top, and which the left."""
    upright = quarters()
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: np.rot90(upright.transpose(1, 0, 2), 2),
        8: np.rot90(upright, -1),
    }
    exif = Image.Exif()
    exif[0x112] = orientation
    Image.fromarray(np.ascontiguousarray(stored[orientation])).save(
        tmp_path / "a.jpg", exif=exif, quality=95, subsampling=0
    )
    picture, _, frames = brought_in(tmp_path / "a.jpg", frames=3)
    assert_upright(picture)
    assert frames == 3


@pytest.mark.parametrize(
    ("options", "undo"),
    [
        (("-display_hflip",), lambda p: p[:, ::-1]),
        (("-display_vflip",), lambda p: p[::-1]),
        (("-display_rotation", "180"), lambda p: p[::-1, ::-1]),
        (("-display_rotation", "270"), lambda p: np.rot90(p, 1)),
        (("-display_rotation", "90", "-display_hflip"), lambda p: np.rot90(p[:, ::-1], -1)),
    ],
)
def test_a_clip_is_turned_and_mirrored_as_its_container_says(tmp_path: Path, options: Any, undo: Any) -> None:
    import imageio_ffmpeg

    flat = encode(tmp_path / "flat.mp4", "libx264", [frame_of(undo(quarters()), "yuv420p")] * 4, options={"crf": "5"})
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *options, "-i", str(flat), "-c", "copy"]
    subprocess.run([*command, str(tmp_path / "turned.mp4")], check=True)
    picture, done, _ = brought_in(tmp_path / "turned.mp4")
    assert_upright(picture)
    assert any(words.startswith(("turned", "mirrored")) for words in done)


@pytest.mark.parametrize(
    ("name", "codec", "pixels", "colours", "marks", "said"),
    [
        ("a.avi", "mjpeg", "yuvj420p", {}, {"qmin": 1, "qmax": 2}, "full range brought to video levels"),
        ("b.mkv", "ffv1", "bgr0", {}, {}, None),
        ("c.mkv", "ffv1", "yuv444p", {"dst_colorspace": "itu601"}, {"colorspace": 5}, "BT.601 colours brought to BT.709"),
        ("d.mkv", "ffv1", "yuv444p10le", {"dst_colorspace": "itu709"}, {"colorspace": 1}, "10 bits to 8"),
        ("e.mkv", "ffv1", "yuv444p16le", {"dst_colorspace": "itu709"}, {"colorspace": 1}, "16 bits to 8"),
        ("f.mkv", "ffv1", "yuv420p", {"dst_colorspace": "itu709", "dst_color_range": 2},
         {"colorspace": 1, "color_range": 2}, "full range brought to video levels"),
    ],
)  # fmt: skip
def test_colours_are_what_the_file_says(
    tmp_path: Path, name: str, codec: str, pixels: str, colours: Any, marks: Any, said: str | None
) -> None:
    frames = [frame_of(quarters(), pixels, **colours) for _ in range(3)]
    for frame in frames:
        for key in ("colorspace", "color_range"):
            if key in marks:
                setattr(frame, key, marks[key])
    picture, done, _ = brought_in(encode(tmp_path / name, codec, frames, **marks))
    assert_upright(picture, 5)
    assert said is None or said in done


def test_hdr_keeps_its_shadows_and_rolls_off_its_lights() -> None:
    def nits(light: float) -> float:
        power = (light / 10_000) ** 0.1593017578125
        return ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375

    steps = np.linspace(0, 1, 65)
    tables = {transfer: table(Colour("BT.2020", transfer, "BT.2020", False)) for transfer in ("PQ", "HLG")}

    def grey(transfer: str, coded: float) -> NDArray[np.float64]:
        """Along the table's diagonal, where tetrahedra lay greys."""
        diagonal = tables[transfer][(np.arange(65),) * 3]
        return np.array([np.interp(coded, steps, diagonal[:, side]) for side in range(3)])

    greys = {light: grey("PQ", nits(light)) for light in (0.01, 1, 10, 26, 50, 85, 203, 400, 1000, 4000)}
    assert all(np.ptp(shade) < 1e-3 for shade in greys.values())
    values = [float(shade[1]) for shade in greys.values()]
    assert all(before <= after for before, after in pairwise(values))
    for light in (1, 10, 26, 50):
        assert greys[light][1] == pytest.approx((light / 203) ** (1 / 2.4), abs=0.006)
    assert 0.75 < greys[203][1] < 0.95 < greys[400][1] < 1
    assert greys[1000][1] > 0.99
    assert [grey("HLG", coded)[1] for coded in (0.75, 0.38, 1.0)] == pytest.approx([0.90, 0.43, 1.0], abs=0.02)


def test_the_light_of_the_screen_that_hdr_was_made_on_is_known(tmp_path: Path) -> None:
    screen = "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(40000000,50)"
    pq = "colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"
    frames = [frame_of(quarters(), "yuv420p10le")] * 2
    options = {"preset": "ultrafast", "x265-params": f"log-level=none:bframes=0:{pq}:master-display={screen}"}
    source = encode(tmp_path / "a.mp4", "libx265", frames, options=options)
    colour = probe(source).picture.colour
    assert (colour.transfer, colour.gamut, colour.hdr, colour.peak) == ("PQ", "BT.2020", True, 4000)


def test_colours_beyond_bt709_lose_no_hue_and_no_light() -> None:
    wide = table(Colour("BT.2020", "BT.2020", "BT.2020", False))
    assert wide.min() >= 0
    assert wide.max() <= 1
    assert wide[-1, -1, -1] == pytest.approx([1, 1, 1], abs=1e-3)
    red = wide[0, 0, -1] ** 2.4
    assert red @ [0.2126, 0.7152, 0.0722] == pytest.approx(0.2627, abs=0.01)
    assert red[0] > 3 * red[1]
    bright = table(Colour("BT.2020", "PQ", "BT.2020", False))
    blue = bright[-1, 0, 0]
    assert blue[2] == blue.max()


def test_what_is_behind_a_see_through_picture_is_black(tmp_path: Path) -> None:
    picture = np.dstack([quarters(), np.full((36, 64), 255, np.uint8)])
    picture[:18, :32, 3] = 0
    picture[18:, 32:, 3] = 128
    Image.fromarray(picture).save(tmp_path / "a.png")
    shown, done, _ = brought_in(tmp_path / "a.png", frames=1)
    corners = in_corners(shown)
    assert max(corners[0]) <= 2
    assert np.abs(np.subtract(corners[1], GREEN)).max() <= 4
    assert np.abs(np.subtract(corners[3], 115)).max() <= 4
    assert "laid on black where it is transparent" in done


def test_a_clip_can_be_see_through(tmp_path: Path) -> None:
    import av

    rgba = np.dstack([np.full((36, 64, 3), 220, np.uint8), np.full((36, 64), 255, np.uint8)])
    rgba[:, :32, 3] = 0
    for name, codec, pixels in (("a.webm", "libvpx-vp9", "yuva420p"), ("a.mov", "prores_ks", "yuva444p10le")):
        flat: Any = av.VideoFrame.from_ndarray(rgba, format="rgba")
        with av.open(str(tmp_path / name), "w") as container:
            stream: Any = container.add_stream(
                codec, rate=24, options={"profile": "4444"} if codec == "prores_ks" else {}
            )
            stream.width, stream.height, stream.pix_fmt = 64, 36, pixels
            stream.metadata["alpha_mode"] = "1"
            for number in range(4):
                frame = flat.reformat(format=pixels)
                frame.pts, frame.time_base = number, Fraction(1, 24)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        picture, done, frames = brought_in(tmp_path / name)
        assert frames == 4
        assert picture[:, :24].max() <= 6, name
        assert picture[:, 40:].min() >= 210
        assert "laid on black where it is transparent" in done
        assert probe(tmp_path / name).picture.alpha


def test_interlaced_footage_loses_its_comb(tmp_path: Path) -> None:
    def fields(number: int) -> Pixels:
        picture = np.full((72, 128, 3), 20, np.uint8)
        for parity in (0, 1):
            left = 8 + (2 * number + parity) * 4
            picture[parity::2, left : left + 24] = 220
        return picture

    frames = [frame_of(fields(number), "yuv420p") for number in range(8)]
    source = encode(
        tmp_path / "a.mpg",
        "mpeg2video",
        frames,
        25,
        flags=0x20040000,
        qmin=1,
        qmax=2,
        options={"top": "1", "field_order": "tt"},
    )
    assert probe(source).picture.interlaced
    made = conform(source, tmp_path / "clip.mp4", 128, 72, Fraction(25))
    assert "deinterlaced" in made.done
    assert made.frames == 8
    luma = [planes[:72].astype(int) for planes in read(tmp_path / "clip.mp4")][4]
    comb = np.abs(luma[20:50:2] - luma[21:51:2]).max(axis=0)
    assert (comb > 90).sum() <= 2


def test_times_may_begin_anywhere_or_be_missing(tmp_path: Path) -> None:
    import av

    shades = [np.full((36, 64, 3), 40 + 8 * number, np.uint8) for number in range(20)]
    frames = [frame_of(shade, "yuv420p") for shade in shades]
    for name, offset in (("late.ts", 90), ("late.mkv", 250), ("none.h264", 0), ("none.m4v", 0)):
        with av.open(str(tmp_path / name), "w") as container:
            stream: Any = container.add_stream("mpeg4" if name.endswith("m4v") else "libx264", rate=25)
            stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
            for number, frame in enumerate(frames):
                frame.pts, frame.time_base = number + offset, Fraction(1, 25)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        made = conform(tmp_path / name, tmp_path / "clip.mp4", 64, 36, Fraction(25), frames=18)
        assert made.frames == 18
        luma = [(int(planes[9, 9]) - 16) / 219 * 255 for planes in read(tmp_path / "clip.mp4")]
        assert luma == pytest.approx([40 + 8 * number for number in range(18)], abs=5), name


@pytest.mark.parametrize(("width", "height"), [(63, 35), (17, 301), (301, 17), (1, 1), (2, 5)])
def test_odd_sizes_fill_the_frame(tmp_path: Path, width: int, height: int) -> None:
    Image.new("RGB", (width, height), RED).save(tmp_path / "a.png")
    picture, _, frames = brought_in(tmp_path / "a.png", end=0.5)
    assert frames == 12
    assert np.abs(picture.astype(int) - RED).max() <= 3


@given(
    size=st.tuples(st.integers(1, 5000), st.integers(1, 5000)),
    pixel=st.fractions(Fraction(1, 8), 8, max_denominator=100),
    half=st.tuples(st.integers(8, 2048), st.integers(8, 2048)),
)
def test_any_picture_covers_any_frame(size: tuple[int, int], pixel: Fraction, half: tuple[int, int]) -> None:
    target = (2 * half[0], 2 * half[1])
    way = covering(size, pixel, target)
    left, top, width, height = way.before
    assert min(left, top, width - 1, height - 1) >= 0
    assert left + width <= size[0]
    assert top + height <= size[1]
    assert way.after[0] % 2 == way.after[1] % 2 == 0
    assert way.after[0] + target[0] <= way.scaled[0]
    assert way.after[1] + target[1] <= way.scaled[1]
    # What is seen is in the middle: a side has at most two pixels of the film and two of the footage more than the other.
    for side in (0, 1):
        scale = way.scaled[side] / way.before[2 + side]
        before = way.after[side] + way.before[side] * scale
        after = way.scaled[side] - way.after[side] - target[side]
        after += (size[side] - way.before[side] - way.before[2 + side]) * scale
        assert abs(before - after) <= 4 + 2 * scale


def test_animations_play_over_and_over_and_stills_stand(tmp_path: Path) -> None:
    pictures = [Image.new("RGB", (64, 36), (40 * number + 40,) * 3) for number in range(4)]
    for name in ("a.gif", "a.png", "a.webp"):
        pictures[0].save(tmp_path / name, save_all=True, append_images=pictures[1:], duration=250, lossless=True)
        made = conform(tmp_path / name, tmp_path / "clip.mp4", 64, 36, FILM, frames=60)
        assert "played 3 times over" in made.done
        luma = [(int(planes[9, 9]) - 16) / 219 * 255 for planes in read(tmp_path / "clip.mp4")]
        assert luma == pytest.approx([40 * (frame // 6 % 4) + 40 for frame in range(60)], abs=3)
        assert conform(tmp_path / name, tmp_path / "clip.mp4", 64, 36, FILM).frames == 24
    for name in ("b.webp", "b.bmp", "b.tiff", "b.png"):
        pictures[0].save(tmp_path / name)
        made = conform(tmp_path / name, tmp_path / "clip.mp4", 64, 36, FILM, frames=5, start=3.0)
        assert made.frames == 5
        assert probe(tmp_path / name).picture.still


def test_times_that_leap_are_closed_up(tmp_path: Path) -> None:
    import av

    frames = [frame_of(np.full((36, 64, 3), 10 * number, np.uint8), "yuv420p") for number in range(20)]
    with av.open(str(tmp_path / "a.mkv"), "w") as container:
        stream: Any = container.add_stream("ffv1", rate=24)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        for number, frame in enumerate(frames):
            frame.pts, frame.time_base = number + (24 * 4000 if number >= 10 else 0), Fraction(1, 24)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    made = conform(tmp_path / "a.mkv", tmp_path / "clip.mp4", 64, 36, FILM, frames=20)
    luma = [(int(planes[9, 9]) - 16) / 219 * 255 for planes in read(tmp_path / "clip.mp4")]
    assert luma == pytest.approx([10 * number for number in range(20)], abs=12)
    assert any("leap" in words for words in made.done)


def test_a_beginning_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    Image.new("RGB", (64, 36)).save(tmp_path / "a.png")
    for start, end in ((2.0, 1.0), (-1.0, None)):
        with pytest.raises(MediaError, match=r"a\.png: cannot start at"):
            conform(tmp_path / "a.png", tmp_path / "clip.mp4", 64, 36, FILM, start=start, end=end)
