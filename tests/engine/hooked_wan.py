"""A real model whose memory runs out when it is asked for too much."""

import os
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, ClassVar

from generation.backend import Progress
from generation.clips.wan import Wan
from generation.diffusion.memory.plan import planned_memory
from generation.diffusion.video import Call
from generation.machine import usable_machine
from generation.requests import ClipRequest
from generation.results import Clip


class HeavyWan(Wan):
    """Wan; whoever loads it in 32 bits is killed as by the kernel when memory has run out."""

    name: ClassVar[str] = "wan"

    @contextmanager
    def load(self) -> Generator[Callable[[ClipRequest, Progress], Clip]]:
        if planned_memory(self, usable_machine()).precision == "float32":
            os.kill(os.getpid(), signal.SIGKILL)
        with super().load() as loaded:
            yield loaded


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
