"""Whether a film is whole: every frame and every sample is there, stands where it should, and decodes."""

import os
from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from stitching.decoded import Ledger, digest
from stitching.errors import MediaError
from stitching.mezzanine import Av, opened
from stitching.timeline import Timeline


def check(timeline: Timeline, film: Path, ledger: Ledger | None = None) -> None:
    """MediaError unless the film has just the frames and samples of the timeline, and all of them decode.

    What the ledger knows is not decoded again; what was decoded is entered there.
    """
    import av

    ledger = ledger or Ledger()
    with opened(film) as container:
        pictures = _Pictures(film, container.streams.video[0], timeline.fps)
        try:
            known = pictures.decode(container, ledger)
        except av.FFmpegError as error:
            raise MediaError(f"{film}: broken after frame {pictures.shown} ({error.strerror})") from None
        heard = bool(container.streams.audio)
    if pictures.frames != timeline.frames:
        raise MediaError(f"{film}: has {pictures.frames} frames, not {timeline.frames}")
    if heard:
        known += _listen(film, timeline.samples, ledger)
    ledger.add(known)


class _Pictures:
    """The picture of one film, group by group."""

    def __init__(self, film: Path, stream: Av, rate: Fraction) -> None:
        import av

        self._film, self._stream = film, stream
        ticks = 1 / (stream.time_base * rate)
        self._ticks = ticks.numerator if ticks.denominator == 1 else ticks
        self._settings = bytes(stream.codec_context.extradata or b"")
        self._decoder: Av = av.CodecContext.create(stream.codec_context.name, "r")
        self._decoder.extradata = self._settings
        # Nothing else runs meanwhile. One thread more than cores, the decoder's own choice, takes a third longer.
        self._decoder.thread_type, self._decoder.thread_count = "FRAME", os.cpu_count() or 1
        self._decoder.options = {"skip_loop_filter": "all"}  # it smooths pictures, and finds no faults
        self._wanted = deque[int]()
        self.frames = 0
        """How many were found."""
        self.shown = 0
        """How many were decoded."""

    def decode(self, container: Av, ledger: Ledger) -> list[bytes]:
        """Check all groups, and decode those that are not in the ledger; give back these."""
        fresh = list[bytes]()
        for group in self._groups(container):
            self._count(group)
            found = digest(self._settings, map(bytes, group))
            if not ledger.knows(found):
                fresh.append(found)
                # A group that follows another begins anew in the decoder, so gaps between them do not matter.
                self._wanted.extend(range(self.frames - len(group), self.frames))
                for packet in group:
                    self._take(self._decoder.decode(packet))
        self._take(self._decoder.decode(None))
        if self._wanted:
            raise MediaError(f"{self._film}: frame {self._wanted[0]} cannot be decoded")
        return fresh

    def _groups(self, container: Av) -> Iterator[list[Av]]:
        group = list[Av]()
        for packet in container.demux(self._stream):
            if packet.pts is None:
                continue
            if packet.is_keyframe and group:
                yield group
                group = []
            group.append(packet)
        if group:
            yield group

    def _count(self, group: list[Av]) -> None:
        """Every frame of the group at its own place, right behind those of the group before."""
        places = sorted(packet.pts for packet in group)
        for at, place in enumerate(places, self.frames):
            if place != at * self._ticks:
                wrong = float(place / self._ticks)
                raise MediaError(f"{self._film}: frame {wrong:g} stands where frame {at} should")
        if not group[0].is_keyframe:
            raise MediaError(f"{self._film}: does not begin with a keyframe")
        self.frames += len(group)

    def _take(self, frames: list[Av]) -> None:
        for frame in frames:
            at = round(frame.pts / self._ticks)
            wanted = self._wanted.popleft() if self._wanted else -1
            if at != wanted or frame.is_corrupt:
                raise MediaError(f"{self._film}: frame {max(at, wanted)} cannot be decoded")
            self.shown += 1


def _listen(film: Path, samples: int, ledger: Ledger) -> list[bytes]:
    """Check the sound; the digest of what was decoded now."""
    with opened(film) as container:
        track = container.streams.audio[0]
        settings = bytes(track.codec_context.extradata or b"")
        found = digest(settings, (bytes(packet) for packet in container.demux(track) if packet.pts is not None))
        # A decoder gives whole blocks; the container says where in the last one the sound ends.
        if track.duration != samples:
            raise MediaError(f"{film}: has {track.duration} samples of sound, not {samples}")
    if ledger.knows(found):
        return []
    if (heard := _heard(film)) < samples:
        raise MediaError(f"{film}: has {heard} samples of sound, not {samples}")
    return [found]


def _heard(film: Path) -> int:
    """How many samples of sound there are when all of it is decoded."""
    import av

    heard = 0
    with opened(film) as container:
        try:
            for frame in container.decode(audio=0):
                heard = int(frame.pts) + frame.samples
        except av.FFmpegError as error:
            raise MediaError(f"{film}: its sound is broken after sample {heard} ({error.strerror})") from None
    return heard
