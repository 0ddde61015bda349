"""The pictures that a clip comes to between its ends, at frames of the shot as long as it really is."""

from collections.abc import Iterator
from fractions import Fraction

from orchestrator.directing.continuity.values import File, Maker, Passed
from orchestrator.directing.schedule import ScheduledShot


def between(item: ScheduledShot, maker: Maker, rate: Fraction) -> tuple[tuple[Passed, ...], tuple[str, ...]]:
    """Return the pictures of a shot in order of time, and of those that cannot be held why not."""
    if not item.shot.keyframes.between:
        return (), ()
    if not maker.can.keyframes:
        return (), (f"keyframes.between is not used: '{maker.name}' holds no pictures between the ends of a shot",)
    held: dict[int, Passed] = {}
    lost: list[str] = []
    for passed in _placed(item, rate):
        if reason := _lost(passed, held.get(passed.frame), item.timing.made, rate):
            lost.append(f"the picture at {passed.at} is not used: {reason}")
        else:
            held[passed.frame] = passed
    return tuple(held[frame] for frame in sorted(held)), tuple(lost)


def _placed(item: ScheduledShot, rate: Fraction) -> Iterator[Passed]:
    length = float((item.timing.made - 1) / rate)  # from the first frame to the last
    for held in item.shot.keyframes.between:
        yield Passed(held.at, round(held.seconds(length) * rate), File(held.picture))


def _lost(passed: Passed, other: Passed | None, frames: int, rate: Fraction) -> str:
    """Why a picture cannot be held; empty if it can."""
    if passed.frame >= frames:
        return f"the shot lasts {float(frames / rate):.3g} s"
    if passed.frame in (0, frames - 1):
        end = "last" if passed.frame else "first"
        return f"that is the {end} frame; write it as keyframes.{end}"
    return f"the one at {other.at} is in the same frame" if other else ""
