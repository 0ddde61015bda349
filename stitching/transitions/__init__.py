"""Transitions: one file is one transition, found by its name.

Each module has a docstring whose first line says what is seen, `VERSION` (raise it when its pictures change), `OVERLAPS`
(whether the two clips play at the same time), `TAKES` (which fields of `Transition` it reads) and `blend`; see `Blend`. One that
does not go in all eight directions names those it knows in `DIRECTIONS`. What several of them need is in modules whose names
begin with an underscore.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Protocol, cast

from stitching.errors import TimelineError

if TYPE_CHECKING:
    from stitching.frames import Planes
    from stitching.timeline import Transition


FIELDS = ("direction", "colour", "picture", "at", "leave_at")
"""What a kind may take, besides the frames, in the order in which it is told."""
DIRECTIONS = ("left", "right", "up", "down", "up-left", "up-right", "down-left", "down-right")


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


@cache
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


@dataclass(frozen=True)
class Described:
    """A transition as it is told to people; `directions` is empty where it takes none."""

    kind: str
    about: str
    details: str
    overlaps: bool
    takes: tuple[str, ...]
    directions: tuple[str, ...]


def described() -> tuple[Described, ...]:
    """All transitions, by name."""
    return tuple(_described(kind) for kind in kinds())


def refusal(how: "Transition") -> str | None:
    """What is asked of a transition that its kind does not do, and what it does instead; None if there is nothing."""
    return refusal_of(how.kind, {field: getattr(how, field) for field in FIELDS})


def refusal_of(kind: str, said: Mapping[str, object]) -> str | None:
    """As `refusal`, of a kind and what is said by the names of `FIELDS`; what is None is not said.

    A colour that is none is refused, too.
    """
    known = _described(kind)
    strange = [field for field in FIELDS if said.get(field) is not None and field not in known.takes]
    if strange:
        return f"{kind} takes no {_listed(strange, 'or')}; it takes {_listed(known.takes, 'and') or 'only its length'}"
    direction, colour = said.get("direction"), said.get("colour")
    if direction is not None and direction not in known.directions:
        return f"{kind} does not go {direction}; it goes {_listed(known.directions, 'or')}"
    return _no_colour(str(colour)) if colour is not None else None


@cache
def _described(kind: str) -> Described:
    module = transition(kind)
    return Described(
        kind=kind,
        about=(module.__doc__ or "").strip().partition("\n")[0],
        details=" ".join((module.blend.__doc__ or "").partition("\n\n")[0].split()),
        overlaps=module.OVERLAPS,
        takes=tuple(field for field in FIELDS if field in module.TAKES),
        directions=getattr(module, "DIRECTIONS", DIRECTIONS) if "direction" in module.TAKES else (),
    )


def _no_colour(colour: str) -> str | None:
    from stitching.colours import rgb

    try:
        rgb(colour)
    except TimelineError as error:
        return str(error)
    return None


def _listed(words: Sequence[str], last: str) -> str:
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
