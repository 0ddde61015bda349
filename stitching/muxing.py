"""Files that are written whole, and the packets of several tracks in one of them."""

import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

from stitching.opening import Av

Packets: TypeAlias = Iterator[tuple[Av, float]]
"""Packets of one track, and when each is decoded, in seconds."""


@contextmanager
def whole(target: Path) -> Generator[Path]:
    """A scratch file beside `target`, of the same ending, which takes its place if nothing goes wrong.

    So what has the target's name is complete, and on the disk; after an error the file that was there is there still.
    """
    scratch = target.with_name(f".{target.stem}.{os.getpid()}.part{target.suffix}")
    try:
        yield scratch
        with scratch.open("rb+") as file:
            os.fsync(file.fileno())
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)


def mux(container: Av, *tracks: Packets) -> None:
    """Write the packets of all tracks in the order of their times: they lie side by side, and no track waits in memory.

    Of packets of one time, those of the track that is named first come first.
    """
    for packet, _ in merge(*tracks, key=itemgetter(1)):
        container.mux(packet)


def decoded_at(packet: Av) -> float:
    """When a packet is decoded, in seconds; when it is shown, where it does not say."""
    return float((packet.pts if packet.dts is None else packet.dts) * packet.time_base)
