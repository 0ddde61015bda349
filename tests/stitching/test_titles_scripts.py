"""Letters of any script: each from a font that has it, in the order in which they are read, and never as boxes."""

import hashlib
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stitching.cutting import windows
from stitching.legible import legible
from stitching.lettering import Line
from stitching.text.bidi import in_visual_order, levels, runs_right_to_left
from stitching.text.sheet import Sheet
from stitching.text.signs import MISSING, lacking, settable
from stitching.timeline import Caption, Item, Marking, Source, Timeline, Title

FONTS = Path(__file__).parent / "fonts"


def named(file: str) -> Source:
    path = FONTS / file
    return Source(digest=hashlib.sha256(path.read_bytes()).hexdigest(), path=path)


DEVANAGARI, WIDE, EMOJI, ARABIC = (named(name) for name in ("Devanagari.ttf", "Wide.otf", "Emoji.ttf", "Arabic.ttf"))
ALL = ("serif", DEVANAGARI, WIDE, EMOJI, ARABIC)
WAVE = "\N{WATER WAVE}"


def film(*texts: Title | Caption) -> Timeline:
    return Timeline(
        width=160,
        height=90,
        items=(Item(id="card", frames=96),),
        titles=tuple(text for text in texts if isinstance(text, Title)),
        captions=tuple(text for text in texts if isinstance(text, Caption)),
        burn_captions=True,
        marking=Marking(title="A"),
    )


@pytest.mark.parametrize("text", ["तूफ़ान", "嵐の夜", "العاصفة", "One तूफ़ान, 嵐の夜 und العاصفة!"])
def test_each_script_comes_from_the_font_that_has_it(text: str) -> None:
    assert settable(text, ALL) == unicodedata.normalize("NFC", text)
    assert lacking(text, ALL) == ""
    line = Line(settable(text, ALL), ALL, 40)
    for run in line.runs:
        blank = bytes(run.font.getmask("\U0010fffe"))
        assert all(bytes(run.font.getmask(letter)) != blank for letter in run.text if letter.isalpha())
    assert sorted("".join(run.text for run in line.runs)) == sorted(line.text)


def test_one_face_that_has_it_all_sets_it_all() -> None:
    (run,) = Line("Été — voilà", ALL, 40).runs
    assert run.path.name == "EBGaramond-Regular.otf"
    assert [run.path.name for run in Line("तूफ़ान", ALL, 40).runs] == ["Devanagari.ttf"]


def test_words_of_two_directions_stand_in_the_order_of_their_line() -> None:
    told = [run.text.strip() for run in Line("One العاصفة two", ALL, 40).runs if run.text.strip()]
    assert told == ["One", "العاصفة", "two"]
    told = [run.text.strip() for run in Line("مارا One العاصفة", ALL, 40).runs if run.text.strip()]
    assert told == ["العاصفة", "One", "مارا"]


def test_letters_that_join_are_joined() -> None:
    apart = sum(Line(letter, ALL, 60).width for letter in "العاصفة")
    assert Line("العاصفة", ALL, 60).width < 0.85 * apart


@given(st.text(alphabet="abc אבג 123 ,.-()عرب‏", max_size=24))
def test_every_letter_is_placed_once(text: str) -> None:
    found = levels(text)
    assert len(found) == len(text)
    placed = in_visual_order(list(zip(found, range(len(text)), strict=True)))
    assert sorted(placed) == list(range(len(text)))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("abc", "abc"),
        ("אבג", "גבא"),
        ("abc אב 12 def", "abc 12 בא def"),
        ("אב 12 גד", "דג 12 בא"),
        ("אב abc גד", "דג abc בא"),
        ("אב, 1.5 ג", "ג 1.5 ,בא"),
        ("12 אב", "בא 12"),
        ("a (אב) c", "a (בא) c"),
    ],
)
def test_the_order_is_that_of_the_bidirectional_algorithm(text: str, seen: str) -> None:
    """Expected values worked out by hand from UAX 9."""
    placed = in_visual_order(list(zip(levels(text), text, strict=True)))
    assert "".join(placed) == seen
    assert runs_right_to_left(text) is (text[0] == "א" or text.startswith("12"))


def drawn(text: str, faces: tuple[str | Source, ...]) -> "np.ndarray[tuple[int, ...], np.dtype[np.int32]]":
    sheet = Sheet(320, 90)
    sheet.set(Line(settable(text, faces), faces, 40), 10, 60)  # type: ignore[arg-type]
    return np.asarray(sheet.inked("#ffffff", 60, ()), np.int32)


def test_emoji_are_coloured_pictures_where_a_named_font_has_them() -> None:
    picture = drawn(f"Ah {WAVE} oh", ("serif", EMOJI))
    solid = picture[picture[:, :, 3] > 200]
    assert (np.abs(solid[:, 0] - solid[:, 2]) > 60).sum() > 100
    assert Line(f"Ah {WAVE} oh", ("serif", EMOJI), 40).width > Line("Ah  oh", "serif", 40).width + 30


def test_emoji_that_no_font_has_are_left_out_and_never_boxes() -> None:
    signs = "\N{WATER WAVE}\N{ROCKET}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET}\U0001f1eb\U0001f1f7\u2764\ufe0f"
    assert MISSING not in settable(f"Ah {signs} oh", "serif")
    said = film(
        Title(start=0, frames=24, lines=(f"Come home {WAVE}",)), Caption(start=0, frames=9, lines=(f"Oh {WAVE}",))
    )
    shown, told = legible(said)
    assert shown.titles[0].lines == ("Come home",)
    # The files beside the film keep what the picture cannot show.
    assert shown.captions == said.captions
    assert shown.burn_captions
    assert len(told) == 2
    assert all(WAVE in reason and "Noto Color Emoji" in reason for reason in told)


def test_of_credits_only_the_rows_go_that_cannot_be_set() -> None:
    rows = ("Cast", "Mara | Élodie", "Lost | \U00013000\U00013001", "| Tom")
    shown, (reason,) = legible(film(Title(start=0, frames=24, lines=rows, place="credits")))
    assert shown.titles[0].lines == (rows[0], rows[1], rows[3])
    assert "\U00013000" in reason


def test_fallbacks_set_what_the_font_lacks_and_are_part_of_the_key() -> None:
    bare = Title(start=0, frames=24, lines=("Mara तूफ़ान",))
    helped = bare.model_copy(update={"fallbacks": (DEVANAGARI,)})
    assert legible(film(helped)) == (film(helped), ())
    first, second = (window.identity()["overlays"][0] for window in (*windows(film(bare)), *windows(film(helped))))
    assert "fallbacks" not in first
    assert second["fallbacks"] == [{"digest": DEVANAGARI.digest}]
    broken = Source(digest="x", path=FONTS / "OFL.txt")
    shown, told = legible(film(helped.model_copy(update={"fallbacks": (broken, DEVANAGARI)})))
    assert shown.titles[0].fallbacks == (DEVANAGARI,)
    assert told == ("'Mara तूफ़ान' is set without OFL.txt: it is not a font that can be read",)
