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

    Their lists of files are searched as bytes: every command waits for this, and importlib.metadata takes ten times as long.
    """
    owners: dict[str, set[str]] = {}
    for info in _installed():
        distribution = info.stem.partition("-")[0]
        for name in _provided(info) if distribution.lower() != _OUR_DISTRIBUTION else ():
            owners.setdefault(name, set()).add(distribution)
    return {name: sorted(owners[name]) for name in _OURS if name in owners}


def _installed() -> Iterator[Path]:
    """The folder that describes a distribution, for each in the folders that Python imports from."""
    for folder in dict.fromkeys(sys.path):
        yield from (info for info in Path(folder).glob("*-info") if info.suffix in (".dist-info", ".egg-info"))


def _provided(info: Path) -> Iterator[str]:
    listed, top = _read(info / "RECORD"), _read(info / "top_level.txt").split()
    for name in _OURS:
        if name.encode() in top or f"\n{name}/".encode() in listed or f"\n{name}.py,".encode() in listed:
            yield name


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
