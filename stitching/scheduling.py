"""The place of this process among those of its machine: an encoder that takes another has to give it back."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def as_scheduled() -> Generator[None]:
    """What is begun within leaves this thread, and has threads of its own, scheduled as this thread was before.

    Run by root, as in a container, SVT-AV1 makes the thread that opens it and all of its own real-time: nothing interrupts them,
    they do not make way for each other, and every process that they start is real-time too. A machine whose cores all wait for
    each other like that stands still for good. Other systems than Linux do not let Python ask.
    """
    if sys.platform != "linux":
        yield
        return
    policy, before, there = os.sched_getscheduler(0), os.sched_getparam(0), _threads()
    try:
        yield
    finally:
        for thread in {0} | _threads() - there:
            with suppress(ProcessLookupError):  # It ended meanwhile.
                if os.sched_getscheduler(thread) != policy:
                    os.sched_setscheduler(thread, policy, before)


def _threads() -> set[int]:
    return {int(one.name) for one in Path("/proc/self/task").iterdir()}
