"""Where the film has to be rendered and where packets can be copied.

The picture is a row of stretches: pieces of one clip, and joins where a transition is under way. A clip can be copied from
keyframe to keyframe, so each join takes the rest of the groups it cuts into along, text over the picture takes the groups it
touches, and everything else is copied. Windows are kept apart wherever a keyframe or a cut allows it: what changes in one
clip leaves the windows of all others as they were.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stitching import captions, mezzanine, titles
from stitching.errors import MediaError, TimelineError
from stitching.mezzanine import GROUP
from stitching.timeline import Caption, Item, Source, Timeline, Title, Value
from stitching.transitions import transition

VERSION = 1


class Piece(Value):
    """`frames` frames of one clip from its frame `first` on; a plain card of `colour` where there is no source."""

    source: Source | None
    colour: str = ""
    first: int
    frames: int


class Join(Value):
    """A transition of `frames` frames. A clip that leaves without a next one, or enters without one before, is alone."""

    kind: str
    frames: int
    before: Piece | None
    after: Piece | None


class Overlay(Value):
    """Text over a window; `at` is the window's frame on which it starts, negative when it began before."""

    at: int
    text: Title | Caption


def _said(text: Title | Caption) -> dict[str, Any]:
    """What decides how a text looks. A caption's type is in it only where it is not the ordinary one."""
    said = text.model_dump(mode="json", exclude={"start", "speaker"})
    if isinstance(text, Caption):
        for name in ("font", "colour"):
            if said[name] == Caption.model_fields[name].default:
                del said[name]
    return said


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
            "transitions": {join.kind: transition(join.kind).VERSION for join in self.joins()},
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
    units = list[_Unit]()
    for index, (lead, tail) in enumerate(_edges(timeline)):
        join = _join_before(timeline, index)
        if join:
            units.append(_Unit(join))
        units.extend(_body(timeline, index, lead, tail))
    join = _join_after(timeline)
    if join:
        units.append(_Unit(join))
    return _grouped(timeline, units)


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
    kind, frames = item.enter.kind, item.enter.frames
    if kind == "cut" or not frames:
        return None
    if not index:
        # From black: there is nothing to dissolve from, and the whole fade is the item's.
        return Join(kind="fade", frames=frames, before=None, after=_piece(item, 0, min(frames, item.frames)))
    leaving = timeline.items[index - 1]
    if transition(kind).OVERLAPS:
        if frames > min(item.frames, leaving.frames):
            raise TimelineError(f"{item.id}: the {kind} of {frames} frames is longer than {leaving.id} or {item.id}")
        before, after = frames, frames
    else:
        before, after = min(frames // 2, leaving.frames), min(frames - frames // 2, item.frames)
        frames = before + after
    first = leaving.frames - before
    return Join(
        kind=kind,
        frames=frames,
        before=_piece(leaving, first, before) if before else None,
        after=_piece(item, 0, after),
    )


def _join_after(timeline: Timeline) -> Join | None:
    last = timeline.items[-1]
    frames = min(timeline.leave.frames, last.frames)
    if timeline.leave.kind == "cut" or not frames:
        return None
    return Join(kind="fade", frames=frames, before=_piece(last, last.frames - frames, frames), after=None)


def _piece(item: Item, first: int, frames: int) -> Piece:
    if item.source is None:
        return Piece(source=None, colour=item.colour, first=0, frames=frames)
    return Piece(source=item.source, first=first, frames=frames)


def _captioned(timeline: Timeline, index: int) -> list[tuple[int, int]]:
    """The item's frames, from-to, that carry text."""
    start, item = timeline.starts()[index], timeline.items[index]
    texts = _texts(timeline)
    spans = [(max(0, text.start - start), min(item.frames, text.start + text.frames - start)) for text in texts]
    return [(begin, end) for begin, end in spans if begin < end]


def _texts(timeline: Timeline) -> tuple[Title | Caption, ...]:
    return timeline.titles + (timeline.captions if timeline.burn_captions else ())


def _body(timeline: Timeline, index: int, lead: int, tail: int) -> Iterator[_Unit]:
    """What of an item lies between its transitions, cut into groups that are copied and groups that are rendered."""
    item = timeline.items[index]
    end = item.frames - tail
    if lead == end:
        return
    if item.source is None:
        yield _Unit(_piece(item, lead, end - lead))
        return
    length, texts = _length(timeline, item), _captioned(timeline, index)
    run: _Unit | None = None
    for group in range(lead // GROUP * GROUP, end, GROUP):
        begin, stop = max(group, lead), min(group + GROUP, end)
        cut_before, cut_after = begin > group, stop < min(group + GROUP, length)
        text = any(first < stop and begin < last for first, last in texts)
        unit = _Unit(
            _piece(item, begin, stop - begin),
            copied=not (cut_before or cut_after or text),
            with_before=cut_before,
            with_after=cut_after and tail > 0,
        )
        if run and run.copied == unit.copied and not (run.with_before or unit.with_after):
            run.stretch = _piece(item, begin - run.stretch.frames, run.stretch.frames + stop - begin)
        else:
            if run:
                yield run
            run = unit
    if run:
        yield run


def _length(timeline: Timeline, item: Item) -> int:
    """How many frames the item's clip has; MediaError if the clip does not fit the film."""
    assert item.source is not None
    facts = mezzanine.probe(item.source.path)
    if (facts.width, facts.height, facts.rate) != (timeline.width, timeline.height, timeline.fps):
        raise MediaError(
            f"{item.id}: {item.source.path} is {facts.width}x{facts.height} at {facts.rate} frames a second; "
            f"the film is {timeline.width}x{timeline.height} at {timeline.rate}"
        )
    if facts.frames < item.frames:
        raise MediaError(f"{item.id}: {item.source.path} has {facts.frames} frames, {item.frames} are needed")
    return facts.frames


def _grouped(timeline: Timeline, units: list[_Unit]) -> tuple[Window | Copied, ...]:
    found = list[Window | Copied]()
    at, gathered = 0, list[_Unit]()
    for unit in units:
        stretch = unit.stretch
        joined = gathered and (
            (unit.with_before and isinstance(gathered[-1].stretch, Join))
            or (gathered[-1].with_after and isinstance(stretch, Join))
        )
        if not joined:
            at = _close(timeline, found, gathered, at)
        if unit.copied:
            assert isinstance(stretch, Piece)
            assert stretch.source is not None
            found.append(Copied(stretch.source, stretch.first, stretch.frames))
            at += stretch.frames
        else:
            gathered.append(unit)
    _close(timeline, found, gathered, at)
    return tuple(found)


def _close(timeline: Timeline, found: list[Window | Copied], gathered: list[_Unit], at: int) -> int:
    """Make a window of what was gathered, and say where the next begins."""
    if not gathered:
        return at
    stretches = tuple(unit.stretch for unit in gathered)
    gathered.clear()
    frames = sum(stretch.frames for stretch in stretches)
    overlays = tuple(
        Overlay(at=text.start - at, text=text.model_copy(update={"start": 0}))
        for text in _texts(timeline)
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
