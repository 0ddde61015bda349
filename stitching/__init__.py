"""Putting a film together: a timeline in, a film out. Usable by itself; docs/stitching.md shows how.

The names are brought in when they are first asked for: to read an error's class is no reason to load all that renders films.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stitching.errors import MediaError, StitchingError, TimelineError
    from stitching.rendering import Rendered, render
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
    "Rendered",
    "Sound",
    "Source",
    "StitchingError",
    "Timeline",
    "TimelineError",
    "Title",
    "Transition",
    "load",
    "render",
    "save",
    "settled",
    "source",
]

_HOMES = {
    "stitching.errors": ("MediaError", "StitchingError", "TimelineError"),
    "stitching.rendering": ("Rendered", "render"),
    "stitching.saving": ("load", "save", "source"),
    "stitching.settling": ("settled",),
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'stitching' has no attribute '{name}'")
    home = next((module for module, names in _HOMES.items() if name in names), "stitching.timeline")
    return getattr(import_module(home), name)
