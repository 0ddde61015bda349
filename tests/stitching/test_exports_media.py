"""Clips laid beside an export: names that stay, files that are only written when they change, nothing that harms the disk."""

import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from stitching.errors import MediaError
from stitching.exports.media import clip_name, lay_beside, safe_name
from stitching.mezzanine import probe
from stitching.timeline import Item, Marking, Origin, Sound, Source, Timeline

MakeClip = Callable[..., Source]


def _film(*items: Item, sounds: tuple[Sound, ...] = ()) -> Timeline:
    return Timeline(width=160, height=90, items=items, sounds=sounds, marking=Marking(title="T"))


def _shot(shot: str, source: Source | None, take: int = 1, frames: int = 10) -> Item:
    return Item(id=f"s/{shot}", frames=frames, source=source, origin=Origin(scene="s", shot=shot, take=take))


def test_names_do_not_depend_on_other_shots(make_clip: MakeClip, tmp_path: Path) -> None:
    a, b = _shot("a", make_clip(12, 1)), _shot("b", make_clip(12, 2), take=3)
    both = lay_beside(_film(a, b), tmp_path)
    assert [laid.path.name for laid in both.items] == ["s_a_t1.mp4", "s_b_t3.mp4"]
    assert [laid.path.name for laid in lay_beside(_film(b), tmp_path).items] == ["s_b_t3.mp4"]
    assert [laid.length for laid in both.items] == [12, 12]


def test_a_file_is_only_written_when_it_changed(make_clip: MakeClip, tmp_path: Path) -> None:
    film = _film(_shot("a", make_clip(12, 1)), _shot("b", None))
    first = {laid.path: laid.path.stat().st_ino for laid in lay_beside(film, tmp_path).items}
    again = {laid.path: laid.path.stat().st_ino for laid in lay_beside(film, tmp_path).items}
    assert again == first
    (laid,) = lay_beside(_film(_shot("a", make_clip(12, 2))), tmp_path).items
    assert laid.path.read_bytes() == make_clip(12, 2).path.read_bytes()
    assert make_clip(12, 1).path.read_bytes() != laid.path.read_bytes()


def test_another_disk_gets_a_copy(make_clip: MakeClip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other_disk(self: Path, target: Path) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(Path, "hardlink_to", other_disk)
    source = make_clip(12, 1)
    (laid,) = lay_beside(_film(_shot("a", source)), tmp_path).items
    assert laid.path.read_bytes() == source.path.read_bytes()
    assert not laid.path.samefile(source.path)
    assert [path.name for path in tmp_path.iterdir()] == ["s_a_t1.mp4"]


def test_a_link_that_stands_there_is_not_followed(make_clip: MakeClip, tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    (tmp_path / "media").mkdir()
    (tmp_path / "media/s_a_t1.mp4").symlink_to(precious)
    lay_beside(_film(_shot("a", make_clip(12, 1))), tmp_path / "media")
    assert precious.read_text() == "mine"
    assert not (tmp_path / "media/s_a_t1.mp4").is_symlink()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a/b\\c", "-rf", ".hidden", "con\n.mp4", "", "ضوء", "x" * 300, 'a"b<c>|?*', "\ud800"]
)
def test_names_of_strangers_stay_in_the_folder(name: str, make_clip: MakeClip, tmp_path: Path) -> None:
    items = (
        Item(id="one", frames=9, source=make_clip(12, 1), origin=Origin(scene=name, shot=name)),
        Item(id=f"two{name}", frames=9, source=make_clip(12, 2)),
    )
    laid = lay_beside(_film(*items), tmp_path / "media").items
    assert {each.path.resolve().parent for each in laid} == {(tmp_path / "media").resolve()}
    assert len({each.path for each in laid}) == 2
    for each in laid:
        assert each.path.name.isascii()
        assert each.path.name.isprintable()
        assert each.path.name[0].isalnum()
        assert len(each.path.name) < 100


def test_names_that_lose_letters_stay_apart() -> None:
    assert safe_name("gallery_1") == "gallery_1"
    assert len({safe_name("caf\u00e9"), safe_name("cafe"), safe_name("灯台"), safe_name("灯")}) == 4
    assert clip_name(Origin(scene="a", shot="b", take=2)) == "a_b_t2"


def test_two_clips_of_one_name_are_two_files(make_clip: MakeClip, tmp_path: Path) -> None:
    clips = [_shot("A", make_clip(12, 1)), _shot("a", make_clip(12, 2)), _shot("a", make_clip(12, 2))]
    items = tuple(item.model_copy(update={"id": str(number)}) for number, item in enumerate(clips))
    names = [laid.path.name.lower() for laid in lay_beside(_film(*items), tmp_path).items]
    assert len(set(names)) == 2
    assert names[1] == names[2]


def test_a_card_is_a_clip_of_its_colour(tmp_path: Path) -> None:
    card = Item(id="end", frames=7, colour="#804020")
    (laid,) = lay_beside(_film(card), tmp_path).items
    found = probe(laid.path)
    assert (found.frames, found.width, found.height, laid.length) == (7, 160, 90, 7)


def test_sounds_have_the_names_that_are_given(tmp_path: Path) -> None:
    source = tmp_path / "source.wav"
    with wave.open(str(source), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(bytes(4 * 4800))
    sounds = tuple(
        Sound(source=Source(digest=digest, path=source), start=0, track="music") for digest in ("one", "two")
    )
    film = _film(Item(id="end", frames=7), sounds=sounds)
    laid = lay_beside(film, tmp_path / "media", {"one": "score"}).sounds
    assert laid["one"].path.name == "score.wav"
    assert laid["two"].path.name.startswith("music_")
    assert (laid["one"].length, laid["one"].channels) == (4800, 2)


def test_what_is_missing_or_too_short_is_refused(make_clip: MakeClip, tmp_path: Path) -> None:
    gone = Source(digest="gone", path=tmp_path / "gone.mp4")
    with pytest.raises(MediaError, match=r"gone\.mp4: there is no such file; render the film again"):
        lay_beside(_film(_shot("a", gone)), tmp_path / "media")
    with pytest.raises(MediaError, match="has 12 frames, and 's/a' needs them up to 13"):
        lay_beside(_film(_shot("a", make_clip(12, 1), frames=13)), tmp_path / "media")
    (tmp_path / "media/s_b_t1.mp4").mkdir()
    with pytest.raises(MediaError, match="is a folder"):
        lay_beside(_film(_shot("b", make_clip(12, 1))), tmp_path / "media")
