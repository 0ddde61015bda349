"""What a film is read from, watched: which of its files somebody saved.

The system says *that* something happened in these folders, at once; what it was is found by looking at the files. So an editor's
scratch file that is renamed over the old one, or ten files saved together, are what they are to a person. A network file system
may say nothing of what others save: there the files are looked at every few seconds.
"""

import os
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

from orchestrator.project.lock import LOCK_FILE
from orchestrator.project.own_files import is_own

_QUIET_MILLISECONDS = 150
"""Saves that follow each other within this are one."""
_LONGEST_MILLISECONDS = 1600
_LOOK_SECONDS = 3.0
"""How often the files are looked at where the system says nothing."""
_NOT_READ = ("proposals",)
"""Folders of a project that no film is read from."""
_SCRATCH = ("~", ".tmp", ".bak", ".swp", ".orig", "___jb_tmp___", "___jb_old___")
"""How the scratch files of editors end; those of most are hidden besides."""

Stamp = tuple[int, int, int]


class Changes:
    """The changes of a project's files since it was last asked."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seen: Mapping[str, Stamp] = {}
        self._when = 0.0
        self._happened = threading.Event()
        self._over = threading.Event()
        self._listener = threading.Thread(target=self._listen, name="changes", daemon=True)

    def __enter__(self) -> Self:
        self._seen = stamps(self._root)
        self._listener.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._over.set()
        self._happened.set()
        self._listener.join(timeout=2.0)

    def wait(self, seconds: float) -> list[str]:
        """Wait until something is saved, at most so long; the files that are new, gone, or not what they were."""
        self._happened.wait(seconds)
        return self.take()

    def take(self) -> list[str]:
        """The same without waiting; it may be asked often."""
        long_ago = time.monotonic() - self._when > _LOOK_SECONDS
        return self.look() if self._happened.is_set() or long_ago else []

    def look(self) -> list[str]:
        """The same at once, whatever the system has said."""
        self._happened.clear()
        self._when = time.monotonic()
        before, self._seen = self._seen, stamps(self._root)
        return sorted(name for name in {*before, *self._seen} if before.get(name) != self._seen.get(name))

    def _listen(self) -> None:
        """Hear of what happens in the folders; again where there are others than before."""
        from watchfiles import watch

        while not self._over.is_set():
            folders = list(_folders(self._root))
            try:
                for _changes in watch(
                    *folders,
                    watch_filter=None,
                    debounce=_LONGEST_MILLISECONDS,
                    step=_QUIET_MILLISECONDS,
                    stop_event=self._over,
                    rust_timeout=1000,
                    raise_interrupt=False,
                    recursive=False,
                    ignore_permission_denied=True,
                ):
                    self._happened.set()
                    if list(_folders(self._root)) != folders:
                        break
            except OSError:  # A folder is gone that was there a moment ago, or the system watches no more of them.
                self._over.wait(_LOOK_SECONDS)
            self._happened.set()


def stamps(root: Path) -> dict[str, Stamp]:
    """What the files that a film may be read from look like, by their paths in the project, links followed."""
    found: dict[str, Stamp] = {}
    for folder in _folders(root):
        for entry in _entries(folder):
            name = (folder / entry.name).relative_to(root).as_posix()
            if not _is_read(name) or entry.name.startswith("#") or entry.name.endswith(_SCRATCH):
                continue
            try:
                if entry.is_file():
                    now = entry.stat()
                    found[name] = now.st_size, now.st_mtime_ns, now.st_ino
            except OSError:  # It is just being renamed; there will be word of that.
                continue
    return found


def is_written_by_builds(name: str) -> bool:
    """Whether a build writes such a file itself: it says something new only where the film is another one for it."""
    return name == LOCK_FILE or name.startswith("pinned/")


def _folders(root: Path) -> Iterator[Path]:
    """The folders that a film may be read from, the project's first; each once, whatever links lead to it."""
    known: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            facts = folder.stat()
        except OSError:
            continue
        if (facts.st_dev, facts.st_ino) in known:
            continue
        known.add((facts.st_dev, facts.st_ino))
        yield folder
        below = (folder / entry.name for entry in _entries(folder) if _is_folder(entry))
        waiting += sorted((path for path in below if _is_read(path.relative_to(root).as_posix())), reverse=True)


def _is_read(name: str) -> bool:
    return is_own(name) and not name.startswith(".") and name.split("/")[0] not in _NOT_READ


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
