"""Captions as an ASS file (Advanced SubStation Alpha, v4.00+): with their type and colour, and timed words for karaoke."""

import re
from collections.abc import Sequence
from fractions import Fraction
from math import floor

from stitching.captions_burned import type_size
from stitching.timeline import Caption, CaptionWord, Face, Source

_FAMILIES = {"serif": "EB Garamond", "sans": "Inter"}
_HEAD = """[Script Info]
; {note}
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}
WrapStyle: 2
ScaledBorderAndShadow: yes
YCbCr Matrix: TV.709

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
"""
_EVENTS = """
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
_TAG = re.compile(r"\\(?=[NnhKk{}])")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def write_ass(captions: Sequence[Caption], rate: Fraction, width: int = 1280, height: int = 720) -> str:
    """The captions as the text of an ASS file for pictures of this size.

    Text is text: what would be a tag of the format in it is shown as it was written, with round brackets for curly ones.
    """
    styles = dict[tuple[str, str], str]()
    for caption in captions:
        styles.setdefault((_family(caption.font), caption.colour), "Default" if not styles else f"Style{len(styles)}")
    head = _HEAD.format(note="Captions", width=width, height=height)
    rows = [_style(name, *said, width, height) for said, name in (styles or {("Inter", "#ffffff"): "Default"}).items()]
    events = [_event(caption, styles[_family(caption.font), caption.colour], rate) for caption in captions]
    return head + "".join(rows) + _EVENTS + "".join(events)


def _style(name: str, family: str, colour: str, width: int, height: int) -> str:
    from stitching.colours import opposite

    size = type_size(width, height)
    margin = round(height * (0.07 if width >= height else 0.16))
    around = opposite(colour)
    said = [_bgr(colour, 0), _bgr(colour, 128), _bgr(around, 40), _bgr(around, 128)]
    side = round(width * 0.05)
    # The size in ASS is of the whole line, ascent and descent, and not of the letters' square.
    fields = [name, family, round(size * 1.21), *said, 0, 0, 0, 0, 100, 100, 0, 0, 1, round(size * 0.07, 1), 0, 2]
    return "Style: " + ",".join(map(str, [*fields, side, side, margin, 1])) + "\n"


def _bgr(colour: str, clear: int) -> str:
    from stitching.colours import rgb

    red, green, blue = rgb(colour)
    return f"&H{clear:02X}{blue:02X}{green:02X}{red:02X}"


def _family(face: Face) -> str:
    if not isinstance(face, Source):
        return _FAMILIES[face]
    from stitching.text.fonts import opened

    try:
        name = opened(face.path, 24).getname()[0]
    except OSError:
        name = None
    return " ".join((name or _FAMILIES["sans"]).replace(",", " ").split())


def _event(caption: Caption, style: str, rate: Fraction) -> str:
    begin, end = (_clock(frame, rate) for frame in (caption.start, caption.start + caption.frames))
    speaker = _plain(caption.speaker or "").replace(",", ";")
    text = _sung(caption, rate) or r"\N".join(_plain(row) for row in caption.lines)
    return f"Dialogue: 0,{begin},{end},{style},{speaker},0,0,0,,{text}\n"


def _sung(caption: Caption, rate: Fraction) -> str:
    """The text with how long each word takes, in hundredths of a second; nothing where the words are not its own."""
    words, found = list(caption.words), list[str]()
    for row in caption.lines:
        parts, rest = list[str](), _plain(row)
        while words and rest.startswith(text := _plain(words[0].text)):
            length = len(rest) - len(rest[len(text) :].lstrip(" "))
            parts.append(f"{{\\k{_until_next(words, caption, rate)}}}{rest[:length]}")
            rest = rest[length:]
            words.pop(0)
        if rest:
            return ""
        found.append("".join(parts))
    if words or not caption.words:
        return ""
    wait = _hundredths(caption.words[0].at, rate)
    return (f"{{\\k{wait}}}" if wait else "") + r"\N".join(found)


def _until_next(words: list[CaptionWord], caption: Caption, rate: Fraction) -> int:
    """From this word to the next, so that the sum of all never strays from the frames."""
    after = words[1].at if len(words) > 1 else max(words[0].at + words[0].frames, words[0].at)
    return max(0, _hundredths(min(after, caption.frames), rate) - _hundredths(words[0].at, rate))


def _hundredths(frame: int, rate: Fraction) -> int:
    return round(frame * 100 / rate)


def _plain(text: str) -> str:
    """One line in which nothing is a tag: no brackets that hold one, no sign after a backslash that breaks a line."""
    shown = " ".join(_UNSEEN.sub(" ", text).split()).replace("{", "(").replace("}", ")")
    # A word joiner between them is not seen, and a player reads no tag.
    return _TAG.sub("\\\\\u2060", shown)


def _clock(frame: int, rate: Fraction) -> str:
    """When a frame is shown: never after it has begun, or a player would be a frame late, and nearer to it than to the last."""
    exact = frame * 100 / rate
    hundredths = floor(exact)
    if (exact - hundredths) / 100 >= 1 / rate / 2:
        hundredths += 1
    seconds, rest = divmod(hundredths, 100)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:02}"
