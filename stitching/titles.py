"""Text over the picture: the film's title, the end card, and small labels; what else there is, is drawn in files beside.

Whoever knows what lies under a title gives its `Ground`: then the letters take the colour, light or dark, and the shade with
which they can be read on it, and stand clear of the bars of a wide picture.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from stitching.timeline import Title

if TYPE_CHECKING:
    from PIL.Image import Image

    from stitching.frames import Planes, Stamp
    from stitching.ground import Ground, Legible
    from stitching.lettering import Line

VERSION = 7
"""Part of the key of every window with a title: raise it when titles look different."""

_ROOM = 0.8
_LEAD = 1.28
_SAFE = 0.11
"""Free edge above an opening title, as a part of the height."""
_CLEAR = 0.035
"""How far below the bar of a wide picture it begins, as a part of the height."""


def title_over(
    title: Title, width: int, height: int, ground: "Ground | None" = None
) -> "Callable[[Planes, int], Planes]":
    """What lays the title over pictures of this size: it takes a picture and the title's own frame."""
    if title.place == "credits":
        from stitching.titles_credits import rolling

        return rolling(title, width, height)
    if title.place == "lower-third":
        from stitching.titles_cards import sliding

        return sliding(title, width, height, legible_title(title, width, height, ground) if ground else None)
    drawn = legible_title(title, width, height, ground).whole() if ground else title_stamp(title, width, height)

    def over(planes: "Planes", frame: int) -> "Planes":
        strength = opacity(title, frame)
        return drawn.over(planes, width, height, strength) if strength else planes

    return over


def title_stamp(title: Title, width: int, height: int) -> "Stamp":
    """The title at full strength, ready to be laid over pictures of this size."""
    from stitching.frames import stamp

    return stamp(title_image(title, width, height))


def legible_title(title: Title, width: int, height: int, ground: "Ground") -> "Legible":
    """The title such that it can be read on this ground."""
    from stitching.ground import legible_over

    def drawn(colour: str, around: str) -> "Image":
        return title_image(title.model_copy(update={"colour": colour}), width, height, ground.bars, around)

    # What brings a dark ground of its own keeps light letters.
    return legible_over(ground, drawn, title.colour, turns=title.place not in ("chapter", "lower-third"))


def title_image(
    title: Title, width: int, height: int, bars: tuple[int, int] = (0, 0), around: str = "#000000"
) -> "Image":
    """The title at full strength on a clear RGBA picture of this size; of rolling credits their middle.

    `bars` are how many rows at the upper and the lower edge show nothing, and `around` is the colour of its shadows.
    """
    if title.place == "credits":
        from stitching.titles_credits import credits_image

        return credits_image(title, width, height)
    if title.place in ("chapter", "lower-third", "free"):
        from stitching.titles_cards import card_image

        return card_image(title, width, height, around)
    from stitching.text.sheet import SHADOWS, Sheet, unit_of

    unit = unit_of(width, height)
    rows = _rows(title, width, height, unit)
    sheet = Sheet(width, height)
    gaps = [_gap(title, rows, index, unit) for index in range(len(rows))]
    at = _top(title, rows, sum(gaps), (width, height), bars)
    for (row, _), gap in zip(rows, gaps, strict=True):
        at += gap
        sheet.set(row, width * 0.06 if title.place == "label" else (width - row.width) / 2, at)
    # The end card is plain: the widest shadow would show on it as a cloud.
    return sheet.inked(title.colour, unit, SHADOWS[1:] if title.place == "end" else SHADOWS, around)


def opacity(title: Title, frame: int) -> float:
    """How strong the title is on its own frame `frame`: eased in and out; 0 when it is not on."""
    if not 0 <= frame < title.frames:
        return 0.0
    fade = min(title.fade, title.frames // 2)
    share = min(1.0, (frame + 0.5) / fade, (title.frames - frame - 0.5) / fade) if fade else 1.0
    return share * share * (3 - 2 * share)


def _rows(title: Title, width: int, height: int, unit: float) -> "list[tuple[Line, int]]":
    """The rows to set, each with the number of the line of the title that it comes from."""
    from stitching.lettering import Line, fitted
    from stitching.text.fonts import faces_of
    from stitching.text.signs import settable

    rows: list[tuple[Line, int]] = []
    for index, line in enumerate(title.lines):
        text = settable(line, faces_of(title))
        if not text:
            continue
        if title.place == "label":
            size, spacing, room = unit * (0.042 if width >= height else 0.054), 0.02, width * 0.7
        elif not index:
            # Capitals with air between them; small letters would fall apart.
            room = width * _ROOM
            size, spacing = (unit * 0.11, 0.11) if title.place == "opening" else (unit * 0.095, 0.14)
        else:
            size, spacing, room = unit * 0.046, 0.06, width * _ROOM
        like = Line("", faces_of(title), round(size), spacing)
        # Labels are small: they take another line rather than smaller letters.
        label = title.place == "label"
        set_rows = fitted(text, like, room, least=0.9 if label else 0.6, capitals=not index and not label)
        rows.extend((row, index) for row in set_rows)
    return rows


def _gap(title: Title, rows: "list[tuple[Line, int]]", index: int, unit: float) -> float:
    """From the baseline above to this row's."""
    if not index:
        return rows[0][0].size * 0.72
    row, line = rows[index]
    before = rows[index - 1][1]
    return row.size * _LEAD + (unit * 0.035 if line != before and before == 0 and title.place != "label" else 0)


def _top(
    title: Title, rows: "list[tuple[Line, int]]", tall: float, size: tuple[int, int], bars: tuple[int, int]
) -> float:
    width, height = size
    if title.place == "label":
        # High, for captions are low; in upright pictures below what players lay over the upper edge.
        top = height * (0.06 if width >= height else 0.1)
        return top if top + tall * 1.2 < bars[0] else max(top, bars[0] + height * _CLEAR)
    if title.place == "opening":
        # Over the picture there is sky or wall; its middle belongs to whoever stands there.
        return max(height * _SAFE, height * 0.21 - tall / 2, bars[0] + height * _CLEAR)
    # A little above the middle is where the eye takes the middle to be.
    return height * 0.48 - tall / 2 if rows else 0.0
