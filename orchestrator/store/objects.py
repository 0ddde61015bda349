"""The objects: everything ever rendered, each file named after the sha256 of its bytes.

A name that exists is a whole file, on the disk. Nobody writes into one; whatever is found to be something else than its name
says is moved to `damaged/`, for half a clip may still be of use to somebody.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from orchestrator.project.durable import flush, folder_to_disk, make_folder, move
from orchestrator.store.fingerprint import digest_of
from orchestrator.store.records import Output


class Objects:
    """The objects of one store: those in use, the damaged ones, and those that are put away, by day."""

    def __init__(self, store: Path) -> None:
        self.folder = store / "objects"
        self.trash = store / "trash"
        self._damaged = store / "damaged"

    def path(self, output: Output) -> Path:
        """Where the bytes of an output are, or would be."""
        return self.folder / output.digest[:2] / output.name

    def at(self, path: Path) -> Output | None:
        """The object that a path leads to; None if it leads to anything else."""
        if path.parent.parent != self.folder or not path.is_file():
            return None
        return Output(digest=path.stem, suffix=path.suffix, size=path.stat().st_size)

    def adopt(self, made: Path) -> Output:
        """Take a finished file in, durably, and return what it is called here. It is moved, so it must be on the same disk.

        Raises:
            OSError: if the disk did not take it; then it is not here.
        """
        output = Output(digest=digest_of(made), suffix=made.suffix, size=made.stat().st_size)
        target = self.path(output)
        if self.whole(output):
            flush(target)  # Who made it before may have been killed before the disk had it.
            folder_to_disk(target.parent)
            made.unlink()
            return output
        flush(made)
        if os.name != "nt":
            made.chmod(0o444)
        move(made, target)
        return output

    def is_whole(self, output: Output) -> bool:
        """Whether the object is there and its bytes are those of its name."""
        path = self.path(output)
        try:
            return path.stat().st_size == output.size and digest_of(path) == output.digest
        except FileNotFoundError:
            return False

    def whole(self, output: Output) -> bool:
        """Whether the object is there and whole, where it may have been put away; what is damaged is set aside."""
        path = self.path(output)
        if not path.exists() and not self._brought_back(path):
            return False
        if self.is_whole(output):
            return True
        self.set_aside(path)
        return False

    def take_copy(self, source: Path, output: Output) -> bool:
        """Take a copy of a file in as this object, if it is that; whether it was."""
        target = self.path(output)
        make_folder(target.parent)
        beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            shutil.copyfile(source, beside)
            if digest_of(beside) != output.digest:
                return False
            flush(beside)
            move(beside, target)
        finally:
            beside.unlink(missing_ok=True)
        return True

    def put_away(self, path: Path, day: str) -> None:
        """Move an object to the trash of a day, from where it is brought back when somebody asks for it."""
        move(path, self.trash / day / path.name)

    def _brought_back(self, path: Path) -> bool:
        """Fetch an object out of the trash; whether it was there."""
        away = next(self.trash.glob(f"*/{path.name}"), None)
        if away is None or not os.access(self.trash, os.W_OK):
            return False
        move(away, path)
        return True

    def set_aside(self, path: Path) -> None:
        """Move a damaged object to where nothing looks for it; on a disk that cannot be written to it stays."""
        if not os.access(path.parent, os.W_OK):
            return
        make_folder(self._damaged)
        target, count = self._damaged / path.name, 1
        while target.exists():
            count += 1
            target = self._damaged / f"{path.stem}.{count}{path.suffix}"
        path.rename(target)

    def all(self) -> Iterator[Path]:
        """Every file among the objects, in the order of their names."""
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(path for path in folder.iterdir() if path.is_file())


def stamp_of(path: Path) -> str:
    """What of a file changes when somebody writes to it; empty if it is not there."""
    try:
        now = path.stat()
    except OSError:
        return ""
    return f"{now.st_size} {now.st_mtime_ns} {now.st_ctime_ns} {now.st_ino}"
