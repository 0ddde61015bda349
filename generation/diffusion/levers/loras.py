"""LoRAs: small weights that teach a denoiser somebody's looks, or to need fewer steps. Loaded once, switched on call by call.

Only `.safetensors` files are opened. Layers that carry switched-off weights give bit for bit what they gave before.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generation.diffusion.levers.options import files_of
from generation.diffusion.loading import is_full
from generation.diffusion.memory.placing import place
from generation.diffusion.memory.plan import MemoryPlan
from generation.errors import BackendFailure, MissingExtra, Unsupported
from generation.requests import Lora

if TYPE_CHECKING:
    from generation.diffusion.recipe import DiffusionRecipe

_OWN = "own"
"""The adapter of the recipe itself."""
_MOST = 8
"""Adapters that are kept in memory."""
_READERS = ("text_encoder", "lora_te")
"""Beginnings of the names of weights for the parts that read prompts: those are read without."""


@dataclass(frozen=True)
class _Wanted:
    """One adapter that a call wants: its name, its file for each denoiser, and how strong it is."""

    name: str
    files: tuple[Path, ...]
    strength: float


class Adapters:
    """The LoRAs of one loaded checkpoint."""

    def __init__(self, recipe: "DiffusionRecipe", plan: MemoryPlan) -> None:
        self._recipe, self._plan = recipe, plan
        self._loaded: list[str] = []
        self._active: tuple[_Wanted, ...] = ()
        own = tuple(files_of(recipe.lora))
        self._own = (_Wanted(_OWN, own, recipe.lora_strength),) if own else ()

    def use(self, pipeline: Any, loras: Sequence[Lora] = ()) -> None:
        """Have exactly the recipe's LoRA and these switched on in the next call.

        Raises:
            MissingExtra: if peft is not installed.
            Unsupported: if the file is no LoRA, or one of another model.
        """
        wanted = self._own + tuple(
            _Wanted(f"lora-{lora.media.digest[:24]}", (lora.media.path,), lora.strength) for lora in loras
        )
        if wanted == self._active:
            return
        denoisers = self._recipe.denoisers(pipeline)
        missing = [one for one in wanted if one.name not in self._loaded]
        if missing:
            self._load(pipeline, denoisers, missing, wanted)
        names = [one.name for one in wanted]
        strengths = {one.name: one.strength for one in wanted}
        for denoiser in denoisers:
            has: Mapping[str, Any] = getattr(denoiser, "peft_config", {})
            here = [name for name in names if name in has]
            if here:
                denoiser.set_adapters(here, [strengths[name] for name in here])
                denoiser.enable_adapters()
            elif has:
                denoiser.disable_adapters()
        self._active = wanted

    def _load(
        self, pipeline: Any, denoisers: Sequence[Any], missing: Sequence[_Wanted], wanted: Sequence[_Wanted]
    ) -> None:
        """Load what is missing. Parts that move by hooks are let go first, and get their hooks again."""
        moving = self._plan.offload == "model"
        if moving:
            pipeline.remove_all_hooks()
        try:
            self._forget(denoisers, [one.name for one in wanted], len(missing))
            for one in missing:
                self._active = ()
                _load(pipeline, denoisers, one, self._recipe.label())
                self._loaded.append(one.name)
        finally:
            if moving:
                place(pipeline, self._plan)

    def _forget(self, denoisers: Sequence[Any], wanted: Sequence[str], coming: int) -> None:
        """Make room for those that come, by the ones that were loaded first and are not wanted now."""
        spare = [name for name in self._loaded if name not in wanted]
        for name in spare[: max(0, len(self._loaded) + coming - _MOST)]:
            for denoiser in denoisers:
                if name in getattr(denoiser, "peft_config", {}):
                    denoiser.delete_adapters([name])
            self._loaded.remove(name)


def _load(pipeline: Any, denoisers: Sequence[Any], one: _Wanted, label: str) -> None:
    if not hasattr(pipeline, "load_lora_weights"):
        raise Unsupported(f"'{label}' takes no LoRA; remove {one.files[0].name}")
    try:
        for number, file in enumerate(_spread(one.files, denoisers, label)):
            _inject(pipeline, denoisers, file, one.name, number)
    except ModuleNotFoundError as error:
        raise MissingExtra("peft", "local") from error
    except (ValueError, KeyError, RuntimeError, AttributeError, NotImplementedError) as error:
        _remove(denoisers, one.name)
        if is_full(error):
            raise
        if "PEFT backend is required" in str(error):
            raise MissingExtra("peft", "local") from error
        raise _misfit(one, label) from error
    if not any(_taught(denoiser, one.name) for denoiser in denoisers):
        _remove(denoisers, one.name)
        raise _misfit(one, label)


def _spread(files: Sequence[Path], denoisers: Sequence[Any], label: str) -> Sequence[Path]:
    """A file for each denoiser: one teaches all of them."""
    if len(files) == 1:
        return [files[0]] * len(denoisers)
    if len(files) != len(denoisers):
        raise Unsupported(f"'{label}' has {len(denoisers)} denoiser(s), and the LoRA is said in {len(files)} files")
    return files


def _inject(pipeline: Any, denoisers: Sequence[Any], file: Path, name: str, number: int) -> None:
    """Give one denoiser the weights of one file, in the precision that it computes in."""
    weights = {key: value for key, value in _read(file).items() if not key.startswith(_READERS)}
    second = {"load_into_transformer_2": True} if number else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pipeline.load_lora_weights(weights, adapter_name=name, **second)
    denoiser = denoisers[number]
    number_of = getattr(denoiser, "dtype", None)
    for key, values in denoiser.named_parameters():
        if f".{name}." in key and number_of is not None and values.dtype != number_of:
            values.data = values.data.to(number_of)


def _read(file: Path) -> dict[str, Any]:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return load_file(file)
    except FileNotFoundError as error:
        raise BackendFailure(f"the LoRA {file} is not there") from error
    except (SafetensorError, OSError) as error:
        raise Unsupported(f"the LoRA {file} is no .safetensors file; others are not opened") from error


def _taught(denoiser: Any, name: str) -> bool:
    """Whether any layer carries these weights."""
    return any(f".{name}." in key for key, _ in denoiser.named_parameters())


def _remove(denoisers: Sequence[Any], name: str) -> None:
    for denoiser in denoisers:
        if name in getattr(denoiser, "peft_config", {}):
            denoiser.delete_adapters([name])


def _misfit(one: _Wanted, label: str) -> Unsupported:
    files = " and ".join(file.name for file in one.files)
    return Unsupported(f"the LoRA {files} does not fit '{label}': it was made for another model; use one made for it")
