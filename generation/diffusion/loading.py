"""Pipelines in memory: loaded from a folder, placed on the device there is, freed again."""

import gc
import re
import threading
from collections.abc import Collection, Generator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from generation.errors import BackendFailure, MissingExtra, OutOfMemory

if TYPE_CHECKING:
    import torch
    from diffusers import DiffusionPipeline

Precision = Literal["auto", "float32", "bfloat16", "float16"]
Offload = Literal["auto", "none", "model", "group"]

EXACT = ("vae", "image_encoder")
"""Parts that stay in 32 bits at any precision: rounding in them is seen in the pictures."""

_NEEDED = ("torch", "diffusers", "transformers", "accelerate", "safetensors", "ftfy")
_WORKING = 6 << 30
"""Bytes left free beside the weights, for what a clip of some 80 pictures needs while it is made and decoded."""
_FULL = re.compile(r"out of memory|allocate memory|not enough memory", re.IGNORECASE)


def ensure_installed() -> None:
    """Raise MissingExtra unless everything that local models need is installed."""
    for package in _NEEDED:
        if find_spec(package) is None:
            raise MissingExtra(package, "local")


def device() -> "torch.device":
    """Return the fastest device of this machine."""
    import torch

    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def load(kind: "type[DiffusionPipeline]", folder: Path, precision: Precision, parts: Collection[str]) -> Any:
    """Load a pipeline of a known class from its folder: nothing is fetched, no pickle is read, no foreign code is run.

    Raises:
        BackendFailure: if the files are damaged, or do not fit this class.
    """
    import torch
    from safetensors import SafetensorError

    usual = {"cpu": torch.float32}.get(device().type, torch.bfloat16)
    number = usual if precision == "auto" else getattr(torch, precision)
    numbers = {"default": number, **{part: torch.float32 for part in EXACT if part in parts}}
    try:
        return kind.from_pretrained(folder, dtype=numbers, use_safetensors=True, local_files_only=True)
    except (OSError, ValueError, SafetensorError) as error:
        said = str(error).strip().splitlines()
        raise BackendFailure(f"{folder} cannot be loaded: {said[0] if said else type(error).__name__}") from error


def place(pipeline: Any, offload: Offload) -> Offload:
    """Bring a pipeline to the device, or leave its parts in main memory until they are needed; return which it was.

    `model` moves one part at a time, `group` one layer at a time: slower, and in a fraction of the memory.
    """
    import torch

    here = device()
    if offload == "auto":
        available = torch.cuda.mem_get_info()[0] if here.type == "cuda" else None
        offload = fitting([_bytes(part) for part in pipeline.components.values()], available)
    if offload == "none":
        pipeline.to(here)
    elif offload == "model":
        pipeline.enable_model_cpu_offload(device=here)
    else:
        pipeline.enable_group_offload(
            onload_device=here,
            offload_device=torch.device("cpu"),
            offload_type="leaf_level",
            use_stream=here.type == "cuda",
        )
    return offload


def fitting(parts: Sequence[int], available: int | None) -> Offload:
    """Choose the quickest placing of parts of these bytes in a device's free bytes (None: it shares the main memory)."""
    if available is None or sum(parts) + _WORKING <= available:
        return "none"
    return "model" if max(parts) + _WORKING <= available else "group"


def _bytes(part: object) -> int:
    import torch

    if not isinstance(part, torch.nn.Module):
        return 0
    return sum(values.numel() * values.element_size() for values in part.parameters())


def free() -> None:
    """Give memory back to the device, after the last reference to a pipeline is gone."""
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


@contextmanager
def memory_watched(advice: str) -> Generator[None, None, None]:
    """Turn every way of running out of memory into OutOfMemory, with what to do.

    Raises:
        OutOfMemory: on the device or in main memory.
    """
    try:
        yield
    except MemoryError as error:
        raise OutOfMemory(f"memory ran out; {advice}") from error
    except RuntimeError as error:
        if not _FULL.search(str(error)):
            raise
        free()
        raise OutOfMemory(f"memory ran out on '{device()}'; {advice}") from error


def quiet() -> None:
    """No bars and hints of the libraries between the lines of the program; errors still reach us as errors.

    Before the first bar is made, bars get a lock of this process alone: the usual one is a semaphore of the system, which a
    worker that is ended leaves behind.
    """
    from tqdm import tqdm

    tqdm.set_lock(threading.RLock())
    from diffusers.utils import logging as diffusers_logging
    from transformers.utils import logging as transformers_logging

    for logging in (diffusers_logging, transformers_logging):
        logging.set_verbosity_error()
        logging.disable_progress_bar()
