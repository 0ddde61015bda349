"""The end of a clip that another one goes on from: the right pictures, in order, at the model's own rate."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from generation.diffusion.pictures.conditioning import tail
from generation.errors import BackendFailure
from generation.requests import Media
from stitching.mezzanine import Writer


def _clip(path: Path, frames: int, rate: Fraction = Fraction(24)) -> Media:
    """Frames that say by their grey which one they are: 8 for each."""
    with Writer(path, 64, 48, rate) as writer:
        for number in range(frames):
            writer.write(np.full((48, 64, 3), 8 * number, np.uint8))
    return Media(digest=path.stem, path=path)


def _numbers(media: Media, pictures: int, fps: Fraction) -> list[int]:
    return [round(float(np.asarray(picture).mean()) / 8) for picture in tail(media, pictures, fps)]


def test_the_last_pictures_come_in_order(tmp_path: Path) -> None:
    clip = _clip(tmp_path / "clip.mp4", 30)
    assert _numbers(clip, 9, Fraction(24)) == list(range(21, 30))
    assert _numbers(clip, 1, Fraction(24)) == [29]
    assert [picture.size for picture in tail(clip, 1, Fraction(24))] == [(64, 48)]


def test_at_another_rate_the_nearest_pictures_are_taken_and_the_last_is_kept(tmp_path: Path) -> None:
    clip = _clip(tmp_path / "clip.mp4", 30)
    assert _numbers(clip, 5, Fraction(12)) == [21, 23, 25, 27, 29]
    assert _numbers(clip, 4, Fraction(16)) == [24, 26, 27, 29]


def test_a_short_clip_gives_what_it_has(tmp_path: Path) -> None:
    assert _numbers(_clip(tmp_path / "clip.mp4", 5), 9, Fraction(24)) == [0, 1, 2, 3, 4]


def test_what_is_no_clip_is_named(tmp_path: Path) -> None:
    (tmp_path / "note.mp4").write_text("no clip")
    for name in ("note.mp4", "missing.mp4"):
        with pytest.raises(BackendFailure, match=f"{name}, which this one goes on from, cannot be read"):
            tail(Media(digest="x", path=tmp_path / name), 9, Fraction(24))
