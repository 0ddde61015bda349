"""Captions: broken by the rules of the craft, in sync, safe in their files, readable in the picture."""

import re
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stitching.captions import (
    SpokenLine,
    Word,
    break_captions,
    caption_image,
    caption_stamp,
    characters_for,
    write_srt,
    write_vtt,
)
from stitching.timeline import Caption

RATE = Fraction(24)
SPEECH = (
    "I told you, Mary Ann, not to come back here, and yet here you are. The light must burn all night, because the "
    "ships are counting on it; without it they are lost. Yes. Go home."
)


def _said(text: str, start: float, speed: float = 2.6, speaker: str | None = None) -> SpokenLine:
    """The line as a voice would say it."""
    words, at = list[Word](), start
    for token in text.split():
        words.append(Word(at, at + 0.8 / speed, token))
        at += 1 / speed
    return SpokenLine(text, start, at, tuple(words), speaker)


def test_long_speech_becomes_captions_of_the_trade() -> None:
    found = break_captions([_said(SPEECH, 1.0)], RATE)
    assert " ".join(row for caption in found for row in caption.lines) == SPEECH
    for caption in found:
        assert len(caption.lines) <= 2
        assert max(len(row) for row in caption.lines) <= 42
        assert Fraction(5, 6) <= caption.frames / RATE <= 7
    assert all(after.start - (before.start + before.frames) >= 2 for before, after in pairwise(found))
    # Nobody's name is torn apart, and sentences end where captions do.
    rows = [row for caption in found for row in caption.lines]
    assert not any(row.endswith("Mary") for row in rows)
    assert found[0].lines[-1].endswith("you are.")


@pytest.mark.parametrize(
    "text", ["W" * 300, "昔々あるところに、灯台守がいました。" * 6, "http://a.example/" + "x" * 90 + " and on we go"]
)
def test_speech_without_spaces_loses_nothing(text: str) -> None:
    found = break_captions([SpokenLine(text, 1.0, 20.0)], RATE)
    rows = [row for caption in found for row in caption.lines]
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    assert max(len(row) for row in rows) <= 42
    assert max(len(caption.lines) for caption in found) <= 2


def test_captions_come_with_the_voice() -> None:
    line = _said(SPEECH, 3.21)
    times = iter(line.words)
    for caption in break_captions([line], RATE):
        spoken = [next(times) for row in caption.lines for _ in row.split()]
        assert abs(caption.start - spoken[0].start * RATE) <= 3
        assert caption.start + caption.frames >= spoken[-1].start * RATE


def test_short_words_stay_long_enough_and_reading_gets_time() -> None:
    (only,) = break_captions([_said("No.", 2.0, speed=10)], RATE)
    assert only.frames == 20
    text = "Extraordinarily incomprehensible misunderstandings"
    (only,) = break_captions([_said(text, 2.0, speed=6)], RATE)
    assert sum(len(row) for row in only.lines) / (only.frames / RATE) <= 17.5


def test_a_caption_leaves_before_the_cut_that_follows_the_line() -> None:
    line = _said("We sail at dawn, all of us.", 1.0)
    end = round(line.end * RATE)
    (only,) = break_captions([line], RATE, cuts=(0, end + 3))
    assert only.start + only.frames == end + 3 - 2
    (later,) = break_captions([_said("We sail.", 2.05)], RATE, cuts=(48,))
    assert later.start == 48


def test_two_voices_at_once_never_overlap() -> None:
    lines = [_said("Stop it, both of you!", 1.0), _said("He started it!", 1.2), _said("I did not!", 1.2)]
    found = break_captions(lines, RATE)
    assert len(found) == 3
    assert all(after.start > before.start + before.frames for before, after in pairwise(found))


@given(
    st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=120), max_size=4),
    st.floats(0, 5),
    st.sampled_from([RATE, Fraction(24000, 1001)]),
)
def test_no_text_breaks_the_files(texts: list[str], start: float, rate: Fraction) -> None:
    lines = [SpokenLine(text, start + index, start + index + 0.9, speaker=text) for index, text in enumerate(texts)]
    captions = break_captions(lines, rate, cuts=(0, 30, 60))
    assert all(before.start + before.frames < after.start for before, after in pairwise(captions))
    srt, vtt = write_srt(captions, rate), write_vtt(captions, rate)
    clock = r"\d\d:\d\d:\d\d[,.]\d{3}"
    assert len(re.findall(rf"^\d+\n{clock} --> {clock}$", srt, re.MULTILINE)) == len(captions)
    assert srt.count("-->") == vtt.count("-->") == len(captions)
    assert len([block for block in srt.split("\n\n") if block.strip()]) == len(captions)
    assert len([block for block in vtt.split("\n\n") if block.strip()]) == len(captions) + 1


def test_files_say_when_what_and_who() -> None:
    captions = (Caption(start=36, frames=48, lines=("<b>You & I", "--> now"), speaker="Mara"),)
    assert write_srt(captions, RATE) == "1\n00:00:01,500 --> 00:00:03,500\n<b>You & I\n→ now\n"
    assert write_vtt(captions, RATE) == (
        "WEBVTT\n\n00:00:01.500 --> 00:00:03.500\n<v Mara>&lt;b&gt;You &amp; I\n→ now\n"
    )
    hours = (Caption(start=24 * 3725, frames=24, lines=("x",)),)
    assert "01:02:05,000 --> 01:02:06,000" in write_srt(hours, RATE)


@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (160, 90), (1920, 800), (64, 64)])
@pytest.mark.parametrize(
    "rows", [("W" * 42, "i" * 42), ("Yes.",), ("W" * 200,), ("שלום, مرحبا 日本 🎉", "\u202e\x00e\u0301")]
)
def test_burned_captions_stay_in_the_safe_area(size: tuple[int, int], rows: tuple[str, ...]) -> None:
    image = caption_image(Caption(start=0, frames=9, lines=rows), *size)
    # The letters are white; the shade around them may run out.
    box = image.getchannel("R").point([255 if value > 200 else 0 for value in range(256)]).getbbox()
    if box is not None:
        assert box[0] >= size[0] * 0.05 - 3
        assert box[2] <= size[0] * 0.95 + 3
        assert box[3] <= size[1] * 0.955 + 1
    else:
        assert not any(ord(letter) < 0x250 and letter.isalpha() for row in rows for letter in row)


@pytest.mark.parametrize("ground", [16, 128, 235])
def test_burned_captions_are_readable_over_anything(ground: int) -> None:
    planes = np.full((1080, 1280), 128, np.uint8)
    planes[:720] = ground
    caption = Caption(start=0, frames=9, lines=("I told you not to come.",))
    laid = caption_stamp(caption, 1280, 720).over(planes, 1280, 720)
    letters = np.argwhere(laid[:720] > 225) if ground < 225 else np.argwhere(laid[:720] < 80)
    assert len(letters) > 500
    top, bottom = letters[:, 0].min(), letters[:, 0].max()
    left, right = letters[:, 1].min(), letters[:, 1].max()
    inside = laid[top:bottom, left:right]
    assert np.percentile(inside, 95) > 220
    assert np.percentile(inside, 25) < 70
    assert (planes[:720] == ground).all()


def test_upright_pictures_have_shorter_lines_of_larger_letters() -> None:
    assert characters_for(1280, 720) == 42
    assert 24 <= characters_for(720, 1280) <= 34
