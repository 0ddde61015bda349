"""`animatic`: every shot drawn from its data, as a flat, lit, layered illustration. Needs no model and no network."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from fractions import Fraction
from typing import ClassVar, cast

from generation.backend import Capabilities, ClipBackend, Progress
from generation.errors import Unsupported
from generation.requests import ClipRequest, Staging
from generation.results import Clip, Frame

_SPEAKING = 2
"""Frames that a drawing of somebody who speaks is shown at most: a mouth is then right within a frame."""


class Animatic(ClipBackend):
    """Draws the staging of a shot."""

    name: ClassVar[str] = "animatic"
    version: ClassVar[int] = 4
    capabilities: ClassVar[Capabilities] = Capabilities(staging=True, processes="many")

    grain: bool = True
    """Whether the style's grain and paper are put on the pictures."""

    def load(self) -> AbstractContextManager[Callable[[ClipRequest, Progress], Clip]]:
        """Yield what draws a clip; nothing heavy is held between clips."""
        return nullcontext(self._make)

    def check(self, request: ClipRequest) -> None:
        """Refuse a shot without a staging, and keyframes."""
        super().check(request)
        if request.staging is None:
            raise Unsupported("'animatic' draws the staging of a shot, and this request has none; give it one")

    def _make(self, request: ClipRequest, progress: Progress) -> Clip:
        self.check(request)
        staging = cast("Staging", request.staging)
        return Clip(self._frames(request, staging, progress))

    def _frames(self, request: ClipRequest, staging: Staging, progress: Progress) -> Iterator[Frame]:
        from generation.animatic.compose import compose
        from generation.animatic.finish import Finish, graded
        from generation.animatic.thorvg_port import Canvas

        rate = Fraction(request.rate)
        seconds = float(request.frames / rate)
        canvas = Canvas(request.width, request.height, graded(staging.look))
        canvas.show(compose(staging, request.width, request.height, seconds, request.seed), seconds)
        finish = Finish(staging.look, request.width, request.height, request.seed) if self.grain else None
        hold = _held(staging)
        for first in range(0, request.frames, hold):
            # What is drawn is the middle of the time that it is shown: no mouth is more than a frame early or late.
            shown = range(first, min(first + hold, request.frames))
            drawn = canvas.frame(float((first + Fraction(len(shown), 2)) / rate))
            picture = finish.apply(drawn) if finish else drawn
            for number in shown:
                yield picture
                progress(number + 1, request.frames)


def _held(staging: Staging) -> int:
    """For how many frames each drawing is shown: who speaks is drawn on twos where all else is on threes."""
    speaks = any(figure.mouths for figure in staging.figures)
    return min(staging.look.hold, _SPEAKING) if speaks else staging.look.hold


BACKEND = Animatic
