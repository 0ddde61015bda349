"""Progress and cancelling inside a pipeline's call, by a hook on the denoiser: it works for every pipeline there is.

Pipelines have a callback after each step, or none; a hook before each pass of the denoiser reports sooner, and an error
raised in it leaves the call without another pass and without a decoding.
"""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generation.backend import Progress

if TYPE_CHECKING:
    from torch.nn import Module


@contextmanager
def reported(denoisers: Sequence["Module"], progress: Progress, steps: int, passes: int) -> Generator[None, None, None]:
    """While it is open, call `progress(done, steps)` before each pass; a step takes `passes` passes (two with guidance)."""
    count = 0

    def before(_module: "Module", _arguments: object) -> None:
        nonlocal count
        progress(min(count // passes, steps), steps)
        count += 1

    handles = [denoiser.register_forward_pre_hook(before) for denoiser in denoisers]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()
