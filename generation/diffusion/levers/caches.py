"""Step caches: they leave out work of the denoiser in steps that hardly differ from the one before. Which acts on which model.

    ?cache=first-block:0.08     how different the first block's result may be from the last step's
    ?cache=pyramid:2            attention is computed every so many steps, in the middle of the denoising
    ?cache=taylorseer:3         every so many steps in full; those between are foretold
    ?cache=sea:0.25             by what changes between steps in space and time
    ?cache=mag:ratios.json      by how steps of this checkpoint differ, measured once and written as a list of numbers

All of them change the pictures a little, so they are never on by themselves. A pipeline has to say which of its passes is which
(`cache_context`), or one pass would be answered with what another one left; those that do not are refused.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from generation.diffusion.memory.placing import hooked
from generation.errors import Unsupported

SAYS_WHICH_PASS = frozenset(
    {
        "CogVideoXImageToVideoPipeline",
        "CogVideoXPipeline",
        "Flux2KleinPipeline",
        "FluxPipeline",
        "HunyuanVideo15ImageToVideoPipeline",
        "HunyuanVideo15Pipeline",
        "HunyuanVideoPipeline",
        "LTX2ConditionPipeline",
        "LTX2ImageToVideoPipeline",
        "LTX2Pipeline",
        "LTXConditionPipeline",
        "LTXImageToVideoPipeline",
        "LTXPipeline",
        "MochiPipeline",
        "QwenImageEditPipeline",
        "QwenImageEditPlusPipeline",
        "QwenImagePipeline",
        "SkyReelsV2ImageToVideoPipeline",
        "SkyReelsV2Pipeline",
        "WanImageToVideoPipeline",
        "WanPipeline",
        "WanVACEPipeline",
    }
)
"""Pipelines of the families here whose calls enter a `cache_context` for each pass (diffusers 0.42)."""

_SAYS_SIGMA = ("WanPipeline",)
"""Those that also say how much noise is left, which `sea` needs."""

_NAMES = ("first-block", "pyramid", "taylorseer", "sea", "mag")
_USUAL = {"first-block": 0.08, "pyramid": 2, "taylorseer": 3, "sea": 0.25, "mag": 0.06}
_WHOLE = ("pyramid", "taylorseer")
_REFUSED = {
    "faster": "FasterCache wants both passes of guidance in one batch, and these pipelines make them one after the other",
    "text": "it acts on no model that is run here",
}


@dataclass(frozen=True)
class StepCache:
    """A cache by name, its number, and the file that it may need."""

    name: str
    number: float
    file: Path | None = None


def parsed(said: str) -> StepCache:
    """Read `name` or `name:number`.

    Raises:
        Unsupported: with the names there are.
    """
    name, _, rest = said.partition(":")
    if reason := _REFUSED.get(name):
        raise Unsupported(f"cache={said}: {reason}; take one of {', '.join(_NAMES)}")
    if name not in _NAMES:
        raise Unsupported(f"cache={said}: there is no step cache '{name}'; there are {', '.join(_NAMES)}")
    if name == "mag":
        return _magnitudes(said, rest)
    try:
        number = float(rest or _USUAL[name])
    except ValueError:
        number = -1.0
    if name in _WHOLE and not (number.is_integer() and number >= 2):
        raise Unsupported(f"cache={said}: write {name}:3, a whole number of steps from 2 on")
    if name not in _WHOLE and not 0 < number <= 1:
        raise Unsupported(f"cache={said}: write {name}:{_USUAL[name]:g}, a number above 0 and up to 1")
    return StepCache(name, number)


def check(said: str | None, pipeline: str, label: str) -> None:
    """Refuse a cache that cannot act on what this pipeline class does.

    Raises:
        Unsupported: with the reason.
    """
    if said is None:
        return
    cache = parsed(said)
    if pipeline not in SAYS_WHICH_PASS:
        raise Unsupported(
            f"'{label}' runs without a step cache: {pipeline} does not tell its passes apart, and one would be answered "
            "with what another left; remove ?cache="
        )
    if cache.name == "sea" and pipeline not in _SAYS_SIGMA:
        raise Unsupported(
            f"cache={said}: {pipeline} does not tell how much noise is left, which sea goes by; "
            "take first-block, or remove ?cache="
        )


def enable(denoisers: Sequence[Any], said: str, steps: int, timestep: Callable[[], Any], label: str) -> None:
    """Switch a cache on in each denoiser; `timestep` tells where the denoising is.

    Raises:
        Unsupported: if it finds nothing there that it could act on.
    """
    cache = parsed(said)
    if cache.name == "mag" and len(denoisers) > 1:
        raise Unsupported(f"cache={said}: '{label}' has two denoisers, each for its own steps; take first-block")
    for denoiser in denoisers:
        before = _hooks(denoiser)
        try:
            denoiser.enable_cache(_settings(cache, steps, timestep))
        except (AttributeError, ValueError) as error:
            raise Unsupported(f"cache={said} does not act on '{label}': {error}; remove ?cache=") from error
        if _hooks(denoiser) == before:
            raise Unsupported(f"cache={said} finds nothing in '{label}' that it acts on; remove ?cache=")
        _tell_passes_apart(denoiser)


def _settings(cache: StepCache, steps: int, timestep: Callable[[], Any]) -> Any:
    from diffusers import hooks

    match cache.name:
        case "first-block":
            return hooks.FirstBlockCacheConfig(threshold=cache.number)
        case "pyramid":
            return hooks.PyramidAttentionBroadcastConfig(
                spatial_attention_block_skip_range=int(cache.number),
                cross_attention_block_skip_range=int(cache.number),
                current_timestep_callback=_read_once(timestep),
            )
        case "taylorseer":
            # Its usual patterns match no layer of Wan; these foretell the last projection alone and skip every block.
            return hooks.TaylorSeerCacheConfig(cache_interval=int(cache.number), use_lite_mode=True)
        case "sea":
            return hooks.SeaCacheConfig(threshold=cache.number)
        case _:
            assert cache.file is not None
            return hooks.MagCacheConfig(
                threshold=cache.number, num_inference_steps=steps, mag_ratios=_ratios(cache.file)
            )


def _magnitudes(said: str, rest: str) -> StepCache:
    if not rest:
        raise Unsupported(
            "cache=mag goes by ratios that were measured on the checkpoint, and none are known for it; "
            "give them as mag:ratios.json, a list of numbers, or take first-block"
        )
    file = Path(rest).absolute()
    _ratios(file)
    return StepCache("mag", _USUAL["mag"], file)


def _ratios(file: Path) -> list[float]:
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unsupported(f"cache=mag: {file} cannot be read: {error}") from error
    values = cast("list[object]", read) if isinstance(read, list) else []
    if not values or not all(isinstance(value, int | float) for value in values):
        raise Unsupported(f"cache=mag: {file} is no list of numbers, one for each step")
    return [float(cast("float", value)) for value in values]


def _hooks(denoiser: Any) -> int:
    """How many hooks of diffusers there are in it."""
    return sum(len(registry.hooks) for registry in hooked(denoiser))


def _tell_passes_apart(denoiser: Any) -> None:
    """Give the pyramid a memory for each pass, as the other caches have.

    It has one for all of them: with guidance the pass against the words would be answered with what the pass for them left,
    and there would be no guidance.
    """
    from diffusers.hooks import pyramid_attention_broadcast as pyramid
    from diffusers.hooks.hooks import StateManager

    def forget(hook: Any, module: Any) -> Any:
        hook.passes.reset()
        return module

    of_this_pass = property(lambda hook: hook.passes.get_state())
    usual, state = pyramid.PyramidAttentionBroadcastHook, cast("Any", pyramid.PyramidAttentionBroadcastState)
    apart = type("PyramidOfEachPass", (usual,), {"state": of_this_pass, "reset_state": forget})
    for registry in hooked(denoiser):
        for hook in [hook for hook in registry.hooks.values() if isinstance(hook, usual)]:
            vars(hook)["passes"] = StateManager(state)
            hook.__class__ = apart


def _read_once(timestep: Callable[[], Any]) -> Any:
    """Where the denoising is, as a number: the device is waited for once a step, not at each layer."""
    last: tuple[Any, float] = (None, 0.0)

    def number() -> float:
        nonlocal last
        now = timestep()
        if now is not last[0]:
            last = now, float(now)
        return last[1]

    return number
