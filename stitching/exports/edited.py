"""The timeline as editing programs see it: clips that meet at cuts, transitions that reach over them into handles.

Our overlapping transition of N frames plays the last N of one clip over the first N of the next. An editor cuts in its middle:
the clip before is cut N - N // 2 frames early, the next one begins N // 2 frames late, and both keep the rest as handles. So the
film has as many frames there as here, and every picture stands at the same one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from stitching.exports.media import Laid, Media
from stitching.timeline import SAMPLE_RATE, TRACKS, Item, Marker, Sound, Timeline, Track, Transition
from stitching.wording import count


@dataclass(frozen=True)
class Passing:
    """How a picture gives way to the next: `before` frames before the cut and `after` behind it.

    Without `overlaps` it goes through a colour: away within the first, back within the others.
    """

    how: Transition
    before: int
    after: int
    overlaps: bool

    @property
    def frames(self) -> int:
        """How long it lasts."""
        return self.before + self.after


@dataclass(frozen=True)
class Cut:
    """A clip between its two cuts: `frames` frames of the film from its frame `start` on.

    `first` is the frame of the clip's file there.
    """

    item: Item
    start: int
    frames: int
    first: int
    enter: Passing | None
    leave: Passing | None

    @property
    def rises(self) -> int:
        """How many of its first frames come out of a colour."""
        return self.enter.after if self.enter and not self.enter.overlaps else 0

    @property
    def falls(self) -> int:
        """How many of its last frames go into a colour."""
        return self.leave.before if self.leave and not self.leave.overlaps else 0

    def marked(self, timeline: Timeline) -> list[Marker]:
        """The markers of its frames."""
        return [one for one in timeline.markers if self.start <= one.frame < self.start + self.frames]


def cuts(timeline: Timeline) -> tuple[Cut, ...]:
    """Every item of a settled timeline, from cut to cut."""
    between = [_passing(item.enter, opens=not index) for index, item in enumerate(timeline.items)]
    between.append(_leaving(timeline.leave))
    starts = [start + _late(passing) for start, passing in zip(timeline.starts(), between, strict=False)]
    ends = [*starts[1:], timeline.frames]
    return tuple(
        Cut(item, start, end - start, item.first + _late(enter), enter, leave)
        for item, start, end, enter, leave in zip(timeline.items, starts, ends, between, between[1:], strict=False)
    )


def passings(row: Sequence[Cut]) -> list[Passing]:
    """Every transition of a film."""
    return [cut.enter for cut in row if cut.enter] + [cut.leave for cut in row[-1:] if cut.leave]


def kinds_of(found: Sequence[Passing]) -> str:
    """`3 transitions (push, slide)`."""
    return f"{count(len(found), 'transition')} ({', '.join(sorted({each.how.kind for each in found}))})"


def _late(passing: Passing | None) -> int:
    """How many frames of a clip lie before its cut."""
    return passing.before if passing and passing.overlaps else 0


def _passing(how: Transition, *, opens: bool) -> Passing | None:
    if how.kind == "cut" or not how.frames:
        return None
    before = 0 if opens else how.frames // 2
    return Passing(how, before, how.frames - before, overlaps=bool(how.overlap) and not opens)


def _leaving(how: Transition) -> Passing | None:
    return None if how.kind == "cut" or not how.frames else Passing(how, how.frames, 0, overlaps=False)


@dataclass(frozen=True)
class Heard:
    """A sound as far as the film hears it, in samples, and its file."""

    sound: Sound
    length: int
    laid: Laid

    @property
    def end(self) -> int:
        """The sample of the film behind its last."""
        return self.sound.start + self.length


def heard(timeline: Timeline, media: Media) -> tuple[Heard, ...]:
    """The sounds, none longer than its file or than the film."""
    found: list[Heard] = []
    for sound in timeline.sounds:
        laid = media.sounds[sound.source.digest]
        most = min(laid.length - sound.first, timeline.samples - sound.start)
        length = most if sound.length is None else min(most, sound.length)
        if length > 0:
            found.append(Heard(sound, length, laid))
    return tuple(found)


def lanes(sounds: Sequence[Heard]) -> list[tuple[Track, list[Heard]]]:
    """The sounds on as many lanes as it takes for none to lie over another, by the kinds of tracks."""
    found: list[tuple[Track, list[Heard]]] = []
    for track in TRACKS:
        own: list[list[Heard]] = []
        for each in sorted((one for one in sounds if one.sound.track == track), key=lambda one: one.sound.start):
            free = next((lane for lane in own if lane[-1].end <= each.sound.start), None)
            if free is None:
                own.append([each])
            else:
                free.append(each)
        for lane in own:
            found.append((track, lane))
    return found


@dataclass(frozen=True)
class Framed:
    """A sound on whole frames of the film. In seconds: where in its file it begins, and how far it is from its time."""

    start: int
    frames: int
    first: Fraction
    shift: float


def in_frames(each: Heard, timeline: Timeline) -> Framed:
    """A sound on whole frames.

    What was cut off its beginning is drawn on to begin earlier, so that it stays in time; a sound that has nothing before its
    first sample begins on the nearest frame.
    """
    rate, first, shift = timeline.fps, each.sound.first, 0.0
    exact = Fraction(each.sound.start) * rate / SAMPLE_RATE
    start = int(exact)
    early = round((exact - start) / rate * SAMPLE_RATE)
    if early <= first:
        first -= early
    else:
        start = min(round(exact), timeline.frames - 1)
        shift = float((start - exact) / rate)
    end = min(round(Fraction(each.end) * rate / SAMPLE_RATE), timeline.frames)
    most = int((each.laid.length - first) * rate / SAMPLE_RATE)
    return Framed(start, max(1, min(end - start, most)), Fraction(first, SAMPLE_RATE), shift)


def said_of_mix(timeline: Timeline) -> list[str]:
    """What no format says of the sound, for every one of them."""
    if not timeline.sounds:
        return []
    return [
        "the sounds are as they were made; ducking under speech, limiting and loudness are only in the film's own mix"
    ]


def said_of_shifts(shifts: Sequence[float]) -> list[str]:
    """How far sounds are from their time, where they must begin on a frame."""
    moved = [abs(shift) for shift in shifts if abs(shift) > 0.5 / SAMPLE_RATE]
    if not moved:
        return []
    return [f"{count(len(moved), 'sound')} on the nearest frame, at most {1000 * max(moved):.0f} ms from its time"]
