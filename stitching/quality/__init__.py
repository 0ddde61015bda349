"""The quality of a finished film: every figure that needs no trained model, measured against what was planned."""

from stitching.quality.expected import Expected, PlannedShot, Speech, expected_of
from stitching.quality.figures import Figure, Finding, FurtherFilm, Quality, Unmeasured
from stitching.quality.further import Beside, with_further
from stitching.quality.inspecting import inspect
from stitching.quality.page import write_page

__all__ = [
    "Beside",
    "Expected",
    "Figure",
    "Finding",
    "FurtherFilm",
    "PlannedShot",
    "Quality",
    "Speech",
    "Unmeasured",
    "expected_of",
    "inspect",
    "with_further",
    "write_page",
]
