"""What follows in a build when an attempt failed: for its piece (`retrying`), and for the model that it was asked of.

A worker that ends while it loads a model does so whoever asked first. If the kernel killed it, memory has probably run out, and
the model is held in less as long as there is a way; else it is loaded once more. Then it is given up for this build.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from orchestrator.building.engines.executor import KILLED, Done, Failed, Loaded, Told
from orchestrator.building.order import Ready
from orchestrator.building.quarantine import Quarantine
from orchestrator.building.retrying import Again, Over, Policy, Tightness, first_line, model_of
from orchestrator.building.work import Asked

if TYPE_CHECKING:
    from generation.diffusion.memory.plan import MemoryPlan


class Attempts:
    """What became of them in one build."""

    def __init__(self, quarantine: Quarantine, policy: Policy) -> None:
        self._quarantine, self._policy = quarantine, policy
        self._failures: dict[str, list[Failed]] = {}
        """By the key of the piece."""
        self._losses: dict[str, list[Failed]] = {}
        """Of workers that loaded a model, since one last did so to the end; by model."""
        self._at_work: dict[str, Ready] = {}
        """The pieces, by key, that a loaded model is at."""
        self._given_up: dict[str, str] = {}
        self._tight = Tightness()

    def refused(self, entry: Ready) -> str:
        """Why a piece is not tried at all; empty where it is."""
        record = self._quarantine.find(entry.key)
        return self.given_up(entry) if record is None else self._quarantine.said(record)

    def given_up(self, entry: Ready) -> str:
        """Why nothing more is asked of its model; empty where it is."""
        return self._given_up.get(model_of(entry), "") if self._given_up else ""

    def fitted(self, entry: Ready) -> Ready:
        """The entry, its model held in less where it is known that it must be."""
        return self._tight.fitted(entry)

    def hear(self, entry: Ready, told: Told) -> None:
        """Take in what happens to a piece."""
        if isinstance(told, Loaded):
            self._at_work[entry.key] = entry
            if self._losses:
                self._losses.pop(model_of(entry), None)
        elif isinstance(told, (Done, Failed)):
            self._at_work.pop(entry.key, None)

    def after(self, entry: Ready, failed: Failed) -> Again | str:
        """What follows after this failure of a piece: it is tried again, or the reason why not."""
        history = self._failures.setdefault(entry.key, [])
        history.append(failed)
        if said := self.given_up(entry):
            return said
        if failed.loading:
            return self._after_loading(entry, history)
        own = [one for one in history if not one.loading]
        follows = self._policy.after(own)
        if isinstance(follows, Over):
            return self._quarantine.said(self._quarantine.add(entry, own)) if follows.poison else failed.text
        if failed.below:
            self._tight.learn(entry, failed.below)
        return follows

    def _after_loading(self, entry: Ready, history: Sequence[Failed]) -> Again | str:
        model, failed = model_of(entry), history[-1]
        losses = self._losses.setdefault(model, [])
        losses.append(failed)
        plan = _memory_plan(entry) if failed.exit == KILLED else None
        own = sum(one.loading for one in history)
        follows = self._policy.after_loading(losses, own, plan.below if plan else 0)
        if isinstance(follows, Again):
            if follows.below:
                self._tight.learn(entry, follows.below, always=True)
            return replace(follows, apart=entry.apart)
        said = self._said(entry, losses, plan.smaller("another model") if plan else "take another model")
        if not any(model_of(other) == model for other in self._at_work.values()):
            self._given_up[model] = said
        return said

    def _said(self, entry: Ready, losses: Sequence[Failed], advice: str) -> str:
        name = entry.work.backend.label() if isinstance(entry.work, Asked) else entry.work.kind
        log = self._quarantine.keep_log(f"model-{hashlib.sha256(model_of(entry).encode()).hexdigest()}", losses)
        how = first_line(losses[-1].text)
        return f"workers end while they load {name} ({how}): {advice}; what they wrote last is in {log}"


def _memory_plan(entry: Ready) -> "MemoryPlan | None":
    """How a model is held on this machine, if that is planned at all."""
    if not (isinstance(entry.work, Asked) and entry.model):
        return None
    from generation.diffusion.memory.plan import planned_memory
    from generation.diffusion.recipe import DiffusionRecipe
    from generation.machine import usable_machine

    backend: object = entry.work.backend
    return planned_memory(backend, usable_machine()) if isinstance(backend, DiffusionRecipe) else None
