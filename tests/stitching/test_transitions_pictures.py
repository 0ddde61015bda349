"""What a luma wipe reads, how the moving kinds sample, and the strips of the page."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from transitions_page import FOLDER, LARGEST, transitions

from stitching.errors import MediaError
from stitching.frames import Planes, plain
from stitching.timeline import Source, Transition
from stitching.transitions import kinds, transition
from stitching.transitions._fields import levels, places, revealed
from stitching.transitions._lens import defocused, panned, zoomed
from stitching.transitions._patterns import brightness, clouds
from stitching.transitions._planes import WHOLE, dissolving, mixed, planewise

BEFORE, AFTER = plain(64, 36, "#202020"), plain(64, 36, "#e0e0e0")


def wiped(path: Path, frames: int = 10) -> list[Planes]:
    how = Transition(kind="luma-wipe", frames=frames, picture=Source(digest="d", path=path))
    return list(transition("luma-wipe").blend(iter([BEFORE] * frames), iter([AFTER] * frames), frames, frames, how))


def saved(path: Path, values: np.ndarray) -> Path:
    Image.fromarray(values).save(path)
    return path


def test_a_luma_wipe_follows_its_picture(tmp_path: Path) -> None:
    ramp = np.broadcast_to(np.linspace(255, 0, 128).astype(np.uint8), (72, 128))
    for path in (saved(tmp_path / "a.png", ramp), saved(tmp_path / "a.tif", ramp.astype(np.uint16) * 257)):
        middle = wiped(path)[4][:36]
        assert (middle[:, -16:] == AFTER[0, 0]).all()
        assert (middle[:, :16] == BEFORE[0, 0]).all()
        assert (np.diff(middle.astype(int), axis=1) >= 0).all()


def test_colours_count_by_their_brightness_and_other_shapes_are_cut(tmp_path: Path) -> None:
    halves = np.zeros((40, 40, 3), np.uint8)
    halves[:, 20:] = (255, 255, 0)
    halves[:, :20] = (0, 0, 120)
    values = brightness(saved(tmp_path / "a.png", halves), 64, 36)
    assert values.shape == (36, 64)
    assert values[:, :30].max() == 0
    assert values[:, 34:].min() == 1


def test_a_plain_picture_changes_all_places_together(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", np.full((36, 64), 77, np.uint8))
    assert all((picture[:36] == picture[0, 0]).all() for picture in wiped(path))


@pytest.mark.parametrize("content", [b"", b"not a picture", b"#EXTM3U\nfile:///etc/passwd\n"])
def test_what_is_no_picture_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ink.png"
    path.write_bytes(content)
    with pytest.raises(MediaError, match=r"ink\.png"):
        wiped(path)


def test_a_broken_or_missing_picture_is_refused_by_name(tmp_path: Path) -> None:
    path = saved(tmp_path / "ink.png", np.random.default_rng(1).integers(0, 255, (90, 90), dtype=np.uint8))
    path.write_bytes(path.read_bytes()[:-4000])
    for broken in (path, tmp_path / "gone.png"):
        with pytest.raises(MediaError, match=broken.name):
            wiped(broken)


def test_clouds_take_as_much_of_the_picture_at_every_brightness() -> None:
    counts, _ = np.histogram(clouds(320, 180), bins=8, range=(0, 1))
    assert counts.min() > 0.9 * counts.max()


@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 256))
def test_mixing_stays_between_both_and_is_exact_at_the_ends(below: int, above: int, weight: int) -> None:
    value = int(mixed(np.array([below], np.uint8), np.array([above], np.uint8), weight)[0])
    assert min(below, above) <= value <= max(below, above)
    assert abs(value - (below + (above - below) * weight / 256)) <= 0.51


@given(st.floats(0, 1), st.floats(0.05, 0.45))
def test_each_clip_is_alone_for_as_much_of_the_way(share: float, alone: float) -> None:
    weight = dissolving(share, alone)
    assert weight == 0 if share <= alone else weight == WHOLE if share >= 1 - alone else 0 <= weight <= WHOLE
    assert abs(weight + dissolving(1 - share, alone) - WHOLE) <= 1


@pytest.mark.parametrize("direction", ["left", "right", "up", "down"])
def test_planes_turned_come_back_as_they_were(direction: str) -> None:
    before, after = (np.random.default_rng(seed).integers(0, 255, (27, 10), dtype=np.uint8) for seed in (1, 2))
    halves = planewise(lambda old, new: (old // 2 + new // 2), before, after, direction=direction)
    assert np.array_equal(halves, before // 2 + after // 2)


def test_chroma_changes_where_luma_does() -> None:
    before, after = plain(80, 48, "#0000ff"), plain(80, 48, "#ffff00")
    x, _ = places(80, 48)
    made = revealed(before, after, levels(x / 80), 0.02, 0.5)
    edge = int(np.argmax(made[0] < 100))
    chroma = made[48:60].reshape(24, 40).astype(int)
    assert 38 <= edge <= 42
    for row in (chroma[0], chroma[-1]):
        assert abs(edge - 2 * int(np.argmax(np.abs(row - after[48, 0]) > 60))) <= 2


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_zoom_of_one_changes_nothing(x: float, y: float) -> None:
    plane = np.random.default_rng(3).integers(0, 255, (18, 33), dtype=np.uint8)
    assert np.array_equal(zoomed(plane, 1.0, (x, y), (x, y)), plane)


def test_a_zoom_holds_its_place_and_mirrors_what_is_beyond_the_edge() -> None:
    plane = np.zeros((60, 80), np.uint8)
    plane[18:22, 58:62] = 250
    rows, columns = np.nonzero(zoomed(plane, 2.0, (0.75, 1 / 3), (0.5, 0.5)) > 120)
    assert abs(columns.mean() - 39.5) < 0.6
    assert abs(rows.mean() - 29.5) < 0.6
    shade = np.broadcast_to(np.arange(80, dtype=np.uint8), (60, 80))
    half = zoomed(shade, 0.5, (0.5, 0.5), (0.5, 0.5))
    assert np.abs(half[:, :20].astype(int) - half[:, 20:40][:, ::-1]).max() <= 1
    assert half[0, 20] < 3
    assert half[0, 59] > 76


@pytest.mark.parametrize("radius", [0.05, 1.0, 6.0, 25.0])
def test_a_plane_out_of_focus_is_as_bright_as_before(radius: float) -> None:
    plane = np.full((90, 160), 40, np.uint8)
    plane[:, 80:] = 200
    soft = defocused(plane, radius)
    assert abs(float(soft.mean()) - 120) < 1.5
    assert abs(float(soft[:, 78:82].mean()) - 120) < 6


def test_a_pan_is_the_mean_of_what_passes() -> None:
    strip = np.zeros((4, 60), np.uint8)
    strip[:, 30] = 200
    assert np.array_equal(panned(strip, 20, 20, 0), strip[:, 20:40])
    streak = panned(strip, 20, 20, 8)[0]
    assert (streak == 25).sum() == 8
    assert abs(np.flatnonzero(streak).mean() - 9.5) <= 1


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_its_strip_and_its_place_on_the_page(kind: str) -> None:
    path = FOLDER / f"{kind}.jpg"
    assert path.stat().st_size <= LARGEST
    with Image.open(path) as strip:
        assert strip.size == (976, 108)
    page = transitions()
    assert f"\n## {kind}\n" in page
    assert f"enter: {{transition: {kind}" in page


def test_no_strip_is_of_a_kind_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(kinds())
