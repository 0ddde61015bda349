"""`animatic`: every shot drawn from its data, as a flat, lit, layered illustration. Needs no model and no network."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from fractions import Fraction
from typing import ClassVar, cast

from generation.backend import Capabilities, ClipBackend, Progress
from generation.errors import Unsupported
from generation.requests import ClipRequest, Staging
from generation.results import Clip, Frame


class Animatic(ClipBackend):
    """Draws the staging of a shot."""

    name: ClassVar[str] = "animatic"
    version: ClassVar[int] = 2
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
        for first in range(0, request.frames, staging.look.hold):
            drawn = canvas.frame(float(first / rate))
            picture = finish.apply(drawn) if finish else drawn
            for number in range(first, min(first + staging.look.hold, request.frames)):
                yield picture
                progress(number + 1, request.frames)


BACKEND = Animatic
