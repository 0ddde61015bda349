"""The film's sound. Thin on purpose: planning asks for `VERSION` and must not load what mixing needs."""

from pathlib import Path
from typing import TYPE_CHECKING

from stitching.timeline import Timeline

if TYPE_CHECKING:
    from stitching.loudness import Loudness

VERSION = 1
"""Part of the key of a mix: raise it when it sounds different."""


def mix(timeline: Timeline, out: Path) -> "Loudness":
    """Write the film's sound to `out`: 48 kHz, 16 bits, stereo, exactly `timeline.samples` samples.

    Without sounds, or with silent ones, the file is silence. Gives back what the mix measures.
    """
    from stitching.mixing import mixed

    return mixed(timeline, out)
