"""Models that hold nothing, make flat pictures, and write down in which order they are asked what.

They do as they are told in words:

fail           the request fails          break             it fails while its frames are taken
bug            it fails in an unforeseen way    die         the process ends while it is made
full           the disk is full
until <word>   its frames come only when <word> has been written down
"""

import errno
import os
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import current_thread, main_thread
from typing import ClassVar

import numpy as np

from generation.backend import Ahead, Capabilities, ClipBackend, Progress, StillBackend
from generation.errors import BackendFailure, OutOfMemory
from generation.requests import ClipRequest, StillRequest
from generation.results import Clip, Frame

SIZE = (32, 32)
STEPS = 4
PATIENCE = 120.0


def write_down(log: Path, line: str) -> None:
    """Add a line; appending a short one is whole on every system."""
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def loaded_before(log: Path, model: str) -> bool:
    """Whether it was begun to be loaded more than this once."""
    return log.read_text(encoding="utf-8").splitlines().count(f"load {model}") > 1


class _Held:
    def __init__(self, log: Path, model: str) -> None:
        self.log, self.model = log, model

    def expect(self, ahead: Ahead) -> None:
        words = ",".join(prompt for prompt, _negative in ahead.words)
        write_down(self.log, f"expect {words} {','.join(map(str, ahead.seeds))}".rstrip())

    def denoised(self, prompt: str, progress: Progress) -> None:
        write_down(self.log, f"begin {prompt}")
        for step in range(STEPS + 1):
            progress(step, STEPS)
        if prompt.startswith("fail"):
            raise OutOfMemory("too little memory; take a smaller format")
        if prompt.startswith("bug"):
            raise ValueError("nobody thought of this")
        if prompt.startswith("full"):
            raise OSError(errno.ENOSPC, "no space left")
        if prompt.startswith("die"):
            os._exit(9)
        write_down(self.log, f"denoised {prompt} {self.model}")

    def frames(self, request: ClipRequest) -> Iterator[Frame]:
        if "until " in request.prompt:
            awaited(self.log, request.prompt.split("until ")[1])
        for number in range(request.frames):
            if request.prompt.startswith("break") and number:
                raise BackendFailure("the decoder broke")
            yield np.full((*SIZE[::-1], 3), (request.seed + number) % 256, np.uint8)
        where = "here" if current_thread() is main_thread() else "beside"
        write_down(self.log, f"written {request.prompt} {where}")


class _Clips(_Held):
    def __call__(self, request: ClipRequest, progress: Progress) -> Clip:
        self.denoised(request.prompt, progress)
        return Clip(self.frames(request))


class _Stills(_Held):
    def __call__(self, request: StillRequest, progress: Progress) -> Frame:
        self.denoised(request.prompt, progress)
        return np.full((request.height, request.width, 3), request.seed % 256, np.uint8)


def awaited(log: Path, line: str) -> None:
    """Wait until a line is written down."""
    end = time.monotonic() + PATIENCE
    while line not in log.read_text(encoding="utf-8").splitlines():
        if time.monotonic() > end:
            raise BackendFailure(f"'{line}' never came")
        time.sleep(0.01)


class PretendClips(ClipBackend):
    """A clip model; `model` tells one from another."""

    name: ClassVar[str] = "pretend-clips"
    capabilities: ClassVar[Capabilities] = Capabilities(prompt=True, takes=True, processes="one")
    model: str = "c"
    log: Path

    @contextmanager
    def load(self) -> Generator[Callable[[ClipRequest, Progress], Clip], None, None]:
        write_down(self.log, f"load {self.model}")
        if self.model == "broken":
            raise BackendFailure("the model is broken")
        here = self.model == "deadly here" and "TESTS_DEADLY" in os.environ
        if here or self.model == "deadly" or (self.model == "deadly once" and not loaded_before(self.log, self.model)):
            os.write(2, f"the last words of {self.model}\n".encode())
            os._exit(3)
        yield _Clips(self.log, self.model)
        write_down(self.log, f"unload {self.model}")


class ClipsOfOneMachine(PretendClips):
    """A clip model that is only where nothing says that it is not."""

    name: ClassVar[str] = "clips-of-one-machine"

    def require(self) -> None:
        if os.environ.get("TESTS_MODEL_IS_NOT_HERE"):
            raise BackendFailure("there is no such model here")


class PretendStills(StillBackend):
    """A still model."""

    name: ClassVar[str] = "pretend-stills"
    capabilities: ClassVar[Capabilities] = Capabilities(prompt=True, processes="one")
    model: str = "s"
    log: Path

    @contextmanager
    def load(self) -> Generator[Callable[[StillRequest, Progress], Frame], None, None]:
        write_down(self.log, f"load {self.model}")
        yield _Stills(self.log, self.model)
        write_down(self.log, f"unload {self.model}")
