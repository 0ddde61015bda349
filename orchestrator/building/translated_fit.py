"""How the lines of another language fit where the film's own lines are: when each begins, how fast it is said, what is lost.

Every line has its slot, from where it begins in the film to the next line or the end of its shot. A line that is longer is
said faster first; then it runs on into the silence after it, then begins earlier, then the next line waits a little for it,
all within its scene. What is still too long is cut after the last whole word that fits, and told. Seconds of the film.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestrator.directing.schedule import LineKey, Schedule
from orchestrator.film.film import Film

FASTEST = 1.35
"""Times the voice's own pace; beyond it, espeak's voices (and people) are hard to follow."""
BREATH = 0.2
"""Seconds of silence that stay between two lines, and before a cut."""
EARLY = 0.8
"""Seconds that a line may begin before its place at most."""
LATE = 1.0
"""Seconds that a line may wait at most for one before it that is too long."""
_SPARE = 1.03
"""A voice that is asked for a speed keeps it only nearly."""


@dataclass(frozen=True)
class Slot:
    """Where a line belongs: it begins at `start`, has `room` seconds to itself, and its scene lasts from `first` to `last`."""

    key: LineKey
    start: float
    room: float
    first: float
    last: float


@dataclass(frozen=True)
class Placed:
    """Where a line is heard: from `start` on for `heard` seconds; shorter than the line where it does not fit."""

    start: float
    heard: float


def slots(film: Film, plan: Schedule) -> list[Slot]:
    """The place of every line of the film, in order."""
    rate = film.settings.format.rate
    scenes = {
        scene.id: (float(first / rate), float((first + frames) / rate)) for scene, first, frames in plan.scene_spans()
    }
    card = float((plan.frames - plan.end_card) / rate)
    found: list[Slot] = []
    for index, item in enumerate(plan.shots):
        begin = float(item.start / rate)
        following = plan.shots[index + 1].timing.head / 2 if index + 1 < len(plan.shots) else 0.0
        end = begin + (item.timing.frames - following) / float(rate)
        first, last = scenes[item.scene.id]
        starts = [begin + start for start in item.timing.line_starts]
        for number, (start, stop) in enumerate(zip(starts, [*starts[1:], end], strict=False)):
            key = (item.scene.id, item.shot.id, number)
            found.append(Slot(key, start, max(0.1, stop - BREATH - start), first, min(last, card)))
    return found


def speed_for(seconds: float, room: float) -> float:
    """How fast a line of `seconds` must be said to take `room`: 1 where it fits, never more than `FASTEST`."""
    if seconds <= room:
        return 1.0
    return min(FASTEST, round(seconds / room * _SPARE + 0.005, 2))


def place(lines: Sequence[tuple[Slot, float]]) -> list[Placed]:
    """Put lines of these lengths (seconds) in their places; they are in the order of the film."""
    ends = _latest_ends(lines)
    found: list[Placed] = []
    free = 0.0
    for (slot, seconds), end in zip(lines, ends, strict=True):
        earliest = max(free, slot.first, slot.start - EARLY)
        start = max(slot.start, earliest)
        if start + seconds > end:
            start = max(earliest, end - seconds)
        heard = max(0.0, min(seconds, end - start))
        found.append(Placed(start, heard))
        free = start + heard + BREATH
    return found


def _latest_ends(lines: Sequence[tuple[Slot, float]]) -> list[float]:
    """Until when each line may be heard, so that the ones after it in its scene still can."""
    ends: list[float] = []
    after: tuple[Slot, float] | None = None
    for slot, seconds in reversed(lines):
        if after is None or after[0].key[0] != slot.key[0]:
            end = slot.last - BREATH
        else:
            following, latest_start = after
            end = min(max(following.start, min(latest_start, following.start + LATE)), slot.last) - BREATH
        ends.append(end)
        after = (slot, end - seconds)
    return ends[::-1]
