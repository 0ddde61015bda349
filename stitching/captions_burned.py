"""Captions as letters in the picture: readable over anything, and lit up word by word where that is asked for."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from stitching.timeline import Caption, CaptionWord

if TYPE_CHECKING:
    from PIL.Image import Image

    from stitching.frames import Planes, Stamp
    from stitching.ground import Ground
    from stitching.lettering import Line

_UNLIT = 0.6
"""How strong a word is that is not spoken yet."""
_LIGHTING = 3
"""Frames in which a word lights up."""
_REST = [round(255 * (1 - _UNLIT) * share / (1 - _UNLIT * share)) for share in (value / 255 for value in range(256))]
"""How strong a lit letter is over an unlit one, by the letter's own strength."""
_LEAD, _RISE, _FALL = 1.25, 0.74, 0.24
"""From one row to the next, and how far letters stand above and below their row, in sizes."""
_BAR = 0.06
"""Height of a picture's bar, as a part of it, from which on captions stand in the bar if they find room there."""
_BELOW, _ABOVE = 0.03, 0.01
"""What of a bar stays free below captions and above them, as parts of the picture's height."""
_SMALLER = 0.75
"""How much smaller captions may be, so that two rows fit into a bar."""


def type_size(width: int, height: int) -> int:
    """Height of a caption's letters in pixels."""
    return max(9, round(min(height * 0.05, width * 0.056)))


def caption_over(
    caption: Caption, width: int, height: int, ground: "Ground | None" = None
) -> "Callable[[Planes, int], Planes]":
    """What lays the caption over pictures of this size: it takes a picture and the caption's own frame.

    Over a `Ground` that is known it stands clear of the edge of a wide picture, with as much shade behind it as it needs.
    """
    bars = ground.bars if ground else (0, 0)
    plain = _legible(caption, width, height, ground) if ground else caption_stamp(caption, width, height)
    lit = list(_lit(caption, width, height, bars)) if caption.words else []

    def over(planes: "Planes", frame: int) -> "Planes":
        if not 0 <= frame < caption.frames:
            return planes
        done = plain.over(planes, width, height)
        for at, word in lit:
            word.onto(done, width, height, min(1.0, (frame - at + 1) / _LIGHTING))
        return done

    return over


def _legible(caption: Caption, width: int, height: int, ground: "Ground") -> "Stamp":
    """The caption with the shade that it needs, in its own colour: all captions of a film look alike."""
    from stitching.ground import legible_over

    plain = caption.model_copy(update={"words": ()})
    legible = legible_over(
        ground, lambda _colour, _around: caption_image(plain, width, height, ground.bars), caption.colour, turns=False
    )
    return legible._replace(image=caption_image(caption, width, height, ground.bars)).whole()


def caption_stamp(caption: Caption, width: int, height: int) -> "Stamp":
    """The caption ready to be laid over pictures of this size."""
    from stitching.frames import stamp

    return stamp(caption_image(caption, width, height))


def caption_image(caption: Caption, width: int, height: int, bars: tuple[int, int] = (0, 0)) -> "Image":
    """The caption on a clear RGBA picture of this size, low in the safe area; with words, before the first is spoken."""
    from PIL import Image, ImageDraw

    from stitching.colours import opposite
    from stitching.lettering import coloured, either, glow
    from stitching.text.sheet import pasted

    letters, edges = Image.new("L", (width, height), 0), Image.new("L", (width, height), 0)
    rows = list(_rows(caption, width, height, bars))
    for row, left, baseline in rows:
        row.draw(ImageDraw.Draw(letters), left, baseline)
        row.draw(ImageDraw.Draw(edges), left, baseline, stroke=row.size * 0.07)
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    if not rows:
        return picture
    around, size = opposite(caption.colour), rows[0][0].size
    picture.alpha_composite(coloured(glow(edges, size * 0.34, 2.6), around, 0.5))
    picture.alpha_composite(coloured(either(edges, glow(edges, size * 0.05, 1.4)), around, 0.8))
    picture.alpha_composite(coloured(letters, caption.colour, _UNLIT if caption.words else 1.0))
    for row, left, baseline in rows:
        for drawn, place in row.pictures(left, baseline):
            pasted(picture, drawn, place)
    return picture


def _rows(caption: Caption, width: int, height: int, bars: tuple[int, int]) -> Iterator[tuple["Line", float, float]]:
    """Each row with its left end and its baseline."""
    from stitching.lettering import Line, shortened
    from stitching.text.fonts import faces_of
    from stitching.text.signs import settable

    texts = [text for text in (settable(row, faces_of(caption)) for row in caption.lines) if text]
    size, barred = _size_in(width, height, bars)
    widest = max((Line(text, faces_of(caption), size).width for text in texts), default=0.0)
    if widest > width * 0.9:
        size = max(round(size * 0.6), int(size * width * 0.9 / widest))
    tall = (len(texts) - 1) * size * _LEAD
    if barred:
        free = bars[1] - (_BELOW + _ABOVE) * height - (_RISE + _FALL) * size - tall
        last = height - _BELOW * height - _FALL * size - max(0.0, free / 2)
    else:
        # Upright pictures are watched where buttons lie over the lowest part.
        last = height * (0.93 if width >= height else 0.84) - size * 0.25
        edge = height - bars[1]
        if last - tall - _RISE * size < edge < last + (_FALL + 0.3) * size:
            last = edge - (_FALL + 0.4) * size
    baseline = last - tall
    for text in texts:
        row = shortened(Line(text, faces_of(caption), size), width * 0.9)
        yield row, (width - row.width) / 2, baseline
        baseline += size * _LEAD


def _size_in(width: int, height: int, bars: tuple[int, int]) -> tuple[int, bool]:
    """The height of letters, and whether captions stand in the lower bar: all of a film, or none, two rows being the most."""
    size = type_size(width, height)
    if width < height or bars[1] < _BAR * height or bars[1] > 0.3 * height:
        return size, False
    room = bars[1] - (_BELOW + _ABOVE) * height
    fits = min(size, int(room / (_RISE + _FALL + _LEAD)))
    return (fits, True) if fits >= _SMALLER * size else (size, False)


def _lit(caption: Caption, width: int, height: int, bars: tuple[int, int]) -> Iterator[tuple[int, "Stamp"]]:
    """Each word at full strength, and the caption's frame on which it lights up."""
    from PIL import Image, ImageDraw

    from stitching.frames import stamp
    from stitching.lettering import coloured
    from stitching.text.fonts import faces_of
    from stitching.text.signs import settable

    words = [(settable(word.text, faces_of(caption)), word) for word in caption.words]
    at = 0
    for row, left, baseline in _rows(caption, width, height, bars):
        mask = Image.new("L", (width, height), 0)
        row.draw(ImageDraw.Draw(mask), left, baseline)
        inside = list[tuple[int, int, CaptionWord]]()
        done = 0
        while at < len(words):
            text, word = words[at]
            found = row.text.find(text, done)
            if found < 0 or row.text[done:found].strip():
                break
            done = found + len(text)
            inside.append((found, done, word))
            at += 1
        for begin, end, moment in _stretches(row, inside):
            own = Image.new("L", (width, height), 0)
            # Laid over the unlit word, it comes out as strong as if the word had been lit from the first.
            box = (max(0, round(left + begin)), 0, min(width, round(left + end)), height)
            own.paste(mask.crop(box).point(_REST), box)
            yield moment, stamp(coloured(own, caption.colour))


def _stretches(row: "Line", words: list[tuple[int, int, CaptionWord]]) -> Iterator[tuple[float, float, int]]:
    """Where in the row each word is, in pixels from its left end, and when it is spoken.

    In a row of two directions, or where the words are not those of the row, the whole row lights up at once.
    """
    from stitching.text.bidi import levels, runs_right_to_left

    around = row.size
    covered = words and not row.text[words[-1][1] :].strip()
    if not covered or len(set(levels(row.text))) > 1:
        yield -around, row.width + around, words[0][2].at if words else 0
        return
    turned = runs_right_to_left(row.text)
    between = [(_until(row, end) + _until(row, begin)) / 2 for (_, end, _), (begin, _, _) in pairwise(words)]
    edges = [-around, *between, row.width + around]
    for (_, _, word), (begin, end) in zip(words, pairwise(edges), strict=True):
        yield (row.width - end, row.width - begin, word.at) if turned else (begin, end, word.at)


def _until(row: "Line", letters: int) -> float:
    """How long the row's first letters are."""
    from dataclasses import replace

    return replace(row, text=row.text[:letters]).width
