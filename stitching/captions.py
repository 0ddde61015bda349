"""Captions: speech broken into readable pieces, as files and as letters in the picture.

The rules are those of subtitling houses (general requirements of Netflix's style guide): two lines of 42 characters, 5/6 s
to 7 s, two frames between captions, on with the voice, lines broken at clauses and never inside a name.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from stitching.breaking import best_rows, broken, columns, tokens_of
from stitching.captions_ass import write_ass
from stitching.captions_burned import caption_image, caption_stamp, type_size
from stitching.timeline import Caption, CaptionWord

__all__ = [
    "SpokenLine",
    "Word",
    "break_captions",
    "caption_image",
    "caption_stamp",
    "characters_for",
    "write_ass",
    "write_srt",
    "write_vtt",
]

VERSION = 3
"""Part of the key of every window with a burned caption: raise it when captions look different."""

CHARACTERS = 42
SHORTEST, LONGEST = Fraction(5, 6), Fraction(7)
GAP = 2
SPEED = 17
"""Characters a second that an adult reads with ease."""

_SNAP = 3
_NEAR_CUT = 12


@dataclass(frozen=True)
class Word:
    """One word as it is spoken, in seconds of the film."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class SpokenLine:
    """One line of speech from second `start` to `end` of the film, with its words where they are known."""

    text: str
    start: float
    end: float
    words: tuple[Word, ...] = ()
    speaker: str | None = None


@dataclass
class _Part:
    rows: tuple[str, ...]
    start: float
    end: float
    speaker: str | None
    words: tuple[Word, ...]


def break_captions(
    lines: Sequence[SpokenLine], rate: Fraction, cuts: Sequence[int] = (), characters: int = CHARACTERS
) -> tuple[Caption, ...]:
    """The lines as captions in frames of the film, in order. `cuts` are the frames on which shots begin."""
    parts = [part for line in lines for part in _parts(line, characters)]
    parts.sort(key=lambda part: (part.start, part.end))
    cuts = sorted(cuts)
    starts = [_on(part.start, rate, cuts) for part in parts]
    for index, (before, after) in enumerate(pairwise(starts)):
        # Two voices at once: the second waits until the first can be seen to be there.
        starts[index + 1] = max(after, before + GAP + 1)
    ends = [
        _off(part, begin, following, rate, cuts)
        for part, begin, following in zip(parts, starts, [*starts[1:], None][: len(parts)], strict=True)
    ]
    return tuple(
        Caption(
            start=begin,
            frames=end - begin,
            lines=part.rows,
            speaker=part.speaker,
            words=tuple(_word(word, begin, end, rate) for word in part.words),
        )
        for part, begin, end in zip(parts, starts, ends, strict=True)
    )


def _parts(line: SpokenLine, characters: int) -> list[_Part]:
    tokens = tokens_of(line.text, characters)
    if not tokens:
        return []
    times = _times(line, tokens)
    found = list[_Part]()
    for first, last in broken(tokens, [end - begin for begin, end in times], characters, float(LONGEST)):
        rows = best_rows(tokens[first:last], characters)
        words = tuple(Word(*times[index], tokens[index]) for index in range(first, last)) if _told(line, tokens) else ()
        found.append(_Part(rows, times[first][0], times[last - 1][1], line.speaker, words))
    return found


def _word(word: Word, begin: int, end: int, rate: Fraction) -> CaptionWord:
    """A spoken word in frames of its caption."""
    at = min(max(0, round(word.start * rate) - begin), end - begin - 1)
    return CaptionWord(at=at, frames=min(max(0, round(word.end * rate) - begin - at), end - begin - at), text=word.text)


def _told(line: SpokenLine, tokens: list[str]) -> bool:
    """Whether the voice told when it says each of these words."""
    return len(line.words) == sum(len(token.split()) for token in tokens)


def _times(line: SpokenLine, tokens: list[str]) -> list[tuple[float, float]]:
    """When each word is said; shared out by length where the voice did not tell, or told of other words."""
    counts = [len(token.split()) for token in tokens]
    if _told(line, tokens):
        ends = list(accumulate(counts))
        groups = [line.words[last - count : last] for count, last in zip(counts, ends, strict=True)]
        return [(group[0].start, max(group[0].start, group[-1].end)) for group in groups]
    weights = [columns(token) + (0.0 if getattr(token, "joined", False) else 1.5) for token in tokens]
    scale = (line.end - line.start) / (sum(weights) or 1.0)
    ends = [line.start + scale * sum(weights[: index + 1]) for index in range(len(tokens))]
    return list(zip([line.start, *ends[:-1]], ends, strict=True))


def _on(seconds: float, rate: Fraction, cuts: Sequence[int]) -> int:
    """The first frame: the voice's, or that of a cut right beside it."""
    frame = max(0, round(seconds * rate))
    near = cuts[max(0, bisect_left(cuts, frame) - 1) : bisect_right(cuts, frame) + 1]
    return min((cut for cut in near if abs(cut - frame) <= _SNAP), key=lambda cut: abs(cut - frame), default=frame)


def _off(part: _Part, begin: int, following: int | None, rate: Fraction, cuts: Sequence[int]) -> int:
    """The frame after the last: long enough to read, not long after the voice, off before the next and beside cuts."""
    letters = sum(columns(row) for row in part.rows)
    said = max(begin + 1, round(part.end * rate))
    read = begin + round(max(Fraction(letters, SPEED), SHORTEST) * rate)
    least = begin + -int(-SHORTEST * rate // 1)
    end = min(max(said + round(rate / 4), read), begin + int(LONGEST * rate))
    if following is not None:
        end = min(end, following - GAP)
        if following - GAP - end < rate / 2:
            # A gap too short to notice flickers: hold until the next one.
            end = min(following - GAP, begin + int(LONGEST * rate))
    after = cuts[bisect_right(cuts, said - _SNAP) :]
    cut = next((cut for cut in after if abs(cut - end) <= _NEAR_CUT), None)
    if cut is not None and cut - GAP >= least and (following is None or cut <= following):
        end = cut - GAP
    return max(end, begin + 1)


def write_srt(captions: Sequence[Caption], rate: Fraction) -> str:
    """The captions as the text of a SubRip file."""
    blocks = [
        f"{number}\n{_clock(caption.start, rate, ',')} --> {_clock(caption.start + caption.frames, rate, ',')}\n"
        + "\n".join(_plain(row) for row in caption.lines)
        + "\n"
        for number, caption in enumerate(captions, 1)
    ]
    return "\n".join(blocks)


def write_vtt(captions: Sequence[Caption], rate: Fraction) -> str:
    """The captions as the text of a WebVTT file, with who speaks."""
    blocks = ["WEBVTT\n"]
    for caption in captions:
        rows = [_escaped(_plain(row)) for row in caption.lines]
        if caption.speaker and rows:
            rows[0] = f"<v {_escaped(_plain(caption.speaker)).replace('&gt;', '')}>{rows[0]}"
        times = f"{_clock(caption.start, rate, '.')} --> {_clock(caption.start + caption.frames, rate, '.')}"
        blocks.append(times + "\n" + "\n".join(rows) + "\n")
    return "\n".join(blocks)


def _clock(frame: int, rate: Fraction, point: str) -> str:
    milliseconds = round(frame * 1000 / rate)
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{rest:03}"


def _plain(text: str) -> str:
    """One line, without what would end a caption or read as a time line."""
    return " ".join(text.split()).replace("-->", "→") or "…"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def characters_for(width: int, height: int) -> int:
    """How many characters a caption's line should have at most so that it keeps its size in this picture."""
    return max(16, min(CHARACTERS, int(width * 0.9 / (type_size(width, height) * 0.53))))
