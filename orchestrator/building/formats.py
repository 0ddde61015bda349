"""The names of the formats that a film can be handed over in; what they are is in `handing_over`."""

from typing import Literal, TypeAlias

What: TypeAlias = Literal[
    "otio", "fcpxml", "edl", "srt", "vtt", "ass", "fountain", "fdx", "hevc", "av1", "vp9", "prores", "pdf", "stems"
]
"""The names of all formats."""
