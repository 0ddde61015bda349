"""A real model whose memory runs out when it is asked for too much."""

from typing import Any, ClassVar

from generation.clips.wan import Wan
from generation.diffusion.video import Call


class HookedWan(Wan):
    """Wan; a prompt that begins with `too much` is answered as by a full device, in the middle of the denoising.

    One that begins with `too much in full` only while its weights are in 32 bits.
    """

    name: ClassVar[str] = "wan"

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        import torch

        halved = pipeline.transformer.dtype != torch.float32
        prompt = call.request.prompt
        if prompt.startswith("too much") and not (halved and prompt.startswith("too much in full")):

            def full(*_arguments: object) -> None:
                hook.remove()
                raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB")

            hook = pipeline.transformer.register_forward_hook(full)
        return super().arguments(pipeline, call)
