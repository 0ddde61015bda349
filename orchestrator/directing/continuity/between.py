"""The pictures that a clip comes to between its ends, at frames of the shot as long as it really is."""

from collections.abc import Iterator
from fractions import Fraction

from orchestrator.directing.continuity.values import File, Maker, Passed
from orchestrator.directing.schedule import ScheduledShot


def between(item: ScheduledShot, maker: Maker, rate: Fraction) -> tuple[tuple[Passed, ...], tuple[str, ...]]:
    """Return the pictures of a shot in order of time, and of those that cannot be held why not."""
    said = item.shot.keyframes.between
    if said and not maker.can.keyframes:
        return (), (f"keyframes.between is not used: '{maker.name}' holds no pictures between the ends of a shot",)
    held: dict[int, Passed] = {}
    lost: list[str] = []
    for passed in _placed(item, rate):
        other = held.get(passed.frame)
        if not 0 < passed.frame < item.timing.frames - 1:
            lasts = f"the shot lasts {float(item.timing.frames / rate):.3g} s"
            lost.append(f"the picture at {passed.at} is not used: {lasts}, and what is at its ends is first and last")
        elif other is not None:
            lost.append(f"the picture at {passed.at} is not used: the one at {other.at} is in the same frame")
        else:
            held[passed.frame] = passed
    return tuple(held[frame] for frame in sorted(held)), tuple(lost)


def _placed(item: ScheduledShot, rate: Fraction) -> Iterator[Passed]:
    length = float(item.timing.frames / rate)
    for held in item.shot.keyframes.between:
        yield Passed(held.at, round(held.seconds(length) * rate), File(held.picture))
