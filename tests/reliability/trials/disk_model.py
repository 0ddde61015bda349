"""A disk that keeps nothing but what it was told to keep: what POSIX promises after a power cut, and no more.

It is fed the system calls of a build. A file's bytes are safe after an fsync of the file, a name after an fsync of its folder;
everything else may be there or not. Real file systems keep more, so what survives here survives on them.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias, cast

from trials.small_build import News

TRACED = (
    *("openat", "close", "dup", "dup2", "dup3", "fcntl", "lseek", "write", "pwrite64", "writev", "pwritev"),
    *("mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "rmdir", "fsync"),
    *("fdatasync", "ftruncate", "truncate", "fallocate", "sendto", "copy_file_range", "sendfile"),
)
"""The calls that it must hear of."""
_LINE = re.compile(r"^(\w+)\((.*)\) += (-?\d+)")
_WHERE = re.compile(r"<((?:\\x[0-9a-f]{2})*)>")
Kept = Literal["nothing", "names", "some"]
"""What a power cut leaves of what nobody had asked to be kept: nothing; every name but no bytes; any part of it."""


@dataclass(eq=False)
class File:
    """Its bytes, those that are safe, and what was written since: where, and what (a number: cut or grown to that size)."""

    data: bytearray = field(default_factory=bytearray)
    saved: bytes = b""
    unsaved: list[tuple[int, bytes | int]] = field(default_factory=list[tuple[int, "bytes | int"]])

    def change(self, start: int, what: bytes | int) -> None:
        """Write bytes at a place, or (a number) set the size."""
        _apply(self.data, start, what)
        self.unsaved.append((start, what))

    def save(self) -> None:
        """What fsync does."""
        self.saved = bytes(self.data)
        self.unsaved.clear()

    def after(self, kept: Kept, chance: random.Random) -> bytes:
        """What it may hold after a power cut."""
        if kept != "some" or not self.unsaved:
            return self.saved
        left = bytearray(self.saved)
        for start, what in self.unsaved:
            if chance.random() < 0.5:
                _apply(left, start, what)
        return bytes(left)


@dataclass(eq=False)
class Folder:
    """The names in it, and those that are safe."""

    names: dict[str, "Node"] = field(default_factory=dict[str, "Node"])
    saved: dict[str, "Node"] = field(default_factory=dict[str, "Node"])

    def save(self) -> None:
        """What fsync does."""
        self.saved = dict(self.names)

    def after(self, kept: Kept, chance: random.Random) -> dict[str, "Node"]:
        """The names that may be there after a power cut."""
        if kept == "names":
            return dict(self.names)
        if kept == "nothing":
            return dict(self.saved)
        sides = {name: (self.names if chance.random() < 0.5 else self.saved) for name in {**self.saved, **self.names}}
        return {name: side[name] for name, side in sides.items() if name in side}


Node: TypeAlias = File | Folder


@dataclass
class _Handle:
    node: Node
    place: int = 0
    appends: bool = False


@dataclass(frozen=True)
class Call:
    """A call that succeeded: its arguments (strings as bytes), the folder that a relative path starts from, and its result."""

    name: str
    given: tuple[bytes | str, ...]
    wheres: tuple[str, ...]
    result: int


def read_log(log: str) -> list[Call]:
    """The successful calls of a log that strace wrote with `-y -xx`."""
    found: list[Call] = []
    for line in log.splitlines():
        match = _LINE.match(line)
        if match is None or match[3].startswith("-"):
            continue
        wheres = tuple(_bytes(where).decode(errors="replace") for where in _WHERE.findall(match[2]))
        given = tuple(
            _bytes(word[1:-1]) if word.startswith('"') else word for word in _WHERE.sub("", match[2]).split(", ")
        )
        found.append(Call(match[1], given, wheres, int(match[3])))
    return found


class Disk:
    """A folder of the disk, empty and safe at first. `ordered` disks keep all names that were given before any fsync."""

    def __init__(self, root: Path, *, ordered: bool) -> None:
        self._root = str(root)
        self._top = Folder()
        self._ordered = ordered
        self._handles: dict[int, _Handle] = {}
        self.news: list[News] = []
        """What the build told so far."""

    def hear(self, call: Call) -> None:
        """Do what a call did."""
        if call.name == "sendto":
            self.news += [json.loads(line) for line in cast("bytes", call.given[1]).splitlines()]
        elif call.name in (
            "openat",
            "mkdir",
            "mkdirat",
            "rename",
            "renameat",
            "renameat2",
            "unlink",
            "unlinkat",
            "rmdir",
        ):
            self._rename_or_make(call)
        elif call.name in ("dup", "dup2", "dup3", "fcntl"):
            if _number(call.given[0]) in self._handles and (call.name != "fcntl" or "F_DUPFD" in str(call.given[1])):
                self._handles[call.result] = self._handles[_number(call.given[0])]
        elif call.name == "close":
            self._handles.pop(_number(call.given[0]), None)
        elif handle := self._handles.get(_number(call.given[0])):
            self._on(handle, call)
        elif any(where.startswith(self._root) for where in call.wheres):
            raise NotImplementedError(f"{call.name} of a file that was not seen to be opened")

    def cut(self, target: Path, kept: Kept, chance: random.Random) -> None:
        """Write what a power cut may leave into a folder."""
        _lay(self._top, target, kept, chance)

    def now(self) -> dict[str, bytes]:
        """What all files hold at this moment, by their paths: what must be on the real disk, or the model is wrong."""
        return dict(_files(self._top, ""))

    def _rename_or_make(self, call: Call) -> None:
        paths = [word.decode() for word in call.given if isinstance(word, bytes)]
        base = iter(call.wheres)
        whole = [path if path.startswith("/") else f"{next(base, '')}/{path}" for path in paths]
        if not all(path.startswith(f"{self._root}/") or path == self._root for path in whole):
            return
        if call.name == "openat":
            self._open(whole[0], str(call.given[2]), call.result)
        elif call.name.startswith("mkdir"):
            self._put(whole[0], Folder())
        elif call.name.startswith("rename"):
            self._rename(whole[0], whole[1], exchange=any("EXCHANGE" in str(word) for word in call.given))
        else:
            folder, name = self._folder_of(whole[0])
            del folder.names[name]

    def _rename(self, old: str, new: str, *, exchange: bool) -> None:
        (source, source_name), (target, target_name) = self._folder_of(old), self._folder_of(new)
        moved = source.names.pop(source_name)
        if exchange:
            source.names[source_name] = target.names[target_name]
        target.names[target_name] = moved

    def _open(self, path: str, flags: str, handle: int) -> None:
        node = self._find(path)
        if node is None:
            node = self._put(path, File())
        if isinstance(node, File) and "O_TRUNC" in flags and node.data:
            node.change(0, 0)
        self._handles[handle] = _Handle(node, appends="O_APPEND" in flags)

    def _on(self, handle: _Handle, call: Call) -> None:
        """A call that is given an open file."""
        node = handle.node
        if call.name in ("fsync", "fdatasync"):
            node.save()
            if self._ordered:
                _save_names(self._top)
        elif not isinstance(node, File) or call.name == "fcntl":
            return
        elif call.name == "lseek":
            handle.place = call.result
        elif call.name == "write":
            handle.place = len(node.data) if handle.appends else handle.place
            node.change(handle.place, cast("bytes", call.given[1])[: call.result])
            handle.place += call.result
        elif call.name == "pwrite64":
            node.change(_number(call.given[3]), cast("bytes", call.given[1])[: call.result])
        elif call.name == "ftruncate":
            node.change(0, _number(call.given[1]))
        elif call.name == "fallocate":
            node.change(0, max(len(node.data), _number(call.given[2]) + _number(call.given[3])))
        else:
            raise NotImplementedError(f"the model of a disk does not know {call.name}")

    def _put(self, path: str, node: Node) -> Node:
        if path == self._root:
            return self._top  # The project's own folder was there and safe before.
        folder, name = self._folder_of(path)
        folder.names[name] = node
        return node

    def _find(self, path: str) -> Node | None:
        node: Node | None = self._top
        for name in Path(path).relative_to(self._root).parts:
            node = node.names.get(name) if isinstance(node, Folder) else None
        return node

    def _folder_of(self, path: str) -> tuple[Folder, str]:
        parent, name = path.rsplit("/", 1)
        return cast("Folder", self._find(parent)), name


def _lay(folder: Folder, target: Path, kept: Kept, chance: random.Random) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name, node in sorted(folder.after(kept, chance).items()):
        if isinstance(node, Folder):
            _lay(node, target / name, kept, chance)
        else:
            (target / name).write_bytes(node.after(kept, chance))


def _files(folder: Folder, path: str) -> Iterator[tuple[str, bytes]]:
    for name, node in folder.names.items():
        if isinstance(node, Folder):
            yield from _files(node, f"{path}{name}/")
        else:
            yield f"{path}{name}", bytes(node.data)


def _save_names(folder: Folder) -> None:
    folder.save()
    for node in folder.names.values():
        if isinstance(node, Folder):
            _save_names(node)


def _apply(data: bytearray, start: int, what: bytes | int) -> None:
    if isinstance(what, int):
        data[:] = data[:what].ljust(what, b"\0")
        return
    if len(data) < start:
        data.extend(bytes(start - len(data)))
    data[start : start + len(what)] = what


def _number(word: bytes | str) -> int:
    """The number that a word is, or starts with."""
    match = re.match(r"-?\d+", word if isinstance(word, str) else "")
    return int(match[0]) if match else -1


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", " "))
