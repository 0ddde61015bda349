"""The film's sound. Thin on purpose: planning asks for `VERSION` and must not load what mixing needs."""

from pathlib import Path
from typing import TYPE_CHECKING

from stitching.timeline import Sound, Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stitching.loudness import Loudness

VERSION = 3
"""Part of the key of a mix: raise it when it sounds different."""


def mix(timeline: Timeline, out: Path) -> "Loudness":
    """Write the film's sound to `out`: AAC in an MP4 file, 48 kHz stereo, exactly `timeline.samples` samples.

    Without sounds, or with silent ones, it is silence. It is encoded here, once for the whole film, so there are no gaps where
    clips meet, and putting the film together only copies it. Gives back what it measures as players hear it.
    """
    from stitching.mixing import mixed

    return mixed(timeline, out).loudness


def stems(timeline: Timeline, folder: Path, parts: "Mapping[str, tuple[Sound, ...]] | None" = None) -> dict[str, Path]:
    """Write each track as a file of its own, `dialogue.wav`, `music.wav` …: 48 kHz, 24 bits, stereo, as long as the film.

    They have the mix's levels, ducking and limiter in them: added up they are the mix before it is encoded. `parts` become
    files besides, by their names: the sounds that a track's sounds are the sum of, in their places, under the same levels.
    """
    from stitching.stems import written

    return written(timeline, folder, parts or {})
