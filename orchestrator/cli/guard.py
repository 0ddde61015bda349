"""The guard over our import names: another package that provides one of them would be loaded in place of ours, or by half."""

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from orchestrator.cli.output import fail

_OURS = ("orchestrator", "generation", "stitching", "templates")
_OUR_DISTRIBUTION = "filmwright"


@cache
def clashes() -> dict[str, list[str]]:
    """Other distributions in this environment that provide one of our import names, by name.

    Every command waits for this: importlib.metadata takes ten times as long, and a list of files is only read where one of the
    names is there at all.
    """
    owners: dict[str, set[str]] = {}
    for folder in dict.fromkeys(sys.path):
        inside = _entries(Path(folder))
        there = [name for name in _OURS if name in inside or f"{name}.py" in inside]
        for info in inside:
            distribution = info.partition("-")[0]
            if info.endswith((".dist-info", ".egg-info")) and distribution.lower() != _OUR_DISTRIBUTION:
                for name in _provided(Path(folder, info), there):
                    owners.setdefault(name, set()).add(distribution)
    return {name: sorted(owners[name]) for name in _OURS if name in owners}


def _entries(folder: Path) -> set[str]:
    """The names in a folder that Python imports from; none of an archive."""
    try:
        return {entry.name for entry in folder.iterdir()}
    except OSError:
        return set()


def _provided(info: Path, there: list[str]) -> Iterator[str]:
    """Which of our names the distribution that is described here says to provide; only those `there` can be files of it."""
    top = _read(info / "top_level.txt").split()
    listed = _read(info / "RECORD") if there else b""
    for name in _OURS:
        if name.encode() in top or (name in there and _lists(listed, name.encode())):
            yield name


def _lists(record: bytes, name: bytes) -> bool:
    """Whether a list of files, searched as bytes, has a package or a module of this name."""
    return b"\n" + name in record and (b"\n" + name + b"/" in record or b"\n" + name + b".py," in record)


def _read(path: Path) -> bytes:
    """What a file holds, from the start of a line on; nothing where there is none."""
    try:
        return b"\n" + path.read_bytes()
    except OSError:
        return b""


def guard() -> None:
    """Stop, with names, if another distribution provides one of our import names: Python would load either."""
    for name, others in clashes().items():
        fail(
            f"the package '{others[0]}' in this environment also provides '{name}', and Python may load it instead of "
            "Filmwright's; install Filmwright alone: uv tool install filmwright (or pipx install filmwright)"
        )
