"""Text in as many rows as it needs: broken at words, in letters as small as it must be to fit."""

from dataclasses import replace

from stitching.breaking import Token, side_by_side, tokens_of
from stitching.lettering import Line, shortened
from stitching.text.fonts import clusters

_SMALLEST = 5


def wrapped(text: str, like: Line, room: float) -> list[Line]:
    """The text set like `like` in rows of at most `room` pixels, and of like lengths."""
    tokens = [
        piece
        for token in tokens_of(text, max(4, int(room / max(like.size * 0.5, 1))))
        for piece in _cut(token, like, room)
    ]
    rows = _greedy(tokens, like, room)
    narrow, wide = room * 0.4, room
    while wide - narrow > like.size / 2:
        middle = (narrow + wide) / 2
        fewer = _greedy(tokens, like, middle)
        if len(fewer) > len(rows) or max(row.width for row in fewer) > middle:
            narrow = middle
        else:
            rows, wide = fewer, middle
    return rows


def _cut(token: str, like: Line, room: float) -> list[str]:
    """A word, or if it is wider than the room the pieces of it that are not."""
    if replace(like, text=token).width <= room:
        return [token]
    pieces = [""]
    for cluster in clusters(token):
        if pieces[-1] and replace(like, text=pieces[-1] + cluster).width > room:
            pieces.append("")
        pieces[-1] += cluster
    joined = getattr(token, "joined", False)
    return [Token(piece, joined=joined or bool(index)) for index, piece in enumerate(pieces)]


def _greedy(tokens: list[str], like: Line, room: float) -> list[Line]:
    rows, at = list[Line](), 0
    while at < len(tokens):
        end = at + 1
        while end < len(tokens) and replace(like, text=side_by_side(tokens[at : end + 1])).width <= room:
            end += 1
        rows.append(replace(like, text=side_by_side(tokens[at:end])))
        at = end
    return rows or [replace(like, text="")]


def fitting(text: str, like: Line, room: float, most: int) -> list[Line]:
    """The text in at most `most` rows of at most `room` pixels, in letters no larger than `like`'s."""
    while True:
        rows = wrapped(text, like, room)
        if len(rows) <= most and max(row.width for row in rows) <= room:
            return rows
        if like.size <= _SMALLEST:
            return [shortened(row, room) for row in rows[:most]]
        like = replace(like, size=max(_SMALLEST, min(like.size - 1, int(like.size * 0.94))))
