"""Two hundred clips in one film, every transition, footage of six kinds, five scripts, three shapes; played by a browser."""

import wave
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from footage_files import anamorphic_avi, gif, hdr_mp4, prores_mov, rotated_mp4, variable_webm
from numpy.typing import NDArray
from playing import BROWSER, played

from stitching import Caption, Item, Marker, Marking, Sound, Source, Timeline, Title, Transition, render, source
from stitching.grade import Grade
from stitching.mezzanine import Writer, opened, probe
from stitching.reframing import reframe_clip, reframing
from stitching.subject import measured
from stitching.transitions import described

WIDTH, HEIGHT, RATE = 128, 72, Fraction(24)
CLIPS, OWN, LENGTH, FIELD = 200, 24, 72, 8
MAKERS = (rotated_mp4, variable_webm, anamorphic_avi, prores_mov, hdr_mp4, gif)
SCRIPTS = ("The Keeper", "Ο φύλακας", "Хранитель", "حارس المنارة", "שומר המגדלור")
BITS = 14
"""Seven for the clip, seven for its frame."""


def _coded(clip: int, frame: int) -> NDArray[np.uint8]:
    """A picture that says which it is: a row of black and white fields over a moving ground."""
    picture = np.full((HEIGHT, WIDTH, 3), (60 + frame, 90, 120 - frame), np.uint8)
    for bit in range(BITS):
        value = clip | frame << 7
        picture[HEIGHT // 2 : HEIGHT // 2 + FIELD, 8 + bit * FIELD : 8 + (bit + 1) * FIELD] = (
            235 if value >> bit & 1 else 20
        )
    return picture


POINTS = [(8 + bit * FIELD + FIELD // 2, HEIGHT // 2 + FIELD // 2) for bit in range(BITS)]


def _read(levels: list[int]) -> tuple[int, int]:
    value = sum((level > 128) << bit for bit, level in enumerate(levels))
    return value & 127, value >> 7


@dataclass(frozen=True)
class Great:
    """The film, its timeline, and which clip and frame each of its frames shows; None where nothing can be read."""

    path: Path
    timeline: Timeline
    shown: list[tuple[int, int] | None]


@pytest.fixture(scope="module")
def great(tmp_path_factory: pytest.TempPathFactory) -> Great:
    folder = tmp_path_factory.mktemp("great")
    own = [_clip(folder / f"own {number}.mp4", number) for number in range(OWN)]
    foreign = list(_foreign(folder))
    items = [_item(number, own, foreign) for number in range(CLIPS)]
    film = Timeline(
        width=WIDTH,
        height=HEIGHT,
        items=tuple(items),
        leave=Transition(kind="iris", frames=12),
        titles=tuple(Title(start=200 * at, frames=60, lines=(text,)) for at, text in enumerate(SCRIPTS)),
        captions=tuple(Caption(start=30 + 90 * at, frames=40, lines=(f"The {at}th caption.",)) for at in range(40)),
        embed_captions=True,
        sounds=tuple(_sounds(folder)),
        markers=tuple(Marker(frame=600 * at, name=f"Chapter {at + 1}", kind="chapter") for at in range(6)),
        marking=Marking(title="The Great Film"),
    )
    found = render(film, folder / "great.mp4", folder / "cache", workers=2)
    assert found.frames == film.frames
    return Great(found.film, film, _expected(film, own))


def _sounds(folder: Path) -> Iterator[Sound]:
    """A bell every four seconds over a hum."""
    at = np.arange(160 * 48_000) / 48_000
    for name, track, samples in (
        ("hum", "music", np.sin(2 * np.pi * 110 * at) * 0.1),
        ("bell", "effects", np.sin(2 * np.pi * 880 * at[:24_000]) * np.exp(-at[:24_000] * 12) * 0.6),
    ):
        path = folder / f"{name}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(48_000)
            file.writeframes((samples * 32767).astype("<i2").tobytes())
        starts = range(0, 150 * 48_000, 4 * 48_000) if name == "bell" else (0,)
        for start in starts:
            yield Sound.model_validate({"source": source(path), "start": start, "track": track})


def _clip(path: Path, number: int) -> Source:
    with Writer(path, WIDTH, HEIGHT, RATE) as writer:
        for frame in range(LENGTH):
            writer.write(_coded(number, frame))
    return source(path)


def _foreign(folder: Path) -> Iterator[Source]:
    for maker, ending in zip(MAKERS, ("mp4", "webm", "avi", "mov", "mp4", "gif"), strict=True):
        path = folder / f"{maker.__name__}, 'quoted'\n.{ending}"
        maker(path)
        yield source(path)


def _item(number: int, own: list[Source], foreign: list[Source]) -> Item:
    kinds = described()
    kind = kinds[number % len(kinds)]
    said = {"kind": kind.kind, "frames": 0 if kind.kind == "cut" else 4 + number % 2}
    if kind.directions:
        said["direction"] = kind.directions[number % len(kind.directions)]
    enter = Transition.model_validate(said)
    if number % 10 == 9:
        return Item(id=f"shot {number}", frames=11, source=foreign[number // 10 % len(foreign)], enter=enter)
    first = number * 7 % 40
    return Item(id=f"shot {number}", frames=20 + number % 12, first=first, source=own[number % OWN], enter=enter)


def _expected(film: Timeline, own: list[Source]) -> list[tuple[int, int] | None]:
    numbers = {clip.digest: number for number, clip in enumerate(own)}
    shown: list[tuple[int, int] | None] = [None] * film.frames
    touched = set[int]()
    ways = [*(item.enter for item in film.items), film.leave]
    for start, item, enter, leave in zip(film.starts(), film.items, ways, ways[1:], strict=False):
        end = start + item.frames
        lead = (
            0
            if enter.kind == "cut"
            else enter.frames
            if enter.overlap or not start
            else enter.frames - enter.frames // 2
        )
        tail = 0 if leave.kind == "cut" else leave.frames if leave.overlap or end == film.frames else leave.frames // 2
        touched |= {*range(start, start + lead), *range(end - tail, end)}
        if item.source and item.source.digest in numbers:
            for at in range(start, end):
                shown[at] = (numbers[item.source.digest], item.first + at - start)
    return [None if at in touched else said for at, said in enumerate(shown)]


def test_every_frame_is_the_one_that_was_asked_for(great: Great) -> None:
    seen = at = 0
    with opened(great.path) as container:
        container.streams.video[0].thread_type = "AUTO"
        for at, frame in enumerate(container.decode(video=0)):
            luma = frame.to_ndarray(format="gray")
            if (wanted := great.shown[at]) is not None:
                assert _read([int(luma[y, x]) for x, y in POINTS]) == wanted, f"frame {at}"
                seen += 1
        assert at + 1 == great.timeline.frames
    assert seen > great.timeline.frames // 2


@pytest.mark.parametrize("size", [(72, 128), (72, 72), (128, 54)])
def test_it_has_other_shapes(great: Great, tmp_path: Path, size: tuple[int, int]) -> None:
    framed: dict[str, Source] = {}
    for item in great.timeline.items:
        clip = item.source
        if clip and clip.path.name.startswith("own") and clip.digest not in framed and probe(clip.path).width == WIDTH:
            path = tmp_path / f"{clip.digest}.mp4"
            reframe_clip(clip.path, reframing(measured(clip.path), RATE, (WIDTH, HEIGHT), size), Grade(), path)
            framed[clip.digest] = source(path)
    items = tuple(
        item.model_copy(update={"source": framed.get(item.source.digest, item.source)}) if item.source else item
        for item in great.timeline.items
    )
    shape = great.timeline.model_copy(update={"width": size[0], "height": size[1], "items": items})
    found = render(shape, tmp_path / "film.mp4", tmp_path / "cache", workers=2)
    assert found.frames == great.timeline.frames
    with opened(found.film) as container:
        picture = container.streams.video[0]
        picture.thread_type = "AUTO"
        assert (picture.width, picture.height) == size
        assert [round(frame.pts * picture.time_base * RATE) for frame in container.decode(picture)] == [
            *range(found.frames)
        ]


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine; `make browser` installs it")
def test_a_browser_plays_it_to_the_end_and_finds_every_place(great: Great) -> None:
    places = [at for at, wanted in enumerate(great.shown) if wanted is not None]
    chosen = [places[number * len(places) // 20] for number in (*range(1, 20, 2), *range(18, -1, -2))]
    told = played(great.path, [float((at + Fraction(1, 2)) / RATE) for at in chosen], float(1 / RATE), POINTS)
    assert "error" not in told, told
    assert (told["width"], told["height"], told["corrupted"]) == (WIDTH, HEIGHT, 0)
    assert told["duration"] == pytest.approx(float(great.timeline.frames / RATE), abs=0.002)
    assert told["sound"]
    assert told["end"] == pytest.approx(told["duration"], abs=0.05)
    assert [_read([level[1] for level in seen]) for seen in told["seen"]] == [great.shown[at] for at in chosen]
