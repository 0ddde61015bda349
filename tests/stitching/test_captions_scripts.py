"""Captions and titles in every script: broken where the script allows, never boxes, right to left as it is read."""

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stitching.breaking import columns, side_by_side, tokens_of
from stitching.captions import SpokenLine, Word, break_captions
from stitching.legible import legible
from stitching.text.signs import clean, in_capitals, lacking
from stitching.timeline import Caption, Item, Marking, Timeline, Title

RATE = Fraction(24)
JAPANESE = (
    "昔々あるところに、灯台守がいました。彼は毎晩ひとりで明かりをともし、船の帰りを待っていました。"
    "「誰だ？」と彼は言った。ちょっと待って。"
)
CHINESE = "从前，有一位守灯塔的老人，他每天晚上都点亮灯，等待船只归来。你是谁？我只是一阵风暴，不要害怕我。"
THAI = "กาลครั้งหนึ่งนานมาแล้วมีคนเฝ้าประภาคารอยู่คนเดียวบนเกาะ เขาจุดตะเกียงทุกคืนเพื่อนำทางเรือกลับบ้านอย่างปลอดภัย"
KHMER = "ខ្ញុំជាអ្នកយាមប៉មភ្លើងនៅលើកោះនេះតាំងពីយូរណាស់មកហើយហើយខ្ញុំស្រឡាញ់វាណាស់"
FRENCH = (
    "Tempête ! Où es-tu donc passée, toi qui m'avais promis de revenir ? « Jamais », disais-tu ; et pourtant te voilà !"
)


def rows_of(text: str, seconds: float = 12.0, characters: int = 42) -> list[str]:
    captions = break_captions([SpokenLine(text, 1.0, 1.0 + seconds)], RATE, (), characters)
    assert all(len(caption.lines) <= 2 for caption in captions)
    return [row for caption in captions for row in caption.lines]


@pytest.mark.parametrize("text", [JAPANESE, CHINESE, THAI, KHMER])
@pytest.mark.parametrize("characters", [42, 28])
def test_scripts_without_spaces_are_broken_where_they_may_be(text: str, characters: int) -> None:
    rows = rows_of(text, characters=characters)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    assert len(rows) > 1
    for row in rows:
        assert columns(row) <= characters
        assert row[0] not in "、。，．！？」』ーっゃゅょะาำๆฯ"
        assert row[-1] not in "「『（เแโใไ"
        assert unicodedata.category(row[0]) not in ("Mn", "Mc")


def test_no_blanks_come_in_where_there_were_none_and_sentences_end_rows() -> None:
    rows = rows_of(JAPANESE)
    assert not any(" " in row for row in rows)
    assert sum(row.endswith(("。", "、")) for row in rows) >= len(rows) - 1


def test_wide_letters_take_two_columns_and_marks_none() -> None:
    assert columns("灯台") == 4
    assert columns("नमस्ते") == 4
    assert columns("né") == columns("ne\u0301") == 2
    assert columns("abc") == 3


@given(
    st.text(alphabet=st.sampled_from("灯台守、。「」かなっーกเะาำ ab?!«»1é\u200d\u0e34"), max_size=80),
    st.integers(8, 42),
)
def test_any_mixture_keeps_its_letters_and_its_width(text: str, characters: int) -> None:
    tokens = tokens_of(text, characters)
    assert "".join("".join(tokens).split()) == "".join(text.split())
    assert side_by_side(tokens).split() == text.split()
    assert all(columns(token) <= characters for token in tokens)
    assert all(columns(row) <= characters for row in rows_of(text, characters=characters))


def test_french_marks_stay_with_their_words_and_with_their_times() -> None:
    words = tuple(Word(1.0 + at * 0.3, 1.2 + at * 0.3, word) for at, word in enumerate(FRENCH.split()))
    captions = break_captions([SpokenLine(FRENCH, 1.0, 9.0, words)], RATE)
    rows = [row for caption in captions for row in caption.lines]
    assert " ".join(rows).replace("\u00a0", " ") == FRENCH
    assert not [row for row in rows if row[0] in "?!;:»" or row[-1] == "«"]
    shown = len(" ".join(captions[0].lines).replace("\u00a0", " ").split())
    assert captions[1].start == pytest.approx(words[shown].start * RATE, abs=3)


def test_marks_of_direction_and_joiners_stay_and_overrides_go() -> None:
    assert clean("\u202eאב\u200f\u202c ‌می\u200cخواهم\u200d") == "אב\u200f \u200cمی\u200cخواهم\u200d"


def test_capitals_are_those_of_the_script() -> None:
    assert in_capitals("Τέλος") == "ΤΕΛΟΣ"
    assert in_capitals("დასასრული") == "დასასრული"
    assert in_capitals("Sfârșit, forêt, Straße") == "SFÂRȘIT, FORÊT, STRASSE"
    assert in_capitals("Конец") == "КОНЕЦ"


NOBODYS = "\U00010600\U00010601"  # Linear A: no font of this package, and hardly one of any machine


def _timeline(title: str, rows: tuple[str, ...], *, burn: bool = True) -> Timeline:
    return Timeline(
        width=160,
        height=90,
        items=(Item(id="card", frames=96),),
        titles=(Title(start=0, frames=40, lines=(title,)), Title(start=50, frames=40, lines=("Fin",), place="end")),
        captions=tuple(Caption(start=30 * index, frames=20, lines=(row,)) for index, row in enumerate(rows)),
        burn_captions=burn,
        marking=Marking(title="x"),
    )


def test_what_no_font_has_is_left_out_of_the_picture_and_told() -> None:
    timeline, told = legible(_timeline(NOBODYS, ("Who is there?", f"{NOBODYS}!")))
    assert not timeline.burn_captions
    assert len(timeline.captions) == 2
    assert [title.lines for title in timeline.titles] == [("Fin",)]
    assert told[0].startswith(
        f"captions are only in the files beside the film: no font here has {NOBODYS}; install one"
    )
    assert told[1].startswith(f"'{NOBODYS}' is not shown")
    assert legible(_timeline("Two", (NOBODYS,), burn=False))[1] == ()


@pytest.mark.parametrize(
    "text", ["Où es-tu ? À l'aide !", "Буря! Где ты?", "Τέλος, φίλε μου", "Ağaçşöü ığİ", "Đường về", "Žluťoučký kůň"]
)
def test_what_the_fonts_of_the_package_have_stays_as_it_is(text: str) -> None:
    assert lacking(text, "sans") == lacking(text, "serif") == ""
    whole = _timeline(text, (text,))
    assert legible(whole) == (whole, ())
