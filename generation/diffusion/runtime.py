"""A checkpoint in memory: its parts are loaded once, every pipeline class of its family is built from them, calls are watched.

Prompts are read before the denoiser comes to the device, all that are known at once; then the parts that read them leave it.
So what must fit at a time is the larger of the two, and no part is moved between shots.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, ClassVar, Generic, TypeVar

from generation.backend import Ahead, Progress
from generation.diffusion import sampling
from generation.diffusion.checkpoints import elsewhere
from generation.diffusion.facts import Facts
from generation.diffusion.levers import caches, options
from generation.diffusion.levers.loras import Adapters
from generation.diffusion.loading import device, free, load, machine_here, memory_watched, quiet
from generation.diffusion.memory.placing import place, reading
from generation.diffusion.memory.plan import planned_memory
from generation.diffusion.progress import reported
from generation.diffusion.recipe import DiffusionRecipe
from generation.diffusion.words import brought, kept, remembered
from generation.errors import BackendFailure
from generation.requests import Lora

_SEEDS = 2**63
_LOG = logging.getLogger("filmwright")

RecipeT = TypeVar("RecipeT", bound=DiffusionRecipe)
Words = tuple[str, str]
"""A prompt and its negative prompt."""


class Runtime(Generic[RecipeT]):
    """The loaded parts, the prompts that were read, and the pipelines that share them."""

    lesser: ClassVar[str] = "a smaller format or shorter shots"
    """What somebody can ask for instead whose memory ran out."""

    def __init__(self, recipe: RecipeT, facts: Facts) -> None:
        if facts.folder is None:
            raise BackendFailure(recipe.fetch())
        quiet()
        import diffusers

        recipe = recipe.with_facts(facts)
        self.recipe, self.facts = recipe, facts
        self.plan = planned_memory(recipe, machine_here())
        _LOG.log(logging.INFO if self.plan.fits else logging.WARNING, self.plan.said())
        with self.watched():
            exact = [part for part in recipe.exact if part in facts.parts]
            cls = getattr(diffusers, facts.pipeline)
            own = options.given(recipe, facts.folder, self.plan)
            unused = dict.fromkeys(part for part in recipe.unused if part in facts.parts)
            given = {**unused, **elsewhere.loaded(recipe, self.plan.precision), **own}
            self._whole: Any = load(cls, facts.folder, self.plan.precision, exact, facts.parts, given)
            options.prepare(self._whole, recipe, self.plan, own)
        self._whole.set_progress_bar_config(disable=True)
        recipe.ready(self._whole)
        sampling.sample(self._whole, recipe)
        self._adapters = Adapters(recipe, self.plan)
        if recipe.cache is not None:
            denoisers = recipe.denoisers(self._whole)
            caches.enable(denoisers, recipe.cache, recipe.sampling_steps(), self._timestep, recipe.label())
        self._read: dict[Words, Mapping[str, Any] | None] = {}
        self._ahead: list[Words] = []
        self._pipelines: dict[str, Any] = {}
        self._active = ""

    @property
    def advice(self) -> str:
        """What somebody can do whose memory ran out."""
        return self.plan.smaller(self.lesser)

    def watched(self) -> AbstractContextManager[None]:
        """While it is open, running out of memory is told with what to do, and below what the model may yet fit."""
        return memory_watched(self.advice, self.plan.below)

    def how(self) -> str:
        """Say how the model is held."""
        return self.plan.how()

    def expect(self, ahead: Ahead) -> None:
        """Take note of what is coming."""
        self._ahead = [words for words in ahead.words if words not in self._read]

    def close(self) -> None:
        """Free the memory."""
        self._whole = None
        self._pipelines.clear()
        self._read.clear()
        free()

    def parts(self) -> dict[str, Any]:
        """The models in memory, by their names in the checkpoint."""
        import torch

        return {name: part for name, part in self._whole.components.items() if isinstance(part, torch.nn.Module)}

    def words(self, prompt: str, negative: str) -> dict[str, Any]:
        """The arguments of a call that carry the prompt: read already where the family can, else the words themselves."""
        pair = (prompt, negative)
        if pair not in self._read:
            self._read_all(dict.fromkeys([pair, *self._ahead]))
        found = self._read[pair]
        if found is None:
            return {"prompt": prompt, "negative_prompt": negative}
        here = device()
        return {name: brought(value, here) for name, value in found.items()}

    def pipeline(self, kind: str) -> Any:
        """The pipeline of this class, from the loaded parts, on the device."""
        if kind not in self._pipelines:
            self._pipelines[kind] = self._built(kind)
        pipeline = self._pipelines[kind]
        if self._active != kind:
            if self._active and self.plan.offload == "model":
                self._pipelines[self._active].remove_all_hooks()
            with self.watched():
                place(pipeline, self.plan, in_order=self.recipe.cache is None)
            self._active = kind
        return pipeline

    def run(
        self,
        kind: str,
        arguments: Mapping[str, Any],
        progress: Progress,
        steps: int,
        guidance: float,
        loras: Sequence[Lora] = (),
    ) -> Any:
        """Call a pipeline, with these LoRAs and no others; return what it gave.

        It is clean for the next call, however this one ended.

        Raises:
            OutOfMemory: with what to do.
            Unsupported: if a LoRA does not fit.
        """
        pipeline = self.pipeline(kind)
        denoisers = self.recipe.denoisers(pipeline)
        passes = self.recipe.passes(pipeline, guidance)
        with self.watched():
            self._adapters.use(pipeline, loras)
        try:
            with self.watched(), reported(denoisers, progress, steps, passes):
                made = pipeline(**arguments)
            progress(steps, steps)
            return made
        finally:
            pipeline.maybe_free_model_hooks()

    def generators(self, seeds: Iterable[int]) -> Any:
        """Noise from the CPU, so that it is the same on every device: one generator, or a list for several takes."""
        import torch

        made = [torch.Generator("cpu").manual_seed(seed % _SEEDS) for seed in seeds]
        return made if len(made) > 1 else made[0]

    def _timestep(self) -> Any:
        """Where the denoising is, for a step cache."""
        return self._pipelines[self._active].current_timestep

    def _read_all(self, pairs: Iterable[Words]) -> None:
        """Bring what reads prompts to the device, read, and take it away again."""
        import torch

        readers = self.recipe.text_parts if self.recipe.reads_apart() else ()
        encoders = [part for name, part in self.parts().items() if name in readers]
        last = next((found for found in reversed(self._read.values()) if found), None)
        with (
            torch.no_grad(),
            self.watched(),
            reading(self._whole, readers, self.plan),
            remembered(encoders),
        ):
            for prompt, negative in pairs:
                found = self.recipe.words(self._whole, prompt, negative)
                last = None if found is None else kept(found, last)
                self._read[prompt, negative] = last
        self._ahead = []

    def _built(self, kind: str) -> Any:
        """Build a class from the parts: those that its constructor names, without those that read prompts where they are read."""
        import inspect

        import diffusers

        cls = getattr(diffusers, kind)
        named = set(inspect.signature(cls.__init__).parameters)
        have = {**self._whole.config, **self._whole.components}
        without = self.recipe.text_parts if self.recipe.reads_apart() else ()
        given = {
            name: None if name in without else value
            for name, value in have.items()
            if name in named and not name.startswith("_")
        }
        pipeline = self.recipe.assembled(cls, given)
        pipeline.set_progress_bar_config(disable=True)
        self.recipe.ready(pipeline)
        return pipeline
