"""The library by itself: a timeline and a folder in, a film out; the second time only what changed is made."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydantic import ValidationError

from stitching import (
    Item,
    Marking,
    MediaError,
    Mix,
    Sound,
    Source,
    Timeline,
    TimelineError,
    Title,
    Transition,
    load,
    save,
    settled,
    source,
)
from stitching.cutting import Copied, segments
from stitching.mezzanine import Writer, opened, read
from stitching.rendering import render
from stitching.transitions import kinds, transition

MakeClip = Callable[..., Source]
MakeSound = Callable[..., Source]
SIZE = (64, 36)
DISSOLVE = Transition(kind="dissolve", frames=8)


def _film(make_clip: MakeClip, *lengths: int, enter: Transition = DISSOLVE, **more: Any) -> Timeline:
    items = tuple(
        Item(
            id=f"i{at}",
            frames=frames,
            source=make_clip(frames, at + 1, "24", SIZE),
            enter=enter if at else Transition(),
        )
        for at, frames in enumerate(lengths)
    )
    return Timeline(width=SIZE[0], height=SIZE[1], items=items, marking=Marking(title="T"), **more)


def _frames(path: Path) -> int:
    with opened(path) as container:
        return sum(1 for _ in container.decode(video=0))


def test_the_second_film_is_copied_and_an_edit_makes_only_what_it_touches(make_clip: MakeClip, tmp_path: Path) -> None:
    film, out, cache = _film(make_clip, 60, 72, 60, 72), tmp_path / "out/film.mp4", tmp_path / "cache"
    first = render(film, out, cache, workers=1)
    assert (first.frames, len(first.made)) == (_frames(out), 3)
    before = out.read_bytes()
    assert render(film, out, cache, workers=1).made == []
    assert out.read_bytes() == before
    items = list(film.items)
    items[3] = items[3].model_copy(update={"source": make_clip(72, 9, "24", SIZE)})
    edited = render(film.model_copy(update={"items": tuple(items)}), out, cache, workers=1)
    assert len(edited.made) == 1
    assert edited.made[0].startswith("windows/")


def test_windows_are_rendered_side_by_side_as_they_are_alone(make_clip: MakeClip, tmp_path: Path) -> None:
    film = _film(make_clip, 60, 72, 60)
    render(film, tmp_path / "alone.mp4", tmp_path / "a", workers=1)
    told: list[tuple[str, int, int]] = []
    render(film, tmp_path / "both.mp4", tmp_path / "b", workers=2, progress=lambda *said: told.append(said))
    assert (tmp_path / "alone.mp4").read_bytes() == (tmp_path / "both.mp4").read_bytes()
    assert ("windows", 2, 2) in told


@pytest.mark.parametrize("again", [32, 36, 40])
def test_a_clip_may_dissolve_into_itself(make_clip: MakeClip, tmp_path: Path, again: int) -> None:
    clip = make_clip(90, 4, "24", SIZE)
    first = Item(id="a", frames=40, source=clip)
    second = Item(id="b", frames=40, first=again, source=clip, enter=DISSOLVE)
    film = Timeline(width=SIZE[0], height=SIZE[1], items=(first, second), marking=Marking(title="T"))
    render(film, tmp_path / "film.mp4", tmp_path / "cache", workers=1)
    whole = list(read(clip.path))
    blended = transition("dissolve").blend(iter(whole[32:40]), iter(whole[again : again + 8]), 8, 8, DISSOLVE)
    wanted = [*whole[:32], *blended, *whole[again + 8 : again + 40]]
    for shown, picture in zip(read(tmp_path / "film.mp4"), wanted, strict=True):
        assert _psnr(shown, picture) > 38


def test_what_is_copied_is_the_clip_and_what_is_rendered_is_close_to_the_blend(
    make_clip: MakeClip, tmp_path: Path
) -> None:
    film = _film(make_clip, 72, 72)
    render(film, tmp_path / "film.mp4", tmp_path / "cache", workers=1)
    shown = list(read(tmp_path / "film.mp4"))
    clips = [list(read(item.source.path)) for item in film.items if item.source]
    at = 0
    for segment in segments(film):
        if isinstance(segment, Copied):
            number = [item.source for item in film.items].index(segment.source)
            wanted = clips[number][segment.first : segment.first + segment.frames]
            assert all(np.array_equal(a, b) for a, b in zip(shown[at : at + segment.frames], wanted, strict=True))
        at += segment.frames
    blended = transition("dissolve").blend(iter(clips[0][-8:]), iter(clips[1][:8]), 8, 8, DISSOLVE)
    worst = min(_psnr(a, b) for a, b in zip(shown[64:72], blended, strict=True))
    assert worst > 45


def _psnr(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    error = float(((one.astype(np.float64) - other) ** 2).mean())
    return 99.0 if not error else 10 * float(np.log10(255**2 / error))


def test_footage_of_another_kind_is_brought_in_once_and_said(make_clip: MakeClip, tmp_path: Path) -> None:
    own = tmp_path / "own.mp4"
    with Writer(own, 90, 72, Fraction(30)) as writer:
        for level in range(90):
            writer.write(np.full((72, 90, 3), level * 2, np.uint8))
    film = _film(make_clip, 48, 48)
    items = (film.items[0], film.items[1].model_copy(update={"source": source(own), "first": 12}))
    film = film.model_copy(update={"items": items})
    found = render(film, tmp_path / "film.mp4", tmp_path / "cache", workers=1)
    assert any("30 to 24" in note for note in found.notes)
    again = render(film, tmp_path / "film.mp4", tmp_path / "cache", workers=1)
    assert (again.made, again.notes) == ([], found.notes)
    luma = [float(planes[: SIZE[1]].mean()) for planes in read(tmp_path / "film.mp4", 80, 1)]
    # Film frame 80 is frame 40 of the item, frame 52 of the footage at 24: its frame 65 at 30.
    assert luma[0] == pytest.approx(16 + 130 * 219 / 255, abs=2)


def test_sound_is_mixed_once(make_clip: MakeClip, make_sound: MakeSound, tmp_path: Path) -> None:
    tone = make_sound("tone", np.sin(np.arange(48_000) * 0.05) * 0.2)
    film = _film(make_clip, 48, sounds=(Sound(source=tone, start=0, track="music"),))
    assert [name.split("/")[0] for name in render(film, tmp_path / "a.mp4", tmp_path / "c", workers=1).made] == [
        "mixes"
    ]
    quieter = film.model_copy(update={"mix": Mix(loudness=-23)})
    assert len(render(quieter, tmp_path / "a.mp4", tmp_path / "c", workers=1).made) == 1
    assert render(film, tmp_path / "a.mp4", tmp_path / "c", workers=1).made == []


def test_a_film_that_cannot_be_made_leaves_the_last_one(make_clip: MakeClip, tmp_path: Path) -> None:
    film, out = _film(make_clip, 48, 48), tmp_path / "film.mp4"
    render(film, out, tmp_path / "cache", workers=1)
    before = out.read_bytes()
    (tmp_path / "no.mp4").write_bytes(b"not a film")
    broken = film.model_copy(
        update={"items": (film.items[0], film.items[1].model_copy(update={"source": source(tmp_path / "no.mp4")}))}
    )
    with pytest.raises(MediaError, match=r"no\.mp4"):
        render(broken, out, tmp_path / "cache", workers=1)
    assert out.read_bytes() == before


def test_what_was_damaged_in_the_cache_is_made_again(make_clip: MakeClip, tmp_path: Path) -> None:
    film, out = _film(make_clip, 60, 72), tmp_path / "film.mp4"
    render(film, out, tmp_path / "cache", workers=1)
    before = out.read_bytes()
    (window,) = (tmp_path / "cache/windows").iterdir()
    data = bytearray(window.read_bytes())
    data[data.index(b"mdat") + 300] ^= 1
    window.write_bytes(bytes(data))
    assert [name.split("/")[0] for name in render(film, out, tmp_path / "cache", workers=1).made] == ["windows"]
    assert out.read_bytes() == before


_ENTERS = st.builds(Transition, kind=st.sampled_from(kinds()), frames=st.integers(0, 40))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_timeline_gives_a_film_of_just_its_frames(data: st.DataObject, make_clip: MakeClip, tmp_path: Path) -> None:
    items = list[Item]()
    for at in range(data.draw(st.integers(0, 30))):
        length = data.draw(st.sampled_from([2, 30, 49]))
        first = data.draw(st.integers(0, length - 1))
        frames = data.draw(st.integers(1, length - first))
        clip = data.draw(st.one_of(st.none(), st.just(make_clip(length, at % 3, "24", SIZE))))
        items.append(
            Item(id=f"i{at}", frames=frames, source=clip, first=first if clip else 0, enter=data.draw(_ENTERS))
        )
    title = Title(start=data.draw(st.integers(0, 60)), frames=data.draw(st.integers(1, 40)), lines=("Ü",))
    said: dict[str, Any] = {
        "items": tuple(items),
        "leave": data.draw(_ENTERS),
        "titles": (title,) if data.draw(st.booleans()) else (),
    }
    if not items:
        with pytest.raises(ValidationError, match="at least 1 item"):
            Timeline(width=SIZE[0], height=SIZE[1], marking=Marking(title="T"), **said)
        return
    asked = Timeline(width=SIZE[0], height=SIZE[1], marking=Marking(title="T"), **said)
    film, notes = settled(asked)
    assert settled(film) == (film, ())
    assert (film == asked) == (notes == ())
    found = render(asked, tmp_path / "film.mp4", tmp_path / "cache", workers=1)
    assert found.frames == film.frames == _frames(tmp_path / "film.mp4")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 50), _ENTERS), min_size=1, max_size=30), _ENTERS)
def test_what_is_settled_can_be_cut_to_the_frame(shots: list[tuple[int, Transition]], leave: Transition) -> None:
    items = tuple(Item(id=f"i{at}", frames=frames, enter=enter) for at, (frames, enter) in enumerate(shots))
    film, _ = settled(Timeline(width=64, height=36, items=items, leave=leave, marking=Marking(title="T")))
    assert sum(segment.frames for segment in segments(film)) == film.frames
    assert film.starts()[-1] + film.items[-1].frames == film.frames


def test_settling_says_what_it_changed() -> None:
    long = Transition(kind="dissolve", frames=30)
    items = (Item(id="a", frames=20), Item(id="b", frames=9, enter=long), Item(id="c", frames=20, enter=long))
    film, notes = settled(Timeline(width=64, height=36, items=items, marking=Marking(title="T")))
    assert notes == (
        "b: enters by a dissolve of 8 frames; there is no room for 30",
        "c: enters by a cut; there is no room for a dissolve of 30 frames",
    )
    assert [item.enter.frames for item in film.items] == [0, 8, 0]
    twice = Timeline(width=64, height=36, items=(items[0], items[0]), marking=Marking(title="T"))
    with pytest.raises(TimelineError, match="a: more than one item has this id"):
        settled(twice)


def test_a_timeline_is_a_file_that_can_be_moved_with_its_media(make_clip: MakeClip, tmp_path: Path) -> None:
    clip = tmp_path / "film/media/one.mp4"
    clip.parent.mkdir(parents=True)
    clip.write_bytes(make_clip(48, 1, "24", SIZE).path.read_bytes())
    made = source(clip)
    item = Item(id="a", frames=40, first=4, source=made, enter=Transition(kind="fade", frames=6, colour="#ffffff"))
    film = Timeline(width=64, height=36, items=(item,), marking=Marking(title="Ü"), mix=Mix(levels={"music": -3}))
    save(film, tmp_path / "film/film.json")
    assert json.loads((tmp_path / "film/film.json").read_text())["items"][0]["source"]["path"] == "media/one.mp4"
    (tmp_path / "film").rename(tmp_path / "moved")
    found = load(tmp_path / "moved/film.json")
    moved = Source(digest=made.digest, path=tmp_path / "moved/media/one.mp4")
    assert found == film.model_copy(update={"items": (item.model_copy(update={"source": moved}),)})


def test_an_earlier_timeline_is_read_and_faults_have_their_places(tmp_path: Path) -> None:
    path = tmp_path / "film.json"
    item = {"id": "a", "frames": 10}
    said = {"version": 1, "width": 64, "height": 36, "loudness": -23.0, "items": [item], "marking": {"title": "T"}}
    path.write_text(json.dumps(said))
    assert load(path).mix.loudness == -23
    path.write_text(json.dumps(said | {"items": [item | {"frames": 0}], "rate": "x"}))
    with pytest.raises(TimelineError) as caught:
        load(path)
    assert "items.0.frames" in str(caught.value)
    assert "'x' is no frame rate" in str(caught.value)
    for text, why in (("[]", "JSON object"), ("{", "is no timeline"), ('{"version": 7}', "version 7")):
        path.write_text(text)
        with pytest.raises(TimelineError, match=why):
            load(path)


def test_the_example_of_the_documentation_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import av

    page = (Path(__file__).parents[2] / "docs/stitching.md").read_text(encoding="utf-8")
    example = page.partition("```python\n")[2].partition("```")[0]
    for name, rate in (("harbour.mov", 30), ("gulls.mp4", 25)):
        with Writer(tmp_path / name, 64, 48, Fraction(rate)) as writer:
            for level in range(8 * rate):
                writer.write(np.full((48, 64, 3), level, np.uint8))
    with av.open(str(tmp_path / "waltz.flac"), "w") as container:
        stream: Any = container.add_stream("flac", rate=44_100, layout="stereo")
        tone = (np.sin(np.arange(12 * 44_100) * 0.06) * 8000).astype(np.int16)
        frame: Any = av.AudioFrame.from_ndarray(np.repeat(tone, 2)[None], format="s16", layout="stereo")
        frame.sample_rate = 44_100
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    monkeypatch.chdir(tmp_path)
    said: dict[str, Any] = {}
    exec(example.replace("1280", "64").replace("720", "36"), said)
    assert said["made"].frames == _frames(tmp_path / "harbour.mp4") == 120 + 96 - 12 + 72 - 16
    assert any("harbour" in note for note in said["made"].notes)
