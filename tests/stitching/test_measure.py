"""Measuring finds what was put in, and the pictures made of a film are its own."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from stitching.errors import MediaError
from stitching.measure import Stretch, measure
from stitching.mezzanine import Writer
from stitching.picture import assemble
from stitching.poster import contact_sheet, contact_sheet_of_film, poster, spread
from stitching.sound import mix
from stitching.timeline import Item, Marking, Sound, Source, Timeline

MakeSound = Callable[..., Source]


def _clip(path: Path, frames: int, dark: range = range(0), still: range = range(0)) -> Source:
    chance = np.random.default_rng(1)
    with Writer(path, 160, 90, Fraction(24)) as writer:
        picture = np.zeros((90, 160, 3), np.uint8)
        for index in range(frames):
            if index not in still:
                picture = np.kron(chance.integers(60, 255, (9, 16, 3)), np.ones((10, 10, 1))).astype(np.uint8)
            writer.write(picture * (0 if index in dark else 1))
    return Source(digest=path.name, path=path)


def test_black_and_frozen_stretches_and_onsets_are_found(make_sound: MakeSound, tmp_path: Path) -> None:
    source = _clip(tmp_path / "clip.mp4", 120, dark=range(10, 16), still=range(60, 91))
    voice = make_sound("voice", np.random.default_rng(0).normal(0, 0.2, 24_000))
    film = Timeline(
        width=160,
        height=90,
        items=(Item(id="a", frames=120, source=source),),
        sounds=tuple(Sound(source=voice, start=round(at * 48_000), track="dialogue") for at in (1.0, 2.5, 4.0)),
        marking=Marking(title="T"),
    )
    mix(film, tmp_path / "mix.m4a")
    assemble(film, {}, tmp_path / "mix.m4a", tmp_path / "film.mp4")
    report = measure(tmp_path / "film.mp4")
    assert report.black == (Stretch(start=10, frames=6),)
    assert report.frozen == (Stretch(start=59, frames=32),)
    assert report.onsets == pytest.approx((1.0, 2.5, 4.0), abs=0.03)
    assert (report.frames, report.width, report.height, report.seconds) == (120, 160, 90, 5.0)


def test_films_without_sound_and_broken_files(tmp_path: Path) -> None:
    source = _clip(tmp_path / "clip.mp4", 12)
    report = measure(source.path)
    assert (report.sound_seconds, report.loudness, report.true_peak, report.onsets) == (None, None, None, ())
    (tmp_path / "text.mp4").write_text("no film")
    with pytest.raises(MediaError, match=r"text\.mp4"):
        measure(tmp_path / "text.mp4")


def test_the_poster_is_a_good_frame(tmp_path: Path) -> None:
    source = _clip(tmp_path / "clip.mp4", 240, dark=range(24, 140))
    chosen = poster(source.path, tmp_path / "poster.jpg")
    assert 140 <= chosen < 216
    other = poster(source.path, tmp_path / "other.jpg", avoid=[(chosen, chosen + 1)])
    assert other != chosen
    with Image.open(tmp_path / "poster.jpg") as image:
        assert (image.format, image.size) == ("JPEG", (160, 90))
        assert np.asarray(image.convert("L")).std() > 20


def test_the_contact_sheet_shows_the_frames_asked_for(tmp_path: Path) -> None:
    with Writer(tmp_path / "clip.mp4", 160, 90, Fraction(24)) as writer:
        for index in range(100):
            writer.write(np.full((90, 160, 3), (255, 0, 0) if index == 77 else (0, 0, 255), np.uint8))
    shots = [
        (10, "a/one"),
        (77, "b/two \x00 with a name that is much too long for the room below its picture"),
        (99, "c"),
    ]
    contact_sheet_of_film(tmp_path / "clip.mp4", shots, tmp_path / "sheet.png", title="Été <3")
    with Image.open(tmp_path / "sheet.png") as image:
        pixels = np.asarray(image.convert("RGB")).astype(int)
    red = (pixels[..., 0] > 200) & (pixels[..., 1] < 60) & (pixels[..., 2] < 60)
    blue = (pixels[..., 2] > 200) & (pixels[..., 0] < 60)
    assert blue.sum() == pytest.approx(2 * red.sum(), rel=0.05)
    assert red.sum() > 420 * 230
    with pytest.raises(MediaError, match="has no frame 100"):
        contact_sheet_of_film(tmp_path / "clip.mp4", [(100, "x")], tmp_path / "sheet.png")
    with pytest.raises(MediaError, match="no picture"):
        contact_sheet([], 0, tmp_path / "sheet.png")


@pytest.mark.parametrize("count", [1, 2, 5, 9, 14])
def test_upright_sheets_and_any_number_of_shots(tmp_path: Path, count: int) -> None:
    cells = [(f"shot {index}\t0:01:00", np.full((160, 90, 3), 99, np.uint8)) for index in range(count)]
    contact_sheet(cells, len(cells), tmp_path / "sheet.jpg", title="T")
    with Image.open(tmp_path / "sheet.jpg") as image:
        grey = np.abs(np.asarray(image.convert("L")).astype(int) - 99) < 3
        assert grey.sum() == pytest.approx(count * 250 * 444, rel=0.03)


def test_a_sheet_of_a_film_of_many_shots_shows_some_of_them(tmp_path: Path) -> None:
    film = _clip(tmp_path / "clip.mp4", 24, dark=range(0)).path
    contact_sheet_of_film(film, [(number % 24, f"s/{number}") for number in range(2000)], tmp_path / "sheet.jpg", "T")
    with Image.open(tmp_path / "sheet.jpg") as image:
        assert image.height < 65_500
        image.load()
    assert len(spread(range(2000))) == 240
    assert (spread(range(2000))[0], spread(range(2000))[-1]) == (0, 1999)
    assert list(spread(range(240))) == list(range(240))
