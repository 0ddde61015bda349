"""Saves at the moment of a write: all of them are in the file or come back by `undo`, and the test would see one that was lost.

`FILMWRIGHT_SAVES=10000` makes it the whole number of them.
"""

import os
from pathlib import Path

from reliability.simultaneous_saves import check_then_rename, saves

_MEMORY = Path("/dev/shm")
"""Where it is there, writing takes no time, and more of the saves meet a write in the same time."""


def test_no_save_is_lost() -> None:
    count = int(os.environ.get("FILMWRIGHT_SAVES", "1000"))
    done = saves(count, disk=None if count > 1000 or not _MEMORY.is_dir() else _MEMORY)
    assert done.lost == []
    assert sum(done.saves.values()) == count
    assert min(done.met, done.brought_back) >= count // 100


def test_the_usual_way_loses_some() -> None:
    for _ in range(20):
        if saves(200, check_then_rename, disk=_MEMORY if _MEMORY.is_dir() else None).lost:
            return
    raise AssertionError("4,000 saves, and none met the moment between looking and renaming")
