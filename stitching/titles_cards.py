"""Text that has a place of its own in the picture: a chapter's card, somebody's name, text set where a file says."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFilter

from stitching.colours import opposite
from stitching.frames import stamp
from stitching.ground import Legible
from stitching.lettering import Line, coloured
from stitching.text.bidi import runs_right_to_left
from stitching.text.fonts import faces_of
from stitching.text.sheet import SAFE, SHADOWS, Sheet, unit_of
from stitching.text.signs import in_capitals, settable
from stitching.text.wrapping import fitting, wrapped
from stitching.timeline import Title
from stitching.titles import opacity

if TYPE_CHECKING:
    from stitching.frames import Planes

_LEAD = 1.26
_VEIL = 0.42
"""How dark the picture is behind a chapter's card."""
_PLATE = 0.5
_SLIDE = 0.045
"""Part of the width that a name moves by while it comes."""


def card_image(title: Title, width: int, height: int, around: str = "#000000") -> Image.Image:
    """The title at full strength on a clear RGBA picture."""
    if title.place == "chapter":
        return _chapter(title, width, height)
    if title.place == "lower-third":
        plate, letters = _lower_third(title, width, height)
        plate.alpha_composite(letters)
        return plate
    return _free(title, width, height, around)


def _larger(width: int, height: int) -> float:
    """Small letters are larger in upright pictures, which are watched in the hand."""
    return 1.0 if width >= height else 1.25


def _texts(title: Title) -> list[str]:
    return [text for line in title.lines if (text := settable(line, faces_of(title)))]


def _chapter(title: Title, width: int, height: int) -> Image.Image:
    """`One`, a rule, `The Storm`, over a picture that steps back. A single line is the chapter's name."""
    unit, texts = unit_of(width, height), _texts(title)
    sheet, room = Sheet(width, height), width * (1 - 4 * SAFE)
    if not texts:
        return sheet.inked(title.colour, unit)
    number, name = (texts[0], " ".join(texts[1:])) if len(texts) > 1 else ("", texts[0])
    small = (
        fitting(
            in_capitals(number), Line("", faces_of(title), round(unit * 0.04 * _larger(width, height)), 0.24), room, 2
        )
        if number
        else []
    )
    large = fitting(name, Line("", faces_of(title), round(unit * 0.105), 0.015), room, 3)
    above = len(small) * small[0].size * 1.4 if small else 0.0
    gap = unit * 0.045 if small else 0.0
    tall = above + 2 * gap + large[0].size * (0.75 + _LEAD * (len(large) - 1))
    at = height * 0.47 - tall / 2
    for row in small:
        at += row.size * (0.75 if row is small[0] else 1.4)
        sheet.set(row, (width - row.width) / 2, at)
    if small:
        at += gap
        sheet.bar((width - unit * 0.15) / 2, at, (width + unit * 0.15) / 2, at + max(1, round(unit * 0.0028)))
        at += gap
    at += large[0].size * 0.75
    for row in large:
        sheet.set(row, (width - row.width) / 2, at)
        at += row.size * _LEAD
    picture = Image.new("RGBA", (width, height), (0, 0, 0, round(255 * _VEIL)))
    picture.alpha_composite(sheet.inked(title.colour, unit, SHADOWS))
    return picture


def _free(title: Title, width: int, height: int, around: str) -> Image.Image:
    """Lines around the middle that the title names, pushed inwards where they would leave the safe area."""
    unit, sheet = unit_of(width, height), Sheet(width, height)
    texts, room = _texts(title), width * (1 - 2 * SAFE)
    size = max(5, round(height * (title.size or 0.06)))
    while True:
        like = Line("", faces_of(title), size, 0.01)
        rows = [row for text in texts for row in wrapped(text, like, room)]
        tall = size * (_LEAD * len(rows) - 0.26)
        wide = max((row.width for row in rows), default=0.0)
        if (tall <= height * (1 - 2 * SAFE) and wide <= room) or size <= 5:
            break
        size = max(5, min(size - 1, int(size * 0.94)))
    x, y = title.at or (0.5, 0.5)
    centre = min(max(x * width, width * SAFE + wide / 2), width * (1 - SAFE) - wide / 2)
    top = min(max(y * height - tall / 2, height * SAFE), height * (1 - SAFE) - tall)
    baselines = [top + size * (0.8 + _LEAD * index) for index in range(len(rows))]
    sheet.column(rows, baselines, centre=centre)
    return sheet.inked(title.colour, min(unit, size * 12), SHADOWS, around)


def _lower_third(title: Title, width: int, height: int) -> tuple[Image.Image, Image.Image]:
    """The plate with its rule, and the letters: apart, for they come in differently."""
    unit, texts = unit_of(width, height), _texts(title)
    plate, clear = Image.new("RGBA", (width, height), (0, 0, 0, 0)), Sheet(width, height)
    if not texts:
        return plate, clear.inked(title.colour, unit)
    right_to_left = runs_right_to_left(" ".join(texts))
    larger = unit * _larger(width, height)
    edge, pad, rule = round(width * 0.06), round(unit * 0.028), max(2, round(unit * 0.0055) // 2 * 2)
    room = width * (0.72 if width >= height else 0.8) - edge - pad
    name = fitting(texts[0], Line("", faces_of(title), round(larger * 0.058), 0.01), room, 2)
    small = Line("", faces_of(title), round(larger * 0.037), 0.04)
    role = fitting(" ".join(texts[1:]), small, room, 2) if texts[1:] else []
    steps = [row.size * (0.8 if row is name[0] else 1.2) for row in name] + [
        row.size * (1.55 if row is role[0] else 1.3) for row in role
    ]
    low = height * (0.77 if width >= height else 0.735)
    # Captions stand below it.
    top = low - sum(steps) - 2 * pad * 0.8 - unit * 0.012
    letters, at = Sheet(width, height), top + pad * 0.8
    softer = Sheet(width, height)
    for row, step in zip([*name, *role], steps, strict=True):
        at += step
        x = width - edge - rule - pad - row.width if right_to_left else edge + rule + pad
        (letters if row in name else softer).set(row, x, at)
    wide = max(row.width for row in (*name, *role)) + 2.4 * pad
    _lay_plate(plate, (edge, round(top), round(edge + rule + wide), round(low)), title.colour, rule)
    if right_to_left:
        plate = plate.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    dark, near = opposite(title.colour), ((0.012, 2.0, 0.55), (0.004, 1.6, 0.5))
    drawn = softer.inked(title.colour, unit, near, dark)
    drawn.putalpha(drawn.getchannel("A").point([round(value * 0.86) for value in range(256)]))
    drawn.alpha_composite(letters.inked(title.colour, unit, near, dark))
    return plate, drawn


def _lay_plate(picture: Image.Image, box: tuple[int, int, int, int], colour: str, rule: int) -> None:
    """A shade that runs out away from the rule."""
    left, top, right, bottom = box
    mask = Image.new("L", picture.size, 0)
    ramp = Image.linear_gradient("L").rotate(90).resize((max(1, right - left), max(1, bottom - top)))
    eased = ramp.point([round(255 * _PLATE * (1 - (value / 255) ** 2.2)) for value in range(256)])
    mask.paste(eased, (left, top))
    mask = mask.filter(ImageFilter.GaussianBlur(0.6))
    picture.alpha_composite(coloured(mask, opposite(colour)))
    bar = Image.new("L", picture.size, 0)
    ImageDraw.Draw(bar).rectangle((left, top, left + rule - 1, bottom - 1), fill=255)
    picture.alpha_composite(coloured(bar, colour))


def sliding(title: Title, width: int, height: int, legible: Legible | None = None) -> "Callable[[Planes, int], Planes]":
    """What lays a name over pictures: its plate fades in, and the letters come out of the rule."""
    drawn, lettered = _lower_third(title, width, height)
    if legible and legible.shade:
        legible.shade.alpha_composite(drawn)
        drawn = legible.shade
    plate, letters = stamp(drawn), stamp(lettered)
    towards = -1 if runs_right_to_left(" ".join(_texts(title))) else 1
    coming = max(1, min(title.fade, title.frames // 2) * 3 // 2)
    later = title.model_copy(update={"fade": coming})

    def over(planes: "Planes", frame: int) -> "Planes":
        strength = opacity(title, frame)
        if not strength:
            return planes
        done = plate.over(planes, width, height, strength)
        share = min(1.0, (frame + 0.5) / coming)
        # In whole pairs of pixels: colour has half the resolution.
        behind = round(width * _SLIDE * (1 - share) ** 3 / 2) * 2
        letters.onto(done, width, height, min(strength, opacity(later, frame)), dx=-towards * behind)
        return done

    return over
