"""A film of ten shots whose steps are real work, only small: bytes that follow from a name and from what went in.

Speech, clip and grade of each shot, a mix of all speech, and the film: one after the other, so its digest tells whether two
builds came to the same.
"""

import hashlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from generation.backend import Progress
from orchestrator.building.step import Results, Step
from orchestrator.building.work import Made, Work
from orchestrator.store.records import Output
from orchestrator.store.store import Store
from stitching.errors import StitchingError

SHOTS = tuple(f"{number:02d}" for number in range(1, 11))
FILM = "film"
_PIECES = 3
"""A file is written in so many pieces, so that something can happen in the middle of it."""


@dataclass(frozen=True)
class Source:
    """A file that work is made from: its digest, and where it lies."""

    digest: str
    path: Path


@dataclass(frozen=True)
class Small(Work):
    """Files of given sizes, in bytes, by name."""

    kind: ClassVar[str] = "small"
    name: str
    sizes: tuple[tuple[str, int], ...]
    sources: tuple[Source, ...]

    def identity(self) -> dict[str, object]:
        made_from = [source.digest for source in self.sources]
        return {"kind": self.kind, "name": self.name, "sizes": dict(self.sizes), "from": made_from}

    def perform(self, folder: Path, progress: Progress) -> Made:
        seed = hashlib.sha256(self.name.encode())
        for source in self.sources:
            seed.update(source.path.read_bytes())
        files: dict[str, Path] = {}
        for name, size in self.sizes:
            files[name] = folder / f"{name}.bin"
            _write(files[name], hashlib.shake_256(seed.digest() + name.encode()).digest(size))
            progress(len(files), len(self.sizes))
        return Made(files, {"bytes": sum(size for _, size in self.sizes)})


@dataclass(frozen=True)
class Joined(Work):
    """Its sources, one after the other."""

    kind: ClassVar[str] = "joined"
    sources: tuple[Source, ...]

    def identity(self) -> dict[str, object]:
        return {"kind": self.kind, "from": [source.digest for source in self.sources]}

    def perform(self, folder: Path, progress: Progress) -> Made:
        target = folder / "film.bin"
        whole = b"".join(source.path.read_bytes() for source in self.sources)
        _write(target, whole)
        return Made({FILM: target}, {"bytes": len(whole)})


def steps(store: Store) -> list[Step]:
    """The steps of the film, in an order in which they can be made."""
    found: list[Step] = []
    for shot in SHOTS:
        found.append(_step(store, "speech", shot, (("sound", 12_000),), ()))
        found.append(_step(store, "clip", shot, (("clip", 48_000), ("tail", 4_000)), (f"speech {shot}",)))
        found.append(_step(store, "grade", shot, (("clip", 48_000),), (f"clip {shot}",)))
    found.append(_step(store, "mix", "of all", (("sound", 64_000),), tuple(f"speech {shot}" for shot in SHOTS)))
    needs = (*(f"grade {shot}" for shot in SHOTS), "mix of all")
    found.append(Step(FILM, FILM, partial(_joined, store, needs), needs))
    return found


def _step(store: Store, kind: str, about: str, sizes: tuple[tuple[str, int], ...], needs: tuple[str, ...]) -> Step:
    name = f"{kind} {about}"
    return Step(name, kind, partial(_small, store, name, sizes, needs), needs)


def _small(store: Store, name: str, sizes: tuple[tuple[str, int], ...], needs: tuple[str, ...], done: Results) -> Work:
    return Small(name, sizes, _sources(store, needs, done))


def _joined(store: Store, needs: tuple[str, ...], done: Results) -> Work:
    return Joined(_sources(store, needs, done))


def _sources(store: Store, needs: tuple[str, ...], done: Results) -> tuple[Source, ...]:
    outputs: list[Output] = [output for need in needs for output in done[need].outputs.values()]
    return tuple(Source(output.digest, store.path(output)) for output in outputs)


def _write(path: Path, raw: bytes) -> None:
    """Write in pieces, and read it again to the last byte: a maker verifies what it hands over.

    Raises:
        StitchingError: if the disk holds something else than was written.
    """
    size = -(-len(raw) // _PIECES)
    with path.open("wb", buffering=0) as file:
        for start in range(0, len(raw), size):
            rest = memoryview(raw)[start : start + size]
            while rest:
                rest = rest[file.write(rest) :]
    if path.read_bytes() != raw:
        raise StitchingError(f"{path} is not what was written to it; the disk may be failing")
