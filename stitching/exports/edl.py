"""CMX 3600: the oldest list of edits, which every program reads.

Picture and sounds by reel and timecode, with dissolves and wipes; fades go through black as the format says it, by its reel BL.
What a clip is stands in comments below it. Timecode is non-drop; its rate is said in the list, for the format itself cannot.
"""

import hashlib
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from stitching.exports.edited import Cut, cuts, heard, in_frames, kinds_of, lanes, passings, said_of_mix, said_of_shifts
from stitching.exports.media import Media
from stitching.exports.text import one_line
from stitching.exports.timecode import frame_of, prove, timecode
from stitching.settling import settled
from stitching.timeline import Origin, Timeline, Transition
from stitching.wording import count

_BLACK = "BL"
_WIDTH, _PROMPT_LINES = 72, 12
_EVENTS, _TRACKS = 999, 4
_WIPES = {"right": "W001", "down": "W002", "down-right": "W041", "down-left": "W042"}
"""Wipe codes of SMPTE 258M by the direction in which the edge goes."""
_BACKWARDS = {"left": "right", "up": "down", "up-left": "down-right", "up-right": "down-left"}
_SHAPES = {"iris": "W119", "clock": "W201"}


@dataclass(frozen=True)
class _Event:
    """One edit: `frames` frames of a reel from its frame `first` on, at frame `start` of the film; comments in `said`."""

    reel: str
    name: str
    first: int
    start: int
    frames: int
    code: str = "C"
    lasts: int = 0
    from_black: bool = False
    said: tuple[str, ...] = ()

    @property
    def end(self) -> tuple[int, int]:
        """The frame of its reel, and of the film, behind its last."""
        return self.first + self.frames, self.start + self.frames


def write(timeline: Timeline, target: Path, media: Media, start: str = "01:00:00:00") -> tuple[str, ...]:
    """Write the list; return what it cannot say. A rate without timecode is a TimelineError."""
    timeline, told = settled(timeline)
    prove(timeline.fps)
    zero = frame_of(start, timeline.fps)
    reels = _Reels()
    row = cuts(timeline)
    picture = _picture(timeline, row, media, reels, zero)
    sounds, shifts = _sounds(timeline, media, reels)
    lines = [f"TITLE: {one_line(timeline.marking.title, 70) or 'FILM'}", "FCM: NON-DROP FRAME", ""]
    number = 0
    for channel, events in [("V", picture), *sounds]:
        before: _Event | None = None
        for event in events:
            number += 1
            lines += _lines(number, channel, before, event, timeline.fps, zero)
            if number == 1:  # The format has no place for it above its first event.
                lines.insert(-1, f"* TIMECODE: NON-DROP, {timeline.rate} FRAMES A SECOND")
            before = event
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return (*told, *_notes(timeline, row, number, len(sounds)), *said_of_shifts(shifts))


class _Reels:
    """Reel names of eight letters and digits, from the names of files."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}

    def __call__(self, file: str) -> str:
        salt = ""
        while file not in self._of:
            number = int(hashlib.sha256(f"{file}{salt}".encode()).hexdigest()[:12], 16)
            letters = "".join("ABCDEFGHJKLMNPQRSTUVWXYZ23456789"[number >> 5 * place & 31] for place in range(7))
            if f"R{letters}" in self._of.values():
                salt += "+"
            else:
                self._of[file] = f"R{letters}"
        return self._of[file]


def _picture(timeline: Timeline, row: Sequence[Cut], media: Media, reels: _Reels, zero: int) -> list[_Event]:
    """The picture's events. A list begins a clip where its transition begins, as the timeline does."""
    found: list[_Event] = []
    starts = (*timeline.starts(), timeline.frames)
    for index, (cut, laid) in enumerate(zip(row, media.items, strict=True)):
        start, end, enter, name = starts[index], starts[index + 1], cut.enter, laid.path.name
        end -= cut.falls
        lasts = 0 if enter is None else enter.frames if enter.overlaps else enter.after
        if end > start or lasts:
            event = _Event(
                reels(name),
                name,
                cut.item.first,
                start,
                end - start,
                code=_code(enter.how) if enter and lasts else "C",
                lasts=lasts,
                from_black=enter is not None and not enter.overlaps,
                said=_said(cut, name, timeline, zero),
            )
            found.append(event)
        if cut.leave and cut.falls:
            black = _Event(_BLACK, _BLACK, 0, end, cut.falls, "D", cut.falls, said=_colour(cut.leave.how))
            found.append(black)
    return found


def _colour(how: Transition) -> tuple[str, ...]:
    return () if how.colour is None else (f"* THROUGH COLOUR: {one_line(how.colour, 40)}",)


def _code(how: Transition) -> str:
    """The format's word for a transition: a wipe by its number where there is one, else a dissolve."""
    if how.kind == "wipe":
        way = how.direction or "right"
        return _WIPES[_BACKWARDS.get(way, way)]
    return _SHAPES.get(how.kind, "D")


def _said(cut: Cut, file: str, timeline: Timeline, zero: int) -> tuple[str, ...]:
    """What stands below an event: where the clip comes from, and the markers of its frames."""
    origin, rate = cut.item.origin, timeline.fps
    lines = [f"* SOURCE FILE: {file}"]
    if origin.shot:
        facts = {"SCENE": origin.scene, "SHOT": origin.shot, "TAKE": origin.take, "SEED": origin.seed}
        lines += [f"* {name}: {one_line(str(value), 60)}" for name, value in facts.items() if value is not None]
        lines += [f"* MODEL: {one_line(origin.model, 60)}"] if origin.model else []
        lines += [f"* PROMPT: {part}" for part in _wrapped(origin)]
        name = one_line(f"{origin.scene}/{origin.shot} take {origin.take}", 60)
        lines.append(f"* LOC: {timecode(zero + cut.start, rate)} GREEN   {name}")
    for one in cut.marked(timeline):
        colour = "RED  " if one.kind == "chapter" else "BLUE "
        words = one_line(f"{one.name} {one.note}", 60)
        lines.append(f"* LOC: {timecode(zero + one.frame, rate)} {colour}   {words}")
    return tuple(lines)


def _wrapped(origin: Origin) -> list[str]:
    """A prompt in lines, the first dozen of them."""
    lines = textwrap.wrap(one_line(origin.prompt), _WIDTH)
    return lines if len(lines) <= _PROMPT_LINES else [*lines[: _PROMPT_LINES - 1], "…"]


def _sounds(timeline: Timeline, media: Media, reels: _Reels) -> tuple[list[tuple[str, list[_Event]]], list[float]]:
    """The sounds by channel, on whole frames, and how far each is from its time."""
    found: list[tuple[str, list[_Event]]] = []
    shifts: list[float] = []
    for number, (track, lane) in enumerate(lanes(heard(timeline, media)), 1):
        events, free = list[_Event](), 0
        for each in lane:
            framed, file = in_frames(each, timeline), each.laid.path.name
            first = round(framed.first * timeline.fps)
            shifts.append(framed.shift + float(framed.first - first / timeline.fps))
            late = max(0, free - framed.start)  # On whole frames two sounds may overlap that only touched.
            if framed.frames > late:
                said = (f"* SOURCE FILE: {file}", f"* TRACK: {track.upper()}", f"* GAIN: {each.sound.gain:+.1f} DB")
                start, frames = framed.start + late, framed.frames - late
                events.append(_Event(reels(file), file, first + late, start, frames, said=said))
                free = start + frames
        found.append(("A" if number == 1 else f"A{number}", events))
    return found, shifts


def _lines(number: int, channel: str, before: _Event | None, event: _Event, rate: Fraction, zero: int) -> list[str]:
    """An event as the lines of the list; a transition has a line for what it comes from."""

    def row(reel: str, code: str, lasts: str, first: int, start: int, frames: int) -> str:
        times = (first, first + frames, zero + start, zero + start + frames)
        clocks = " ".join(timecode(each, rate) for each in times)
        return f"{number:03}  {reel:<8} {channel:<4}  {code:<4} {lasts:>3} {clocks}"

    if event.code == "C":
        lines = [row(event.reel, "C", "", event.first, event.start, event.frames)]
        names = [f"* FROM CLIP NAME: {event.name}"]
    else:
        shown = None if event.from_black else before
        reel, name, at = (shown.reel, shown.name, shown.end[0]) if shown else (_BLACK, _BLACK, 0)
        lines = [
            row(reel, "C", "", at, event.start, 0),
            row(event.reel, event.code, f"{event.lasts:03}", event.first, event.start, event.frames),
        ]
        names = [f"* FROM CLIP NAME: {name}", f"* TO CLIP NAME: {event.name}"]
    return [*lines, *names, *event.said, ""]


def _notes(timeline: Timeline, row: Sequence[Cut], events: int, tracks: int) -> list[str]:
    found, every = list[str](), passings(row)
    known = {"dissolve", "fade", "wipe", *_SHAPES}
    other = [each for each in every if each.how.kind not in known]
    if other:
        found.append(f"{kinds_of(other)} are dissolves in the list; it has wipes only")
    if any(each.how.kind == "wipe" and each.how.direction in _BACKWARDS for each in every):
        found.append("wipes to the left or up run to the right or down; the format numbers them in one direction")
    if any(each.how.colour is not None for each in every):
        found.append("fades through a colour go through black, with the colour in a comment")
    if events > _EVENTS:
        found.append(f"the list has {events} events; strict readers of the format stop at {_EVENTS}")
    if tracks > _TRACKS:
        found.append(f"the sounds need {tracks} channels; strict readers of the format know {_TRACKS}")
    if timeline.titles or timeline.captions:
        found.append("titles and captions are not in the list; set titles anew, and bring captions in as .srt")
    if any(sound.fade_in or sound.fade_out for sound in timeline.sounds):
        found.append("fades of sounds are not in the list, and their gain is a comment")
    long = sum(1 for item in timeline.items if _wrapped(item.origin)[-1:] == ["…"])
    if long:
        found.append(f"the prompts of {count(long, 'clip')} are cut after {_PROMPT_LINES} lines")
    return [*found, *said_of_mix(timeline)]
