"""Grades: what becomes of the pictures of a clip."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from stitching.errors import MediaError
from stitching.grade import Grade, active, baked, grade_clip
from stitching.lut import LutError, parse_lut
from stitching.mezzanine import Writer, read, verify
from stitching.timeline import Source

SIZE = (160, 96)
FRAMES = 6
PATCHES = [(122, 122, 122), (235, 40, 30), (30, 200, 60), (20, 40, 220), (250, 240, 200), (10, 12, 20)]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Flat patches of colour over the whole picture, one a frame."""
    path = tmp_path_factory.mktemp("grade") / "clip.mp4"
    with Writer(path, *SIZE, Fraction(24)) as writer:
        for colour in PATCHES:
            writer.write(np.full((SIZE[1], SIZE[0], 3), colour, np.uint8))
    return path


def lut(path: Path, row: str = "{r} {g} {b}", size: int = 2) -> Source:
    """A LUT from a line of text for each corner."""
    steps = [step / (size - 1) for step in range(size)]
    rows = [row.format(r=r, g=g, b=b) for b in steps for g in steps for r in steps]
    path.write_text(f"LUT_3D_SIZE {size}\n" + "\n".join(rows) + "\n")
    return Source(digest=row, path=path)


def planes(clip: Path, grade: Grade, target: Path) -> NDArray[np.int32]:
    grade_clip(clip, grade, target)
    return np.stack(list(read(target))).astype(np.int32)


def colours(path: Path) -> NDArray[np.int32]:
    """The colour in the middle of every frame."""
    import av

    with av.open(str(path)) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    return np.stack([frame[SIZE[1] // 2, SIZE[0] // 2] for frame in frames]).astype(np.int32)


def graded(clip: Path, grade: Grade, target: Path) -> NDArray[np.int32]:
    grade_clip(clip, grade, target)
    return colours(target)


def test_a_table_that_changes_nothing_leaves_every_sample_within_two_levels(clip: Path, tmp_path: Path) -> None:
    before = np.stack(list(read(clip))).astype(np.int32)
    for size in (2, 17, 33):
        grade = Grade(lut=lut(tmp_path / "same.cube", size=size))
        assert np.abs(planes(clip, grade, tmp_path / "same.mp4") - before).max() <= 2


def test_busy_pictures_keep_their_levels_under_a_table_that_changes_nothing(tmp_path: Path) -> None:
    noise = np.random.default_rng(3)
    with Writer(tmp_path / "busy.mp4", *SIZE, Fraction(24)) as writer:
        for _ in range(FRAMES):
            writer.write(noise.integers(30, 220, (SIZE[1], SIZE[0], 3), np.uint8))
    with Writer(tmp_path / "plain.mp4", *SIZE, Fraction(24)) as writer:
        for frame in read(tmp_path / "busy.mp4"):
            writer.write_planes(frame)
    plain = np.stack(list(read(tmp_path / "plain.mp4"))).astype(np.int32)
    same = planes(tmp_path / "busy.mp4", Grade(lut=lut(tmp_path / "same.cube")), tmp_path / "same.mp4")
    assert np.abs(same - plain).mean() < 0.3
    assert abs(float((same - plain).mean())) < 0.05


def test_the_table_is_laid_over_red_green_and_blue(clip: Path, tmp_path: Path) -> None:
    swapped = graded(clip, Grade(lut=lut(tmp_path / "swap.cube", "{b} {r} {g}")), tmp_path / "swap.mp4")
    wanted = np.array(PATCHES)[:, [2, 0, 1]]
    assert np.abs(swapped - wanted).max() <= 6
    half = graded(clip, Grade(lut=lut(tmp_path / "swap.cube", "{b} {r} {g}"), strength=0.5), tmp_path / "half.mp4")
    assert np.abs(half - (np.array(PATCHES) + wanted) / 2).max() <= 6
    none = graded(clip, Grade(lut=lut(tmp_path / "swap.cube", "{b} {r} {g}"), strength=0), tmp_path / "none.mp4")
    assert np.abs(none - np.array(PATCHES)).max() <= 6


def test_what_a_table_gives_beyond_black_and_white_is_held_there(clip: Path, tmp_path: Path) -> None:
    white = graded(clip, Grade(lut=lut(tmp_path / "white.cube", "5 5 5")), tmp_path / "white.mp4")
    black = graded(clip, Grade(lut=lut(tmp_path / "black.cube", "-3 -3 -3")), tmp_path / "black.mp4")
    assert white.min() >= 253
    assert black.max() <= 2


def test_contrast_turns_around_grey_and_saturation_goes_down_to_it(clip: Path, tmp_path: Path) -> None:
    strong = graded(clip, Grade(contrast=1.2), tmp_path / "strong.mp4")
    assert np.abs(strong - np.clip(122 + (np.array(PATCHES) - 122) * 1.2, 0, 255)).max() <= 7
    grey = planes(clip, Grade(saturation=0), tmp_path / "grey.mp4")
    assert np.abs(grey[:, SIZE[1] :] - 128).max() <= 1


def test_saturation_and_contrast_come_before_the_table(clip: Path, tmp_path: Path) -> None:
    red = Grade(lut=lut(tmp_path / "red.cube", "{r} 0 0"), saturation=0)
    found = graded(clip, red, tmp_path / "red.mp4")
    assert found[1, 0] < 120  # the red of a grey, not the red that was there
    assert found[:, 1:].max() <= 5


def test_a_table_alone_keeps_its_entries() -> None:
    rows = np.random.default_rng(4).random((27, 3)).round(4)
    text = "LUT_3D_SIZE 3\n" + "\n".join(" ".join(map(str, row)) for row in rows.tolist())
    table = parse_lut(text.encode(), Path("x.cube"))
    assert np.allclose(baked(Grade(), table).reshape(-1, 3), rows)


def test_the_vignette_darkens_corners_and_leaves_the_middle(clip: Path, tmp_path: Path) -> None:
    before = np.stack(list(read(clip))).astype(np.int32)
    after = planes(clip, Grade(vignette=0.5), tmp_path / "dark.mp4")
    luma, was = after[:, : SIZE[1]], before[:, : SIZE[1]]
    assert np.abs((luma - was)[:, 40:56, 60:100]).max() <= 2
    assert (luma[4, :4, :4].mean() - 16) < 0.75 * (was[4, :4, :4].mean() - 16)
    corners = [luma[4, :8, :8], luma[4, -8:, :8], luma[4, :8, -8:], luma[4, -8:, -8:]]
    assert max(part.mean() for part in corners) - min(part.mean() for part in corners) < 3


def test_grain_moves_keeps_the_light_and_touches_no_colour(clip: Path, tmp_path: Path) -> None:
    before = np.stack(list(read(clip))).astype(np.int32)
    after = planes(clip, Grade(grain=0.4, seed=1), tmp_path / "grain.mp4")
    luma = after[:, : SIZE[1]] - before[:, : SIZE[1]]
    assert np.abs(luma[:4].mean(axis=(1, 2))).max() < 1.0
    assert 3 < luma[0].std() < 8
    assert np.abs(np.corrcoef(luma[0].ravel(), luma[1].ravel())[0, 1]) < 0.3
    assert np.abs(after[:, SIZE[1] :] - before[:, SIZE[1] :]).max() <= 3
    assert after[:, : SIZE[1]].min() >= 12
    other = planes(clip, Grade(grain=0.4, seed=2), tmp_path / "other.mp4")
    assert (other != after).any()


def test_the_same_grade_gives_the_same_bytes(clip: Path, tmp_path: Path) -> None:
    grade = Grade(lut=lut(tmp_path / "t.cube", "{g} {r} 0.5"), contrast=1.1, saturation=0.9, grain=0.2, vignette=0.4)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        grade_clip(clip, grade, tmp_path / name / "graded.mp4")
    verify(tmp_path / "one/graded.mp4", *SIZE, Fraction(24), FRAMES)
    assert (tmp_path / "one/graded.mp4").read_bytes() == (tmp_path / "two/graded.mp4").read_bytes()
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["graded.mp4"]


def test_what_a_grade_does_is_known_before(clip: Path, tmp_path: Path) -> None:
    grade_clip(clip, Grade(), tmp_path / "copy.mp4")
    assert (tmp_path / "copy.mp4").read_bytes() == clip.read_bytes()
    assert Grade(lut=lut(tmp_path / "t.cube"), strength=0).neutral
    assert Grade(seed=4).neutral
    for grade in (Grade(contrast=1.1), Grade(saturation=0.5), Grade(grain=0.1), Grade(vignette=0.1)):
        assert not grade.neutral


def test_folders_with_strange_names_are_no_hindrance(clip: Path, tmp_path: Path) -> None:
    folder = tmp_path / "it's [my]; film: Nº 1, 'x'=y"
    folder.mkdir()
    found = graded(clip, Grade(lut=lut(folder / "a b.cube", "{b} {r} {g}")), folder / "out put.mp4")
    assert np.abs(found - np.array(PATCHES)[:, [2, 0, 1]]).max() <= 6


def test_nothing_is_left_of_a_grade_that_failed(clip: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.cube"
    broken.write_text("LUT_3D_SIZE 2\n0 0 0\n")
    with pytest.raises(LutError, match="after 1 of 8"):
        grade_clip(clip, Grade(lut=Source(digest="", path=broken)), tmp_path / "out.mp4")
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(clip.read_bytes()[:200])
    with pytest.raises(MediaError):
        grade_clip(cut, Grade(contrast=1.1), tmp_path / "out.mp4")

    def stop(done: int, total: int) -> None:
        assert total == FRAMES
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade_clip(clip, Grade(contrast=1.1), tmp_path / "out.mp4", stop)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.cube", "cut.mp4"]


@pytest.mark.parametrize(("shape", "kept"), [(2.39, (68, 160)), (1.0, (96, 96)), (160 / 96, (96, 160))])
def test_bars_are_black_and_what_they_leave_is_not_touched(
    clip: Path, tmp_path: Path, shape: float, kept: tuple[int, int]
) -> None:
    grade_clip(clip, Grade(letterbox=shape), tmp_path / "bars.mp4")
    left, top, wide, high = active(*SIZE, shape)
    assert (high, wide) == pytest.approx(kept, abs=2)
    assert abs(left * 2 + wide - SIZE[0]) <= 2
    assert abs(top * 2 + high - SIZE[1]) <= 2
    for before, after in zip(read(clip), read(tmp_path / "bars.mp4"), strict=True):
        inside = np.s_[top + 2 : top + high - 2, left + 2 : left + wide - 2]
        assert np.abs(before[:96].astype(int)[inside] - after[:96].astype(int)[inside]).max() <= 3
        bars = np.ones((96, 160), bool)
        bars[max(0, top - 1) : top + high + 1, max(0, left - 1) : left + wide + 1] = False
        assert not bars.any() or np.abs(after[:96].astype(int)[bars] - 16).max() <= 2
