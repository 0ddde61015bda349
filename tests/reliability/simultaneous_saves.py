"""An editor saves a file at the very moment at which the tool writes it: how many of such saves are lost.

    python tests/reliability/simultaneous_saves.py 10000

In each round a second process, the editor, is let go together with the tool, and saves after a moment that is drawn anew, so
that all of the tool's write is swept. It saves by renaming a new file over the old one, or in place, in two halves. The tool
changes what it has read, replaces without having read, takes the file away, or makes it. Afterwards the save must be in the file,
or in an entry of the history that gives it back, byte by byte, when it is undone.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from orchestrator.project import originals
from orchestrator.project.atomic import ChangedMeanwhile, read_bytes, remove, write_bytes
from orchestrator.project.history import read_history, recorded
from orchestrator.project.history_undo import undo

Write = Callable[[Path, bytes, bytes | None], None]

NAME = "scenes/010-a.yaml"
BEFORE = b"id: a\nmood: calm\n"
TOOL = b"note: the tool's\n"
EDITORS = ("by rename", "in place")
DEEDS = ("change", "replace", "remove", "make")
_ROUNDS_PER_FILM = 100
_HALF = 0.0004
"""Seconds between the two halves of a save in place."""


@dataclass
class Result:
    """How many saves there were of each kind, how many met a write (the tool had to step back, or displaced them), and which
    were lost.
    """

    saves: dict[str, int] = field(default_factory=lambda: dict.fromkeys(EDITORS, 0))
    met: int = 0
    brought_back: int = 0
    lost: list[str] = field(default_factory=list[str])
    seconds: float = 0

    def __str__(self) -> str:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in self.saves.items())
        return (
            f"{sum(self.saves.values()):,} saves at the moment of a write ({kinds}): {self.met:,} met it, "
            f"{self.brought_back:,} of them brought back by undo, {len(self.lost):,} lost; {self.seconds:.0f} s"
        )


def saves(count: int, write: Write = write_bytes, disk: Path | None = None) -> Result:
    """Let an editor save `count` times while the tool writes with `write`, on the disk that `disk` is on."""
    result, chance, begun = Result(), random.Random(1), time.monotonic()
    with _editor() as (ask, answer):
        lasted = 0.01
        for first in range(0, count, _ROUNDS_PER_FILM):
            with tempfile.TemporaryDirectory(dir=disk) as folder:
                (Path(folder) / "scenes").mkdir()
                for number in range(first, min(first + _ROUNDS_PER_FILM, count)):
                    now = _Round(Path(folder), number, chance, write)
                    delay = chance.uniform(0, lasted)
                    os.write(ask, f"{number} {EDITORS.index(now.editor)} {delay} {now.path}\n".encode())
                    lasted = 0.9 * lasted + 0.1 * min(1.2 * now.tool(), 0.05)
                    os.read(answer, 1)
                    now.judge(result)
    result.seconds = time.monotonic() - begun
    return result


class _Round:
    def __init__(self, root: Path, number: int, chance: random.Random, write: Write) -> None:
        self._root, self._number, self._write = root, number, write
        self.path = root / NAME
        self.editor = chance.choice(EDITORS)
        self._deed = chance.choice(DEEDS) if write is write_bytes else "change"
        self._stepped_back = 0
        self.path.unlink(missing_ok=True)
        if self._deed != "make":
            self.path.write_bytes(BEFORE)

    def tool(self) -> float:
        """What the tool does; return how long it took, in seconds."""
        begun = time.monotonic()
        with recorded(self._root, f"round {self._number}"):
            for _ in range(1000):
                try:
                    self._do(read_bytes(self.path))
                    break
                except ChangedMeanwhile:
                    self._stepped_back += 1
                    if self._deed in ("remove", "make"):
                        break
        return time.monotonic() - begun

    def _do(self, seen: bytes | None) -> None:
        if self._deed == "remove":
            remove(self.path, seen)
        elif self._deed == "make":
            self._write(self.path, TOOL, None)
        elif self._deed == "replace":
            write_bytes(self.path, TOOL)
        else:
            self._write(self.path, (seen or b"") + TOOL, seen)

    def judge(self, result: Result) -> None:
        """Look for what the editor saved."""
        result.saves[self.editor] += 1
        saved = saved_in(self._number)
        entries = [
            entry for entry in read_history(self._root) if entry.command.split(",")[0] == f"round {self._number}"
        ]
        result.met += bool(self._stepped_back or len(entries) > 1)
        if (read_bytes(self.path) or b"").startswith(saved):
            return
        digest = originals.digest_of(saved)
        for entry in reversed(entries):
            if any(change.before == digest for change in entry.files):
                undo(self._root, entry.number)
                if read_bytes(self.path) == saved:
                    result.brought_back += 1
                    return
        result.lost.append(f"round {self._number}: {self.editor}, {self._deed}")


def saved_in(number: int) -> bytes:
    """What the editor saves in a round: long enough for two halves."""
    return b"id: a\nmood: tense\n" + b"".join(b"# save %d, line %d\n" % (number, line) for line in range(200))


@contextmanager
def _editor() -> Generator[tuple[int, int]]:
    """A process that saves when it is asked to; the ends of the pipes to ask it, and to hear that it has."""
    (heard, ask), (answer, said) = os.pipe(), os.pipe()
    process = os.fork()
    if not process:
        os.close(ask)
        with os.fdopen(heard) as asked:
            for line in asked:
                number, kind, delay, path = line.rstrip("\n").split(" ", 3)
                _wait(float(delay))
                (_by_rename if kind == "0" else _in_place)(Path(path), saved_in(int(number)))
                os.write(said, b".")
        os._exit(0)
    try:
        yield ask, answer
    finally:
        for end in (ask, answer, heard, said):
            os.close(end)
        os.waitpid(process, 0)


def _wait(seconds: float) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(left if left > 0.001 else 0)


def _by_rename(path: Path, saved: bytes) -> None:
    scratch = path.with_name(f"{path.name}~")
    scratch.write_bytes(saved)
    scratch.replace(path)


def _in_place(path: Path, saved: bytes) -> None:
    with path.open("wb") as file:
        for half in (saved[: len(saved) // 2], saved[len(saved) // 2 :]):
            file.write(half)
            file.flush()
            _wait(_HALF)


def check_then_rename(path: Path, raw: bytes, seen: bytes | None) -> None:
    """How it is usually done, and how saves are lost: write aside, look once more, rename."""
    scratch = path.with_name(f".{path.name}.tmp")
    scratch.write_bytes(raw)
    if read_bytes(path) != seen:
        raise ChangedMeanwhile("changed")
    scratch.replace(path)


if __name__ == "__main__":
    done = saves(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    sys.stdout.write("".join(f"{line}\n" for line in (*done.lost[:20], str(done))))
    sys.exit(bool(done.lost))
