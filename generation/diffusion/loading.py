"""Pipelines in memory: loaded from a folder, placed on the device there is, freed again."""

import gc
import logging
import re
import threading
import traceback
import warnings
from collections.abc import Collection, Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generation.diffusion.checkpoints import weights
from generation.diffusion.memory.plan import Numbers
from generation.errors import BackendFailure, MissingExtra, OutOfMemory
from generation.machine import Machine, this_machine, without_gpus

if TYPE_CHECKING:
    import torch
    from diffusers import DiffusionPipeline

_NEEDED = (
    "torch",
    "diffusers",
    "transformers",
    "accelerate",
    "safetensors",
    "ftfy",
    "sentencepiece",
    "google.protobuf",
)
"""The last two read the tokenizers of CogVideoX, Mochi and LTX-Video, which are not in the common format."""
_ALIGNMENT = 64
_UNLOADABLE = (OSError, ArithmeticError, AttributeError, ImportError, LookupError, RuntimeError, TypeError, ValueError)
_FULL = re.compile(r"out of memory|allocate memory|not enough memory", re.IGNORECASE)


def ensure_installed() -> None:
    """Raise MissingExtra unless everything that local models need is installed."""
    for package in _NEEDED:
        try:
            there = find_spec(package) is not None
        except ModuleNotFoundError:
            there = False
        if not there:
            raise MissingExtra(package.removeprefix("google."), "local")


def device() -> "torch.device":
    """Return the fastest device of this machine."""
    import torch

    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def load(
    kind: "type[DiffusionPipeline]",
    folder: Path,
    precision: Numbers,
    exact: Collection[str],
    parts: Collection[str] = (),
    given: Mapping[str, Any] | None = None,
) -> Any:
    """Load a pipeline of a known class from its folder: nothing is fetched, no pickle is read, no foreign code is run.

    `exact` are those of its `parts` that stay in 32 bits, `given` are parts that were loaded from elsewhere.

    Raises:
        BackendFailure: if the files are damaged, or do not fit this class.
    """
    import torch

    numbers = {"default": getattr(torch, precision), **dict.fromkeys(exact, torch.float32)}
    with told(folder):
        whole: Any = kind.from_pretrained(
            folder,
            dtype=numbers,
            use_safetensors=True,
            local_files_only=True,
            variant=weights.variant_in(folder, [part for part in parts if part not in (given or {})]),
            **(given or {}),
        )
    for name, part in whole.components.items():
        if isinstance(part, torch.nn.Module) and name not in (given or {}):
            aligned(part)
    return whole


@contextmanager
def told(what: Path | str) -> Generator[None, None, None]:
    """Turn what the libraries raise over damaged files, or over settings that fit no weights, into one line.

    Raises:
        BackendFailure: with the first line of what they say.
    """
    from safetensors import SafetensorError

    try:
        yield
    except (*_UNLOADABLE, SafetensorError) as error:
        if is_full(error):
            raise
        said = str(error).strip().splitlines()
        raise BackendFailure(f"{what} cannot be loaded: {said[0] if said else type(error).__name__}") from error


def aligned(part: "torch.nn.Module") -> None:
    """On a processor, move weights to addresses that its fast kernels want.

    As they lie in their file they would go through other kernels, whose sums differ in the last bit from those of the same
    weights once they were moved for any reason.
    """
    for values in part.parameters() if device().type == "cpu" else ():
        if values.data_ptr() % _ALIGNMENT:
            values.data = values.data.clone()


def machine_here() -> Machine:
    """This machine as torch sees it, now: what of the GPU's memory is free beside other programs."""
    import torch

    bare = without_gpus()
    if torch.cuda.is_available():
        free_now, total = torch.cuda.mem_get_info()
        kind = "rocm" if torch.version.hip else "cuda"
        name, gpus = torch.cuda.get_device_name(), torch.cuda.device_count()
        return replace(bare, device=kind, name=name, total=total, free=free_now, gpus=gpus)
    return this_machine() if device().type == "mps" else bare


def free() -> None:
    """Give memory back to the device, after the last reference to a pipeline is gone."""
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def is_full(error: BaseException) -> bool:
    """Whether an error says that a memory ran out."""
    return isinstance(error, MemoryError) or _FULL.search(str(error)) is not None


@contextmanager
def memory_watched(advice: str, below: int = 0) -> Generator[None, None, None]:
    """Turn every way of running out of memory into OutOfMemory, with what to do; what the failed work held is freed.

    `below`: what the model must be held in less than to be tried again.

    Raises:
        OutOfMemory: on the device or in main memory.
    """
    try:
        yield
    except MemoryError as error:
        raise OutOfMemory(f"memory ran out; {advice}", below) from error
    except RuntimeError as error:
        if not is_full(error):
            raise
        traceback.clear_frames(error.__traceback__)
        free()
        raise OutOfMemory(f"memory ran out on '{device()}'; {advice}", below) from error


def quiet() -> None:
    """No bars and hints of the libraries between the lines of the program; errors still reach us as errors.

    Before the first bar is made, bars get a lock of this process alone: the usual one is a semaphore of the system, which a
    worker that is ended leaves behind.
    """
    from tqdm import tqdm

    tqdm.set_lock(threading.RLock())
    for chatty in ("torchao", "torch.utils._pytree"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
    logging.getLogger("diffusers.loaders.peft").setLevel(logging.CRITICAL)
    from diffusers.utils import logging as diffusers_logging
    from transformers.utils import logging as transformers_logging

    # Several of diffusers' schedulers make an array of a tensor in a way that numpy 2 has a word about at every call.
    warnings.filterwarnings("ignore", message="__array__ implementation doesn't accept", category=DeprecationWarning)
    for said in (diffusers_logging, transformers_logging):
        said.set_verbosity_error()
        said.disable_progress_bar()
