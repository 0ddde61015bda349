"""The sampler (`?scheduler=`): which of diffusers' schedulers a model can use, by its card, and how one takes another's place."""

import difflib
import inspect
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from generation.errors import Unsupported

if TYPE_CHECKING:
    from generation.diffusion.recipe import DiffusionRecipe


def check(recipe: "DiffusionRecipe") -> None:
    """Refuse a scheduler that the model cannot use. Where it has no card, those of its family speak for it, if they agree.

    Raises:
        Unsupported: with the card's reason, and what it can use.
    """
    from generation.catalogue import cards

    name, card = recipe.scheduler, recipe.known()
    family = [card] if card else [kin for kin in cards().values() if kin.backend == recipe.name]
    if name is None or not family or any(kin.refuses(name) is None for kin in family):
        return
    takes = f"it takes {', '.join(family[0].schedulers)}"
    if not name.endswith("Scheduler"):
        close = _close(name, family[0].schedulers)
        instead = f"did you mean '{close}'?" if close else takes
        raise Unsupported(f"'{recipe.label()}': there is no scheduler '{name}'; {instead}")
    raise Unsupported(f"'{recipe.label()}' cannot be sampled with {name}: {family[0].refuses(name)}; {takes}")


def _close(name: str, schedulers: Sequence[str]) -> str | None:
    """The scheduler that is meant by a part of its name, or by one with a slip in it."""
    said = name.lower().replace("_", "").replace("-", "")
    plain = {one.removesuffix("Scheduler").lower(): one for one in schedulers}
    parts = [one for one in plain if said and said in one]
    close = parts[:1] if len(parts) == 1 else difflib.get_close_matches(said, plain, n=1, cutoff=0.75)
    return plain[close[0]] if close else None


def sample(pipeline: Any, recipe: "DiffusionRecipe") -> None:
    """Put the scheduler that was asked for in the place of the pipeline's own, with the settings of that one.

    What the multistep solvers call `flow_shift`, those that only follow flows call `shift`.
    """
    if recipe.scheduler is None:
        return
    import diffusers

    kind, settings = getattr(diffusers, recipe.scheduler), pipeline.scheduler.config
    taken, own = (inspect.signature(cls.__init__).parameters for cls in (kind, type(pipeline.scheduler)))
    other: dict[str, Any] = {}
    for ours, theirs in (("shift", "flow_shift"), ("flow_shift", "shift")):
        if ours in taken and ours not in own and theirs in own:
            other[ours] = settings[theirs]
    pipeline.scheduler = kind.from_config(settings, **other)
