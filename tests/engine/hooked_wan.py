"""A real model whose memory runs out when it is asked for too much."""

from typing import Any, ClassVar

from generation.clips.wan import Wan
from generation.diffusion.video import Call


class HookedWan(Wan):
    """Wan; a prompt that begins with `too much` is answered as by a full device, in the middle of the denoising."""

    name: ClassVar[str] = "wan"

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        import torch

        if call.request.prompt.startswith("too much"):

            def full(*_arguments: object) -> None:
                hook.remove()
                raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB")

            hook = pipeline.transformer.register_forward_hook(full)
        return super().arguments(pipeline, call)
