"""A film in one picture: its poster frame, and its shots side by side."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from stitching.errors import MediaError
from stitching.mezzanine import Av, opened

if TYPE_CHECKING:
    from PIL.Image import Image

    from stitching.frames import Picture
    from stitching.lettering import Line

VERSION = 1
"""Part of the key of a poster and a contact sheet: raise it when they look different."""

_PAPER, _INK, _FAINT = "#15161b", "#e9e4d8", "#8d8a84"
_MARGIN, _GAP = 56, 28
_MOST = 240
"""Pictures on a sheet: more would be looked at by nobody, and no JPEG is higher than 65,500 rows."""

_T = TypeVar("_T")


def poster(film: Path, out: Path, avoid: Sequence[tuple[int, int]] = ()) -> int:
    """Write the film's best frame as a JPEG, and say which frame that is.

    Best is clear, colourful and neither dark nor glaring; the first and last tenth, with their titles, and what is
    in one of the stretches (first frame, one past the last) to `avoid`, only if need be.
    """
    best: tuple[float, int, Image] | None = None
    with opened(film) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        rate, total = Fraction(stream.average_rate or 24), max(1, stream.frames)
        for frame in container.decode(stream):
            at = round(frame.pts * stream.time_base * rate)
            score = _appeal(frame.reformat(320, round(320 * frame.height / frame.width), "rgb24").to_ndarray())
            if not 0.1 < at / total < 0.9 or any(first <= at < last for first, last in avoid):
                score *= 0.25
            if best is None or score > best[0]:
                best = (score, at, _image(frame))
    if best is None:
        raise MediaError(f"{film}: the film holds no picture")
    _save(best[2], out)
    return best[1]


def _image(frame: Av) -> "Image":
    from PIL import Image

    return Image.fromarray(frame.reformat(format="rgb24", src_colorspace="itu709").to_ndarray())


def _appeal(picture: "Picture") -> float:
    """Contrast, colour and detail together, less where the picture is nearly black or white."""
    import numpy as np

    values = picture.astype(np.float32) / 255
    red, green, blue = values[..., 0], values[..., 1], values[..., 2]
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    # Colourfulness after Hasler and Süsstrunk (2003).
    first, second = red - green, (red + green) / 2 - blue
    colour = np.hypot(first.std(), second.std()) + 0.3 * np.hypot(first.mean(), second.mean())
    detail = np.abs(np.diff(light, axis=0)).mean() + np.abs(np.diff(light, axis=1)).mean()
    exposure = 1 - abs(float(light.mean()) - 0.42) / 0.6
    return float((light.std() + colour + 6 * detail) * max(0.05, exposure))


def spread(items: Sequence[_T]) -> Sequence[_T]:
    """As many of them as a contact sheet holds, evenly chosen, the first and the last among them."""
    last = len(items) - 1
    return items if last < _MOST else [items[number * last // (_MOST - 1)] for number in range(_MOST)]


def contact_sheet(
    cells: Iterable[tuple[str, "Picture"]], count: int, out: Path, title: str = "", note: str = ""
) -> None:
    """Write `count` pictures in a grid, each with its label below: what stands after a tab in it goes to the right.

    They are all of the first one's shape, and taken one at a time.
    """
    import numpy as np
    from PIL import Image

    from stitching.lettering import Line, shortened
    from stitching.text.signs import settable

    cells = iter(cells)
    first = next(cells, None)
    if first is None:
        raise MediaError(f"{out}: there is no picture for the contact sheet")
    height, width = first[1].shape[:2]
    columns = min(count, _columns(count, (4, 3, 5) if width >= height else (6, 5, 7, 4)))
    wide = 420 if width >= height else 250
    high = round(wide * height / width)
    head = 128 if title else 0
    rows = -(-count // columns)
    size = (2 * _MARGIN + columns * wide + (columns - 1) * _GAP, 2 * _MARGIN + head + rows * (high + 62) - 14)
    sheet = Image.new("RGB", size, _PAPER)
    if title:
        _heading(sheet, title, note)
    for index, (label, picture) in enumerate(chain([first], cells)):
        left = _MARGIN + index % columns * (wide + _GAP)
        top = _MARGIN + head + index // columns * (high + 62)
        thumb = Image.fromarray(np.ascontiguousarray(picture[..., :3])).resize((wide, high), Image.Resampling.LANCZOS)
        sheet.paste(thumb, (left, top), _rounded(wide, high))
        name, _, right = label.partition("\t")
        end = Line(settable(right, "sans"), "sans", 16)
        room = wide - (end.width + 14 if right else 0)
        _put(sheet, shortened(Line(settable(name, "sans"), "sans", 16), room), left, top + high + 27, _INK)
        _put(sheet, end, left + wide - end.width, top + high + 27, _FAINT)
    _save(sheet, out)


def _columns(count: int, choices: tuple[int, ...]) -> int:
    """The choice that leaves the fewest places of the last row empty; the earlier one where they are alike."""
    return min(choices, key=lambda columns: -count % columns)


def contact_sheet_of_film(film: Path, shots: Sequence[tuple[int, str]], out: Path, title: str = "") -> None:
    """Write a contact sheet of these frames of the film, each with its label and its timecode; of many, some of them."""
    import numpy as np

    shown = spread(shots)
    with opened(film) as container:
        stream = container.streams.video[0]
        rate, total = Fraction(stream.average_rate or 24), stream.frames

        def cells() -> Iterator[tuple[str, "Picture"]]:
            for wanted, label in shown:
                picture = np.asarray(_frame(film, container, wanted), np.uint8)
                yield f"{label}\t{_timecode(wanted, rate)}", picture

        count = (
            f"{shown_of(len(shown), len(shots), 'shot')} · {_timecode(round(total / rate) * round(rate), rate)[:-3]}"
        )
        contact_sheet(cells(), len(shown), out, title, count)


def shown_of(shown: int, count: int, what: str) -> str:
    """`1 shot`, `12 shots`, `240 of 1000 shots`."""
    return f"{f'{shown} of ' if shown < count else ''}{count} {what}{'s' if count != 1 else ''}"


def still_of(clip: Path, frame: int) -> "Image":
    """One frame of a clip, as a picture; MediaError if it has none of that number."""
    with opened(clip) as container:
        return _frame(clip, container, frame)


def _frame(film: Path, container: Av, wanted: int) -> "Image":
    stream = container.streams.video[0]
    rate = Fraction(stream.average_rate or 24)
    container.seek(int(wanted / rate / stream.time_base), stream=stream)
    found = next((each for each in container.decode(stream) if _number(each, rate) >= wanted), None)
    if found is None:
        raise MediaError(f"{film}: has no frame {wanted}, only {stream.frames}")
    return _image(found)


def _number(frame: Av, rate: Fraction) -> int:
    return round(frame.pts * frame.time_base * rate)


def _timecode(frame: int, rate: Fraction) -> str:
    """minutes:seconds:frames, in frames of the nominal rate."""
    nominal = round(rate)
    seconds, rest = divmod(frame, nominal)
    return f"{seconds // 60}:{seconds % 60:02}:{rest:02}"


def _heading(sheet: "Image", title: str, note: str) -> None:
    from stitching.lettering import Line, fitted, shortened
    from stitching.text.signs import in_capitals, lacking, settable

    room = sheet.width - 2 * _MARGIN
    if lacking(title, "serif") or lacking(in_capitals(title), "serif"):
        title = ""
    large = Line("", "serif", 54, 0.1)
    row = fitted(settable(title, "serif") or "…", large, room, least=0, capitals=True)[0]
    _put(sheet, row, _MARGIN, _MARGIN + 44, _INK)
    _put(sheet, shortened(Line(settable(note, "sans"), "sans", 16), room), _MARGIN, _MARGIN + 82, _FAINT)


def _put(sheet: "Image", line: "Line", left: float, baseline: float, colour: str) -> None:
    from PIL import Image, ImageDraw

    mask = Image.new("L", (int(line.width) + 8, line.size * 2), 0)
    line.draw(ImageDraw.Draw(mask), 4, line.size * 1.4)
    place = (round(left) - 4, round(baseline - line.size * 1.4))
    sheet.paste(Image.new("RGB", mask.size, colour), place, mask)


def _rounded(width: int, height: int) -> "Image":
    from PIL import Image, ImageDraw

    # Drawn four times as large: Pillow's own corners are jagged.
    mask = Image.new("L", (width * 4, height * 4), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, width * 4 - 1, height * 4 - 1), 28, 255)
    return mask.resize((width, height), Image.Resampling.LANCZOS)


def _save(image: "Image", out: Path) -> None:
    if out.suffix.lower() in (".jpg", ".jpeg"):
        image.convert("RGB").save(out, "JPEG", quality=92, subsampling=0, optimize=True)
    else:
        image.save(out)
