"""The inspection: the film is decoded once to its end, and every figure is taken on the way."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from stitching.errors import MediaError
from stitching.mezzanine import opened
from stitching.quality.captioning import caption_figures
from stitching.quality.expected import Expected
from stitching.quality.figures import Curve, Integrity, Quality, kept_every
from stitching.quality.hearing import Heard
from stitching.quality.joins import boundary_sample, cut_figures, join_figures
from stitching.quality.judging import findings_of
from stitching.quality.seeing import Seen
from stitching.quality.shots import picture_figures, scene_figures, shot_figures
from stitching.quality.sounding import loudness_curve, sound_figures, sync_figures
from stitching.timeline import SAMPLE_RATE

Told = Callable[[float], object]
"""Is told how much of the film was looked at, 0 to 1."""


class Decoded:
    """A film decoded to its end; `heard` is None without a sound track.

    Raises:
        MediaError: if the film cannot be read, or is broken before its end.
    """

    def __init__(self, film: Path, expected: Expected | None = None, progress: Told | None = None) -> None:
        boundaries = [boundary_sample(shot, expected) for shot in expected.shots[1:]] if expected else []
        self.seen = Seen(expected)
        self.heard: Heard | None = None
        self.begins = 0.0
        """The second on which the picture begins."""
        self.track: float | None = None
        """How long the sound track says it is."""
        with opened(film) as container:
            stream = container.streams.video[0]
            # Two frames at once where there are two cores; what is measured is the same.
            stream.thread_type = "AUTO"
            self.rate = Fraction(stream.average_rate or 0)
            if not self.rate:
                raise MediaError(f"{film}: does not say how many frames a second it has")
            if container.streams.audio:
                track = container.streams.audio[0]
                self.heard = Heard(boundaries)
                self.track = float(track.duration * track.time_base) if track.duration else None
            self.width, self.height = stream.width, stream.height
            # One frame that is late changes the average, and then all would stand in the wrong place.
            self._decode(film, container, expected.fps if expected else self.rate, progress)
        if self.heard:
            self.heard.loudness.end()

    def _decode(self, film: Path, container: Any, rate: Fraction, progress: Told | None) -> None:
        import av

        frames = container.streams.video[0].frames

        streams = {"video": 0, "audio": 0} if self.heard else {"video": 0}
        try:
            for frame in container.decode(**streams):
                if self.heard and frame.__class__ is av.AudioFrame:
                    self.heard.hear(frame)
                    continue
                if not self.seen.frames:
                    self.begins = float((frame.pts or 0) * frame.time_base)
                self.seen.see(frame, rate)
                if progress and frames and self.seen.frames % 24 == 0:
                    progress(min(1.0, self.seen.frames / frames))
        except av.FFmpegError as error:
            raise MediaError(f"{film}: broken after frame {self.seen.frames} ({error.strerror})") from None
        if not self.seen.frames:
            raise MediaError(f"{film}: holds no picture that can be decoded; render it anew")

    @property
    def sound_seconds(self) -> float:
        """How long the sound is: as the track says, for its last packet is padded; less if less could be decoded."""
        heard = self.heard.samples / SAMPLE_RATE if self.heard else 0.0
        return heard if self.track is None else min(self.track, heard)


def inspect(film: Path, expected: Expected, progress: Told | None = None) -> Quality:
    """Measure a finished film against what was planned.

    Memory is that of a few small pictures and some numbers for each frame, however long the film is.

    Raises:
        MediaError: if the film cannot be read, or is broken before its end.
    """
    decoded = Decoded(film, expected, progress)
    seen, heard = decoded.seen, decoded.heard
    shots = shot_figures(seen, expected)
    joins = join_figures(seen, heard, expected)
    quality = Quality(
        title=expected.title,
        integrity=Integrity(
            width=decoded.width,
            height=decoded.height,
            rate=str(decoded.rate),
            frames=seen.frames,
            seconds=round(float(seen.frames / decoded.rate), 4),
            monotonic=seen.misplaced is None,
            misplaced=seen.misplaced,
        ),
        picture=picture_figures(seen, shots, expected),
        cuts=cut_figures(seen, expected),
        sound=sound_figures(heard, decoded.sound_seconds, joins),
        sync=sync_figures(heard, decoded.sound_seconds, seen, expected, decoded.begins),
        captions=caption_figures(expected),
        scenes=scene_figures(seen, expected),
        shots=shots,
        joins=joins,
        luma=_luma_curve(seen, decoded.rate),
        loudness=loudness_curve(heard),
        target=expected.loudness,
    )
    return quality.model_copy(update={"findings": findings_of(quality, expected, seen)})


def _luma_curve(seen: Seen, rate: Fraction) -> Curve:
    """Mean luma over time, 0 to 255."""
    every = kept_every(seen.frames)
    return Curve(step=round(float(every / rate), 5), values=tuple(round(v, 1) for v in seen.brightness[::every]))
