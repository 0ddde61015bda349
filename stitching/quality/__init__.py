"""The quality of a finished film: every figure that needs no trained model, measured against what was planned."""

from stitching.quality.expected import Expected, PlannedShot, Speech, expected_of
from stitching.quality.figures import Figure, Finding, Quality, Unmeasured
from stitching.quality.inspecting import inspect
from stitching.quality.page import write_page

__all__ = [
    "Expected",
    "Figure",
    "Finding",
    "PlannedShot",
    "Quality",
    "Speech",
    "Unmeasured",
    "expected_of",
    "inspect",
    "write_page",
]
