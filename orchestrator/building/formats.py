"""The names of what a film can be handed over as; what the formats are is in `handing_over`."""

from typing import Literal, TypeAlias

What: TypeAlias = Literal[
    "otio", "fcpxml", "edl", "srt", "vtt", "ass", "fountain", "fdx", "hevc", "av1", "vp9", "prores", "pdf", "stems"
]
"""The names of all formats."""

Exported: TypeAlias = Literal[What, "archive"]
"""What `export` writes: the film in a format, or the whole project."""
