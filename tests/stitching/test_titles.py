"""Titles: in the frame, centred, faded, and in letters that are there."""

from typing import Literal

import pytest

from stitching.captions import caption_image
from stitching.lettering import Line, fitted
from stitching.text.signs import MISSING, settable
from stitching.timeline import Caption, Title
from stitching.titles import opacity, title_image

SIZES = [(1280, 720), (720, 1280), (640, 360), (320, 180)]


def _box(title: Title, size: tuple[int, int]) -> tuple[int, int, int, int]:
    image = title_image(title, *size)
    box = image.getchannel("R").point([255 if value > 200 else 0 for value in range(256)]).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "text",
    ["Up", "The Keeper and the Storm", "A title so long that it needs more than one line to stand on, and more still"],
)
def test_the_title_is_centred_and_inside(size: tuple[int, int], text: str) -> None:
    for place in ("opening", "end"):
        left, top, right, bottom = _box(Title(start=0, frames=48, lines=(text, "A film"), place=place), size)
        assert left >= size[0] * 0.05
        assert right <= size[0] * 0.95
        assert abs((left + right) / 2 - size[0] / 2) < size[0] * 0.015
        assert size[1] * 0.1 < top < bottom < size[1] * 0.85


@pytest.mark.parametrize("size", SIZES)
def test_the_opening_title_leaves_the_middle_to_the_picture(size: tuple[int, int]) -> None:
    for text in ("Up", "The Lighthouse Keeper and the Whale"):
        _, _, _, bottom = _box(Title(start=0, frames=48, lines=(text,), place="opening"), size)
        assert bottom <= size[1] * 0.36


@pytest.mark.parametrize("size", [*SIZES, (640, 640)])
def test_a_label_stands_high_and_left_and_never_on_captions(size: tuple[int, int]) -> None:
    for text in ("Three days later", "Three days later, when the last of the boats had come home to the old harbour"):
        left, top, right, bottom = _box(Title(start=0, frames=48, lines=(text,), place="label"), size)
        assert size[0] * 0.05 <= left < right <= size[0] * 0.78
        assert size[1] * 0.05 <= top < bottom <= size[1] * 0.35
        caption = caption_image(
            Caption(start=0, frames=9, lines=("I was here all the time,", "and so were you.")), *size
        )
        spoken = caption.getbbox()
        assert spoken is not None
        assert bottom < spoken[1]


@pytest.mark.parametrize("face", ["serif", "sans"])
def test_what_no_font_has_shows_as_a_box(face: Literal["serif", "sans"]) -> None:
    unassigned = "\U0001fbfa"
    text = settable(f"Come {unassigned}\ufe0f{unassigned} home", face)
    assert text == f"Come {MISSING}{MISSING} home"
    with_boxes, without = Line(text, face, 40), Line("Come  home", face, 40)
    assert with_boxes.width > without.width + 30
    assert settable("Plain text — stays.", face) == "Plain text — stays."


def test_a_caption_of_unknown_signs_alone_is_not_empty() -> None:
    image = caption_image(Caption(start=0, frames=9, lines=("\U0001fbfa\U0001fbfa",)), 640, 360)
    assert image.getbbox() is not None


def test_it_fades_in_and_out() -> None:
    title = Title(start=0, frames=48, lines=("A",), fade=12)
    strengths = [opacity(title, frame) for frame in range(-1, 49)]
    assert strengths[0] == strengths[-1] == 0
    assert strengths[14:36] == [1.0] * 22
    assert strengths[1:13] == sorted(strengths[1:13])
    assert strengths == strengths[::-1]
    assert opacity(title.model_copy(update={"fade": 0}), 0) == 1
    assert max(opacity(title.model_copy(update={"frames": 3}), frame) for frame in range(3)) > 0.4


def test_texts_without_anything_to_show_are_empty_pictures() -> None:
    for lines in ((), ("",), ("\x00\u200b",), ("\n \t",)):
        image = title_image(Title(start=0, frames=9, lines=lines), 320, 180)
        assert image.getbbox() is None


def test_text_is_cleaned_before_it_is_set() -> None:
    assert settable("Caf\u0065\u0301\n\x07 Ω Ж ß", "serif") == "Café Ω Ж ß"
    assert settable("\u202eabc", "sans") == "abc"


def test_rows_are_even_and_as_few_as_fit() -> None:
    assert len(fitted("One", Line("", "serif", 60), 800)) == 1
    rows = fitted("The very long way home through the snow", Line("", "serif", 100), 800)
    assert len(rows) == 2
    assert " ".join(row.text for row in rows) == "The very long way home through the snow"
    assert max(row.width for row in rows) <= 801
    assert min(row.width for row in rows) > 0.6 * max(row.width for row in rows)


def test_titles_break_where_a_speaker_would_breathe() -> None:
    rows = fitted("The Lighthouse Keeper and the Storm", Line("", "serif", 100, 0.1), 1000, capitals=True)
    assert [row.text for row in rows] == ["THE LIGHTHOUSE KEEPER", "AND THE STORM"]
