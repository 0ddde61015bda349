"""How fast a model works, and so how long the clip will take that it is at: from the steps that were measured."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from orchestrator.building.events import StepProgress
from orchestrator.cli.output import clock

_NEWEST = 0.3
"""What the latest step counts against all before it: steps differ, and a time left that jumps is not believed."""


@dataclass(frozen=True)
class _Seen:
    when: float
    done: int
    unit: str


class Pace:
    """Hears the progress of steps and says it in words. What models do has denoising steps first, and frames after them."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._seen: dict[str, _Seen] = {}
        self._each: dict[tuple[str, str], float] = {}
        """Seconds for one unit, by what is made and by the unit: the next clip starts with what the last one knew."""
        self._models: set[str] = set()

    def hear(self, event: StepProgress) -> None:
        """Measure."""
        now, before = self._now(), self._seen.get(event.step)
        self._seen[event.step] = _Seen(now, event.done, event.unit)
        if event.unit == "steps":
            self._models.add(event.step)
        if before is None or before.unit != event.unit or event.done <= before.done:
            return
        each, kind = (now - before.when) / (event.done - before.done), (event.kind, event.unit)
        self._each[kind] = _NEWEST * each + (1 - _NEWEST) * self._each.get(kind, each)

    def of_model(self, step: str) -> bool:
        """Whether a model makes it: then its frames come after its steps, and others may be made meanwhile."""
        return step in self._models

    def left(self, event: StepProgress) -> float | None:
        """Seconds until this part of the step is done; None before the first was measured."""
        each = self._each.get((event.kind, event.unit))
        return None if each is None else each * max(0, event.total - event.done)

    def share(self, event: StepProgress) -> float:
        """How much of the whole is done, from 0 to just under 1."""
        part = min(1.0, event.done / max(1, event.total))
        if event.unit == "steps":
            return 0.9 * part
        return (0.9 + 0.08 * part) if self.of_model(event.step) else 0.98 * part

    def said(self, event: StepProgress) -> str:
        """`shore/lamp: step 12 of 50, 3:20 left`."""
        name = event.step.removeprefix("clip ")
        if not self.of_model(event.step):
            return name
        if event.unit == "frames":
            return f"{name}: frame {event.done} of {event.total}"
        left = self.left(event)
        number = min(event.done + 1, event.total)
        return f"{name}: step {number} of {event.total}" + (f", {clock(left)} left" if left is not None else "")

    def forget(self, step: str) -> None:
        """It is over."""
        self._seen.pop(step, None)
        self._models.discard(step)
