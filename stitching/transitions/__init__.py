"""Transitions: one file is one transition, found by its name.

Each module has `VERSION` (raise it when its pictures change), `OVERLAPS` (whether the two clips play at the same time) and
`blend`; see `Blend`.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Protocol, cast

from stitching.errors import TimelineError

if TYPE_CHECKING:
    from stitching.frames import Planes


class Blend(Protocol):
    """Makes the pictures of a transition.

    `before` gives the last `leaving` pictures of the clip before, `after` the first `entering` of the next one. Where clips
    overlap the two numbers are the same, and that many pictures are made; otherwise one is made of each.
    """

    def __call__(
        self, before: Iterator["Planes"], after: Iterator["Planes"], leaving: int, entering: int
    ) -> Iterator["Planes"]:
        """The blended pictures."""
        ...


class TransitionKind(Protocol):
    """What a transition's module has."""

    VERSION: int
    OVERLAPS: bool
    blend: Blend


@cache
def kinds() -> tuple[str, ...]:
    """The names of all transitions."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


def transition(kind: str) -> TransitionKind:
    """The transition of this name."""
    if kind not in kinds():
        raise TimelineError(f"'{kind}' is not a transition; there are {', '.join(kinds())}")
    module: ModuleType = importlib.import_module(f"{__name__}.{kind}")
    return cast("TransitionKind", module)
