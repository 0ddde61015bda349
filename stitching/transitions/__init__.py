"""Transitions: one file is one transition, found by its name.

Each module has a docstring whose first line says what is seen, `VERSION` (raise it when its pictures change), `OVERLAPS`
(whether the two clips play at the same time), `TAKES` (which fields of `Transition` it reads) and `blend`; see `Blend`.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Protocol, cast

from stitching.errors import TimelineError

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition


class Blend(Protocol):
    """Makes the pictures of a transition.

    `before` gives the last `leaving` pictures of the clip before, `after` the first `entering` of the next one. Where clips
    overlap the two numbers are the same, and that many pictures are made; otherwise one is made of each.
    """

    def __call__(
        self,
        before: Iterator["Planes"],
        after: Iterator["Planes"],
        leaving: int,
        entering: int,
        how: "Transition",
    ) -> Iterator["Planes"]:
        """The blended pictures."""
        ...


class TransitionKind(Protocol):
    """What a transition's module has."""

    __doc__: str | None
    VERSION: int
    OVERLAPS: bool
    TAKES: frozenset[str]
    blend: Blend


@cache
def kinds() -> tuple[str, ...]:
    """The names of all transitions."""
    modules = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name.replace("_", "-") for name in modules if not name.startswith("_")))


def transition(kind: str) -> TransitionKind:
    """The transition of this name; TimelineError if there is none."""
    if kind not in kinds():
        close = get_close_matches(kind, kinds(), 1, 0.6)
        instead = f"did you mean '{close[0]}'?" if close else f"there are {', '.join(kinds())}"
        raise TimelineError(f"'{kind}' is not a transition; {instead}")
    module: ModuleType = importlib.import_module(f"{__name__}.{kind.replace('-', '_')}")
    return cast("TransitionKind", module)


def overlaps(kind: str) -> bool:
    """Whether the two clips play at the same time."""
    return transition(kind).OVERLAPS
