"""What this machine has for models to run on, found without importing torch: asking is cheap, for plans and for `doctor`.

A gigabyte of memory is 2^30 bytes here, as makers of GPUs count: a card that is sold with 12 GB has 12 of them.
"""

import json
import os
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, cast

from generation.diffusion.checkpoints.checkpoint import cache_folder

Device = Literal["cuda", "rocm", "mps", "cpu"]

GB = 1 << 30
TAKEN = GB * 6 // 10
"""What a desktop and the driver take of a GPU's memory, where it is only known how much it has."""

_PATIENCE = 15.0
"""Seconds; a driver that was asleep takes a few to answer."""
_SHARED = 0.75
"""Share of its memory that an Apple machine lets its GPU have."""


@dataclass(frozen=True)
class Machine:
    """One machine. Sizes are bytes; a main memory or a disk of 0 bytes is one that could not be asked."""

    device: Device
    name: str
    total: int
    """Memory of the device: of the first GPU, or main memory where there is none or they share it."""
    free: int
    gpus: int = 1
    main_total: int = 0
    main_free: int = 0
    cores: int = 1
    disk_free: int = 0
    """Free where Hugging Face keeps downloads."""

    @property
    def gpu(self) -> bool:
        """Whether there is a GPU with memory of its own."""
        return self.device in ("cuda", "rocm")

    def with_memory(self, gigabytes: float) -> "Machine":
        """This machine, as if its GPU had that much memory; for one without, a machine of any main memory."""
        total = round(gigabytes * GB)
        given = replace(
            self, device="cuda", name=f"a GPU of {gigabytes:g} GB", total=total, free=max(0, total - TAKEN), gpus=1
        )
        return given if self.gpu else replace(given, main_total=0, main_free=0)

    def without_gpu(self) -> "Machine":
        """This machine, as its processor alone."""
        return replace(self, device="cpu", name=_processor(), total=self.main_total, free=self.main_free, gpus=0)


@dataclass(frozen=True)
class Torch:
    """The torch that is installed, by its own files: for which kind of GPU it was built."""

    version: str
    runs_on: tuple[Device, ...]
    built_for: str
    """`CUDA 12.8`, `ROCm 6.4`, `Apple GPUs` or `processors only`."""


def without_gpus() -> Machine:
    """This machine as its processor alone; no driver is asked."""
    main_total, main_free = _main_memory()
    return Machine(
        device="cpu",
        name=_processor(),
        total=main_total,
        free=main_free,
        gpus=0,
        main_total=main_total,
        main_free=main_free,
        cores=os.cpu_count() or 1,
        disk_free=_disk_free(cache_folder()),
    )


def this_machine() -> Machine:
    """What this machine has, whether or not torch can use it."""
    bare = without_gpus()
    if platform.system() == "Darwin":
        if platform.machine() != "arm64":
            return bare
        return replace(bare, device="mps", gpus=1, free=min(bare.main_free, round(bare.main_total * _SHARED)))
    for device, found in (("cuda", _nvidia()), ("rocm", _amd())):
        if found:
            name, total, free = max(found, key=lambda gpu: gpu[1])
            return replace(bare, device=device, name=name, total=total, free=free, gpus=len(found))
    return bare


def usable_machine() -> Machine:
    """What of this machine the installed torch can use: all of it, or the processor."""
    machine, torch = this_machine(), installed_torch()
    if torch is not None and machine.device not in torch.runs_on:
        return machine.without_gpu()
    return machine


def installed_torch() -> Torch | None:
    """The torch of this environment; None where there is none."""
    spec = find_spec("torch")
    if spec is None or spec.origin is None:
        return None
    try:
        said = Path(spec.origin).with_name("version.py").read_text(encoding="utf-8")
    except OSError:
        return None
    values: dict[str, str] = dict(re.findall(r"^(\w+)\b[^=\n]*= '([^'\n]*)'", said, re.MULTILINE))
    version = values.get("__version__", "?")
    if cuda := values.get("cuda"):
        return Torch(version, ("cuda", "cpu"), f"CUDA {cuda}")
    if hip := values.get("hip"):
        return Torch(version, ("rocm", "cpu"), f"ROCm {hip}")
    if platform.system() == "Darwin":
        return Torch(version, ("mps", "cpu"), "Apple GPUs")
    return Torch(version, ("cpu",), "processors only")


def pins() -> tuple[dict[str, str], ...]:
    """For each of several GPUs what pins a process to it, as its environment; nothing where there is one GPU or none.

    One with less than half of the memory of the largest would hold its models in other ways, and is left out. GPUs of NVIDIA go
    by the driver's name for them, for their numbers are others to the driver than to CUDA.
    """
    if platform.system() == "Darwin":
        return ()
    name, found = "CUDA_VISIBLE_DEVICES", [(identity, total) for identity, _name, total, _free in _nvidia_rows()]
    if not found and "HIP_VISIBLE_DEVICES" not in os.environ:
        name, found = "HIP_VISIBLE_DEVICES", [(str(number), gpu[1]) for number, gpu in enumerate(_amd())]
    large = [gpu for gpu, total in found if 2 * total >= max(total for _gpu, total in found)]
    return tuple({name: gpu} for gpu in large) if len(large) > 1 else ()


def _asked(*command: str) -> str:
    """What a program of the system answers; nothing where it is not there or does not answer in time."""
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        run = subprocess.run(
            [program, *command[1:]], capture_output=True, text=True, timeout=_PATIENCE, check=False, errors="replace"
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return run.stdout if run.returncode == 0 else ""


def _nvidia() -> list[tuple[str, int, int]]:
    """Name, memory and free memory of each GPU that this process may use."""
    return [(name, total, free) for _identity, name, total, free in _nvidia_rows()]


def _nvidia_rows() -> list[tuple[str, str, int, int]]:
    """The same and, first, what the driver calls each of them."""
    said = _asked("nvidia-smi", "--query-gpu=index,uuid,name,memory.total,memory.free", "--format=csv,noheader,nounits")
    found: list[tuple[str, str, int, int]] = []
    allowed = os.environ.get("CUDA_VISIBLE_DEVICES")
    for line in said.splitlines():
        number, identity, name, total, free = ([field.strip() for field in line.split(",")] + [""] * 5)[:5]
        if total.isdigit() and free.isdigit() and _may(number, identity, allowed):
            found.append((identity, name, int(total) << 20, int(free) << 20))
    return found


def _may(number: str, identity: str, allowed: str | None) -> bool:
    if allowed is None:
        return True
    return any(
        one == number or (one and identity.startswith(one)) for one in (word.strip() for word in allowed.split(","))
    )


def _amd() -> list[tuple[str, int, int]]:
    """The same of AMD's GPUs."""
    said = _asked("rocm-smi", "--showmeminfo", "vram", "--showproductname", "--json")
    try:
        cards = json.loads(said) if said else {}
    except ValueError:
        return []
    found: list[tuple[str, int, int]] = []
    for values in cast("dict[str, dict[str, str]]", cards).values():
        total, used = (str(values.get(f"VRAM Total {what}Memory (B)", "")) for what in ("", "Used "))
        if total.isdigit() and used.isdigit():
            name = values.get("Card Series") or values.get("Card series") or "AMD GPU"
            found.append((name, int(total), int(total) - int(used)))
    return found


def _main_memory() -> tuple[int, int]:
    """Total and free main memory; of a container, what it may have."""
    if platform.system() == "Darwin":
        return _apple_memory()
    try:
        lines = Path("/proc/meminfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0, 0
    values = {name: int(rest.split()[0]) << 10 for name, _, rest in (line.partition(":") for line in lines) if rest}
    total, free = values.get("MemTotal", 0), values.get("MemAvailable", 0)
    most, used = (_number(Path("/sys/fs/cgroup") / f"memory.{name}") for name in ("max", "current"))
    if most is not None and used is not None and most < total:
        return most, max(0, min(free, most - used))
    return total, free


def _apple_memory() -> tuple[int, int]:
    total = _asked("sysctl", "-n", "hw.memsize").strip()
    said = _asked("vm_stat")
    page = re.search(r"page size of (\d+)", said)
    pages = re.findall(r"^Pages (?:free|inactive|speculative|purgeable):\s+(\d+)", said, re.MULTILINE)
    free = sum(map(int, pages)) * int(page[1]) if page else 0
    return (int(total) if total.isdigit() else 0), free


def _number(path: Path) -> int | None:
    """The number that a file of the system holds; None where there is none, or it says `max`."""
    try:
        said = path.read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return int(said) if said.isdigit() else None


def _disk_free(folder: Path) -> int:
    """Free bytes where this folder is, or will be."""
    there = next((parent for parent in (folder, *folder.parents) if parent.is_dir()), None)
    return shutil.disk_usage(there).free if there else 0


@lru_cache(maxsize=1)
def _processor() -> str:
    """The processor's own name."""
    if platform.system() == "Darwin":
        return _asked("sysctl", "-n", "machdep.cpu.brand_string").strip() or "Apple processor"
    try:
        said = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return platform.processor() or "processor"
    named = re.search(r"^model name\s*:\s*(.+)$", said, re.MULTILINE)
    return " ".join(named[1].split()) if named else platform.machine() or "processor"
