"""What an error of a piece of work is to the build: of which kind, and in which words."""

import errno
import traceback
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from generation.errors import GenerationError, OutOfMemory, Transient
from orchestrator.building.engines.executor import Failed, Handle, cancelled
from stitching.errors import StitchingError

_OUT_OF_MEMORY = "OutOfMemoryError"
"""How torch names it; importing torch for its class would cost seconds in a worker that has no model."""


class Cancelled(Exception):
    """Nobody wants the piece any more; raised out of its progress."""


class Lacking(GenerationError):
    """This machine lacks what a piece needs."""


class _Hears(Protocol):
    def send(self, said: Failed) -> None: ...


@contextmanager
def failing_alone(handle: Handle, folder: Path, line: _Hears) -> Generator[None, None, None]:
    """An error inside fails this piece, and nothing else."""
    failed: Failed | None = None
    try:
        yield
    except Cancelled:
        failed = cancelled(handle)
    except (GenerationError, StitchingError, OSError, MemoryError) as error:
        failed = failure_of(error, handle, folder)
    except Exception as bug:  # noqa: BLE001 - the outer boundary of a worker: a bug fails one step, with its traceback
        if type(bug).__name__ == _OUT_OF_MEMORY:
            failed = Failed(handle, "out_of_memory", "memory ran out on the device")
        else:
            text = f"this is a bug in Filmwright: {type(bug).__name__}: {bug}\n{traceback.format_exc()}"
            failed = Failed(handle, "app", text)
    if failed is not None:
        line.send(failed)


def failure_of(error: BaseException, handle: Handle, folder: Path) -> Failed:
    """An error that is none of ours; `folder` is the scratch folder of its piece."""
    disk = folder.absolute().parents[2]
    if disk_is_full(error):
        return Failed(handle, "disk_full", f"the disk of {disk} is full; make room, and run it again")
    if isinstance(error, OutOfMemory):
        return Failed(handle, "out_of_memory", str(error), below=error.below)
    if isinstance(error, MemoryError):
        return Failed(handle, "out_of_memory", "memory ran out")
    if isinstance(error, Transient):
        return Failed(handle, "transient", str(error), after=error.after)
    if isinstance(error, OSError) and error.filename is None and error.errno is not None:
        return Failed(handle, "app", f"{disk} cannot be written to: {(error.strerror or str(error)).lower()}")
    return Failed(handle, "app", str(error), lacking=isinstance(error, Lacking))


def disk_is_full(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, says that a disk has no room left."""
    while error is not None and getattr(error, "errno", None) not in (errno.ENOSPC, errno.EDQUOT):
        error = error.__cause__ or error.__context__
    return error is not None
