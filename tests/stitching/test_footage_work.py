"""A person's clip as a step of the build: its picture and sound brought in, and what was done to it recorded."""

import wave
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.requests import Media
from orchestrator.building.footage import FootageWork
from stitching.errors import MediaError
from stitching.mezzanine import verify


def own_clip(path: Path) -> Media:
    import av

    with av.open(str(path), "w") as container:
        shown: Any = container.add_stream("mpeg4", rate=30)
        shown.width, shown.height, shown.pix_fmt = 64, 48, "yuv420p"
        heard: Any = container.add_stream("pcm_s16le", rate=44_100, layout="mono")
        for number in range(30):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 8 * number, np.uint8), format="rgb24")
            container.mux(shown.encode(frame))
        tone: Any = av.AudioFrame.from_ndarray(np.full((1, 22_050), 9000, np.int16), format="s16", layout="mono")
        tone.sample_rate = 44_100
        container.mux(heard.encode(tone))
        container.mux(heard.encode(None))
        container.mux(shown.encode(None))
    return Media(path=path, digest="own")


def work(media: Media, frames: int) -> FootageWork:
    return FootageWork(media=media, width=64, height=36, rate="24", start=0.25, frames=frames)


def test_the_record_says_what_was_done(tmp_path: Path) -> None:
    made = work(own_clip(tmp_path / "own.avi"), 12).perform(tmp_path, lambda *_: None)
    verify(made.files["clip"], 64, 36, Fraction(24), 12)
    assert made.facts["frames"] == 12
    assert made.facts["done"] == [
        "30 to 24 frames a second",
        "cropped from 4:3 to 16:9",
        "BT.601 colours brought to BT.709",
        "mono sound on both sides",
        "sound from 44.1 to 48 kHz",
        "0.2 s of silence where there is no sound",
    ]
    with wave.open(str(made.files["sound"])) as file:
        assert file.getparams()[:4] == (2, 2, 48_000, 24_000)
        samples = np.frombuffer(file.readframes(24_000), "<i2").reshape(-1, 2)
    assert samples[100:11_900] == pytest.approx(9000, abs=40)
    assert not samples[12_200:].any()


def test_a_clip_that_is_too_short_is_named(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"own\.avi: is 1\.00 s long, and 2\.00 s from 0\.25 s on were asked for"):
        work(own_clip(tmp_path / "own.avi"), 48).perform(tmp_path, lambda *_: None)
    assert not (tmp_path / "clip.mp4").exists()


def test_how_footage_is_brought_in_is_part_of_its_key(tmp_path: Path) -> None:
    from stitching import footage

    assert work(Media(path=tmp_path / "a.mp4", digest="own"), 12).identity()["footage"] == footage.VERSION
