"""Putting a film together: a timeline in, a film out. Usable by itself; docs/stitching.md shows how."""

from stitching.errors import MediaError, StitchingError, TimelineError
from stitching.saving import load, save, source
from stitching.settling import settled
from stitching.timeline import (
    Caption,
    CaptionWord,
    Item,
    Marker,
    Marking,
    Mix,
    Origin,
    Sound,
    Source,
    Timeline,
    Title,
    Transition,
)

__all__ = [
    "Caption",
    "CaptionWord",
    "Item",
    "Marker",
    "Marking",
    "MediaError",
    "Mix",
    "Origin",
    "Sound",
    "Source",
    "StitchingError",
    "Timeline",
    "TimelineError",
    "Title",
    "Transition",
    "load",
    "save",
    "settled",
    "source",
]
