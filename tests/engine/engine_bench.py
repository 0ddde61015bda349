"""A bench for steps: a store, an engine, and models that write down what they are asked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import cast

from pretend_models import SIZE, PretendClips, PretendStills

from generation.requests import ClipRequest, StillRequest
from orchestrator.building.backends import AnyBackend
from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.events import Event
from orchestrator.building.graph import Graph
from orchestrator.building.step import Foreseen, Progressed, Results, Step
from orchestrator.building.work import ClipWork, StillWork, Work
from orchestrator.store.store import Store


@dataclass
class Studio:
    """Makes steps and runs them."""

    root: Path
    state: Progressed = field(default_factory=Progressed)

    def __post_init__(self) -> None:
        self.log.touch()

    @property
    def log(self) -> Path:
        return self.root / "log.txt"

    @property
    def lines(self) -> list[str]:
        """What the models wrote down."""
        return self.log.read_text(encoding="utf-8").splitlines()

    @cached_property
    def store(self) -> Store:
        return Store(self.root / "store")

    def loads(self) -> list[str]:
        return [line.removeprefix("load ") for line in self.lines if line.startswith("load ")]

    def clip(self, name: str, prompt: str = "", *needs: str, model: str = "c", seed: int = 1, frames: int = 3) -> Step:
        """A clip of a model, in so many words (its name, if none are said)."""
        backend = cast("AnyBackend", PretendClips(log=self.log, model=model))
        asked = ClipRequest(width=SIZE[0], height=SIZE[1], rate="24", frames=frames, seed=seed, prompt=prompt or name)
        return Step(
            name, "clip", _always(ClipWork(backend, asked)), needs, foreseen=Foreseen(backend, (asked.prompt, ""))
        )

    def still(self, name: str, *needs: str, model: str = "s") -> Step:
        backend = cast("AnyBackend", PretendStills(log=self.log, model=model))
        asked = StillRequest(width=SIZE[0], height=SIZE[1], seed=1, prompt=name)
        return Step(name, "still", _always(StillWork(backend, asked)), needs, foreseen=Foreseen(backend, (name, "")))

    def run(self, *steps: Step) -> list[Event]:
        with LocalExecutor(1) as engine:
            graph = Graph(self.store, engine, {}, self.state, lambda _step: True)
            return list(graph.run(steps))


def _always(work: Work) -> Callable[[Results], Work]:
    return lambda _results: work
