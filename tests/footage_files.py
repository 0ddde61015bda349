"""Footage as people bring it: six kinds of files that show charts with their number, and when each picture stands."""

import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
PATCHES = {(-1, -1): (200, 40, 40), (1, -1): (40, 160, 60), (-1, 1): (50, 70, 190), (1, 1): (190, 170, 60)}
"""By the corner of the middle square that they are in."""
DISC, GROUND = 235, 70
BITS = 6


def chart(number: int, width: int, height: int) -> Pixels:
    """A disc, four patches, and `number` as a row of black and white fields, all in the middle of the picture."""
    side, x, y = min(width, height), width / 2, height / 2
    across, down = np.meshgrid(np.arange(width) + 0.5 - x, np.arange(height) + 0.5 - y)
    picture = np.full((height, width, 3), GROUND, np.uint8)
    for (left, top), colour in PATCHES.items():
        picture[(abs(across - left * 0.26 * side) < 0.09 * side) & (abs(down - top * 0.2 * side) < 0.09 * side)] = (
            colour
        )
    picture[np.hypot(across, down) < 0.12 * side] = DISC
    for bit in range(BITS):
        field_ = (abs(across - (bit - 2.5) * 0.1 * side) < 0.05 * side) & (abs(down + 0.34 * side) < 0.05 * side)
        picture[field_] = 250 if number >> bit & 1 else 10
    return picture


def encode(path: Path, codec: str, pictures: list[Any], rate: Fraction, pixels: str, **more: Any) -> None:
    """Encode RGB pictures, or frames; `times` are in thousandths of a second."""
    import av

    times, options = more.get("times"), more.get("options", {})
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=rate, options=options)
        first = pictures[0]
        stream.width, stream.height = (first.width, first.height) if hasattr(first, "width") else first.shape[1::-1]
        stream.pix_fmt = pixels
        if times:
            stream.codec_context.time_base = Fraction(1, 1000)
        for name, value in more.get("context", {}).items():
            setattr(stream.codec_context, name, value)
        for index, picture in enumerate(pictures):
            frame = picture
            if isinstance(picture, np.ndarray):
                flat: Any = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
                frame = flat.reformat(format=pixels, **more.get("colours", {}))
            frame.pts, frame.time_base = (times[index], Fraction(1, 1000)) if times else (index, 1 / rate)
            for name, value in more.get("marks", {}).items():
                setattr(frame, name, value)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def rotated_mp4(path: Path) -> list[float]:
    import imageio_ffmpeg

    flat = path.with_name("flat.mp4")
    pictures = [np.rot90(chart(number, 80, 144), -1) for number in range(30)]
    encode(flat, "libx264", pictures, Fraction(30), "yuv420p", options={"crf": "8"})
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-display_rotation", "90"]
    subprocess.run([*command, "-i", str(flat), "-c", "copy", str(path)], check=True)
    return [number / 30 for number in range(30)]


def variable_webm(path: Path) -> list[float]:
    times = [0, 33, 66, 100, 133, 166, 400, 433, 466, 500, 700, 733, 766, 800, 833, 866, 900, 933, 966, 1000]
    pictures = [chart(number, 160, 90) for number in range(20)]
    options = {"crf": "10", "b": "0", "deadline": "realtime", "cpu-used": "8"}
    encode(path, "libvpx-vp9", pictures, Fraction(30), "yuv420p", options=options, times=times)
    return [time / 1000 for time in times]


def anamorphic_avi(path: Path) -> list[float]:
    from PIL import Image

    upright = [Image.fromarray(chart(number, 192, 108)) for number in range(24)]
    pictures = [np.asarray(each.resize((144, 108), Image.Resampling.BICUBIC)) for each in upright]
    context = {"sample_aspect_ratio": Fraction(4, 3), "qmin": 2, "qmax": 2}
    encode(path, "mpeg4", pictures, Fraction(30000, 1001), "yuv420p", context=context, options={"b": "4M"})
    return [number * 1001 / 30000 for number in range(24)]


def prores_mov(path: Path) -> list[float]:
    pictures = [chart(number, 160, 90) for number in range(12)]
    marks = {"color_primaries": 1, "color_trc": 1, "colorspace": 1, "color_range": 1}
    colours = {"dst_colorspace": "itu709"}
    encode(path, "prores_ks", pictures, Fraction(25), "yuv422p10le", colours=colours, marks=marks)
    return [number / 25 for number in range(12)]


def hdr_mp4(path: Path) -> list[float]:
    marks = {"color_primaries": 9, "color_trc": 16, "colorspace": 9, "color_range": 1}
    options = {
        "preset": "ultrafast",
        "crf": "6",
        "x265-params": "log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:range=limited",
    }
    pictures = [_in_pq(chart(number, 160, 96)) for number in range(20)]
    encode(path, "libx265", pictures, Fraction(50), "yuv420p10le", options=options, marks=marks)
    return [number / 50 for number in range(20)]


def _in_pq(picture: Pixels) -> Any:
    """A chart whose white is 80 cd/m2, in the numbers of BT.2020 PQ (ST 2084 and BT.2020, written down once more here)."""
    import av

    light = (picture / 255.0) ** 2.4 * 80 / 10_000
    to_2020 = np.array([[0.6274, 0.3293, 0.0433], [0.0691, 0.9195, 0.0114], [0.0164, 0.0880, 0.8956]])
    power = np.maximum(light @ to_2020.T, 0) ** 0.1593017578125
    coded = ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375
    luma = coded @ np.array([0.2627, 0.6780, 0.0593])
    blue, red = (coded[..., 2] - luma) / 1.8814, (coded[..., 0] - luma) / 1.4746
    height, width = luma.shape
    quarter = [part.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3)) * 896 + 512 for part in (blue, red)]
    flat = np.concatenate([part.reshape(-1) for part in (luma * 876 + 64, *quarter)])
    planes = np.rint(flat).astype(np.uint16).reshape(height * 3 // 2, width)
    return av.VideoFrame.from_ndarray(planes, format="yuv420p10le")


def gif(path: Path) -> list[float]:
    from PIL import Image

    pictures = [Image.fromarray(chart(number, 120, 90)) for number in range(6)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=[100, 200, 100, 100, 100, 100], loop=0)
    return [0.0, 0.1, 0.3, 0.4, 0.5, 0.6]
