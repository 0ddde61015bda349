"""The findings: where a figure is over its bound, how grave that is, and what to do."""

from collections.abc import Iterable, Iterator

from stitching.quality.captioning import gaps, in_order, off_speech, over_cut, speed, widest
from stitching.quality.expected import Expected
from stitching.quality.figures import GRAVITY, Finding, Quality, Severity, Unmeasured
from stitching.quality.judging_picture import judged_picture, placed
from stitching.quality.judging_shots import judged_shots
from stitching.quality.judging_whole import Called, judged_loudness, judged_shape
from stitching.quality.seeing import Seen
from stitching.quality.sounding import CLICK
from stitching.timeline import SAMPLE_RATE, Caption
from stitching.wording import count

START_SECONDS = 0.02
EARLY, LATE = -40.0, 60.0
"""ms by which a voice may be early or late (EBU R 37)."""
SPEED, CHARACTERS, LINES, GAP, OFF_SPEECH, OVER_CUT = 17.0, 42, 2, 2, 3, 12
SHORTEST, LONGEST = 5 / 6, 7.0
_HALF_FRAME = 0.5


def findings_of(quality: Quality, expected: Expected, seen: Seen) -> tuple[Finding, ...]:
    """Everything that is over its bound, the gravest first, then in the film's order."""
    found = [
        *_shape(quality, expected),
        *judged_picture(quality, expected, seen),
        *judged_shots(quality, expected),
        *_sound(quality, expected),
        *_sync(quality, expected),
        *_captions(expected),
    ]
    return by_gravity(found)


def by_gravity(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The gravest first, then in the film's order."""
    return tuple(sorted(found, key=lambda finding: (GRAVITY.index(finding.severity), finding.frame or 0)))


def _shape(quality: Quality, expected: Expected) -> Iterator[Finding]:
    yield from judged_shape(quality.integrity, (expected.width, expected.height), expected, Called())
    if quality.integrity.misplaced is not None:
        text = "its frames are not all at their time, from here on; render it anew"
        yield placed("timestamps", "fail", text, quality.integrity.misplaced, expected)


def _sound(quality: Quality, expected: Expected) -> Iterator[Finding]:
    sound = quality.sound
    yield from judged_loudness(sound, expected, Called())
    if not isinstance(sound.clipped, Unmeasured) and sound.clipped:
        text = f"{count(sound.clipped, 'run')} of samples at full scale; lower the gain of what is recorded too loud"
        yield Finding(rule="clipped", severity="warn", text=text, figure=sound.clipped, bound=0)
    for join in quality.joins:
        if not isinstance(join.click, Unmeasured) and join.click > CLICK:
            text = f"a click where the shots meet, {join.click:.0f} times the steps around it; give the sounds there a fade"
            yield placed("click", "fail", text, join.frame, expected, (join.before, join.after), join.click, CLICK)


def _sync(quality: Quality, expected: Expected) -> Iterator[Finding]:
    sync = quality.sync
    longer, later = sync.length_difference, sync.start_offset
    frame = float(1 / expected.fps)
    if not isinstance(longer, Unmeasured) and abs(longer) > frame + 1e-4:
        seconds = quality.integrity.seconds
        text = f"its sound lasts {seconds + longer:.2f} s and its picture {seconds:.2f} s; render it anew"
        yield Finding(rule="sound-length", severity="fail", text=text, figure=longer, bound=round(frame, 4))
    if not isinstance(later, Unmeasured) and abs(later) > START_SECONDS:
        text = f"its sound begins {abs(later) * 1000:.0f} ms {'after' if later > 0 else 'before'} its picture; render it anew"
        yield Finding(rule="sound-start", severity="fail", text=text, figure=later, bound=START_SECONDS)
    for cue in sync.cues:
        offset = cue.offset
        if not isinstance(offset, Unmeasured) and not EARLY <= offset <= LATE:
            said = f"the voice is {abs(offset):.0f} ms {'late' if offset > 0 else 'early'}"
            at = int(cue.start * expected.fps)
            bound = LATE if offset > 0 else EARLY
            yield placed(
                "sync", "fail", f"{said}, which is seen on lips; mix the film anew", at, expected, None, offset, bound
            )
    for speech in expected.speech:
        begin, end = speech.start / SAMPLE_RATE, speech.end / SAMPLE_RATE
        if end > begin and any(one.start <= begin and one.start + one.seconds >= end for one in quality.sound.silent):
            at = int(begin * expected.fps)
            yield placed("no-voice", "fail", "a line is to be heard and all is silent; mix the film anew", at, expected)


def _captions(expected: Expected) -> Iterator[Finding]:
    fps, captions = expected.fps, in_order(expected)
    read = [(speed(one, expected), one) for one in captions]
    yield from _together(
        "caption-speed", [pair for pair in read if pair[0] > SPEED + 0.05], SPEED, "characters a second",
        "are faster than can be read", "shorten what is said, or leave more time after it", expected,
    )  # fmt: skip
    lasting = [(float(one.frames / fps), one) for one in captions]
    short = [(-seconds, one) for seconds, one in lasting if seconds < SHORTEST - _HALF_FRAME / fps]
    yield from _together(
        "caption-short", short, -SHORTEST, "s", "are gone too soon", "leave more time after the line", expected
    )
    yield from _together(
        "caption-long", [pair for pair in lasting if pair[0] > LONGEST + _HALF_FRAME / fps], LONGEST, "s",
        "stay too long", "break the line", expected,
    )  # fmt: skip
    close = [(-float(gap), caption) for gap, caption in gaps(captions) if gap < GAP]
    yield from _together(
        "caption-gap", close, -GAP, "frames",
        "follow the one before without a gap", "end the one before earlier", expected,
    )  # fmt: skip
    rows = [(float(len(one.lines)), one) for one in captions if len(one.lines) > LINES]
    yield from _together("caption-lines", rows, LINES, "lines", "have too many lines", "break them in two", expected)
    wide = [(float(widest(one)), one) for one in captions if widest(one) > CHARACTERS]
    yield from _together(
        "caption-width", wide, CHARACTERS, "characters", "have too long a line", "break the line", expected
    )
    off = max(off_speech(expected), default=0)
    if off > OFF_SPEECH and captions:
        text = f"a caption is {off} frames off its voice, where {OFF_SPEECH} are not seen; render the captions anew"
        yield Finding(rule="caption-sync", severity="warn", text=text, figure=off, bound=OFF_SPEECH)
    over = [(float(frames), one) for one in captions if (frames := over_cut(one, expected) or 0) > OVER_CUT]
    yield from _together(
        "caption-over-cut", over, OVER_CUT, "frames", "stay long after a cut", "end them at the cut", expected
    )


def _together(
    rule: str,
    over: list[tuple[float, Caption]],
    bound: float,
    unit: str,
    wrong: str,
    instead: str,
    expected: Expected,
    severity: Severity = "warn",
) -> Iterator[Finding]:
    """One finding for all captions that break a rule, at the worst of them. Figures of least values come negated."""
    if not over:
        return
    worst, caption = max(over, key=lambda pair: pair[0])
    wrong = wrong.replace("are ", "is ", 1).replace("have ", "has ", 1) if len(over) == 1 else wrong
    worst_of = f"the worst at {abs(worst):.3g} {unit} where {abs(bound):.3g} is the rule"
    text = f"{count(len(over), 'caption')} {wrong}, {worst_of}; {instead}"
    yield placed(rule, severity, text, caption.start, expected, None, abs(worst), abs(bound))
