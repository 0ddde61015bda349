"""Films beside the finished one, in other shapes and languages: whole, as long as planned, and as loud.

Their picture is that of the film, so it is not looked at again: the header is read, what was decoded before is not decoded, and
only sound that no other film has is measured.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from stitching.checking import check
from stitching.cues import blocks
from stitching.decoded import Ledger
from stitching.errors import MediaError
from stitching.loudness import Meter
from stitching.mezzanine import opened
from stitching.opening import packets_of
from stitching.quality.expected import Expected
from stitching.quality.figures import NO_SOUND, Figure, Finding, FurtherFilm, Quality, Unmeasured
from stitching.quality.judging import by_gravity
from stitching.quality.judging_whole import Called, judged_loudness, judged_shape
from stitching.quality.sounding import loud_figures
from stitching.timeline import Item, Marking, Timeline

_Mixes: TypeAlias = dict[bytes, tuple[str, Figure, Figure]]
"""The mixes that were met, by the bytes of their packets: the file that has each, its loudness and its true peak."""


@dataclass(frozen=True)
class Beside:
    """A film beside the finished one: where it is, its size as planned, and what makes it anew."""

    path: Path
    width: int
    height: int
    again: str


def with_further(
    quality: Quality, film: Path, expected: Expected, beside: Sequence[Beside], ledger: Ledger | None = None
) -> Quality:
    """The quality of `film` with the films beside it, and what is found in them. They are as long as it, at its loudness.

    What the ledger knows is not decoded again.
    """
    mixes: _Mixes = {}
    if beside and (mix := _mix_of(film)) is not None:
        mixes[mix] = (film.name, quality.sound.integrated, quality.sound.true_peak)
    further = tuple(_looked_at(one, expected, mixes, ledger or Ledger()) for one in beside)
    found = [*quality.findings]
    for one, planned in zip(further, beside, strict=True):
        found += _judged(one, planned, expected)
    return quality.model_copy(update={"further": further, "findings": by_gravity(found)})


def _looked_at(one: Beside, expected: Expected, mixes: _Mixes, ledger: Ledger) -> FurtherFilm:
    found = FurtherFilm(file=one.path.name, bytes=one.path.stat().st_size, planned=expected.frames)
    try:
        with opened(one.path) as container:
            stream = container.streams.video[0]
            width, height, rate = stream.width, stream.height, Fraction(stream.average_rate or 0)
            frames = int(stream.frames)
        found = found.model_copy(update={"width": width, "height": height})
        if not rate or not frames:
            raise MediaError("its header does not say how many frames it has, or how fast they are")
    except MediaError as error:
        return found.model_copy(update={"fault": _said(error, one.path)})
    same, integrated, true_peak = _heard(one.path, mixes)
    heard = {"same_mix": same, "integrated": integrated, "true_peak": true_peak}
    length = {"rate": str(rate), "frames": frames, "seconds": round(float(frames / rate), 4)}
    whole = Item(id=found.file, frames=frames)
    promised = Timeline(width=width, height=height, rate=str(rate), items=(whole,), marking=Marking(title=found.file))
    return found.model_copy(update={**length, **heard, "fault": _fault(promised, one.path, ledger)})


def _fault(promised: Timeline, film: Path, ledger: Ledger) -> str | None:
    """What is wrong where not all that the header promises is there and decodes."""
    import av

    try:
        check(promised, film, ledger)
    except MediaError as error:
        return _said(error, film)
    except av.FFmpegError as error:
        return f"it cannot be read to its end ({error.strerror})"
    return None


def _said(error: MediaError, film: Path) -> str:
    return str(error).removeprefix(f"{film}: ")


def _heard(film: Path, mixes: _Mixes) -> tuple[str | None, Figure, Figure]:
    """Whose mix a film has (None: its own), its loudness and its true peak."""
    mix = _mix_of(film)
    if mix is None:
        return None, NO_SOUND, NO_SOUND
    if mix in mixes:
        return mixes[mix]
    mixes[mix] = (film.name, *_measured(film))
    return (None, *mixes[mix][1:])


def _mix_of(film: Path) -> bytes | None:
    """The digest of the packets of a film's sound, as far as they can be read; None without any."""
    import av

    found = hashlib.blake2b(digest_size=16)
    with opened(film) as container:
        if not container.streams.audio:
            return None
        with suppress(av.FFmpegError):
            for packet in packets_of(container, container.streams.audio[0]):
                found.update(bytes(packet or b""))
    return found.digest()


def _measured(film: Path) -> tuple[Figure, Figure]:
    """Loudness and true peak."""
    meter = Meter(peak=True)
    try:
        for block in blocks(film):
            meter.push(block)
    except MediaError:
        broken = Unmeasured(not_measured="its sound cannot be decoded")
        return broken, broken
    meter.end()
    return loud_figures(meter)


def _judged(one: FurtherFilm, planned: Beside, expected: Expected) -> Iterator[Finding]:
    """Where a film beside the finished one is not as planned; the file is named, for findings are otherwise of the film."""
    called = Called(f"make it anew with: {planned.again}", one.file)
    if one.fault is not None:
        yield Finding(rule="decode", severity="fail", text=f"{one.file}: {one.fault}; {called.again}")
    yield from judged_shape(one, (planned.width, planned.height), expected, called)
    if one.same_mix is None or one.integrated == NO_SOUND:
        yield from judged_loudness(one, expected, called)
