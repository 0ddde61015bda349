"""The figures by their definitions, what is planned by a timeline, and the page that shows all of it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from quality_films import LENGTH, RATE, STARTS, Parts, build, clean, view

from stitching.errors import MediaError
from stitching.quality import Expected, Finding, PlannedShot, Quality, Unmeasured, expected_of, inspect, write_page
from stitching.quality.comparing import PSNR_MOST, correlation, psnr, ssim
from stitching.quality.page import page
from stitching.quality.shots import slope, thumb_of
from stitching.quality.sounding import onsets_in
from stitching.quality.warping import warp_error
from stitching.timeline import Item, Marking, Sound, Source, Timeline, Transition


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    return clean(tmp_path_factory.mktemp("parts"))


@pytest.fixture(scope="module")
def measured(film: Parts, tmp_path_factory: pytest.TempPathFactory) -> Quality:
    return film.measured(tmp_path_factory.mktemp("film"))


def smooth(seed: int, shape: tuple[int, int] = (72, 128)) -> NDArray[np.float32]:
    chance = np.random.default_rng(seed)
    high, wide = np.mgrid[: shape[0], : shape[1]]
    waves = [20 * np.sin(a * high / 9 + b * wide / 9 + c) for a, b, c in chance.uniform(-1, 1, (6, 3)) * (1, 1, np.pi)]
    return (128 + np.sum(waves, axis=0)).astype(np.float32)


@given(seed=st.integers(0, 99), by=st.integers(1, 60))
def test_likeness_is_whole_for_the_same_and_less_for_others(seed: int, by: int) -> None:
    one = smooth(seed)
    noisy = one + np.random.default_rng(seed).normal(0, by, one.shape).astype(np.float32)
    assert ssim(one, one) == pytest.approx(1)
    assert ssim(one, noisy) == pytest.approx(ssim(noisy, one))
    assert ssim(one, noisy) < 1
    assert correlation(one, one * np.float32(0.5) + 9) == pytest.approx(1, abs=1e-4)
    bytes_of = np.clip(one, 0, 255).astype(np.uint8)
    assert psnr(bytes_of, bytes_of) == PSNR_MOST
    assert psnr(np.full((4, 4), 10, np.uint8), np.full((4, 4), 10 + by, np.uint8)) == pytest.approx(
        20 * np.log10(255 / by), abs=1e-3
    )


def test_what_is_plain_is_like_nothing() -> None:
    assert correlation(smooth(1), np.full((72, 128), 9, np.float32)) is None


@pytest.mark.parametrize(("down", "right"), [(0, 3), (2, -1), (-5, 4)])
def test_warp_error_leaves_motion_out(down: int, right: int) -> None:
    large = smooth(3, (100, 160))
    one = large[12:84, 12:140]
    other = large[12 + down : 84 + down, 12 + right : 140 + right]
    plain = float(np.square(one - other).mean())
    error = warp_error(one, other)
    assert error is not None
    assert error < plain / 20
    assert warp_error(one, one) == pytest.approx(0, abs=1e-3)
    changed = warp_error(one, other + np.random.default_rng(1).normal(0, 12, other.shape).astype(np.float32))
    assert changed is not None
    assert changed > error + 40


@given(start=st.floats(-50, 50), step=st.floats(-9, 9), count=st.integers(2, 12))
def test_the_slope_is_what_is_added_each_time(start: float, step: float, count: int) -> None:
    assert slope([start + step * index for index in range(count)]) == pytest.approx(step, abs=1e-6)
    assert slope([start]) is None


@given(high=st.integers(8, 300), wide=st.integers(8, 300))
def test_thumbs_keep_the_mean_and_the_shape(high: int, wide: int) -> None:
    picture = np.add.outer(np.arange(high), np.arange(wide)).astype(np.float32)
    thumb = thumb_of(picture)
    assert thumb.shape == (min(high, 64), min(wide, 64))
    assert thumb.min() >= picture.min()
    assert thumb.max() <= picture.max()


def test_a_click_is_no_onset() -> None:
    levels = np.full(300, -80, np.float32)
    levels[50] = -10
    levels[100:200] = -20
    assert onsets_in(levels) == (1.0,)


def test_figures_of_the_film_by_their_definitions(film: Parts, measured: Quality) -> None:
    one = measured.shots[0]
    pans = view(1, 0, LENGTH).astype(float)
    assert one.motion == pytest.approx(np.abs(np.diff(pans, axis=0)).mean(), rel=0.1)
    luma = pans @ (0.2126, 0.7152, 0.0722)
    assert one.brightness == pytest.approx(luma.mean(), abs=2)
    assert one.contrast == pytest.approx(luma.std(axis=(1, 2)).mean(), rel=0.1)
    bright = [shot.brightness for shot in measured.shots if isinstance(shot.brightness, float)]
    assert measured.picture.brightness_variance == pytest.approx(float(np.var(bright)), abs=0.02)
    assert isinstance(one.warp_error, float)
    assert isinstance(one.motion, float)
    assert one.warp_error < one.motion**2 / 10
    continuous = measured.joins[0]
    assert continuous.difference == pytest.approx(one.motion, rel=0.1)
    assert continuous.velocity_jump == pytest.approx(0, abs=0.1)
    assert measured.sound.integrated == pytest.approx(film.expected.loudness, abs=0.3)
    assert isinstance(measured.sound.momentary, float)
    assert isinstance(measured.sound.short_term, float)
    assert measured.sound.momentary > measured.sound.short_term


def test_what_could_not_be_measured_says_why(measured: Quality) -> None:
    assert measured.joins[3].ssim == Unmeasured(not_measured="a dissolve lies over it")
    assert isinstance(measured.picture.flicker, Unmeasured)
    assert '"flicker":{"not_measured":"no shot is to rest"}' in measured.model_dump_json()
    reasons = re.findall(r'"not_measured":"([^"]*)"', measured.model_dump_json())
    assert all(reasons)


def test_a_film_that_ends_too_soon_and_has_no_sound(film: Parts, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    build(path, film.pictures[: STARTS[2] + 1], film.sound)
    quality = inspect(tmp_path / "picture.mp4", film.expected)
    assert {"frames", "no-sound"} <= {one.rule for one in quality.findings}
    assert str(quality.shots[4].motion) == "not measured: the film ends before it"
    assert quality.sound.true_peak == quality.sync.cue_offset == Unmeasured(not_measured="the film has no sound")
    assert "not measured: the film has no sound" in page(quality)
    (tmp_path / "no.mp4").write_bytes(b"no film")
    with pytest.raises(MediaError, match=r"no\.mp4"):
        inspect(tmp_path / "no.mp4", film.expected)


def test_one_frame_is_a_film(tmp_path: Path, film: Parts) -> None:
    build(tmp_path / "film.mp4", film.pictures[:1], film.sound[:, : 48_000 // RATE])
    only = Expected(width=128, height=72, rate="12", frames=1, shots=(PlannedShot(id="a", start=0, frames=1),))
    quality = inspect(tmp_path / "film.mp4", only)
    assert quality.integrity.frames == 1
    assert isinstance(quality.picture.motion, Unmeasured)
    assert isinstance(quality.sound.integrated, Unmeasured)


@given(
    frames=st.lists(st.integers(2, 40), min_size=1, max_size=8),
    kinds=st.lists(st.sampled_from(["cut", "dissolve", "fade"]), min_size=8, max_size=8),
    asked=st.integers(0, 12),
)
def test_every_frame_of_a_timeline_has_its_shot(frames: list[int], kinds: list[str], asked: int) -> None:
    items = tuple(
        Item(
            id=f"s/{index}",
            frames=count,
            enter=Transition(kind=kind, frames=min(asked, count // 2, frames[max(0, index - 1)] // 2)),
        )
        for index, (count, kind) in enumerate(zip(frames, kinds, strict=False))
    )
    timeline = Timeline(width=64, height=36, items=items, marking=Marking(title="T"))
    expected = expected_of(timeline, continuous={"s/1"}, still={"s/0"})
    assert all(expected.shot_at(frame) for frame in range(timeline.frames))
    assert expected.shots[0].still
    for before, shot in zip(expected.shots, expected.shots[1:], strict=False):
        assert before.clear.stop <= before.start + before.frames
        assert shot.joined != "cut" or shot.clear.start == shot.start
        if shot.joined not in ("cut", "continuous"):
            assert not set(before.clear) & set(shot.clear) or min(before.frames, shot.frames) <= 2


def test_speech_is_what_is_on_the_dialogue_track(tmp_path: Path, film: Parts) -> None:
    voice = film.expected.speech[0].source
    assert voice is not None
    sounds = (
        Sound(source=Source(digest="v", path=voice), start=9600, track="dialogue"),
        Sound(source=Source(digest="v", path=voice), start=0, track="dialogue", length=4800),
        Sound(source=Source(digest="g", path=tmp_path / "gone.wav"), start=100, track="dialogue"),
        Sound(source=Source(digest="m", path=voice), start=0, track="music"),
    )
    items = (Item(id="a/b", frames=48),)
    timeline = Timeline(width=64, height=36, items=items, sounds=sounds, marking=Marking(title="T"))
    found = expected_of(timeline).speech
    assert [(one.start, one.end) for one in found] == [(0, 4800), (100, 100), (9600, 9600 + 48_000)]


class Tags(HTMLParser):
    """The names of all elements and the targets of what they load."""

    def __init__(self) -> None:
        super().__init__()
        self.names, self.loads = list[str](), list[str | None]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.loads += [value for name, value in attrs if name in ("src", "href", "srcset", "onload", "data")]


def test_the_page_stands_alone_and_escapes_what_strangers_wrote(measured: Quality, tmp_path: Path) -> None:
    evil = '</title><script>alert(1)</script>"&'
    finding = Finding(rule="black", severity="fail", text=evil, shots=(evil,), frame=3, seconds=0.25, figure=1, bound=2)
    shots = tuple(shot.model_copy(update={"id": evil, "scene": evil}) for shot in measured.shots)
    changed = measured.model_copy(update={"title": evil, "findings": (finding,), "shots": shots})
    write_page(changed, tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert "script" not in tags.names
    assert tags.loads == []
    assert not re.search(r"url\(|@import", text)
    assert {"svg", "polyline", "table"} <= set(tags.names)
    assert "Not as planned" in text
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_the_page_shows_every_shot_join_and_finding(measured: Quality) -> None:
    text = page(measured)
    assert "As planned" in text
    for shot in measured.shots:
        assert f"<td>{shot.id}</td>" in text
    assert text.count("a dissolve lies over it") == 6
    worse = measured.model_copy(
        update={
            "findings": (
                Finding(rule="blur", severity="warn", text="soft", shots=("walk/two",), frame=9, seconds=65.5),
            )
        }
    )
    assert "walk/two at 1:05.50" in page(worse)
    assert "Worth a look" in page(worse)
