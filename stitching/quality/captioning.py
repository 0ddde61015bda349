"""The captions against the rules of subtitling houses (general requirements of Netflix's style guide)."""

from bisect import bisect_left
from itertools import pairwise

from stitching.breaking import columns
from stitching.quality.expected import Expected
from stitching.quality.figures import CaptionFigures, figure
from stitching.timeline import Caption


def caption_figures(expected: Expected) -> CaptionFigures:
    """The figure that is furthest off of all captions, for each rule."""
    captions = in_order(expected)
    none = expected.unknown or "the film has no captions"
    seconds = [float(caption.frames / expected.fps) for caption in captions]
    apart = [gap for gap, _ in gaps(captions)]
    over, off = [over_cut(caption, expected) for caption in captions], off_speech(expected)
    return CaptionFigures(
        count=len(captions),
        fastest=figure(max((speed(caption, expected) for caption in captions), default=None), none, 2),
        shortest=figure(min(seconds, default=None), none, 3),
        longest=figure(max(seconds, default=None), none, 3),
        least_gap=figure(min(apart, default=None), "there is only one" if captions else none),
        most_lines=figure(max((len(caption.lines) for caption in captions), default=None), none),
        widest=figure(max((widest(caption) for caption in captions), default=None), none),
        off_speech=figure(max(off, default=None), none if not captions else "nothing is spoken"),
        over_cut=figure(
            max((frames for frames in over if frames is not None), default=None),
            none if not captions else "nothing is spoken",
        ),
    )


def in_order(expected: Expected) -> list[Caption]:
    """The captions as they are seen one after another."""
    return sorted(expected.captions, key=lambda caption: caption.start)


def gaps(captions: list[Caption]) -> list[tuple[int, Caption]]:
    """Of each caption but the first how many frames after the one before it comes."""
    return [(after.start - before.start - before.frames, after) for before, after in pairwise(captions)]


def speed(caption: Caption, expected: Expected) -> float:
    """Characters a second, spaces and punctuation counted, a wide letter as two."""
    letters = sum(columns(line) for line in caption.lines)
    return float(letters * expected.fps / caption.frames)


def widest(caption: Caption) -> int:
    """Characters in its longest line."""
    return max((columns(line) for line in caption.lines), default=0)


def off_speech(expected: Expected) -> list[int]:
    """Of each spoken line how many frames its first caption is away from its voice."""
    starts = sorted(caption.start for caption in expected.captions)
    found = list[int]()
    for speech in expected.speech:
        if starts and speech.end > speech.start:
            frame = expected.frame_at(speech.start)
            at = bisect_left(starts, frame)
            found.append(min(abs(start - frame) for start in starts[max(0, at - 1) : at + 1]))
    return found


def over_cut(caption: Caption, expected: Expected) -> int | None:
    """Frames that a caption stays after a cut when its voice has ended; None where nobody speaks under it."""
    begin, end = caption.start, caption.start + caption.frames
    voices = [
        expected.frame_at(speech.end)
        for speech in expected.speech
        if speech.end > speech.start and expected.frame_at(speech.start) < end
    ]
    spoken = [last for last in voices if last > begin]
    if not spoken:
        return None
    cut = next((frame for frame in expected.cuts if max(spoken) <= frame < end), None)
    return 0 if cut is None else end - cut
