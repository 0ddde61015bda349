"""Which picture of footage stands at which frame of the film, and what is done where there is none."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from stitching.errors import MediaError
from stitching.footage.decoding import Reading, Shown

if TYPE_CHECKING:
    from stitching.opening import Av

HELD = 0.5
"""Seconds of broken footage for which the picture before may stand."""
LONGEST = 12 * 3600.0
"""Seconds. What claims to last longer is damaged, or made to fill the disk."""


@dataclass
class Placing:
    """Walks through footage at the film's rate, from second `start` on, for `wanted` frames or as long as there are pictures.

    Each frame of the film shows what the footage shows at its middle; of pictures that follow each other faster than the
    frames, the one that is nearest. `done` says afterwards what was filled in or left out.
    """

    reading: Reading
    rate: Fraction
    start: float
    wanted: int | None
    done: list[str] = field(default_factory=list[str])
    _filled: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    _shown: int = 0

    def pictures(self) -> "Iterator[tuple[Av, int]]":
        """The pictures, each with how many frames it stands for (at least one)."""
        held: Shown | None = None
        count = 0
        turns = 0
        for shown, turn in self._again():
            if held is not None:
                yield from self._until(held, self._leaves(held, shown))
                if self._shown == self.wanted:
                    break
            held, count, turns = shown, count + 1, turn
        else:
            yield from self._rest(held, count)
        if turns:
            self.done.append(f"played {turns + 1} times over")
        self._tell()

    def _again(self) -> Iterator[tuple[Shown, int]]:
        """The pictures, those of an animation over and over, each with how often all have been shown before."""
        turn, offset = 0, 0.0
        while True:
            end = offset
            for shown in self.reading.pictures():
                end = offset + shown.at + shown.lasts
                yield Shown(shown.frame, offset + shown.at, shown.lasts, shown.broken_before), turn
            endless = self.reading.facts.animated and self.wanted is not None and not self.reading.broken
            if not endless or end <= offset:
                return
            turn, offset = turn + 1, end

    def _leaves(self, held: Shown, shown: Shown) -> int:
        """The frame from which on the next picture stands."""
        source = self.reading.source
        if shown.at > LONGEST:
            raise MediaError(f"{source}: lasts more than {LONGEST / 3600:.0f} hours, which is the most that is taken")
        gap = shown.at - held.at
        lost = gap - max(held.lasts, self.reading.step)
        last = math.inf if self.wanted is None else self.start + self.wanted / self.rate
        asked_for = shown.at > self.start and held.at + held.lasts < last - 1e-6
        if shown.broken_before and lost > self.reading.step / 2 and asked_for:
            if lost > HELD:
                place = f"from {held.at + held.lasts:.2f} s to {shown.at:.2f} s"
                raise MediaError(f"{source}: is broken {place}; take what you need from before or after that")
            self._filled.append((held.at + held.lasts, lost))
        return math.ceil((shown.at - min(gap, 1 / self.rate) / 2 - self.start) * self.rate - 1e-6)

    def _until(self, held: Shown, frame: int) -> "Iterator[tuple[Av, int]]":
        frame = frame if self.wanted is None else min(frame, self.wanted)
        if frame > self._shown:
            yield held.frame, frame - self._shown
            self._shown = frame

    def _rest(self, held: Shown | None, count: int) -> "Iterator[tuple[Av, int]]":
        """The last picture, as long as it lasts; a still picture lasts as long as it is asked to."""
        reading = self.reading
        if held is None:
            raise MediaError(f"{reading.source}: not one picture of it can be decoded")
        end = held.at + held.lasts
        lost = max(0.0, (reading.claimed or 0.0) - end)
        lost = lost if lost > 1.5 * reading.step else 0.0
        still = reading.facts.still or (count == 1 and not reading.broken and lost <= HELD)
        there = max(int(still), round((end - self.start) * self.rate))
        if self.wanted is None:
            self._left_out(end, lost)
        elif not still and self.wanted > there:
            self._held(end, lost, there)
        if not (self._shown or there > 0):
            raise MediaError(f"{reading.source}: is {end:.2f} s long, and it was to begin at {self.start:.2f} s")
        yield from self._until(held, there if self.wanted is None else self.wanted)

    def _left_out(self, end: float, lost: float) -> None:
        if lost > HELD:
            raise MediaError(
                f"{self.reading.source}: is broken after {end:.2f} s of {end + lost:.2f} s; take it to an end before that"
            )
        if lost:
            self.done.append(f"the last {_seconds(lost)} are broken and left out")

    def _held(self, end: float, lost: float, there: int) -> None:
        """The last good picture stands for a little that is broken; more than that, or than there ever was, is refused."""
        assert self.wanted is not None
        missing = float((self.wanted - there) / self.rate)
        asked = f"{float(self.wanted / self.rate):.2f} s from {self.start:.2f} s on"
        source = self.reading.source
        if there <= 0 or not (lost or self.reading.broken):
            if there > 0 and self.wanted <= there + 1:
                return
            raise MediaError(f"{source}: is {end:.2f} s long, and {asked} were asked for")
        if missing >= HELD or (not self.reading.broken and missing > lost + 1 / self.rate):
            raise MediaError(f"{source}: is broken after {end:.2f} s, and {asked} were asked for; use what is before")
        self.done.append(f"the last {_seconds(missing)} are broken: the last good picture is held")

    def _tell(self) -> None:
        if self._filled:
            seconds = sum(lost for _, lost in self._filled)
            places = f"in {len(self._filled)} places" if len(self._filled) > 1 else f"at {self._filled[0][0]:.1f} s"
            self.done.append(f"{_seconds(seconds)} {places} are broken: the picture before is held")
        if self.reading.leaps:
            self.done.append(f"its times leap {self.reading.leaps} times: the pictures follow each other there")


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 0.1 else f"{seconds:.2f} s"
