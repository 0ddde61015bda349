"""Titles and captions in a font file: what they are set in, what is told, and what decides their key."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from stitching import lettering
from stitching.captions import caption_image
from stitching.cutting import windows
from stitching.legible import legible
from stitching.timeline import Caption, Item, Marking, Source, Timeline, Title
from stitching.titles import title_image

MakeClip = Callable[..., Source]
PACKAGED = Path(lettering.__file__).parent / "fonts"
SERIF, SANS = PACKAGED / "EBGaramond-Regular.otf", PACKAGED / "Inter-Medium.otf"
LACKED = "Käse → ₽"
"""The sans face has all of it; the serif one has no rouble sign."""


def font(path: Path, of: Path | bytes) -> Source:
    path.write_bytes(of if isinstance(of, bytes) else of.read_bytes())
    return Source(digest=hashlib.sha256(path.read_bytes()).hexdigest(), path=path)


def title(line: str = "Käse", **more: object) -> Title:
    return Title.model_validate({"start": 0, "frames": 24, "lines": (line,), **more})


def film(*texts: Title | Caption, clip: Source | None = None) -> Timeline:
    return Timeline(
        width=160,
        height=90,
        items=(Item(id="a/b", frames=48, source=clip),),
        titles=tuple(text for text in texts if isinstance(text, Title)),
        captions=tuple(text for text in texts if isinstance(text, Caption)),
        burn_captions=True,
        marking=Marking(title="A"),
    )


def test_letters_come_from_the_font_file(tmp_path: Path) -> None:
    own = font(tmp_path / "Pen.otf", SANS)
    assert title_image(title(font=own), 640, 360) == title_image(title(font="sans"), 640, 360)
    assert title_image(title(font=own), 640, 360) != title_image(title(font="serif"), 640, 360)
    said = {"start": 0, "frames": 24, "lines": ("Come home.",)}
    drawn = caption_image(Caption.model_validate({**said, "font": font(tmp_path / "Ink.otf", SERIF)}), 640, 360)
    assert drawn == caption_image(Caption.model_validate({**said, "font": "serif"}), 640, 360)
    assert drawn != caption_image(Caption.model_validate(said), 640, 360)


def test_another_file_of_the_same_name_is_another_font(tmp_path: Path) -> None:
    for face, file in (("sans", SANS), ("serif", SERIF), ("sans", SANS)):
        own = font(tmp_path / "Pen.otf", file)
        assert title_image(title(font=own), 320, 180) == title_image(title(font=face), 320, 180)


@pytest.mark.parametrize(("colour", "darkest"), [("#ffd080", True), ("#102030", False)])
def test_captions_have_their_colour_and_stand_out_from_the_picture(colour: str, darkest: bool) -> None:
    picture = caption_image(Caption(start=0, frames=9, lines=("Come home.",), colour=colour), 640, 360)
    pixels = np.asarray(picture).reshape(-1, 4)
    solid = pixels[pixels[:, 3] == 255][:, :3].tolist()
    assert [int(colour[at : at + 2], 16) for at in (1, 3, 5)] in solid
    around = pixels[(pixels[:, 3] > 40) & (pixels[:, 3] < 200)][:, :3].mean()
    assert bool(around < 60) is darkest


def test_keys_know_a_font_by_its_content_and_are_silent_about_ordinary_captions(
    tmp_path: Path, make_clip: MakeClip
) -> None:
    clip = make_clip(48)

    def keys(text: Title | Caption) -> list[object]:
        return [window.identity() for window in windows(film(text, clip=clip))]

    first = font(tmp_path / "Pen.otf", SANS)
    moved = Source(digest=first.digest, path=Path(shutil.copy(first.path, tmp_path / "Moved.otf")))
    assert keys(title(font=first)) == keys(title(font=moved))
    assert keys(title(font=first)) != keys(title(font=font(tmp_path / "Other.otf", SERIF)))
    ordinary = Caption(start=0, frames=9, lines=("Come home.",))
    assert all(
        set(overlay) == {"at", "kind", "frames", "lines"} for key in keys(ordinary) for overlay in _overlays(key)
    )
    assert keys(ordinary) != keys(ordinary.model_copy(update={"colour": "#ffd080"}))
    assert keys(ordinary) != keys(ordinary.model_copy(update={"font": first}))


def _overlays(identity: object) -> list[dict[str, object]]:
    assert isinstance(identity, dict)
    return identity["overlays"]


def test_a_file_that_is_no_font_is_told_and_the_packaged_face_takes_its_place(tmp_path: Path) -> None:
    broken = font(tmp_path / "Pen.ttf", b"no font at all")
    captions = [Caption(start=start, frames=9, lines=("Hold on.",), font=broken) for start in (0, 20)]
    shown, told = legible(film(title(font=broken), *captions))
    assert [text.font for text in shown.titles] == ["serif"]
    assert [text.font for text in shown.captions] == ["sans", "sans"]
    assert told == (
        "'Käse' is set in the built-in serif face: Pen.ttf is not a font that can be read",
        "2 captions are set in the built-in sans face: Pen.ttf is not a font that can be read",
    )
    cut = font(tmp_path / "Cut.otf", SERIF.read_bytes()[:5000])
    shown, told = legible(film(title(font=cut)))
    assert shown.titles[0].font == "serif"
    assert "Cut.otf" in told[0]


def test_only_text_that_the_font_lacks_letters_of_is_set_in_the_packaged_face(tmp_path: Path) -> None:
    own = font(tmp_path / "Ink.otf", SERIF)
    has, lacks = title(font=own), title(LACKED, font=own)
    shown, told = legible(film(has, lacks))
    assert [text.font for text in shown.titles] == [own, "serif"]
    assert told == (f"'{LACKED}' is set in the built-in serif face: Ink.otf has no ₽",)
    assert legible(film(has)) == (film(has), ())


def test_captions_in_files_only_need_no_font(tmp_path: Path) -> None:
    broken = font(tmp_path / "Pen.ttf", b"no font at all")
    said = film(Caption(start=0, frames=9, lines=("Hold on.",), font=broken)).model_copy(
        update={"burn_captions": False}
    )
    assert legible(said) == (said, ())
