"""What a finished film measures by itself: lengths, loudness, and stretches of black and of stillness.

`stitching.quality` compares a film with what was planned.
"""

from dataclasses import dataclass
from pathlib import Path

from stitching.quality.figures import Stretch
from stitching.quality.inspecting import Decoded
from stitching.quality.shots import BLACK_SECONDS, FROZEN_SECONDS, black_stretches, frozen_stretches
from stitching.quality.sounding import onsets_in

__all__ = ["BLACK_SECONDS", "FROZEN_SECONDS", "Report", "Stretch", "measure"]


@dataclass(frozen=True)
class Report:
    """A film as it is; every figure comes from decoding it to its end."""

    width: int
    height: int
    rate: str
    frames: int
    monotonic: bool
    """Every frame stands where it should: at its number times the length of a frame."""
    seconds: float
    sound_seconds: float | None
    """None without a sound track."""
    loudness: float | None
    """Integrated, in LUFS; None for silence or less than 0.4 s of sound."""
    true_peak: float | None
    """In dBTP; None for silence."""
    black: tuple[Stretch, ...]
    frozen: tuple[Stretch, ...]
    onsets: tuple[float, ...]
    """Seconds at which something is heard after a pause, or much louder than what was before."""


def measure(film: Path) -> Report:
    """Decode the whole film and measure it.

    Raises:
        MediaError: if the film cannot be read, or is broken before its end.
    """
    decoded = Decoded(film)
    seen, heard, rate = decoded.seen, decoded.heard, float(decoded.rate)
    return Report(
        width=decoded.width,
        height=decoded.height,
        rate=str(decoded.rate),
        frames=seen.frames,
        monotonic=seen.misplaced is None,
        seconds=float(seen.frames / decoded.rate),
        sound_seconds=decoded.sound_seconds if heard else None,
        loudness=heard.loudness.value("I") if heard else None,
        true_peak=heard.loudness.true_peak() if heard else None,
        black=black_stretches(seen, BLACK_SECONDS * rate),
        frozen=frozen_stretches(seen, FROZEN_SECONDS * rate),
        onsets=onsets_in(heard.levels()) if heard else (),
    )
