"""The sound of footage: beside its picture, stereo at 48 kHz, whatever it was."""

import wave
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from stitching.footage import probe, save_sound, sound_of

Samples = NDArray[np.float32]


def footage(path: Path, samples: Samples, **asked: Any) -> Path:
    """Two seconds of picture from second `picture` on, with sound (channels, samples) from second `sound` on."""
    import av

    rate, layout = asked.get("rate", 48_000), asked.get("layout", "stereo")
    with av.open(str(path), "w") as container:
        shown: Any = container.add_stream("mpeg4", rate=25)
        shown.width, shown.height, shown.pix_fmt = 64, 36, "yuv420p"
        heard: Any = container.add_stream(asked.get("codec", "pcm_f32le"), rate=rate, layout=layout)
        for number in range(50):
            frame: Any = av.VideoFrame.from_ndarray(np.zeros((36, 64, 3), np.uint8), format="rgb24")
            frame.pts, frame.time_base = number + round(asked.get("picture", 0) * 25), Fraction(1, 25)
            container.mux(shown.encode(frame))
        kind = heard.codec_context.format.name
        flat: Any = samples if kind.endswith("p") else samples.T.reshape(1, -1)
        flat = np.ascontiguousarray((flat * 32767).astype(np.int16) if kind.startswith("s16") else flat)
        block = 1152 * (1 if kind.endswith("p") else samples.shape[0])
        for begin in range(0, flat.shape[1], block):
            part: Any = av.AudioFrame.from_ndarray(flat[:, begin : begin + block].copy(), format=kind, layout=layout)
            at = begin // (block // 1152) + round(asked.get("sound", 0) * rate)
            part.sample_rate, part.pts, part.time_base = rate, at, Fraction(1, rate)
            container.mux(heard.encode(part))
        container.mux(heard.encode(None))
        container.mux(shown.encode(None))
    return path


def clicks(rate: int = 48_000, channels: int = 2) -> Samples:
    """Two seconds with a click at each tenth, one louder than the other."""
    samples = np.zeros((channels, 2 * rate), np.float32)
    for tenth in range(20):
        samples[:, tenth * rate // 10 : tenth * rate // 10 + rate // 400] = 0.02 * (tenth + 1)
    return samples


def heard_at(sound: Samples) -> list[int]:
    """Where clicks begin, in samples."""
    loud = np.abs(sound[0]) > 0.01
    rises = np.flatnonzero(loud[1:] & ~loud[:-1]) + 1
    rises = np.concatenate([[0], rises]) if loud[0] else rises
    return [int(at) for index, at in enumerate(rises) if not index or at - rises[index - 1] > 2000]


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.mkv", "pcm_f32le"), ("a.mov", "pcm_s16le"), ("a.avi", "pcm_s16le"), ("a.mp4", "aac"), ("b.mkv", "aac")],
)
@pytest.mark.parametrize("start", [0.0, 0.5, 1.55])
def test_it_begins_where_the_picture_does(tmp_path: Path, name: str, codec: str, start: float) -> None:
    sound = sound_of(footage(tmp_path / name, clicks(), codec=codec), start, 0.4)
    assert sound is not None
    assert sound.dtype == np.float32
    assert sound.shape == (2, 19_200)
    first = round(-start * 48_000) % 4800
    heard = [at for at in heard_at(sound) if at < 19_100]
    assert heard == pytest.approx(list(range(first, 19_200, 4800)), abs=50)
    assert sound[0].max() == pytest.approx(
        0.02 * (int(start * 10 + 0.4 * 10 - (0.5 if first else 0)) + (first > 0)), abs=0.06
    )


@pytest.mark.parametrize(("picture", "sound"), [(0.0, 0.4), (0.4, 0.0), (0.6, 0.2)])
def test_the_times_of_the_container_count(tmp_path: Path, picture: float, sound: float) -> None:
    source = footage(tmp_path / "a.mkv", clicks(), picture=picture, sound=sound)
    assert probe(source).sounds[0].offset == pytest.approx(sound - picture, abs=0.002)
    heard = sound_of(source, 0.0, 1.0)
    assert heard is not None
    late = sound - picture
    expected = [round((late + tenth / 10) * 48_000) for tenth in range(20) if 0 <= late + tenth / 10 < 0.999]
    assert heard_at(heard) == pytest.approx(expected, abs=60)


def test_what_is_missing_is_silence_and_a_file_without_sound_has_none(tmp_path: Path) -> None:
    source = footage(tmp_path / "a.mkv", clicks()[:, :24_000])
    sound = sound_of(source, 0.25, 1.5)
    assert sound is not None
    assert sound.shape == (2, 72_000)
    assert heard_at(sound) == pytest.approx([2400, 7200], abs=50)
    assert not sound[:, 12_100:].any()
    assert sound_of(source, 1.5, 0.5) is not None
    from PIL import Image

    Image.new("RGB", (64, 36)).save(tmp_path / "b.png")
    assert sound_of(tmp_path / "b.png", 0, 1) is None
    assert save_sound(tmp_path / "b.png", tmp_path / "b.wav", 0, 1) is None
    assert not (tmp_path / "b.wav").exists()


@pytest.mark.parametrize("rate", [8000, 22_050, 44_100, 96_000])
def test_any_rate_comes_to_48_khz(tmp_path: Path, rate: int) -> None:
    at = np.arange(2 * rate) / rate
    tone = np.repeat(np.sin(2 * np.pi * 440 * at)[None].astype(np.float32) * 0.5, 2, axis=0)
    sound = sound_of(footage(tmp_path / "a.mkv", tone, rate=rate), 0.2, 1.0)
    assert sound is not None
    assert sound.shape == (2, 48_000)
    expected = 0.5 * np.sin(2 * np.pi * 440 * (0.2 + np.arange(48_000) / 48_000))
    assert np.abs(sound[0] - expected)[100:-100].max() < 0.02


def test_mono_keeps_its_level_on_both_sides(tmp_path: Path) -> None:
    sound = sound_of(footage(tmp_path / "a.mkv", np.full((1, 96_000), 0.5, np.float32), layout="mono"), 0, 0.5)
    assert sound is not None
    assert sound[:, 100:-100] == pytest.approx(0.5, abs=1e-3)


def test_six_channels_are_mixed_as_bs_775_says(tmp_path: Path) -> None:
    # Left, right, centre, low, left and right surround: each alone for a while.
    samples = np.zeros((6, 96_000), np.float32)
    for channel in range(6):
        samples[channel, channel * 12_000 : (channel + 1) * 12_000] = 0.6
    source = footage(tmp_path / "a.mkv", samples, layout="5.1")
    sound = sound_of(source, 0, 1.5)
    assert sound is not None
    levels = [sound[:, channel * 12_000 + 3000 : channel * 12_000 + 9000].mean(axis=1) for channel in range(6)]
    part = 0.6 * 0.5**0.5
    assert np.array(levels) == pytest.approx(
        np.array([(0.6, 0), (0, 0.6), (part, part), (0, 0), (part, 0), (0, part)]), abs=0.01
    )
    loud = footage(tmp_path / "b.mkv", np.full((6, 96_000), 0.9, np.float32), layout="5.1")
    turned_down = sound_of(loud, 0, 0.5)
    assert turned_down is not None
    assert np.abs(turned_down).max() == pytest.approx(1.0, abs=1e-3)
    assert save_sound(loud, tmp_path / "b.wav", 0, 0.5) == (
        "6 channels of sound mixed to stereo",
        "sound turned down by 6.7 dB, it would be cut off",
    )


def test_it_is_saved_as_it_is_read(tmp_path: Path) -> None:
    source = footage(tmp_path / "a.mkv", clicks())
    assert save_sound(source, tmp_path / "a.wav", 0.3, 0.7) == ()
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert file.getparams()[:4] == (2, 2, 48_000, 33_600)
        saved = np.frombuffer(file.readframes(33_600), "<i2").reshape(-1, 2).T
    read = sound_of(source, 0.3, 0.7)
    assert read is not None
    assert np.abs(saved / 32767 - read).max() < 1e-4
