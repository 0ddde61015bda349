"""Where the film has to be rendered and where packets can be copied.

The picture is a row of stretches: pieces of one clip, and joins where a transition is under way. A clip can be copied from any
keyframe on, up to nearly any frame. So a join, and text over the picture, take what follows them up to the next keyframe
along, and a frame or two before them; everything else is copied. Windows are kept apart wherever a keyframe or a cut allows
it: what changes in one clip leaves the windows of all others as they were.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from stitching import captions, mezzanine, titles
from stitching.errors import MediaError, TimelineError
from stitching.mezzanine import STEP
from stitching.timeline import Caption, Item, Source, Timeline, Title, Transition, Value
from stitching.transitions import transition

VERSION = 2

_Texts: TypeAlias = tuple[Title | Caption, ...]


class Piece(Value):
    """`frames` frames of one clip from its frame `first` on; a plain card of `colour` where there is no source."""

    source: Source | None
    colour: str = ""
    first: int
    frames: int


class Join(Value):
    """A transition of `frames` frames. A fade at an end of the film has only the one clip."""

    how: Transition
    frames: int
    before: Piece | None
    after: Piece | None


class Overlay(Value):
    """Text over a window; `at` is the window's frame on which it starts, negative when it began before."""

    at: int
    text: Title | Caption


def _said(text: Title | Caption) -> dict[str, Any]:
    """What decides how a text looks; of what is seldom asked for, only what differs from the ordinary."""
    seldom = ("font", "fallbacks", "colour", "words") if isinstance(text, Caption) else ("fallbacks", "at", "size")
    fields = type(text).model_fields
    ordinary = {name for name in seldom if getattr(text, name) == fields[name].get_default()}
    return text.model_dump(mode="json", exclude={"start", "speaker"} | ordinary)


class Window(Value):
    """A stretch of the film that must be rendered: from film frame `start` on, `frames` frames."""

    start: int
    frames: int
    width: int
    height: int
    rate: str
    stretches: tuple[Piece | Join, ...]
    overlays: tuple[Overlay, ...] = ()

    def identity(self) -> dict[str, Any]:
        """All that decides the pictures, by content: not where in the film they stand, nor where the files lie."""
        said = self.model_dump(mode="json", exclude={"start", "overlays"})
        texts = [overlay.text for overlay in self.overlays]
        said["overlays"] = [
            {"at": overlay.at, "kind": type(overlay.text).__name__.lower()} | _said(overlay.text)
            for overlay in self.overlays
        ]
        said["versions"] = {
            "window": VERSION,
            "mezzanine": mezzanine.VERSION,
            "transitions": {join.how.kind: transition(join.how.kind).VERSION for join in self.joins()},
            "titles": titles.VERSION if any(isinstance(text, Title) for text in texts) else 0,
            "captions": captions.VERSION if any(isinstance(text, Caption) for text in texts) else 0,
        }
        return said

    def joins(self) -> Iterator[Join]:
        """The transitions in the window."""
        return (stretch for stretch in self.stretches if isinstance(stretch, Join))

    def sources(self) -> tuple[Source, ...]:
        """The clips it is made from, each once, in order."""
        ends = [(each.before, each.after) if isinstance(each, Join) else (each,) for each in self.stretches]
        return tuple(dict.fromkeys(piece.source for pieces in ends for piece in pieces if piece and piece.source))


@dataclass(frozen=True)
class Copied:
    """Packets of one clip, from a keyframe on."""

    source: Source
    first: int
    frames: int


def windows(timeline: Timeline) -> tuple[Window, ...]:
    """The stretches of the film that must be rendered, in order. Reads the headers of the clips."""
    return tuple(segment for segment in segments(timeline) if isinstance(segment, Window))


def segments(timeline: Timeline) -> tuple[Window | Copied, ...]:
    """The whole film as windows to render and clips to copy, without gaps."""
    units, starts, texts = list[_Unit](), timeline.starts(), _texts(timeline)
    for index, (lead, tail) in enumerate(_edges(timeline)):
        join = _join_before(timeline, index)
        if join:
            units.append(_Unit(join))
        item = timeline.items[index]
        units += _body(timeline, item, lead, tail, _carrying(texts, starts[index], item))
    join = _join_after(timeline)
    if join:
        units.append(_Unit(join))
    return _grouped(timeline, units, texts)


@dataclass
class _Unit:
    """A stretch on its way into a window, or to be copied."""

    stretch: Piece | Join
    copied: bool = False
    with_before: bool = False
    with_after: bool = False


def _edges(timeline: Timeline) -> Iterator[tuple[int, int]]:
    """For each item, how many of its first and of its last frames belong to a transition."""
    items = timeline.items
    for index, item in enumerate(items):
        before = _join_before(timeline, index)
        after = _join_before(timeline, index + 1) if index + 1 < len(items) else _join_after(timeline)
        lead = before.after.frames if before and before.after else 0
        tail = after.before.frames if after and after.before else 0
        if lead + tail > item.frames:
            raise TimelineError(
                f"{item.id}: is {item.frames} frames long, but its transitions take {lead} and {tail}; "
                "make the shot longer or the transitions shorter"
            )
        yield lead, tail


def _join_before(timeline: Timeline, index: int) -> Join | None:
    item = timeline.items[index]
    how, frames = item.enter, item.enter.frames
    if how.kind == "cut" or not frames:
        return None
    if not index:
        frames = min(frames, item.frames)
        return _from_nothing(how, frames, _piece(item, 0, frames), enters=True)
    leaving = timeline.items[index - 1]
    if how.overlap:
        if frames > min(item.frames, leaving.frames):
            raise TimelineError(
                f"{item.id}: the {how.kind} of {frames} frames is longer than {leaving.id} or {item.id}"
            )
        before, after = frames, frames
    else:
        before, after = min(frames // 2, leaving.frames), min(frames - frames // 2, item.frames)
        frames = before + after
    return Join(
        how=how,
        frames=frames,
        before=_piece(leaving, leaving.frames - before, before) if before else None,
        after=_piece(item, 0, after),
    )


def _join_after(timeline: Timeline) -> Join | None:
    last = timeline.items[-1]
    frames = min(timeline.leave.frames, last.frames)
    if timeline.leave.kind == "cut" or not frames:
        return None
    return _from_nothing(timeline.leave, frames, _piece(last, last.frames - frames, frames), enters=False)


def _from_nothing(how: Transition, frames: int, piece: Piece, *, enters: bool) -> Join:
    """At an end of the film: an overlapping transition meets a plain card, a fade has the one clip alone."""
    card = Piece(source=None, colour=how.colour or "#000000", first=0, frames=frames) if how.overlap else None
    before, after = (card, piece) if enters else (piece, card)
    return Join(how=how, frames=frames, before=before, after=after)


def _piece(item: Item, first: int, frames: int) -> Piece:
    """`frames` frames of an item, from its own frame `first` on."""
    if item.source is None:
        return Piece(source=None, colour=item.colour, first=0, frames=frames)
    return Piece(source=item.source, first=item.first + first, frames=frames)


def _carrying(texts: _Texts, start: int, item: Item) -> list[tuple[int, int]]:
    """The frames of an item's file, from-to, that carry text; `start` is the item's first frame in the film."""
    end, shift = start + item.frames, item.first - start
    found = [text for text in texts if text.start < end and start < text.start + text.frames]
    return [(text.start + shift, text.start + text.frames + shift) for text in found]


def _texts(timeline: Timeline) -> _Texts:
    if not timeline.burn_captions:
        return timeline.titles
    plain = timeline.captions
    if not timeline.karaoke:
        plain = tuple(caption.model_copy(update={"words": ()}) for caption in plain)
    return timeline.titles + plain


def _body(timeline: Timeline, item: Item, lead: int, tail: int, texts: list[tuple[int, int]]) -> list[_Unit]:
    """What of an item lies between its transitions: groups that are copied and groups that are rendered, in runs."""
    if lead == item.frames - tail:
        return []
    if item.source is None:
        return [_Unit(_piece(item, lead, item.frames - tail - lead))]
    runs = list[_Unit]()
    for unit in _cut_up(item, lead, tail, _length(timeline, item), texts):
        last = runs[-1] if runs else None
        if last is None or last.copied != unit.copied or last.with_before or unit.with_after:
            runs.append(unit)
        else:
            frames = last.stretch.frames + unit.stretch.frames
            last.stretch = last.stretch.model_copy(update={"frames": frames})
    return runs


def _cut_up(item: Item, lead: int, tail: int, length: int, texts: list[tuple[int, int]]) -> Iterator[_Unit]:
    """Group by group, what is copied of it and what is not; all in frames of the item's file, where its keyframes are."""
    at, end = item.first + lead, item.first + item.frames - tail
    while at < end:
        begins, ends = mezzanine.group(at)
        stop = min(ends, end)
        cut_before, cut_after = at > begins, stop < min(ends, length)
        copied = at if cut_before else _ends_whole(at, stop, texts, whole=not cut_after)
        if copied > at:
            yield _Unit(_piece(item, at - item.first, copied - at), copied=True)
        if stop > copied:
            rest = _piece(item, copied - item.first, stop - copied)
            yield _Unit(rest, with_before=cut_before and lead > 0, with_after=cut_after and tail > 0)
        at = stop


def _ends_whole(begin: int, stop: int, texts: list[tuple[int, int]], *, whole: bool) -> int:
    """Up to which frame a group that begins with a keyframe can be copied: to the first text, and to where it is cut.

    A group that is not copied to its end must end with a frame that needs no later one.
    """
    touched = min((max(first, begin) for first, last in texts if first < stop and begin < last), default=stop)
    if touched == stop and whole:
        return stop
    return begin + (touched - begin - 1) // STEP * STEP + 1 if touched > begin else begin


def _length(timeline: Timeline, item: Item) -> int:
    """How many frames the item's clip has; MediaError if the clip does not fit the film."""
    assert item.source is not None
    frames = item.source.frames
    if frames is None:
        frames = _probed(timeline, item.id, item.source.path)
    if frames < item.first + item.frames:
        needed = f"{item.frames} from frame {item.first} on" if item.first else f"{item.frames}"
        raise MediaError(f"{item.id}: {item.source.path} has {frames} frames, {needed} are needed")
    return frames


def _probed(timeline: Timeline, name: str, path: Path) -> int:
    facts = mezzanine.probe(path)
    if (facts.width, facts.height, facts.rate) != (timeline.width, timeline.height, timeline.fps):
        raise MediaError(
            f"{name}: {path} is {facts.width}x{facts.height} at {facts.rate} frames a second; "
            f"the film is {timeline.width}x{timeline.height} at {timeline.rate}"
        )
    return facts.frames


def _grouped(timeline: Timeline, units: list[_Unit], texts: _Texts) -> tuple[Window | Copied, ...]:
    found = list[Window | Copied]()
    at, gathered = 0, list[_Unit]()
    for unit in units:
        stretch = unit.stretch
        joined = gathered and (
            (unit.with_before and isinstance(gathered[-1].stretch, Join))
            or (gathered[-1].with_after and isinstance(stretch, Join))
        )
        if not joined:
            at = _close(timeline, found, gathered, at, texts)
        if unit.copied:
            assert isinstance(stretch, Piece)
            assert stretch.source is not None
            found.append(Copied(stretch.source, stretch.first, stretch.frames))
            at += stretch.frames
        else:
            gathered.append(unit)
    _close(timeline, found, gathered, at, texts)
    return tuple(found)


def _close(timeline: Timeline, found: list[Window | Copied], gathered: list[_Unit], at: int, texts: _Texts) -> int:
    """Make a window of what was gathered, and say where the next begins."""
    if not gathered:
        return at
    stretches = tuple(unit.stretch for unit in gathered)
    gathered.clear()
    frames = sum(stretch.frames for stretch in stretches)
    overlays = tuple(
        Overlay(at=text.start - at, text=text.model_copy(update={"start": 0}))
        for text in texts
        if text.start < at + frames and at < text.start + text.frames
    )
    found.append(
        Window(
            start=at,
            frames=frames,
            width=timeline.width,
            height=timeline.height,
            rate=timeline.rate,
            stretches=stretches,
            overlays=overlays,
        )
    )
    return at + frames
