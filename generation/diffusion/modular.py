"""Modular pipelines of diffusers, called as the ordinary ones are: the newest models have no other, and others have both.

Such a pipeline is a sequence of blocks. Prompts are read and latents decoded elsewhere, so the blocks for that are taken out,
and those that would fit pictures to a size, for pictures come in the right one. Guidance is a part, not an argument.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generation.diffusion.memory.placing import layer_by_layer

_ELSEWHERE = ("text_encoder", "decode")
_FITTING = ("image_resize", "last_image_resize")
_FITTED = {"image": "resized_image", "last_image": "resized_last_image"}
"""What a picture is called before and after the blocks that fit it."""
_GUIDERS = {"guider": "guidance_scale", "guider_2": "guidance_scale_2"}


@dataclass(frozen=True)
class Made:
    """What a call gives, under the name that ordinary pipelines have for it."""

    frames: Any


class Modular:
    """A modular pipeline of a class, from parts that are loaded already; everything else is asked of that pipeline."""

    def __init__(self, kind: str, parts: Mapping[str, Any], settings: Mapping[str, Any]) -> None:
        import diffusers

        cls = getattr(diffusers, kind)
        blocks = cls(config_dict=dict(settings)).blocks
        for name in _ELSEWHERE:
            blocks.sub_blocks.pop(name, None)
        _take_out_fitting(blocks)
        self.components = dict(parts)
        self._pipeline = cls(blocks=blocks, config_dict=dict(settings))
        named = self._pipeline.component_names
        self._pipeline.update_components(**{name: part for name, part in parts.items() if name in named})

    def __call__(self, **arguments: Any) -> Made:
        """Denoise; the arguments are those of the ordinary pipeline of the same model."""
        del arguments["output_type"]
        self._guide({name: arguments.pop(name, None) for name in _GUIDERS.values()})
        given = {_FITTED.get(name, name): value for name, value in arguments.items()}
        if given.get("negative_prompt_embeds") is None:  # asked for also where nothing is guided, and not looked at
            given["negative_prompt_embeds"] = given["prompt_embeds"]
        return Made(self._pipeline(output="latents", **given))

    def _guide(self, scales: Mapping[str, Any]) -> None:
        """Set how strong the guidance is; a second expert that is not told has that of the first."""
        from diffusers import ClassifierFreeGuidance

        usual = scales["guidance_scale"]
        for name, argument in _GUIDERS.items():
            if name in self._pipeline.component_names:
                scale = usual if scales[argument] is None else scales[argument]
                self._pipeline.update_components(**{name: ClassifierFreeGuidance(guidance_scale=scale)})

    def __getattr__(self, name: str) -> Any:
        components = self.__dict__.get("components", {})
        return components[name] if name in components else getattr(self.__dict__["_pipeline"], name)

    def to(self, where: Any) -> "Modular":
        """Bring all parts to a device, also those that no block names."""
        for part in self.models():
            part.to(where)
        return self

    def set_progress_bar_config(self, **settings: Any) -> None:
        """For the blocks inside of blocks, too, one of which is the loop."""
        _settle(self._pipeline._blocks, settings)

    @property
    def scheduler(self) -> Any:
        """Its sampler, which may be replaced."""
        return self._pipeline.scheduler

    @scheduler.setter
    def scheduler(self, scheduler: Any) -> None:
        self.components["scheduler"] = scheduler
        self._pipeline.update_components(scheduler=scheduler)

    def enable_model_cpu_offload(self, **_where: Any) -> None:
        """Leave its parts in main memory, where a modular pipeline has them layer by layer."""
        for part in self.models():
            layer_by_layer(part)

    def remove_all_hooks(self) -> None:
        """Do nothing: parts that come layer by layer come so for every pipeline that shares them."""

    def maybe_free_model_hooks(self) -> None:
        """Forget what a call left in its parts, as the ordinary pipelines do after one."""
        for part in self.models():
            if hasattr(part, "_reset_stateful_cache"):
                part._reset_stateful_cache()

    def models(self) -> list[Any]:
        """Its parts that have weights."""
        import torch

        return [part for part in self.components.values() if isinstance(part, torch.nn.Module)]


def _settle(block: Any, settings: Mapping[str, Any]) -> None:
    """Tell a block, and those inside of it, about bars."""
    if hasattr(block, "set_progress_bar_config"):
        block.set_progress_bar_config(**settings)
    for inner in (block.sub_blocks or {}).values():
        _settle(inner, settings)


def _take_out_fitting(block: Any) -> None:
    """Take out the blocks that fit pictures, however deep they are; blocks are chosen by the pictures that are given."""
    chosen_by = getattr(block, "block_trigger_inputs", None)
    if chosen_by:
        block.block_trigger_inputs = [_FITTED.get(name, name) for name in chosen_by]
    inner = block.sub_blocks or {}
    for name in list(inner):
        if name in _FITTING:
            inner.pop(name)
        else:
            _take_out_fitting(inner[name])
