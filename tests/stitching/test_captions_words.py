"""Captions word by word: timed with the voice, lit when spoken, and written as ASS that others read as we do."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pysubs2.time import ms_to_frames

from stitching.captions import SpokenLine, Word, break_captions, write_ass, write_srt, write_vtt
from stitching.captions_burned import caption_image, caption_over
from stitching.frames import plain
from stitching.timeline import Caption, CaptionWord

RATES = [Fraction(24), Fraction(24000, 1001), Fraction(25), Fraction(30), Fraction(60000, 1001), Fraction(60)]
SPEECH = "I told you not to come back here, and yet here you are. The light must burn all night; go home, Mary Ann."


def said(text: str, start: float, speed: float = 2.6) -> SpokenLine:
    at = [start + index / speed for index in range(len(text.split()) + 1)]
    words = tuple(Word(a, b - 0.05, word) for (a, b), word in zip(pairwise(at), text.split(), strict=True))
    return SpokenLine(text, start, at[-1], words)


def sung(*words: str, every: int = 6, **more: object) -> Caption:
    timed = tuple(CaptionWord(at=index * every, frames=every, text=word) for index, word in enumerate(words))
    said = {"start": 0, "frames": every * len(words) + 12, "lines": (" ".join(words),), "words": timed, **more}
    return Caption.model_validate(said)


def test_words_are_timed_as_they_are_spoken() -> None:
    line = said(SPEECH, 2.03)
    spoken = iter(line.words)
    for caption in break_captions([line], RATES[0]):
        assert " ".join(word.text for word in caption.words) == " ".join(caption.lines)
        for word in caption.words:
            assert abs(caption.start + word.at - next(spoken).start * 24) <= 3
            assert word.at + word.frames <= caption.frames
        assert [word.at for word in caption.words] == sorted(word.at for word in caption.words)


def test_words_whose_times_nobody_told_have_none() -> None:
    assert all(not caption.words for caption in break_captions([SpokenLine(SPEECH, 1.0, 9.0)], RATES[0]))


@pytest.mark.parametrize(("words", "turned"), [(("Come", "home", "now"), False), (("בואי", "הביתה", "עכשיו"), True)])
def test_words_light_up_when_they_are_spoken(words: tuple[str, ...], turned: bool) -> None:
    caption = sung(*words)
    over, ground = caption_over(caption, 320, 180), plain(320, 180, "#000000")
    shown = [over(ground, frame)[:180].astype(int) for frame in range(-1, caption.frames + 1)]
    assert (shown[0] == shown[-1]).all()
    assert (shown[0] == ground[:180]).all()
    light = [int((picture - 16).clip(0).sum()) for picture in shown[1:-1]]
    assert light == sorted(light)
    changes = [frame for frame, (before, after) in enumerate(pairwise(light)) if after != before]
    # Each word takes three frames to light up, the first one from the first frame on.
    assert changes == [0, 1, 5, 6, 7, 11, 12, 13]
    where = [float(np.argwhere(shown[at + 3] > shown[at + 1] + 20)[:, 1].mean()) for at in (0, 6, 12)]
    assert where == sorted(where, reverse=turned)
    plain_one = caption_image(caption.model_copy(update={"words": ()}), 320, 180)
    laid = over(ground, caption.frames - 1)[:180].astype(int)
    whole = caption_over(caption.model_copy(update={"words": ()}), 320, 180)(ground, 3)[:180].astype(int)
    assert plain_one.getbbox() is not None
    assert np.abs(laid - whole).max() <= 6


def test_words_that_are_not_those_of_the_lines_light_up_with_their_row() -> None:
    caption = sung("Something", "else", lines=("Come home, now.",))
    over, ground = caption_over(caption, 320, 180), plain(320, 180, "#000000")
    assert over(ground, 5).max() > 200


@pytest.mark.parametrize("rate", RATES)
def test_other_readers_find_the_same_frames(rate: Fraction) -> None:
    captions = break_captions([said(SPEECH, 1.23 + 31 * index) for index in range(30)], rate)
    frames = [(caption.start, caption.start + caption.frames) for caption in captions]
    for text, kind in (
        (write_ass(captions, rate), "ass"),
        (write_srt(captions, rate), "srt"),
        (write_vtt(captions, rate), "vtt"),
    ):
        read = pysubs2.SSAFile.from_string(text, format_=kind)
        assert [(ms_to_frames(one.start, float(rate)), ms_to_frames(one.end, float(rate))) for one in read] == frames
        assert [one.plaintext.split() for one in read] == [" ".join(caption.lines).split() for caption in captions]


@pytest.mark.parametrize("rate", RATES)
def test_an_ass_caption_is_never_late(rate: Fraction) -> None:
    captions = [Caption(start=start, frames=30, lines=("x",)) for start in range(0, 9000, 37)]
    read = pysubs2.SSAFile.from_string(write_ass(captions, rate), format_="ass")
    late = [Fraction(one.start, 1000) - caption.start / rate for one, caption in zip(read, captions, strict=True)]
    assert max(late) < Fraction(1, 200)
    assert min(late) > -1 / rate / 2


def test_ass_words_are_timed() -> None:
    text = write_ass([sung("Come", "home,", "now", every=12)], RATES[0])
    (event,) = [row for row in text.splitlines() if row.startswith("Dialogue:")]
    assert event == r"Dialogue: 0,0:00:00.00,0:00:02.00,Default,,0,0,0,,{\k50}Come {\k50}home, {\k50}now"
    two = sung("Come", "home,", "now", lines=("Come home,", "now"))
    (later,) = pysubs2.SSAFile.from_string(write_ass([two], RATES[0]), format_="ass")
    assert later.plaintext == "Come home, \nnow" or later.plaintext == "Come home,\nnow"


def test_ass_has_the_type_and_colour_of_the_style() -> None:
    captions = [
        Caption(start=0, frames=24, lines=("a",), font="serif", colour="#ffc07a", speaker="Mara, the keeper"),
        Caption(start=30, frames=24, lines=("b",)),
    ]
    read = pysubs2.SSAFile.from_string(write_ass(captions, RATES[0], 720, 1280), format_="ass")
    assert (read.info["PlayResX"], read.info["PlayResY"]) == ("720", "1280")
    first, second = (read.styles[one.style] for one in read)
    assert (first.fontname, second.fontname) == ("EB Garamond", "Inter")
    assert (first.primarycolor.r, first.primarycolor.g, first.primarycolor.b) == (0xFF, 0xC0, 0x7A)
    assert first.alignment == pysubs2.Alignment.BOTTOM_CENTER
    assert read[0].name == "Mara; the keeper"


@given(st.lists(st.text(alphabet=st.sampled_from("{}\\NnhkK&b1,:\r\n\t\x00\u2028-> a雨"), max_size=30), max_size=4))
def test_no_text_becomes_a_tag_of_the_format(texts: list[str]) -> None:
    captions = [
        Caption(start=40 * index, frames=24, lines=(text, "{\\an8}up"), speaker=text)
        for index, text in enumerate(texts)
    ]
    text = write_ass(captions, RATES[0])
    assert text.count("\nDialogue:") == len(captions)
    for event, caption in zip(pysubs2.SSAFile.from_string(text, format_="ass"), captions, strict=True):
        assert "{" not in event.text
        shown = event.plaintext.replace("\u2060", "")
        assert shown.split("\n")[-1] == "(\\an8)up"
        assert shown.count("\n") == 1
        kept = caption.lines[0].replace("{", "(").replace("}", ")").split()
        assert [letter for letter in shown.split("\n")[0] if letter.isalnum()] == [
            letter for letter in "".join(kept) if letter.isalnum()
        ]
