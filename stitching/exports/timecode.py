"""SMPTE timecode, non-drop: a name for each frame."""

import re
from collections.abc import Container
from fractions import Fraction

from stitching.errors import TimelineError

_COUNTED = (24, 25, 30, 48, 50, 60)
"""Frame counts of SMPTE ST 12-1; all but 25 and 50 also at the rate 1000/1001 of it."""
_DAY = 24 * 60 * 60


def counted(rate: Fraction, counts: Container[int]) -> bool:
    """Whether it is one of these numbers of frames a second, or of all but 25 and 50 the rate at 1000/1001 of it."""
    return round(rate) in counts and (rate.denominator == 1 or round(rate) not in (25, 50))


def prove(rate: Fraction) -> None:
    """TimelineError for a rate that has no timecode."""
    if not counted(rate, _COUNTED):
        raise TimelineError(
            f"there is no SMPTE timecode at {rate} frames a second, and an EDL has nothing else; export otio or fcpxml, or "
            f"make the film at one of {', '.join(map(str, _COUNTED))}"
        )


def timecode(frame: int, rate: Fraction) -> str:
    """`HH:MM:SS:FF` of a frame, counted with the rate's next whole number; TimelineError from 24 hours on."""
    whole = round(rate)
    seconds, frames = divmod(frame, whole)
    if seconds >= _DAY:
        raise TimelineError("the film's timecode goes past 24 hours; let it start at 00:00:00:00")
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}:{frames:02}"


def frame_of(text: str, rate: Fraction) -> int:
    """The frame that a timecode names; TimelineError if it is none."""
    found = re.fullmatch(r"(\d\d):(\d\d):(\d\d):(\d\d)", text, re.ASCII)
    hours, minutes, seconds, frames = (int(part) for part in found.groups()) if found else (24, 0, 0, 0)
    if hours > 23 or minutes > 59 or seconds > 59 or frames >= round(rate):
        raise TimelineError(f"'{text}' is no timecode at {rate} frames a second; write it as 01:00:00:00")
    return ((hours * 60 + minutes) * 60 + seconds) * round(rate) + frames
