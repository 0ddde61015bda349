"""Pictures of footage in the order of their times, as long as there are any: what is broken is left out and told of."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from stitching.footage.animated_webp import CODEC, webp_pictures
from stitching.footage.facts import LONGEST_WAIT, PictureFacts, begin, claimed, decoder_of, picture_stream
from stitching.opening import Av, opened_media, packets_of

_BACK = 2.0
"""Seconds before the beginning to which is wound: enough for a first picture that is whole."""
_TICKS = 1_000_000


@dataclass(frozen=True)
class Shown:
    """A decoded picture, the second it comes on, how long it is said to last, and whether something before it is broken."""

    frame: Av
    at: float
    lasts: float
    broken_before: bool = False


class Reading:
    """A file's pictures from about second `start` on, the first at 0. `broken` and `leaps` tell what was met on the way."""

    def __init__(self, source: Path, facts: PictureFacts, start: float) -> None:
        self.source, self.facts, self.start = source, facts, start
        self.step = float(1 / facts.rate)
        self.broken = False
        self.leaps = 0
        self.claimed: float | None = None
        self._broken_before = False

    def pictures(self) -> Iterator[Shown]:
        """All pictures, interlaced ones made whole."""
        found = self._timed()
        return _deinterlaced(found, self.facts.rate) if self.facts.interlaced else found

    def _timed(self) -> Iterator[Shown]:
        wound = self.start > _BACK and not self.facts.animated
        for frame, at in self._from(wound):
            if wound:
                if at is None or at > self.start + self.step:
                    break  # winding led past the place, or the times are gone
                wound = self.broken = self._broken_before = False
            yield from self._in_order(frame, at)
        else:
            if not wound:
                return
        self.broken = self._broken_before = False
        for frame, at in self._from(False):
            yield from self._in_order(frame, at)

    def _from(self, wound: bool) -> Iterator[tuple[Av, float | None]]:
        import av

        self._at, self._shift = -self.step, 0.0
        if self.facts.codec == CODEC:
            yield from ((frame, float(frame.pts * frame.time_base)) for frame in webp_pictures(self.source))
            return
        with opened_media(self.source) as container:
            stream = picture_stream(self.source, container)
            base, self.claimed = begin(stream), claimed(container, stream)
            if wound:
                try:
                    container.seek(int((base + self.start - _BACK) / stream.time_base), stream=stream)
                except av.FFmpegError:
                    return
            for frame in self._decoded(container, stream):
                at = None if frame.pts is None else float(frame.pts * stream.time_base) - base
                if self._at < 0 and not wound and stream.start_time is None and at is not None:
                    base, at = base + at, 0.0
                yield frame, at

    def _decoded(self, container: Av, stream: Av) -> Iterator[Av]:
        import av

        decoder = decoder_of(stream)
        decoder.thread_type = "AUTO"
        for packet in self._packets(container, stream):
            if packet is not None and packet.is_corrupt:
                self._break()
                continue
            try:
                frames = decoder.decode(packet)
            except av.EOFError:
                return
            except av.FFmpegError:
                self._break()
                continue
            for frame in frames:
                if frame.is_corrupt:
                    self._break()
                else:
                    yield frame

    def _packets(self, container: Av, stream: Av) -> Iterator[Av]:
        """The stream's packets, and at the end one that makes the decoder give what it still holds."""
        import av

        try:
            yield from packets_of(container, stream)
        except av.FFmpegError:
            self._break()
            yield None

    def _break(self) -> None:
        self.broken = self._broken_before = True

    def _in_order(self, frame: Av, at: float | None) -> Iterator[Shown]:
        """The picture, at a time that is later than the last one's; one that comes too late to be shown is dropped."""
        seconds = float(frame.duration * frame.time_base) if frame.duration and frame.time_base else 0.0
        lasts = seconds if 0 < seconds <= LONGEST_WAIT else self.step
        at = self._at + self.step if at is None else at + self._shift
        if at < self._at - 0.5 or at > self._at + LONGEST_WAIT + self.start:
            self._shift += self._at + self.step - at
            at, self.leaps = self._at + self.step, self.leaps + 1
        if at > self._at:
            self._at = at
            yield Shown(frame, at, lasts, self._broken_before)
            self._broken_before = False


def _deinterlaced(pictures: Iterator[Shown], rate: Fraction) -> Iterator[Shown]:
    """Whole pictures for those that are two half ones; others pass."""
    graph: Av = None
    kind: object = None
    broken = False
    for shown in pictures:
        frame, broken = shown.frame, broken or shown.broken_before
        this = (frame.width, frame.height, frame.format.name)
        if kind != this:
            if graph is not None:
                yield from _pulled(graph, None, shown.lasts, broken)
            graph, kind = _bwdif(frame), this
        frame.pts, frame.time_base = round(shown.at * _TICKS), Fraction(1, _TICKS)
        for whole in _pulled(graph, frame, shown.lasts, broken):
            yield whole
            broken = False
    if graph is not None:
        yield from _pulled(graph, None, float(1 / rate), broken)


def _bwdif(frame: Av) -> Av:
    from av.filter import Graph

    graph: Av = Graph()
    graph.threads = 1
    size = {"width": str(frame.width), "height": str(frame.height), "pix_fmt": str(frame.format.name)}
    source = graph.add("buffer", **size, time_base=f"1/{_TICKS}")
    whole = graph.add("bwdif", mode="send_frame", deint="interlaced")
    graph.link_nodes(source, whole, graph.add("buffersink")).configure()
    return graph


def _pulled(graph: Av, frame: Av, lasts: float, broken: bool) -> Iterator[Shown]:
    import av

    graph.push(frame)
    while True:
        try:
            whole = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        yield Shown(whole, float(whole.pts * whole.time_base), lasts, broken)
