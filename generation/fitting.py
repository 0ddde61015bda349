"""What of the catalogue runs on a machine, and how: the memory plan of each card. Computed from sizes; imports nothing heavy."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, cast

from generation.backend import Kind, available
from generation.card import Card
from generation.catalogue import cards
from generation.diffusion.memory.plan import MemoryPlan, Wishes, planned, planned_memory, weighing, working
from generation.diffusion.recipe import DiffusionRecipe
from generation.errors import GenerationError
from generation.machine import Machine

_KINDS = ("clips", "stills", "scores")
_RUNGS = {"none": 0, "model": 2, "group": 4}
_READERS = ("text_encoder", "text_encoder_2", "text_encoder_3")


@dataclass(frozen=True)
class Fit:
    """A card, how its model is held, and whether it is on this machine already."""

    card: Card
    plan: MemoryPlan
    here: bool = False
    problem: str = ""
    """What is wrong with the checkpoint that is here."""

    @property
    def runs(self) -> bool:
        """Whether it has room, by what is known."""
        return self.plan.fits

    @property
    def pace(self) -> str:
        """How the placing tells on the speed, in a word or two."""
        if not self.runs:
            return "no room"
        if not self.plan.machine.gpu:
            return "very slow"
        return {"none": "quick", "model": "a little slower", "group": "slower"}[self.plan.offload]


def fit(card: Card, machine: Machine, size: tuple[int, int] | None = None, seconds: float | None = None) -> Fit:
    """Plan one card: for its usual size and count, or for clips of a size and length."""
    frames = None
    if seconds is not None and card.frames is not None:
        frames = card.frames.legal(math.ceil(seconds * card.frames.fps))
    backend: Any = available(cast("Kind", card.kind)).get(card.backend)
    plan = _by_card(card, machine, backend, size, frames)
    if backend is None or not issubclass(backend, DiffusionRecipe):
        return Fit(card, plan)
    try:
        recipe = backend.model_validate({"card": card.name, **card.options})
        return Fit(card, planned_memory(recipe, machine, size, frames), recipe.located() is not None)
    except GenerationError as error:
        return Fit(card, plan, here=True, problem=str(error))


def fits(
    machine: Machine,
    size: tuple[int, int] | None = None,
    seconds: float | None = None,
    catalogue: Mapping[str, Card] | None = None,
) -> list[Fit]:
    """Plan every card, what is most useful first: kind by kind, what has room, what is held best, what is newest."""
    known = (catalogue if catalogue is not None else cards()).values()
    return sorted((fit(card, machine, size, seconds) for card in known if card.kind in _KINDS), key=_usefulness)


def runnable(found: Collection[Fit]) -> list[Fit]:
    """Those that have room and that none of the others supersedes."""
    return [one for one in found if one.runs and not one.card.superseded_by]


def _by_card(
    card: Card, machine: Machine, backend: Any, size: tuple[int, int] | None, frames: int | None
) -> MemoryPlan:
    text = getattr(backend, "text_parts", _READERS)
    parts = weighing.of_card(card, text, getattr(backend, "exact", ()))
    return planned(card.name, parts, machine, Wishes(), working(card, size, frames))


def _usefulness(one: Fit) -> tuple[object, ...]:
    rung = _RUNGS[one.plan.offload] + (one.plan.quantise != "none")
    quality = "quality" in one.card.roles
    return (
        _KINDS.index(one.card.kind),
        not one.runs,
        bool(one.card.superseded_by),
        rung if one.runs else 0,
        not quality,
        -one.card.weights_gb() if one.runs else one.card.weights_gb(),
        one.card.name,
    )
