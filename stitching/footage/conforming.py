"""Any footage into the mezzanine, once, with what was done to it."""

import tempfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from stitching.errors import MediaError
from stitching.footage.decoding import Reading
from stitching.footage.facts import PictureFacts, probe
from stitching.footage.picturing import Picturing
from stitching.footage.placing import LONGEST, Placing
from stitching.mezzanine import Writer

VERSION = 1
"""Part of the key of footage that was brought in: raise it when the same footage looks or sounds different."""


@dataclass(frozen=True)
class Conformed:
    """How many frames there are, and what was done to the footage, a few words each."""

    frames: int
    done: tuple[str, ...]


def conform(
    source: Path,
    path: Path,
    width: int,
    height: int,
    rate: Fraction,
    *,
    start: float = 0.0,
    end: float | None = None,
    frames: int | None = None,
) -> Conformed:
    """Bring any footage (or a still picture) into the mezzanine, from second `start` on, counted from its first picture.

    It lasts `frames` frames, or to second `end`, or as long as the source does. The picture is laid upright, scaled to cover
    the frame and cropped at the middle. A still picture lasts as long as it is asked to, an animation is played over and over;
    asking footage for more than it has is a MediaError, and so is footage of which more than half a second is broken.
    """
    wanted = frames if frames is not None or end is None else max(1, round((end - start) * rate))
    if (wanted is None and start < 0) or (end is not None and end <= start):
        raise MediaError(f"{source}: cannot start at {start} s" + (f" and end at {end} s" if end is not None else ""))
    facts = probe(source).picture
    if wanted is None and facts.seconds - start > LONGEST:
        hours = f"{facts.seconds / 3600:.1f} hours, and {LONGEST / 3600:.0f} is the most that is taken"
        raise MediaError(f"{source}: claims to last {hours}; say where it is to end")
    placing = Placing(Reading(source, facts, start), rate, start, wanted)
    picturing = Picturing(source, width, height, facts.pixel, facts.turn)
    with (
        tempfile.TemporaryDirectory(prefix="footage-", dir=path.parent) as folder,
        Writer(path, width, height, rate) as writer,
        picturing.working_in(Path(folder)),
    ):
        for picture, repeats in placing.pictures():
            planes = picturing.planes(picture)
            for _ in range(repeats):
                writer.write_planes(planes)
    return Conformed(writer.frames, (*_said(facts, width, height, rate, picturing.shone), *placing.done))


def _said(facts: PictureFacts, width: int, height: int, rate: Fraction, shone: bool) -> tuple[str, ...]:
    """What was done to every picture."""
    done: list[str] = []
    if facts.interlaced:
        done.append("deinterlaced")
    if not facts.still and (facts.variable or abs(facts.rate - rate) > rate / 5000):
        done.append(
            f"{_number(facts.rate)}{' (variable)' if facts.variable else ''} to {_number(rate)} frames a second"
        )
    done += facts.turn.words
    if facts.pixel != 1:
        done.append(f"pixels of {facts.pixel.numerator}:{facts.pixel.denominator} made square")
    wide, high = facts.display
    if abs(wide * height - high * width) > max(height, width):
        done.append(f"cropped from {_aspect(wide, high)} to {_aspect(width, height)}")
    if max(width / wide, height / high) > 1.005:
        done.append(f"enlarged from {wide}x{high}")
    done += facts.colour.words
    if facts.bits > 8:
        done.append(f"{facts.bits} bits to 8")
    if shone:
        done.append("laid on black where it is transparent")
    return tuple(done)


def _number(rate: Fraction) -> str:
    return f"{float(rate):.3f}".rstrip("0").rstrip(".")


def _aspect(width: int, height: int) -> str:
    """The shape of a picture in the words people have for it."""
    ratio = width / height
    for across, down in ((16, 9), (4, 3), (9, 16), (3, 4), (1, 1), (4, 5), (5, 4), (3, 2), (2, 3), (21, 9)):
        if abs(ratio * down / across - 1) < 0.008:
            return f"{across}:{down}"
    return f"{ratio:.2f}:1"
