"""`animatic`: one drawn picture of a staging, for keyframes and storyboards."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import ClassVar

from generation.backend import Capabilities, Progress, StillBackend
from generation.errors import Unsupported
from generation.requests import StillRequest
from generation.results import Frame

_NOTHING_TO_DRAW = "'animatic' draws the staging of a shot, and this request has none; give it one"
_SECONDS = 4.0
"""The still is the middle of a shot of this length."""


class Animatic(StillBackend):
    """Draws the staging of a shot as one picture."""

    name: ClassVar[str] = "animatic"
    version: ClassVar[int] = 4
    capabilities: ClassVar[Capabilities] = Capabilities(staging=True, processes="many")

    def load(self) -> AbstractContextManager[Callable[[StillRequest, Progress], Frame]]:
        """Yield what draws a still."""
        return nullcontext(self._make)

    def check(self, request: StillRequest) -> None:
        """Refuse a request without a staging."""
        if request.staging is None:
            raise Unsupported(_NOTHING_TO_DRAW)

    def _make(self, request: StillRequest, progress: Progress) -> Frame:
        from generation.animatic.compose import compose
        from generation.animatic.finish import Finish, graded
        from generation.animatic.thorvg_port import Canvas

        staging = request.staging
        if staging is None:
            raise Unsupported(_NOTHING_TO_DRAW)
        canvas = Canvas(request.width, request.height, graded(staging.look))
        canvas.show(compose(staging, request.width, request.height, _SECONDS, request.seed), _SECONDS)
        picture = Finish(staging.look, request.width, request.height, request.seed).apply(canvas.frame(_SECONDS / 2))
        progress(1, 1)
        return picture


BACKEND = Animatic
