"""Where the parts of a pipeline wait and work, as the memory plan says."""

from collections.abc import Collection, Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from generation.diffusion.loading import device, free
from generation.diffusion.memory.plan import MemoryPlan

if TYPE_CHECKING:
    import torch
    from torch.nn import Module


def place(pipeline: Any, plan: MemoryPlan, *, in_order: bool = True) -> None:
    """Bring a pipeline to the device, or leave its parts in main memory until they are needed.

    `model` moves one part at a time, `group` one layer at a time: slower, and in a fraction of the memory. On a processor
    both only run the code that would move. Parts that another pipeline has brought in place stay there. `in_order` says that
    layers work in the same order in every step, as they do not where a step cache leaves some out.
    """
    here = device()
    if plan.offload == "none":
        pipeline.to(here)
    elif plan.offload == "model":
        pipeline.enable_model_cpu_offload(device=here)
    else:
        for part in _modules(pipeline).values():
            layer_by_layer(part, in_order=in_order)


def layer_by_layer(part: "Module", *, in_order: bool = True) -> None:
    """Leave a part in main memory; each of its layers comes to the device for its own work, the next one meanwhile.

    Where the order is not known, each layer is waited for.
    """
    import torch
    from diffusers.hooks import apply_group_offloading

    if layers_go_to(part) is not None:
        return
    here = device()
    apply_group_offloading(
        part,
        onload_device=here,
        offload_device=torch.device("cpu"),
        offload_type="leaf_level",
        use_stream=in_order and here.type == "cuda",
    )


@contextmanager
def reading(pipeline: Any, text_parts: Collection[str], plan: MemoryPlan) -> Generator[None, None, None]:
    """While it is open, what reads prompts is where the plan says, and the pipeline puts its tokens there, too.

    Parts that do not fit on the device beside what is there already are read layer by layer: the same words, a little later.
    """
    import torch

    here = device()
    readers = [part for name, part in _modules(pipeline).items() if name in text_parts]
    where = plan.reading
    if where == "device" and not _room(sum(map(_bytes, readers))):
        where = "group"
    moved = [part for part in readers if where == "device" and here.type != "cpu" and layers_go_to(part) is None]
    for part in moved:
        part.to(here)
    for part in readers if where == "group" else ():
        layer_by_layer(part)
    try:
        with _works_on(pipeline, here if where != "processor" else torch.device("cpu")):
            yield
    finally:
        for part in moved:
            part.to("cpu")
        if moved:
            free()


@contextmanager
def _works_on(pipeline: Any, where: "torch.device") -> Generator[None, None, None]:
    """Tell a pipeline on which device it works; by itself it takes that of its first part, which may be another one."""
    own = type(pipeline)
    pipeline.__class__ = type(own.__name__, (own,), {"_execution_device": where, "__module__": own.__module__})
    try:
        yield
    finally:
        pipeline.__class__ = own


def _room(size: int) -> bool:
    """Whether the device has room for so many bytes more."""
    import torch

    return device().type != "cuda" or size + (1 << 29) <= torch.cuda.mem_get_info()[0]


def layers_go_to(part: "Module") -> "torch.device | None":
    """The device that the layers of a part come to one by one; None for one that is held as a whole."""
    hooks = (registry.get_hook("group_offloading") for registry in hooked(part))
    return next((hook.group.onload_device for hook in hooks if hook is not None), None)


def hooked(part: "Module") -> Iterator[Any]:
    """What holds the hooks of diffusers, of each module in a part that has any."""
    found = (getattr(module, "_diffusers_hook", None) for module in part.modules())
    return (registry for registry in found if registry is not None)


def _modules(pipeline: Any) -> "dict[str, Module]":
    import torch

    return {name: part for name, part in pipeline.components.items() if isinstance(part, torch.nn.Module)}


def _bytes(part: "Module") -> int:
    return sum(values.numel() * values.element_size() for values in part.parameters())
